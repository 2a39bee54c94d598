"""Charts: what is drawn is what the results say, in words too, and nothing that is hidden is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import nan
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page import chart, table
from pipeline.page.chart.style import SPAN_WIDE
from pipeline.page.parts import Picture
from pipeline.results.beside_values import Between, Bin, Timing
from pipeline.results.context_values import ContextResult
from pipeline.results.figure_values import Verdict
from pipeline.results.model import StandardResult
from tests.unit.results.built import (
    COLOUR,
    CONTEXT,
    SMALL,
    audit,
    distributed,
    hiding,
    quarters_to,
    result,
    set_to,
    targets,
    withheld,
)
from tests.unit.results.flows import DRAWN, drawn_records, flow_of

HIDDEN = "hidden, to protect small counts"
MOST = Band(80, 100)
AGENCIES = {"UHS": Counts(met=30, not_met=10, not_recorded=6), "SOL": Counts(met=8, not_met=4), "CCG": Counts(met=2)}
PAST = {Quarter(2018, 4): Counts(met=20, not_met=20), Quarter(2019, 1): Counts(met=3, not_met=37)}
IN_TIME = Timing("Working days", 1, (Bin(0, 3), Bin(1, 2), Bin(None, 4)), 0, 0, 1.0, 0.0, 2.0)
NO_PICTURES = {
    "IN_A_TABLE",
    "IN_A_TILE",
    "Shape",
    "described",
    "drawable",
    "hidden_span",
    "own_sparkline",
    "span_of",
    "sparkline",
}  # tested beside their own files
# Nothing that runs, and no title, time or program beside the picture itself.
PICTURE_ALONE = {"svg", "style", "defs", "path", "use", "text", "g", "clipPath", "rect", "pattern"}


def elements(svg: str) -> list[str]:
    """The names of an SVG's elements, in order."""
    return [each.tag.rpartition("}")[2] for each in ET.fromstring(svg).iter()]


def names(standard: StandardResult) -> list[str]:
    """The agencies' names in the order in which a chart and a table give them."""
    return sorted(each.label for each in standard.agencies)


def texts(axes: Axes) -> list[str]:
    """Every text drawn inside the axes."""
    return [each.get_text() for each in axes.texts]


def dots(axes: Axes) -> list[float]:
    """Where each dot stands, from the top of the chart down."""
    marks = [each for each in axes.lines if each.get_marker() == "o"]
    return [float(each.get_xdata()[0]) for each in reversed(marks)]


def row_names(axes: Axes) -> list[str]:
    """The names of the rows of a chart, from the top down."""
    return [each.get_text().replace("\n", " ") for each in axes.get_yticklabels()][::-1]


def whole() -> StandardResult:
    return result(AGENCIES, earlier=PAST)


def grouped() -> StandardResult:
    return result({}, groups={"RED": Counts(met=9, not_met=1), "BLUE": Counts(met=13)}, by=COLOUR)


EVERY_CHART: dict[str, Callable[[], Picture | None]] = {
    "targets": lambda: chart.targets(audit([whole(), result(Counts(met=2), id="T2"), result(Counts(met=9), id="T3")])),
    "outcomes": lambda: chart.outcomes(audit([whole()])),
    "beside_rest": lambda: chart.beside_rest(result({**AGENCIES, "CCG": Counts(met=9, not_met=9)})),
    "between": lambda: chart.between(
        replace(whole(), between=Between("2019-20 Q1", (30, 40, 38, 50), 7, 20.0, 190, (False,) * 4, open_long=False))
    ),
    "by_agency": lambda: chart.by_agency(whole()),
    "by_group": lambda: chart.by_group(grouped()),
    "days": lambda: chart.days(replace(whole(), timing=IN_TIME)),
    "flow": lambda: chart.flow(flow_of(drawn_records(DRAWN))),
    "over_time": lambda: chart.over_time(whole()),
    "reasons": lambda: chart.reasons(distributed([5, 12, 0, 3], 20, why=True)),
}


