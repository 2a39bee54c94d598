"""
The check of a workbook's structure that comes before its values are read, and the facts it finds on the way.

Nothing is parsed as XML here, so no entity is ever expanded; each part is unpacked once, to its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import UnreadableReturn
from pipeline.personal import OURS
from pipeline.read import beside, container, scan
from pipeline.read.colours import filled_looks
from pipeline.read.package import NOT_SAFE, Package, Relation, attributes, opened, plain_text
from pipeline.read.scan import SheetFacts
from pipeline.read.values import Facts, Seen

MOST_MISSING_STRINGS = 5_000_000
WORKINGS = "Checks"  # the template's; the layout that names it is not loaded here, with all that it stands on

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedstrings.xml"
_STYLES = "xl/styles.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_NAME = re.compile(rb"<(?:\w+:)?definedName\s([^>]*)>")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
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

    ``typed``: what seems to be personal data among what is not a formula in those workings.
    """

    name: str
    state: str
    part: str
    facts: SheetFacts | None
    typed: tuple[Seen, ...] = ()


@dataclass(frozen=True, eq=False)
class Structure:
    """What the check found: every sheet listed, in order, and the facts about the file."""

    package: Package
    sheets: tuple[DeclaredSheet, ...]
    properties: tuple[str, ...]
    facts: Facts
    beside: tuple[Seen, ...]

    def filled(self, sheet: DeclaredSheet) -> int:
        """
        The filled cells of one sheet, counted one by one: slower than the count in its facts, and exact.

        Raises: UnreadableReturn -- if one cell is stored twice.
        """
        strings = self.package.read(_STRINGS) if _STRINGS in self.package.parts else b""
        return scan.filled(self.package.read(sheet.part), scan.blank_strings(strings))


def structure(data: bytes) -> Structure:
    """
    Check a workbook file's structure, and collect what reading its values would not show.

    Raises: UnreadableReturn -- if it is not an .xlsx or .xlsm file, is damaged, or could not be read safely.
    """
    package = opened(data)
    workbook = package.read(_WORKBOOK)
    links = package.relations(_WORKBOOK)
    listed = [attributes(tag[1]) for tag in _SHEET.finditer(workbook)]
    looks = filled_looks(package.read(_STYLES)) if _STYLES in package.parts else frozenset()
    sheets = tuple(_declared(package, said, links, looks) for said in listed)
    if not any(sheet.facts for sheet in sheets):
        raise UnreadableReturn("This workbook lists no worksheets.", container.SEND_AGAIN)
    found = _rest(package, {sheet.part for sheet in sheets} | {_WORKBOOK})
    names = (attributes(tag[1]).get("name", "") for tag in _NAME.finditer(workbook))
    return Structure(
        package,
        sheets,
        found.properties,
        Facts(
            macros=any(name.endswith("vbaproject.bin") for name in package.parts),
            external_links=_count(package, "xl/externallinks/externallink"),
            connections=found.connections,
            comments=found.comments,
            pivot_caches=_count(package, "xl/pivotcache/pivotcachedefinition"),
            embedded_objects=_count(package, "xl/embeddings/") + _count(package, "xl/activex/activex"),
            very_hidden_sheets=tuple(sheet.name for sheet in sheets if sheet.state == "veryHidden"),
            pictures=_count(package, "xl/media/"),
            defined_names=tuple(name for name in names if not name.startswith("_xlnm.")),
        ),
        (
            *(seen for sheet in sheets for seen in (sheet.facts.around if sheet.facts else sheet.typed)),
            *beside.searched(package, [(sheet.name, sheet.part) for sheet in sheets], workbook),
        ),
    )


def _declared(
    package: Package, said: dict[str, str], links: dict[str, Relation], looks: frozenset[bytes]
) -> DeclaredSheet:
    name, state = said.get("name", ""), said.get("state", "visible")
    # The attribute is r:id, but a writer may choose another prefix.
    link = links.get(next((value for key, value in said.items() if key.endswith(":id")), ""))
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
    if link.kind != "worksheet":
        return DeclaredSheet(name, state, link.target, None)
    if name == WORKINGS and state != "visible":
        # The template's own workings say nothing that their workbook does not, and are most of its cells.
        strings = package.read(_STRINGS) if _STRINGS in package.parts else b""
        return DeclaredSheet(name, state, link.target, None, beside.hidden(scan.words(xml, strings), name))
    facts = scan.facts(xml, name, looks)
    if not facts.filtered:
        facts = _with_tables(package, link.target, facts)
    return DeclaredSheet(name, state, link.target, facts)


def _with_tables(package: Package, part: str, facts: SheetFacts) -> SheetFacts:
    """The same facts, but filtered where a filter is left on in one of the sheet's tables."""
    tables = (link.target for link in package.relations(part).values() if link.kind == "table")
    if any(b"filterColumn" in package.read(table) for table in tables):
        return SheetFacts(**{**vars(facts), "filtered": True})
    return facts


@dataclass(frozen=True)
class _Rest:
    comments: int
    connections: int
    properties: tuple[str, ...]


def _rest(package: Package, seen: set[str]) -> _Rest:
    """Read every part not yet read, so that damage anywhere shows, and note what is worth a note."""
    comments = connections = 0
    properties: list[str] = []
    for name in package.parts:
        if name in seen or name.endswith("/"):
            continue
        content = package.read(name)
        if name == _STRINGS:
            _refuse_string_lie(content)
        elif name.startswith("xl/macrosheets/"):
            raise UnreadableReturn(
                "This workbook has an Excel 4.0 macro sheet, which can run programs.",
                "Delete that sheet, save the workbook and send it again.",
            )
        elif name.startswith("xl/externallinks/") and b"ddeLink" in content:
            raise UnreadableReturn(
                "This workbook has a link that calls another program (DDE).",
                "Break the link (Data > Edit Links > Break Link), save the workbook and send it again.",
            )
        elif name.startswith(("xl/comments", "xl/worksheets/comments")):
            comments += len(_COMMENT.findall(content))
        elif name == "xl/connections.xml":
            connections += len(_CONNECTION.findall(content))
        elif name.startswith("docprops/"):
            properties += _filled_in(name, content)
    return _Rest(comments, connections, tuple(dict.fromkeys(properties)))


def _filled_in(name: str, content: bytes) -> list[str]:
    if name == "docprops/custom.xml":
        return ["custom"]
    if not name.endswith(".xml"):
        return []
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
