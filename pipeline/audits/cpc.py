"""CPC: child protection conferences. One row is one child at one conference; beside it, one agency at a conference."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_RECORDED,
    Alike,
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
    RepeatShare,
    Rule,
    Severity,
    Side,
    Standard,
    Text,
    View,
    Volumes,
    YesNo,
    code_list,
    days,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

CONFERENCES = code_list(
    "conference",
    ICPC="Initial conference after an S47 enquiry",
    RCPC="Review conference",
    PREBIRTH="Initial conference before the birth",
    TRANSFER_IN="Transfer-in conference: a plan of another council",
)
REVIEWS = code_list("review", FIRST="The first review", LATER="A later review")
PARTICIPATION = code_list(
    "participation",
    PN0="PN0 Under four years old",
    PN1="PN1 Was there and spoke for itself",
    PN2="PN2 Was there, and an advocate spoke",
    PN3="PN3 Was there and took part in signs or drawings",
    PN4="PN4 Was there and did not take part",
    PN5="PN5 Was not there, and an advocate spoke for it",
    PN6="PN6 Was not there, and gave its view in another way",
    PN7="PN7 Was not there, and no view of it was given",
)
PARENTS = code_list(
    "parents_attended",
    BOTH="Both, or the only parent there is",
    ONE="One of two",
    NONE="None",
    EXCLUDED="None: the chair excluded them",
)
INVITED_MAN = CodeList(
    "man_invited",
    (
        Code("Y", "Yes", spellings=("yes", "true")),
        Code("N", "No", spellings=("no", "false")),
        NOT_RECORDED,
        Code("NO_MAN", "There is no father or other man in the child's life", Meaning.NOT_APPLICABLE),
    ),
)
ASSESSMENTS = CodeList(
    "parenting_assessment",
    (
        Code("AVAILABLE", "Available at the conference"),
        Code("REQUESTED", "Asked for, not there yet"),
        Code("MISSING", "Needed, and not asked for"),
        Code("NOT_NEEDED", "Not needed, with the reason on the record"),
        NOT_RECORDED,
    ),
)
OUTCOMES = CodeList(
    "conference_outcome",
    (
        Code("PLAN_START", "Child protection plan begun"),
        Code("PLAN_CONTINUE", "Child protection plan continued"),
        core.until_family_help("PLAN_END_CIN", "Plan ended: child in need plan"),
        core.until_family_help("PLAN_END_EH", f"Plan ended: {words.early_help}"),
        core.family_help(f"Plan ended: {words.family_help}"),
        Code("PLAN_END_UNIVERSAL", "Plan ended: universal services alone"),
        Code("NO_PLAN", "No plan"),
        Code("LEGAL", "Legal proceedings in place of a plan"),
    ),
)
CATEGORIES = code_list(
    "category", NEG="Neglect", PHY="Physical abuse", SAB="Sexual abuse", EMO="Emotional abuse", MUL="Several categories"
)
EARLIER_PLANS = code_list("prev_plan", NONE="None", **{"1": "One", "2PLUS": "Two or more"})
AGENCIES = code_list(
    "conference_agency",
    CSC="Social care",
    POL="Police",
    HV="Health visiting",
    SN="School nursing",
    MIDWIFE="Midwifery",
    HOSPITAL="Hospital",
    GP="General practice",
    CAMHS="Child and adolescent mental health",
    ADULT_MH="Adult mental health",
    SUBSTANCE="Drug and alcohol service",
    EDU="School, college or nursery",
    HOUSING="Housing",
    PROB="Probation",
    ADULT_SC="Adult social care",
    OTHER="Another agency",
)
ATTENDED = code_list(
    "attended",
    IN_PERSON="In person",
    VIRTUAL="By video or telephone",
    APOLOGY_WITH_REPORT="Apology, with a report",
    APOLOGY_NO_REPORT="Apology, without a report",
    ABSENT="Absent, without an apology",
)


class CPC(Audit):
    """Child protection conferences. One row: one child at one conference; beside it, one agency at a conference."""

    place = 4
    title = "Child protection conferences: quality, attendance, involvement, outcomes"
    short_title = "Conferences"
    purpose = (
        "Are conferences held in time and quorate; are the agencies that know the family invited, there and prepared; "
        "do the child and both parents take part; and does a plan come of it that says who does what?"
    )
    unit = "one child at one conference: a family's conference has a row for each of its children"
    units = "children at a conference, and a child can have two conferences in a quarter"
    cadence = Cadence.QUARTERLY
    sampling = (
        "40 children drawn at random from those of whom a conference was held in the quarter; of their conferences, "
        "the attendance of every agency that was invited or knows the family."
    )

    chair = View("Conference return", role="social_care", row="child at a conference")
    attendance = View("Attendance", beside=chair, sheet="Attendance", unit="one agency at one conference")
    member = View(
        "Agency's own check",
        role="conference_member",
        unit="one conference that the agency was asked to",
        row="conference",
    )

    which_record = Part("Which conference")
    record_ref = core.record_ref("CPC")
    meeting_ref = Text(
        "Conference reference",
        required=True,
        example="M19Q2-031",
        pattern=r"M\d{2}Q[1-4]-\d{3}",
        pattern_words="M, year, quarter, hyphen and three digits, such as M19Q2-031",
        help="The same for brothers and sisters at one conference, and on every sheet and return.",
    )
    audit_ref = core.audit_ref(on=chair)
    child_ref = core.child_ref(on=chair)
    family_ref = core.family_ref(on=chair)

    the_conference = Part("The conference")
    conf_type = OneCode("Kind of conference", codes=CONFERENCES, on=chair, required=True, example="ICPC")
    conf_date = Date(
        "Date of the conference", on=(chair, member), required=True, weekdays_only=True, example=date(2019, 7, 16)
    )
    s47_start = Date(
        "Date of the strategy discussion that began the S47",
        on=chair,
        asked_when=conf_type == "ICPC",
        example=date(2019, 6, 27),
    )
    review = OneCode("Which review", codes=REVIEWS, on=chair, asked_when=conf_type == "RCPC")
    prev_conf_date = Date("Date of the conference before", on=chair, asked_when=conf_type == "RCPC")
    quorate = YesNo(
        "Quorate?",
        not_recorded=True,
        on=chair,
        required=True,
        help="Social care, and two other agencies that have had direct contact with the child.",
        example="Y",
    )

    who_took_part = Part("The child and the family")
    child_participation = OneCode(
        "How the child took part", codes=PARTICIPATION, on=chair, required=True, example="PN6"
    )
    parents_attended = OneCode("Parents who were there", codes=PARENTS, on=chair, required=True, example="ONE")
    man_invited = OneCode(
        "Father, or another man in the child's life, invited?",
        codes=INVITED_MAN,
        on=chair,
        required=True,
        example="N",
    )
    report_shared_date = Date(
        "Date the reports were shared with the family",
        on=chair,
        help="When the last of them was. Leave empty where they were not, or it is not recorded.",
        example=date(2019, 7, 11),
    )
    parenting_assessment = OneCode(
        "Parenting assessment", codes=ASSESSMENTS, on=chair, required=True, example="REQUESTED"
    )

    what_came_of_it = Part("What came of it")
    decided = OneCode("What the conference decided", codes=OUTCOMES, on=chair, required=True, example="PLAN_START")
    _on_plan = decided.is_in("PLAN_START", "PLAN_CONTINUE")
    category = OneCode(
        "Category of the plan",
        codes=CATEGORIES,
        on=chair,
        asked_when=_on_plan,
        example="NEG",
        describes_child=True,
    )
    prev_plan = OneCode(
        "Child protection plans before this one",
        codes=EARLIER_PLANS,
        on=chair,
        asked_when=decided == "PLAN_START",
        example="NONE",
    )
    plan_smart = YesNo(
        "Does the plan say what is to change, who does what, and by when?",
        not_recorded=True,
        on=chair,
        asked_when=_on_plan,
        example="Y",
    )
    core_group_date = Date(
        "Date of the first core group",
        on=chair,
        asked_when=decided == "PLAN_START",
        blank=None,
        help="Leave empty where it has not been held.",
        example=date(2019, 7, 29),
    )

    the_agency = Part("The agency and the conference")
    agency = OneCode("Agency at the conference", codes=AGENCIES, on=(attendance, member), required=True, example="HV")
    involved = YesNo(
        "Was it involved with the family?",
        on=attendance,
        required=True,
        help="It works with the child, a parent or another adult of the household, or did in the last six months.",
        example="Y",
    )
    invited = YesNo("Was it invited?", on=attendance, required=True, example="Y")
    invited_date = Date(
        "Date it was invited",
        on=attendance,
        asked_when=invited == "Y",
        blank=None,
        help="Leave empty where it is not recorded.",
        example=date(2019, 7, 5),
    )
    attended = OneCode(
        "How it attended",
        codes=ATTENDED,
        on=(attendance, member),
        required=True,
        help="Of an agency that was neither invited nor there: ABSENT.",
        example="IN_PERSON",
    )
    report_submitted = YesNo("Did it send a report?", on=(attendance, member), required=True, example="Y")
    report_date = Date(
        "Date its report reached the chair",
        on=attendance,
        asked_when=report_submitted == "Y",
        blank=None,
        help="Leave empty where it is not recorded.",
        example=date(2019, 7, 11),
    )
    view_given = YesNo(
        "Did it say whether a plan is needed?",
        not_recorded=True,
        on=attendance,
        asked_when=invited == "Y",
        help="At the conference or in its report.",
        example="Y",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=chair)
    overall_grade = core.overall_grade(on=chair)
    moderated_grade = core.moderated_grade(on=chair)
    learning = core.learning(overall_grade, on=chair)
    immediate_action = core.immediate_action(on=chair)

    voice = core.voice("CPC", chair)

    # Rules across questions

    conference_after_strategy = Rule(
        holds=conf_date >= s47_start, blame=s47_start, severity=Severity.ERROR, fix=CHECK_DATES
    )
    conference_after_the_one_before = Rule(
        holds=conf_date > prev_conf_date, blame=prev_conf_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    reports_before_conference = Rule(
        holds=report_shared_date <= conf_date,
        blame=report_shared_date,
        severity=Severity.ERROR,
        fix="Reports are shared before the conference or at it: mend the date, or leave it empty.",
    )
    core_group_after_conference = Rule(
        holds=core_group_date >= conf_date, blame=core_group_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    core_group_by_now = Rule(
        holds=core_group_date <= AS_OF,
        blame=core_group_date,
        severity=Severity.ERROR,
        fix="Enter the date once the core group has been held; leave it empty until then.",
    )
    a_plan_continues_at_a_review = Rule(
        when=conf_type.is_in("ICPC", "PREBIRTH"),
        holds=~decided.is_in("PLAN_CONTINUE", "PLAN_END_CIN", "PLAN_END_EH", "PLAN_END_UNIVERSAL"),
        blame=decided,
        severity=Severity.ERROR,
        fix="An initial conference begins a plan or does not: mend the outcome or the kind of conference.",
    )
    a_plan_begins_at_first = Rule(
        when=conf_type == "RCPC",
        holds=decided != "PLAN_START",
        blame=decided,
        severity=Severity.ERROR,
        fix="A review continues a plan or ends it: mend the outcome or the kind of conference.",
    )
    unborn_is_under_four = Rule(
        when=conf_type == "PREBIRTH",
        holds=child_participation == "PN0",
        blame=child_participation,
        severity=Severity.ERROR,
        fix="Of an unborn baby enter PN0, or mend the kind of conference.",
    )
    apology_with_report = Rule(
        when=attended == "APOLOGY_WITH_REPORT",
        holds=report_submitted == "Y",
        blame=report_submitted,
        severity=Severity.ERROR,
        fix="It sent a report or it did not: mend one of the two answers.",
    )
    apology_without_report = Rule(
        when=attended == "APOLOGY_NO_REPORT",
        holds=report_submitted == "N",
        blame=report_submitted,
        severity=Severity.ERROR,
        fix="It sent a report or it did not: mend one of the two answers.",
    )
    report_after_invitation = Rule(
        holds=report_date >= invited_date,
        blame=report_date,
        severity=Severity.QUERY,
        fix="A report is seldom there before the invitation: confirm both dates, or mend one.",
    )
    uninvited_stranger = Rule(
        when=invited == "N",
        holds=(involved == "Y") | attended.is_in("IN_PERSON", "VIRTUAL") | (report_submitted == "Y"),
        blame=involved,
        severity=Severity.QUERY,
        fix="An agency that was not involved, not invited and not there needs no row: take the row out, or mend it.",
    )

    # Standards

    _WT = "Working Together to Safeguard Children"
    _PROPOSED = f"Proposed to the {words.sub_group_short}"
    _ASSURED = "The board's assurance of conferences"
    _CHILDREN = "Counts children: a family's conference counts once for each of its children."
    _PLACES = "Counts agencies at conferences, and not conferences."
    _both = (involved == "Y") & (invited == "Y")
    _NOT_BOTH = "Agencies that are not involved with the family, or were not invited: see CPC9 for those left out."
    _initial = conf_type != "RCPC"

    CPC1 = Standard(
        f"Initial conference within {TIMESCALES.icpc}",
        headline=True,
        applies=conf_type == "ICPC",
        met=working_days(s47_start, conf_date) <= TIMESCALES.icpc,
        basis=Basis.STATUTORY,
        source=_WT,
        counted_on=chair,
        timed="Working days from the strategy discussion to the initial conference",
        excluded="Transfers-in, which have no S47 enquiry here; conferences before the birth, timed by the birth.",
        caveats=(_CHILDREN, "England: 78% in 2023, 81% in 2025."),
    )
    CPC2 = Standard(
        "Review conference in time",
        applies=conf_type == "RCPC",
        met=((review == "FIRST") & (days(prev_conf_date, conf_date) <= TIMESCALES.first_review))
        | ((review == "LATER") & (days(prev_conf_date, conf_date) <= TIMESCALES.later_review)),
        basis=Basis.STATUTORY,
        source=_WT,
        counted_on=chair,
        excluded="Initial and transfer-in conferences.",
        caveats=(
            (
                f"The first may come {TIMESCALES.first_review} after the initial conference, a later one "
                f"{TIMESCALES.later_review} after the review before it."
            ),
            "Of reviews that were held: those that are overdue stand in CPCx8.",
            _CHILDREN,
        ),
    )
    CPC3 = Standard(
        "Quorate conference",
        headline=True,
        applies=ALWAYS,
        met=quorate == "Y",
        basis=Basis.PROCEDURE,
        source="Conference procedures: social care and two other agencies with direct contact",
        counted_on=chair,
        caveats=(_CHILDREN, "Elsewhere 86% to 90%."),
        questions={
            Prompt.BELOW: "Was a conference that was not quorate held all the same, and who decided so?",
        },
    )
    CPC4 = Standard(
        "Agency that knows the family attended",
        headline=True,
        applies=_both,
        met=attended.is_in("IN_PERSON", "VIRTUAL"),
        by=agency,
        basis=Basis.LOCAL,
        source=_ASSURED,
        counted_on=attendance,
        excluded=_NOT_BOTH,
        caveats=(_PLACES, "Of the conferences that an agency was asked to, and not of all that were held."),
        questions={
            Prompt.BELOW: "Which agencies were asked and did not come, and did a report stand in for them?",
            Prompt.APART: "Was it told in time, and does it send somebody who can decide?",
        },
    )
    CPC5 = Standard(
        "Agency's report in time",
        applies=_both,
        met=(report_submitted == "Y")
        & report_date.answered()
        & (
            (_initial & (working_days(report_date, conf_date) >= TIMESCALES.report_to_initial))
            | ((conf_type == "RCPC") & (working_days(report_date, conf_date) >= TIMESCALES.report_to_review))
        ),
        by=agency,
        basis=Basis.LOCAL,
        source=f"{_PROPOSED}; general practices elsewhere 62% to 70%",
        counted_on=attendance,
        excluded=_NOT_BOTH,
        caveats=(
            (
                f"It is there {TIMESCALES.report_to_initial} before an initial conference, "
                f"{TIMESCALES.report_to_review} before a review. No date counts as late."
            ),
            _PLACES,
        ),
    )
    CPC6 = Standard(
        "Child was at the conference, or gave a view to it",
        headline=True,
        applies=child_participation != "PN0",
        met=child_participation.is_in("PN1", "PN2", "PN3", "PN4", "PN5", "PN6"),
        basis=Basis.GOOD_PRACTICE,
        source="Participation codes of the national child protection data set",
        counted_on=chair,
        excluded="Children under four years.",
        caveats=("A child who was there and did not take part counts as met; how children took part is in CPCx3.",),
        questions={
            Prompt.BELOW: "Who asked the children what they want to be said, and were they offered an advocate?",
        },
    )
    CPC7 = Standard(
        f"First core group within {TIMESCALES.core_group}",
        applies=decided == "PLAN_START",
        met=core_group_date.answered() & (working_days(conf_date, core_group_date) <= TIMESCALES.core_group),
        pending=core_group_date.is_blank() & (working_days(conf_date, AS_OF) <= TIMESCALES.core_group),
        basis=Basis.STATUTORY,
        source=_WT,
        counted_on=chair,
        timed="Working days from the conference to the first core group",
        excluded="Conferences that began no plan.",
        caveats=("A core group that was not held counts as not met once the time is over.", _CHILDREN),
    )
    CPC8 = Standard(
        "Parenting assessment at hand or asked for, where needed",
        applies=parenting_assessment != "NOT_NEEDED",
        met=parenting_assessment.is_in("AVAILABLE", "REQUESTED"),
        basis=Basis.LOCAL,
        source="The board's review of parenting assessments",
        counted_on=chair,
        excluded="Children for whom none is needed, with the reason on the record.",
        caveats=(_CHILDREN,),
    )
    CPC9 = Standard(
        "Agency that knows the family invited",
        applies=involved == "Y",
        met=invited == "Y",
        by=agency,
        basis=Basis.LOCAL,
        source=_ASSURED,
        counted_on=attendance,
        excluded="Agencies that are not involved with the family.",
        caveats=(_PLACES,),
    )
    CPC10 = Standard(
        f"Agency invited {TIMESCALES.conference_invitation} before",
        applies=invited == "Y",
        met=invited_date.answered() & (working_days(invited_date, conf_date) >= TIMESCALES.conference_invitation),
        basis=Basis.LOCAL,
        source=f"{_PROPOSED}: time to write a report and to send somebody who knows the family",
        counted_on=attendance,
        excluded="Agencies that were not invited.",
        caveats=("No date counts as not in time.", _PLACES),
    )
    CPC11 = Standard(
        "Agency said whether a plan is needed",
        applies=_both,
        met=view_given == "Y",
        by=agency,
        basis=Basis.GOOD_PRACTICE,
        source=_ASSURED,
        counted_on=attendance,
        excluded=_NOT_BOTH,
        caveats=(_PLACES,),
    )
    CPC12 = Standard(
        "Reports shared with the family in time",
        applies=ALWAYS,
        met=report_shared_date.answered()
        & (
            (_initial & (working_days(report_shared_date, conf_date) >= TIMESCALES.report_to_initial))
            | ((conf_type == "RCPC") & (working_days(report_shared_date, conf_date) >= TIMESCALES.report_to_review))
        ),
        basis=Basis.LOCAL,
        source=_PROPOSED,
        counted_on=chair,
        caveats=(
            (
                f"They are shared {TIMESCALES.report_to_initial} before an initial conference, "
                f"{TIMESCALES.report_to_review} before a review. No date counts as not shared."
            ),
            _CHILDREN,
        ),
    )
    CPC13 = Standard(
        "Father or other man invited",
        applies=man_invited.answered(),
        met=man_invited == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="The board's review of the whole-family approach",
        counted_on=chair,
        excluded="Children in whose life there is no father or other man.",
        caveats=(_CHILDREN,),
    )
    CPC14 = Standard(
        "Plan says what is to change, who does what, and by when",
        applies=_on_plan,
        met=plan_smart == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_ASSURED,
        counted_on=chair,
        excluded="Conferences after which there is no plan.",
        caveats=(_CHILDREN,),
    )
    CPC15 = Standard(
        "Conference graded good or outstanding",
        applies=overall_grade.answered(),
        met=overall_grade.is_in("1", "2"),
        basis=Basis.GOOD_PRACTICE,
        source=_ASSURED,
        counted_on=chair,
        caveats=("By the auditor's own grade of how the conference was prepared and chaired.", _CHILDREN),
    )
    CPC16 = core.difference_standard(difference, on=chair)
    CPCx1 = Standard(
        "Second or later plan",
        applies=decided == "PLAN_START",
        met=prev_plan.is_in("1", "2PLUS"),
        basis=Basis.LOCAL,
        source="Context: too few may mean plans that go on too long, too many that they end too soon",
        polarity=Polarity.CONTEXT,
        counted_on=chair,
        excluded="Conferences that began no plan.",
        caveats=(_CHILDREN,),
    )
    CPCx2 = Standard(
        "Both parents there",
        applies=parents_attended != "EXCLUDED",
        met=parents_attended == "BOTH",
        basis=Basis.LOCAL,
        source="Context: a parent may have good reason not to come",
        polarity=Polarity.CONTEXT,
        counted_on=chair,
        excluded="Conferences from which the chair excluded the parents.",
        caveats=(_CHILDREN,),
    )

    # Volumes and context

    children_at_initial = Count("Children at initial conferences")
    children_at_review = Count("Children at review conferences")
    reviews_due = Count("Children whose review was due")
    reviews_overdue = Count("Of these, children whose review is overdue at the month's end")
    chair_volumes = Volumes(chair, (children_at_initial, children_at_review, reviews_due, reviews_overdue))

    CPCx3 = Distribution("How children took part", child_participation, applies=ALWAYS, counted_on=chair)
    CPCx4 = Distribution("Which parents were there", parents_attended, applies=ALWAYS, counted_on=chair)
    CPCx5 = Distribution("What conferences decided", decided, applies=ALWAYS, counted_on=chair)
    CPCx6 = Distribution("Categories of plans", category, applies=_on_plan, counted_on=chair)
    CPCx7 = RepeatShare("Conferences about two children or more", meeting_ref, counted_on=chair)
    CPCx8 = Ratio(
        "Reviews overdue at the month's end",
        chair_volumes,
        numerator=(reviews_overdue,),
        denominator=(reviews_due,),
        expected="Elsewhere 94% of reviews were in time, in 2015.",
    )
    CPCx9 = Ratio(
        "Initial conferences among all",
        chair_volumes,
        numerator=(children_at_initial,),
        denominator=(children_at_initial, children_at_review),
        expected="Children, of a census: the records are a sample.",
    )
    CPCx10 = Distribution("How agencies that know the family attended", attended, applies=_both, counted_on=attendance)
    CPCx11 = Distribution("How agencies attended, by their own records", attended, applies=ALWAYS, counted_on=member)
    CPCx12 = Distribution(
        "Whether agencies sent a report, by their own records", report_submitted, applies=ALWAYS, counted_on=member
    )
    CPCx13 = Distribution("Which agencies checked their own attendance", agency, applies=ALWAYS, counted_on=member)
    CPCx14 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=chair)

    # Who is compared with whom

    CPCa0 = core.grades_compared(overall_grade, moderated_grade)
    CPCr1 = Reconciled(
        "Attendance, as agencies recorded it themselves and as the conference did",
        units="agencies at conferences",
        first=Side("the agency", member),
        second=Side("the conference", attendance),
        key=(meeting_ref, agency),
        compare=(
            Alike(
                "Whether the agency was there",
                attended.is_in("IN_PERSON", "VIRTUAL"),
                attended.is_in("IN_PERSON", "VIRTUAL"),
            ),
            report_submitted,
        ),
        one_way=True,
        note="An agency checks some of the conferences that it was asked to, and not all of them.",
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {chair: (conf_date,), member: (conf_date,)}
    linked_by = (meeting_ref,)
    sampled = References(audit_ref)
    _SEVERAL_ROWS = "each conference has several rows on the Attendance sheet, so that a group has enough of them."
    meant = {
        **{f"{standard} often hidden": core.FEW_FAIL for standard in ("CPC1", "CPC3", "CPC4", "CPC6")},
        "CPC4 small groups": _SEVERAL_ROWS,
        "CPC5 small groups": _SEVERAL_ROWS,
        "CPC9 small groups": _SEVERAL_ROWS,
        "CPC11 small groups": _SEVERAL_ROWS,
    }
