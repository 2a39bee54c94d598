"""What a summary names first: what works, what worries, and what has moved."""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter
from pipeline.measure.counts import Counts
from pipeline.results import noteworthy
from tests.unit.results.built import NOW, audit, result

BEFORE = Quarter(2019, 1)


def test_what_works_reaches_its_target_on_enough_records_the_best_evidenced_first() -> None:
    drawn = {"few": (10, 0), "amber": (80, 20), "chance": (19, 1), "sure": (400, 0), "hidden": (0, 0)}
    whole_audit = audit([result(Counts(met=met, not_met=not_met), id=name) for name, (met, not_met) in drawn.items()])
    assert [each.id for each in noteworthy.reaching_target(whole_audit)] == ["sure", "chance"]


def test_what_worries_is_below_target_by_more_than_chance_the_furthest_first() -> None:
    drawn = {"near": (70, 30), "chance": (8, 2), "far": (10, 90), "few": (0, 4), "good": (99, 1)}
    whole_audit = audit([result(Counts(met=met, not_met=not_met), id=name) for name, (met, not_met) in drawn.items()])
    assert [each.id for each in noteworthy.below_target(whole_audit)] == ["far", "near"]


def test_only_what_moved_by_more_than_chance_is_said_to_have_moved() -> None:
    quarters = [NOW]
    while len(quarters) < 8:
        quarters.append(quarters[-1].previous())
    past = dict.fromkeys(quarters[1:4], Counts(met=80, not_met=20)) | dict.fromkeys(
        quarters[4:], Counts(met=50, not_met=50)
    )
    moved = result(Counts(met=80, not_met=20), id="moved", earlier=past)
    steady = result(Counts(met=52, not_met=48), id="steady", earlier=dict.fromkeys(past, Counts(met=50, not_met=50)))
    short = result(Counts(met=90, not_met=10), id="short", earlier={BEFORE: Counts(met=10, not_met=90)})
    assert [each.id for each in noteworthy.changed_standards(audit([moved, steady, short]))] == ["moved"]
