"""
What a workbook says outside its cells, searched for personal data: comments, text boxes, headers, names, properties.

It is searched here, in the process that reads, and only what kind was found and where is told: never the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pipeline.personal import kinds, links
from pipeline.read.package import Package, attributes, plain_text
from pipeline.read.reached import Part, links_of
from pipeline.read.values import CELL_NAME, PEOPLE, Seen

_COMMENT = re.compile(rb"<(?:\w+:)?(comment|threadedComment)\s([^>]*[^/>])>(.*?)</(?:\w+:)?\1>", re.DOTALL)
# A paragraph of a text box, a chart's stored value, the words for who cannot see a picture, and the oldest text boxes.
_PARAGRAPH = re.compile(
    rb"<(?:\w+:)?p(?=[\s>])[^>]*>.*?</(?:\w+:)?p>|<(?:\w+:)?cNvPr\s[^>]*>|<(?:\w+:)?v>[^<]*</|<div.*?</div>", re.DOTALL
)
_ALT_TEXT = re.compile(rb"<(?:\w+:)?cNvPr\s([^>]*)>")
_TEXT = re.compile(rb">([^<]+)<")
_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^>]*)>")
_NAME = re.compile(rb"<(?:\w+:)?definedName\s([^>]*)>([^<]*)<")
_PROPERTY = re.compile(rb"<(?:\w+:)?(\w+)(?:\s[^>]*)?>([^<]*\S[^<]*)</")
_CUSTOM = re.compile(rb"<(?:\w+:)?property\s([^>]*)>(.*?)</(?:\w+:)?property>", re.DOTALL)
_SHARED = re.compile(rb"\sv\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_STORED = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_HEADER = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s(?:[^>]*[^/>])?)?>([^<]*)<")
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d{1,3}|[A-Z])")
_MESSAGE = re.compile(rb"<(?:\w+:)?dataValidation\s([^>]*)>(?:\s*<(?:\w+:)?formula1>([^<]*)<)?")
_PROPERTIES = "the document's properties"


@dataclass(frozen=True)
class _Said:
    text: str
    cell: str
    where: str


def searched(package: Package, parts: Mapping[str, Part], workbook: bytes) -> list[Seen]:
    """
    What seems to be personal data outside the cells, each kind once for each place.

    ``parts``: what each part is; ``workbook``: the part that lists the sheets. What stands in a sheet's own part is
    for `around`, which its scan calls.
    """
    seen: dict[Seen, None] = {}
    for name in package.parts:
        if (owner := parts.get(links_of(name))) and (owner.kind in _SEARCHED or owner.kind == "sheet"):
            _note(seen, owner.sheet, _linked_to(package.links(links_of(name))))
        elif (part := parts.get(name)) and part.kind in _SEARCHED:
            _note(seen, part.sheet, _SEARCHED[part.kind](package.searched(name)))
    _note(seen, "", _names(workbook))
    return list(seen)


def commented(content: bytes) -> list[str]:
    """The cells that the comments in this part stand at."""
    refs = (attributes(found[2]).get("ref", "").partition(":")[0].upper() for found in _COMMENT.finditer(content))
    return [ref for ref in refs if CELL_NAME.fullmatch(ref)]


def around(tail: bytes, sheet: str) -> tuple[Seen, ...]:
    """What seems to be personal data in a sheet's header, footer, input messages and links."""
    seen: dict[Seen, None] = {}
    headers = (plain_text(found[1]) for found in _HEADER.finditer(tail))
    _note(seen, sheet, (_Said(_HEADER_CODE.sub(" ", text), "", "its header or footer") for text in headers))
    _note(seen, sheet, _messages(tail))
    _note(seen, sheet, _hyperlinks(tail))
    return tuple(seen)


def hidden(words: Iterable[tuple[str, str]], sheet: str) -> tuple[Seen, ...]:
    """What seems to be personal data among what somebody typed in a sheet that is not read: cell and words."""
    seen: dict[Seen, None] = {}
    _note(seen, sheet, (_Said(text, cell, "a hidden sheet") for cell, text in words))
    return tuple(seen)


