"""What one row of Records is: a record, the worked example, the headings again, a total, words, or blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.definition import Date, Field, Form, Role, Text, Whole
from pipeline.definition.codebook import example_text
from pipeline.read import cell_position
from pipeline.validate.cells import Value, fits, read_cell
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header
from pipeline.validate.template_parts import our_words
from pipeline.validate.tidy import count_filled, filled, folded, plain

ALIKE = 0.6  # of the headings, for a row to be the header come again
FEW = 2  # filled cells, at most, in a line of words that is no record
ANSWERS = 3  # cells that can be read, at least, for a row without a number to be a record; fewer where fewer are asked
_TOTAL = re.compile(r"((grand|sub)[ -]?)?totals?\b|sums?\b|counts?\b", re.IGNORECASE)

Row = Sequence[object]


class Judge:
    """Tells the rows under one header apart."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self._own = header.own
        form = header.form
        self._fields: dict[int, Field] = {header.columns[each.name]: form.dated(each) for each in form.fields}
        telling = [each for each in form.fields if each is not form.audit.key and not isinstance(each, Whole)]
        self._enough = min(ANSWERS, max(2, sum(not getattr(each, "free", False) for each in telling)))
        self._labels = {column: folded(field.label) for column, field in self._fields.items()}
        faults = (*header.sheet.errors, *header.sheet.formulas_without_result)
        places = [cell_position(name) for name in faults]
        self._broken = {row for row, column in places if column - 1 in self._fields}
        # Where a form asks for neither a date nor a reference, its records are counts, and numbers are their answers.
        asked = [each for each in form.fields if each is not form.audit.key]
        self._counts = not any(isinstance(each, Date) or (isinstance(each, Text) and each.pattern) for each in asked)
        self._own_words = our_words(form, form.sheet)
        # The example of an older template had other answers beside the same references. Where none of them is a
        # person's, a real record may have them too, and the mark alone tells.
        self._examples = {
            header.columns[each.name]: (each, answer)
            for each, answer in _example(form)
            if not header.earlier or (isinstance(each, Text) and each.pattern)
        }
        self._by_mark = header.earlier and not any(
            field.role in (Role.CHILD, Role.FAMILY) for field, _ in self._examples.values()
        )

    def below(self, number: int, row: Row) -> str:
        """What a row under the headings is."""
        beside = len(self._own.typed.get(number, ())) + (number in self._own.marked)
        answers = count_filled(row) - beside
        if answers <= FEW:
            answers = sum(map(filled, row)) - beside
        if not answers and number not in self._broken:
            return "example" if number in self._own.marked else "words" if beside else "blank"
        if number not in self._broken and not any(filled(row[column]) for column in self._fields):
            return "unasked"
        kind = self._kind(number, row)
        # Numbers are the answers of a count, so that its totals read as one.
        if kind and not (kind == "record" and self._counts and _is_total(_first_words(row))):
            return kind
        words = _first_words(row)
        if _is_total(words):
            return "total"
        return "words" if words and answers <= FEW and number not in self._broken else "record"

    def above(self, number: int, row: Row, *, others: bool) -> str:
        """
        What a row over the headings is: where sorting or pasting has put records there, they are records.

        ``others``: it holds something that is not the template's own title.
        """
        title = self._is_ours(row) and not self.header.numbered(row) and number not in self._own.marked
        return ("" if title else self._kind(number, row)) or ("above" if others else "title")

    def _kind(self, number: int, row: Row) -> str:
        if self.header.numbered(row) or number in self._own.marked:
            return self._marked(number, row)
        if self._is_header(row):
            return "header"
        return "record" if self._reads(row) or self._told(row) else ""

    def _marked(self, number: int, row: Row) -> str:
        if self._is_example(number, row):
            return "example"
        return "changed" if number in self._own.marked and self._has_its_references(row) else "record"

    def numbered(self, number: int) -> bool:
        """Whether the row with this number has a record's number."""
        return self.header.numbered(self.header.sheet.rows[number - 1])

    def tells(self, number: int) -> bool:
        """Whether the row with this number could be a record: by its answers, a date or a reference, or a fault."""
        row = self.header.sheet.rows[number - 1]
        return number in self._broken or self.header.numbered(row) or self._reads(row) or self._told(row)

    def counts(self, number: int) -> bool:
        """Whether the row with this number holds a bare number."""
        return any(isinstance(value, float) for value in self.header.sheet.rows[number - 1])

    def answers(self, row: Row, by: int) -> int:
        """How many answers of a row could be read if it were moved ``by`` columns; 0 where none is a date."""
        cells = [(field, column - by) for column, field in self._fields.items() if 0 <= column - by < len(row)]
        read = [field for field, column in cells if self._reads_as(field, row[column])]
        return len(read) if any(isinstance(field, Date) for field in read) else 0

    def example(self, row: Row) -> bool:
        """Whether a row of another sheet is the worked example."""
        return max(self._examples) < len(row) and self._is_example(0, row)

    def _reads(self, row: Row) -> bool:
        """
        Whether enough cells can be read for a record: some, and half of those filled.

        Text is left aside, and so are numbers where records are no counts.
        """
        read = [self._reads_as(field, row[column]) for column, field in self._fields.items()]
        good = read.count(True)
        return good >= self._enough and 2 * good >= len(read) - read.count(None)

    def _reads_as(self, field: Field, value: object) -> bool | None:
        """Whether a cell answers; None of free text and a bare number, which any row of words or counts may hold."""
        free = isinstance(field, Text) and field.pattern is None
        bare = isinstance(value, float) and not (self._counts and isinstance(field, Whole))
        return None if free or bare or not filled(value) else fits(field, value)

    def _told(self, row: Row) -> bool:
        """Whether the row has a reference, or a date and more beside it, under the heading that asks for it."""
        kinds = {
            type(field)
            for column, field in self._fields.items()
            if isinstance(field, Date | Text)
            and (field.required or isinstance(field, Date))
            and self._reads_as(field, row[column])
        }
        dated = bool(kinds - {Text}) and count_filled(row) > 1
        return Text in kinds or dated

    def _is_example(self, number: int, row: Row) -> bool:
        """Whether it is the worked example, marked or not: no real record has all of its answers."""
        partly = number in self._own.marked  # somebody may have begun to clear it
        if self._by_mark and not partly:
            return False
        return all(self._as_example(row, column) or (partly and not filled(row[column])) for column in self._examples)

    def _has_its_references(self, row: Row) -> bool:
        """Whether the row has the worked example's references, which no real case has."""
        return all(
            self._as_example(row, column)
            for column, (field, _) in self._examples.items()
            if isinstance(field, Text) and field.pattern
        )

    def _as_example(self, row: Row, column: int) -> bool:
        field, example = self._examples[column]
        return _answer(read_cell(field, row[column])) == example

    def _is_ours(self, row: Row) -> bool:
        """Whether it is a line of the template's own, wherever sorting has left it."""
        words = list(filter(filled, row))
        return bool(words) and all(isinstance(each, str) and folded(each) in self._own_words for each in words)

    def _is_header(self, row: Row) -> bool:
        if self._is_ours(row):
            return True
        alike = sum(isinstance(row[c], str) and folded(str(row[c])) == label for c, label in self._labels.items())
        return alike >= ALIKE * len(self._labels)


@lru_cache(maxsize=64)
def _example(form: Form) -> tuple[tuple[Field, object], ...]:
    """Each question of a form with what the worked example answers."""
    return tuple((each, _answer(read_cell(each, example_text(each, form)))) for each in map(form.dated, form.fields))


def _first_words(row: Row) -> str:
    return next((value for value in row if isinstance(value, str) and plain(value)), "")


def _is_total(words: str) -> bool:
    return bool(words) and _TOTAL.match(plain(words)) is not None


def _answer(read: Value | Finding) -> object:
    return (read.value, read.code) if isinstance(read, Value) else read
