"""A sheet as sent, given the template's look, drop-downs and live checks, so that it can be mended and sent again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.definition import CodeList, Form
from pipeline.feedback.sent import Dress
from pipeline.read import Sheet
from pipeline.template import checks_sheet, cover, layout, ready, records, volumes
from pipeline.template.styles import Styles, print_across
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded

Names = Mapping[CodeList, str]  # a code list's defined name


def as_records(sheet: Worksheet, styles: Styles, header: Header, names: Names) -> Dress:
    """Dress the sheet of records: each question's column wherever it stands, below the headings wherever they stand."""
    sheet.set_column(0, 0, records.FLAG_WIDTH)
    formats = {}
    for field in header.form.fields:
        column = header.columns[field.name]
        formats[column + 1] = records.number_format(field)
        look = styles(locked=False, num_format=formats[column + 1])
        sheet.set_column(column, column, records.width(field), look)
        records.check(sheet, column, header.form, field, names, header.row + 1)
    sheet.set_row(header.row - 1, 58)
    above = (header.row - 1,) if header.row == layout.HEADER_ROW else ()  # where the template says when each is needed
    for row in above:
        sheet.set_row(row - 1, 62)
    sheet.freeze_panes(header.row, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(header.row - 1)
    return Dress((header.row,), above, formats)


def as_cover(sheet: Worksheet, sent: Sheet, names: Names, form: Form) -> Dress:
    """Dress the Cover: a check on each answer whose label stands where the template has it."""
    for column, width in enumerate(cover.WIDTHS):
        sheet.set_column(column, column, width)
    for item in layout.COVER:
        row = layout.cover_row(item.name)
        if _labelled(sent, item, form):
            cover.check(sheet, row - 1, item, names, form)
    print_across(sheet)
    return Dress((1,))


def as_volumes(sheet: Worksheet, sent: Sheet, form: Form) -> Dress:
    """Dress the Volumes sheet: a check on the counts where they stand as in the template."""
    if form.volumes is None:
        return Dress()
    first = 4 if form.volumes.per else 2
    sheet.set_column(0, first + len(form.volumes.counts) - 2, 16)
    places = enumerate(form.volumes.counts, start=first)
    if all(text_of(sent, layout.VOLUMES_HEADER_ROW, column) == folded(count.label) for column, count in places):
        volumes.check(sheet, form)
    sheet.set_row(layout.VOLUMES_HEADER_ROW - 1, 48)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return Dress((layout.VOLUMES_HEADER_ROW,))


def text_of(sent: Sheet, row: int, column: int) -> str:
    """A cell's text for comparing it with a label; empty where there is none."""
    inside = row <= len(sent.rows) and column <= len(sent.rows[row - 1])
    value = sent.rows[row - 1][column - 1] if inside else ""
    return folded(value) if isinstance(value, str) else ""


def as_in_template(headers: Sequence[Header | None], sheets: Sequence[Sheet]) -> bool:
    """Whether every answer stands where the live checks look for it, and the columns beside them are free."""
    sent = next((each for each in sheets if each.name == layout.COVER_SHEET), None)
    placed = [each for each in headers if each is not None and _in_place(each)]
    if sent is None or not placed or len(placed) < len(headers):
        return False
    return all(_labelled(sent, item, placed[0].form) for item in layout.COVER)


def _labelled(cover_sent: Sheet, item: layout.CoverItem, form: Form) -> bool:
    """Whether an answer's label stands where the template has it; as an older template has it too."""
    return text_of(cover_sent, layout.cover_row(item.name), 1) in map(folded, item.labels(form))


def _in_place(header: Header) -> bool:
    fields = header.form.fields
    beside = len(fields) + 1
    below = header.sheet.rows[layout.EXAMPLE_ROW :]
    return (
        header.sheet.name == header.form.sheet
        and header.row == layout.HEADER_ROW
        and all(header.columns[field.name] == place for place, field in enumerate(fields, start=1))
        and text_of(header.sheet, layout.HEADER_ROW, beside + 1) in ("", folded(layout.WHAT_TO_MEND))
        and all(row[0] == "" and "".join(map(str, row[beside : beside + 1])) == "" for row in below)
    )


def add_live_checks(book: Workbook, styles: Styles, form: Form, marked: Mapping[str, Worksheet]) -> None:
    """Write the live checks of the sheets of records, ``marked`` by name, on sheets that ``book`` has for them."""
    worked = {each: checks_sheet.write(book, each) for each in form.sheets}
    for each, workings in worked.items():
        records.to_mend(marked[each.sheet], styles, each, workings)
    sheet = book.get_worksheet_by_name(layout.READY_SHEET)
    assert sheet is not None  # as `marked_up` adds it
    ready.write(sheet, styles, tuple(worked.values()), begun=True)
