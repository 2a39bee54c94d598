"""A sheet of records: one row a record, with drop-downs, limits and an example row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Coded, CodeList, Date, DateTime, Field, Form, MultiCode, OneCode, Text, Whole
from pipeline.definition.codebook import OPTIONAL, example_shown, kind, when
from pipeline.english import capital
from pipeline.template import layout
from pipeline.template.checks_grid import ROWS
from pipeline.template.checks_sheet import Workings
from pipeline.template.date_formulas import serial
from pipeline.template.repeated_formulas import Ending
from pipeline.template.styles import ALERT, BAND, DOUBTED, GREY, LINE, NEEDED, NOT_ASKED, PALE, WARM, WRONG, Styles
from pipeline.template.text_size import height, lines, pixels

MESSAGE = 255  # Excel's limit for an input or error message
TITLE = 32
_MORE = " … (see Guidance)"
FLAG_WIDTH, WORDS_WIDTH = 10, 110  # characters: of the first column, and of the last
_NARROW, _WIDE, _WIDEST = 13, 19, 40
_TINY, _SMALL, _LARGE = 8, 9, 12  # points
_FEW_WORDS = 100  # characters: an answer of so many at most needs no wide column, though it is in words of one's own
FIRST_SCREEN = 1290  # pixels of columns that a screen 1,366 wide shows
_LEGEND = (("To mend", WRONG), ("Needed", NEEDED), ("Look again", DOUBTED), ("Leave empty", NOT_ASKED))
_HIGHEST = 5  # lines of a heading


def write(
    sheet: Worksheet,
    styles: Styles,
    form: Form,
    names: Mapping[CodeList, str],
    rows: Sequence[Mapping[str, object]],
    workings: Workings,
) -> None:
    """Write a form's sheet of records, with ``rows`` filled in."""
    wide = widths(form)
    _write_band(sheet, styles, form, [FLAG_WIDTH, *wide])
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
        check(sheet, column, form, field, names)
    for number, row in enumerate(rows, start=layout.FIRST_DATA_ROW - 1):
        for column, field in enumerate(form.fields, start=1):
            if row.get(field.name) not in (None, ""):
                sheet.write(number, column, row[field.name], _open(styles, field))
    sheet.freeze_panes(layout.EXAMPLE_ROW, 2)
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True, "format_cells": True}
    )
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(header)


def _write_band(sheet: Worksheet, styles: Styles, form: Form, widths: Sequence[float]) -> None:
    """Write the rows above the headings: what the sheet is, what its colours mean, and the parts of the story."""
    sheet.set_row(0, height([("", 1)], _LARGE))
    sheet.set_row(1, height([("", 1)]))
    last = sum(edge <= FIRST_SCREEN for edge in accumulate(map(pixels, widths))) - 1
    legend = last - len(_LEGEND) + 1
    short = f"{form.audit.code} {form.of_days or form.quarter}"
    whole = f"{short}: one row is {form.unit}"
    title = whole if lines(whole, sum(widths[:legend]), _LARGE, bold=True) == 1 else short
    sheet.write_string(0, 0, title, styles(bold=True, font_size=_LARGE, font_color=BAND))
    for place, (word, look) in enumerate(_LEGEND, start=legend):
        sheet.write_string(0, place, word, styles(**{**look, "font_size": _SMALL}))
    above = [(_needed(field), wide) for field, wide in zip(form.fields, widths[1:], strict=True)]
    sheet.set_row(2, height(above, _SMALL))
    column = 1
    for number, part in enumerate(form.parts):
        colour = WARM if number % 2 else PALE
        for place, field in enumerate(part.fields):
            named = "" if place else part.title
            sheet.write(1, column, named, styles(bold=True, font_color=BAND, bg_color=colour))
            sheet.write_string(2, column, _needed(field), styles(text_wrap=True, font_size=_SMALL, bg_color=colour))
            column += 1


def _needed(field: Field) -> str:
    """A few words on when an answer is needed; the chosen cell and the sheet Guidance say it in full."""
    if field.required:
        return "Always needed"
    if field.required_when is not None:
        return "Needed for some"
    if field.expected_when is not None:
        return "Expected for some"
    return "Only for some" if field.only_when is not None else "If there is one"


