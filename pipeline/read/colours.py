"""Empty cells that somebody has coloured in: a colour is no answer, but its sender may have meant one."""

from __future__ import annotations

import re

from pipeline.read.package import attributes
from pipeline.read.plain import element

MOST = 2_000  # cells named; more are a design

_FILLS = re.compile(element(b"fills"))
_FILL = re.compile(element(b"fill"))
_LOOKS = re.compile(element(b"cellXfs"))
_LOOK = re.compile(rb"<(?:\w+:)?xf\s([^<>]*)>")
_EMPTY = re.compile(rb"<c r=\"([A-Z]{1,3}[0-9]{1,7})\" s=\"([0-9]+)\"(?: t=\"\w+\")?\s*(?:/>|></c>)")


def filled_looks(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles with a solid fill, as a sheet's cells name them."""
    fills, looks = _FILLS.search(styles), _LOOKS.search(styles)
    if fills is None or looks is None:
        return frozenset()
    solid = {number for number, (_, fill) in enumerate(_FILL.findall(fills[2] or b"")) if b'"solid"' in fill}
    return frozenset(
        b"%d" % number
        for number, look in enumerate(_LOOK.findall(looks[2] or b""))
        if (said := attributes(look).get("fillId", "0")).isdigit() and int(said) in solid
    )


def coloured(xml: bytes, looks: frozenset[bytes]) -> tuple[str, ...]:
    """The empty cells of a worksheet that have one of ``looks``; none where there are too many to mean anything."""
    found = [cell.decode() for cell, look in _EMPTY.findall(xml) if look in looks]
    return tuple(found) if len(found) <= MOST else ()
