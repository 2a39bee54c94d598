"""CPM as the sector's figures have it: two to three medicals a week, and a form that helps the police less often."""

from pipeline.audits.cpm import CPM
from pipeline.synthetic.draws import Amount, Choice, Lag, Profile, Several, by_case, one_of, shares


def profile(cpm: type[CPM]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(24, 30),
        children={1: 0.74, 2: 0.19, 3: 0.07},
        case_refs={cpm.audit_ref: "AUD{year}Q{quarter}-C-{number:03d}"},
        siblings_share=(cpm.medical_date, cpm.reason),
        differ=0.05,
        missed=0.05,
        retyped=0.04,
        unseen=0.04,
        cover={"return_type": "FULL", "sampling_method": "BOARD_LIST"},
        draws={
            cpm.form_received: one_of("Y 0.95, N 0.05"),
            cpm.helpful: Choice(
                shares("Y 0.88, PARTLY 0.08, N 0.02, NR 0.02"),
                by_kind={"police": shares("Y 0.82, PARTLY 0.13, N 0.03, NR 0.02")},
            ),
            cpm.medical_date: Lag(),
            cpm.reason: one_of("PHYS 0.6, NEGLECT 0.14, SEX_ACUTE 0.07, SEX_HIST 0.13, OTHER 0.06"),
            cpm.seen_at: Lag(after=cpm.medical_date),
            cpm.requested_at: by_case(
                (
                    cpm.reason.is_in("PHYS", "SEX_ACUTE"),
                    Lag(
                        {-95: 0.2, -180: 0.25, -260: 0.2, -1080: 0.15, -1290: 0.12, -2700: 0.08}, cpm.seen_at, "minutes"
                    ),
                ),
                otherwise=Lag({-3: 0.2, -5: 0.25, -7: 0.2, -9: 0.2, -12: 0.1, -18: 0.05}, after=cpm.seen_at),
            ),
            cpm.consultant: one_of("Y 0.88, N 0.04, NR 0.08"),
            cpm.body_map: one_of("Y 0.9, N 0.04, NR 0.06"),
            cpm.siblings_considered: Choice(
                shares("Y 0.5, N 0.08, NR 0.2, NA 0.22"),
                by_kind={"health provider 2": shares("Y 0.4, N 0.12, NR 0.26, NA 0.22")},
            ),
            cpm.form_given: by_case(
                (cpm.form_received == "Y", one_of("Y 0.98, NR 0.02")), otherwise=one_of("Y 0.7, N 0.18, NR 0.12")
            ),
            cpm.form_given_to: Several(shares("CSC 0.99, POLICE 0.97")),
            cpm.given_on: Lag({0: 0.8, 1: 0.13, 2: 0.05, 4: 0.02}, after=cpm.seen_at, unit="days"),
            cpm.hypothesis_stated: one_of("Y 0.93, N 0.04, NR 0.03"),
            cpm.final_report_date: Lag(
                {1: 0.16, 2: 0.28, 3: 0.32, 4: 0.12, 6: 0.08, 10: 0.04}, after=cpm.seen_at, answered=0.96
            ),
        },
        volumes={
            cpm.medical_requests: Amount(5),
            cpm.medicals_held: Amount(0.88, of=cpm.medical_requests),
        },
    )
