"""A finding: one thing wrong, doubtful or tidied in a return, in five parts: where, saw, expected, affects, fix."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.definition import Severity
from pipeline.english import listed
from pipeline.read import cell_position, column_letters

RANK = {severity: place for place, severity in enumerate(Severity)}  # the gravest first


@dataclass(frozen=True)
class Finding:
    """
    One finding, made from a check of the catalogue. ``saw`` is for the agency's own feedback only: it goes into no
    log and no report. ``rule``: the check's id.

    ``sheet`` and ``cell`` are the place ("Records", "H17"; a range where one cause fills it; empty for the file as a
    whole). ``field`` is the field's name, ``label`` its heading. ``affects``: ids of the standards it touches.
    ``suggested``: the heading as sent that may be the field's, for whoever can approve it.
    """

    severity: Severity
    rule: str
    sheet: str = ""
    cell: str = ""
    field: str = ""
    label: str = ""
    saw: str = ""
    expected: str = ""
    affects: tuple[str, ...] = ()
    fix: str = ""
    suggested: str = ""

    def at(
        self,
        sheet: str = "",
        cell: str = "",
        *,
        field: str = "",
        label: str = "",
        affects: tuple[str, ...] = (),
        suggested: str = "",
    ) -> Finding:
        """The same at a place."""
        return replace(self, sheet=sheet, cell=cell, field=field, label=label, affects=affects, suggested=suggested)

    def seeing(self, saw: str) -> Finding:
        """The same of a cell that is quoted as ``saw``, where the check does not say by itself what was seen."""
        return self if self.saw else replace(self, saw=saw)

    @property
    def place(self) -> str:
        """Sheet and cell as a spreadsheet writes them."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or "the file"

    @property
    def spoken(self) -> str:
        """The place as people say it: "Records!H17", but "Records, rows 6 to 9"."""
        return spoken_place(self.sheet, self.cell)

    @property
    def asked(self) -> str:
        """The place as people say it, with the question that is asked there."""
        return f"{self.spoken} ({self.label})" if self.label else self.spoken

    @property
    def count(self) -> int:
        """How many cells (or rows) it is about; 1 where it is about the file or a sheet as a whole."""
        return sum(_size(each) for each in self.cell.split(", ")) if self.cell else 1

    def sentence(self) -> str:
        """The five parts as an agency reads them."""
        consequence = ""
        if self.affects and self.severity is Severity.ERROR:
            consequence = f" Until it is mended this record is counted as missing in {', '.join(self.affects)}."
        elif self.affects and self.severity is Severity.QUERY:
            consequence = f" It is counted as it stands in {', '.join(self.affects)}."
        expected = f" We expected {self.expected}." if self.expected else ""
        return f"{self.asked}: we saw {self.saw}.{expected}{consequence} {self.fix}".rstrip()


def spoken_place(sheet: str, cell: str) -> str:
    """A place in plain words: whole rows and columns as such, and cells as a spreadsheet writes them."""
    if not cell:
        return sheet or "the file"
    for one, form in (("row", _ROWS), ("column", _COLUMNS)):
        parts = [form.fullmatch(each) for each in cell.split(", ")]
        if all(parts):
            ranges = _ranges([(each[1], each[2]) for each in parts if each])
            several = len(ranges) > 1 or " " in ranges[0]
            place = f"{one}{'s' if several else ''} {listed(ranges)}"
            return f"{sheet}, {place}" if sheet else place
    return f"{sheet}!{cell}"


def _ranges(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Ranges of rows or columns, one by one: two rows side by side are two, as in "12, 13 and 17"."""
    ranges: list[str] = []
    for first, last in parts:
        beside = first == last or (first.isdigit() and int(last) == int(first) + 1)
        ranges += dict.fromkeys((first, last)) if beside else [f"{first} to {last}"]
    return ranges


_ROWS, _COLUMNS = re.compile(r"(\d+):(\d+)"), re.compile(r"([A-Z]{1,3}):([A-Z]{1,3})")


def _size(place: str) -> int:
    """The rows of one range: "H6" and "5:5" are one, "H6:H8" is three; whole columns ("C:C") count once."""
    rows = [int(each) for each in re.findall(r"\d+", place)]
    return rows[-1] - rows[0] + 1 if rows else 1


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and the last of each run of numbers that follow one another."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def spans(rows: Iterable[int], column: int) -> list[str]:
    """Rows of one column as ranges: 6, 7, 8 and 11 of column 8 are "H6:H8" and "H11"."""
    letters = column_letters(column)
    return [
        f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for first, last in _runs(rows)
    ]


def row_spans(rows: Iterable[int]) -> str:
    """Whole rows as ranges: 6, 7, 8 and 11 are "6:8, 11:11"."""
    return ", ".join(f"{first}:{last}" for first, last in _runs(rows))


def cell_spans(cells: Iterable[str], most: int | None = None) -> str:
    """Cells as ranges, column by column: "A6", "A7" and "C7" are "A6:A7, C7"; the first ``most`` ranges only."""
    columns: dict[int, list[int]] = {}
    for row, column in map(cell_position, cells):
        columns.setdefault(column, []).append(row)
    return ", ".join([each for column in sorted(columns) for each in spans(columns[column], column)][:most])
