"""Two breakdowns by what a child is, side by side, say nothing that neither says by itself."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.definition import Distribution, OneCode, View
from pipeline.disclose.editions import SUBGROUP
from pipeline.measure.counts import Counts
from pipeline.results.breakdowns import kept_apart
from pipeline.results.context_values import ContextResult, Share
from pipeline.results.model import StandardResult
from tests.unit.results.built import COLOUR, SEX, definition, result

LIMIT = SUBGROUP.hide_by_child
GIRLS = {"F": Counts(met=20, not_met=10), "M": Counts(met=18, not_met=12)}


def broken_down(name: str, left_out: int, by: OneCode = SEX) -> StandardResult:
    """A standard on which so many girls fewer count."""
    girls, boys = GIRLS["F"], GIRLS["M"]
    groups = {"F": Counts(girls.met - left_out, girls.not_met), "M": boys}
    return result({}, groups=groups if by is SEX else {"RED": groups["F"], "BLUE": boys}, by=by, id=name)


def shown(*standards: StandardResult, by: OneCode = SEX, context: tuple[ContextResult, ...] = ()) -> list[bool]:
    """Of which of them a breakdown is left."""
    view = View("Records", role="provider")
    asked: Any = type(
        "Small",
        (),
        {
            "standards": [definition(id=each.id, by=by) for each in standards],
            "context": [Distribution("Sex", field=SEX, applies=definition().applies, counted_on=view, id="Tx1")],
        },
    )
    return [bool(each.groups) for each in kept_apart(asked, standards, context, LIMIT)]


@pytest.mark.parametrize(("left_out", "both"), [(0, True), (1, False), (LIMIT, False), (LIMIT + 1, True)])
def test_of_two_breakdowns_that_differ_by_a_few_girls_one_is_shown(left_out: int, both: bool) -> None:
    assert shown(broken_down("T1", 0), broken_down("T2", left_out)) == [True, both]


def test_a_distribution_of_the_same_question_counts_as_a_breakdown() -> None:
    girls = ContextResult("Tx1", "Sex", "", None, 62, None, (Share("F", "Female", 32), Share("M", "Male", 30)))
    assert shown(broken_down("T1", 0), context=(girls,)) == [False]


def test_a_breakdown_by_what_is_no_fact_about_a_child_is_left_as_it_is() -> None:
    assert shown(broken_down("T1", 0, COLOUR), broken_down("T2", 2, COLOUR), by=COLOUR) == [True, True]
