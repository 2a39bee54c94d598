"""Frictionless: its own Excel reader, a table schema made from the codebook, and the codebook's rules by row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import frictionless
from frictionless import Detector, Dialect, FrictionlessException, Schema, fields
from frictionless.formats import ExcelControl
from frictionless.resources import TableResource
from openpyxl.utils import get_column_letter

from benchmarks.defects.contenders import asked as told
from benchmarks.defects.contenders.asked import PERSONAL, Asked, heading, place, plainly, refused
from benchmarks.defects.truth import FILE, Verdict
from pipeline.definition import Coded, Date, DateTime, Field, MultiCode, Text, Whole
from pipeline.layout import COVER_SHEET, EXAMPLE_ROW, HEADER_ROW, RECORDS_SHEET, VOLUMES_SHEET

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
        labels = [str(each) for each in records[HEADER_ROW - 1]]
        faults = _headings(labels, asked)
        if faults:
            return refused(*faults)
        with _table(path, RECORDS_SHEET, asked) as table:
            rows = [row for row in table.row_stream if any(cell not in (None, "") for cell in row.cells)]
    found = _cast(rows, labels, asked)
    if found.personal:
        return refused(*found.personal)
    if bool(found.records) == cover.nil:
        return refused(RECORDS_SHEET)
    return _verdict(found, cover, cover_rows, volumes_rows, asked)


class _Cast:
    """Records by their row, the fields of each that could not be cast, and the places told of so far."""

    def __init__(self, labels: list[str], asked: Asked) -> None:
        self.letters = {each.name: get_column_letter(labels.index(heading(each)) + 1) for each in asked.form.fields}
        self.records: dict[int, dict[str, Any]] = {}
        self.unusable: dict[int, set[str]] = {}
        self.places: set[str] = set()
        self.personal: set[str] = set()

    def at(self, name: str, row: int) -> str:
        """The place of a field's cell."""
        return place(f"{self.letters[name]}{row}")


def _table(path: Path, sheet: str, asked: Asked | None = None) -> TableResource:
    control = ExcelControl(sheet=sheet)
    if asked is None:
        return TableResource(
            path=path.name, basepath=str(path.parent), dialect=Dialect(header=False, controls=[control])
        )
    dialect = Dialect(header_rows=[HEADER_ROW], comment_rows=[EXAMPLE_ROW], controls=[control])
    schema = Schema(fields=[_field(each, unique=each is asked.form.audit.key) for each in asked.form.fields])
    # Columns may stand in another order, so fields are matched by their headings.
    detector = Detector(schema_sync=True)
    return TableResource(path=path.name, basepath=str(path.parent), dialect=dialect, schema=schema, detector=detector)


def _rows(path: Path, sheet: str) -> list[list[Any]]:
    """A sheet's cells as they are; none where there is no such sheet."""
    try:
        with _table(path, sheet) as table:
            return list(table.cell_stream)
    except FrictionlessException:
        return []


def _field(field: Field, *, unique: bool) -> frictionless.Field:
    """A field of the schema. One that also takes a code is of any type, and `_also` looks at its cells."""
    limits: dict[str, Any] = {"required": field.required} | ({"unique": True} if unique else {})
    name = heading(field)
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


def _headings(labels: list[str], asked: Asked) -> set[str]:
    """The places of headings that are missing or doubled."""
    wanted = [heading(each) for each in asked.form.fields]
    doubled = {at for at, label in enumerate(labels, start=1) if label in wanted and labels.count(label) > 1}
    missing = {place(str(HEADER_ROW))} if set(wanted) - set(labels) else set()
    return missing | {place(f"{get_column_letter(at)}{HEADER_ROW}") for at in doubled}


def _cast(rows: list[Any], labels: list[str], asked: Asked) -> _Cast:
    found = _Cast(labels, asked)
    names = {heading(each): each for each in asked.form.fields}
    others = {at for at, label in enumerate(labels, start=1) if at > 1 and label not in names}
    found.places = {place(f"{get_column_letter(at)}{HEADER_ROW}") for at in others}
    for row in rows:
        number = row.row_number
        values = {field.name: row[label] for label, field in names.items()}
        wrong = {
            names[each.field_name].name: each.type for each in row.errors if getattr(each, "field_name", "") in names
        }
        for field in asked.form.fields:
            if values[field.name] is not None and not _suits(field, values[field.name]):
                wrong[field.name] = "check"
            if isinstance(field, Text) and field.free and PERSONAL.search(str(values[field.name])):
                found.personal.add(found.at(field.name, number))
        found.records[number] = values
        blank = {name for name in wrong if row.cells[labels.index(heading(_named(asked, name)))] in (None, "")}
        found.unusable[number] = {name for name, why in wrong.items() if why != UNIQUE} - blank
        found.places |= {found.at(name, number) for name in wrong}
    return found


def _named(asked: Asked, name: str) -> Field:
    return next(each for each in asked.form.fields if each.name == name)


def _suits(field: Field, value: Any) -> bool:
    """What the schema cannot say: a number or a code, a date or a code, and weekdays only."""
    also = {code.code for code in field.also_codes()}
    if isinstance(field, Whole) and also:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value in also or (whole and field.minimum <= value <= field.maximum)
    if isinstance(field, Date) and also:
        return value in also or isinstance(value, datetime)
    return not (isinstance(field, Date) and field.weekdays_only and value.weekday() > 4)


def _verdict(found: _Cast, cover: told.Cover, cover_rows: told.Rows, volumes_rows: told.Rows, asked: Asked) -> Verdict:
    places = found.places | set(_across(found, cover, asked))
    for name, rows in ((COVER_SHEET, cover_rows), (VOLUMES_SHEET, volumes_rows)):
        places |= {name} if not rows and (name == COVER_SHEET or asked.form.volumes is not None) else set()
    places |= cover.wrong if cover_rows else set()
    places |= set(told.volumes(volumes_rows, asked, lambda row, at: f"{get_column_letter(at)}{row}"))
    kept = told.kept(asked, found.records, found.unusable)
    places |= cover.miscounted(len(found.records), len(kept))
    answers = {
        found.at(name, row): plainly(value) for row, each in found.records.items() for name, value in each.items()
    }
    return Verdict(frozenset(places), frozenset(kept), answers)


def _across(found: _Cast, cover: told.Cover, asked: Asked) -> Iterator[str]:
    for name, row in told.across(asked, found.records, found.unusable, cover):
        yield found.at(name, row)
    for name, row in told.outside(asked, found.records, found.unusable):
        yield found.at(name, row)
