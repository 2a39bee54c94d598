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


def _seen(field: OneCode) -> tuple[tuple[Predicate, Draw], ...]:
    """The panel's view of a level, worked out from the level that the panel set."""

    def code(name: str) -> Choice:
        return Choice({name: 1})

    same = [((field == each) & (MASH.level_panel == each), code("CORRECT")) for each in _LEVELS]
    low = [
        ((field == each) & MASH.level_panel.is_in(*_LEVELS[place + 1 :]), code("TOO_LOW"))
        for place, each in enumerate(_LEVELS[:-1])
    ]
    return (*same, *low)


PROFILE = Profile(
    cases=(60, 60),
    children={1: 0.6, 2: 0.25, 3: 0.15},
    family_refs={MASH.contact_ref: "K{year}Q{quarter}-{number:04d}"},
    siblings_share=(MASH.received_at, MASH.source, MASH.sent_at),
    differ=0.04,
    sharing={
        MASH.referrer: Sharing(
            by=MASH.source,
            agencies={
                "HC": ("6",),
                "SOL": ("3B", "3C", "3D"),
                "UHS": ("3E", "3F"),
                "GP": ("3A",),
                "EDU": ("2A", "2B"),
                "SCC-HOU": ("4",),
            },
        )
    },
    cover={
        "return_type": "SAMPLE",
        "sampling_method": "STRATIFIED",
        "threshold_doc_version": "Continuum of need, version 3",
    },
    of_all=62,
    draws={
        MASH.received_at: Lag(),
        MASH.sent_at: Lag({-3: 0.3, -9: 0.3, -25: 0.2, -70: 0.1, -240: 0.1}, after=MASH.received_at, unit="minutes"),
        MASH.source: one_of(
            "6 0.28, 2A 0.15, 2B 0.02, 3A 0.03, 3B 0.04, 3C 0.02, 3E 0.04, 3F 0.02, 4 0.03, 5A 0.02, "
            "5B 0.02, 5C 0.04, 5D 0.05, 1A 0.06, 1B 0.02, 1C 0.01, 1D 0.04, 7 0.03, 8 0.05, 9 0.03"
        ),
        # Drawn in equal parts by outcome, as the sample is; the level follows from the outcome.
        MASH.decision: one_of(
            "NFA 0.2, ADVICE 0.08, SIGNPOST_UNIVERSAL 0.05, EARLY_HELP 0.32, REFERRAL_ASSESS 0.22, "
            "STRATEGY 0.09, TO_OPEN_CASE 0.03, OTHER_LA 0.01"
        ),
        MASH.level_mash: by_case(
            (MASH.decision.is_in("NFA", "ADVICE", "SIGNPOST_UNIVERSAL"), one_of("1 0.62, 2 0.38")),
            (MASH.decision == "EARLY_HELP", one_of("2 0.6, 3 0.4")),
            (MASH.decision == "STRATEGY", one_of("4 1")),
            (MASH.decision == "REFERRAL_ASSESS", one_of("3 0.45, 4 0.55")),
            otherwise=one_of("2 0.4, 3 0.6"),
        ),
        MASH.level_referrer: by_case(
            (MASH.source.is_in(*_PUBLIC), one_of("EXEMPT 1")),
            *((MASH.level_mash == each, Choice(_stated(each))) for each in _LEVELS),
        ),
        MASH.consent: by_case(
            (
                MASH.source == "6",
                one_of("OBTAINED 0.28, NOT_NEEDED_RISK 0.3, REFUSED 0.04, NOT_SOUGHT 0.3, NR 0.08"),
            ),
            otherwise=one_of("OBTAINED 0.55, NOT_NEEDED_RISK 0.2, REFUSED 0.05, NOT_SOUGHT 0.12, NR 0.08"),
        ),
        MASH.consent_reason: one_of("Y 0.68, N 0.32"),
        MASH.mash_rag: by_case(
            (MASH.decision == "STRATEGY", one_of("RED 0.75, AMBER 0.25")),
            (MASH.level_mash == "4", one_of("RED 0.2, AMBER 0.7, GREEN 0.1")),
            (MASH.level_mash == "3", one_of("AMBER 0.5, GREEN 0.5")),
            otherwise=one_of("AMBER 0.1, GREEN 0.62, BLUE 0.28"),
        ),
        MASH.checks: by_case(
            (
                MASH.mash_rag.is_in("RED", "AMBER"),
                Several(shares("CSC 0.99, POL 0.95, HEALTH 0.88, EDU 0.5, HOUSING 0.15, PROB 0.08, ADULT 0.1")),
            ),
            otherwise=Several(shares("CSC 0.99, POL 0.4, HEALTH 0.3, EDU 0.3, HOUSING 0.06")),
        ),
        MASH.history: one_of("Y 0.82, N 0.08, NR 0.1"),
        MASH.prev_contacts_12m: Numbers({0: 0.42, 1: 0.24, 2: 0.14, 3: 0.09, 4: 0.05, 5: 0.04, 8: 0.02}),
        MASH.rationale: one_of("Y 0.74, N 0.12, NR 0.14"),
        MASH.decision_at: Lag(
            {0: 0.45, 1: 0.42, 2: 0.07, 3: 0.03, 5: 0.03}, after=MASH.received_at, instead={"PENDING": 0.016}
        ),
        MASH.mgr_oversight: one_of("Y 0.85, N 0.05, NR 0.1"),
        MASH.feedback_at: Lag(
            {0: 0.15, 1: 0.3, 2: 0.2, 3: 0.12, 5: 0.13, 9: 0.1}, after=MASH.decision_at, answered=0.68
        ),
        MASH.feedback_received: by_case(
            (MASH.feedback_at.is_blank(), one_of("N 0.85, Y 0.15")), otherwise=one_of("Y 0.88, N 0.12")
        ),
        MASH.disagreed: one_of("NO 0.9, INFORMAL 0.07, ESCALATED 0.03"),
        MASH.level_panel: by_case(*((MASH.level_mash == each, Choice(_panel(each))) for each in _LEVELS)),
        MASH.panel_view_referrer: by_case(
            (MASH.level_referrer == "NONE", one_of("NOT_STATED 1")),
            (MASH.level_referrer == "EXEMPT", one_of("EXEMPT 1")),
            *_seen(MASH.level_referrer),
            otherwise=one_of("TOO_HIGH 1"),
        ),
        MASH.panel_view_mash: by_case(*_seen(MASH.level_mash), otherwise=one_of("TOO_HIGH 1")),
        MASH.strategy_indicated: by_case(
            (MASH.decision == "STRATEGY", one_of("Y 0.96, N 0.04")),
            (
                (MASH.level_panel == "4") & (MASH.decision == "REFERRAL_ASSESS"),
                one_of("Y 0.1, N 0.9"),
            ),
            otherwise=one_of("N 1"),
        ),
        MASH.stepdown: one_of("N 0.72, Y 0.28"),
        MASH.sd_to: one_of("CIN 0.22, TEH 0.28, EH 0.25, UNIVERSAL 0.25"),
        MASH.sd_date: Lag(),
        MASH.sd_mgr: one_of("Y 0.82, N 0.06, NR 0.12"),
        MASH.sd_meeting: one_of("Y 0.58, N 0.25, NR 0.17"),
        MASH.sd_lead: one_of("Y 0.55, N 0.2, NR 0.25"),
        MASH.sd_contingency: one_of("Y 0.42, N 0.3, NR 0.28"),
        MASH.re_referred_days: Numbers({9: 1, 20: 1, 33: 1, 41: 1}, answered=0.15),
    },
    volumes={
        MASH.contacts: Amount(1250),
        MASH.referrals: Amount(0.18, of=MASH.contacts),
        MASH.re_referrals: Amount(0.22, of=MASH.referrals),
        MASH.no_further_action: Amount(0.43, of=MASH.contacts, less=(MASH.referrals,)),
        MASH.advised: Amount(0.43, of=MASH.contacts, less=(MASH.referrals, MASH.no_further_action)),
        MASH.early_help: Amount(0.75, of=MASH.contacts, less=(MASH.referrals, MASH.no_further_action, MASH.advised)),
        MASH.decided_1wd: Amount(0.87, of=MASH.contacts),
        MASH.step_downs: Amount(0.03, of=MASH.contacts),
        MASH.sent_children: Amount(
            100, by_agency={"HC": 350, "SOL": 112, "UHS": 75, "GP": 38, "EDU": 212, "SCC-HOU": 38}
        ),
        MASH.sent_families: Amount(0.58, of=MASH.sent_children),
    },
    unusual={"GP": Unusual.NIL, "SCC-HOU": Unusual.MISSING, "EDU": Unusual.SENT_BACK},
)
