"""The questions that every audit closes with, and the child's status that most of them ask."""

from pipeline.synthetic.draws import Choice, Draw, Phrases, Several, UntilSent

CLOSING: dict[str, Draw] = {
    "auditor_role": Choice(weights={"TEAM_MGR": 3, "NAMED_NURSE": 2, "DS_DI": 1, "QA_OFFICER": 3, "IRO": 1}),
    "audit_date": UntilSent(),
    "overall_grade": Choice(weights={"1": 0.06, "2": 0.52, "3": 0.34, "4": 0.08}),
    "moderated_grade": Choice(weights={"1": 0.05, "2": 0.48, "3": 0.38, "4": 0.09}, answered=0.25),
    "good_practice": Phrases(
        texts=(
            "Clear record of what life is like for the child.",
            "Checks were made the same day and written up well.",
            "The family were told what would happen next and why.",
            "History was summarised and used in the decision.",
            "Prompt sharing with other agencies.",
        ),
        answered=0.3,
    ),
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
    "learning_themes": Several(
        chances={
            "VOICE": 0.3, "INFO_SHARING": 0.25, "THRESHOLD": 0.12, "RECORDING": 0.4, "TIMELINESS": 0.2,
            "SUPERVISION": 0.2, "CHALLENGE": 0.1, "FATHERS": 0.15, "HISTORY": 0.25, "HEALTH_NEEDS": 0.1,
            "DISG_COMPL": 0.06, "CAPACITY": 0.05,
        },
        answered=0.7,
    ),
    "immediate_action": Choice(weights={"N": 0.985, "Y": 0.015}),
    "action_taken_date": UntilSent(),
}  # fmt: skip
