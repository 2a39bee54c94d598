"""CPP as a city may have it: twenty files a half-year, neglect in half of them, and one ended plan in ten back soon."""

from pipeline.audits.cpp import CPP
from pipeline.synthetic.draws import Amount, Beside, Lag, Numbers, Profile, by_case, one_of


def profile(cpp: type[CPP]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(20, 20),
        children={1: 0.86, 2: 0.12, 3: 0.02},
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=22,
        beside={cpp.ended: Beside(rows={1: 0.2, 2: 0.3, 3: 0.3, 4: 0.2})},
        draws={
            cpp.plan_start: Lag(
                {-20: 0.14, -60: 0.2, -120: 0.18, -200: 0.16, -290: 0.14, -380: 0.08, -480: 0.06, -620: 0.04},
                unit="days",
            ),
            cpp.prev_plan_end: Lag(
                {-200: 0.2, -420: 0.28, -650: 0.16, -1000: 0.2, -1500: 0.16},
                after=cpp.plan_start,
                unit="days",
                answered=0.2,
            ),
            cpp.category_initial: one_of("NEG 0.44, EMO 0.38, PHY 0.11, SAB 0.05, MUL 0.02"),
            cpp.category_latest: by_case(
                (cpp.category_initial == "NEG", one_of("NEG 0.94, EMO 0.06")),
                (cpp.category_initial == "EMO", one_of("EMO 0.86, NEG 0.13, SAB 0.01")),
                (cpp.category_initial == "PHY", one_of("PHY 0.72, NEG 0.14, EMO 0.14")),
                otherwise=one_of("SAB 0.7, NEG 0.2, MUL 0.1"),
            ),
            cpp.overall_grade: one_of("1 0.08, 2 0.66, 3 0.22, 4 0.04"),
            cpp.plan_outcome_focused: by_case(
                (cpp.overall_grade.is_in("1", "2"), one_of("1 0.14, 2 0.78, 3 0.08")),
                otherwise=one_of("2 0.36, 3 0.52, 4 0.12"),
            ),
            cpp.family_meeting: one_of("Y 0.34, N 0.5, NR 0.16"),
            cpp.housing_assessment: one_of("Y 0.44, N 0.14, NR 0.14, NO_FACTOR 0.28"),
            cpp.core_groups_due: Numbers({1: 0.1, 2: 0.14, 3: 0.22, 4: 0.4, 5: 0.14}),
            cpp.core_groups_held: by_case(
                (cpp.core_groups_due == 1, Numbers({1: 0.84, 0: 0.16})),
                (cpp.core_groups_due == 2, Numbers({2: 0.72, 1: 0.24, 0: 0.04})),
                (cpp.core_groups_due == 3, Numbers({3: 0.62, 2: 0.3, 1: 0.08})),
                otherwise=Numbers({4: 0.58, 3: 0.32, 2: 0.1}),
            ),
            cpp.visits_due: Numbers({2: 0.1, 4: 0.16, 6: 0.4, 8: 0.2, 12: 0.14}),
            cpp.visits_held: by_case(
                (cpp.visits_due == 2, Numbers({2: 0.86, 1: 0.14})),
                (cpp.visits_due == 4, Numbers({4: 0.74, 3: 0.2, 2: 0.06})),
                (cpp.visits_due == 6, Numbers({6: 0.64, 5: 0.24, 4: 0.12})),
                (cpp.visits_due == 8, Numbers({8: 0.6, 7: 0.26, 6: 0.14})),
                otherwise=Numbers({12: 0.5, 11: 0.3, 10: 0.14, 8: 0.06}),
            ),
            cpp.seen_alone: one_of("Y 0.62, N 0.06, NR 0.08, TOO_YOUNG 0.24"),
            cpp.drift: by_case(
                (cpp.overall_grade.is_in("3", "4"), one_of("Y 0.5, N 0.5")), otherwise=one_of("Y 0.1, N 0.9")
            ),
            cpp.drift_challenged: one_of("Y 0.66, N 0.24, NR 0.1"),
            cpp.plan_end: Lag(answered=0.45),
            cpp.destination: one_of(
                "CIN 0.62, TEH 0.08, EH 0.06, UNIVERSAL 0.06, LAC 0.12, LEFT_AREA 0.05, AGED_OUT 0.01"
            ),
            cpp.manager_rationale: one_of("Y 0.97, N 0.01, NR 0.02"),
            cpp.lead_professional: one_of("Y 0.94, N 0.03, NR 0.03"),
            cpp.difference: by_case(
                (cpp.drift == "Y", one_of("PARTIAL 0.4, NO 0.44, NR 0.16")),
                otherwise=one_of("YES 0.4, PARTIAL 0.48, NO 0.04, NR 0.08"),
            ),
            cpp.ended_date: Lag(),
            cpp.began_date: Lag(
                {-80: 0.08, -170: 0.22, -260: 0.28, -350: 0.22, -450: 0.1, -600: 0.06, -760: 0.04},
                after=cpp.ended_date,
                unit="days",
            ),
            cpp.ended_to: one_of("CIN 0.6, TEH 0.08, EH 0.06, UNIVERSAL 0.06, LAC 0.14, LEFT_AREA 0.05, AGED_OUT 0.01"),
            cpp.back_date: Lag(
                {30: 0.14, 70: 0.2, 120: 0.2, 170: 0.14, 230: 0.16, 320: 0.16},
                after=cpp.ended_date,
                unit="days",
                answered=0.2,
            ),
        },
        volumes={
            cpp.plans_begun: Amount(170),
            cpp.second_plans: Amount(0.19, of=cpp.plans_begun),
            cpp.second_within_two_years: Amount(0.5, of=cpp.second_plans),
            cpp.plans_open: Amount(320),
            cpp.open_18_months: Amount(0.06, of=cpp.plans_open),
            cpp.plans_ended: Amount(160),
            cpp.ended_two_years: Amount(0.045, of=cpp.plans_ended),
            cpp.stepped_down: Amount(0.8, of=cpp.plans_ended),
        },
    )
