"""What each edition hides, and that nothing it shows gives a hidden count away."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.hiding import ShownCounts, column, for_named_readers, line, one_count, table
from pipeline.measure.counts import Counts


def counts(met: int, not_met: int, **others: int) -> Counts:
    return Counts(met=met, not_met=not_met, **others)


def test_the_sub_group_sees_every_count_of_records() -> None:
    shown = line(counts(1, 2, not_recorded=1, missing=3), SUBGROUP)
    assert (shown.met, shown.applicable, shown.not_recorded, shown.missing) == (1, 3, 1, 3)


def test_counts_by_what_a_child_is_are_hidden_from_the_sub_group_too() -> None:
    assert table([], counts(3, 20), SUBGROUP, by_child=True)[1].hidden


@pytest.mark.parametrize(("met", "not_met"), [(3, 20), (20, 3), (1, 1), (5, 5), (5, 100), (100, 1)])
def test_a_small_count_and_its_complement_share_one_fate(met: int, not_met: int) -> None:
    shown = line(counts(met, not_met), BOARD)
    assert (shown.met, shown.not_met, shown.proportion) == (None, None, None)


@pytest.mark.parametrize(("met", "not_met"), [(0, 20), (20, 0), (6, 6), (0, 0)])
def test_zero_and_larger_counts_are_shown(met: int, not_met: int) -> None:
    shown = line(counts(met, not_met), BOARD)
    assert (shown.met, shown.not_met, shown.applicable) == (met, not_met, met + not_met)


def test_a_denominator_that_could_only_hold_small_counts_is_hidden_with_them() -> None:
    assert line(counts(3, 3), BOARD).applicable is None
    assert line(counts(5, 5), BOARD).applicable == 10


def test_silence_is_hidden_where_it_or_what_it_leaves_is_small() -> None:
    assert line(counts(20, 10, not_recorded=2), BOARD).not_recorded is None
    assert line(counts(20, 10, not_recorded=8), BOARD).not_recorded is None
    assert line(counts(20, 20, not_recorded=8), BOARD).not_recorded == 8


def test_no_percentage_is_shown_on_fewer_than_ten_records_to_the_board() -> None:
    assert line(counts(0, 9), BOARD).proportion is None
    assert line(counts(0, 10), BOARD).proportion == 0.0


def test_the_public_sees_counts_rounded_to_five_and_percentages_of_rounded_counts() -> None:
    shown = line(counts(52, 31), PUBLIC)
    assert (shown.met, shown.not_met, shown.applicable) == (50, 30, 85)
    assert shown.proportion == 50 / 85


def test_one_hidden_agency_takes_the_next_smallest_with_it() -> None:
    shown, total = table([counts(3, 20), counts(30, 30), counts(12, 12)], counts(45, 62), BOARD)
    assert [each.hidden for each in shown] == [True, False, True]
    assert (total.met, total.applicable) == (45, 107)


def test_a_lone_agency_hides_the_total_that_would_name_it() -> None:
    shown, total = table([counts(3, 20)], counts(3, 20), BOARD)
    assert shown[0].hidden
    assert total.hidden


def test_what_is_for_named_readers_is_worked_out_for_them_alone() -> None:
    worked_out = []
    for edition in EDITIONS.values():
        shown = for_named_readers(edition, lambda edition=edition: worked_out.append(edition.name) or 7)
        assert shown == (7 if edition is SUBGROUP else None)
    assert worked_out == ["subgroup"]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, (0, 0, 0)), (1, (1, None, None)), (6, (6, 6, None)), (8, (8, 8, 10)), (12, (12, 12, 10))]
)
def test_a_count_of_its_own_is_hidden_or_rounded_by_the_rule_of_its_edition(
    count: int, shown: tuple[int | None, ...]
) -> None:
    assert tuple(one_count(count, edition) for edition in (SUBGROUP, BOARD, PUBLIC)) == shown


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((20, 30, 40), [20, 30, 40]),
        ((0, 30), [0, 30]),
        ((3,), [None]),
        ((3, 20, 30), [None, None, 30]),
        ((3, 4, 30), [None, None, 30]),
        ((2, 3, 30), [None, None, None]),
        ((1, 2, 20, 30), [None, None, None, 30]),
        ((3, 0, 20), [None, 0, None]),
        ((5, 6, 7), [None, None, 7]),
    ],
    ids=str,
)
def test_of_counts_side_by_side_no_more_is_hidden_than_keeps_each_small_one_unknown(
    values: tuple[int, ...], shown: list[int | None]
) -> None:
    """With two hidden and their sum above the limit nothing can be worked out: a third stays to be read."""
    assert column(values, limit=5) == shown


_LINES = st.lists(st.builds(counts, st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=4)


@given(_LINES, st.sampled_from([BOARD]))
def test_every_hidden_result_could_be_larger_than_a_small_count_and_is_never_pinned(
    parts: list[Counts], edition: Edition
) -> None:
    """The attack: every set of lines that fits all that is printed; a hidden count must take several values in it."""
    total = sum(parts, Counts())
    shown, shown_total = table(parts, total, edition)
    if all(not each.hidden for each in shown):
        return
    worlds = list(itertools.islice(_worlds(shown, shown_total, 12 * len(parts)), 20_000))
    for index, each in enumerate(shown):
        if each.hidden:
            assert len({world[index] for world in worlds}) > 1, (parts, shown, shown_total)


def _worlds(shown: list[ShownCounts], total: ShownCounts, most: int) -> itertools.chain[tuple[int, ...]]:
    """Every way in which the hidden 'met' counts can be, given the shown ones, each line's n and the total."""

    def possible(each: ShownCounts) -> range:
        if each.met is not None:
            return range(each.met, each.met + 1)
        return range((each.applicable if each.applicable is not None else most) + 1)

    every = itertools.product(*(possible(each) for each in shown))
    return itertools.chain(world for world in every if total.met is None or sum(world) == total.met)
