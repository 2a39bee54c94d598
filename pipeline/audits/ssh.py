"""SSH: safe sleep at home. One row is one baby and one contact at home, or one baby whose sleeping place was seen."""

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
    MultiCode,
    OneCode,
    Part,
    Prompt,
    Ratio,
    References,
    RepeatShare,
    Rule,
    Severity,
    Standard,
    Version,
    View,
    Volumes,
    YesNo,
    code_list,
    days,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

CONTACTS = code_list(
    "contact",
    ANTENATAL="Before the birth",
    D1_10="First days at home (days 1 to 10)",
    NBV_10_14D="New birth visit (days 10 to 14)",
    W6_8="Six to eight weeks",
    SW_VISIT="Social worker's visit",
    OTHER="Other",
)
ROUTINE = ("D1_10", "NBV_10_14D", "W6_8")
SEEN = CodeList(
    "sleep_place_seen",
    (
        Code("Y", "Yes", spellings=("yes", "true"), explained="somebody went and looked"),
        Code("N", "No", spellings=("no", "false"), explained="the record shows that nobody looked"),
        Code("REFUSED", "Refused", explained="the family would not show it"),
        NOT_RECORDED,
    ),
)
PLACES = CodeList(
    "sleep_place",
    (
        Code("COT", "Cot"),
        Code("MOSES", "Moses basket"),
        Code("BEDSIDE", "Cot beside the bed"),
        Code("PARENT_BED", "A parent's bed"),
        Code("SOFA", "Sofa or armchair"),
        Code("FLOOR_AIRBED", "Floor or airbed"),
        Code("CAR_SEAT", "Car seat"),
        Code("SLING", "Sling"),
        Code("OTHER", "Other"),
        NOT_RECORDED,
    ),
)
HAZARDS = code_list(
    "hazards",
    BED="Shares a bed after drink, drugs or smoking, or is small",
    SOFA="Sleeps with an adult on a sofa or armchair",
    BEDDING="Loose or soft bedding, pillows or toys",
    FRONT="Laid on the front or side",
    CAR_SEAT="Left to sleep in a car seat",
    SLING="Sling that covers the face or lets the chin fall",
    SWADDLE="Swaddled tightly or too warmly",
    HEAT="Room or clothes too warm",
    SMOKE="Smoke where the baby sleeps",
    DRINK_DRUGS="An adult in charge had drunk or taken drugs",
    MEDICINE="An adult in charge takes prescribed medicine that makes drowsy",
    AWAY="Away from the usual place: visitors, a move, another home",
    NONE="None",
)
ACTIONS = code_list(
    "action",
    NONE="None",
    EQUIPMENT="Cot or other equipment given",
    HOUSING_REFERRAL="Housing asked to act",
    EH=f"{words.early_help} offered",
    MASH=f"Contact made with {words.mash_short}",
)

SHARED_WITH = code_list(
    "shared_with",
    GP="GP",
    CMW="Community midwife",
    HV="Health visitor",
    SW="Social worker",
    HOUSING="Housing or landlord",
    NONE="Nobody",
)


