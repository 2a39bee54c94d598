"""What kind of file a file really is: its bytes say so, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from pipeline.errors import LockedReturn, UnreadableReturn

SAVE_AS_XLSX = "Open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send it again."
SEND_WORKBOOK = "Send the completed template itself, as an Excel workbook (.xlsx)."
SEND_AGAIN = "Save the workbook again and send a new copy."
FRESH_TEMPLATE = "Copy only the filled rows into a fresh template, save it and send it again."
SAVE_WITHOUT = "Save it without a password and send it again through the secure channel."
LOCKED = (
    "This workbook is protected with a password, so it cannot be opened.",
    "Remove the password (File > Info > Protect Workbook > Encrypt with Password), save it and send it securely.",
)

PROTECTED_BY_A_LABEL = (
    (
        "This workbook is protected by a sensitivity label (rights management): only those it names can open it, and "
        "there is no password to remove."
    ),
    (
        "Save a copy with a label that does not restrict who may open it (Home > Sensitivity, or File > Info > Protect "
        "Workbook > Restrict Access > Unrestricted Access), and send that copy through the secure channel."
    ),
)
_OLD_EXCEL = ("This is an old-format Excel file (.xls).", SAVE_AS_XLSX)
_TAKE_OUT = "Take the workbook out of the archive and send it."

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What rights management calls its parts: DRMEncryptedTransform, DRMEncryptedDataSpace, DRMContent, DRMDataSpace, ...
_RIGHTS = re.compile(
    b"|".join(name.encode("utf-16-le") for name in ("DRMEncrypted", "DRMContent", "DRMDataSpace", "DRMTransform"))
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel 2, 3, 4 and 5 began a file with its first record, and kept it in nothing else.
_BARE_SHEET = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")

# The name of a stream inside an old-format Office file, what the file then is, and what to do.
_OLE_KINDS = (
    ("Workbook", *_OLD_EXCEL),
    ("Book", *_OLD_EXCEL),
    ("WordDocument", "This is an old-format Word document (.doc), not a workbook.", SEND_WORKBOOK),
    ("PowerPoint Document", "This is an old-format PowerPoint file (.ppt), not a workbook.", SEND_WORKBOOK),
    ("__properties_version1.0", "This is a saved Outlook message, not a workbook.", SEND_WORKBOOK),
)

# How a file begins (or one of several ways), what it then is, and what to do.
_FIRST_BYTES: tuple[tuple[bytes | tuple[bytes, ...], str, str], ...] = (
    (b"%PDF", "This is a PDF, not a workbook.", SEND_WORKBOOK),
    (b"{\\rtf", "This is a rich text document, not a workbook.", SEND_WORKBOOK),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "This is a picture, not a workbook.", SEND_WORKBOOK),
    (b"7z\xbc\xaf", "This is a 7-Zip archive, not a workbook.", _TAKE_OUT),
    (b"Rar!", "This is a RAR archive, not a workbook.", _TAKE_OUT),
    (
        (b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "This is a compressed file, not a workbook.",
        "Take the workbook out of it and send that.",
    ),
    (b".pfile", *PROTECTED_BY_A_LABEL),
    (b"\x00\x01\x00\x00Standard", "This is an Access database, not a workbook.", SEND_WORKBOOK),
    (b"SQLite format 3", "This is a database, not a workbook.", SEND_WORKBOOK),
    (b"\x00\x00\x02\x00", "This is a Lotus 1-2-3 or Works spreadsheet.", SAVE_AS_XLSX),
    (b"\x00\x00\x1a\x00", "This is a Lotus 1-2-3 spreadsheet.", SAVE_AS_XLSX),
    (b"\xff\x00\x02\x00", "This is a Works spreadsheet.", SAVE_AS_XLSX),
    (b"ID;P", "This is a SYLK spreadsheet (.slk).", SAVE_AS_XLSX),
    (
        (b"\x4c\x00\x00\x00\x01\x14\x02\x00", b"[InternetShortcut]"),
        "This is a shortcut to a file, not the file itself.",
        "Open it and send the workbook that it leads to.",
    ),
    (b"PK\x05\x06", "This is an empty zip archive, not a workbook.", SEND_WORKBOOK),
)

_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|script)\b", re.IGNORECASE)

_BINARY_PART = re.compile(r"xl/(?!vbaproject)[^/]*\.bin")
# How the names of the parts of such a file begin.
_ZIP_KINDS: tuple[tuple[str | tuple[str, ...], str, str], ...] = (
    ("word/", "This is a Word document (.docx), not a workbook.", SEND_WORKBOOK),
    ("ppt/", "This is a PowerPoint file (.pptx), not a workbook.", SEND_WORKBOOK),
    ("visio/", "This is a Visio drawing, not a workbook.", SEND_WORKBOOK),
    (
        ("index/document.iwa", "index.zip", "index.numbers"),
        "This is an Apple Numbers file.",
        "Open it in Numbers, choose File > Export To > Excel (.xlsx) and send that.",
    ),
)
_FLAT = re.compile(rb"office:mimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.([\w-]+)")
_FROM_OPEN_DOCUMENT = "Open it, choose File > Save As, pick Excel Workbook (.xlsx) and send it again."


def not_safe(why: str, fix: str = SAVE_AS_XLSX) -> UnreadableReturn:
    """The refusal of a workbook that reading could harm, or might misread."""
    return UnreadableReturn(f"This workbook could not be read safely: {why}.", fix)


def is_locked(data: bytes) -> bool:
    """Whether ``data`` is an Office file of today's kind, protected with a password and not by a label."""
    return data.startswith(_OLE) and _ENCRYPTED in data and _RIGHTS.search(data) is None


