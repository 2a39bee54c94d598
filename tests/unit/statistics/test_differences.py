"""Two spans of time compared within strata, many tests at once, and how much quarters differ by themselves."""

from __future__ import annotations

from itertools import pairwise
from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pipeline.statistics.differences import Stratum, beyond, difference, errors_apart, surplus
from pipeline.statistics.discovery import discoveries
from pipeline.statistics.dispersion import FIRMLY, Common, Spread, common, size_of, spread
from pipeline.statistics.intervals import newcombe


@st.composite
def strata(draw: st.DrawFn) -> list[Stratum]:
    sizes = st.integers(1, 40)
    pairs = draw(st.lists(st.tuples(sizes, sizes), min_size=1, max_size=4))
    return [Stratum(draw(st.integers(0, now)), now, draw(st.integers(0, then)), then) for now, then in pairs]


def turned(each: Stratum) -> Stratum:
    return Stratum(each.earlier_met, each.earlier_total, each.met, each.total)


@given(strata())
def test_turned_round_the_difference_is_the_same_the_other_way(drawn: list[Stratum]) -> None:
    back = [turned(each) for each in drawn]
    assert errors_apart(back) == pytest.approx(-errors_apart(drawn), abs=1e-9)
    middle, lower, upper = difference(drawn)
    assert difference(back) == pytest.approx((-middle, -upper, -lower), abs=1e-9)
    assert lower - 1e-12 <= middle <= upper + 1e-12


def test_one_stratum_has_the_interval_of_newcombe_and_the_tail_of_fisher() -> None:
    only = Stratum(18, 20, 12, 18)
    assert difference([only])[1:] == pytest.approx(newcombe(18, 20, 12, 18))
    more = stats.hypergeom(38, 30, 20)
    tail = more.sf(18) + more.pmf(18) / 2
    assert errors_apart([only]) == pytest.approx(stats.norm.isf(tail))


def test_two_strata_have_the_tail_of_every_way_to_share_out_what_met() -> None:
    drawn = [Stratum(5, 6, 2, 7), Stratum(3, 4, 1, 5)]
    first, second = stats.hypergeom(13, 7, 6), stats.hypergeom(9, 4, 4)
    tail = sum(
        first.pmf(a) * second.pmf(b) * (1 if a + b > 8 else 0.5) for a in range(7) for b in range(5) if a + b >= 8
    )
    assert errors_apart(drawn) == pytest.approx(stats.norm.isf(tail))


def test_a_change_of_mix_alone_is_no_difference() -> None:
    drawn = [Stratum(90, 100, 9, 10), Stratum(2, 10, 20, 100)]
    assert difference(drawn)[0] == pytest.approx(0)
    assert abs(errors_apart(drawn)) < 0.2


def test_what_varies_more_has_a_wider_interval_and_fewer_degrees_of_freedom_a_wider_one_still() -> None:
    drawn = [Stratum(30, 40, 20, 40)]
    widths = [
        upper - lower
        for _, lower, upper in (
            difference(drawn),
            difference(drawn, wider=2),
            difference(drawn, wider=2, freedom=5),
            difference(drawn, wider=2, freedom=5, level=0.99),
        )
    ]
    assert widths == sorted(set(widths))


def test_nothing_is_compared_without_strata_or_with_less_than_chance() -> None:
    with pytest.raises(ValueError, match="needs at least one"):
        errors_apart([])
    for wrong in ({"strata": []}, {"strata": [Stratum(1, 2, 1, 2)], "wider": 0.9}):
        with pytest.raises(ValueError, match="needs at least one, and 1 or more"):
            difference(**wrong)
    with pytest.raises(ValueError, match="earlier_met"):
        Stratum(1, 2, 3, 2)


def test_how_likely_chance_is_to_give_so_many_errors() -> None:
    assert beyond(1.959964, inf) == pytest.approx(0.05, abs=1e-6)
    assert beyond(-2.570582, 5) == pytest.approx(0.05, abs=1e-6)
    assert beyond(0, 3) == 1


def test_the_surplus_is_that_of_mantel_and_haenszel() -> None:
    table = Stratum(18, 20, 12, 18)
    more = stats.hypergeom(38, 30, 20)
    assert surplus([table, table]) == pytest.approx((2 * (18 - more.mean()), 2 * more.var()))


