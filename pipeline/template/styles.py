"""The look of a template: few colours, and none that carries a meaning alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.template.text_size import height

Look = Mapping[str, object]
INK, BAND, PALE, WARM, LINE, GREY = "#0b0c0c", "#1d3557", "#eef2f8", "#f7f2e6", "#b1b4b6", "#505a5f"
ALERT = "#8a1f11"
WRONG: Look = {"bg_color": "#f8d9d3", "font_color": ALERT, "bold": True, "border": 1, "border_color": ALERT}
NEEDED: Look = {"bg_color": "#fff7cc", "border": 4, "border_color": "#8a6d00"}
DOUBTED: Look = {"bg_color": "#ffdfa6", "border": 3, "border_color": "#8a5200"}
NOT_ASKED: Look = {"bg_color": "#d9dcde", "font_color": GREY, "pattern": 1}


class Styles:
    """The formats that the sheets of one workbook share, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **options: object) -> Format:
        """A format in the house look."""
        usual = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        return self._once(tuple(sorted(options.items())), {**usual, **options})

    def _once(self, key: tuple[tuple[str, object], ...], look: Look) -> Format:
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(look))
        return self._made[key]

    def mark(self, look: Look) -> Format:
        """A format that a cell takes on while it is marked: its letters and numbers stay as they are."""
        return self._once((("mark", True), *sorted(look.items())), look)

    @property
    def title(self) -> Format:
        """A sheet's title."""
        return self(bold=True, font_size=15, font_color=BAND)

    @property
    def header(self) -> Format:
        """A column's heading."""
        return self(bold=True, text_wrap=True, bg_color=BAND, font_color="#ffffff", border=1, border_color=LINE)


def write_title(sheet: Worksheet, styles: Styles, title: str) -> None:
    """Write a sheet's title in its first cell."""
    sheet.write_string(0, 0, title, styles.title)
    sheet.set_row(0, height([("", 1)], 15))


def write_subtitle(sheet: Worksheet, styles: Styles, row: int, subtitle: str) -> None:
    """Write the title of one part of a sheet; ``row`` is counted from 0."""
    sheet.write_string(row, 0, subtitle, styles(bold=True, font_size=12))
    sheet.set_row(row, height([("", 1)], 12))


def write_headings(sheet: Worksheet, styles: Styles, row: int, headings: Sequence[str]) -> None:
    """Write the headings of a table's columns, from the first column on; ``row`` is counted from 0."""
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, styles.header)


def lay_out_for_reading(sheet: Worksheet, widths: Sequence[float]) -> None:
    """
    Give a sheet that is read from top to bottom its columns' ``widths``, and take the lines between cells away.

    Its answers can be changed, and how large and wide its cells are, but nothing else.
    """
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def print_across(sheet: Worksheet) -> None:
    """Print a sheet on A4 paper turned sideways, as wide as the paper."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