@pytest.mark.parametrize("make", EVERY_CHART.values(), ids=EVERY_CHART.keys())
def test_a_picture_is_the_picture_alone_with_words_and_the_same_results_give_the_same_bytes(
    make: Callable[[], Picture | None],
) -> None:
    once, again = make(), make()
    assert set(elements(once.svg)) <= PICTURE_ALONE
    assert elements(once.svg)[0] == "svg"
    assert once == again
    assert re.search(r"\b(T1|Tx1|Level stated by the referrer)\b", once.alt), "it says of what it is a picture"
    assert once.caption.endswith(".")


def test_every_chart_is_drawn_here() -> None:
    assert set(EVERY_CHART) == {*chart.__all__} - NO_PICTURES


def test_a_picture_on_a_page_carries_its_words_escaped() -> None:
    page = Picture("<svg/>", 'a "quoted" <b>', "<i>so</i>").figure.html
    assert 'alt="a &#34;quoted&#34; &lt;b&gt;"' in page
    assert "<figcaption>&lt;i&gt;so&lt;/i&gt;</figcaption>" in page


# Standards against target


def test_every_standard_stands_against_its_target_with_n_of_n_beside_it(drawn: list[Figure]) -> None:
    picture = chart.targets(audit([result(AGENCIES), result(Counts(met=5, not_met=5), id="T2", **CONTEXT)]))
    (axes,) = drawn[0].axes
    assert dots(axes) == pytest.approx([40 / 54, 0.5])
    assert texts(axes) == ["5/10", "40/54"]
    assert [each.get_text() for each in axes.get_yticklabels()] == ["T2 Colour is red", "T1 Colour is red"]
    assert picture.alt == (
        "Dot chart of standards against target. T1: 40 of 54 (74%), interval 61% to 84%, target 90%. "
        "T2: 5 of 10 (50%), interval 24% to 76%."
    )
    assert picture.caption.startswith("TST: 2 of 2 standards have enough for a percentage.")


def test_only_provisional_figures_are_hollow(drawn: list[Figure]) -> None:
    chart.targets(audit([result(Counts(met=19)), result(Counts(met=20), id="T2")]))
    (axes,) = drawn[0].axes
    faces = {each.get_markerfacecolor() for each in axes.lines if each.get_marker() == "o"}
    assert len(faces) == 2
    assert "white" in faces


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC])
def test_a_standard_without_a_percentage_has_words_in_place_of_a_dot(drawn: list[Figure], edition: Edition) -> None:
    without = [result(Counts(met=3, not_met=1), edition), result(Counts(), edition, id="T2")]
    judged = [result(Counts(met=30, not_met=30), edition, id=id_) for id_ in ("T3", "T4")]
    picture = chart.targets(audit([*without, *judged]))
    (axes,) = drawn[0].axes
    assert dots(axes) == [0.5, 0.5]
    assert texts(axes) == ["30/60", "30/60", "no cases", HIDDEN if edition.hide else "3 of 4"]
    assert picture.alt.count("interval") == len(judged)
    assert picture.caption.startswith("TST: 2 of 4")
    assert chart.targets(audit([*without, *judged[:1]])) is None, "one dot is said in words"


# By agency and by group


def test_agencies_stand_in_the_order_of_their_names(drawn: list[Figure]) -> None:
    picture = chart.by_agency(result(AGENCIES))
    (axes,) = drawn[0].axes
    assert row_names(axes) == names(result(AGENCIES))
    assert dots(axes) == pytest.approx([8 / 12, 30 / 40])
    assert texts(axes)[:3] == ["30/40", "8/12", "2 of 2"]
    assert "Solent NHS Trust: 8 of 12 (67%), interval 35% to 90.1%." in picture.alt
    assert "Clinical Commissioning Group: 2 of 2." in picture.alt
    assert "not a ranking" in picture.caption


def test_one_agency_alone_and_an_edition_without_agencies_give_no_chart() -> None:
    assert chart.by_agency(result({"SOL": Counts(met=9, not_met=9)})) is None
    assert chart.by_agency(result(AGENCIES, PUBLIC)) is None
    assert chart.by_group(result(AGENCIES)) is None


