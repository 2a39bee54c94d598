"""The attack on partnerships drawn at random, in a small selection of what `python -m benchmarks.disclosure` does."""

from __future__ import annotations

import pytest

from benchmarks.disclosure import growth, measure, partnerships
from benchmarks.releasing import METHODS, ours

AUDITS = list(partnerships(seed=1, count=3))


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method is not ours])
def test_other_ways_of_hiding_give_away_what_this_one_does_not_and_say_less(name: str) -> None:
    own, others = measure(ours, AUDITS), measure(METHODS[name], AUDITS)
    assert own.protected > 100
    assert own.recovered == 0
    assert others.recovered > 0
    assert own.saying / own.lines > others.saying / others.lines


def test_seconds_that_grow_with_the_square_of_the_cells_are_told_from_those_that_do_not() -> None:
    assert growth([(10, 0.1), (20, 0.4), (40, 1.6)]) == pytest.approx(2.0)
    assert growth([(10, 0.1), (20, 0.2), (40, 0.4)]) == pytest.approx(1.0)
