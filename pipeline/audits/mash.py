"""MASH: application of thresholds, with step-down. One row is one child and one contact."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES, DROPPED, PROFESSIONAL_SOURCES
from pipeline.calendar.working_days import CLOSES, OPENS
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_RECORDED,
    PENDING,
    Agreement,
    Alike,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Counter,
    Date,
    DateTime,
    Distribution,
    Flow,
    MultiCode,
    OneCode,
    Part,
    Predicate,
    Prompt,
    Rater,
    Ratio,
    Reconciled,
    References,
    Rule,
    SameCount,
    Severity,
    Side,
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
    hours,
    working_days,
    working_hours,
)
from pipeline.definition.predicate import Span
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.defining import TIMESCALES, in_other_words, words
from pipeline.partnership.limits import Limit


def _level(number: str) -> Code:
    """A level of need, which is read by the names of other times too."""
    name = f"level_{number}"
    others = in_other_words(name)
    spellings = tuple(f"{number}{dash}{each}" for each in others for dash in (" ", " – "))
    return Code(number, f"{number} {getattr(words, name)}", spellings=spellings)


SOURCES = core.sources()
_LEVELS = tuple(map(_level, "1234"))
_LEVEL_BANDS = tuple((each.label, (each.code,)) for each in reversed(_LEVELS))
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
DECISIONS = CodeList(
    "decision",
    (
        Code("NFA", "No further action"),
        Code("ADVICE", "Advice"),
        Code("SIGNPOST_UNIVERSAL", "Signposted to universal services"),
        core.until_family_help("EARLY_HELP", words.early_help),
        core.until_family_help("REFERRAL_ASSESS", "Referral: assessment"),
        core.family_help(words.family_help),
        Code("STRATEGY", "Strategy discussion"),
        Code("TO_OPEN_CASE", "Passed to an open case"),
        Code("OTHER_LA", "Passed to another council"),
    ),
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
STEPS_TO = CodeList(
    "sd_to",
    (
        core.until_family_help("CIN", "Child in need"),
        core.until_family_help("TEH", f"Targeted {words.early_help} (level 3)"),
        core.family_help(words.family_help),
        Code("EH", f"{words.early_help} (level 2)"),
        Code("UNIVERSAL", "Universal services"),
    ),
)


def _elapsed(limit: Limit, start: Timed, end: Timed) -> Span:
    """The time from ``start`` to ``end`` by the clock in whose unit the partnership gives ``limit``."""
    clocks = {"working days": working_days, "days": days, "working hours": working_hours, "hours": hours}
    return clocks[limit.unit](start, end)


def _in_time_for(priority: OneCode, received: DateTime, until: Timed) -> Predicate:
    """From ``received`` no more time has gone by ``until`` than the contact's priority allows."""
    return (
        ((priority == "RED") & (_elapsed(TIMESCALES.decision_red, received, until) <= TIMESCALES.decision_red))
        | ((priority == "AMBER") & (_elapsed(TIMESCALES.decision_amber, received, until) <= TIMESCALES.decision_amber))
        | ((priority == "GREEN") & (_elapsed(TIMESCALES.decision_green, received, until) <= TIMESCALES.decision_green))
    )


def _clock() -> str:
    """The time that each priority has, and by which clock."""
    limits = (TIMESCALES.decision_red, TIMESCALES.decision_amber, TIMESCALES.decision_green)
    times = "Red has {}, Amber {} and Green {}.".format(*limits)
    if all(each.unit != "working hours" for each in limits):
        return times
    return (
        f"{times} Working hours are {OPENS}:00 to {CLOSES}:00 on working days: the clock of a contact that comes in "
        "at night or at a weekend starts on the next working morning, so look at each Red one of those by itself."
    )


