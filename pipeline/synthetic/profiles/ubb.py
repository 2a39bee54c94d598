"""UBB as a city may have it: a dozen babies a quarter, plans for most, and reviews that fall before the birth."""

from pipeline.audits.ubb import UBB
from pipeline.definition import days
from pipeline.synthetic.draws import Amount, Lag, Numbers, Profile, by_case, one_of


def profile(ubb: type[UBB]) -> Profile:
    """What the audit's returns usually look like."""
    early = days(ubb.referral_date, ubb.edd) >= 100
    return Profile(
        cases=(10, 14),
        unborn=1.0,
        case_refs={ubb.audit_ref: "AUD{year}Q{quarter}-UBB-{number:03d}"},
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            ubb.edd: Lag(),
            ubb.referral_date: Lag(
                {-203: 0.1, -182: 0.16, -161: 0.18, -140: 0.18, -119: 0.16, -98: 0.1, -70: 0.08, -35: 0.04},
                after=ubb.edd,
                unit="days",
            ),
            ubb.icpc_date: by_case(
                (early, Lag({24: 0.2, 32: 0.3, 40: 0.3, 52: 0.2}, after=ubb.referral_date, answered=0.74)),
                otherwise=Lag({12: 0.4, 16: 0.4, 20: 0.2}, after=ubb.referral_date, answered=0.7),
            ),
            ubb.conference_outcome: by_case(
                (early, one_of("PLAN 0.84, HELP 0.13, NONE 0.03")), otherwise=one_of("PLAN 0.74, LEGAL 0.2, HELP 0.06")
            ),
            ubb.core_group_date: Lag(
                {6: 0.15, 8: 0.3, 9: 0.28, 10: 0.23, 13: 0.03, 18: 0.01}, after=ubb.icpc_date, answered=0.99
            ),
            ubb.core_groups_due: Numbers({0: 0.2, 1: 0.36, 2: 0.28, 3: 0.12, 4: 0.04}),
            ubb.core_groups_held: by_case(
                (ubb.core_groups_due == 0, Numbers({0: 1})),
                (ubb.core_groups_due == 1, Numbers({1: 0.9, 0: 0.1})),
                (ubb.core_groups_due == 2, Numbers({2: 0.82, 1: 0.16, 0: 0.02})),
                otherwise=Numbers({3: 0.8, 2: 0.2}),
            ),
            ubb.birth_plan_date: Lag(
                {-77: 0.13, -63: 0.26, -49: 0.38, -42: 0.17, -35: 0.04, -21: 0.02},
                after=ubb.edd,
                unit="days",
                answered=0.94,
            ),
            ubb.first_review_date: Lag(
                {70: 0.12, 80: 0.28, 86: 0.28, 90: 0.26, 98: 0.04, 112: 0.02},
                after=ubb.icpc_date,
                unit="days",
                answered=0.97,
            ),
            ubb.review_and_birth: by_case(
                (days(ubb.first_review_date, ubb.edd) >= 14, one_of("BEFORE 0.96, SOON 0.04")),
                (days(ubb.edd, ubb.first_review_date) >= 35, one_of("LATER 0.98, NO_BIRTH 0.02")),
                (days(ubb.edd, ubb.first_review_date) >= 14, one_of("SOON 0.6, LATER 0.38, NO_BIRTH 0.02")),
                otherwise=one_of("BEFORE 0.4, SOON 0.58, LATER 0.02"),
            ),
        },
        volumes={
            ubb.unborn_referrals: Amount(5),
            ubb.prebirth_conferences: Amount(0.7, of=ubb.unborn_referrals),
        },
    )
