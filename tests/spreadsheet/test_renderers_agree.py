"""The renderers are one language: pandas and the spreadsheet program must agree on every predicate and record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipeline.calendar.bank_holidays import bank_holidays
from pipeline.definition import Field, MultiCode, Predicate
from pipeline.definition.excel import HOLIDAYS, excel
from pipeline.definition.predicate import AsOf, Operand
from pipeline.definition.words import words
from tests.unit.definition.strategies import FIELDS, predicates, records, typed, verdicts

Conversion = Callable[..., list[Path]]
Drawn = tuple[list[Predicate], list[dict[str, object]]]


def test_pandas_and_the_spreadsheet_program_agree_on_random_predicates_and_records(
    soffice_convert: Conversion, tmp_path: Path
) -> None:
    draws: list[Drawn] = []

    @settings(max_examples=40, database=None)
    @given(st.lists(predicates(), min_size=20, max_size=20), st.lists(records(), min_size=12, max_size=12))
    def draw(statements: list[Predicate], rows: list[dict[str, object]]) -> None:
        draws.append((statements, rows))

    draw()
    book = tmp_path / "drawn.xlsx"
    _write(book, draws)

    (recalculated,) = soffice_convert([book], "xlsx", tmp_path / "out")

    compared, seen = 0, set()
    sheets = CalamineWorkbook.from_path(str(recalculated))
    for number, (statements, rows) in enumerate(draws):
        values = sheets.get_sheet_by_name(f"Verdicts {number}").to_python(skip_empty_area=False)
        for column, statement in enumerate(statements):
            for row, verdict in enumerate(verdicts(statement, typed(rows))):
                cell = values[row][column] if row < len(values) and column < len(values[row]) else ""
                recalculated_verdict = None if cell == "" else bool(cell)
                assert recalculated_verdict == verdict, (words(statement), rows[row])
                compared += 1
                seen.add(recalculated_verdict)
    assert compared >= 5_000
    assert seen == {True, False, None}


def _write(path: Path, draws: Sequence[Drawn]) -> None:
    """One workbook of them all: a sheet of records and a sheet of verdicts for each draw."""
    with xlsxwriter.Workbook(path) as book:
        day, time = (book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm"))
        lists = book.add_worksheet("Lists")
        for number, holiday in enumerate(bank_holidays().astype(object)):
            lists.write_datetime(number, 0, datetime.combine(holiday, datetime.min.time()), day)
        book.define_name(HOLIDAYS, f"=Lists!$A$1:$A${len(bank_holidays())}")
        for number, (statements, rows) in enumerate(draws):
            data, formulas = book.add_worksheet(f"Data {number}"), book.add_worksheet(f"Verdicts {number}")
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
                    on_record = excel(statement, _cell_on(f"'Data {number}'", row))
                    formula = f'=IF({on_record.true},TRUE,IF({on_record.false},FALSE,""))'
                    formulas.write_formula(row, column, formula)


def _cell_on(sheet: str, row: int) -> Callable[[Operand], str]:
    def cell(operand: Operand) -> str:
        assert not isinstance(operand, AsOf), "the as-of date has a cell of its own in a template"
        assert isinstance(operand, Field)
        return f"{sheet}!${chr(ord('A') + [field.name for field in FIELDS].index(operand.name))}${row + 1}"

    return cell
