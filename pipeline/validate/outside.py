"""
What stands in a workbook outside the account of its rows: on other sheets, and beside the answers on our own.

Nothing of it is read. Where it may hold records the return is sent back; anything else is noted with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.definition import Form, Severity, Text
from pipeline.layout import (
    CHECKS_SHEET,
    COVER,
    COVER_SHEET,
    FIX_LIST_SHEET,
    GUIDANCE_SHEET,
    LISTS_SHEET,
    MANIFEST_SHEET,
    READY_SHEET,
    VOLUMES_SHEET,
)
from pipeline.read import Sheet, Workbook, cell_name, folded_name
from pipeline.template.own_words import own_words
from pipeline.validate.finding import Finding, cell_spans, listed, row_spans, spoken_place
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded, plain
from pipeline.validate.volumes import header_of

OUTSIDE = (
    "sheet_not_read",
    "hidden_sheets",
    "column_added",
    "no_longer_asked",
    "words_above",
    "own_column",
    "words_not_read",
)
TABLE = 5  # filled cells, at least, for a line without a record's number to be one of a table of records
WIDE = 3  # columns, from the first, in which an older template writes words of its own on the Cover
NAMED = 20  # ranges of cells that a message names, at most
_WORKINGS = {folded_name(each) for each in (LISTS_SHEET, CHECKS_SHEET, MANIFEST_SHEET, FIX_LIST_SHEET)}
_WORKED_OUT = {folded_name(READY_SHEET)}
_TYPED_ON = {folded_name(each): each for each in (COVER_SHEET, VOLUMES_SHEET, GUIDANCE_SHEET)}


@dataclass(frozen=True)
class Outside:
    """``records``: why the return is sent back, where another sheet holds some; ``notes``: whatever else is there."""

    records: Finding | None
    notes: tuple[Finding, ...]


def outside(workbook: Workbook, form: Form, header: Header, records: Sequence[int], version: str) -> Outside:
    """What stands on the sheets that are not ``header``'s; ``records``: its rows that are records."""
    others = [each for each in workbook.sheets
              if each.name != header.sheet.name and each.folded_name not in _WORKINGS]  # fmt: skip
    elsewhere = {each.name: rows for each in others if (rows := _records_on(each, form, header, records))}
    if elsewhere:
        return Outside(_elsewhere(header, elsewhere), ())
    notes = []
    for each in others:
        own = _TYPED_ON.get(each.folded_name)
        if own is not None:
            cells = list(_strays(each, own, form, version))
            notes += [_not_read(each, cells)] if cells else []
        elif each.visible and each.folded_name not in _WORKED_OUT and (count := _filled(each)):
            notes.append(_unread(each, count))
    return Outside(None, tuple(notes))


def _records_on(sheet: Sheet, form: Form, header: Header, records: Sequence[int]) -> list[int]:
    """The rows of another sheet with the references of records that are not among those on Records."""
    fields = [each for each in form.fields if isinstance(each, Text) and each.pattern and each.required]
    patterns = [(each is form.audit.key, re.compile(each.pattern or "", re.IGNORECASE)) for each in fields]
    columns = [header.columns[each.name] for each in fields]
    known = {plain(str(header.sheet.rows[row - 1][column])).upper() for row in records for column in columns}
    found = []
    for number, row in enumerate(sheet.rows, start=1):
        filled = [text.upper() for value in row if (text := plain(str(value)))]
        for is_key, pattern in patterns:
            unknown = any(text not in known and pattern.fullmatch(text) for text in filled)
            if unknown and (is_key or len(filled) >= TABLE):
                found.append(number)
                break
    return found


def _elsewhere(header: Header, elsewhere: dict[str, list[int]]) -> Finding:
    named = listed([f"'{name}' ({spoken_place('', row_spans(rows))[2:]})" for name, rows in elsewhere.items()])
    sheet, rows = next(iter(elsewhere.items()))
    return Finding(
        Severity.ERROR, "records_elsewhere", sheet, row_spans(rows), "", "",
        f"records on {named} that are not on '{header.sheet.name}'",
        f"every record on the sheet '{header.sheet.name}'", (),
        "Copy them under the headings of the sheet Records, delete the other sheet and send the return again.",
    )  # fmt: skip


def _strays(sheet: Sheet, own: str, form: Form, version: str) -> Iterator[str]:
    """The cells of a sheet of the template's that hold neither its own words nor an answer that is asked for there."""
    earlier = version not in ("", form.version)
    if own == GUIDANCE_SHEET and version != form.version:
        return  # another program's, or another version's
    ours = _ours(form, own)
    answered = _answered(sheet, own, form)
    if own == VOLUMES_SHEET and form.volumes is not None and not answered:
        return  # its headings were not found, and that is told of
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row, start=1):
            if value == "" or (number, place) in answered or not plain(str(value)):
                continue
            theirs = not isinstance(value, str) or folded(value) not in ours
            if theirs and not (earlier and place <= WIDE):  # an older template's own words are others
                yield cell_name(number, place)


@lru_cache(maxsize=64)
def _ours(form: Form, own: str) -> frozenset[str]:
    return frozenset(folded(each) for each in own_words(form, own))


def _answered(sheet: Sheet, own: str, form: Form) -> set[tuple[int, int]]:
    """Where a sheet's answers stand, row and column from 1."""
    if own == COVER_SHEET:
        labels = {folded(item.label) for item in COVER}
        return {(number, 2) for number, row in enumerate(sheet.rows, start=1) if folded(str(row[0])) in labels}
    if own == VOLUMES_SHEET and form.volumes is not None:
        top, columns = header_of(sheet, form.volumes)
        before = str(form.quarter.previous())
        wide = {*columns.values()}
        if top:
            wide |= {place for place, cell in enumerate(sheet.rows[top - 1]) if before in str(cell)}
        return {(number, place + 1) for number in range(top, len(sheet.rows) + 1) for place in wide}
    return set()


def _unread(sheet: Sheet, count: int) -> Finding:
    cells = "1 filled cell" if count == 1 else f"{count} filled cells"
    return Finding(Severity.NOTE, "sheet_not_read", sheet.name, "", "", "", f"a sheet of your own with {cells}", "", (),
                   "It was not read. Any records on it belong on the sheet Records.")  # fmt: skip


def _not_read(sheet: Sheet, cells: Sequence[str]) -> Finding:
    ranges = list(cell_spans(cells))
    return Finding(
        Severity.NOTE, "words_not_read", sheet.name, ", ".join(ranges[:NAMED]), "", "",
        "something that stands beside the answers", "", (),
        "It was not read: write into the cells that are asked for, or under "
        f"'{next(item.label for item in COVER if item.name == 'caveats')}' on the Cover sheet.",
    )  # fmt: skip


def _filled(sheet: Sheet) -> int:
    return sum(bool(plain(str(value))) for row in sheet.rows for value in row) + len(sheet.errors)
