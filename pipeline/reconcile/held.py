"""The records of one side of a comparison: how each is told, what it says of the case, and which are not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from pipeline.calendar.quarter import Period
from pipeline.calendar.working_days import between
from pipeline.definition import Alike, Audit, Coded, Date, Field, Meaning, Reconciled, Side, Whole, fields_of
from pipeline.definition.frame import rails
from pipeline.definition.records import Array, Records, given
from pipeline.reconcile.matching import Case
from pipeline.validate.validated import Accepted, given_on

_LONG_BEFORE = date(2000, 1, 3)
_NOT_COMPARED = (Meaning.NOT_KNOWN, Meaning.NOT_APPLICABLE, Meaning.PENDING)  # such an answer says nothing of the case


@dataclass(frozen=True)
class Place:
    """Where a record stands: in which of the returns (by its SHA-256), on which sheet and in which row."""

    sha256: str
    sheet: str
    row: int


@dataclass(frozen=True, eq=False)
class Held:
    """
    The records of one side, return after return, as they are held against the other's.

    Shape: every tuple and array has one item per record. ``applies``: whether the other side should have the case;
           ``edge``: whether its date is so near the end of the period that a partner may lie in another quarter.
           ``answers``: for each thing compared, what each record says of it, None where it says nothing.
    ``lacking``: the codes of the agencies of which no return counts yet.
    """

    side: Side
    cases: tuple[Case, ...]
    places: tuple[Place, ...]
    applies: Array
    edge: Array
    answers: tuple[Array, ...]
    lacking: tuple[str, ...]


def held(side: Side, what: Reconciled, audit: type[Audit], returns: Sequence[Accepted]) -> Held | None:
    """The records of ``side`` in ``returns``; None where no return of that side counts."""
    theirs = given_on(side.view, returns)
    if not theirs:
        return None
    form = theirs[0].identity.form
    parts = [_of_one(side, what, audit, each) for each in theirs if len(each.rows)]
    came = {each.identity.agency for each in theirs}
    return Held(
        side,
        cases=tuple(case for part in parts for case in part.cases),
        places=tuple(place for part in parts for place in part.places),
        applies=_joined([part.applies for part in parts]),
        edge=_joined([part.edge for part in parts]),
        answers=tuple(_joined([part.answers[n] for part in parts]) for n in range(len(what.compare))),
        lacking=tuple(code for code in audit.returners(side.view, form.quarter) if code not in came),
    )


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else np.array([], dtype=bool)


def _of_one(side: Side, what: Reconciled, audit: type[Audit], each: Accepted) -> Held:
    form = each.identity.form
    records = form.records(each.rows, each.unusable if len(each.unusable.columns) else None)
    days = np.full(len(records), np.datetime64("NaT"), dtype="datetime64[s]")
    if side.date is not None:
        days = records.times(side.date.name).copy()
        days[~records.undoubted(side.date.name)] = np.datetime64("NaT")
    keys, others = _answered(what.key or audit.linked_by, records), _answered(what.weak, records)
    worked = between(np.full(len(records), np.datetime64(_LONG_BEFORE), dtype="datetime64[s]"), days)
    return Held(
        side,
        cases=tuple(
            Case(key, weak, None if np.isnan(day) else int(day))
            for key, weak, day in zip(keys, others, worked, strict=True)
        ),
        places=tuple(Place(each.sha256, form.sheet, int(row)) for row in each.rows["row"]),
        applies=rails(side.applies, records).true,
        edge=_near_another_period(days, form.period, what.within),
        answers=tuple(_answers(compared, what, side, records) for compared in what.compare),
        lacking=(),
    )


def _answered(fields: Sequence[Field], records: Records) -> list[tuple[str, ...] | None]:
    """The answers to ``fields`` of each record, together; None where one of them is lacking, or there are none."""
    if not fields:
        return [None] * len(records)
    texts = [_where(records.undoubted(each.name), records.texts(each.name)) for each in fields]
    rows = zip(*texts, strict=True)
    return [tuple(row) if all(each is not None for each in row) else None for row in rows]


def _near_another_period(days: Array, period: Period, within: int) -> Array:
    """Whether a date within so many working days of each of ``days`` may lie outside ``period``."""
    before, after = (
        np.full(len(days), np.datetime64(day), dtype="datetime64[s]")
        for day in (period.start - timedelta(days=1), period.end + timedelta(days=1))
    )
    outside = (days <= before) | (days >= after)
    return np.asarray(outside | (between(before, days) <= within) | (between(days, after) <= within))


def _answers(compared: Field | Alike, what: Reconciled, side: Side, records: Records) -> Array:
    """What each record says of one thing that is compared, None where it says nothing of the case."""
    match compared:
        case Alike():
            predicate = compared.first if side is what.first else compared.second
            silent = [code for field in fields_of(predicate) for code in _saying_nothing(field)]
            decided = rails(predicate, records, silent)
            return _where(~decided.unknown, decided.true)
        case Date(name=name):
            days = records.times(name).astype("datetime64[D]")
            return _where(~np.isnat(days) & records.undoubted(name), days)
        case Whole(name=name):
            numbers = records.numbers(name)
            return _where(~np.isnan(numbers) & records.undoubted(name), numbers)
    texts = records.texts(compared.name)
    answered = given(texts) & records.undoubted(compared.name)
    return _where(answered & ~np.isin(texts.astype(str), _saying_nothing(compared)), texts)


def _where(known: Array, values: Array) -> Array:
    """``values`` as objects, None where they are not ``known``."""
    kept = values.astype(object)
    kept[~known] = None
    return kept


def _saying_nothing(field: Field) -> list[str]:
    codes = field.codes if isinstance(field, Coded) else field.also_codes()
    return [each.code for each in codes if each.meaning in _NOT_COMPARED]
