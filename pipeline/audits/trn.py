"""TRN: training that staff have. One row is one course in one agency: numbers of staff, and nobody's name."""

from __future__ import annotations

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    Amount,
    Audit,
    Basis,
    Cadence,
    Distribution,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Rule,
    Severity,
    Standard,
    View,
    Whole,
    code_list,
)
from pipeline.partnership.defining import words

COURSES = code_list(
    "course",
    SG_L1="Safeguarding children, level 1",
    SG_L2="Safeguarding children, level 2",
    SG_L3="Safeguarding children, level 3",
    NEGLECT_INTRO="Neglect: introduction",
    NEGLECT_GUIDE="Neglect: the practitioners' guide and tools",
    DISG_COMPLIANCE="Disguised compliance and hostile parents",
    PROF_CHALLENGE="Professional challenge",
    SAFE_SLEEP="Safe sleep",
    FAMILY_APPROACH="Family approach",
    MET="Children missing, exploited or trafficked",
    ESCALATION="Escalation of professional differences",
)
COUNTED = code_list(
    "who_is_counted",
    ALL="All who need the course",
    WITHOUT_BANK="All but bank and agency staff",
    WITHOUT_ABSENT="All but those on long leave",
    WITHOUT_BOTH="All but bank and agency staff and those on long leave",
)


