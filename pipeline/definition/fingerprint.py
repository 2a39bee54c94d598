"""A digest of a definition: equal definitions give equal digests, on any machine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from pipeline.calendar.quarter import Quarter
from pipeline.definition.fields import Field, several
from pipeline.definition.standards import Standard, Version
from pipeline.partnership.limits import Limit, differing
from pipeline.personal import kinds

VERSION_LENGTH = 12


def fingerprint(quarter: Quarter, *parts: object) -> str:
    """
    The SHA-256 of ``parts``, read through their dataclasses; a field inside another thing is read as its name.

    A time limit is read as what it allows in ``quarter``, so that a version that comes later changes nothing here.
    """
    plain = [
        [_dataclass(each, quarter) if isinstance(each, Field) else _plain(each, quarter) for each in _listed(part)]
        for part in parts
    ]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode("utf-8")).hexdigest()


def version_in(quarter: Quarter, counted: object) -> str:
    """By what characters the definition of one standard or measure is known, as it is in ``quarter``."""
    return version_of(fingerprint(quarter, counted))


def counting_in(quarter: Quarter, standard: Standard) -> str:
    """By what characters it is known what a standard counts in ``quarter``, whatever it is called and rests on."""
    judged: list[Standard | Version] = [standard, *(each for each in standard.versions if each.within(quarter))]
    read = [(each.applies, each.met, each.pending) for each in judged]
    within = tuple(each.name for each in (standard.part, standard.whole) if each is not None)
    return version_of(fingerprint(quarter, *read, within, tuple(view.code for view in several(standard.counted_on))))


def version_of(digest: str) -> str:
    """
    Twelve characters of a digest by which a form is known: the first in a row that look like nobody's number.

    They stand on the Cover, where what looks like an NHS number would have every return of the form sent back.
    """
    windows = (digest[start : start + VERSION_LENGTH] for start in range(len(digest) - VERSION_LENGTH))
    return next((each for each in windows if not kinds(each)), digest[:VERSION_LENGTH])


def _listed(part: object) -> tuple[object, ...]:
    return part if isinstance(part, tuple) else (part,)


def _dataclass(value: object, quarter: Quarter) -> object:
    inside = [each for each in fields(value) if not each.metadata.get("outside_version")]  # type: ignore[arg-type]
    return [type(value).__name__, {each.name: _plain(getattr(value, each.name), quarter) for each in inside}]


def _plain(value: object, quarter: Quarter) -> object:
    # A field that a predicate reads is named and not read through: the same few fields stand in many predicates.
    if isinstance(value, Field):
        return ["field", value.name]
    if isinstance(value, Limit):
        return _allowed(value, quarter)
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    if is_dataclass(value) and not isinstance(value, type):
        return _dataclass(value, quarter)
    if isinstance(value, tuple | list):
        return [_plain(each, quarter) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"a definition holds a {type(value).__name__}, which has no digest")


def _allowed(limit: Limit, quarter: Quarter) -> object:
    """The number, as if the definition gave it, where it is the same all quarter; otherwise each with its first day."""
    within = limit.within(quarter)
    numbers = {each.limit for each in within}
    if len(numbers) == 1:
        return numbers.pop()
    return [[each.since.isoformat() if each.since else "", each.limit] for each in differing(within)]
