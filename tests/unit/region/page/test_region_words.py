"""What a regional edition says of a standard: nothing but what areas print, and never who is first or last."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.region.assemble import assembled
from pipeline.region.model import AreaLine, RegionStandard, Spread
from pipeline.region.page import words
from pipeline.region.told import AreaStandard
from tests.unit.region.drawn import QUARTER, gives, standard

NAMES = ("Ashmere", "Birchway", "Coldharbour")


def of(*each: AreaStandard) -> RegionStandard:
    """A standard of areas called as they come in `NAMES`."""
    told = {name: gives(name, one) for name, one in zip(NAMES, each, strict=False)}
    ((only,),) = [audit.standards for audit in assembled("The region", QUARTER, told, ()).audits]
    return only


def line(standard_: RegionStandard, area: str) -> AreaLine:
    return next(each for each in standard_.areas if each.area == area)


@pytest.mark.parametrize(
    ("met", "count", "written"),
    [(45, 60, "45 of 60 (75%)"), (4, 9, "4 of 9"), (10, 10, "10 of 10 (100%)"), (0, 0, "no records")],
)
def test_a_count_has_a_percentage_only_where_the_boards_edition_has_one(met: int, count: int, written: str) -> None:
    assert words.counted(met, count) == written


def test_an_area_says_its_counts_or_a_band_or_is_marked_as_hidden() -> None:
    shown = of(standard(30, 40), standard(30, 40, (70, 80)), standard(2, 4, says=False))
    assert [words.said(each) for each in shown.areas] == ["30 of 40 (75%)", "70% to 80%", None]


def test_the_total_is_a_sum_only_where_every_added_area_prints_its_counts() -> None:
    assert words.total_sentence(of(standard(30, 40), standard(50, 60))).startswith(
        "2 areas are added: 80 of 100 (80%), 95% interval "
    )
    with_a_band = words.total_sentence(of(standard(30, 40), standard(50, 60, (80, 90))))
    assert "of 100" not in with_a_band
    assert with_a_band.endswith("to protect small counts.")
    assert words.total_sentence(of(standard(1, 4, says=False))).startswith("No area’s figure can be added")


def test_the_areas_that_print_their_counts_are_summed_apart_where_another_hides_its_own() -> None:
    three = of(standard(30, 40), standard(50, 60), standard(38, 40, (90, 100)))
    assert words.total_sentence(three).endswith("The 2 of them that print their counts come to 80 of 100 (80%).")
    assert "that print their counts" not in words.total_sentence(of(standard(30, 40), standard(50, 60, (80, 90))))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(40, 60)), min_size=3, max_size=3))
def test_the_other_areas_together_and_an_area_itself_come_to_the_total(counts: list[tuple[int, int]]) -> None:
    shown = of(*(standard(met, count) for met, count in counts))
    for each, (met, count) in zip(shown.areas, counts, strict=True):
        rest = sum(one for one, _ in counts) - met, sum(one for _, one in counts) - count
        assert words.others(shown, each) == words.counted(*rest)


def test_beside_a_hidden_area_the_others_are_not_said_as_a_difference() -> None:
    shown = of(standard(30, 40), standard(50, 60), standard(40, 50, (70, 80)))
    for each in shown.areas:
        told = words.others(shown, each)
        assert told is None or told.startswith("all areas: ")


def test_an_area_that_counts_otherwise_stands_beside_the_whole_total() -> None:
    shown = of(standard(30, 40), standard(50, 60), standard(9, 50, counted_by="another way"))
    alone = line(shown, "Coldharbour")
    assert words.others(shown, alone) == "80 of 100 (80%)"
    assert words.in_total(alone) == "not added: it counts this standard otherwise than most areas"
    assert words.way_of_counting(alone, shown) == "otherwise (version 2 of 2)"
    assert words.way_of_counting(line(shown, "Ashmere"), shown) == "as most areas"
    assert words.versions_sentence(shown).endswith("Counted otherwise in Coldharbour.")


def test_where_all_count_alike_it_is_said_once() -> None:
    shown = of(standard(30, 40), standard(50, 60))
    assert words.versions_sentence(shown) == "All areas count it alike."
    assert words.way_of_counting(shown.areas[0], shown) == "as all areas"


def test_of_a_limit_the_verdicts_are_said_the_right_way_round() -> None:
    shown = of(standard(30, 40, verdict="At target"), standard(30, 40, verdict="Below target"), standard(30, 40))
    assert words.verdicts_sentence(shown) == (
        "Each beside its own target: 1 at target or better, 1 below target and 1 without a printed verdict."
    )
    limit = replace(shown, low_is_good=True)
    assert words.verdicts_sentence(limit) == (
        "Each beside its own target: 1 within the limit, 1 over the limit and 1 without a printed verdict."
    )
    assert words.verdicts_sentence(replace(shown, rated=False)) == "It is not judged beside a target."


@pytest.mark.parametrize(
    ("spread", "ending"),
    [
        (None, "Too few areas print their counts for anything to be said of the spread."),
        (Spread(4, 0.4, 0.7, 0.9, None), "They are too few to tell by how much more than chance they vary."),
        (Spread(12, 0.4, 0.7, 0.9, None), "They do not show that areas vary more than chance alone would make them."),
        (Spread(12, 0.4, 0.7, 0.9, 2.34), "They vary 2.3 times as much as chance alone would make them."),
    ],
)
def test_the_spread_is_said_with_what_it_means(spread: Spread | None, ending: str) -> None:
    assert words.spread_sentence(replace(of(standard(30, 40)), spread=spread)).endswith(ending)


def test_areas_that_differ_are_named_in_the_order_of_their_names_and_chance_is_warned_of() -> None:
    shown = of(standard(30, 40), standard(30, 40), standard(30, 40))
    sides = {"Ashmere": ("below", True), "Birchway": ("above", True), "Coldharbour": ("below", False)}
    apart = replace(
        shown,
        areas=tuple(replace(each, apart=sides[each.area][0], firmly=sides[each.area][1]) for each in shown.areas),
    )
    assert words.apart_sentence(apart) == (
        "Birchway is higher and Ashmere is lower than the other areas together by more than chance and usual "
        "differences make: ask why. Coldharbour is lower than the other areas together, which chance may have made "
        "among so many comparisons."
    )
    assert words.apart_sentence(shown).startswith("No area that prints its counts differs")
    assert words.apart_sentence(replace(shown, spread=None)) == ""


def test_a_figure_has_the_name_under_which_its_area_knows_it() -> None:
    assert words.figure_id(of(standard(30, 40)), QUARTER) == "T1/all/2019-20-Q2"
