"""HOM as inspections found it: few young people in a quarter, some bed and breakfast, advocacy not always offered."""

from pipeline.audits.hom import HOM
from pipeline.synthetic.draws import Amount, Lag, Numbers, Profile, by_case, one_of


def profile(hom: type[HOM]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(16, 26),
        case_refs={hom.audit_ref: "AUD{year}Q{quarter}-Y-{number:03d}"},
        missed=0.06,
        retyped=0.06,
        unseen=0.05,
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            hom.presented: Lag(),
            hom.young_parent: one_of("Y 0.14, N 0.86"),
            hom.joint: one_of("Y 0.94, N 0.03, NR 0.03"),
            hom.joint_date: Lag({0: 0.16, 2: 0.22, 4: 0.22, 7: 0.2, 9: 0.13, 12: 0.05, 18: 0.02}, after=hom.presented),
            hom.joint_by_housing: by_case(
                (hom.joint == "Y", one_of("Y 0.84, N 0.04, NR 0.12")), otherwise=one_of("Y 0.12, N 0.5, NR 0.38")
            ),
            hom.advocacy: one_of("Y 0.74, N 0.1, NR 0.16"),
            hom.decision: by_case(
                (hom.joint == "Y", one_of("S20 0.34, S17 0.22, RETURN_HOME 0.28, HOUSING_ACT 0.1, REFUSED 0.06")),
                otherwise=one_of("S17 0.26, RETURN_HOME 0.4, OTHER 0.14, REFUSED 0.08, PENDING 0.12"),
            ),
            hom.refusal_reason: by_case(
                (hom.advocacy == "Y", one_of("CRITERIA 0.04, NO_VACANCY 0.2, CHOICE 0.64, OTHER 0.12")),
                otherwise=one_of("CRITERIA 0.14, PREVIOUS_BEHAVIOUR 0.1, NO_VACANCY 0.42, OTHER 0.2, NR 0.14"),
            ),
            hom.specific_support: one_of("Y 0.8, N 0.1, NR 0.1"),
            hom.bb_used: one_of("Y 0.09, N 0.91"),
            hom.bb_nights: Numbers({1: 0.3, 2: 0.14, 3: 0.12, 5: 0.12, 7: 0.08, 12: 0.1, 21: 0.1, 35: 0.04}),
            hom.bb_reason: one_of("NO_ALTERNATIVE 0.76, OTHER 0.14, NR 0.1"),
        },
        volumes={
            hom.presentations: Amount(7),
            hom.accommodated: Amount(0.28, of=hom.presentations),
        },
    )
