"""A ledger that was cut back or edited, or a folder that was: the next command finds it out, and says which release."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.report.release.kept_ledger import refuse_if_cut
from pipeline.store.ledger import entries, releases
from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import (
    APPROVER,
    OF_THE_BOARD,
    OF_THE_PUBLIC,
    PREPARER,
    QUARTER,
    approved,
    prepared,
    typed,
)

BACK = ("withdraw", QUARTER, *OF_THE_BOARD, "board chair", "--because", "A return was counted twice")
ANY = (
    ("prepare", QUARTER, *OF_THE_PUBLIC, PREPARER),
    ("approve", QUARTER, *OF_THE_PUBLIC, APPROVER),
    BACK,
    ("list",),
)


def kept(workspace: Workspace) -> dict[Path, bytes]:
    """The ledger and its head as they are."""
    return {path: path.read_bytes() for path in workspace.processed.glob("ledger.*")}


def put_back(workspace: Workspace, before: dict[Path, bytes]) -> None:
    """Cut the ledger back to what it was, together with its head, so that the two fit."""
    for path in workspace.processed.glob("ledger.*"):
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)


@pytest.mark.parametrize("words", ANY, ids=lambda words: words[0])
def test_a_ledger_that_is_gone_with_its_head_is_found_out_from_the_released_folder(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    folder = approved(workspace)
    put_back(workspace, {})
    capsys.readouterr()

    assert typed(workspace, *words) == 1
    assert (
        f"The release ledger was cut back or replaced: it has no release 1 (2019-20 Q2, board), whose folder is "
        f"{folder}. Restore data/processed/ledger.jsonl and ledger.head, both from the newest backup."
        in capsys.readouterr().err
    )


def test_a_ledger_that_was_cut_back_to_an_earlier_release_is_found_out_from_the_later_folder(
    workspace: Workspace,
) -> None:
    approved(workspace)
    before = kept(workspace)
    approved(workspace, 2, OF_THE_PUBLIC)
    put_back(workspace, before)

    assert len(releases(workspace)) == 1, "the ledger fits its head, and seems whole"
    with pytest.raises(PipelineError, match=r"has no release 2 \(2019-20 Q2, public\)"):
        refuse_if_cut(workspace)


def test_a_ledger_that_lost_a_withdrawal_is_found_out_from_the_note_in_the_folder(workspace: Workspace) -> None:
    approved(workspace)
    before = kept(workspace)
    assert typed(workspace, *BACK) == 0
    put_back(workspace, before)

    with pytest.raises(PipelineError, match=r"does not know that release 1 \(2019-20 Q2, board\) was withdrawn"):
        refuse_if_cut(workspace)


def test_a_ledger_in_which_another_release_has_taken_the_number_is_found_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = approved(workspace)
    shutil.move(folder, tmp_path / "kept elsewhere")
    put_back(workspace, {})
    prepared(workspace)
    assert typed(workspace, "approve", QUARTER, *OF_THE_BOARD, "board manager") == 0
    shutil.rmtree(folder)
    shutil.move(tmp_path / "kept elsewhere", folder)

    with pytest.raises(PipelineError, match=r"it no longer ends as release 1 \(2019-20 Q2, board\) left it"):
        refuse_if_cut(workspace)


@pytest.mark.parametrize("words", ANY, ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [lines[0].replace(b"audit lead", b"audit chief"), *lines[1:]], "damaged at line 2"),
        (lambda lines: [*lines[:-1], lines[-1].replace(b'\\"of\\": ', b'\\"of\\": 9')], "ledger.head does not vouch"),
        (lambda lines: lines[:-1], "what came after it is gone"),
        (lambda lines: [*lines[:3], *lines[4:]], "damaged at line 4"),
    ],
)
def test_a_ledger_that_was_edited_by_hand_stops_every_step_with_the_line(
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    change: Callable[[list[bytes]], list[bytes]],
    told: str,
) -> None:
    approved(workspace)
    path = workspace.processed / "ledger.jsonl"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    capsys.readouterr()

    assert typed(workspace, *words) == 1
    said = capsys.readouterr().err
    assert said.startswith("The release ledger is damaged")
    assert told in said
    assert "Restore it from a backup, together with ledger.head" in said


@pytest.mark.parametrize("head", [None, b"", b"0" * 64])
def test_a_head_that_was_edited_or_is_gone_stops_every_step(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], head: bytes | None
) -> None:
    approved(workspace)
    path = workspace.processed / "ledger.head"
    path.unlink()
    if head is not None:
        path.write_bytes(head)

    assert typed(workspace, "list") == 1
    assert "The release ledger is damaged" in capsys.readouterr().err


def test_a_released_manifest_that_was_edited_stops_the_next_release(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(PREPARER, APPROVER), encoding="utf-8")
    capsys.readouterr()

    assert typed(workspace, "prepare", QUARTER, *OF_THE_PUBLIC, PREPARER) == 1
    assert f"{manifest} is not the manifest that was approved as release 1 (2019-20 Q2, board)." in (
        capsys.readouterr().err
    )


def test_the_counts_behind_a_release_are_needed_as_they_were(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    approved(workspace)
    counts = workspace.processed / "releases" / "1.counts.json"
    whole = counts.read_bytes()
    for data, told in ((whole + b" ", "are not those that it was made of"), (None, "are gone")):
        counts.unlink(missing_ok=True)
        if data is not None:
            counts.write_bytes(data)
        assert typed(workspace, "prepare", QUARTER, *OF_THE_PUBLIC, PREPARER) == 1
        assert f"The counts behind the figures of release 1 {told} ({counts})." in capsys.readouterr().err


def test_folders_that_are_no_releases_are_left_alone(workspace: Workspace) -> None:
    for name in ("2019-20-Q2/board/notes", "2019-20-Q2/subgroups/1", "mine/board/1", "2019-20-Q2/board/0"):
        (workspace.releases / name).mkdir(parents=True)

    refuse_if_cut(workspace)
    assert entries(workspace) == ()
