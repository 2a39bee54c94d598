"""FAM: working with the whole family where an adult has needs too. One row is one family and one meeting."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    Agreement,
    Audit,
    Basis,
    Cadence,
    Count,
    Date,
    Distribution,
    MultiCode,
    Part,
    Polarity,
    Prompt,
    Rater,
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

SERVICES = code_list(
    "adult_services",
    MENTAL_HEALTH="Mental health",
    SUBSTANCE="Drugs and alcohol",
    DOMESTIC_ABUSE="Domestic abuse",
    LEARNING="Learning disability",
    ADULT_CARE="Adult social care",
    PROBATION="Probation",
    OTHER="Other",
    NONE="None: the adult has needs, and no service",
)


class FAM(Audit):
    """Working with the whole family where an adult has needs too. One row is one family and one meeting."""

    place = 21
    title = "Working with the whole family"
    short_title = "Whole family"
    purpose = (
        "Where a parent has needs of their own, do children's and adults' services work from one picture of the "
        "family at core groups and conferences, is the joint working protocol used, and would families gain "
        "from it whom it leaves out?"
    )
    unit = "one family in which an adult has needs, and one core group or conference"
    units = "families at a meeting, not children and not adults"
    cadence = Cadence.SIX_MONTHLY
    sampling = (
        "30 families with a child on a plan in which an adult has needs of their own, drawn at random; the latest core "
        "group or conference of each."
    )

    social_care = View("Social care return", role="social_care")
    adults = View("Adults' services return", role="adult_services")
    voice = core.voice("FAM", social_care)

    which_record = Part("Which record, and which family")
    record_ref = core.record_ref("FAM")
    audit_ref = core.audit_ref()
    family_ref = core.family_ref(required=True)
    meeting_date = Date("Date of the core group or conference", required=True, example=date(2019, 8, 14))

    the_adults = Part("The adults, and who works with them")
    adult_services = MultiCode(
        "Services that work with an adult of the family",
        codes=SERVICES,
        on=social_care,
        required=True,
        example="MENTAL_HEALTH;SUBSTANCE",
    )
    eligible = YesNo(
        "Does the family fit the joint working protocol?",
        on=social_care,
        required=True,
        help="By the protocol's own criteria, on the day of the meeting.",
        example="Y",
    )
    used = YesNo(
        "Joint working protocol used?", not_recorded=True, on=social_care, asked_when=eligible == "Y", example="N"
    )
    would_benefit = YesNo(
        "Would the family gain from the protocol all the same?", on=social_care, asked_when=eligible == "N"
    )
    used_by_adults = YesNo(
        "Was the joint working protocol used, by your record?",
        not_recorded=True,
        on=adults,
        required=True,
        example="N",
    )

    one_picture = Part("One picture of the family")
    joint_meeting = YesNo(
        "Did adults' services take part, or was their report read?",
        not_recorded=True,
        on=social_care,
        required=True,
        na_when=adult_services.contains("NONE"),
        help="NA only where no service works with the adults.",
        example="Y",
    )
    joint_by_adults = YesNo(
        "Does your record show that you took part, or sent a report?",
        not_recorded=True,
        on=adults,
        required=True,
        example="Y",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=social_care)
    overall_grade = core.overall_grade(on=social_care)
    moderated_grade = core.moderated_grade(on=social_care)
    learning = core.learning(overall_grade, on=social_care)
    immediate_action = core.immediate_action()

    # Rules across questions

    none_by_itself = Rule(
        holds=core.by_itself(adult_services, "NONE"),
        blame=adult_services,
        severity=Severity.ERROR,
        fix="Enter NONE by itself, or the services without NONE.",
    )
    used_with_nobody = Rule(
        when=adult_services.contains("NONE"),
        holds=used != "Y",
        blame=used,
        severity=Severity.QUERY,
        fix="The protocol was used, and no adults' service works with the family: confirm either.",
    )
    used_and_not_there = Rule(
        when=used == "Y",
        holds=joint_meeting != "N",
        blame=joint_meeting,
        severity=Severity.QUERY,
        fix="The protocol was used, and adults' services took no part: confirm either.",
    )

    # Standards

    _REVIEW = "The board's review of whole-family work"

    FAM1 = Standard(
        "Joint working protocol used where the family fits it",
        headline=True,
        applies=eligible == "Y",
        met=used == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}; the protocol's own criteria",
        counted_on=social_care,
        excluded="Families that do not fit its criteria.",
        questions={
            Prompt.BELOW: "Who would have begun it, and did they know that the family fits?",
            Prompt.TOO_FEW: "Do so few families fit the protocol, and what does that say of its criteria?",
        },
    )
    FAM2 = Standard(
        "Adults' services took part in the meeting, or their report was read",
        applies=ALWAYS,
        met=joint_meeting == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=f"{_REVIEW}: the whole picture is shared at core groups and conferences",
        counted_on=social_care,
        excluded="Families in which no service works with the adults.",
        caveats=("Being invited is not taking part.",),
        questions={Prompt.BELOW: "Are adults' workers not invited, or invited and not there?"},
    )
    FAM3 = core.difference_standard(difference, on=social_care)
    FAMx1 = Standard(
        "Would gain from the protocol, and does not fit it",
        applies=eligible == "N",
        met=would_benefit == "Y",
        basis=Basis.LOCAL,
        source="Context: whether the protocol's criteria are too narrow",
        polarity=Polarity.CONTEXT,
        counted_on=social_care,
        excluded="Families that fit its criteria.",
        caveats=("A social worker's view: nobody has assessed it.",),
    )

    # Volumes and context

    families = Count("Families with a child on a plan")
    families_with_needs = Count("Of these, in which an adult has needs of their own")
    social_care_volumes = Volumes(social_care, (families, families_with_needs))

    FAMx2 = Distribution("Services that work with the adults", adult_services, applies=ALWAYS, counted_on=social_care)
    FAMx3 = Ratio(
        "Families on a plan in which an adult has needs of their own",
        social_care_volumes,
        (families_with_needs,),
        (families,),
        expected="More may mean that the adults' needs are better seen.",
    )
    FAMx4 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    FAMa1 = Agreement(
        "Protocol used: social care's record and that of adults' services",
        Rater("Social care", used),
        Rater("Adults' services", used_by_adults),
        scale="answer",
        more="further from yes",
        less="nearer to yes",
    )
    FAMa2 = Agreement(
        "Meeting: social care's record and that of adults' services",
        Rater("Social care", joint_meeting),
        Rater("Adults' services", joint_by_adults),
        scale="answer",
        more="further from yes",
        less="nearer to yes",
    )
    FAMa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {social_care: (meeting_date,), adults: (meeting_date,)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    sampled = References(audit_ref)
    meant = {"FAM1 often hidden": core.FEW_FAIL}
