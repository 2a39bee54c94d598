"""SSD as audits may have it: nearly all advised, both parents of three babies in five, nine in ten on the back."""

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
                (ssd.risk_factors.contains("NONE"), one_of("STANDARD 0.95, RAISED 0.02, NR 0.03")),
                (ssd.risk_factors.contains("PREV_SUDI"), one_of("RAISED 0.2, HIGH 0.75, NR 0.05")),
                otherwise=one_of("STANDARD 0.26, RAISED 0.48, HIGH 0.16, NR 0.1"),
            ),
            ssd.two_parents: one_of("Y 0.78, N 0.16, NR 0.06"),
            ssd.advice_given: by_case(
                (ssd.area == "MATERNITY", one_of("Y 0.97, N 0.01, NR 0.02")),
                (ssd.area == "NNU", one_of("Y 0.97, N 0.01, NR 0.02")),
                (ssd.area == "ED_OBS", one_of("Y 0.74, N 0.1, NR 0.16")),
                otherwise=one_of("Y 0.94, N 0.02, NR 0.04"),
            ),
            ssd.recorded: one_of("FULL 0.96, PART 0.03, N 0.005, NR 0.005"),
            ssd.advised: by_case(
                (ssd.two_parents == "Y", one_of("BOTH 0.66, MOTHER 0.27, FATHER 0.03, NR 0.04")),
                otherwise=one_of("MOTHER 0.88, FATHER 0.04, OTHER 0.04, NR 0.04"),
            ),
            ssd.method: Several(shares("VERBAL 0.85, LEAFLET 0.7, VIDEO 0.1, DEMO 0.22, INTERPRETER 0.06")),
            ssd.topics: by_case(
                (
                    high,
                    Several(
                        shares(
                            "POSITION 0.99, BEDDING 0.99, SMOKE 0.99, DRUGS_ALCOHOL 0.98, RESP 0.97, "
                            "COSLEEP 0.99, BED_SHARING 0.98, SOFA 0.9, TEMP 0.9"
                        )
                    ),
                ),
                otherwise=Several(
                    shares(
                        "POSITION 0.97, BEDDING 0.92, SMOKE 0.92, DRUGS_ALCOHOL 0.74, RESP 0.3, COSLEEP 0.93, "
                        "BED_SHARING 0.92, SOFA 0.7, TEMP 0.8"
                    )
                ),
            ),
            ssd.where_baby_sleeps: by_case(
                (ssd.advice_given == "Y", one_of("Y 0.95, N 0.02, NR 0.03")), otherwise=one_of("Y 0.2, N 0.34, NR 0.46")
            ),
            ssd.passed_to: by_case(
                (ssd.advice_given == "Y", Several(shares("GP 0.95, CMW 0.5, HV 0.9, SW 0.05"))),
                otherwise=Several(shares("NONE 1.0")),
            ),
            ssd.passed_date: Lag(
                {0: 0.54, 1: 0.32, 2: 0.07, 4: 0.04, 7: 0.03}, after=ssd.discharge_date, answered=0.96
            ),
            ssd.seen_asleep: one_of("Y 0.4, N 0.6"),
            ssd.on_back: one_of("Y 0.91, N 0.09"),
            ssd.clear_cot: one_of("Y 0.88, N 0.12"),
        },
        volumes={
            ssd.discharges: Amount(420),
            ssd.discharges_at_risk: Amount(0.24, of=ssd.discharges),
        },
    )