def test_groups_are_named_by_their_labels_and_by_the_question(drawn: list[Figure]) -> None:
    picture = chart.by_group(grouped())
    assert picture.alt == (
        "Dot chart of T1 by colour. Blue ones: 13 of 13 (100%), interval 77% to 100%. Red ones: 9 of 10 (90%), "
        "interval 60% to 98%. Target 90%."
    )
    assert row_names(drawn[0].axes[0]) == ["Blue ones", "Red ones"]


def test_an_agency_without_a_percentage_takes_one_line_with_its_words_at_the_end_of_it(drawn: list[Figure]) -> None:
    few = {code: Counts(met=1) for code in ("CCG", "HC", "EDU")}
    chart.by_agency(result(AGENCIES | few))
    chart.by_agency(result({code: Counts(met=9, not_met=9) for code in (*AGENCIES, *few)}))
    (axes,), (all_drawn,) = (each.axes for each in drawn)
    assert drawn[0].get_figheight() < drawn[1].get_figheight() - 0.4
    places = [*axes.get_yticks()]
    assert all(above - below > 0.17 for below, above in pairwise(places)), "no name lies on another"
    at = {each.get_text(): each.xy for each in axes.texts if hasattr(each, "xy")}
    assert at["1 of 1"][1] in places
    assert len(all_drawn.get_yticks()) == 5


def test_a_hidden_agency_has_neither_dot_nor_interval_nor_number(drawn: list[Figure]) -> None:
    standard = result({**SMALL, "HC": Counts(met=40, not_met=40)})
    hidden = tuple(withheld(each) if each.code in ("SOL", "CCG") else each for each in standard.agencies)
    picture = chart.by_agency(replace(standard, agencies=hidden))
    (axes,) = drawn[0].axes
    assert sorted(dots(axes)) == pytest.approx([0.5, 0.6])
    intervals = [each for each in axes.lines if each.get_marker() != "o" and len(set(each.get_ydata())) == 1]
    assert len(intervals) == 2
    assert sorted(texts(axes)[:4]) == ["30/50", "40/80", HIDDEN, HIDDEN]
    assert picture.alt.count(HIDDEN) == 2
    assert not re.search(r"\b(3|17|12|20|24) of|of (20|24)\b", picture.alt)


def test_no_picture_is_drawn_of_agencies_that_are_all_hidden() -> None:
    standard = result({"SOL": Counts(met=30, not_met=4), "UHS": Counts(met=30, not_met=5)}, BOARD)
    assert chart.by_agency(replace(standard, agencies=tuple(map(withheld, standard.agencies)))) is None


def test_one_dot_among_hidden_agencies_is_said_in_words_and_not_drawn() -> None:
    standard = result(SMALL)
    first, *others = standard.agencies
    assert chart.by_agency(replace(standard, agencies=(first, *map(withheld, others)))) is None


# Hidden figures of which a band may be said


def spans(axes: Axes) -> list[tuple[float, ...]]:
    """Between what each light span lies, along the axis that it is drawn along."""
    bars = [each for each in axes.lines if each.get_linewidth() == SPAN_WIDE]
    ends = [(each.get_xdata(), each.get_ydata()) for each in bars]
    return [tuple(map(float, along if along[0] != along[1] else up)) for along, up in ends]


def banded(standard: StandardResult) -> StandardResult:
    """The standard with its first agency in a band."""
    first, *others = standard.agencies
    return replace(standard, agencies=(withheld(first, MOST, Verdict.AT), *others))


def test_a_hidden_agency_in_a_band_is_a_light_span_with_its_words_and_no_dot(drawn: list[Figure]) -> None:
    standard = banded(result({"SOL": Counts(met=48, not_met=2), "UHS": Counts(met=30, not_met=20)}))
    picture = chart.by_agency(standard)
    (axes,) = drawn[0].axes
    assert spans(axes) == [(0.8, 1.0)]
    assert dots(axes) == [0.6]
    assert MOST.words in texts(axes)
    assert f"Solent NHS Trust: {MOST.words}: at target." in picture.alt
    assert "48" not in picture.alt
    assert picture.caption.endswith("Light span: the counts are hidden; the figure lies somewhere within it.")


