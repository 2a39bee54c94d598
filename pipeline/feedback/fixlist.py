"""The first sheet of a marked-up return: everything found, gravest first, each line with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.feedback.mended import Mended
from pipeline.feedback.phrases import SEVERITIES, shown
from pipeline.feedback.places import areas
from pipeline.feedback.sent import FILLS
from pipeline.read import cell_name
from pipeline.template.layout import FIX_LIST_SHEET
from pipeline.template.styles import LINE, Styles, lay_out_for_reading, print_across
from pipeline.validate.finding import Finding

TITLE = FIX_LIST_SHEET
HEADER_ROW = 3
_WIDTHS = {
    "What it is": 20,
    "Where": 18,
    "Question": 26,
    "What we saw": 34,
    "What we expected": 34,
    "Counts in": 14,
    "How to mend it": 46,
}
_INSTRUCTION = (
    "Mend each line in this workbook (Where is a link; the cell has a comment), save it and send it. "
    "This sheet is not read."
)
_MENDED = "#d9ead3"
_LINE = 13.5  # the height of one line; not every program works a row's height out by itself
_MOST_LINKS = 65_000  # Excel takes no more on one sheet


def write(
    sheet: Worksheet,
    styles: Styles,
    label: str,
    findings: Sequence[Finding],
    titles: Mapping[str, str],
    mended: Sequence[Mended] = (),
) -> None:
    """
    Write the list of ``findings``, in order, and after them what was ``mended`` since an earlier return.

    ``titles`` gives a sheet as sent its name in this workbook.
    """
    lay_out_for_reading(sheet, list(_WIDTHS.values()))
    sheet.write_string(0, 0, f"Fix list: {label}", styles.title)
    sheet.write_string(1, 0, _INSTRUCTION if findings else "There is nothing to mend.", styles())
    for column, heading in enumerate(_WIDTHS):
        sheet.write_string(HEADER_ROW - 1, column, heading, styles.header)
    line = partial(styles, text_wrap=True, bottom=1, bottom_color=LINE)
    text, link = line(), line(font_color="#1a5692", underline=1)
    for row, finding in enumerate(findings, start=HEADER_ROW):
        word, _, meaning = SEVERITIES[finding.severity]
        filled = line(bg_color=FILLS[finding.severity])
        _line(sheet, row, f"{word}: {meaning}", finding, finding.fix, (filled, text))
        _where(sheet, row, finding, titles, text, link)
    ticked = line(bg_color=_MENDED)
    for row, each in enumerate(mended, start=HEADER_ROW + len(findings)):
        tick = f"✓ mended since {each.since or 'your earlier return'}"
        _line(sheet, row, tick, each.finding, "Nothing more: the place is that of the earlier return.", (ticked, text))
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1 + max(1, len(findings) + len(mended)), len(_WIDTHS) - 1)
    sheet.freeze_panes(HEADER_ROW, 0)
    sheet.repeat_rows(HEADER_ROW - 1)
    print_across(sheet)


def _line(sheet: Worksheet, row: int, what: str, finding: Finding, fix: str, looks: tuple[Format, Format]) -> None:
    parts = [what, finding.spoken, finding.label, finding.saw, finding.expected, ", ".join(finding.affects), fix]
    for column, part in enumerate(parts):
        sheet.write_string(row, column, shown(part), looks[min(column, 1)])
    sheet.set_row(row, _LINE * max(map(_lines, parts, _WIDTHS.values())))


def _lines(text: str, width: int) -> int:
    """How many lines ``text`` takes in a column as wide as this, at most what a row can be high."""
    return min(30, 1 + len(text) // width)


def _where(sheet: Worksheet, row: int, finding: Finding, titles: Mapping[str, str], text: Format, link: Format) -> None:
    blocks = areas(finding.cell)
    place = shown(finding.spoken)
    if not blocks or finding.sheet not in titles or row >= _MOST_LINKS:
        sheet.write_string(row, 1, place, text)
        return
    title = titles[finding.sheet].replace("'", "''")
    sheet.write_url(row, 1, f"internal:'{title}'!{cell_name(*blocks[0].first)}", link, place)
