"""The rows above the headings of Records: what the sheet is, what its colours say, and the parts of the story."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Field, Form
from pipeline.template.measured import height, lines, pixels
from pipeline.template.styles import BAND, DOUBTED, NEEDED, NOT_ASKED, PALE, WARM, WRONG, Styles

FIRST_SCREEN = 1290  # pixels of columns that a screen 1,366 wide shows
_LEGEND = (("To mend", WRONG), ("Needed", NEEDED), ("Look again", DOUBTED), ("Leave empty", NOT_ASKED))
_SMALL, _LARGE = 9, 12


def write(sheet: Worksheet, styles: Styles, form: Form, widths: Sequence[float]) -> None:
    """Write what the sheet is, what its colours say, and above the headings the parts of the story."""
    sheet.set_row(0, height([("", 1)], _LARGE))
    sheet.set_row(1, height([("", 1)]))
    last = sum(edge <= FIRST_SCREEN for edge in accumulate(map(pixels, widths))) - 1
    legend = last - len(_LEGEND) + 1
    short = f"{form.audit.code} {form.quarter}"
    whole = f"{short}: one row is {form.audit.unit}"
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
    """In few words when an answer is needed; the cell says the rest when it is chosen, and the sheet Guidance."""
    if field.required:
        return "Always needed"
    if field.required_when is not None:
        return "Needed for some"
    if field.expected_when is not None:
        return "Expected for some"
    return "Only for some" if field.only_when is not None else "If there is one"
