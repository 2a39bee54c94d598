"""The list that a sample is drawn from: its first sheet, or a CSV file, with a row for each case."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnreadableReturn, UsageError
from pipeline.read import workbook
from pipeline.store.workspace import digest_of

WHOLE = "all"


@dataclass(frozen=True)
class Frame:
    """A list to draw from: the row of each case by its key, and its stratum. ``sha256``: of the file itself."""

    name: str
    sha256: str
    key: str
    strata: str
    rows: Mapping[str, int]
    stratum: Mapping[str, str]

    def members(self) -> dict[str, list[str]]:
        """The keys of each stratum, strata in order."""
        keys_of: dict[str, list[str]] = {each: [] for each in sorted(set(self.stratum.values()))}
        for key, stratum in self.stratum.items():
            keys_of[stratum].append(key)
        return keys_of


def frame(source: Path, key: str | None, strata: str | None) -> Frame:
    """
    The list in ``source``. ``key``, ``strata``: headings of the columns that name a case and its part of the list.

    Raises: UsageError -- naming the row or the heading, if there is no list, a case has no name of its own, or there
            is no such column.
    """
    rows = _rows(source)
    headings = [str(cell).strip() for cell in rows[0]] if rows else []
    at = _column(headings, key, "--key") if key else 0
    by = _column(headings, strata, "--strata") if strata else None
    places: dict[str, int] = {}
    stratum: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if all(cell == "" for cell in row):
            continue
        name = str(row[at]).strip()
        if not name or name in places:
            amiss = "is given twice" if name else "is empty"
            raise UsageError(f"{source.name}, row {number}: its {headings[at]!r} {amiss}; each case needs its own.")
        places[name] = number
        stratum[name] = str(row[by]).strip() or "not given" if by is not None else WHOLE
    if not places:
        raise UsageError(f"{source.name} has no cases below its headings.")
    digest = digest_of(source.read_bytes())
    return Frame(source.name, digest, headings[at], strata or "", places, stratum)


def _rows(source: Path) -> Sequence[Sequence[object]]:
    if not source.is_file():
        raise UsageError(f"There is no file {source}.")
    if source.suffix.casefold() != ".csv":
        try:
            return workbook(source).sheets[0].rows
        except UnreadableReturn as refused:
            raise UsageError(f"{source.name} cannot be read as a list. {refused}") from None
    try:
        table = list(csv.reader(io.StringIO(source.read_text(encoding="utf-8-sig"), newline="")))
    except UnicodeDecodeError as error:
        raise UsageError(f"{source.name} is not in UTF-8: save it as an Excel workbook, or as CSV UTF-8.") from error
    except csv.Error:
        raise UsageError(f"{source.name} is no list in CSV: save it as an Excel workbook, or as CSV UTF-8.") from None
    width = max((len(each) for each in table), default=0)
    return [[*each, *[""] * (width - len(each))] for each in table]


def _column(headings: Sequence[str], wanted: str, option: str) -> int:
    matches = [place for place, each in enumerate(headings) if each.casefold() == wanted.strip().casefold()]
    if len(matches) != 1:
        raise UsageError(f"{option} {wanted!r} is no column of the list; its columns are {', '.join(headings)}.")
    return matches[0]
