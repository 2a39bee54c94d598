"""openpyxl by hand: a script that walks the cells, as an analyst would write it from the codebook."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from benchmarks.defects.contenders import asked as told
from benchmarks.defects.contenders.asked import PERSONAL, Asked, folded, is_example, place, plainly, refused
from benchmarks.defects.truth import FILE, Verdict
from pipeline.definition import Coded, Date, DateTime, Field, MultiCode, Text, Whole
from pipeline.template.layout import COVER_SHEET, HEADER_ROW, RECORDS_SHEET, VOLUMES_SHEET

WRONG = object()  # what a cell gives that holds no answer of its field's kind
FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
SEARCHED = 20


def judged(data: bytes, asked: Asked) -> Verdict:
    """Every cell against its field, then every record against the rules, then the Cover and the Volumes."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        return refused(FILE)
    if RECORDS_SHEET not in book.sheetnames:
        return refused(RECORDS_SHEET)
    cover = told.cover(_rows(book, COVER_SHEET), asked)
    if cover.another and COVER_SHEET in book.sheetnames:
        return refused(*cover.another)
    sheet = book[RECORDS_SHEET]
    header = _header(sheet, asked)
    if header is None:
        return refused(RECORDS_SHEET)
    columns, faults, others = _columns(sheet, header, asked)
    if faults:
        return refused(*faults)
    records, unusable, personal = _read(sheet, header, columns, asked)
    if personal:
        return refused(*personal)
    if bool(records) == cover.nil:
        return refused(RECORDS_SHEET)

    def cell(name: str, row: int) -> str:
        return place(f"{get_column_letter(columns[name])}{row}")

    places = {cell(name, row) for row, names in unusable.items() for name in names}
    places |= {cell(name, row) for name, row in told.across(asked, records, unusable, cover)}
    places |= {cell(name, row) for name, row in told.outside(asked, records, unusable)}
    key = asked.form.audit.key.name
    times = Counter(record[key] for record in records.values())
    places |= {cell(key, row) for row, record in records.items() if record[key] and times[record[key]] > 1}
    places |= {place(each) for each in others}
    for name, needed in ((COVER_SHEET, True), (VOLUMES_SHEET, asked.form.volumes is not None)):
        places |= {name} if needed and name not in book.sheetnames else set()
    places |= cover.wrong if COVER_SHEET in book.sheetnames else set()
    places |= set(told.volumes(_rows(book, VOLUMES_SHEET), asked, lambda row, at: f"{get_column_letter(at)}{row}"))
    kept = told.kept(asked, records, unusable)
    places |= cover.miscounted(len(records), len(kept))
    answers = {cell(name, row): plainly(value) for row, record in records.items() for name, value in record.items()}
    return Verdict(frozenset(places), frozenset(kept), answers)


def _rows(book: Any, name: str) -> list[tuple[Any, ...]]:
    return list(book[name].iter_rows(values_only=True)) if name in book.sheetnames else []


def _header(sheet: Any, asked: Asked) -> int | None:
    """The row, among the first, that holds the heading of the record's number."""
    wanted = folded(asked.form.audit.key.label)
    for number, row in enumerate(sheet.iter_rows(max_row=SEARCHED, values_only=True), start=1):
        if wanted in {folded(value) for value in row}:
            return number
    return None


def _columns(sheet: Any, header: int, asked: Asked) -> tuple[dict[str, int], set[str], set[str]]:
    """Each field's column; the places of headings missing or doubled; and the cells of headings that are not ours."""
    by_name: dict[str, list[int]] = {}
    for cell in sheet[header][1:]:
        if cell.value is not None and folded(cell.value) not in told.OWN:
            by_name.setdefault(folded(cell.value), []).append(cell.column)
    columns, faults = {}, set()
    for field in asked.form.fields:
        at = by_name.pop(folded(field.label), [])
        if not at:
            faults.add(place(str(HEADER_ROW)))
        if len(at) > 1:
            faults |= {place(f"{get_column_letter(each)}{header}") for each in at}
        columns[field.name] = at[0] if at else 0
    others = {f"{get_column_letter(each)}{header}" for columns_of in by_name.values() for each in columns_of}
    return columns, faults, others


def _read(
    sheet: Any, header: int, columns: dict[str, int], asked: Asked
) -> tuple[dict[int, dict[str, Any]], dict[int, set[str]], set[str]]:
    """Records by their row, the fields of each that hold no answer, and the places of personal data."""
    records: dict[int, dict[str, Any]] = {}
    unusable: dict[int, set[str]] = {}
    personal = set()
    for number, row in enumerate(sheet.iter_rows(min_row=header + 1, values_only=True), start=header + 1):
        cells = {field.name: row[columns[field.name] - 1] for field in asked.form.fields}
        if is_example(row[0]) or all(value is None or str(value).strip() == "" for value in cells.values()):
            continue
        answers = {field.name: _answer(field, cells[field.name]) for field in asked.form.fields}
        records[number] = {name: None if value is WRONG else value for name, value in answers.items()}
        unusable[number] = {name for name, value in answers.items() if value is WRONG}
        for field in asked.form.fields:
            if isinstance(field, Text) and field.free and PERSONAL.search(str(cells[field.name])):
                personal.add(place(f"{get_column_letter(columns[field.name])}{number}"))
    return records, unusable, personal


def _answer(field: Field, value: Any) -> Any:
    """The answer that a cell gives; None where it is empty."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return None
    if value in {code.code for code in field.also_codes()}:
        return value
    match field:
        case MultiCode():
            codes = [each.strip().upper() for each in str(value).split(";")]
            return ";".join(codes) if set(codes) <= set(field.codes.values()) else WRONG
        case Coded():
            return str(value).upper() if str(value).upper() in field.codes.values() else WRONG
        case Whole():
            return _whole(field, value)
        case Date():
            return next(_date(field, value))
        case Text():
            right = isinstance(value, str) and field.refused(value) == ""
            return value if right else WRONG
    return WRONG


def _whole(field: Whole, value: Any) -> Any:
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    right = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    return int(value) if right and field.minimum <= value <= field.maximum else WRONG


def _date(field: Date, value: Any) -> Iterator[Any]:
    if isinstance(value, str):
        for form in FORMATS:
            try:
                value = datetime.strptime(value, form)
                break
            except ValueError:
                continue
    if not isinstance(value, date):
        yield WRONG
        return
    day = value.date() if isinstance(value, datetime) else value
    allowed = field.earliest <= day <= field.latest and not (field.weekdays_only and day.weekday() > 4)
    yield (value if isinstance(field, DateTime) else day) if allowed else WRONG
