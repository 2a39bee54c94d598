"""The look of a template: few colours, and none that carries a meaning alone."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

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
        key = tuple(sorted(options.items()))
        if key not in self._made:
            usual = {"font_name": "Arial", "font_size": 10, "valign": "top"}
            self._made[key] = self._book.add_format({**usual, **options})
        return self._made[key]

    def mark(self, look: Look) -> Format:
        """A format that a cell takes on while it is marked: its letters and numbers stay as they are."""
        key = (("mark", True), *sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(look))
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
