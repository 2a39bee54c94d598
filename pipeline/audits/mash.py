"""MASH: application of thresholds and the continuum of need, with step-down. One row is one child and one contact."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.audits.core import DROPPED, PROFESSIONAL_SOURCES, SOURCES, core
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_RECORDED,
    PENDING,
    Agreement,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    DateTime,
    Distribution,
    Flow,
    MultiCode,
    OneCode,
    Part,
    Polarity,
    Predicate,
    Rater,
    Ratio,
    References,
    Rule,
    Severity,
    Standard,
    Step,
    Text,
    Timed,
    View,
    Volumes,
    Whole,
    YesNo,
    code_list,
    days,
    declared,
    hours,
    working_days,
)
from pipeline.partnership.guidance import THRESHOLDS

HUB = View("mash", "MASH return", ("SCC-CF",))
REFERRER = View("referrer", "Referrer's return", ("HC", "SOL", "UHS", "GP", "EDU", "SCC-HOU"))
PANEL = View("panel", "Audit panel's return", ("LSCB",))

_LEVELS = (
    Code("1", "1 Universal"),
    Code("2", "2 Universal Partnership"),
    Code("3", "3 Universal Partnership Plus"),
    Code("4", "4 Safeguarding"),
)
LEVELS = CodeList("level", _LEVELS)
STATED_LEVELS = CodeList(
    "level_referrer", (*_LEVELS, Code("NONE", "Not stated"), Code("EXEMPT", "Public or anonymous: none is asked"))
)
CONSENTS = CodeList(
    "consent",
    (
        Code("OBTAINED", "Obtained"),
        Code("NOT_NEEDED_RISK", "Not needed: risk"),
        Code("REFUSED", "Refused"),
        Code("NOT_SOUGHT", "Not sought"),
        NOT_RECORDED,
    ),
)
PRIORITIES = code_list("mash_rag", RED="Red", AMBER="Amber", GREEN="Green", BLUE="Blue")
CHECKS = code_list(
    "checks",
    CSC="Social care",
    POL="Police",
    HEALTH="Health",
    EDU="Education",
    HOUSING="Housing",
    PROB="Probation",
    ADULT="Adult services",
    NONE="None",
)
DECISIONS = code_list(
    "decision",
    NFA="No further action",
    ADVICE="Advice",
    SIGNPOST_UNIVERSAL="Signposted to universal services",
    EARLY_HELP="Early Help",
    REFERRAL_ASSESS="Referral: assessment",
    STRATEGY="Strategy discussion",
    TO_OPEN_CASE="Passed to an open case",
    OTHER_LA="Passed to another council",
)
DISAGREEMENTS = code_list("disagreed", NO="No", INFORMAL="Informally", ESCALATED="Escalated")
VIEWS_OF_REFERRER = code_list(
    "panel_view_referrer",
    CORRECT="Correct",
    TOO_HIGH="Too high",
    TOO_LOW="Too low",
    NOT_STATED="Not stated",
    EXEMPT="None is asked",
)
VIEWS_OF_MASH = code_list("panel_view_mash", CORRECT="Correct", TOO_HIGH="Too high", TOO_LOW="Too low")
STEPS_TO = code_list(
    "sd_to",
    CIN="Child in need",
    TEH="Targeted Early Help (level 3)",
    EH="Early Help (level 2)",
    UNIVERSAL="Universal services",
)

core_fields = core("MASH", on=(HUB,), families=(HUB, PANEL))
which_record = Part("Which record", (core_fields.record_ref, core_fields.child_ref, core_fields.family_ref))

the_contact = Part("The contact")
contact_ref = Text(
    "contact_ref",
    "Contact reference",
    required=True,
    example="K19Q2-0311",
    pattern=r"K\d{2}Q[1-4]-\d{4}",
    pattern_words="K, year, quarter, hyphen and four digits, such as K19Q2-0311",
    help="From the board's list; the same for MASH, referrer and panel, and for each child of one contact.",
)
received_at = DateTime(
    "received_at", "Date and time received", on=(HUB,), required=True, example=datetime(2019, 8, 6, 16, 40)
)
sent_at = DateTime(
    "sent_at", "Date and time you sent it", on=(REFERRER,), required=True, example=datetime(2019, 8, 6, 16, 31)
)
source = OneCode("source", "Source of the contact", codes=SOURCES, on=(HUB, PANEL), required=True, example="6")
level_referrer = OneCode(
    "level_referrer", "Level stated by the referrer", codes=STATED_LEVELS, on=(HUB,), required=True, example="NONE"
)
consent = OneCode("consent", "Consent", codes=CONSENTS, on=(HUB,), required=True, example="NOT_SOUGHT")
consent_reason = YesNo(
    "consent_reason",
    "Reason recorded, if without consent?",
    on=(HUB,),
    required=True,
    na_when=consent == "OBTAINED",
    help="NA only where consent was obtained.",
    example="N",
)

what_mash_did = Part("What MASH did")
mash_rag = OneCode("mash_rag", "MASH priority", codes=PRIORITIES, on=(HUB,), required=True, example="AMBER")
checks = MultiCode(
    "checks", "Agencies that provided information", codes=CHECKS, on=(HUB,), required=True, example="CSC;POL;HEALTH"
)
history = YesNo(
    "history", "History and previous contacts considered?", not_recorded=True, on=(HUB,), required=True, example="Y"
)
prev_contacts_12m = Whole(
    "prev_contacts_12m", "Contacts in the previous 12 months", maximum=99, on=(HUB,), required=True, example=3
)
level_mash = OneCode("level_mash", "Level decided by MASH", codes=LEVELS, on=(HUB,), required=True, example="3")
rationale = YesNo(
    "rationale", "Rationale recorded against the continuum?", not_recorded=True, on=(HUB,), required=True, example="Y"
)
decision_at = DateTime(
    "decision_at",
    "Date and time of the decision",
    on=(HUB,),
    also=(PENDING,),
    required=True,
    help="Enter PENDING where it is not yet decided.",
    example=datetime(2019, 8, 7, 11, 5),
)
decision = OneCode(
    "decision",
    "Outcome",
    codes=DECISIONS,
    on=(HUB,),
    required_when=decision_at != "PENDING",
    only_when=decision_at != "PENDING",
    example="EARLY_HELP",
)
mgr_oversight = YesNo(
    "mgr_oversight",
    "Manager's decision or oversight recorded?",
    not_recorded=True,
    on=(HUB,),
    required=True,
    example="Y",
)
feedback_at = Date(
    "feedback_at",
    "Date the referrer was told the outcome",
    on=(HUB,),
    only_when=level_referrer != "EXEMPT",
    help="Leave empty where nobody was told or it is not recorded.",
    example=date(2019, 8, 9),
)

what_the_referrer_saw = Part("What the referrer saw")
feedback_received = YesNo("feedback_received", "Did you receive feedback?", on=(REFERRER,), required=True, example="N")
disagreed = OneCode(
    "disagreed", "Did you disagree or escalate?", codes=DISAGREEMENTS, on=(REFERRER,), required=True, example="NO"
)

what_the_panel_found = Part("What the panel found")
level_panel = OneCode(
    "level_panel", "Level that the audit panel would have set", codes=LEVELS, on=(PANEL,), required=True, example="3"
)
panel_view_referrer = OneCode(
    "panel_view_referrer",
    "Panel's view of the referrer's level",
    codes=VIEWS_OF_REFERRER,
    on=(PANEL,),
    required=True,
    example="NOT_STATED",
)
panel_view_mash = OneCode(
    "panel_view_mash",
    "Panel's view of the MASH level",
    codes=VIEWS_OF_MASH,
    on=(PANEL,),
    required=True,
    example="CORRECT",
)
strategy_indicated = YesNo(
    "strategy_indicated", "Should a strategy discussion have been held?", on=(PANEL,), required=True, example="N"
)

step_down = Part("Step-down")
stepdown = YesNo("stepdown", "Step-down decision in the quarter?", on=(HUB,), required=True, example="Y")
_stepped = stepdown == "Y"
sd_to = OneCode(
    "sd_to",
    "Stepped down to",
    codes=STEPS_TO,
    on=(HUB,),
    required_when=_stepped,
    only_when=_stepped,
    example="UNIVERSAL",
)
sd_date = Date(
    "sd_date", "Date of the step-down", on=(HUB,), required_when=_stepped, only_when=_stepped, example=date(2019, 8, 30)
)
sd_mgr = YesNo(
    "sd_mgr",
    "Step-down: manager agreed, and reason recorded?",
    not_recorded=True,
    on=(HUB,),
    required_when=_stepped,
    only_when=_stepped,
    example="Y",
)
sd_meeting = YesNo(
    "sd_meeting",
    "Step-down: multi-agency meeting held or agencies consulted?",
    not_recorded=True,
    on=(HUB,),
    required_when=_stepped,
    only_when=_stepped,
    example="N",
)
sd_lead = YesNo(
    "sd_lead",
    "Step-down: lead professional named, and accepted by the receiving agency?",
    not_recorded=True,
    on=(HUB,),
    required_when=_stepped,
    only_when=_stepped,
    na_when=sd_to == "UNIVERSAL",
    example="NR",
)
sd_contingency = YesNo(
    "sd_contingency",
    "Step-down: contingency (“when to come back”) recorded?",
    not_recorded=True,
    on=(HUB,),
    required_when=_stepped,
    only_when=_stepped,
    example="N",
)
re_referred_days = Whole(
    "re_referred_days",
    "Days from the step-down to the next contact or referral",
    maximum=999,
    on=(HUB,),
    only_when=_stepped,
    help="Leave empty where there has been none.",
    example=41,
)

# Rules across questions

_CHECK_DATES = "Check both dates, and mend the one that is wrong."
decided_after_received = Rule(
    "decided_after_received",
    holds=decision_at >= received_at,
    blame=decision_at,
    severity=Severity.ERROR,
    fix=_CHECK_DATES,
)
told_after_decided = Rule(
    "told_after_decided", holds=feedback_at >= decision_at, blame=feedback_at, severity=Severity.ERROR, fix=_CHECK_DATES
)
low_level_outcome = Rule(
    "low_level_outcome",
    when=level_mash.is_in("1", "2"),
    holds=~decision.is_in("REFERRAL_ASSESS", "STRATEGY"),
    blame=decision,
    severity=Severity.QUERY,
    fix="Level 1 or 2 seldom leads to a referral: confirm the level or the outcome.",
)
high_level_outcome = Rule(
    "high_level_outcome",
    when=level_mash == "4",
    holds=decision.is_in("REFERRAL_ASSESS", "STRATEGY", "TO_OPEN_CASE"),
    blame=decision,
    severity=Severity.QUERY,
    fix="Level 4 leads to a referral or strategy discussion: confirm either.",
)
none_stands_alone = Rule(
    "none_stands_alone",
    when=checks.contains("NONE"),
    holds=~(
        checks.contains("CSC")
        | checks.contains("POL")
        | checks.contains("HEALTH")
        | checks.contains("EDU")
        | checks.contains("HOUSING")
        | checks.contains("PROB")
        | checks.contains("ADULT")
    ),
    blame=checks,
    severity=Severity.ERROR,
    fix="Enter NONE by itself, or the agencies without NONE.",
)

# Standards

_WT = "Working Together to Safeguard Children"
_REVIEW = "Learning report 2019, recommendation T4.2"
_SAMPLE = "The sample is drawn in equal parts by outcome, so an unweighted figure is not that of all contacts."
_professional = source.is_in(*PROFESSIONAL_SOURCES) & (level_referrer != "EXEMPT")
_NO_PUBLIC = "Contacts from families, the public and anonymous callers."


def _by_priority(until: Timed) -> Predicate:
    """No later than the contact's priority allows."""
    return (
        ((mash_rag == "RED") & (hours(received_at, until) <= 4))
        | ((mash_rag == "AMBER") & (working_days(received_at, until) <= 1))
        | ((mash_rag == "GREEN") & (working_days(received_at, until) <= 3))
    )


