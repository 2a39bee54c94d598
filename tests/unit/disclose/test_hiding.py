"""What each edition hides, and that nothing it shows gives a hidden count away."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.hiding import ShownCounts, column, for_named_readers, line, none_or_hidden, table
from pipeline.measure.counts import Counts


def counts(met: int, not_met: int, **others: int) -> Counts:
    return Counts(met=met, not_met=not_met, **others)


def test_the_sub_group_sees_every_count_of_records() -> None:
    shown = line(counts(1, 2, not_recorded=1, missing=3), SUBGROUP)
    assert (shown.met, shown.applicable, shown.not_recorded, shown.missing) == (1, 3, 1, 3)


def test_what_is_not_recorded_is_hidden_with_a_result_that_is_hidden_to_protect_another() -> None:
    """7 of one agency are not recorded; the other hidden one's not met would be 18 - 7 - 6 = 5."""
    parts = [counts(18, 7, not_recorded=7), counts(18, 6, not_recorded=6), counts(18, 5, not_recorded=5)]
    shown, total = table(parts, sum(parts, Counts()), BOARD)
    assert (total.met, total.not_met, total.not_recorded) == (54, 18, 18)
    assert all(each.not_recorded is None for each in shown if each.hidden)


def test_a_group_of_what_a_child_is_is_not_hidden_alone_below_a_total_that_is_printed() -> None:
    """1 of 4 in all and 0 of 3 of the girls: 1 of 1 boy."""
    parts = [counts(1, 0, pending=1), counts(0, 3, pending=2), counts(6, 6, pending=6), counts(8, 8, pending=7)]
    shown, total = table(parts, sum(parts, Counts()), SUBGROUP, by_child=True)
    assert (total.met, total.not_met, total.pending) == (15, 17, 16)
    for name in ("met", "pending"):
        hidden = [getattr(part, name) for part, each in zip(parts, shown, strict=True) if getattr(each, name) is None]
        assert len(hidden) > 1
        assert sum(hidden) > SUBGROUP.hide_by_child


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
    assert line(counts(3, 4), BOARD).applicable == 7
    assert line(counts(5, 5), BOARD).applicable == 10


def test_a_hidden_denominator_has_no_result_beside_it() -> None:
    for met, not_met in itertools.product(range(7), range(7)):
        shown = line(counts(met, not_met), BOARD)
        assert shown.applicable is not None or (shown.met, shown.not_met, shown.proportion) == (None, None, None)


def test_silence_is_hidden_where_it_or_what_it_leaves_is_small() -> None:
    assert line(counts(20, 10, not_recorded=2), BOARD).not_recorded is None
    assert line(counts(20, 10, not_recorded=8), BOARD).not_recorded is None
    assert line(counts(20, 20, not_recorded=8), BOARD).not_recorded == 8
    assert line(counts(20, 13, not_recorded=8), BOARD).not_recorded is None
    assert line(counts(20, 14, not_recorded=8), BOARD).not_recorded == 8
    assert line(counts(20, 8, not_recorded=8), BOARD).not_recorded == 8


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


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        # Two hidden ones that come to 5 or less are both known to be small, so a third is hidden with them.
        ([(2, 20), (3, 20), (30, 30), (31, 30)], [True, True, True, False]),
        ([(2, 20), (4, 20), (30, 30), (31, 30)], [True, True, False, False]),
        # A third is one that tells a reader least: the smallest that is not nought, and of two alike the first.
        ([(3, 20), (40, 40), (0, 0), (30, 30), (30, 30)], [True, False, False, True, False]),
    ],
    ids=str,
)
def test_in_a_table_no_more_lines_are_hidden_than_keep_each_small_count_unknown(
    parts: list[tuple[int, int]], hidden: list[bool]
) -> None:
    lines = [counts(*each) for each in parts]
    shown, total = table(lines, sum(lines, Counts()), BOARD)
    assert [each.hidden for each in shown] == hidden
    assert not total.hidden


def test_each_column_of_a_table_is_kept_safe_by_itself() -> None:
    lines = [counts(30, 30, missing=3), counts(40, 40, missing=30), counts(50, 50, missing=0)]
    edition = replace(BOARD, left_out=True)
    shown, total = table(lines, sum(lines, Counts()), edition)
    assert [each.missing for each in shown] == [None, None, 0]
    assert [each.met for each in shown] == [30, 40, 50]
    assert total.missing == 33


def test_two_lines_in_which_nobody_met_it_need_no_third_to_hide_them() -> None:
    lines = [counts(0, 3), counts(0, 4), counts(0, 30)]
    shown, total = table(lines, sum(lines, Counts()), BOARD)
    assert [each.hidden for each in shown] == [True, True, False]
    assert total.not_met == 37


def test_a_table_is_one_of_records_unless_it_is_said_to_be_of_what_a_child_is() -> None:
    parts, total = [counts(3, 20), counts(4, 30)], counts(7, 50)
    assert [each.met for each in table(parts, total, SUBGROUP)[0]] == [3, 4]
    assert [each.met for each in table(parts, total, SUBGROUP, by_child=True)[0]] == [None, None]


