"""Every part of a workbook that holds no cells: unpacked to its end, refused where it can run something, and noted."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.errors import UnreadableReturn
from pipeline.personal import OURS
from pipeline.read import outside_cells
from pipeline.read.package import Package, plain_text
from pipeline.read.reached import Part

MOST_COMMENTS = 2_000  # cells named
DELETE_SHEET = "Delete that sheet, save the workbook and send it again."

_MACRO_SHEET = re.compile(rb"<(?:\w+:)?macrosheet[\s>]")
_MACROS = ("This workbook has an Excel 4.0 macro sheet, which can run programs.", DELETE_SHEET)
_CONNECTION = re.compile(rb"<(?:\w+:)?connection\s")
_PROPERTY = re.compile(rb"<(?:\w+:)?(\w+)(?:\s[^<>]*)?>([^<\s][^<]*)</")
# Statistics of the file, not something a person filled in.
_NOT_PERSONAL = frozenset(
    {
        "Application",
        "AppVersion",
        "DocSecurity",
        "ScaleCrop",
        "SharedDoc",
        "HyperlinksChanged",
        "LinksUpToDate",
        "TotalTime",
        "created",
        "modified",
        "lastPrinted",
        "lpstr",
        "i4",
        "vt",
        "revision",
        "version",
    }
)


@dataclass(frozen=True)
class Rest:
    """What is worth a note in the parts that hold no cells."""

    comments: tuple[str, ...]
    connections: int
    properties: tuple[str, ...]


def rest(package: Package, parts: Mapping[str, Part], seen: Collection[str]) -> Rest:
    """Unpack every part not yet read, so that damage anywhere shows, and note what is worth a note."""
    comments: list[str] = []
    connections = 0
    properties: list[str] = []
    for name in package.parts:
        if name in seen or name.endswith("/"):
            continue
        part = parts.get(name, Part(""))
        if part.kind not in ("external link", "comments", "connections", "properties", "custom properties"):
            if part.kind == "macro sheet" or _MACRO_SHEET.search(package.unpacked(name), 0, 2_000):
                raise UnreadableReturn(*_MACROS)
            continue
        content = package.searched(name)
        if part.kind == "external link" and b"ddeLink" in content:
            raise UnreadableReturn(
                "This workbook has a link that calls another program (DDE).",
                "Break the link (Data > Edit Links > Break Link), save the workbook and send it again.",
            )
        if part.kind == "comments":
            comments += [f"{part.sheet}!{cell}" if part.sheet else cell for cell in outside_cells.commented(content)]
        elif part.kind == "connections":
            connections += len(_CONNECTION.findall(content))
        else:
            properties += _filled_in(part.kind, content)
    return Rest(tuple(dict.fromkeys(comments))[:MOST_COMMENTS], connections, tuple(dict.fromkeys(properties)))


def _filled_in(kind: str, content: bytes) -> list[str]:
    """The names of the properties that somebody filled in."""
    if kind == "custom properties":
        return ["custom"]
    if kind != "properties":
        return []
    filled = ((tag.decode(), plain_text(value)) for tag, value in _PROPERTY.findall(content))
    return [found for found, value in filled if found not in _NOT_PERSONAL and value.strip() != OURS]
