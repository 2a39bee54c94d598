"""A return written anew without the rows of one record: what else was sent stays at the same addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.feedback.markedup import marked_up
from pipeline.read import Sheet, Workbook
from pipeline.validate.validated import Accepted

Holds = Callable[[object], bool]  # whether a cell holds the reference


def without_rows(validated: Accepted, workbook: Workbook, holds: Holds) -> bytes:
    """
    The workbook of an accepted return, with every row empty that ``holds`` a reference in one of its cells.

    Rows stay where they were, so that an agency finds the others where it has them. Outside the sheets of records only
    the cell itself is emptied. It is built as a marked-up return is, so that nothing else of the agency's file is in
    it, and can be read like any return.
    """
    of_records = {each.identity.form.sheet.casefold() for each in validated.sheets}
    sheets = tuple(_without(each, holds, whole=_is_records(each, of_records)) for each in workbook.sheets)
    return marked_up(validated.identity, (), replace(workbook, sheets=sheets))


def _is_records(sheet: Sheet, of_records: set[str]) -> bool:
    """Whether a sheet holds records: by its name, or because it is none of those that the template has beside them."""
    return sheet.name.casefold() in of_records or sheet.folded_name not in ("cover", "volumes", "manifest")


def _without(sheet: Sheet, holds: Holds, *, whole: bool) -> Sheet:
    rows = []
    for row in sheet.rows:
        there = [holds(each) for each in row]
        gone = whole and any(there)
        rows.append(["" if gone or is_it else each for each, is_it in zip(row, there, strict=True)])
    return replace(sheet, rows=rows)
