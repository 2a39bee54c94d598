"""What an outsider may not read in a released file: the names of the files that agencies sent, and where ours lie."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape

from pipeline.english import first_few
from pipeline.errors import PipelineError
from pipeline.report.release.signed_report import SignedReport
from pipeline.store.workspace import Workspace

_FOLDERS = ("data", "reports", "released")  # of a workspace, which no page names by their whole path
_NAMED = 5  # of the files that hold something
_EMBEDDED = re.compile(rb"base64,[A-Za-z0-9+/=]+")  # a font or a picture, in which any letters may stand


def refuse_traces(workspace: Workspace, report: SignedReport) -> None:
    """Raises: PipelineError -- if a file of the report holds the name of a return, or a path of this computer."""
    pages = report.facts["pages"]
    sent = {each["file"] for each in report.facts["returns"]} - pages.keys()
    root = workspace.root.resolve()
    places = {text for name in _FOLDERS for text in (str(root / name), (root / name).as_posix())}
    wanted = {"the name of a file that was sent": _pattern(sent), "a path of this computer": _pattern(places)}
    found = [f"{name} ({what})" for name in pages for what in _found((report.folder / name).read_bytes(), wanted)]
    if found:
        raise PipelineError(
            f"Nothing is prepared: files of the report in {report.folder} hold what no outsider may read: "
            f"{first_few(found, _NAMED)}. Where the analyst's words name a file, take it out; then run the quarter "
            "again and sign it off."
        )


def _pattern(words: set[str]) -> re.Pattern[bytes] | None:
    """What finds any of ``words`` as it stands or as HTML writes it, with no letter or digit straight before it."""
    forms = {form for each in words for form in (each, escape(each), escape(each, quote=False))}
    spelt = "|".join(re.escape(each) for each in sorted(forms, key=len, reverse=True))
    return re.compile(f"(?<![A-Za-z0-9_-])(?:{spelt})".encode()) if spelt else None


def _found(data: bytes, wanted: Mapping[str, re.Pattern[bytes] | None]) -> Iterator[str]:
    parts = list(_parts(data))
    for what, pattern in wanted.items():
        if pattern is not None and any(pattern.search(part) for part in parts):
            yield what


def _parts(data: bytes) -> Iterator[bytes]:
    """The bytes of a file as they can be read; those of each part of a workbook."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from (book.read(each) for each in book.namelist())
    else:
        yield _EMBEDDED.sub(b"", data)