def _note(seen: dict[Seen, None], sheet: str, said: Iterable[_Said]) -> None:
    for each in said:
        for what in (*kinds(each.text), *links(each.text)):
            seen[Seen(what, sheet, each.cell, each.where)] = None


def _linked_to(links: Iterable[Mapping[str, str]]) -> Iterator[_Said]:
    for said in links:
        if said.get("TargetMode") == "External":
            yield _Said(said.get("Target", "").replace("%20", " "), "", "a link")


def _comments(content: bytes) -> Iterator[_Said]:
    for found in _COMMENT.finditer(content):
        yield _Said(_joined(found[3]), attributes(found[2]).get("ref", ""), "a comment")


def _pivot(content: bytes) -> Iterator[_Said]:
    return (_Said(plain_text(one or other), "", "a pivot table's store") for one, other in _SHARED.findall(content))


def _stored(content: bytes) -> Iterator[_Said]:
    return (_Said(plain_text(value), "", "a link's store") for value in _STORED.findall(content))


def _drawing(content: bytes) -> Iterator[_Said]:
    return (_Said(_drawn(found[0]), "", "a text box or drawing") for found in _PARAGRAPH.finditer(content))


def _chart(content: bytes) -> Iterator[_Said]:
    return (_Said(_drawn(found[0]), "", "a chart") for found in _PARAGRAPH.finditer(content))


def _drawn(xml: bytes) -> str:
    alt = _ALT_TEXT.match(xml)
    if alt is None:
        return _joined(xml)
    said = attributes(alt[1])
    return " ".join(said.get(name, "") for name in ("name", "title", "descr"))


def _joined(xml: bytes) -> str:
    """The words between tags, put together as they are seen."""
    return plain_text(b"".join(_TEXT.findall(xml)))


def _names(workbook: bytes) -> Iterator[_Said]:
    for found in _NAME.finditer(workbook):
        said, refers_to = attributes(found[1]), plain_text(found[2])
        yield _Said(f"{said.get('name', '').replace('_', ' ')} {said.get('comment', '')}", "", "a defined name")
        if '"' in refers_to or refers_to.isdigit():  # a constant, and no reference to cells
            yield _Said(refers_to, "", "a defined name")


def _properties(content: bytes) -> Iterator[_Said]:
    """What properties say, but for those that nearly always name somebody: they are noted elsewhere."""
    for tag, value in _PROPERTY.findall(content):
        if tag.decode("ascii", "replace") not in PEOPLE:
            yield _Said(plain_text(value), "", _PROPERTIES)


def _custom(content: bytes) -> Iterator[_Said]:
    for tag, value in _CUSTOM.findall(content):
        yield _Said(f"{attributes(tag).get('name', '')}: {_joined(b'>' + value + b'<')}", "", _PROPERTIES)


def _hyperlinks(tail: bytes) -> Iterator[_Said]:
    for found in _HYPERLINK.finditer(tail):
        said = attributes(found[1])
        text = " ".join(filter(None, (said.get(name, "") for name in ("location", "tooltip", "display"))))
        yield _Said(text, said.get("ref", "").partition(":")[0], "a link")


def _messages(tail: bytes) -> Iterator[_Said]:
    for found in _MESSAGE.finditer(tail):
        yield _message(found[1], found[2] or b"")


@lru_cache(maxsize=4096)  # a template's messages come again in each of its returns
def _message(tag: bytes, formula: bytes) -> _Said:
    said, listed = attributes(tag), plain_text(formula)
    words = [said.get(name, "") for name in ("promptTitle", "prompt", "errorTitle", "error")]
    words += [listed] if listed.startswith('"') else []
    text = " ".join(filter(None, words))
    return _Said(text, said.get("sqref", "").partition(" ")[0], "an input message")


_SEARCHED: Mapping[str, Callable[[bytes], Iterator[_Said]]] = MappingProxyType({
    "comments": _comments, "drawing": _drawing, "chart": _chart, "pivot store": _pivot, "pivot records": _pivot,
    "external link": _stored, "properties": _properties, "custom properties": _custom,
})  # fmt: skip
