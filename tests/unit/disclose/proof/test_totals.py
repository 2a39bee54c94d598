"""What readers can tell of all agencies together: counted out world by world."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.facts import ALL, Band
from pipeline.disclose.proof.totals import ranges_of_all
from tests.unit.disclose.proof.drawn import NOW, band, exact, line, release

LIMIT = 5


def test_a_total_that_is_printed_is_known() -> None:
    held = release([exact(30, 40)], {"A": (20, 5), "B": (10, 5)})
    assert ranges_of_all([held], LIMIT, NOW, ["T1"]) == {"T1": (10, 10)}


def test_a_band_leaves_what_its_ends_leave_of_so_many_records() -> None:
    held = release([band(75, 100)], {"A": (22, 2)})
    assert ranges_of_all([held], LIMIT, NOW, ["T1"]) == {"T1": (0, 6)}


def test_an_agency_that_is_printed_narrows_what_can_be_told_of_all() -> None:
    held = release([band(60, 100), exact(10, 20, line("B"))], {"A": (22, 2), "B": (10, 10)})
    assert ranges_of_all([held], LIMIT, NOW, ["T1"]) == {"T1": (10, 17)}


def test_a_standard_without_records_is_left_away() -> None:
    assert ranges_of_all([release([], {"A": (22, 2)})], LIMIT, NOW, ["T9"]) == {}


@given(st.lists(st.tuples(st.integers(7, 12), st.integers(0, 4)), min_size=1, max_size=3), st.sampled_from([10, 25]))
@settings(max_examples=40, deadline=None)
def test_the_ends_are_those_of_every_world_that_fits_the_band(agencies: list[tuple[int, int]], width: int) -> None:
    table = dict(zip("ABC", agencies, strict=False))
    of, short = sum(map(sum, agencies)), sum(each for _, each in agencies)
    low = min(100 * (of - short) // of // width * width, 100 - width)
    printed = Band(low, low + width)
    (found,) = ranges_of_all([release([band(low, low + width, line(ALL))], table)], LIMIT, NOW, ["T1"]).values()
    worlds = product(*(range(sum(each) + 1) for each in agencies))
    fewest, most = printed.counts(of)
    possible = [sum(world) for world in worlds if fewest <= of - sum(world) <= most]
    assert found == (min(possible), max(possible))