class SSH(Audit):
    """Safe sleep at home. One row is one baby and one contact at home, or one baby whose sleeping place was seen."""

    place = 12
    title = "Safe sleep at home"
    short_title = "Safe sleep: home"
    purpose = (
        "Do midwives, health visitors, community nurses and social workers look at where a baby sleeps, advise the "
        "family, plan for the night that is not like others, and act on what they find; and does health hear of it "
        "when others see a baby sleep unsafely?"
    )
    unit = "one baby and one contact at home; of an observer, one baby whose sleeping place was seen"
    units = "contacts with a baby, not babies: a baby can have several"
    row = "contact"
    cadence = Cadence.QUARTERLY
    sampling = (
        "30 contacts at home with babies under one year drawn at random by each agency, and one contact with every "
        "baby on a plan. Observers: every baby under one year whose sleeping place they saw."
    )

    visitor = View("Home visitor's return", role="home_visitor")
    observer = View("Observer's return", role="sleep_observer")

    which_record = Part("Which record")
    record_ref = core.record_ref("SSH")
    audit_ref = core.audit_ref(on=visitor)
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_contact = Part("The baby and the contact")
    contact = OneCode("Which contact", codes=CONTACTS, on=visitor, required=True, example="W6_8")
    contact_date = Date("Date of the contact", on=visitor, required=True, example=date(2019, 8, 14))
    plan = OneCode(
        "Plan that the baby was on",
        codes=core.plans(),
        on=visitor,
        required=True,
        example="CIN",
        describes_child=True,
    )
    sids_risk = core.sids_risk(on=visitor)

    where_the_baby_sleeps = Part("Where the baby sleeps")
    observed_date = Date("Date the sleeping place was seen", on=observer, required=True, example=date(2019, 8, 20))
    sleep_place_seen = OneCode("Sleeping place physically seen?", codes=SEEN, on=visitor, required=True, example="Y")
    by_day_14 = YesNo(
        "Sleeping place seen by the baby's 14th day?",
        not_recorded=True,
        on=visitor,
        asked_when=contact == "W6_8",
        example="Y",
    )
    sleep_place = OneCode(
        "Where the baby sleeps",
        codes=PLACES,
        required=True,
        help="Before the birth: where the baby is to sleep.",
        example="MOSES",
    )
    hazards = MultiCode(
        "What made it unsafe on the day",
        codes=HAZARDS,
        required=True,
        help="What was seen or told; NONE by itself where nothing was.",
        example="BEDDING;HEAT",
    )
    risk_factors = core.predisposing(on=visitor)

    what_was_done = Part("What was done")
    advice_given = YesNo(
        "Advice on safe sleep given at this contact?", not_recorded=True, on=visitor, required=True, example="Y"
    )
    topics = MultiCode(
        "What the advice spoke of",
        codes=core.SLEEP_TOPICS,
        on=visitor,
        asked_when=advice_given == "Y",
        help="The NICE standard asked for co-sleeping until 26 September 2022, and asks for safer bed sharing since.",
        example="POSITION;BEDDING;COSLEEP;TEMP",
    )
    out_of_routine = YesNo(
        "Plan made for a night out of the ordinary?",
        not_recorded=True,
        on=visitor,
        asked_when=sids_risk.is_in("RAISED", "HIGH"),
        help="Another place, visitors, a drink: who looks after the baby, and where it sleeps.",
        example="N",
    )
    _unsafe = ~hazards.contains("NONE")
    action = OneCode(
        "Highest action taken on what was unsafe", codes=ACTIONS, on=visitor, asked_when=_unsafe, example="EQUIPMENT"
    )
    action_date = Date(
        "Date of the action on what was unsafe",
        on=visitor,
        asked_when=_unsafe & (action != "NONE"),
        example=date(2019, 8, 15),
    )
    shared_with = MultiCode(
        "Who else was told of what was unsafe",
        codes=SHARED_WITH,
        on=visitor,
        asked_when=_unsafe,
        help="Others who work with the family; NONE by itself where nobody was, or it is not recorded.",
        example="GP;HV",
    )
    recheck_date = Date(
        "Date the sleeping place was looked at again",
        on=visitor,
        asked_when=_unsafe,
        blank=None,
        help="Leave empty until then.",
        example=date(2019, 8, 27),
    )
    told_health = YesNo(
        "Health visitor or midwife told of what was unsafe?",
        not_recorded=True,
        on=observer,
        asked_when=_unsafe,
        example="Y",
    )
    told_date = Date("Date health was told", on=observer, asked_when=told_health == "Y", example=date(2019, 8, 20))

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=visitor)
    overall_grade = core.overall_grade(on=visitor)
    moderated_grade = core.moderated_grade(on=visitor)
    learning = core.learning(overall_grade, on=visitor)
    immediate_action = core.immediate_action()

    # Rules across questions

    acted_after_contact = Rule(
        holds=action_date >= contact_date, blame=action_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    looked_again_after_contact = Rule(
        holds=recheck_date > contact_date, blame=recheck_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    told_after_seen = Rule(holds=told_date >= observed_date, blame=told_date, severity=Severity.ERROR, fix=CHECK_DATES)
    no_factor_by_itself = Rule(
        holds=core.by_itself(risk_factors, "NONE"),
        blame=risk_factors,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or what makes the risk higher without NONE.",
    )
    no_hazard_by_itself = Rule(
        holds=core.by_itself(hazards, "NONE"),
        blame=hazards,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or what was unsafe without NONE.",
    )
    nobody_by_itself = Rule(
        holds=core.by_itself(shared_with, "NONE"),
        blame=shared_with,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or those who were told without NONE.",
    )
    place_where_seen = Rule(
        when=sleep_place_seen == "Y",
        holds=sleep_place != "NR",
        blame=sleep_place,
        severity=Severity.QUERY,
        fix="The place was seen: say what it is, or confirm that the record does not.",
    )
    unsafe_place = Rule(
        when=sleep_place.is_in("SOFA", "CAR_SEAT"),
        holds=_unsafe,
        blame=hazards,
        severity=Severity.QUERY,
        fix="A sofa or a car seat is no safe place to sleep: say what made it unsafe, or confirm.",
    )
    not_before_birth = Rule(
        when=contact == "ANTENATAL",
        holds=~hazards.contains("FRONT"),
        blame=hazards,
        severity=Severity.QUERY,
        fix="Before the birth nobody lies there yet: confirm the contact or what was unsafe.",
    )

    # Standards

    _REVIEW = "The board's review of safe sleep"
    _CONTACTS = "Counts contacts: one baby can have several."
    _ROUTINE_OF_2022 = contact.is_in(*ROUTINE)

    SSH1 = Standard(
        "Sleeping place physically seen",
        headline=True,
        applies=ALWAYS,
        met=sleep_place_seen == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: an assessment at home sees where the baby sleeps",
        by=contact,
        counted_on=visitor,
        caveats=(_CONTACTS, "Where the family would not show it, it counts as not met; see how often that is."),
        questions={
            Prompt.BELOW: "At which contacts does nobody look, and do families refuse or are they not asked?",
            Prompt.NOT_RECORDED: "Did nobody look, or does the record of a visit have no place to say so?",
        },
    )
    SSH2 = Standard(
        "Sleeping place seen by the baby's 14th day",
        applies=contact == "W6_8",
        met=by_day_14 == "Y",
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}: the new birth visit is made by day 14",
        counted_on=visitor,
        excluded="Contacts other than that at six to eight weeks, which looks back at it.",
    )
    SSH3 = Standard(
        "Plan for a night out of the ordinary where the risk is raised or high",
        applies=sids_risk.is_in("RAISED", "HIGH"),
        met=out_of_routine == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="National review of sudden infant deaths, 2020: they gather where routines change",
        counted_on=visitor,
        excluded="Babies at standard risk, and those whose risk nobody assessed.",
        caveats=(_CONTACTS,),
        questions={Prompt.BELOW: "What do workers ask about the next party, move or visit, and who taught them to?"},
    )
    SSH4 = Standard(
        f"Unsafe sleep acted on within {TIMESCALES.hazard_action}",
        applies=_unsafe,
        met=(action != "NONE") & (working_days(contact_date, action_date) <= TIMESCALES.hazard_action),
        pending=(action == "NONE") & (working_days(contact_date, AS_OF) <= TIMESCALES.hazard_action),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after its review of safe sleep",
        counted_on=visitor,
        excluded="Contacts at which nothing was unsafe.",
        caveats=(_CONTACTS, "Advice alone is no action."),
    )
    SSH5 = Standard(
        f"Unsafe sleep looked at again within {TIMESCALES.hazard_recheck}",
        applies=_unsafe,
        met=recheck_date.answered() & (days(contact_date, recheck_date) <= TIMESCALES.hazard_recheck),
        pending=recheck_date.is_blank() & (days(contact_date, AS_OF) <= TIMESCALES.hazard_recheck),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after its review of safe sleep",
        counted_on=visitor,
        excluded="Contacts at which nothing was unsafe.",
        caveats=(_CONTACTS, "Where no date is given, it counts as not looked at again once the time is over."),
    )
    SSH6 = Standard(
        "Sleeping place seen where the baby is on a plan",
        applies=plan.is_in("CIN", "CP"),
        met=sleep_place_seen == "Y",
        target=1.0,
        amber=0.95,
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: every baby on a child protection or child in need plan",
        counted_on=visitor,
        excluded="Babies on no plan.",
        caveats=(_CONTACTS, "Of the contacts audited; how many babies have a plan stands on the Volumes sheet."),
    )
    SSH7 = Standard(
        "Co-sleeping and sudden infant death discussed at the contact",
        applies=ALWAYS,
        met=(advice_given == "Y") & topics.contains("COSLEEP"),
        versions=(
            Version(
                document=core.BED_SHARING,
                what="it is safer bed sharing that is spoken of, at each routine contact after the birth",
                applies=_ROUTINE_OF_2022,
                met=(advice_given == "Y") & topics.contains("BED_SHARING"),
                title="Safer bed sharing discussed at each routine contact after the birth",
            ),
        ),
        basis=Basis.GOOD_PRACTICE,
        source="NICE quality standard 37 on postnatal care: statement 4 of 2013, and from September 2022 statement 5",
        counted_on=visitor,
        caveats=(_CONTACTS, "The standard of 2013 spoke of mothers and babies; contacts are counted throughout."),
    )
    SSH8 = Standard(
        "Risk of sudden infant death assessed",
        applies=ALWAYS,
        met=sids_risk != "NR",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: families at higher risk are assessed",
        counted_on=visitor,
        caveats=(_CONTACTS,),
    )
    SSH9 = Standard(
        f"Unsafe sleep that others saw told to health within {TIMESCALES.unsafe_sleep_told}",
        applies=_unsafe,
        met=(told_health == "Y") & (working_days(observed_date, told_date) <= TIMESCALES.unsafe_sleep_told),
        pending=(told_health != "Y") & (working_days(observed_date, AS_OF) <= TIMESCALES.unsafe_sleep_told),
        basis=Basis.LOCAL,
        source="A police force whose officers' notes of unsafe sleep go to health by themselves",
        counted_on=observer,
        excluded="Babies of whom nothing was seen that is unsafe.",
        caveats=("Only what officers and housing staff noticed: what they see and do not recognise is not counted.",),
        questions={
            Prompt.TOO_FEW: "Do officers and housing staff see so few babies, or do they not know what to look for?"
        },
    )
    SSH10 = core.difference_standard(difference, on=visitor)
    SSH11 = Standard(
        "Others who work with the family told of what was unsafe",
        applies=_unsafe,
        met=~shared_with.contains("NONE"),
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: concerns about where a baby sleeps are raised",
        counted_on=visitor,
        excluded="Contacts at which nothing was unsafe.",
        caveats=(_CONTACTS, "Who was told is in SSHx10."),
    )

    # Volumes and context

    contacts = Count("Contacts at home with babies under one year")
    babies_on_plan = Count("Babies on a child protection or child in need plan")
    babies_on_plan_seen = Count("Of these, whose sleeping place somebody has seen")
    born = Count("Babies in your care who turned 14 days old", later=True)
    born_seen = Count("Of these, whose sleeping place somebody had seen by their 14th day", later=True)
    visitor_volumes = Volumes(visitor, (contacts, babies_on_plan, babies_on_plan_seen, born, born_seen))

    SSHx1 = Distribution("Whether the sleeping place was seen", sleep_place_seen, applies=ALWAYS, counted_on=visitor)
    SSHx2 = Distribution("Where babies sleep", sleep_place, applies=ALWAYS, counted_on=visitor)
    SSHx3 = Distribution("What makes the risk higher beforehand", risk_factors, applies=ALWAYS, counted_on=visitor)
    SSHx4 = Distribution("What visitors found unsafe on the day", hazards, applies=ALWAYS, counted_on=visitor)
    SSHx5 = Distribution("What observers found unsafe", hazards, applies=ALWAYS, counted_on=observer)
    SSHx6 = Distribution("Where observers saw a baby asleep", sleep_place, applies=ALWAYS, counted_on=observer)
    SSHx7 = Ratio(
        "Babies on a plan whose sleeping place somebody has seen",
        visitor_volumes,
        (babies_on_plan_seen,),
        (babies_on_plan,),
        expected="All of them are expected. A baby known to two agencies stands on both sheets.",
    )
    SSHx8 = RepeatShare("Babies with two or more audited contacts", child_ref, counted_on=visitor)
    SSHx9 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=visitor)
    SSHx10 = Distribution("Who was told of what was unsafe", shared_with, applies=_unsafe, counted_on=visitor)
    SSHx11 = Ratio(
        "Sleeping place seen by the baby's 14th day, of all babies born",
        visitor_volumes,
        (born_seen,),
        (born,),
        expected="All of them are expected: the new birth visit is made by day 14. SSH2 looks back at those audited. A "
        "baby in the care of two agencies stands on both sheets.",
    )

    # Who is compared with whom

    SSHa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, and names it

    key = record_ref
    anchors = {visitor: (contact_date,), observer: (observed_date,)}
    sampled = References(audit_ref)
    meant = {"SSH1 often hidden": core.FEW_FAIL}
