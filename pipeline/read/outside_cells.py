"""
Searches everything in a workbook but its answers for personal data: every part, and each sheet outside its cells.

This happens in the isolated process. What leaves it is only the kind of personal data and its place, never the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote, unquote_plus

from pipeline.personal import OURS, kinds, links
from pipeline.read.package import Package
from pipeline.read.part_texts import LONGEST, SHORTEST, PartText, pieces, texts_in
from pipeline.read.parts import Part, links_of
from pipeline.read.values import PEOPLE, PersonalData

REMEMBERED = 60_000  # bytes of a part that comes again in other returns, such as a template's theme

_SHEETS = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
# What a part is to us, or how its name begins, and how it is spoken of.
_WHERE = MappingProxyType(
    {
        "comments": "a comment",
        "drawing": "a text box or drawing",
        "chart": "a chart",
        "pivot table": "a pivot table",
        "pivot store": "a pivot table's store",
        "pivot records": "a pivot table's store",
        "table": "a table's settings",
        "external link": "a link's store",
        "properties": "the document's properties",
        "custom properties": "the document's properties",
        "connections": "a connection to other data",
    }
)
_OWN = "data kept with the workbook"
_NAMED: tuple[tuple[str | tuple[str, ...], str], ...] = (
    (("xl/slicer", "xl/timeline"), "a slicer"),
    ("xl/styles", "a style or a number's format"),
    (("xl/ctrlprops/", "xl/activex/"), "a list or button"),
    ("xl/tables/", "a table's settings"),
    ("xl/querytables/", "a connection to other data"),
    ("xl/pivottables/", "a pivot table"),
    ("xl/revisions/", "the list of changes"),
    ("xl/richdata/", "a data type's store"),
    ("xl/webextensions/", "an add-in"),
    ("customxml/", _OWN),
)
_ELSEWHERE = "a part that Excel keeps for itself"
# Of a sheet and of the list of sheets, by the element.
_AROUND = (
    (re.compile(r"(?:odd|even|first)(?:Header|Footer)"), "its header or footer"),
    (re.compile(r"hyperlink"), "a link"),
    (re.compile(r"dataValidation|formula[12]"), "an input message"),
    (re.compile(r"filter|customFilter|dateGroupItem"), "a filter"),
    (re.compile(r"scenario|inputCells"), "a scenario"),
    (re.compile(r"cfRule|formula|f|cfvo"), "a rule of colours or lists"),
    (re.compile(r"protectedRange"), "a protected range"),
    (re.compile(r"definedName"), "a defined name"),
)
_SETTINGS = "its settings"
_ADDRESSED = frozenset(
    {"comments", "drawing", "chart", "pivot store", "pivot records", "external link", "properties", "custom properties"}
)
# Elements and attributes that tell who wrote it, and under which name that is noted.
_WHO = MappingProxyType(
    {
        ("author", ""): "author",
        ("pivotCacheDefinition", "refreshedBy"): "refreshedBy",
        ("fileSharing", "userName"): "userName",
        ("header", "userName"): "userName",
        ("userInfo", "name"): "userName",
        ("scenario", "user"): "userName",
        ("person", "displayName"): "displayName",
        ("person", "userId"): "displayName",
        ("absPath", "url"): "absPath",
    }
)
_NOBODY = frozenset({"", "author", "unknown author", "unknown", "user", "none", OURS.casefold()})
_HOME = re.compile(r"([\\/](?:Users|home|Documents and Settings)[\\/])([^\\/]+)", re.IGNORECASE)


def in_parts(
    package: Package, parts: Mapping[str, Part], sheets: Iterable[str]
) -> tuple[list[PersonalData], list[str]]:
    """
    What seems to be personal data in parts without cells, each kind once for each place; and what names a person.

    ``parts``: what each part is; ``sheets``: the parts with cells, which `around_cells` searches. What names a person
    is told by its name in `PEOPLE`.
    """
    seen: dict[PersonalData, None] = {}
    who: dict[str, None] = {}
    left = {"xl/calcchain.xml", *sheets}  # the chain is a list of cells
    for name in package.parts:
        part = parts.get(name, Part())
        if name.endswith(".rels"):
            owner = parts.get(links_of(name), Part()).sheet
            seen |= dict.fromkeys(
                PersonalData(what, owner, "", "a link") for what in _linked_to(package, links_of(name))
            )
        elif name not in left and (part.kind or name.endswith((".xml", ".vml", ".svg"))):
            likenesses, people = _search(package.read_loosely(name), part.kind, _where(name, part.kind))
            seen |= dict.fromkeys(replace(each, sheet=part.sheet) for each in likenesses)
            who |= dict.fromkeys(people)
    return list(seen), list(who)


def around_cells(xml: bytes, sheet: str) -> tuple[PersonalData, ...]:
    """What seems to be personal data in a sheet's XML before and after its cells."""
    likenesses, _ = _search(xml, "sheet", "")
    return tuple(replace(each, sheet=sheet) for each in likenesses)


