"""Frictionless: its own Excel reader, a table schema made from the codebook, and the codebook's rules by row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import frictionless
from frictionless import Dialect, FrictionlessException, Schema, fields
from frictionless.formats import ExcelControl
from frictionless.resources import TableResource
from openpyxl.utils import get_column_letter

from benchmarks.defects.contenders import asked as told
from benchmarks.defects.contenders.asked import PERSONAL, Asked, folded, place, plainly, refused
from benchmarks.defects.truth import FILE, Verdict
from pipeline.definition import Coded, Date, DateTime, Field, MultiCode, Text, Whole
from pipeline.template.layout import COVER_SHEET, EXAMPLE_ROW, HEADER_ROW, RECORDS_SHEET, VOLUMES_SHEET

UNIQUE = "unique-error"


def judged(data: bytes, asked: Asked) -> Verdict:
    """The sheets read as tables; each row of Records cast by its schema, and then held against the rules."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        path.write_bytes(data)
        cover_rows, volumes_rows = _rows(path, COVER_SHEET), _rows(path, VOLUMES_SHEET)
        cover = told.cover(cover_rows, asked)
        if cover.another and cover_rows:
            return refused(*cover.another)
        records = _rows(path, RECORDS_SHEET)
        if len(records) < HEADER_ROW:
            return refused(RECORDS_SHEET if cover_rows or volumes_rows else FILE)
        headings = [str(each) for each in records[HEADER_ROW - 1]]
        faults = _headings(headings, asked)
        if faults:
            return refused(*faults)
        cast = _Cast(headings, asked)
        with _table(path, RECORDS_SHEET, cast) as table:
            rows = [row for row in table.row_stream if any(cell not in (None, "") for cell in row.cells)]
    _cast(rows, cast)
    if cast.personal:
        return refused(*cast.personal)
    if bool(cast.records) == cover.nil:
        return refused(RECORDS_SHEET)
    return _verdict(cast, cover, cover_rows, volumes_rows, asked)


class _Cast:
    """Records by their row, the fields of each that could not be cast, and the places told of so far."""

    def __init__(self, headings: list[str], asked: Asked) -> None:
        at = {folded(each): place for place, each in enumerate(headings)}
        self.asked = asked
        self.columns = {each.name: at[folded(each.label)] for each in asked.form.fields}
        self.labels = {name: headings[column] for name, column in self.columns.items()}
        own = {place for place, each in enumerate(headings) if folded(each) in told.OWN}
        self.others = set(range(1, len(headings))) - set(self.columns.values()) - own
        self.records: dict[int, dict[str, Any]] = {}
        self.unusable: dict[int, set[str]] = {}
        self.places: set[str] = set()
        self.personal: set[str] = set()

    def at(self, name: str, row: int) -> str:
        """The place of a field's cell."""
        return place(f"{get_column_letter(self.columns[name] + 1)}{row}")


def _table(path: Path, sheet: str, cast: _Cast | None = None) -> TableResource:
    control = ExcelControl(sheet=sheet)
    if cast is None:
        return TableResource(
            path=path.name, basepath=str(path.parent), dialect=Dialect(header=False, controls=[control])
        )
    dialect = Dialect(header_rows=[HEADER_ROW], comment_rows=[EXAMPLE_ROW], controls=[control])
    form = cast.asked.form
    # Columns may stand in another order, and others among them: fields are matched by their headings as sent.
    declared = [_field(each, cast.labels[each.name], unique=each is form.audit.key) for each in form.fields]
    schema = Schema(fields=declared, fields_match="subset")
    return TableResource(path=path.name, basepath=str(path.parent), dialect=dialect, schema=schema)


def _rows(path: Path, sheet: str) -> list[list[Any]]:
    """A sheet's cells as they are; none where there is no such sheet."""
    try:
        with _table(path, sheet) as table:
            return list(table.cell_stream)
    except FrictionlessException:
        return []


