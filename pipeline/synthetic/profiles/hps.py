"""HPS as a review may find it: nine homes in ten looked at before the move, plans that say little of housing."""

from pipeline.audits.hps import HPS
from pipeline.synthetic.draws import Amount, Lag, Profile, Sharing, Unusual, by_case, one_of


def profile(hps: type[HPS]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(36, 46),
        case_refs={hps.audit_ref: "AUD{year}Q{quarter}-H-{number:03d}"},
        missed=0.04,
        sharing={
            hps.housing: Sharing(
                by=hps.placement_type,
                kinds={
                    "housing": ("TEMP_ACC", "COUNCIL", "PRIVATE", "FAMILY", "HOTEL_BB"),
                    "housing 2": ("SUPPORTED",),
                },
            )
        },
        cover={"return_type": "SAMPLE", "sampling_method": "BOARD_LIST"},
        of_all=3,
        draws={
            hps.placement_type: one_of(
                "SUPPORTED 0.42, TEMP_ACC 0.22, COUNCIL 0.2, PRIVATE 0.08, FAMILY 0.05, HOTEL_BB 0.03"
            ),
            hps.move_in_date: Lag(),
            hps.under_one: one_of("Y 0.66, N 0.34"),
            hps.assessed_date: by_case(
                (
                    hps.placement_type == "SUPPORTED",
                    Lag(
                        {-9: 0.24, -5: 0.3, -2: 0.26, 0: 0.16, 3: 0.03, 8: 0.01}, after=hps.move_in_date, answered=0.98
                    ),
                ),
                (
                    hps.placement_type.is_in("TEMP_ACC", "COUNCIL"),
                    Lag({-6: 0.28, -2: 0.3, 0: 0.32, 4: 0.07, 10: 0.03}, after=hps.move_in_date, answered=0.94),
                ),
                otherwise=Lag({-2: 0.3, 0: 0.3, 5: 0.2, 12: 0.2}, after=hps.move_in_date, answered=0.7),
            ),
            hps.fixtures: by_case(
                (hps.assessed_date.answered(), one_of("Y 0.95, N 0.02, NR 0.03")),
                otherwise=one_of("Y 0.05, N 0.35, NR 0.6"),
            ),
            hps.cot_space: by_case(
                (hps.assessed_date.answered(), one_of("Y 0.95, N 0.02, NR 0.03")),
                otherwise=one_of("Y 0.06, N 0.34, NR 0.6"),
            ),
            hps.sleep_seen: one_of("Y 0.7, N 0.12, NR 0.18"),
            hps.suitable: by_case(
                (hps.placement_type == "HOTEL_BB", one_of("YES_WITH_ACTIONS 0.3, NO 0.7")),
                (hps.fixtures == "N", one_of("YES_WITH_ACTIONS 0.8, NO 0.2")),
                otherwise=one_of("YES 0.58, YES_WITH_ACTIONS 0.36, NO 0.06"),
            ),
            hps.actions_due: Lag({5: 0.25, 10: 0.4, 20: 0.35}, after=hps.assessed_date, planned=True),
            hps.actions_closed: Lag(
                {-5: 0.16, -2: 0.24, 0: 0.3, 3: 0.14, 8: 0.1, 15: 0.06}, after=hps.actions_due, answered=0.88
            ),
            hps.reassess_due: Lag({20: 0.3, 30: 0.4, 60: 0.3}, after=hps.assessed_date, planned=True, answered=0.55),
            hps.reassessed: Lag({-5: 0.28, -1: 0.36, 0: 0.22, 5: 0.1, 12: 0.04}, after=hps.reassess_due, answered=0.95),
            hps.pre_placement_plan: one_of("Y 0.88, N 0.06, NR 0.06"),
            hps.early_help_assessment: one_of("Y 0.56, N 0.24, NR 0.2"),
            hps.plan: one_of("NONE 0.34, CIN 0.34, CP 0.3, NK 0.02"),
            hps.housing_matters: one_of("Y 0.72, N 0.28"),
            hps.housing_assessed: one_of("Y 0.42, N 0.28, NR 0.3"),
        },
        volumes={
            hps.moves: Amount(38, by_kind={"housing": 30, "housing 2": 8}),
            hps.moves_to_hotels: Amount(0.04, of=hps.moves),
        },
        unusual={"housing 2": Unusual.LATE},
    )
