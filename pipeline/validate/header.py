"""Where a return's records are: which sheet, which row is the header, and which column holds which question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.audits import called_otherwise
from pipeline.definition import Field, Form, Text
from pipeline.partnership.bodies import name_of
from pipeline.read import Sheet, Workbook, cell_name, column_letters, folded_name
from pipeline.template.layout import EXAMPLE_MARK, HEADER_ROW, MANIFEST_SHEET, QUESTION
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
from pipeline.validate.template_parts import Own, manifest_lines, without_own
from pipeline.validate.tidy import as_written, count_filled, filled, folded, plain

SEARCHED = 20  # rows in which a header is looked for
ENOUGH = 0.6  # of the headings, for a sheet under another name to be taken for Records
_NOTHING: Mapping[str, Approved] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Header:
    """
    The sheet of records as sent, its header row (from 1), and the column (from 0) of each field of the form.

    ``own``: the sheet without what stands in the template's own columns; ``spare``: the columns under other headings.
    ``version``: that of the template it came in, empty where that is not known.
    """

    form: Form
    version: str
    row: int
    columns: Mapping[str, int]
    own: Own
    spare: tuple[int, ...]
    notes: tuple[Finding, ...]

    @property
    def sheet(self) -> Sheet:
        """The sheet of records, without what stands in the template's own columns."""
        return self.own.sheet

    @property
    def earlier(self) -> bool:
        """Whether the return came in the template of another version than today's."""
        return self.version not in ("", self.form.version)

    def cell(self, row: int, name: str) -> str:
        """The name of a field's cell in a row."""
        return cell_name(row, self.columns[name] + 1)

    @property
    def headings(self) -> Sequence[object]:
        """What stands in the header row."""
        return self.sheet.rows[self.row - 1]

    def heading_cell(self, column: int) -> str:
        """The name of the cell with the heading of a column."""
        return cell_name(self.row, column + 1)

    def heading_cells(self, columns: Iterable[int]) -> str:
        """The names of the cells with the headings of ``columns``."""
        return ", ".join(map(self.heading_cell, columns))

    def answer(self, row: int, field: Field) -> object:
        """What stands under a field's heading in a row."""
        return self.sheet.rows[row - 1][self.columns[field.name]]

    def numbered(self, row: Sequence[object]) -> bool:
        """Whether the cells of a row hold a record's number under its heading."""
        return is_numbered(self.form.audit.key, row[self.columns[self.form.audit.key.name]])


def is_numbered(key: Text, value: object) -> bool:
    """Whether ``value`` is a record's number, as the field ``key`` asks for it."""
    return re.fullmatch(key.pattern or ".+", plain(str(value)), re.IGNORECASE) is not None


def resolved(
    workbook: Workbook, form: Form, approved: Mapping[str, Approved] = _NOTHING, version: str = ""
) -> Header | tuple[Finding, ...]:
    """
    The header of a return that came in a template of ``version``, or the findings for which it is sent back.

    ``approved``: the sender's own headings that a person approved, folded; they are never read by likeness.
    """
    otherwise, own = _known(workbook, form)
    approved = {heading: each for heading, each in approved.items() if heading not in own}
    search = _Search(form.sheet, set(own) | set(approved), ENOUGH * len(form.fields))
    sheet = search.sheet(workbook)
    if isinstance(sheet, Finding):
        return (sheet,)
    row = search.row(sheet)
    if not row:
        return (NO_HEADER.at(sheet.name),)
    headings = sheet.rows[row - 1]
    under = _under(headings, form, approved, otherwise)
    own_part = without_own(sheet, row)
    not_ours = set(range(len(headings))).difference(own_part.columns, *under.values())
    spare = tuple(place for place in sorted(not_ours) if filled(headings[place]))
    columns = {name: places[0] for name, places in under.items()}
    header = Header(form, version, row, columns, own_part, spare, ())
    if faults := (*_repeated(header, under, approved), *_missing(header)):
        return faults
    return replace(header, notes=(*_read_otherwise(header, approved), *_not_asked(header, not_ours)))


