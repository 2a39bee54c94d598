"""The line beside a standard's name: what may be shown, where it lies, and nothing across a gap or a break."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page.chart import IN_A_TABLE, IN_A_TILE, own_sparkline, span_of, sparkline
from pipeline.page.chart.sparkline import Shape
from pipeline.page.sentences import share
from pipeline.results.agency import OwnStandard, agency_result
from pipeline.results.change_values import Break
from pipeline.results.figure_values import Verdict
from pipeline.results.model import StandardResult
from tests.unit.results.built import (
    NOW,
    audit,
    hiding,
    quarter,
    quarters_to,
    result,
    returned,
    set_to,
    targets,
    withheld,
)

MOST_BYTES = 1_000
EIGHT = quarters_to(NOW, 8)


def series(quarters: list[Quarter], **changes: object) -> StandardResult:
    """A standard with a figure in each of these quarters and in the newest."""
    earlier = {each: Counts(met=50 + place, not_met=50 - place) for place, each in enumerate(quarters) if each != NOW}
    return result(Counts(met=40, not_met=60), earlier=dict(sorted(earlier.items())), **changes)


def line(standard: StandardResult, shape: Shape = IN_A_TABLE) -> str:
    match = re.search(r'spark-line" d="([^"]*)"', sparkline(standard, str(NOW), shape).html)
    assert match
    return match[1]


def label(standard: StandardResult) -> str:
    return sparkline(standard, str(NOW)).plain


def test_eight_quarters_are_one_line_in_the_room_there_is_and_light() -> None:
    drawn = sparkline(series(EIGHT), str(NOW)).html
    assert line(series(EIGHT)).count("M") == 1
    assert line(series(EIGHT)).count("L") == 7
    assert len(drawn.encode()) < MOST_BYTES
    across = [float(each) for each in re.findall(r"[ML]([\d.]+) ", line(series(EIGHT)))]
    assert (across[0], across[-1]) == (4.0, IN_A_TABLE.width - 4.0)


def test_the_label_says_every_figure_in_numbers_and_the_target() -> None:
    assert label(series(EIGHT[:3])) == "Colour is red, 2018-19 Q4 to 2019-20 Q2: 52%, 51%, 40%; target 90%."


def test_the_label_says_each_figure_as_the_page_does_where_a_whole_percentage_would_look_like_the_target() -> None:
    tied = result(Counts(met=899, not_met=101))
    assert label(tied) == "Colour is red, 2019-20 Q2: 89.9%; target 90%."
    assert share(tied.total) == "89.9%"


def own() -> OwnStandard:
    earlier = {NOW.previous(): Counts(met=9, not_met=1), NOW.previous().previous(): Counts(met=3, not_met=7)}
    low = result({"SOL": Counts(met=19, not_met=1), "UHS": Counts(not_met=50)}, earlier=earlier)
    (standard,) = agency_result(quarter(audit([low], returns=(returned(),))), "SOL").standards
    return standard


def test_an_agency_s_line_is_of_its_own_figures_alone() -> None:
    drawn = own_sparkline(own(), str(NOW))
    assert drawn.plain == "Colour is red, 2018-19 Q4 to 2019-20 Q2: 30%, 90%, 95%; target 90%."
    assert "spark-dot--green" in drawn.html


def test_an_agency_s_line_stops_where_counting_changed() -> None:
    first, second = own().before
    broken = replace(own(), before=(replace(first, comparable=False), second))
    drawn = own_sparkline(broken, str(NOW))
    assert "from here on counted otherwise" in drawn.plain
    assert "spark-break" in drawn.html


def test_the_newest_dot_has_the_colour_of_the_verdict() -> None:
    assert "spark-dot--red" in sparkline(series(EIGHT), str(NOW)).html
    assert "spark-dot--green" in sparkline(result(Counts(met=100)), str(NOW)).html


def test_a_quarter_that_is_not_there_leaves_a_gap_in_line_and_label() -> None:
    gapped = series([EIGHT[4], EIGHT[3], EIGHT[1], EIGHT[0]])
    assert line(gapped).count("M") == 2
    assert "nothing shown" in label(gapped)


def test_a_quarter_between_two_gaps_is_a_dot() -> None:
    assert line(series([EIGHT[4], EIGHT[2], EIGHT[0]])).count("h0") == 3


def test_the_line_stops_where_counting_changed_and_the_label_says_so() -> None:
    broken = replace(series(EIGHT), breaks=(Break(str(EIGHT[3]), "a new document"),))
    assert line(broken).count("M") == 2
    assert "spark-break" in sparkline(broken, str(NOW)).html
    assert "from here on counted otherwise" in label(broken)


def test_a_hidden_newest_quarter_has_no_dot_and_a_hidden_series_no_line() -> None:
    hidden = {each: Counts(met=50, not_met=50) for each in sorted(EIGHT[1:])}
    newest = sparkline(hiding(result(Counts(met=3, not_met=44), BOARD, earlier=hidden)), str(NOW)).html
    assert "<circle" not in newest
    alone = hiding(result(Counts(met=3, not_met=44), BOARD))
    assert sparkline(alone, str(NOW)).html == ""
    assert span_of(alone, str(NOW)) is None


def test_of_forty_quarters_those_are_drawn_that_there_is_room_for() -> None:
    long = series(quarters_to(NOW, 40))
    assert line(long).count("L") == IN_A_TABLE.quarters - 1
    assert line(long, IN_A_TILE).count("L") == IN_A_TILE.quarters - 1
    assert span_of(long, str(NOW)) == (quarters_to(NOW, IN_A_TILE.quarters)[-1], NOW)


def test_a_target_that_changed_is_drawn_in_steps() -> None:
    steps = series(EIGHT)
    aims = [replace(each, target=0.8 if place < 4 else 0.9) for place, each in enumerate(steps.history)]
    drawn = re.search(r'spark-target" d="([^"]*)"', sparkline(replace(steps, history=tuple(aims)), str(NOW)).html)
    assert drawn
    assert drawn[1].count("V") == 1


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_nothing_is_drawn_outside_the_drawing(met: list[int]) -> None:
    earlier = {
        each: Counts(met=number, not_met=60 - number)
        for each, number in zip(sorted(quarters_to(NOW, len(met) + 1)[1:]), met, strict=True)
    }
    page = sparkline(result(Counts(met=met[0], not_met=60 - met[0]), earlier=earlier), str(NOW)).html
    for across, down in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", page):
        assert 0 <= float(across) <= IN_A_TABLE.width
        assert 0 <= float(down) <= IN_A_TABLE.height


def test_the_target_is_told_as_it_steps() -> None:
    with targets(set_to(0.5, 0.4, since=NOW)):
        stepped = result(Counts(met=24, not_met=16), earlier={NOW.previous(): Counts(met=24, not_met=16)})
    assert sparkline(stepped, str(NOW)).plain.endswith("60%, 60%; target 90%, from 2019-20 Q2 50%.")


def test_a_hidden_quarter_in_a_band_is_a_block_that_no_line_goes_through_and_its_words_are_in_the_label() -> None:
    whole = series(EIGHT)
    history = [*whole.history]
    history[4] = replace(history[4], figure=withheld(history[4].figure, Band(80, 100)))
    drawn = replace(whole, history=tuple(history))
    assert line(drawn).count("M") == 2
    block = re.search(r'spark-block" d="([^"]*)"', sparkline(drawn, str(NOW)).html)
    assert block
    top, bottom = re.findall(r"(?<=[ V])[\d.]+", block[1])
    assert (float(top), float(bottom)) == (4.0, 4.0 + 0.2 * (IN_A_TABLE.height - 8))
    assert "80% or more" in label(drawn)
    assert "nothing shown" not in label(drawn)


def test_a_newest_quarter_in_a_band_has_no_dot_and_bands_alone_are_drawn_without_a_line() -> None:
    hidden = hiding(result(Counts(met=48, not_met=2)), Band(80, 100), Verdict.AT)
    drawn = sparkline(hidden, str(NOW)).html
    assert "spark-block" in drawn
    assert "<circle" not in drawn
    assert "spark-line" not in drawn
    assert span_of(hidden, str(NOW)) == (NOW, NOW)
