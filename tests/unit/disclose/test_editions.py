"""The disclosure rule of each edition, written out for whoever answers for it."""

from __future__ import annotations

import pytest

from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition, edition
from pipeline.disclose.hiding import line, table
from pipeline.errors import UsageError
from pipeline.measure.counts import Counts

EVERY = (SUBGROUP, BOARD, PUBLIC)
MANY = 200


def smallest_shown(each: Edition, by_child: bool) -> int:
    """The first count from 1 upwards that an edition shows."""
    drawn = (Counts(met=met, not_met=MANY) for met in range(1, MANY))
    return next(line_drawn.met for line_drawn in drawn if not table([], line_drawn, each, by_child)[1].hidden)


def fewest_for_a_percentage(each: Edition) -> int:
    """The smallest denominator, of which all met the standard, beside which an edition shows a percentage."""
    return next(met for met in range(1, MANY) if line(Counts(met=met), each).proportion is not None)


def test_the_smallest_count_shown_is_1_to_the_sub_group_6_to_the_board_and_8_to_the_public() -> None:
    assert [smallest_shown(each, by_child=False) for each in EVERY] == [1, 6, 8]


def test_of_what_a_child_is_the_smallest_count_shown_is_6_to_the_sub_group_and_the_board_and_8_to_the_public() -> None:
    assert [smallest_shown(each, by_child=True) for each in EVERY] == [6, 6, 8]


def test_a_percentage_needs_5_records_for_the_sub_group_10_for_the_board_and_20_for_the_public() -> None:
    assert [fewest_for_a_percentage(each) for each in EVERY] == [5, 10, 20]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (52, 50), (53, 55)]
)
def test_the_public_sees_the_nearest_multiple_of_five_and_the_others_the_count_itself(count: int, shown: int) -> None:
    drawn = Counts(met=count, not_met=100)
    assert [line(drawn, each).met for each in (SUBGROUP, PUBLIC)] == [count, shown]
    assert [line(drawn, each).exact for each in EVERY] == [True, True, False]


def test_only_the_sub_group_is_told_how_many_records_a_standard_left_out() -> None:
    left_out = {"not_applicable": 30, "not_known": 31, "pending": 32, "missing": 33}
    drawn = Counts(met=50, not_met=50, **left_out)
    for each, told in zip(EVERY, (left_out, dict.fromkeys(left_out), dict.fromkeys(left_out)), strict=True):
        assert {name: getattr(line(drawn, each), name) for name in left_out} == told


@pytest.mark.parametrize(
    ("each", "named_readers", "agencies", "breakdowns"),
    [(SUBGROUP, True, True, True), (BOARD, False, True, False), (PUBLIC, False, False, False)],
    ids=EDITIONS,
)
def test_agencies_are_shown_to_all_but_the_public_and_breakdowns_to_named_readers_alone(
    each: Edition, named_readers: bool, agencies: bool, breakdowns: bool
) -> None:
    assert (each.named_readers, each.agencies, each.breakdowns) == (named_readers, agencies, breakdowns)


@pytest.mark.parametrize(
    ("each", "rule"),
    [
        (
            SUBGROUP,
            (
                "Counts of records are shown for each standard and agency, for named readers only. Counts broken down "
                "by age, sex or other facts about the child are hidden where they are 1 to 5."
            ),
        ),
        (
            BOARD,
            (
                "Counts of people’s records from 1 to 5 are hidden, and so is every figure from which one could be "
                "worked out, beside this report or those before it. So a figure may be hidden to protect another "
                "count: hidden does not mean zero, and not always small. Where counts are hidden, it may still be said "
                "between what a share lies (“80% or more”) or how it stands beside its target, and several quarters "
                "may be counted together. How many records a standard left out is not shown."
            ),
        ),
        (
            PUBLIC,
            (
                "Counts of people’s records from 1 to 7 are hidden, and so is every figure from which one could be "
                "worked out, beside this report or those before it. So a figure may be hidden to protect another "
                "count: hidden does not mean zero, and not always small. Where counts are hidden, it may still be said "
                "between what a share lies (“80% or more”) or how it stands beside its target, and several quarters "
                "may be counted together. Other counts are rounded to the nearest 5. How many records a standard left "
                "out is not shown."
            ),
        ),
    ],
    ids=EDITIONS,
)
def test_each_edition_says_its_rule_on_its_page(each: Edition, rule: str) -> None:
    assert each.rule == rule


def test_an_edition_is_found_by_its_name_and_a_name_that_there_is_not_is_refused() -> None:
    assert [edition(name) for name in ("subgroup", "board", "public")] == list(EVERY)
    with pytest.raises(UsageError, match=r"^There is no edition 'press'\. Choose one of subgroup, board, public\.$"):
        edition("press")
