"""Anything but an .xlsx or .xlsm is sent back with what it really is and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.read import Received
from tests.unit.read.workbooks import built, rezipped, with_part, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SAVE_AS_XLSX = "Open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send it again."
SEND_WORKBOOK = "Send the completed template itself, as an Excel workbook (.xlsx)."

FROM_ODS = "Open it, choose File > Save As, pick Excel Workbook (.xlsx) and send it again."


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"",
            "This file is empty (0 bytes). "
            "Save the workbook again and send it again; an empty file does not count as a nil return.",
            id="empty",
        ),
        pytest.param(
            b"\0" * 5000,
            "This file holds nothing but zeros: the copy or the download failed. Copy or send the workbook again.",
            id="zeros",
        ),
        pytest.param(stream("Workbook"), f"This is an old-format Excel file (.xls). {SAVE_AS_XLSX}", id="xls"),
        pytest.param(
            stream("EncryptedPackage"),
            "This workbook is protected with a password, so it cannot be opened. Remove the password (File > Info > "
            "Protect Workbook > Encrypt with Password), save it and send it securely.",
            id="password",
        ),
        pytest.param(
            stream("WordDocument"),
            f"This is an old-format Word document (.doc), not a workbook. {SEND_WORKBOOK}",
            id="doc",
        ),
        pytest.param(OLE, f"This is an old-format Office file. {SAVE_AS_XLSX}", id="some-ole"),
        pytest.param(b"%PDF-1.7\n...", f"This is a PDF, not a workbook. {SEND_WORKBOOK}", id="pdf"),
        pytest.param(
            b"case,classification\r\n1,Si\xe2n\r\n",
            f"This is a text file (such as .csv), not a workbook. {SAVE_AS_XLSX}",
            id="csv",
        ),
        pytest.param(
            "case\tclassification\n1\t2\n".encode("utf-16"),
            f"This is a text file (such as .csv), not a workbook. {SAVE_AS_XLSX}",
            id="utf-16-text",
        ),
        pytest.param(
            b"\xef\xbb\xbf  <!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
            f"This is a web page saved under a workbook's name. {SAVE_AS_XLSX}",
            id="html",
        ),
        pytest.param(
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            f"This is an Excel 2003 XML spreadsheet. {SAVE_AS_XLSX}",
            id="xml-2003",
        ),
        pytest.param(
            zipped("xl/workbook.bin", b"\x83"), f"This is an Excel binary workbook (.xlsb). {SAVE_AS_XLSX}", id="xlsb"
        ),
        pytest.param(
            zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            "This is an OpenDocument spreadsheet (.ods). "
            "Open it, choose File > Save As, pick Excel Workbook (.xlsx) and send it again.",
            id="ods",
        ),
        pytest.param(
            zipped("word/document.xml", b"<w/>"),
            f"This is a Word document (.docx), not a workbook. {SEND_WORKBOOK}",
            id="docx",
        ),
        pytest.param(
            zipped("Q2/return.xlsx", b"..."),
            "This is a zip archive with a workbook inside it. Take the workbook out of the archive and send it.",
            id="zipped-workbook",
        ),
        pytest.param(zipped("photo.jpg", b"..."), f"This is a zip archive, not a workbook. {SEND_WORKBOOK}", id="zip"),
        *(
            pytest.param(
                bof + b"\0" * 60, f"This is an old-format Excel file (.xls). {SAVE_AS_XLSX}", id=f"biff-{name}"
            )
            for name, bof in {
                "2": b"\x09\x00\x04\x00\x02\x00\x10\x00",
                "3": b"\x09\x02\x06\x00\x00\x00\x10\x00",
                "4": b"\x09\x04\x06\x00\x00\x00\x10\x00",
                "5": b"\x09\x08\x08\x00\x00\x05\x05\x00",
                "8": b"\x09\x08\x10\x00\x00\x06\x05\x00",
            }.items()
        ),
        pytest.param(
            b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
            f"This is an OpenDocument spreadsheet in one file (.fods). {FROM_ODS}",
            id="fods",
        ),
        pytest.param(
            b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            b'office:mimetype="application/vnd.oasis.opendocument.text"/>',
            f"This is an OpenDocument document, not a workbook. {FROM_ODS}",
            id="fodt",
        ),
        pytest.param(
            b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}',
            "This is a shortcut to a Google Sheet, not a workbook. "
            "Open it, choose File > Download > Microsoft Excel (.xlsx) and send that.",
            id="gsheet",
        ),
        pytest.param(b"ID;PWXL;N;E\r\n", f"This is a SYLK spreadsheet (.slk). {SAVE_AS_XLSX}", id="slk"),
        pytest.param(
            b"[InternetShortcut]\r\nURL=https://x/",
            "This is a shortcut to a file, not the file itself. Open it and send the workbook that it leads to.",
            id="shortcut",
        ),
        pytest.param(
            zipped("Index.zip", b"PK"),
            "This is an Apple Numbers file. Open it in Numbers, choose File > Export To > Excel (.xlsx) and send that.",
            id="numbers",
        ),
        pytest.param(
            zipped("xl/book2.bin", b"\x83"),
            f"This is an Excel binary workbook (.xlsb). {SAVE_AS_XLSX}",
            id="xlsb-of-another-name",
        ),
        pytest.param(
            zipped("word/document2.xml", b"<w/>"),
            f"This is a Word document (.docx), not a workbook. {SEND_WORKBOOK}",
            id="docx-of-another-name",
        ),
        pytest.param(
            rezipped(built(), lambda name, part: None if name == "xl/workbook.xml" else part),
            "This workbook is damaged: the part that lists its sheets is missing. "
            "Save the workbook again and send a new copy.",
            id="no-main-part",
        ),
        pytest.param(
            b"\x01\x02\x03\x04" * 10,
            f"This is not an Excel workbook, and what it is could not be told. {SEND_WORKBOOK}",
            id="unknown",
        ),
    ],
)
def test_what_is_not_a_workbook_is_named_for_what_it_is(refusal, data: bytes, message: str):
    assert refusal(data) == message


def test_a_macro_workbook_is_read_and_the_macros_reported(reading):
    data = with_part("xl/vbaProject.bin", b"\0macro")

    workbook = reading(data, "RETURN.XLSM")

    assert workbook.facts.macros
    assert workbook.sheet("Records").rows == [["Case"]]


@pytest.mark.parametrize(
    "streams",
    [
        ("\x06DataSpaces", "DRMEncryptedDataSpace", "EncryptedPackage"),
        ("\x06DataSpaces", "TransformInfo", "DRMEncryptedTransform", "EncryptedPackage"),
        ("\tDRMContent", "Workbook"),
        ("\tDRMDataSpace", "Workbook"),
        ("Microsoft.Metadata.DRMTransform", "EncryptedPackage"),
    ],
)
def test_a_workbook_under_a_sensitivity_label_is_named_as_that_and_no_password_is_asked_for(
    readers, streams: tuple[str, ...]
):
    data = b"".join(stream(name) if number == 0 else stream(name)[8:] for number, name in enumerate(streams))

    with pytest.raises(UnreadableReturn) as refused:
        readers.workbook(Received(Path("return.xlsx"), data, "0" * 64, passwords=("secret",)))

    assert not isinstance(refused.value, LockedReturn)
    assert "protected by a sensitivity label" in refused.value.reason
    assert "no password to remove" in refused.value.reason
    assert "send that copy" in refused.value.fix


def test_a_password_is_still_a_password(refusal):
    data = stream("\x06DataSpaces") + stream("StrongEncryptionDataSpace")[8:] + stream("EncryptedPackage")[8:]

    assert "protected with a password" in refusal(data)
