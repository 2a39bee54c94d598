"""The questions that every audit closes with."""

from pipeline.synthetic.draws import Choice, Draw, Phrases

CLOSING: dict[str, Draw] = {
    "overall_grade": Choice(weights={"1": 0.06, "2": 0.52, "3": 0.34, "4": 0.08}),
    "moderated_grade": Choice(weights={"1": 0.05, "2": 0.48, "3": 0.38, "4": 0.09}, answered=0.25),
    "learning": Phrases(
        texts=(
            "Reasons for the decision were hard to follow.",
            "The child's own words are missing from the record.",
            "Supervision was not written up until weeks later.",
            "Earlier concerns were listed, but nobody drew a conclusion from them.",
            "Nobody asked about the father or other men in the household.",
            "The other agencies were not told the outcome.",
        ),
        answered=0.2,
    ),
    "immediate_action": Choice(weights={"N": 0.985, "Y": 0.015}),
}
