"""Values to JSON and back, read through their dataclasses; what is not what it should be is refused."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_PLAIN: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), float: (float, int), bool: (bool,)}


def encoded(value: object) -> str:
    """``value``, a dataclass, as JSON: the same value gives the same text."""
    return json.dumps(dataclasses.asdict(value), ensure_ascii=False, indent=1, sort_keys=True)  # type: ignore[call-overload]


def parsed(text: str | bytes) -> Any:
    """What ``text`` holds. Raises: ValueError -- if it is no JSON in UTF-8, or is deeper than can be followed."""
    try:
        return json.loads(text if isinstance(text, str) else text.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None


def decoded(kind: type[T], text: str | bytes) -> T:
    """The value of the class ``kind`` in ``text``. Raises: ValueError, KeyError or TypeError -- if there is none."""
    return built(kind, parsed(text))  # type: ignore[no-any-return]


def built(kind: Any, value: Any) -> Any:
    """``value``, as JSON holds it, as the class ``kind``. Raises: as `decoded`."""
    origin = get_origin(kind)
    if origin is types.UnionType:
        one, *_ = (each for each in get_args(kind) if each is not types.NoneType)
        return None if value is None else built(one, value)
    if origin is tuple:
        return tuple(built(get_args(kind)[0], each) for each in _of(value, list))
    if origin is Mapping:
        return {_of(name, str): built(get_args(kind)[1], each) for name, each in _of(value, dict).items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        parts = _of(value, dict)
        return kind(**{name: built(part, parts[name]) for name, part in _parts(kind).items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return _of(value, *_PLAIN[kind])


@cache
def _parts(kind: type) -> dict[str, Any]:
    """What a dataclass consists of: the kind of each part by its name."""
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in dataclasses.fields(kind)}


def _of(value: Any, *kinds: type) -> Any:
    # By its own type, since a truth value is a whole number too.
    if type(value) not in kinds:
        raise TypeError(f"expected {kinds[0].__name__}")
    return value