level_stated = Standard(
    id="MASH1",
    title="Referrer states a level",
    applies=_professional,
    met=level_referrer.is_in("1", "2", "3", "4"),
    basis=Basis.LOCAL,
    source="A board's audit of levels of need found many referrers not using the framework",
    by=source,
    recommendations=("T4.2",),
    excluded=_NO_PUBLIC,
    counted_on=(HUB,),
    caveats=("A police notice may have no place for a level.", _SAMPLE),
)
referrer_level = Standard(
    id="MASH2",
    title="Referrer's level correct, in the panel's view",
    headline=True,
    applies=source.is_in(*PROFESSIONAL_SOURCES) & (panel_view_referrer != "EXEMPT"),
    met=panel_view_referrer == "CORRECT",
    target=0.80,
    amber=0.65,
    basis=Basis.LOCAL,
    source="Proposed to the sub-group; 69% in Cambridgeshire's audit of 2017-18",
    by=source,
    recommendations=("T4.2",),
    excluded=f"{_NO_PUBLIC} Cambridgeshire counted them as correct.",
    caveats=("A level that was not stated counts as not met.", _SAMPLE),
)
mash_level = Standard(
    id="MASH3",
    title="MASH level agrees with the panel's",
    headline=True,
    applies=ALWAYS,
    met=panel_view_mash == "CORRECT",
    target=0.90,
    amber=0.75,
    basis=Basis.LOCAL,
    source="Proposed to the sub-group; nearest: 85.8% of decisions graded good in a published MASH audit",
    by=source,
    recommendations=("T4.2",),
    caveats=(_SAMPLE,),
)
decided_in_time = Standard(
    id="MASH4",
    title="Decision within one working day",
    applies=~(decision.answered() & (decision == "TO_OPEN_CASE")),
    met=~(decision_at == "PENDING") & (working_days(received_at, decision_at) <= 1),
    pending=(decision_at == "PENDING") & (working_days(received_at, AS_OF) <= 1),
    basis=Basis.STATUTORY,
    source=_WT,
    recommendations=("T4.2",),
    timed="Working days from the contact to the decision",
    excluded="Contacts passed to a case that was already open.",
    caveats=("A decision that is overdue and still open counts as not met.", _SAMPLE),
)
decided_by_priority = Standard(
    id="MASH5",
    title="Decision within the time for its priority",
    applies=mash_rag.is_in("RED", "AMBER", "GREEN"),
    met=~(decision_at == "PENDING") & _by_priority(decision_at),
    pending=(decision_at == "PENDING") & _by_priority(AS_OF),
    basis=Basis.LOCAL,
    source="Surrey Police: 4, 24 and 72 hours",
    recommendations=("T4.2",),
    excluded="Blue contacts.",
    caveats=(
        "24 and 72 working hours are counted as 1 and 3 working days.",
        "A decision that is overdue and still open counts as not met.",
        _SAMPLE,
    ),
)
rationale_recorded = Standard(
    id="MASH6",
    title="Rationale tied to the continuum",
    applies=ALWAYS,
    met=rationale == "Y",
    basis=Basis.GOOD_PRACTICE,
    source=_REVIEW,
    recommendations=("T4.2",),
    counted_on=(HUB,),
    caveats=(_SAMPLE,),
)
consent_lawful = Standard(
    id="MASH7",
    title="Consent, or the lawful reason for going without, recorded",
    applies=~(level_referrer == "EXEMPT"),
    met=(consent == "OBTAINED") | (consent.is_in("NOT_NEEDED_RISK", "REFUSED") & (consent_reason == "Y")),
    basis=Basis.PROCEDURE,
    source="A weak spot in published MASH audits",
    by=source,
    recommendations=("T4.2", "T4.3"),
    excluded=_NO_PUBLIC,
    counted_on=(HUB,),
    caveats=("A refusal at level 2 or 3 is a legitimate end.", _SAMPLE),
)
oversight = Standard(
    id="MASH8",
    title="Manager's oversight recorded",
    applies=ALWAYS,
    met=mgr_oversight == "Y",
    basis=Basis.GOOD_PRACTICE,
    source=_REVIEW,
    recommendations=("T4.2",),
    caveats=(_SAMPLE,),
)
fed_back = Standard(
    id="MASH9",
    title="Referrer told the outcome within three working days",
    applies=_professional,
    met=feedback_at.answered() & (working_days(decision_at, feedback_at) <= 3),
    pending=(decision_at == "PENDING") | (feedback_at.is_blank() & (working_days(decision_at, AS_OF) <= 3)),
    basis=Basis.LOCAL,
    source=f"Proposed to the sub-group; {_WT} asks for an acknowledgement",
    by=source,
    recommendations=("T4.2",),
    excluded=_NO_PUBLIC,
    counted_on=(HUB,),
    caveats=("No date counts as not told.", _SAMPLE),
)
history_considered = Standard(
    id="MASH10",
    title="History considered",
    applies=prev_contacts_12m >= 1,
    met=history == "Y",
    basis=Basis.GOOD_PRACTICE,
    source="Learning report 2019, recommendation T4.4",
    recommendations=("T4.4",),
    excluded="Children with no earlier contact.",
    counted_on=(HUB,),
    caveats=(_SAMPLE,),
)
strategy_where_indicated = Standard(
    id="MASH11",
    title="Strategy discussion held where the panel says it was indicated",
    applies=strategy_indicated == "Y",
    met=decision == "STRATEGY",
    basis=Basis.STATUTORY,
    source=_WT,
    recommendations=("T4.2",),
    counted_on=(PANEL,),
    caveats=(
        "Look at each that was missed, and not only at the percentage.",
        "The decision is taken from the MASH record of the same contact and child.",
    ),
)
checks_made = Standard(
    id="MASH12",
    title="Police and health checks where Red or Amber",
    applies=mash_rag.is_in("RED", "AMBER"),
    met=checks.contains("POL", "HEALTH"),
    basis=Basis.LOCAL,
    source="Proposed to the sub-group",
    recommendations=("T4.2", "T4.3"),
    caveats=(_SAMPLE,),
)
sd_signed_off = Standard(
    id="SD1",
    title="Step-down signed off by a manager, with a reason",
    applies=_stepped,
    met=sd_mgr == "Y",
    basis=Basis.LOCAL,
    source=_REVIEW,
    recommendations=("T4.2",),
)
sd_lead_accepted = Standard(
    id="SD2",
    title="Lead professional named and accepted",
    applies=_stepped & sd_to.is_in("TEH", "EH"),
    met=sd_lead == "Y",
    basis=Basis.LOCAL,
    source=_REVIEW,
    recommendations=("T4.2",),
    excluded="Step-downs to universal services, and from a plan to child in need.",
)
sd_consulted = Standard(
    id="SD3",
    title="Agencies consulted on the step-down",
    applies=_stepped,
    met=sd_meeting == "Y",
    basis=Basis.LOCAL,
    source=_REVIEW,
    recommendations=("T4.2", "T3.5"),
)
sd_contingency_recorded = Standard(
    id="SD4",
    title="Contingency recorded on the step-down",
    applies=_stepped,
    met=sd_contingency == "Y",
    basis=Basis.GOOD_PRACTICE,
    source=_REVIEW,
    recommendations=("T4.2",),
)
sd_came_back = Standard(
    id="SD5",
    title="Came back within six months of the step-down",
    applies=_stepped,
    met=re_referred_days.answered() & (re_referred_days <= 182),
    pending=days(sd_date, AS_OF) < 182,
    basis=Basis.LOCAL,
    source="Context",
    polarity=Polarity.CONTEXT,
    recommendations=("T4.2", "T1.5"),
    excluded="Step-downs less than 182 days old are pending, whether or not the child has come back.",
)