def by_sheet(workbook: Workbook, form: Form, approved: Mapping[str, Approved]) -> dict[Form, Workbook]:
    """
    For each sheet of records that ``form`` has, the workbook without the sheets that hold the others' records.

    That of a further sheet holds it alone, where it is found. A sheet that bears the name of one is no other's, even
    where the two ask nearly the same.
    """
    held: dict[Form, Sheet | Finding] = {}
    names = {folded_name(each.sheet) for each in form.sheets}
    for each in form.sheets if form.beside else ():
        known = set(_known(workbook, each)[1]) | set(approved)
        of_others = names - {folded_name(each.sheet)}
        left = replace(workbook, sheets=tuple(one for one in workbook.sheets if one.folded_name not in of_others))
        held[each] = _Search(each.sheet, known, ENOUGH * len(each.fields)).sheet(left)
    parts = {}
    for each in form.sheets:
        others = {sheet.name for other, sheet in held.items() if other is not each and isinstance(sheet, Sheet)}
        its_own = held.get(each)
        if each is not form and isinstance(its_own, Sheet):
            others = {sheet.name for sheet in workbook.sheets} - {its_own.name, MANIFEST_SHEET}
        parts[each] = replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if sheet.name not in others))
    return parts


def _known(workbook: Workbook, form: Form) -> tuple[dict[str, str], dict[str, str]]:
    """By heading, folded, the questions of ``form``: those that it does not use today, and all that are known."""
    otherwise = {folded(label): name for label, name in called_otherwise(form).items()}
    otherwise |= _in_its_template(workbook, form)
    own = {folded(field.label): field.name for field in form.fields}
    return otherwise, {**otherwise, **{field.name: field.name for field in form.fields}, **own}


def known_headings(workbook: Workbook, form: Form) -> dict[str, str]:
    """By heading, folded, the question of ``form`` that it stands for, in the words of any template."""
    return _known(workbook, form)[1]


def _in_its_template(workbook: Workbook, form: Form) -> dict[str, str]:
    """The headings, folded, that the workbook's own template gave the questions of ``form``."""
    given = manifest_lines(workbook)
    lines = {field.name: given.get(f"{QUESTION}{field.name}") for field in form.fields}
    return {folded(heading): name for name, heading in lines.items() if heading}


@dataclass(frozen=True)
class _Search:
    """
    Looks for a sheet of records and its headings: in one row there are ``enough`` of those that are ``known``.

    ``title``: what the template calls the sheet.
    """

    title: str
    known: set[str]
    enough: float

    def sheet(self, workbook: Workbook) -> Sheet | Finding:
        """The one sheet that holds the records, or the finding for which the return is sent back."""
        named = [each for each in workbook.sheets if each.folded_name == folded_name(self.title)]
        alike = [each for each in workbook.sheets if each not in named and self.row(each)]
        if len(named) + len(alike) > 1:
            alike = [each for each in alike if self._has_records(each)]
        chosen = [*named, *alike]
        if len(chosen) == 1:
            return chosen[0]
        check = SEVERAL_RECORDS_SHEETS if chosen else NO_RECORDS_SHEET
        return check.at(
            title=self.title, sheets=", ".join(each.name for each in chosen or workbook.sheets) or "no sheet at all"
        )

    def row(self, sheet: Sheet) -> int:
        """The row (from 1) of the headings; 0 where there is none."""
        # Headings in among the records, where sorting has left them, are looked for only if there are none at the top.
        for first, last in ((0, SEARCHED), (SEARCHED, len(sheet.rows))):
            scores = [
                (len({folded(cell) for cell in row if isinstance(cell, str)} & self.known), -number)
                for number, row in enumerate(sheet.rows[first:last], start=first + 1)
                if count_filled(row) >= self.enough
            ]
            best, place = max(scores, default=(0, 0))
            if best >= self.enough:
                return -place
        return 0

    def _has_records(self, sheet: Sheet) -> bool:
        """Whether there are records under the headings; a second, empty copy of the template does no harm."""
        mark = folded(EXAMPLE_MARK)
        rows = sheet.rows[self.row(sheet) :]
        return any(count_filled(each) > 1 and all(folded(str(cell)) != mark for cell in each) for each in rows)


