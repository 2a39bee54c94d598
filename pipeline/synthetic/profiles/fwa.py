"""FWA as local procedures find it: most agreements name goals, half are looked at on time, three in five meet most."""

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
                {-42: 0.14, -63: 0.36, -84: 0.38, -91: 0.09, -126: 0.03}, after=fwa.review_due, unit="days"
            ),
            fwa.goals: one_of("Y 0.84, N 0.08, NR 0.08"),
            fwa.reviewed_on: Lag(
                {-7: 0.14, -2: 0.2, 0: 0.34, 4: 0.14, 10: 0.1, 21: 0.08}, after=fwa.review_due, answered=0.9
            ),
            fwa.goals_met: by_case(
                (fwa.goals == "N", one_of("SOME 0.4, NONE 0.3, NR 0.3")),
                otherwise=one_of("ALL 0.28, MOST 0.46, SOME 0.16, NONE 0.05, NR 0.05"),
            ),
        },
        volumes={
            fwa.families: Amount(52),
            fwa.families_agreed: Amount(0.46, of=fwa.families),
            fwa.agreements_before: Amount(11),
            fwa.back_after_agreement: Amount(0.24, of=fwa.agreements_before),
        },
    )
