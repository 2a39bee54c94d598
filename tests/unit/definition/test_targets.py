"""Rows of targets beside the standards that they name: what is refused, in whole sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition.targets import wrong_targets
from pipeline.partnership.model import Target
from tests.unit.results.built import CONTEXT, LOW, definition

ASK = "of the two. Have they changed places?"
YEAR = [Quarter(2026, number) for number in (1, 2, 3, 4)]


def wrong(target: float, amber: float, /, **changes: object) -> list[tuple[int, str, str]]:
    """What is wrong with one row, the fourth of its file, for a standard changed as said."""
    rows = [Target(standard="T1", target=target, amber=amber, row=4)]
    return list(wrong_targets(rows, {"T1": definition(**changes)}))


@pytest.mark.parametrize(("target", "amber"), [(0.8, 0.6), (0.8, 0.8), (1.0, 0.0)])
def test_amber_at_or_below_the_target_is_right_where_higher_is_better(target: float, amber: float) -> None:
    assert wrong(target, amber) == []
    assert (wrong(target, amber, **LOW) == []) is (target == amber)


def test_amber_harder_to_reach_than_the_target_is_refused() -> None:
    assert wrong(0.6, 0.8) == [
        (
            4,
            "amber",
            f"0.80 must be easier to reach than target 0.60: in T1 higher is better, so amber is the lower {ASK}",
        )
    ]


def test_where_lower_is_better_amber_below_the_target_is_refused() -> None:
    assert wrong(0.1, 0.2, **LOW) == []
    assert wrong(0.2, 0.1, **LOW) == [
        (
            4,
            "amber",
            f"0.10 must be easier to reach than target 0.20: in T1 lower is better, so amber is the higher {ASK}",
        )
    ]


def test_a_target_for_what_is_not_rated_is_refused() -> None:
    assert wrong(0.8, 0.6, **CONTEXT) == [
        (4, "standard", "T1 is shown for context and not rated, so it has no target. Take the row out.")
    ]


@pytest.mark.parametrize(
    ("target", "amber", "column", "told"),
    [
        (1.2, 0.6, "target", "1.2 is to be from 0 to 1, or from 0% to 100%."),
        (0.8, -0.1, "amber", "-0.1 is to be from 0 to 1, or from 0% to 100%."),
        (0.925, 0.6, "target", "0.925 is to be a whole per cent, since that is what pages print."),
        (float("nan"), 0.6, "target", "nan is to be from 0 to 1, or from 0% to 100%."),
    ],
)
def test_a_target_is_a_whole_per_cent_from_nought_to_a_hundred(
    target: float, amber: float, column: str, told: str
) -> None:
    assert wrong(target, amber) == [(4, column, told)]


def test_a_row_before_its_standard_begins_or_after_it_ended_is_refused() -> None:
    rows = [Target(standard="T1", target=0.8, amber=0.6, until=YEAR[0], row=2)]
    rows += [Target(standard="T1", target=0.8, amber=0.6, since=YEAR[3], row=3)]
    standard = definition(since=YEAR[1], until=YEAR[2])
    assert list(wrong_targets(rows, {"T1": standard})) == [
        (2, "to", "2026-27 Q1 is before the first quarter of T1, 2026-27 Q2. Take the row out."),
        (3, "from", "2026-27 Q4 is after the last quarter of T1, 2026-27 Q3. Take the row out."),
    ]


def test_a_row_that_holds_in_one_quarter_of_its_standard_is_right() -> None:
    rows = [Target(standard="T1", target=0.8, amber=0.6, until=YEAR[1], row=2)]
    assert list(wrong_targets(rows, {"T1": definition(since=YEAR[1])})) == []


def test_a_standard_that_nobody_knows_is_left_to_whoever_knows_the_names() -> None:
    assert list(wrong_targets([Target(standard="XX9", target=5.0, amber=7.0)], {})) == []


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_a_row_is_right_just_where_a_definition_of_the_same_lines_could_be_built(
    target: float, amber: float, low: bool
) -> None:
    target, amber = round(target, 2), round(amber, 2)
    assert (wrong(target, amber, **(LOW if low else {})) == []) is (target <= amber if low else target >= amber)
