"""
What an audit asks beside its steps where its cases are few and are read one by one at a meeting.

Each question is taken over by itself, as those of `core` are: ``why_not = case_led.why_not(when=tool == "NONE")``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.audits.core import GRADES
from pipeline.calendar.quarter import Quarter
from pipeline.definition import MultiCode, OneCode, Predicate, Role, Text, Views, code_list

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


def why_not(when: Predicate, on: Views = (), *, since: Quarter | None = None) -> Text:
    """Why a critical step was not done, in a sentence; asked where ``when`` is true: it was not."""
    return Text(
        "Why a critical step was not done (no names)",
        free=True,
        max_length=SHORT,
        on=on,
        asked_when=when,
        since=since,
        help="One sentence: what stood in the way. The meeting reads it beside the case.",
        role=Role.WHY_NOT,
    )


def why_overridden(own: OneCode, moderated: OneCode, on: Views = (), *, since: Quarter | None = None) -> Text:
    """Why the moderator gave another grade than the auditor, in a sentence."""
    return Text(
        "Why the grade was changed (no names)",
        free=True,
        max_length=SHORT,
        on=on,
        asked_when=moderated.answered() & (moderated != own),
        since=since,
        help="One sentence: what the moderator saw otherwise.",
        role=Role.WHY_OVERRIDDEN,
    )


def evidence(on: Views = (), *, since: Quarter | None = None) -> MultiCode:
    """What the auditor's judgement rests on."""
    return MultiCode(
        "What your judgement rests on",
        codes=EVIDENCE,
        required=True,
        on=on,
        since=since,
        help="All that you used; RECORD alone where nobody was asked.",
        example="RECORD;PRACTITIONER",
        role=Role.EVIDENCE,
    )


def domain_grade(domain: str, on: Views = (), *, since: Quarter | None = None) -> OneCode:
    """The auditor's grade for one of the `DOMAINS` of the work on the case."""
    label, asks = DOMAINS[domain]
    return OneCode(
        label, codes=GRADES, required=True, on=on, since=since, help=asks, example="2", role=Role.DOMAIN_GRADE
    )
