"""What a file really is, told from its bytes and never from its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from pipeline.errors import LockedReturn, UnreadableReturn

SAVE_AS_XLSX = "Open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send it again."
SEND_WORKBOOK = "Send the completed template itself, as an Excel workbook (.xlsx)."
SEND_AGAIN = "Save the workbook again and send a new copy."
SAVE_WITHOUT = "Save it without a password and send it again through the secure channel."
LOCKED = (
    "This workbook is protected with a password, so it cannot be opened.",
    "Remove the password (File > Info > Protect Workbook > Encrypt with Password), save it and send it securely.",
)

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The name of a stream inside an old-format Office file, what the file then is, and what to do.
_OLE_KINDS = (
    ("Workbook", "This is an old-format Excel file (.xls).", SAVE_AS_XLSX),
    ("Book", "This is an old-format Excel file (.xls).", SAVE_AS_XLSX),
    ("WordDocument", "This is an old-format Word document (.doc), not a workbook.", SEND_WORKBOOK),
    ("PowerPoint Document", "This is an old-format PowerPoint file (.ppt), not a workbook.", SEND_WORKBOOK),
    ("__properties_version1.0", "This is a saved Outlook message, not a workbook.", SEND_WORKBOOK),
)

_FIRST_BYTES = (
    (b"%PDF", "This is a PDF, not a workbook.", SEND_WORKBOOK),
    (b"{\\rtf", "This is a rich text document, not a workbook.", SEND_WORKBOOK),
    (b"\x89PNG", "This is a picture, not a workbook.", SEND_WORKBOOK),
    (b"\xff\xd8\xff", "This is a picture, not a workbook.", SEND_WORKBOOK),
    (b"GIF8", "This is a picture, not a workbook.", SEND_WORKBOOK),
    (b"7z\xbc\xaf", "This is a 7-Zip archive, not a workbook.", "Take the workbook out of the archive and send it."),
    (b"Rar!", "This is a RAR archive, not a workbook.", "Take the workbook out of the archive and send it."),
    (b"\x1f\x8b", "This is a compressed file, not a workbook.", "Take the workbook out of it and send that."),
    (b"PK\x05\x06", "This is an empty zip archive, not a workbook.", SEND_WORKBOOK),
)

_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|script)\b", re.IGNORECASE)

_ZIP_KINDS = (
    ("xl/workbook.bin", "This is an Excel binary workbook (.xlsb).", SAVE_AS_XLSX),
    ("word/document.xml", "This is a Word document (.docx), not a workbook.", SEND_WORKBOOK),
    ("ppt/presentation.xml", "This is a PowerPoint file (.pptx), not a workbook.", SEND_WORKBOOK),
    (
        "index/document.iwa",
        "This is an Apple Numbers file.",
        "Open it in Numbers, choose File > Export To > Excel (.xlsx) and send that.",
    ),
)


def is_locked(data: bytes) -> bool:
    """Whether ``data`` is an Office file of today's kind, protected with a password."""
    return data.startswith(_OLE) and _ENCRYPTED in data


def refuse_what_is_not_a_zip(data: bytes) -> None:
    """
    Pass bytes that begin as an .xlsx file does.

    Raises: UnreadableReturn -- for anything else, saying what it really is.
    """
    if not data:
        raise UnreadableReturn(
            "This file is empty (0 bytes).",
            "Save the workbook again and send it again; an empty file does not count as a nil return.",
        )
    if data.startswith(b"PK\x03\x04"):
        return
    if data.count(0) == len(data):
        raise UnreadableReturn(
            "This file holds nothing but zeros: the copy or the download failed.", "Copy or send the workbook again."
        )
    if is_locked(data):
        raise LockedReturn(*LOCKED)
    if data.startswith(_OLE):
        _refuse_old_office(data)
    for first, reason, fix in _FIRST_BYTES:
        if data.startswith(first):
            raise UnreadableReturn(reason, fix)
    _refuse_text(data)
    raise UnreadableReturn("This is not an Excel workbook, and what it is could not be told.", SEND_WORKBOOK)


def refuse_other_zips(names: Iterable[str], mimetype: bytes) -> NoReturn:
    """
    Say what a zip without an Excel workbook's main part is.

    Raises: UnreadableReturn -- always, when ``names`` (in small letters) lack ``xl/workbook.xml``.
    """
    parts = set(names)
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        kind = "spreadsheet (.ods)" if b"spreadsheet" in mimetype else "document, not a workbook"
        raise UnreadableReturn(
            f"This is an OpenDocument {kind}.",
            "Open it, choose File > Save As, pick Excel Workbook (.xlsx) and send it again.",
        )
    for part, reason, fix in _ZIP_KINDS:
        if part in parts:
            raise UnreadableReturn(reason, fix)
    if any(name.endswith((".xlsx", ".xlsm", ".xls")) for name in parts):
        raise UnreadableReturn(
            "This is a zip archive with a workbook inside it.", "Take the workbook out of the archive and send it."
        )
    raise UnreadableReturn("This is a zip archive, not a workbook.", SEND_WORKBOOK)


def _refuse_old_office(data: bytes) -> None:
    for stream, reason, fix in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            raise UnreadableReturn(reason, fix)
    raise UnreadableReturn("This is an old-format Office file.", SAVE_AS_XLSX)


def _refuse_text(data: bytes) -> None:
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="ignore").encode("utf-8")
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise UnreadableReturn("This is an Excel 2003 XML spreadsheet.", SAVE_AS_XLSX)
    if _WEB_PAGE.search(start) or start[:13].lower() == b"mime-version:":
        raise UnreadableReturn("This is a web page saved under a workbook's name.", SAVE_AS_XLSX)
    if start.startswith(b"<?xml"):
        raise UnreadableReturn("This is an XML file, not a workbook.", SEND_WORKBOOK)
    if not re.search(rb"[\x00-\x08\x0e-\x1f]", start):
        raise UnreadableReturn("This is a text file (such as .csv), not a workbook.", SAVE_AS_XLSX)
