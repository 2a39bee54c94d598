"""The benchmark of a region at its small size: all that it does works, and who does it changes no figure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.areas import made, region_of
from benchmarks.process import cost, python
from benchmarks.region import NEWEST, SMALL
from pipeline.partnership.here import FOLDER
from pipeline.partnership.load import load
from pipeline.store.workspace import Workspace, write_atomically
from tests.source import ROOT

NUMBER = r"\d+\.\d+"
LINES = (  # what each measures, in what it is measured, and the goal
    r"2 areas made up, \d+ returns of 1 quarters \(NEG\)",
    rf"1 area, mean of 2: {NUMBER} CPU-s, \d+ CPU-ms a return; largest process \d+ MB, the one that asks \d+ MB",
    rf"2 areas, \d+ returns: for each return {NUMBER} x .*\(goal 1\.1\).*process {NUMBER} x .*asks {NUMBER} x",
    rf"2 areas, nothing changed: {NUMBER} x .*\(goal 0\.03\)",
    rf"2 workers against 1, 2 areas: {NUMBER} x as fast \(goal 1\.7\)",
    rf"Dask against processes, 2 workers each: {NUMBER} x the wall time \(goal 1\.25\)",
    rf"against pandas with openpyxl and papermill, .*: {NUMBER} x the CPU time \(1 of 2 areas, 1 of 1 .*; extrapolated",
)


def test_the_small_size_prints_a_ratio_for_every_goal_and_leaves_nothing_behind(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    around = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    ran = subprocess.run(
        python("benchmarks.region", "--small"), cwd=ROOT, env=around, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr  # else two ways of running the same areas came to other figures
    said = ran.stdout.splitlines()
    assert len(said) == len(LINES)
    for line, pattern in zip(said, LINES, strict=True):
        assert re.match(pattern, line), line
    assert list(tmp_path.iterdir()) == []


def test_areas_beyond_those_made_up_are_copies_under_names_of_their_own(tmp_path: Path) -> None:
    made_up = made(tmp_path / "made", 1, NEWEST.last(1), SMALL.audits, workers=1)
    region = region_of(made_up, 3, tmp_path / "three", NEWEST)
    assert len({load(each / FOLDER).area for each in region.areas}) == 3
    assert region.returns == 3 * len(list((made_up[0] / "data" / "raw").rglob("*.xlsx"))) > 0


def test_what_runs_have_made_is_taken_away_and_no_return(tmp_path: Path) -> None:
    made_up = made(tmp_path / "made", 1, NEWEST.last(1), SMALL.audits, workers=1)
    region = region_of(made_up, 2, tmp_path / "two", NEWEST)
    before = _files(region.root)
    for each in (region.root, *region.areas):
        write_atomically(Workspace(each).processed / "results" / "regional.json", "{}")
        write_atomically(Workspace(each).reports / NEWEST.folder / "index.html", "")
    assert len(_files(region.root)) == len(before) + 6
    region.cold()
    assert _files(region.root) == before


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file())


def test_the_largest_process_is_told_apart_from_the_one_that_asks() -> None:
    child = "import time; held = bytearray(120_000_000); time.sleep(1)"
    asks = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    spent = cost([sys.executable, "-c", asks])
    assert spent.largest > 100 > spent.asking > 0
    assert spent.peak > 100
