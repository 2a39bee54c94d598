"""
The check of a workbook's structure that comes before its values are read, and the facts it finds on the way.

Nothing is parsed as XML here, so no entity is ever expanded; each part is unpacked once, to its end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.errors import UnreadableReturn
from pipeline.personal import OURS
from pipeline.read import beside, container, scan
from pipeline.read.colours import filled_looks
from pipeline.read.copied import Copy
from pipeline.read.package import NOT_SAFE, Package, Relation, attributes, opened, plain_text
from pipeline.read.reached import Part, reached
from pipeline.read.respelt import respelt
from pipeline.read.scan import SheetFacts
from pipeline.read.values import Facts, Seen

MOST_MISSING_STRINGS = 5_000_000
MOST_COMMENTS = 2_000  # cells named
WORKINGS = "Checks"  # the template's; the layout that names it is not loaded here, with all that it stands on

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_NAME = re.compile(rb"<(?:\w+:)?definedName\s([^>]*)>")
_CONNECTION = re.compile(rb"<(?:\w+:)?connection\s")
_UNIQUE_COUNT = re.compile(rb"uniqueCount\s*=\s*[\"']([0-9]+)[\"']")
_PROPERTY = re.compile(rb"<(?:\w+:)?(\w+)(?:\s[^>]*)?>([^<\s][^<]*)</")
# Statistics of the file, not something a person filled in.
_NOT_PERSONAL = frozenset({
    "Application", "AppVersion", "DocSecurity", "ScaleCrop", "SharedDoc", "HyperlinksChanged", "LinksUpToDate",
    "TotalTime", "created", "modified", "lastPrinted", "lpstr", "i4", "vt", "revision", "version",
})  # fmt: skip


@dataclass(frozen=True)
class DeclaredSheet:
    """
    A sheet as the workbook lists it; charts, dialogs and the template's hidden workings have no facts.

    ``link``: what leads to its part. ``beside``: what seems to be personal data in it, but for its answers.
    """

    name: str
    state: str
    link: str
    kind: str
    part: str
    facts: SheetFacts | None
    beside: tuple[Seen, ...] = ()


@dataclass(frozen=True, eq=False)
class Structure:
    """What the check found: every sheet listed, in order, the facts about the file, and what to read it from."""

    package: Package
    workbook: bytes
    strings: bytes
    styles: bytes
    sheets: tuple[DeclaredSheet, ...]
    properties: tuple[str, ...]
    facts: Facts
    beside: tuple[Seen, ...]
    plain: Copy

    def respelt(self, odd: DeclaredSheet, how_much: int) -> Copy:
        """
        The workbook with this one sheet in it, so much of it written anew for the reader of values to understand.

        Raises: UnreadableReturn -- if that cannot be done, naming the cell.
        """
        copy = Copy(self.workbook, self.strings, self.styles)
        for sheet in self.sheets:
            xml = b""
            if sheet is odd:
                strings = scan.string_count(self.strings)
                xml = respelt(self.package.read(sheet.part), sheet.name, strings, how_much)
            copy.add(sheet.link, sheet.kind, xml)
        return copy

    def filled(self, sheet: DeclaredSheet) -> frozenset[tuple[int, int]]:
        """
        The filled cells of one sheet, found one by one: slower than the count in its facts, and exact.

        Raises: UnreadableReturn -- if one cell is stored twice.
        """
        return scan.filled(self.package.read(sheet.part), scan.blank_strings(self.strings))


def structure(data: bytes) -> Structure:
    """
    Check a workbook file's structure, and collect what reading its values would not show.

    Raises: UnreadableReturn -- if it is not an .xlsx or .xlsm file, is damaged, or could not be read safely.
    """
    package = opened(data)
    workbook = package.read(package.main)
    links = package.relations(package.main)
    strings_part, styles_part = (
        package.linked("sharedStrings", "xl/sharedstrings.xml"), package.linked("styles", "xl/styles.xml"),
    )  # fmt: skip
    strings = package.read(strings_part) if strings_part else b""
    _refuse_string_lie(strings)
    styles = package.read(styles_part) if styles_part else b""
    looks = filled_looks(styles)
    plain = Copy(workbook, strings, styles)
    sheets = tuple(
        _declared(package, attributes(tag[1]), links, looks, strings, plain) for tag in _SHEET.finditer(workbook)
    )
    if not any(sheet.facts for sheet in sheets):
        raise UnreadableReturn("This workbook lists no worksheets.", container.SEND_AGAIN)
    parts = reached(package, [(sheet.name, sheet.part) for sheet in sheets])
    found = _rest(package, parts, {package.main, strings_part, styles_part} | {sheet.part for sheet in sheets})
    names = (attributes(tag[1]).get("name", "") for tag in _NAME.finditer(workbook))
    kinds = [part.kind for part in parts.values()]
    return Structure(
        package,
        workbook,
        strings,
        styles,
        sheets,
        found.properties,
        Facts(
            macros=any(name.endswith("vbaproject.bin") for name in package.parts),
            external_links=kinds.count("external link"),
            connections=found.connections,
            comments=found.comments,
            pivot_caches=kinds.count("pivot store"),
            embedded_objects=_count(package, "xl/embeddings/") + _count(package, "xl/activex/activex"),
            very_hidden_sheets=tuple(sheet.name for sheet in sheets if sheet.state == "veryHidden"),
            pictures=_count(package, "xl/media/"),
            defined_names=tuple(name for name in names if not name.startswith("_xlnm.")),
        ),
        (*(seen for sheet in sheets for seen in sheet.beside), *beside.searched(package, parts, workbook)),
        plain,
    )


def _declared(
    package: Package,
    said: dict[str, str],
    links: dict[str, Relation],
    looks: frozenset[bytes],
    strings: bytes,
    plain: Copy,
) -> DeclaredSheet:
    """A sheet that the workbook lists; it is added to the ``plain`` copy where its values are to be read."""
    name, state = said.get("name", ""), said.get("state", "visible")
    # The attribute is r:id, but a writer may choose another prefix.
    id_ = next((value for key, value in said.items() if key.endswith(":id")), "")
    link = links.get(id_)
    if link is None or link.target not in package.parts:
        raise UnreadableReturn(
            f"{NOT_SAFE}: it lists a sheet '{name}' that is not in the file.", container.SAVE_AS_XLSX
        )
    if "macrosheet" in link.kind.lower():
        raise UnreadableReturn(
            f"This workbook has an Excel 4.0 macro sheet, '{name}', which can run programs.",
            "Delete that sheet, save the workbook and send it again.",
        )
    xml = package.read(link.target)
    # The template's own workings say nothing that their workbook does not, and are most of its cells.
    workings = name == WORKINGS and state != "visible"
    if workings or link.kind != "worksheet":
        plain.add(id_, link.kind)
        words = beside.hidden(scan.words(xml, strings), name) if workings else beside.around(xml, name)
        return DeclaredSheet(name, state, id_, link.kind, link.target, None, words)
    facts = scan.facts(xml, name, looks)
    plain.add(id_, link.kind, xml)
    if not facts.filtered:
        facts = _with_tables(package, link.target, facts)
    return DeclaredSheet(name, state, id_, link.kind, link.target, facts, facts.around)


def _with_tables(package: Package, part: str, facts: SheetFacts) -> SheetFacts:
    """The same facts, but filtered where a filter is left on in one of the sheet's tables."""
    tables = (link.target for link in package.relations(part).values() if link.kind == "table")
    if any(b"filterColumn" in package.searched(table) for table in tables):
        return SheetFacts(**{**vars(facts), "filtered": True})
    return facts


