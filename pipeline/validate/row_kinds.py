"""What one row of Records is: a record, the worked example, the headings again, a total, words, or blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.definition import Date, Field, Form, Text
from pipeline.read import cell_position
from pipeline.template.codebook import example_text
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.check import Wording
from pipeline.validate.cells import Value, read_cell
from pipeline.validate.header import Header
from pipeline.validate.template_parts import our_words
from pipeline.validate.tidy import folded, plain

ALIKE = 0.6  # of the headings, for a row to be the header come again
FEW = 2  # filled cells, at most, in a line of words that is no record
ANSWERS = 3  # cells that can be read, at least, for a row without a number to be a record
_TOTAL = re.compile(r"((grand|sub)[ -]?)?totals?\b|sums?\b|counts?\b", re.IGNORECASE)

Row = Sequence[object]


def is_numbered(key: Text, value: object) -> bool:
    """Whether ``value`` is a record's number, as the field ``key`` asks for it."""
    return re.fullmatch(key.pattern or ".+", plain(str(value)), re.IGNORECASE) is not None


class Judge:
    """
    Tells the rows under one header apart.

    ``earlier``: the return came in an older template, whose example had other answers beside the same references.
    """

    def __init__(self, header: Header, form: Form, *, earlier: bool) -> None:
        self._header = header
        self._key: Text = form.audit.key
        self._fields: dict[int, Field] = {header.columns[field.name]: field for field in form.fields}
        self._labels = {column: folded(field.label) for column, field in self._fields.items()}
        faults = (*header.sheet.errors, *header.sheet.formulas_without_result)
        places = [cell_position(name) for name in faults]
        self._broken = {row for row, column in places if column - 1 in self._fields}
        self._own_words = our_words(form, RECORDS_SHEET)
        compared = [each for each in form.fields if not earlier or (isinstance(each, Text) and each.pattern)]
        self._examples = {
            header.columns[each.name]: (each, _answer(read_cell(each, example_text(each, form)))) for each in compared
        }

    def below(self, number: int, row: Row) -> str:
        """What a row under the headings is."""
        own = self._header.own
        beside = len(own.typed.get(number, ())) + (number in own.marked)
        filled = len(row) - row.count("") - beside
        if filled <= FEW:  # blanks that were typed look empty too
            filled = sum(1 for value in row if plain(str(value))) - beside
        if not filled and number not in self._broken:
            return "example" if number in own.marked else "words" if beside else "blank"
        if number not in self._broken and not any(plain(str(row[column])) for column in self._fields):
            return "unasked"
        if kind := self._kind(number, row):
            return kind
        words = next((value for value in row if isinstance(value, str) and plain(value)), "")
        if words and _TOTAL.match(plain(words)):
            return "total"
        return "words" if words and filled <= FEW and number not in self._broken else "record"

    def above(self, number: int, row: Row, *, others: bool) -> str:
        """
        What a row over the headings is: where sorting or pasting has put records there, they are records.

        ``others``: it holds something that is not the template's own title.
        """
        title = self._is_ours(row) and not self._named(row) and number not in self._header.own.marked
        return ("" if title else self._kind(number, row)) or ("above" if others else "title")

    def _kind(self, number: int, row: Row) -> str:
        if self._named(row) or number in self._header.own.marked:
            return self._marked(number, row)
        if self._is_header(row):
            return "header"
        return "record" if self._reads(row) or self._told(row) else ""

    def _marked(self, number: int, row: Row) -> str:
        if self._is_example(number, row):
            return "example"
        return "changed" if number in self._header.own.marked and self._has_its_references(row) else "record"

    def numbered(self, number: int) -> bool:
        """Whether the row with this number has a record's number."""
        return self._named(self._header.sheet.rows[number - 1])

    def tells(self, number: int) -> bool:
        """Whether the row with this number could be a record: by its answers, a date or a reference, or a fault."""
        row = self._header.sheet.rows[number - 1]
        return number in self._broken or self._named(row) or self._reads(row) or self._told(row)

    def counts(self, number: int) -> bool:
        """Whether the row with this number holds a bare number."""
        return any(isinstance(value, float) for value in self._header.sheet.rows[number - 1])

    def answers(self, row: Row, by: int) -> int:
        """How many answers of a row could be read if it were moved ``by`` columns; 0 where none is a date."""
        cells = [(field, column - by) for column, field in self._fields.items() if 0 <= column - by < len(row)]
        read = [field for field, column in cells if isinstance(self._value(field, row[column]), Value)]
        return len(read) if any(isinstance(field, Date) for field in read) else 0

    def example(self, row: Row) -> bool:
        """Whether a row of another sheet is the worked example."""
        at = [(field, column) for column, (field, _) in self._examples.items()]
        return max(column for _, column in at) < len(row) and self._is_example(0, row)

    def _named(self, row: Row) -> bool:
        return is_numbered(self._key, row[self._header.columns[self._key.name]])

    def _reads(self, row: Row) -> bool:
        """Whether enough cells can be read for a record: some, and half of those filled, but for text and numbers."""
        read = [isinstance(each, Value) for each in self._read(row)]
        return sum(read) >= ANSWERS and 2 * sum(read) >= len(read)

    def _read(self, row: Row) -> Iterator[object]:
        for column, field in self._fields.items():
            if (read := self._value(field, row[column])) is not None:
                yield read

    @staticmethod
    def _value(field: Field, value: object) -> object:
        """What a cell gives; None where it is free text or a bare number, which any row of words or counts may hold."""
        free = isinstance(field, Text) and field.pattern is None
        return None if free or isinstance(value, float) or not plain(str(value)) else read_cell(field, value)

    def _told(self, row: Row) -> bool:
        """Whether the row has a reference, or a date and more beside it, under the heading that asks for it."""
        kinds = {
            type(field)
            for column, field in self._fields.items()
            if isinstance(field, Date | Text)
            and (field.required or isinstance(field, Date))
            and isinstance(self._value(field, row[column]), Value)
        }
        dated = bool(kinds - {Text}) and len(row) - row.count("") > 1
        return Text in kinds or dated

    def _is_example(self, number: int, row: Row) -> bool:
        """Whether it is the worked example, marked or not: no real record has all of its answers."""
        partly = number in self._header.own.marked  # somebody may have begun to clear it
        return all(
            _answer(read_cell(field, row[column])) == example or (partly and not plain(str(row[column])))
            for column, (field, example) in self._examples.items()
        )

    def _has_its_references(self, row: Row) -> bool:
        """Whether the row has the worked example's references, which no real case has."""
        return all(
            _answer(read_cell(field, row[column])) == example
            for column, (field, example) in self._examples.items()
            if isinstance(field, Text) and field.pattern
        )

    def _is_ours(self, row: Row) -> bool:
        """Whether it is a line of the template's own, wherever sorting has left it."""
        words = [value for value in row if plain(str(value))]
        return bool(words) and all(isinstance(each, str) and folded(each) in self._own_words for each in words)

    def _is_header(self, row: Row) -> bool:
        if self._is_ours(row):
            return True
        alike = sum(isinstance(row[c], str) and folded(str(row[c])) == label for c, label in self._labels.items())
        return alike >= ALIKE * len(self._labels)


def _answer(read: Value | Wording) -> object:
    return (read.value, read.code) if isinstance(read, Value) else read
