"""
A database in memory that holds some tables and is closed: no SQL leads from it to anything else.

It reads no file, writes none, loads nothing and reaches no network, and no SQL can open it again. It is given the
tables by this process, so that it need never have been open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.errors import UsageError
from pipeline.results.frame import COUNT, TEXT, YES_NO

NUMBER = "float64"  # the kind of a number that is no count
_CLOSED: Mapping[str, str] = {
    "enable_external_access": "false",  # files, other databases, extensions, the network
    "python_enable_replacements": "false",  # the variables of this process
    "temp_directory": "",  # what does not fit into memory is written nowhere
    "memory_limit": "1GB",
}
_GIVEN = "given"  # what a table is called while it is taken in
_READING = (
    "SELECT",
    "MULTI",
)  # what begins with WITH, FROM, VALUES, DESCRIBE or SUMMARIZE is a SELECT; a PIVOT is MULTI
_AT_ONCE = 10_000  # rows
_WHOLE = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?")
_BROKEN = re.compile(r"DOUBLE|FLOAT|DECIMAL.*")
_LARGEST = 2**63 - 1  # that a column of whole numbers holds


@dataclass(frozen=True, eq=False)
class Answer:
    """
    What came of a query: ``kinds`` of its columns by their names, in order, and the ``rows``.

    ``more``: whether there were more rows than were asked for, which are left out.
    """

    kinds: Mapping[str, str]
    rows: pd.DataFrame
    more: bool


class Closed:
    """The database, open for questions until its block ends; see `closed`."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def answered(self, sql: str, most: int) -> Answer:
        """
        What ``sql`` asks, and no more than ``most`` rows of it.

        Raises: UsageError -- with DuckDB's words, if it is not one statement that reads, or cannot be answered.
        """
        try:
            statements = self._connection.extract_statements(sql)
            if [each.type.name in _READING for each in statements] != [True]:
                raise UsageError(
                    "A query is one statement that reads; nothing can be changed. Write it as SELECT … FROM figures …"
                )
            asked = self._connection.execute(statements[0])
            return _answer(asked, most)
        except _mistake() as error:
            raise UsageError(f"DuckDB cannot answer that: {_in_one_line(str(error))}") from None


@contextmanager
def closed(tables: Mapping[str, pa.Table]) -> Iterator[Closed]:
    """
    A closed database with these tables by their names.

    Raises: UsageError -- if DuckDB is not installed.
    """
    connection = _duckdb().connect(":memory:", config=dict(_CLOSED))
    try:
        for name, table in tables.items():
            connection.register(_GIVEN, table)
            connection.table(_GIVEN).create(name)
            connection.unregister(_GIVEN)
        connection.execute("SET lock_configuration = true")
        yield Closed(connection)
    finally:
        connection.close()


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise UsageError(
            "query needs DuckDB, which is not installed here. Install it beside this software: python -m pip install "
            "duckdb; or take the figures away as they are: figures.xlsx, figures.csv and figures.parquet of a report."
        ) from None
    return duckdb


def _mistake() -> type[Exception]:
    kind: type[Exception] = _duckdb().Error
    return kind


def _in_one_line(message: str) -> str:
    """DuckDB's words without the picture of the place that follows them."""
    return " ".join(re.sub(r"\n\s*LINE \d+:.*", "", message, flags=re.DOTALL).split())


def _answer(asked: Any, most: int) -> Answer:
    names = _apart([str(each[0]) for each in asked.description])
    types = [str(each[1]) for each in asked.description]
    frames, left = [], most + 1
    while left and (rows := asked.fetchmany(min(left, _AT_ONCE))):
        left -= len(rows)
        frames.append(_frame(names, types, rows))
    whole = pd.concat(frames, ignore_index=True) if frames else _frame(names, types, [])
    kinds = {name: str(whole[name].dtype) for name in names}
    return Answer(kinds, whole.iloc[:most], more=not left)


def _apart(names: Sequence[str]) -> list[str]:
    """The names of columns, and no two alike: a second ``n`` is ``n_2``."""
    taken: list[str] = []
    for name in names:
        again, free = 2, name
        while free in taken:
            free, again = f"{name}_{again}", again + 1
        taken.append(free)
    return taken


def _frame(names: Sequence[str], types: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pd.DataFrame({name: _series(kind, cells) for name, kind, cells in zip(names, types, columns, strict=True)})


def _series(duckdb_type: str, cells: Sequence[Any]) -> pd.Series[Any]:
    if duckdb_type == "BOOLEAN":
        return pd.Series(cells, dtype=YES_NO)
    if _WHOLE.fullmatch(duckdb_type) and all(each is None or abs(each) <= _LARGEST for each in cells):
        return pd.Series(cells, dtype=COUNT)
    if _WHOLE.fullmatch(duckdb_type) or _BROKEN.fullmatch(duckdb_type):
        return pd.Series([float(each) if each is not None and isfinite(each) else None for each in cells], dtype=NUMBER)
    return pd.Series([None if each is None else str(each) for each in cells], dtype=TEXT)
