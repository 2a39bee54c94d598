"""What is wrong with a partnership's files: each mistake with its place, all of them told together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.english import did_you_mean

_LONGEST = 40  # characters of a cell that a message repeats


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake. ``row``: as a spreadsheet or an editor numbers it, 0 where it is the file's own."""

    file: str
    row: int
    column: str
    text: str

    def __str__(self) -> str:
        line = "line" if self.file.endswith((".toml", ".py")) else "row"
        place = f"{self.file} {line} {self.row}" if self.row else self.file
        return f"{place}: {self.column} {self.text}" if self.column else f"{place}: {self.text}"


class Mistakes:
    """The mistakes noted so far."""

    def __init__(self) -> None:
        self._noted: dict[Mistake, None] = {}

    def __iter__(self) -> Iterator[Mistake]:
        return iter(self._noted)

    def __len__(self) -> int:
        return len(self._noted)

    def note(self, file: str, text: str, *, row: int = 0, column: str = "") -> None:
        """Note that something is wrong in ``file``."""
        self._noted[Mistake(file, row, column, text)] = None


def shortened(text: str) -> str:
    """A name as a message repeats it: its beginning, on one line."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "".join(letter if letter.isprintable() else "?" for letter in short)


def quoted(text: str) -> str:
    """What stands in a cell, as a message repeats it."""
    return f"'{shortened(text)}'"


def meant(text: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question about what ``text`` may have meant, as the end of a sentence; ``otherwise`` where nothing is near."""
    there = {each.casefold(): each for each in known}
    parts = [each.strip() for each in text.casefold().split(",")]
    if len(parts) > 1 and any(each in there for each in parts):
        return "Write a semicolon between two."
    near = get_close_matches(text.casefold(), there, n=1, cutoff=0.6)
    return did_you_mean(there[near[0]] if near else None, otherwise)