# Many tests at once


def test_the_published_example_of_benjamini_and_hochberg_claims_four() -> None:
    chances = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
    ]
    assert sum(discoveries(chances, 0.05)) == 4


@given(st.lists(st.floats(0, 1), max_size=30), st.floats(0.001, 0.2))
def test_whoever_is_likelier_by_chance_is_claimed_no_sooner(chances: list[float], false: float) -> None:
    claimed = discoveries(chances, false)
    assert len(claimed) == len(chances)
    assert max((c for c, yes in zip(chances, claimed, strict=True) if yes), default=0) <= false
    assert all(
        not yes or claimed[other]
        for own, yes in zip(chances, claimed, strict=True)
        for other, chance in enumerate(chances)
        if chance <= own
    )


# How much quarters differ


def drawn_spreads(alike: float, quarters: int = 12, standards: int = 60) -> list[Spread]:
    random = np.random.default_rng(7)
    spreads = []
    for _ in range(standards):
        share, size = random.uniform(0.2, 0.8), int(random.integers(10, 80))
        firm = 1 / alike - 1 if alike else 0
        shares = random.beta(share * firm, (1 - share) * firm, quarters) if alike else [share] * quarters
        met = [int(random.binomial(size, each)) for each in shares]
        spreads.append(spread([[Stratum(now, size, then, size)] for then, now in pairwise(met)]))
    return spreads


def test_quarters_that_differ_by_chance_alone_are_taken_for_that() -> None:
    alike = common(drawn_spreads(0))
    assert alike.times(50) == pytest.approx(1, abs=0.15)
    assert alike.widening(drawn_spreads(0)[0], 50)[0] == pytest.approx(1, abs=0.2)


def test_quarters_that_differ_as_a_whole_are_seen_to_by_how_large_they_are() -> None:
    alike = common(drawn_spreads(0.05))
    assert alike.alike == pytest.approx(0.05, abs=0.015)
    assert alike.always == pytest.approx(1, abs=0.3)


def test_a_standard_that_varies_more_than_the_others_is_given_more_room() -> None:
    wild = Spread(squares=90, variance=15, size=30, freedom=6)
    others = drawn_spreads(0)
    alike = common([*others, *(Spread(60, 15, 30, 6), wild) * 5])
    assert alike.widening(wild, 30)[0] > 2 * alike.widening(others[0], 30)[0]


def test_while_no_quarters_show_how_they_vary_something_is_supposed() -> None:
    nothing = common([Spread()])
    assert nothing == Common()
    wider, freedom = nothing.widening(Spread(), 50)
    assert (wider, freedom) == (pytest.approx(2), FIRMLY)


@given(
    st.lists(
        st.builds(Spread, st.floats(0, 1e3), st.floats(0.1, 1e3), st.floats(0, 200), st.floats(0.1, 20)), min_size=1
    ),
    st.floats(0, 500),
)
def test_no_comparison_is_ever_taken_to_vary_less_than_chance(spreads: list[Spread], size: float) -> None:
    alike = common(spreads)
    for own in spreads:
        wider, freedom = alike.widening(own, size)
        assert min(wider - 1, freedom) >= 0


def test_the_records_that_stand_beside_one_are_those_of_its_quarter() -> None:
    assert size_of([20], [20]) == pytest.approx(19)
    assert size_of([20, 20, 20, 20], [20, 20, 20, 20]) == pytest.approx(19)
    assert size_of([10], [30]) == pytest.approx(2 * 10 * 30 / 40 - 1)


def test_a_pair_of_quarters_in_which_all_met_says_nothing_of_how_they_vary() -> None:
    assert spread([[Stratum(5, 5, 9, 9)]]) == Spread()
    some = spread([[Stratum(5, 5, 9, 9)], [Stratum(10, 20, 16, 20)]])
    above, by_chance = surplus([Stratum(10, 20, 16, 20)])
    assert (some.times, some.size) == (pytest.approx(above**2 / by_chance), pytest.approx(19))
    assert spread([[Stratum(10, 20, 16, 20)]], wider=2).times == pytest.approx(some.times / 2)
    assert sqrt(some.squares) == pytest.approx(abs(above))
