"""MASH as the sector's figures have it: 60 children, a third from the police, the referrer's level right for 69%."""

from pipeline.audits.mash import MASH
from pipeline.definition import OneCode, Predicate
from pipeline.synthetic.draws import (
    Amount,
    Choice,
    Draw,
    Lag,
    Numbers,
    Profile,
    Several,
    Sharing,
    Unusual,
    Weights,
    by_case,
    one_of,
    shares,
)

_PUBLIC = ("1A", "1B", "1C", "1D", "9", "10")
_LEVELS = ("1", "2", "3", "4")


def _stated(level: str) -> Weights:
    """What a professional states where MASH sets ``level``: right for four in five, one in eight states none."""
    return {level: 0.78, "NONE": 0.12, **_next_to(level, 0.1)}


def _panel(level: str) -> Weights:
    """What the panel sets where MASH set ``level``."""
    return {level: 0.87, **_next_to(level, 0.13)}


def _next_to(level: str, share: float) -> Weights:
    """The levels below and above, with ``share`` between them."""
    levels = [str(each) for each in (int(level) - 1, int(level) + 1) if 1 <= each <= 4]
    return {each: share / len(levels) for each in levels}


def _seen(mash: type[MASH], field: OneCode) -> tuple[tuple[Predicate, Draw], ...]:
    """The panel's view of a level, worked out from the level that the panel set."""

    def code(name: str) -> Choice:
        return Choice({name: 1})

    same = [((field == each) & (mash.level_panel == each), code("CORRECT")) for each in _LEVELS]
    low = [
        ((field == each) & mash.level_panel.is_in(*_LEVELS[place + 1 :]), code("TOO_LOW"))
        for place, each in enumerate(_LEVELS[:-1])
    ]
    return (*same, *low)


