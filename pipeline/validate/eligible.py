"""Which records are kept: those with a reference of their own and a date in the quarter; the others are listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Date, Text
from pipeline.definition.frame import Array
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.records import (
    ANCHOR_MISSING,
    ANSWERS_REPEATED,
    KEY_MISSING,
    KEY_REUSED,
    OUTSIDE_QUARTER,
    ROW_REPEATED,
)
from pipeline.validate.columns import Columns
from pipeline.validate.finding import row_spans, spoken_place
from pipeline.validate.ledger import Ledger

UNNUMBERED, MISNUMBERED, REPEATED = "no number of its own", "a number that cannot be used", "there twice"
OUTSIDE, UNDATED = "a date outside the quarter", "no date that decides the quarter"
MISDATED = "a date that cannot be used"
DIFFER = 2  # answers in which a record that was pasted again may differ


def placed(ledger: Ledger, columns: Columns, records: Sequence[int]) -> tuple[Array, dict[int, str]]:
    """Which of ``records`` are kept, and why each of the others is set aside, by row; that is noted at its cell too."""
    aside: dict[int, str] = {}
    keeping = _identified(ledger, columns, records, aside) & _in_quarter(ledger, columns, records, aside)
    return keeping, {row: aside[row] for row in records if row in aside}


def _aside(reasons: dict[int, str], where: Array, records: Sequence[int], reason: str) -> None:
    for place in np.flatnonzero(where).tolist():
        reasons.setdefault(records[place], reason)


def _identified(ledger: Ledger, columns: Columns, records: Sequence[int], aside: dict[int, str]) -> Array:
    key = ledger.form.audit.key
    names = pd.Series(columns.values[key.name], dtype=object)
    missing, doubted = names.isna().to_numpy(), columns.doubted(key.name)
    ledger.mark(KEY_MISSING.worded(number=key.pattern_words), key, missing & ~doubted, records)
    _aside(aside, missing & ~doubted, records, UNNUMBERED)
    _aside(aside, missing & doubted, records, MISNUMBERED)
    whole = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.values.items()})
    reused = names.duplicated(keep=False).to_numpy() & ~missing
    again = whole.duplicated(keep="first").to_numpy() & reused if reused.any() else reused
    _renumbered(ledger, whole.drop(columns=key.name), records, ~missing & ~again)
    if not reused.any():
        return np.asarray(~missing)
    first = {name: records[place] for place, name in reversed(list(enumerate(names))) if not again[place]}
    repeats = np.flatnonzero(again).tolist()
    _repeated(ledger, ROW_REPEATED, [records[place] for place in repeats], [first[names[place]] for place in repeats])
    _aside(aside, again, records, REPEATED)
    shared = names.mask(again).duplicated(keep=False).to_numpy() & ~missing & ~again
    ledger.mark(KEY_REUSED.worded(), key, shared, records)
    return np.asarray(~(missing | again))


def _renumbered(ledger: Ledger, answers: pd.DataFrame, records: Sequence[int], named: Array) -> None:
    """
    Query each record that seems to be another one pasted again: the same child and day, and nearly the same answers.

    Free text is not compared: whoever pastes a record again changes that first.
    """
    form = ledger.form
    texts = [each for each in form.fields if isinstance(each, Text) and each is not form.audit.key]
    whose = [each.name for each in texts if each.pattern and each.required]
    told = answers[[*whose, *(each.name for each in form.anchors)]]
    alike = told.duplicated(keep=False).to_numpy() & told[whose].notna().all(axis="columns").to_numpy() & named
    if not whose or not alike.any():
        return
    compared = [each.name for each in form.fields if each is not form.audit.key and not getattr(each, "free", False)]
    near = answers.loc[alike, compared].astype(object)
    given = dict(zip(np.flatnonzero(alike).tolist(), near.where(near.notna(), None).to_numpy(), strict=True))
    first: dict[int, int] = {}
    groups = told[alike].groupby(list(told.columns), dropna=False, sort=False).indices.values()
    for places in ([int(np.flatnonzero(alike)[each]) for each in group] for group in groups):
        for number, place in enumerate(places):
            before = (
                each for each in places[:number] if each not in first and (given[each] != given[place]).sum() <= DIFFER
            )
            if (one := next(before, None)) is not None:
                first[place] = one
    again = sorted(first)
    _repeated(
        ledger,
        ANSWERS_REPEATED,
        [records[place] for place in again],
        [records[first[place]] for place in again],
    )


def _repeated(ledger: Ledger, check: Check, rows: Sequence[int], originals: Sequence[int]) -> None:
    """A query at the numbers of ``rows`` that repeat what ``originals`` say: one query, however many there are."""
    ledger.add(check.worded(rows=spoken_place("", row_spans(originals))), ledger.form.audit.key, rows)


def _in_quarter(ledger: Ledger, columns: Columns, records: Sequence[int], aside: dict[int, str]) -> Array:
    """Whether each record is in the quarter, by the first deciding date that is filled in, readable or not."""
    quarter, anchors = ledger.form.quarter, ledger.form.anchors
    if not anchors:
        return np.ones(len(records), dtype=bool)
    undecided = np.ones(len(records), dtype=bool)
    inside = ~undecided
    for anchor in anchors:
        days = np.asarray(columns.values[anchor.name]).astype("datetime64[D]")
        given = undecided & ~np.isnat(days)
        within = given & (days >= np.datetime64(quarter.start)) & (days <= np.datetime64(quarter.end))
        inside |= within
        _outside(ledger, anchor, days, given & ~within, records)
        _aside(aside, given & ~within, records, OUTSIDE)
        doubted = columns.doubted(anchor.name)
        _aside(aside, undecided & ~given & doubted, records, MISDATED)
        undecided &= ~given & ~doubted
    missing = undecided & ~inside
    ledger.mark(ANCHOR_MISSING.worded(), anchors[0], missing, records)
    _aside(aside, missing, records, UNDATED)
    return inside


def _outside(ledger: Ledger, anchor: Date, days: Array, where: Array, records: Sequence[int]) -> None:
    """Note every date outside the quarter, as one error that says from when to when they are."""
    if not where.any():
        return
    quarter = ledger.form.quarter
    outside: list[date] = sorted(day.astype(object) for day in days[where])
    theirs = {Quarter.containing(day) for day in outside}
    dates = f"{outside[0]:%d/%m/%Y}"
    if len(outside) > 1:
        dates = f"{len(outside)} dates, all {outside[0]:%d/%m/%Y}"
    if outside[0] != outside[-1]:
        dates = f"{len(outside)} dates from {outside[0]:%d/%m/%Y} to {outside[-1]:%d/%m/%Y}"
    if len(outside) > 1 and len(theirs) == 1:
        dates += f", all of {theirs.pop()}"
    wording = OUTSIDE_QUARTER.worded(dates=dates, start=quarter.start, end=quarter.end)
    ledger.mark(wording, anchor, where, records)
