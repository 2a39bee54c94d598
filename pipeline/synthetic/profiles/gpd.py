"""GPD as quality visits find it: most documents are seen by a doctor in time, and codes more often given than ended."""

from pipeline.audits.gpd import GPD
from pipeline.synthetic.draws import Amount, Beside, Lag, Numbers, PartOf, Profile, Several, by_case, one_of


def profile(gpd: type[GPD]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(6, 8),
        case_refs={gpd.practice_ref: "P{number:03d}"},
        own=(gpd.child_ref,),
        beside={
            gpd.documents: Beside({8: 0.2, 9: 0.2, 10: 0.6}),
            gpd.children: Beside({4: 0.3, 5: 0.7}),
        },
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            gpd.visited: Lag(),
            gpd.lead: one_of("Y 0.96, N 0.02, NR 0.02"),
            gpd.protocol: one_of("Y 0.95, N 0.03, NR 0.02"),
            gpd.list_reviewed: one_of("Y 0.93, N 0.04, NR 0.03"),
            gpd.met_health_visitor: one_of("Y 0.86, N 0.08, NR 0.06"),
            gpd.checks_read: Numbers({10: 0.8, 8: 0.1, 6: 0.1}),
            gpd.checks_with_advice: PartOf(gpd.checks_read, 0.93),
            gpd.doc_type: one_of(
                "ICPC_INVITE 0.18, CONF_MINUTES 0.24, PLAN 0.12, WNB_LETTER 0.16, FRONT_DOOR 0.16, MARAC 0.06, "
                "DISCHARGE 0.08"
            ),
            gpd.received: Lag({-3: 0.1, -8: 0.2, -15: 0.25, -24: 0.25, -38: 0.2}, after=gpd.visited, unit="days"),
            gpd.seen_by_gp: Lag(
                {0: 0.25, 1: 0.3, 2: 0.23, 3: 0.14, 5: 0.07, 7: 0.01}, after=gpd.received, answered=0.98
            ),
            gpd.stored: one_of("Y 0.97, N 0.02, NR 0.01"),
            gpd.acted: by_case(
                (gpd.doc_type == "ICPC_INVITE", one_of("Y 0.9, N 0.05, NR 0.03, NA 0.02")),
                otherwise=one_of("Y 0.42, N 0.04, NR 0.04, NA 0.5"),
            ),
            gpd.hidden_online: one_of("Y 0.74, N 0.16, NR 0.1"),
            gpd.concern: one_of("ON_PLAN 0.5, KNOWN 0.28, ENDED 0.22"),
            gpd.coded: by_case(
                (gpd.concern == "ON_PLAN", one_of("Y 0.97, N 0.02, NR 0.01")),
                otherwise=one_of("Y 0.82, N 0.15, NR 0.03"),
            ),
            gpd.right_code: one_of("Y 0.95, N 0.05"),
            gpd.coded_on: Several({"CHILD": 0.97, "PARENT": 0.34, "SIBLINGS": 0.52}),
            gpd.code_ended: one_of("Y 0.54, N 0.38, NR 0.08"),
        },
        volumes={gpd.practices: Amount(30), gpd.practices_visited: Amount(0.7, of=gpd.practices)},
    )