# Volumes and context

contacts = Count("contacts", "Contacts (children)")
referrals = Count("referrals", "Referrals (children)")
re_referrals = Count("re_referrals", "Referrals within 12 months of another")
no_further_action = Count("no_further_action", "No further action")
advised = Count("advised", "Advice or signposting")
early_help = Count("early_help", "Early Help")
decided_1wd = Count("decided_1wd", "Decided within one working day")
step_downs = Count("step_downs", "Step-downs")
hub_volumes = Volumes(
    HUB,
    (contacts, referrals, re_referrals, no_further_action, advised, early_help, decided_1wd, step_downs),
    per=source,
)
sent_children = Count("sent_children", "Contacts sent (children)")
sent_families = Count("sent_families", "Contacts sent (families)")
referrer_volumes = Volumes(REFERRER, (sent_children, sent_families))

conversion = Ratio(
    "MASHx1",
    "Contacts that became referrals",
    hub_volumes,
    (referrals,),
    (contacts,),
    expected="16% in Southampton in June 2021; a range to understand, not a target.",
    recommendations=("T4.2",),
)
nfa_share = Ratio(
    "MASHx2",
    "Contacts that ended in no further action",
    hub_volumes,
    (no_further_action,),
    (contacts,),
    expected="Councils differ in when a contact becomes a referral.",
    recommendations=("T4.2",),
)
re_referral_share = Ratio(
    "MASHx3",
    "Referrals within 12 months of another",
    hub_volumes,
    (re_referrals,),
    (referrals,),
    expected="England 22.4%.",
    recommendations=("T1.5",),
)
levels_stated = Distribution(
    "MASHx4", "Levels stated by referrers", level_referrer, applies=ALWAYS, counted_on=HUB, recommendations=("T4.2",)
)
outcomes = Distribution(
    "MASHx5", "Outcomes of contacts", decision, applies=ALWAYS, counted_on=HUB, recommendations=("T4.2",)
)

