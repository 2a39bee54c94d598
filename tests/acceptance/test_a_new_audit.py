"""
An audit is added by writing one file: everything else that the product does for an audit, it then does for this.

Two are written into one workspace, in its partnership's folder: one that uses every word of a definition, and the one
on the page that tells how to write an audit, whose files are written and whose commands are typed as they stand there;
so is what the page adds to an audit of the library.
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
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.defects.parts import with_cells
from tests.forms import ALL
from tests.source import ROOT

FILE = Path(__file__).parent / "new_audit" / "gpl.py"
OF_THE_OTHER = "primary_care,NTGP,GPL,,\nhealth_commissioner,BTICB,GPL,,\n"  # who returns it
QUARTER = "2026-27-Q2"

PAGE = (ROOT / "docs" / "an-audit-in-ten-minutes.md").read_text(encoding="utf-8")
# What is to be done, in the order of the page: commands typed, files written, lines added to files.
STEPS = re.findall(
    r"(?:The file is|Add this line to)\s+\*\*(\S+)\*\*:\n\n```(python|csv)\n(.*?)^```$|^```sh\n(.*?)^```$",
    PAGE,
    re.MULTILINE | re.DOTALL,
)
COMMANDS = [line for *_, block in STEPS for line in block.splitlines()]


@dataclass(frozen=True)
class House:
    """A workspace, and what each command of the page printed in it."""

    root: Path
    printed: dict[str, str] = field(default_factory=dict)

    @property
    def demo(self) -> Path:
        return self.root / "trial"

    @property
    def sent(self) -> Path:
        """The return that the practices sent for the new audit."""
        (file,) = (self.demo / "data" / "raw" / QUARTER / "ntgp").glob("*GPL*.xlsx")
        return file

    def run(self, *words: object, status: int = 0) -> str:
        """What a command prints, typed in the workspace."""
        return self.typed(shlex.join(["python", "-m", "pipeline", *map(str, words)]), status)

    def typed(self, line: str, *may_end_with: int) -> str:
        """What a whole line prints."""
        python, *words = shlex.split(line)
        assert python == "python", line
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
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


def added_to(table: Path, rows: str) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.write(rows)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The workspace once every step of the page was taken in it; the other audit is put there on the way."""
    house = House(tmp_path_factory.mktemp("house"))
    for name, kind, content, commands in STEPS:
        if kind == "python":
            (house.root / name).write_text(content, encoding="utf-8")
        elif kind == "csv":
            added_to(house.root / name, content)
        for line in commands.splitlines():
            if line.endswith(" lint"):
                shutil.copy(FILE, house.root / "partnership" / "audits")
                added_to(house.root / "partnership" / "returns.csv", OF_THE_OTHER)
            house.printed[line] = house.typed(line, 0, 3)
    return house


def test_its_template_has_drop_downs_live_checks_and_its_codebook(house: House) -> None:
    house.run("--root", house.demo, "templates", QUARTER, "--audit", "gpl")

    with zipfile.ZipFile(house.demo / "templates" / QUARTER / "ntgp" / f"GPL-NTGP-{QUARTER}.xlsx") as book:
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
        "GPL1 Safeguarding documents seen by a GP",
        "Documents read by a doctor",
    ):
        assert each in texts


def test_its_returns_are_checked_and_a_mistake_is_named_with_its_cell(house: House, tmp_path: Path) -> None:
    assert "accepted" in house.run("check", house.sent).lower()

    seen_too_early = {"Records!F6": "Y", "Records!G6": "01/07/2026"}
    cells = {place: ("inlineStr", f"<is><t>{text}</t></is>") for place, text in seen_too_early.items()}
    (tmp_path / "mistaken.xlsx").write_bytes(with_cells(house.sent.read_bytes(), cells))
    receipt = " ".join(house.run("check", tmp_path / "mistaken.xlsx").split())
    assert "Records!G6 (Date seen)" in receipt
    assert "Mend the date seen: it is before the document was received." in receipt


def test_its_page_shows_its_standards_days_reasons_flow_and_raters(house: House) -> None:
    page = house.page("gpl.html")
    for each in (
        "Safeguarding documents in general practice",
        "GPL1 Safeguarding documents seen by a GP (headline)",
        "Working days from the document to a doctor: the median is",
        "Auditor and Moderator gave the same grade in",
        "GPLf1 From document to action. Of ",
        "GPLx1 Documents read",
        "GPLx2: Why documents were not seen",
        "GPL1 by kind of document",
    ):
        assert each in page


