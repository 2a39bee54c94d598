"""The command line keeps its contract: what it prints, how it ends, and what it says to a slip of the hand."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.few_audits import few_audits
from pipeline import __version__
from pipeline.__main__ import main, parser
from pipeline.commands.arguments import COMMANDS
from pipeline.partnership.bodies import name_of
from pipeline.store.workspace import Workspace, locked
from pipeline.validate.catalogue.cells import UNKNOWN_CODE
from tests.acceptance.made_up import put, sent
from tests.acceptance.pages import tables
from tests.acceptance.product import NEWEST, Demo, command, pipeline
from tests.forms import ALL
from tests.source import ROOT


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


Typed = Callable[..., Ended]


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Iterator[Typed]:
    """A command typed in this process; its umask is put back."""

    def run(*words: object) -> Ended:
        capsys.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        return Ended(status, *capsys.readouterr())

    before = os.umask(0o022)
    yield run
    os.umask(before)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of three audits and one good return, and its finished report."""
    root = tmp_path_factory.mktemp("small")
    few_audits(root)
    put(root, "uhs/WNB.xlsx", sent("WNB", "UHS"))
    ran = pipeline("run", NEWEST.folder, "--audit", "NEG", "--root", root)  # the page that is soonest made
    assert ran.returncode == 0, ran.stderr
    assert f"1 return counted, 1 read now, 0 left out.\nOpen {root}" in ran.stdout
    return root


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example_that_could_be_typed(typed: Typed, name: str) -> None:
    completed = typed(name, "--help")

    assert completed.status == 0
    examples = re.split(r"\nexamples?:\n", completed.out)[1].strip().splitlines()
    assert len(examples) == 1 + len(COMMANDS[name].examples)
    for example in examples:
        assert parser().parse_args(shlex.split(example.strip().removeprefix("python -m pipeline "))).command == name


def test_who_types_no_command_is_shown_what_there_is_and_where_to_begin(typed: Typed) -> None:
    completed = typed()

    assert (completed.status, completed.out) == (2, "")
    assert completed.err == typed("--help").out
    assert "To see it at work: demo." in completed.err


def test_help_says_what_every_command_does_and_how_it_may_end(typed: Typed) -> None:
    completed = typed("--help")

    assert all(re.search(rf"\n    {name}\s", completed.out) for name in COMMANDS)
    assert all(f"\n  python -m pipeline {name} " in completed.out for name in COMMANDS)
    assert "`" not in completed.out
    assert (
        "0 done; 2 wrong usage or wrong files; 3 done, but a return or an area was sent back, left out or not read, a "
        "record needs action at once, or doctor, lint, upgrade, where, erase or query names something to look at; "
        "1 anything else"
    ) in completed.out


def test_help_and_the_version_are_told_at_once_without_what_counts_and_draws(typed: Typed) -> None:
    heavy = "import sys; from pipeline.__main__ import parser; parser(); sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, check=False).returncode == 0
    assert typed("--version").out == f"{__version__}\n"


def test_every_module_of_a_command_is_named_in_the_help() -> None:
    modules = (ROOT / "pipeline" / "commands").glob("*.py")
    acting = {
        each.stem
        for each in modules
        if re.search(rf"\ndef {each.stem}\([^)]*Workspace,[^)]*\) -> int:", each.read_text())
    }

    assert acting == {name.replace("-", "_") for name in COMMANDS}