def _field(field: Field, name: str, *, unique: bool) -> frictionless.Field:
    """A field of the schema. One that also takes a code is of any type, and `_suits` looks at its cells."""
    limits: dict[str, Any] = {"required": field.required} | ({"unique": True} if unique else {})
    if field.also_codes():
        return fields.AnyField(name=name, constraints=limits)
    match field:
        case MultiCode():
            one = "|".join(field.codes.values())
            return fields.StringField(name=name, constraints=limits | {"pattern": rf"(?:{one})(?:;(?:{one}))*"})
        case Coded():
            return fields.StringField(name=name, constraints=limits | {"enum": list(field.codes.values())})
        case Whole():
            limits |= {"minimum": field.minimum, "maximum": field.maximum}
            return fields.IntegerField(name=name, constraints=limits)
        case DateTime():
            return fields.DatetimeField(name=name, format="%d/%m/%Y %H:%M", constraints=limits)
        case Date():
            limits |= {"minimum": field.earliest, "maximum": field.latest}
            return fields.DateField(name=name, format="%d/%m/%Y", constraints=limits)
        case Text():
            limits |= {"maxLength": field.max_length} | ({"pattern": field.pattern} if field.pattern else {})
    return fields.StringField(name=name, constraints=limits)


def _headings(headings: list[str], asked: Asked) -> set[str]:
    """The places of headings that are missing or doubled."""
    wanted, given = {folded(each.label) for each in asked.form.fields}, [folded(each) for each in headings]
    doubled = {at for at, each in enumerate(given, start=1) if each in wanted and given.count(each) > 1}
    missing = {place(str(HEADER_ROW))} if wanted - set(given) else set()
    return missing | {place(f"{get_column_letter(at)}{HEADER_ROW}") for at in doubled}


def _cast(rows: list[Any], flagged: _Cast) -> None:
    fields_of = {label: name for name, label in flagged.labels.items()}
    flagged.places = {place(f"{get_column_letter(column + 1)}{HEADER_ROW}") for column in flagged.others}
    for row in rows:
        number = row.row_number
        values = {name: row[label] for name, label in flagged.labels.items()}
        named = [(fields_of.get(getattr(each, "field_name", "")), each.type) for each in row.errors]
        wrong = {name: kind for name, kind in named if name is not None}
        for field in flagged.asked.form.fields:
            if values[field.name] is not None and not _suits(field, values[field.name]):
                wrong[field.name] = "check"
            if isinstance(field, Text) and field.free and PERSONAL.search(str(values[field.name])):
                flagged.personal.add(flagged.at(field.name, number))
        flagged.records[number] = values
        blank = {name for name in wrong if row.cells[flagged.columns[name]] in (None, "")}
        flagged.unusable[number] = {name for name, kind in wrong.items() if kind != UNIQUE} - blank
        flagged.places |= {flagged.at(name, number) for name in wrong}


def _suits(field: Field, value: Any) -> bool:
    """What the schema cannot say: a number or a code, a date or a code, and weekdays only."""
    also = {code.code for code in field.also_codes()}
    if isinstance(field, Whole) and also:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value in also or (whole and field.minimum <= value <= field.maximum)
    if isinstance(field, Date) and also:
        return value in also or isinstance(value, datetime)
    return not (isinstance(field, Date) and field.weekdays_only and value.weekday() > 4)


def _verdict(cast: _Cast, cover: told.Cover, cover_rows: told.Rows, volumes_rows: told.Rows, asked: Asked) -> Verdict:
    places = cast.places | set(_across(cast, cover, asked))
    for name, rows in ((COVER_SHEET, cover_rows), (VOLUMES_SHEET, volumes_rows)):
        places |= {name} if not rows and (name == COVER_SHEET or asked.form.volumes is not None) else set()
    places |= cover.wrong if cover_rows else set()
    places |= set(told.volumes(volumes_rows, asked, lambda row, at: f"{get_column_letter(at)}{row}"))
    kept = told.kept(asked, cast.records, cast.unusable)
    places |= cover.miscounted(len(cast.records), len(kept))
    answers = {cast.at(name, row): plainly(value) for row, each in cast.records.items() for name, value in each.items()}
    return Verdict(frozenset(places), frozenset(kept), answers)


def _across(cast: _Cast, cover: told.Cover, asked: Asked) -> Iterator[str]:
    for name, row in told.across(asked, cast.records, cast.unusable, cover):
        yield cast.at(name, row)
    for name, row in told.outside(asked, cast.records, cast.unusable):
        yield cast.at(name, row)
