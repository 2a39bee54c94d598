"""Where a return's records are: which sheet, which row is the header, and which column holds which question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.definition import Field, Form
from pipeline.read import Sheet, Workbook, cell_name, column_letters
from pipeline.template.layout import EXAMPLE_MARK, HEADER_ROW, RECORDS_SHEET
from pipeline.validate.approved import Approved, suggestions
from pipeline.validate.catalogue.files import NO_RECORDS_SHEET, SEVERAL_RECORDS_SHEETS, SHEET_RENAMED
from pipeline.validate.catalogue.headings import (
    COLUMN_ADDED,
    HEADER_APPROVED,
    HEADER_MISSING,
    HEADER_MOVED,
    HEADER_REPEATED,
    HEADER_TIDIED,
    NO_HEADER,
    NO_LONGER_ASKED,
)
from pipeline.validate.finding import Finding, spoken_place
from pipeline.validate.template_parts import Own, own_columns, without_own
from pipeline.validate.tidy import as_written, folded, plain

SEARCHED = 20  # rows in which a header is looked for
ENOUGH = 0.6  # of the headings, for a sheet under another name to be taken for Records
_NOTHING: Mapping[str, Approved] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Header:
    """
    The sheet of records as sent, its header row (from 1), and each field's column (from 0).

    ``own``: the sheet without what stands in the template's own columns; ``spare``: the columns under other headings.
    """

    as_sent: Sheet
    row: int
    columns: Mapping[str, int]
    notes: tuple[Finding, ...]
    own: Own
    spare: tuple[int, ...]

    @property
    def sheet(self) -> Sheet:
        """The sheet of records, without what stands in the template's own columns."""
        return self.own.sheet

    def cell(self, row: int, name: str) -> str:
        """The name of a field's cell in a row."""
        return cell_name(row, self.columns[name] + 1)


def resolved(
    workbook: Workbook, form: Form, approved: Mapping[str, Approved] = _NOTHING
) -> Header | tuple[Finding, ...]:
    """
    The header of a return, or the findings for which it is sent back.

    ``approved``: the sender's own headings that a person approved, folded; they are never read by likeness.
    """
    own = {folded(field.label) for field in form.fields} | {field.name for field in form.fields}
    approved = {heading: each for heading, each in approved.items() if heading not in own}
    known = own | set(approved)
    sheet = _sheet(workbook, form, known)
    if not isinstance(sheet, Sheet):
        return sheet
    notes: list[Finding] = []
    if sheet.name != RECORDS_SHEET:
        notes.append(SHEET_RENAMED.at(sheet.name, name=as_written(sheet.name)))
    row = _header_row(sheet, form, known)
    if row is None:
        return (NO_HEADER.at(sheet.name),)
    if row != HEADER_ROW:
        notes.append(HEADER_MOVED.at(sheet.name, f"A{row}", row=row))
    return _columns(sheet, row, form, approved, notes)


def _sheet(workbook: Workbook, form: Form, known: set[str]) -> Sheet | tuple[Finding, ...]:
    named = [each for each in workbook.sheets if each.folded_name == RECORDS_SHEET.casefold()]
    alike = [each for each in workbook.sheets if each not in named and _header_row(each, form, known) is not None]
    if len(named) + len(alike) > 1:
        alike = [each for each in alike if _has_records(each, form, known)]
    chosen = named or alike
    if len(chosen) == 1 and not (named and alike):
        return chosen[0]
    names = ", ".join(each.name for each in workbook.sheets) or "no sheet at all"
    if not chosen:
        return (NO_RECORDS_SHEET.at(sheets=names),)
    return (SEVERAL_RECORDS_SHEETS.at(sheets=", ".join(each.name for each in (*named, *alike))),)


def _has_records(sheet: Sheet, form: Form, known: set[str]) -> bool:
    """Whether there are records under a sheet's headings; a second, empty copy of the template does no harm."""
    row = _header_row(sheet, form, known)
    mark = folded(EXAMPLE_MARK)
    return row is not None and any(
        len(each) - each.count("") > 1 and all(folded(str(cell)) != mark for cell in each) for each in sheet.rows[row:]
    )


def _header_row(sheet: Sheet, form: Form, known: set[str]) -> int | None:
    # A heading row in among the records, where sorting has left it, is looked for only where there is none at the top.
    for first, last in ((0, SEARCHED), (SEARCHED, len(sheet.rows))):
        scores = [
            (len({folded(cell) for cell in row if isinstance(cell, str)} & known), -number)
            for number, row in enumerate(sheet.rows[first:last], start=first + 1)
        ]
        best, place = max(scores, default=(0, 0))
        if best >= ENOUGH * len(form.fields):
            return -place
    return None


