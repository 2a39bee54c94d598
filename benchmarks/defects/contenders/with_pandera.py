"""pandas and pandera: a frame, tidied with pandas, against a schema built from the codebook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
import pandera.pandas as pa
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError

from benchmarks.defects.contenders import asked as told
from benchmarks.defects.contenders.asked import PERSONAL, Asked, folded, is_example, place, plainly, refused
from benchmarks.defects.truth import FILE, Verdict
from pipeline.definition import Coded, Date, DateTime, Field, MultiCode, Text, Whole
from pipeline.template.layout import COVER_SHEET, HEADER_ROW, RECORDS_SHEET, VOLUMES_SHEET

PERSONAL_DATA = "personal data"


def judged(data: bytes, asked: Asked) -> Verdict:
    """Every sheet as a frame; Records tidied, typed and validated lazily, so that every failure case is told."""
    try:
        # Without keep_default_na=False the answer NA would be read as nothing at all.
        frames = pd.read_excel(
            io.BytesIO(data), sheet_name=None, header=None, keep_default_na=False, na_values=[""], dtype=object
        )
    except (CalamineError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return refused(FILE)
    if RECORDS_SHEET not in frames:
        return refused(RECORDS_SHEET)
    cover = told.cover(_rows(frames, COVER_SHEET), asked)
    if cover.another and COVER_SHEET in frames:
        return refused(*cover.another)
    raw = frames[RECORDS_SHEET]
    if len(raw) < HEADER_ROW:
        return refused(RECORDS_SHEET)
    headings = [folded(each) for each in raw.iloc[HEADER_ROW - 1]]
    labels = {folded(each.label) for each in asked.form.fields}
    missing = labels - set(headings)
    doubled = [at for at, each in enumerate(headings, start=1) if headings.count(each) > 1 and each in labels]
    if missing or doubled:
        return refused(
            *([place(str(HEADER_ROW))] if missing else []),
            *(place(f"{get_column_letter(at)}{HEADER_ROW}") for at in doubled),
        )
    letters = {each.name: get_column_letter(headings.index(folded(each.label)) + 1) for each in asked.form.fields}
    return _validated(raw, headings, letters, frames, cover, asked)


def _validated(
    raw: pd.DataFrame,
    headings: list[str],
    letters: Mapping[str, str],
    frames: Mapping[str, pd.DataFrame],
    cover: told.Cover,
    asked: Asked,
) -> Verdict:
    records = _records(raw, headings, asked)
    if records.empty is not cover.nil:
        return refused(RECORDS_SHEET)
    failures = list(_failures(_schema(asked), records))
    personal = {place(f"{letters[name]}{row}") for name, row, check in failures if check == PERSONAL_DATA}
    if personal:
        return refused(*personal)
    unusable: dict[int, set[str]] = {}
    for name, row, check in failures:
        if check not in ("not_nullable", "field_uniqueness"):
            unusable.setdefault(row, set()).add(name)
    typed = {
        row: {name: _typed(asked, name, value) for name, value in each.items()}
        for row, each in records.to_dict("index").items()
    }
    failed = {(name, row) for name, row, _ in failures}
    failed |= set(told.across(asked, typed, unusable, cover)) | set(told.outside(asked, typed, unusable))
    places = {place(f"{letters[name]}{row}") for name, row in failed}
    for name, needed in ((COVER_SHEET, True), (VOLUMES_SHEET, asked.form.volumes is not None)):
        places |= {name} if needed and name not in frames else set()
    places |= cover.wrong if COVER_SHEET in frames else set()
    known = {folded(field.label) for field in asked.form.fields} | told.OWN
    places |= {
        place(f"{get_column_letter(at)}{HEADER_ROW}")
        for at, each in enumerate(headings, start=1)
        if at > 1 and each not in known and each != "nan"
    }
    places |= set(told.volumes(_rows(frames, VOLUMES_SHEET), asked, lambda row, at: f"{get_column_letter(at)}{row}"))
    kept = told.kept(asked, typed, unusable)
    places |= cover.miscounted(len(records), len(kept))
    answers = {
        place(f"{letters[name]}{row}"): plainly(value) for row, each in typed.items() for name, value in each.items()
    }
    return Verdict(frozenset(places), frozenset(kept), answers)


def _rows(frames: Mapping[str, pd.DataFrame], name: str) -> list[list[Any]]:
    if name not in frames:
        return []
    return [[None if pd.isna(cell) else cell for cell in row] for row in frames[name].to_numpy(dtype=object)]


def _records(raw: pd.DataFrame, headings: list[str], asked: Asked) -> pd.DataFrame:
    """The rows below the headings, by their number in Excel: text stripped, codes in capitals, empty rows dropped."""
    below = raw.iloc[HEADER_ROW:].copy()
    below.index = pd.RangeIndex(HEADER_ROW + 1, HEADER_ROW + 1 + len(below))
    below = below[~below[0].map(is_example)]
    frame = pd.DataFrame(
        {each.name: below[headings.index(folded(each.label))] for each in asked.form.fields}, dtype=object
    )
    frame = frame.map(lambda cell: cell.strip() if isinstance(cell, str) else cell).replace("", None)
    for each in asked.form.fields:
        if isinstance(each, Coded):
            frame[each.name] = frame[each.name].map(lambda cell: cell if pd.isna(cell) else str(cell).upper())
    frame = frame.astype(object).where(frame.notna(), None)
    return frame.dropna(how="all")


def _schema(asked: Asked) -> pa.DataFrameSchema:
    key = asked.form.audit.key
    return pa.DataFrameSchema(
        {
            each.name: pa.Column(object, list(_checks(each)), nullable=not each.required, unique=each is key)
            for each in asked.form.fields
        }
    )


def _checks(field: Field) -> Iterator[pa.Check]:
    also = [code.code for code in field.also_codes()]
    match field:
        case MultiCode():
            codes = set(field.codes.values())
            yield pa.Check(lambda cells: cells.map(lambda cell: {each.strip() for each in cell.split(";")} <= codes))
        case Coded():
            yield pa.Check.isin(field.codes.values())
        case Whole():
            yield pa.Check(lambda cells: cells.isin(also) | _whole(field, cells))
        case Date():
            yield pa.Check(lambda cells: cells.isin(also) | cells.map(lambda cell: _allowed(field, cell)))
        case Text():
            yield pa.Check(lambda cells: cells.map(lambda cell: isinstance(cell, str)), name="text")
            yield pa.Check.str_length(max_value=field.max_length)
            if field.pattern:
                yield pa.Check.str_matches(rf"(?:{field.pattern})$")
            if field.free:
                yield pa.Check(lambda cells: ~cells.astype(str).str.contains(PERSONAL), name=PERSONAL_DATA)


def _whole(field: Whole, cells: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(cells.where(~cells.map(lambda cell: isinstance(cell, date | bool)), None), errors="coerce")
    return numbers.between(field.minimum, field.maximum) & (numbers % 1 == 0)


def _day(cell: object) -> date | None:
    """A cell as a date: what Excel holds as one, or text in the day's order or ISO."""
    if isinstance(cell, date):
        return cell
    for form in ("%d/%m/%Y", "%Y-%m-%d") if isinstance(cell, str) else ():
        day = pd.to_datetime(cell, format=form, errors="coerce")
        if not pd.isna(day):
            return day.to_pydatetime()
    return None


def _allowed(field: Date, cell: object) -> bool:
    day = _day(cell)
    if day is None:
        return False
    day = day.date() if isinstance(day, datetime) else day
    return field.earliest <= day <= field.latest and not (field.weekdays_only and day.weekday() > 4)


def _typed(asked: Asked, name: str, value: Any) -> Any:
    field = next(each for each in asked.form.fields if each.name == name)
    if value is None or value in {code.code for code in field.also_codes()}:
        return value
    if isinstance(field, Whole):
        number = pd.to_numeric(str(value), errors="coerce")
        return None if pd.isna(number) else int(number)
    if isinstance(field, Date):
        day = _day(value)
        return day.date() if isinstance(day, datetime) and not isinstance(field, DateTime) else day
    return value


def _failures(schema: pa.DataFrameSchema, records: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    """Each failure case: its field, its row and the check that it failed."""
    try:
        schema.validate(records, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for case in errors.failure_cases.itertuples():
            if not pd.isna(case.index):
                yield str(case.column), int(case.index), str(case.check)
