"""MET: the pathway of children who go missing, are exploited or trafficked. One row is one child newly identified."""

from __future__ import annotations

from datetime import date

from pipeline.audits import case_led, core
from pipeline.audits.core import CHECK_DATES
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_KNOWN,
    NOT_RECORDED,
    Agreement,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    Distribution,
    Meaning,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Rater,
    Ratio,
    Reconciled,
    References,
    Rule,
    Severity,
    Side,
    Standard,
    View,
    Volumes,
    Whole,
    YesNo,
    code_list,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, begun, words

_CASE_BY_CASE = Quarter(2026, 1)  # from when on the questions for a meeting on the cases are asked
_PATHWAY = begun("exploitation pathway")
SOURCES = core.sources()
TOOLS = code_list(
    "tool",
    POLICE_TOOL="The police's exploitation risk tool",
    SERAF="SERAF, sexual exploitation risk assessment framework",
    CERAF="CERAF, child exploitation risk assessment framework",
    CSERQ4="CSERQ4, the short one for health contacts",
    OTHER="Another tool",
    NONE="None",
)
_LEVELS = (Code("LOW", "Low"), Code("MEDIUM", "Medium"), Code("HIGH", "High"))
RISKS = CodeList("exploitation_risk", (*_LEVELS, NOT_RECORDED))
POLICE_RISKS = CodeList("police_risk", (*_LEVELS, Code("NONE", "None recorded", Meaning.NOT_RECORDED)))
REVIEWED_RISKS = CodeList("risk_at_review", (*_LEVELS, Code("ENDED", "No longer at risk"), NOT_RECORDED))
RETURN_INTERVIEWS = CodeList(
    "return_interview",
    (
        Code("IN_TIME", "Offered within 72 hours of the return"),
        Code("LATE", "Offered later"),
        Code("NOT_OFFERED", "Not offered"),
        NOT_RECORDED,
    ),
)
OWNERS = code_list(
    "owner",
    SPECIALIST="Specialist team",
    NEIGHBOURHOOD="A neighbourhood team",
    OTHER="Another team",
    NONE="Nobody",
)


