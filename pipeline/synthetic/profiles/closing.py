"""The questions that every audit closes with."""

from pipeline.definition import Audit, Field, OneCode, Role
from pipeline.synthetic.draws import Draw, Phrases, Split, by_case, one_of

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
