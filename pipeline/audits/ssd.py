"""SSD: safe-sleep advice when a baby leaves hospital. One row is one baby and one discharge."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
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
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

AREAS = code_list(
    "area", MATERNITY="Maternity", NNU="Neonatal unit", CHILDREN_WARD="Children's ward", ED_OBS="Emergency observation"
)
RECORDED = CodeList(
    "recorded",
    (Code("FULL", "That, what and how"), Code("PART", "Only some of these"), Code("N", "No"), NOT_RECORDED),
)
ADVISED = CodeList(
    "advised",
    (
        Code("BOTH", "Both parents"),
        Code("MOTHER", "Mother"),
        Code("FATHER", "Father"),
        Code("OTHER", "Somebody else"),
        NOT_RECORDED,
    ),
)
METHODS = code_list(
    "method", VERBAL="Talked through", LEAFLET="Leaflet", VIDEO="Film", DEMO="Shown", INTERPRETER="With an interpreter"
)
TOLD = code_list(
    "passed_to",
    GP="GP",
    CMW="Community midwife",
    HV="Health visitor",
    SW="Social worker",
    NONE="Nobody",
)


class SSD(Audit):
    """Safe-sleep advice when a baby leaves hospital. One row is one baby and one discharge."""

    place = 11
    title = "Safe-sleep advice when a baby leaves hospital"
    short_title = "Safe sleep: discharge"
    purpose = (
        "Each time a baby goes home, are both parents advised on how to lower the risk of sudden infant death, more "
        "fully where the risk is higher; is it written down; and do those who visit next know of it?"
    )
    unit = "one baby and one discharge"
    units = "discharges: each is a contact of its own, and a baby can have several"
    row = "discharge"
    cadence = Cadence.QUARTERLY
    sampling = "30 discharges of babies under one year from each area, drawn at random."

    hospital = View("Hospital's return", role="hospital")

    which_record = Part("Which record")
    record_ref = core.record_ref("SSD")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_discharge = Part("The baby and the discharge")
    area = OneCode("Where the baby was discharged from", codes=AREAS, required=True, example="CHILDREN_WARD")
    discharge_date = Date("Date of discharge", required=True, example=date(2019, 8, 14))
    sids_risk = core.sids_risk()
    risk_factors = core.predisposing()
    two_parents = YesNo(
        "Two parents or carers involved?",
        not_recorded=True,
        required=True,
        help="Both who will look after the baby, whether or not they live together.",
        example="Y",
    )

    the_advice = Part("The advice")
    advice_given = YesNo("Advice on safe sleep given at this discharge?", not_recorded=True, required=True, example="Y")
    _advised = advice_given == "Y"
    recorded = OneCode(
        "Recorded that advice was given, what was said and how?", codes=RECORDED, asked_when=_advised, example="PART"
    )
    advised = OneCode("Who was advised", codes=ADVISED, asked_when=_advised, example="MOTHER")
    method = MultiCode("How the advice was given", codes=METHODS, asked_when=_advised, example="VERBAL;LEAFLET")
    topics = MultiCode(
        "What the advice spoke of",
        codes=core.SLEEP_TOPICS,
        asked_when=_advised,
        help="The NICE standard asked for co-sleeping until 26 September 2022, and asks for safer bed sharing since.",
        example="POSITION;BEDDING;SMOKE;COSLEEP",
    )
    where_baby_sleeps = YesNo(
        "Talked about where this baby will sleep?", not_recorded=True, required=True, example="NR"
    )

    passing_on = Part("Who was told")
    passed_to = MultiCode("Who was told of the advice", codes=TOLD, required=True, example="GP;HV")
    passed_date = Date(
        "Date the last of those was told of the advice",
        asked_when=~passed_to.contains("NONE"),
        example=date(2019, 8, 15),
    )

    on_the_ward = Part("How the baby slept in hospital")
    seen_asleep = YesNo("Seen asleep in hospital by whoever audits?", required=True, example="Y")
    on_back = YesNo("Asleep on the back?", asked_when=seen_asleep == "Y", example="Y")
    clear_cot = YesNo("Nothing loose in the cot?", asked_when=seen_asleep == "Y", example="N")

    your_judgement = Part("Your judgement")
    difference = core.difference_made()
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    passed_after_discharge = Rule(
        holds=passed_date >= discharge_date,
        blame=passed_date,
        severity=Severity.QUERY,
        fix="Advice is passed on when the baby goes home: confirm that it was earlier, or mend the date.",
    )
    no_factor_by_itself = Rule(
        holds=core.by_itself(risk_factors, "NONE"),
        blame=risk_factors,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or what makes the risk higher without NONE.",
    )
    nobody_by_itself = Rule(
        holds=core.by_itself(passed_to, "NONE"),
        blame=passed_to,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or those who were told without NONE.",
    )
    passed_on_and_not_given = Rule(
        when=advice_given == "N",
        holds=passed_to.contains("NONE"),
        blame=passed_to,
        severity=Severity.QUERY,
        fix="Somebody was told of advice that was not given: confirm either.",
    )
    standard_risk_with_earlier_death = Rule(
        when=risk_factors.contains("PREV_SUDI"),
        holds=sids_risk != "STANDARD",
        blame=sids_risk,
        severity=Severity.QUERY,
        fix="After a sudden death in the family the risk is seldom standard: confirm either.",
    )
    both_where_there_is_one = Rule(
        when=two_parents == "N",
        holds=advised != "BOTH",
        blame=advised,
        severity=Severity.QUERY,
        fix="Both parents were advised where only one is involved: confirm either.",
    )

    # Standards

    _REVIEW = "The board's review of safe sleep"
    _QS37 = "NICE quality standard 37 on postnatal care"
    _CONTACTS = "Counts discharges: a baby with several counts at each."
    _high = sids_risk.is_in("RAISED", "HIGH")
    _breathing = ~risk_factors.contains("RESP_ILLNESS") | topics.contains("RESP")

    SSD1 = Standard(
        "Advice on safe sleep given and recorded in full",
        headline=True,
        applies=ALWAYS,
        met=_advised & (recorded == "FULL"),
        basis=Basis.GOOD_PRACTICE,
        source=f"{_REVIEW}: that it was given, what was said and how",
        by=area,
        caveats=(_CONTACTS, "Advice that is recorded in part counts as not met."),
        questions={
            Prompt.BELOW: "On which wards do babies go home without advice that anybody can read of afterwards?",
            Prompt.NOT_RECORDED: "Was the family not advised, or does the discharge form have no place for it?",
        },
    )
    SSD2 = Standard(
        "Both parents advised",
        applies=two_parents == "Y",
        met=_advised & (advised == "BOTH"),
        basis=Basis.LOCAL,
        source=_REVIEW,
        excluded="Babies with one parent or carer, and those of whom the record does not say.",
        caveats=(_CONTACTS,),
        questions={
            Prompt.BELOW: "When is the other parent there to be advised, and who sees to it where they are not?"
        },
    )
    SSD3 = Standard(
        "Where the baby will sleep was discussed",
        applies=ALWAYS,
        met=where_baby_sleeps == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        caveats=(_CONTACTS,),
    )
    SSD4 = Standard(
        "Fuller advice where the risk is raised or high",
        applies=_high,
        met=_advised & topics.contains("BEDDING", "SMOKE", "DRUGS_ALCOHOL", "COSLEEP") & _breathing,
        versions=(
            Version(
                document=core.BED_SHARING,
                what="safer bed sharing takes the place of co-sleeping",
                met=_advised & topics.contains("BEDDING", "SMOKE", "DRUGS_ALCOHOL", "BED_SHARING") & _breathing,
            ),
        ),
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: bedding, smoking, drugs and alcohol, breathing, and graduated by risk",
        excluded="Babies at standard risk, and those whose risk nobody assessed.",
        caveats=(_CONTACTS, "A baby with an illness of the breathing needs advice on that too."),
        questions={Prompt.TOO_FEW: "Are so few babies at raised risk, or is the risk not assessed before they leave?"},
    )
    SSD5 = Standard(
        f"GP and midwife or health visitor told within {TIMESCALES.safe_sleep_passed}",
        applies=ALWAYS,
        met=passed_to.contains("GP")
        & (passed_to.contains("CMW") | passed_to.contains("HV"))
        & (working_days(discharge_date, passed_date) <= TIMESCALES.safe_sleep_passed),
        pending=passed_to.contains("NONE") & (working_days(discharge_date, AS_OF) <= TIMESCALES.safe_sleep_passed),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after its review of safe sleep",
        timed="Working days from discharge until those who visit next were told",
        caveats=(_CONTACTS,),
    )
    SSD6 = Standard(
        "Asleep in hospital on the back, with nothing loose in the cot",
        applies=seen_asleep == "Y",
        met=(on_back == "Y") & (clear_cot == "Y"),
        basis=Basis.GOOD_PRACTICE,
        source="A hospital's published audit of 149 babies: 91% on the back, 23% with a loose object",
        excluded="Babies whom nobody saw asleep.",
        caveats=("What parents see on the ward they may well do at home.",),
    )
    SSD7 = Standard(
        "Co-sleeping and sudden infant death discussed",
        applies=ALWAYS,
        met=_advised & topics.contains("COSLEEP"),
        versions=(
            Version(
                document=core.BED_SHARING,
                what="it is safer bed sharing that is spoken of, and when it is strongly advised against",
                met=_advised & topics.contains("BED_SHARING"),
                title="Safer bed sharing discussed, and when it is strongly advised against",
            ),
        ),
        basis=Basis.GOOD_PRACTICE,
        source=f"{_QS37}: statement 4 of 2013, and from September 2022 statement 5",
        caveats=(_CONTACTS, "The standard of 2013 spoke of mothers and babies; discharges are counted throughout."),
    )
    SSD8 = Standard(
        "Risk of sudden infant death assessed",
        applies=ALWAYS,
        met=sids_risk != "NR",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: advice that is graduated by risk",
        caveats=(_CONTACTS,),
    )
    SSD9 = core.difference_standard(difference)

    # Volumes and context

    discharges = Count("Discharges of babies under one year")
    discharges_at_risk = Count("Of these, known to be at raised or high risk")
    hospital_volumes = Volumes(hospital, (discharges, discharges_at_risk), per=area)

    SSDx1 = Ratio(
        "Discharges known to be at raised or high risk",
        hospital_volumes,
        (discharges_at_risk,),
        (discharges,),
        expected="More may mean that risk is better assessed.",
    )
    SSDx2 = Distribution("What makes the risk higher", risk_factors, applies=ALWAYS, counted_on=hospital)
    SSDx3 = Distribution("How advice was given", method, applies=advice_given == "Y", counted_on=hospital)
    SSDx4 = RepeatShare("Babies with two or more audited discharges", child_ref, counted_on=hospital)
    SSDx5 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=hospital)

    # Who is compared with whom

    SSDa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, and names it

    key = record_ref
    anchors = {hospital: (discharge_date,)}
    sampled = References(audit_ref)
