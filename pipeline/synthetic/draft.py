"""Records while they are being filled in: columns of arrays on which the definition's predicates can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipeline.definition import Date, Field, Form, Meaning, OneCode, Predicate, Rule, Whole
from pipeline.definition.frame import Array, Records, code_column, rails
from pipeline.definition.records import AS_OF_COLUMN, LAST_DAY_COLUMN

_NOTHING: Mapping[object, object] = {object: None, float: np.nan, "datetime64[s]": np.datetime64("NaT")}
_OF_KIND: Mapping[str, object] = {"O": object, "f": float, "M": "datetime64[s]"}  # by the letter of numpy's


@dataclass(frozen=True, eq=False)
class Draft(Records):
    """Records in the making, as `Records` reads them; a column that nobody has filled is blank."""

    columns: dict[str, Array] = field(default_factory=dict)

    def texts(self, name: str) -> Array:
        return self._held(name, object)

    def numbers(self, name: str) -> Array:
        return self._held(name, float)

    def times(self, name: str) -> Array:
        return self._held(name, "datetime64[s]")

    def _held(self, name: str, dtype: object) -> Array:
        return self.columns.get(name, blank(len(self), dtype))

    def column(self, asked: Field) -> Array:
        """The column of ``asked``, made if it is not there, to be written to."""
        if asked.name not in self.columns:
            self.columns[asked.name] = blank(len(self), kind(asked))
        return self.columns[asked.name]

    def codes_beside(self, asked: Field) -> Array:
        """The column of codes that may stand in place of a number or date."""
        return self.columns.setdefault(code_column(asked.name), blank(len(self), object))

    def clear(self, asked: Field, where: Array) -> None:
        """Leave ``asked`` empty ``where`` true."""
        self.column(asked)[where] = blank(1, kind(asked))[0]
        if asked.also_codes():
            self.codes_beside(asked)[where] = None

    def chosen(self, where: Array) -> Draft:
        """The records ``where`` true (or at these places), as a draft of their own."""
        columns = {name: values[where].copy() for name, values in self.columns.items()}
        return Draft(pd.DataFrame(index=range(len(np.arange(len(self))[where]))), columns=columns)


def draft(count: int, as_of: date, last_day: date) -> Draft:
    """``count`` empty records of a return sent on ``as_of``, whose period ends on ``last_day``."""
    days = {AS_OF_COLUMN: as_of, LAST_DAY_COLUMN: last_day}
    columns = {name: np.full(count, np.datetime64(day), dtype="datetime64[s]") for name, day in days.items()}
    return Draft(pd.DataFrame(index=range(count)), columns=columns)


def together(drafts: Sequence[Draft]) -> Draft:
    """The records of several drafts, one after another, as a draft of their own."""
    kinds = {name: _OF_KIND[values.dtype.kind] for each in drafts for name, values in each.columns.items()}
    columns = {
        name: np.concatenate([each.columns.get(name, blank(len(each), of)) for each in drafts])
        for name, of in kinds.items()
    }
    return Draft(pd.DataFrame(index=range(sum(len(each) for each in drafts))), columns=columns)


def kind(asked: Field) -> object:
    """The kind of array that holds answers to ``asked``."""
    return float if isinstance(asked, Whole) else "datetime64[s]" if isinstance(asked, Date) else object


def blank(count: int, dtype: Any) -> Array:
    """An empty column."""
    return np.full(count, _NOTHING[dtype], dtype=dtype)


def where_true(predicate: Predicate | None, records: Draft, otherwise: bool = False) -> Array:
    """Where ``predicate`` is true; everywhere, or nowhere, where there is none."""
    return np.full(len(records), otherwise) if predicate is None else rails(predicate, records).true


def must_answer(asked: Field, records: Draft) -> Array:
    """Where a clean record answers ``asked``."""
    if asked.required:
        return np.ones(len(records), dtype=bool)
    return where_true(asked.required_when, records) | where_true(asked.expected_when, records)


def broken(rules: Iterable[Rule], records: Draft) -> Array:
    """Where one of ``rules`` does not hold."""
    faults = np.zeros(len(records), dtype=bool)
    for rule in rules:
        faults |= rails(rule.holds, records).false & where_true(rule.when, records, otherwise=True)
    return faults


def misplaced(form: Form, records: Draft) -> Array:
    """Where the date that decides the quarter lies outside it."""
    deciding = blank(len(records), "datetime64[s]")
    for anchor in reversed(form.anchors):
        given = records.times(anchor.name)
        deciding = np.where(np.isnat(given), deciding, given)
    days = deciding.astype("datetime64[D]")
    first, last = np.datetime64(form.period.start), np.datetime64(form.period.end)
    return np.asarray(~np.isnat(days) & ((days < first) | (days > last)))


def faulty(form: Form, records: Draft) -> Array:
    """Where a record would draw an error or a query at intake."""
    faults = broken(form.rules, records) | misplaced(form, records)
    for asked in form.fields:
        entered = records.entered(asked)
        faults |= must_answer(asked, records) & ~entered
        if asked.only_when is not None:
            faults |= entered & rails(asked.only_when, records).false
        if isinstance(asked, OneCode) and asked.na_when is not None:
            not_applicable = np.isin(records.texts(asked.name).astype(str), asked.meaning(Meaning.NOT_APPLICABLE))
            faults |= not_applicable & rails(asked.na_when, records).false
    return faults
