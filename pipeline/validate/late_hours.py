"""Dates that all have the same late hour: a system that counts in another time zone may have given the day before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from pipeline.definition import Date, DateTime
from pipeline.english import listed
from pipeline.validate.catalogue.cells import LATE_HOUR
from pipeline.validate.dates import read_date
from pipeline.validate.ledger import Ledger
from pipeline.validate.tidy import plain

FROM = 21  # the hour: midnight, up to three hours to the east of where it was written down
FEWEST = 2
MOST_PART = 0.8  # of the dates of one question that have a time


def late_hours(ledger: Ledger, records: Sequence[int]) -> None:
    """Query the dates of a question that asks for no time, where most of the times that were sent are late ones."""
    for field in ledger.form.fields:
        if not isinstance(field, Date) or isinstance(field, DateTime):
            continue
        moments = {row: _moment(ledger.header.answer(row, field)) for row in records}
        timed = {row: at.time() for row, at in moments.items() if at and at.time() != time()}
        late_ones = [row for row, at in timed.items() if at.hour >= FROM and at.minute in (0, 59)]
        if len(late_ones) < FEWEST or len(late_ones) < MOST_PART * len(timed):
            continue
        hours = sorted({f"{timed[row]:%H:%M}" for row in late_ones})
        ledger.add(LATE_HOUR.worded(hours=listed(hours)), field, late_ones)


def _moment(value: object) -> datetime | None:
    if isinstance(value, str) and ":" in value:
        value = read_date(plain(value))
    return value if isinstance(value, datetime) else None
