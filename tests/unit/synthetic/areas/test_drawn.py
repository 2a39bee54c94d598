"""The areas of a made-up region as they are drawn: names, neighbours, sizes, and which of them counts otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.partnership.here import shipped, shipped_names
from pipeline.region.folder import key_of
from pipeline.synthetic.areas.drawn import MOST, TOGETHER, areas

seeds = st.integers(min_value=0, max_value=2**31)


@pytest.mark.parametrize("seed", range(30))
def test_no_two_areas_have_one_name_folder_or_seed_however_many_there_are(seed: int) -> None:
    drawn = areas(MOST, seed)

    for each in ("name", "folder", "seed"):
        assert len({getattr(area, each) for area in drawn}) == MOST
    assert len({key_of(area.name) for area in drawn}) == MOST


def test_no_area_is_called_as_a_partnership_that_comes_with_the_package() -> None:
    known = {shipped(each).area for each in shipped_names()}
    called = {each for area in areas(MOST, 1) for each in (area.name, *area.counties)}

    assert not known & called


@settings(max_examples=20)
@given(seed=seeds)
def test_a_seed_draws_the_same_areas_again_and_another_seed_others(seed: int) -> None:
    assert areas(9, seed) == areas(9, seed)
    assert areas(9, seed) != areas(9, seed + 1)


@settings(max_examples=20)
@given(seed=seeds)
def test_of_more_areas_the_first_are_those_of_fewer(seed: int) -> None:
    assert areas(12, seed)[:4] == areas(4, seed)


@pytest.mark.parametrize("seed", range(5))
def test_sizes_go_from_a_small_unitary_to_a_large_county(seed: int) -> None:
    sizes = [area.size for area in areas(60, seed)]

    assert all(0.4 <= size <= 3 for size in sizes)
    assert min(sizes) < 0.6
    assert max(sizes) > 1.7
    assert len(set(sizes)) > 40
    assert all(area.practice.size == area.size for area in areas(60, seed))


def test_areas_that_lie_together_have_one_police_force_and_the_next_ones_another() -> None:
    counties = [area.counties for area in areas(3 * TOGETHER, 1)]

    assert [len(set(counties[first : first + TOGETHER])) for first in range(0, len(counties), TOGETHER)] == [1, 1, 1]
    assert len(set(counties)) == 3


def test_practice_differs_from_area_to_area_in_every_audit_of_the_region() -> None:
    odds = [area.practice.odds for area in areas(20, 1)]

    assert len({tuple(each) for each in odds}) == 1
    assert all(len({each[code] for each in odds}) == 20 for code in odds[0])
    assert min(each[code] for each in odds for code in each) < 0.7
    assert max(each[code] for each in odds for code in each) > 1.4


@pytest.mark.parametrize(("count", "otherwise"), [(1, 0), (3, 0), (4, 1), (8, 2), (13, 3)])
def test_of_every_four_areas_one_counts_something_by_another_version(count: int, otherwise: int) -> None:
    versions = [area.version for area in areas(count, 1) if area.version is not None]

    assert len(versions) == otherwise
    assert len({name for name, _, _ in versions}) == otherwise


def test_every_area_asks_the_quarterly_audits_and_some_ask_more() -> None:
    asked = [set(area.audits) for area in areas(8, 1)]
    all_ask = set.intersection(*asked)

    assert len(all_ask) >= 3
    assert any(each - all_ask for each in asked)
    assert any(each == all_ask for each in asked)
