"""What a summary names first: what works, what worries, and what has moved."""

from __future__ import annotations

from dataclasses import replace

from pipeline.calendar.quarter import Quarter
from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results import noteworthy
from pipeline.statistics.xmr import Variation
from tests.unit.results.built import NOW, audit, quarters_to, result

BEFORE = Quarter(2019, 1)


def test_what_works_reaches_its_target_on_however_many_records_few_cases_last() -> None:
    drawn = {"few": (10, 0), "amber": (80, 20), "chance": (19, 1), "sure": (400, 0), "hidden": (0, 0)}
    whole_audit = audit([result(Counts(met=met, not_met=not_met), id=name) for name, (met, not_met) in drawn.items()])
    assert [each.id for each in noteworthy.reaching_target(whole_audit)] == ["sure", "chance", "few"]


def test_what_worries_is_below_target_by_more_than_chance_the_furthest_first() -> None:
    drawn = {"near": (70, 30), "chance": (8, 2), "far": (10, 90), "few": (0, 4), "good": (99, 1)}
    whole_audit = audit([result(Counts(met=met, not_met=not_met), id=name) for name, (met, not_met) in drawn.items()])
    assert [each.id for each in noteworthy.below_target(whole_audit)] == ["far", "near"]


def test_only_what_is_claimed_to_have_changed_is_said_to_have() -> None:
    quarters = quarters_to(NOW, 8)
    past = dict.fromkeys(quarters[1:4], Counts(met=80, not_met=20)) | dict.fromkeys(
        quarters[4:], Counts(met=50, not_met=50)
    )
    moved = result(Counts(met=80, not_met=20), id="moved", earlier=past)
    steady = result(Counts(met=52, not_met=48), id="steady", earlier=dict.fromkeys(past, Counts(met=50, not_met=50)))
    at_once = result(Counts(met=90, not_met=10), id="at once", earlier={BEFORE: Counts(met=10, not_met=90)})
    unsure = result(Counts(met=30, not_met=10), id="unsure", earlier={BEFORE: Counts(met=22, not_met=18)})
    assert [each.id for each in noteworthy.changed_standards(audit([moved, steady, at_once, unsure]))] == [
        "moved",
        "at once",
    ]


def test_a_quarter_that_stands_out_in_its_series_has_changed_too() -> None:
    usual = dict.fromkeys(quarters_to(NOW, 8)[1:], Counts(met=28, not_met=12))
    drawn = {quarter: Counts(met=28 + place % 2, not_met=12) for place, quarter in enumerate(quarters_to(NOW, 16)[1:])}
    out = result(Counts(met=12, not_met=28), id="out", earlier=drawn)
    assert out.series is not None
    assert out.series.variation is Variation.CONCERN
    gone_on = replace(result(Counts(met=28, not_met=12), id="on", earlier=usual), series=out.series)
    assert [each.id for each in noteworthy.changed_standards(audit([gone_on]))] == ["on"]
    assert sentences.claimed(gone_on) == ["was worse in July to September 2019 than ordinary variation explains"]
