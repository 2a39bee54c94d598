"""FWA as local procedures find it: most agreements name goals, half are looked at on time, a third meet most goals."""

from pipeline.audits.fwa import FWA
from pipeline.synthetic.draws import Amount, Lag, Profile, by_case, one_of


def profile(fwa: type[FWA]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(24, 36),
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            fwa.review_due: Lag(),
            fwa.agreement_date: Lag(
                {-42: 0.1, -63: 0.25, -84: 0.2, -91: 0.35, -126: 0.1}, after=fwa.review_due, unit="days"
            ),
            fwa.goals: one_of("Y 0.74, N 0.12, NR 0.14"),
            fwa.reviewed_on: Lag(
                {-7: 0.1, -2: 0.16, 0: 0.3, 4: 0.16, 10: 0.16, 21: 0.12}, after=fwa.review_due, answered=0.84
            ),
            fwa.goals_met: by_case(
                (fwa.goals == "N", one_of("SOME 0.4, NONE 0.3, NR 0.3")),
                otherwise=one_of("ALL 0.16, MOST 0.3, SOME 0.32, NONE 0.12, NR 0.1"),
            ),
        },
        volumes={
            fwa.families: Amount(52),
            fwa.families_agreed: Amount(0.46, of=fwa.families),
            fwa.agreements_before: Amount(11),
            fwa.back_after_agreement: Amount(0.24, of=fwa.agreements_before),
        },
    )
