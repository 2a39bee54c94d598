"""Dates that all have the same late hour: a system that counts in another time zone may have given the day before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from pipeline.definition import Date, DateTime, Severity
from pipeline.validate.ledger import Ledger

LATE = (time(22), time(23))  # midnight, one or two hours to the east of where it was written down
FEWEST = 2


def late(ledger: Ledger, records: Sequence[int]) -> None:
    """Query the dates without a time of day, where every one that has a time has a late and whole hour."""
    rows, places = ledger.header.sheet.rows, ledger.header.columns
    asked = [field for field in ledger.form.fields if isinstance(field, Date) and not isinstance(field, DateTime)]
    timed = [
        (field, row, value.time())
        for field in asked
        for row in records
        if isinstance(value := rows[row - 1][places[field.name]], datetime) and value.time() != time()
    ]
    if len(timed) < FEWEST or any(hour not in LATE for _, _, hour in timed):
        return
    for field, row, hour in timed:
        ledger.add(
            Severity.QUERY, "late_hour", field, row, saw=f"dates that all have the same late hour, {hour:%H:%M}",
            expected="a date without a time",
            fix="The system that they come from may have given the day before: check one, and mend all of them.",
        )  # fmt: skip