def test_a_hidden_standard_in_a_band_is_a_light_span_beside_its_target(drawn: list[Figure]) -> None:
    hidden, shown = hiding(result(Counts(met=48, not_met=2)), MOST, Verdict.AT), result(Counts(met=30), id="T2")
    picture = chart.targets(audit([hidden, shown]))
    (axes,) = drawn[0].axes
    assert spans(axes) == [(0.8, 1.0)]
    assert dots(axes) == [1.0]
    assert f"T1: {MOST.words}: at target, target 90%." in picture.alt


@pytest.mark.parametrize("place", range(3))
def test_a_hidden_quarter_in_a_band_is_an_upright_span_that_no_line_goes_through(
    drawn: list[Figure], place: int
) -> None:
    standard = result(Counts(met=30, not_met=20), earlier=PAST)
    history = [*standard.history]
    history[place] = replace(history[place], figure=withheld(history[place].figure, MOST))
    picture = chart.over_time(replace(standard, history=tuple(history)))
    (axes,) = drawn[0].axes
    assert spans(axes) == [(0.8, 1.0)]
    (line,) = [each for each in axes.lines if each.get_marker() == "o"]
    assert [number for number, height in enumerate(line.get_ydata()) if height != height] == [place]
    assert axes.get_xticklabels()[place].get_text().endswith("hidden")
    assert f"{history[place].quarter}: {MOST.words}." in picture.alt
    assert "Nothing is shown" not in picture.alt


def test_a_history_in_bands_alone_is_drawn_without_any_dot(drawn: list[Figure]) -> None:
    standard = result(Counts(met=30, not_met=20), earlier=PAST)
    history = tuple(replace(each, figure=withheld(each.figure, MOST)) for each in standard.history)
    picture = chart.over_time(replace(standard, history=history))
    (axes,) = drawn[0].axes
    assert len(spans(axes)) == 3
    assert "interval" not in picture.caption
    (line,) = [each for each in axes.lines if each.get_marker() == "o"]
    assert all(height != height for height in line.get_ydata())


# Days


def test_days_end_with_the_last_case_and_few_bars_are_named(drawn: list[Figure]) -> None:
    taken = {3: 2, 15: 1, 28: 2}
    bins = (*(Bin(day, taken.get(day, 0)) for day in range(31)), Bin(None, 0))
    chart.days(replace(whole(), timing=Timing("Working days", 15, bins, 0, 0, 15.0, 3.0, 28.0)))
    (axes,) = drawn[0].axes
    named = [each.get_text() for each in axes.get_xticklabels()]
    assert len(axes.patches) == 29
    assert named == ["0", "5", "10", "15", "20", "28"]


# Outcomes


def test_each_bar_is_split_into_met_not_met_and_not_recorded(drawn: list[Figure]) -> None:
    picture = chart.outcomes(audit([result(AGENCIES)]))
    (axes,) = drawn[0].axes
    widths = [each.get_width() for each in axes.patches if each.get_width()]
    assert widths == pytest.approx([40 / 54, 8 / 54, 6 / 54])
    assert texts(axes) == ["40", "8", "6"]
    assert picture.alt == "Stacked bars of outcomes. T1: 40 met, 8 not met, 6 not recorded."
    legend = axes.get_legend()
    assert [each.get_text() for each in legend.get_texts()] == ["Met", "Not met", "Not recorded"]


def test_rounded_counts_have_no_bars_since_what_is_left_of_them_may_look_like_a_small_count() -> None:
    rounded = result(Counts(met=13, not_met=9), PUBLIC)  # 15 of 20, and the 5 that are left are neither 9 nor 10
    assert rounded.total.counts.proportion == 0.75
    assert chart.outcomes(audit([rounded])) is None


