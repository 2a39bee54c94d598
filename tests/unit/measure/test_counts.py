"""Outcomes counted, and what may be divided by what."""

from __future__ import annotations

import pandas as pd

from pipeline.measure.counts import Counts, counts, counts_by
from pipeline.statistics.intervals import wilson


def drawn(*outcomes: str) -> pd.DataFrame:
    silent = [each == "not recorded" for each in outcomes]
    plain = ["not met" if each == "not recorded" else each for each in outcomes]
    return pd.DataFrame({"outcome": plain, "not_recorded": silent, "agency": ["A", "B"] * (len(outcomes) // 2)})


def test_not_applicable_not_known_pending_and_missing_leave_the_denominator_and_not_recorded_stays() -> None:
    result = counts(drawn("met", "met", "not met", "not recorded", "not applicable", "not known", "pending", "missing"))
    assert result == Counts(met=2, not_met=2, not_recorded=1, not_applicable=1, not_known=1, pending=1, missing=1)
    assert (result.applicable, result.records, result.value, result.not_recorded) == (4, 8, 0.5, 1)


def test_where_nothing_applied_there_is_no_value_and_not_nought() -> None:
    assert Counts(not_applicable=3).value is None


def test_the_parts_add_up_to_the_whole() -> None:
    table = drawn("met", "not met", "missing", "not recorded")
    assert sum(counts_by(table, "agency").values(), Counts()) == counts(table)


def test_the_parts_stand_in_the_order_of_their_values_and_blanks_are_in_none() -> None:
    table = drawn("met", "not met", "missing", "met").assign(agency=["B", None, "A", "B"])
    assert list(counts_by(table, "agency").items()) == [("A", Counts(missing=1)), ("B", Counts(met=2))]


def test_the_worked_example_of_the_handbook_gives_52_per_cent_and_a_recording_gap_of_26() -> None:
    result = Counts(met=12, not_met=11, not_recorded=6, not_applicable=4, not_known=1, missing=2)
    lower, upper = wilson(result.met, result.applicable)
    assert result.records == 30
    assert round(100 * (result.value or 0), 1) == 52.2
    assert (round(100 * lower, 1), round(100 * upper, 1)) == (33.0, 70.8)
    assert round(100 * result.not_recorded / result.applicable, 1) == 26.1
