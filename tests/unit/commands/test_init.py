"""The init command: it writes a partnership's files once, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.init import init
from pipeline.errors import UsageError
from pipeline.partnership.here import SHIPPED, of_workspace, shipped, shipped_names
from pipeline.store.workspace import Workspace


@pytest.mark.parametrize("name", shipped_names())
def test_the_files_are_those_of_the_partnership_that_was_named(name: str, tmp_path: Path) -> None:
    assert init(Workspace(tmp_path), like=name) == 0

    assert of_workspace(tmp_path).digest == shipped(name).digest
    assert {each.name for each in (tmp_path / "partnership").iterdir()} == {
        each.name for each in (SHIPPED / name).iterdir()
    }


def test_who_names_none_begins_from_the_one_that_is_invented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(Workspace(tmp_path), like=None)

    lines = capsys.readouterr().out.splitlines()
    assert (
        lines[0] == f"10 files written to {tmp_path / 'partnership'}, as Northtown Safeguarding Partnership has them."
    )
    assert lines[2].split() == ["partnership.toml", "your", "name,", "your", "area", "and", "your", "words"]
    assert [line.split()[0] for line in lines[2:-1]] == [
        "partnership.toml", "agencies.csv", "returns.csv", "recommendations.csv", "actions.csv", "targets.csv",
        "rebases.csv",
        "documents.csv", "timescales.csv", "audits.csv",
    ]  # fmt: skip
    assert lines[-1] == "What each file and column means: docs/partnership-files.md"


def test_files_that_are_there_are_left_alone_and_a_table_that_is_missing_has_headings_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(Workspace(tmp_path), like=None)
    mine = tmp_path / "partnership" / "agencies.csv"
    mine.write_text("ours", encoding="utf-8")
    (tmp_path / "partnership" / "targets.csv").unlink()
    capsys.readouterr()

    assert init(Workspace(tmp_path), like="southampton") == 0
    assert mine.read_text(encoding="utf-8") == "ours"
    headings = "standard,target,amber,from,to,decided_by,minute,why\n"
    assert (tmp_path / "partnership" / "targets.csv").read_text(encoding="utf-8") == headings
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"{tmp_path / 'partnership'} was there already; its 9 files were left alone.",
        "Written: targets.csv (with headings only).",
    ]


def test_the_settings_that_are_missing_are_those_of_the_partnership_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(Workspace(tmp_path), like=None)
    for name in ("partnership.toml", "targets.csv"):
        (tmp_path / "partnership" / name).unlink()
    capsys.readouterr()
    init(Workspace(tmp_path), like=None)

    assert capsys.readouterr().out.splitlines()[1] == (
        "Written: partnership.toml and targets.csv (targets.csv with headings only; partnership.toml as Northtown "
        "Safeguarding Partnership has it)."
    )


def test_where_every_file_is_there_nothing_is_written_and_that_is_wrong_usage(tmp_path: Path) -> None:
    init(Workspace(tmp_path), like=None)

    with pytest.raises(UsageError, match="is there with all of its files, so nothing was written"):
        init(Workspace(tmp_path), like="southampton")
    assert of_workspace(tmp_path).digest == shipped("northtown").digest


def test_a_file_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "partnership").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match=r"is a file\. Rename it"):
        init(Workspace(tmp_path), like=None)
    assert (tmp_path / "partnership").read_text(encoding="utf-8") == "mine"
