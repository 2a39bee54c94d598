"""INV as a sub-group may find it: nearly all signed off, a third not told to everybody, few closed over a concern."""

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
            inv.rationale: one_of("Y 0.84, N 0.06, NR 0.1"),
            inv.mgr_sign_off: Choice(
                shares("Y 0.92, N 0.03, NR 0.05"), by_kind={"police": shares("Y 0.84, N 0.06, NR 0.1")}
            ),
            inv.all_agencies_told: one_of("Y 0.62, N 0.16, NR 0.22"),
            inv.health_opinion_considered: one_of("Y 0.5, N 0.08, NR 0.16, NA 0.26"),
            inv.unresolved_concerns: by_case(
                (inv.closed_by.is_in("POLICE", "NR"), one_of("Y 0.3, N 0.7")), otherwise=one_of("Y 0.08, N 0.92")
            ),
            inv.concern_then: one_of("ESCALATED 0.2, HELD 0.5, NOTHING 0.15, NR 0.15"),
        },
        volumes={
            inv.s47_closed: Amount(84),
            inv.s47_closed_nfa: Amount(0.29, of=inv.s47_closed),
        },
    )