class MASH(Audit):
    """Application of thresholds, with step-down. One row is one child and one contact."""

    place = 3
    title = "Application of thresholds and step-down"
    short_title = "Thresholds and step-down"
    purpose = (
        f"Is the {words.continuum_full} applied rightly, and alike, by those who refer and by the "
        f"{words.mash}; and are decisions to step down from multi-agency support managed and overseen?"
    )
    unit = "one child and one contact"
    units = "children in a contact: brothers and sisters are counted one by one"
    cadence = Cadence.QUARTERLY
    sampling = (
        "60 children a quarter, 20 from each kind of outcome (referral or strategy, "
        f"{words.early_help}, no further action)."
    )

    mash = View(f"{words.mash_short} return", role="front_door")
    referrer = View("Referrer's return", role="referrer")
    panel = View("Audit panel's return", role="audit_panel")

    which_record = Part("Which record")
    record_ref = core.record_ref("MASH")
    child_ref = core.child_ref()
    family_ref = core.family_ref(on=(mash, panel))

    the_contact = Part("The contact")
    contact_ref = Text(
        "Contact reference",
        required=True,
        example="K19Q2-0311",
        pattern=r"K\d{2}Q[1-4]-\d{4}",
        pattern_words="K, year, quarter, hyphen and four digits, such as K19Q2-0311",
        help=f"From the board's list; the same for {words.mash_short}, referrer and panel, "
        "and for each child of one contact.",
    )
    received_at = DateTime("Date and time received", on=mash, required=True, example=datetime(2019, 8, 6, 16, 40))
    sent_at = DateTime("Date and time you sent it", on=referrer, required=True, example=datetime(2019, 8, 6, 16, 31))
    source = OneCode("Source of the contact", codes=SOURCES, on=(mash, panel), required=True, example="6")
    level_referrer = OneCode(
        "Level stated by the referrer", codes=STATED_LEVELS, on=mash, required=True, example="NONE"
    )
    consent = OneCode("Consent", codes=CONSENTS, on=mash, required=True, example="NOT_SOUGHT")
    consent_reason = YesNo(
        "Reason recorded, if without consent?",
        on=mash,
        required=True,
        na_when=consent == "OBTAINED",
        help="NA only where consent was obtained.",
        example="N",
    )

    what_mash_did = Part(f"What {words.mash_short} did")
    mash_rag = OneCode(f"{words.mash_short} priority", codes=PRIORITIES, on=mash, required=True, example="AMBER")
    checks = MultiCode(
        "Agencies that provided information", codes=CHECKS, on=mash, required=True, example="CSC;POL;HEALTH"
    )
    history = YesNo("History and previous contacts considered?", not_recorded=True, on=mash, required=True, example="Y")
    prev_contacts_12m = Whole("Contacts in the previous 12 months", maximum=99, on=mash, required=True, example=3)
    level_mash = OneCode(f"Level decided by {words.mash_short}", codes=LEVELS, on=mash, required=True, example="3")
    rationale = YesNo(
        f"Rationale recorded against the {words.continuum}?", not_recorded=True, on=mash, required=True, example="Y"
    )
    decision_at = DateTime(
        "Date and time of the decision",
        on=mash,
        also=(PENDING,),
        required=True,
        help="Enter PENDING where it is not yet decided.",
        example=datetime(2019, 8, 7, 11, 5),
    )
    decision = OneCode("Outcome", codes=DECISIONS, on=mash, asked_when=decision_at != "PENDING", example="EARLY_HELP")
    mgr_oversight = YesNo(
        "Manager's decision or oversight recorded?", not_recorded=True, on=mash, required=True, example="Y"
    )
    feedback_at = Date(
        "Date the referrer was told the outcome",
        on=mash,
        asked_when=level_referrer != "EXEMPT",
        blank=None,
        help="Leave empty where nobody was told or it is not recorded.",
        example=date(2019, 8, 9),
    )

    what_the_referrer_saw = Part("What the referrer saw")
    feedback_received = YesNo("Did you receive feedback?", on=referrer, required=True, example="N")
    disagreed = OneCode("Did you disagree or escalate?", codes=DISAGREEMENTS, on=referrer, required=True, example="NO")

    what_the_panel_found = Part("What the panel found")
    level_panel = OneCode(
        "Level that the audit panel would have set", codes=LEVELS, on=panel, required=True, example="3"
    )
    panel_view_referrer = OneCode(
        "Panel's view of the referrer's level", codes=VIEWS_OF_REFERRER, on=panel, required=True, example="NOT_STATED"
    )
    panel_view_mash = OneCode(
        f"Panel's view of the {words.mash_short} level", codes=VIEWS_OF_MASH, on=panel, required=True, example="CORRECT"
    )
    strategy_indicated = YesNo("Should a strategy discussion have been held?", on=panel, required=True, example="N")

    step_down = Part("Step-down")
    stepdown = YesNo("Step-down decision in the quarter?", on=mash, required=True, example="Y")
    _stepped = stepdown == "Y"
    sd_to = OneCode("Stepped down to", codes=STEPS_TO, on=mash, asked_when=_stepped, example="UNIVERSAL")
    sd_mgr = YesNo(
        "Step-down: manager agreed, and reason recorded?", not_recorded=True, on=mash, asked_when=_stepped, example="Y"
    )
    sd_meeting = YesNo(
        "Step-down: multi-agency meeting held or agencies consulted?",
        not_recorded=True,
        on=mash,
        asked_when=_stepped,
        example="N",
    )
    sd_lead = YesNo(
        "Step-down: lead professional named, and accepted by the receiving agency?",
        not_recorded=True,
        on=mash,
        asked_when=_stepped,
        na_when=sd_to == "UNIVERSAL",
        example="NR",
    )
    sd_contingency = YesNo(
        "Step-down: contingency (“when to come back”) recorded?",
        not_recorded=True,
        on=mash,
        asked_when=_stepped,
        example="N",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=mash, since=core.NEXT_TEMPLATES)
    overall_grade = core.overall_grade(on=mash)
    moderated_grade = core.moderated_grade(on=mash)
    learning = core.learning(overall_grade, on=mash)
    immediate_action = core.immediate_action(on=mash)

    # Rules across questions

    decided_after_received = Rule(
        holds=decision_at >= received_at, blame=decision_at, severity=Severity.ERROR, fix=CHECK_DATES
    )
    told_after_decided = Rule(
        holds=feedback_at >= decision_at, blame=feedback_at, severity=Severity.ERROR, fix=CHECK_DATES
    )
    low_level_outcome = Rule(
        when=level_mash.is_in("1", "2"),
        holds=~decision.is_in("REFERRAL_ASSESS", "STRATEGY"),
        blame=decision,
        severity=Severity.QUERY,
        fix="Level 1 or 2 seldom leads to a referral: confirm the level or the outcome.",
    )
    high_level_outcome = Rule(
        when=level_mash == "4",
        holds=decision.is_in("REFERRAL_ASSESS", "STRATEGY", "TO_OPEN_CASE"),
        blame=decision,
        severity=Severity.QUERY,
        fix="Level 4 leads to a referral or strategy discussion: confirm either.",
    )
    none_stands_alone = Rule(
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
    _REVIEW = "The board's review of how thresholds are applied"
    _SAMPLE = "The sample is drawn in equal parts by outcome, so an unweighted figure is not that of all contacts."
    _professional = source.is_in(*PROFESSIONAL_SOURCES) & (level_referrer != "EXEMPT")
    _NO_PUBLIC = "Contacts from families, the public and anonymous callers."

    MASH1 = Standard(
        "Referrer states a level",
        applies=_professional,
        met=level_referrer.is_in("1", "2", "3", "4"),
        basis=Basis.LOCAL,
        source="A board's audit of levels of need found many referrers not using the framework",
        by=source,
        excluded=_NO_PUBLIC,
        counted_on=mash,
        caveats=("A police notice may have no place for a level.", _SAMPLE),
    )
    MASH2 = Standard(
        "Referrer's level correct, in the panel's view",
        headline=True,
        applies=source.is_in(*PROFESSIONAL_SOURCES) & (panel_view_referrer != "EXEMPT"),
        met=panel_view_referrer == "CORRECT",
        target=0.80,
        amber=0.65,
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; 69% in Cambridgeshire's audit of 2017-18",
        by=source,
        excluded=f"{_NO_PUBLIC} Cambridgeshire counted them as correct.",
        caveats=("A level that was not stated counts as not met.", _SAMPLE),
        questions={
            Prompt.BELOW: "Do referrers set the level too high or too low, and who tells them so?",
        },
    )
    MASH3 = Standard(
        f"{words.mash_short} level agrees with the panel's",
        headline=True,
        applies=ALWAYS,
        met=panel_view_mash == "CORRECT",
        target=0.90,
        amber=0.75,
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; nearest: 85.8% of decisions graded good in a published "
        f"{words.mash_short} audit",
        by=source,
        caveats=(_SAMPLE,),
        questions={
            Prompt.BELOW: "Where it was set too low, has anybody gone back to those children?",
            Prompt.NOT_CLEAR: "How many more cases must the panel see before it can be said whether levels are right?",
        },
    )
    MASH4 = Standard(
        f"Decision within {TIMESCALES.decision}",
        applies=decision.is_not("TO_OPEN_CASE"),
        met=~(decision_at == "PENDING") & (working_days(received_at, decision_at) <= TIMESCALES.decision),
        pending=(decision_at == "PENDING") & (working_days(received_at, AS_OF) <= TIMESCALES.decision),
        basis=Basis.STATUTORY,
        source=_WT,
        timed="Working days from the contact to the decision",
        excluded="Contacts passed to a case that was already open.",
        caveats=("A decision that is overdue and still open counts as not met.", _SAMPLE),
    )
    MASH5 = Standard(
        "Decision within the time for its priority",
        applies=mash_rag.is_in("RED", "AMBER", "GREEN"),
        met=~(decision_at == "PENDING") & _in_time_for(mash_rag, received_at, decision_at),
        pending=(decision_at == "PENDING") & _in_time_for(mash_rag, received_at, AS_OF),
        basis=Basis.LOCAL,
        source="Surrey Police: 4, 24 and 72 hours",
        excluded="Blue contacts.",
        caveats=(
            _clock(),
            "A decision that is overdue and still open counts as not met.",
            _SAMPLE,
        ),
    )
    MASH6 = Standard(
        f"Rationale tied to the {words.continuum}",
        applies=ALWAYS,
        met=rationale == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        counted_on=mash,
        caveats=(_SAMPLE,),
    )
    MASH7 = Standard(
        "Consent, or the lawful reason for going without, recorded",
        applies=~(level_referrer == "EXEMPT"),
        met=(consent == "OBTAINED") | (consent.is_in("NOT_NEEDED_RISK", "REFUSED") & (consent_reason == "Y")),
        basis=Basis.PROCEDURE,
        source=f"A weak spot in published {words.mash_short} audits",
        by=source,
        excluded=_NO_PUBLIC,
        counted_on=mash,
        caveats=("A refusal at level 2 or 3 is a legitimate end.", _SAMPLE),
    )
    MASH8 = Standard(
        "Manager's oversight recorded",
        applies=ALWAYS,
        met=mgr_oversight == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        caveats=(_SAMPLE,),
    )
    MASH9 = Standard(
        f"Referrer told the outcome within {TIMESCALES.feedback_to_referrer}",
        applies=_professional,
        met=feedback_at.answered() & (working_days(decision_at, feedback_at) <= TIMESCALES.feedback_to_referrer),
        pending=(decision_at == "PENDING")
        | (feedback_at.is_blank() & (working_days(decision_at, AS_OF) <= TIMESCALES.feedback_to_referrer)),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; {_WT} asks for an acknowledgement",
        by=source,
        excluded=_NO_PUBLIC,
        counted_on=mash,
        caveats=("No date counts as not told.", _SAMPLE),
    )
    MASH10 = Standard(
        "History considered",
        applies=prev_contacts_12m >= 1,
        met=history == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="The board's review of how earlier contacts are weighed",
        excluded="Children with no earlier contact.",
        counted_on=mash,
        caveats=(_SAMPLE,),
    )
    MASH11 = Standard(
        "Strategy discussion held where the panel says it was indicated",
        applies=strategy_indicated == "Y",
        met=decision == "STRATEGY",
        basis=Basis.STATUTORY,
        source=_WT,
        counted_on=panel,
        caveats=(
            "Look at each that was missed, and not only at the percentage.",
            f"The decision is taken from the {words.mash_short} record of the same contact and child.",
        ),
    )
    MASH12 = Standard(
        "Police and health checks where Red or Amber",
        applies=mash_rag.is_in("RED", "AMBER"),
        met=checks.contains("POL", "HEALTH"),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}",
        caveats=(_SAMPLE,),
    )
    SD1 = Standard(
        "Step-down signed off by a manager, with a reason",
        applies=_stepped,
        met=sd_mgr == "Y",
        basis=Basis.LOCAL,
        source=_REVIEW,
    )
    SD2 = Standard(
        "Lead professional named and accepted",
        applies=_stepped & sd_to.is_in("TEH", "EH"),
        met=sd_lead == "Y",
        basis=Basis.LOCAL,
        source=_REVIEW,
        excluded="Step-downs to universal services, and from a plan to child in need.",
    )
    SD3 = Standard(
        "Agencies consulted on the step-down",
        applies=_stepped,
        met=sd_meeting == "Y",
        basis=Basis.LOCAL,
        source=_REVIEW,
    )
    SD4 = Standard(
        "Contingency recorded on the step-down",
        applies=_stepped,
        met=sd_contingency == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
    )
    MASH13 = core.difference_standard(difference, on=mash)

    # Volumes and context

    contacts = Count("Contacts (children)")
    referrals = Count("Referrals (children)")
    re_referrals = Count("Referrals within 12 months of another")
    no_further_action = Count("No further action")
    advised = Count("Advice or signposting")
    early_help = Count(words.early_help)
    decided_1wd = Count(f"Decided within {TIMESCALES.decision}")
    step_downs = Count("Step-downs")
    step_downs_before = Count("Step-downs made six months earlier", later=True)
    back_after_step_down = Count("Step-downs made six months earlier: came back within six months", later=True)
    hub_volumes = Volumes(
        mash,
        (
            contacts,
            referrals,
            re_referrals,
            no_further_action,
            advised,
            early_help,
            decided_1wd,
            step_downs,
            step_downs_before,
            back_after_step_down,
        ),
        per=source,
    )
    sent_children = Count("Contacts sent (children)")
    sent_families = Count("Contacts sent (families)")
    referrer_volumes = Volumes(referrer, (sent_children, sent_families))

    MASHx1 = Ratio(
        "Contacts that became referrals",
        hub_volumes,
        (referrals,),
        (contacts,),
    )
    MASHx2 = Ratio(
        "Contacts that ended in no further action",
        hub_volumes,
        (no_further_action,),
        (contacts,),
        expected="Councils differ in when a contact becomes a referral.",
    )
    MASHx3 = Ratio(
        "Referrals within 12 months of another",
        hub_volumes,
        (re_referrals,),
        (referrals,),
        expected="England 22.4%.",
    )
    SD5 = Ratio(
        "Came back within six months of the step-down",
        hub_volumes,
        (back_after_step_down,),
        (step_downs_before,),
        expected="Of all step-downs made two quarters before: they are all six months old by now.",
    )
    MASHx4 = Distribution("Levels stated by referrers", level_referrer, applies=ALWAYS, counted_on=mash)
    MASHx5 = Distribution("Outcomes of contacts", decision, applies=ALWAYS, counted_on=mash)

    MASHx6 = Distribution(
        "Whether referrers say that they heard back",
        feedback_received,
        applies=ALWAYS,
        counted_on=referrer,
    )
    MASHx7 = Distribution("Whether referrers disagreed", disagreed, applies=ALWAYS, counted_on=referrer)
    MASHx8 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=mash)

    # Who is compared with whom, and what becomes of contacts

    _rated_by_referrer = Rater("Referrer", level_referrer)
    _rated_by_mash = Rater(words.mash_short, level_mash)
    _rated_by_panel = Rater("Panel", level_panel)
    MASHa1 = Agreement(f"Level: the referrer's and {words.mash_short}'s", _rated_by_referrer, _rated_by_mash)
    MASHa2 = Agreement(f"Level: {words.mash_short}'s and the panel's", _rated_by_mash, _rated_by_panel)
    MASHa3 = Agreement("Level: the referrer's and the panel's", _rated_by_referrer, _rated_by_panel)
    _sent = Side("referrers", referrer, sent_at)
    MASHr1 = Reconciled(
        f"Contacts that referrers sent, and {words.mash_short}",
        units="contacts",
        first=_sent,
        second=Side(words.mash_short, mash, received_at),
        weak=(child_ref,),
        compare=(Alike("Whether the referrer was told the outcome", feedback_received == "Y", feedback_at.answered()),),
        one_way=True,
        note="Only contacts that a referrer returns are looked for: families and strangers send no return.",
    )
    MASHr2 = Reconciled(
        f"Contacts of {words.mash_short}, and the audit panel",
        units="contacts",
        first=Side(words.mash_short, mash),
        second=Side("the audit panel", panel),
        compare=(source,),
    )
    MASHr3 = Reconciled(
        "Contacts that referrers sent, and the audit panel",
        units="contacts",
        first=_sent,
        second=Side("the audit panel", panel),
        one_way=True,
        note="Only contacts that a referrer returns are looked for.",
    )
    MASHv1 = SameCount(
        f"Contacts that referrers count, and {words.mash_short} counts",
        units="contacts (children)",
        first=Counter("referrers", referrer_volumes, sent_children),
        second=Counter(words.mash_short, hub_volumes, contacts),
        lines={
            AgencyType.POLICE: ("6",),
            AgencyType.HEALTH_PROVIDER: ("3B", "3C", "3D", "3E", "3F"),
            AgencyType.PRIMARY_CARE: ("3A",),
            AgencyType.EDUCATION: ("2A", "2B"),
            AgencyType.HOUSING: ("4",),
        },
        note="Numbers differ where one side counts families and the other children, where a contact came by telephone "
        "or out of hours, where its source was entered as another, and at the end of a month.",
    )
    MASHa0 = core.grades_compared(overall_grade, moderated_grade)

    _high_levels = (LEVELS.label("4"), LEVELS.label("3"))
    _unstated = ((STATED_LEVELS.label("NONE"), ("NONE",)), (STATED_LEVELS.label("EXEMPT"), ("EXEMPT",)))
    MASHf1 = Flow(
        "From contact to outcome",
        counted_on=mash,
        steps=(
            Step(
                "Level stated by the referrer",
                "the referrer had stated",
                level_referrer,
                (*_LEVEL_BANDS, *_unstated),
                high=_high_levels,
            ),
            Step(
                f"Level decided by {words.mash_short}",
                f"{words.mash_short} had decided",
                level_mash,
                _LEVEL_BANDS,
                high=_high_levels,
            ),
            Step(
                "Outcome",
                "it ended in",
                decision,
                (
                    ("Strategy discussion", ("STRATEGY",)),
                    ("Referral for assessment", ("REFERRAL_ASSESS",)),
                    (words.family_help, ("FAMILY_HELP",)),
                    ("Open case or another council", ("TO_OPEN_CASE", "OTHER_LA")),
                    (words.early_help, ("EARLY_HELP",)),
                    ("Advice or signposting", ("ADVICE", "SIGNPOST_UNIVERSAL")),
                    ("No further action", ("NFA",)),
                ),
                pending=decision_at == "PENDING",
            ),
        ),
        high="level 3 or 4",
        told=("Referral for assessment", words.family_help, "No further action"),
        note="The audit's sample is drawn in equal parts by outcome: where the records of one outcome came from can be "
        "read from it, but not how many of all contacts have that outcome.",
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    read_by = ("threshold document",)
    anchors = {mash: (received_at,), referrer: (sent_at,), panel: ()}
    linked_by = (contact_ref, child_ref)
    sampled = References(contact_ref, "K{year:02d}Q{quarter}-{number:04d}", on_lists=True)
    meant = {
        **{
            f"{standard} small groups": core.FOR_NAMED_READERS
            for standard in ("MASH1", "MASH2", "MASH3", "MASH7", "MASH9")
        },
        "MASH3 often hidden": core.FEW_FAIL,
    }
    dropped = (
        *DROPPED,
        core.audit_ref().label,
        core.unborn().label,
        "Age at the time (completed years)",
        "Social care status at the time",
        "How it was made",
        "Main concern",
        "Referral clear: what, impact on the child, why this level?",
        "Date of the last referral",
        "Stepped down from",
        "Step-down: family agreed or told?",
        "Date of the step-down",
        "Days from the step-down to the next contact or referral",
        family_ref.label,
        *(each.label for each in (source, level_referrer, consent, history, rationale)),
    )
