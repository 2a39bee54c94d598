"""What several files at once come to: each kind of folder taken in step by step, and files that no folder can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.defects.folders import AGENCIES, FolderKind, shortfalls, theirs
from benchmarks.defects.kinds.folders import FAMILIES, KINDS
from pipeline.__main__ import main


def named(kind: FolderKind) -> str:
    """A kind with its family, so that a family can be asked for."""
    return f"{next(name for name, kinds in FAMILIES.items() if kind in kinds)}: {kind.name}"


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_what_counts_of_a_folder_and_who_is_still_asked_is_as_it_should_be(kind: FolderKind, tmp_path: Path) -> None:
    assert list(shortfalls(kind, tmp_path)) == []


def test_every_kind_of_folder_has_a_name_of_its_own_and_says_what_can_be_known() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(kind.knows.endswith(".") for kind in KINDS)


def test_attacked_three_agencies_files_of_one_name_are_checked_into_three_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for agency in AGENCIES:
        path = tmp_path / agency / "return.xlsx"
        path.parent.mkdir()
        path.write_bytes(theirs(agency).as_sent)
        files.append(str(path))

    assert main(["check", *files, "--into", str(tmp_path / "into")]) == 0

    receipts = sorted((tmp_path / "into").rglob("receipt.txt"))
    told = " ".join(each.read_text(encoding="utf-8") for each in receipts)
    assert len(receipts) == len(AGENCIES)
    assert all(agency in told for agency in AGENCIES)
    assert capsys.readouterr().err.count(str(receipts[0].parent)) >= 1
