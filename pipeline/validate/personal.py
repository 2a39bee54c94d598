"""Personal data that should never have been sent: found by its form, named by its place, never repeated."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from pipeline.definition import Field, Text
from pipeline.definition.frame import Array
from pipeline.personal import (
    A_LINK,
    KINDS,
    asks_for_birth,
    is_day,
    kinds,
    kinds_in_name,
    links,
    looks_like_a_name,
    names_somebody,
)
from pipeline.read import Sheet, Workbook, cell_name
from pipeline.template.layout import COVER, COVER_SHEET
from pipeline.validate.catalogue.files import WEB_ADDRESS
from pipeline.validate.catalogue.people import LOOKS_LIKE_A_NAME, PERSONAL_DATA, SEEMS
from pipeline.validate.finding import Finding, cell_spans
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded

SHORTEST = 5  # characters; nothing shorter is one of these
_ROLES = ("prepared_by_role", "approved_by_role")
_ASKED_OF_COVER = {
    folded(item.label): item
    for item in COVER
    if item.name in (*_ROLES, "caveats") or item.kind in ("code", "date", "whole")
}


def personal(workbook: Workbook, asked: Iterable[Field]) -> tuple[Finding, ...]:
    """
    What looks like personal data, anywhere in the file: one finding for each kind and place.

    ``asked``: what the return may answer; an audit's own references are no personal data, whatever they look like.
    """
    places: dict[tuple[str, str, str], list[str]] = {}
    for what in kinds_in_name(workbook.file_name):
        places[(what, "", "")] = []
    ours = _references(asked)
    for sheet in workbook.sheets:
        for what in kinds(sheet.name):
            places.setdefault((what, "", ""), [])
        for what, cell in (*_in_cells(sheet, ours), *_births(sheet)):
            places.setdefault((what, sheet.name, ""), []).append(cell)
    for seen in workbook.outside_cells:
        if seen.what != A_LINK:
            places.setdefault((seen.what, seen.sheet, seen.where), []).extend([seen.cell] if seen.cell else [])
    return tuple(_finding(what, sheet, where, cells) for (what, sheet, where), cells in places.items())


def in_name(file_name: str) -> tuple[Finding, ...]:
    """What looks like personal data in the name of a file that could not be read."""
    return tuple(_finding(what, "", "", []) for what in kinds_in_name(file_name))


def web_addresses(workbook: Workbook) -> list[Finding]:
    """A note for each place with a web address, which may lead to somebody's record."""
    places: dict[str, list[str]] = {}
    for sheet in workbook.sheets:
        held = {value for value in set().union(*sheet.rows) if isinstance(value, str) and any(links(value))}
        cells = [cell for value, cell in _placed(sheet, held)] if held else []
        places |= {sheet.name: cells} if cells else {}
    for seen in workbook.outside_cells:
        if seen.what == A_LINK:
            places.setdefault(seen.sheet, []).extend([seen.cell] if seen.cell else [])
    return [WEB_ADDRESS.at(sheet, ", ".join(cells) if sheet else "") for sheet, cells in places.items()]


def possible_names(
    workbook: Workbook, header: Header, records: Sequence[int], unusable: Mapping[str, Array]
) -> list[Finding]:
    """
    A query for each place where something looks like a name: in ``records`` and their headings, and on the Cover.

    Shape: ``unusable`` as in `Columns`. Where a question takes no free text, only what could not be read is looked at.
    """
    sheet = header.sheet.name
    queries = []
    for field in header.form.fields:
        free = isinstance(field, Text) and field.free
        rows = records if free else [records[at] for at in np.flatnonzero(unusable.get(field.name, ())).tolist()]
        if cells := [header.cell(row, field.name) for row in rows if _is_like_a_name(header.answer(row, field))]:
            wording = LOOKS_LIKE_A_NAME.worded()
            queries.append(wording.at(sheet, cell_spans(cells), field=field.name, label=field.label))
    if theirs := [place for place in header.spare if _is_like_a_name(header.headings[place])]:
        queries.append(LOOKS_LIKE_A_NAME.at(sheet, header.heading_cells(theirs)))
    return [*queries, *_names_on_cover(workbook)]


def _is_like_a_name(value: object) -> bool:
    return isinstance(value, str) and looks_like_a_name(value)


def _names_on_cover(workbook: Workbook) -> Iterator[Finding]:
    sheet = workbook.sheet(COVER_SHEET)
    for number, (label, answer) in enumerate((row[:2] for row in sheet.rows if len(row) > 1) if sheet else (), start=1):
        item = _ASKED_OF_COVER.get(folded(str(label)))
        if item is not None and (names_somebody if item.name in _ROLES else looks_like_a_name)(str(answer)):
            yield LOOKS_LIKE_A_NAME.worded().at(COVER_SHEET, f"B{number}", label=item.label)


def kind_said(finding: Finding) -> str:
    """The kind of personal data that a finding names; empty where its words are more than a kind."""
    return finding.saw if finding.saw.removeprefix(SEEMS) in KINDS else ""


def _finding(what: str, sheet: str, where: str, cells: list[str]) -> Finding:
    """``where``: what it stands in, if no cell; without a sheet too, it is the name of the file or of a sheet."""
    return PERSONAL_DATA.worded(kind=what).at(sheet, ", ".join(dict.fromkeys(cells)), label=where)


def _in_cells(sheet: Sheet, ours: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    hits: dict[object, tuple[str, ...]] = {}
    for value in set().union(*sheet.rows):
        text = _written(value)
        if len(text) >= SHORTEST and not ours.fullmatch(text) and (seen := kinds(text)):
            hits[value] = seen
    for value, cell in _placed(sheet, hits) if hits else ():
        yield from ((what, cell) for what in hits[value])


def _placed(sheet: Sheet, wanted: Container[object]) -> Iterator[tuple[object, str]]:
    """The cells that hold one of the values ``wanted``."""
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row, start=1):
            if value in wanted:
                yield value, cell_name(number, place)


def _births(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Dates in a column, or a row, whose heading asks for a date of birth."""
    headings = {value for value in set().union(*sheet.rows) if isinstance(value, str) and asks_for_birth(value)}
    if not headings:
        return
    for number, row in enumerate(sheet.rows):
        for place, value in enumerate(row):
            if value in headings:
                below = [(each, place) for each in range(number + 1, len(sheet.rows))]
                for at, column in ((number, place + 1), *below):
                    if column < len(row) and _is_day(sheet.rows[at][column]):
                        yield "a date of birth", cell_name(at + 1, column + 1)


def _is_day(value: object) -> bool:
    return isinstance(value, date) or is_day(_written(value))


def _references(asked: Iterable[Field]) -> re.Pattern[str]:
    """A pattern of the audits' own references, some of which look like a postcode or a number of a person."""
    patterns = [each.pattern for each in asked if isinstance(each, Text) and each.pattern]
    return re.compile("|".join(dict.fromkeys(each for each in patterns if each[0].isalpha())) or "(?!)")


def _written(value: object) -> str:
    if isinstance(value, float):
        return str(abs(int(value))) if value.is_integer() else ""
    return value if isinstance(value, str) else ""
