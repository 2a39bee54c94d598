"""A finding: one thing wrong, doubtful or tidied in a return, in five parts: where, saw, expected, affects, fix."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.definition import Severity


@dataclass(frozen=True)
class Finding:
    """
    One finding. ``saw`` is for the agency's own feedback only: it goes into no log and no report.

    ``sheet`` and ``cell`` are the place ("Records", "H17"; a range where one cause fills it; empty for the file as a
    whole). ``field`` is the field's name, ``label`` its heading. ``affects``: ids of the standards it touches.
    ``suggested``: the heading as sent that may be the field's, for whoever can approve it.
    """

    severity: Severity
    rule: str
    sheet: str
    cell: str
    field: str
    label: str
    saw: str
    expected: str
    affects: tuple[str, ...]
    fix: str
    suggested: str = ""

    @property
    def place(self) -> str:
        """Sheet and cell as a spreadsheet writes them."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or "the file"

    @property
    def count(self) -> int:
        """How many cells (or rows) it is about; 1 where it is about the file or a sheet as a whole."""
        return sum(_size(each) for each in self.cell.split(", ")) if self.cell else 1

    def sentence(self) -> str:
        """The five parts as an agency reads them."""
        where = f"{self.place} ({self.label})" if self.label else self.place
        consequence = ""
        if self.affects and self.severity is Severity.ERROR:
            consequence = f" Until it is mended this record is counted as missing in {', '.join(self.affects)}."
        elif self.affects and self.severity is Severity.QUERY:
            consequence = f" It is counted as it stands in {', '.join(self.affects)}."
        expected = f" We expected {self.expected}." if self.expected else ""
        return f"{where}: we saw {self.saw}.{expected}{consequence} {self.fix}".rstrip()


def _size(place: str) -> int:
    """The rows of one range: "H6" and "5:5" are one, "H6:H8" is three; whole columns ("C:C") count once."""
    rows = [int(each) for each in re.findall(r"\d+", place)]
    return rows[-1] - rows[0] + 1 if rows else 1
