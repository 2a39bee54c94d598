"""
The questions that several audits ask, and the code lists that they share.

An audit takes over those that it uses, one by one, under the name of the question: ``child_ref = core.child_ref()``.
"""

from __future__ import annotations

from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    NOT_KNOWN,
    NOT_RECORDED,
    Agreement,
    Basis,
    Bundle,
    Code,
    CodeList,
    Distribution,
    MultiCode,
    OneCode,
    Part,
    Predicate,
    Rater,
    Role,
    Standard,
    Text,
    View,
    Views,
    YesNo,
    code_list,
)
from pipeline.partnership.defining import words

_FAMILY_HELP = "family help"  # a kind of document: makes one of early help and of work with children in need
GRADE_SCALE = "Ofsted grade scale"  # a kind of document: whose scale the auditors' grades are
GRADES = CodeList(
    "grade", (Code("1", "Outstanding"), Code("2", "Good"), Code("3", "Requires improvement"), Code("4", "Inadequate"))
)

SIDS_RISKS = CodeList(
    "sids_risk", (Code("STANDARD", "Standard"), Code("RAISED", "Raised"), Code("HIGH", "High"), NOT_RECORDED)
)
PREDISPOSING = code_list(
    "risk_factors",
    SMOKING="Smoking in pregnancy or in the home",
    PREM_LBW="Born early or small",
    DRUGS_ALCOHOL="Drugs or alcohol",
    PREV_SUDI="An earlier sudden death in the family",
    OVERCROWD="Overcrowded home",
    SUPPORTED_HOUSING="Supported or temporary housing",
    RESP_ILLNESS="Illness of the baby's breathing",
    PLAN="Child protection or child in need plan",
    NONE="None",
)
SLEEP_TOPICS = code_list(
    "topics",
    POSITION="Laid on the back",
    BEDDING="Mattress and bedding",
    SMOKE="Smoking",
    DRUGS_ALCOHOL="Drugs, alcohol and medicines that make drowsy",
    RESP="A baby with an illness of the breathing",
    COSLEEP="Co-sleeping and sudden infant death",
    BED_SHARING="Safer bed sharing, and when it is strongly advised against",
    SOFA="Sofas and armchairs",
    TEMP="Warmth of the room",
)
BED_SHARING = "standard on safer bed sharing"  # a kind of document: what advice must speak of from its day on

PROFESSIONAL_SOURCES = ("2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8")

# Why `lint` may say what it says of figures.
FOR_NAMED_READERS = "only named readers see its groups; every other edition leaves them out."
FEW_FAIL = "the sub-group sees every count; others see that few did not meet it, and not how few."

CHECK_DATES = "Check both dates, and mend the one that is wrong."

# What every audit asked once and nothing used: returns on older templates still hold it.
DROPPED = (
    "Sex",
    "Ethnic group (broad)",
    "Disabled child?",
    "Auditor's role",
    "Date audited",
    "Good practice seen (no names)",
    "Learning themes",
    "Date that action was taken",
)


def sources() -> CodeList:
    """Who raised a concern, by the Department for Education's children-in-need census codes."""
    return CodeList(
        "source",
        tuple(
            Code(code, label)
            for code, label in (
                ("1A", "Family member or carer"),
                ("1B", "Acquaintance"),
                ("1C", "The child"),
                ("1D", "Other individual"),
                ("2A", "School"),
                ("2B", "Education service"),
                ("3A", "GP"),
                ("3B", "Health visitor"),
                ("3C", "School nurse"),
                ("3D", "Other primary health"),
                ("3E", "Emergency department"),
                ("3F", "Other health"),
                ("4", "Housing"),
                ("5A", "Council adult or other social care"),
                ("5B", "Other council service"),
                ("5C", "Another council"),
                ("5D", words.early_help),
                ("6", "Police"),
                ("7", "Other legal agency"),
                ("8", "Other"),
                ("9", "Anonymous"),
                ("10", "Unknown"),
            )
        ),
    )


def plans() -> CodeList:
    """The plan that a child is on."""
    return CodeList(
        "plan",
        (
            Code("NONE", "No plan"),
            until_family_help("CIN", "Child in need plan"),
            family_help(words.family_help),
            Code("CP", "Child protection plan"),
            NOT_KNOWN,
        ),
    )


def until_family_help(code: str, label: str) -> Code:
    """An answer that there is until early help and work with children in need are one."""
    return Code(code, label, until=_FAMILY_HELP, into="FAMILY_HELP")


