"""Whole numbers, among the records and on the Volumes sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.kinds.typing import tidy, wrong
from benchmarks.defects.sent import Sent, Spot, one_of, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.definition import Whole
from pipeline.template.layout import RECORDS_SHEET, VOLUMES_HEADER_ROW, VOLUMES_SHEET
from pipeline.validate.catalogue.cells import BECAME_A_DATE, FORMULA_ERROR, NOT_A_NUMBER, OUT_OF_RANGE, TIDIED

_NO_NUMBER = "A whole number is asked, and this is none."


def _number(spot: Spot) -> bool:
    return isinstance(spot.value, int)


def _beyond(spot: Spot) -> int:
    assert isinstance(spot.field, Whole)
    return spot.field.maximum + 1


def _dragged(sent: Sent, random: Generator) -> Bent | None:
    """A number dragged down by its corner until it is beyond the codebook's largest."""
    fields = [each for each in sent.fields("number") if isinstance(each, Whole) and each.required and sent.unread(each)]
    if not fields:
        return None
    field = one_of(fields, random)
    book, first = sent.book(), int(random.integers(sent.rows[0], sent.last - 4))
    for down in range(5):
        typed(book[RECORDS_SHEET], sent.cell(field, first + down), field.maximum - 1 + down)
    return sent.bent(book, *(sent.place(field, first + down) for down in range(2, 5)))


def _volume(name: str, knows: str, value: object, reads: object = None) -> Kind:
    """One count of the Volumes sheet typed over."""

    def bend(sent: Sent, random: Generator) -> Bent | None:
        volumes = sent.form.volumes
        if volumes is None:
            return None
        book = sent.book()
        first = 4 if volumes.per else 2
        column = first + int(random.integers(len(volumes.counts)))
        row = VOLUMES_HEADER_ROW + 1 + int(random.integers(len(sent.filling.volumes)))
        cell = f"{get_column_letter(column)}{row}"
        typed(book[VOLUMES_SHEET], cell, value)
        place = f"{VOLUMES_SHEET}!{cell}"
        return sent.bent(book, place, reads={} if reads is None else {place: reads})

    return Kind(name, knows, bend)


def _line(name: str, knows: str, month: Callable[[Sent], object]) -> Kind:
    """The first line of the Volumes sheet under another month; any line that is then like it may be the wrong one."""

    def bend(sent: Sent, _random: Generator) -> Bent | None:
        if sent.form.volumes is None:
            return None
        book, top = sent.book(), VOLUMES_HEADER_ROW + 1
        day, lines = month(sent), sent.filling.volumes
        if day == lines[0]["month"]:
            return None  # of one line alone none can be there twice
        typed(book[VOLUMES_SHEET], f"A{top}", day)
        alike = [
            top + down for down, line in enumerate(lines) if (line["month"], line["per"]) == (day, lines[0]["per"])
        ]
        places = {f"{VOLUMES_SHEET}!{what}{row}" for row in (top, *alike) for what in ("A", "")}
        return sent.bent(book, places, may={*places, VOLUMES_SHEET})

    return Kind(name, knows, bend)


def _heading(sent: Sent, random: Generator) -> Bent | None:
    """One of the Volumes sheet's headings reworded."""
    if sent.form.volumes is None:
        return None
    book = sent.book()
    column = get_column_letter(
        (4 if sent.form.volumes.per else 2) + int(random.integers(len(sent.form.volumes.counts)))
    )
    cell = book[VOLUMES_SHEET][f"{column}{VOLUMES_HEADER_ROW}"]
    cell.value = f"{cell.value} or so"
    places = {VOLUMES_SHEET, f"{VOLUMES_SHEET}!{VOLUMES_HEADER_ROW}", f"{VOLUMES_SHEET}!{cell.coordinate}"}
    below = range(VOLUMES_HEADER_ROW, VOLUMES_HEADER_ROW + 1 + len(sent.filling.volumes))
    return sent.bent(book, places, may={f"{VOLUMES_SHEET}!{column}{row}" for row in below})


