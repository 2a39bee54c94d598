"""The template's own live checks in a marked-up return, where its answers stand as the template has them."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Form
from pipeline.feedback.dressed import text_of
from pipeline.read import Sheet
from pipeline.template import checks_sheet, layout, ready, records
from pipeline.template.styles import Styles
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded


def as_in_template(header: Header | None, sheets: Sequence[Sheet]) -> bool:
    """Whether every answer stands where the live checks look for it, and the column beside them is free."""
    cover = next((each for each in sheets if each.name == layout.COVER_SHEET), None)
    if header is None or cover is None or header.sheet.name != layout.RECORDS_SHEET:
        return False
    fields = header.form.fields
    beside = len(fields) + 1
    below = header.sheet.rows[layout.EXAMPLE_ROW :]
    return (
        header.row == layout.HEADER_ROW
        and all(header.columns[field.name] == place for place, field in enumerate(fields, start=1))
        and text_of(header.sheet, layout.HEADER_ROW, beside + 1) in ("", folded(layout.WHAT_TO_MEND))
        and all(row[0] == "" and "".join(map(str, row[beside : beside + 1])) == "" for row in below)
        and all(text_of(cover, layout.cover_row(item.name), 1) == folded(item.label) for item in layout.COVER)
    )


def added(book: Workbook, styles: Styles, form: Form, marked: Worksheet) -> None:
    """Write the live checks of ``marked``, the sheet of records, on sheets that ``book`` has for them."""
    worked = checks_sheet.write(book, form)
    records.to_mend(marked, styles, form, worked)
    sheet = book.get_worksheet_by_name(layout.READY_SHEET)
    assert sheet is not None  # as `marked_up` adds it
    ready.write(sheet, styles, worked, begun=True)
