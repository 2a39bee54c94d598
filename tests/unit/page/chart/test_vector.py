"""A chart as SVG: its letters can be found, its looks are said once, nothing is drawn outside its edges."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate, pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes

from pipeline.measure.counts import Counts
from pipeline.page import chart
from pipeline.page.chart.style import drawing, picture
from pipeline.page.chart.svg import Drawing, letters, short_name
from pipeline.page.parts import Picture, svg_address
from tests.unit.results.built import NOW, audit, quarters_to, result

SVG = "{http://www.w3.org/2000/svg}"
DOLLARS_AND_TAGS = '<b>£5 & $x$</b> "o\'clock"'


def drawn_as(draw: Callable[[Axes], object]) -> ET.Element:
    """What a chart with only this in it is as SVG: a square of an inch, from 0 to 1 each way, without a scale."""
    with drawing(2.0, 2.0) as (figure, axes):
        axes.axis("off")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        draw(axes)
        return ET.fromstring(picture(figure, "a", "c").svg)


def paths(svg: ET.Element) -> list[str]:
    """The paths drawn, without the paper and without what is only kept to refer to."""
    return [each.get("d", "") for each in svg.findall(f"{SVG}path")][1:]


def numbers(path: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d*\.?\d+", path)]


def test_every_label_is_a_text_that_can_be_found_as_it_was_written() -> None:
    svg = drawn_as(lambda axes: axes.text(0.5, 0.5, DOLLARS_AND_TAGS))
    assert [each.text for each in svg.iter(f"{SVG}text")] == [DOLLARS_AND_TAGS]


def test_what_no_xml_can_hold_does_not_spoil_the_drawing() -> None:
    sheet = Drawing(100, 100)
    sheet.text({"fill": "#000"}, "one\x0btwo\x1f", (10, 10), width=60)
    assert ET.fromstring(sheet.svg).findtext(f"{SVG}text") == "one\ufffdtwo\ufffd"


def test_a_text_holds_the_width_that_was_measured_and_a_longer_one_is_wider() -> None:
    widths = [
        float(text.get("textLength", "nan"))
        for words in ("A label", "A label of more words")
        for text in drawn_as(lambda axes, words=words: axes.text(0, 0.5, words)).iter(f"{SVG}text")
    ]
    assert 40 < widths[0] < widths[1] < 240


def test_a_space_before_a_text_is_kept_as_room() -> None:
    close, apart = (
        float(text.get("x", "nan"))
        for words in ("12; 60% so far", " 12; 60% so far")
        for text in drawn_as(lambda axes, words=words: axes.text(0, 0.5, words)).iter(f"{SVG}text")
    )
    assert 2 < apart - close < 8


def test_bold_slanted_and_turned_text_is_so() -> None:
    svg = drawn_as(lambda axes: axes.text(0.5, 0.5, "Words", weight="bold", style="italic", rotation=90))
    (text,) = svg.iter(f"{SVG}text")
    (looks,) = (each.text or "" for each in svg.iter(f"{SVG}style"))
    assert "font-weight:700" in looks
    assert "font-style:italic" in looks
    assert text.get("transform", "").startswith("rotate(-90 ")


def test_a_look_and_a_mark_are_said_once_however_often_they_are_drawn() -> None:
    def once(axes: Axes) -> None:
        axes.plot([0.2], [0.2], "o", color="red")

    def often(axes: Axes) -> None:
        for place in range(1, 9):
            axes.plot([place / 10], [0.2], "o", color="red")

    one, eight = drawn_as(once), drawn_as(often)
    assert [len(list(each.iter(f"{SVG}use"))) for each in (one, eight)] == [1, 8]
    assert [each.findtext(f"{SVG}style") for each in (one, eight)] == [one.findtext(f"{SVG}style")] * 2
    assert len(list(eight.find(f"{SVG}defs") or ())) == 1


@pytest.mark.parametrize("make", [chart.by_agency, chart.over_time, lambda each: chart.targets(audit([each] * 3))])
def test_every_text_has_a_colour_and_a_size_whatever_it_was_joined_with(make: Callable[..., Picture]) -> None:
    past = {each: Counts(met=20, not_met=20) for each in quarters_to(NOW.previous(), 11)}
    svg = ET.fromstring(make(result({"UHS": Counts(met=30, not_met=10), "SOL": Counts(met=8)}, earlier=past)).svg)
    looks = dict(re.findall(r"\.(\w+)\{([^}]*)\}", svg.findtext(f"{SVG}style") or ""))
    texts = [(each, above) for above in svg.iter() for each in above if each.tag == f"{SVG}text"]
    assert len(texts) > 8
    for text, above in texts:
        look = looks[text.get("class") or above.get("class") or "none"]
        assert "fill:#" in look
        assert "font-size:" in look


def test_level_and_upright_lines_lie_on_whole_pixels_so_that_they_are_not_blurred() -> None:
    svg = drawn_as(lambda axes: axes.plot([0.1234, 0.1234, 0.789], [0.3, 0.777, 0.777], linewidth=0.6))
    (path,) = paths(svg)
    assert re.fullmatch(r"M[\d.]+ [\d.]+V[\d.]+H[\d.]+", path)
    assert {each % 1 for each in numbers(path)} == {0.5}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_a_level_line_in_several_parts_is_written_as_one_as_far_as_it_goes_on(widths: list[int]) -> None:
    on = [("M", [0.0, 3.0]), *(("L", [float(end), 3.0]) for end in accumulate(widths, initial=1))]
    assert letters(on) == f"M0 3H{1 + sum(widths)}"
    back = [*on, ("L", [-1.0, 3.0]), ("L", [-1.0, 9.0])]
    assert letters(back) == f"M0 3H{1 + sum(widths)} -1V9"


def test_lines_that_look_alike_and_lie_together_are_one_and_areas_are_not() -> None:
    sheet = Drawing(10, 10)
    for look in ({"stroke": "#000"}, {"fill": "#000"}):
        for down in (1.0, 2.0):
            sheet.path(look, [("M", [0.0, down]), ("L", [5.0, down])])
    assert [each.get("d") for each in ET.fromstring(sheet.svg).iter(f"{SVG}path")] == [
        "M0 1H5M0 2H5",
        "M0 1H5",
        "M0 2H5",
    ]


def test_a_round_mark_is_two_arcs_about_its_place() -> None:
    (mark,) = drawn_as(lambda axes: axes.plot([0.5], [0.5], "o")).iterfind(f"{SVG}defs/{SVG}path")
    assert re.fullmatch(r"M-(\S+) 0a\1 \1 0 1 0 (\S+) 0 \1 \1 0 1 0 -\2 0z", mark.get("d", ""))


def test_a_slanted_line_keeps_a_tenth_of_a_pixel() -> None:
    (path,) = paths(drawn_as(lambda axes: axes.plot([0.1, 0.5, 0.9], [0.1, 0.777, 0.2])))
    assert path.startswith("M")
    assert all(re.fullmatch(r"\d+(\.\d)?|\.\d", each) for each in re.split(r"[ ML]", path) if each)


def test_what_lies_outside_the_edges_is_not_drawn_and_what_crosses_them_is_cut() -> None:
    outside = drawn_as(lambda axes: (axes.bar([5], [1]), axes.plot([3], [3], "o"), axes.plot([-3, -2], [0, 1])))
    crossing = drawn_as(lambda axes: axes.plot([0.5, 4], [0.5, 0.6]))
    assert [each.tag for each in outside] == [f"{SVG}{name}" for name in ("style", "defs", "path")]
    assert not list(outside.find(f"{SVG}defs") or ())
    (cut,) = crossing.iter(f"{SVG}g")
    (edges,) = crossing.iter(f"{SVG}clipPath")
    assert cut.get("clip-path") == f"url(#{edges.get('id')})"


def test_a_hatched_area_is_hatched_over_its_own_colour() -> None:
    svg = drawn_as(lambda axes: axes.bar([0.5], [0.5], width=0.2, color="#e08b2c", edgecolor="white", hatch="///"))
    (pattern,) = svg.iter(f"{SVG}pattern")
    assert "fill:#e08b2c" in (svg.findtext(f"{SVG}style") or "")
    assert [each.get("fill") for each in svg.iter(f"{SVG}path") if each.get("fill")] == [f"url(#{pattern.get('id')})"]


def test_dashes_transparency_and_a_white_middle_are_kept() -> None:
    svg = drawn_as(lambda axes: axes.plot([0, 1], [0, 1], "--o", color="#1d4f8b", alpha=0.5, markerfacecolor="white"))
    looks = svg.findtext(f"{SVG}style") or ""
    assert "stroke-dasharray:" in looks
    assert "stroke-opacity:.5" in looks
    assert "fill:#fff" in looks


def test_a_chart_of_a_standard_is_no_more_than_a_few_kilobytes() -> None:
    standard = result({"UHS": Counts(met=30, not_met=10), "SOL": Counts(met=8, not_met=4)})
    of_agencies, of_all = chart.by_agency(standard), chart.targets(audit([standard] * 12))
    assert of_agencies is not None
    assert len(svg_address(of_agencies.svg)) < 4_000
    assert len(svg_address(of_all.svg)) < 10_000


def test_no_two_names_of_a_drawing_are_alike() -> None:
    names = [short_name(number) for number in range(2000)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z]+", each) for each in names)
    assert all(len(one) <= len(other) for one, other in pairwise(names))


@given(st.text())
def test_an_address_gives_the_drawing_back_and_cannot_end_its_attribute(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    address = str(svg_address(text))
    assert unquote(address.removeprefix("data:image/svg+xml,")) == text
    assert not re.search(r"[\"&#%\s\\](?![0-9A-F]{2})", address.replace(" ", ""))
    assert address.isascii()


@pytest.mark.parametrize("label", [DOLLARS_AND_TAGS, "</text><script>", "100% # of £"])
def test_no_label_can_become_an_element_of_the_page(label: str) -> None:
    with drawing(1.0) as (figure, axes):
        axes.set_xlabel(label)
        page = Picture(picture(figure, "a", "c").svg, "words", "caption").figure.html
    around = r'<figure><div class="picture-scroll" role="group" aria-label="Chart" tabindex="0">'
    drawn = r'<img alt="words" src="[^"&#]*"></div><figcaption>caption</figcaption></figure>'
    assert re.fullmatch(around + drawn, page)
    assert "<script" not in page