heard_back = Distribution(
    "MASHx6",
    "Whether referrers say that they heard back",
    feedback_received,
    applies=ALWAYS,
    counted_on=REFERRER,
    recommendations=("T4.2",),
)
disagreements = Distribution(
    "MASHx7", "Whether referrers disagreed", disagreed, applies=ALWAYS, counted_on=REFERRER, recommendations=("T4.2",)
)

# Who agrees with whom, and what becomes of contacts

_rated_by_referrer = Rater("Referrer", level_referrer)
_rated_by_mash = Rater("MASH", level_mash)
_rated_by_panel = Rater("Panel", level_panel)
agreements = (
    Agreement("MASHa1", "Level: the referrer's and MASH's", _rated_by_referrer, _rated_by_mash),
    Agreement("MASHa2", "Level: MASH's and the panel's", _rated_by_mash, _rated_by_panel),
    Agreement("MASHa3", "Level: the referrer's and the panel's", _rated_by_referrer, _rated_by_panel),
    core_fields.grades_compared("MASH"),
)

_level_bands = tuple((each.label, (each.code,)) for each in reversed(_LEVELS))
_high_levels = (LEVELS.label("4"), LEVELS.label("3"))
_unstated = tuple((STATED_LEVELS.label(code), (code,)) for code in ("NONE", "EXEMPT"))
from_contact_to_outcome = Flow(
    "MASHf1",
    "From contact to outcome",
    counted_on=HUB,
    steps=(
        Step(
            "Level stated by the referrer",
            "the referrer had stated",
            level_referrer,
            (*_level_bands, *_unstated),
            high=_high_levels,
        ),
        Step("Level decided by MASH", "MASH had decided", level_mash, _level_bands, high=_high_levels),
        Step(
            "Outcome",
            "it ended in",
            decision,
            (
                ("Strategy discussion", ("STRATEGY",)),
                ("Referral for assessment", ("REFERRAL_ASSESS",)),
                ("Open case or another council", ("TO_OPEN_CASE", "OTHER_LA")),
                ("Early Help", ("EARLY_HELP",)),
                ("Advice or signposting", ("ADVICE", "SIGNPOST_UNIVERSAL")),
                ("No further action", ("NFA",)),
            ),
            pending=decision_at == "PENDING",
        ),
    ),
    high="level 3 or 4",
    told=("Referral for assessment", "No further action"),
    note="The audit's sample is drawn in equal parts by outcome: where the records of one outcome came from can be "
    "read from it, but not how many of all contacts have that outcome.",
)

