"""AQT: the quality of assessments and what they change. One row is one assessment of one child."""

from __future__ import annotations

from datetime import date

from pipeline.audits import case_led, core
from pipeline.audits.core import CHECK_DATES
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    NOT_APPLICABLE,
    NOT_RECORDED,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    Distribution,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Ratio,
    References,
    Role,
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

_CASE_BY_CASE = Quarter(2026, 1)  # from when on the questions for a meeting on the cases are asked
KINDS = code_list(
    "assess_type",
    SINGLE="Single assessment",
    PARENTING="Parenting assessment",
    PREBIRTH="Pre-birth assessment",
    S47="Section 47 enquiry",
    COURT="Assessment for court",
)
PROTOCOL = CodeList(
    "joint_protocol",
    (
        Code("Y", "Yes"),
        Code("N", "No"),
        NOT_RECORDED,
        Code("NOT_ELIGIBLE", "The family does not fit it", NOT_APPLICABLE.meaning),
    ),
)


class AQT(Audit):
    """The quality of assessments and what they change. One row is one assessment of one child."""

    place = 6
    title = "Quality of assessments, and what they change"
    short_title = "Assessments"
    purpose = (
        "Is the child seen and heard, the history read and the family seen as a whole, with fathers, young parents, "
        "housing and what was tried before; is the assessment done in time; and is anything better for the child?"
    )
    unit = "one assessment of one child; of brothers and sisters assessed together, the youngest"
    units = "assessments, and a child can have several"
    row = "assessment"
    cadence = Cadence.SIX_MONTHLY
    sampling = (
        "25 assessments drawn at random of those begun in these months, which lie a quarter back so that each is "
        "either done or overdue. An overdue one is audited as it stands."
    )

    social_care = View("Social care return", role="social_care", behind=1)

    which_record = Part("Which assessment, and which child")
    record_ref = core.record_ref("AQT")
    audit_ref = core.audit_ref(social_care)
    child_ref = core.child_ref()
    family_ref = core.family_ref(social_care)

    the_assessment = Part("The assessment")
    assess_type = OneCode("Kind of assessment", codes=KINDS, on=social_care, required=True, example="SINGLE")
    began = Date(
        "Date of the referral, or of the decision to assess",
        on=social_care,
        required=True,
        help="The day from which its time counts.",
        example=date(2019, 4, 9),
    )
    authorised = Date(
        "Date a manager authorised the finished assessment",
        on=social_care,
        help="Leave empty where nobody has.",
        example=date(2019, 6, 6),
    )
    plan = OneCode(
        "Plan the child was on when it began",
        codes=core.plans(),
        on=social_care,
        required=True,
        example="CIN",
        describes_child=True,
    )
    _planned = plan.is_in("CIN", "CP")
    risk_framework = YesNo(
        "Was the framework for assessing and managing risk used?",
        not_recorded=True,
        on=social_care,
        asked_when=_planned,
        example="Y",
    )

    the_child = Part("The child in it")
    child_seen = YesNo(
        "Child seen?",
        not_recorded=True,
        na_when=assess_type == "PREBIRTH",
        on=social_care,
        required=True,
        help="NA only where the child was not yet born.",
        example="Y",
    )
    seen_alone = YesNo(
        "Child seen alone?",
        not_recorded=True,
        na_when=ALWAYS,
        on=social_care,
        asked_when=child_seen == "Y",
        help="NA only where the child is too young to be.",
        example="NR",
    )
    voice_grade = OneCode(
        "How well the child's voice is heard in the assessment",
        codes=core.GRADES,
        on=social_care,
        required=True,
        example="3",
        role=Role.DOMAIN_GRADE,
    )

    identity = YesNo(
        "Were the child's identity and daily life considered?",
        not_recorded=True,
        on=social_care,
        required=True,
        help="Ethnic group, culture, faith and disability where they matter, and what an ordinary day is like.",
        example="NR",
    )

    the_family = Part("The family in it")
    history = YesNo(
        "Were the earlier history and a chronology used?", not_recorded=True, on=social_care, required=True, example="Y"
    )
    fathers = YesNo(
        "Were fathers and other men in the household included?",
        not_recorded=True,
        na_when=ALWAYS,
        on=social_care,
        required=True,
        help="NA only where the record shows that there are none.",
        example="N",
    )
    tried_before = YesNo(
        "Was what had been tried before considered, and why it did or did not help?",
        not_recorded=True,
        na_when=ALWAYS,
        on=social_care,
        required=True,
        help="NA only where nothing was tried before.",
        example="NR",
    )
    compliance = YesNo(
        "If a parent may only seem to work with agencies: was that named and tested?",
        not_recorded=True,
        na_when=ALWAYS,
        on=social_care,
        required=True,
        help="NA only where nothing in the record points to it.",
        example="N",
    )
    young_parent = YesNo(
        "Is a parent under 18?", on=social_care, required=True, example="Y", help="When the assessment began."
    )
    own_needs = YesNo(
        "Young parent's own needs as a child assessed?",
        not_recorded=True,
        on=social_care,
        asked_when=young_parent == "Y",
        example="N",
    )
    family_meeting = YesNo(
        "Family group conference, or another meeting in which the family decides, offered?",
        not_recorded=True,
        on=social_care,
        required=True,
        example="N",
    )
    housing = YesNo(
        "Was the family's housing considered?", not_recorded=True, on=social_care, required=True, example="Y"
    )
    under_one = YesNo("A child under one, or a baby expected?", on=social_care, required=True, example="Y")
    safe_sleep = YesNo(
        "Was it considered where the baby sleeps or will sleep, and how safely?",
        not_recorded=True,
        on=social_care,
        asked_when=under_one == "Y",
        example="NR",
    )

    other_agencies = Part("Other agencies in it")
    agencies_told = YesNo(
        "Was information asked for from all agencies that know the family, and used?",
        not_recorded=True,
        on=social_care,
        required=True,
        example="Y",
    )
    adult_service = YesNo(
        "Does a service for adults work with a parent?",
        on=social_care,
        required=True,
        help="Mental health, drugs and alcohol, domestic abuse, learning disability, probation.",
        example="Y",
    )
    _adults = adult_service == "Y"
    adult_service_took_part = YesNo(
        "Did that service take part in the assessment?",
        not_recorded=True,
        on=social_care,
        asked_when=_adults,
        example="Y",
    )
    joint_protocol = OneCode(
        "Was the joint working protocol used?", codes=PROTOCOL, on=social_care, asked_when=_adults, example="N"
    )

    your_judgement = Part("Your judgement")
    analysis_grade = OneCode(
        "How well the assessment says what all of this means for the child",
        codes=core.GRADES,
        on=social_care,
        required=True,
        example="3",
        role=Role.DOMAIN_GRADE,
    )
    difference = core.difference_made(on=social_care)
    overall_grade = core.overall_grade(social_care)
    moderated_grade = core.moderated_grade(social_care)
    reasons = case_led.reasons(
        overall_grade, moderated_grade, critical=child_seen == "N", on=social_care, since=_CASE_BY_CASE
    )
    learning = core.learning(overall_grade, social_care)
    immediate_action = core.immediate_action(social_care)

    voice = core.voice("AQT", social_care)

    # Rules across questions

    authorised_after_it_began = Rule(
        holds=authorised >= began, blame=authorised, severity=Severity.ERROR, fix=CHECK_DATES
    )
    unborn_is_under_one = Rule(
        when=assess_type == "PREBIRTH",
        holds=under_one == "Y",
        blame=under_one,
        severity=Severity.ERROR,
        fix="A pre-birth assessment is of a baby expected: answer Y, or mend the kind of assessment.",
    )
    heard_and_not_seen = Rule(
        when=child_seen == "N",
        holds=~voice_grade.is_in("1", "2"),
        blame=voice_grade,
        severity=Severity.QUERY,
        fix="The child was not seen, and is said to be heard well: confirm either.",
    )
    good_and_little_analysis = Rule(
        when=analysis_grade == "4",
        holds=~overall_grade.is_in("1", "2"),
        blame=overall_grade,
        severity=Severity.QUERY,
        fix="The analysis is inadequate and the whole good or better: confirm either grade.",
    )

    # Standards

    _GUIDANCE = "Working Together to Safeguard Children, on assessment"
    _THEMATIC = "The board's review of safe sleep: thematic audits of the quality and impact of assessments"
    _FRAMEWORK = "The updated framework for assessing and managing risk, tested by thematic audit"
    _SELF = "The service grades its own work: see how far the moderator agrees in AQTa0."
    _AGENCY_SIDE = "What the assessment's own record shows; the other agencies' records may show more."

    AQT1 = Standard(
        f"Assessment authorised within {TIMESCALES.assessment}",
        applies=assess_type.is_in("SINGLE", "PREBIRTH", "S47"),
        met=authorised.answered() & (working_days(began, authorised) <= TIMESCALES.assessment),
        basis=Basis.STATUTORY,
        source=_GUIDANCE,
        timed="Working days from the referral to the manager's authorisation",
        excluded="Parenting assessments and those for court, which have times of their own.",
        caveats=(
            "What nobody has authorised is overdue by now and counts as not met.",
            "The limit is the longest that is allowed: a section 47 enquiry is to be far sooner.",
            "A sample: AQTx3 has all assessments.",
        ),
    )
    AQT2 = Standard(
        "Assessment good or better",
        headline=True,
        applies=ALWAYS,
        met=(moderated_grade.answered() & moderated_grade.is_in("1", "2"))
        | (moderated_grade.is_blank() & overall_grade.is_in("1", "2")),
        basis=Basis.GOOD_PRACTICE,
        source=_THEMATIC,
        caveats=("The moderator's grade, where there is one.", _SELF),
        questions={
            Prompt.BELOW: "What do the assessments that are not good have in common, and who read them before they "
            "were authorised?",
        },
    )
    AQT3 = Standard(
        "Child seen",
        headline=True,
        applies=ALWAYS,
        met=child_seen == "Y",
        basis=Basis.PROCEDURE,
        source=_GUIDANCE,
        excluded="Babies not yet born.",
        questions={Prompt.BELOW: "What was decided about children whom nobody had seen, and by whom?"},
    )
    AQT4 = Standard(
        "Child seen alone",
        applies=child_seen == "Y",
        met=seen_alone == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_GUIDANCE,
        excluded="Children who were not seen, and those too young to be seen alone.",
    )
    AQT5 = Standard(
        "Child's voice heard well or better in it",
        applies=ALWAYS,
        met=voice_grade.is_in("1", "2"),
        basis=Basis.GOOD_PRACTICE,
        source=_THEMATIC,
        caveats=(_SELF, "What children themselves say of it is in AQTC1 to AQTC4."),
    )
    AQT6 = Standard(
        "Analysis good or better",
        applies=ALWAYS,
        met=analysis_grade.is_in("1", "2"),
        basis=Basis.GOOD_PRACTICE,
        source=_THEMATIC,
        caveats=(_SELF,),
    )
    AQT7 = Standard(
        "History and chronology used",
        applies=ALWAYS,
        met=history == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_THEMATIC,
    )
    AQT8 = Standard(
        "Fathers and other men in the household included",
        applies=ALWAYS,
        met=fathers == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_THEMATIC,
        excluded="Families in which the record shows none.",
    )
    AQT9 = Standard(
        "Information asked for from all agencies that know the family, and used",
        applies=ALWAYS,
        met=agencies_told == "Y",
        basis=Basis.PROCEDURE,
        source=_GUIDANCE,
        caveats=(_AGENCY_SIDE,),
    )
    AQT10 = Standard(
        "What had been tried before considered, and why it did or did not help",
        applies=ALWAYS,
        met=tried_before == "Y",
        basis=Basis.LOCAL,
        source="The board's review of safe sleep: outcomes are evaluated, and failed interventions are not repeated",
        excluded="Families for whom nothing was tried before.",
    )
    AQT11 = Standard(
        "A parent's seeming cooperation named and tested",
        applies=ALWAYS,
        met=compliance == "Y",
        basis=Basis.LOCAL,
        source="The board's procedure on disguised compliance and resistant parents",
        excluded="Families of whom nothing in the record points to it.",
        caveats=("Only what the auditor sees in the record can count: what nobody noticed leaves no trace.",),
    )
    AQT12 = Standard(
        "Framework for risk used where the child is on a plan",
        applies=_planned,
        met=risk_framework == "Y",
        basis=Basis.LOCAL,
        source=_FRAMEWORK,
        excluded="Children on no plan.",
    )
    AQT13 = Standard(
        "Young parents' own needs as children assessed",
        headline=True,
        applies=young_parent == "Y",
        met=own_needs == "Y",
        basis=Basis.LOCAL,
        source="The board's review of safe sleep: young parents' own needs are recognised, assessed and supported",
        excluded="Families in which no parent is under 18.",
        caveats=("Such parents are few: read each case, and not the percentage alone.",),
        questions={
            Prompt.BELOW: "Who was the young parent's own worker, and did the assessment speak of two children?",
            Prompt.TOO_FEW: "Were so few parents under 18, or is a parent's age not looked at?",
        },
    )
    AQT14 = Standard(
        "Service that works with a parent took part",
        applies=_adults,
        met=adult_service_took_part == "Y",
        basis=Basis.LOCAL,
        source="Family approach: one picture of the family, from those who work with parents too",
        excluded="Families with whom no service for adults works.",
        caveats=(_AGENCY_SIDE,),
    )
    AQT15 = Standard(
        "Joint working protocol used where the family fits it",
        applies=_adults,
        met=joint_protocol == "Y",
        basis=Basis.LOCAL,
        source="Joint working protocol between services for children and for adults",
        excluded="Families that do not fit the protocol, or with whom no service for adults works.",
        caveats=("The services for adults answer for their own side in FAM1.",),
    )
    AQT16 = Standard(
        "The family's housing considered",
        applies=ALWAYS,
        met=housing == "Y",
        basis=Basis.LOCAL,
        source="The board's review of safe sleep: planning includes the family's housing as a whole",
    )
    AQT17 = Standard(
        "Where the baby sleeps considered",
        applies=under_one == "Y",
        met=safe_sleep == "Y",
        basis=Basis.LOCAL,
        source="The board's review of safe sleep: families with a baby are assessed for where it sleeps",
        excluded="Families with no child under one and no baby expected.",
    )
    AQT18 = core.difference_standard(difference)
    AQT19 = Standard(
        "The child's identity and daily life considered",
        applies=ALWAYS,
        met=identity == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Audits of other partnerships: ethnic group, culture and disability, and the child's life as it is",
        caveats=("That it was considered, and not what the child's ethnic group or disability is: neither is asked.",),
    )

    AQTx5 = Standard(
        "Family group conference or the like offered",
        applies=ALWAYS,
        met=family_meeting == "Y",
        basis=Basis.LOCAL,
        source="Context: family group decision-making is in law from 2026, and begins by regulations",
        polarity=Polarity.CONTEXT,
    )

    # Volumes and context

    begun = Count("Assessments of all kinds that were begun")
    in_time = Count("Of these, authorised in the time they have")
    parenting_asked = Count("Parenting assessments asked for")
    parenting_begun = Count("Of these, begun so far")
    social_care_volumes = Volumes(social_care, (begun, in_time, parenting_asked, parenting_begun), monthly=False)

    AQTx1 = Distribution("Kinds of assessments", assess_type, applies=ALWAYS, counted_on=social_care)
    AQTx2 = Distribution("Whether a difference was made", difference, applies=ALWAYS, counted_on=social_care)
    AQTx3 = Ratio("All assessments authorised in time", social_care_volumes, (in_time,), (begun,))
    AQTx4 = Ratio(
        "Parenting assessments that were begun, of those asked for",
        social_care_volumes,
        (parenting_begun,),
        (parenting_asked,),
        expected=f"What is asked for and not begun shows the {words.sub_group_short} where there is nobody to do it.",
    )

    # Who is compared with whom

    AQTa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's half-year, pairs it with what those concerned say, and names it

    key = record_ref
    anchors = {social_care: (began,)}
    linked_by = (child_ref,)
    sampled = References(audit_ref)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("AQT2", "AQT3", "AQT13")}
