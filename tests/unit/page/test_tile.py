"""The standards as small multiples: what is in sight, and what is folded behind each."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page import tile
from pipeline.page.parts import Html
from pipeline.results.change_values import Change, Moved
from pipeline.results.figure_values import Verdict, YearTotal
from pipeline.results.model import StandardResult, Words
from tests.unit.page.reading import words
from tests.unit.results.built import CONTEXT, NOW, audit, hiding, quarters_to, result, withheld

WELL, UNCLEAR, BADLY = Counts(met=100), Counts(met=85, not_met=15), Counts(met=40, not_met=60)


def in_sight(standard: StandardResult, written: str = "") -> str:
    """What a reader sees of a tile before opening it."""
    return words(Html(tile.tile(standard, str(NOW), written).html.partition("<details>")[0]))


def test_a_tile_shows_n_of_n_target_verdict_and_that_cases_are_few() -> None:
    assert "Colour is red T1 85 of 100 (85%) target 90% Not yet clear" in in_sight(result(UNCLEAR))
    assert "5 of 6 (83%) target 90% Not yet clear few cases" in in_sight(result(Counts(met=5, not_met=1)))
    assert "target" not in in_sight(result(UNCLEAR, **CONTEXT))


def test_tiles_stand_worst_first_and_each_has_its_place_on_the_page() -> None:
    page = tile.standards(
        audit([result(WELL, id="A1"), result(UNCLEAR, id="B2"), result(BADLY, id="C3"), result({}, id="D4")])
    )
    assert re.findall(r'<section class="tile edge--(\w+)" id="(\w+)"', page.html) == [
        ("red", "C3"),
        ("amber", "B2"),
        ("green", "A1"),
        ("none", "D4"),
    ]


def test_a_sentence_on_the_change_is_in_sight_only_where_one_is_claimed() -> None:
    quiet = result(BADLY)
    moved = replace(quiet, over_year=replace(change(), moved=Moved.RISEN))
    assert "It has risen against the year before" in in_sight(moved)
    assert "It has risen" not in in_sight(replace(quiet, over_year=change()))
    assert "no clear change" in in_sight(replace(quiet, over_year=change()))


def change() -> Change:
    now = result(BADLY).total.counts
    return Change(
        recent="2018-19 Q3 to 2019-20 Q2",
        earlier="2017-18 Q3 to 2018-19 Q2",
        moved=Moved.NO_CLEAR_CHANGE,
        recent_counts=now,
        earlier_counts=now,
        difference=0.0,
        lower=-0.1,
        upper=0.1,
    )


def test_a_standard_below_target_asks_so_what_and_one_that_reaches_it_does_not() -> None:
    assert "So what? Not written yet." in in_sight(result(BADLY))
    assert "So what?" not in in_sight(result(WELL))


def test_words_stand_where_the_gap_was_and_the_gap_elsewhere() -> None:
    low = [result(BADLY, id="T1"), result(BADLY, id="T2")]
    part = tile.standards(audit(low, words=(Words("So what: T1", "<p>They <em>waited</em>.</p>"),)))
    assert words(part).count("Not written yet.") == 1
    assert "<p>They <em>waited</em>.</p>" in part.html


def test_words_of_a_standard_that_has_come_to_reach_its_target_are_still_shown() -> None:
    assert "So what? Kept." in in_sight(result(WELL), "<p>Kept.</p>")


def test_a_hidden_tile_says_its_band_its_verdict_and_what_several_quarters_come_to() -> None:
    together = YearTotal(("2019-20 Q1", "2019-20 Q2"), withheld(result(WELL).total, Band(95, 100), Verdict.AT))
    hidden = hiding(result(WELL), Band(80, 100), Verdict.AT)
    assert "Colour is red T1 80% or more target 90% At target" in in_sight(hidden)
    assert "April to September 2019 together: 95% or more, at target." in in_sight(replace(hidden, year=together))
    assert "100 of 100" not in in_sight(replace(hidden, year=together))


def test_a_standard_without_a_line_says_so() -> None:
    hidden = in_sight(hiding(result({"SOL": Counts(met=3, not_met=44)}, BOARD)))
    assert "No line: what would be drawn is hidden, to protect small counts." in hidden
    assert "No line: there is no figure to draw." in in_sight(result({"SOL": Counts(met=3, not_met=1)}))


def test_under_the_line_stand_its_first_and_its_last_quarter() -> None:
    standard = result(BADLY, earlier=dict.fromkeys(quarters_to(NOW, 8)[1:], BADLY))
    assert "Oct to Dec 2017 Jul to Sep 2019" in in_sight(standard)
    assert in_sight(result(BADLY)).count("Jul to Sep 2019") == 1


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_a_hidden_result_shows_no_count_percentage_or_interval_anywhere(edition: Edition) -> None:
    standard = result({"SOL": Counts(met=3, not_met=44)}, edition, headline=True, excluded="")
    for hidden in (standard, hiding(standard)):
        page = tile.tile(hidden, str(NOW)).html
        assert "hidden, to protect small counts" in page
        assert not re.search(r"(?<!\d)(3|44) of|of 47|\b6%|<img", page)
    assert "<svg" not in page


def test_everything_of_the_page_can_be_opened_at_once_without_a_script() -> None:
    page = tile.standards(audit([result(BADLY)])).html
    assert page.count('<input type="checkbox" id="open-all">') == 1
    assert 'id="open-all"' not in tile.standards(audit()).html


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (Counts(met=5, not_met=30, not_recorded=10), "30 not met, 10 of them not recorded"),
        (Counts(met=5, not_met=30, not_recorded=9), ""),
        (Counts(met=100, not_met=3, not_recorded=3), ""),
    ],
)
def test_a_tile_below_target_says_where_a_third_or_more_of_its_failures_is_not_recorded(
    drawn: Counts, told: str
) -> None:
    page_words = in_sight(result(drawn))
    assert told in page_words
    assert bool(told) is ("not recorded" in page_words)


def test_where_not_recorded_is_hidden_a_tile_does_not_tell_it() -> None:
    assert "not recorded" not in in_sight(result(Counts(met=5, not_met=33, not_recorded=31), BOARD))
