"""The three renderers are one language: pandas and the spreadsheet program must agree on every predicate and record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipeline.calendar.working_days import bank_holidays
from pipeline.definition import AS_OF, Date, Field, MultiCode, Predicate
from pipeline.definition.excel import HOLIDAYS, excel
from pipeline.definition.frame import frame
from pipeline.definition.predicate import AsOf, Operand
from pipeline.definition.words import words
from tests.unit.definition.strategies import FIELDS, predicates, records, typed

Conversion = Callable[[Sequence[Path], str, Path], list[Path]]


def test_pandas_and_the_spreadsheet_program_agree_on_random_predicates_and_records(
    soffice_convert: Conversion, tmp_path: Path
) -> None:
    drawn: list[tuple[list[Predicate], list[dict[str, object]]]] = []

    @settings(max_examples=40, database=None)
    @given(st.lists(predicates(), min_size=20, max_size=20), st.lists(records(), min_size=12, max_size=12))
    def draw(statements: list[Predicate], rows: list[dict[str, object]]) -> None:
        drawn.append((statements, rows))

    draw()
    books = [tmp_path / f"drawn-{number}.xlsx" for number in range(len(drawn))]
    for book, (statements, rows) in zip(books, drawn, strict=True):
        book.write_bytes(_workbook(statements, rows))

    recalculated = soffice_convert(books, "xlsx", tmp_path / "out")

    compared, verdicts = 0, set()
    for path, (statements, rows) in zip(recalculated, drawn, strict=True):
        values = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Verdicts").to_python(skip_empty_area=False)
        for column, statement in enumerate(statements):
            expected = frame(statement, typed(rows)).tolist()
            for row, said in enumerate(expected):
                cell = values[row][column] if row < len(values) and column < len(values[row]) else ""
                found = None if cell == "" else bool(cell)
                assert found == (None if said is pd.NA else said), (words(statement), rows[row])
                compared += 1
                verdicts.add(found)
    assert compared >= 5_000
    assert verdicts == {True, False, None}


@given(predicates(), st.lists(records(), min_size=1, max_size=5))
def test_every_predicate_has_words_and_its_opposite_is_never_true_with_it(
    statement: Predicate, rows: list[dict[str, object]]
) -> None:
    both = frame(statement & ~statement, typed(rows))
    assert not both.fillna(False).any()
    assert words(statement).strip()
    assert "Field(" not in words(statement)
    assert "object at" not in words(statement)


@given(predicates(), st.lists(records(), min_size=2, max_size=6))
def test_the_order_of_records_changes_no_verdict(statement: Predicate, rows: list[dict[str, object]]) -> None:
    forwards = frame(statement, typed(rows)).tolist()
    backwards = frame(statement, typed(rows[::-1])).tolist()
    assert [str(each) for each in backwards[::-1]] == [str(each) for each in forwards]


def _workbook(statements: list[Predicate], rows: list[dict[str, object]]) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        data, verdicts, lists = (book.add_worksheet(name) for name in ("Data", "Verdicts", "Lists"))
        day, time = (book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm"))
        for number, holiday in enumerate(bank_holidays().astype(object)):
            lists.write_datetime(number, 0, datetime.combine(holiday, datetime.min.time()), day)
        book.define_name(HOLIDAYS, f"=Lists!$A$1:$A${len(bank_holidays())}")
        for row, record in enumerate(rows):
            for column, field in enumerate(FIELDS):
                value = record[field.name]
                if isinstance(value, datetime):
                    data.write_datetime(row, column, value, time)
                elif isinstance(value, date):
                    data.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
                elif isinstance(value, int):
                    data.write_number(row, column, value)
                elif value is not None:
                    # As people type several codes; the intake takes the blanks out before it splits.
                    text = str(value).replace(";", "; ") if isinstance(field, MultiCode) else str(value)
                    data.write_string(row, column, text)
            for column, statement in enumerate(statements):
                verdicts.write_formula(row, column, "=" + excel(statement, _cell_on(row)).verdict)
    return stream.getvalue()


def _cell_on(row: int) -> Callable[[Operand], str]:
    def cell(operand: Operand) -> str:
        assert not isinstance(operand, AsOf), "the as-of date has a cell of its own in a template"
        assert isinstance(operand, Field)
        return f"Data!${chr(ord('A') + [field.name for field in FIELDS].index(operand.name))}${row + 1}"

    return cell


def test_the_as_of_date_is_rendered_by_the_cell_it_is_given() -> None:
    start = next(field for field in FIELDS if field.name == "start")
    assert isinstance(start, Date)
    formula = excel(start <= AS_OF, lambda operand: "Cover!$B$20" if isinstance(operand, AsOf) else "A1")
    assert formula.true == "IF(AND(ISNUMBER(A1),ISNUMBER(Cover!$B$20)),INT(A1)<=INT(Cover!$B$20),FALSE)"
