"""
Results as pictures: they draw what the results say and work nothing out.

To add a chart, write a module with a function from a result to a `Picture` (None where there is nothing to draw), using
`style.drawing` and `style.picture`, export it here, and give it its place on the page in `section` or in a notebook.
"""

from pipeline.page.chart.agencies import beside_rest, by_agency, by_group
from pipeline.page.chart.between import between
from pipeline.page.chart.days import days
from pipeline.page.chart.flow import flow
from pipeline.page.chart.outcomes import outcomes
from pipeline.page.chart.own import described
from pipeline.page.chart.reasons import reasons
from pipeline.page.chart.sparkline import IN_A_TABLE, IN_A_TILE, Shape, own_sparkline, span_of, sparkline
from pipeline.page.chart.style import drawable, hidden_span
from pipeline.page.chart.targets import targets
from pipeline.page.chart.time import over_time

__all__ = [
    "IN_A_TABLE",
    "IN_A_TILE",
    "Shape",
    "beside_rest",
    "between",
    "by_agency",
    "by_group",
    "days",
    "described",
    "drawable",
    "flow",
    "hidden_span",
    "outcomes",
    "over_time",
    "own_sparkline",
    "reasons",
    "span_of",
    "sparkline",
    "targets",
]
