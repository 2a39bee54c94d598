"""CPM: the form of first findings at a child protection medical. One row is one child and one medical."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NO,
    NOT_RECORDED,
    YES,
    Alike,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    DateTime,
    Distribution,
    MultiCode,
    OneCode,
    Part,
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
    YesNo,
    code_list,
    hours,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

MEDICAL_REASONS = code_list(
    "medical_reason",
    PHYS="Physical injury",
    NEGLECT="Neglect",
    SEX_ACUTE="Sexual assault, recent",
    SEX_HIST="Sexual abuse, not recent",
    OTHER="Other",
)
GIVEN_TO = code_list("form_given_to", CSC="Social care", POLICE="Police")
HELPFUL = CodeList("helpful", (YES, NO, Code("PARTLY", "Partly"), NOT_RECORDED))

_RECENT = ("PHYS", "SEX_ACUTE")
_PLANNED = ("NEGLECT", "SEX_HIST", "OTHER")


class CPM(Audit):
    """The form of first findings at a child protection medical. One row: one child, one medical."""

    place = 17
    title = "First findings at child protection medicals"
    short_title = "Child protection medicals"
    purpose = (
        "At a child protection medical the doctor writes down the first findings, and what may have caused them, and "
        "gives this to social care and to the police there and then. Is that done, do both have it, and does it help "
        "them to decide?"
    )
    unit = "one child and one child protection medical"
    units = "children examined, and a child can have several medicals"
    row = "medical"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every child for whom social care asked for a medical, by the board's list; at most 30, drawn at random. "
        "Doctors, social care and police answer for the same children."
    )

    social_care = View("Social care return", role="social_care")
    police = View("Police return", role="police")
    doctor = View("Doctor's return", role="medical_examiner")

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("CPM")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_medical = Part("The request and the medical")
    medical_date = Date("Date of the medical", on=(social_care, police), required=True, example=date(2019, 7, 10))
    requested_at = DateTime(
        "Date and time the medical was asked for", on=doctor, required=True, example=datetime(2019, 7, 10, 11, 20)
    )
    reason = OneCode("Main reason", codes=MEDICAL_REASONS, on=doctor, required=True, example="PHYS")
    seen_at = DateTime(
        "Date and time the child was seen", on=doctor, required=True, example=datetime(2019, 7, 10, 15, 40)
    )
    consultant = YesNo(
        "Seen by a consultant, or agreed with one?", not_recorded=True, on=doctor, required=True, example="Y"
    )
    body_map = YesNo(
        "Findings shown on a body map or in photographs?",
        not_recorded=True,
        on=doctor,
        asked_when=reason == "PHYS",
        example="Y",
    )
    siblings_considered = YesNo(
        "Considered whether brothers and sisters need to be seen?",
        not_recorded=True,
        on=doctor,
        required=True,
        na_when=ALWAYS,
        help="NA where there is no other child.",
        example="Y",
    )

    the_form = Part("The form of first findings")
    form_given = YesNo(
        "Form of first findings filled in and given out?", not_recorded=True, on=doctor, required=True, example="Y"
    )
    form_given_to = MultiCode(
        "To whom the form was given", codes=GIVEN_TO, on=doctor, asked_when=form_given == "Y", example="CSC;POLICE"
    )
    given_on = Date(
        "Date the form was given",
        on=doctor,
        asked_when=form_given == "Y",
        help="Where the two had it on different days, the later one.",
        example=date(2019, 7, 10),
    )
    hypothesis_stated = YesNo(
        "Does the form say what may have caused the findings, and how likely that is?",
        not_recorded=True,
        on=doctor,
        asked_when=form_given == "Y",
        help="A first view is enough: inflicted, accidental, medical, or not possible to say yet.",
        example="Y",
    )
    final_report_date = Date(
        "Date the full report was sent",
        on=doctor,
        help="Leave empty where it is not yet sent or this is not recorded.",
        example=date(2019, 7, 15),
    )

    what_arrived = Part("What arrived with you")
    form_received = YesNo(
        "Is the form of first findings on your record?", on=(social_care, police), required=True, example="Y"
    )
    helpful = OneCode(
        "Did the form help you to decide what to do next?",
        codes=HELPFUL,
        on=(social_care, police),
        asked_when=form_received == "Y",
        help="Ask the social worker or officer of the case.",
        example="PARTLY",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=doctor)
    overall_grade = core.overall_grade(on=doctor)
    moderated_grade = core.moderated_grade(on=doctor)
    learning = core.learning(overall_grade, on=doctor)
    immediate_action = core.immediate_action()

    # Rules across questions

    seen_after_requested = Rule(holds=seen_at >= requested_at, blame=seen_at, severity=Severity.ERROR, fix=CHECK_DATES)
    given_after_seen = Rule(holds=given_on >= seen_at, blame=given_on, severity=Severity.ERROR, fix=CHECK_DATES)
    reported_after_seen = Rule(
        holds=final_report_date >= seen_at, blame=final_report_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    reported_by_now = Rule(
        holds=final_report_date <= AS_OF,
        blame=final_report_date,
        severity=Severity.ERROR,
        fix="Enter the date once the report has been sent; leave it empty until then.",
    )

    # Standards

    _FORM = "Agreed local procedure: the form is given to social care and police at the medical"
    _OF_PAEDIATRICS = "Royal College of Paediatrics and Child Health"
    _COLLEGE = f"Service standards of the {_OF_PAEDIATRICS}"
    _USED = "An audit of 24 reports: social care found 19 helpful, the police 16"
    _LINKED = "Whether and to whom it was given is taken from the doctor's record of the same child."

    CPM1 = Standard(
        "Form given to social care and to the police",
        headline=True,
        applies=ALWAYS,
        met=(form_given == "Y") & form_given_to.contains("CSC", "POLICE"),
        basis=Basis.PROCEDURE,
        source=_FORM,
        caveats=("Given to one of the two counts as not met.",),
        questions={
            Prompt.BELOW: "Who goes without the form, and on what do they decide where the child sleeps that night?",
            Prompt.APART: "Is the form to hand in every clinic and at every hour, or does it hang on who is on duty?",
        },
    )
    CPM2 = Standard(
        "Form given on the day of the medical",
        applies=ALWAYS,
        met=(form_given == "Y") & (given_on == seen_at),
        basis=Basis.PROCEDURE,
        source=_FORM,
        caveats=("After midnight counts as the next day.",),
    )
    CPM3 = Standard(
        "Form says what may have caused the findings",
        applies=form_given == "Y",
        met=hypothesis_stated == "Y",
        basis=Basis.PROCEDURE,
        source=_FORM,
        excluded="Medicals without a form.",
        questions={
            Prompt.BELOW: "Do doctors hold back a first view, and what would they need to write one down?",
        },
    )
    CPM4 = Standard(
        "Child seen within the time that the reason for the medical allows",
        applies=ALWAYS,
        met=(reason.is_in(*_RECENT) & (hours(requested_at, seen_at) <= TIMESCALES.cp_medical_recent))
        | (reason.is_in(*_PLANNED) & (working_days(requested_at, seen_at) <= TIMESCALES.cp_medical_planned)),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; an earlier text of the {_OF_PAEDIATRICS} said 12 hours for a "
        "recent injury",
        caveats=(
            f"A recent injury or assault has {TIMESCALES.cp_medical_recent}, by day and by night.",
            f"Every other reason has {TIMESCALES.cp_medical_planned}.",
            "Requests that came to no medical are not here: see CPMx4.",
        ),
    )
    CPM5 = Standard(
        "Full report in time",
        applies=ALWAYS,
        met=final_report_date.answered() & (working_days(seen_at, final_report_date) <= TIMESCALES.cp_report),
        pending=final_report_date.is_blank() & (working_days(seen_at, AS_OF) <= TIMESCALES.cp_report),
        basis=Basis.LOCAL,
        source=f"An earlier text of the {_OF_PAEDIATRICS}: a written document in three days",
        timed="Working days from the medical to the full report",
        caveats=(f"It is due within {TIMESCALES.cp_report}; no date counts as not sent.",),
    )
    CPM6 = Standard(
        "Social care has the form that was given to it",
        applies=(form_given == "Y") & form_given_to.contains("CSC"),
        met=form_received == "Y",
        basis=Basis.PROCEDURE,
        source=_FORM,
        counted_on=social_care,
        excluded="Medicals whose form was not given to social care.",
        caveats=(_LINKED,),
    )
    CPM7 = Standard(
        "Police have the form that was given to them",
        applies=(form_given == "Y") & form_given_to.contains("POLICE"),
        met=form_received == "Y",
        basis=Basis.PROCEDURE,
        source=_FORM,
        counted_on=police,
        excluded="Medicals whose form was not given to the police.",
        caveats=(_LINKED,),
    )
    CPM8 = Standard(
        "Form helped to decide what to do next",
        applies=form_received == "Y",
        met=helpful == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_USED,
        excluded="Cases in which no form arrived.",
        caveats=("“Partly” counts as not met. Social care and police each count their own record.",),
        questions={
            Prompt.BELOW: "What would the social worker and the officer have needed to read?",
            Prompt.APART: "What does the one find in the form that the other does not?",
        },
    )
    CPM9 = Standard(
        "Brothers and sisters considered",
        applies=ALWAYS,
        met=siblings_considered == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_COLLEGE,
        excluded="Children who are the only one.",
    )
    CPM10 = Standard(
        "Seen by a consultant, or agreed with one",
        applies=ALWAYS,
        met=consultant == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_COLLEGE,
    )
    CPM11 = Standard(
        "Injuries shown on a body map or in photographs",
        applies=reason == "PHYS",
        met=body_map == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_COLLEGE,
        excluded="Medicals for another reason than physical injury.",
    )
    CPM12 = core.difference_standard(difference, on=doctor)

    # Volumes and context

    medical_requests = Count("Medicals asked for (children)")
    medicals_held = Count("Of these, medicals held")
    doctor_volumes = Volumes(doctor, (medical_requests, medicals_held))

    CPMx1 = Distribution("Why medicals were held", reason, applies=ALWAYS, counted_on=doctor)
    CPMx2 = Distribution(
        "Whether the form helped social care", helpful, applies=form_received == "Y", counted_on=social_care
    )
    CPMx3 = Distribution("Whether the form helped the police", helpful, applies=form_received == "Y", counted_on=police)
    CPMx4 = Ratio(
        "Requests that came to a medical",
        doctor_volumes,
        numerator=(medicals_held,),
        denominator=(medical_requests,),
        expected="Not every request needs one; each refusal should have its reason on the child's record.",
    )
    CPMx5 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=doctor)

    # Who is compared with whom

    CPMa0 = core.grades_compared(overall_grade, moderated_grade)
    _examined = Side("the doctors", doctor, seen_at)
    CPMr1 = Reconciled(
        "Medicals, and the form as the doctors gave it and social care has it",
        units="medicals",
        first=_examined,
        second=Side("social care", social_care, medical_date),
        weak=(child_ref,),
        compare=(
            Alike(
                "Whether social care has the form",
                (form_given == "Y") & form_given_to.contains("CSC"),
                form_received == "Y",
            ),
        ),
    )
    CPMr2 = Reconciled(
        "Medicals, and the form as the doctors gave it and the police have it",
        units="medicals",
        first=_examined,
        second=Side("the police", police, medical_date),
        weak=(child_ref,),
        compare=(
            Alike(
                "Whether the police have the form",
                (form_given == "Y") & form_given_to.contains("POLICE"),
                form_received == "Y",
            ),
        ),
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (medical_date,), police: (medical_date,), doctor: (seen_at,)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    sampled = References(audit_ref)
    meant = {"CPM1 often hidden": core.FEW_FAIL}
