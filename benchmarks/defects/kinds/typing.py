"""A defect that is one answer typed over with something else: the commonest, said in one line each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from numpy.random import Generator

from benchmarks.defects.sent import Sent, Spot, Wanted, bent, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.layout import RECORDS_SHEET

Typed = Callable[[Spot], object]


def wrong(name: str, knows: str, kind: str, value: object, wanted: Wanted = lambda _: True) -> Kind:
    """An answer of ``kind`` typed over with ``value``, or what that makes of it: a finding is due at the cell."""
    return Kind(name, knows, _over(kind, value, wanted, tidy=False))


def tidy(name: str, knows: str, kind: str, value: object, wanted: Wanted = lambda _: True) -> Kind:
    """The same answer typed otherwise: it can be read in one way only, so a note, or the right reading, is due."""
    return Kind(name, knows, _over(kind, value, wanted, tidy=True))


def _over(kind: str, value: object, wanted: Wanted, *, tidy: bool) -> Callable[[Sent, Generator], Bent | None]:
    def made(sent: Sent, random: Generator) -> Bent | None:
        spot = next(sent.spots(kind, random, wanted), None)
        if spot is None:
            return None
        book = sent.book()
        typed(book[RECORDS_SHEET], sent.cell(spot.field, spot.row), value(spot) if callable(value) else value)
        place = sent.place(spot.field, spot.row)
        return bent(book, sent.truth(place, reads={place: plainly(spot.value)} if tidy else {}))

    return made


def plainly(value: object) -> object:
    """An answer as every contender gives it: text as text, a date without its time as a date."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value
    return value if isinstance(value, date | int | None) else str(value)
