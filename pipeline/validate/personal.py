"""Personal data that should never have been sent: found by its form, named by its place, never repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import numpy as np

from pipeline.definition import Field, Form, Text
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
from pipeline.read import PersonalData, Sheet, Workbook, cell_name, cell_position
from pipeline.template.layout import COVER, COVER_SHEET
from pipeline.validate.catalogue.files import WEB_ADDRESS
from pipeline.validate.catalogue.people import LOOKS_LIKE_A_NAME, PERSONAL_DATA, SEEMS
from pipeline.validate.finding import Finding, cell_spans
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded

SHORTEST = 5  # characters; nothing shorter is one of these
_ROLES = ("prepared_by_role", "approved_by_role")
_ASKED_OF_COVER = tuple(
    item for item in COVER if item.name in (*_ROLES, "caveats") or item.kind in ("code", "date", "whole")
)


def personal(workbook: Workbook, asked: Iterable[Field]) -> tuple[Finding, ...]:
    """
    What looks like personal data, anywhere in the file: one finding for each kind and place.

    ``asked``: what the return may answer; an audit's own references are no personal data, whatever they look like.
    """
    places: dict[tuple[str, str, str], list[str]] = {}
    for seen in _seen(workbook, _references(asked)):
        places.setdefault((seen.what, seen.sheet, seen.where), []).append(seen.cell)
    return tuple(_finding(what, sheet, where, cells) for (what, sheet, where), cells in places.items())


def _seen(workbook: Workbook, ours: re.Pattern[str]) -> Iterator[PersonalData]:
    for what in kinds_in_name(workbook.file_name):
        yield PersonalData(what, "", "", "")
    for sheet in workbook.sheets:
        for what in kinds(sheet.name):
            yield PersonalData(what, "", "", "")
        for what, cell in (*_cells(sheet, partial(_kinds, ours)), *_births(sheet)):
            yield PersonalData(what, sheet.name, cell, "")
    yield from (each for each in workbook.outside_cells if each.what != A_LINK)


def in_name(file_name: str) -> tuple[Finding, ...]:
    """What looks like personal data in the name of a file that could not be read."""
    return tuple(_finding(what, "", "", []) for what in kinds_in_name(file_name))


def web_addresses(workbook: Workbook) -> list[Finding]:
    """A note for each place with a web address, which may lead to somebody's record."""
    places = {each.name: [cell for _, cell in _cells(each, _links)] for each in workbook.sheets}
    places = {sheet: cells for sheet, cells in places.items() if cells}
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
        free = isinstance(field, Text) and (field.free or field.shown)
        rows = records if free else [records[at] for at in np.flatnonzero(unusable.get(field.name, ())).tolist()]
        looks = _names_somebody if isinstance(field, Text) and field.of_role else _is_like_a_name
        if cells := [header.cell(row, field.name) for row in rows if looks(header.answer(row, field))]:
            wording = LOOKS_LIKE_A_NAME.worded()
            queries.append(wording.at(sheet, cell_spans(cells), field=field.name, label=field.label))
    if theirs := [place for place in header.spare if _is_like_a_name(header.headings[place])]:
        queries.append(LOOKS_LIKE_A_NAME.at(sheet, header.heading_cells(theirs)))
    return [*queries, *_names_on_cover(workbook, header.form)]


def _is_like_a_name(value: object) -> bool:
    return isinstance(value, str) and looks_like_a_name(value)


def _names_somebody(value: object) -> bool:
    return isinstance(value, str) and names_somebody(value)


def _names_on_cover(workbook: Workbook, form: Form) -> Iterator[Finding]:
    sheet = workbook.sheet(COVER_SHEET)
    asked = {folded(label): item for item in _ASKED_OF_COVER for label in item.labels(form)}
    for number, (label, answer) in enumerate((row[:2] for row in sheet.rows if len(row) > 1) if sheet else (), start=1):
        item = asked.get(folded(str(label)))
        if item is not None and (names_somebody if item.name in _ROLES else looks_like_a_name)(str(answer)):
            yield LOOKS_LIKE_A_NAME.worded().at(COVER_SHEET, f"B{number}", label=item.label_on(form))


def kind_said(finding: Finding) -> str:
    """The kind of personal data that a finding names; empty where its words are more than a kind."""
    return finding.saw if finding.saw.removeprefix(SEEMS) in KINDS else ""


def _finding(what: str, sheet: str, where: str, cells: list[str]) -> Finding:
    """``where``: what it stands in, if no cell; without a sheet too, it is the name of the file or of a sheet."""
    return PERSONAL_DATA.worded(kind=what).at(sheet, ", ".join(filter(None, dict.fromkeys(cells))), label=where)


def _cells(sheet: Sheet, look: Callable[[object], Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What ``look`` sees in each cell, and the cell; each value is looked at once."""
    hits = {value: seen for value in set().union(*sheet.rows) if (seen := look(value))}
    for number, row in enumerate(sheet.rows if hits else (), start=1):
        for place, value in enumerate(row, start=1):
            if value in hits:
                yield from ((what, cell_name(number, place)) for what in hits[value])


def _kinds(ours: re.Pattern[str], value: object) -> Sequence[str]:
    text = _written(value)
    return kinds(text) if len(text) >= SHORTEST and not ours.fullmatch(text) else ()


def _links(value: object) -> Sequence[str]:
    return (A_LINK,) if isinstance(value, str) and any(links(value)) else ()


def _asks_for_birth(value: object) -> Sequence[str]:
    return ("a date of birth",) if isinstance(value, str) and asks_for_birth(value) else ()


def _births(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Dates in a column, or a row, whose heading asks for a date of birth."""
    for what, heading in _cells(sheet, _asks_for_birth):
        number, place = cell_position(heading)
        below = [(each, place) for each in range(number + 1, len(sheet.rows) + 1)]
        for row, column in ((number, place + 1), *below):
            if column <= len(sheet.rows[0]) and _is_day(sheet.rows[row - 1][column - 1]):
                yield what, cell_name(row, column)


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
