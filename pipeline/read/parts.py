"""
What each part of a workbook is, and a check of those that hold no cells.

A link to a part says what it is. Where no link leads to it, its name does.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import UnreadableReturn
from pipeline.personal import OURS
from pipeline.read.package import Package, plain_text, tags
from pipeline.read.values import CELL_NAME

MOST_COMMENTS = 2_000  # cells named
DELETE_SHEET = "Delete that sheet, save the workbook and send it again."

# The last word of a link's type, and what the part it leads to is for us.
_KINDS = {
    "comments": "comments",
    "threadedComment": "comments",
    "drawing": "drawing",
    "vmlDrawing": "drawing",
    "diagramData": "drawing",
    "diagramDrawing": "drawing",
    "chart": "chart",
    "chartEx": "chart",
    "chartUserShapes": "chart",
    "pivotTable": "pivot table",
    "pivotCacheDefinition": "pivot store",
    "pivotCacheRecords": "pivot records",
    "externalLink": "external link",
    "connections": "connections",
    "table": "table",
    "xlMacrosheet": "macro sheet",
    "xlIntlMacrosheet": "macro sheet",
    "core-properties": "properties",
    "extended-properties": "properties",
    "custom-properties": "custom properties",
}
_NAMES: tuple[tuple[str | tuple[str, ...], str], ...] = (
    (("xl/comments", "xl/worksheets/comments", "xl/threadedcomments"), "comments"),
    (("xl/drawings/", "xl/diagrams/"), "drawing"),
    ("xl/charts/", "chart"),
    ("xl/pivotcache/pivotcachedefinition", "pivot store"),
    ("xl/pivotcache/", "pivot records"),
    ("xl/externallinks/", "external link"),
    ("xl/connections.xml", "connections"),
    ("xl/macrosheets/", "macro sheet"),
    (("docprops/core.xml", "docprops/app.xml"), "properties"),
    ("docprops/custom.xml", "custom properties"),
)
_MACRO_SHEET = re.compile(rb"<(?:\w+:)?macrosheet[\s>]")
_MACROS = ("This workbook has an Excel 4.0 macro sheet, which can run programs.", DELETE_SHEET)
_CONNECTION = re.compile(rb"<(?:\w+:)?connection\s")
_PROPERTY = re.compile(rb"<(?:\w+:)?(\w+)(?:\s[^<>]*)?>([^<\s][^<]*)</")
# Statistics of the file, not something a person filled in.
_NOT_PERSONAL = frozenset(
    """
    Application AppVersion DocSecurity ScaleCrop SharedDoc HyperlinksChanged LinksUpToDate TotalTime created
    modified lastPrinted lpstr i4 vt revision version
    """.split()
)
_COMMENT = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\s([^<>]*)>")


@dataclass(frozen=True)
class Part:
    """What a part is ('' if it is of no interest), and the sheet that leads to it ('' if none does)."""

    kind: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class OtherParts:
    """What the parts without cells hold: the cells with a comment, how many connections, which properties."""

    comments: tuple[str, ...]
    connections: int
    properties: tuple[str, ...]


def known_parts(package: Package, sheets: Sequence[tuple[str, str]]) -> Mapping[str, Part]:
    """Every part of a kind that we know; ``sheets``: the name and part of each sheet."""
    parts = {part: Part("sheet", name) for name, part in sheets}
    _follow(package, parts, list(parts))
    parts.setdefault(package.main, Part("main"))
    _follow(package, parts, ["", package.main])
    for part in package.parts:
        kind = next((kind for start, kind in _NAMES if part.startswith(start)), "")
        if kind and part not in parts and part.endswith((".xml", ".vml")):
            parts[part] = Part(kind)
    return parts


def _follow(package: Package, parts: dict[str, Part], todo: list[str]) -> None:
    while todo:
        part = todo.pop()
        for link in package.relations(part).values():
            kind = _KINDS.get(link.kind, "")
            if kind and link.target in package.parts and link.target not in parts:
                parts[link.target] = Part(kind, parts[part].sheet if part in parts else "")
                todo.append(link.target)


def links_of(part: str) -> str:
    """The part whose links ``part`` lists, or '' where it lists none."""
    folder, file = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")) if file.endswith(".rels") else ""


def read_other_parts(package: Package, parts: Mapping[str, Part], seen: Collection[str]) -> OtherParts:
    """
    Unpack every part that is not in ``seen``, because only then damage shows, and note what it holds.

    Raises: UnreadableReturn -- if a part is damaged or can run a program.
    """
    comments: list[str] = []
    connections = 0
    properties: list[str] = []
    for name in package.parts:
        if name in seen or name.endswith("/"):
            continue
        part = parts.get(name, Part())
        if part.kind not in ("external link", "comments", "connections", "properties", "custom properties"):
            if part.kind == "macro sheet" or _MACRO_SHEET.search(package.unpacked(name), 0, 2_000):
                raise UnreadableReturn(*_MACROS)
            continue
        content = package.read_to_search(name)
        if part.kind == "external link" and b"ddeLink" in content:
            raise UnreadableReturn(
                "This workbook has a link that calls another program (DDE).",
                "Break the link (Data > Edit Links > Break Link), save the workbook and send it again.",
            )
        if part.kind == "comments":
            comments += [f"{part.sheet}!{cell}" if part.sheet else cell for cell in _commented(content)]
        elif part.kind == "connections":
            connections += len(_CONNECTION.findall(content))
        else:
            properties += _filled_in(part.kind, content)
    return OtherParts(tuple(dict.fromkeys(comments))[:MOST_COMMENTS], connections, tuple(dict.fromkeys(properties)))


def _filled_in(kind: str, content: bytes) -> list[str]:
    """The names of the properties that somebody filled in."""
    if kind == "custom properties":
        return ["custom"]
    if kind != "properties":
        return []
    filled = ((tag.decode(), plain_text(value)) for tag, value in _PROPERTY.findall(content))
    return [name for name, value in filled if name not in _NOT_PERSONAL and value.strip() != OURS]


def _commented(content: bytes) -> list[str]:
    """The cells that the comments in this part stand at."""
    refs = (comment.get("ref", "").partition(":")[0].upper() for comment in tags(_COMMENT, content))
    return [ref for ref in refs if CELL_NAME.fullmatch(ref)]
