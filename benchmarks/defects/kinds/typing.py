"""A defect that is one answer typed over with something else: the commonest, said in one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from numpy.random import Generator

from benchmarks.defects.due import ERROR, NOTE, Due, Ours
from benchmarks.defects.sent import Sent, Spot, Wanted, bending, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.definition import Severity
from pipeline.template.layout import RECORDS_SHEET

Typed = Callable[[Spot], object]
_REPEATED = 3  # what one finding repeats of all that was typed into answers to one question
Says = Callable[[Spot, Any], Sequence[str]]


def wrong(
    name: str,
    knows: str,
    kind: str,
    value: object,
    wanted: Wanted = lambda _: True,
    rule: str = "",
    says: str | Says = "",
    severity: Severity = ERROR,
    unsaid: str = "",
) -> Kind:
    """
    An answer of ``kind`` typed over with ``value``, or what that makes of it: a finding is due at the cell.

    A list is typed into as many answers, one into each. ``rule``, ``says``, ``severity``: of this product's finding;
    ``unsaid``: words that it may not repeat.
    """

    def due(place: str, spot: Spot, typed: object) -> Ours:
        words = _said(says, spot, typed)
        unusable = frozenset({place} if severity is ERROR and typed is not None and str(typed).strip() else ())
        return Ours((Due(rule, severity, frozenset({place}), says=words),), unusable=unusable, unsaid=unsaid)

    return Kind(name, knows, _over(kind, value, wanted, due, tidy=False, tells=bool(says)))


def tidy(
    name: str,
    knows: str,
    kind: str,
    value: object,
    wanted: Wanted = lambda _: True,
    rule: str = "",
    says: str | Says = "",
    never: str = "",
    *,
    read: bool = True,
) -> Kind:
    """
    The same answer typed otherwise: it can be read in one way only, so a note, or the right reading, is due.

    ``rule``, ``says``: of the note that this product gives; ``never``: the rule that would be wrong. ``read``: whether
    this product reads it, and does not leave it to the agency.
    """

    def due(place: str, spot: Spot, typed: object) -> Ours:
        words = _said(says, spot, typed)
        notes = (Due(rule, NOTE, frozenset({place}), says=words),) if rule else ()
        return Ours(notes, frozenset({never} if never else ()), reads={place: plainly(spot.value)} if read else {})

    return Kind(name, knows, _over(kind, value, wanted, due, tidy=True))


@bending
def _over(
    sent: Sent,
    random: Generator,
    kind: str,
    value: object,
    wanted: Wanted,
    due: Callable[[str, Spot, object], Ours],
    *,
    tidy: bool,
    tells: bool = False,
) -> Bent | None:
    """``tells``: whether the finding is to repeat what was typed."""
    values = value if isinstance(value, list) else [value]
    spots = list(islice(_apart(sent.spots(kind, random, wanted)), len(values)))
    if len(spots) < len(values) or (tells and not all_told(spots)):
        return None
    book = sent.book()
    ours: list[Ours] = []
    for spot, each in zip(spots, values, strict=True):
        entry = each(spot) if callable(each) else each
        typed(book[RECORDS_SHEET], sent.cell(spot.field, spot.row), entry)
        ours.append(due(sent.place(spot.field, spot.row), spot, entry))
    places = {sent.place(spot.field, spot.row): plainly(spot.value) for spot in spots}
    return sent.bent(book, *places, reads=places if tidy else {}, ours=_together(ours))


def all_told(spots: Sequence[Spot]) -> bool:
    """Whether what is typed at ``spots`` is so little in each column that a finding repeats all of it."""
    return max(Counter(spot.field.name for spot in spots).values()) <= _REPEATED


def _apart(spots: Iterator[Spot]) -> Iterator[Spot]:
    """``spots``, those in rows that none has had yet before the others: many faults in a row are another defect."""
    later: list[Spot] = []
    rows: set[int] = set()
    for spot in spots:
        if spot.row in rows:
            later.append(spot)
        else:
            rows.add(spot.row)
            yield spot
    yield from later


def _together(all_of: Sequence[Ours]) -> Ours:
    return Ours(
        tuple(due for each in all_of for due in each.due),
        frozenset(rule for each in all_of for rule in each.never),
        reads={place: value for each in all_of for place, value in each.reads.items()},
        unusable=frozenset(place for each in all_of for place in each.unusable),
        unsaid=all_of[0].unsaid,
    )


def _said(says: str | Says, spot: Spot, typed: object) -> tuple[str, ...]:
    return tuple(says(spot, typed)) if callable(says) else (says,) if says else ()


def plainly(value: object) -> object:
    """An answer as every contender gives it: text as text, a date without its time as a date."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value
    return value if isinstance(value, date | int | None) else str(value)
