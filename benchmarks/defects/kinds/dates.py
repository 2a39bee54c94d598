"""Dates: typed as words, the American way round, with two digits, as a number, on a day that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from numpy.random import Generator

from benchmarks.defects.by_record import amiss
from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.kinds.typing import tidy, wrong
from benchmarks.defects.sent import Sent, Spot, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.definition import Date, Field
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.cells import (
    DATE_AS_NUMBER,
    DATE_IMPOSSIBLE,
    DATE_OUT_OF_RANGE,
    DATE_TWO_DIGIT_YEAR,
    DATE_UNREADABLE,
    DATE_US_ORDER,
    NO_TIME,
    TIDIED,
)

_NO_DATE = "A date is asked, and this is none."
_ONE_WAY = "It can be read in one way only: a note, or the right reading, and nothing worse."


def _written(form: str) -> Callable[[Spot], str]:
    return lambda spot: spot.value.strftime(form)


def _serial(spot: Spot) -> int:
    return int((spot.value - date(1899, 12, 30)).days)


def _at(hour: int) -> Callable[[Spot], datetime]:
    return lambda spot: datetime.combine(spot.value, time(hour, 30))


def _weekdays_only(spot: Spot) -> bool:
    return isinstance(spot.field, Date) and spot.field.weekdays_only


def _may_be_empty(spot: Spot) -> bool:
    return not spot.field.required


def _saturday(spot: Spot) -> datetime:
    return datetime.combine(spot.value + timedelta(days=5 - spot.value.weekday()), time())


def _untimed(sent: Sent, random: Generator) -> Bent | None:
    """A moment cut to its day, which is no earlier than what it follows: nothing else is wrong there."""
    for spot in sent.spots("moment", random, lambda spot: isinstance(spot.value, datetime)):
        day = datetime.combine(spot.value.date(), time())
        if day != spot.value and not set(amiss(sent.form, {**sent.record(spot.row), spot.field.name: day})):
            book, place = sent.book(), sent.place(spot.field, spot.row)
            typed(book[RECORDS_SHEET], sent.cell(spot.field, spot.row), day)
            return sent.bent(book, place, ours=Ours((Due(NO_TIME.id, QUERY, frozenset({place})),)))
    return None


def _anchor(sent: Sent, random: Generator, day: Callable[[Sent, date], date | None]) -> Bent | None:
    """The date that decides the quarter moved out of it: its record may be set aside, and must be named."""
    if not sent.form.anchors:
        return None
    field, period = sent.form.anchors[0], sent.form.period
    answered = [row for row in sent.rows if isinstance(sent.record(row)[field.name], date)]
    for row in random.permutation(answered).tolist():
        given = sent.record(row)[field.name]
        moved = day(sent, given.date() if isinstance(given, datetime) else given)
        if moved is not None and not period.start <= moved <= period.end:
            book = sent.book()
            clock = given.time() if isinstance(given, datetime) else time()
            typed(book[RECORDS_SHEET], sent.cell(field, row), datetime.combine(moved, clock))
            return sent.bent(
                book, sent.place(field, row), may=_dates(sent, row), kept=_others(sent, row), either=frozenset({row})
            )
    return None


def _column(sent: Sent, random: Generator) -> Bent | None:
    """A whole column typed the American way round: where one date proves it, none that has two readings is sure."""
    fields = [each for each in sent.fields("date") if type(each) is Date]
    for field in (fields[place] for place in random.permutation(len(fields)).tolist()):
        days = {row: day for row in sent.rows if isinstance(day := sent.record(row)[field.name], date)}
        if any(day.day > 12 for day in days.values()) and any(day.day <= 12 for day in days.values()):
            book = sent.book()
            for row, day in days.items():
                typed(book[RECORDS_SHEET], sent.cell(field, row), f"{day:%m/%d/%Y}")
            doubtful = [row for row, day in days.items() if day.day != day.month]
            same = frozenset(sent.place(field, row) for row in days)
            at = frozenset(sent.place(field, row) for row in doubtful)
            due = tuple(Due(DATE_US_ORDER.id, ERROR, frozenset({place}), says=("American",)) for place in at)
            return sent.bent(book, *at, may=same, ours=Ours(due, unusable=at))
    return None


def _others(sent: Sent, row: int) -> frozenset[int]:
    return frozenset(sent.rows) - {row}


def _dates(sent: Sent, row: int) -> frozenset[str]:
    """The other dates of a record whose first date was moved: who goes on to compare them may name them too."""
    dated: list[Field] = [each for each in sent.form.fields if isinstance(each, Date)]
    return frozenset(sent.place(each, row) for each in dated)


def _swapped(_sent: Sent, given: date) -> date | None:
    return date(given.year, given.day, given.month) if given.day <= 12 else None


def _a_period_later(sent: Sent, given: date) -> date:
    return given + timedelta(days=sent.days)


def _all_written(sent: Sent, random: Generator) -> Bent | None:
    """The date that decides the quarter written as text, in as many ways as people have."""
    if not sent.form.anchors or type(sent.form.anchors[0]) is not Date:
        return None
    field, book = sent.form.anchors[0], sent.book()
    reads: dict[str, object] = {}
    answered = [row for row in sent.rows if sent.record(row)[field.name] is not None]
    for row, form in zip(random.permutation(answered).tolist(), _DAY_FIRST, strict=False):
        day = sent.record(row)[field.name]
        typed(book[RECORDS_SHEET], sent.cell(field, row), day.strftime(form))
        reads[sent.place(field, row)] = day
    due = tuple(Due(TIDIED.id, NOTE, frozenset({place}), says=("day first",)) for place in reads)
    return sent.bent(book, *reads, reads=reads, ours=Ours(due, reads=reads))


_DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", " %d/%m/%Y ")
_OF_TWO = DATE_TWO_DIGIT_YEAR.id
_NUMBERS: list[object] = [43649, 43649.5, 20190703, _serial]
_PARTS = ["July 2019", "Q2", "c. 3 July 2019", "07/2019", "2019"]
_UNREAL = ["31/02/2019", "31/09/2019", "30/02/2019", "00/07/2019", "31/04/2019"]
_FAR = [datetime(1919, 7, 3), datetime(1900, 1, 1), "01/07/0019"]

KINDS = (
    wrong(
        "words in a date",
        _NO_DATE,
        "date",
        ["not yet", "tbc", "?", "ongoing"],
        _may_be_empty,
        rule=DATE_UNREADABLE.id,
        says="leave the cell empty",
    ),
    wrong(
        "N/A in a date",
        f"{_NO_DATE} Its list of codes is empty.",
        "date",
        "N/A",
        _may_be_empty,
        rule=DATE_UNREADABLE.id,
        says="leave the cell empty",
    ),
    wrong("part of a date", f"{_NO_DATE} The day is not said.", "date", _PARTS, rule=DATE_UNREADABLE.id),
    wrong("about a date", f"{_NO_DATE} The day is not said.", "date", "w/c 08/07/2019", rule=DATE_UNREADABLE.id),
    wrong("two dates in a cell", "One date is asked, and there are two.", "date", "03/07/2019 and 05/07/2019"),
    wrong(
        "American date",
        "There is no month 25, so day and month are the other way round.",
        "date",
        "07/25/2019",
        rule=DATE_US_ORDER.id,
    ),
    Kind(
        "column of American dates",
        "One of them proves the order of all: each that has two readings is in doubt.",
        _column,
    ),
    wrong(
        "year of two digits",
        "The century is not said.",
        "date",
        ["03/07/19", "3.7.19", "03-07-18", "3 July 19"],
        rule=_OF_TWO,
        says="four digits",
    ),
    wrong(
        "date as a serial number",
        "A number is no date until somebody says so.",
        "date",
        _NUMBERS,
        rule=DATE_AS_NUMBER.id,
    ),
    wrong(
        "day that does not exist",
        "There is no such day, and it is not the first of the next month.",
        "date",
        _UNREAL,
        rule=DATE_IMPOSSIBLE.id,
    ),
    wrong(
        "date of another century",
        "The codebook gives the earliest date that is believed.",
        "date",
        _FAR,
        rule=DATE_OUT_OF_RANGE.id,
        says="a date from",
    ),
    wrong(
        "date far in the future",
        "The codebook gives the latest date that is believed.",
        "date",
        datetime(2204, 7, 3),
        rule=DATE_OUT_OF_RANGE.id,
        says="a date from",
    ),
    wrong("weekend where a weekday is asked", "The codebook says weekdays only.", "date", _saturday, _weekdays_only),
    wrong("words in a date and time", _NO_DATE, "moment", "in the evening"),
    Kind("date without the time that is asked", "A date and time are asked, and there is a date.", _untimed),
    tidy(
        "date as text, day first",
        f"{_ONE_WAY} The day is above 12.",
        "date",
        _written("%d/%m/%Y"),
        lambda spot: spot.value.day > 12,
        rule=TIDIED.id,
        says="day first",
    ),
    tidy("date as text, ISO", _ONE_WAY, "date", _written("%Y-%m-%d"), rule=TIDIED.id),
    tidy("date as text, month named", _ONE_WAY, "date", _written("%d %B %Y"), rule=TIDIED.id),
    Kind(
        "deciding dates as text", "Dates are written day first, as the template says; each is one date.", _all_written
    ),
    tidy("time of day in a date", "The day is asked and is there.", "date", _at(9), rule=TIDIED.id, says="time of day"),
    Kind(
        "day and month swapped, out of the quarter",
        "The date that decides the quarter lies outside it.",
        lambda sent, random: _anchor(sent, random, _swapped),
    ),
    Kind(
        "date of the next quarter",
        "The date that decides the quarter lies outside it.",
        lambda sent, random: _anchor(sent, random, _a_period_later),
    ),
)
