"""Where a return's records are: which sheet, which row is the header, and which column holds which question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.definition import Field, Form, Severity
from pipeline.read import Sheet, Workbook, cell_name, column_letters
from pipeline.template.layout import EXAMPLE_MARK, HEADER_ROW, RECORDS_SHEET
from pipeline.validate.approved import Approved, suggestions
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
    found = _sheet(workbook, form, known)
    if not isinstance(found, Sheet):
        return found
    notes: list[Finding] = []
    if found.name != RECORDS_SHEET:
        notes.append(
            _note(
                "sheet_renamed",
                found.name,
                "",
                f"a sheet called {as_written(found.name)}",
                f"Read as '{RECORDS_SHEET}'; rename it back.",
            )
        )
    row = _header_row(found, form, known)
    if row is None:
        return (
            _refusal(
                "no_header",
                found.name,
                "",
                "no row with the template's headings",
                "a row of headings as in the template",
                "Copy your rows into a fresh template and send that.",
            ),
        )
    if row != HEADER_ROW:
        notes.append(
            _note(
                "header_moved",
                found.name,
                f"A{row}",
                f"the headings in row {row}",
                f"The template has them in row {HEADER_ROW}; they were read where they are, and so was "
                "every record above and below them.",
            )
        )
    return _columns(found, row, form, approved, notes)


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
        return (
            _refusal(
                "no_records_sheet",
                "",
                "",
                f"no sheet called '{RECORDS_SHEET}'; found {names}",
                f"a sheet called '{RECORDS_SHEET}'",
                "Has it been renamed? Ask for the original, or rename it back.",
            ),
        )
    both = ", ".join(each.name for each in (*named, *alike))
    return (
        _refusal(
            "several_records_sheets",
            "",
            "",
            f"records on more than one sheet: {both}",
            f"every record on the sheet '{RECORDS_SHEET}'",
            "Put all rows on one sheet and delete the other.",
        ),
    )


def _has_records(sheet: Sheet, form: Form, known: set[str]) -> bool:
    """Whether a sheet has the headings and, under them, more than the worked example: an empty copy does no harm."""
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
        found = [*named, *(places[theirs[field.name]] if field.name in theirs else [])]
        if not found:
            missing.append(field)
            continue
        if len(found) > 1:
            cells = " and ".join(cell_name(row, column + 1) for column in found)
            other = " or the heading that was approved for it" if len(found) > len(named) else ""
            faults.append(
                _refusal(
                    "header_repeated",
                    sheet.name,
                    cell_name(row, found[0] + 1),
                    f"the heading '{field.label}'{other} in {cells}",
                    "each heading once",
                    "Delete the column that should not be there.",
                    field.name,
                )
            )
        columns[field.name] = found[0]
        used |= set(found)
        if not named:
            notes.append(_as_approved(approved[theirs[field.name]], field, sheet, cell_name(row, found[0] + 1)))
        elif str(headings[found[0]]).strip().rstrip("* ") != field.label:
            notes.append(
                _note(
                    "header_tidied",
                    sheet.name,
                    cell_name(row, found[0] + 1),
                    as_written(str(headings[found[0]])),
                    f"Read as '{field.label}'.",
                )
            )
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
        yield _note(
            "no_longer_asked",
            sheet.name,
            ", ".join(cell_name(row, column + 1) for column in past),
            "questions that are no longer asked",
            "They were not read; there is nothing to do.",
        )


def _column_note(sheet: Sheet, row: int, columns: Sequence[int], has: str, fix: str) -> Finding:
    letters = spoken_place("", ", ".join(f"{each}:{each}" for each in map(column_letters, (c + 1 for c in columns))))
    one, verb = len(columns) == 1, "has" if len(columns) == 1 else "have"
    said = fix if one else fix.replace(" it", " them").replace("its heading", "their headings")
    cells = ", ".join(cell_name(row, column + 1) for column in columns)
    return _note(
        "column_added",
        sheet.name,
        cells,
        f"{letters}, which {verb} {has}",
        f"{'It was' if one else 'They were'} not read; {said}.",
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
        faults.append(
            _refusal(
                "header_missing",
                sheet.name,
                f"{row}:{row}",
                f"no heading '{field.label}'",
                f"the heading '{field.label}'",
                f"Put the column back under its heading ({places[field.name]} in the template), empty "
                f"if need be.{hint}",
                field.name,
                like,
            )
        )
    return faults


def _as_approved(approval: Approved, field: Field, sheet: Sheet, cell: str) -> Finding:
    return _note(
        "header_approved",
        sheet.name,
        cell,
        "a heading of your own",
        f"Read as '{field.label}', as approved by {approval.by} on {approval.on:%d/%m/%Y}.",
    )


def _refusal(
    rule: str, sheet: str, cell: str, saw: str, expected: str, fix: str, field: str = "", suggested: str = ""
) -> Finding:
    return Finding(Severity.ERROR, rule, sheet, cell, field, "", saw, expected, (), fix, suggested)


def _note(rule: str, sheet: str, cell: str, saw: str, fix: str) -> Finding:
    return Finding(Severity.NOTE, rule, sheet, cell, "", "", saw, "", (), fix)
