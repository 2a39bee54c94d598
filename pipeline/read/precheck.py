"""
Checks a workbook's structure before its values are read, and collects facts about it on the way.

Nothing is parsed as XML here, so no entity is ever expanded; each part is unpacked once, to its end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import UnreadableReturn
from pipeline.personal import kinds
from pipeline.read import outside_cells, scan
from pipeline.read.file_kind import SEND_AGAIN, not_safe
from pipeline.read.package import Package, Relation, opened, tags
from pipeline.read.parts import DELETE_SHEET, known_parts, read_other_parts
from pipeline.read.plain_xml import sections
from pipeline.read.rewrite_cells import rewritten
from pipeline.read.scan import SheetFacts
from pipeline.read.values import Facts, PersonalData
from pipeline.read.values_copy import Copy

MOST_MISSING_STRINGS = 5_000_000
WORKINGS = "Checks"  # the template's; the layout that names it is not loaded here, with all that it stands on

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_UNIQUE_COUNT = re.compile(rb"uniqueCount\s*=\s*[\"']([0-9]+)[\"']")


@dataclass(frozen=True)
class DeclaredSheet:
    """
    A sheet as the workbook lists it; charts, dialogs and the template's hidden workings have no facts.

    ``called``: how messages name it. ``link``: the id of the link to its part. ``outside_cells``: what seems to be
    personal data in it, its answers aside.
    """

    name: str
    state: str
    called: str
    link: str
    kind: str
    part: str
    facts: SheetFacts | None
    outside_cells: tuple[PersonalData, ...] = ()


@dataclass(frozen=True, eq=False)
class Structure:
    """What the check finds: each sheet in its order, facts about the file, and the copy to read values from."""

    package: Package
    workbook: bytes
    strings: bytes
    styles: bytes
    sheets: tuple[DeclaredSheet, ...]
    properties: tuple[str, ...]
    facts: Facts
    outside_cells: tuple[PersonalData, ...]
    values_copy: Copy

    def rewritten(self, odd: DeclaredSheet, how_much: int) -> Copy:
        """
        A copy of the workbook with only the sheet ``odd`` in it, and ``how_much`` of its cells written anew.

        Raises: UnreadableReturn -- if that cannot be done, naming the cell.
        """
        copy = Copy(self.workbook, self.strings, self.styles)
        for sheet in self.sheets:
            xml = b""
            if sheet is odd:
                strings = scan.string_count(self.strings)
                xml = rewritten(self.package.read(sheet.part), sheet.called, strings, how_much)
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
    strings_part, strings = package.linked("sharedStrings", "xl/sharedstrings.xml")
    _refuse_string_lie(strings)
    styles_part, styles = package.linked("styles", "xl/styles.xml")
    looks = scan.styles_with_fill(styles)
    copy = Copy(workbook, strings, styles)
    listed = list(tags(_SHEET, workbook))
    titles = [entry.get("name", "") for entry in listed]
    _refuse_namesakes(titles)
    workings = {WORKINGS, *(f"{WORKINGS} {title}" for title in titles)}
    sheets = tuple(
        _declared(
            package, number, entry, links=links, looks=looks, strings=strings, values_copy=copy, workings=workings
        )
        for number, entry in enumerate(listed, start=1)
    )
    if not any(sheet.facts for sheet in sheets):
        raise UnreadableReturn("This workbook lists no worksheets.", SEND_AGAIN)
    parts = known_parts(package, [(sheet.name, sheet.part) for sheet in sheets])
    read = {strings_part, *(sheet.part for sheet in sheets)}
    others = read_other_parts(package, parts, {package.main, styles_part, *read})
    elsewhere, who = outside_cells.in_parts(package, parts, read)
    kinds = [part.kind for part in parts.values()]
    return Structure(
        package=package,
        workbook=workbook,
        strings=strings,
        styles=styles,
        sheets=sheets,
        properties=tuple(dict.fromkeys([*others.properties, *who])),
        facts=Facts(
            macros=any(name.endswith("vbaproject.bin") for name in package.parts),
            external_links=kinds.count("external link"),
            connections=others.connections,
            comments=others.comments,
            pivot_caches=kinds.count("pivot store"),
            embedded_objects=_count(package, "xl/embeddings/") + _count(package, "xl/activex/activex"),
            pictures=_count(package, "xl/media/"),
        ),
        outside_cells=(
            *(seen for sheet in sheets for seen in sheet.outside_cells),
            *elsewhere,
            *outside_cells.in_texts(scan.phonetic(strings), ""),
        ),
        values_copy=copy,
    )


def _declared(
    package: Package,
    number: int,
    entry: dict[str, str],
    links: dict[str, Relation],
    looks: frozenset[bytes],
    strings: bytes,
    values_copy: Copy,
    workings: Collection[str],
) -> DeclaredSheet:
    """
    A sheet that the workbook lists; it is added to ``values_copy`` if its values are to be read.

    ``workings``: what the template's own sheets of workings are called, one for each sheet of records.
    """
    name, state = entry.get("name", ""), entry.get("state", "visible")
    called = _called(name, number)
    # The attribute is r:id, but a writer may choose another prefix.
    id_ = next((value for key, value in entry.items() if key.endswith(":id")), "")
    link = links.get(id_)
    if link is None or link.target not in package.parts:
        raise not_safe(f"it lists a {called} that is not in the file")
    if "macrosheet" in link.kind.lower():
        raise UnreadableReturn(
            f"This workbook has an Excel 4.0 macro sheet, {called}, which can run programs.", DELETE_SHEET
        )
    xml = package.read(link.target)
    head, body, tail = sections(xml)
    seen = list(outside_cells.around_cells(head + tail, name))
    # The template's own workings say nothing that their workbook does not, and are most of its cells.
    facts = None
    if name in workings and state != "visible":
        seen += outside_cells.in_texts(scan.cell_texts(body, strings), name)
    elif link.kind != "worksheet":
        texts = (("", each, "the name of a sheet") for each in (name, name.replace("_", " ")))
        seen += outside_cells.in_texts(texts, "")
    else:
        seen += outside_cells.in_texts((*scan.constants(body), *scan.phonetic(body)), name)
        scan.refuse_long_texts(body, scan.long_strings(strings), called)
        facts = scan.facts((head, body, tail), called, looks)
        facts = replace(facts, filtered=facts.filtered or _filtered_table(package, link.target))
    values_copy.add(id_, link.kind, b"" if facts is None else xml)
    return DeclaredSheet(
        name=name,
        state=state,
        called=called,
        link=id_,
        kind=link.kind,
        part=link.target,
        facts=facts,
        outside_cells=tuple(seen),
    )


def _called(name: str, number: int) -> str:
    """How a sheet is spoken of: by its name, unless that seems to hold personal data."""
    return f"sheet {number}" if kinds(name) or kinds(name.replace("_", " ")) else f"sheet '{name}'"


def _refuse_namesakes(names: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        if first.setdefault(name, number) != number:
            raise UnreadableReturn(
                f"This workbook has two sheets of one name: the {_called(name, number)} is there twice.",
                "Rename one of them (double-click its tab), save the workbook and send it again.",
            )


def _filtered_table(package: Package, part: str) -> bool:
    """Whether a filter is left on in one of the sheet's tables."""
    tables = (link.target for link in package.relations(part).values() if link.kind == "table")
    return any(b"filterColumn" in package.read_to_search(table) for table in tables)


def _refuse_string_lie(strings: bytes) -> None:
    # The reader takes memory for as many strings as are announced, and a 2 kB file can announce four thousand million.
    announced = _UNIQUE_COUNT.search(strings[:2_000])
    if announced is None or int(announced[1]) <= MOST_MISSING_STRINGS:
        return
    if int(announced[1]) > scan.string_count(strings) + MOST_MISSING_STRINGS:
        raise not_safe(f"it announces {int(announced[1]):,} texts and does not hold them")


def _count(package: Package, start: str) -> int:
    return sum(name.startswith(start) for name in package.parts)
