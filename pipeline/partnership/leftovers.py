"""What a partnership still has from the one it was begun from: its bodies, minutes, words and recommendations."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.english import first_few, listed
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.here import shipped, shipped_names
from pipeline.partnership.model import Partnership
from pipeline.partnership.oddities import Oddity, Weight, rows
from pipeline.partnership.words import MEANINGS

_SHOWN = 8  # cells or names in one line
_TABLES: tuple[tuple[str, str, Callable[[Partnership], Sequence[Any]]], ...] = (
    ("targets.csv", "targets, with minutes and reasons,", lambda each: each.targets),
    ("rebases.csv", "new limits, with minutes and reasons,", lambda each: each.rebases),
    ("documents.csv", "documents", lambda each: each.documents),
    ("timescales.csv", "time limits", lambda each: each.timescales),
    ("recommendations.csv", "recommendations", lambda each: each.recommendations),
    ("actions.csv", "actions", lambda each: each.actions),
)


def leftovers(partnership: Partnership) -> Iterator[Oddity]:
    """What stands in the files of ``partnership`` word for word as in a partnership that comes with the package."""
    others = [shipped(name) for name in shipped_names()]
    for each in others:
        if each.digest == partnership.digest:
            yield Oddity(
                Weight.MEND,
                "partnership",
                f"these are the files of {each.name} as they come with the package; nothing in them is yours yet. Edit "
                "partnership.toml first, then agencies.csv and returns.csv.",
            )
            return
    for each in others:
        if each.area.casefold() != partnership.area.casefold():
            # What all of them have is the nation's: Working Together, say.
            shared = [other for other in others if other is not each]
            yield from _agencies(partnership, each)
            yield from _rows(partnership, each, shared)
            yield from _words(partnership, each)
            yield from _cells(partnership, each.area)


def _agencies(partnership: Partnership, other: Partnership) -> Iterator[Oddity]:
    theirs = {(each.code, each.name) for each in other.agencies if each.type is not AgencyType.EXTERNAL}
    left = [each.code for each in partnership.agencies if (each.code, each.name) in theirs]
    if left:
        yield Oddity(
            Weight.MEND,
            "agencies.csv",
            f"{first_few(left, _SHOWN)}: these are bodies of {other.area}. Replace them, or take their rows out.",
        )


def _rows(partnership: Partnership, other: Partnership, shared: Iterable[Partnership]) -> Iterator[Oddity]:
    for file, what, of in _TABLES:
        national = [replace(row, row=0) for each in shared for row in of(each)]
        theirs = [row for row in (replace(row, row=0) for row in of(other)) if row not in national]
        left = [row.row for row in of(partnership) if replace(row, row=0) in theirs]
        if left:
            weight = Weight.MEND if file == "targets.csv" else Weight.LOOK
            text = f"{what} as {other.area} has them, word for word. Replace them, or take the rows out."
            yield Oddity(weight, f"{file} {rows(left)}", text)


def _words(partnership: Partnership, other: Partnership) -> Iterator[Oddity]:
    theirs = {(name, text) for _, words in other.words_from for name, text in words if text != MEANINGS[name][1]}
    left = dict.fromkeys(
        name for _, words in partnership.words_from for name, text in words if (name, text) in theirs
    )  # fmt: skip
    if left:
        yield Oddity(
            Weight.LOOK,
            "partnership.toml [words]",
            f"{first_few(list(left), _SHOWN)}: as in {other.area}. Write what you call them; "
            "leave what you call so too.",
        )


def _cells(partnership: Partnership, area: str) -> Iterator[Oddity]:
    """The cells and lines in which the name of another area stands."""
    named = re.compile(rf"\b{re.escape(area)}\b", re.IGNORECASE)
    numbers: dict[tuple[str, str], list[int]] = {}
    for file, data in partnership.files.items():
        for number, column in _places(file, data, named):
            numbers.setdefault((file, column), []).append(number)
    if numbers:
        places = [
            f"{file} {rows(theirs)} ({column})" if column else f"{file} {rows(theirs, 'line')}"
            for (file, column), theirs in numbers.items()
        ]
        text = f"“{area}” stands in {listed(places)}. Write your own name there."
        yield Oddity(Weight.MEND, "partnership", text)


def _places(file: str, data: bytes, named: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The rows in which a name stands, each with the column; the lines of what is no table, with none."""
    text = data.decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    if file.endswith(".csv"):
        separator = max(",;\t", key=(lines or [""])[0].count)
        headings, *records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, record in enumerate(records, 2):
            yield from ((number, name) for name, cell in zip(headings, record, strict=False) if named.search(cell))
    else:
        yield from ((number, "") for number, line in enumerate(lines, 1) if named.search(line.split("#")[0]))
