"""How much more bodies differ than chance explains: nothing is said of few, or where chance alone is at work."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.overdispersion import FEWEST, NONE, overdispersion, scattered


def test_of_fewer_than_ten_bodies_nothing_is_told() -> None:
    counts, totals = [2, 38] * 4 + [20], [40] * 9
    assert len(totals) == FEWEST - 1
    assert overdispersion(counts, totals) is NONE
    assert overdispersion([*counts, 2], [*totals, 40]).times > 5


def test_bodies_that_differ_by_chance_alone_are_mostly_not_said_to_differ_more() -> None:
    random = np.random.default_rng(7)
    totals = [40] * 20
    said = sum(overdispersion(random.binomial(40, 0.8, 20).tolist(), totals) is not NONE for _ in range(400))
    assert said / 400 < 0.03


@given(st.integers(1, 400))
def test_a_record_is_worth_no_more_than_one(total: int) -> None:
    found = scattered([1, 39] * 5, [40] * 10)
    assert 0 < found.cases(total) <= total


def test_where_all_or_none_met_it_nothing_varies() -> None:
    assert scattered([0] * 12, [30] * 12).between == 0
    assert overdispersion([30] * 12, [30] * 12) is NONE
