"""Answers in free words: odd, broken or in another script; nothing of them is cut and nothing is wrong with them."""

from __future__ import annotations

from itertools import islice

from numpy.random import Generator

from benchmarks.defects.due import NOTE, Ours
from benchmarks.defects.sent import Sent
from benchmarks.defects.truth import Bent, Kind
from pipeline.template.layout import RECORDS_SHEET

_ODD = ("Line one\nline two", "Siân ✓ 👩\u200d👧 naïve", "=1+1 is not a sum", "العربية", "a" * 40)


def _odd(sent: Sent, random: Generator) -> Bent | None:
    spots = list(islice(sent.spots("words", random), len(_ODD)))
    if len(spots) < len(_ODD):
        return None
    book, reads = sent.book(), {}
    for spot, words in zip(spots, _ODD, strict=True):
        cell = book[RECORDS_SHEET][sent.cell(spot.field, spot.row)]
        cell.value, cell.data_type = words, "s"
        reads[sent.place(spot.field, spot.row)] = words
    return sent.bent(book, may=reads, ours=Ours(worst=NOTE, reads=reads))


KINDS = (Kind("odd words", "They are what the agency wanted to say.", _odd),)
