"""CTX as a hospital may find it: the concern recorded at five visits of six, and most of those passed on in time."""

from pipeline.audits.ctx import CTX
from pipeline.synthetic.draws import Amount, Lag, Profile, Several, by_case, one_of, shares


def profile(ctx: type[CTX]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(30, 30),
        children={1: 0.86, 2: 0.12, 3: 0.02},
        events={1: 0.9, 2: 0.1},
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=9,
        draws={
            ctx.seen_date: Lag(),
            ctx.department: one_of("ED 0.46, ASSESSMENT 0.16, WARD 0.14, OUTPATIENTS 0.2, OTHER 0.04"),
            ctx.known_by: one_of("HISTORY 0.62, SIGN 0.2, BOTH 0.18"),
            ctx.contextual_concern_recorded: by_case(
                (ctx.known_by == "HISTORY", one_of("Y 0.72, N 0.05, NR 0.13, NA 0.1")),
                otherwise=one_of("Y 0.9, N 0.03, NR 0.06, NA 0.01"),
            ),
            ctx.safeguarding_form: by_case(
                (ctx.department == "ED", one_of("Y 0.93, N 0.03, NR 0.04")), otherwise=one_of("Y 0.8, N 0.08, NR 0.12")
            ),
            ctx.told: by_case(
                (ctx.safeguarding_form == "Y", Several(shares("GP 0.92, CSC 0.64, HV 0.5"))),
                (ctx.department.is_in("WARD", "OUTPATIENTS", "OTHER"), Several(shares("NONE 1"))),
                otherwise=Several(shares("GP 0.8, CSC 0.4, HV 0.2")),
            ),
            ctx.told_date: Lag({0: 0.5, 1: 0.42, 2: 0.05, 4: 0.02, 8: 0.01}, after=ctx.seen_date),
        },
        volumes={
            ctx.children_seen: Amount(4200),
            ctx.safeguarding_forms: Amount(0.021, of=ctx.children_seen),
        },
    )
