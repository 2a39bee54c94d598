"""HRS as a yearly review may find it: three providers, most requirements in contracts, met, and looked at."""

from pipeline.audits.hrs import HRS, REQUIREMENTS
from pipeline.synthetic.draws import About, InTurn, Lag, PartOf, Profile, by_case, one_of

PROVIDERS = 3


def profile(hrs: type[HRS]) -> Profile:
    """What the audit's returns usually look like."""
    rows = PROVIDERS * len(REQUIREMENTS.codes)
    newer = hrs.requirement.is_in("FURNITURE_RISK", "PANEL")
    return Profile(
        cases=(rows, rows),
        differ=0.0,
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            hrs.provider_ref: InTurn(
                tuple(f"H{number:02d}" for number in range(1, 100)), running=len(REQUIREMENTS.codes)
            ),
            hrs.requirement: InTurn(REQUIREMENTS.values()),
            hrs.own_view: by_case(
                (hrs.requirement == "STAFF_TRAINING", one_of("MET 0.6, PARTLY 0.4")),
                (newer, one_of("MET 0.6, PARTLY 0.34, NOT 0.06")),
                otherwise=one_of("MET 0.8, PARTLY 0.2"),
            ),
            hrs.evidence_date: by_case(
                (hrs.own_view == "NOT", Lag(answered=0.0)),
                otherwise=Lag(answered=0.95),
            ),
            hrs.staff: About(13),
            hrs.trained: by_case((hrs.own_view == "MET", PartOf(hrs.staff, 1.0)), otherwise=PartOf(hrs.staff, 0.8)),
            hrs.in_contract: by_case((newer, one_of("Y 0.7, N 0.3")), otherwise=one_of("Y 0.97, N 0.03")),
            hrs.looked_on: Lag(answered=0.95),
            hrs.finding: by_case(
                (newer, one_of("MET 0.7, PARTLY 0.22, NOT 0.08")), otherwise=one_of("MET 0.94, PARTLY 0.05, NOT 0.01")
            ),
        },
    )