@dataclass(frozen=True)
class _Rest:
    comments: tuple[str, ...]
    connections: int
    properties: tuple[str, ...]


def _rest(package: Package, parts: Mapping[str, Part], seen: Collection[str]) -> _Rest:
    """Unpack every part not yet read, so that damage anywhere shows, and note what is worth a note."""
    comments: list[str] = []
    connections = 0
    properties: list[str] = []
    for name in package.parts:
        if name in seen or name.endswith("/"):
            continue
        part = parts.get(name, Part(""))
        if part.kind == "macro sheet":
            raise UnreadableReturn(
                "This workbook has an Excel 4.0 macro sheet, which can run programs.",
                "Delete that sheet, save the workbook and send it again.",
            )
        if part.kind not in ("external link", "comments", "connections", "properties", "custom properties"):
            package.unpacked(name)
            continue
        content = package.searched(name)
        if part.kind == "external link" and b"ddeLink" in content:
            raise UnreadableReturn(
                "This workbook has a link that calls another program (DDE).",
                "Break the link (Data > Edit Links > Break Link), save the workbook and send it again.",
            )
        if part.kind == "comments":
            comments += [f"{part.sheet}!{cell}" if part.sheet else cell for cell in beside.commented(content)]
        elif part.kind == "connections":
            connections += len(_CONNECTION.findall(content))
        elif part.kind == "custom properties":
            properties.append("custom")
        elif part.kind == "properties":
            properties += _filled_in(content)
    return _Rest(tuple(dict.fromkeys(comments))[:MOST_COMMENTS], connections, tuple(dict.fromkeys(properties)))


def _filled_in(content: bytes) -> list[str]:
    filled = ((tag.decode(), plain_text(value)) for tag, value in _PROPERTY.findall(content))
    return [found for found, value in filled if found not in _NOT_PERSONAL and value.strip() != OURS]


def _refuse_string_lie(strings: bytes) -> None:
    # The reader takes memory for as many strings as are announced, and a 2 kB file can announce four thousand million.
    announced = _UNIQUE_COUNT.search(strings[:2_000])
    if announced is None or int(announced[1]) <= MOST_MISSING_STRINGS:
        return
    if int(announced[1]) > scan.string_count(strings) + MOST_MISSING_STRINGS:
        raise UnreadableReturn(
            f"{NOT_SAFE}: it announces {int(announced[1]):,} texts and does not hold them.", container.SAVE_AS_XLSX
        )


def _count(package: Package, start: str) -> int:
    return sum(name.startswith(start) for name in package.parts)
