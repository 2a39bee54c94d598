"""The sheet Ready to send: a verdict, what is to be mended with a link to its first cell, and every rule in words."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from pipeline.template.styles import BAND, INK, LINE, PALE, Styles
from pipeline.template.workings import Workings

SHOWN = 25  # rules named at the top; the list below them has all
VERDICT_ROW, FIRST_ROW = 3, 6  # counted from 1
NOTHING_YET = "Nothing is filled in yet"
NOT_WORKED_OUT = "Choose Enable Editing above to have the checks worked out"
READY = "Ready to send"
_MEND, _LOOK = "Mend", "Look again"
_WIDTHS = (13, 112, 11, 16)
_HEIGHT = 13.5


def write(sheet: Worksheet, styles: Styles, workings: Workings, begun: bool) -> None:
    """Write the sheet; ``begun``: whether anything is filled in, so that the verdict is not known before it is open."""
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(4, 4, None, None, {"hidden": True})
    sheet.write_string(0, 0, "Ready to send?", styles.title)
    said = "These checks are the ones that your return meets when it arrives. They are worked out as you type."
    sheet.write_string(1, 0, said, styles())
    top = FIRST_ROW + SHOWN + 3
    last = top + len(workings.lines) - 1
    _verdict(sheet, styles, top, last, begun)
    _headings(sheet, styles, FIRST_ROW - 1)
    for number in range(1, SHOWN + 1):
        _broken(sheet, styles, FIRST_ROW + number - 1, number, top, last)
    more = f"MAX($E${top}:$E${last})-{SHOWN}"
    said = f'=IF({more}>0,"and "&({more})&" more, in the list below","")'
    sheet.write_formula(FIRST_ROW + SHOWN - 1, 1, said, styles(bold=True), "")
    _everything(sheet, styles, top, workings)
    sheet.freeze_panes(VERDICT_ROW, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _verdict(sheet: Worksheet, styles: Styles, first: int, last: int, begun: bool) -> None:
    counted = f'SUMIF($A${first}:$A${last},"{{}}",$C${first}:$C${last})'
    mend, look = counted.format(_MEND), counted.format(_LOOK)
    started = f"$E${first - 1}=1"
    things = f'{mend}&IF({mend}=1," thing"," things")&" to mend"'
    again = f'"{READY}; "&{look}&IF({look}=1," answer"," answers")&" to look at again first"'
    verdict = f'IF({mend}>0,{things},IF({look}>0,{again},IF({started},"{READY}","{NOTHING_YET}")))'
    large = styles(
        bold=True, font_size=20, font_color=INK, bg_color=PALE, border=1, border_color=BAND, valign="vcenter"
    )
    sheet.merge_range(VERDICT_ROW - 1, 0, VERDICT_ROW - 1, 3, "", large)
    sheet.write_formula(VERDICT_ROW - 1, 0, f"={verdict}", large, NOT_WORKED_OUT if begun else NOTHING_YET)
    sheet.set_row(VERDICT_ROW - 1, 34)


def _headings(sheet: Worksheet, styles: Styles, row: int) -> None:
    for column, heading in enumerate(("What to do", "The rule that is not kept", "How often", "First place")):
        sheet.write_string(row - 1, column, heading, styles.header)


def _broken(sheet: Worksheet, styles: Styles, row: int, number: int, first: int, last: int) -> None:
    """The line that names the rule broken in the ``number``-th place, if there are as many."""
    text = styles(text_wrap=True)
    link = styles(font_color="#1a5692", underline=1)
    at = f"MATCH({number},$E${first}:$E${last},0)"
    for column in range(3):
        letters = "ABC"[column]
        found = f'=IFERROR(INDEX(${letters}${first}:${letters}${last},{at}),"")'
        sheet.write_formula(row - 1, column, found, text, "")
    place = f"INDEX($D${first}:$D${last},{at})"
    sheet.write_formula(row - 1, 3, f'=IFERROR(HYPERLINK("#"&{place},{place}),"")', link, "")
    sheet.set_row(row - 1, 2 * _HEIGHT)


def _everything(sheet: Worksheet, styles: Styles, top: int, workings: Workings) -> None:
    """Every rule with its count, in rows from ``top``; the hidden column numbers those that are broken."""
    sheet.write_string(top - 3, 0, "Everything that is checked here", styles(bold=True, font_size=12))
    for column, heading in enumerate(("What to do", "Rule", "How often", "First place")):
        sheet.write_string(top - 2, column, heading, styles.header)
    sheet.write_formula(top - 2, 4, f"=IF({workings.begun},1,0)", None, 0)
    text = styles(text_wrap=True, bottom=1, bottom_color=LINE)
    for row, line in enumerate(workings.lines, start=top):
        sheet.write_string(row - 1, 0, _MEND if line.must else _LOOK, text)
        sheet.write_string(row - 1, 1, line.words, text)
        sheet.write_formula(row - 1, 2, f"={line.count}", text, 0)
        sheet.write_formula(row - 1, 3, f'=IF($C{row}>0,{line.place},"")', text, "")
        sheet.write_formula(row - 1, 4, f'=IF($C{row}>0,COUNTIF($C${top}:$C{row},">0"),0)', text, 0)
        sheet.set_row(row - 1, _HEIGHT * (1 + len(line.words) // 118))
