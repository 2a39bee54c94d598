"""Results in sentences: what a figure says, and what stands beside it. They name no cause."""

from pipeline.page.sentences.caveats import agreed, beside, in_families, silent, took
from pipeline.page.sentences.figures import (
    HIDDEN,
    before,
    changed,
    interval,
    moved,
    movement,
    of,
    over_time_said,
    percent,
    sentence,
    since_last,
    working,
    worrying,
)
from pipeline.page.sentences.flow import flow_found, flowed
from pipeline.page.sentences.sample import drawn, of_list

__all__ = [
    "HIDDEN",
    "agreed",
    "before",
    "beside",
    "changed",
    "drawn",
    "flow_found",
    "flowed",
    "in_families",
    "interval",
    "moved",
    "movement",
    "of",
    "of_list",
    "over_time_said",
    "percent",
    "sentence",
    "silent",
    "since_last",
    "took",
    "working",
    "worrying",
]
