"""The questions that every audit closes with."""

from pipeline.definition import Audit, Field, Role
from pipeline.synthetic.draws import Draw, Phrases, one_of

CLOSING: dict[Role, Draw] = {
    Role.GRADE: one_of("1 0.06, 2 0.52, 3 0.34, 4 0.08"),
    Role.MODERATED_GRADE: one_of("1 0.05, 2 0.48, 3 0.38, 4 0.09", answered=0.25),
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


def closing(audit: type[Audit]) -> dict[Field, Draw]:
    """How the closing questions of ``audit`` are answered, each view from its own record."""
    asked = {audit.in_role(role): draw for role, draw in CLOSING.items()}
    return {field: draw for field, draw in asked.items() if field is not None}
