"""
Every command works in any quarter from 2012-13 to two years from today, whatever body or document has changed.

Each quarter is one of a few audits, so that every audit has its turn and none is paid for twelve times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from benchmarks.few_audits import few_audits
from pipeline import audits
from pipeline.__main__ import main
from pipeline.calendar.quarter import Quarter
from pipeline.commands.demo import FIRST, YEARS_AHEAD
from pipeline.partnership.here import USUAL, shipped, used
from pipeline.store.workspace import Workspace
from pipeline.synthetic import partnership as made_up
from tests.acceptance.product import pipeline
from tests.forms import ALL
from tests.source import ROOT

LAST = Quarter.containing(date(date.today().year + YEARS_AHEAD, date.today().month, 1))
TYPED = ("NEG", "WNB")  # the audits that the commands below name
# The first quarters of another body or document, and both ends; each with the audits that are run in it beside those.
TURNS = {
    (USUAL, FIRST): ("CPC", "CPP"),
    (USUAL, Quarter(2018, 2)): ("MET", "TRN"),  # Working Together 2018
    (USUAL, Quarter(2019, 2)): ("CAM", "ESC"),  # the board became a partnership
    (USUAL, Quarter(2021, 1)): ("MASH", "NPG"),  # another threshold document, another commissioner
    (USUAL, Quarter(2022, 1)): ("ACT", "ASR", "HRS", "ISH"),  # another force
    (USUAL, Quarter(2022, 2)): ("CTX", "UBB"),  # the commissioner became a board
    (USUAL, Quarter(2024, 3)): ("GPD", "SSD"),  # another trust, another board
    (USUAL, Quarter(2026, 1)): ("CPM", "HCP"),  # Working Together 2026
    ("northtown", FIRST): ("AQT", "FAM"),
    ("northtown", Quarter(2023, 1)): ("HOM", "INV"),  # another force
    ("northtown", Quarter(2024, 1)): ("FWA", "HPS"),  # another trust
    ("northtown", LAST): ("MASH", "SSH"),
}


def test_every_audit_has_its_turn_in_a_quarter_in_which_it_is_due() -> None:
    assert {*TYPED, *(code for few in TURNS.values() for code in few)} == set(ALL)
    for (name, quarter), few in TURNS.items():
        with used(shipped(name)):
            due = {code for each in (quarter.previous(), quarter) for code in few if audits.of(each)[code].due(each)}
        assert due == set(few), (name, quarter)


def workspace_of(name: str, quarter: Quarter, root: Path, few: Sequence[str]) -> Workspace:
    """A workspace with the made-up returns of a quarter and of the one before it, on few audits."""
    with used(few_audits(root, name, (*TYPED, *few))):
        made_up(Workspace(root), [quarter.previous(), quarter], 1)
    return Workspace(root)


@pytest.fixture
def own_umask() -> Iterator[None]:
    """A command sets its process's; it is put back."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("own_umask")
@pytest.mark.parametrize(("name", "quarter"), TURNS, ids=lambda each: str(each).replace(" ", "-"))
def test_every_command_of_a_quarter_works(
    name: str, quarter: Quarter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder = workspace_of(name, quarter, tmp_path, TURNS[name, quarter]).root, quarter.folder
    cases = root / "list.csv"
    cases.write_text("case\n" + "".join(f"case {number}\n" for number in range(1, 8)), encoding="utf-8")
    returned = sorted((root / "data" / "raw" / folder).rglob("*.xlsx"))[:2]
    typed: Mapping[str, tuple[object, ...]] = {
        "doctor": ("doctor", folder),
        "templates": ("templates", folder, "--audit", "NEG"),
        "sample": ("sample", folder, "--audit", "WNB", "--from", cases, "--size", "3"),
        "check": ("check", *returned),
        "run": ("run", folder, "--figures-only"),
        "status": ("status", folder, "--chase"),
        "explain": ("explain", folder, "NEG3"),
        "commentary": ("commentary", folder),
    }
    for what, words in typed.items():
        ended = main(["--root", str(root), *map(str, words)])
        odd = what in {"doctor", "check", "run", "status", "commentary"}
        assert ended in ((0, 3) if odd else (0,)), f"{what}: {capsys.readouterr().err}"


@pytest.mark.parametrize(("name", "quarter"), [(USUAL, FIRST), ("northtown", LAST)], ids=["the first", "the last"])
def test_a_report_of_the_first_and_of_the_last_quarter_is_made_signed_off_and_proved(
    name: str, quarter: Quarter, tmp_path: Path
) -> None:
    root, folder = workspace_of(name, quarter, tmp_path, ("MASH",)).root, quarter.folder
    page = ("--audit", "NEG", "--edition", "board")
    ran = pipeline("--root", root, "run", folder, *page)
    assert ran.returncode in (0, 3), ran.stderr
    proved = pipeline("--root", root, "verify", root / "reports" / folder / "board")
    assert proved.returncode == 0, proved.stderr

    notebook = [sys.executable, "-m", "papermill", ROOT / "notebooks" / "intake.ipynb", tmp_path / "out.ipynb"]
    given = ["-p", "root", root, "-p", "quarter", folder, "-k", "python3"]
    by_hand = subprocess.run(
        [str(each) for each in (*notebook, *given)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert by_hand.returncode == 0, by_hand.stderr[-2000:]
    if name != USUAL:
        assert "Northtown" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
