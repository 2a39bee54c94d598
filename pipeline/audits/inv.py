"""INV: enquiries and investigations that were closed. One row is one child and one closed S47 enquiry."""

from __future__ import annotations

from datetime import date

from pipeline.audits import case_led, core
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    NOT_RECORDED,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    Distribution,
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
    YesNo,
)
from pipeline.partnership.defining import words

_CASE_BY_CASE = Quarter(2026, 1)  # from when on the questions for a meeting on the cases are asked
CLOSED_BY = CodeList(
    "closed_by",
    (
        Code("JOINTLY", "Social care and police together"),
        Code("CSC", "Social care alone"),
        Code("POLICE", "The police alone"),
        NOT_RECORDED,
    ),
)
THEN = CodeList(
    "concern_then",
    (
        Code("ESCALATED", "Escalated"),
        Code("HELD", "Taken up by another plan or team"),
        Code("NOTHING", "Nothing"),
        NOT_RECORDED,
    ),
)


class INV(Audit):
    """Enquiries and investigations that were closed. One row: one child, one closed S47 enquiry."""

    place = 23
    title = "Closed section 47 enquiries and joint investigations"
    short_title = "Closed enquiries"
    purpose = (
        "Is an enquiry or investigation closed for a reason that is written down and signed off, with everybody told "
        "and with what health professionals think taken into account, or does it end while somebody is still seriously "
        "worried about the child?"
    )
    unit = "one child and one section 47 enquiry, or joint investigation, that was closed in the quarter"
    units = "children in a closed enquiry, on the record of each agency that was part of it"
    cadence = Cadence.SIX_MONTHLY
    sampling = (
        "15 children a time, drawn at random from the section 47 enquiries that were closed without a child "
        "protection conference; joint investigations first."
    )

    social_care = View("Social care return", role="social_care")
    police = View("Police return", role="police")

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("INV")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_closing = Part("How it was closed")
    closed_date = Date("Date your agency closed its enquiry or investigation", required=True, example=date(2019, 8, 21))
    closed_by = OneCode("Who decided to close it", codes=CLOSED_BY, on=social_care, required=True, example="POLICE")
    rationale = YesNo("Reason for closing it recorded?", not_recorded=True, required=True, example="Y")
    mgr_sign_off = YesNo("Signed off by a supervisor or manager?", not_recorded=True, required=True, example="Y")
    all_agencies_told = YesNo(
        "Every agency that was part of it told that it is closed, and why?",
        not_recorded=True,
        required=True,
        example="N",
    )

    the_concerns = Part("What was still of concern")
    health_opinion_considered = YesNo(
        "Opinion of health professionals considered before it was closed?",
        not_recorded=True,
        required=True,
        na_when=ALWAYS,
        help="NA where there was none: no medical, and no health professional took part.",
        example="NR",
    )
    unresolved_concerns = YesNo(
        "Was a professional's serious concern about the child unresolved when it was closed?",
        required=True,
        help="One that was recorded by any agency, with nothing on the record that answers it.",
        example="Y",
    )
    concern_then = OneCode(
        "What became of the unresolved concern", codes=THEN, asked_when=unresolved_concerns == "Y", example="HELD"
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=social_care)
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    sides = case_led.domain_grades(since=_CASE_BY_CASE)
    reasons = case_led.reasons(
        overall_grade,
        moderated_grade,
        critical=(mgr_sign_off == "N") | (concern_then == "NOTHING"),
        since=_CASE_BY_CASE,
    )
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    unresolved_and_outstanding = Rule(
        when=unresolved_concerns == "Y",
        holds=overall_grade != "1",
        blame=overall_grade,
        severity=Severity.QUERY,
        fix="What was closed over a serious concern is seldom outstanding: confirm the grade or the concern.",
    )
    nothing_and_no_action = Rule(
        when=concern_then == "NOTHING",
        holds=immediate_action == "Y",
        blame=immediate_action,
        severity=Severity.QUERY,
        fix="Nobody holds this concern: confirm that the child is safe, or tell your safeguarding lead today.",
    )

    # Standards

    _REVIEW = "The board's review of an investigation that was closed despite serious concerns"
    _OWN_RECORD = "Each agency's own record of the same child is counted."

    INV1 = Standard(
        "Closing signed off by a supervisor or manager",
        headline=True,
        applies=ALWAYS,
        met=mgr_sign_off == "Y",
        basis=Basis.PROCEDURE,
        source=_REVIEW,
        caveats=(_OWN_RECORD,),
        questions={
            Prompt.BELOW: "Can an enquiry be closed on the system without a manager, and should it be possible?",
            Prompt.APART: "What does the one agency's procedure ask of a manager that the other's does not?",
        },
    )
    INV2 = Standard(
        "All agencies told that it is closed",
        applies=ALWAYS,
        met=all_agencies_told == "Y",
        basis=Basis.LOCAL,
        source=_REVIEW,
        caveats=(_OWN_RECORD,),
    )
    INV3 = Standard(
        "Closed while a serious concern was unresolved",
        headline=True,
        applies=ALWAYS,
        met=unresolved_concerns == "Y",
        polarity=Polarity.LOW_GOOD,
        target=0.0,
        amber=0.05,
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after the board's review",
        caveats=("Lower is better. Look at each child, and not only at the percentage.", _OWN_RECORD),
        questions={
            Prompt.BELOW: "For each child: who was still worried, who heard it, and is somebody with the child now?",
            Prompt.TOO_FEW: "Were so few enquiries closed, or is closing not seen as a decision to look at?",
        },
    )
    INV4 = Standard(
        "Reason for closing recorded",
        applies=ALWAYS,
        met=rationale == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        caveats=(_OWN_RECORD,),
    )
    INV5 = Standard(
        "Opinion of health professionals considered",
        applies=ALWAYS,
        met=health_opinion_considered == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        excluded="Enquiries on which no health professional had given an opinion.",
        caveats=(_OWN_RECORD,),
    )
    INV6 = Standard(
        "Unresolved concern escalated or taken up",
        applies=unresolved_concerns == "Y",
        met=concern_then.is_in("ESCALATED", "HELD"),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; see also the audit of escalations",
        excluded="Enquiries that were closed with no serious concern left.",
        caveats=("Few by their nature: look at each child.", _OWN_RECORD),
    )
    INV7 = core.difference_standard(difference, on=social_care)

    # Volumes and context

    s47_closed = Count("S47 enquiries closed (children)")
    s47_closed_nfa = Count("Of these, with no further action")
    social_care_volumes = Volumes(social_care, (s47_closed, s47_closed_nfa))

    INVx1 = Distribution("Who decided to close", closed_by, applies=ALWAYS, counted_on=social_care)
    INVx2 = Distribution(
        "What became of concerns that were unresolved",
        concern_then,
        applies=unresolved_concerns == "Y",
        counted_on=social_care,
    )
    INVx3 = Ratio(
        "S47 enquiries closed with no further action",
        social_care_volumes,
        numerator=(s47_closed_nfa,),
        denominator=(s47_closed,),
        expected="In one county 28% in 2020-21; a range to understand, not a target.",
    )
    INVx4 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    INVa0 = core.grades_compared(overall_grade, moderated_grade)

    INVr1 = Reconciled(
        "Investigations that were closed, as social care and the police record them",
        units="investigations",
        first=Side("social care", social_care, closed_date),
        second=Side("the police", police, closed_date),
        weak=(child_ref,),
        compare=(closed_date, all_agencies_told, unresolved_concerns),
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (closed_date,), police: (closed_date,)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    sampled = References(audit_ref)
    meant = {"INV1 often hidden": core.FEW_FAIL}
