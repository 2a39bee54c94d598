"""The questions that every audit closes with, and what those concerned say."""

from pipeline.definition import Audit, Field, OneCode, Role, View
from pipeline.synthetic.draws import Beside, Draw, Phrases, Split, by_case, one_of, shares

CLOSING: dict[Role, Draw] = {
    Role.GRADE: one_of("1 0.06, 2 0.52, 3 0.34, 4 0.08"),
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
    Role.IMMEDIATE_ACTION: one_of("N 0.985, Y 0.015"),
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
        asked[moderated] = _moderated(grade)
    return {field: draw for field, draw in asked.items() if field is not None}


def _moderated(grade: OneCode) -> Split:
    """The second grade by the first one."""
    return by_case(*((grade == given, draw) for given, draw in MODERATED.items()))


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
