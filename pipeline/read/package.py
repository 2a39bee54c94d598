"""Opens the zip that an .xlsx file is, within limits; a part is read to its end, because only then damage shows."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import unquote

from pipeline.errors import UnreadableReturn
from pipeline.read.file_kind import (
    FRESH_TEMPLATE,
    SAVE_WITHOUT,
    SEND_AGAIN,
    not_safe,
    refuse_other_zips,
    refuse_what_is_not_a_zip,
)
from pipeline.read.plain_xml import in_utf_8, simplified

LARGEST_WORKBOOK = 300_000_000  # bytes, unpacked; the largest honest one known unpacks to 108 million
LARGEST_PART = 150_000_000
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 10_000_000
MOST_PARTS = 5_000
MAIN = "xl/workbook.xml"  # as nearly every writer calls the part that lists the sheets

DAMAGED = "This workbook is damaged or incomplete: part of it does not match its own checksum or is missing."

_ATTRIBUTE = re.compile(rb"(?<![\w:.-])([\w:.\x80-\xff-]++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_WORKBOOK = re.compile(rb"<(?:\w+:)?workbook[\s>]")
_TYPES = "[content_types].xml"
_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\s([^<>]*)>")
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = MappingProxyType({"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"})
_UNPACKING_FAILS_WITH = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True)
class Relation:
    """A link from one part to another: its kind (the last word of its type) and the part it leads to."""

    kind: str
    target: str


@dataclass(frozen=True, eq=False)
class Package:
    """
    An opened workbook file; parts are found by name whatever their capitals, as Excel finds them.

    ``main``: the part that lists the sheets, whatever it is called.
    """

    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]
    main: str = MAIN

    def unpacked(self, name: str) -> bytes:
        """
        One part's bytes as they are, unpacked to their end.

        Raises: UnreadableReturn -- if the part is missing, damaged or encrypted.
        """
        part = self.parts.get(name.lower())
        if part is None:
            raise UnreadableReturn(DAMAGED, SEND_AGAIN)
        try:
            return self.archive.read(part)
        except _UNPACKING_FAILS_WITH:
            raise UnreadableReturn(DAMAGED, SEND_AGAIN) from None

    def read(self, name: str) -> bytes:
        """
        The XML, in the one spelling, of a part with answers in it.

        Raises: UnreadableReturn -- if it is missing or damaged, declares entities, or cannot be decoded.
        """
        try:
            return _without_entities(in_utf_8(self.unpacked(name)))
        except ValueError:
            raise not_safe("one of its parts is written in characters that cannot be told") from None

    def read_to_search(self, name: str) -> bytes:
        """
        The XML, in the one spelling, of a part that is only searched; characters that cannot be decoded are replaced.

        Raises: UnreadableReturn -- if it is missing or damaged, or declares entities: they would hide words.
        """
        return _without_entities(in_utf_8(self.unpacked(name), strict=False))

    def read_loosely(self, name: str) -> bytes:
        """
        The XML of a part that need not be understood, as far as it can be decoded; it may declare entities.

        Raises: UnreadableReturn -- if it is missing or damaged.
        """
        return simplified(in_utf_8(self.unpacked(name), strict=False))

    def relations(self, part: str) -> dict[str, Relation]:
        """Where a part's links lead, by their id; a part without links has none, and '' is the file itself."""
        relations = {}
        for link in self.links(part):
            # Types name a part's kind last: ".../officeDocument/2006/relationships/worksheet", or Strict's own.
            kind = link.get("Type", "").rpartition("/")[2]
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                target = self.named(part, target)
            relations[link.get("Id", "")] = Relation(kind, target)
        return relations

    def links(self, part: str) -> list[dict[str, str]]:
        """A part's links as they are written."""
        folder, file = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{file}.rels").lower()
        if listing not in self.parts:
            return []
        return list(tags(_RELATION, self.read_to_search(listing)))

    def linked(self, kind: str, usual: str) -> tuple[str, bytes]:
        """
        The name and the XML of the part of this kind that the main part leads to; both are empty where there is none.

        ``usual``: how such a part is called, for a file whose own links do not lead there.
        Raises: UnreadableReturn -- as `read`.
        """
        known = (link.target for link in self.relations(self.main).values() if link.kind == kind)
        name = next((part for part in (*known, usual) if part in self.parts), "")
        return name, self.read(name) if name else b""

    def named(self, part: str, target: str) -> str:
        """The name of the part that a link of ``part`` with this target leads to; it may have "%20" for a blank."""
        at = posixpath.join("/", posixpath.dirname(part), target.replace("\\", "/"))
        name = posixpath.normpath(at).lstrip("/").lower()
        return name if name in self.parts else unquote(name).lower()


