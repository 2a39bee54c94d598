"""Results in sentences: what a figure says, and what stands beside it. They name no cause."""

from pipeline.english import percent, points
from pipeline.page.sentences.apart import apart_sentence
from pipeline.page.sentences.between import between_sentence
from pipeline.page.sentences.caveats import (
    agreement_sentence,
    caveats,
    families_sentence,
    list_sentence,
    meeting_sentence,
    non_return_sentence,
    sample_sentence,
    successions_sentence,
    timing_sentence,
)
from pipeline.page.sentences.changes import (
    change_sentence,
    change_sentences,
    change_words,
    claimed,
    claims,
    quarter_change_sentence,
    unchanged_sentence,
    unmoved_sentence,
)
from pipeline.page.sentences.figures import (
    FEW_CASES,
    HIDDEN,
    INTERVAL_MEANS,
    children_words,
    interval,
    met_of_applicable,
    other_reading_sentence,
    previous_figure,
    quarter_before,
    records_words,
    ruled_out_sentence,
    share,
    standard_sentence,
    verdict_sentence,
    verdict_words,
)
from pipeline.page.sentences.flow import flow_finding, flow_sentence
from pipeline.page.sentences.judged import all_judged, none_below, none_reached
from pipeline.page.sentences.main_points import audit_points, main_points, months_of
from pipeline.page.sentences.reconciled import reconciled_sentence
from pipeline.page.sentences.same_counts import same_count_sentence
from pipeline.page.sentences.series import mix_words, series_sentence, trend_paragraph
from pipeline.page.sentences.targets import target_sentence, target_steps, target_words, targets_changed

__all__ = [
    "FEW_CASES",
    "HIDDEN",
    "INTERVAL_MEANS",
    "agreement_sentence",
    "all_judged",
    "apart_sentence",
    "audit_points",
    "between_sentence",
    "caveats",
    "change_sentence",
    "change_sentences",
    "change_words",
    "children_words",
    "claimed",
    "claims",
    "families_sentence",
    "flow_finding",
    "flow_sentence",
    "interval",
    "list_sentence",
    "main_points",
    "meeting_sentence",
    "met_of_applicable",
    "mix_words",
    "months_of",
    "non_return_sentence",
    "none_below",
    "none_reached",
    "other_reading_sentence",
    "percent",
    "points",
    "previous_figure",
    "quarter_before",
    "quarter_change_sentence",
    "reconciled_sentence",
    "records_words",
    "ruled_out_sentence",
    "same_count_sentence",
    "sample_sentence",
    "series_sentence",
    "share",
    "standard_sentence",
    "successions_sentence",
    "target_sentence",
    "target_steps",
    "target_words",
    "targets_changed",
    "timing_sentence",
    "trend_paragraph",
    "unchanged_sentence",
    "unmoved_sentence",
    "verdict_sentence",
    "verdict_words",
]