def profile(mash: type[MASH]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(60, 60),
        children={1: 0.6, 2: 0.25, 3: 0.15},
        family_refs={mash.contact_ref: "K{year}Q{quarter}-{number:04d}"},
        siblings_share=(mash.received_at, mash.source, mash.sent_at),
        differ=0.04,
        sharing={
            mash.referrer: Sharing(
                by=mash.source,
                kinds={
                    "police": ("6",),
                    "health provider": ("3B", "3C", "3D"),
                    "health provider 2": ("3E", "3F"),
                    "primary care": ("3A",),
                    "education": ("2A", "2B"),
                    "housing": ("4",),
                },
            )
        },
        cover={
            "return_type": "SAMPLE",
            "sampling_method": "STRATIFIED",
            "threshold_doc_version": "{words.continuum_full}, version 3",
        },
        of_all=62,
        draws={
            mash.received_at: Lag(),
            mash.sent_at: Lag(
                {-3: 0.3, -9: 0.3, -25: 0.2, -70: 0.1, -240: 0.1}, after=mash.received_at, unit="minutes"
            ),
            mash.source: one_of(
                "6 0.28, 2A 0.15, 2B 0.02, 3A 0.03, 3B 0.04, 3C 0.02, 3E 0.04, 3F 0.02, 4 0.03, 5A 0.02, "
                "5B 0.02, 5C 0.04, 5D 0.05, 1A 0.06, 1B 0.02, 1C 0.01, 1D 0.04, 7 0.03, 8 0.05, 9 0.03"
            ),
            # Drawn in equal parts by outcome, as the sample is; the level follows from the outcome.
            mash.decision: one_of(
                "NFA 0.2, ADVICE 0.08, SIGNPOST_UNIVERSAL 0.05, EARLY_HELP 0.32, REFERRAL_ASSESS 0.22, "
                "STRATEGY 0.09, TO_OPEN_CASE 0.03, OTHER_LA 0.01"
            ),
            mash.level_mash: by_case(
                (mash.decision.is_in("NFA", "ADVICE", "SIGNPOST_UNIVERSAL"), one_of("1 0.62, 2 0.38")),
                (mash.decision == "EARLY_HELP", one_of("2 0.6, 3 0.4")),
                (mash.decision == "STRATEGY", one_of("4 1")),
                (mash.decision == "REFERRAL_ASSESS", one_of("3 0.45, 4 0.55")),
                otherwise=one_of("2 0.4, 3 0.6"),
            ),
            mash.level_referrer: by_case(
                (mash.source.is_in(*_PUBLIC), one_of("EXEMPT 1")),
                *((mash.level_mash == each, Choice(_stated(each))) for each in _LEVELS),
            ),
            mash.consent: by_case(
                (
                    mash.source == "6",
                    one_of("OBTAINED 0.28, NOT_NEEDED_RISK 0.3, REFUSED 0.04, NOT_SOUGHT 0.3, NR 0.08"),
                ),
                otherwise=one_of("OBTAINED 0.55, NOT_NEEDED_RISK 0.2, REFUSED 0.05, NOT_SOUGHT 0.12, NR 0.08"),
            ),
            mash.consent_reason: one_of("Y 0.68, N 0.32"),
            mash.mash_rag: by_case(
                (mash.decision == "STRATEGY", one_of("RED 0.75, AMBER 0.25")),
                (mash.level_mash == "4", one_of("RED 0.2, AMBER 0.7, GREEN 0.1")),
                (mash.level_mash == "3", one_of("AMBER 0.5, GREEN 0.5")),
                otherwise=one_of("AMBER 0.1, GREEN 0.62, BLUE 0.28"),
            ),
            mash.checks: by_case(
                (
                    mash.mash_rag.is_in("RED", "AMBER"),
                    Several(shares("CSC 0.99, POL 0.95, HEALTH 0.88, EDU 0.5, HOUSING 0.15, PROB 0.08, ADULT 0.1")),
                ),
                otherwise=Several(shares("CSC 0.99, POL 0.4, HEALTH 0.3, EDU 0.3, HOUSING 0.06")),
            ),
            mash.history: one_of("Y 0.82, N 0.08, NR 0.1"),
            mash.prev_contacts_12m: Numbers({0: 0.42, 1: 0.24, 2: 0.14, 3: 0.09, 4: 0.05, 5: 0.04, 8: 0.02}),
            mash.rationale: one_of("Y 0.74, N 0.12, NR 0.14"),
            mash.decision_at: Lag(
                {0: 0.45, 1: 0.42, 2: 0.07, 3: 0.03, 5: 0.03}, after=mash.received_at, instead={"PENDING": 0.016}
            ),
            mash.mgr_oversight: one_of("Y 0.85, N 0.05, NR 0.1"),
            mash.feedback_at: Lag(
                {0: 0.15, 1: 0.3, 2: 0.2, 3: 0.12, 5: 0.13, 9: 0.1}, after=mash.decision_at, answered=0.68
            ),
            mash.feedback_received: by_case(
                (mash.feedback_at.is_blank(), one_of("N 0.85, Y 0.15")), otherwise=one_of("Y 0.88, N 0.12")
            ),
            mash.disagreed: one_of("NO 0.9, INFORMAL 0.07, ESCALATED 0.03"),
            mash.level_panel: by_case(*((mash.level_mash == each, Choice(_panel(each))) for each in _LEVELS)),
            mash.panel_view_referrer: by_case(
                (mash.level_referrer == "NONE", one_of("NOT_STATED 1")),
                (mash.level_referrer == "EXEMPT", one_of("EXEMPT 1")),
                *_seen(mash, mash.level_referrer),
                otherwise=one_of("TOO_HIGH 1"),
            ),
            mash.panel_view_mash: by_case(*_seen(mash, mash.level_mash), otherwise=one_of("TOO_HIGH 1")),
            mash.strategy_indicated: by_case(
                (mash.decision == "STRATEGY", one_of("Y 0.96, N 0.04")),
                (
                    (mash.level_panel == "4") & (mash.decision == "REFERRAL_ASSESS"),
                    one_of("Y 0.1, N 0.9"),
                ),
                otherwise=one_of("N 1"),
            ),
            mash.stepdown: one_of("N 0.72, Y 0.28"),
            mash.sd_to: one_of("CIN 0.22, TEH 0.28, EH 0.25, UNIVERSAL 0.25"),
            mash.sd_mgr: one_of("Y 0.82, N 0.06, NR 0.12"),
            mash.sd_meeting: one_of("Y 0.58, N 0.25, NR 0.17"),
            mash.sd_lead: one_of("Y 0.55, N 0.2, NR 0.25"),
            mash.sd_contingency: one_of("Y 0.42, N 0.3, NR 0.28"),
        },
        volumes={
            mash.contacts: Amount(1250),
            mash.referrals: Amount(0.18, of=mash.contacts),
            mash.re_referrals: Amount(0.22, of=mash.referrals),
            mash.no_further_action: Amount(0.43, of=mash.contacts, less=(mash.referrals,)),
            mash.advised: Amount(0.43, of=mash.contacts, less=(mash.referrals, mash.no_further_action)),
            mash.early_help: Amount(
                0.75, of=mash.contacts, less=(mash.referrals, mash.no_further_action, mash.advised)
            ),
            mash.decided_1wd: Amount(0.87, of=mash.contacts),
            mash.step_downs: Amount(0.03, of=mash.contacts),
            mash.step_downs_before: Amount(0.03, of=mash.contacts),
            mash.back_after_step_down: Amount(0.18, of=mash.step_downs_before),
            mash.sent_children: Amount(
                100,
                by_kind={
                    "police": 350,
                    "health provider": 112,
                    "health provider 2": 75,
                    "primary care": 38,
                    "education": 212,
                    "housing": 38,
                },
            ),
            mash.sent_families: Amount(0.58, of=mash.sent_children),
        },
        unusual={"primary care": Unusual.NIL, "housing": Unusual.MISSING, "education": Unusual.SENT_BACK},
    )
