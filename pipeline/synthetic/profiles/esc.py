"""ESC as boards' logs have it: few a quarter, most ended at stage 1, the board not always told at stage 2."""

from pipeline.audits.esc import ESC
from pipeline.synthetic.draws import Amount, Lag, Profile, Sharing, Unusual, by_case, one_of


def profile(esc: type[ESC]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(16, 24),
        events={1: 0.92, 2: 0.08},
        case_refs={esc.escalation_ref: "E{year}Q{quarter}-{number:03d}"},
        differ=0.02,
        sharing={
            esc.agency: Sharing(
                by=esc.raised_by,
                kinds={
                    "council": ("CSC",),
                    "police": ("POL",),
                    "health provider": ("COMMUNITY",),
                    "health provider 2": ("HOSPITAL",),
                    "education": ("EDU",),
                },
            )
        },
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            esc.raised_date: Lag(),
            esc.raised_by: one_of("CSC 0.14, POL 0.16, COMMUNITY 0.3, HOSPITAL 0.2, GP 0.04, EDU 0.12, HOUSING 0.04"),
            esc.board_stage: one_of("1 0.66, 2 0.24, 3 0.08, 4 0.02"),
            esc.raised_against: by_case(
                (esc.raised_by == "CSC", one_of("POL 0.3, COMMUNITY 0.35, HOSPITAL 0.15, EDU 0.1, HOUSING 0.1")),
                otherwise=one_of("CSC 0.82, POL 0.06, COMMUNITY 0.05, HOSPITAL 0.03, HOUSING 0.04"),
            ),
            esc.subject: one_of(
                "THRESHOLD 0.34, NO_ACTION 0.18, STEP_DOWN 0.14, PLAN 0.12, INFO_SHARING 0.08, "
                "CAPACITY_ENGAGEMENT 0.11, OTHER 0.03"
            ),
            esc.stage_reached: by_case(
                (esc.board_stage == "1", one_of("1 0.93, 2 0.07")),
                (esc.board_stage == "2", one_of("1 0.06, 2 0.9, 3 0.04")),
                (esc.board_stage == "3", one_of("2 0.05, 3 0.95")),
                otherwise=one_of("4 1"),
            ),
            esc.stage_2_date: Lag({2: 0.2, 3: 0.25, 4: 0.2, 5: 0.15, 8: 0.12, 12: 0.08}, after=esc.raised_date),
            esc.stage_3_date: Lag({4: 0.3, 6: 0.3, 7: 0.2, 11: 0.2}, after=esc.stage_2_date),
            esc.board_notified: one_of("Y 0.78, N 0.12, NR 0.1"),
            esc.ended: by_case(
                (esc.stage_reached.is_in("3", "4"), one_of("AGREED_WITH_RAISER 0.4, COMPROMISE 0.4, OPEN 0.2")),
                otherwise=one_of(
                    "AGREED_WITH_RAISER 0.4, AGREED_WITH_OTHER 0.18, COMPROMISE 0.3, WITHDRAWN 0.06, OPEN 0.06"
                ),
            ),
            esc.resolved_date: by_case(
                (esc.stage_reached == "1", Lag({1: 0.32, 2: 0.28, 4: 0.22, 5: 0.1, 9: 0.08}, after=esc.raised_date)),
                (esc.stage_reached == "2", Lag({3: 0.3, 5: 0.3, 7: 0.2, 12: 0.2}, after=esc.stage_2_date)),
                otherwise=Lag({4: 0.3, 8: 0.4, 13: 0.3}, after=esc.stage_3_date),
            ),
            esc.raiser_told: one_of("Y 0.94, N 0.03, NR 0.03"),
            esc.child_outcome_changed: by_case(
                (esc.ended == "WITHDRAWN", one_of("N 1")),
                (esc.ended == "AGREED_WITH_OTHER", one_of("Y 0.08, N 0.82, NR 0.1")),
                otherwise=one_of("Y 0.66, N 0.2, NR 0.14"),
            ),
        },
        volumes={
            esc.staff_asked: Amount(14),
            esc.staff_aware: Amount(0.81, of=esc.staff_asked),
        },
        unusual={"police": Unusual.NIL},
    )
