"""WNB as the sector's figures have it: contact and rebooking usual, risk, history and telling the GP at 40% or less."""

from pipeline.audits.wnb import WNB
from pipeline.synthetic.draws import (
    Amount,
    Beside,
    Choice,
    Improvement,
    Lag,
    Numbers,
    Profile,
    Sharing,
    Split,
    Unusual,
    by_case,
    one_of,
    shares,
)


def _followed(wnb: type[WNB], assessed: float) -> Split:
    """
    Who says that the policy was followed: three in ten, whatever share was assessed.

    The audit's own rule lets nobody answer yes without a risk assessment, so only what is answered after one moves.
    """
    yes = 0.3 / assessed
    return by_case(
        (wnb.risk_assessed == "Y", Choice({"Y": yes, "PART": 0.8 * (1 - yes), "N": 0.2 * (1 - yes)})),
        otherwise=one_of("PART 0.72, N 0.28"),
    )


def _assessed(share: float) -> Choice:
    return Choice({"Y": share, "N": 0.6 * (1 - share), "NR": 0.4 * (1 - share)})


def profile(wnb: type[WNB]) -> Profile:
    """What the audit's returns usually look like."""
    social_worker = wnb.sc_status.is_in("CIN", "CP", "LAC")
    return Profile(
        cases=(25, 25),
        children={1: 0.8, 2: 0.17, 3: 0.03},
        events={1: 0.64, 2: 0.24, 3: 0.1, 4: 0.02},
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=16,
        gathering=(wnb.social_work,),
        sharing={wnb.social_work: Sharing(by=wnb.sc_status, kinds={"council": ("CIN", "CP", "LAC")})},
        beside={wnb.check: Beside(rows={0: 0.08, 1: 0.92})},
        draws={
            wnb.sc_status: one_of("NONE 0.5, EH 0.12, CIN 0.18, CP 0.14, LAC 0.04, NK 0.02"),
            wnb.service: Choice(
                shares("COMM_PAED 0.2, HV 0.2, SCHOOL_NURSE 0.1, THERAPY 0.15, CAMHS 0.2, DENTAL 0.15"),
                by_kind={
                    "health provider 2": shares(
                        "PAED_OPD 0.55, OTHER_OPD 0.15, AUDIOLOGY 0.1, ORTHOPTICS 0.12, THERAPY 0.08"
                    ),
                    "health commissioner": shares("GP 0.85, IMMS 0.15"),
                },
            ),
            wnb.appt_date: Lag(),
            wnb.outcome_code: by_case(
                (
                    wnb.service == "HV",
                    one_of("NO_ACCESS 0.52, WNB 0.26, DNA 0.17, CANC_PARENT 0.04, OTHER 0.01"),
                ),
                otherwise=one_of("WNB 0.52, DNA 0.34, CANC_PARENT 0.12, OTHER 0.02"),
            ),
            wnb.meeting: Choice(
                shares("HOME_VISIT 0.55, PLAN_MEETING 0.15, WELFARE 0.1, CONFERENCE 0.05, VIRTUAL 0.1, OTHER 0.05"),
                by_kind={"education": shares("SCHOOL_VISIT 0.6, WELFARE 0.25, PLAN_MEETING 0.1, VIRTUAL 0.05")},
            ),
            wnb.unseen: one_of("NOT_BROUGHT 0.25, UNSEEN 0.2, NO_ACCESS 0.35, CANC_REPEAT 0.2"),
            wnb.age_16plus_self: one_of("Y 0.3, N 0.7"),
            wnb.prior_wnb_12m: Numbers({0: 0.52, 1: 0.24, 2: 0.12, 3: 0.05, 4: 0.02, "NR": 0.05}),
            wnb.cp_flag_known: by_case(
                (social_worker, one_of("Y 0.78, N 0.12, NR 0.1")), otherwise=one_of("Y 0.02, N 0.9, NR 0.08")
            ),
            wnb.record_reviewed: one_of("Y 0.38, N 0.3, NR 0.32"),
            wnb.contact_made: one_of("Y 0.8, N 0.1, NR 0.1"),
            wnb.contact_date: Lag({0: 0.42, 1: 0.3, 2: 0.12, 4: 0.1, 8: 0.06}, after=wnb.appt_date),
            wnb.reason: by_case(
                (
                    wnb.contact_made == "Y",
                    one_of(
                        "FORGOT 0.46, UNAWARE 0.12, ILLNESS 0.12, BETTER 0.04, TRANSPORT 0.05, "
                        "WORK_CHILDCARE 0.06, MOVED 0.02, DECLINED 0.02, WRONG_DETAILS 0.02, OTHER 0.02, "
                        "NR 0.07"
                    ),
                ),
                otherwise=one_of("NO_CONTACT 0.3, WRONG_DETAILS 0.1, NR 0.6"),
            ),
            wnb.provider_error: one_of("Y 0.05, N 0.9, NR 0.05"),
            wnb.risk_assessed: _assessed(0.38),
            wnb.gp_informed: Choice(
                shares("Y 0.46, N 0.28, NR 0.22, NK 0.04"),
                by_kind={"health provider 2": shares("Y 0.26, N 0.38, NR 0.32, NK 0.04")},
            ),
            wnb.referrer_informed: one_of("Y 0.45, N 0.2, NR 0.15, NA 0.2"),
            wnb.sw_informed: one_of("Y 0.68, N 0.17, NR 0.15"),
            wnb.sw_informed_date: Lag({0: 0.4, 1: 0.38, 2: 0.1, 4: 0.12}, after=wnb.appt_date),
            wnb.in_record: by_case(
                (wnb.sw_informed == "Y", one_of("Y 0.8, N 0.2")), otherwise=one_of("Y 0.2, N 0.8")
            ),
            wnb.in_record_date: Lag({0: 0.25, 1: 0.4, 2: 0.2, 4: 0.15}, after=wnb.appt_date),
            wnb.rebooked: one_of("REBOOKED 0.72, OPT_IN_LETTER 0.1, DISCHARGED 0.1, PENDING 0.04, NR 0.04"),
            wnb.rebook_date: Lag(
                {4: 0.15, 7: 0.2, 9: 0.15, 11: 0.15, 13: 0.12, 17: 0.1, 22: 0.08, 28: 0.05},
                after=wnb.appt_date,
                planned=True,
            ),
            wnb.discharge_review: one_of("Y 0.52, N 0.24, NR 0.24", answered=0.6),
            wnb.sg_advice: one_of("Y 0.32, N 0.4, NR 0.28"),
            wnb.action: one_of("NONE 0.76, EH_OFFER 0.06, MASH_CONTACT 0.03, SW_CONTACT 0.1, CHILD_SEEN_OTHER 0.05"),
            wnb.policy_followed: _followed(wnb, 0.38),
        },
        volumes={
            wnb.appts_booked_child: Amount(1500),
            wnb.wnb: Amount(0.095, of=wnb.appts_booked_child),
            wnb.canc_by_family: Amount(0.08, of=wnb.appts_booked_child, less=(wnb.wnb,)),
            wnb.canc_by_provider: Amount(0.05, of=wnb.appts_booked_child, less=(wnb.wnb, wnb.canc_by_family)),
            wnb.attended: Amount(
                1, of=wnb.appts_booked_child, less=(wnb.wnb, wnb.canc_by_family, wnb.canc_by_provider)
            ),
            wnb.distinct_children_wnb: Amount(0.75, of=wnb.wnb),
            wnb.on_cp_plan_wnb: Amount(0.07, of=wnb.wnb),
            wnb.meetings_planned: Amount(160, by_kind={"council": 620}),
            wnb.called_off: Amount(0.04, of=wnb.meetings_planned),
            wnb.child_unseen: Amount(0.08, of=wnb.meetings_planned, less=(wnb.called_off,)),
        },
        improvement=Improvement(
            standard=wnb.WNB5,
            before=0.38,
            after=0.70,
            draws={wnb.risk_assessed: _assessed(0.70), wnb.policy_followed: _followed(wnb, 0.70)},
        ),
        unusual={"health provider": Unusual.LATE},
    )