def test_what_is_not_recorded_is_hatched_so_that_colour_is_not_alone(drawn: list[Figure]) -> None:
    chart.outcomes(audit([result(AGENCIES)]))
    (axes,) = drawn[0].axes
    assert {bool(each.get_hatch()) for each in axes.patches} == {True, False}


@pytest.mark.parametrize(
    "counts",
    [Counts(met=3, not_met=40), Counts(met=30, not_met=20, not_recorded=2), Counts(met=2, not_met=2), Counts()],
)
def test_no_bar_is_drawn_of_a_standard_with_a_part_that_is_hidden_or_with_no_percentage(counts: Counts) -> None:
    assert chart.outcomes(audit([result(counts, BOARD)])) is None


# Over time


def test_quarters_are_drawn_with_their_number_of_records(drawn: list[Figure]) -> None:
    picture = chart.over_time(result(AGENCIES, earlier=PAST))
    (axes,) = drawn[0].axes
    (line,) = [each for each in axes.lines if each.get_marker() == "o"]
    assert list(line.get_ydata()) == pytest.approx([0.5, 3 / 40, 40 / 54])
    labels = [each.get_text() for each in axes.get_xticklabels()]
    assert labels == ["18-19\nQ4\nn=40", "19-20\nQ1\nn=40", "19-20\nQ2\nn=54"]
    assert "Line of T1 over 3 quarters." in picture.alt
    assert picture.alt.endswith(
        " 2018-19 Q4: 20 of 40 (50%), interval 35% to 65%. 2019-20 Q1: 3 of 40 (8%), interval 3% to 20%. "
        "2019-20 Q2: 40 of 54 (74%), interval 61% to 84%. A line at the target 90%."
    )


def test_the_line_of_the_target_steps_where_the_target_changed(drawn: list[Figure]) -> None:
    with targets(set_to(0.80, 0.60, since=Quarter(2019, 1))):
        picture = chart.over_time(result(AGENCIES, earlier=PAST))
    (axes,) = drawn[0].axes
    (line,) = [each for each in axes.lines if each.get_drawstyle() == "steps-post"]
    assert list(line.get_xdata()) == [-0.5, 0.5, 1.5, 2.5]
    assert list(line.get_ydata()) == [0.9, 0.8, 0.8, 0.8]
    assert "target\n80%" in texts(axes)
    assert picture.alt.endswith(" A line at the target 90%, from 2019-20 Q1 80%.")
    assert picture.caption.endswith(" The line of the target: 90%, from 2019-20 Q1 80%.")


def test_a_hidden_quarter_is_left_out_and_never_drawn_at_nought(drawn: list[Figure]) -> None:
    standard = result(SMALL, earlier=PAST)
    first, hidden, last = standard.history
    history = (first, replace(hidden, figure=withheld(hidden.figure)), last)
    picture = chart.over_time(replace(standard, history=history))
    (line,) = [each for each in drawn[0].axes[0].lines if each.get_marker() == "o"]
    assert list(line.get_ydata()) == pytest.approx([0.5, nan, 45 / 94], nan_ok=True)
    assert "2019-20 Q1" not in picture.alt
    assert " Nothing is shown between 2018-19 Q4 and 2019-20 Q2." in picture.alt


def test_a_quarter_of_which_counts_are_shown_and_no_figure_is_never_drawn_at_nought(drawn: list[Figure]) -> None:
    three = result(
        Counts(met=30, not_met=10),
        earlier={each: Counts(met=30, not_met=10) for each in quarters_to(Quarter(2019, 2), 3)[1:]},
    )
    sampled = replace(three.history[1], figure=replace(three.history[1].figure, value=None, lower=None, upper=None))
    picture = chart.over_time(replace(three, history=(three.history[0], sampled, three.history[2])))
    (line,) = [each for each in drawn[0].axes[0].lines if each.get_marker() == "o"]
    assert list(line.get_ydata()) == pytest.approx([0.75, nan, 0.75], nan_ok=True)
    assert sampled.quarter not in picture.alt


