"""ISH as a city may have it: seven or eight arrangements to an agency, most signed, few tested, requests answered."""

from pipeline.audits.ish import ISH
from pipeline.synthetic.draws import Beside, Choice, Lag, Numbers, Profile, Several, by_case, one_of, shares


def profile(ish: type[ISH]) -> Profile:
    """What the audit's returns usually look like."""
    signed = ish.isa_in_place == "SIGNED"
    return Profile(
        cases=(7, 9),
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        beside={ish.request: Beside(rows={1: 0.76, 2: 0.24})},
        draws={
            ish.partner: Choice(
                shares("CSC 0.2, POL 0.16, HOSPITAL 0.14, COMMUNITY 0.14, GP 0.14, MENTAL_HEALTH 0.1, EDU 0.12"),
                by_kind={
                    "council": shares(
                        "POL 0.18, HOSPITAL 0.14, COMMUNITY 0.14, GP 0.14, EDU 0.16, HOUSING 0.12, ADULT_SC 0.12"
                    ),
                    "police": shares(
                        "CSC 0.26, HOSPITAL 0.14, COMMUNITY 0.1, GP 0.08, EDU 0.14, PROB 0.16, HOUSING 0.12"
                    ),
                },
            ),
            ish.assessed_date: Lag(),
            ish.isa_in_place: by_case(
                (ish.partner.is_in("CSC", "POL"), one_of("SIGNED 0.96, DRAFT 0.03, NONE 0.01")),
                (ish.partner.is_in("EDU", "HOUSING", "GP"), one_of("SIGNED 0.66, DRAFT 0.2, NONE 0.14")),
                otherwise=one_of("SIGNED 0.84, DRAFT 0.1, NONE 0.06"),
            ),
            ish.review_date: Lag(
                {-200: 0.04, -60: 0.06, 40: 0.16, 140: 0.28, 260: 0.28, 420: 0.18},
                after=ish.assessed_date,
                unit="days",
                planned=True,
            ),
            ish.routes: Several(
                shares(
                    "CONTACT 0.86, STRATEGY 0.74, CONFERENCE 0.8, MISSED 0.3, DISCHARGE 0.24, UNBORN 0.3, "
                    "VIOLENCE 0.56, MISSING 0.36, STEP_DOWN 0.22"
                )
            ),
            ish.lead_named: by_case((signed, one_of("Y 0.98, N 0.02")), otherwise=one_of("Y 0.7, N 0.3")),
            ish.staff_guidance: by_case((signed, one_of("Y 0.96, N 0.04")), otherwise=one_of("Y 0.64, N 0.36")),
            ish.declined_recorded: Choice(
                shares("Y 0.76, N 0.24"),
                by_kind={"police": shares("Y 0.92, N 0.08"), "council": shares("Y 0.6, N 0.4")},
            ),
            ish.tested_by_audit: by_case((signed, one_of("Y 0.44, N 0.56")), otherwise=one_of("Y 0.04, N 0.96")),
            ish.incidents: Numbers({0: 0.46, 1: 0.22, 2: 0.14, 3: 0.08, 4: 0.05, 6: 0.05}),
            ish.self_score: by_case(
                (signed & (ish.staff_guidance == "Y") & (ish.tested_by_audit == "Y"), one_of("2 0.3, 3 0.7")),
                (signed & (ish.staff_guidance == "Y"), one_of("1 0.12, 2 0.88")),
                (ish.isa_in_place == "NONE", one_of("0 0.7, 1 0.3")),
                otherwise=one_of("0 0.1, 1 0.9"),
            ),
            ish.action_due: Lag(
                {40: 0.3, 80: 0.4, 150: 0.3}, after=ish.assessed_date, unit="days", planned=True, answered=0.7
            ),
            ish.requested_for: one_of("STRATEGY 0.44, CONFERENCE 0.56"),
            ish.requested_date: Lag(),
            ish.reply: one_of("SHARED 0.92, PART 0.03, NONE 0.02, DECLINED 0.02, OPEN 0.01"),
            ish.shared_date: by_case(
                (
                    ish.requested_for == "STRATEGY",
                    Lag({0: 0.54, 1: 0.38, 2: 0.05, 4: 0.03}, after=ish.requested_date),
                ),
                otherwise=Lag({1: 0.19, 3: 0.33, 4: 0.22, 5: 0.2, 7: 0.04, 10: 0.02}, after=ish.requested_date),
            ),
        },
    )
