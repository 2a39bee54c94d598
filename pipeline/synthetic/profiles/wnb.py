"""WNB as the sector's figures have it: contact and rebooking usual, risk, history and telling the GP at 40% or less."""

from pipeline.audits.wnb import WNB
from pipeline.synthetic.draws import (
    Amount,
    Choice,
    Improvement,
    Lag,
    Numbers,
    Profile,
    Split,
    Unusual,
    by_case,
    one_of,
    shares,
)

_social_worker = WNB.sc_status.is_in("CIN", "CP", "LAC")


def _followed(assessed: float) -> Split:
    """
    Who says that the policy was followed: three in ten, whatever share was assessed.

    The audit's own rule lets nobody answer yes without a risk assessment, so only what is answered after one moves.
    """
    yes = 0.3 / assessed
    return by_case(
        (WNB.risk_assessed == "Y", Choice({"Y": yes, "PART": 0.8 * (1 - yes), "N": 0.2 * (1 - yes)})),
        otherwise=one_of("PART 0.72, N 0.28"),
    )


def _assessed(share: float) -> Choice:
    return Choice({"Y": share, "N": 0.6 * (1 - share), "NR": 0.4 * (1 - share)})


PROFILE = Profile(
    cases=(25, 25),
    children={1: 0.8, 2: 0.17, 3: 0.03},
    events={1: 0.64, 2: 0.24, 3: 0.1, 4: 0.02},
    cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
    of_all=16,
    draws={
        WNB.sc_status: one_of("NONE 0.5, EH 0.12, CIN 0.18, CP 0.14, LAC 0.04, NK 0.02"),
        WNB.service: Choice(
            shares("COMM_PAED 0.2, HV 0.2, SCHOOL_NURSE 0.1, THERAPY 0.15, CAMHS 0.2, DENTAL 0.15"),
            by_agency={
                "UHS": shares("PAED_OPD 0.55, OTHER_OPD 0.15, AUDIOLOGY 0.1, ORTHOPTICS 0.12, THERAPY 0.08"),
                "CCG": shares("GP 0.85, IMMS 0.15"),
            },
        ),
        WNB.appt_date: Lag(),
        WNB.outcome_code: by_case(
            (
                WNB.service == "HV",
                one_of("NO_ACCESS 0.52, WNB 0.26, DNA 0.17, CANC_PARENT 0.04, OTHER 0.01"),
            ),
            otherwise=one_of("WNB 0.52, DNA 0.34, CANC_PARENT 0.12, OTHER 0.02"),
        ),
        WNB.age_16plus_self: one_of("Y 0.3, N 0.7"),
        WNB.prior_wnb_12m: Numbers({0: 0.52, 1: 0.24, 2: 0.12, 3: 0.05, 4: 0.02, "NR": 0.05}),
        WNB.cp_flag_known: by_case(
            (_social_worker, one_of("Y 0.78, N 0.12, NR 0.1")), otherwise=one_of("Y 0.02, N 0.9, NR 0.08")
        ),
        WNB.record_reviewed: one_of("Y 0.38, N 0.3, NR 0.32"),
        WNB.contact_made: one_of("Y 0.8, N 0.1, NR 0.1"),
        WNB.contact_date: Lag({0: 0.42, 1: 0.3, 2: 0.12, 4: 0.1, 8: 0.06}, after=WNB.appt_date),
        WNB.reason: by_case(
            (
                WNB.contact_made == "Y",
                one_of(
                    "FORGOT 0.46, UNAWARE 0.12, ILLNESS 0.12, BETTER 0.04, TRANSPORT 0.05, "
                    "WORK_CHILDCARE 0.06, MOVED 0.02, DECLINED 0.02, WRONG_DETAILS 0.02, OTHER 0.02, "
                    "NR 0.07"
                ),
            ),
            otherwise=one_of("NO_CONTACT 0.3, WRONG_DETAILS 0.1, NR 0.6"),
        ),
        WNB.provider_error: one_of("Y 0.05, N 0.9, NR 0.05"),
        WNB.risk_assessed: _assessed(0.38),
        WNB.gp_informed: Choice(
            shares("Y 0.46, N 0.28, NR 0.22, NK 0.04"), by_agency={"UHS": shares("Y 0.26, N 0.38, NR 0.32, NK 0.04")}
        ),
        WNB.referrer_informed: one_of("Y 0.45, N 0.2, NR 0.15, NA 0.2"),
        WNB.sw_informed: one_of("Y 0.68, N 0.17, NR 0.15"),
        WNB.sw_informed_date: Lag({0: 0.4, 1: 0.38, 2: 0.1, 4: 0.12}, after=WNB.appt_date),
        WNB.rebooked: one_of("REBOOKED 0.72, OPT_IN_LETTER 0.1, DISCHARGED 0.1, PENDING 0.04, NR 0.04"),
        WNB.rebook_date: Lag(
            {4: 0.15, 7: 0.2, 9: 0.15, 11: 0.15, 13: 0.12, 17: 0.1, 22: 0.08, 28: 0.05},
            after=WNB.appt_date,
            planned=True,
        ),
        WNB.discharge_review: one_of("Y 0.52, N 0.24, NR 0.24", answered=0.6),
        WNB.sg_advice: one_of("Y 0.32, N 0.4, NR 0.28"),
        WNB.action: one_of("NONE 0.76, EH_OFFER 0.06, MASH_CONTACT 0.03, SW_CONTACT 0.1, CHILD_SEEN_OTHER 0.05"),
        WNB.policy_followed: _followed(0.38),
    },
    volumes={
        WNB.appts_booked_child: Amount(1500),
        WNB.wnb: Amount(0.095, of=WNB.appts_booked_child),
        WNB.canc_by_family: Amount(0.08, of=WNB.appts_booked_child, less=(WNB.wnb,)),
        WNB.canc_by_provider: Amount(0.05, of=WNB.appts_booked_child, less=(WNB.wnb, WNB.canc_by_family)),
        WNB.attended: Amount(1, of=WNB.appts_booked_child, less=(WNB.wnb, WNB.canc_by_family, WNB.canc_by_provider)),
        WNB.distinct_children_wnb: Amount(0.75, of=WNB.wnb),
        WNB.on_cp_plan_wnb: Amount(0.07, of=WNB.wnb),
    },
    improvement=Improvement(
        standard=WNB.WNB5,
        before=0.38,
        after=0.70,
        draws={WNB.risk_assessed: _assessed(0.70), WNB.policy_followed: _followed(0.70)},
    ),
    unusual={"SOL": Unusual.LATE},
)
