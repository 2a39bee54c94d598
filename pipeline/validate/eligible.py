"""Which records are kept: those with a reference of their own and a date in the quarter; the others are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Coded, Date, Field, Form, Text
from pipeline.definition.frame import Array
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.records import (
    ANCHOR_MISSING,
    ANSWERS_REPEATED,
    KEY_MISSING,
    KEY_REUSED,
    OUTSIDE_QUARTER,
    ROW_REPEATED,
    THERE_TWICE,
)
from pipeline.validate.columns import Columns
from pipeline.validate.finding import row_spans, spoken_place
from pipeline.validate.ledger import Ledger
from pipeline.validate.tidy import folded

UNNUMBERED, MISNUMBERED, REPEATED = "no number of its own", "a number that cannot be used", "there twice"
OUTSIDE, UNDATED = "a date outside the {period}", "no date that decides the {period}"
MISDATED = "a date that cannot be used"
_FIRST_OF_ALL = {
    UNNUMBERED: "Give each record its number, as in the example, and send the return again.",
    MISNUMBERED: "Write each record's number as in the example, and send the return again.",
    REPEATED: "Take out the rows that are there twice, and send the return again.",
    OUTSIDE: "Is it the return of another {period}? Send it with that {period}'s template; if not, correct the dates.",
    UNDATED: "Enter the date that decides the {period} in each record, and send the return again.",
    MISDATED: "Correct the date that decides the {period} in each record, and send the return again.",
}  # what to do where no record is kept, most of them for that reason
DIFFER = 2  # answers in which a record that was pasted again may differ


def first_of_all(reason: str, form: Form) -> str:
    """What to do where no record of ``form`` is kept, most of them set aside for that ``reason``."""
    period = form.period.kind
    return {each.format(period=period): fix.format(period=period) for each, fix in _FIRST_OF_ALL.items()}[reason]


def placed(ledger: Ledger, columns: Columns, records: Sequence[int]) -> tuple[Array, dict[int, str]]:
    """Which of ``records`` are kept, and why each of the others is set aside, by row; that is noted at its cell too."""
    reasons = zip(_unidentified(ledger, columns, records), _undated(ledger, columns, records), strict=True)
    aside = {row: number or day for row, (number, day) in zip(records, reasons, strict=True) if number or day}
    return np.array([row not in aside for row in records], dtype=bool), aside


def _unidentified(ledger: Ledger, columns: Columns, records: Sequence[int]) -> list[str]:
    """Why each record is none of its own; empty where it is one."""
    key = ledger.form.audit.key
    names = pd.Series(columns.values[key.name], dtype=object)
    missing, doubted = names.isna().to_numpy(), columns.doubted(key.name)
    ledger.mark(KEY_MISSING.worded(number=key.pattern_words), key, missing & ~doubted, records)
    reused = names.duplicated(keep=False).to_numpy() & ~missing
    again = _frame(columns, columns.values).duplicated(keep="first").to_numpy() & reused if reused.any() else reused
    _query_renumbered(ledger, columns, records, ~missing & ~again)
    _query_twice(ledger, columns, records, ~missing & ~again)
    first = {name: place for place, name in reversed(list(enumerate(names))) if not again[place]}
    repeats = {place: first[names[place]] for place in np.flatnonzero(again).tolist()}
    _query_repeated(ledger, ROW_REPEATED, repeats, records)
    shared = names.mask(again).duplicated(keep=False).to_numpy() & ~missing & ~again
    ledger.mark(KEY_REUSED.worded(), key, shared, records)
    reasons = [(missing & ~doubted, UNNUMBERED), (missing, MISNUMBERED), (again, REPEATED)]
    return _first_that_holds(reasons)


def _frame(columns: Columns, names: Iterable[str]) -> pd.DataFrame:
    """The answers to some questions, as they are compared."""
    return pd.DataFrame({name: pd.Series(columns.values[name], dtype=object) for name in names})


def _query_renumbered(ledger: Ledger, columns: Columns, records: Sequence[int], named: Array) -> None:
    """
    Query each record that seems to be another one pasted again: the same child and day, and nearly the same answers.

    Where a code is part of what names a case, as a provider's requirement or an agency at a conference is, that is the
    same too. Free text is not compared: whoever pastes a record again changes that first.
    """
    form = ledger.form
    fields = [each for each in form.fields if each is not form.audit.key]
    if form.view.beside is not None:
        return  # what belongs to one record may well be alike
    whose = [each.name for each in fields if isinstance(each, Text) and each.pattern and each.required]
    if not whose:
        return
    naming = (*form.audit.linked_by, *(each for compared in form.audit.reconciled for each in compared.key))
    coded = list(dict.fromkeys(each.name for each in naming if isinstance(each, Coded) and form.has(each)))
    told = _frame(columns, [*whose, *coded, *(each.name for each in form.anchors)])
    alike = told.duplicated(keep=False).to_numpy() & told[whose].notna().all(axis="columns").to_numpy() & named
    if not alike.any():
        return
    near = _frame(columns, [each.name for each in fields if not getattr(each, "free", False)])[alike]
    where = np.flatnonzero(alike)
    given = dict(zip(where.tolist(), near.where(near.notna(), None).to_numpy(), strict=True))
    originals: dict[int, int] = {}
    for group in told[alike].groupby(list(told.columns), dropna=False, sort=False).indices.values():
        places = where[group].tolist()
        for number, place in enumerate(places):
            for before in places[:number]:
                if before not in originals and (given[before] != given[place]).sum() <= DIFFER:
                    originals[place] = before
                    break
    _query_repeated(ledger, ANSWERS_REPEATED, originals, records)


def _query_twice(ledger: Ledger, columns: Columns, records: Sequence[int], named: Array) -> None:
    """Query each record that shares with an earlier one what only one record of a return should have."""
    once = [each for each in ledger.form.audit.once if ledger.form.has(each)]
    if not once:
        return
    told = _frame(columns, [each.name for each in once]).loc[named].dropna()
    first: dict[tuple[object, ...], int] = {}
    originals: dict[int, int] = {}
    for place, answers_to_it in zip(told.index.tolist(), told.itertuples(index=False, name=None), strict=True):
        alike = tuple(folded(each) if isinstance(each, str) else each for each in answers_to_it)
        before = first.setdefault(alike, place)
        if before != place:
            originals[place] = before
    _query_repeated(ledger, THERE_TWICE, originals, records, once[0])


def _query_repeated(
    ledger: Ledger, check: Check, originals: Mapping[int, int], records: Sequence[int], at: Field | None = None
) -> None:
    """One query, however many there are, at the number (or ``at``) of the records that repeat their ``originals``."""
    if originals:
        rows = row_spans(records[place] for place in originals.values())
        repeats = [records[place] for place in sorted(originals)]
        ledger.add(check.worded(rows=spoken_place("", rows)), at or ledger.form.audit.key, repeats)


def _undated(ledger: Ledger, columns: Columns, records: Sequence[int]) -> list[str]:
    """Why each record is not of the quarter, by the first deciding date that is filled in, readable or not."""
    period, anchors = ledger.form.period, ledger.form.anchors
    undecided = np.full(len(records), bool(anchors))
    outside, misdated = np.zeros_like(undecided), np.zeros_like(undecided)
    for anchor in anchors:
        days = np.asarray(columns.values[anchor.name]).astype("datetime64[D]")
        given = undecided & ~np.isnat(days)
        beyond = given & ((days < np.datetime64(period.start)) | (days > np.datetime64(period.end)))
        _mark_outside(ledger, anchor, days, beyond, records)
        outside |= beyond
        undecided &= ~given
        misdated |= undecided & columns.doubted(anchor.name)
        undecided &= ~misdated
    if anchors:
        ledger.mark(ANCHOR_MISSING.worded(period=period.kind), anchors[0], undecided, records)
    why = [(outside, OUTSIDE), (misdated, MISDATED), (undecided, UNDATED)]
    return _first_that_holds([(where, reason.format(period=period.kind)) for where, reason in why])


def _first_that_holds(reasons: Sequence[tuple[Array, str]]) -> list[str]:
    """For each record the first of the ``reasons`` that holds of it; empty where none does."""
    chosen: list[str] = np.select([where for where, _ in reasons], [reason for _, reason in reasons], "").tolist()
    return chosen


def _mark_outside(ledger: Ledger, anchor: Date, days: Array, where: Array, records: Sequence[int]) -> None:
    """Note every date outside the quarter, as one error that says from when to when they are."""
    if not where.any():
        return
    period = ledger.form.period
    outside: list[date] = sorted(days[where].tolist())
    theirs = {Quarter.containing(day) for day in outside}
    first, last = f"{outside[0]:%d/%m/%Y}", f"{outside[-1]:%d/%m/%Y}"
    dates = first
    if len(outside) > 1:
        dates = f"{len(outside)} dates" + (f", all {first}" if first == last else f" from {first} to {last}")
        dates += f", all of {theirs.pop()}" if len(theirs) == 1 else ""
    behind = "take the row out: this sheet is about those days alone"
    otherwise = behind if ledger.form.of_days else f"send the record with its own {period.kind}"
    wording = OUTSIDE_QUARTER.worded(dates=dates, start=period.start, end=period.end, otherwise=otherwise)
    ledger.mark(wording, anchor, where, records)
