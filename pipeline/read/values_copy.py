"""A copy of a workbook for the reader of values: only the parts that it needs, checked, and under their usual names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from pipeline.read.package import MAIN

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTING = "http://schemas.openxmlformats.org/package/2006/relationships"

# By its folder the reader of values knows what a sheet is; of what holds no cells it need not know more.
_FOLDERS = {"worksheet": "worksheets", "dialogsheet": "dialogsheets"}


class Copy:
    """A workbook written part by part, unpacked, in memory."""

    def __init__(self, workbook: bytes, strings: bytes, styles: bytes) -> None:
        self._into = io.BytesIO()
        self._archive = zipfile.ZipFile(self._into, "w")
        self._archive.writestr("_rels/.rels", _listing([_link("main", "officeDocument", MAIN)]))
        self._archive.writestr(MAIN, workbook)
        self._sheets = 0
        self._links: list[str] = []
        for kind, content in (("sharedStrings", strings), ("styles", styles)):
            if content:
                self._archive.writestr(f"xl/{kind}.xml", content)
                self._links.append(_link(f"its {kind}", kind, f"{kind}.xml"))

    def add(self, id_: str, kind: str, xml: bytes = b"") -> None:
        """The next sheet that the workbook lists, by the id of its link; without ``xml`` it is only named."""
        self._sheets += 1
        target = f"{_FOLDERS.get(kind, 'chartsheets')}/sheet{self._sheets}.xml"
        self._links.append(_link(id_, kind, target))
        if xml:
            self._archive.writestr(f"xl/{target}", xml)

    def data(self) -> io.BytesIO:
        """The finished file."""
        self._archive.writestr("xl/_rels/workbook.xml.rels", _listing(self._links))
        self._archive.close()
        self._into.seek(0)
        return self._into


def _link(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{_escaped(id_)}" Type="{_LINKS}/{_escaped(kind)}" Target="{target}"/>'


def _listing(links: Iterable[str]) -> str:
    return f'<Relationships xmlns="{_LISTING}">{"".join(links)}</Relationships>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