def in_texts(texts: Iterable[tuple[str, str, str]], sheet: str) -> tuple[PersonalData, ...]:
    """What seems to be personal data in ``texts``: each is a cell (or ''), its words, and what they stand in."""
    return tuple(
        dict.fromkeys(
            PersonalData(what, sheet, cell, where) for cell, text, where in texts for what in _kinds_in(text, True)
        )
    )


def _kinds_in(text: str, addresses: bool) -> tuple[str, ...]:
    if len(text) <= LONGEST:
        return _seen_in(text, addresses) if len(text) >= SHORTEST else ()
    return tuple(what for piece in pieces(text) for what in _seen_in(piece, addresses))


@lru_cache(maxsize=8192)
def _seen_in(text: str, addresses: bool) -> tuple[str, ...]:
    return (*kinds(text), *(links(text) if addresses else ()))


def _search(xml: bytes, kind: str, where: str) -> tuple[tuple[PersonalData, ...], tuple[str, ...]]:
    return (_remembered if len(xml) < REMEMBERED else _looked_over)(xml, kind, where)


def _looked_over(xml: bytes, kind: str, where: str) -> tuple[tuple[PersonalData, ...], tuple[str, ...]]:
    """What seems to be personal data in one part, and the names in `PEOPLE` of what names its author."""
    seen: dict[PersonalData, None] = {}
    who: dict[str, None] = {}
    around = kind in ("sheet", "main")
    for each in texts_in(_SHEETS.sub(b"", xml) if kind == "main" else xml, where == _OWN):
        text, named = each.text, _who(each, kind)
        if named:
            if _names_one(text, named):
                who[named] = None
            text = _HOME.sub(r"\1", text) if named == "absPath" else ""
        place = _place_of(each.element) if around else where
        for what in _kinds_in(text, around or kind in _ADDRESSED):
            seen[PersonalData(what, "", each.cell, place)] = None
    return tuple(seen), tuple(who)


_remembered = lru_cache(maxsize=256)(_looked_over)


def _who(each: PartText, kind: str) -> str:
    if kind == "properties":
        return each.element if each.element in PEOPLE and not each.attribute else ""
    return _WHO.get((each.element, each.attribute.rpartition(":")[2]), "")


def _names_one(text: str, named: str) -> bool:
    if named == "absPath":
        return _HOME.search(text) is not None
    return text.strip().casefold() not in _NOBODY and not text.startswith("tc={")


def _place_of(element: str) -> str:
    return next((where for form, where in _AROUND if form.fullmatch(element)), _SETTINGS)


def _where(name: str, kind: str) -> str:
    return _WHERE.get(kind) or next((where for start, where in _NAMED if name.startswith(start)), _ELSEWHERE)


def _linked_to(package: Package, part: str) -> Iterator[str]:
    """The kinds of personal data in those links of a part that lead out of the workbook; they may be escaped."""
    for link in package.links(part):
        target, outside = link.get("Target", ""), link.get("TargetMode") == "External"
        if outside or package.named(part, target) not in package.parts:
            bare = unquote_plus(target)
            for way in dict.fromkeys((unquote(target), bare, bare.replace("_", " "))):
                yield from _kinds_in(way, outside)
