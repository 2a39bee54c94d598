"""The Records sheet: one row a record, with drop-downs, limits and an example row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline import layout
from pipeline.definition import CodeList, Date, DateTime, Field, Form, MultiCode, OneCode, Text, Whole
from pipeline.template.codebook import example_text, kind, sentence, when
from pipeline.template.grid import ROWS
from pipeline.template.styles import ALERT, GREY, LINE, PALE, Styles
from pipeline.template.workings import TO_MEND

MESSAGE = 255  # Excel's limit for an input or error message
TITLE = 32


def write(
    sheet: Worksheet, styles: Styles, form: Form, names: Mapping[CodeList, str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Write the Records sheet, with ``rows`` filled in."""
    sheet.write_string(0, 0, f"{form.audit.code} {form.quarter}: one row is {form.audit.unit}", styles.title)
    how = "Click a cell to see what it takes. Headings marked * are always needed. See the sheet Guidance."
    sheet.write_string(1, 0, how, styles())
    header, needed = layout.HEADER_ROW - 1, layout.HEADER_ROW - 2
    to_mend(sheet, styles)
    sheet.set_row(needed, 62)
    sheet.set_row(header, 58)
    example = styles(italic=True, font_color=GREY, bg_color=PALE, border=1, border_color=LINE, num_format="@")
    sheet.write_string(layout.EXAMPLE_ROW - 1, 0, layout.EXAMPLE_MARK, styles(italic=True, font_size=8, bg_color=PALE))
    for column, field in enumerate(form.fields, start=1):
        sheet.set_column(column, column, width(field), styles(locked=False, num_format=number_format(field)))
        sheet.write_string(needed, column, _needed(field), styles.quiet)
        sheet.write_string(header, column, field.label + (" *" if field.required else ""), styles.header)
        sheet.write(layout.EXAMPLE_ROW - 1, column, example_text(field, form), example)
        check(sheet, column, field, names)
    for number, row in enumerate(rows, start=layout.FIRST_DATA_ROW - 1):
        for column, field in enumerate(form.fields, start=1):
            _value(sheet, styles, number, column, field, row.get(field.name))
    sheet.freeze_panes(layout.EXAMPLE_ROW, 2)
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True, "format_cells": True}
    )
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(header)


def to_mend(sheet: Worksheet, styles: Styles) -> None:
    """Write the column that says, beside each record, what its live checks find."""
    look = styles(font_color=ALERT, font_size=9)
    sheet.set_column(0, 0, 40, look)
    sheet.write_string(layout.HEADER_ROW - 1, 0, layout.TO_MEND, styles.header)
    for row in ROWS:
        sheet.write_formula(row - 1, 0, f"={TO_MEND}", look, "")


def width(field: Field) -> int:
    """The width of a field's column, in characters."""
    if isinstance(field, Text):
        return 34 if field.free else 17
    return 17 if isinstance(field, DateTime) else 24 if isinstance(field, MultiCode) else 15


def number_format(field: Field) -> str:
    """The number format of a field's column."""
    if isinstance(field, DateTime):
        return "dd/mm/yyyy hh:mm"
    if isinstance(field, Date):
        return "dd/mm/yyyy"
    return "0" if isinstance(field, Whole) else "@"


def _needed(field: Field) -> str:
    said = when(field)
    return "Always needed" if said == "Always" else said


def _value(sheet: Worksheet, styles: Styles, row: int, column: int, field: Field, value: object) -> None:
    if value is None or value == "":
        return
    look = styles(locked=False, num_format=number_format(field))
    if isinstance(value, date):
        stamp = value if isinstance(value, datetime) else datetime.combine(value, time())
        sheet.write_datetime(row, column, stamp, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, str(value), look)


def check(
    sheet: Worksheet, column: int, field: Field, names: Mapping[CodeList, str], first_row: int = layout.FIRST_DATA_ROW
) -> None:
    """Give a field's column its drop-down or live check from ``first_row`` (from 1); ``column`` is counted from 0."""
    first, last = first_row - 1, first_row + layout.DATA_ROWS - 2
    options: dict[str, Any] = {
        "input_title": field.label[:TITLE].rstrip(" ?"),
        "input_message": _cut(_message(field)),
        "error_title": "Not an answer to this",
        "error_message": _cut(f"Expected: {kind(field)}."),
        "ignore_blank": True,
    }
    here = f"{xl_col_to_name(column)}{first_row}"
    match field:
        case OneCode():
            options |= {"validate": "list", "source": f"={names[field.codes]}"}
            options["error_message"] = _cut(f"Pick one of {', '.join(field.codes.values())}.")
        case MultiCode():
            options |= {"validate": "any"}
        case Date():
            low, high = _serial(field.earliest), _serial(field.latest) + 1
            options |= {"validate": "custom", "value": _number(field, here, f"{here}>={low},{here}<{high}")}
        case Whole():
            inside = f"{here}>={field.minimum},{here}<={field.maximum},INT({here})={here}"
            options |= {"validate": "custom", "value": _number(field, here, inside)}
        case Text():
            options |= {"validate": "length", "criteria": "<=", "value": field.max_length}
    sheet.data_validation(first, column, last, column, options)


def _number(field: Field, here: str, inside: str) -> str:
    codes = "".join(f',{here}="{code.code}"' for code in field.also_codes())
    # IF and not AND alone: AND works every part out, and INT of a code is an error that would refuse the code.
    return f"=OR(IF(ISNUMBER({here}),AND({inside}),FALSE){codes})"


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _message(field: Field) -> str:
    parts = [field.help] if field.help else []
    if isinstance(field, OneCode | MultiCode):
        parts.append("; ".join(f"{code.code} = {layout.EXPLAINED.get(code.code, code.label)}" for code in field.codes))
    if isinstance(field, MultiCode):
        parts.insert(0, f"{sentence(kind(field))}, such as {';'.join(field.codes.values()[:2])}.")
    elif not isinstance(field, OneCode):
        parts.insert(0, sentence(kind(field)) + ".")
    return " ".join(parts) or sentence(kind(field))


def _cut(text: str) -> str:
    return text if len(text) <= MESSAGE else text[: MESSAGE - 19].rsplit("; ", 1)[0] + " … (see Guidance)"
