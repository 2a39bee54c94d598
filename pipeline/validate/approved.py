"""Headings of an agency's own: which question one may stand for, and what a person has approved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from pipeline.definition import Field
from pipeline.validate.tidy import folded

NEAR = 0.5  # the least score of a heading that is worth asking about
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Approved:
    """
    One heading as approved: the field that it stands for, by which role, and when.

    ``of``: the code of the body before the agency that it was approved for; empty where for the agency itself.
    """

    field: str
    by: str
    on: date
    of: str = ""


def suggestions(missing: Sequence[Field], spare: Iterable[str]) -> Mapping[str, str]:
    """
    For each ``missing`` field, by name, the ``spare`` heading most like it; the best pairs first, no heading twice.

    A suggestion is only shown: a person says whether it is right, and until then the column is not read.
    """
    headings = list(spare)
    scores = [
        (-score, place, number)
        for place, field in enumerate(missing)
        for number, heading in enumerate(headings)
        if (score := _score(heading, field)) >= NEAR
    ]
    likeliest: dict[str, str] = {}
    for _, place, number in sorted(scores):
        if missing[place].name not in likeliest and headings[number] not in likeliest.values():
            likeliest[missing[place].name] = headings[number]
    return likeliest


def _score(heading: str, field: Field) -> float:
    """How like a heading is to a field's, from 0 to 1: by its letters or by its words, whichever is more."""
    written = folded(heading)
    return max(_alike(written, folded(each)) for each in (field.label, field.name.replace("_", " ")))


def _alike(one: str, other: str) -> float:
    ours, theirs = set(_WORD.findall(one)), set(_WORD.findall(other))
    in_words = 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0
    return max(in_words, SequenceMatcher(None, one, other, autojunk=False).ratio())
