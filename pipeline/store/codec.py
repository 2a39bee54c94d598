"""Values to JSON and back, read through their dataclasses."""

from __future__ import annotations

import dataclasses
import json
import types
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_hints = cache(get_type_hints)  # a class's are worked out from their text, which takes longer than all else here


def encoded(value: object) -> str:
    """``value``, a dataclass, as JSON: the same value gives the same text."""
    return json.dumps(dataclasses.asdict(value), ensure_ascii=False, indent=1, sort_keys=True)  # type: ignore[call-overload]


def decoded(kind: type[T], text: str) -> T:
    """The value of the class ``kind`` in ``text``. Raises: ValueError, KeyError or TypeError -- if there is none."""
    return built(kind, json.loads(text))  # type: ignore[no-any-return]


def built(kind: Any, value: Any) -> Any:
    """``value``, as JSON holds it, as the class ``kind``. Raises: as `decoded`."""
    if value is None:
        return None
    origin = get_origin(kind)
    if origin is types.UnionType:
        return built(next(each for each in get_args(kind) if each is not types.NoneType), value)
    if origin is tuple:
        return tuple(built(get_args(kind)[0], each) for each in value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{each.name: built(hints[each.name], value[each.name]) for each in dataclasses.fields(kind)})
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value
