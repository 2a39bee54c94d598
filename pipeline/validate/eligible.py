"""What one row of Records is: a record, the worked example, the headings again, a total, words, or nothing asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.definition import Field, Form, Text
from pipeline.read import cell_position
from pipeline.template.codebook import example_text
from pipeline.validate.cells import Value, Wrong, read_cell
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded, plain

ALIKE = 0.6  # of the headings, for a row to be the header come again
FEW = 2  # filled cells, at most, in a line of words that is no record
ANSWERS = 3  # cells that can be read, at least, for a row without a number to be a record
NARROW = 4  # filled cells, at most, in a line of a small table
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
        compared = [each for each in form.fields if not earlier or (isinstance(each, Text) and each.pattern)]
        self._examples = {header.columns[each.name]: (each, _answer(read_cell(each, example_text(each, form))))
                          for each in compared}  # fmt: skip

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
        return "words" if filled <= FEW and " " in plain(words) else "record"

    def above(self, number: int, row: Row, *, others: bool) -> str:
        """
        What a row over the headings is: where sorting or pasting has put records there, they are records.

        ``others``: it holds something that is not the template's own title.
        """
        return self._kind(number, row) or ("above" if others else "title")

    def _kind(self, number: int, row: Row) -> str:
        if self._named(row) or number in self._header.own.marked:
            return "example" if self._is_example(number, row) else "record"
        if self._is_header(row):
            return "header"
        return "record" if self._reads(row) else ""

    def numbered(self, number: int) -> bool:
        """Whether the row with this number has a record's number."""
        return self._named(self._header.sheet.rows[number - 1])

    def reads(self, number: int) -> bool:
        """Whether what stands in the row with this number can be read as answers."""
        return self._reads(self._header.sheet.rows[number - 1])

    def summary(self, number: int) -> bool:
        """Whether the row with this number could stand in a small table: few cells, or numbers for the most part."""
        filled = [value for value in self._header.sheet.rows[number - 1] if plain(str(value))]
        return len(filled) <= NARROW or 2 * sum(isinstance(value, float) for value in filled) >= len(filled)

    def _named(self, row: Row) -> bool:
        return is_numbered(self._key, row[self._header.columns[self._key.name]])

    def _reads(self, row: Row) -> bool:
        """Some cells at least, and half of those filled, can be read; free text takes any words, so it tells none."""
        read = [isinstance(found, Value) for found in self._read(row)]
        return sum(read) >= ANSWERS and 2 * sum(read) >= len(read)

    def _read(self, row: Row) -> Iterator[object]:
        for column, field in self._fields.items():
            if plain(str(row[column])) and not (isinstance(field, Text) and field.pattern is None):
                yield read_cell(field, row[column])

    def _is_example(self, number: int, row: Row) -> bool:
        """The worked example, with its mark or without: nobody's record agrees with it in every answer."""
        partly = number in self._header.own.marked  # somebody may have begun to clear it
        return all(
            _answer(read_cell(field, row[column])) == said or (partly and not plain(str(row[column])))
            for column, (field, said) in self._examples.items()
        )

    def _is_header(self, row: Row) -> bool:
        alike = sum(isinstance(row[c], str) and folded(str(row[c])) == label for c, label in self._labels.items())
        return alike >= ALIKE * len(self._labels)


def _answer(found: Value | Wrong) -> object:
    return (found.value, found.code) if isinstance(found, Value) else found
