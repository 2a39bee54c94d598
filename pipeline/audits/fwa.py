"""FWA: family working agreements where neglect is a worry and there is no plan. One row is one agreement's review."""

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
    days,
)
from pipeline.partnership.defining import TIMESCALES, words

GOALS_MET = CodeList(
    "goals_met",
    (Code("ALL", "All"), Code("MOST", "Most"), Code("SOME", "Some"), Code("NONE", "None"), NOT_RECORDED),
)


class FWA(Audit):
    """Family working agreements where neglect is a worry and there is no plan. One row is one agreement's review."""

    place = 25
    title = "Family working agreements"
    short_title = "Working agreements"
    purpose = (
        "Where a family neglects a child and there is no child protection plan, an agreement says what is to change. "
        "Does it name goals, is it looked at again when it should be, are the goals met, and do families come back?"
    )
    unit = "one family with an agreement, and one review that fell due"
    units = "reviews of agreements, not children"
    row = "review"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every agreement whose review falls due in the quarter if there are 40 or fewer; otherwise 40 drawn at random. "
        "Families with neglect and no child protection plan."
    )

    social_care = View("Social care return", role="social_care")
    voice = core.voice("FWA", social_care)

    which_record = Part("Which record, and which family")
    record_ref = core.record_ref("FWA")
    audit_ref = core.audit_ref()
    family_ref = core.family_ref(required=True)

    the_agreement = Part("The agreement")
    agreement_date = Date("Date of the agreement", required=True, example=date(2019, 5, 22))
    goals = YesNo(
        "Goals written down that the family can tell when they are met?", not_recorded=True, required=True, example="Y"
    )
    review_due = Date("Date by which the agreement was to be reviewed", required=True, example=date(2019, 8, 21))

    the_review = Part("The review")
    reviewed_on = Date("Date the agreement was reviewed", help="Leave empty until then.", example=date(2019, 8, 27))
    goals_met = OneCode(
        "How many of the goals were met", codes=GOALS_MET, asked_when=reviewed_on.answered(), example="SOME"
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made()
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    due_after_agreement = Rule(
        holds=review_due > agreement_date, blame=review_due, severity=Severity.ERROR, fix=CHECK_DATES
    )
    reviewed_after_agreement = Rule(
        holds=reviewed_on > agreement_date, blame=reviewed_on, severity=Severity.ERROR, fix=CHECK_DATES
    )
    met_without_goals = Rule(
        when=goals == "N",
        holds=~goals_met.is_in("ALL", "MOST"),
        blame=goals_met,
        severity=Severity.QUERY,
        fix="Goals were met, and none were written down: confirm either.",
    )

    # Standards

    _PROCEDURE = "Agreed local procedure on families with neglect and no plan"

    FWA1 = Standard(
        "Agreement reviewed by its date",
        headline=True,
        applies=ALWAYS,
        met=reviewed_on.answered() & (reviewed_on <= review_due),
        pending=reviewed_on.is_blank() & (review_due >= AS_OF),
        basis=Basis.LOCAL,
        source=_PROCEDURE,
        caveats=("Where no date is given, it counts as not reviewed once the date is over.",),
        questions={
            Prompt.BELOW: "What became of the families whose agreement nobody looked at again?",
            Prompt.TOO_FEW: "Do so few families have an agreement, or do agreements have no date to be reviewed by?",
        },
    )
    FWA2 = Standard(
        "Most or all of the goals met at the review",
        applies=reviewed_on.answered(),
        met=goals_met.is_in("ALL", "MOST"),
        basis=Basis.GOOD_PRACTICE,
        source=_PROCEDURE,
        excluded="Agreements that are not reviewed yet.",
        caveats=("How many goals are met is judged by whoever reviews.",),
        questions={
            Prompt.BELOW: "Where goals were not met, what was done next, and did the agreement keep a plan away?"
        },
    )
    FWA3 = Standard(
        "Goals written so that the family can tell when they are met",
        applies=ALWAYS,
        met=goals == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_PROCEDURE,
    )

    FWA4 = Standard(
        f"Review set for within {TIMESCALES.agreement_review} of the agreement",
        applies=ALWAYS,
        met=days(agreement_date, review_due) <= TIMESCALES.agreement_review,
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}: a date far off is easily kept",
        caveats=("Says when a review was to be, and not when it was.",),
    )
    FWA5 = core.difference_standard(difference)

    # Volumes and context

    families = Count("Families with neglect and no child protection plan")
    families_agreed = Count("Of these, with a family working agreement")
    agreements_before = Count("Agreements made six months earlier")
    back_after_agreement = Count("Agreements made six months earlier: came back about neglect within six months")
    social_care_volumes = Volumes(social_care, (families, families_agreed, agreements_before, back_after_agreement))

    FWAx1 = Distribution("How many goals were met", goals_met, applies=reviewed_on.answered(), counted_on=social_care)
    FWAx2 = Ratio(
        "Families with neglect and no plan that have an agreement",
        social_care_volumes,
        (families_agreed,),
        (families,),
    )
    FWAx3 = Ratio(
        "Came back about neglect within six months of the agreement",
        social_care_volumes,
        (back_after_agreement,),
        (agreements_before,),
        expected="Of all agreements made two quarters before: they are all six months old by now.",
    )
    FWAx4 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    FWAa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, and names it

    key = record_ref
    anchors = {social_care: (review_due,)}
    sampled = References(audit_ref)
    meant = {"FWA1 often hidden": core.FEW_FAIL}
