"""
An audit is added by writing one file: everything else that the product does for an audit, it then does for this.

Two are added to one copy of the product: one that uses every word of a definition, and the one on the page that tells
how to add an audit, whose files are written and whose commands are typed as they stand there.
"""

from __future__ import annotations

import html
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.defects.parts import with_cells
from tests.source import ROOT

FILE = Path(__file__).parent / "new_audit" / "gpd.py"
QUARTER = "2019-20-Q2"

PAGE = (ROOT / "docs" / "an-audit-in-ten-minutes.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"The file is \*\*(\S+)\*\*.*?^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]


@dataclass(frozen=True)
class House:
    """A copy of the product with the new audits' files in it, and a demonstration made with them."""

    root: Path

    @property
    def demo(self) -> Path:
        return self.root / "trial"

    @property
    def sent(self) -> Path:
        """The return that the practices sent for the new audit."""
        (file,) = (self.demo / "data" / "raw" / QUARTER / "gp").glob("*GPD*.xlsx")
        return file

    def run(self, *words: object, status: int = 0) -> str:
        """What a command prints, typed in the copy."""
        return self.typed(shlex.join(["python", "-m", "pipeline", *map(str, words)]), status)

    def typed(self, line: str, *may_end_with: int) -> str:
        """What a whole line prints."""
        python, *words = shlex.split(line)
        assert python == "python", line
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert ran.returncode in may_end_with, f"{line}\n{ran.stdout}{ran.stderr}"
        return ran.stdout

    def page(self, name: str) -> str:
        """A page of the report as it is read: without tags, with single spaces."""
        text = (self.demo / "reports" / QUARTER / "subgroup" / name).read_text(encoding="utf-8")
        return " ".join(html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)).split())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The copy: the only thing in it that names an audit is its file, and all commands of the page have ended in it."""
    root = tmp_path_factory.mktemp("house")
    for folder in ("pipeline", "notebooks"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    assert not [path for path in root.rglob("*.py") if "class GPD" in path.read_text(encoding="utf-8")]
    shutil.copy(FILE, root / "pipeline" / "audits")
    (root / "tests" / "audits").mkdir(parents=True)
    for name in ("tests/__init__.py", "tests/audits/__init__.py", "tests/audits/worked.py"):
        shutil.copy(ROOT / name, root / name)
    for name, content in FILES.items():
        (root / name).write_text(content, encoding="utf-8")
    house = House(root)
    for line in COMMANDS:
        house.typed(line, 0, 3)
    return house


def test_its_template_has_drop_downs_live_checks_and_its_codebook(house: House) -> None:
    house.run("--root", house.demo, "templates", QUARTER, "--audit", "gpd")

    with zipfile.ZipFile(house.demo / "templates" / QUARTER / "gp" / f"GPD-GP-{QUARTER}.xlsx") as book:
        records = book.read("xl/worksheets/sheet2.xml").decode()
        ready = book.read("xl/worksheets/sheet4.xml").decode()
        texts = html.unescape(book.read("xl/sharedStrings.xml").decode())
    assert records.count("<dataValidation ") == 11
    assert "list_2_document" in records
    assert ready.count("<f>") > 100
    for each in (
        "CONFERENCE – Conference minutes",
        "Mend the date seen: it is before the document was received.",
        "G|Date seen (G#): this does not fit another answer; Ready to send has the rule",
        "GPD1 Safeguarding documents seen by a GP",
        "Documents read by a doctor",
    ):
        assert each in texts


def test_its_returns_are_checked_and_a_mistake_is_named_with_its_cell(house: House, tmp_path: Path) -> None:
    assert "accepted" in house.run("check", house.sent).lower()

    seen_too_early = {"Records!F6": "Y", "Records!G6": "01/07/2019"}
    cells = {place: ("inlineStr", f"<is><t>{text}</t></is>") for place, text in seen_too_early.items()}
    (tmp_path / "mistaken.xlsx").write_bytes(with_cells(house.sent.read_bytes(), cells))
    receipt = " ".join(house.run("check", tmp_path / "mistaken.xlsx").split())
    assert "Records!G6 (Date seen)" in receipt
    assert "Mend the date seen: it is before the document was received." in receipt


def test_its_page_shows_its_standards_days_reasons_flow_and_raters(house: House) -> None:
    page = house.page("gpd.html")
    for each in (
        "Safeguarding documents in general practice, 2019-20 Q2",
        "GPD1 Safeguarding documents seen by a GP (headline)",
        "Working days from the document to a doctor: the median is",
        "Auditor and Moderator gave the same grade in",
        "GPDf1 From document to action. Of ",
        "GPDx1 Documents read",
        "GPDx2: Why documents were not seen",
        "GPD1 by kind of document",
    ):
        assert each in page


def test_its_scorecard_is_on_the_overview_and_its_quality_among_the_returns(house: House) -> None:
    overview, returns = house.page("index.html"), house.page("intake.html")
    assert "GP documents GPD scorecard: Safeguarding documents in general practice" in overview
    assert "GP documents " in returns.partition("What was found")[2]
    assert {"neg.html", "wnb.html", "mash.html", "gpd.html"} <= {
        path.name for path in (house.demo / "reports" / QUARTER / "subgroup").iterdir()
    }


def test_an_agency_s_pack_has_its_figures(house: House) -> None:
    pack = house.page("pack-gp.html")
    assert "GPD1 Safeguarding documents seen by a GP" in pack
    assert "NEG1" not in pack


def test_who_has_returned_it_the_records_behind_it_and_what_to_write_of_it(house: House) -> None:
    assert re.search(r"MASH +SSD +GPD\n", house.run("--root", house.demo, "status", QUARTER, status=3))
    explained = house.run("--root", house.demo, "explain", QUARTER, "GPD1")
    assert "met where ‘Was it seen by a GP’ is “Yes”" in explained
    assert "Records!6" in explained
    house.run("--root", house.demo, "commentary", QUARTER, status=3)
    written = (house.demo / "data" / "commentary" / QUARTER / "gpd.md").read_text(encoding="utf-8")
    assert written.startswith("# Safeguarding documents in general practice, 2019-20 Q2")


def test_the_page_on_adding_an_audit_writes_two_files_and_no_more() -> None:
    assert list(FILES) == ["pipeline/audits/ssd.py", "tests/audits/test_ssd.py"]


def test_the_page_s_audit_has_its_template_its_page_its_scorecard_and_its_part_in_a_pack(house: House) -> None:
    assert list(house.root.glob("templates/*/SSD-UHS-*.xlsx"))
    for page in ("ssd.html", "index.html", "pack-uhs.html"):
        assert "Advice on safe sleep recorded" in house.page(page), page


def test_the_records_behind_the_page_s_figure_are_listed(house: House) -> None:
    listed = house.typed(COMMANDS[-1], 0)

    assert listed.startswith("SSD1 Advice on safe sleep recorded, 2019-20 Q2\n")
    assert re.search(r"Records!\d+  not met", listed)
