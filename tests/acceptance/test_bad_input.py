"""A folder as people fill it: whatever is wrong with one file, it is named, and the good ones beside it count."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from benchmarks.defects.parts import rezipped
from benchmarks.defects.sent import returned
from benchmarks.few_audits import few_audits
from pipeline.calendar.quarter import Quarter
from pipeline.results.model import QuarterResult
from pipeline.results.return_values import ReturnLine
from pipeline.store.codec import decoded
from tests.acceptance.made_up import put, sent
from tests.acceptance.product import NEWEST, pipeline

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
Made = Callable[[], bytes]  # a workbook when it is asked for: no other test waits for it


@cache
def good() -> bytes:
    return sent("WNB", "UHS", records=6)


@cache
def earlier() -> bytes:
    return sent("MASH", "SOL", records=3)


@cache
def revised() -> bytes:
    return sent("MASH", "SOL", records=4)


def cut_short() -> bytes:
    return good()[: len(good()) // 2]


def foreign() -> bytes:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        for name in ("Budget 2019", "Staff rota"):
            book.add_worksheet(name).write(0, 0, "Total")
    return into.getvalue()


def renamed() -> bytes:
    return rezipped(sent("WNB", "CCG", records=4), lambda _, part: part.replace(b'name="Records"', b'name="Sheet1"'))


def of_an_audit_not_asked_for() -> bytes:
    """The police fill in the health providers' template."""
    return replace(returned("WNB", "UHS", 2), agency="HC").as_sent


# What is sent back: where it lies, what is in it, and words of the reason and of the next step.
SENT_BACK: Mapping[str, tuple[Made, str, str]] = {
    "sol/empty.xlsx": (bytes, "is empty", "Save the workbook again"),
    "sol/notes.xlsx": (lambda: b"Dear all, here are our figures.\n", "text file", "Save As"),
    "sol/cut short.xlsx": (cut_short, "its end is missing", "send the workbook again"),
    "sol/rows.csv": (lambda: b"Record no.,Service\nWNB-0001,GP\n", "text file", "Save As"),
    "sol/old.xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "old-format Excel", "Save As"),
    "sol/locked.xlsx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password", "Remove the password"),
    "sol/rota.xlsx": (foreign, "nothing that says which audit", "fresh template"),
    "uhs/last quarter.xlsx": (lambda: sent("WNB", "UHS", 2, Quarter(2019, 1)), "quarter 2019-20 Q1", "right folder"),
    "hc/for somebody else.xlsx": (lambda: sent("WNB", "UHS", 2), "agency UHS", "right folder"),
    "hc/not ours.xlsx": (of_an_audit_not_asked_for, "WNB from HC", "not asked for this audit"),
}
# By its template it is another agency's, so neither of the two is sent what was found in it.
MISPLACED, UNPLACED = "hc/for somebody else.xlsx", "unplaced/for somebody else.xlsx"
TAKEN_IN: Mapping[str, Made] = {
    "uhs/WNB.xlsx": good,
    "uhs/WNB (1).xlsx": good,
    "ccg/renamed.xlsx": renamed,
    "scc-cf/one unknown code.xlsx": lambda: sent("NEG", "SCC-CF", records=5, fwa="SIGNED"),
    "sol/MASH.xlsx": earlier,
    "sol/MASH revised.xlsx": revised,
}