def test_its_standards_are_on_the_overview_and_its_quality_among_the_returns(house: House) -> None:
    overview, returns = house.page("index.html"), house.page("intake.html")
    assert re.search(r"GP documents \d+ standards?", overview)  # its title stands on its page, since audits are many
    assert "GP documents " in returns.partition("What was found")[2]
    assert {f"{code.lower()}.html" for code in (*ALL, "GPL")} <= {
        path.name for path in (house.demo / "reports" / QUARTER / "subgroup").iterdir()
    }


def test_an_agency_s_pack_has_its_figures(house: House) -> None:
    pack = house.page("pack-ntgp.html")
    assert "GPL1 Safeguarding documents seen by a GP" in pack
    assert "NEG1" not in pack


def test_who_has_returned_it_the_records_behind_it_and_what_to_write_of_it(house: House) -> None:
    told = house.run("--root", house.demo, "status", QUARTER, status=3)
    sent = list((house.demo / "data" / "raw" / QUARTER / "ntgp").glob("*.xlsx"))
    assert any("GPL" in each.name for each in sent)
    assert re.search(rf"^Northtown GP practices: {len(sent)} of \d+ in\b", told, re.MULTILINE)
    explained = house.run("--root", house.demo, "explain", QUARTER, "GPL1")
    assert "met where ‘Was it seen by a GP’ is “Yes”" in explained
    assert "Records!6" in explained
    house.run("--root", house.demo, "commentary", QUARTER, status=3)
    written = (house.demo / "data" / "commentary" / QUARTER / "gpl.md").read_text(encoding="utf-8")
    assert written.startswith("# Safeguarding documents in general practice, 2026-27 Q2")


def test_the_page_writes_two_definitions_and_a_row_and_no_more() -> None:
    written = [name for name, *_ in STEPS if name]

    assert written == ["partnership/returns.csv", "partnership/audits/cry.py", "partnership/audits/neg_local.py"]


def test_a_new_audit_says_what_comes_next_and_has_its_example_once_somebody_has_its_role(house: House) -> None:
    begun, example = (house.printed[line] for line in COMMANDS if " new-audit " in line)

    assert re.search(r"say in returns\.csv who has the role, in a line like: maternity,\S+,CRY,,\n", begun)
    assert re.search(r"Written: examples/CRY/CRY-NTGH-\S+\.xlsx\nWritten: examples/CRY/what-it-counts\.txt", example)
    told = (house.root / "examples" / "CRY" / "what-it-counts.txt").read_text(encoding="utf-8")
    assert "CRY1 Done within five working days" in told


def test_there_is_no_doubt_about_what_the_page_writes(house: House) -> None:
    (printed,) = (text for line, text in house.printed.items() if line.endswith(" lint"))
    doubted = [line for line in printed.splitlines()[:-2] if not line.startswith("GPL: ")]

    assert not doubted, "but for the other audit, which uses every word of a definition and not each with sense"


def test_the_page_s_audit_has_its_template_its_page_its_standards_and_its_part_in_a_pack(house: House) -> None:
    assert list(house.root.glob("templates/*/CRY-NTGH-*.xlsx"))
    for page in ("cry.html", "index.html", "pack-ntgh.html"):
        assert "Advice on crying recorded" in house.page(page), page


def test_what_stands_beside_the_library_s_audit_is_on_its_form_and_page_and_said_to_be_local(house: House) -> None:
    (file,) = house.root.glob("templates/*/NEG-NTC-CS-*.xlsx")
    with zipfile.ZipFile(file) as book:
        texts = html.unescape(book.read("xl/sharedStrings.xml").decode())
    for each in (
        "What our partnership asks (local)",
        "Was an interpreter used? (local)",
        "NEGL1 Interpreter used at the strategy discussion (local)",
    ):
        assert each in texts, each
    for page in ("neg.html", "pack-ntc-cs.html"):
        assert "Interpreter used at the strategy discussion (local)" in house.page(page), page


def test_the_records_behind_the_page_s_figures_are_listed(house: House) -> None:
    of_the_audit, beside = (house.printed[line] for line in COMMANDS if " explain " in line)

    assert of_the_audit.startswith("CRY1 Advice on crying recorded, 2026-27 Q2\n")
    assert re.search(r"Records!\d+  not met", of_the_audit)
    assert beside.startswith("NEGL1 Interpreter used at the strategy discussion (local), 2026-27 Q2\n")
    assert re.search(r"Records!\d+  met", beside)