def test_who_mends_the_partnerships_files_is_not_stopped_by_what_is_wrong_with_them(
    typed: Typed, tmp_path: Path
) -> None:
    assert typed("--root", tmp_path, "init").status == 0
    (tmp_path / "partnership" / "targets.csv").write_text("standard\nNEG99\n", encoding="utf-8")
    (tmp_path / "partnership" / "actions.csv").unlink()

    assert typed("--root", tmp_path, "status", "2026-27-Q2").status == 2
    doctor = typed("--root", tmp_path, "doctor")
    assert doctor.status == 2
    assert "'NEG99' is no standard" in doctor.out
    assert typed("--root", tmp_path, "init").status == 0
    assert (tmp_path / "partnership" / "actions.csv").exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("rnu", "2019-20-Q2"), "invalid choice: 'rnu'"),
        (("run", "2019-Q2"), "Did you mean 2019-20-Q2?"),
        (("run", "2019-21-Q2"), "Did you mean 2019-20-Q2?"),
        (("run", "2019-20-Q2", "--edition", "bord"), "invalid choice: 'bord'"),
        (("run", "2019-20-Q2", "--audit", "NEGG"), f"Choose one of {', '.join(ALL)}."),
        (("run", "2019-20-Q2", "--workers", "0"), "expected a whole number of at least 1"),
        (("commentary", "2019-20-Q9"), "Write it as"),
        (("status", "last quarter"), "Write it as 2019-20-Q2."),
        (("explain", "2019-20-Q2", "NEG33"), "Did you mean NEG3?"),
        (("explain", "2019-20-Q2", "NEG3", "--agency", "Solnt"), "There is no agency 'Solnt' in the register."),
        (("templates", "2019-20-Q2", "--agency", "Hampshir Constabulary"), "There is no agency"),
        (("templates", "2019-20-Q2", "--agency", "DFE"), "returns nothing for"),
        (("sample", "2019-20-Q2", "--audit", "WNB", "--from", "nowhere.csv", "--size", "3"), "no file nowhere.csv."),
        (("approve", "SOL"), "Say whose returns, and of which audit, or ask for --list."),
        (("explain", "2019-20-Q2"), "Say of which standard, as in: explain 2019-20-Q2 NEG3"),
        (("run", "2019-20-Q2", "--root", "two\nlines"), "argument --root: the path of a workspace holds a line break"),
        (("demo", "--into", "not \udcff text"), "argument --into: the path of a workspace holds a line break or"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_slip_of_the_hand_is_wrong_usage_with_a_hint(
    typed: Typed, small: Path, words: tuple[str, ...], hint: str
) -> None:
    completed = typed("--root", small, *words)

    assert completed.status == 2
    assert hint in completed.err
    assert "Try: python -m pipeline" in completed.err
    assert len(completed.err.splitlines()) <= 3
    assert completed.out == ""


@pytest.mark.parametrize("words", [("explain", "2019-20-Q2", "NEG3"), ("templates", "2019-20-Q2")], ids=" ".join)
def test_a_misspelt_agency_is_asked_whether_another_was_meant(
    typed: Typed, small: Path, words: tuple[str, ...]
) -> None:
    assert "Solent" in typed("--root", small, *words, "--agency", "Solnt").err


@pytest.mark.parametrize(
    "words",
    [
        ("run", "2018-19-Q1"),
        ("status", "2018-19-Q1"),
        ("explain", "2018-19-Q1", "NEG3"),
        ("verify", "nowhere"),
        ("check", "nowhere.xlsx"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_named_and_no_traceback_is_shown(
    typed: Typed, small: Path, words: tuple[str, ...]
) -> None:
    completed = typed("--root", small, *words)

    assert completed.status == {"check": 3}.get(words[0], 1)
    assert {"run": "2018-19-Q1", "verify": "nowhere", "check": "nowhere.xlsx"}.get(words[0], "2018-19 Q1") in (
        completed.out + completed.err
    )
    assert "Traceback" not in completed.out + completed.err


def test_check_prints_one_json_object_of_the_promised_shape(typed: Typed, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xlsx", tmp_path / "notes.xlsx"
    good.write_bytes(sent("WNB", "UHS", records=2, service="HOSPITAL"))
    bad.write_text("Dear all,", encoding="utf-8")

    completed = typed("check", "--json", good, bad)
    first, second = json.loads(completed.out)["returns"]

    assert completed.status == 3
    shape = {"file", "audit", "agency", "quarter", "status", "rows", "immediate_action", "findings"}
    assert first.keys() == second.keys() == shape
    assert (first["audit"], first["agency"], first["quarter"]) == ("WNB", "UHS", "2019-20 Q2")
    assert first["rows"] == {"seen": 3, "kept": 2, "set_aside": 0, "blank": 0, "not_data": 1}
    (unknown,) = [each for each in first["findings"] if each["severity"] == "error"]
    assert unknown.keys() == {"severity", "rule", "sheet", "cell", "field", "saw", "expected", "affects", "fix"}
    assert (unknown["rule"], unknown["sheet"], unknown["field"]) == (UNKNOWN_CODE.id, "Records", "service")
    assert "WNB6" in unknown["affects"]
    assert (second["status"], second["audit"]) == ("sent back", None)


def test_check_writes_a_receipt_and_a_marked_up_workbook_and_nothing_else(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "return.xlsx"
    file.write_bytes(sent("WNB", "UHS", records=2, service="HOSPITAL"))

    completed = typed("check", file, "--into", tmp_path / "back")

    assert completed.status == 0
    assert completed.out.startswith("SYNTHETIC")
    assert "RECEIPT FOR YOUR RETURN" in completed.out
    written = sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*") if each.is_file())
    assert written == [
        "back/uhs/return/marked-up.xlsx",
        "back/uhs/return/receipt.html",
        "back/uhs/return/receipt.txt",
        "return.xlsx",
    ]


def test_templates_are_written_one_for_each_agency_and_audit(typed: Typed, tmp_path: Path) -> None:
    completed = typed("--root", tmp_path, "templates", "2019-20-Q2", "--audit", "neg")

    assert completed.status == 0
    told, next_ = completed.out.splitlines()
    assert told == f"2 templates written to {tmp_path / 'templates' / '2019-20-Q2'}"
    assert next_.startswith("Next: send each workbook to its agency")
    assert sorted(each.name for each in tmp_path.rglob("*.xlsx")) == [
        "NEG-HC-2019-20-Q2.xlsx",
        "NEG-SCC-CF-2019-20-Q2.xlsx",
    ]


def test_a_template_sent_back_empty_is_no_nil_return(typed: Typed, tmp_path: Path) -> None:
    typed("--root", tmp_path, "templates", "2019-20-Q2", "--audit", "NEG", "--agency", "police")
    (template,) = tmp_path.rglob("*.xlsx")

    assert typed("check", template).status == 3


def _codes_by_kind(words: str) -> dict[str, list[str]]:
    """What status says of an agency's returns, by kind: "missing CPC, HPS" is the audits CPC and HPS, missing."""
    return {
        kind.strip(): codes.split(", ")
        for kind, codes in re.findall(r"; ([a-z ]+) ([A-Z]+(?:, [A-Z]+)*)(?=;|$)", words)
    }


def test_status_says_who_has_returned_and_what_is_outstanding(typed: Typed, own_demo: Demo) -> None:
    completed = typed("status", "2019-20-Q2", "--root", own_demo.root)

    assert completed.status == 3
    first, *lines, next_ = completed.out.splitlines()
    assert next_ == f"Next: python -m pipeline run 2019-20-Q2 --root {own_demo.root}"
    assert first == "Returns for 2019-20 Q2, due 28 October 2019"
    newest = own_demo.planted.newest
    outstanding = sum(each.missing or each.sent_back is not None for each in newest)
    assert (
        f"{len(newest) - outstanding} of {len(newest)} in; {outstanding} outstanding. The texts to send: "
        f"python -m pipeline status 2019-20-Q2 --chase --root {own_demo.root}"
    ) in lines
    told = dict(line.split(": ", 1) for line in "\n".join(lines).replace("\n  ", " ").splitlines() if " in; " in line)
    kinds = {name: _codes_by_kind(words) for name, words in told.items()}
    for each in newest:
        theirs = kinds.get(name_of(each.agency), {})
        assert (each.audit in theirs.get("nil", ())) is each.nil
        assert (each.audit in theirs.get("missing", ())) is each.missing
        assert (each.audit in theirs.get("sent back", ())) is (each.sent_back is not None)
        assert (each.audit in theirs.get("late", ())) is each.late
    assert {kind for theirs in kinds.values() for kind in theirs} >= {
        "nil",
        "missing",
        "sent back",
        "late",
        "with queries",
    }
    assert "left out: 2019-20-Q2/edu/" in completed.err


@pytest.mark.parametrize(
    ("standard", "agency", "label"),
    [
        ("NEG3", "HC", "Hampshire Constabulary"),
        ("WNB6", "solent", "Solent NHS Trust"),
        ("MASH2", None, "All returns"),
        ("neg10", None, "All returns"),
    ],
)
def test_explain_lists_the_records_that_the_page_s_figure_counts(
    typed: Typed, own_demo: Demo, standard: str, agency: str | None, label: str
) -> None:
    ended = typed("explain", "2019-20-Q2", standard, "--root", own_demo.root, *(["--agency", agency] if agency else []))
    *lines, next_ = ended.out.splitlines()

    assert ended.status == 0
    assert next_.startswith("Next: look at those cells")
    page = own_demo.page(f"{standard.rstrip('0123456789').lower()}.html")
    shown = {line["Agency"]: line["Met"] for line in tables(page)[f"{standard.upper()} by agency"].lines()}
    figure = shown[label].split(" (")[0]
    assert lines[3].startswith(f"  {figure} met; ")
    records = [line for line in lines[4:] if ".xlsx  Records!" in line]
    met = [line for line in records if "  met " in line]
    not_met = [line for line in records if "  not met " in line or "  not recorded " in line]
    assert (len(met), len(met) + len(not_met)) == tuple(int(word) for word in figure.split(" of "))
    assert len(records) == len(lines) - 4


def test_a_second_run_reads_no_return_again(typed: Typed, small: Path) -> None:
    completed = typed("run", NEWEST.folder, "--figures-only", "--root", small)

    assert completed.status == 0
    assert completed.out.splitlines() == [
        "2019-20 Q2: 1 return counted, 0 read now, 0 left out. Nothing has changed.",
        f"Next: the pages: python -m pipeline run 2019-20-Q2 --root {small}",
    ]


def test_of_two_runs_at_once_the_second_says_who_holds_the_workspace(typed: Typed, small: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(small, tmp_path / "busy"))
    holder = root / "data" / "processed" / "run.holder"
    first = subprocess.Popen(
        command("run", NEWEST.folder, "--audit", "NEG", "--root", root),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not holder.exists():
            assert first.poll() is None, "the first run ended before it began"
            time.sleep(0.01)
        completed = typed("run", NEWEST.folder, "--root", root)
    finally:
        assert first.wait(timeout=120) == 0

    assert completed.status == 1
    assert f"Another run (process {first.pid} on " in completed.err
    assert "Wait for it to end" in completed.err


def test_a_command_that_is_refused_leaves_the_workspace_free(typed: Typed, small: Path) -> None:
    typed("explain", NEWEST.folder, "NEG3", "--agency", "nobody", "--root", small)

    with locked(Workspace(small)):
        assert (small / "data" / "processed" / "run.holder").exists()


def test_verify_makes_the_report_again_and_finds_it_the_same(small: Path) -> None:
    ran = pipeline("verify", small / "reports" / NEWEST.folder / "subgroup")

    assert ran.returncode == 0, ran.stderr
    assert "is reproduced: 1 return as received, every figure, 16 pages and their tables, nothing" in ran.stdout


def test_verify_names_a_page_of_which_one_byte_was_changed(small: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(small, tmp_path / "altered"))
    page = root / "reports" / NEWEST.folder / "subgroup" / "index.html"
    text = page.read_bytes()
    at = text.index(b" of 6") - 1
    page.write_bytes(text[:at] + b"9" + text[at + 1 :])

    ran = pipeline("verify", page.parent)

    assert ran.returncode == 1
    assert "was not reproduced:\n  index.html: was changed after the report was made\n" in ran.stderr + "\n"
    assert ".html" not in ran.stderr.split("index.html: was changed")[1]
