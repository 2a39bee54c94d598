"""The places of a reference in workbooks and other zips, and in those within them."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.english import first_few
from pipeline.errors import UnreadableReturn
from pipeline.read import Readers, Received, cell_name
from pipeline.store.whereabouts.reference import Reference
from pipeline.store.whereabouts.texts import in_rows, in_table, in_text, text_of
from pipeline.store.workspace import digest_of

ZIP, PROTECTED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LARGEST = 200_000_000  # bytes of one file within a zip
_DEEPEST = 4  # zips within zips
_SHOWN = 12  # cells in one line
_APART = re.compile(r"</(?:si|c|is|row|comment|t)>(?!\s*</r>)|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(
    r'<(?:\w+:)?(?:comment|threadedComment)\b[^>]*\bref="([A-Z]+\d+)"(.*?)</(?:\w+:)?\w*[cC]omment>', re.DOTALL
)
_NAMED = re.compile(r"xl/.*comments?\d*\.xml", re.IGNORECASE)


class CannotLook(ValueError):
    """A file that cannot be looked into; its text says why."""


def in_file(name: str, data: bytes, wanted: Reference, readers: Readers) -> Iterator[str]:
    """
    The places in a file called ``name`` that hold ``wanted``.

    Raises: CannotLook -- if it is protected with a password, damaged, or too large within.
    """
    yield from _in_file(name, data, wanted, readers, depth=0)


def _in_file(name: str, data: bytes, wanted: Reference, readers: Readers, depth: int) -> Iterator[str]:
    suffix = PurePosixPath(name).suffix.lower()
    if data.startswith(PROTECTED):
        raise CannotLook("protected with a password, or in Excel's format of before 2007")
    if data.startswith(ZIP):
        yield from _in_zip(name, data, wanted, readers, depth)
    elif data.startswith(b"PAR1"):
        try:
            yield from in_rows(data, wanted)
        except ValueError as error:
            raise CannotLook(str(error)) from error
    else:
        looks: Callable[[bytes, Reference], Iterator[str]] = in_table if suffix == ".csv" else in_text
        yield from looks(data, wanted)


def _in_zip(name: str, data: bytes, wanted: Reference, readers: Readers, depth: int) -> Iterator[str]:
    if depth == _DEEPEST:
        raise CannotLook(f"it holds zips within zips, more than {_DEEPEST} deep")
    parts = dict(_parts(data))
    if "[Content_Types].xml" in parts:
        yield from _in_workbook(name, data, parts, wanted, readers)
        return
    for inside, content in parts.items():
        if wanted.is_in(inside):
            yield f"{_within(inside)}: in its name"
        try:
            for place in _in_file(inside, content, wanted, readers, depth + 1):
                yield f"{_within(inside)}: {place}"
        except CannotLook as refused:
            raise CannotLook(f"in it lies {_within(inside)}, {refused}") from refused


def _within(inside: str) -> str:
    return PurePosixPath(inside).name


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.infolist():
                if each.flag_bits & 1:
                    raise CannotLook("protected with a password")
                if each.file_size > _LARGEST:
                    raise CannotLook("too large within")
                with archive.open(each) as part:
                    content = part.read(_LARGEST + 1)
                if len(content) > _LARGEST:
                    raise CannotLook("too large within")
                yield each.filename, content
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        if isinstance(error, CannotLook):
            raise
        raise CannotLook("a zip or workbook that is damaged") from error


def _in_workbook(name: str, data: bytes, parts: dict[str, bytes], wanted: Reference, readers: Readers) -> Iterator[str]:
    """The cells and comments that hold ``wanted``; where only the file as a whole tells of it, the part within it."""
    holding = {part: text for part, content in parts.items() if _holds(text := text_of(content), wanted)}
    if not holding:
        return
    told = False
    for part, text in holding.items():
        for cell in _comments(text, wanted) if _NAMED.fullmatch(part) else ():
            told = True
            yield f"the comment on {cell} ({PurePosixPath(part).name})"
    for place in _cells(name, data, wanted, readers):
        told = True
        yield place
    if not told:
        yield f"in its part {first_few(sorted(holding), 3)}"


def _holds(text: str, wanted: Reference) -> bool:
    """Whether a part holds it, also where it is written in pieces, each in a dress of its own."""
    if wanted.is_in(text):
        return True
    return "<" in text and wanted.is_in(html.unescape(_TAG.sub("", _APART.sub(" ", text))))


def _comments(text: str, wanted: Reference) -> Iterator[str]:
    for cell, said in _COMMENT.findall(text):
        if _holds(said, wanted):
            yield cell


def _cells(name: str, data: bytes, wanted: Reference, readers: Readers) -> Iterator[str]:
    try:
        workbook = readers.workbook(Received(Path(PurePosixPath(name).name), data, digest_of(data)))
    except UnreadableReturn:
        return  # the part that holds it is told all the same
    for sheet in workbook.sheets:
        there = [
            cell_name(row, column)
            for row, values in enumerate(sheet.rows, start=1)
            for column, value in enumerate(values, start=1)
            if wanted.is_cell(value)
        ]
        if there:
            yield f"{sheet.name}!{first_few(there, _SHOWN)}"
        if wanted.is_in(sheet.name):
            yield "the name of a sheet"
