"""The columns of the hidden Checks sheet: where the formulas for each answer stand, in the same rows as on Records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from xlsxwriter.utility import xl_col_to_name

from pipeline.definition import Date, Field, Form, OneCode, Text, Whole
from pipeline.definition.predicate import AsOf, LastDay, Operand
from pipeline.template import answer_formulas, date_formulas, layout
from pipeline.template.repeated_formulas import Column

COVER_ROW, COVER_LISTS_ROW, LISTS_ROW, LABELS_ROW, AMERICAN_ROW = 1, 2, 3, 4, 5
ROWS = range(layout.FIRST_DATA_ROW, layout.FIRST_DATA_ROW + layout.DATA_ROWS)
USED, KEPT, WHOLE, AGAIN, MUST, LOOK, FIRST, FLAG, PLACE, SENTENCE, _FIRST = range(11)  # columns, counted from 0
LONGEST_COVER_TEXT = 2000
KEPT_NAME = "records_kept"  # the defined name of the main sheet's column that tells which records count


def last_day(form: Form) -> str:
    """The last day of the period of ``form``, as a formula."""
    day = form.period.end
    return f"DATE({day.year},{day.month},{day.day})"


def link_name(field: Field) -> str:
    """The defined name of the main sheet's answers to ``field`` as they are read, for its further sheets."""
    return f"link_{field.name}"


class Grid:
    """The columns of a form's Checks sheet, and the cells of a record in its first row of data."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._places: dict[str, int] = {}
        self.end = _FIRST
        for field in form.fields:
            self._places[field.name] = self.end + answer_formulas.helper_count(field)
            self.end = self._places[field.name] + 1

    def named(self, name: str) -> str:
        """A defined name of the workbook, told apart from that of its other sheets of records."""
        view = self.form.view
        return name if view.beside is None else f"{name}_{view.code}"

    def defined_name(self, field: Field) -> str:
        """The defined name of a question's column on its sheet; its formulas survive when a cell is cut and moved."""
        return f"{self.named('answer')}_{field.name}"

    def raw_answer(self, field: Field) -> str:
        """The cell with an answer as it was typed, in the same row as the formula that names it."""
        return f"INDEX({self.defined_name(field)},ROW())"

    def column(self, field: Field) -> int:
        """The column, from 0, with a question's answers as they are read."""
        return self._places[field.name]

    def __call__(self, operand: Operand) -> str:
        """The cell with an answer, or with the date that the return speaks of; of its period's last day a formula."""
        if isinstance(operand, LastDay):
            return last_day(self.form)
        if isinstance(operand, AsOf):
            return f"${xl_col_to_name(self.as_of)}${COVER_ROW}"
        assert isinstance(operand, Field)  # the only other operand that has a cell; tells the type checker
        return self.cell(self.column(operand))

    @staticmethod
    def cell(column: int) -> str:
        """A column's cell in the first row; in a repeated formula the row moves with the record."""
        return f"${xl_col_to_name(column)}{ROWS[0]}"

    @staticmethod
    def all(column: int) -> str:
        """A column's cells in every row."""
        letters = xl_col_to_name(column)
        return f"${letters}${ROWS[0]}:${letters}${ROWS[-1]}"

    @property
    def answers(self) -> str:
        """The cells of all of a record's answers."""
        return f"{self.cell(_FIRST)}:{self.cell(self.end - 1)}"

    @property
    def labels(self) -> str:
        """The cells above the answers; each says what to write where its answer cannot be used."""
        return f"${xl_col_to_name(_FIRST)}${LABELS_ROW}:${xl_col_to_name(self.end - 1)}${LABELS_ROW}"

    def columns(self) -> Iterator[Column]:
        """The formulas that work out each answer as the intake reads it."""
        for field in self.form.fields:
            place, raw = self.column(field), self.raw_answer(field)
            first = place - answer_formulas.helper_count(field)
            helpers = [self.cell(column) for column in range(first, place)]
            american = f"${xl_col_to_name(first)}${AMERICAN_ROW}"
            for column, formula in enumerate(answer_formulas.steps(field, raw, helpers, american), start=first):
                yield Column(column, formula)
            listed = f"${xl_col_to_name(place)}${LISTS_ROW}"
            yield Column(place, answer_formulas.value(self.form.dated(field), raw, helpers, listed))

    def american(self) -> Iterator[tuple[int, str]]:
        """For each date question a column, and the formula that counts its answers with the month written first."""
        for field in self.form.fields:
            if isinstance(field, Date):
                column = self.column(field) - answer_formulas.helper_count(field)
                yield column, date_formulas.american(self.all(column))

    def cover(self, item: layout.CoverItem) -> str:
        """The cell with an answer of the Cover as it is read."""
        return f"${xl_col_to_name(layout.COVER.index(item))}${COVER_ROW}"

    @property
    def as_of(self) -> int:
        """The column, from 0, of `COVER_ROW` with the date that the return speaks of."""
        return layout.cover_row("date_submitted") - layout.COVER_FIRST_ROW

    def cover_formulas(self) -> Iterator[tuple[int, str, str]]:
        """The formulas of `COVER_ROW`: column (from 0), formula, and the spellings that it looks a code up in."""
        free = count(len(layout.COVER))
        for column, item in enumerate(layout.COVER):
            field = cover_field(item, self.form)
            if field is not None:
                raw = f"{layout.COVER_SHEET}!$B${layout.cover_row(item.name)}"
                places = [next(free) for _ in range(answer_formulas.helper_count(field))]
                helpers = [f"${xl_col_to_name(place)}${COVER_ROW}" for place in places]
                for place, formula in zip(places, answer_formulas.steps(field, raw, helpers, "0"), strict=True):
                    yield place, formula, ""
                listed = f"${xl_col_to_name(column)}${COVER_LISTS_ROW}"
                yield column, answer_formulas.value(field, raw, helpers, listed), answer_formulas.spellings(field)


def cover_field(item: layout.CoverItem, form: Form) -> Field | None:
    """A Cover item as a question; None where it is filled in beforehand."""
    match item.kind:
        case "code" if item.codes is not None:
            return OneCode(item.label_on(form), name=item.name, codes=item.codes)
        case "date":
            return Date(item.label_on(form), name=item.name, earliest=form.period.start, latest=form.days[1])
        case "whole":
            return Whole(item.label_on(form), name=item.name, maximum=999_999)
        case "text":
            return Text(item.label_on(form), name=item.name, max_length=LONGEST_COVER_TEXT)
    return None