own = declared(globals())

MASH = Audit(
    code="MASH",
    title="Application of thresholds and step-down",
    short_title="Thresholds and step-down",
    purpose="Is the continuum of need applied rightly, and alike, by those who refer and by the Multi-Agency "
    "Safeguarding Hub; and are decisions to step down from multi-agency support managed and overseen?",
    unit="one child and one contact",
    units="children in a contact: brothers and sisters are counted one by one",
    cadence=Cadence.QUARTERLY,
    key=core_fields.record_ref,
    views=(HUB, REFERRER, PANEL),
    anchors={HUB: (received_at,), REFERRER: (sent_at,), PANEL: ()},
    parts=(*own.parts, core_fields.closing),
    rules=own.rules,
    standards=own.standards,
    linked_by=(contact_ref, core_fields.child_ref),
    sampled=References(contact_ref, "K{year:02d}Q{quarter}-{number:04d}", on_lists=True),
    volumes=own.volumes,
    context=own.context,
    flow=from_contact_to_outcome,
    agreements=agreements,
    read_by=(THRESHOLDS,),
    sampling="60 children a quarter, 20 from each kind of outcome (referral or strategy, Early Help, no further "
    "action).",
    dropped=(
        *DROPPED,
        core_fields.audit_ref.label,
        core_fields.unborn.label,
        "Age at the time (completed years)",
        "Social care status at the time",
        "How it was made",
        "Main concern",
        "Referral clear: what, impact on the child, why this level?",
        "Date of the last referral",
        "Stepped down from",
        "Step-down: family agreed or told?",
        core_fields.family_ref.label,
        *(each.label for each in (source, level_referrer, consent, history, rationale)),
    ),
)