def _gone(sent: Sent, random: Generator) -> Bent | None:
    """One line of the Volumes sheet deleted."""
    if sent.form.volumes is None:
        return None
    book = sent.book()
    book[VOLUMES_SHEET].delete_rows(VOLUMES_HEADER_ROW + 1 + int(random.integers(len(sent.filling.volumes))))
    return sent.bent(book, VOLUMES_SHEET)


_WORDS = NOT_A_NUMBER.id
_BEYOND = OUT_OF_RANGE.id
_TIMES = [datetime(2019, 2, 1), time(1, 2), timedelta(days=1, hours=2)]

KINDS = (
    wrong(
        "unit after a number",
        _NO_NUMBER,
        "number",
        [lambda spot: f"{spot.value} years", "7 days", "about 3"],
        _number,
        _WORDS,
    ),
    wrong("range in a number", _NO_NUMBER, "number", ["3-4", "3 - 4"], _number, _WORDS),
    wrong("percentage in a number", _NO_NUMBER, "number", ["45%", "0.45"], _number, _WORDS),
    wrong("small count hidden in a number", _NO_NUMBER, "number", ["<5", "c", "*"], _number, _WORDS),
    wrong(
        "placeholder in a number",
        _NO_NUMBER,
        "number",
        ["tbc", "N/A", "-"],
        lambda spot: _number(spot) and not spot.field.also_codes(),
        _WORDS,
    ),
    wrong(
        "#DIV/0! in a number",
        "Excel's own error is no answer.",
        "number",
        "#DIV/0!",
        _number,
        FORMULA_ERROR.id,
        "#DIV/0!",
    ),
    wrong("decimals in a number", "A whole number is asked.", "number", 2.5, _number),
    wrong(
        "number out of all measure",
        "It is below the codebook's smallest or above its largest; it is not scaled.",
        "number",
        [-1, 1e9, 0.45],
        _number,
        _BEYOND,
    ),
    wrong("number too large", "It is above the codebook's largest.", "number", _beyond, _number, _BEYOND),
    wrong(
        "thousands separator in a number",
        "With or without its comma it is above the codebook's largest.",
        "number",
        ["12,500", "£1,250"],
        _number,
    ),
    wrong(
        "number that Excel turned into a date",
        _NO_NUMBER,
        "number",
        _TIMES,
        _number,
        BECAME_A_DATE.id,
        "Format the cell as Text",
    ),
    tidy(
        "number stored as text",
        "It can be read in one way only.",
        "number",
        lambda spot: f" {spot.value} ",
        _number,
        TIDIED.id,
        "a number stored as text",
    ),
    Kind("number dragged down by its corner", "Those above the codebook's largest cannot be right.", _dragged),
    _volume("negative volume", "There is no negative count.", -3),
    _volume("decimals in a volume", "A count is a whole number.", 12.5),
    _volume("words in a volume", "A count is a number.", "about 30"),
    _volume(
        "thousands separator in a volume",
        "It is text where a number is asked; it may also be read as 1250.",
        "1,250",
        reads=1250,
    ),
    _volume("error in a volume", "Excel's own error is no count.", "#VALUE!"),
    _volume("formula without its result in a volume", "There is no value in the file.", "=SUM(1,2)"),
    Kind("heading reworded in the volumes", "A count has no heading.", _heading),
    Kind("line deleted from the volumes", "The template has a line for each month, and for each group.", _gone),
    _line(
        "month of another quarter in the volumes",
        "The sheet has a line for each month of the quarter.",
        lambda sent: f"{sent.form.quarter.previous().start:%Y-%m}",
    ),
    _line(
        "month there twice in the volumes",
        "Two lines say that they are the same month.",
        lambda sent: sent.filling.volumes[-1]["month"],
    ),
)
