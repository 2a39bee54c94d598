"""How much room words take in Arial, so that each row is high enough; there is no screen to measure them on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# Thousandths of the letter's size, from Arial's own metrics; any other letter is taken for a wide one.
_WIDE = {
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[]ft\\'",
    333: "()-r`“”",
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$?L_abdeghnopqu0123456789–",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
}
_LETTER = {ord(letter): width for width, letters in _WIDE.items() for letter in letters}
_OTHER, _BOLD, _SPARE = 1000, 1.1, 1.04  # spreadsheets round each letter to whole pixels
_POINTS_A_PIXEL, _LEADING, _ABOVE_AND_BELOW, _PADDING = 0.75, 1.3, 3.0, 7
TALLEST = 409.0  # points: Excel's limit for a row


def pixels(characters: float) -> int:
    """The width on screen, at 100 %, of a column that is ``characters`` wide."""
    return int(7 * characters + 5)


@lru_cache(maxsize=16_384)
def lines(text: str, characters: float, size: float = 10, bold: bool = False) -> int:
    """How many lines ``text`` takes in a column that is ``characters`` wide, with a little to spare."""
    per_letter = size / _POINTS_A_PIXEL / 1000 * _SPARE * (_BOLD if bold else 1)
    room = (pixels(characters) - _PADDING) / per_letter
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    count, used, blank = 1, 0.0, _LETTER[ord(" ")]
    for word in line.split(" "):
        width = sum(_LETTER.get(ord(letter), _OTHER) for letter in word)
        if used and used + blank + width > room:
            count, used = count + 1, 0.0
        used += width + (blank if used else 0)
        while used > room:  # a word that is longer than a line is broken
            count, used = count + 1, used - room
    return count


def height(cells: Iterable[tuple[str, float]], size: float = 10, bold: bool = False) -> float:
    """The height in points of a row with ``cells``: each text with the width of its column in characters."""
    most = max((lines(text, width, size, bold) for text, width in cells), default=1)
    return min(TALLEST, round(most * size * _LEADING + _ABOVE_AND_BELOW, 1))
