"""INV as a sub-group may find it: nearly all signed off, two in five not told to all, few closed over a concern."""

from pipeline.audits.inv import INV
from pipeline.synthetic.draws import Amount, Choice, Lag, Profile, by_case, one_of, shares


def profile(inv: type[INV]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(15, 15),
        children={1: 0.66, 2: 0.24, 3: 0.1},
        case_refs={inv.audit_ref: "AUD{year}Q{quarter}-I-{number:03d}"},
        siblings_share=(inv.closed_date, inv.closed_by, inv.mgr_sign_off, inv.all_agencies_told),
        own=(inv.rationale, inv.mgr_sign_off, inv.all_agencies_told),
        differ=0.05,
        missed=0.05,
        cover={"return_type": "SAMPLE", "sampling_method": "BOARD_LIST"},
        of_all=11,
        draws={
            inv.closed_date: Lag(),
            inv.closed_by: one_of("JOINTLY 0.48, CSC 0.38, POLICE 0.08, NR 0.06"),
            inv.rationale: one_of("Y 0.88, N 0.05, NR 0.07"),
            inv.mgr_sign_off: Choice(
                shares("Y 0.92, N 0.03, NR 0.05"), by_kind={"police": shares("Y 0.84, N 0.06, NR 0.1")}
            ),
            inv.all_agencies_told: Choice(
                shares("Y 0.72, N 0.1, NR 0.18"), by_kind={"police": shares("Y 0.5, N 0.2, NR 0.3")}
            ),
            inv.health_opinion_considered: one_of("Y 0.6, N 0.05, NR 0.09, NA 0.26"),
            inv.unresolved_concerns: by_case(
                (inv.closed_by.is_in("POLICE", "NR"), one_of("Y 0.08, N 0.92")), otherwise=one_of("Y 0.015, N 0.985")
            ),
            inv.concern_then: one_of("ESCALATED 0.3, HELD 0.55, NOTHING 0.05, NR 0.1"),
        },
        volumes={
            inv.s47_closed: Amount(84),
            inv.s47_closed_nfa: Amount(0.29, of=inv.s47_closed),
        },
    )
