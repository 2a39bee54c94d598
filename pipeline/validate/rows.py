"""Which rows below the header are records, and what the others are: every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.definition import Form, Severity, Text
from pipeline.layout import EXAMPLE_MARK
from pipeline.read import cell_position
from pipeline.template.codebook import example_shown, example_text
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header
from pipeline.validate.ledger import row_spans
from pipeline.validate.tidy import folded, plain

_TOTAL = re.compile(r"((grand|sub)[ -]?)?totals?\b|sums?\b|counts?\b", re.IGNORECASE)
_MARK = EXAMPLE_MARK.split()[0].casefold()
ALIKE = 0.6  # of the headings, for a row to be the header come again
FEW = 2  # filled cells, at most, in a line of words that is no record


@dataclass(frozen=True)
class Rows:
    """The rows of Records by what they are, numbered as Excel does."""

    records: tuple[int, ...]
    blank: int
    not_data: tuple[int, ...]
    findings: tuple[Finding, ...]


def told_apart(header: Header, form: Form) -> Rows:
    """Each row below the header as a record, a blank row, or one that is no data (example, heading, total, note)."""
    broken = {cell_position(name)[0] for name in (*header.sheet.errors, *header.sheet.formulas_without_result)}
    records: list[int] = []
    blank = 0
    others: dict[str, list[int]] = {}
    judge = _Judge(header, form)
    for number, row in enumerate(header.sheet.rows[header.row :], start=header.row + 1):
        filled = len(row) - row.count("")
        if filled <= FEW:  # blanks that were typed look empty too
            filled = sum(1 for value in row if plain(str(value)))
        if not filled and number not in broken:
            blank += 1
        elif kind := judge.kind(row, filled):
            others.setdefault(kind, []).append(number)
        else:
            records.append(number)
    return Rows(
        tuple(records), blank, tuple(sorted(row for rows in others.values() for row in rows)),
        tuple(_finding(header, kind, rows) for kind, rows in others.items()),
    )  # fmt: skip


class _Judge:
    def __init__(self, header: Header, form: Form) -> None:
        self.key: Text = form.audit.key
        self.key_column = header.columns[self.key.name]
        self.asked = sorted(header.columns.values())
        self.others = sorted(set(range(len(header.sheet.rows[header.row - 1]))) - set(self.asked))
        self.labels = {header.columns[field.name]: folded(field.label) for field in form.fields}
        self.examples = {
            header.columns[field.name]: (example_text(field, form), example_shown(field, form)) for field in form.fields
        }

    def kind(self, row: Sequence[object], filled: int) -> str:
        """What a row is that is no record; empty for a record."""
        if any(plain(str(row[c])).casefold().startswith(_MARK) for c in self.others):
            return "example"
        if self._is_record(row):
            return "example" if self._is_example(row) else ""
        if self._is_header(row):
            return "header"
        words = next((value for value in row if isinstance(value, str) and plain(value)), "")
        if words and _TOTAL.match(plain(words)):
            return "total"
        return "words" if filled <= FEW and " " in plain(words) else ""

    def _is_record(self, row: Sequence[object]) -> bool:
        return re.fullmatch(self.key.pattern or ".+", plain(str(row[self.key_column]))) is not None

    def _is_example(self, row: Sequence[object]) -> bool:
        """The worked example without its mark: nobody's record agrees with it in every cell."""
        return row[self.key_column] in self.examples[self.key_column] and all(
            str(row[column]) in texts for column, texts in self.examples.items()
        )

    def _is_header(self, row: Sequence[object]) -> bool:
        alike = sum(isinstance(row[c], str) and folded(str(row[c])) == self.labels[c] for c in self.asked)
        return alike >= ALIKE * len(self.asked)


_SAID = {
    "example": ("example_row", "the worked example", "It was not counted; it may stay."),
    "header": ("header_repeated_in_rows", "the headings once more", "It was not counted; delete the row."),
    "total": ("totals_row", "what looks like a total", "It was not counted; delete the row."),
    "words": (
        "words_below",
        "words that are no record",
        "They were not read as a record; move them to the Cover sheet.",
    ),
}


def _finding(header: Header, kind: str, rows: Sequence[int]) -> Finding:
    rule, saw, fix = _SAID[kind]
    severity = Severity.NOTE if kind in ("example", "header") else Severity.QUERY
    return Finding(severity, rule, header.sheet.name, row_spans(rows), "", "", saw, "", (), fix)
