"""The Cover sheet: what the return is, and what only the sender can say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from xlsxwriter.worksheet import Worksheet

from pipeline import layout
from pipeline.definition import CodeList, Form
from pipeline.template.styles import LINE, PALE, Styles

HELP_WIDTH = 84  # characters of help on one line
_HOW = (
    "1  Fill in the white cells of this sheet. The grey ones are filled in for you.",
    "2  On the sheet Records one row is {unit}. The line marked EXAMPLE shows how; it is not counted.",
    "3  Pick answers from the drop-downs. Headings with * are always needed; the line above each says when others are.",
    "4  No cases? Answer NIL above and leave Records empty. A nil return is not the same as no return.",
    "5  Before you send it, look at the sheet Ready to send: it says what is missing, with a link to the first place.",
    "6  Never write a name, initials, date of birth, NHS number, case number, address or telephone number anywhere.",
)


def write(
    sheet: Worksheet, styles: Styles, form: Form, code: str, name: str, names: Mapping[CodeList, str],
    answers: Mapping[str, object], synthetic: bool,
) -> None:  # fmt: skip
    """Write the Cover sheet; ``answers`` by item name."""
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 46)
    sheet.set_column("B:B", 34)
    sheet.set_column("C:C", 70)
    sheet.write_string("A1", f"{form.audit.title}: {form.view.title.lower()}", styles.title)
    marked = "SYNTHETIC – made up for demonstration. " if synthetic else ""
    sheet.write_string("A2", f"{marked}{form.quarter}, due by {layout.due(form.quarter):%d/%m/%Y}", styles(bold=True))
    known: dict[str, object] = {
        "audit_code": form.audit.code, "template_version": form.version, "agency_code": code, "agency_name": name,
        "period": str(form.quarter), "period_start": form.quarter.start, "period_end": form.quarter.end,
    }  # fmt: skip
    for item in layout.COVER:
        row = layout.cover_row(item.name) - 1
        sheet.write_string(row, 0, item.label + (" *" if item.required and item.kind != "prefilled" else ""), styles())
        prefilled = item.kind == "prefilled"
        look: dict[str, object] = {"border": 1, "border_color": LINE, "text_wrap": True, "align": "left"}
        look |= {"bg_color": PALE} if prefilled else {"locked": False}
        _answer(sheet, styles, row, (known | dict(answers)).get(item.name), look, item.kind)
        check(sheet, row, item, names)
        sheet.write(row, 2, _help(item), styles.quiet)
        if len(_help(item)) > HELP_WIDTH:
            sheet.set_row(row, 26)
    last = layout.COVER_FIRST_ROW + len(layout.COVER)
    sheet.write_string(last, 0, "How to fill this in", styles(bold=True, font_size=12))
    for offset, line in enumerate(_HOW, start=1):
        sheet.merge_range(last + offset, 0, last + offset, 2, line.format(unit=form.audit.unit), styles(text_wrap=True))
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _answer(sheet: Worksheet, styles: Styles, row: int, value: object, look: Mapping[str, object], kind: str) -> None:
    if isinstance(value, date):
        stamp = datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, 1, stamp, styles(**look, num_format="dd/mm/yyyy"))
    elif isinstance(value, int):
        sheet.write_number(row, 1, value, styles(**look))
    elif value is not None:
        sheet.write_string(row, 1, str(value), styles(**look))
    else:
        sheet.write_blank(row, 1, None, styles(**look, num_format="dd/mm/yyyy" if kind == "date" else "General"))


def check(sheet: Worksheet, row: int, item: layout.CoverItem, names: Mapping[CodeList, str]) -> None:
    """Give an answer its drop-down or live check; ``row`` is counted from 0."""
    if item.kind == "code" and item.codes is not None:
        sheet.data_validation(
            row, 1, row, 1,
            {"validate": "list", "source": f"={names[item.codes]}", "error_title": "Pick from the list",
             "error_message": f"Pick one of {', '.join(item.codes.values())}."},
        )  # fmt: skip
    elif item.kind == "date":
        sheet.data_validation(
            row, 1, row, 1,
            {"validate": "date", "criteria": ">=", "value": date(2012, 1, 1), "error_title": "A date is needed",
             "error_message": "Enter a date as dd/mm/yyyy."},
        )  # fmt: skip
    elif item.kind == "whole":
        sheet.data_validation(
            row, 1, row, 1,
            {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "A whole number is needed",
             "error_message": "Enter a whole number, or leave it empty."},
        )  # fmt: skip


def _help(item: layout.CoverItem) -> str:
    listed = "; ".join(f"{code.code} = {code.label}" for code in item.codes) if item.codes else ""
    return " ".join(part for part in (item.help, listed) if part)
