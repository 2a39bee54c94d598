"""Every text in a part of a workbook that somebody may have written, in attributes and between tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.personal import asks_for_birth
from pipeline.read.package import attributes, plain_text

SHORTEST = 5  # characters; nothing shorter tells who a person is
LONGEST, OVERLAP = 30_000, 500  # characters searched at once, and searched again with the next

_TAG = re.compile(rb"<(/?)(?:[^\s<>/:?!]+:)?([^\s<>/:?!]+)([^<>]*)>([^<]*)")
# Text in these goes on from one to the next, until one of _APART begins or ends; _PARTED stands between two lines.
_FLOWING = frozenset("t font span b i u div".split())
_PARTED = frozenset("p br div li tr td".split())
_APART = frozenset(
    """
    txBody txbxContent rich textbox text comment threadedComment si is rPh sp pt shape oneCellAnchor twoCellAnchor
    absoluteAnchor
    """.split()
)
_PLACED = frozenset("comment threadedComment hyperlink dataValidation nc oc".split())
_TOGETHER = frozenset("cNvPr docPr hyperlink dataValidation definedName".split())  # one thing said in attributes
_HEADED = frozenset({"property", "cacheField"})  # what their name asks for stands within

_FORMULAS = frozenset(
    """
    f formula formula1 formula2 definedName calculatedColumnFormula totalsRowFormula FmlaMacro FmlaLink FmlaRange
    FmlaTxbx
    """.split()
)
# What somebody writes; it is searched even where it is a number.
_WRITTEN = frozenset(
    """
    name codeName n uniqueName caption displayName v c title descr alt altText altTextSummary tooltip display
    location prompt promptTitle error errorTitle comment description help statusBar totalsRowLabel dataCaption
    grandTotalCaption missingCaption errorCaption rowHeaderCaption colHeaderCaption string text value formatCode
    """.split()
)
_SIGNED = frozenset("refreshedBy userName displayName user".split())  # a person may have a short name
_IN_A_LIST = frozenset("filter customFilter item inputCells".split())  # their val is written too
# Numbers, marks and names of programs' own. A typeface may be called "MS Mincho".
_NO_WORDS = frozenset(
    """
    ref sqref id uid guid typeface face panose script hashValue saltValue password algorithmName style path d adj
    points coordsize coordorigin fmla eqn rgb lastClr uri spid cellRanges activeCell topLeftCell fillcolor
    strokecolor
    """.split()
)
_FONT = frozenset({"rFont", "srgbClr", "sysClr"})
_NO_TEXTS = frozenset({"Anchor", "sqref", "ref"})
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}\}?")
_LETTER = re.compile(r"[^\W\d_]")
_REFERENCE = re.compile(r"(?<![\w'])\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w(])")
_HEADER = re.compile(r"(?:odd|even|first)(?:Header|Footer)")
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Za-z])")


@dataclass(frozen=True)
class PartText:
    """One text, the element and attribute it is in (attribute '': between tags), and its cell ('' if it has none)."""

    text: str
    element: str
    attribute: str = ""
    cell: str = ""


def texts_in(xml: bytes, free: bool = False) -> Iterator[PartText]:
    """
    Everything in a part that may hold words, in its order; ``xml`` is in the one spelling of `plain_xml`.

    ``free``: the part is of a kind we do not know, so a person may have written any of its attributes.
    """
    walk = _Walk(free)
    seen: set[tuple[bytes, bytes]] = set()
    for match in _TAG.finditer(xml):
        closing, tag, rest, text = match.groups()
        name = tag.decode("utf-8", "replace")
        yield from walk.passed(name, bool(closing))
        if b"=" in rest and not closing and ((tag, rest) not in seen or name in _PLACED or name in _HEADED):
            seen.add((tag, rest))
            yield from walk.opened(name, rest)
        if text and (not text.isspace() or name in _FLOWING):
            yield from walk.read(name, plain_text(text), bool(closing))
    yield from walk.ended()


def pieces(text: str) -> Iterator[str]:
    """``text`` in pieces short enough to be searched quickly; they overlap, so that nothing is cut in two."""
    for start in range(0, max(len(text), 1), LONGEST):
        yield text[start : start + LONGEST + OVERLAP]


class _Walk:
    """What is remembered on the way through a part: the texts of one paragraph, the cell, and the heading above."""

    def __init__(self, free: bool) -> None:
        self._free = free
        self._flow: list[str] = []
        self._within = self._cell = self._heading = ""

    def passed(self, name: str, closing: bool) -> Iterator[PartText]:
        if name in _PARTED and self._flow:
            self._flow.append(" ")
        if name in _APART:
            yield from self.ended()
            self._within = "" if closing else name
        if closing and name in _PLACED:
            self._cell = ""
        if closing and name in _HEADED:
            self._heading = ""

    def opened(self, name: str, rest: bytes) -> Iterator[PartText]:
        values = attributes(rest)
        cell = self._cell
        if name in _PLACED:
            place = values.get("ref") or values.get("sqref") or values.get("r") or ""
            cell = place.partition(":")[0].partition(" ")[0]
            self._cell = "" if rest.endswith(b"/") else cell
        if name in _HEADED:
            self._heading = values.get("name", "")
        written = [(key, text) for key, value in values.items() for text in _in_attribute(name, key, value, self._free)]
        for key, text in written:
            yield PartText(text, name, key, cell)
            if self._heading and asks_for_birth(self._heading):
                yield PartText(f"{self._heading}: {text}", name, key, cell)
        if name in _TOGETHER and len(written) > 1:
            yield PartText(" ".join(text for _, text in written), name, written[0][0], cell)

    def read(self, name: str, text: str, after: bool) -> Iterator[PartText]:
        if name in _NO_TEXTS:
            return
        if name in _FLOWING or after:
            self._flow.append(text)
            self._within = self._within or name
        elif name in _FORMULAS:
            yield PartText(_constants(text), name, "", self._cell)
        else:
            if _HEADER.fullmatch(name):
                text = _HEADER_CODE.sub(" ", text)
            yield PartText(text, name, "", self._cell)
        if self._heading:
            yield PartText(f"{self._heading}: {text}", name, "", self._cell)

    def ended(self) -> Iterator[PartText]:
        """The texts of the paragraph that ends here: joined, as a reader sees them, and each by itself."""
        flow, self._flow = self._flow, []
        whole = "".join(flow)
        for text in dict.fromkeys([whole, *flow]):
            if len(text) >= SHORTEST:
                yield PartText(text, self._within, "", self._cell)


def _in_attribute(name: str, key: str, value: str, free: bool) -> Iterator[str]:
    """The words of one attribute; where it has underscores, also with blanks in their place."""
    local = key.rpartition(":")[2]
    if (
        key.startswith("xmlns")
        or local in _NO_WORDS
        or name in _FONT
        or (len(value) < SHORTEST and local not in _SIGNED)
    ):
        return
    if free or local in _WRITTEN or local in _SIGNED or (local == "val" and name in _IN_A_LIST):
        yield value.replace("\\", "") if local == "formatCode" else value
        if "_" in value:
            yield value.replace("_", " ")
    elif _LETTER.search(value) and not (name == "name" and local == "val"):  # of a typeface
        yield _constants(_GUID.sub(" ", value))


def _constants(formula: str) -> str:
    """A formula without its cells' names: DC1234 is a cell here, and no detective's number."""
    return _REFERENCE.sub(" ", formula.replace('"&"', ""))
