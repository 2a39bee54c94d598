"""The places of a reference in what is text: pages, lists, JSON, notebooks, and tables that hold one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.english import first_few
from pipeline.store.whereabouts.reference import Reference

_SHOWN = 12  # places in one line
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def in_text(data: bytes, wanted: Reference) -> Iterator[str]:
    """The lines of a text that hold ``wanted``; bytes that are none are looked through as if they were."""
    text = text_of(data)
    if wanted.is_in(text):
        lines = wanted.places_in(text)
        # Of a text that a blank line break parts, no line alone holds it.
        yield f"line {first_few(list(map(str, lines)), _SHOWN)}" if lines else "across two lines"


def in_table(data: bytes, wanted: Reference) -> Iterator[str]:
    """The rows of a table of comma-separated values that hold ``wanted``, the headings being row 1."""
    rows = csv.reader(io.StringIO(text_of(data), newline=""))
    try:
        there = [number for number, row in enumerate(rows, start=1) if any(map(wanted.is_cell, row))]
    except csv.Error:
        yield from in_text(data, wanted)
        return
    if there:
        yield f"row {first_few(list(map(str, there)), _SHOWN)}"


def in_rows(data: bytes, wanted: Reference) -> Iterator[str]:
    """The columns and rows of a parquet table that hold ``wanted``. Raises: ValueError -- if it is none."""
    import pyarrow.parquet as parquet  # here, since it is slow to import
    from pyarrow.lib import ArrowException

    try:
        table = parquet.read_table(io.BytesIO(data))
    except (ArrowException, OSError) as error:
        raise ValueError("it is no parquet table, or damaged") from error
    for name, column in zip(table.column_names, table.columns, strict=True):
        there = [number for number, each in enumerate(column.to_pylist(), start=1) if wanted.is_cell(_text(each))]
        if there:
            yield f"column {name}, row {first_few(list(map(str, there)), _SHOWN)}"


def _text(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else value


def text_of(data: bytes) -> str:
    """``data`` as text, in UTF-8 unless its first bytes say otherwise; what is no text in it stays unreadable."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8-sig")
    return data.decode(encoding, errors="replace")