def test_a_figure_weighted_to_a_list_has_its_dot_within_its_interval(drawn: list[Figure]) -> None:
    plain = result(SMALL)
    weighted = replace(plain.agencies[0], value=0.9, lower=0.78, upper=0.96, weighted=True)
    chart.by_agency(replace(plain, agencies=(weighted, *plain.agencies[1:])))
    assert 0.9 in dots(drawn[0].axes[0])


def test_of_an_audit_made_every_six_months_the_line_leaves_no_gaps(drawn: list[Figure]) -> None:
    now = Quarter(2019, 2)
    earlier = {each: Counts(met=30, not_met=10) for each in quarters_to(now, 7)[2::2]}
    picture = chart.over_time(result(Counts(met=30, not_met=10), earlier=earlier))
    (line,) = [each for each in drawn[0].axes[0].lines if each.get_marker() == "o"]
    assert list(line.get_ydata()) == [0.75] * 4
    assert "Nothing is shown between" not in picture.alt


def test_a_single_quarter_makes_no_line() -> None:
    assert chart.over_time(result(AGENCIES)) is None
    assert chart.over_time(result(AGENCIES, earlier={Quarter(2019, 1): Counts(met=2)})) is None


def test_a_median_is_drawn_from_six_quarters_on(drawn: list[Figure]) -> None:
    quarters = [Quarter(2018, 1).next()]
    while len(quarters) < 5:
        quarters.append(quarters[-1].next())
    past = {each: Counts(met=5 + place, not_met=5) for place, each in enumerate(quarters[:-1])}
    five = chart.over_time(result(AGENCIES, earlier=dict(list(past.items())[-3:])))
    six = chart.over_time(result(AGENCIES, earlier={Quarter(2018, 1): Counts(met=10, not_met=10), **past}))
    assert [any("median" in text for text in texts(each.axes[0])) for each in drawn] == [False, True]
    assert five.caption.endswith("A median line is drawn from 6 quarters on; there are 4.")
    assert six.caption.endswith("A shift of the line as a whole is tested from 10 quarters on; there are 6.")


def test_a_change_of_definition_breaks_the_line_and_says_why(drawn: list[Figure]) -> None:
    picture = chart.over_time(result(AGENCIES, earlier=PAST, since=Quarter(2019, 1)))
    lines = [list(each.get_ydata()) for each in drawn[0].axes[0].lines if each.get_marker() == "o"]
    assert lines == [[0.5], pytest.approx([3 / 40, 40 / 54])]
    assert "not comparable" in texts(drawn[0].axes[0])
    assert "A break before 2019-20 Q1: not comparable." in picture.alt
    assert picture.caption.endswith("Break before 2019-20 Q1: counted in another way before.")


def of_quarters(count: int) -> StandardResult:
    """A standard with a figure in each of so many quarters; the oldest stands out."""
    earlier = sorted(quarters_to(Quarter(2019, 1), count - 1))
    counts = [Counts(met=3, not_met=37), *(Counts(met=20 + place % 3, not_met=20) for place in range(count - 2))]
    return result(Counts(met=20, not_met=20), earlier=dict(zip(earlier, counts, strict=True)))


def test_of_a_long_history_the_newest_quarters_are_drawn_and_the_words_say_so(drawn: list[Figure]) -> None:
    standard = of_quarters(24)
    picture = chart.over_time(standard)
    (line,) = [each for each in drawn[0].axes[0].lines if each.get_marker() == "o"]
    assert len(line.get_ydata()) == 20
    assert picture.alt.startswith(
        "Line of T1 over the newest 20 of 24 quarters (the table has all of them). 2014-15 Q3: "
    )
    assert picture.caption.startswith("T1 over the newest 20 of 24 quarters (the table has all of them), with 95%")
    assert len(table.history(standard).rows) == 24


def test_a_quarter_that_is_too_old_to_be_drawn_is_not_said_to_be_marked() -> None:
    standard, oldest = of_quarters(24), "2013-14 Q3 is marked"
    assert standard.series.limits[0].special is not None
    assert oldest not in chart.over_time(standard).alt
    assert oldest in chart.over_time(replace(standard, history=standard.history[:20])).alt


