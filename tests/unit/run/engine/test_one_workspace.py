"""One workspace run with the help of others: every page and every figure is the same to the byte."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.workspace import Workspace
from tests.acceptance.product import pipeline
from tests.unit.run.engine.cluster import Cluster
from tests.unit.workspaces import NOW, put, sent


def laid(root: Path) -> Workspace:
    workspace = Workspace(root)
    put(workspace, "sol/mine.xlsx", sent("SOL", *"YNNNYNNNNN"))
    return workspace


def made(workspace: Workspace) -> dict[str, bytes]:
    """All that is read from returns, counted and shown; an executed notebook says when it was run, and where."""
    places = [workspace.reports, *(workspace.processed / name for name in ("validated", "results", "proved"))]
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    return {file.relative_to(workspace.root).as_posix(): file.read_bytes() for file in files}


def test_a_report_is_the_same_to_the_byte_whoever_reads_the_returns_and_makes_the_pages(tmp_path: Path) -> None:
    here, there = laid(tmp_path / "here"), laid(tmp_path / "there")
    words = ["run", NOW.folder, "--audit", "WNB", "--root"]
    alone = pipeline(*words, here.root)
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster") as cluster:
        cluster.worker("one", threads=2)
        helped = pipeline(*words, there.root, "--engine", cluster.name)
    assert (alone.returncode, helped.returncode) == (0, 0), helped.stderr
    assert helped.stdout.splitlines()[0] == alone.stdout.splitlines()[0]
    assert " 1 read now" in helped.stdout
    assert (there.reports / NOW.folder / "subgroup" / "index.html").is_file()
    assert made(here) == made(there)
