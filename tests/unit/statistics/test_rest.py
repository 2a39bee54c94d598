"""One part against the rest: the flag is the exact test, and the funnel that is drawn is the flag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from pipeline.statistics.rest import FLAG, LOOK, against_rest, unmarked_beside_rest

WHOLES = st.integers(2, 60).flatmap(
    lambda total: st.tuples(st.just(total), st.integers(0, 140)).flatmap(
        lambda both: st.tuples(st.just(both[0]), st.just(sum(both)), st.integers(0, sum(both)))
    )
)


@given(WHOLES, st.sampled_from([LOOK, FLAG]), st.sampled_from([1.0, 0.8, 0.5, 0.31]))
def test_a_count_is_flagged_exactly_where_it_is_drawn_outside_the_funnel(
    whole: tuple[int, int, int], tail: float, worth: float
) -> None:
    total, all_total, all_met = whole
    funnel = unmarked_beside_rest(total, all_met, all_total, tail, worth)
    for met in range(total + 1):
        flagged = min(against_rest(met, total, all_met, all_total, worth)) <= tail
        assert flagged is (funnel is None or not funnel[0] <= met <= funnel[1])


@given(WHOLES, st.sampled_from([LOOK, FLAG]))
def test_chance_alone_flags_no_more_often_than_the_level_says(whole: tuple[int, int, int], tail: float) -> None:
    total, all_total, all_met = whole
    often = hypergeom(all_total, all_met, total)
    low = sum(often.pmf(k) for k in range(total + 1) if against_rest(k, total, all_met, all_total)[0] <= tail)
    high = sum(often.pmf(k) for k in range(total + 1) if against_rest(k, total, all_met, all_total)[1] <= tail)
    assert max(low, high) <= tail + 1e-12


@given(WHOLES, st.data())
def test_the_tails_are_those_of_fishers_exact_test(whole: tuple[int, int, int], data: st.DataObject) -> None:
    total, all_total, all_met = whole
    met = data.draw(st.integers(max(0, total - (all_total - all_met)), min(total, all_met)))
    often = hypergeom(all_total, all_met, total)
    assert against_rest(met, total, all_met, all_total) == pytest.approx((often.cdf(met), often.sf(met - 1)), abs=1e-9)


@given(WHOLES, st.data(), st.floats(0.2, 1))
def test_families_never_make_a_part_stand_out_more(
    whole: tuple[int, int, int], data: st.DataObject, worth: float
) -> None:
    total, all_total, all_met = whole
    met = data.draw(st.integers(0, total))
    if min(against_rest(met, total, all_met, all_total, worth)) <= FLAG:
        assert min(against_rest(met, total, all_met, all_total)) <= LOOK


@pytest.mark.parametrize("given_", [(6, 5, 10, 20, 1.0), (1, 30, 10, 20, 1.0), (1, 5, 10, 20, 0.0)])
def test_nonsense_is_refused(given_: tuple[int, int, int, int, float]) -> None:
    with pytest.raises(ValueError, match="needs"):
        against_rest(*given_)
