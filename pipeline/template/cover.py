"""The Cover sheet: what the return is, and what only the sender can say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from xlsxwriter.worksheet import Worksheet

from pipeline.definition import CodeList, Form
from pipeline.english import number_of
from pipeline.partnership.here import here
from pipeline.partnership.returns_due import due, reservation
from pipeline.template import layout
from pipeline.template.styles import LINE, PALE, Styles, lay_out_for_reading, write_subtitle, write_title
from pipeline.template.text_size import height

WIDTHS = (46, 56)  # characters, of labels and of answers
_HOW = (
    "On this sheet, answer the questions whose cells are white. The pale blue cells are filled in for you.",
    "{sheets} The row marked EXAMPLE shows how; it is not counted.",
    "Pick answers from the lists, or type them. Headings with * are always answered.",
    "Look at the colours: a cell turns yellow when it needs an answer, and grey when it is to be left empty.",
    "{takes}",
    "No {rows}? Answer “Nil return” above and leave Records empty. A nil return is not the same as no return.",
    "Before you send it, look at the sheet Ready to send: it says what is missing, with a link to the first place.",
    "Never write a name, initials, date of birth, NHS number, case number, address or telephone number anywhere.",
)


def write(
    sheet: Worksheet,
    styles: Styles,
    form: Form,
    code: str,
    name: str,
    names: Mapping[CodeList, str],
    answers: Mapping[str, object],
    synthetic: bool,
    told: str = "",
) -> None:
    """Write the Cover sheet; ``answers`` by item name; ``told``: what its agency alone is told."""
    lay_out_for_reading(sheet, WIDTHS)
    write_title(sheet, styles, f"{form.audit.title}: {form.view.title}")
    marked = "SYNTHETIC – made up for demonstration. " if synthetic else ""
    sheet.write_string(
        "A2", f"{marked}{form.period}, {_by_when(form)}, for the {here().words(form.quarter).board}", styles(bold=True)
    )
    if told:
        sheet.merge_range("A3:B3", told, styles(bold=True, text_wrap=True))
        sheet.set_row(2, height([(told, sum(WIDTHS))], bold=True))
    known: dict[str, object] = {
        "audit_code": form.audit.code,
        "template_version": form.version,
        "agency_code": code,
        "agency_name": name,
        "period": str(form.quarter),
        "period_start": form.period.start,
        "period_end": form.period.end,
    }
    for item in layout.COVER:
        row = layout.cover_row(item.name) - 1
        label = item.label_on(form) + (" *" if item.required and item.kind != "prefilled" else "")
        sheet.write_string(row, 0, label, styles(text_wrap=True))
        prefilled = item.kind == "prefilled"
        look: dict[str, object] = {"border": 1, "border_color": LINE, "text_wrap": True, "align": "left"}
        look |= {"bg_color": PALE} if prefilled else {"locked": False}
        value = (known | dict(answers)).get(item.name)
        _answer(sheet, styles, row, value, look, item.kind)
        check(sheet, row, item, names, form)
        offered = max((each.shown for each in item.codes or ()), key=len, default="")
        texts = zip((label, max(str(value or ""), offered, key=len)), WIDTHS, strict=True)
        sheet.set_row(row, height(texts))
    last = layout.COVER_FIRST_ROW + len(layout.COVER)
    write_subtitle(sheet, styles, last, "How to fill this in")
    words = {"sheets": _sheets(form), "rows": form.rows, "takes": _takes(form)}
    for number, line in enumerate(_HOW, start=1):
        row, sentence = last + number, f"{number}  {line.format(**words)}"
        sheet.merge_range(row, 0, row, 1, sentence, styles(text_wrap=True))
        sheet.set_row(row, height([(sentence, sum(WIDTHS))]))
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _sheets(form: Form) -> str:
    """What a row of each sheet is."""
    return " ".join(f"On the sheet {each.sheet}, one row is {each.one_row}." for each in form.sheets)


def _takes(form: Form) -> str:
    minutes = number_of(form.minutes, "minute")
    if form.audit.about():
        return f"A record takes about {minutes} to fill in, with the case notes open."
    return f"Each {form.row} takes about {minutes} to fill in, with your own numbers or notes open."


def _by_when(form: Form) -> str:
    """The last day for the return; of what comes all the time, that for the next report."""
    if not form.audit.sent_out(form.quarter):
        return "not due"
    by = f"by {due(form.quarter):%d/%m/%Y}{reservation(form.quarter)}"
    return f"due {by}" if form.audit.due(form.quarter) else f"sent all the time; for the next report {by}"


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


def check(sheet: Worksheet, row: int, item: layout.CoverItem, names: Mapping[CodeList, str], form: Form) -> None:
    """Give an answer its drop-down or live check; ``row`` is counted from 0."""
    options: dict[str, object]
    match item.kind:
        case "code" if item.codes is not None:
            options = {
                "validate": "list",
                "source": f"={names[item.codes]}",
                "show_error": False,
                "input_title": "Pick an answer",
                "input_message": "Pick from the list, or type the answer.",
            }
        case "date":
            options = {
                "validate": "date",
                "criteria": ">=",
                "value": form.days[0],
                "error_title": "A date is needed",
                "error_message": "Enter a date as dd/mm/yyyy.",
            }
        case "whole":
            options = {
                "validate": "integer",
                "criteria": ">=",
                "value": 0,
                "error_title": "A whole number is needed",
                "error_message": "Enter a whole number, or leave it empty.",
            }
        case _:
            return
    sheet.data_validation(row, 1, row, 1, options)
