"""What an outsider finds in a released folder, with its real pages, and what `verify` says of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from pipeline.__main__ import main
from pipeline.disclose.editions import BOARD
from pipeline.store.workspace import Workspace
from tests.acceptance.outputs import standing_in, written
from tests.unit.report.release.released import OF_THE_BOARD, QUARTER, approved, laid, signed
from tests.unit.workspaces import one_audit_alone, put

BACK = (*OF_THE_BOARD, "board chair", "--because", "A return was counted twice")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace with a release of the board's report, whose pages its notebooks have made."""
    workspace = laid(Workspace(tmp_path_factory.mktemp("outside")))
    put(workspace, "uhs/what is odd.xlsx", b"rubbish")
    with one_audit_alone():
        signed(workspace, BOARD)
        approved(workspace)
        yield workspace


@pytest.fixture
def workspace(released: Workspace, tmp_path: Path) -> Workspace:
    """A copy for each test."""
    shutil.copytree(released.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


def release(workspace: Workspace) -> Path:
    return workspace.releases / QUARTER / "board" / "1"


def verified(workspace: Workspace, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The status that `verify` ends with, and what it says."""
    capsys.readouterr()
    status = main(["--root", str(workspace.root), "verify", str(folder)])
    said = capsys.readouterr()
    return status, said.out + said.err


def test_no_file_of_a_release_names_a_return_a_path_of_this_computer_or_a_record(released: Workspace) -> None:
    names = [path.name for path in released.raw.rglob("*") if path.is_file()]
    stems = [name.removesuffix(".xlsx") for name in names]
    sought = [*names, *stems, str(released.root), released.root.name, "/tmp/", "/home/", "data/raw", "data/processed"]
    records = r"WNB-\d{4}\b|\bC[0-9A-F]{8}\b|\bF[0-9A-F]{4}\b"
    wanted = re.compile("|".join([*map(re.escape, sought), records]))

    found = [(place, near) for place, text in written(release(released)) for near in standing_in(text, wanted)]
    assert found == []
    assert len(names) == 3


def test_the_figures_for_other_programs_carry_nothing_of_us_beside_their_columns(released: Workspace) -> None:
    file = parquet.ParquetFile(release(released) / "figures.parquet")

    told = {key: value for key, value in (file.schema_arrow.metadata or {}).items() if key != b"pandas"}
    pandas = json.loads((file.schema_arrow.metadata or {})[b"pandas"])
    assert told == {}
    assert pandas["attributes"] == {}
    assert {each["name"] for each in pandas["columns"]} == set(file.schema_arrow.names)
    assert str(released.root).encode() not in (release(released) / "figures.parquet").read_bytes()


def test_a_release_holds_no_executed_notebook_and_no_file_but_those_of_its_manifest(released: Workspace) -> None:
    folder = release(released)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    assert {each.name for each in folder.iterdir()} == {*told["files"], "manifest.json", "approval.json"}
    assert {each.suffix for each in folder.iterdir()} == {".html", ".xlsx", ".csv", ".parquet", ".txt", ".json"}
    assert not {"returns_", "approvals", "baselines", "commentary", "not_read"} & told.keys()
    assert told["returns"] == {"2019-20 Q2": 2}


def test_a_release_is_reproduced_from_what_the_workspace_keeps(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = release(workspace)
    status, said = verified(workspace, folder, capsys)

    assert status == 0, said
    assert (
        f"{folder} is reproduced: every byte that was approved as release 1 (2019-20 Q2, board) and is in the ledger, "
        in said
    )
    assert "nothing differs." in said


def test_every_link_of_a_released_page_leads_to_a_file_of_the_release(released: Workspace) -> None:
    folder = release(released)
    links = {
        (page.name, link)
        for page in folder.glob("*.html")
        for link in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page.read_text(encoding="utf-8"))
    }

    assert len(links) > 50
    assert sorted(each for each in links if not (folder / each[1]).is_file()) == []
