"""Intervals against published figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.intervals import newcombe, wilson

SHARED = Path(__file__).parents[4] / "shared" / "vectors"


def vectors(method: str) -> list[Any]:
    file = SHARED / "01_proportions.json"
    if not file.exists():
        return []
    found = [each for each in json.loads(file.read_text(encoding="utf-8")) if each["method"] == method]
    return [pytest.param(each, id=each["id"]) for each in found]


@pytest.mark.parametrize("vector", vectors("wilson"))
def test_wilson_gives_the_published_limits(vector: dict[str, Any]) -> None:
    given_ = vector["inputs"]
    lower, upper = wilson(given_["x"], given_["n"], given_["conf"])
    assert lower == pytest.approx(vector["expected"]["lower"], abs=vector["tolerance"])
    assert upper == pytest.approx(vector["expected"]["upper"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("newcombe10"))
def test_newcombe_gives_the_published_limits(vector: dict[str, Any]) -> None:
    given_ = vector["inputs"]
    lower, upper = newcombe(given_["x1"], given_["n1"], given_["x2"], given_["n2"], given_.get("conf", 0.95))
    assert lower == pytest.approx(vector["expected"]["lower"], abs=vector["tolerance"])
    assert upper == pytest.approx(vector["expected"]["upper"], abs=vector["tolerance"])


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"), [(18, 20, 70, 97), (27, 30, 74, 97), (54, 60, 80, 95), (9, 10, 60, 98)]
)
def test_wilson_gives_the_whole_percentages_printed_in_tables(count: int, total: int, lower: int, upper: int) -> None:
    found = wilson(count, total)
    assert (round(100 * found[0]), round(100 * found[1])) == (lower, upper)


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_proportion_and_stays_within_nought_and_one(pair: tuple[int, int]) -> None:
    count, total = pair
    lower, upper = wilson(count, total)
    assert 0 <= lower <= count / total <= upper <= 1
    assert (lower == 0) == (count == 0)
    assert (upper == 1) == (count == total)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_turning_the_two_round_turns_the_difference_round(first: int, second: int, data: st.DataObject) -> None:
    one, other = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    lower, upper = newcombe(one, first, other, second)
    assert newcombe(other, second, one, first) == pytest.approx((-upper, -lower))
    assert -1 <= lower <= one / first - other / second <= upper <= 1


@pytest.mark.parametrize(("count", "total"), [(1, 0), (-1, 5), (6, 5)])
def test_a_count_outside_its_total_is_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="0 <= count <= total"):
        wilson(count, total)
