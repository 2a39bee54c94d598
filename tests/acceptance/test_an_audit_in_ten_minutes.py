"""The page on adding an audit, done as it says: its files written into a copy of the house, its commands typed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.product import NEWEST
from tests.source import ROOT

PAGE = (ROOT / "docs" / "an-audit-in-ten-minutes.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"The file is \*\*(\S+)\*\*.*?^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
NEEDED = ("pipeline", "notebooks", "tests/__init__.py", "tests/audits/__init__.py", "tests/audits/worked.py")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with the audit added, after every command of the page has ended well in it."""
    copy = tmp_path_factory.mktemp("house")
    for name in NEEDED:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for name, content in FILES.items():
        assert not (copy / name).exists(), "the page adds what is not there yet"
        (copy / name).write_text(content, encoding="utf-8")
    for line in COMMANDS:
        ran = _typed(line, copy)
        assert ran.returncode in (0, 3), f"{line}\n{ran.stdout}{ran.stderr}"
    return copy


def _typed(line: str, where: Path) -> subprocess.CompletedProcess[str]:
    python, *words = shlex.split(line)
    assert python == "python", line
    return subprocess.run(
        [sys.executable, *words],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(where)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_two_files_are_all_that_is_written() -> None:
    assert list(FILES) == ["pipeline/audits/ssd.py", "tests/audits/test_ssd.py"]


def test_the_audit_has_its_template_and_its_returns(copy: Path) -> None:
    assert list(copy.glob("templates/*/SSD-UHS-*.xlsx"))
    assert list(copy.glob(f"trial/data/raw/{NEWEST.folder}/uhs/*SSD*.xlsx"))


def test_the_audit_has_its_page_its_place_on_the_overview_and_in_the_pack_of_its_agency(copy: Path) -> None:
    report = copy / "trial" / "reports" / NEWEST.folder / "subgroup"

    for page in ("ssd.html", "index.html", "pack-uhs.html"):
        assert "Advice on safe sleep recorded" in (report / page).read_text(encoding="utf-8"), page


def test_the_records_behind_its_figure_are_listed(copy: Path) -> None:
    listed = _typed(COMMANDS[-1], copy).stdout

    assert listed.startswith("SSD1 Advice on safe sleep recorded, 2019-20 Q2\n")
    assert re.search(r"Records!\d+  not met", listed)
