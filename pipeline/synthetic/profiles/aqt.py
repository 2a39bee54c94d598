"""AQT as a thematic audit may find it: seven in ten good, fathers left out of two in five, housing of a third."""

from pipeline.audits.aqt import AQT
from pipeline.synthetic.draws import Amount, Draw, Lag, Profile, by_case, one_of


def profile(aqt: type[AQT]) -> Profile:
    """What the audit's returns usually look like."""
    poor, good = aqt.overall_grade.is_in("3", "4"), aqt.overall_grade.is_in("1", "2")

    def mostly(well: str, otherwise: str) -> Draw:
        """An answer that goes with the grade of the whole."""
        return by_case((good, one_of(well)), otherwise=one_of(otherwise))

    return Profile(
        cases=(25, 25),
        children={1: 1.0},
        case_refs={aqt.audit_ref: "AUD{year}Q{quarter}-AQT-{number:03d}"},
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=14,
        draws={
            aqt.overall_grade: one_of("1 0.1, 2 0.7, 3 0.17, 4 0.03"),
            aqt.assess_type: one_of("SINGLE 0.6, PARENTING 0.12, PREBIRTH 0.1, S47 0.14, COURT 0.04"),
            aqt.began: Lag(),
            aqt.authorised: by_case(
                (aqt.assess_type == "S47", Lag({9: 0.2, 13: 0.4, 15: 0.2, 24: 0.2}, after=aqt.began)),
                otherwise=Lag(
                    {18: 0.08, 28: 0.17, 36: 0.24, 42: 0.22, 44: 0.16, 49: 0.08, 58: 0.05},
                    after=aqt.began,
                    answered=0.94,
                ),
            ),
            aqt.plan: one_of("NONE 0.42, CIN 0.34, CP 0.24"),
            aqt.risk_framework: mostly("Y 0.94, N 0.03, NR 0.03", "Y 0.7, N 0.14, NR 0.16"),
            aqt.child_seen: by_case(
                (aqt.assess_type == "PREBIRTH", one_of("NA 1")), otherwise=one_of("Y 0.94, N 0.02, NR 0.04")
            ),
            aqt.seen_alone: one_of("Y 0.66, N 0.04, NR 0.06, NA 0.24"),
            aqt.voice_grade: by_case(
                (aqt.child_seen == "N", one_of("3 0.4, 4 0.6")),
                (aqt.overall_grade == "1", one_of("1 0.6, 2 0.4")),
                (aqt.overall_grade == "2", one_of("1 0.14, 2 0.72, 3 0.14")),
                (aqt.overall_grade == "3", one_of("2 0.3, 3 0.6, 4 0.1")),
                otherwise=one_of("3 0.4, 4 0.6"),
            ),
            aqt.identity: mostly("Y 0.58, N 0.12, NR 0.3", "Y 0.32, N 0.2, NR 0.48"),
            aqt.history: mostly("Y 0.94, N 0.03, NR 0.03", "Y 0.68, N 0.14, NR 0.18"),
            aqt.fathers: mostly("Y 0.58, N 0.18, NR 0.16, NA 0.08", "Y 0.36, N 0.28, NR 0.28, NA 0.08"),
            aqt.tried_before: mostly("Y 0.68, N 0.05, NR 0.05, NA 0.22", "Y 0.5, N 0.14, NR 0.14, NA 0.22"),
            aqt.compliance: mostly("Y 0.32, N 0.02, NR 0.02, NA 0.64", "Y 0.2, N 0.12, NR 0.06, NA 0.62"),
            aqt.young_parent: one_of("Y 0.14, N 0.86"),
            aqt.own_needs: mostly("Y 0.8, N 0.1, NR 0.1", "Y 0.5, N 0.26, NR 0.24"),
            aqt.family_meeting: one_of("Y 0.26, N 0.56, NR 0.18"),
            aqt.housing: mostly("Y 0.68, N 0.1, NR 0.22", "Y 0.44, N 0.16, NR 0.4"),
            aqt.under_one: by_case(
                (aqt.assess_type == "PREBIRTH", one_of("Y 1")),
                (aqt.young_parent == "Y", one_of("Y 0.7, N 0.3")),
                otherwise=one_of("Y 0.2, N 0.8"),
            ),
            aqt.safe_sleep: mostly("Y 0.56, N 0.18, NR 0.26", "Y 0.3, N 0.24, NR 0.46"),
            aqt.agencies_told: mostly("Y 0.96, N 0.02, NR 0.02", "Y 0.88, N 0.06, NR 0.06"),
            aqt.adult_service: one_of("Y 0.44, N 0.56"),
            aqt.adult_service_took_part: mostly("Y 0.8, N 0.12, NR 0.08", "Y 0.5, N 0.28, NR 0.22"),
            aqt.joint_protocol: one_of("Y 0.34, N 0.2, NR 0.14, NOT_ELIGIBLE 0.32"),
            aqt.analysis_grade: by_case(
                (aqt.overall_grade == "1", one_of("1 0.7, 2 0.3")),
                (aqt.overall_grade == "2", one_of("1 0.1, 2 0.76, 3 0.14")),
                (aqt.overall_grade == "3", one_of("2 0.22, 3 0.64, 4 0.14")),
                otherwise=one_of("3 0.26, 4 0.74"),
            ),
            aqt.difference: by_case(
                (poor, one_of("YES 0.2, PARTIAL 0.4, NO 0.16, NR 0.24")),
                otherwise=one_of("YES 0.5, PARTIAL 0.4, NO 0.04, NR 0.06"),
            ),
        },
        volumes={
            aqt.begun: Amount(350),
            aqt.in_time: Amount(0.83, of=aqt.begun),
            aqt.parenting_asked: Amount(42),
            aqt.parenting_begun: Amount(0.74, of=aqt.parenting_asked),
        },
    )
