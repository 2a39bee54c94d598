"""The flow as a picture: a ribbon for each pair, as wide as its records, and n beside each band."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from pipeline.page import chart
from pipeline.results.flow_values import FlowResult
from tests.unit.results.flows import DRAWN, RECORDS, Answers, drawn_records, flow_of

Span = tuple[float, float]


def ribbons(axes: Axes) -> list[tuple[int, Span, Span]]:
    """Each ribbon: the stage that it leaves, and its span where it leaves it and where it arrives."""
    shapes = []
    for each in axes.patches:
        if isinstance(each, PathPatch):
            points = [(float(x), float(y)) for x, y in each.get_path().vertices]
            shapes.append((int(points[0][0]), (points[0][1], points[7][1]), (points[3][1], points[4][1])))
    return shapes


def bands(axes: Axes) -> dict[int, list[Span]]:
    """The bands of each stage, from the top down."""
    spans = defaultdict(list)
    for each in axes.patches:
        if isinstance(each, Rectangle):
            spans[round(each.get_x() + each.get_width() / 2)].append((each.get_y(), each.get_y() + each.get_height()))
    return spans


def pairs(flow: FlowResult) -> int:
    """How many pairs of bands have a record in both."""
    return sum(bool(cell) for cells in flow.links for row in cells for cell in row)


def test_the_picture_has_a_ribbon_for_each_pair_and_n_beside_each_band(drawn: list[Figure]) -> None:
    one_flow = flow_of(drawn_records(DRAWN))
    picture = chart.flow(one_flow)
    (axes,) = drawn[0].axes
    assert len(ribbons(axes)) == pairs(one_flow)
    shown = {" ".join(each.get_text().split()) for each in axes.texts}
    assert shown == {
        *(stage.title for stage in one_flow.stages),
        *(f"{each.label}: {each.count}" for stage in one_flow.stages for each in stage.bands if each.count),
    }
    assert picture.caption.startswith("MASHf1 From contact to outcome. Of 2 records that ended in")
    assert chart.flow(one_flow) == picture


def test_the_words_say_every_band_and_the_widest_steps() -> None:
    alt = chart.flow(flow_of(drawn_records(DRAWN))).alt
    assert alt.startswith("Bands of 10 records from stage to stage, left to right. Level stated by the referrer: ")
    assert "Level decided by MASH: 4 Safeguarding 1; 3 Universal Partnership Plus 2;" in alt
    assert "Not yet decided 1; Not recorded 1." in alt
    assert "from Level stated by the referrer to Level decided by MASH: 2 Universal Partnership to 2 Univ" in alt


@given(RECORDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_band_is_as_high_as_its_records_and_so_are_its_ribbons_together(
    drawn: list[Figure], records: list[Answers]
) -> None:
    one_flow = flow_of(records)
    chart.flow(one_flow)
    (axes,) = drawn[-1].axes
    heights = {stage: [bottom - top for top, bottom in spans] for stage, spans in bands(axes).items()}
    one = sum(heights[0]) / one_flow.cases
    for number, stage in enumerate(one_flow.stages):
        assert heights[number] == pytest.approx([one * each.count for each in stage.bands if each.count])
        assert all(above[1] < below[0] for above, below in pairwise(bands(axes)[number]))
        assert bands(axes)[number][0][0] >= -1e-9
        assert bands(axes)[number][-1][1] <= 1 + 1e-9
    assert len(ribbons(axes)) == pairs(one_flow)
    for number in range(len(one_flow.links)):
        leaving = sum(start[1] - start[0] for place, start, _ in ribbons(axes) if place == number)
        assert leaving == pytest.approx(sum(heights[number]))
    for _, start, end in ribbons(axes):
        assert start[1] - start[0] == pytest.approx(end[1] - end[0])
