"""MET as a city's hub may have it: twenty children a quarter, most at medium risk, half of whom had gone missing."""

from pipeline.audits.met import MET
from pipeline.synthetic.draws import Amount, Lag, Numbers, Profile, by_case, one_of


def profile(met: type[MET]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(16, 24),
        case_refs={met.audit_ref: "AUD{year}Q{quarter}-X-{number:03d}"},
        differ=0.03,
        missed=0.06,
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            met.identified_date: Lag(),
            met.source: one_of(
                "6 0.34, 2A 0.2, 2B 0.02, 3C 0.04, 3E 0.05, 3F 0.04, 5B 0.06, 5D 0.08, 1A 0.06, 1C 0.02, 8 0.09"
            ),
            met.mash_contact_date: Lag(
                {0: 0.38, 1: 0.32, 2: 0.16, 4: 0.09, 7: 0.03, 12: 0.02}, after=met.identified_date, answered=0.98
            ),
            met.tool: by_case(
                (met.source == "6", one_of("POLICE_TOOL 0.82, CERAF 0.1, SERAF 0.05, NONE 0.03")),
                (met.source.is_in("3C", "3E", "3F"), one_of("CSERQ4 0.74, SERAF 0.14, CERAF 0.08, NONE 0.04")),
                otherwise=one_of("SERAF 0.44, CERAF 0.4, POLICE_TOOL 0.06, OTHER 0.04, NONE 0.06"),
            ),
            met.tool_date: Lag(
                {0: 0.3, 1: 0.26, 2: 0.2, 3: 0.16, 5: 0.05, 8: 0.02, 14: 0.01}, after=met.identified_date
            ),
            met.risk: by_case(
                (met.tool == "NONE", one_of("LOW 0.2, MEDIUM 0.25, HIGH 0.05, NR 0.5")),
                otherwise=one_of("LOW 0.28, MEDIUM 0.48, HIGH 0.22, NR 0.02"),
            ),
            met.police_risk: by_case(
                (met.risk == "HIGH", one_of("HIGH 0.82, MEDIUM 0.16, NONE 0.02")),
                (met.risk == "MEDIUM", one_of("HIGH 0.06, MEDIUM 0.8, LOW 0.1, NONE 0.04")),
                otherwise=one_of("MEDIUM 0.12, LOW 0.74, NONE 0.14"),
            ),
            met.push_pull_assessed: one_of("Y 0.72, N 0.12, NR 0.16"),
            met.missing_episodes_90d: Numbers({0: 0.46, 1: 0.2, 2: 0.12, 3: 0.08, 5: 0.06, 9: 0.03, "NK": 0.05}),
            met.return_interview: one_of("IN_TIME 0.72, LATE 0.18, NOT_OFFERED 0.06, NR 0.04"),
            met.strategy_held: by_case(
                (met.risk == "HIGH", one_of("Y 0.92, N 0.06, NR 0.02")),
                (met.risk == "MEDIUM", one_of("Y 0.34, N 0.62, NR 0.04")),
                otherwise=one_of("Y 0.06, N 0.9, NR 0.04"),
            ),
            met.s47: one_of("Y 0.48, N 0.52"),
            met.plan_date: Lag(
                {3: 0.1, 6: 0.22, 9: 0.25, 12: 0.23, 15: 0.14, 19: 0.04, 27: 0.02},
                after=met.identified_date,
                answered=0.96,
            ),
            met.owner: by_case(
                (met.police_risk == "HIGH", one_of("SPECIALIST 0.94, NEIGHBOURHOOD 0.04, OTHER 0.02")),
                (met.police_risk == "MEDIUM", one_of("NEIGHBOURHOOD 0.78, SPECIALIST 0.18, OTHER 0.03, NONE 0.01")),
                otherwise=one_of("NEIGHBOURHOOD 0.5, OTHER 0.36, NONE 0.14"),
            ),
            met.disruption_activity: one_of("Y 0.76, N 0.14, NR 0.1"),
            met.health_flagged: by_case(
                (met.risk == "HIGH", one_of("Y 0.94, N 0.06")), otherwise=one_of("Y 0.82, N 0.18")
            ),
            met.health_part: by_case(
                (met.risk == "HIGH", one_of("Y 0.96, N 0.02, NR 0.02")),
                (met.risk == "MEDIUM", one_of("Y 0.78, N 0.08, NR 0.06, NA 0.08")),
                otherwise=one_of("Y 0.1, N 0.1, NR 0.1, NA 0.7"),
            ),
            met.review_date: Lag({20: 0.2, 30: 0.4, 40: 0.3, 55: 0.1}, after=met.identified_date, answered=0.85),
            met.risk_at_review: by_case(
                (met.risk == "HIGH", one_of("HIGH 0.42, MEDIUM 0.42, LOW 0.1, ENDED 0.02, NR 0.04")),
                (met.risk == "MEDIUM", one_of("HIGH 0.1, MEDIUM 0.46, LOW 0.32, ENDED 0.08, NR 0.04")),
                otherwise=one_of("MEDIUM 0.1, LOW 0.58, ENDED 0.28, NR 0.04"),
            ),
        },
        volumes={
            met.missing_episodes: Amount(58),
            met.missing_exploited: Amount(0.36, of=met.missing_episodes),
        },
    )
