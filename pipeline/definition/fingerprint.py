"""A digest of a definition: equal definitions give equal digests, on any machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from pipeline.definition.fields import Field

# Of a part that changes nothing that is asked or checked: a template sent out before it was written stays valid.
NOT_ASKED: Mapping[str, bool] = {"not asked": True}


def fingerprint(*parts: object) -> str:
    """The SHA-256 of ``parts``, read through their dataclasses; a field inside another thing is read as its name."""
    plain = [
        [_dataclass(each) if isinstance(each, Field) else _plain(each) for each in _listed(part)] for part in parts
    ]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode("utf-8")).hexdigest()


def _listed(part: object) -> tuple[object, ...]:
    return part if isinstance(part, tuple) else (part,)


def _dataclass(value: object) -> object:
    parts = [each for each in fields(value) if each.metadata != NOT_ASKED]  # type: ignore[arg-type]
    return [type(value).__name__, {each.name: _plain(getattr(value, each.name)) for each in parts}]


def _plain(value: object) -> object:
    # A field that a predicate reads is named and not read through: the same few fields stand in many predicates.
    if isinstance(value, Field):
        return ["field", value.name]
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    if is_dataclass(value) and not isinstance(value, type):
        return _dataclass(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"a definition holds a {type(value).__name__}, which has no digest")