def opened(data: bytes) -> Package:
    """
    Open a workbook file without unpacking anything but the links to its main part.

    Raises: UnreadableReturn -- if it is not an .xlsx or .xlsm file, cannot be opened, or is built to overwhelm.
    """
    refuse_what_is_not_a_zip(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNPACKING_FAILS_WITH:
        raise UnreadableReturn(
            "This workbook is incomplete: its end is missing, as when a copy or a download was cut short.",
            "Copy or send the workbook again.",
        ) from None
    listed = archive.infolist()
    parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in listed}
    _refuse_odd_parts(listed, len(parts))
    package = Package(archive, MappingProxyType(parts))
    mains = (link.target for link in package.relations("").values() if link.kind == "officeDocument")
    main = next((part for part in (*mains, *_declared_mains(package), MAIN) if _lists_sheets(package, part)), None)
    if main is None:
        refuse_other_zips(parts, package.unpacked("mimetype") if "mimetype" in parts else b"")
    return replace(package, main=main)


def _declared_mains(package: Package) -> Iterator[str]:
    """The main parts that the list of content types names, for a file whose own links do not lead there."""
    if _TYPES in package.parts:
        for override in tags(_OVERRIDE, package.read_to_search(_TYPES)):
            if override.get("ContentType", "").endswith(".main+xml"):
                yield override.get("PartName", "").lstrip("/").lower()


def _lists_sheets(package: Package, part: str) -> bool:
    known = part in package.parts and not part.endswith(".bin")
    return known and _WORKBOOK.search(package.read_to_search(part)) is not None


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes written in an XML tag, decoded."""
    return {
        attribute[1].decode("utf-8", "replace"): plain_text(attribute[2] or attribute[3] or b"")
        for attribute in _ATTRIBUTE.finditer(tag)
    }


def tags(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    """The attributes of each tag in ``xml`` that ``pattern`` finds; they are its first group."""
    return (attributes(tag[1]) for tag in pattern.finditer(xml))


def plain_text(escaped: bytes) -> str:
    """Text as XML stores it, with its escapes undone once."""
    text = escaped.decode("utf-8", "replace")
    return _ENTITY.sub(_unescaped, text) if "&" in text else text


def _unescaped(escape: re.Match[str]) -> str:
    if escape[3]:
        return _NAMED[escape[3]]
    number = int(escape[1], 16) if escape[1] else int(escape[2])
    return chr(number) if number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def _refuse_odd_parts(listed: list[zipfile.ZipInfo], distinct: int) -> None:
    if distinct < len(listed):
        raise not_safe("it holds the same part twice")
    if any(".." in part.filename.replace("\\", "/").split("/") for part in listed):
        raise not_safe("a part's name leads outside the workbook")
    if any(part.flag_bits & 0x1 for part in listed):
        raise UnreadableReturn("This workbook's parts are encrypted, so it cannot be opened.", SAVE_WITHOUT)
    if len(listed) > MOST_PARTS:
        raise not_safe(f"it has {len(listed):,} parts, and at most {MOST_PARTS:,} are expected")
    unpacked = sum(part.file_size for part in listed)
    largest = max(listed, key=lambda part: part.file_size)
    ratio = largest.file_size / max(largest.compress_size, 1)
    if (
        unpacked > LARGEST_WORKBOOK
        or largest.file_size > LARGEST_PART
        or any(
            part.file_size > RATIO_MATTERS_FROM and part.file_size > LARGEST_RATIO * part.compress_size
            for part in listed
        )
    ):
        raise not_safe(
            f"it unpacks to {unpacked / 1e6:,.0f} MB, its largest part to {ratio:,.0f} times its size", FRESH_TEMPLATE
        )


def _without_entities(content: bytes) -> bytes:
    """The same XML in the one spelling. Raises: UnreadableReturn -- if it declares a document type."""
    # A document type stands before the first element, so the rest need not be searched unless something is there.
    first = _ELEMENT.search(content)
    before = content if first is None else content[: first.start()]
    if b"<!" in before and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise not_safe("a part declares XML entities, which Excel never writes")
    return simplified(content)
