"""
How a worker's answer travels to the process that asked: JSON, because an answer about a hostile file is not trusted.

JSON has no dates and times. So each of them is written as null among the rows, and its value is found like this: the
first null belongs to the first number in ``dated``, the second to the second, and so on; that number is the value's
place in ``dates``, where each different value is written out once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from pipeline.read.values import Facts, PersonalData, Sheet, Workbook

# What each kind of value is marked with; a date and time is a date too, so it comes first.
_LETTERS: dict[str, type[date | time]] = {"M": datetime, "D": date, "T": time}


def written(answer: Mapping[str, object]) -> bytes:
    """An answer as bytes, with its dates and times in lists of their own."""
    # A quarter has few different dates, so each is written out once.
    dates: list[str] = []
    dated: list[int] = []
    numbers: dict[object, int] = {}

    def set_apart(value: object) -> None:
        if value not in numbers:
            numbers[value] = len(dates)
            dates.append(_written_date(value))
        dated.append(numbers[value])

    # The two lists come last, so they are complete by the time they are written.
    encoder = json.JSONEncoder(default=set_apart, check_circular=False, separators=(",", ":"))
    return encoder.encode({**answer, "dates": dates, "dated": dated}).encode("ascii")


def read(answer: bytes) -> dict[str, Any]:
    """
    An answer's content; a number that is not one ("nan") comes back as text, for the checks to find.

    Raises: ValueError -- if it is not such an answer.
    """
    content = json.loads(answer, parse_constant=str)
    if not isinstance(content, dict):
        raise ValueError("an answer is a JSON object")
    return content


def workbook(content: dict[str, Any], file_name: str, sha256: str, size: int) -> Workbook:
    """
    The workbook that an answer describes, for the file of this name, hash and size.

    Raises: ValueError, TypeError, KeyError -- if the answer does not have the form it should.
    """
    dates, dated = _list(content, "dates"), _list(content, "dated")
    following = map([_read_date(text) for text in dates].__getitem__, dated)
    return Workbook(
        file_name=file_name,
        sha256=sha256,
        size=size,
        sheets=tuple(Sheet(**_sheet(sheet, following)) for sheet in _list(content, "sheets")),
        properties=tuple(_list(content, "properties")),
        facts=Facts(**_frozen(content["facts"])),
        outside_cells=tuple(PersonalData(*map(str, place)) for place in _list(content, "outside_cells")),
    )


def _sheet(content: dict[str, Any], following: Iterator[object]) -> dict[str, Any]:
    rows = _list(content, "rows")
    for row in rows:
        if None in row:
            row[:] = [next(following) if value is None else value for value in row]
    return {**_frozen(content), "rows": rows}


def _frozen(content: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}


def _list(content: dict[str, Any], name: str) -> list[Any]:
    if not isinstance(content[name], list):
        raise TypeError("an answer's lists are lists")
    return list(content[name])


def _written_date(value: object) -> str:
    if isinstance(value, timedelta):
        return f"P{value.days},{value.seconds},{value.microseconds}"
    for letter, kind in _LETTERS.items():
        if isinstance(value, kind):
            return f"{letter}{value.isoformat()}"
    raise TypeError("a kind of value that the reader never gives")


def _read_date(text: str) -> date | time | timedelta:
    letter, rest = text[:1], text[1:]
    if letter == "P":
        days, seconds, microseconds = map(int, rest.split(","))
        return timedelta(days, seconds, microseconds)
    return _LETTERS[letter].fromisoformat(rest)