class MET(Audit):
    """The pathway of children who go missing, are exploited or trafficked. One row: one child newly identified."""

    place = 8
    title = "Missing, exploited and trafficked children: the pathway"
    short_title = "Missing and exploited children"
    purpose = (
        "When a child is first seen to be at risk of exploitation, is the risk assessed with a tool and with what "
        f"draws the child in, does the case go through {words.mash_short} to the right owner and a plan, and does "
        "anybody act against those who exploit?"
    )
    unit = "one child who was newly identified as at risk of exploitation in the quarter"
    units = "children newly identified"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every child newly identified in the quarter, by the list of social care's exploitation hub; the police and "
        "health answer for the same children."
    )

    social_care = View("Social care return", role="social_care")
    police = View("Police return", role="police")
    health = View("Health return", role="exploitation_health")

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("MET")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()

    voice = core.voice("MET", social_care)

    how_it_came_in = Part("How the child was identified")
    identified_date = Date("Date the child was first identified as at risk", required=True, example=date(2019, 7, 11))
    source = OneCode("Who identified the child", codes=SOURCES, on=social_care, required=True, example="2A")
    mash_contact_date = Date(
        f"Date of the contact with {words.mash_short}",
        on=social_care,
        help="Leave empty where there was none or it is not recorded.",
        example=date(2019, 7, 12),
    )

    the_risk = Part("The risk")
    tool = OneCode("Risk tool completed", codes=TOOLS, on=social_care, required=True, example="CERAF")
    tool_date = Date(
        "Date the tool was completed", on=social_care, asked_when=tool != "NONE", example=date(2019, 7, 16)
    )
    risk = OneCode("Risk level", codes=RISKS, on=social_care, required=True, example="MEDIUM")
    police_risk = OneCode(
        "Risk level on the police record",
        codes=POLICE_RISKS,
        on=police,
        required=True,
        example="MEDIUM",
    )
    push_pull_assessed = YesNo(
        "Push and pull factors assessed?",
        not_recorded=True,
        on=social_care,
        required=True,
        help="What drives the child away from home or school, and what draws it to those who exploit.",
        example="Y",
    )
    missing_episodes_90d = Whole(
        "Missing episodes in the 90 days before",
        maximum=90,
        also=(NOT_KNOWN,),
        on=social_care,
        required=True,
        example=2,
    )
    return_interview = OneCode(
        "Return interview after the latest missing episode",
        codes=RETURN_INTERVIEWS,
        on=social_care,
        asked_when=missing_episodes_90d >= 1,
        example="LATE",
    )

    what_was_done = Part("What was done")
    strategy_held = YesNo("Strategy discussion held?", not_recorded=True, on=social_care, required=True, example="Y")
    s47 = YesNo("S47 enquiry begun?", on=social_care, asked_when=strategy_held == "Y", example="N")
    plan_date = Date(
        "Date the multi-agency plan was agreed",
        on=social_care,
        asked_when=risk.is_in("MEDIUM", "HIGH"),
        blank=None,
        help="Leave empty where there is no plan yet.",
        example=date(2019, 7, 30),
    )
    owner = OneCode(
        "Police team that owns the case",
        codes=OWNERS,
        on=police,
        required=True,
        help="The specialist team is the one for missing and exploited children.",
        example="NEIGHBOURHOOD",
    )
    disruption_activity = YesNo(
        "Anything done against those who exploit the child?",
        not_recorded=True,
        on=police,
        asked_when=police_risk.is_in("MEDIUM", "HIGH"),
        help="A warning notice, an order, an arrest, licensing or intelligence work: anything that disrupts.",
        example="Y",
    )

    health_flagged = YesNo("Risk of exploitation flagged on the health record?", on=health, required=True, example="N")
    health_part = YesNo(
        "Did health take part in the discussion or the plan, or send what it knows?",
        not_recorded=True,
        na_when=ALWAYS,
        on=health,
        required=True,
        help="NA only where there was neither a strategy discussion nor a plan.",
        example="Y",
    )

    what_came_of_it = Part("What came of it")
    review_date = Date(
        "Date of the first review",
        on=social_care,
        help="Leave empty where it has not come yet.",
        example=date(2019, 9, 10),
    )
    risk_at_review = OneCode(
        "Risk level at the first review",
        codes=REVIEWED_RISKS,
        on=social_care,
        asked_when=review_date.answered(),
        example="LOW",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=social_care)
    overall_grade = core.overall_grade(on=social_care)
    moderated_grade = core.moderated_grade(on=social_care)
    reasons = case_led.reasons(
        overall_grade,
        moderated_grade,
        critical=(tool == "NONE") | ((risk == "HIGH") & (strategy_held == "N")),
        on=social_care,
        since=_CASE_BY_CASE,
    )
    learning = core.learning(overall_grade, on=social_care)
    immediate_action = core.immediate_action()

    # Rules across questions

    plan_after_identified = Rule(
        holds=plan_date >= identified_date, blame=plan_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    review_after_identified = Rule(
        holds=review_date > identified_date, blame=review_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    reviewed_by_now = Rule(
        holds=review_date <= AS_OF,
        blame=review_date,
        severity=Severity.ERROR,
        fix="Enter the date once the review has been held; leave it empty until then.",
    )
    tool_after_identified = Rule(
        holds=tool_date >= identified_date,
        blame=tool_date,
        severity=Severity.QUERY,
        fix="Whoever completed it knew of the risk: confirm the date, or mend that on which the child was identified.",
    )
    contact_after_identified = Rule(
        holds=mash_contact_date >= identified_date,
        blame=mash_contact_date,
        severity=Severity.QUERY,
        fix="A contact about it means that the risk was known: confirm the date, or mend that of the identification.",
    )

    # Standards

    _AGREED, _SINCE = _PATHWAY.source, _PATHWAY.quarter
    _GUIDANCE = "Statutory guidance on children who run away or go missing from home or care"
    _PROPOSED = f"Proposed to the {words.sub_group_short}"
    _SMALL = "These children are few and may be known: read the cases, and not the percentage alone."

    MET1 = Standard(
        "Risk tool completed",
        headline=True,
        applies=ALWAYS,
        met=tool != "NONE",
        basis=Basis.PROCEDURE,
        source=_AGREED,
        since=_SINCE,
        caveats=("The short tool of a health contact counts; see METx5 for which was used.", _SMALL),
        questions={
            Prompt.BELOW: "Who saw the child first, and had they the tool and the time for it?",
            Prompt.TOO_FEW: "Were so few children at risk, or were so few recognised?",
        },
    )
    MET2 = Standard(
        "Push and pull factors assessed",
        applies=ALWAYS,
        met=push_pull_assessed == "Y",
        basis=Basis.PROCEDURE,
        source=_AGREED,
        since=_SINCE,
        caveats=(_SMALL,),
    )
    MET3 = Standard(
        f"Tool and contact with {words.mash_short} in time",
        applies=ALWAYS,
        met=tool_date.answered()
        & (working_days(identified_date, tool_date) <= TIMESCALES.exploitation_pathway)
        & mash_contact_date.answered()
        & (working_days(identified_date, mash_contact_date) <= TIMESCALES.exploitation_pathway),
        pending=(tool_date.is_blank() | mash_contact_date.is_blank())
        & (working_days(identified_date, AS_OF) <= TIMESCALES.exploitation_pathway),
        basis=Basis.LOCAL,
        source=_PROPOSED,
        caveats=(f"Both have {TIMESCALES.exploitation_pathway}. No date counts as not done.", _SMALL),
    )
    MET4 = Standard(
        "Strategy discussion where the risk is high",
        headline=True,
        applies=risk == "HIGH",
        met=strategy_held == "Y",
        basis=Basis.PROCEDURE,
        source=_AGREED,
        since=_SINCE,
        excluded="Children at low or medium risk, and those whose risk is not recorded.",
        caveats=("Look at each child for whom there was none.", _SMALL),
        questions={
            Prompt.BELOW: "For each child at high risk without one: who decided so, and what was done instead?",
            Prompt.NOT_CLEAR: "Has somebody looked at every child at high risk for whom there was none?",
        },
    )
    MET5 = Standard(
        "The police team that owns the case fits the risk",
        applies=ALWAYS,
        met=((police_risk == "HIGH") & (owner == "SPECIALIST"))
        | ((police_risk == "MEDIUM") & owner.is_in("SPECIALIST", "NEIGHBOURHOOD"))
        | ((police_risk == "LOW") & (owner != "NONE")),
        basis=Basis.PROCEDURE,
        source=_AGREED,
        since=_SINCE,
        caveats=(
            "High: the team for missing and exploited children. Medium: that or a neighbourhood team. Low: anybody.",
            "No risk on the police record counts as not met.",
            _SMALL,
        ),
    )
    MET6 = Standard(
        f"Multi-agency plan within {TIMESCALES.exploitation_plan}",
        applies=risk.is_in("MEDIUM", "HIGH"),
        met=plan_date.answered() & (working_days(identified_date, plan_date) <= TIMESCALES.exploitation_plan),
        pending=plan_date.is_blank() & (working_days(identified_date, AS_OF) <= TIMESCALES.exploitation_plan),
        basis=Basis.LOCAL,
        source=_PROPOSED,
        timed="Working days from when the child was identified to the plan",
        excluded="Children at low risk, and those whose risk is not recorded.",
        caveats=("A plan that is overdue counts as not met; one not yet due is pending.", _SMALL),
    )
    MET7 = Standard(
        "Return interview offered within 72 hours",
        applies=missing_episodes_90d >= 1,
        met=return_interview == "IN_TIME",
        basis=Basis.STATUTORY,
        source=_GUIDANCE,
        excluded="Children who did not go missing in the 90 days before.",
        caveats=("After the latest episode alone.", _SMALL),
    )
    MET8 = Standard(
        "Action taken against those who exploit the child",
        applies=police_risk.is_in("MEDIUM", "HIGH"),
        met=disruption_activity == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="The board's review of practice on child sexual exploitation",
        excluded="Children at low risk by the police record.",
        caveats=(_SMALL,),
        questions={
            Prompt.BELOW: "Does the work end with the child, and who goes after those who exploit?",
        },
    )
    MET9 = core.difference_standard(difference, on=social_care)
    MET10 = Standard(
        "Risk flagged on the health record",
        applies=ALWAYS,
        met=health_flagged == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=f"{_PROPOSED}: whoever sees the child next in a clinic is to know of it",
        caveats=(_SMALL,),
    )
    MET11 = Standard(
        "Health took part in the discussion or the plan, or sent what it knows",
        applies=risk.is_in("MEDIUM", "HIGH"),
        met=health_part == "Y",
        basis=Basis.PROCEDURE,
        source=_AGREED,
        since=_SINCE,
        counted_on=health,
        excluded="Children at low risk, those whose risk is not recorded, and those with neither discussion nor plan.",
        caveats=("The risk is taken from social care's record of the same child.", _SMALL),
    )
    METx1 = Standard(
        "Risk lower at the first review",
        applies=review_date.answered() & risk.is_in("MEDIUM", "HIGH"),
        met=((risk == "HIGH") & risk_at_review.is_in("MEDIUM", "LOW", "ENDED"))
        | ((risk == "MEDIUM") & risk_at_review.is_in("LOW", "ENDED")),
        basis=Basis.LOCAL,
        source="Context: risk can rise because more is known",
        polarity=Polarity.CONTEXT,
        excluded="Children not reviewed yet, and those at low risk.",
        caveats=(_SMALL,),
    )
    METx2 = Standard(
        "S47 enquiry begun after the strategy discussion",
        applies=strategy_held == "Y",
        met=s47 == "Y",
        basis=Basis.LOCAL,
        source="Context: not every discussion leads to an enquiry",
        polarity=Polarity.CONTEXT,
        caveats=(_SMALL,),
    )

    # Volumes and context

    missing_episodes = Count("Missing episodes of children, all")
    missing_exploited = Count("Of these, of children at risk of exploitation")
    police_volumes = Volumes(police, (missing_episodes, missing_exploited))

    METx3 = Distribution("Who identified the children", source, applies=ALWAYS, counted_on=social_care)
    METx4 = Distribution("Risk when they were identified", risk, applies=ALWAYS, counted_on=social_care)
    METx5 = Distribution("Which tool was used", tool, applies=ALWAYS, counted_on=social_care)
    METx6 = Ratio(
        "Missing episodes that are of children at risk of exploitation",
        police_volumes,
        numerator=(missing_exploited,),
        denominator=(missing_episodes,),
        expected="More may mean better recognition.",
    )
    METx7 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    METa0 = core.grades_compared(overall_grade, moderated_grade)
    METa1 = Agreement(
        "Risk: social care's and the police's",
        Rater("Social care", risk),
        Rater("Police", police_risk),
        scale="risk level",
    )

    METr1 = Reconciled(
        "Children at risk outside the home, as social care and the police record them",
        units="children",
        first=Side("social care", social_care, identified_date),
        second=Side("the police", police, identified_date),
        weak=(child_ref,),
        compare=(identified_date,),
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (identified_date,), police: (identified_date,), health: (identified_date,)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    sampled = References(audit_ref)
    few = True
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("MET1", "MET4")}
