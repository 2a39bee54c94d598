"""A manifest with any JSON in place of any of its values."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Place = tuple[str | int, ...]

# What people do to paths and codes, beside whatever chance brings.
_TELLING = st.sampled_from(
    [
        "",
        ".",
        "..",
        "../../EVIL",
        "/somewhere/else",
        "2019-20-Q2/../..",
        "..\\..\\EVIL",
        "C:\\EVIL",
        "a\0b",
        "\udcff",
        "line\nbreak",
        "2019-20-Q2",
        "2019-20 Q3",
        "x" * 300,
        "0" * 64,
        10**40,
        -1,
        True,
    ]
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | _TELLING
ANY_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=6
)


def places(value: object, so_far: Place = ()) -> Iterator[Place]:
    """The way to every value within ``value``, its own first."""
    yield so_far
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from places(part, (*so_far, key))


def replaced(whole: Any, place: Place, value: object) -> Any:
    """``whole`` with ``value`` at a place within it."""
    if not place:
        return value
    copied = copy.copy(whole)
    copied[place[0]] = replaced(whole[place[0]], place[1:], value)
    return copied
