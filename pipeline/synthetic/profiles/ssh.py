"""SSH as reviews have it: nine sleeping places in ten seen, a plan for other nights at two in five, few hazards."""

from pipeline.audits.ssh import SSH
from pipeline.synthetic.draws import Amount, Choice, Lag, Profile, Several, by_case, one_of, shares


def profile(ssh: type[SSH]) -> Profile:
    """What the audit's returns usually look like."""
    high = ssh.sids_risk.is_in("RAISED", "HIGH")
    on_plan = ssh.plan.is_in("CIN", "CP")
    return Profile(
        cases=(30, 36),
        children={1: 0.96, 2: 0.04},
        events={1: 0.8, 2: 0.16, 3: 0.04},
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=40,
        own=(ssh.sleep_place, ssh.hazards),
        draws={
            ssh.contact: Choice(
                shares("ANTENATAL 0.14, NBV_10_14D 0.36, W6_8 0.38, OTHER 0.12"),
                by_kind={
                    "health provider 2": shares("ANTENATAL 0.25, D1_10 0.7, OTHER 0.05"),
                    "council": shares("SW_VISIT 0.9, ANTENATAL 0.1"),
                },
            ),
            ssh.contact_date: Lag(),
            ssh.observed_date: Lag(),
            ssh.plan: Choice(
                shares("NONE 0.82, CIN 0.08, CP 0.06, NK 0.04"), by_kind={"council": shares("CIN 0.55, CP 0.45")}
            ),
            ssh.risk_factors: by_case(
                (
                    on_plan,
                    Several(
                        shares(
                            "SMOKING 0.5, DRUGS_ALCOHOL 0.3, PREM_LBW 0.18, PREV_SUDI 0.02, OVERCROWD 0.2, "
                            "SUPPORTED_HOUSING 0.2, RESP_ILLNESS 0.08, PLAN 0.85"
                        )
                    ),
                ),
                otherwise=Several(
                    shares(
                        "SMOKING 0.16, PREM_LBW 0.08, DRUGS_ALCOHOL 0.04, PREV_SUDI 0.01, OVERCROWD 0.05, "
                        "SUPPORTED_HOUSING 0.03, RESP_ILLNESS 0.05, NONE 0.6"
                    )
                ),
            ),
            ssh.sids_risk: by_case(
                (ssh.risk_factors.contains("NONE"), one_of("STANDARD 0.9, RAISED 0.03, NR 0.07")),
                otherwise=one_of("STANDARD 0.2, RAISED 0.47, HIGH 0.23, NR 0.1"),
            ),
            ssh.sleep_place_seen: by_case(
                (ssh.contact == "ANTENATAL", one_of("Y 0.76, N 0.12, REFUSED 0.02, NR 0.1")),
                (ssh.contact == "W6_8", one_of("Y 0.93, N 0.03, REFUSED 0.02, NR 0.02")),
                otherwise=one_of("Y 0.92, N 0.03, REFUSED 0.02, NR 0.03"),
            ),
            ssh.by_day_14: one_of("Y 0.88, N 0.05, NR 0.07"),
            ssh.sleep_place: by_case(
                (
                    ssh.observed_date.answered(),
                    one_of("COT 0.2, MOSES 0.14, PARENT_BED 0.22, SOFA 0.22, FLOOR_AIRBED 0.1, CAR_SEAT 0.12"),
                ),
                (
                    ssh.sleep_place_seen == "Y",
                    one_of(
                        "COT 0.3, MOSES 0.36, BEDSIDE 0.18, PARENT_BED 0.07, SOFA 0.02, FLOOR_AIRBED 0.01, "
                        "CAR_SEAT 0.02, SLING 0.01, OTHER 0.03"
                    ),
                ),
                otherwise=one_of("COT 0.15, MOSES 0.2, BEDSIDE 0.1, PARENT_BED 0.05, NR 0.5"),
            ),
            ssh.hazards: by_case(
                (
                    ssh.sleep_place.is_in("SOFA", "CAR_SEAT", "PARENT_BED", "FLOOR_AIRBED"),
                    Several(
                        shares(
                            "BED 0.2, SOFA 0.3, BEDDING 0.45, FRONT 0.15, CAR_SEAT 0.2, SLING 0.03, SWADDLE 0.12, "
                            "HEAT 0.25, SMOKE 0.3, DRINK_DRUGS 0.15, MEDICINE 0.06, AWAY 0.1"
                        )
                    ),
                ),
                (
                    high,
                    Several(
                        shares(
                            "BED 0.06, BEDDING 0.16, FRONT 0.04, SWADDLE 0.04, HEAT 0.12, SMOKE 0.14, "
                            "DRINK_DRUGS 0.03, MEDICINE 0.03, AWAY 0.04, NONE 0.55"
                        )
                    ),
                ),
                otherwise=Several(shares("BEDDING 0.08, FRONT 0.02, SWADDLE 0.03, HEAT 0.06, SMOKE 0.04, NONE 0.7")),
            ),
            ssh.advice_given: by_case(
                (ssh.contact == "SW_VISIT", one_of("Y 0.86, N 0.06, NR 0.08")),
                otherwise=one_of("Y 0.95, N 0.02, NR 0.03"),
            ),
            ssh.topics: Several(
                shares(
                    "POSITION 0.97, BEDDING 0.92, SMOKE 0.9, DRUGS_ALCOHOL 0.74, RESP 0.2, COSLEEP 0.95, "
                    "BED_SHARING 0.94, SOFA 0.7, TEMP 0.8"
                )
            ),
            ssh.out_of_routine: one_of("Y 0.42, N 0.32, NR 0.26"),
            ssh.action: one_of("NONE 0.05, EQUIPMENT 0.55, HOUSING_REFERRAL 0.16, EH 0.16, MASH 0.08"),
            ssh.action_date: Lag({0: 0.53, 1: 0.3, 2: 0.14, 4: 0.02, 8: 0.01}, after=ssh.contact_date),
            ssh.shared_with: by_case(
                (ssh.action == "NONE", Several(shares("GP 0.1, HV 0.18, NONE 0.7"))),
                (on_plan, Several(shares("GP 0.3, CMW 0.1, HV 0.5, SW 0.8, HOUSING 0.12"))),
                otherwise=Several(shares("GP 0.5, CMW 0.2, HV 0.65, SW 0.06, HOUSING 0.12, NONE 0.05")),
            ),
            ssh.recheck_date: Lag(
                {3: 0.08, 7: 0.28, 10: 0.2, 14: 0.26, 21: 0.12, 30: 0.06},
                after=ssh.contact_date,
                unit="days",
                answered=0.68,
            ),
            ssh.told_health: one_of("Y 0.9, N 0.05, NR 0.05"),
            ssh.told_date: Lag({0: 0.5, 1: 0.4, 2: 0.06, 5: 0.04}, after=ssh.observed_date),
        },
        volumes={
            ssh.contacts: Amount(620, by_kind={"health provider": 560, "council": 60}),
            ssh.babies_on_plan: Amount(18, by_kind={"council": 42}),
            ssh.babies_on_plan_seen: Amount(0.82, of=ssh.babies_on_plan),
            ssh.born: Amount(255, by_kind={"council": 9}),
            ssh.born_seen: Amount(0.78, of=ssh.born),
        },
    )
