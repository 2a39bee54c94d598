"""What differs between two versions of the audits: each part once, what it does to figures, and what is a break."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition.outline import Outline, outline
from pipeline.definition.upgrade import Change, changes
from pipeline.partnership.here import shipped
from tests.forms import ALL, QUARTER

ASKED = {"title": "Agreed?", "answer": "one answer from the list", "codes": "Y – Yes; N – No"}
COUNTED = {"title": "Agreed in time", "applies where": "always", "met where": "‘Agreed?’ is “Yes”", "reads": "agreed"}
RATED = COUNTED | {"target": "at least 90%"}


def differing(before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> list[Change]:
    return changes({"TST": before}, {"TST": now}, shipped("northtown"), Quarter(2026, 2))


def test_two_outlines_of_one_definition_do_not_differ() -> None:
    there: Outline = outline(ALL, QUARTER)

    assert {name.split()[0] for name in there["NEG"]} == {"question", "standard", "measure"}
    assert "there are at most 15 working days" in there["NEG"]["standard NEG11"]["met where"]
    assert changes(there, outline(ALL, QUARTER), shipped("southampton"), QUARTER) == []


@pytest.mark.parametrize(
    ("before", "now", "breaks", "effect"),
    [
        ({}, {"standard T1": COUNTED}, True, "It is new: its line begins with the first returns that answer it."),
        ({"standard T1": COUNTED}, {}, True, "It is counted no more: its line ends"),
        ({"standard T1": COUNTED}, {"standard T1": COUNTED | {"met where": "x"}}, True, "It is counted otherwise"),
        ({"standard T1": COUNTED}, {"standard T1": COUNTED | {"in force": "from 2026-27 Q1"}}, True, "Its line begins"),
        ({"standard T1": RATED}, {"standard T1": RATED | {"target": "80%"}}, False, "Every quarter is rated anew."),
        ({"standard WNB6": RATED}, {"standard WNB6": RATED | {"target": "x"}}, False, "Your own target in targets.csv"),
        ({"standard T1": COUNTED}, {"standard T1": COUNTED | {"title": "In time"}}, False, "Only the words differ"),
        ({"question agreed": ASKED}, {"question agreed": ASKED | {"title": "Was it?"}}, False, "Templates from"),
        ({"measure T9": {"title": "a"}}, {"measure T9": {"title": "b"}}, False, "Only the words differ"),
        ({}, {"question agreed": ASKED}, False, "It is new: templates from the next ones on ask it."),
    ],
)  # fmt: skip
def test_a_change_says_what_it_does_to_figures(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]], breaks: bool, effect: str
) -> None:
    (change,) = differing(before, now)

    assert (change.breaks, change.effect[: len(effect)]) == (breaks, effect)


def test_other_answers_to_a_question_break_the_standards_that_read_it() -> None:
    parts = {"standard T1": COUNTED, "question agreed": ASKED}
    (change,) = differing(parts, parts | {"question agreed": ASKED | {"codes": "Y – Yes; N – No; P – Part"}})

    assert change.breaks
    assert change.effect.endswith("The lines of T1 break where it begins.")
    assert change.differs == (("codes", "Y – Yes; N – No", "Y – Yes; N – No; P – Part"),)


def test_breaks_come_first() -> None:
    before = {"standard T1": RATED, "standard T2": RATED}
    now = {"standard T1": RATED | {"title": "In time"}, "standard T2": RATED | {"met where": "x"}}

    assert [(each.name, each.breaks) for each in differing(before, now)] == [("T2", True), ("T1", False)]
