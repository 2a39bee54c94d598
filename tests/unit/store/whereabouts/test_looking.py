"""Every file below a workspace's folder is looked through for a reference, and what cannot be is named."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from pipeline.store.whereabouts.looking import Whereabouts, whereabouts
from pipeline.store.whereabouts.reference import reference
from pipeline.store.workspace import Workspace

REF, OTHER = "NEG-0042", "Secret words of a record"


def workbook(cell: object = "", comment: str = "", name: str = "Records") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    sheet["A1"], sheet["B7"] = OTHER, cell
    if comment:
        sheet["C3"].comment = Comment(comment, "Lead")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parcel:
        for name, data in files.items():
            parcel.writestr(name.replace("__", "."), data)
    return stream.getvalue()


def protected() -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(REF))).encrypt("password", stream)
    return stream.getvalue()


def rows(**columns: list[object]) -> bytes:
    stream = io.BytesIO()
    pd.DataFrame(columns).to_parquet(stream, index=False)
    return stream.getvalue()


def looked(root: Path) -> Whereabouts:
    return whereabouts(Workspace(root), reference(REF))


def lay(root: Path, place: str, data: bytes | str) -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def found(root: Path) -> dict[str, str]:
    return {each.shown: "; ".join(each.places) for each in looked(root).found}


def test_it_is_found_in_each_kind_of_file_at_its_place(tmp_path: Path) -> None:
    in_pieces = workbook(CellRichText("NEG-", TextBlock(InlineFont(b=True), "0042")))
    files: dict[str, tuple[bytes | str, str]] = {
        "data/raw/2019-20-Q2/pol/neg.xlsx": (workbook(" neg-0042 "), "Records!B7"),
        "data/raw/2019-20-Q2/pol/in pieces.xlsx": (in_pieces, "Records!B7"),
        "data/raw/2019-20-Q2/pol/noted.xlsx": (workbook(comment=f"ask {REF}"), "the comment on C3 (comment1.xml)"),
        "data/raw/2019-20-Q2/pol/titled.xlsx": (workbook(name=REF), "the name of a sheet"),
        "data/processed/received/ab12": (workbook(REF), "Records!B7"),
        "data/processed/validated/ab/abc/rows.parquet": (rows(ref=["X", REF], free=[OTHER, ""]), "column ref, row 2"),
        "data/processed/validated/ab/abc/return.json": (json.dumps({"saw": REF}), "line 1"),
        "data/processed/children/2019-20-Q2.json": (f'{{\n"{REF}": []}}', "line 2"),
        "data/samples/2019-20-Q2/NEG-1.json": (json.dumps([REF]), "line 1"),
        "data/meetings/2019-20-Q2/agreed.csv": (f'audit,case\nNEG,"{REF}"\n', "row 2"),
        "meeting/2019-20-Q2/NEG/case-1.html": (f"<p>\n<b>{REF}</b>", "line 2"),
        f"meeting/2019-20-Q2/NEG/{REF}.html": ("<p>", "its name"),
        "samples/2019-20-Q2/NEG.xlsx": (workbook(REF), "Records!B7"),
        "templates/2019-20-Q3/pol/ACT.xlsx": (workbook(REF), "Records!B7"),
        "reports/2019-20-Q2/feedback/pol/neg/receipt.txt": (f"row 7: {REF}\n", "line 1"),
        "reports/2019-20-Q2/feedback/pol/neg/marked-up.xlsx": (workbook(REF), "Records!B7"),
        "reports/2019-20-Q2/send/pol.zip": (
            zipped(letter__txt=b"Dear all", inner__zip=zipped(marked__xlsx=workbook(REF))),
            "inner.zip: marked.xlsx: Records!B7",
        ),
        "data/processed/notebooks/2019-20-Q2/neg.ipynb": (json.dumps({"cells": [REF]}), "line 1"),
        "anything at all.txt": (f"\ufeff{REF}".encode("utf-16"), "line 1"),
    }
    for place, (data, _) in files.items():
        lay(tmp_path, place, data)
    lay(tmp_path, "reports/2019-20-Q2/board/neg.html", "NEG-00421 and XNEG-0042")

    there = found(tmp_path)

    assert there == {place: where for place, (_, where) in files.items()}
    assert OTHER not in str(there)


def test_every_kind_of_file_is_told_by_where_it_lies(tmp_path: Path) -> None:
    lay(tmp_path, "data/raw/2019-20-Q2/pol/neg.xlsx", workbook(REF))
    lay(tmp_path, "elsewhere/neg.txt", REF)

    kinds = {each.shown: each.kind for each in looked(tmp_path).found}

    assert kinds == {
        "data/raw/2019-20-Q2/pol/neg.xlsx": "a return as it was sent",
        "elsewhere/neg.txt": "a file of no kind that is known",
    }


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("locked.xlsx", protected(), "protected with a password, or in Excel's format of before 2007"),
        ("half.xlsx", workbook(REF)[:-400], "a zip or workbook that is damaged"),
        ("half.parquet", rows(ref=[REF])[:-9] + b"xxxxxxxxx", "it is no parquet table, or damaged"),
        ("parcel.zip", zipped(locked__xlsx=protected()), "in it lies locked.xlsx, protected with a password"),
    ],
)
def test_what_cannot_be_looked_into_is_named_with_the_reason(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    lay(tmp_path, f"data/raw/2019-20-Q2/pol/{name}", data)

    seen = looked(tmp_path)

    assert [each.shown for each in seen.unread] == [f"data/raw/2019-20-Q2/pol/{name}"]
    assert seen.unread[0].unread.startswith(why)
    assert not seen.found


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    lay(tmp_path, "elsewhere/neg.txt", REF)
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "folder").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (root / "file.txt").symlink_to(tmp_path / "elsewhere" / "neg.txt")

    seen = looked(root)

    assert not seen.found
    assert {each.shown for each in seen.unread} == {"folder", "file.txt"}


def test_hidden_folders_beside_the_workspace_s_own_are_passed_over_by_name(tmp_path: Path) -> None:
    lay(tmp_path, ".git/config", REF)
    lay(tmp_path, "data/.hidden/file", REF)

    seen = looked(tmp_path)

    assert [each.shown for each in seen.found] == ["data/.hidden/file"]
    assert seen.passed == (".git",)


def test_a_name_that_seems_to_hold_personal_data_is_not_repeated(tmp_path: Path) -> None:
    lay(tmp_path, "data/raw/2019-20-Q2/pol/Mr John Smith.txt", REF)

    shown = looked(tmp_path).found[0].shown

    assert "Smith" not in shown
    assert shown.startswith("data/raw/2019-20-Q2/pol/file with a name withheld")
