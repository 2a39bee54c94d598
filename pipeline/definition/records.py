"""Records as arrays, to work predicates out on, and the two arrays that say what came of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from pipeline.definition.fields import Field
from pipeline.definition.kinds import Date, Whole

AS_OF_COLUMN = "as_of"
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

    def series(self, index: pd.Index[Any]) -> pd.Series[bool]:
        """The rails as one nullable-boolean column."""
        values = pd.array(self.true, dtype="boolean")
        values[self.unknown] = pd.NA
        return pd.Series(values, index=index)


@dataclass(frozen=True, eq=False)
class Records:
    """
    Records to work predicates out on, their columns turned to arrays once.

    Shape: ``rows`` has one row per record and a column per field: codes and text as strings, whole numbers, dates;
           a number or date field with codes of its own has a second column, `code_column`. ``unusable`` has the same
           rows and a column per field that holds a value that cannot be used; such a value is unknown, not blank.
           ``arrays`` are columns that are arrays of the right kind already.
    """

    rows: pd.DataFrame
    unusable: pd.DataFrame | None = None
    arrays: dict[str, Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def _column(self, name: str, dtype: Any) -> Array:
        if name not in self.arrays:
            if name not in self.rows.columns:
                values: Array = np.full(len(self.rows), None, dtype=object)
                values = values.astype(dtype) if dtype is not object else values
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
        """The column as strings, None where blank."""
        return self._column(name, object)

    def numbers(self, name: str) -> Array:
        """The column as numbers, nan where blank."""
        return self._column(name, float)

    def times(self, name: str) -> Array:
        """The column as times, NaT where blank."""
        return self._column(name, "datetime64[s]")

    def doubted(self, name: str) -> Array:
        """Where the field holds something that cannot be used."""
        if self.unusable is None or name not in self.unusable.columns:
            return np.zeros(len(self.rows), dtype=bool)
        return self.unusable[name].to_numpy(dtype=bool)

    def entered(self, asked: Field) -> Array:
        """Where a usable answer was entered, a code in place of a value included."""
        if isinstance(asked, Whole | Date):
            values = self.numbers(asked.name) if isinstance(asked, Whole) else self.times(asked.name)
            entered = ~np.isnan(values) if isinstance(asked, Whole) else ~np.isnat(values)
            return entered | given(self.texts(code_column(asked.name))) if asked.also else entered
        return given(self.texts(asked.name))


def given(texts: Array) -> Array:
    """Where a text was entered."""
    return np.asarray(np.not_equal(texts, _BLANK))