def test_what_is_for_named_readers_is_worked_out_for_them_alone() -> None:
    worked_out = []
    for edition in EDITIONS.values():
        shown = for_named_readers(edition, lambda edition=edition: worked_out.append(edition.name) or 7)
        assert shown == (7 if edition is SUBGROUP else None)
    assert worked_out == ["subgroup"]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, (0, 0, 0)), (1, (1, None, None)), (6, (6, None, None)), (12, (12, None, None))]
)
def test_of_a_count_of_its_own_others_than_named_readers_are_told_only_that_there_is_none(
    count: int, shown: tuple[int | None, ...]
) -> None:
    assert tuple(none_or_hidden(count, edition) for edition in (SUBGROUP, BOARD, PUBLIC)) == shown


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
        ((3, 40, 0, 31, 31), [None, 40, 0, None, 31]),
        ((21, 33), [21, 33]),
    ],
    ids=str,
)
def test_of_counts_side_by_side_no_more_is_hidden_than_keeps_each_small_one_unknown(
    values: tuple[int, ...], shown: list[int | None]
) -> None:
    """With two hidden and their sum above the limit nothing can be worked out: a third stays to be read."""
    assert column(values, limit=5) == shown


# The attack: every table that fits all that is printed

SMALL = replace(BOARD, hide=2, hide_by_child=2)  # a rule with few small counts, so that all tables can be gone through
BY_CHILD = replace(SUBGROUP, hide_by_child=2)
PARTS = ("met", "not_recorded", "recorded")  # of a line: what no column has in common with another


def counted_out(met: int, not_recorded: int, recorded: int) -> Counts:
    return Counts(met=met, not_met=not_recorded + recorded, not_recorded=not_recorded)


def quantities(each: Counts) -> dict[str, int]:
    return {
        "met": each.met,
        "not met": each.not_met,
        "not recorded": each.not_recorded,
        "recorded as not met": each.not_met - each.not_recorded,
        "out of": each.applicable,
    }


def fits(each: Counts, shown: ShownCounts) -> bool:
    pairs = [(shown.met, each.met), (shown.applicable, each.applicable), (shown.not_recorded, each.not_recorded)]
    return all(printed in (None, count) for printed, count in pairs)


def could_be(shown: Sequence[ShownCounts], total: ShownCounts, most: Counts) -> list[list[Counts]]:
    """Of each line, everything that it is in some set of lines that fits all that is printed and is within ``most``."""
    ends = (most.met, most.not_recorded, most.not_met - most.not_recorded)
    every = [counted_out(*drawn) for drawn in itertools.product(*(range(end + 1) for end in ends))]
    base = len(shown) * max(ends) + 1

    def place(each: Counts) -> int:
        """A number of which those of lines add up to that of their sum."""
        return each.met + base * (each.not_recorded + base * (each.not_met - each.not_recorded))

    possible = [[each for each in every if fits(each, line_shown)] for line_shown in shown]
    totals = sum(1 << place(each) for each in every if fits(each, total))  # sets of lines, as the bits of a number
    answers = []
    for index, own in enumerate(possible):
        sums = 1
        for others in (*possible[:index], *possible[index + 1 :]):
            sums = reduce(or_, (sums << place(each) for each in others))
        answers.append([each for each in own if (sums << place(each)) & totals])
    return answers


def given_away(parts: Sequence[Counts], edition: Edition, *, by_child: bool = False) -> list[str]:
    """What a reader of the whole table knows of its small counts, beyond that they are hidden."""
    limit = edition.hide_by_child if by_child else edition.hide
    total = sum(parts, Counts())
    shown, shown_total = table(parts, total, edition, by_child)
    # Of a total that is hidden there may be more: enough for every line to be more than a small count.
    more = [limit + 1 if None in (shown_total.met, shown_total.not_recorded) else 0] * 3
    away = []
    for index, possible in enumerate(could_be(shown, shown_total, total + counted_out(*more))):
        for name, count in quantities(parts[index]).items():
            values = {quantities(each)[name] for each in possible}
            of_all = quantities(total)[name]  # printed; where it is itself no more than this, no line can be more
            if 1 <= count <= limit and (
                min(values) > 1 or max(values) <= (min(limit, of_all - 1) if by_child else limit)
            ):
                away.append(f"{name} of line {index + 1} is one of {sorted(values)}")
    return away


_LINES = st.lists(
    st.builds(counted_out, st.integers(0, 8), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(_LINES)
def test_no_small_count_can_be_worked_out_from_all_columns_of_a_table_together(parts: list[Counts]) -> None:
    assert not given_away(parts, SMALL), table(parts, sum(parts, Counts()), SMALL)


@settings(max_examples=150, deadline=None)
@given(_LINES.filter(lambda parts: len(parts) > 1))
def test_no_small_count_of_what_a_child_is_can_be_worked_out_against_the_total_that_is_printed(
    parts: list[Counts],
) -> None:
    assert not given_away(parts, BY_CHILD, by_child=True)
