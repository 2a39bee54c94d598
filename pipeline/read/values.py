"""What reading gives: a workbook's values at their true places, and what else the file holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.characters import as_seen

CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True, eq=False)
class Sheet:
    """
    One worksheet, hidden rows included.

    Shape:  ``rows[i][j]`` is the cell in Excel row i + 1 and column j + 1, from A1 to the last cell with a value;
            every row is equally long. A value is str, float, bool, date, datetime, time or timedelta; '' is empty.
            ``errors`` maps a cell's name to its error ("H17" to "#N/A"); such a cell is '' in ``rows``.
            ``hidden_rows`` and ``hidden_columns`` name only those within ``rows``. ``coloured``: empty, with a fill.
    """

    name: str
    visible: bool
    rows: list[list[object]]
    errors: Mapping[str, str]
    formulas_without_result: tuple[str, ...]
    formula_count: int
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[str, ...]
    merged: tuple[str, ...]
    filtered: bool
    coloured: tuple[str, ...] = ()

    @property
    def folded_name(self) -> str:
        """Its name for comparing: "COVER" and "Cover " are one and the same to whoever renames a sheet."""
        return folded_name(self.name)


@dataclass(frozen=True)
class Facts:
    """
    What a workbook holds besides the values of its cells; nothing here is ever run, followed or passed on.

    ``comments``: the cells that have one, such as "Records!H7".
    """

    macros: bool = False
    external_links: int = 0
    connections: int = 0
    comments: tuple[str, ...] = ()
    pivot_caches: int = 0
    pictures: int = 0
    embedded_objects: int = 0


# What nearly always names the person who wrote it, among the properties and elsewhere, and what Excel calls it.
PEOPLE = MappingProxyType(
    {
        "creator": "author",
        "lastModifiedBy": "last modified by",
        "Manager": "manager",
        "author": "a comment's author",
        "displayName": "somebody in its conversations",
        "refreshedBy": "who refreshed a pivot table",
        "userName": "who reserved or changed it",
        "absPath": "the folder that it was saved in",
    }
)


@dataclass(frozen=True)
class PersonalData:
    """
    What seems to be personal data outside the cells: its kind and where it is, never what it says.

    ``sheet`` is '' for the file as a whole, ``cell`` is '' where it stands in none, ``where`` is what it stands in.
    """

    what: str
    sheet: str
    cell: str
    where: str


@dataclass(frozen=True, eq=False)
class Workbook:
    """
    One return as read: its worksheets in their order, and the facts about the file.

    ``properties`` holds the names of the document properties that are filled in (creator, lastModifiedBy), never
    what they say: most are a person's name. ``outside_cells``: what seems to be personal data outside the cells.
    """

    file_name: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    properties: tuple[str, ...]
    facts: Facts
    outside_cells: tuple[PersonalData, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The worksheet of exactly this name, or else the first whose name looks the same but for case and blanks."""
        alike = [sheet for sheet in self.sheets if sheet.folded_name == folded_name(name)]
        return next((sheet for sheet in alike if sheet.name == name), alike[0] if alike else None)


def folded_name(name: str) -> str:
    """A sheet's name without case, and without what cannot be seen in it."""
    return " ".join(unicodedata.normalize("NFKC", as_seen(name)).split()).casefold()


def column_letters(column: int) -> str:
    """
    The letters Excel gives a column, counted from 1: 8 is "H".

    Raises: ValueError -- if ``column`` is below 1.
    """
    if column < 1:
        raise ValueError(f"columns are counted from 1, not {column}")
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """
    The name Excel gives a cell; row 17 and column 8, both counted from 1, are "H17".

    Raises: ValueError -- if either is below 1.
    """
    if row < 1:
        raise ValueError(f"rows are counted from 1, not {row}")
    return f"{column_letters(column)}{row}"


def cell_position(name: str) -> tuple[int, int]:
    """
    The row and column of a named cell, both counted from 1; "H17" is (17, 8).

    Raises: ValueError -- if ``name`` is not a cell's name in capitals.
    """
    match = CELL_NAME.fullmatch(name)
    if match is None:
        raise ValueError("not the name of a cell: expected letters and a number, such as H17")
    return int(match[2]), column_number(match[1])


def column_number(letters: str) -> int:
    """The number, from 1, of the column with these letters: "H" is 8."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