def family_help(label: str) -> Code:
    """The answer that takes the place of those `until_family_help`."""
    return Code("FAMILY_HELP", label, since=_FAMILY_HELP)


def record_ref(code: str) -> Text:
    """The record's own number on a return of audit ``code``."""
    return Text(
        "Record no. on this return",
        required=True,
        unique=True,
        example=f"{code}-0007",
        pattern=rf"{code}-\d{{4}}",
        pattern_words=f"{code}-, then four digits, such as {code}-0007",
    )


def audit_ref(on: Views = ()) -> Text:
    """The board's reference for a case of a sample, for the views ``on``."""
    return Text(
        words.audit_reference,
        on=on,
        max_length=30,
        example="AUD19Q2-014",
        pattern=r"[A-Z0-9][A-Z0-9-]{3,29}",
        pattern_words="capital letters, digits and hyphens, as on the sample list",
        help="From the sample list, where the board issued one; the same for every agency.",
    )


def child_ref(on: Views = ()) -> Text:
    """The child, by a reference that is nobody's name or number, for the views ``on``."""
    return Text(
        "Child's audit reference",
        required=True,
        on=on,
        example="C3F90A21B",
        pattern=r"C[0-9A-F]{8}",
        pattern_words="C, then eight of 0-9 and A-F",
        help="The audit's own reference: never a name, an NHS number or a case number.",
        role=Role.CHILD,
    )


def family_ref(on: Views = (), *, required: bool = False) -> Text:
    """The child's family, for the views ``on``; ``required`` where a record is of the family itself."""
    return Text(
        "Family's audit reference",
        required=required,
        on=on,
        example="F0B17",
        pattern=r"F[0-9A-F]{4,8}",
        pattern_words="F, then four to eight of 0-9 and A-F",
        help="The same for brothers and sisters.",
        role=Role.FAMILY,
    )


def unborn(on: Views = ()) -> OneCode:
    """Whether the child was not yet born, for the views ``on``."""
    return YesNo("Unborn at the time?", required=True, on=on, example="N", describes_child=True, role=Role.UNBORN)


def sids_risk(on: Views = ()) -> OneCode:
    """How high the baby's risk of sudden infant death was assessed to be."""
    return OneCode(
        "Risk of sudden infant death, as assessed",
        codes=SIDS_RISKS,
        required=True,
        on=on,
        help="Not recorded where nobody assessed it.",
        example="RAISED",
        describes_child=True,
    )


def predisposing(on: Views = ()) -> MultiCode:
    """What had made the baby's risk higher before anything was seen."""
    return MultiCode(
        "What makes the risk higher beforehand",
        codes=PREDISPOSING,
        required=True,
        on=on,
        help="What the record shows; NONE by itself where it shows nothing.",
        example="SMOKING;RESP_ILLNESS",
        describes_child=True,
    )


def by_itself(answers: MultiCode, none: str) -> Predicate:
    """Where ``answers`` say ``none``, they say nothing else."""
    others = [~answers.contains(each.code) for each in answers.codes if each.code != none]
    alone = others[0]
    for each in others[1:]:
        alone &= each
    return ~answers.contains(none) | alone


def overall_grade(on: Views = ()) -> OneCode:
    """The auditor's grade for the work on the case."""
    return OneCode("Overall grade", codes=GRADES, required=True, on=on, example="2", role=Role.GRADE)


def moderated_grade(on: Views = ()) -> OneCode:
    """The grade once another auditor has looked at the case too."""
    return OneCode("Grade after moderation", codes=GRADES, on=on, role=Role.MODERATED_GRADE)


def grades_compared(grade: OneCode, moderated: OneCode) -> Agreement:
    """How far the auditor's overall grade agrees with the moderator's."""
    return Agreement(
        "Overall grade: the auditor's and the moderator's",
        Rater("Auditor", grade),
        Rater("Moderator", moderated),
        scale="grade",
        more="poorer",
        less="better",
        document=GRADE_SCALE,
    )


def learning(grade: OneCode, on: Views = ()) -> Text:
    """What to learn from the case, in the auditor's own words; needed where ``grade`` is one of the lower two."""
    return Text(
        "Learning or area to improve (no names)",
        free=True,
        on=on,
        required_when=grade.is_in("3", "4"),
        role=Role.LEARNING,
    )


def immediate_action(on: Views = ()) -> OneCode:
    """Whether a child needs action at once."""
    return YesNo(
        "Did the audit find a child needing action now?",
        required=True,
        on=on,
        help="Tell your safeguarding lead the same day; never wait for the report.",
        example="N",
        role=Role.IMMEDIATE_ACTION,
    )


