"""One master workbook, copied for each agency: only its strings differ."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from pipeline.agencies import agency
from pipeline.definition import Form
from pipeline.template.book import EMPTY, built

_CODE, _NAME = "@@agency code@@", "@@agency name@@"
_STRINGS = "xl/sharedStrings.xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the writer's own, so that a clone is the workbook that would have been built


def workbooks(form: Form, agency_codes: Sequence[str], *, synthetic: bool = False) -> Iterator[tuple[str, bytes]]:
    """The template of ``form`` for each agency, at little more than the cost of one."""
    master = built(form, _CODE, _NAME, EMPTY, synthetic=synthetic)
    for code in agency_codes:
        known = agency(code)
        yield code, _clone(master, code, known.name if known else code)


def _clone(master: bytes, code: str, name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(master)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == _STRINGS:
                data = data.replace(_CODE.encode(), escape(code).encode())
                data = data.replace(_NAME.encode(), escape(name).encode())
            # Deflating again what did not change is most of the cost, so the least effort is spent on it.
            copy.writestr(zipfile.ZipInfo(part.filename, _DATE), data, zipfile.ZIP_DEFLATED, compresslevel=1)
    return stream.getvalue()
