"""
What an audit asks beside its steps where its cases are few and are read one by one at a meeting.

An audit takes over what it needs, together: ``reasons = case_led.reasons(grade, moderated, critical=tool == "NONE")``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.audits.core import GRADES
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Bundle, MultiCode, OneCode, Predicate, Role, Text, Views, code_list

SHORT = 200  # letters of a reason: enough to say it, too few to tell the case again
EVIDENCE = code_list(
    "evidence",
    RECORD="The record",
    PRACTITIONER="A practitioner",
    CHILD="The child",
    PARENT="A parent or carer",
    OBSERVED="What the auditor saw",
    OTHER_AGENCY="Another agency's record",
)
DOMAINS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "recognition": ("Grade: recognition", "Was the need or the harm seen, and seen early?"),
        "assessment": ("Grade: assessment", "Is it understood, with history, family and the child's own view?"),
        "planning": (
            "Grade: planning and work with the family",
            "Does the plan fit, and is it carried out?",
        ),
        "joint_working": ("Grade: joint working", "Do the agencies share, meet, challenge and act together?"),
        "impact": ("Grade: difference made for the child", "Is the child's life better, and how is that known?"),
    }
)  # the overall grade is asked by every audit (`core.overall_grade`)


def reasons(
    own: OneCode, moderated: OneCode, *, critical: Predicate, on: Views = (), since: Quarter | None = None
) -> Bundle:
    """
    Why a critical step was not done, why the moderator gave another grade, and what the judgement rests on.

    ``critical``: true of a record where a step was not done that the meeting has to hear of; the reason is asked there
    only. ``own`` and ``moderated``: the two grades.
    """
    why_changed = Text(
        "Why the grade was changed (no names)",
        free=True,
        max_length=SHORT,
        on=on,
        asked_when=moderated.answered() & (moderated != own),
        since=since,
        help="One sentence: what the moderator saw otherwise.",
        role=Role.WHY_OVERRIDDEN,
    )
    why_not_done = Text(
        "Why a critical step was not done (no names)",
        free=True,
        max_length=SHORT,
        on=on,
        asked_when=critical,
        since=since,
        help="One sentence: what stood in the way. The meeting reads it beside the case.",
        role=Role.WHY_NOT,
    )
    evidence = MultiCode(
        "What your judgement rests on",
        codes=EVIDENCE,
        required=True,
        on=on,
        since=since,
        help="All that you used; RECORD alone where nobody was asked.",
        example="RECORD;PRACTITIONER",
        role=Role.EVIDENCE,
    )
    return Bundle({"why_changed": why_changed, "why_not_done": why_not_done, "evidence": evidence})


def domain_grades(on: Views = (), *, since: Quarter | None = None) -> Bundle:
    """The auditor's grade for each side of the work on the case, beside the overall one."""
    return Bundle(
        {
            f"grade_{name}": OneCode(
                label, codes=GRADES, required=True, on=on, since=since, help=asks, example="2", role=Role.DOMAIN_GRADE
            )
            for name, (label, asks) in DOMAINS.items()
        }
    )
