"""Samples, strata, clusters and open cases."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.clusters import clustered, effective_cases, fewer, taken_together
from pipeline.statistics.exact import tails
from pipeline.statistics.intervals import wilson
from pipeline.statistics.rates import rate
from pipeline.statistics.sampling import draw
from pipeline.statistics.stratified import Part, Weighted, weighted
from pipeline.statistics.survival import kaplan_meier

# The Acute Myelogenous Leukaemia data, maintained group (Miller 1981); a survival package's first example.
LEUKAEMIA = {9: 1, 13: 1, 13.0001: 0, 18: 1, 23: 1, 28: 0, 31: 1, 34: 1, 45: 0, 48: 1, 161: 0}
NUMBERS = st.lists(st.integers(0, 90), min_size=1, max_size=40)
CASES = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=30)


def of_parts(*parts: tuple[int, int, int]) -> Weighted:
    """A figure from parts with one record a case: of each, how many met it, were examined and are listed."""
    return weighted([Part(listed, [(int(place < met), 1) for place in range(seen)]) for met, seen, listed in parts])


@st.composite
def strata(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        listed = draw(st.integers(2, 60))
        examined = draw(st.integers(2, listed))
        parts.append((draw(st.integers(0, examined)), examined, listed))
    return parts


@given(st.sets(st.text(min_size=1), max_size=20), st.integers(0, 2**32), st.data())
def test_the_same_seed_draws_the_same_cases_from_the_frame_in_any_order(
    keys: set[str], seed: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(0, len(keys)))
    drawn = draw(sorted(keys), size, seed)

    assert drawn == draw(sorted(keys, reverse=True), size, seed) == sorted(set(drawn))
    assert len(drawn) == size
    assert set(drawn) <= keys


def test_another_seed_draws_other_cases() -> None:
    keys = [f"{number:03}" for number in range(200)]

    assert draw(keys, 20, 1) != draw(keys, 20, 2)


def test_equal_samples_of_unequal_agencies_do_not_give_the_partnerships_figure() -> None:
    of_the_list = of_parts((10, 10, 300), (5, 10, 100))

    assert of_the_list.value == 0.875  # 15 of the 20 examined, which is 0.75
    assert of_the_list.lower is not None
    assert of_the_list.lower < 0.875


@given(strata())
def test_a_stratified_interval_holds_its_value_whatever_the_order_of_the_parts(
    parts: list[tuple[int, int, int]],
) -> None:
    figure, turned = of_parts(*parts), of_parts(*parts[::-1])

    assert figure.lower is not None
    assert figure.upper is not None
    assert 0 <= figure.lower <= figure.value + 1e-12
    assert figure.value - 1e-12 <= figure.upper <= 1
    assert (turned.value, turned.se, turned.lower) == pytest.approx((figure.value, figure.se, figure.lower))


def test_parts_all_examined_have_no_sampling_error() -> None:
    figure = of_parts((3, 4, 4), (9, 10, 10))

    assert (figure.lower, figure.upper, figure.se) == (12 / 14, 12 / 14, 0)


def test_a_part_with_one_case_of_several_gives_no_interval() -> None:
    figure = of_parts((1, 1, 8), (5, 10, 40))

    assert (figure.se, figure.lower, figure.upper) == (None, None, None)


def test_parts_in_which_all_met_it_are_still_uncertain() -> None:
    figure = of_parts((10, 10, 100), (10, 10, 100))

    assert (figure.lower, figure.upper) == wilson(20 / 0.9, 20 / 0.9)  # a tenth of the whole was examined


def test_a_weighted_figure_leaves_out_what_does_not_count_and_allows_for_it() -> None:
    # 4 of 100 examined, of which 2 count and 1 met; all 4 of 20, of which 3 met.
    figure = weighted([Part(100, [(1, 1), (0, 1), (0, 0), (0, 0)]), Part(20, [(1, 1)] * 3 + [(0, 1)] + [(0, 0)])])
    value = (25 * 1 + 4 * 3) / (25 * 2 + 4 * 4)
    above = [1 - value, -value, 0, 0]
    inside = [1 - value] * 3 + [-value, 0]
    variance = 100**2 * (1 - 4 / 100) * np.var(above, ddof=1) / 4 + 20**2 * (1 - 5 / 20) * np.var(inside, ddof=1) / 5

    assert figure.value == pytest.approx(value)
    assert figure.se == pytest.approx(variance**0.5 / 66)


def test_the_error_of_a_weighted_figure_is_what_drawing_again_and_again_gives() -> None:
    whole = [(1, 1), (1, 1), (1, 1), (0, 1), (1, 1), (0, 1), (0, 0), (1, 1), (2, 2), (0, 2)] * 6
    dice = np.random.default_rng(1)
    drawn = [[whole[place] for place in dice.choice(60, 30, replace=False)] for _ in range(2000)]
    each_time = [weighted([Part(60, each)]) for each in drawn]
    values = [each.value for each in each_time]
    inside = [
        each.lower <= 7 / 11 <= each.upper for each in each_time if each.lower is not None and each.upper is not None
    ]

    assert np.mean(values) == pytest.approx(7 / 11, abs=0.005)
    assert np.mean([(each.se or 0) ** 2 for each in each_time]) == pytest.approx(np.var(values), rel=0.1)
    assert np.mean(inside) == pytest.approx(0.95, abs=0.02)


def test_where_every_case_has_the_same_share_there_is_no_error_though_thirds_do_not_add_up() -> None:
    sizes = ((3, 2, 1, 3, 1, 1, 1, 1, 4), (4, 1, 2, 4, 4))
    parts = [
        Part(listed, tuple((2 * each, 3 * each) for each in of)) for listed, of in zip((100, 57), sizes, strict=True)
    ]

    assert weighted(parts).se == 0.0


def test_where_no_record_varies_brothers_and_sisters_count_once() -> None:
    figure = weighted([Part(100, [(2, 2)] * 10), Part(100, [(1, 1)] * 10)])

    assert (figure.se, figure.lower, figure.upper) == (0.0, *wilson(20 / 0.9, 20 / 0.9))


def test_siblings_who_share_a_result_count_as_one() -> None:
    families = [number // 3 for number in range(30)]
    interval = clustered([family % 2 == 0 for family in families], families)

    assert (interval.value, interval.cases, interval.clusters) == (0.5, 30, 10)
    assert interval.wider == pytest.approx(3**0.5)
    assert (interval.lower, interval.upper) == pytest.approx(wilson(5, 10))


def test_where_all_children_met_it_each_family_counts_once() -> None:
    interval = clustered([True] * 12, [number // 4 for number in range(12)])

    assert (interval.lower, interval.upper) == wilson(3, 3)
    assert interval.wider == 2


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 8)), min_size=2, max_size=40))
def test_clusters_never_narrow_an_interval_and_their_names_do_not_matter(cases: list[tuple[bool, int]]) -> None:
    met, cluster = map(list, zip(*cases, strict=True))
    if len(set(cluster)) < 2:
        cluster[0] = 99
    interval = clustered(met, cluster)
    plain = wilson(sum(met), len(met))
    renamed = clustered(met[::-1], [f"family {each}" for each in cluster[::-1]])

    assert 0 <= interval.lower <= plain[0] + 1e-9
    assert plain[1] - 1e-9 <= interval.upper <= 1
    assert interval.wider >= 1
    assert (renamed.lower, renamed.upper) == pytest.approx((interval.lower, interval.upper))


@pytest.mark.parametrize("target", [0.8, 0.9, 0.95])
@pytest.mark.parametrize(
    ("size", "alike"), [(1.7, 0.3), (2.2, 0.5), (2.0, 0.8)], ids=["families", "large families", "children on two lists"]
)
def test_what_stands_exactly_at_its_target_is_called_below_it_in_one_of_forty_at_most(
    size: float, alike: float, target: float
) -> None:
    chance, tries, below = np.random.default_rng(12), 400, 0
    for records in (10, 20, 40, 80):
        for _ in range(tries):
            sizes = [2] * (records // 2) if size == 2.0 else _sizes(chance, records, size)
            likely = chance.beta(target * (1 / alike - 1), (1 - target) * (1 / alike - 1), len(sizes))
            met = chance.binomial(sizes, likely)
            value = int(met.sum()) / records
            cases = effective_cases(Counter(zip(met.tolist(), sizes, strict=True)))
            below += value < target and tails(value * cases, cases, target)[0] <= 0.025
    assert below <= 0.025 * 4 * tries


def _sizes(chance: np.random.Generator, records: int, mean: float) -> list[int]:
    """Families of 1 to 6, so many records in all."""
    sizes: list[int] = []
    while sum(sizes) < records:
        sizes.append(min(1 + int(chance.poisson(mean - 1)), 6, records - sum(sizes)))
    return sizes


def test_few_clusters_tell_little_of_how_they_differ() -> None:
    assert effective_cases({(9, 10): 2}) == 2  # two families that fared alike are no more than two cases
    assert effective_cases({(1, 1): 30, (0, 1): 10}) == 40
    assert effective_cases({(3, 3): 4, (2, 2): 4}) == 8
    assert effective_cases({(1, 4): 1}) == 1


def test_spans_taken_together_say_no_more_than_the_poorest_lets_them() -> None:
    assert taken_together([(10, 10.0), (30, 30.0)]) == 40
    assert taken_together([(20, 10.0), (20, 20.0)]) == pytest.approx(1600 / (40 + 20))


def test_the_published_median_of_open_cases_is_found_with_its_open_end() -> None:
    curve = kaplan_meier(list(LEUKAEMIA), [bool(each) for each in LEUKAEMIA.values()])

    assert (curve.median, curve.median_lower, curve.median_upper) == (31, 13, None)
    assert [round(step.open, 4) for step in curve.steps] == [0.9091, 0.8182, 0.7159, 0.6136, 0.4909, 0.3682, 0.1841]


def test_the_interval_of_a_curve_is_the_one_on_the_log_log_scale() -> None:
    curve = kaplan_meier(list(LEUKAEMIA), [bool(each) for each in LEUKAEMIA.values()])

    assert curve.steps[0].lower == pytest.approx(0.508, abs=0.0005)
    assert curve.steps[0].upper == pytest.approx(0.987, abs=0.0005)


@given(CASES)
def test_the_curve_falls_from_one_and_lies_in_its_interval(cases: list[tuple[int, bool]]) -> None:
    times, closed = map(list, zip(*cases, strict=True))
    curve = kaplan_meier(times, closed)
    turned = kaplan_meier(times[::-1], closed[::-1])

    heights = [1.0, *(step.open for step in curve.steps)]
    assert heights == sorted(heights, reverse=True)
    assert all(0 <= height <= 1 for height in heights)
    for step in curve.steps:
        if step.lower is not None and step.upper is not None:
            assert 0 <= step.lower <= step.open <= step.upper <= 1
    assert turned == curve


@given(NUMBERS)
def test_where_every_case_is_closed_the_curve_is_the_share_that_took_longer(times: list[int]) -> None:
    curve = kaplan_meier(times, [True] * len(times))

    assert [step.time for step in curve.steps] == sorted(set(times))
    for step in curve.steps:
        assert step.open == pytest.approx(sum(each > step.time for each in times) / len(times), abs=1e-9)


def test_cases_all_still_open_have_no_median_yet() -> None:
    curve = kaplan_meier([3, 4], [False, False])

    assert (curve.steps, curve.median) == ((), None)


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    [
        (draw, (["a", "a"], 1, 1), "keys"),
        (draw, (["a"], 2, 1), "size"),
        (weighted, ([],), "parts"),
        (weighted, ([Part(9, [])],), "parts"),
        (weighted, ([Part(1, [(1, 1), (0, 1)])],), "cases"),
        (weighted, ([Part(9, [(2, 1)])],), "cases"),
        (weighted, ([Part(9, [(0, 0)])],), "cases"),
        (clustered, ([True], [1, 2]), "cluster"),
        (clustered, ([], []), "met"),
        (clustered, ([True, False], [1, 1]), "cluster"),
        (effective_cases, ({(2, 1): 1},), "clusters"),
        (effective_cases, ({},), "clusters"),
        (fewer, (0, 3), "clusters"),
        (taken_together, ([],), "spans"),
        (rate, (-1, 10), "events"),
        (rate, (1, 0), "of"),
        (kaplan_meier, ([], []), "times"),
        (kaplan_meier, ([1], []), "closed"),
        (kaplan_meier, ([1], [True, False]), "closed"),
        (kaplan_meier, ([-1], [True]), "times"),
    ],
)
def test_nonsense_is_refused_by_name(function: object, arguments: tuple[object, ...], named: str) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match=rf"\b{named}\b"):
        function(*arguments)
