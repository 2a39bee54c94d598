"""What several audits take over together, sheets that begin later, and periods that lie further back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from pipeline.audits import core
from pipeline.calendar.quarter import Period, Quarter
from pipeline.definition import (
    ALWAYS,
    Amount,
    Audit,
    Basis,
    Bundle,
    Cadence,
    Date,
    Part,
    Rule,
    Severity,
    Standard,
    View,
    Whole,
    YesNo,
)
from pipeline.definition.body import COLLECTED
from pipeline.errors import DefinitionError

SUMMER = Quarter(2019, 2)


class PLN(Audit):
    title = purpose = "Plans"
    unit, units = "one plan", "plans"
    cadence = Cadence.SIX_MONTHLY
    council = View("The council's return", role="social_care")
    ended = View("Plans that ended", beside=council, sheet="Ended", behind=4)
    opinions = core.voice("PLN", council, since=Quarter(2020, 1))
    all_of_it = Part("All of it")
    record_ref = core.record_ref("PLN")
    child_ref = core.child_ref()
    seen = Date("Date seen", on=council, required=True, example=date(2019, 7, 3))
    groups_due = Whole("Core groups due", on=council, required=True, example=3)
    groups_held = Whole("Core groups held", on=council, required=True, example=2)
    R1 = Rule(groups_held <= groups_due, blame=groups_held, severity=Severity.ERROR, fix="Mend one of them.")
    ended_on = Date("Date ended", on=ended, required=True, example=date(2018, 8, 1))
    came_back = YesNo("Came back?", on=ended, required=True, example="N")
    PLN1 = Standard(
        "Core groups held", ALWAYS, part=groups_held, whole=groups_due, basis=Basis.LOCAL, source="us", headline=True
    )
    PLN2 = Standard("Did not come back", ALWAYS, came_back == "N", Basis.LOCAL, "us")
    PLN3 = Amount("Core groups", groups_held, council, unit="core groups")
    key = record_ref
    linked_by = (child_ref,)
    anchors: ClassVar = {council: (seen,), ended: (ended_on,)}


def test_a_bundles_things_are_the_audits_own_under_their_names() -> None:
    assert [view.code for view in PLN.views] == ["council", "ended", "heard"]
    assert PLN.heard.sheet == "Voice"  # type: ignore[attr-defined]
    assert {field.name for field in PLN.fields} >= {"whose_view", "view_asked", "felt_listened_to", "child_ref"}
    assert "PLNC1" in {measure.id for measure in PLN.context}


def test_a_bundle_may_not_bring_a_name_that_the_audit_has() -> None:
    taken_twice = Bundle({"council": View("Another", role="police")})

    with pytest.raises(DefinitionError, match="council is held twice"):
        type("PLX", (Audit,), {"council": View("The council's", role="social_care"), "more": taken_twice})


def test_a_further_sheet_is_asked_from_its_first_quarter_on() -> None:
    then, later = (PLN.form(PLN.council, quarter) for quarter in (SUMMER, Quarter(2020, 2)))

    assert [each.sheet for each in then.beside] == ["Ended"]
    assert [each.sheet for each in later.beside] == ["Ended", "Voice"]


def test_a_view_that_lies_behind_asks_for_an_earlier_period_as_long() -> None:
    assert PLN.form(PLN.council, SUMMER).period == Period(Quarter(2019, 1), SUMMER)
    assert PLN.form(PLN.ended, SUMMER).period == Period(Quarter(2018, 1), Quarter(2018, 2))


def test_only_a_further_sheet_has_a_first_quarter() -> None:
    with pytest.raises(DefinitionError, match="only a further sheet has a first quarter"):
        View("The council's return", role="social_care", since=SUMMER)


def test_a_standard_that_counts_within_records_is_met_by_a_record_whose_part_is_its_whole() -> None:
    assert PLN.PLN1.fields() == (PLN.groups_held, PLN.groups_due)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"part": PLN.groups_held}, "say what meets it"),
        ({"part": PLN.groups_held, "met": PLN.came_back == "N"}, "part= goes with whole="),
        ({}, "say what meets it"),
        ({"met": PLN.came_back == "N", "basis": None}, "say what it rests on"),
    ],
)
def test_a_standard_that_does_not_say_what_meets_it_is_refused(options: dict[str, object], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        Standard("Held", ALWAYS, **({"basis": Basis.LOCAL, "source": "us"} | options))  # type: ignore[arg-type]


def test_a_standard_that_counts_within_records_needs_the_rule_that_no_part_is_more_than_its_whole() -> None:
    body = {
        name: each for name, each in vars(PLN).items() if name not in ("R1", "opinions", "code", "fields", "_forms")
    }
    settings = {name: each for name, each in body.items() if not name.startswith("__") and not name.startswith("_")}
    for collected in COLLECTED:
        settings.pop(collected)

    with pytest.raises(DefinitionError, match="add the rule that groups_held is at most its whole"):
        type("PLN", (Audit,), settings)