def to_mend(sheet: Worksheet, styles: Styles, form: Form, workings: Workings) -> None:
    """Write the two columns that say what to mend in each record, and mark the cells that they speak of."""
    last = len(form.fields) + 1
    flag, words = styles(font_color=ALERT, underline=1, font_size=_SMALL), styles(font_color=ALERT)
    sheet.set_column(0, 0, FLAG_WIDTH, flag)
    sheet.set_column(last, last, WORDS_WIDTH, words)
    sheet.write_string(layout.HEADER_ROW - 1, 0, layout.TO_MEND, styles.header)
    sheet.write_string(layout.HEADER_ROW - 1, last, layout.WHAT_TO_MEND, styles.header)
    sheet.end_rows(ROWS, Ending(0, workings.to_mend, flag), Ending(last, workings.what_to_mend, words))
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
    wide: list[int] = []
    edge = pixels(FLAG_WIDTH)
    for field in form.fields:
        wide.append(width(field, _WIDE if edge < FIRST_SCREEN else _WIDEST))
        edge += pixels(wide[-1])
    return wide


def width(field: Field, most: int = _WIDEST) -> int:
    """The width of a field's column, in characters: as narrow as its answers and its heading allow."""
    match field:
        case Text(free=True) if field.max_length > _FEW_WORDS:
            return min(34, most + 6)
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


def check(
    sheet: Worksheet,
    column: int,
    form: Form,
    asked: Field,
    names: Mapping[CodeList, str],
    first_row: int = layout.FIRST_DATA_ROW,
) -> None:
    """
    Give the column of what is ``asked`` its drop-down or live check.

    Units: ``first_row`` is counted from 1, ``column`` from 0.
    """
    field = form.dated(asked)
    days = form.of_days if any(asked is each for each in form.anchors) else ""
    first, last = first_row - 1, first_row + layout.DATA_ROWS - 2
    options: dict[str, Any] = {
        "input_title": field.label[:TITLE].rstrip(" ?"),
        "input_message": _cut(_message(field, days)),
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
            low, high = serial(field.earliest), serial(field.latest) + 1
            options |= {"validate": "custom", "value": _number(field, here, f"{here}>={low},{here}<{high}")}
        case Whole():
            inside = f"{here}>={field.minimum},{here}<={field.maximum},INT({here})={here}"
            options |= {"validate": "custom", "value": _number(field, here, inside)}
        case Text():
            options |= {"validate": "length", "criteria": "<=", "value": field.max_length}
    sheet.data_validation(first, column, last, column, options)


def _number(field: Field, here: str, inside: str) -> str:
    texts = (text for code in field.also_codes() for text in (code.code, code.shown, code.label))
    codes = "".join(f',{here}="{text}"' for text in texts)
    # IF and not AND alone: AND works every part out, and INT of a code is an error that would refuse the code.
    return f"=OR(IF(ISNUMBER({here}),AND({inside}),FALSE){codes})"


def _message(field: Field, days: str) -> list[str]:
    """The sentences that a cell shows when it is chosen, the most needed first."""
    sentences = [f"{capital(kind(field))}{f', {days}' if days else ''}."]
    if isinstance(field, OneCode):
        sentences = ["Pick from the list, or type the answer."]
    elif isinstance(field, MultiCode):
        sentences = [f"{sentences[0][:-1]}, such as {'; '.join(field.codes.values()[:2])}."]
    sentences += [field.help] if field.help else []
    sentences += [f"{when(field)}."] if not field.required and when(field) != OPTIONAL else []
    if isinstance(field, Coded):
        sentences += [f"{code.code}: {code.explained}." for code in field.codes if code.explained]
    return sentences


def _cut(sentences: Sequence[str]) -> str:
    """As many of the sentences as there is room for."""
    kept = ""
    for number, each in enumerate(sentences):
        longer = f"{kept} {each}".strip()
        rest = "" if number == len(sentences) - 1 else _MORE
        if len(longer) + len(rest) > MESSAGE:
            return f"{kept}{_MORE}" if kept else f"{each[: MESSAGE - len(_MORE)]}{_MORE}"
        kept = longer
    return kept
