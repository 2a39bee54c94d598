"""The questions that every audit closes with, and what those concerned say."""

from collections.abc import Mapping

from pipeline.definition import Audit, Field, OneCode, Role, View
from pipeline.synthetic.draws import Beside, Draw, Phrases, Several, Split, by_case, one_of, shares

CLOSING: dict[Role, Draw] = {
    Role.GRADE: one_of("1 0.06, 2 0.52, 3 0.34, 4 0.08"),
    Role.DIFFERENCE: one_of("YES 0.34, PARTIAL 0.4, NO 0.14, NR 0.12"),
    Role.LEARNING: Phrases(
        (
            "Reasons for the decision were hard to follow.",
            "The child's own words are missing from the record.",
            "Supervision was not written up until weeks later.",
            "Earlier concerns were listed, but nobody drew a conclusion from them.",
            "Nobody asked about the father or other men in the household.",
            "The other agencies were not told the outcome.",
        ),
        answered=0.2,
    ),
    Role.EVIDENCE: Several({"RECORD": 0.97, "PRACTITIONER": 0.4, "CHILD": 0.12, "PARENT": 0.15, "OTHER_AGENCY": 0.2}),
    Role.WHY_NOT: Phrases(
        (
            "The step was planned, and the worker left before it was done.",
            "Nobody was clear which agency was to do it.",
            "The family moved, and it was not taken up again.",
            "It was done, and is not on the record.",
            "No appointment could be had in time.",
        )
    ),
    Role.WHY_OVERRIDDEN: Phrases(
        (
            "The plan was graded, and not what came of it.",
            "The auditor did not see the other agency's record.",
            "The work was better than its record.",
            "Drift of several weeks was not counted.",
        )
    ),
    Role.IMMEDIATE_ACTION: one_of("N 0.985, Y 0.015"),
}

# What one side of the work is graded where the whole has a grade: seldom more than a grade away.
DOMAIN = {
    "1": one_of("1 0.7, 2 0.3"),
    "2": one_of("1 0.12, 2 0.7, 3 0.18"),
    "3": one_of("2 0.22, 3 0.66, 4 0.12"),
    "4": one_of("3 0.4, 4 0.6"),
}

# What the second grader gives where the first gave a grade: seldom one more than a grade away, and rather the poorer.
MODERATED = {
    "1": one_of("1 0.62, 2 0.35, 3 0.03", answered=0.25),
    "2": one_of("1 0.03, 2 0.74, 3 0.21, 4 0.02", answered=0.25),
    "3": one_of("1 0.01, 2 0.12, 3 0.75, 4 0.12", answered=0.25),
    "4": one_of("2 0.02, 3 0.2, 4 0.78", answered=0.25),
}


def closing(audit: type[Audit]) -> dict[Field, Draw]:
    """How the closing questions of ``audit`` are answered, each view from its own record."""
    asked: dict[Field | None, Draw] = {audit.in_role(role): draw for role, draw in CLOSING.items()}
    grade, moderated = audit.in_role(Role.GRADE), audit.in_role(Role.MODERATED_GRADE)
    if isinstance(grade, OneCode) and moderated is not None:
        asked[moderated] = _by_grade(grade, MODERATED)
    if isinstance(grade, OneCode):
        asked |= {each: _by_grade(grade, DOMAIN) for each in audit.in_roles(Role.DOMAIN_GRADE)}
    return {field: draw for field, draw in asked.items() if field is not None}


def _by_grade(grade: OneCode, draws: Mapping[str, Draw]) -> Split:
    """Another grade of the same case, by the first one."""
    return by_case(*((grade == given, draw) for given, draw in draws.items()))


def heard(audit: type[Audit]) -> tuple[dict[View, Beside], dict[Field, Draw]]:
    """How many people's views stand on the Voice sheet of ``audit``, and what they are; nothing where it has none."""
    asked = {field.name: field for field in audit.fields}
    whose = asked.get("whose_view")
    if not isinstance(whose, OneCode):
        return {}, {}
    sheet = Beside(each=whose, chances=shares("CHILD 0.9, PARENT 1, PRACTITIONER 0.5"))
    worker = whose == "PRACTITIONER"
    return {whose.views[0]: sheet}, {
        asked["view_asked"]: by_case(
            (whose == "CHILD", one_of("NOT_ASKED 0.34, NOT_REACHED 0.1, NO_ANSWER 0.14, ANSWERED 0.42")),
            (worker, one_of("NOT_ASKED 0.1, NOT_REACHED 0.06, ANSWERED 0.84")),
            otherwise=one_of("NOT_ASKED 0.2, NOT_REACHED 0.24, NO_ANSWER 0.12, ANSWERED 0.44"),
        ),
        asked["felt_listened_to"]: by_case(
            (worker, one_of("1 0.02, 2 0.06, 3 0.2, 4 0.46, 5 0.26")),
            otherwise=one_of("1 0.1, 2 0.16, 3 0.26, 4 0.32, 5 0.16", answered=0.95),
        ),
        asked["understood_why"]: one_of("1 0.06, 2 0.14, 3 0.24, 4 0.36, 5 0.2", answered=0.95),
        asked["better_now"]: one_of("1 0.08, 2 0.14, 3 0.34, 4 0.32, 5 0.12", answered=0.92),
    }
