"""What each part of a workbook is: told by the links that lead to it, and by its name where none does."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.read.package import Package

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
_NAMES = (
    ("xl/comments", "comments"),
    ("xl/worksheets/comments", "comments"),
    ("xl/threadedcomments", "comments"),
    ("xl/drawings/", "drawing"),
    ("xl/diagrams/", "drawing"),
    ("xl/charts/", "chart"),
    ("xl/pivotcache/pivotcachedefinition", "pivot store"),
    ("xl/pivotcache/", "pivot records"),
    ("xl/externallinks/", "external link"),
    ("xl/connections.xml", "connections"),
    ("xl/macrosheets/", "macro sheet"),
    ("docprops/core.xml", "properties"),
    ("docprops/app.xml", "properties"),
    ("docprops/custom.xml", "custom properties"),
)


@dataclass(frozen=True)
class Part:
    """What a part is ('' where it is nothing to us), and the sheet that leads to it ('' where none does)."""

    kind: str
    sheet: str = ""


def reached(package: Package, sheets: Sequence[tuple[str, str]]) -> Mapping[str, Part]:
    """Every part that means something to us; ``sheets`` are the name and part of each."""
    found = {part: Part("sheet", name) for name, part in sheets}
    _follow(package, found, list(found))
    found.setdefault(package.main, Part("main"))
    _follow(package, found, ["", package.main])
    for part in package.parts:
        kind = next((kind for start, kind in _NAMES if part.startswith(start)), "")
        if kind and part not in found and part.endswith((".xml", ".vml")):
            found[part] = Part(kind)
    return found


def _follow(package: Package, found: dict[str, Part], todo: list[str]) -> None:
    while todo:
        part = todo.pop()
        for link in package.relations(part).values():
            kind = _KINDS.get(link.kind, "")
            if kind and link.target in package.parts and link.target not in found:
                found[link.target] = Part(kind, found[part].sheet if part in found else "")
                todo.append(link.target)


def links_of(part: str) -> str:
    """The part whose links ``part`` lists, or '' where it lists none."""
    folder, file = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")) if file.endswith(".rels") else ""