def likert(label: str, *, low: str, high: str, on: Views = (), **options: object) -> OneCode:
    """How far something is so, from 1 (``low``) to 5 (``high``): answers to show one by one, never as a mean."""
    ends = {"1": f": {low}", "5": f": {high}"}
    steps = CodeList(
        f"from_{low}_to_{high}".replace(" ", "_"),
        tuple(Code(step, f"{step} of 5{ends.get(step, '')}") for step in "12345"),
    )
    return OneCode(label, codes=steps, on=on, **options)  # type: ignore[arg-type]


NEXT_TEMPLATES = Quarter(2026, 4)  # the first whose templates were not out yet when these questions were added
DIFFERENCE = CodeList(
    "difference",
    (
        Code("YES", "Yes: the record shows that things are better for the child"),
        Code("PARTIAL", "In part, or too early to say how far"),
        Code("NO", "No: the record shows that nothing is better"),
        NOT_RECORDED,
    ),
)


def difference_made(on: Views = (), *, since: Quarter | None = None, asked_when: Predicate | None = None) -> OneCode:
    """Whether the work made a difference for the child; asked always, or ``asked_when`` there was any work."""
    return OneCode(
        "Did it make a difference for the child?",
        codes=DIFFERENCE,
        required=asked_when is None,
        asked_when=asked_when,
        on=on,
        since=since,
        help="What became better for the child because of what was done, and not what was done.",
        example="PARTIAL",
        role=Role.DIFFERENCE,
    )


def difference_standard(made: OneCode, on: Views = (), *, applies: Predicate = ALWAYS, excluded: str = "") -> Standard:
    """That the work made a difference for the child, at least in part, as the record shows."""
    return Standard(
        "The record shows a difference made for the child",
        applies=applies,
        met=made.is_in("YES", "PARTIAL"),
        basis=Basis.GOOD_PRACTICE,
        source="Impact on the child is what audit is for; asked alike in every audit of cases.",
        counted_on=on,
        since=made.since,
        excluded=excluded,
        caveats=("“In part, or too early to say” counts as met: the answers stand one by one for context.",),
    )


VOICES = code_list("voice", CHILD="The child", PARENT="A parent or carer", PRACTITIONER="A practitioner")
ASKED = code_list(
    "asked",
    NOT_ASKED="Not asked",
    NOT_REACHED="Asked, and not reached",
    NO_ANSWER="Reached, and did not wish to answer",
    ANSWERED="Answered",
)
_WHOSE = (("CHILD", "C", "children"), ("PARENT", "P", "parents and carers"), ("PRACTITIONER", "W", "practitioners"))


def voice(code: str, beside: View, *, since: Quarter | None = None) -> Bundle:
    """
    What the child, the parents and the practitioners say of a case: a further sheet ``beside`` the records of ``code``.

    Who was asked, reached and answered, and three answers on a scale: numbers alone, and nothing in anybody's words.
    """
    heard = View(
        "What children, parents and practitioners say", beside=beside, sheet="Voice", unit="one person", since=since
    )
    who = OneCode("Whose view", codes=VOICES, required=True, on=heard, since=since, example="CHILD")
    asked = OneCode(
        "Asked, reached, answered?",
        codes=ASKED,
        required=True,
        on=heard,
        since=since,
        help="A line for the child and for each parent, whether asked or not; no words of theirs and no names.",
        example="ANSWERED",
    )
    answered: dict[str, Any] = {"asked_when": asked == "ANSWERED", "blank": None, "on": heard, "since": since}
    scales = {
        "felt_listened_to": likert("Felt listened to", low="not at all", high="fully", example="4", **answered),
        "understood_why": likert(
            "Understood what would happen, and why", low="not at all", high="fully", example="4", **answered
        ),
        "better_now": likert("Things are better for the child now", low="worse", high="far better", **answered),
    }
    things: dict[str, object] = {
        "heard": heard,
        "voice_part": Part("What those concerned say"),
        "whose_view": who,
        "view_asked": asked,
        **scales,
    }
    for one, letter, whose in _WHOSE:
        things[f"{code}{letter}1"] = Distribution(f"The {whose}: asked, reached, answered", asked, who == one, heard)
        for number, scale in enumerate(scales.values(), start=2):
            title = f"The {whose} who answered: {scale.label[:1].lower()}{scale.label[1:]}"
            things[f"{code}{letter}{number}"] = Distribution(title, scale, who == one, heard)
    return Bundle(things)
