"""CTX: contextual safeguarding seen in hospital. One row is one child and one visit."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    Audit,
    Basis,
    Cadence,
    Count,
    Date,
    Distribution,
    MultiCode,
    OneCode,
    Part,
    Prompt,
    Ratio,
    References,
    Rule,
    Severity,
    Standard,
    View,
    Volumes,
    YesNo,
    code_list,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

DEPARTMENTS = code_list(
    "department",
    ED="Emergency department",
    ASSESSMENT="Children's assessment unit",
    WARD="Children's ward",
    OUTPATIENTS="Children's outpatients",
    OTHER="Another department",
)
KNOWN_BY = code_list("known_by", HISTORY="History", SIGN="Sign", BOTH="Both")
TOLD = code_list(
    "told",
    GP="General practice",
    CSC="Social care",
    HV="Health visitor or school nurse",
    NONE="Nobody",
)


class CTX(Audit):
    """Contextual safeguarding seen in hospital. One row: one child, one visit."""

    place = 20
    title = "Contextual safeguarding in hospital"
    short_title = "Concerns seen in hospital"
    purpose = (
        "When a child with a history or signs of neglect or emotional abuse is seen in hospital, does anybody look "
        "beyond the illness or injury at how the child lives, write the concern down, and tell general practice or "
        "social care?"
    )
    unit = "one visit to hospital of one child with a history or a sign of neglect or emotional abuse"
    units = "visits, and a child can have several"
    row = "visit"
    cadence = Cadence.SIX_MONTHLY
    sampling = (
        "30 visits drawn at random from children whose record is flagged for neglect or emotional abuse, or whose "
        "notes of the visit mention either."
    )

    hospital = View("Hospital's return", role="hospital")

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("CTX")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_visit = Part("The visit")
    seen_date = Date("Date the child was seen", required=True, example=date(2019, 7, 17))
    department = OneCode("Department", codes=DEPARTMENTS, required=True, example="ED")
    known_by = OneCode(
        "Why this visit is audited",
        codes=KNOWN_BY,
        required=True,
        help="A history of neglect or emotional abuse, a sign of either at this visit, or both.",
        example="HISTORY",
    )

    what_was_seen = Part("What was seen and written down")
    contextual_concern_recorded = YesNo(
        "Concern about how the child lives recorded?",
        not_recorded=True,
        required=True,
        na_when=ALWAYS,
        help="Home, family, school, friends or neighbourhood: anything beyond the illness or injury itself. NA only "
        "where the notes show that somebody looked and found nothing of concern.",
        example="Y",
    )
    safeguarding_form = YesNo(
        "Safeguarding form of the hospital filled in?",
        not_recorded=True,
        asked_when=contextual_concern_recorded == "Y",
        example="Y",
    )

    who_was_told = Part("Who was told")
    told = MultiCode(
        "Who outside the hospital was told of the concern",
        codes=TOLD,
        asked_when=contextual_concern_recorded == "Y",
        help="A discharge letter counts only where it names the concern. Enter NONE where nobody was told or it is not "
        "recorded.",
        example="GP;CSC",
    )
    told_date = Date(
        "Date that practice or social care was told",
        asked_when=told.contains("GP") | told.contains("CSC"),
        help="Where both were told, the earlier date.",
        example=date(2019, 7, 18),
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made()
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    told_after_seen = Rule(holds=told_date >= seen_date, blame=told_date, severity=Severity.ERROR, fix=CHECK_DATES)
    told_by_now = Rule(
        holds=told_date <= AS_OF,
        blame=told_date,
        severity=Severity.ERROR,
        fix="Enter the date once they have been told; until then the answer to who was told is NONE.",
    )
    none_stands_alone = Rule(
        when=told.contains("NONE"),
        holds=~(told.contains("GP") | told.contains("CSC") | told.contains("HV")),
        blame=told,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or those who were told without NONE.",
    )

    # Standards

    _REVIEW = "The board's review of how the hospital recognises and passes on contextual safeguarding concerns"
    _EVENTS = "Counts visits: one child can have several."
    _SAMPLE = "The sample is of children with a history or a sign: it says nothing of all children who were seen."
    _recognised = contextual_concern_recorded == "Y"
    _NO_CONCERN = "Visits at which no such concern was recorded."

    CTX1 = Standard(
        "Concern about how the child lives recognised and recorded",
        headline=True,
        applies=ALWAYS,
        met=_recognised,
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        by=department,
        excluded="Visits at which somebody looked and found nothing of concern.",
        caveats=(_SAMPLE, _EVENTS),
        questions={
            Prompt.BELOW: "Did those who saw the child know of the history, and what did they do with it?",
            Prompt.NOT_RECORDED: "Was nothing seen, or was it seen and thought to be somebody else's to write down?",
            Prompt.WORSE: "Which of the new measures have faded, and who would notice?",
        },
    )
    CTX2 = Standard(
        f"GP practice or social care told within {TIMESCALES.context_told}",
        headline=True,
        applies=_recognised,
        met=(told.contains("GP") | told.contains("CSC"))
        & (working_days(seen_date, told_date) <= TIMESCALES.context_told),
        pending=~(told.contains("GP") | told.contains("CSC"))
        & (working_days(seen_date, AS_OF) <= TIMESCALES.context_told),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}",
        excluded=_NO_CONCERN,
        caveats=("The health visitor or school nurse alone does not count.", _EVENTS),
        questions={
            Prompt.BELOW: "Where did the concern stop: on the form, in the letter, or with somebody on leave?",
        },
    )
    CTX3 = Standard(
        "Safeguarding form filled in",
        applies=_recognised,
        met=safeguarding_form == "Y",
        basis=Basis.PROCEDURE,
        source="The hospital's own safeguarding procedure",
        excluded=_NO_CONCERN,
        caveats=(_EVENTS,),
    )
    CTX4 = core.difference_standard(difference)

    # Volumes and context

    children_seen = Count("Visits of children")
    safeguarding_forms = Count("Safeguarding forms filled in")
    hospital_volumes = Volumes(hospital, (children_seen, safeguarding_forms), per=department)

    CTXx1 = Ratio(
        "Visits of children with a safeguarding form",
        hospital_volumes,
        numerator=(safeguarding_forms,),
        denominator=(children_seen,),
        expected="More may mean better recognition: it is no target.",
    )
    CTXx2 = Distribution("Why visits were audited", known_by, applies=ALWAYS, counted_on=hospital)
    CTXx3 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=hospital)

    # Who is compared with whom

    CTXa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {hospital: (seen_date,)}
    sampled = References(audit_ref)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("CTX1", "CTX2")}
