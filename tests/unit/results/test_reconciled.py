"""How many cases are on both returns, as each edition may show it."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audits.neg import NEG
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.facts import Band
from pipeline.page.sentences import reconciled_sentence
from pipeline.results.reconciled import TOLERANCES, reconciled
from pipeline.results.reconciled_values import ReconciledResult
from pipeline.store.codec import decoded, encoded
from tests.unit.reconcile.test_reconciliation import RECORDS
from tests.unit.reconcile.two_sides import case, police, social_care

# How many enquiries are on both, on the one and on the other return; how many the other side knows and calls none; and
# how many have a reference that is there twice.
DRAWN = st.tuples(*[st.integers(0, 14)] * 3, st.integers(0, 7), st.integers(0, 7))


def result(first: list[Any], second: list[Any], edition: Edition = SUBGROUP) -> ReconciledResult:
    (only,) = reconciled(NEG, [police(*first), social_care(*second)], edition)
    return only


def drawn(both: int, first: int, second: int, denied: int, twice: int) -> tuple[list[Any], list[Any]]:
    numbers = iter(range(1, 900))
    shared = [case(next(numbers)) for _ in range(both)]
    claimed = [case(next(numbers)) for _ in range(denied)]
    again = [each for _ in range(twice) for each in [case(next(numbers))] * 2]
    return (
        [*shared, *claimed, *again, *(case(next(numbers)) for _ in range(first))],
        [
            *shared,
            *({**each, "s47_agreed": "N", "inv_type": None} for each in claimed),
            *(case(next(numbers)) for _ in range(second)),
        ],
    )


def test_named_readers_see_every_count() -> None:
    first, second = drawn(20, 2, 1, denied=1, twice=1)
    shown = result(first, second)
    assert (shown.both, shown.of, shown.alike, shown.differ, shown.by_what_else) == (21, 24, 20, 1, 0)
    assert shown.proportion == 21 / 24
    assert (round(shown.lower or 0, 3), round(shown.upper or 0, 3)) == (0.690, 0.957)
    assert (shown.first.alone, shown.first.duplicates, shown.second.alone) == (2, 2, 1)
    agreed = shown.compared[1]
    assert (agreed.title, agreed.alike, agreed.compared, agreed.proportion) == ("S47 enquiry agreed?", 20, 21, 20 / 21)


def test_the_figure_is_shown_for_each_tolerance_and_for_the_comparison_s_own() -> None:
    without = {"audit_ref": None}
    first = [case(n, **without, strategy_date="2019-08-14") for n in range(1, 6)]
    days = ("2019-08-14", "2019-08-15", "2019-08-16", "2019-08-19", "2019-08-21")
    second = [case(n, **without, strategy_date=day) for n, day in enumerate(days, start=1)]
    shown = result(first, second)
    assert shown.by_what_else == shown.both == 3
    assert [(each.days, each.both, each.of, each.as_near) for each in shown.near] == [
        (0, 1, 9, 1),
        (1, 2, 8, 2),
        (2, 3, 7, 3),
        (3, 4, 6, 4),
        (5, 5, 5, 5),
    ]
    assert {each.days for each in shown.near} == {*TOLERANCES, NEG.reconciled[0].within}


def test_of_fewer_than_five_cases_no_percentage_is_given() -> None:
    shown = result(*drawn(3, 1, 0, denied=0, twice=0))
    assert (shown.both, shown.of, shown.proportion, shown.lower) == (3, 4, None, None)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_others_see_a_band_of_the_share_where_all_counts_are_large_and_nothing_that_is_finer(edition: Edition) -> None:
    shown = result(*drawn(46, 22, 0, denied=0, twice=0), edition)  # 46 of 68
    assert shown.band == {1: Band(60, 70), 5: Band(60, 80)}[edition.round_to]
    numbers = [getattr(shown, each.name) for each in fields(shown) if each.name not in ("within", "one_way")]
    finer = [*numbers, *(getattr(side, each.name) for side in shown.sides for each in fields(side))]
    assert [each for each in finer if isinstance(each, int | float)] == []
    assert reconciled_sentence(shown).startswith("Of the enquiries on a return of ")
    assert f"{shown.band.words} are on both." in reconciled_sentence(shown)
    assert reconciled(NEG, [police(), social_care()], edition)[0].of == 0


@given(DRAWN, st.sampled_from([BOARD, PUBLIC]))
def test_nothing_is_told_where_a_small_count_is_behind_it_or_had_by_subtraction(
    counts: tuple[int, int, int, int, int], edition: Edition
) -> None:
    """From other figures a reader may know how many records of each side apply, and take from them what is shown."""
    both, first, second, denied, twice = counts
    shown = result(*drawn(*counts), edition)
    if shown.band is None:
        return
    pairs, on_first, on_second = both + denied, both + denied + 2 * twice + first, both + second
    behind = {pairs, first, second, pairs + first, pairs + second, first + second}
    taken_away = {on_first - pairs, on_first - first, on_first - pairs - first, on_second - second, pairs - both}
    assert not any(1 <= each <= edition.hide for each in (*behind, *taken_away, on_first, on_second))
    low, high = shown.band.counts(pairs + first + second)
    assert low <= pairs <= high


def test_what_is_hidden_leaves_no_trace_in_any_number_of_the_result() -> None:
    shown = result(*drawn(23, 2, 0, denied=0, twice=0), BOARD)
    numbers = [getattr(shown, each.name) for each in fields(shown) if each.name not in ("within", "one_way")]
    of_sides = chain.from_iterable((getattr(side, each.name) for each in fields(side)) for side in shown.sides)
    assert not [each for each in (*numbers, *of_sides) if isinstance(each, int | float)]


def test_a_result_is_kept_and_read_again_as_it_was() -> None:
    shown = result(*drawn(7, 2, 1, denied=1, twice=1))
    assert decoded(ReconciledResult, encoded(shown)) == replace(shown)


@given(RECORDS, RECORDS)
def test_no_answer_of_a_record_goes_into_a_result(first: list[Any], second: list[Any]) -> None:
    text = "".join(encoded(each) for each in reconciled(NEG, [police(*first), social_care(*second)], SUBGROUP))
    answers = {str(value) for record in (*first, *second) for value in record.values() if len(str(value)) > 1}
    assert not [each for each in answers - {"None"} if each in text]