@dataclass(frozen=True)
class Received:
    """The folder after its run."""

    root: Path
    ran: subprocess.CompletedProcess[str]

    @property
    def result(self) -> QuarterResult:
        kept = self.root / "data" / "processed" / "results" / NEWEST.folder / "subgroup.json"
        return decoded(QuarterResult, kept.read_text(encoding="utf-8"))

    def line(self, audit: str, agency: str) -> ReturnLine:
        (line,) = [each for each in self.result.returns if (each.audit, each.agency) == (audit, agency)]
        return line

    def receipt(self, place: str) -> str:
        folder, name = (UNPLACED if place == MISPLACED else place).split("/")
        kept = name.removesuffix(".xlsx")  # another ending stays, so that two files never share a folder
        feedback = self.root / "reports" / NEWEST.folder / "feedback" / folder / kept
        return (feedback / "receipt.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Received:
    """One run of them all; the return that is revised had been run by itself before."""
    root = tmp_path_factory.mktemp("bad input")
    few_audits(root)
    put(root, "sol/MASH.xlsx", earlier())
    first = pipeline("--root", root, "run", NEWEST.folder, "--figures-only")
    assert first.returncode == 0, first.stderr
    for place, data in {**TAKEN_IN, **{place: data for place, (data, *_) in SENT_BACK.items()}}.items():
        put(root, place, data())
    return Received(root, pipeline("--root", root, "run", NEWEST.folder, "--figures-only"))


def test_the_run_is_done_and_says_that_returns_were_left_out(received: Received) -> None:
    assert received.ran.returncode == 3
    fresh = len(TAKEN_IN) + len(SENT_BACK) - 1
    assert f"4 returns counted, {fresh} read now, {len(SENT_BACK)} left out" in received.ran.stdout


@pytest.mark.parametrize("place", SENT_BACK)
def test_a_return_left_out_is_named_on_stderr_with_its_next_step(received: Received, place: str) -> None:
    start = f"left out: {NEWEST.folder}/{place}: "
    (line,) = [each for each in received.ran.stderr.splitlines() if each.startswith(start)]

    assert SENT_BACK[place][2] in line.removeprefix(start)


@pytest.mark.parametrize("place", SENT_BACK)
def test_its_receipt_says_why_it_was_sent_back_and_what_to_do(received: Received, place: str) -> None:
    _, why, step = SENT_BACK[place]

    assert "sent back" in received.receipt(place).casefold()
    assert why in received.receipt(place)
    assert step in received.receipt(place)


@pytest.mark.parametrize("place", TAKEN_IN)
def test_a_return_taken_in_has_a_receipt_and_is_not_named_as_left_out(received: Received, place: str) -> None:
    assert "kept" in received.receipt(place)
    assert place not in "".join(line for line in received.ran.stderr.splitlines() if line.startswith("left out"))


def test_the_good_return_beside_them_is_counted(received: Received) -> None:
    assert received.line("WNB", "UHS").status == "accepted"
    assert received.line("WNB", "UHS").records == 6
    assert received.result.audit("WNB").records == 6 + 4


def test_the_same_return_under_two_names_is_counted_once(received: Received) -> None:
    twelfth = received.result.audit("WNB").standard("WNB12")

    assert {each.code: each.counts.applicable for each in twelfth.agencies} == {"CCG": 4, "UHS": 6}
    kept = [each.read_bytes() for each in (received.root / "data" / "processed" / "received").iterdir()]
    assert kept.count(good()) == 1


def test_a_renamed_sheet_is_found_by_its_headings(received: Received) -> None:
    assert received.line("WNB", "CCG").status == "accepted"
    assert received.line("WNB", "CCG").records == 4


def test_an_unknown_code_costs_only_the_standards_that_need_it(received: Received) -> None:
    line = received.line("NEG", "SCC-CF")

    assert (line.status, line.records, line.errors) == ("accepted with queries", 5, 1)
    assert "'SIGNED'" in received.receipt("scc-cf/one unknown code.xlsx")
    assert received.result.audit("NEG").standard("NEG13").total.counts.missing == 0


def test_of_a_revised_return_the_newest_counts_and_both_are_kept(received: Received) -> None:
    line = received.line("MASH", "SOL")

    assert (line.file_name, line.records, line.revised) == ("MASH revised.xlsx", 4, True)
    kept = {each.read_bytes() for each in (received.root / "data" / "processed" / "received").iterdir()}
    assert {earlier(), revised()} <= kept
    register = (received.root / "data" / "processed" / "register.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(register[0])["file_name"] == "MASH.xlsx"
    assert len(register) == len(TAKEN_IN) + len(SENT_BACK)


def test_what_cannot_be_placed_stands_in_the_grid_too(received: Received) -> None:
    unplaced = {line.file_name for line in received.result.returns if not line.audit}

    assert {"empty.xlsx", "rows.csv", "rota.xlsx"} <= unplaced
    assert sum(line.status == "sent back" for line in received.result.returns) == len(SENT_BACK)
