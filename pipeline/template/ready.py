"""The sheet Ready to send: a verdict, what is to be mended with a link to its first cell, and every rule in words."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from pipeline.template.checks_sheet import Workings
from pipeline.template.styles import (
    BAND,
    INK,
    LINE,
    PALE,
    Styles,
    lay_out_for_reading,
    print_across,
    write_headings,
    write_subtitle,
    write_title,
)
from pipeline.template.text_size import height, lines

SHOWN = 9  # rules named at the top, all on the first screen; the list below them has all
VERDICT_ROW, FIRST_ROW = 3, 6  # counted from 1
NOTHING_YET = "Nothing is filled in yet"
NOT_WORKED_OUT = "Choose Enable Editing above, and the checks are worked out"
READY = "Ready to send"
_MORE = "… (the list below has all of it)"
_MEND, _LOOK = "Mend", "Look again"
WIDTHS = (11, 90, 12, 14)  # characters: seen whole in LibreOffice too, which shows them a quarter wider than Excel
_LINES = 2  # of a rule at the top, where no row can be made as high as the rule that will stand in it


def write(sheet: Worksheet, styles: Styles, workings: Sequence[Workings], begun: bool) -> None:
    """
    Write the sheet: what the checks of each sheet of records say.

    ``begun``: something is filled in, so only a spreadsheet can work out the verdict.
    """
    lay_out_for_reading(sheet, WIDTHS)
    sheet.set_column(4, 5, None, None, {"hidden": True})
    write_title(sheet, styles, "Ready to send?")
    introduction = "Your return is checked like this when it arrives too. The checks are worked out as you type."
    sheet.write_string(1, 0, introduction, styles())
    top = FIRST_ROW + SHOWN + 4
    last = top + sum(len(each.lines) for each in workings) - 1
    _verdict(sheet, styles, top, last, begun)
    headings = ("What to do", "This is not so yet", "How often", "First place")
    write_headings(sheet, styles, FIRST_ROW - 2, headings)
    for number in range(1, SHOWN + 1):
        _broken(sheet, styles, FIRST_ROW + number - 1, number, top, last)
    more = f"MAX($E${top}:$E${last})-{SHOWN}"
    and_more = f'=IF({more}>0,"and "&({more})&" more, in the list below","")'
    sheet.write_formula(FIRST_ROW + SHOWN - 1, 1, and_more, styles(bold=True), "")
    _everything(sheet, styles, top, workings)
    sheet.freeze_panes(VERDICT_ROW, 0)
    print_across(sheet)


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


def _broken(sheet: Worksheet, styles: Styles, row: int, number: int, first: int, last: int) -> None:
    """The line that names the rule broken in the ``number``-th place, if there are as many."""
    text, middle = styles(text_wrap=True), styles(align="center")
    link = styles(font_color="#1a5692", underline=1)
    at = f"MATCH({number},$E${first}:$E${last},0)"
    for column, letters in enumerate("AFC"):
        looked_up = f'=IFERROR(INDEX(${letters}${first}:${letters}${last},{at}),"")'
        sheet.write_formula(row - 1, column, looked_up, text if column < 2 else middle, "")
    place = f"INDEX($D${first}:$D${last},{at})"
    sheet.write_formula(row - 1, 3, f'=IFERROR(HYPERLINK("#"&{place},{place}),"")', link, "")
    sheet.set_row(row - 1, height([("\n" * (_LINES - 1), 1)]))


def _everything(sheet: Worksheet, styles: Styles, top: int, workings: Sequence[Workings]) -> None:
    """Write every rule with its count, from row ``top``; two hidden columns number and shorten the broken ones."""
    begun = ",".join(each.begun for each in workings)
    write_subtitle(sheet, styles, top - 3, "Everything that is checked here")
    write_headings(sheet, styles, top - 2, ("What to do", "Rule", "How often", "First place"))
    sheet.write_formula(top - 2, 4, f"=IF(OR({begun}),1,0)", None, 0)
    text = styles(text_wrap=True, bottom=1, bottom_color=LINE)
    middle = styles(align="center", bottom=1, bottom_color=LINE)
    for row, line in enumerate((line for each in workings for line in each.lines), start=top):
        sheet.write_string(row - 1, 0, _MEND if line.must else _LOOK, text)
        sheet.write_string(row - 1, 1, line.words, text)
        sheet.write_formula(row - 1, 2, f"={line.count}", middle, 0)
        sheet.write_formula(row - 1, 3, f'=IF($C{row}>0,{line.place},"")', text, "")
        sheet.write_formula(row - 1, 4, f'=IF($C{row}>0,COUNTIF($C${top}:$C{row},">0"),0)', text, 0)
        sheet.write_string(row - 1, 5, brief(line.words))
        sheet.set_row(row - 1, height([(line.words, WIDTHS[1])]))


def brief(rule: str) -> str:
    """A rule cut to the room at the top of the sheet; the list below has all of it."""
    if lines(rule, WIDTHS[1]) <= _LINES:
        return rule
    kept = rule.split(" ")
    while lines(" ".join((*kept, _MORE)), WIDTHS[1]) > _LINES:
        kept.pop()
    return " ".join((*kept, _MORE))
