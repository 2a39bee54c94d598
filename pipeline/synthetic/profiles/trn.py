"""TRN as agencies count it: most have the basic courses, half the newer ones; one booked place in eight is empty."""

from pipeline.audits.trn import COURSES, TRN
from pipeline.synthetic.draws import About, InTurn, PartOf, Profile, by_case, one_of


def profile(trn: type[TRN]) -> Profile:
    """What the audit's returns usually look like."""
    basic, new = trn.course.is_in("SG_L1", "SG_L2", "SG_L3"), trn.course.is_in("FAMILY_APPROACH", "NEGLECT_GUIDE")
    return Profile(
        cases=(len(COURSES.codes), len(COURSES.codes)),
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            trn.course: InTurn(COURSES.values()),
            trn.who_counts: one_of("ALL 0.3, WITHOUT_BANK 0.4, WITHOUT_ABSENT 0.2, WITHOUT_BOTH 0.1"),
            trn.eligible: by_case(
                (trn.course == "SG_L1", About(420, {"police": 600, "housing": 90, "primary care": 380})),
                (basic, About(260, {"police": 300, "housing": 60, "primary care": 240})),
                otherwise=About(140, {"police": 180, "housing": 40, "primary care": 110}),
            ),
            trn.in_date: by_case(
                (basic, PartOf(trn.eligible, 0.9, {"housing": 0.74})),
                (trn.course == "SAFE_SLEEP", PartOf(trn.eligible, 0.72, {"health provider": 0.86, "housing": 0.5})),
                (new, PartOf(trn.eligible, 0.58)),
                otherwise=PartOf(trn.eligible, 0.77),
            ),
            trn.trained: PartOf(trn.in_date, 0.14),
            trn.booked: by_case((trn.course == "SG_L1", About(0)), otherwise=PartOf(trn.eligible, 0.18)),
            trn.no_shows: PartOf(trn.booked, 0.13, {"police": 0.24}),
            trn.evaluated: PartOf(trn.trained, 0.7),
            trn.confident_before: PartOf(trn.evaluated, 0.46),
            trn.confident_after: PartOf(trn.evaluated, 0.86),
        },
    )
