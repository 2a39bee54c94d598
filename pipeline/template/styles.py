"""The look of a template: few colours, and none that carries a meaning alone."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, BAND, PALE, LINE, GREY = "#0b0c0c", "#1d3557", "#eef2f8", "#b1b4b6", "#505a5f"
ALERT = "#8a1f11"


class Styles:
    """The formats that the sheets of one workbook share, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **options: object) -> Format:
        """A format in the house look."""
        key = tuple(sorted(options.items()))
        if key not in self._made:
            usual = {"font_name": "Arial", "font_size": 10, "valign": "top"}
            self._made[key] = self._book.add_format({**usual, **options})
        return self._made[key]

    @property
    def title(self) -> Format:
        """A sheet's title."""
        return self(bold=True, font_size=15, font_color=BAND)

    @property
    def header(self) -> Format:
        """A column's heading."""
        return self(bold=True, text_wrap=True, bg_color=BAND, font_color="#ffffff", border=1, border_color=LINE)

    @property
    def quiet(self) -> Format:
        """Small print."""
        return self(text_wrap=True, font_color=GREY, font_size=9)
