"""The analyst's guide, typed as it stands: every command on the page, in its order, in a small made-up workspace."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.few_audits import few_audits
from pipeline.__main__ import main
from pipeline.store.workspace import Workspace
from tests.acceptance.made_up import put, sent
from tests.acceptance.product import NEWEST
from tests.source import ROOT

GUIDE = (ROOT / "docs" / "analysts-guide.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]
REMINDER_ENDS = "-->\n"


@dataclass(frozen=True)
class Ended:
    """How a command of the guide ended, what it printed, and the report's overview as it was then."""

    status: int
    out: str
    err: str
    overview: str


@dataclass(frozen=True)
class Quarter:
    """The workspace after the last command, and how each command ended."""

    root: Path
    ended: dict[str, Ended]

    def of(self, words: str) -> Ended:
        """How the first command that begins with ``words`` ended."""
        return next(each for line, each in self.ended.items() if line.startswith(f"python -m pipeline {words}"))


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quarter]:
    """Three good returns, an empty file, a list to draw from and a file of passwords; then the guide, line by line."""
    root = tmp_path_factory.mktemp("quarter")
    few_audits(root)
    for agency, audit in (("UHS", "WNB"), ("HC", "NEG"), ("SCC-CF", "NEG")):
        put(root, f"{agency.lower()}/{audit}.xlsx", sent(audit, agency))
    put(root, "sol/WNB.xlsx", b"")
    Workspace(root).marker.write_text("", encoding="utf-8")
    (root / "list.csv").write_text("Case\n" + "".join(f"{number}\n" for number in range(1, 91)), encoding="utf-8")
    (root / "passwords.txt").write_text("UHS: needed by none of these\n", encoding="utf-8")
    (root / "passwords.txt").chmod(0o600)
    umask = os.umask(0o022)
    try:
        with contextlib.chdir(root):
            yield Quarter(root, {line: typed(line) for line in COMMANDS})
    finally:
        os.umask(umask)


def typed(line: str) -> Ended:
    """One line of the guide, typed where the analyst stands."""
    python, module, name, *words = shlex.split(line)
    assert (python, module, name) == ("python", "-m", "pipeline"), line
    if "--final" in words:
        write_what_it_means()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as end:
            status = int(end.code or 0)
    page = Path("reports", NEWEST.folder, "subgroup", "index.html")
    return Ended(status, out.getvalue(), err.getvalue(), page.read_text(encoding="utf-8") if page.exists() else "")


def write_what_it_means() -> None:
    for file in Path("data", "commentary", NEWEST.folder).glob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(REMINDER_ENDS, f"{REMINDER_ENDS}\nWe have looked into it.\n"), encoding="utf-8")


def test_no_command_of_the_guide_fails_and_only_the_empty_file_is_left_out(quarter: Quarter) -> None:
    failed = {line: ended.err for line, ended in quarter.ended.items() if ended.status not in (0, 3)}
    left_out = {line for ended in quarter.ended.values() for line in ended.err.splitlines() if "left out" in line}

    assert not failed
    assert len(left_out) == 1
    assert left_out.pop().startswith("left out: 2019-20-Q2/sol/WNB.xlsx: ")
    assert len(COMMANDS) == len(quarter.ended), "a command stands on the page twice"


@pytest.mark.parametrize(
    "place",
    [
        "templates/2019-20-Q2/hc/NEG-HC-2019-20-Q2.xlsx",
        "samples/2019-20-Q2/WNB-*.xlsx",
        "checked/uhs/WNB/receipt.html",
        "chase/sol.txt",
        "reports/2019-20-Q2/feedback/hc/NEG/receipt.html",
        "reports/2019-20-Q2/subgroup/pack-uhs.html",
        "reports/2019-20-Q2/board/index.html",
        "reports/2019-20-Q2/public/index.html",
        "data/commentary/2019-20-Q2/neg.md",
    ],
)
def test_what_the_guide_says_is_written_is_there(quarter: Quarter, place: str) -> None:
    assert list(quarter.root.glob(place))


def test_a_report_is_a_draft_then_final_and_a_draft_again_where_asked_for(quarter: Quarter) -> None:
    draft, final, again = (quarter.of(f"run 2019-20-Q2{words}") for words in ("", " --final", " --again"))

    assert ["DRAFT" in each.overview for each in (draft, final, again)] == [True, False, True]
    assert "Final, approved by: Chair, quality-assurance sub-group." in final.out
    assert "We have looked into it." in (quarter.root / "data/commentary/2019-20-Q2/neg.md").read_text("utf-8")


def test_the_final_report_is_made_again_and_nothing_differs(quarter: Quarter) -> None:
    told, next_ = quarter.of("verify").out.splitlines()
    assert told.endswith("nothing differs.")
    assert next_ == "Next: nothing; the report may be handed out as it is."


def test_a_heading_is_approved_listed_and_withdrawn(quarter: Quarter) -> None:
    approved, listed = quarter.of("approve UHS").out, quarter.of("approve --list").out

    assert approved.startswith("Approved: 'Age of the child' of UHS in WNB is read as 'Age at the time")
    assert listed.startswith("UHS WNB: 'age of the child' is read as age_years (audit lead, ")
    assert quarter.ended[next(line for line in COMMANDS if "--withdraw" in line)].out.startswith("Withdrawn:")


def test_the_records_behind_a_figure_are_named_by_their_cells(quarter: Quarter) -> None:
    assert re.search(r"NEG\.xlsx  Records!\d+  \w.* from [A-Z]+\d+", quarter.of("explain").out)
