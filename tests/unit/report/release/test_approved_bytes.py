"""A released folder held against the ledger, and made again from what the workspace keeps."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.disclose.editions import BOARD
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import OF_THE_BOARD, OF_THE_PUBLIC, QUARTER, approved, prepared, typed
from tests.unit.workspaces import NOW, put, sent

BACK = (*OF_THE_BOARD, "board chair", "--because", "A return was counted twice")
WHOLE = "every byte that was approved as release 1 (2019-20 Q2, board) and is in the ledger, 2 returns as received, "


def verified(workspace: Workspace, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The status that `verify` ends with, and what it says."""
    capsys.readouterr()
    status = main(["--root", str(workspace.root), "verify", str(folder)])
    said = capsys.readouterr()
    return status, said.out + re.sub(r"^reading returns: .*\n", "", said.err, flags=re.MULTILINE)


def test_a_release_is_what_was_approved_and_is_made_again(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)

    status, said = verified(workspace, folder, capsys)
    assert (status, said.splitlines()[0].startswith(f"{folder} is reproduced: {WHOLE}every figure, ")) == (0, True)
    assert said.endswith("Next: nothing; the report may be handed out as it is.\n")


def test_a_release_is_made_again_after_others_came_and_the_report_was_made_anew(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    first = approved(workspace)
    approved(workspace, 2, OF_THE_PUBLIC)
    typed(workspace, "withdraw", QUARTER, *BACK)
    put(workspace, "sol/mine of spring.xlsx", sent("SOL", *"Y" * 35, *"N" * 35))
    quarter_run(workspace, RunRequest(NOW, BOARD, workers=1, stamp="5 November 2019"))

    status, said = verified(workspace, first, capsys)
    assert status == 0, said
    assert said.endswith("Next: nothing; it was withdrawn, so it is not handed out.\n")


def test_a_copy_that_lies_somewhere_else_is_known_by_its_manifest(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(approved(workspace), tmp_path / "as it was sent")

    status, said = verified(workspace, folder, capsys)
    assert (status, WHOLE in said) == (0, True)


def extended(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + b" ")


def linked(folder: Path) -> None:
    (folder / "wnb.html").unlink()
    (folder / "wnb.html").symlink_to(folder / "index.html")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (extended("index.html"), "index.html: was changed after it was approved"),
        (extended("figures.parquet"), "figures.parquet: was changed after it was approved"),
        (extended("statement.txt"), "statement.txt: was changed after it was approved"),
        (extended("released-figures.csv"), "released-figures.csv: was changed after it was approved"),
        (extended("approval.json"), "approval.json: was changed after it was approved"),
        (lambda folder: (folder / "proof.txt").unlink(), "proof.txt: is gone"),
        (lambda folder: (folder / "approval.json").unlink(), "approval.json: is gone"),
        (linked, "wnb.html: is a link, and not the file that was approved"),
        (
            lambda folder: (folder / "more.txt").write_text("x", encoding="utf-8"),
            "files that are not of the release lie in its folder: 1",
        ),
    ],
)
def test_whatever_differs_from_what_was_approved_is_named(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], change: Callable[[Path], object], told: str
) -> None:
    folder = approved(workspace)
    change(folder)

    status, said = verified(workspace, folder, capsys)
    assert status == 1
    assert said.startswith(f"{folder} is not what was approved as release 1 (2019-20 Q2, board):\n  {told}\n")


def test_a_withdrawn_release_without_its_note_has_it_again_and_one_with_another_note_is_told(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)
    typed(workspace, "withdraw", QUARTER, *BACK)
    note = folder / "WITHDRAWN.txt"
    whole = note.read_bytes()
    note.unlink()

    assert verified(workspace, folder, capsys)[0] == 0
    assert note.read_bytes() == whole
    note.write_bytes(whole.replace(b"twice", b"once"))
    assert "WITHDRAWN.txt: was changed after it was approved" in verified(workspace, folder, capsys)[1]


def test_a_manifest_that_was_edited_is_that_of_no_release(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)
    copy = shutil.copytree(folder, tmp_path / "as it was sent")
    told = json.loads((copy / "manifest.json").read_text(encoding="utf-8")) | {"signed_off_by": "nobody"}
    (copy / "manifest.json").write_text(json.dumps(told), encoding="utf-8")

    assert "The release ledger has no release with the manifest of " in verified(workspace, copy, capsys)[1]
    shutil.copy(copy / "manifest.json", folder / "manifest.json")
    assert "manifest.json is not the manifest that was approved as release 1" in verified(workspace, folder, capsys)[1]


def test_a_release_that_the_ledger_lost_is_named(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = approved(workspace)
    for path in workspace.processed.glob("ledger.*"):
        path.unlink()

    status, said = verified(workspace, folder, capsys)
    assert (status, "it has no release 1 (2019-20 Q2, board), whose folder is " in said) == (1, True)


def test_a_release_in_the_place_of_another_is_named(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = approved(workspace)
    copy = shutil.copytree(folder, folder.with_name("5"))

    status, said = verified(workspace, copy, capsys)
    assert (status, "it has no release 5 (2019-20 Q2, board), whose folder is " in said) == (1, True)


def test_what_is_only_prepared_is_no_release_yet(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = prepared(workspace)

    status, said = verified(workspace, folder, capsys)
    assert status == 1
    assert f"{folder} is prepared and was not approved yet, so nothing was released of it." in said


def test_where_what_it_was_made_from_is_gone_its_bytes_are_still_vouched_for_and_the_rest_is_named(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)
    as_approved = f"{folder} holds, byte for byte, what was approved as release 1 (2019-20 Q2, board)"
    shutil.rmtree(workspace.processed / "received")
    (workspace.raw / QUARTER / "uhs" / "ours_v2.xlsx").unlink()

    status, said = verified(workspace, folder, capsys)
    assert status == 1
    assert said.startswith(f"{as_approved}. Made again from what is kept, it differs:\n")
    assert "ours_v2.xlsx: the return as received is no longer kept" in said
    (workspace.processed / "releases" / "1.report.json").unlink()
    status, said = verified(workspace, folder, capsys)
    assert status == 1
    assert said.startswith(f"{as_approved}, but it cannot be made again: the manifest of its report is gone.")
