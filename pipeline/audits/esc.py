"""ESC: escalation of professional differences. One row is one escalation about a child."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
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
    Role,
    Rule,
    Severity,
    Side,
    Standard,
    Text,
    View,
    Volumes,
    YesNo,
    code_list,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

PARTNERS = code_list(
    "partners",
    CSC="Social care",
    POL="Police",
    COMMUNITY="Community or mental health service",
    HOSPITAL="Hospital",
    GP="General practice",
    EDU="School or education",
    HOUSING="Housing",
    OTHER="Another service",
)
SUBJECTS = CodeList(
    "subject",
    (
        Code("THRESHOLD", "The level of need or threshold"),
        Code("NO_ACTION", "Nothing was done"),
        Code("STEP_DOWN", "A step-down or closure"),
        Code("PLAN", "The plan, or drift in it"),
        Code("INFO_SHARING", "Information not shared"),
        Code(
            "CAPACITY_ENGAGEMENT",
            "Another agency's capacity or engagement",
            explained="the other agency has not the people or does not take part: to be raised like any other concern",
        ),
        Code("OTHER", "Something else"),
    ),
)
STAGES = code_list(
    "stage",
    **{
        "1": "1 Between practitioners or their managers",
        "2": "2 Between senior managers",
        "3": "3 Between heads of service or safeguarding leads",
        "4": "4 Before the board or its statutory partners",
    },
)
OUTCOMES = CodeList(
    "esc_outcome",
    (
        Code("AGREED_WITH_RAISER", "As whoever raised it wanted"),
        Code("AGREED_WITH_OTHER", "As the other agency wanted"),
        Code("COMPROMISE", "A middle way"),
        Code("WITHDRAWN", "Withdrawn"),
        Code("OPEN", "Still open", Meaning.PENDING),
    ),
)


class ESC(Audit):
    """Escalation of professional differences. One row is one escalation about a child."""

    place = 16
    title = "Escalation and resolution of professional differences"
    short_title = "Escalation"
    purpose = (
        "Where agencies differ over a child, or one of them cannot or does not take part, is that raised, resolved in "
        "time and told to whoever raised it, and does it change anything for the child? That nobody escalates is no "
        "success."
    )
    unit = "one escalation about one child; about brothers and sisters together, one row for the youngest"
    units = "escalations, and a child can have several"
    row = "escalation"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every escalation that was raised in the quarter, by each agency's own log; what is wrong with a system and "
        "concerns no one child is not raised this way."
    )

    board = View("Board's log", role="board")
    agency = View("Log of whoever escalates", role="escalating_agency")

    which_record = Part("Which escalation, and which child")
    record_ref = core.record_ref("ESC")
    escalation_ref = Text(
        "Escalation reference",
        required=True,
        example="E19Q2-014",
        pattern=r"E\d{2}Q[1-4]-\d{3}",
        pattern_words="E, year, quarter, hyphen and three digits, such as E19Q2-014",
        help="Given by the board's log; the same in the agency's own.",
    )
    child_ref = core.child_ref()

    what_it_was_about = Part("What was raised, by whom and about what")
    raised_date = Date("Date the concern was first put to the other agency", required=True, example=date(2019, 7, 9))
    raised_by = OneCode("Who raised it", codes=PARTNERS, on=board, required=True, example="COMMUNITY")
    raised_against = OneCode("With whom it was raised", codes=PARTNERS, on=agency, required=True, example="CSC")
    subject = OneCode("What it was about", codes=SUBJECTS, on=agency, required=True, example="CAPACITY_ENGAGEMENT")

    how_far_it_went = Part("How far it went")
    board_stage = OneCode(
        "Highest stage that the board's log shows", codes=STAGES, on=board, required=True, example="2"
    )
    stage_reached = OneCode("Highest stage reached", codes=STAGES, on=agency, required=True, example="2")
    stage_2_date = Date(
        "Date it was taken to stage 2",
        on=agency,
        asked_when=stage_reached.is_in("2", "3", "4"),
        example=date(2019, 7, 15),
    )
    stage_3_date = Date("Date it was taken to stage 3", on=agency, asked_when=stage_reached.is_in("3", "4"))
    board_notified = YesNo(
        "Was the board's manager told when it reached stage 2?",
        not_recorded=True,
        on=agency,
        asked_when=stage_reached.is_in("2", "3", "4"),
        example="Y",
    )

    what_came_of_it = Part("What came of it")
    ended = OneCode("How it ended", codes=OUTCOMES, on=agency, required=True, example="COMPROMISE")
    resolved_date = Date(
        "Date it was resolved or withdrawn", on=agency, asked_when=ended != "OPEN", example=date(2019, 7, 23)
    )
    raiser_told = YesNo(
        "Was whoever raised it told the outcome?",
        not_recorded=True,
        on=agency,
        asked_when=ended != "OPEN",
        example="Y",
    )
    child_outcome_changed = YesNo(
        "Did it change the plan or the help for the child?",
        not_recorded=True,
        on=agency,
        asked_when=ended != "OPEN",
        example="Y",
    )

    your_judgement = Part("What to learn from it")
    learning = Text("Learning from it (no names)", free=True, on=agency, role=Role.LEARNING)
    immediate_action = core.immediate_action(on=agency)

    # Rules across questions

    stage_2_after_raised = Rule(
        holds=stage_2_date >= raised_date, blame=stage_2_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    stage_3_after_stage_2 = Rule(
        holds=stage_3_date >= stage_2_date, blame=stage_3_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    resolved_after_raised = Rule(
        holds=resolved_date >= raised_date, blame=resolved_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    resolved_after_stage_2 = Rule(
        holds=resolved_date >= stage_2_date, blame=resolved_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    resolved_after_stage_3 = Rule(
        holds=resolved_date >= stage_3_date, blame=resolved_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    resolved_by_now = Rule(
        holds=resolved_date <= AS_OF,
        blame=resolved_date,
        severity=Severity.ERROR,
        fix="Enter the date once it is resolved; until then the outcome is OPEN.",
    )
    withdrawn_and_changed = Rule(
        when=ended == "WITHDRAWN",
        holds=child_outcome_changed != "Y",
        blame=child_outcome_changed,
        severity=Severity.QUERY,
        fix="What was withdrawn seldom changes anything: confirm it, or mend the outcome.",
    )

    # Standards

    _PROCEDURES = "Escalation procedures of several boards; their times are a guide, and the child's needs decide"
    _WIDENED = "The board's escalation policy"
    _FEW = "Escalations are few: read each one, and not the percentage alone."
    _beyond_1 = stage_reached.is_in("2", "3", "4")
    _beyond_2 = stage_reached.is_in("3", "4")
    _closed = ended != "OPEN"

    ESC1 = Standard(
        "Stage 1 ended in time",
        headline=True,
        applies=ALWAYS,
        met=(~_beyond_1 & _closed & (working_days(raised_date, resolved_date) <= TIMESCALES.escalation_stage_1))
        | (_beyond_1 & (working_days(raised_date, stage_2_date) <= TIMESCALES.escalation_stage_1)),
        pending=~_beyond_1 & (ended == "OPEN") & (working_days(raised_date, AS_OF) <= TIMESCALES.escalation_stage_1),
        basis=Basis.LOCAL,
        source=_PROCEDURES,
        counted_on=agency,
        caveats=(
            f"It ends when it is resolved or goes to stage 2, and may take {TIMESCALES.escalation_stage_1}.",
            "What is open for longer counts as not met.",
            _FEW,
        ),
        questions={
            Prompt.BELOW: "What keeps people from going to the next stage when the first gives no answer?",
            Prompt.NOT_RETURNED: "Does nobody there differ with another agency, or does nobody write it down?",
            Prompt.TOO_FEW: "Were there so few differences over a child, or were they not raised, or not logged?",
        },
    )
    ESC2 = Standard(
        "Stage 2 ended in time",
        applies=_beyond_1,
        met=(~_beyond_2 & _closed & (working_days(stage_2_date, resolved_date) <= TIMESCALES.escalation_stage_2))
        | (_beyond_2 & (working_days(stage_2_date, stage_3_date) <= TIMESCALES.escalation_stage_2)),
        pending=~_beyond_2 & (ended == "OPEN") & (working_days(stage_2_date, AS_OF) <= TIMESCALES.escalation_stage_2),
        basis=Basis.LOCAL,
        source=_PROCEDURES,
        counted_on=agency,
        caveats=(
            f"It ends when it is resolved or goes to stage 3, and may take {TIMESCALES.escalation_stage_2}.",
            _FEW,
        ),
    )
    ESC3 = Standard(
        "Stages 3 and 4 ended in time",
        applies=_beyond_2,
        met=_closed & (working_days(stage_3_date, resolved_date) <= TIMESCALES.escalation_stage_3),
        pending=(ended == "OPEN") & (working_days(stage_3_date, AS_OF) <= TIMESCALES.escalation_stage_3),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}",
        counted_on=agency,
        caveats=(
            f"Both together may take {TIMESCALES.escalation_stage_3}. They are so few that they are timed as one.",
            _FEW,
        ),
    )
    ESC4 = Standard(
        "Whoever raised it was told the outcome",
        headline=True,
        applies=_closed,
        met=raiser_told == "Y",
        basis=Basis.PROCEDURE,
        source=_WIDENED,
        counted_on=agency,
        excluded="Escalations that are still open.",
        caveats=(_FEW,),
        questions={
            Prompt.BELOW: "Would those who were never told the outcome raise a concern again?",
        },
    )
    ESC5 = Standard(
        "Board told at stage 2",
        applies=_beyond_1,
        met=board_notified == "Y",
        basis=Basis.PROCEDURE,
        source="Escalation procedures of other boards: the board's manager is told at stage 2",
        counted_on=agency,
        excluded="Escalations that ended at stage 1.",
        caveats=("What the agency says it told: whether the board's log has it is in ESCa1.", _FEW),
    )
    ESCx1 = Standard(
        "Resolved at stage 1",
        applies=_closed,
        met=stage_reached == "1",
        basis=Basis.LOCAL,
        source="Context: much of it at stage 1 may mean that talking works, or that nobody goes further",
        polarity=Polarity.CONTEXT,
        counted_on=agency,
        caveats=(_FEW,),
    )
    ESCx2 = Standard(
        "Changed the plan or the help for the child",
        applies=_closed,
        met=child_outcome_changed == "Y",
        basis=Basis.LOCAL,
        source="Context: what was in dispute may have been right all along",
        polarity=Polarity.CONTEXT,
        counted_on=agency,
        caveats=(_FEW,),
    )

    # Volumes and context

    staff_asked = Count("Staff asked whether they know the escalation policy")
    staff_aware = Count("Of these, staff who knew it")
    agency_volumes = Volumes(agency, (staff_asked, staff_aware))

    ESCx3 = Ratio(
        "Staff who know the escalation policy",
        agency_volumes,
        numerator=(staff_aware,),
        denominator=(staff_asked,),
        expected="Asked in supervision, training or a survey. In one county 88% of agencies rated themselves green.",
    )
    ESCx4 = Distribution("What escalations were about", subject, applies=ALWAYS, counted_on=agency, why=True)
    ESCx5 = Distribution("With whom they were raised", raised_against, applies=ALWAYS, counted_on=agency)
    ESCx6 = Distribution("How they ended", ended, applies=ALWAYS, counted_on=agency)
    ESCx7 = Distribution("Who raised them, by the board's log", raised_by, applies=ALWAYS, counted_on=board)

    # Who is compared with whom

    ESCa1 = Agreement(
        "Stage: the agency's log and the board's",
        Rater("Agency", stage_reached),
        Rater("Board", board_stage),
        scale="stage",
        more="later",
        less="earlier",
    )

    ESCr1 = Reconciled(
        "Escalations, by the logs of those who raise them and by the board's",
        units="escalations",
        first=Side("those who escalate", agency, raised_date),
        second=Side("the board", board, raised_date),
        weak=(child_ref,),
        compare=(raised_date,),
        note="The board need not be told of what is settled at once; an escalation that it alone knows is a question.",
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {board: (raised_date,), agency: (raised_date,)}
    linked_by = (escalation_ref,)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("ESC1", "ESC4")}
