"""Files that are no workbook, or no longer one."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.defects.sent import Sent
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal, Truth

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def _file(name: str, knows: str, data: Callable[[Sent], bytes]) -> Kind:
    truth = Truth(frozenset(), must=(frozenset({FILE}),), refusal=Refusal.MUST)
    return Kind(name, knows, lambda sent, _random: Bent(data(sent), truth))


KINDS = (
    _file("empty file", "It has no bytes; it is not a nil return.", lambda _: b""),
    _file("file of zeros", "It is no workbook.", lambda _: bytes(20_000)),
    _file("file cut short", "Its end is missing.", lambda sent: sent.plain[: len(sent.plain) // 2]),
    _file("text file named .xlsx", "It is no workbook.", lambda _: "Record,Siân\r\nNEG-0001,Y\r\n".encode("cp1252")),
    _file("web page named .xlsx", "It is no workbook.", lambda _: b"<html><table><tr><td>1</td></tr></table></html>"),
    _file("PDF named .xlsx", "It is no workbook.", lambda _: b"%PDF-1.7\n1 0 obj"),
    _file("old .xls named .xlsx", "It is another kind of workbook.",
          lambda _: _OLE + "Workbook".encode("utf-16-le") + bytes(600)),
)  # fmt: skip