def _columns(
    sheet: Sheet, row: int, form: Form, approved: Mapping[str, Approved], notes: list[Finding]
) -> Header | tuple[Finding, ...]:
    headings = sheet.rows[row - 1]
    places: dict[str, list[int]] = {}
    for column, heading in enumerate(headings):
        if isinstance(heading, str) and plain(heading):
            places.setdefault(folded(heading), []).append(column)
    theirs = {each.field: heading for heading, each in approved.items() if heading in places}
    columns: dict[str, int] = {}
    used: set[int] = set()
    faults: list[Finding] = []
    missing = []
    for field in form.fields:
        named = places.get(folded(field.label), []) or places.get(field.name, [])
        under = [*named, *(places[theirs[field.name]] if field.name in theirs else [])]
        if not under:
            missing.append(field)
            continue
        cell = cell_name(row, under[0] + 1)
        if len(under) > 1:
            cells = " and ".join(cell_name(row, column + 1) for column in under)
            other = " or the heading that was approved for it" if len(under) > len(named) else ""
            repeated = HEADER_REPEATED.worded(label=field.label, other=other, cells=cells)
            faults.append(repeated.at(sheet.name, cell, field=field.name))
        columns[field.name] = under[0]
        used |= set(under)
        if not named:
            approval = approved[theirs[field.name]]
            notes.append(HEADER_APPROVED.at(sheet.name, cell, label=field.label, by=approval.by, on=approval.on))
        elif str(headings[under[0]]).strip().rstrip("* ") != field.label:
            heading = as_written(str(headings[under[0]]))
            notes.append(HEADER_TIDIED.at(sheet.name, cell, heading=heading, label=field.label))
    ours = set(own_columns(sheet, row))
    spare = [
        column
        for column, heading in enumerate(headings)
        if plain(str(heading)) and column not in used and column not in ours
    ]
    places_of = {field.name: cell_name(HEADER_ROW, place) for place, field in enumerate(form.fields, start=2)}
    faults += _missing(missing, {str(headings[c]): cell_name(row, c + 1) for c in spare}, sheet, row, places_of)
    if faults:
        return tuple(faults)
    notes += _not_asked(sheet, row, form, spare, [each for each in _unheaded(sheet, row) if each not in ours])
    return Header(sheet, row, columns, tuple(notes), without_own(sheet, row), tuple(spare))


def _not_asked(sheet: Sheet, row: int, form: Form, spare: Sequence[int], unheaded: Sequence[int]) -> Iterator[Finding]:
    """A note on the columns that are not the template's, and on those of questions that it asked once."""
    if unheaded:
        yield _column_note(sheet, row, unheaded, "no heading and something below", "delete it, or put its heading back")
    once = {folded(label) for label in form.no_longer_asked}
    past = [column for column in spare if folded(str(sheet.rows[row - 1][column])) in once]
    if others := [column for column in spare if column not in past]:
        yield _column_note(sheet, row, others, "a heading that is not in the template", "delete it")
    if past:
        yield NO_LONGER_ASKED.at(sheet.name, ", ".join(cell_name(row, column + 1) for column in past))


def _column_note(sheet: Sheet, row: int, columns: Sequence[int], has: str, advice: str) -> Finding:
    letters = spoken_place("", ", ".join(f"{each}:{each}" for each in map(column_letters, (c + 1 for c in columns))))
    one = len(columns) == 1
    return COLUMN_ADDED.at(
        sheet.name,
        ", ".join(cell_name(row, column + 1) for column in columns),
        columns=letters,
        has=f"{'has' if one else 'have'} {has}",
        they_were="It was" if one else "They were",
        advice=advice if one else advice.replace(" it", " them").replace("its heading", "their headings"),
    )


def _unheaded(sheet: Sheet, row: int) -> list[int]:
    """The columns without a heading in which something stands below it."""
    blank = [column for column, heading in enumerate(sheet.rows[row - 1]) if not plain(str(heading))]
    return [column for column in blank if any(plain(str(each[column])) for each in sheet.rows[row:])]


def _missing(
    missing: Sequence[Field], spare: Mapping[str, str], sheet: Sheet, row: int, places: Mapping[str, str]
) -> list[Finding]:
    """The refusals for ``missing`` fields, each with the ``spare`` heading (by its cell) that may be its own."""
    near = suggestions(missing, spare)
    faults = []
    for field in missing:
        like = near.get(field.name, "")
        hint = f" Is it '{like}' in {spare[like]}?" if like else ""
        wording = HEADER_MISSING.worded(label=field.label, place=places[field.name], hint=hint)
        faults.append(wording.at(sheet.name, f"{row}:{row}", field=field.name, suggested=like))
    return faults
