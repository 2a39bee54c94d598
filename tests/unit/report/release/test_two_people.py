"""A report released by two people: prepared, read, approved by another, listed and withdrawn."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.calendar.quarter import spoken
from pipeline.disclose.editions import BOARD
from pipeline.disclose.released_before import released_before
from pipeline.store.ledger import Step, entries, ever_released, head, releases
from pipeline.store.workspace import Workspace, digest_of
from tests.unit.report.release.released import (
    APPROVER,
    OF_THE_BOARD,
    OF_THE_PUBLIC,
    PREPARER,
    QUARTER,
    approved,
    prepared,
    typed,
)

TODAY = spoken(date.today())
BACK = (*OF_THE_BOARD, "board chair", "--because", "A return was counted twice")


def statement(folder: Path) -> str:
    """The statement, the lines of each paragraph joined."""
    return re.sub(r"(?<=\S)\n(?=\S)", " ", (folder / "statement.txt").read_text(encoding="utf-8"))


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_what_is_prepared_is_a_statement_the_figures_the_proof_and_a_manifest_and_nothing_is_released(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = prepared(workspace)

    assert {each.name for each in folder.iterdir()} == {
        "statement.txt", "released-figures.csv", "proof.txt", "manifest.json",
    }  # fmt: skip
    assert entries(workspace) == ()
    *_, told, next_ = lines(capsys)
    assert told == f"Prepared as release 1, not released yet: {folder}"
    assert next_ == (
        f"Next: another role reads the statement, then: python -m pipeline release approve {QUARTER} --edition board "
        f"--by ROLE --root {workspace.root}"
    )


def test_the_statement_says_what_to_whom_by_which_rule_how_it_was_attacked_and_what_no_rule_protects(
    workspace: Workspace,
) -> None:
    folder = prepared(workspace)
    text = statement(folder)

    for told in (
        "Statement for release 1: Board edition, 2019-20 Q2",
        "What: the report for July to September 2019 (2019-20 Q2), ",
        "To whom: Members of the board and its agencies.",
        "Marking: OFFICIAL",
        "Signed off by: board chair.",
        "Made from: 2 returns of 2019-20 Q2 that count.",
        BOARD.rule,
        "Protected is each count of 1 to 5 records",
        "The report has 33 lines of standards with a record in it: 33 with their counts.",
        "Something is said of 33 of them (100%), and of 2 of 2 headline standards.",
        "readers of the board and public editions, who may know no count of 1 to 5: 39 figures of this report and 0",
        "each agency that knows its own records: Solent NHS Trust and University Hospital",
        "Nothing was given away.",
        "Counted by the definitions of 1 audit (WNB).",
        "Words of the analyst stand on 2 pages",
        "They were read and signed off by: board chair.",
        "The release ledger before this release: empty",
        f"By: {PREPARER}, on {TODAY}.",
    ):
        assert told in text
    assert "WHAT WAS RELEASED BEFORE OF THE SAME QUARTER\n\nNothing.\n" in text
    assert max(map(len, (folder / "statement.txt").read_text(encoding="utf-8").splitlines())) <= 96


def test_the_statement_gives_the_digest_of_all_that_it_speaks_of(workspace: Workspace) -> None:
    folder = prepared(workspace)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    text = statement(folder)

    report = workspace.reports / QUARTER / "board" / "manifest.json"
    assert told["report"] == digest_of(report.read_bytes())
    for digest in (told["report"], told["results"], told["files"]["released-figures.csv"], told["files"]["proof.txt"]):
        assert digest in text
    assert told["files"]["statement.txt"] == digest_of((folder / "statement.txt").read_bytes())


def test_what_was_approved_is_laid_down_whole_and_every_figure_is_in_the_ledger(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)

    report = workspace.reports / QUARTER / "board"
    of_the_report = json.loads((report / "manifest.json").read_text(encoding="utf-8"))["pages"]
    added = {"statement.txt", "released-figures.csv", "proof.txt", "manifest.json", "approval.json"}
    assert {each.name for each in folder.iterdir()} == {*of_the_report, *added}
    assert {name: digest_of((folder / name).read_bytes()) for name in of_the_report} == of_the_report
    release, *figures = entries(workspace)
    assert (release.step, release.release, release.prepared_by, release.approved_by) == (
        Step.RELEASED, 1, PREPARER, APPROVER,
    )  # fmt: skip
    assert release.manifest == digest_of((folder / "manifest.json").read_bytes())
    assert release.statement == digest_of((folder / "statement.txt").read_bytes())
    with (folder / "released-figures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [each.figure for each in figures]
    assert json.loads((folder / "approval.json").read_text(encoding="utf-8"))["ledger"] == head(workspace)
    assert not folder.with_name("prepared").exists()
    told = capsys.readouterr().out
    assert f"Released, approved by: {APPROVER}. What may go out lies in {folder}\n" in told
    assert told.endswith("Next: hand that folder out, whole and as it is.\n")


def test_what_was_released_is_known_with_the_counts_behind_it(workspace: Workspace) -> None:
    approved(workspace)
    (before,) = released_before(workspace)

    assert {(fact.met, fact.of) for fact in before.facts if fact.line.id == "WNB12/UHS/2019-20-Q2"} == {(40, 80)}
    assert before.cells.counts["WNB12", "UHS", "2019-20 Q2"].met == 40
    assert not before.withdrawn


def test_both_editions_are_released_one_after_the_other_and_the_second_is_told_of_the_first(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    approved(workspace)
    text = statement(approved(workspace, 2, OF_THE_PUBLIC))

    assert (
        f"Release 1 (2019-20 Q2, board), {TODAY}: prepared by {PREPARER}, approved by {APPROVER}; 39 figures; it "
        "stands." in text
    )
    assert "For readers of the board and public editions, who may know no count of 1 to 5" in text
    assert "For readers of the public edition, who may know no count of 1 to 7" in text
    assert "and 39 released before" in text
    assert {each.edition for each in ever_released(workspace)} == {"board", "public"}
    capsys.readouterr()
    assert typed(workspace, "list", QUARTER) == 0
    first, second, count, _ = lines(capsys)
    assert first.startswith("release 1 (2019-20 Q2, board), ")
    assert second.startswith("release 2 (2019-20 Q2, public), ")
    assert count == "2 releases of 2019-20 Q2."


def test_the_list_names_what_is_prepared_and_releases_whose_folder_was_taken_away(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)
    waiting = prepared(workspace, OF_THE_PUBLIC)
    folder.rename(workspace.root / "taken away")
    capsys.readouterr()

    assert typed(workspace, "list") == 0
    release, prepared_, *_ = lines(capsys)
    assert release.endswith("; it stands; its folder is not here")
    assert prepared_ == f"prepared, not released: 2019-20 Q2, public, in {waiting}"
    assert typed(workspace, "list", "2018-19-Q2") == 0
    assert "Nothing was released of 2018-19 Q2." in lines(capsys)


def test_a_withdrawn_release_says_so_in_its_folder_in_the_list_and_in_the_next_statement(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = approved(workspace)
    before = {each: each.read_bytes() for each in folder.iterdir()}
    capsys.readouterr()
    assert typed(workspace, "withdraw", QUARTER, *BACK) == 0

    assert f"Withdrawn: release 1 (2019-20 Q2, board). Its folder stays and says so: {folder}" in lines(capsys)
    note = (folder / "WITHDRAWN.txt").read_text(encoding="utf-8")
    assert f"was withdrawn on {TODAY} by: board chair.\nWhy: A return was counted twice\n" in note
    assert {each: each.read_bytes() for each in before} == before
    typed(workspace, "list")
    assert f"; WITHDRAWN on {TODAY} by board chair: A return was counted twice" in lines(capsys)[0]
    assert "WITHDRAWN" in statement(prepared(workspace, OF_THE_PUBLIC))
    (known,) = released_before(workspace)
    assert known.withdrawn
    assert len(known.facts) == 39, "what was once out stays known"


def test_what_was_withdrawn_can_be_released_anew_under_a_number_of_its_own(workspace: Workspace) -> None:
    folder = approved(workspace)
    typed(workspace, "withdraw", QUARTER, *BACK)

    again = approved(workspace, 2)
    assert {each.name for each in again.iterdir()} == {each.name for each in folder.iterdir()} - {"WITHDRAWN.txt"}
    assert [(each.number, each.stands) for each in releases(workspace)] == [(1, False), (2, True)]


def test_a_release_that_is_taken_back_while_its_folder_is_elsewhere_says_that_its_holders_are_to_be_told(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    approved(workspace).rename(workspace.root / "taken away")

    assert typed(workspace, "withdraw", QUARTER, *BACK) == 0
    assert "That folder is not there; wherever it was taken, whoever holds it is to be told." in lines(capsys)
