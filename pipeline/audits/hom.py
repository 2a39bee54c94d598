"""HOM: 16- and 17-year-olds who are homeless. One row is one young person who came for help."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_RECORDED,
    Alike,
    Amount,
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
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

OUTCOMES = CodeList(
    "decision",
    (
        Code("S20", "Accommodated under section 20"),
        Code("S17", "Helped under section 17"),
        Code("RETURN_HOME", "Went home"),
        Code("HOUSING_ACT", "Housed under the Housing Act"),
        Code("OTHER", "Other"),
        Code("REFUSED", "Accommodation was refused"),
        Code("PENDING", "Not decided yet", Meaning.PENDING),
    ),
)
REFUSALS = CodeList(
    "refusal_reason",
    (
        Code("CRITERIA", "Did not fit general criteria"),
        Code("PREVIOUS_BEHAVIOUR", "Earlier behaviour"),
        Code("NO_VACANCY", "No place was free"),
        Code("CHOICE", "The young person's choice"),
        Code("OTHER", "Other"),
        NOT_RECORDED,
    ),
)
BLANKET = ("CRITERIA", "PREVIOUS_BEHAVIOUR")
BB_REASONS = CodeList(
    "bb_reason",
    (
        Code("NO_ALTERNATIVE", "An emergency, and nothing else was to be had"),
        Code("OTHER", "Another reason"),
        NOT_RECORDED,
    ),
)


class HOM(Audit):
    """16- and 17-year-olds who are homeless. One row is one young person who came for help."""

    place = 14
    title = "Homeless 16- and 17-year-olds"
    short_title = "Homeless at 16 and 17"
    purpose = (
        "When somebody of 16 or 17 has nowhere to live, do social care and housing assess them together, is nobody "
        "placed in bed and breakfast, is nobody in need turned away by a general rule, and do young parents get help "
        "of their own?"
    )
    unit = "one 16- or 17-year-old who came as homeless"
    units = "young people each time they came, to whichever of the two services first"
    cadence = Cadence.QUARTERLY
    sampling = "Every 16- or 17-year-old who came as homeless in the quarter."

    social_care = View("Social care return", role="social_care")
    housing = View("Housing return", role="housing")
    voice = core.voice("HOM", social_care)

    which_record = Part("Which record, and which young person")
    record_ref = core.record_ref("HOM")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()

    how_they_came = Part("How they came")
    presented = Date("Date the young person came as homeless", required=True, example=date(2019, 8, 14))
    young_parent = YesNo(
        "A parent, or expecting a baby?", on=social_care, required=True, example="Y", describes_child=True
    )

    the_assessment = Part("The assessment")
    joint = YesNo(
        "Assessed by social care and housing together?", not_recorded=True, on=social_care, required=True, example="Y"
    )
    joint_date = Date(
        "Date of the joint assessment", on=social_care, asked_when=joint == "Y", example=date(2019, 8, 21)
    )
    joint_by_housing = YesNo(
        "Does your record show an assessment together with social care?",
        not_recorded=True,
        on=housing,
        required=True,
        example="Y",
    )
    advocacy = YesNo(
        "Advocacy offered?",
        not_recorded=True,
        on=social_care,
        required=True,
        help="Somebody independent who explains what section 20 means, before they choose.",
        example="Y",
    )

    what_they_got = Part("What they got")
    decision = OneCode("What the young person was given", codes=OUTCOMES, on=social_care, required=True, example="S20")
    refusal_reason = OneCode(
        "Why accommodation was refused", codes=REFUSALS, on=social_care, asked_when=decision == "REFUSED"
    )
    specific_support = YesNo(
        "Support of their own as a young parent arranged?",
        not_recorded=True,
        on=social_care,
        asked_when=young_parent == "Y",
        example="Y",
    )
    bb_used = YesNo("Placed in bed and breakfast, even for a night?", on=housing, required=True, example="Y")
    bb_nights = Whole(
        "Nights in bed and breakfast so far",
        minimum=1,
        maximum=366,
        on=housing,
        asked_when=bb_used == "Y",
        help="Until the day on which you fill this in.",
        example=5,
    )
    bb_reason = OneCode(
        "Why bed and breakfast was used",
        codes=BB_REASONS,
        on=housing,
        asked_when=bb_used == "Y",
        example="NO_ALTERNATIVE",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=social_care)
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    assessed_after_they_came = Rule(
        holds=joint_date >= presented, blame=joint_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    choice_after_advice = Rule(
        when=refusal_reason == "CHOICE",
        holds=advocacy == "Y",
        blame=refusal_reason,
        severity=Severity.QUERY,
        fix="Somebody who refuses should have been advised first: confirm the reason, or mend the one on advocacy.",
    )
    housing_act_without_assessment = Rule(
        when=decision == "HOUSING_ACT",
        holds=joint == "Y",
        blame=decision,
        severity=Severity.QUERY,
        fix="Section 20 comes before the Housing Act: confirm that nobody assessed them together, or mend the outcome.",
    )

    # Standards

    _GUIDANCE = "Provision of accommodation for 16- and 17-year-olds who may be homeless, 2010, revised 2018"
    _CASES = "Few young people in a quarter: look at each of them, and not only at the percentage."

    HOM1 = Standard(
        "Placed in bed and breakfast",
        headline=True,
        applies=ALWAYS,
        met=bb_used == "Y",
        polarity=Polarity.LOW_GOOD,
        target=0.0,
        amber=0.05,
        basis=Basis.STATUTORY,
        source=f"{_GUIDANCE}: bed and breakfast is not suitable, not even in an emergency",
        counted_on=housing,
        caveats=(_CASES, "Even one night counts; how many nights it was stands below."),
        questions={
            Prompt.BELOW: "What would have been there for each of them on that evening, and who provides it?",
            Prompt.TOO_FEW: "Did so few young people come, or were some sent away before anybody wrote it down?",
        },
    )
    HOM2 = Standard(
        "Bed and breakfast only in an emergency without any alternative",
        applies=bb_used == "Y",
        met=bb_reason == "NO_ALTERNATIVE",
        basis=Basis.LOCAL,
        source="What housing has told the board: only in an emergency, and where there is nothing else",
        counted_on=housing,
        excluded="Young people who were not placed there.",
        caveats=(_CASES,),
    )
    HOM3 = Standard(
        f"Assessed together within {TIMESCALES.joint_housing_assessment}",
        applies=ALWAYS,
        met=(joint == "Y") & (working_days(presented, joint_date) <= TIMESCALES.joint_housing_assessment),
        pending=(joint != "Y") & (working_days(presented, AS_OF) <= TIMESCALES.joint_housing_assessment),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; the guidance asks for a joint assessment and sets no days",
        counted_on=social_care,
        timed="Working days from the day that they came to the joint assessment",
        caveats=(_CASES,),
    )
    HOM4 = Standard(
        "Refused accommodation by a general rule",
        headline=True,
        applies=ALWAYS,
        met=(decision == "REFUSED") & refusal_reason.is_in(*BLANKET),
        polarity=Polarity.LOW_GOOD,
        target=0.0,
        amber=0.05,
        basis=Basis.STATUTORY,
        source=f"Children Act 1989, section 20; {_GUIDANCE}",
        counted_on=social_care,
        caveats=(
            _CASES,
            "Criteria and earlier behaviour are general rules; a reason not recorded is not counted here.",
        ),
        questions={Prompt.BELOW: "Whose rule turned them away, and does the rule still stand?"},
    )
    HOM5 = Standard(
        "Advocacy offered",
        applies=ALWAYS,
        met=advocacy == "Y",
        basis=Basis.STATUTORY,
        source=_GUIDANCE,
        counted_on=social_care,
        caveats=(_CASES,),
    )
    HOM6 = Standard(
        "Young parents had support of their own",
        applies=young_parent == "Y",
        met=specific_support == "Y",
        basis=Basis.STATUTORY,
        source=f"{_GUIDANCE}: support for young parents in every case",
        counted_on=social_care,
        excluded="Young people who are no parents and expect no baby.",
        caveats=(_CASES,),
    )
    HOM7 = core.difference_standard(difference, on=social_care)

    # Volumes and context

    presentations = Count("16- and 17-year-olds who came as homeless")
    accommodated = Count("Of these, accommodated under section 20")
    social_care_volumes = Volumes(social_care, (presentations, accommodated))

    HOMx1 = Amount("Nights in bed and breakfast", bb_nights, counted_on=housing, unit="nights", applies=bb_used == "Y")
    HOMx2 = Distribution("What came of it", decision, applies=ALWAYS, counted_on=social_care)
    HOMx3 = Distribution(
        "Why accommodation was refused",
        refusal_reason,
        applies=decision == "REFUSED",
        counted_on=social_care,
        why=True,
    )
    HOMx4 = Ratio(
        "Accommodated under section 20",
        social_care_volumes,
        (accommodated,),
        (presentations,),
        expected="Some go home with help, so not all; but a low share is a question.",
    )
    HOMx5 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    HOMr1 = Reconciled(
        "Young people who came as homeless, as social care and housing record them",
        units="young people",
        first=Side("social care", social_care, presented),
        second=Side("housing", housing, presented),
        weak=(child_ref,),
        within=3,
        compare=(presented, Alike("Whether the two assessed them together", joint == "Y", joint_by_housing == "Y")),
        note="Somebody may come to one of the two services alone; then the question is whether the other was asked.",
    )
    HOMa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (presented,), housing: (presented,)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    sampled = References(audit_ref)
