"""One table of a partnership, as a spreadsheet or an editor saved it; what it says is read cell by cell."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from pipeline.calendar.quarter import Quarter
from pipeline.partnership import cells
from pipeline.partnership.cells import WrongCell
from pipeline.partnership.mistakes import Mistakes, meant, quoted

T = TypeVar("T")
Day = date | Quarter | None
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = ",;\t"
_LONGEST_CELL = 2_000  # characters
_QUOTATION = (
    "a quotation mark is not closed, or stands within a cell. Write it twice there, and put the whole cell between two."
)
_FAULT = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!)")


class Table:
    """
    The rows of one file that hold anything. ``whole``: whether all of it was read, so that others may refer to it.

    ``columns``: those that it is to have; ``needed``: those in which no cell may be empty; ``optional``: those that it
    may be without.
    """

    def __init__(
        self,
        name: str,
        data: bytes | None,
        columns: Sequence[str],
        needed: Sequence[str],
        mistakes: Mistakes,
        *,
        optional: Collection[str] = (),
    ) -> None:
        self.name = name
        self.needed = frozenset(needed)
        self.optional = frozenset(optional)
        self.mistakes = mistakes
        self.whole = False
        self.present: frozenset[str] = frozenset()
        self.month_first = False
        self.rows: tuple[Row, ...] = ()
        text = None if data is None else _text(name, data, mistakes)
        if text is not None:
            self._read(text, columns)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def note(self, text: str, *, row: int = 0, column: str = "") -> None:
        """Note a mistake of this file."""
        self.mistakes.note(self.name, text, row=row, column=column)

    def _read(self, text: str, columns: Sequence[str]) -> None:
        records, unbroken = self._records(text, columns)
        if not records:
            if unbroken:
                self.note(f"is empty. Its first row holds the headings {', '.join(columns)}.")
            return
        (at, first), *below = records
        headings = self._headings(at, first, columns)
        self.whole = unbroken and all(each in headings or each in self.optional for each in columns)
        self.present = frozenset(headings) & frozenset(columns)
        if not self.present:
            return
        self.month_first = cells.month_first(cell for _, each in below for cell in each)
        self.rows = tuple(self._row(number, each, headings) for number, each in below)

    def _records(self, text: str, columns: Sequence[str]) -> tuple[list[tuple[int, list[str]]], bool]:
        """The rows that hold anything, each with its number; and whether the file could be read to its end."""
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, columns), strict=True)
        records, number = [], 0
        try:
            for number, record in enumerate(lines, 1):
                tidy = [" ".join(cell.split()) for cell in record]
                if any(tidy):
                    records.append((number, tidy))
        except csv.Error:
            self.note(_QUOTATION, row=number + 1)
            return records, False
        return records, True

    def _headings(self, row: int, first: Sequence[str], columns: Sequence[str]) -> list[str]:
        headings = [re.sub(r"[\s-]+", "_", each.casefold()) for each in first]
        missing = [each for each in columns if each not in headings]
        unknown = [each for each in dict.fromkeys(headings) if each and each not in columns]
        if len(missing) == len(columns):
            self.note(f"has none of its headings. Its first row holds {', '.join(columns)}.", row=row)
            return headings
        for each in unknown:
            wanted = f"Its columns are {', '.join(columns)}."
            self.note(f"{quoted(each)} is no column of this file. {meant(each, missing, wanted)}", row=row)
        for each in missing:
            if each in self.optional:
                continue
            if not any(meant(other, missing) == meant(each, [each]) for other in unknown):
                self.note(f"the column {each} is missing.", row=row)
        for each in columns:
            if headings.count(each) > 1:
                self.note(f"the column {each} is there twice. Keep one.", row=row)
        return headings

    def _row(self, number: int, record: Sequence[str], headings: Sequence[str]) -> Row:
        row = Row(self, number, dict(zip(headings, record, strict=False)))
        if len(record) > len(headings) or any(cell and not headings[at] for at, cell in enumerate(record)):
            row.wrong("", "more cells than headings. Put a text that holds a separator between quotation marks.")
            row.shifted = True
        for column, cell in row.cells.items():
            if cell.startswith("=") or _FAULT.fullmatch(cell):
                row.wrong(column, "holds a formula or its fault. Write what it is to say.")
            elif not cell.isprintable():
                row.wrong(column, "holds a character that cannot be seen. Write the cell again.")
            elif len(cell) > _LONGEST_CELL:
                row.wrong(column, f"is longer than {_LONGEST_CELL} characters.")
        for column in self.needed & self.present:
            if not row.cells.get(column):
                row.wrong(column, "is empty. Every row needs it.")
        return row


class Row:
    """
    One row of a table; a cell that does not say what its column is for is noted, and taken for an empty one.

    ``number``: as a spreadsheet counts. ``sound``: whether nothing has been wrong with it so far. ``shifted``: whether
    its cells may stand in the wrong columns, so that no more is told of them.
    """

    def __init__(self, table: Table, number: int, cells: Mapping[str, str]) -> None:
        self.table = table
        self.number = number
        self.cells = cells
        self.sound = True
        self.shifted = False
        self._wrong: set[str] = set()

    def wrong(self, column: str, text: str) -> None:
        """Note a mistake of this row."""
        self.sound = False
        self._wrong.add(column)
        if not self.shifted:
            self.table.note(text, row=self.number, column=column)

    def text(self, column: str) -> str:
        """What stands in a column."""
        return "" if column in self._wrong else self.cells.get(column, "")

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a list."""
        return cells.list_in(self.text(column))

    def day(self, column: str, *, last: bool = False) -> date | None:
        """A day; None where none is given."""
        return self._read(column, lambda text: cells.day_in(text, last=last, month_first=self.table.month_first))

    def quarter(self, column: str, *, last: bool = False) -> Quarter | None:
        """A quarter; None where none is given."""
        return self._read(column, lambda text: cells.quarter_in(text, last=last, month_first=self.table.month_first))

    def quarters(self, column: str) -> tuple[Quarter, ...]:
        """The quarters of a list."""
        return self._read(column, cells.quarters_in) or ()

    def proportion(self, column: str) -> float:
        """A proportion, 0 to 1."""
        return self._read(column, cells.proportion_in) or 0.0

    def whole(self, column: str, low: int, high: int) -> int | None:
        """A whole number; None where none is given."""
        return self._read(column, lambda text: cells.whole_in(text, low, high))

    def yes(self, column: str) -> bool:
        """Whether it says yes."""
        return self._read(column, cells.yes_in) or False

    def one_of(self, column: str, values: Mapping[str, T]) -> T | None:
        """The value that a cell names, whatever its capitals; None where it names none."""
        text = self.text(column)
        value = values.get(" ".join(text.casefold().replace("_", " ").split()))
        if text and value is None:
            choice = f"Choose one of {', '.join(values)}."
            self.wrong(column, f"{quoted(text)} is none of those it may be. {meant(text, values, choice)}")
        return value

    def known(self, column: str, text: str, known: Iterable[str], what: str) -> bool:
        """Whether ``text`` of a column is one of ``known``; where it is not, that is noted: it is no ``what``."""
        there = tuple(known)
        if text in there:
            return True
        self.wrong(column, f"{quoted(text)} is {what}. {meant(text, there)}".rstrip())
        return False

    def in_order(self, since: Day, until: Day, first: str, last: str) -> None:
        """Note where what is to end begins after its end."""
        if since is not None and until is not None and _day(since) > _day(until):
            self.wrong(last, f"{quoted(self.text(last))} is before {first} ({quoted(self.text(first))}).")

    def _read(self, column: str, reading: Callable[[str], T]) -> T | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return reading(text)
        except WrongCell as refused:
            self.wrong(column, f"{quoted(text)} {refused}")
            return None


def _text(name: str, data: bytes, mistakes: Mistakes) -> str | None:
    """The text of a file: UTF-8, or what a spreadsheet saves as "Unicode text" or as plain "CSV" on Windows."""
    for coding in ("utf-16",) if data.startswith(_MARKS) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    mistakes.note(name, "is no text in UTF-8. Save it as CSV UTF-8.")
    return None


def _separator(text: str, columns: Sequence[str]) -> str:
    """What keeps the cells apart: the separator that finds most of the headings."""
    first = next((line for line in text.splitlines() if line.strip(_SEPARATORS + " ")), "").casefold()

    def headings(separator: str) -> int:
        return len({each.strip(' "').replace(" ", "_") for each in first.split(separator)} & set(columns))

    return max(_SEPARATORS, key=headings)


def _day(when: date | Quarter) -> date:
    return when.start if isinstance(when, Quarter) else when
