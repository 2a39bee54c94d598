"""Each thing that an audit can ask or count in vain is told, once and with what to do; of the library nothing is."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_APPLICABLE,
    YES,
    Audit,
    Basis,
    CodeList,
    Date,
    Distribution,
    Field,
    OneCode,
    Part,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    YesNo,
    code_list,
    working_days,
)
from pipeline.definition.cadence import Cadence
from pipeline.lint import Doubt, Kind, doubts
from pipeline.partnership.here import shipped, used
from tests.small_audit import audit_of

QUARTER = Quarter(2019, 2)
PANEL = View("Panel's return", role="audit_panel", code="panel")
REF = Text("Reference", required=True, name="ref", example="1", role=None)
SEEN = Date("Seen", required=True, name="seen", example=date(2019, 8, 1))
HELD = YesNo("Held?", required=True, name="held", example="Y")
WHY = OneCode("Why not", codes=code_list("why", A="Able", B="Busy"), name="why", asked_when=HELD == "N")
DONE = Date("Done", name="done", asked_when=HELD == "Y", example=date(2019, 8, 2))
FIELDS = (REF, SEEN, HELD, WHY, DONE)
RULE = Rule(holds=DONE >= SEEN, blame=DONE, severity=Severity.ERROR, fix="Mend it.", id="in_turn")


def standard(id: str = "OWN1", **changes: object) -> Standard:  # noqa: A002 -- what a standard calls it
    given = {"applies": ALWAYS, "met": HELD == "Y", "basis": Basis.LOCAL, "source": "us", "id": id}
    return Standard("Held", **{"headline": id == "OWN1"} | given | changes)  # type: ignore[arg-type]


PROMPT = standard("OWN2", applies=HELD == "Y", met=working_days(SEEN, DONE) <= 1)
WHY_NOT = Distribution("Why", WHY, HELD == "N", PANEL, id="OWNx1")


def own(*more: Field, standards: tuple[Standard, ...] = (), **parts: object) -> type[Audit]:
    """An audit in which there is no doubt, with ``more`` questions, ``standards`` and other parts."""
    return audit_of(
        "OWN",
        views=(PANEL,),
        parts=(Part("All", (*FIELDS, *more)),),
        **{
            "standards": (standard(), PROMPT, *standards),
            "rules": (RULE,),
            "context": (WHY_NOT,),
            "title": "Own",
            "purpose": "To test.",
            "unit": "one case",
            "units": "cases",
            "cadence": Cadence.QUARTERLY,
            "key": REF,
            "anchors": {PANEL: (SEEN,)},
            **parts,
        },  # type: ignore[arg-type]
    )


def told(audit: type[Audit], cases: float = 200) -> list[Doubt]:
    return list(doubts(audit, QUARTER, cases))


def names(audit: type[Audit], cases: float = 200) -> list[str]:
    return [each.name for each in told(audit, cases)]


def test_of_a_sound_audit_there_is_no_doubt() -> None:
    assert names(own()) == []


@pytest.mark.parametrize("name", ["southampton", "northtown"])
@pytest.mark.parametrize(
    "quarter", [Quarter(2017, 3), QUARTER, Quarter(2023, 4), Quarter(2026, 2), Quarter(2026, 3), Quarter(2028, 3)]
)
def test_of_the_library_there_is_no_doubt_but_those_that_it_explains(name: str, quarter: Quarter) -> None:
    with used(shipped(name)):
        every = [(audit, each) for audit in audits.of(quarter).values() for each in doubts(audit, quarter, 30)]

    kinds = {Kind.SMALL_GROUPS, Kind.OFTEN_HIDDEN}  # at a number of records of our own making
    assert [each.text for _, each in every if each.kind not in kinds] == []
    assert "MASH1 small groups" in {each.name for _, each in every if each.meant}


def test_a_question_that_nobody_can_answer_is_told() -> None:
    never = YesNo("Never?", name="never", asked_when=(HELD == "Y") & WHY.answered())
    audit = own(never, standards=(standard("OWN3", applies=HELD == "Y", met=(never == "Y") | (HELD == "N")),))

    (question,) = (each for each in told(audit) if each.about == "never")
    assert question.text == (
        "never, unreachable: no record can answer it, since what it is asked for never holds. Mend when it is asked "
        "(asked_when, required_when, only_when), or take the question out."
    )


def test_a_code_that_no_record_can_give_is_told() -> None:
    answers = CodeList("answers", (YES, NOT_APPLICABLE))
    bent = OneCode("Bent?", codes=answers, name="bent", asked_when=HELD == "Y", na_when=HELD == "N", example="Y")
    seen_as = standard("OWN3", applies=HELD == "Y", met=bent == "Y", polarity=standard().polarity)

    found_in = {each.name: each for each in told(own(bent, standards=(seen_as,)))}
    assert found_in["bent unreachable"].why == "no record can give the answer NA – Not applicable."
    assert found_in["OWN3 never fails"].do.startswith("Mend met=")


def test_a_rule_that_can_never_be_broken_is_told() -> None:
    idle = Rule(when=HELD == "N", holds=DONE.is_blank(), blame=DONE, severity=Severity.ERROR, fix="Mend.", id="idle")
    live = Rule(when=HELD == "Y", holds=DONE <= AS_OF, blame=DONE, severity=Severity.ERROR, fix="Mend.", id="live")

    (doubt,) = told(own(rules=(RULE, idle, live)))
    assert doubt.name == "idle unreachable"
    assert doubt.why.startswith("it can never be broken: on every record ‘Done’ is blank")


def test_a_standard_that_applies_to_nothing_or_that_nobody_can_meet_or_fail_is_told() -> None:
    nothing = standard("OWN3", applies=(HELD == "Y") & (WHY == "A"))
    unmeetable = standard("OWN4", applies=HELD == "Y", met=working_days(SEEN, DONE) <= -1)
    unfailing = standard("OWN5", applies=HELD == "N", met=WHY.is_in("A", "B"))
    unpending = standard("OWN6", applies=HELD == "Y", pending=WHY.answered())
    audit = own(standards=(nothing, unmeetable, unfailing, unpending))

    assert names(audit) == [
        "OWN3 never met",
        "OWN4 never met",
        "OWN5 never fails",
        "OWN6 never fails",
        "OWN6 unreachable",
    ]


def test_a_measure_of_answers_that_nobody_gives_there_is_told() -> None:
    assert names(own(context=(WHY_NOT, Distribution("Why", WHY, HELD == "Y", PANEL, id="OWNx2")))) == [
        "OWNx2 never met"
    ]


def test_a_question_that_nothing_reads_is_told_and_so_is_one_that_only_a_rule_reads() -> None:
    lonely = YesNo("Lonely?", name="lonely", example="Y")
    ruled = YesNo("Ruled?", name="ruled", example="Y")
    rule = Rule(ruled == "Y", ruled, Severity.QUERY, "Look again.", id="rule")

    doubted = {each.about: each.why for each in told(own(lonely, ruled, rules=(RULE, rule)))}
    assert doubted == {
        "lonely": "nothing reads it: no standard, measure, condition or link does.",
        "ruled": "only a rule reads it: no standard, measure, condition or link does.",
    }


def test_an_example_that_its_own_form_would_mark_is_told() -> None:
    early = Date("Early", name="early", required=True, example=date(2019, 7, 1))
    after = Rule(early >= SEEN, early, Severity.ERROR, "Mend it.", id="after")
    uncalled = YesNo("Uncalled?", name="uncalled", asked_when=HELD == "N", example="Y")
    bare = YesNo("Bare?", name="bare", required=True)
    reads = (
        standard("OWN3", met=(uncalled == "Y") | (bare == "Y")),
        standard("OWN4", met=working_days(SEEN, early) <= 1),
    )

    assert [each.name for each in told(own(early, uncalled, bare, rules=(RULE, after), standards=reads))] == [
        "uncalled contradicts",
        "bare contradicts",
        "after contradicts",
    ]


def test_a_breakdown_into_more_groups_than_a_sixth_of_the_records_is_told() -> None:
    many = OneCode(
        "Many", codes=code_list("many", **{c: c for c in "ABCDEFG"}), required=True, name="many", example="A"
    )
    broken_down = standard("OWN3", applies=many.is_in("A", "B", "C"), by=many)

    assert names(own(many, standards=(broken_down,)), cases=18 * 6) == []
    (doubt,) = (each for each in told(own(many, standards=(broken_down,)), cases=17) if each.about == "OWN3")
    assert doubt.why == ("by many it has 3 groups, and about 17 records in a quarter: fewer than 6 to a group.")


def test_a_headline_that_an_edition_will_often_hide_is_told_with_the_edition() -> None:
    (few,) = told(own(), cases=8)
    (some,) = told(own(), cases=40)

    assert "in the board edition (8 records of an agency, and no percentage below 10)" in few.why
    assert "in the board edition (an agency has about 4 of 40, and 1 to 5 are hidden)" in some.why
    assert "sub-group" not in some.why
    assert names(own(), cases=200) == []


def test_what_an_audit_says_is_meant_is_told_with_its_reason_and_a_slip_in_that_is_told_too() -> None:
    audit = own(meant={"OWN1 often hidden": "named readers see it.", "OWN9 often hidden": "x", "OWN1 strange": "y"})

    hidden, *slips = told(audit, cases=8)
    assert hidden.text.endswith(" It is meant: named readers see it.")
    assert [each.why for each in slips] == [
        "nothing is told as 'OWN9 often hidden'.",
        "nothing is told as 'OWN1 strange'.",
    ]
