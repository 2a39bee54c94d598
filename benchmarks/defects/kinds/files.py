"""Files that are no workbook, or no longer one."""

from __future__ import annotations

import io
from collections.abc import Callable

from msoffcrypto.format.ooxml import OOXMLFile

from benchmarks.defects.due import ERROR, Due, Ours
from benchmarks.defects.sent import Sent
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal, Truth
from pipeline.validate.catalogue.files import LOCKED, UNREADABLE
from pipeline.validate.validated import Status

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def _locked(data: bytes) -> bytes:
    into = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("x", into)
    return into.getvalue()


def _file(
    name: str,
    knows: str,
    data: Callable[[Sent], bytes],
    *says: str,
    named: str = "return.xlsx",
    rule: str = UNREADABLE.id,
) -> Kind:
    """A file called ``named``; ``says``: what this product says of it."""
    ours = Ours((Due(rule, ERROR, says=says),), status=Status.SENT_BACK, rows={"seen": 0})
    truth = Truth(frozenset(), must=(frozenset({FILE}),), refusal=Refusal.MUST, ours=ours)
    return Kind(name, knows, lambda sent, _random: Bent(data(sent), truth, named))


_TEXT = "text file (such as .csv)"

KINDS = (
    _file(
        "empty file",
        "It has no bytes; it is not a nil return.",
        lambda _: b"",
        "empty (0 bytes)",
        "does not count as a nil return",
    ),
    _file("file of zeros", "It is no workbook.", lambda _: bytes(20_000), "nothing but zeros"),
    _file(
        "file cut short", "Its end is missing.", lambda sent: sent.plain[: len(sent.plain) // 2], "its end is missing"
    ),
    _file(
        "text file named .xlsx",
        "It is no workbook.",
        lambda _: "Record,Siân\r\nNEG-0001,Y\r\n".encode("cp1252"),
        _TEXT,
        ".xlsx",
    ),
    _file("text file", "It is no workbook.", lambda _: b"Record no.,Child\n1,2\n", _TEXT, ".xlsx", named="return.csv"),
    _file(
        "text file of tabs named .xls",
        "It is no workbook.",
        lambda _: "Record no.\tChild\r\n".encode("utf-16"),
        "text file",
        named="return.xls",
    ),
    _file(
        "web page named .xlsx",
        "It is no workbook.",
        lambda _: b"<html><table><tr><td>1</td></tr></table></html>",
        "web page",
        ".xlsx",
    ),
    _file(
        "web page named .xls",
        "It is no workbook.",
        lambda _: b"<html><body><table></table></body></html>",
        "web page",
        ".xlsx",
        named="return.xls",
    ),
    _file("PDF named .xlsx", "It is no workbook.", lambda _: b"%PDF-1.7\n1 0 obj", "This is a PDF"),
    _file(
        "old .xls named .xlsx",
        "It is another kind of workbook.",
        lambda _: _OLE + "Workbook".encode("utf-16-le") + bytes(600),
        "old-format Excel file (.xls)",
        ".xlsx",
    ),
    _file(
        "very old .xls",
        "It is another kind of workbook.",
        lambda _: _OLE + "Book".encode("utf-16-le") + bytes(600),
        "(.xls)",
        ".xlsx",
        named="return.xls",
    ),
    _file(
        "workbook with a password",
        "Nobody can read it without.",
        lambda sent: _locked(sent.plain),
        "protected with a password",
        "Encrypt with Password",
        rule=LOCKED.id,
    ),
)
