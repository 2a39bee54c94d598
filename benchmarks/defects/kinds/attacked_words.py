"""Words with marks that nobody sees, and words that do or do not tell who a child is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.random import Generator

from benchmarks.defects.due import ERROR, NOTE, Due, Ours
from benchmarks.defects.kinds.headings import tidied
from benchmarks.defects.kinds.personal import NUMBER
from benchmarks.defects.kinds.typing import tidy
from benchmarks.defects.sent import Sent, Spot, bending
from benchmarks.defects.truth import Bent, Kind, Refusal
from pipeline.template.layout import COVER_SHEET, RECORDS_SHEET, cover_row
from pipeline.validate.catalogue.cells import PATTERN, UNKNOWN_CODE
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.validated import Status

_MARKS = ("\u200e", "\u200f", "\u202a", "\u202c", "\u2060", "\u2066", "\u2069", "\u061c")
_SAME = "Letter for letter the answer, but for what nobody can see."
_INNOCENT = "It tells nobody's name, number or address."
_TELLS = "It has the form of what tells who a child is; the return goes back."


def _inside(mark: str) -> Callable[[Spot], str]:
    return lambda spot: f"{spot.value[:1]}{mark}{spot.value[1:]}"


def _around(mark: str) -> Callable[[Spot], str]:
    return lambda spot: f"{mark}{spot.value}{mark}"


def _date_within(mark: str) -> Callable[[Spot], str]:
    return lambda spot: f"{mark}{spot.value:%d/%m/%Y}{mark}"


def _number_within(mark: str) -> Callable[[Spot], str]:
    return lambda spot: f"{mark}{spot.value}"


@bending
def _words(sent: Sent, random: Generator, *phrases: str) -> Bent | None:
    """Innocent phrases in free answers: nothing is wrong with them."""
    spots = list(sent.spots("words", random))[: len(phrases)]
    if len(spots) < len(phrases):
        return None
    book = sent.book()
    for spot, phrase in zip(spots, phrases, strict=True):
        book[RECORDS_SHEET][sent.cell(spot.field, spot.row)].value = phrase
    reads = {sent.place(spot.field, spot.row): phrase for spot, phrase in zip(spots, phrases, strict=True)}
    return sent.bent(book, ours=Ours(status=Status.ACCEPTED, reads=reads))


@bending
def _telling(sent: Sent, random: Generator, phrase: str) -> Bent | None:
    """A phrase in a free answer that tells who a child is: it goes back."""
    spot = next(sent.spots("words", random), None)
    if spot is None:
        return None
    book = sent.book()
    book[RECORDS_SHEET][sent.cell(spot.field, spot.row)].value = phrase
    place = sent.place(spot.field, spot.row)
    ours = Ours((Due(PERSONAL_DATA.id, ERROR, frozenset({place})),), status=Status.SENT_BACK)
    return sent.bent(book, place, refusal=Refusal.MUST, ours=ours)


@bending
def _on_the_cover(sent: Sent, _random: Generator, item: str, value: Callable[[Any], object]) -> Bent:
    """The Cover's own answer with invisible marks: it is the same answer."""
    book, cell = sent.book(), f"B{cover_row(item)}"
    book[COVER_SHEET][cell].value = value(book[COVER_SHEET][cell].value)
    ours = Ours(worst=NOTE, status=Status.ACCEPTED)
    return sent.bent(book, may={f"{COVER_SHEET}!{cell}"}, ours=ours)


KINDS = (
    tidy(
        "invisible marks in codes",
        _SAME,
        "code",
        [_inside(mark) for mark in _MARKS],
        lambda s: len(s.value) > 1,
        never=UNKNOWN_CODE.id,
    ),
    tidy("invisible marks around codes", _SAME, "code", [_around(mark) for mark in _MARKS], never=UNKNOWN_CODE.id),
    tidy("invisible marks in references", _SAME, "reference", [_inside(mark) for mark in _MARKS], never=PATTERN.id),
    tidy(
        "invisible marks around dates",
        _SAME,
        "date",
        [_date_within(mark) for mark in _MARKS[:6]],
        lambda spot: spot.value.day > 12,
    ),
    tidy(
        "invisible marks before numbers",
        _SAME,
        "number",
        [_number_within(mark) for mark in _MARKS[:6]],
        lambda spot: isinstance(spot.value, int),
    ),
    tidied("invisible marks in headings", *(lambda old, mark=mark: f"{old[:3]}{mark}{old[3:]}" for mark in _MARKS[:5])),
    *(
        Kind(
            f"NHS number with an invisible U+{ord(mark):04X} in it",
            _TELLS,
            _telling(f"see {NUMBER[:5]}{mark}{NUMBER[5:]}"),
        )
        for mark in ("\u200b", *_MARKS[:5])
    ),
    Kind("invisible mark in a code on the Cover", _SAME, _on_the_cover("return_type", lambda old: f"\u200e{old}")),
    Kind("invisible mark in the agency on the Cover", _SAME, _on_the_cover("agency_code", lambda old: f"{old}\u202c")),
    Kind(
        "ordinals in capitals",
        _INNOCENT,
        _words("S47 2ND STRATEGY", "S17 1ST VISIT", "E2 2ND FLOOR", "S20 3RD PARTY PRESENT", "N1 4TH CONTACT"),
    ),
    Kind(
        "ordinals after other sections",
        _INNOCENT,
        _words("S47 1ST ENQUIRY", "CP1 2ND REVIEW", "W1 3RD WARD ROUND", "S31 4TH HEARING"),
    ),
    *(
        Kind(f"postcode written {written}", _TELLS, _telling(f"moved to {written} in May"))
        for written in ("so14 2ar", "So14 2Ar", "SO142AR", "so14 2ar.")
    ),
    *(
        Kind(f"name in capitals, {phrase}", _TELLS, _telling(phrase))
        for phrase in ("MRS SAMPLETON AGREED", "SEEN BY DR SAMPLETON", "MR SAMPLETON WAS RUNG")
    ),
    *(
        Kind(f"NHS number written {written}", _TELLS, _telling(f"see {written}"))
        for written in ("943.476.5919", "943-476-5919", "943\u00a0476\u00a05919", "943 . 476 . 5919")
    ),
)
