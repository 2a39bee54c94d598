"""Records as arrays, to work predicates out on, and the two arrays that say what came of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from pipeline.definition.fields import Field
from pipeline.definition.kinds import Whole, WithCodes

AS_OF_COLUMN = "as_of"
ANCHOR_COLUMN, LAST_DAY_COLUMN = "anchor:day", "last:day"  # no question can be called so
Array = np.ndarray[Any, Any]

_BLANK = np.array(None, dtype=object)


def code_column(name: str) -> str:
    """The column that holds the code entered in place of a number or a date."""
    return f"{name}:code"


@dataclass(frozen=True, eq=False)
class Rails:
    """For each record: whether a predicate is true, and whether it is false; unknown where neither."""

    true: Array
    false: Array

    @property
    def unknown(self) -> Array:
        """Neither true nor false."""
        return np.asarray(~(self.true | self.false))

    @property
    def turned(self) -> Rails:
        """The rails of what is not so."""
        return Rails(self.false, self.true)

    @classmethod
    def where(cls, holds: Array, known: Array) -> Rails:
        """The rails of what ``holds``, where that is ``known``."""
        return cls(known & holds, known & ~holds)


@dataclass(frozen=True)
class AsIf:
    """Judged as by what was in force before ``day``, or where ``later`` from that day on, whatever a record's own."""

    day: date
    later: bool = False

    def days(self, days: Array) -> Array:
        """The days that records of ``days`` are judged by."""
        return (np.maximum if self.later else np.minimum)(days, np.datetime64(self.edge))

    @property
    def edge(self) -> date:
        """The day that those on the other side of it are judged by: ``day`` itself, or the one before it."""
        return self.day if self.later else self.day - timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Records:
    """
    Records to work predicates out on, their columns turned to arrays once.

    Shape: ``rows`` has one row per record and a column per field: codes and text as strings, whole numbers, dates;
           a number or date field with codes of its own has a second column, `code_column`. ``unusable`` has the same
           rows and a column per field that holds a value that cannot be used; such a value is unknown, not blank.
           ``arrays`` are columns that are arrays of the right kind already.
    ``recoded``: by the name of a question, the codes that are judged as another one, and from which day on.
    """

    rows: pd.DataFrame
    unusable: pd.DataFrame | None = None
    arrays: dict[str, Array] = field(default_factory=dict)
    recoded: Mapping[str, tuple[date, Mapping[str, str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def _column(self, name: str, dtype: Any) -> Array:
        if name not in self.arrays:
            if name not in self.rows.columns:
                values: Array = np.full(len(self.rows), None, dtype=object).astype(dtype)
            elif dtype is object:
                column = self.rows[name].astype(object)
                values = np.where(column.isna().to_numpy(), _BLANK, column.to_numpy(dtype=object))
            elif dtype is float:
                values = pd.to_numeric(self.rows[name]).to_numpy(dtype=float, na_value=np.nan)
            else:
                values = pd.to_datetime(self.rows[name]).to_numpy(dtype="datetime64[s]")
            self.arrays[name] = values
        return self.arrays[name]

    def texts(self, name: str) -> Array:
        """The column as strings, None where blank; each as it is judged on its record's day."""
        held = self._column(name, object)
        if name not in self.recoded:
            return held
        day, into = self.recoded[name]
        since = self.anchors >= np.datetime64(day)
        return np.array([into.get(code, code) if new else code for code, new in zip(held, since, strict=True)], object)

    def numbers(self, name: str) -> Array:
        """The column as numbers, nan where blank."""
        return self._column(name, float)

    def times(self, name: str) -> Array:
        """The column as times, NaT where blank."""
        return self._column(name, "datetime64[s]")

    def anchored(self, anchors: Sequence[Field], otherwise: date, as_if: AsIf | None = None) -> Records:
        """
        The same records, each with the day that its versions of limits and standards are those of.

        That is the first of ``anchors`` that is given, which decides its quarter, and ``otherwise`` where none is; or
        another by ``as_if``.
        """
        days = np.full(len(self), np.datetime64("NaT"), dtype="datetime64[D]")
        for each in reversed(anchors):
            given_days = self.times(each.name).astype("datetime64[D]")
            days = np.where(np.isnat(given_days), days, given_days)
        days[np.isnat(days)] = np.datetime64(otherwise)
        return self.judged_on(as_if.days(days) if as_if is not None else days)

    def judged_on(self, days: Array) -> Records:
        """The same records, judged by what is in force on ``days``, one for each."""
        return replace(self, arrays={**self.arrays, ANCHOR_COLUMN: days.astype("datetime64[s]")})

    def ending(self, day: date) -> Records:
        """The same records, of a return whose period ends on ``day``."""
        last = np.full(len(self), np.datetime64(day), dtype="datetime64[s]")
        return replace(self, arrays={**self.arrays, LAST_DAY_COLUMN: last})

    @property
    def anchors(self) -> Array:
        """The day that each is judged by; NaT where `anchored` has not said."""
        return self.times(ANCHOR_COLUMN).astype("datetime64[D]")

    def undoubted(self, name: str) -> Array:
        """Where the field holds nothing that cannot be used."""
        if self.unusable is None or name not in self.unusable.columns:
            return np.ones(len(self.rows), dtype=bool)
        return ~self.unusable[name].to_numpy(dtype=bool)

    def entered(self, asked: Field) -> Array:
        """Where a usable answer was entered, a code in place of a value included."""
        name = asked.name
        if not isinstance(asked, WithCodes):
            return given(self.texts(name))
        entered = ~np.isnan(self.numbers(name)) if isinstance(asked, Whole) else ~np.isnat(self.times(name))
        return entered | given(self.texts(code_column(name))) if asked.also else entered


def given(texts: Array) -> Array:
    """Where a text was entered."""
    return np.asarray(np.not_equal(texts, _BLANK))
