"""CPP: child protection planning. One row is one child whose plan was open in the half-year; beside it, ended plans."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_RECORDED,
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
    YesNo,
    code_list,
    days,
)
from pipeline.partnership.defining import TIMESCALES, words

_TWO_YEARS = 730  # days

CATEGORIES = code_list(
    "category", NEG="Neglect", PHY="Physical abuse", SAB="Sexual abuse", EMO="Emotional abuse", MUL="Several categories"
)
SEEN_ALONE = CodeList(
    "seen_alone",
    (
        Code("Y", "Yes", spellings=("yes", "true")),
        Code("N", "No", spellings=("no", "false")),
        NOT_RECORDED,
        Code("TOO_YOUNG", "Too young, or not yet born", Meaning.NOT_APPLICABLE),
    ),
)
HOUSING = CodeList(
    "housing_assessment",
    (
        Code("Y", "Yes: the plan rests on an assessment of the home as a whole"),
        Code("N", "No", spellings=("no", "false")),
        NOT_RECORDED,
        Code("NO_FACTOR", "Housing plays no part, and the record says so", Meaning.NOT_APPLICABLE),
    ),
)
DESTINATIONS = CodeList(
    "end_destination",
    (
        core.until_family_help("CIN", "Child in need plan"),
        core.until_family_help("TEH", f"Targeted {words.early_help} (level 3)"),
        core.family_help(words.family_help),
        Code("EH", f"{words.early_help} (level 2)"),
        Code("UNIVERSAL", "Universal services alone"),
        Code("LAC", "Looked after by the council"),
        Code("LEFT_AREA", "Moved to another council's area"),
        Code("AGED_OUT", "Became 18"),
    ),
)
STEPPED_DOWN = ("CIN", "TEH", "EH", "UNIVERSAL")


class CPP(Audit):
    """Child protection planning. One row: one child with a plan in the half-year; beside it, plans that had ended."""

    place = 5
    title = "Child protection planning: a stocktake, with repeat referrals and steps down"
    short_title = "Child protection plans"
    purpose = (
        "Do child protection plans change something for the child: are core groups and visits held, is drift "
        "challenged, do plans end with a reason and somebody in the lead, and how many children come back?"
    )
    unit = "one child whose child protection plan was open at any time in the half-year"
    units = "children with a plan"
    cadence = Cadence.SIX_MONTHLY
    sampling = (
        "20 children drawn at random from all whose plan was open at any time in the half-year. Beside them, without "
        "opening the files, every plan that ended in the half-year one year before; and the numbers of all plans."
    )

    files = View("Case files", role="social_care")
    ended = View(
        "Plans that ended a year before",
        beside=files,
        sheet="Ended",
        unit="one plan that ended in the half-year one year before",
        behind=4,
    )

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("CPP")
    audit_ref = core.audit_ref(on=files)
    child_ref = core.child_ref()
    family_ref = core.family_ref(on=(files, ended))

    the_plan = Part("The plan")
    plan_start = Date("Date the plan began", on=files, required=True, example=date(2018, 11, 20))
    prev_plan_end = Date(
        "Date the child's plan before this one ended",
        on=files,
        help="The latest of them. Leave empty where there was none.",
        example=date(2017, 5, 16),
    )
    category_initial = OneCode(
        "Category when the plan began",
        codes=CATEGORIES,
        on=files,
        required=True,
        example="EMO",
        describes_child=True,
    )
    category_latest = OneCode(
        "Latest category", codes=CATEGORIES, on=files, required=True, example="NEG", describes_child=True
    )
    plan_outcome_focused = OneCode(
        "How far the plan says what is to be better for the child",
        codes=core.GRADES,
        on=files,
        required=True,
        help="Graded as work is graded: what changes, and not what is attended.",
        example="3",
    )
    family_meeting = YesNo(
        "Family group conference, or another meeting in which the family decides, offered?",
        not_recorded=True,
        on=files,
        required=True,
        example="N",
    )
    housing_assessment = OneCode(
        "Home assessed as a whole for the plan?",
        codes=HOUSING,
        on=files,
        required=True,
        help="Room, safety, where each child sleeps, and whether the family can stay.",
        example="NR",
    )

    in_the_half_year = Part("What was done in the half-year")
    core_groups_due = Whole(
        "Core groups due in the half-year",
        maximum=12,
        on=files,
        required=True,
        help="By your own interval, for as long as the plan was open.",
        example=4,
    )
    core_groups_held = Whole("Of these, core groups held in time", maximum=12, on=files, required=True, example=3)
    visits_due = Whole(
        "Visits to the child due in the half-year",
        maximum=60,
        on=files,
        required=True,
        help="By your own interval; several boards ask for one every 20 working days at least.",
        example=6,
    )
    visits_held = Whole("Of these, visits made in time", maximum=60, on=files, required=True, example=6)
    seen_alone = OneCode("Child seen alone at the last visit?", codes=SEEN_ALONE, on=files, required=True, example="Y")
    drift = YesNo(
        "Did the plan drift?",
        on=files,
        required=True,
        help="Nothing changed for three months or more, or the same actions were carried over from review to review.",
        example="Y",
    )
    drift_challenged = YesNo(
        "Was the drift challenged, by a manager or the chair?",
        not_recorded=True,
        on=files,
        asked_when=drift == "Y",
        example="N",
    )

    how_it_ended = Part("How the plan ended")
    plan_end = Date("Date the plan ended", on=files, help="Leave empty while it is open.", example=date(2019, 9, 3))
    destination = OneCode(
        "Where the child went from the plan",
        codes=DESTINATIONS,
        on=files,
        asked_when=plan_end.answered(),
        example="CIN",
    )
    _down = destination.is_in(*STEPPED_DOWN)
    manager_rationale = YesNo(
        "Did a manager record why the plan could end?", not_recorded=True, on=files, asked_when=_down, example="Y"
    )
    lead_professional = YesNo(
        "Was a lead professional named for what comes next?",
        not_recorded=True,
        on=files,
        asked_when=_down,
        example="Y",
    )

    ended_and_after = Part("Plans that ended a year before, and what came after")
    began_date = Date("Date the ended plan began", on=ended, required=True, example=date(2017, 3, 7))
    ended_date = Date("Date the ended plan ended", on=ended, required=True, example=date(2018, 6, 12))
    ended_to = OneCode(
        "Where the child went from the ended plan", codes=DESTINATIONS, on=ended, required=True, example="EH"
    )
    back_date = Date(
        "Date the child was first referred again",
        on=ended,
        help="Or the day on which social care took the case up again. Leave empty where neither came.",
        example=date(2019, 2, 5),
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=files)
    overall_grade = core.overall_grade(on=files)
    moderated_grade = core.moderated_grade(on=files)
    learning = core.learning(overall_grade, on=files)
    immediate_action = core.immediate_action(on=files)

    voice = core.voice("CPP", files)

    # Rules across questions

    began_by_now = Rule(
        holds=plan_start <= AS_OF, blame=plan_start, severity=Severity.ERROR, fix="Enter the day on which it began."
    )
    earlier_plan_before_this_one = Rule(
        holds=prev_plan_end < plan_start, blame=prev_plan_end, severity=Severity.ERROR, fix=CHECK_DATES
    )
    ended_after_it_began = Rule(holds=plan_end >= plan_start, blame=plan_end, severity=Severity.ERROR, fix=CHECK_DATES)
    ended_by_now = Rule(
        holds=plan_end <= AS_OF,
        blame=plan_end,
        severity=Severity.ERROR,
        fix="Enter the date once the plan has ended; leave it empty until then.",
    )
    no_more_core_groups_than_due = Rule(
        holds=core_groups_held <= core_groups_due,
        blame=core_groups_held,
        severity=Severity.ERROR,
        fix="No more can have been held in time than were due: mend one of the two numbers.",
    )
    no_more_visits_than_due = Rule(
        holds=visits_held <= visits_due,
        blame=visits_held,
        severity=Severity.ERROR,
        fix="No more can have been made in time than were due: mend one of the two numbers.",
    )
    drift_and_a_difference = Rule(
        when=drift == "Y",
        holds=difference != "YES",
        blame=difference,
        severity=Severity.QUERY,
        fix="A plan that drifted seldom made things better for the child: confirm both answers, or mend one.",
    )
    earlier_plan_ended_after_it_began = Rule(
        holds=ended_date >= began_date, blame=ended_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    back_after_it_ended = Rule(holds=back_date > ended_date, blame=back_date, severity=Severity.ERROR, fix=CHECK_DATES)
    back_by_now = Rule(
        holds=back_date <= AS_OF,
        blame=back_date,
        severity=Severity.ERROR,
        fix="Enter the day on which the child was referred again; leave it empty where that has not come.",
    )

    # Standards

    _ASSURED = "The board's stocktake of child protection planning"
    _FILES = "Of the files that were read: the numbers of all plans stand in CPPx3 to CPPx7."
    _FOLLOWED = (
        "Of plans that ended in the half-year one year before, so that twelve months have gone by for each of them."
    )
    _OUT_OF_SIGHT = "Children who became looked after, moved to another area or became 18."
    _could_come_back = ended_to.is_in(*STEPPED_DOWN)

    CPP1 = Standard(
        "Child on a second or later plan",
        applies=ALWAYS,
        met=prev_plan_end.answered(),
        basis=Basis.LOCAL,
        source="Context: 10% to 15% was held to be good while a national indicator counted it",
        polarity=Polarity.CONTEXT,
        counted_on=files,
        caveats=("Too few may mean plans that go on too long, too many that they end too soon.", _FILES),
    )
    CPP2 = Standard(
        f"Referred again within {TIMESCALES.back_after_plan} of the plan's end",
        applies=_could_come_back,
        met=back_date.answered() & (days(ended_date, back_date) <= TIMESCALES.back_after_plan),
        pending=back_date.is_blank() & (days(ended_date, AS_OF) <= TIMESCALES.back_after_plan),
        basis=Basis.LOCAL,
        source="Context: to come back may mean that a plan ended too soon, or that help was asked for in time",
        polarity=Polarity.CONTEXT,
        counted_on=ended,
        excluded=_OUT_OF_SIGHT,
        caveats=(_FOLLOWED,),
    )
    CPP3 = Standard(
        "Stepped down with a manager's reason and a lead professional",
        headline=True,
        applies=_down,
        met=(manager_rationale == "Y") & (lead_professional == "Y"),
        basis=Basis.PROCEDURE,
        source="Step-down procedures; management oversight of steps down",
        counted_on=files,
        excluded="Plans that are open, and those that ended in care, in another area or at 18.",
        caveats=("Few of the files are of plans that ended: read each, and not the percentage alone.",),
        questions={
            Prompt.BELOW: "Who would notice, in the three months after a plan ended, that things are getting worse?",
            Prompt.TOO_FEW: "Should the next stocktake read every plan that ended, in place of a sample of all plans?",
        },
    )
    CPP4 = Standard(
        "Core groups held in time",
        headline=True,
        applies=core_groups_due >= 1,
        part=core_groups_held,
        whole=core_groups_due,
        basis=Basis.LOCAL,
        source=_ASSURED,
        counted_on=files,
        excluded="Children for whom no core group was due in the half-year.",
        caveats=("Counts core groups, and not children: a child with more of them weighs more.",),
    )
    CPP5 = Standard(
        "Plan that lasted two years or longer",
        applies=ALWAYS,
        met=days(began_date, ended_date) >= _TWO_YEARS,
        target=0.05,
        amber=0.1,
        polarity=Polarity.LOW_GOOD,
        basis=Basis.GOOD_PRACTICE,
        source="England: 4.4% of plans that ended",
        counted_on=ended,
        caveats=("Of plans that ended one year before; those that ended lately stand in CPPx6.",),
    )
    CPP6 = Standard(
        "Plan says what is to be better for the child",
        headline=True,
        applies=plan_outcome_focused.answered(),
        met=plan_outcome_focused.is_in("1", "2"),
        basis=Basis.GOOD_PRACTICE,
        source=_ASSURED,
        counted_on=files,
        caveats=("Graded good or outstanding by the auditor.",),
        questions={
            Prompt.BELOW: "Could a parent read the plan and say how everybody would know that it has worked?",
        },
    )
    CPP7 = Standard(
        "Visits made in time",
        applies=visits_due >= 1,
        part=visits_held,
        whole=visits_due,
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}: every 20 working days at least",
        counted_on=files,
        excluded="Children for whom no visit was due in the half-year.",
        caveats=("Counts visits, and not children.",),
    )
    CPP8 = Standard(
        "Child seen alone at the last visit",
        applies=seen_alone.answered(),
        met=seen_alone == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_ASSURED,
        counted_on=files,
        excluded="Children who are too young, or not yet born.",
    )
    CPP9 = Standard(
        "Drift challenged",
        applies=drift == "Y",
        met=drift_challenged == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Practice of other boards: drift is seen by somebody outside the case, and said",
        counted_on=files,
        excluded="Plans that did not drift: see CPPx2.",
    )
    CPP10 = Standard(
        "Home assessed as a whole where housing plays a part",
        applies=housing_assessment.answered(),
        met=housing_assessment == "Y",
        basis=Basis.LOCAL,
        source="The board's review of housing and placement",
        counted_on=files,
        excluded="Children for whom housing plays no part.",
    )
    CPP11 = core.difference_standard(difference, on=files)
    CPPx1 = Standard(
        f"Referred again within {TIMESCALES.back_after_step_down} of the plan's end",
        applies=_could_come_back,
        met=back_date.answered() & (days(ended_date, back_date) <= TIMESCALES.back_after_step_down),
        pending=back_date.is_blank() & (days(ended_date, AS_OF) <= TIMESCALES.back_after_step_down),
        basis=Basis.LOCAL,
        source="Context: beside CPP2",
        polarity=Polarity.CONTEXT,
        counted_on=ended,
        excluded=_OUT_OF_SIGHT,
        caveats=(_FOLLOWED,),
    )
    CPPx2 = Standard(
        "Plan that drifted",
        applies=drift.answered(),
        met=drift == "Y",
        basis=Basis.LOCAL,
        source="Context: to name drift is the first step against it",
        polarity=Polarity.CONTEXT,
        counted_on=files,
    )
    CPPx8 = Standard(
        "Category changed since the plan began",
        applies=ALWAYS,
        met=category_latest != category_initial,
        basis=Basis.LOCAL,
        source="Context: more is known of the child, or something else has happened",
        polarity=Polarity.CONTEXT,
        counted_on=files,
    )
    CPPx9 = Standard(
        "Family group conference or the like offered",
        applies=ALWAYS,
        met=family_meeting == "Y",
        basis=Basis.LOCAL,
        source="Context: family group decision-making is in law from 2026, and begins by regulations",
        polarity=Polarity.CONTEXT,
        counted_on=files,
    )
    CPPx10 = Standard(
        "The plan before this one had ended less than two years earlier",
        applies=prev_plan_end.answered(),
        met=days(prev_plan_end, plan_start) < _TWO_YEARS,
        basis=Basis.LOCAL,
        source="Context: beside CPP1",
        polarity=Polarity.CONTEXT,
        counted_on=files,
        excluded="Children on their first plan.",
        caveats=(_FILES,),
    )

    # Volumes and context

    plans_begun = Count("Plans that began in the half-year")
    second_plans = Count("Of these, of children who had had a plan before")
    second_within_two_years = Count("Of these, where that one had ended less than two years earlier")
    plans_open = Count("Plans open on the half-year's last day")
    open_18_months = Count("Of these, open for more than 18 months")
    plans_ended = Count("Plans that ended in the half-year")
    ended_two_years = Count("Of these, plans that had lasted two years or longer")
    stepped_down = Count("Of the plans that ended, steps down")
    files_volumes = Volumes(
        files,
        (
            plans_begun,
            second_plans,
            second_within_two_years,
            plans_open,
            open_18_months,
            plans_ended,
            ended_two_years,
            stepped_down,
        ),
        monthly=False,
    )

    CPPx3 = Ratio(
        "Second or later plans among all that began",
        files_volumes,
        numerator=(second_plans,),
        denominator=(plans_begun,),
        expected="10% to 15% was held to be good while a national indicator counted it.",
    )
    CPPx4 = Ratio(
        "Plans that began less than two years after an earlier one, among all",
        files_volumes,
        numerator=(second_within_two_years,),
        denominator=(plans_begun,),
        expected="These say more of how the earlier plan ended than CPPx3 does.",
    )
    CPPx5 = Ratio(
        "Plans open for more than 18 months",
        files_volumes,
        numerator=(open_18_months,),
        denominator=(plans_open,),
        expected="As few as can be: a plan for so long has not changed enough.",
    )
    CPPx6 = Ratio(
        "Plans that had lasted two years or longer when they ended",
        files_volumes,
        numerator=(ended_two_years,),
        denominator=(plans_ended,),
        expected="England: 4.4%.",
    )
    CPPx7 = Ratio(
        "Steps down among plans that ended",
        files_volumes,
        numerator=(stepped_down,),
        denominator=(plans_ended,),
        expected="The others ended in care, in another area or at 18.",
    )
    CPPx11 = Distribution("Where children went when plans ended", ended_to, applies=ALWAYS, counted_on=ended)
    CPPx12 = Distribution("Latest categories", category_latest, applies=ALWAYS, counted_on=files)
    CPPx13 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=files)

    # Who is compared with whom

    CPPa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {ended: (ended_date,)}
    linked_by = (child_ref,)
    sampled = References(audit_ref)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("CPP3", "CPP4", "CPP6")}
