"""Bands of shares: whoever knows the whole, and an agency that knows its own part, knows of no small count too much."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.facts import Band
from pipeline.disclose.shares import STEPS, Parted, bands_of, in_bands, part_of


def test_they_take_the_place_of_counts_where_small_ones_are_hidden_from_readers_who_are_not_known_by_name() -> None:
    editions = (SUBGROUP, SUBGROUP.of_few(), BOARD, PUBLIC, BOARD.of_things())
    assert [in_bands(each) for each in editions] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("part", "whole", "band"),
    [
        (143, 692, Band(20, 25)),
        (20, 100, Band(20, 25)),  # of two steps that meet in it the upper one
        (100, 100, Band(95, 100)),
        (0, 100, Band(0, 5)),
        (3, 100, Band(0, 5)),  # from 0 to 5 is as wide as the rule
        (3, 60, Band(0, 10)),
        (24, 25, Band(80, 100)),
        (12, 50, Band(20, 30)),  # a step of 5% would be of no more than two or three
        (12, 24, None),
        (22, 24, None),  # even in steps of 20% the rest of 2 could be no more than 4
        (9, 9, None),  # no percentage of so few
        (25, 10, None),
    ],
)
def test_a_band_is_the_finest_step_that_is_safe(part: int, whole: int, band: Band | None) -> None:
    bands = bands_of(part_of(part, whole), BOARD)
    assert (bands[0] if bands else None) == band


def test_what_an_agency_knows_of_its_own_makes_the_steps_wider() -> None:
    whole = part_of(33, 112)
    assert bands_of(whole, BOARD) == (Band(25, 30), Band(70, 75))
    assert bands_of(whole, BOARD, [part_of(30, 100), part_of(3, 12)]) == (Band(20, 40), Band(60, 80))
    assert bands_of(whole, BOARD, [part_of(30, 108), part_of(3, 4)]) is None


def possible(counts: tuple[int, ...], bands: tuple[Band, ...], known: tuple[int, ...]) -> list[set[int]]:
    """Of each part what the others may have in it, by going through all that fits what is printed."""
    whole = sum(counts)
    fits = [
        each
        for each in product(*(range(low, high + 1) for low, high in (band.counts(whole) for band in bands)))
        if sum(each) == whole and all(mine <= there for mine, there in zip(known, each, strict=True))
    ]
    return [{each[place] - known[place] for each in fits} for place in range(len(counts))]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 25), min_size=2, max_size=2), min_size=2, max_size=3).map(
        lambda agencies: [tuple(column) for column in zip(*agencies, strict=True)]
    ),
    st.sampled_from([BOARD, PUBLIC]),
)
def test_no_attack_by_going_through_every_table_knows_too_much(
    by_agency: list[tuple[int, ...]], edition: Edition
) -> None:
    counts = tuple(map(sum, zip(*by_agency, strict=True)))
    own = [Parted(each, sum(each)) for each in by_agency]
    bands = bands_of(Parted(counts, sum(counts)), edition, own)
    assume(bands is not None)
    assert bands is not None
    for known in (tuple(0 for _ in counts), *by_agency):
        for place, there in enumerate(possible(counts, bands, known)):
            true = counts[place] - known[place]
            assert true in there
            if 1 <= true <= edition.hide:
                assert min(there) <= 1
                assert max(there) >= edition.hide
                assert not there <= set(range(1, edition.hide + 1))


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_bands_of_the_public_hold_those_of_the_board(part: int, rest: int) -> None:
    board, public = (bands_of(part_of(part, part + rest), each) for each in (BOARD, PUBLIC))
    if public is not None:
        assert board is not None
        for ours, theirs in zip(board, public, strict=True):
            assert theirs.low <= ours.low < ours.high <= theirs.high


def test_each_step_goes_into_the_next() -> None:
    assert all(not (wide % fine) for fine, wide in zip(STEPS, (*STEPS[1:], 100), strict=True))


def test_answers_of_which_several_may_be_given_do_not_add_up() -> None:
    three_of_sixty = Parted((3, 58, 0), 60, several=True)
    assert bands_of(three_of_sixty, BOARD) == (Band(0, 10), Band(90, 100), Band(0, 10))
    assert bands_of(three_of_sixty, BOARD, [Parted((0, 56, 0), 56, several=True)]) is None  # 4 others at the most


@given(st.integers(20, 300), st.data())
def test_two_parts_that_differ_by_few_are_never_known_to_differ_by_few(whole: int, data: st.DataObject) -> None:
    """As where all second plans are told, and of these the ones within two years."""
    more = data.draw(st.integers(0, whole))
    fewer = data.draw(st.integers(max(0, more - BOARD.hide), more))
    bands = [bands_of(part_of(part, whole), BOARD) for part in (more, fewer)]
    if more > fewer and bands[0] and bands[1]:
        (low, high), (least, most) = (each[0].counts(whole) for each in bands if each)
        assert low - most <= 1
        assert high - least >= BOARD.hide
