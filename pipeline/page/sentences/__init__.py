"""Results in sentences: what a figure says, and what stands beside it. They name no cause."""

from pipeline.page.sentences.caveats import (
    agreement_sentence,
    caveats,
    in_families,
    non_return_sentence,
    timing_sentence,
)
from pipeline.page.sentences.figures import (
    HIDDEN,
    change_sentence,
    interval,
    met_of_applicable,
    percent,
    previous_figure,
    quarter_change_sentence,
    sentence,
    series_sentence,
    trend_paragraph,
)
from pipeline.page.sentences.flow import flow_found, flowed
from pipeline.page.sentences.sample import drawn, of_list

__all__ = [
    "HIDDEN",
    "agreement_sentence",
    "caveats",
    "change_sentence",
    "drawn",
    "flow_found",
    "flowed",
    "in_families",
    "interval",
    "met_of_applicable",
    "non_return_sentence",
    "of_list",
    "percent",
    "previous_figure",
    "quarter_change_sentence",
    "sentence",
    "series_sentence",
    "timing_sentence",
    "trend_paragraph",
]