def test_as_many_quarters_as_can_be_read_are_all_drawn() -> None:
    assert chart.over_time(of_quarters(20)).alt.startswith("Line of T1 over 20 quarters. 2014-15 Q3: ")


def test_limits_stay_within_nought_and_a_hundred_and_what_stands_out_is_marked(drawn: list[Figure]) -> None:
    quarters = quarters_to(Quarter(2019, 1), 15)
    past = {each: Counts(met=38 + place % 2, not_met=2 - place % 2) for place, each in enumerate(quarters)}
    picture = chart.over_time(result(Counts(met=20, not_met=20), earlier=past))
    axes = drawn[0].axes[0]
    limits = [value for each in axes.lines if each.get_drawstyle() == "steps-mid" for value in each.get_ydata()]
    assert len(limits) == 32
    assert 0 <= min(limits) <= max(limits) <= 1
    assert [(each.get_marker(), *each.get_xdata()) for each in axes.lines if each.get_marker() == "s"] == [("s", 15)]
    assert "2019-20 Q2 is marked: worse than ordinary variation explains." in picture.alt
    assert "Over 16 quarters, July to September 2019 is worse than ordinary variation explains." in picture.caption


def test_reasons_stand_with_the_commonest_first_and_what_they_come_to_so_far(drawn: list[Figure]) -> None:
    picture = chart.reasons(distributed([5, 12, 0, 3], 20, why=True))
    assert picture.alt == (
        "Bars of Tx1, the commonest first. Answer 1: 12, 60% so far. Answer 0: 5, 85% so far. Answer 3: 3, 100% so far."
    )
    assert texts(drawn[0].axes[0]) == [" 12; 60% so far", " 5; 85% so far", " 3; 100% so far"]
    assert picture.caption == "Tx1 Answers given: the commonest is Answer 1 (12 of 20)."


@pytest.mark.parametrize(
    "measure",
    [distributed([5, None, None, 30], why=True), distributed([5, 6], why=True), distributed([5, 6, 7])],
)
def test_hidden_or_few_reasons_and_other_questions_are_not_drawn(measure: ContextResult) -> None:
    assert chart.reasons(measure) is None


def test_groups_are_not_drawn_where_most_have_no_percentage() -> None:
    half = {"RED": Counts(met=9), "BLUE": Counts(met=9), "GREEN": Counts(met=3), "PINK": Counts(met=1)}
    assert chart.by_group(result({}, groups=half, by=COLOUR)) is not None
    assert chart.by_group(result({}, groups={**half, "GREY": Counts(met=1)}, by=COLOUR)) is None


# Charts, words and tables cannot disagree


def figures_in(text: str) -> list[str]:
    """Every "n of N (p%)" in a text, in order."""
    return re.findall(r"\d+ of \d+(?: \(\d+%\))?", text)


@settings(max_examples=15)
@given(
    st.fixed_dictionaries(
        {code: st.builds(Counts, met=st.integers(0, 40), not_met=st.integers(0, 40)) for code in ("SOL", "UHS", "CCG")}
    ),
    st.sampled_from([SUBGROUP, BOARD]),
)
def test_alt_text_gives_the_figures_of_the_table_and_no_others(drawn_: dict[str, Counts], edition: Edition) -> None:
    standard = result({code: each for code, each in drawn_.items() if each.records}, edition)
    picture = chart.by_agency(standard)
    if picture is not None:
        assert figures_in(picture.alt) == figures_in(table.lines(standard, standard.agencies, "Agency").plain)
        assert picture.alt.count(HIDDEN) == sum(each.counts.hidden for each in standard.agencies)


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC])
def test_the_chart_of_all_standards_and_the_scorecard_give_the_same_figures(edition: Edition) -> None:
    counts = [Counts(met=44, not_met=10), Counts(met=3, not_met=50), Counts(met=2, not_met=1), Counts(met=103)]
    whole_audit = audit([result(each, edition, id=f"T{number}") for number, each in enumerate(counts)])
    assert figures_in(chart.targets(whole_audit).alt) == figures_in(table.scorecard(whole_audit).plain)
