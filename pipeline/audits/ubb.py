"""UBB: unborn babies of concern. One row is one unborn baby whose due date lies in the quarter."""

from __future__ import annotations

from datetime import date

from pipeline.audits import case_led, core
from pipeline.audits.core import CHECK_DATES
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    AS_OF,
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
    References,
    Rule,
    Severity,
    Standard,
    View,
    Volumes,
    Whole,
    code_list,
    days,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

_CASE_BY_CASE = Quarter(2026, 1)  # from when on the questions for a meeting on the cases are asked
_PREGNANCY = 280  # days
_OVERDUE = 21
_TWENTY_WEEKS = 140  # days before the due date
_THIRTY_WEEKS = 70  # days before the due date

CONFERENCE_OUTCOMES = code_list(
    "conference_outcome",
    PLAN="Child protection plan",
    LEGAL="Legal proceedings, without a plan",
    HELP="Help of another kind",
    NONE="Nothing further",
)
REVIEWS = CodeList(
    "review_and_birth",
    (
        Code("BEFORE", "Before the birth"),
        Code("SOON", "Within four weeks after it"),
        Code("LATER", "More than four weeks after it"),
        Code("NO_BIRTH", "The baby was not born alive", Meaning.NOT_APPLICABLE),
    ),
)


class UBB(Audit):
    """Unborn babies of concern. One row: one unborn baby whose due date lies in the quarter."""

    place = 22
    title = "Unborn babies: planning before the birth"
    short_title = "Unborn babies"
    purpose = (
        "Where there is concern about a baby before it is born, do conference, core groups and birth plan come early "
        "enough, and does the first review come at a time that helps: soon enough after the birth, and not before it?"
    )
    unit = "one unborn baby who was referred to social care and whose due date lies in the quarter"
    units = "unborn babies; twins are two"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every baby that was referred to social care before its birth and was due in the quarter: by then its "
        "planning has been done, or has not. They are few."
    )

    social_care = View("Social care return", role="social_care", row="unborn baby")
    voice = core.voice("UBB", social_care)

    which_record = Part("Which record, and which baby")
    record_ref = core.record_ref("UBB")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    before_the_birth = Part("Before the birth")
    edd = Date(
        "Due date",
        required=True,
        help="By the last scan; never the date of birth. It decides the quarter, whenever the baby was born.",
        example=date(2019, 8, 30),
    )
    referral_date = Date("Date of the referral to social care", required=True, example=date(2019, 4, 9))
    icpc_date = Date(
        "Date of the initial child protection conference",
        weekdays_only=True,
        help="Leave empty where none was held before the birth.",
        example=date(2019, 5, 30),
    )
    conference_outcome = OneCode(
        "What the initial conference decided",
        codes=CONFERENCE_OUTCOMES,
        asked_when=icpc_date.answered(),
        example="PLAN",
    )
    core_group_date = Date(
        "Date of the first core group",
        asked_when=conference_outcome == "PLAN",
        blank=None,
        help="Leave empty where it was not held.",
        example=date(2019, 6, 12),
    )
    core_groups_due = Whole(
        "Core groups due after the first, until the birth",
        maximum=12,
        asked_when=conference_outcome == "PLAN",
        help="By your own interval, from the first core group to the birth.",
        example=2,
    )
    core_groups_held = Whole(
        "Core groups after the first, held in time", maximum=12, asked_when=conference_outcome == "PLAN", example=1
    )
    birth_plan_date = Date(
        "Date the multi-agency birth plan was agreed",
        help="Who is told, who may be present, and what happens before discharge. Leave empty where there is none.",
        example=date(2019, 7, 11),
    )

    the_first_review = Part("The first review")
    first_review_date = Date(
        "Date of the first review conference",
        asked_when=conference_outcome == "PLAN",
        blank=None,
        help="Leave empty where it has not been held.",
        example=date(2019, 8, 27),
    )
    review_and_birth = OneCode(
        "When the first review came, beside the birth",
        codes=REVIEWS,
        asked_when=first_review_date.answered(),
        help="The date of birth is not asked, and may stand nowhere in the return.",
        example="BEFORE",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made()
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    reasons = case_led.reasons(
        overall_grade,
        moderated_grade,
        critical=birth_plan_date.is_blank() | ((conference_outcome == "PLAN") & core_group_date.is_blank()),
        since=_CASE_BY_CASE,
    )
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    referred_in_pregnancy = Rule(
        holds=(days(referral_date, edd) <= _PREGNANCY) & (days(edd, referral_date) <= _OVERDUE),
        blame=referral_date,
        severity=Severity.ERROR,
        fix="A baby is referred in the 40 weeks before its due date, or while it is overdue: mend the wrong date.",
    )
    conference_after_referral = Rule(
        holds=icpc_date >= referral_date, blame=icpc_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    core_group_after_conference = Rule(
        holds=core_group_date >= icpc_date, blame=core_group_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    no_more_held_than_due = Rule(
        holds=core_groups_held <= core_groups_due,
        blame=core_groups_held,
        severity=Severity.ERROR,
        fix="No more can have been held in time than were due: mend one of the two numbers.",
    )
    birth_plan_after_referral = Rule(
        holds=birth_plan_date >= referral_date, blame=birth_plan_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    review_after_conference = Rule(
        holds=first_review_date > icpc_date, blame=first_review_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    reviewed_by_now = Rule(
        holds=first_review_date <= AS_OF,
        blame=first_review_date,
        severity=Severity.ERROR,
        fix="Enter the date once the review has been held; leave it empty until then.",
    )

    # Standards

    _PROTOCOL = "The protocol for unborn babies"
    _WT = "Working Together to Safeguard Children"
    _FEW = "These babies are few: read each case, and not the percentage alone."
    _planned = conference_outcome == "PLAN"
    _NO_PLAN = "Babies without a child protection plan before the birth."

    UBB1 = Standard(
        f"First core group within {TIMESCALES.core_group}",
        headline=True,
        applies=_planned,
        met=core_group_date.answered() & (working_days(icpc_date, core_group_date) <= TIMESCALES.core_group),
        pending=core_group_date.is_blank() & (working_days(icpc_date, AS_OF) <= TIMESCALES.core_group),
        basis=Basis.STATUTORY,
        source=_WT,
        timed="Working days from the initial conference to the first core group",
        excluded=_NO_PLAN,
        caveats=("A core group that was not held counts as not met.", _FEW),
        questions={
            Prompt.BELOW: "Who has to be at a core group for an unborn baby, and what keeps them from coming in time?",
            Prompt.TOO_FEW: "Were so few babies of concern, or were they not known of before the birth?",
        },
    )
    UBB2 = Standard(
        "Every later core group held in time",
        applies=_planned & (core_groups_due >= 1),
        met=core_groups_held >= core_groups_due,
        basis=Basis.LOCAL,
        source=_PROTOCOL,
        excluded=f"{_NO_PLAN} Babies born before another core group was due.",
        caveats=("One that was late or left out counts as not met for the baby.", _FEW),
    )
    UBB3 = Standard(
        f"Birth plan agreed {TIMESCALES.birth_plan} or more before the due date",
        headline=True,
        applies=days(referral_date, edd) > TIMESCALES.birth_plan,
        met=birth_plan_date.answered() & (days(birth_plan_date, edd) >= TIMESCALES.birth_plan),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}: before 34 weeks",
        excluded="Babies referred too late for it.",
        caveats=("No date counts as no plan.", _FEW),
        questions={
            Prompt.BELOW: "Would a midwife at three in the morning have known what was agreed?",
        },
    )
    UBB4 = Standard(
        f"First review within {TIMESCALES.prebirth_review} of the conference",
        applies=_planned,
        met=first_review_date.answered() & (days(icpc_date, first_review_date) <= TIMESCALES.prebirth_review),
        pending=first_review_date.is_blank() & (days(icpc_date, AS_OF) <= TIMESCALES.prebirth_review),
        basis=Basis.STATUTORY,
        source=_WT,
        excluded=_NO_PLAN,
        caveats=("Whether the fixed time suits unborn babies is disputed: see UBBx1 beside it.", _FEW),
    )
    UBB5 = core.difference_standard(difference)
    UBBx1 = Standard(
        "First review came after the birth",
        applies=first_review_date.answered(),
        met=review_and_birth.is_in("SOON", "LATER"),
        basis=Basis.LOCAL,
        source="Context: the three months run from the conference, whenever the baby is born",
        polarity=Polarity.CONTEXT,
        excluded="Babies not reviewed yet, and those who were not born alive.",
        caveats=("How soon after it they came is in UBBx5.", _FEW),
    )
    UBBx2 = Standard(
        "Referred by 20 weeks of the pregnancy",
        applies=ALWAYS,
        met=days(referral_date, edd) >= _TWENTY_WEEKS,
        basis=Basis.LOCAL,
        source="Context: how much time there was",
        polarity=Polarity.CONTEXT,
        caveats=("Weeks are counted back from the due date.", _FEW),
    )
    UBBx3 = Standard(
        "Initial conference by 30 weeks of the pregnancy",
        applies=icpc_date.answered(),
        met=days(icpc_date, edd) >= _THIRTY_WEEKS,
        basis=Basis.LOCAL,
        source="Context: how much time there was",
        polarity=Polarity.CONTEXT,
        excluded="Babies for whom no conference was held before the birth.",
        caveats=("Weeks are counted back from the due date.", _FEW),
    )

    # Volumes and context

    unborn_referrals = Count("Referrals of unborn babies")
    prebirth_conferences = Count("Initial conferences held before the birth (babies)")
    social_care_volumes = Volumes(social_care, (unborn_referrals, prebirth_conferences))

    UBBx4 = Ratio(
        "Conferences before the birth, to referrals of unborn babies",
        social_care_volumes,
        numerator=(prebirth_conferences,),
        denominator=(unborn_referrals,),
        expected="The conferences of a quarter are mostly of babies referred in the one before.",
    )

    UBBx5 = Distribution(
        "When first reviews came, beside the birth",
        review_and_birth,
        applies=first_review_date.answered(),
        counted_on=social_care,
    )
    UBBx6 = Distribution(
        "What conferences before the birth decided",
        conference_outcome,
        applies=icpc_date.answered(),
        counted_on=social_care,
    )
    UBBx7 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    UBBa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (edd,)}
    sampled = References(audit_ref)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("UBB1", "UBB3")}
