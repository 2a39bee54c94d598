"""The Records sheet: one row a record, with drop-downs, limits and an example row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Coded, CodeList, Date, DateTime, Field, Form, MultiCode, OneCode, Text, Whole
from pipeline.template import band, layout
from pipeline.template.band import FIRST_SCREEN
from pipeline.template.codebook import OPTIONAL, example_shown, kind, sentence, when
from pipeline.template.grid import ROWS
from pipeline.template.measured import height, lines, pixels
from pipeline.template.styles import ALERT, DOUBTED, GREY, LINE, NEEDED, NOT_ASKED, PALE, WRONG, Styles
from pipeline.template.workings import TO_MEND, WHAT_TO_MEND, Workings

MESSAGE = 255  # Excel's limit for an input or error message
TITLE = 32
_MORE = " … (see Guidance)"
FLAG_WIDTH, WORDS_WIDTH = 10, 110  # characters: of the first column, and of the last
_NARROW, _WIDE, _WIDEST, _SMALL, _TINY = 13, 21, 40, 9, 8
_HIGHEST = 5  # lines of a heading


def write(
    sheet: Worksheet,
    styles: Styles,
    form: Form,
    names: Mapping[CodeList, str],
    rows: Sequence[Mapping[str, object]],
    workings: Workings,
) -> None:
    """Write the Records sheet, with ``rows`` filled in."""
    wide = widths(form)
    band.write(sheet, styles, form, [FLAG_WIDTH, *wide])
    header = layout.HEADER_ROW - 1
    to_mend(sheet, styles, form, workings)
    headings = list(zip(map(_heading, form.fields), wide, strict=True))
    examples = list(zip((example_shown(field, form) for field in form.fields), wide, strict=True))
    sheet.set_row(header, height(headings, bold=True))
    sheet.set_row(layout.EXAMPLE_ROW - 1, max(height(examples), height([(layout.EXAMPLE_MARK, FLAG_WIDTH)], _TINY)))
    example = styles(
        italic=True, font_color=GREY, bg_color=PALE, border=1, border_color=LINE, num_format="@", text_wrap=True
    )
    mark = styles(italic=True, font_size=_TINY, bg_color=PALE, text_wrap=True)
    sheet.write_string(layout.EXAMPLE_ROW - 1, 0, layout.EXAMPLE_MARK, mark)
    for column, field in enumerate(form.fields, start=1):
        sheet.set_column(column, column, wide[column - 1], _open(styles, field))
        sheet.write_string(header, column, headings[column - 1][0], styles.header)
        sheet.write(layout.EXAMPLE_ROW - 1, column, examples[column - 1][0], example)
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


def to_mend(sheet: Worksheet, styles: Styles, form: Form, workings: Workings) -> None:
    """Write what says beside each record what its live checks find, and mark the cells that are meant."""
    last = len(form.fields) + 1
    flag, words = styles(font_color=ALERT, underline=1, font_size=_SMALL), styles(font_color=ALERT)
    sheet.set_column(0, 0, FLAG_WIDTH, flag)
    sheet.set_column(last, last, WORDS_WIDTH, words)
    sheet.write_string(layout.HEADER_ROW - 1, 0, layout.TO_MEND, styles.header)
    sheet.write_string(layout.HEADER_ROW - 1, last, layout.WHAT_TO_MEND, styles.header)
    for row in ROWS:
        sheet.write_formula(row - 1, 0, f"={TO_MEND}", flag, "")
        sheet.write_formula(row - 1, last, f"={WHAT_TO_MEND}", words, "")
    for column, marks in enumerate(workings.marks, start=1):
        for formula, look in (
            (marks.wrong, WRONG),
            (marks.needed, NEEDED),
            (marks.doubted, DOUBTED),
            (marks.not_asked, NOT_ASKED),
        ):
            if formula:
                marked = {"type": "formula", "criteria": f"={formula}", "format": styles.mark(look)}
                sheet.conditional_format(ROWS[0] - 1, column, ROWS[-1] - 1, column, {**marked, "stop_if_true": True})


def widths(form: Form) -> list[int]:
    """
    The widths of the questions' columns, in characters.

    On the first screen a list's longest answers run under the next cell, so that more questions are seen at once.
    """
    found: list[int] = []
    edge = pixels(FLAG_WIDTH)
    for field in form.fields:
        found.append(width(field, _WIDE if edge < FIRST_SCREEN else _WIDEST))
        edge += pixels(found[-1])
    return found


def width(field: Field, most: int = _WIDEST) -> int:
    """The width of a field's column, in characters: as narrow as its answers and its heading allow."""
    match field:
        case Text(free=True):
            return 34
        case Text():
            least, answers = _NARROW, [str(field.example or "")]
        case MultiCode():
            return 24
        case OneCode():
            least, answers = _NARROW, [each.shown for each in field.codes]
        case _:
            least, answers = 16 if isinstance(field, DateTime) else _NARROW, []
    for wide in range(least, most):
        if lines(_heading(field), wide, bold=True) <= _HIGHEST and all(lines(each, wide) == 1 for each in answers):
            return wide
    return most


def number_format(field: Field) -> str:
    """The number format of a field's column."""
    if isinstance(field, DateTime):
        return "dd/mm/yyyy hh:mm"
    if isinstance(field, Date):
        return "dd/mm/yyyy"
    return "0" if isinstance(field, Whole) else "@"


def _heading(field: Field) -> str:
    return field.label + (" *" if field.required else "")


def _open(styles: Styles, field: Field) -> Format:
    """The format of a cell that is filled in."""
    return styles(locked=False, num_format=number_format(field), align="left")


def _value(sheet: Worksheet, styles: Styles, row: int, column: int, field: Field, value: object) -> None:
    if value is None or value == "":
        return
    look = _open(styles, field)
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
        "error_title": "Please check this answer",
        "error_message": _cut([f"This question takes {kind(field)}."]),
        "ignore_blank": True,
    }
    here = f"{xl_col_to_name(column)}{first_row}"
    match field:
        case OneCode():
            # Nothing that is typed is stopped here: a code and a label are answers too, and a wrong one turns red.
            options |= {"validate": "list", "source": f"={names[field.codes]}", "show_error": False}
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
    said = (text for code in field.also_codes() for text in (code.code, code.shown, code.label))
    codes = "".join(f',{here}="{text}"' for text in said)
    # IF and not AND alone: AND works every part out, and INT of a code is an error that would refuse the code.
    return f"=OR(IF(ISNUMBER({here}),AND({inside}),FALSE){codes})"


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _message(field: Field) -> list[str]:
    """What a chosen cell says of itself, the most needed first."""
    said = [sentence(kind(field)) + "."]
    if isinstance(field, OneCode):
        said = ["Pick from the list, or type the answer."]
    elif isinstance(field, MultiCode):
        said = [f"{said[0][:-1]}, such as {'; '.join(field.codes.values()[:2])}."]
    said += [field.help] if field.help else []
    said += [f"{when(field)}."] if not field.required and when(field) != OPTIONAL else []
    if isinstance(field, Coded):
        said += [f"{code.code}: {code.explained}." for code in field.codes if code.explained]
    return said


def _cut(said: Sequence[str]) -> str:
    """As many of the sentences as there is room for."""
    kept = ""
    for number, each in enumerate(said):
        longer = f"{kept} {each}".strip()
        rest = "" if number == len(said) - 1 else _MORE
        if len(longer) + len(rest) > MESSAGE:
            return f"{kept}{_MORE}" if kept else f"{each[: MESSAGE - len(_MORE)]}{_MORE}"
        kept = longer
    return kept
