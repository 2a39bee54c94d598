"""HPS: whether housing is suitable and safe for a family. One row is one family and one placement or move."""

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
)
from pipeline.partnership.defining import words

PLACEMENTS = code_list(
    "placement_type",
    SUPPORTED="Supported housing for young parents",
    TEMP_ACC="Temporary accommodation",
    COUNCIL="Council tenancy",
    PRIVATE="Private tenancy",
    FAMILY="With family or friends",
    HOTEL_BB="Hotel or bed and breakfast",
)
SUITABLE = code_list("suitable", YES="Yes", YES_WITH_ACTIONS="Yes, once something is done", NO="No")


class HPS(Audit):
    """Whether housing is suitable and safe for a family. One row is one family and one placement or move."""

    place = 13
    title = "Suitable and safe housing for families"
    short_title = "Housing for families"
    purpose = (
        "Before a family with a young child or a young parent moves, does somebody look whether the home is suitable "
        "and safe, with a place for the baby to sleep; is it looked at again; and do plans for children weigh it?"
    )
    unit = "one family or young parent, and one placement or move"
    units = "placements and moves of families, not children"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every move of a family into supported housing, and 20 others drawn at random of families with a child under "
        "one, a baby expected, or a child on a plan."
    )

    social_care = View("Social care return", role="social_care")
    housing = View("Housing return", role="housing")
    voice = core.voice("HPS", social_care)

    which_record = Part("Which record")
    record_ref = core.record_ref("HPS")
    audit_ref = core.audit_ref()
    family_ref = core.family_ref(required=True)

    the_move = Part("The move")
    placement_type = OneCode("Where the family moved to", codes=PLACEMENTS, required=True, example="SUPPORTED")
    move_in_date = Date("Date the family moved in", required=True, example=date(2019, 8, 14))
    under_one = YesNo("A child under one, or a baby expected?", on=housing, required=True, example="Y")

    the_home = Part("The home")
    assessed_date = Date(
        "Date the home was assessed for this family",
        on=housing,
        help="Whether it is suitable and safe for them. Leave empty where nobody did.",
        example=date(2019, 8, 12),
    )
    fixtures = YesNo(
        "Fixtures, fittings and furniture checked?", not_recorded=True, on=housing, required=True, example="Y"
    )
    cot_space = YesNo(
        "Safe space for a cot checked?", not_recorded=True, on=housing, asked_when=under_one == "Y", example="N"
    )
    sleep_seen = YesNo(
        "Seen since the move where the baby sleeps, or will sleep?",
        not_recorded=True,
        on=housing,
        asked_when=under_one == "Y",
        example="NR",
    )
    _assessed = assessed_date.answered()
    suitable = OneCode(
        "Home found suitable?", codes=SUITABLE, on=housing, asked_when=_assessed, example="YES_WITH_ACTIONS"
    )
    actions_due = Date(
        "Date by which the last action on the home was due",
        on=housing,
        asked_when=_assessed & suitable.is_in("YES_WITH_ACTIONS", "NO"),
        example=date(2019, 9, 6),
    )
    actions_closed = Date(
        "Date the last action on the home was done",
        on=housing,
        asked_when=actions_due.answered(),
        blank=None,
        help="Leave empty until all of them are.",
        example=date(2019, 9, 12),
    )
    reassess_due = Date(
        "Date by which the home was to be assessed again",
        on=housing,
        help="Leave empty where nobody set one.",
        example=date(2019, 9, 20),
    )
    reassessed = Date(
        "Date the home was assessed again",
        on=housing,
        asked_when=reassess_due.answered(),
        blank=None,
        help="Leave empty until then.",
        example=date(2019, 9, 18),
    )

    the_plan = Part("The plans for the family")
    pre_placement_plan = YesNo(
        "Pre-placement plan made?",
        not_recorded=True,
        on=social_care,
        asked_when=placement_type == "SUPPORTED",
        example="Y",
    )
    early_help_assessment = YesNo(
        f"{words.early_help} assessment made before the placement?",
        not_recorded=True,
        on=social_care,
        asked_when=placement_type == "SUPPORTED",
        example="N",
    )
    plan = OneCode(
        "Plan of the child, the highest of several",
        codes=core.plans(),
        on=social_care,
        required=True,
        example="CP",
        describes_child=True,
    )
    _planned = plan.is_in("CIN", "CP")
    housing_matters = YesNo(
        "Is housing one of the family's difficulties?", on=social_care, asked_when=_planned, example="Y"
    )
    housing_assessed = YesNo(
        "Does the plan hold an assessment of the family's housing as a whole?",
        not_recorded=True,
        on=social_care,
        asked_when=_planned & (housing_matters == "Y"),
        help="Size, safety, cost, tenure, neighbourhood and what the family needs in the long term.",
        example="NR",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=social_care)
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    actions_after_assessment = Rule(
        holds=actions_due >= assessed_date, blame=actions_due, severity=Severity.ERROR, fix=CHECK_DATES
    )
    closed_after_assessment = Rule(
        holds=actions_closed >= assessed_date, blame=actions_closed, severity=Severity.ERROR, fix=CHECK_DATES
    )
    again_after_the_first = Rule(
        holds=reassessed > assessed_date, blame=reassessed, severity=Severity.ERROR, fix=CHECK_DATES
    )
    again_due_after_the_first = Rule(
        holds=reassess_due > assessed_date, blame=reassess_due, severity=Severity.ERROR, fix=CHECK_DATES
    )
    assessed_and_not_looked_at = Rule(
        when=suitable == "YES",
        holds=fixtures != "N",
        blame=suitable,
        severity=Severity.QUERY,
        fix="It was found suitable without a look at its fixtures and furniture: confirm either.",
    )
    hotel_is_seldom_suitable = Rule(
        when=placement_type == "HOTEL_BB",
        holds=suitable != "YES",
        blame=suitable,
        severity=Severity.QUERY,
        fix="A hotel was found suitable for a family as it is: confirm, or mend the answer.",
    )

    # Standards

    _REVIEW = "The board's review of safe sleep"
    _MOVES = "Counts moves: a family that moves twice counts twice."

    HPS1 = Standard(
        "Home assessed before the family moves in",
        headline=True,
        applies=ALWAYS,
        met=_assessed & (assessed_date <= move_in_date),
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: suitability and safety are assessed before a family moves in",
        by=placement_type,
        counted_on=housing,
        caveats=(_MOVES, "Where no date is given, it counts as not assessed; the day of the move is in time."),
        questions={
            Prompt.BELOW: "Which moves go ahead before anybody has looked, and who could have put them off?",
            Prompt.TOO_FEW: "Did so few families move, or does nobody keep a list of moves?",
        },
    )
    HPS2 = Standard(
        "Furniture and space for a cot checked where there is a baby",
        applies=under_one == "Y",
        met=(fixtures == "Y") & (cot_space == "Y"),
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: fixtures, fittings and furniture are checked for the child",
        counted_on=housing,
        excluded="Families with no child under one and no baby expected.",
        caveats=(_MOVES,),
    )
    HPS3 = Standard(
        "Pre-placement plan for a move into supported housing",
        applies=placement_type == "SUPPORTED",
        met=pre_placement_plan == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: planning before a placement in supported housing",
        counted_on=social_care,
        excluded="Moves elsewhere.",
        caveats=(_MOVES,),
    )
    HPS4 = Standard(
        "Assessed again on time",
        applies=reassess_due.answered(),
        met=reassessed.answered() & (reassessed <= reassess_due),
        pending=reassessed.is_blank() & (reassess_due >= AS_OF),
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: housing and sleeping arrangements are assessed regularly",
        counted_on=housing,
        excluded="Homes for which nobody set a date.",
        caveats=(_MOVES, "A date that nobody set cannot be missed: see how many homes have none."),
        questions={Prompt.TOO_FEW: "Are so few homes to be looked at again, or does nobody set a date?"},
    )
    HPS5 = Standard(
        "The work that the home needed was done on time",
        applies=actions_due.answered(),
        met=actions_closed.answered() & (actions_closed <= actions_due),
        pending=actions_closed.is_blank() & (actions_due >= AS_OF),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after its review of safe sleep",
        counted_on=housing,
        excluded="Homes that were suitable as they were, and those that nobody assessed.",
        caveats=(_MOVES,),
    )
    HPS6 = Standard(
        "Plan holds an assessment of the family's housing",
        headline=True,
        applies=_planned & (housing_matters == "Y"),
        met=housing_assessed == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: a holistic housing assessment within planning",
        counted_on=social_care,
        excluded="Families on no plan, and those for whom housing is no difficulty.",
        caveats=(_MOVES,),
        questions={Prompt.BELOW: "Who writes the housing part of a plan, and does housing take part in it?"},
    )
    HPS7 = Standard(
        f"{words.early_help} assessment before a move into supported housing",
        applies=placement_type == "SUPPORTED",
        met=early_help_assessment == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: the way into supported housing includes such an assessment",
        counted_on=social_care,
        excluded="Moves elsewhere.",
        caveats=(_MOVES,),
    )
    HPS8 = Standard(
        "Where the baby sleeps seen since the move",
        applies=under_one == "Y",
        met=sleep_seen == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=f"{_REVIEW}: sleeping arrangements are assessed regularly where the risk is higher",
        counted_on=housing,
        excluded="Families with no child under one and no baby expected.",
        caveats=(_MOVES,),
    )
    HPS9 = core.difference_standard(difference, on=social_care)

    # Volumes and context

    moves = Count("Moves of families with a child under one, a baby expected or a child on a plan")
    moves_to_hotels = Count("Of these, into a hotel or bed and breakfast")
    housing_volumes = Volumes(housing, (moves, moves_to_hotels))

    HPSx1 = Distribution("Whether homes were found suitable", suitable, applies=_assessed, counted_on=housing)
    HPSx2 = Distribution("Where families moved to", placement_type, applies=ALWAYS, counted_on=social_care)
    HPSx3 = Ratio("Moves into a hotel or bed and breakfast", housing_volumes, (moves_to_hotels,), (moves,))
    HPSx4 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    HPSa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (move_in_date,), housing: (move_in_date,)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    sampled = References(audit_ref)
    meant = {
        **{f"{standard} often hidden": core.FEW_FAIL for standard in ("HPS1", "HPS6")},
        "HPS1 small groups": core.FOR_NAMED_READERS,
    }