def refuse_what_is_not_a_zip(data: bytes) -> None:
    """
    Refuse a file that does not begin as an .xlsx file does.

    Raises: UnreadableReturn -- it says what the file really is.
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
    if _BARE_SHEET.match(data):
        raise UnreadableReturn(*_OLD_EXCEL)
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
    if mimetype.startswith(b"application/vnd.oasis.opendocument") or {"meta-inf/manifest.xml", "content.xml"} <= parts:
        kind = "spreadsheet (.ods)" if b"spreadsheet" in mimetype else "document, not a workbook"
        raise UnreadableReturn(f"This is an OpenDocument {kind}.", _FROM_OPEN_DOCUMENT)
    if any(_BINARY_PART.fullmatch(name) for name in parts):
        raise UnreadableReturn("This is an Excel binary workbook (.xlsb).", SAVE_AS_XLSX)
    if any(name.startswith("xl/worksheets/") for name in parts):
        raise UnreadableReturn("This workbook is damaged: the part that lists its sheets is missing.", SEND_AGAIN)
    for start, reason, fix in _ZIP_KINDS:
        if any(part.startswith(start) for part in parts):
            raise UnreadableReturn(reason, fix)
    if any(name.endswith((".xlsx", ".xlsm", ".xls")) for name in parts):
        raise UnreadableReturn("This is a zip archive with a workbook inside it.", _TAKE_OUT)
    raise UnreadableReturn("This is a zip archive, not a workbook.", SEND_WORKBOOK)


def _refuse_old_office(data: bytes) -> None:
    if _RIGHTS.search(data):
        raise UnreadableReturn(*PROTECTED_BY_A_LABEL)
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
    if b"urn:oasis:names:tc:opendocument" in start:
        flat = _FLAT.search(start)
        kind = "document, not a workbook" if flat and flat[1] != b"spreadsheet" else "spreadsheet in one file (.fods)"
        raise UnreadableReturn(f"This is an OpenDocument {kind}.", _FROM_OPEN_DOCUMENT)
    if b"https://docs.google.com/" in start and start.startswith(b"{"):
        raise UnreadableReturn(
            "This is a shortcut to a Google Sheet, not a workbook.",
            "Open it, choose File > Download > Microsoft Excel (.xlsx) and send that.",
        )
    if _WEB_PAGE.search(start) or start[:13].lower() == b"mime-version:":
        raise UnreadableReturn("This is a web page saved under a workbook's name.", SAVE_AS_XLSX)
    if start.startswith(b"<?xml"):
        raise UnreadableReturn("This is an XML file, not a workbook.", SEND_WORKBOOK)
    if not re.search(rb"[\x00-\x08\x0e-\x1f]", start):
        raise UnreadableReturn("This is a text file (such as .csv), not a workbook.", SAVE_AS_XLSX)
