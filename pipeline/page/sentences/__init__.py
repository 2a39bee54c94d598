"""Results in sentences: what a figure says, and what stands beside it. They name no cause."""

from pipeline.page.sentences.caveats import (
    agreement_sentence,
    caveats,
    families_sentence,
    list_sentence,
    non_return_sentence,
    sample_sentence,
    successions_sentence,
    timing_sentence,
)
from pipeline.page.sentences.figures import (
    HIDDEN,
    change_sentence,
    interval,
    met_of_applicable,
    other_reading_sentence,
    percent,
    previous_figure,
    quarter_change_sentence,
    series_sentence,
    standard_sentence,
    trend_paragraph,
)
from pipeline.page.sentences.flow import flow_finding, flow_sentence
from pipeline.page.sentences.targets import target_sentence, target_words, targets_changed

__all__ = [
    "HIDDEN",
    "agreement_sentence",
    "caveats",
    "change_sentence",
    "families_sentence",
    "flow_finding",
    "flow_sentence",
    "interval",
    "list_sentence",
    "met_of_applicable",
    "non_return_sentence",
    "other_reading_sentence",
    "percent",
    "previous_figure",
    "quarter_change_sentence",
    "sample_sentence",
    "series_sentence",
    "standard_sentence",
    "successions_sentence",
    "target_sentence",
    "target_words",
    "targets_changed",
    "timing_sentence",
    "trend_paragraph",
]
