"""What ``query`` prints: a table of what came of it, or what can be asked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from pipeline.personal.characters import escaped
from pipeline.report.query.closed import Answer
from pipeline.report.query.questions import Question
from pipeline.report.query.united import WHERE_REPORTED
from pipeline.results.frame import TEXT, Columns

_WIDEST, _PLACES, _WIDE = 60, 4, 100  # letters of a cell, decimals of a number, letters of a line
_VIEWS = {
    "figures": "each figure once, from the newest report that tells of it",
    "every_report": "each figure as often as reports tell of it, each as it was counted then",
}


def as_text(answer: Answer) -> Iterator[str]:
    """The rows beneath their headings, numbers to the right; what is hidden or missing is empty."""
    cells = {name: [name, *map(_cell, answer.rows[name])] for name in answer.kinds}
    widths = {name: max(map(len, column)) for name, column in cells.items()}
    for line in zip(*cells.values(), strict=True):
        aligned = (
            cell.ljust(widths[name]) if kind == TEXT else cell.rjust(widths[name])
            for cell, (name, kind) in zip(line, answer.kinds.items(), strict=True)
        )
        yield "  ".join(aligned).rstrip()


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return str(round(value, _PLACES))
    text = escaped(str(value))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def listing(columns: Columns, often: Sequence[Question], option: str) -> Iterator[str]:
    """The views with their columns, and what is often asked of them, as it is typed."""
    for name, words in _VIEWS.items():
        yield f"{name}: {words}"
    yield "Both have these columns:"
    known = {**WHERE_REPORTED, **columns}
    width = max(map(len, known))
    for name, (_, words) in known.items():
        yield from textwrap.wrap(
            words, _WIDE, initial_indent=f"  {name:{width}}  ", subsequent_indent=" " * (width + 4)
        )
    for each in often:
        yield ""
        yield each.words
        yield f'  python -m pipeline query{option} "'
        yield textwrap.indent(f'{each.sql}"', "  ")
