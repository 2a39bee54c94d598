"""SSD as published audits have it: half of parents advised, nine babies in ten on the back."""

from pipeline.audits.ssd import SSD
from pipeline.synthetic.draws import Amount, Lag, Profile, Several, by_case, one_of, shares


def profile(ssd: type[SSD]) -> Profile:
    """What the audit's returns usually look like."""
    high = ssd.sids_risk.is_in("RAISED", "HIGH")
    return Profile(
        cases=(60, 75),
        children={1: 0.97, 2: 0.03},
        events={1: 0.95, 2: 0.05},
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=17,
        draws={
            ssd.area: one_of("MATERNITY 0.42, NNU 0.2, CHILDREN_WARD 0.3, ED_OBS 0.08"),
            ssd.discharge_date: Lag(),
            ssd.risk_factors: by_case(
                (ssd.area == "NNU", Several(shares("PREM_LBW 0.85, SMOKING 0.2, RESP_ILLNESS 0.35, PLAN 0.07"))),
                (
                    ssd.area.is_in("CHILDREN_WARD", "ED_OBS"),
                    Several(shares("RESP_ILLNESS 0.45, SMOKING 0.25, PREM_LBW 0.15, OVERCROWD 0.06, PLAN 0.08")),
                ),
                otherwise=Several(
                    shares(
                        "SMOKING 0.13, PREM_LBW 0.07, DRUGS_ALCOHOL 0.04, PREV_SUDI 0.01, OVERCROWD 0.04, "
                        "SUPPORTED_HOUSING 0.03, PLAN 0.04, NONE 0.68"
                    )
                ),
            ),
            ssd.sids_risk: by_case(
                (ssd.risk_factors.contains("NONE"), one_of("STANDARD 0.84, RAISED 0.02, NR 0.14")),
                (ssd.risk_factors.contains("PREV_SUDI"), one_of("RAISED 0.2, HIGH 0.75, NR 0.05")),
                otherwise=one_of("STANDARD 0.24, RAISED 0.45, HIGH 0.15, NR 0.16"),
            ),
            ssd.two_parents: one_of("Y 0.78, N 0.16, NR 0.06"),
            ssd.advice_given: by_case(
                (ssd.area == "MATERNITY", one_of("Y 0.9, N 0.03, NR 0.07")),
                (ssd.area == "NNU", one_of("Y 0.92, N 0.03, NR 0.05")),
                (ssd.area == "ED_OBS", one_of("Y 0.3, N 0.3, NR 0.4")),
                otherwise=one_of("Y 0.55, N 0.2, NR 0.25"),
            ),
            ssd.recorded: one_of("FULL 0.66, PART 0.26, N 0.03, NR 0.05"),
            ssd.advised: by_case(
                (ssd.two_parents == "Y", one_of("BOTH 0.56, MOTHER 0.34, FATHER 0.03, NR 0.07")),
                otherwise=one_of("MOTHER 0.88, FATHER 0.04, OTHER 0.04, NR 0.04"),
            ),
            ssd.method: Several(shares("VERBAL 0.85, LEAFLET 0.7, VIDEO 0.1, DEMO 0.22, INTERPRETER 0.06")),
            ssd.topics: by_case(
                (
                    high,
                    Several(
                        shares(
                            "POSITION 0.97, BEDDING 0.92, SMOKE 0.92, DRUGS_ALCOHOL 0.8, RESP 0.7, "
                            "COSLEEP 0.85, BED_SHARING 0.75, SOFA 0.75, TEMP 0.8"
                        )
                    ),
                ),
                otherwise=Several(
                    shares(
                        "POSITION 0.95, BEDDING 0.8, SMOKE 0.78, DRUGS_ALCOHOL 0.45, RESP 0.2, COSLEEP 0.72, "
                        "BED_SHARING 0.6, SOFA 0.55, TEMP 0.7"
                    )
                ),
            ),
            ssd.where_baby_sleeps: by_case(
                (ssd.advice_given == "Y", one_of("Y 0.66, N 0.14, NR 0.2")), otherwise=one_of("Y 0.05, N 0.4, NR 0.55")
            ),
            ssd.passed_to: by_case(
                (ssd.advice_given == "Y", Several(shares("GP 0.86, CMW 0.45, HV 0.72, SW 0.05"))),
                otherwise=Several(shares("NONE 1.0")),
            ),
            ssd.passed_date: Lag({0: 0.52, 1: 0.3, 2: 0.08, 4: 0.06, 7: 0.04}, after=ssd.discharge_date, answered=0.93),
            ssd.seen_asleep: one_of("Y 0.4, N 0.6"),
            ssd.on_back: one_of("Y 0.91, N 0.09"),
            ssd.clear_cot: one_of("Y 0.77, N 0.23"),
        },
        volumes={
            ssd.discharges: Amount(420),
            ssd.discharges_at_risk: Amount(0.24, of=ssd.discharges),
        },
    )