def _under(
    headings: Sequence[object], form: Form, approved: Mapping[str, Approved], otherwise: Mapping[str, str]
) -> dict[str, list[int]]:
    """
    The columns under the heading of each field that has one: its own or, behind it, the one approved for it.

    ``otherwise``: the headings that it has in the words of other times, taken where its own is not there.
    """
    places: dict[str, list[int]] = {}
    for column, heading in enumerate(headings):
        if isinstance(heading, str) and filled(heading):
            places.setdefault(folded(heading), []).append(column)
    theirs = {each.field: places[heading] for heading, each in approved.items() if heading in places}
    before = {name: places[heading] for heading, name in otherwise.items() if heading in places}
    under = {
        field.name: [
            *(places.get(folded(field.label)) or places.get(field.name) or before.get(field.name, [])),
            *theirs.get(field.name, []),
        ]
        for field in form.fields
    }
    return {name: columns for name, columns in under.items() if columns}


def _repeated(header: Header, under: Mapping[str, list[int]], approved: Mapping[str, Approved]) -> Iterator[Finding]:
    """The refusal for each field with more than one heading."""
    for field in header.form.fields:
        columns = under.get(field.name, [])
        if len(columns) > 1:
            both = folded(str(header.headings[columns[-1]])) in approved
            wording = HEADER_REPEATED.worded(
                label=field.label,
                other=" or the heading that was approved for it" if both else "",
                cells=" and ".join(header.heading_cell(each) for each in columns),
            )
            yield wording.at(header.sheet.name, header.heading_cell(columns[0]), field=field.name)


def _missing(header: Header) -> Iterator[Finding]:
    """The refusal for each field without a heading, with the spare heading (by its cell) that may be its own."""
    spare = {str(header.headings[column]): header.heading_cell(column) for column in header.spare}
    missing = {
        cell_name(HEADER_ROW, place): field
        for place, field in enumerate(header.form.fields, start=2)
        if field.name not in header.columns
    }
    near = suggestions(list(missing.values()), spare)
    for place, field in missing.items():
        like = near.get(field.name, "")
        hint = f" Is it '{like}' in {spare[like]}?" if like else ""
        wording = HEADER_MISSING.worded(label=field.label, place=place, hint=hint)
        yield wording.at(header.sheet.name, f"{header.row}:{header.row}", field=field.name, suggested=like)


def _read_otherwise(header: Header, approved: Mapping[str, Approved]) -> Iterator[Finding]:
    """A note for the sheet and each heading that were read though they are not as in the template."""
    sheet = header.sheet.name
    if sheet.strip(" ") != header.form.sheet:
        yield SHEET_RENAMED.at(sheet, name=as_written(sheet), title=header.form.sheet)
    if header.row != HEADER_ROW:
        yield HEADER_MOVED.at(sheet, f"A{header.row}", row=header.row)
    for field in header.form.fields:
        column = header.columns[field.name]
        heading, cell = str(header.headings[column]), header.heading_cell(column)
        if by := approved.get(folded(heading)):
            whose = f" for {name_of(by.of)}" if by.of else ""
            yield HEADER_APPROVED.at(sheet, cell, label=field.label, by=by.by, on=by.on, whose=whose)
        elif heading.strip().rstrip("* ") != field.label:
            yield HEADER_TIDIED.at(sheet, cell, heading=as_written(heading), label=field.label)


def _not_asked(header: Header, columns: Iterable[int]) -> Iterator[Finding]:
    """A note on the ``columns`` that are not the template's, and on those of questions that it asked once."""
    below = header.sheet.rows[header.row :]
    if unheaded := [c for c in sorted(columns) if c not in header.spare and any(filled(each[c]) for each in below)]:
        yield _column_note(header, unheaded, "no heading and something below", "delete it, or put its heading back")
    once = {folded(label) for label in header.form.no_longer_asked}
    past = [column for column in header.spare if folded(str(header.headings[column])) in once]
    if others := [column for column in header.spare if column not in past]:
        yield _column_note(header, others, "a heading that is not in the template", "delete it")
    if past:
        yield NO_LONGER_ASKED.at(header.sheet.name, header.heading_cells(past))


def _column_note(header: Header, columns: Sequence[int], has: str, advice: str) -> Finding:
    letters = map(column_letters, (column + 1 for column in columns))
    one = len(columns) == 1
    return COLUMN_ADDED.at(
        header.sheet.name,
        header.heading_cells(columns),
        columns=spoken_place("", ", ".join(f"{each}:{each}" for each in letters)),
        has=f"{'has' if one else 'have'} {has}",
        they_were="It was" if one else "They were",
        advice=advice if one else advice.replace(" it", " them").replace("its heading", "their headings"),
    )
