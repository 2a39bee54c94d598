"""Two raters against each other: the table, plain agreement, and coefficients that allow for chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics import agreement
from pipeline.statistics.agreement import Coefficient, Weights, plain, table, weights
from pipeline.statistics.intervals import wilson

LEVELS = [1, 2, 3, 4]
PAIRS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=2, max_size=40)
TABLES = PAIRS.map(lambda pairs: table(*zip(*pairs, strict=True), LEVELS))
NAN = float("nan")


def same(one: Coefficient, other: Coefficient) -> bool:
    first, second = (
        [NAN if each is None else each for each in (coefficient.value, coefficient.se)] for coefficient in (one, other)
    )
    return first == pytest.approx(second, abs=1e-7, nan_ok=True)


def test_every_level_has_its_row_and_column_whether_seen_or_not() -> None:
    assert table([1, 4, 4], [1, 3, 4], LEVELS).tolist() == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 1]]


def test_a_level_that_nobody_gave_still_counts_in_the_weights() -> None:
    rated = [1, 1, 3, 4], [1, 3, 3, 4]

    assert agreement.kappa(table(*rated, LEVELS)).value != agreement.kappa(table(*rated, [1, 3, 4])).value


def test_plain_agreement_is_counted_with_its_direction() -> None:
    counts = np.array([[5, 2, 0, 1], [1, 6, 0, 0], [0, 0, 3, 0], [0, 1, 0, 1]])
    counted_pairs = plain(counts)

    assert (counted_pairs.cases, counted_pairs.exact, counted_pairs.within_one) == (20, 15, 18)
    assert (counted_pairs.second_higher, counted_pairs.second_lower) == (3, 2)
    assert (counted_pairs.lower, counted_pairs.upper) == wilson(15, 20)


@pytest.mark.parametrize("kind", Weights)
def test_raters_who_always_agree_have_full_agreement_by_every_coefficient(kind: Weights) -> None:
    counts = np.diag([3, 9, 4, 2])

    for coefficient in (agreement.kappa, agreement.gwet):
        one_coefficient = coefficient(counts, kind)
        assert one_coefficient.value == pytest.approx(1)
        assert one_coefficient.se == pytest.approx(0, abs=1e-7)


def test_where_every_case_has_one_level_kappa_is_not_defined_and_gwet_is_full() -> None:
    counts = np.diag([0, 0, 0, 30])

    assert agreement.kappa(counts) == Coefficient(None, None, 30)
    assert agreement.kappa(counts).interval() is None
    assert agreement.gwet(counts).value == 1


def test_the_paradox_agreement_of_two_thirds_and_a_kappa_of_nearly_nothing() -> None:
    counts = np.array([[130, 56], [9, 5]])

    assert plain(counts).exact / plain(counts).cases == 0.675
    assert round(agreement.kappa(counts).value or 0, 3) == 0.022
    assert round(agreement.gwet(counts).value or 0, 3) == 0.533


@given(TABLES, st.sampled_from(Weights))
def test_it_does_not_matter_which_rater_is_the_first(counts: np.ndarray, kind: Weights) -> None:
    for coefficient in (agreement.kappa, agreement.gwet):
        assert same(coefficient(counts, kind), coefficient(counts.T, kind))


@given(TABLES, st.sampled_from(Weights))
def test_levels_counted_from_the_other_end_agree_as_well(counts: np.ndarray, kind: Weights) -> None:
    for coefficient in (agreement.kappa, agreement.gwet):
        assert same(coefficient(counts, kind), coefficient(counts[::-1, ::-1], kind))


@given(TABLES, st.sampled_from(Weights))
def test_coefficients_and_intervals_end_at_one(counts: np.ndarray, kind: Weights) -> None:
    for coefficient in (agreement.kappa(counts, kind), agreement.gwet(counts, kind)):
        ends = coefficient.normal()
        if coefficient.value is not None and ends is not None:
            assert -1 <= ends[0] <= coefficient.value + 1e-9
            assert coefficient.value - 1e-9 <= ends[1] <= 1


@pytest.mark.parametrize(("cases", "given_"), [(9, "nothing"), (10, "student"), (29, "student"), (30, "normal")])
def test_the_number_of_cases_decides_the_interval(cases: int, given_: str) -> None:
    coefficient = Coefficient(0.5, 0.1, cases)

    assert (
        coefficient.interval()
        == {"nothing": None, "student": coefficient.student(), "normal": coefficient.normal()}[given_]
    )


def test_weights_run_from_one_on_the_diagonal_to_nothing_at_the_corner() -> None:
    assert weights(Weights.LINEAR, 4)[0].tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])
    assert weights(Weights.QUADRATIC, 4)[0].tolist() == pytest.approx([1, 8 / 9, 5 / 9, 0])
    assert weights(Weights.ORDINAL, 4)[0].tolist() == pytest.approx([1, 5 / 6, 1 / 2, 0])
    assert weights(Weights.UNWEIGHTED, 4).tolist() == np.eye(4).tolist()


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    [
        (table, ([1], [1, 2], LEVELS), "first"),
        (table, ([1], [5], LEVELS), "levels"),
        (plain, (np.zeros((4, 4)),), "counts"),
        (plain, (np.ones((4, 3)),), "counts"),
        (agreement.kappa, (np.array([[1, -1], [1, 1]]),), "counts"),
        (agreement.gwet, (np.ones(4),), "counts"),
        (weights, (Weights.LINEAR, 1), "levels"),
    ],
)
def test_nonsense_is_refused_by_name(function: object, arguments: tuple[object, ...], named: str) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match=rf"\b{named}\b"):
        function(*arguments)