class TRN(Audit):
    """Training that staff have. One row is one course in one agency: numbers of staff, and nobody's name."""

    place = 15
    title = "Training: who has it, who comes, and what it gives"
    short_title = "Training"
    purpose = (
        "Of the staff who need a course, how many have had it and are still in date; are booked places used; and do "
        "people feel surer of the work afterwards? Numbers for each course, and never a name."
    )
    unit = "one course in one agency"
    units = "members of staff, or places on a course, and not children; one person counts once for each course"
    row = "course"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every course of the list that any of your staff need, a row for each; two rows where two parts of the agency "
        "keep their own numbers. Nobody is drawn, and nobody is named."
    )

    employer = View("Employer's return", role="employer")

    which_course = Part("Which course")
    record_ref = core.record_ref("TRN")
    course = OneCode("Course", codes=COURSES, required=True, example="SAFE_SLEEP")
    who_counts = OneCode(
        "Who is counted as needing it",
        codes=COUNTED,
        required=True,
        help="Keep to one way of counting, or say so when it changes: the share moves with it.",
        example="WITHOUT_BANK",
    )

    who_has_it = Part("Who has it")
    eligible = Whole(
        "Staff who need the course", required=True, help="As they are on the last day of the quarter.", example=120
    )
    in_date = Whole(
        "Of these, staff who have had it and are in date",
        required=True,
        help="By the time after which your agency asks for it again; where it never does, all who have had it.",
        example=96,
    )

    in_the_quarter = Part("In the quarter")
    trained = Whole("Staff who took the course in the quarter", required=True, example=18)
    booked = Whole(
        "Places booked on taught courses in the quarter",
        required=True,
        help="0 where it is taken online or was not held.",
        example=22,
    )
    no_shows = Whole("Of these, places of people who did not come and had not said so", required=True, example=3)

    what_it_gave = Part("What people say of it")
    evaluated = Whole("Evaluation forms that came back", required=True, help="0 where none were asked for.", example=16)
    confident_before = Whole(
        "Of these, confident before the course (4 or 5 of 5)", required=True, example=6, help="As they say afterwards."
    )
    confident_after = Whole("Of these, confident after the course (4 or 5 of 5)", required=True, example=13)

    # Rules across questions

    _COUNT = "Check both numbers: the second counts some of those that the first counts."
    in_date_of_eligible = Rule(holds=in_date <= eligible, blame=in_date, severity=Severity.ERROR, fix=_COUNT)
    no_shows_of_booked = Rule(holds=no_shows <= booked, blame=no_shows, severity=Severity.ERROR, fix=_COUNT)
    before_of_evaluated = Rule(
        holds=confident_before <= evaluated, blame=confident_before, severity=Severity.ERROR, fix=_COUNT
    )
    after_of_evaluated = Rule(
        holds=confident_after <= evaluated, blame=confident_after, severity=Severity.ERROR, fix=_COUNT
    )
    evaluated_of_trained = Rule(
        holds=evaluated <= trained,
        blame=evaluated,
        severity=Severity.QUERY,
        fix="More forms came back than staff took the course: confirm either, or leave out the forms of others.",
    )
    trained_are_in_date = Rule(
        holds=trained <= in_date,
        blame=in_date,
        severity=Severity.QUERY,
        fix="Whoever took the course in the quarter is in date, unless they have left: confirm either number.",
    )

    # Standards

    _LEARNING = "The board's review of safe sleep"
    _TRUSTS = "Local standard; health trusts commonly ask for 80% to 95%"
    _STAFF = "Counts members of staff. How many need the course changes from quarter to quarter, and so does the share."
    _WHO = "Agencies do not all count the same people: see TRNx3."
    _PLACES = "Counts places, and not people: whoever books twice counts twice."

    TRN1 = Standard(
        "Safeguarding children, levels 1 to 3: staff in date",
        applies=course.is_in("SG_L1", "SG_L2", "SG_L3"),
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source=_TRUSTS,
        excluded="Other courses.",
        caveats=("Somebody who needs two levels counts twice.", _STAFF, _WHO),
    )
    TRN2 = Standard(
        "Neglect: staff in date",
        headline=True,
        applies=course.is_in("NEGLECT_INTRO", "NEGLECT_GUIDE"),
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source="Neglect strategy: the workforce is developed in all agencies",
        excluded="Other courses.",
        caveats=(_STAFF, _WHO),
        questions={
            Prompt.BELOW: "Who has not had the course, and do they meet neglected children in their work?",
            Prompt.NOT_RETURNED: "Does nobody there need the course, or does nobody count who has had it?",
        },
    )
    TRN3 = Standard(
        "Disguised compliance and professional challenge: staff in date",
        applies=course.is_in("DISG_COMPLIANCE", "PROF_CHALLENGE"),
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source=f"{_LEARNING}: workshops on disguised compliance, difficult conversations and challenge",
        excluded="Other courses.",
        caveats=(_STAFF, _WHO),
    )
    TRN4 = Standard(
        "Safe sleep: staff in date",
        headline=True,
        applies=course == "SAFE_SLEEP",
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source=f"{_LEARNING}: the workforce is developed on safe sleep, by one agency and by several together",
        excluded="Other courses.",
        caveats=(_STAFF, _WHO),
        questions={
            Prompt.BELOW: "Which of those who go into homes with a baby have not had it, and when will they?",
            Prompt.NOT_RETURNED: "Who there meets families with a baby, and what do they know of safe sleep?",
        },
    )
    TRN5 = Standard(
        "Family approach: staff in date",
        applies=course == "FAMILY_APPROACH",
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source=f"{_LEARNING}: a family approach, with its own toolkit",
        excluded="Other courses.",
        caveats=(_STAFF, _WHO),
    )
    TRN6 = Standard(
        "Children missing, exploited or trafficked: staff in date",
        applies=course == "MET",
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source=f"{_LEARNING}: exploitation is part of training",
        excluded="Other courses.",
        caveats=(_STAFF, _WHO),
    )
    TRN7 = Standard(
        "Escalation: staff in date",
        applies=course == "ESCALATION",
        part=in_date,
        whole=eligible,
        basis=Basis.LOCAL,
        source=f"{_LEARNING}: the escalation policy is known in all agencies",
        excluded="Other courses.",
        caveats=("Whether staff know the policy is asked in ESCx3.", _STAFF, _WHO),
    )
    TRN8 = Standard(
        "Booked places whose holder did not come",
        applies=ALWAYS,
        part=no_shows,
        whole=booked,
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}",
        polarity=Polarity.LOW_GOOD,
        target=0.10,
        amber=0.20,
        excluded="Courses that were not held, or are taken online.",
        caveats=(_PLACES, "Whoever said beforehand that they could not come is not counted."),
        questions={Prompt.BELOW: "What keeps people away on the day, and does their manager know that they missed it?"},
    )
    TRN9 = Standard(
        "Confident after the course",
        applies=ALWAYS,
        part=confident_after,
        whole=evaluated,
        basis=Basis.GOOD_PRACTICE,
        source="Evaluation of courses: 4 or 5 of 5",
        excluded="Courses for which no form came back.",
        caveats=(
            "Says how people feel, and not what they do: see it beside TRNx1, and beside the audits of cases.",
            "Counts forms: those who were content may be likelier to send one.",
        ),
    )
    TRNx1 = Standard(
        "Confident before the course",
        applies=ALWAYS,
        part=confident_before,
        whole=evaluated,
        basis=Basis.LOCAL,
        source="Context: what TRN9 is to be seen beside; the difference is what people think that they gained",
        polarity=Polarity.CONTEXT,
        excluded="Courses for which no form came back.",
        caveats=("Asked afterwards, of the same people, so that a course may change what they say of before.",),
    )

    # Context

    TRNx2 = Amount("Staff who took a course in the quarter", trained, counted_on=employer, unit="members of staff")
    TRNx3 = Distribution("Who is counted as needing a course", who_counts, applies=ALWAYS, counted_on=employer)

    # What names a record; a row has no date, so that the return decides its quarter

    key = record_ref
    once = (course,)
    anchors = {}
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("TRN2", "TRN4")}
