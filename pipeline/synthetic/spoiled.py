"""A workbook spoiled as agencies spoil them: its sheet of records renamed and a heading deleted."""

from __future__ import annotations

import io
import re
import zipfile

from pipeline.template.layout import RECORDS_SHEET

RENAMED = "Sheet1"
_DATE = (1980, 1, 1, 0, 0, 0)  # the writer's own, so that the same workbook is spoiled into the same bytes
_BOOK, _PROPERTIES, _RECORDS = "xl/workbook.xml", "docProps/app.xml", "xl/worksheets/sheet2.xml"


def spoiled(workbook: bytes, heading: str) -> bytes:
    """``workbook`` with Records under another name and the cell ``heading`` deleted from it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.infolist():
            text = source.read(part)
            if part.filename in (_BOOK, _PROPERTIES):
                text = re.sub(rb"(?<=[\">])" + RECORDS_SHEET.encode() + rb"(?=[\"<!])", RENAMED.encode(), text)
            elif part.filename == _RECORDS:
                text = re.sub(rb'<c r="' + heading.encode() + rb'"[^>]*>.*?</c>', b"", text, count=1)
            copy.writestr(zipfile.ZipInfo(part.filename, _DATE), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
