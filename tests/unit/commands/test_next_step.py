"""What each command says is to be done next: sensible to what is there, and silent where a program reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.arguments import COMMANDS
from pipeline.commands.next_step import say_next
from pipeline.partnership.keeping import Kept
from pipeline.store.erasure.erasures import Erasure, Step, What, enter
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, write_atomically

BY_THEMSELVES = {"doctor", "new-audit"}  # it depends on what they found
WORDS: dict[str, Any] = {
    "quarter": "2019-20-Q2",
    "edition": "",
    "folder": Path("reports"),
    "chase": False,
    "audit": "neg",
    "step": "prepare",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "data" / "raw" / "2019-20-Q2" / "uhs").mkdir(parents=True)
    return Workspace(tmp_path)


def said(capsys: pytest.CaptureFixture[str], workspace: Workspace, command: str, status: int = 0, **words: Any) -> str:
    say_next(workspace, command, {**WORDS, "into": workspace.root, **words}, status)
    printed = capsys.readouterr()
    return (printed.out + printed.err).replace(workspace.option, "")


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - BY_THEMSELVES))
@pytest.mark.parametrize("status", [0, 3])
def test_every_command_ends_with_one_line_that_says_what_is_next(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], command: str, status: int
) -> None:
    line = said(capsys, workspace, command, status)

    assert line.startswith("Next: ")
    assert line.count("\n") == 1


def test_after_a_run_come_the_words_then_the_signature_then_what_is_sent(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, workspace, "run").endswith(": python -m pipeline commentary 2019-20-Q2\n")
    (workspace.commentary / "2019-20-Q2").mkdir(parents=True)
    assert said(capsys, workspace, "run").endswith('run 2019-20-Q2 --final --approved-by "audit lead"\n')
    manifest = workspace.reports / "2019-20-Q2" / "subgroup" / MANIFEST
    write_atomically(manifest, '{"approved_by": "audit lead"}')
    assert said(capsys, workspace, "run").endswith(": python -m pipeline send 2019-20-Q2\n")


def test_where_returns_were_left_out_they_are_asked_for_first(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    line = said(capsys, workspace, "run", 3)

    assert line.startswith("Next: ask for what was left out (python -m pipeline status 2019-20-Q2 --chase); then ")


def test_the_edition_asked_for_is_that_of_the_next_command(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "commentary 2019-20-Q2 --edition board" in said(capsys, workspace, "run", edition="board")
    (workspace.commentary / "2019-20-Q2").mkdir(parents=True)
    assert "run 2019-20-Q2 --all-editions --final" in said(capsys, workspace, "run", all_editions=True)


def test_nothing_is_said_where_a_program_reads_or_the_command_says_it_itself(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, workspace, "status", as_json=True) == ""
    assert said(capsys, workspace, "doctor") == ""


@pytest.mark.parametrize(("command", "words"), [("check", {}), ("status", {"chase": True, "into": None})])
def test_it_does_not_stand_in_a_text_that_goes_to_an_agency(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], command: str, words: dict[str, Any]
) -> None:
    say_next(workspace, command, {**WORDS, **words}, 0)

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Next: ")


@pytest.mark.parametrize("figure", ["NEG3/all/2018-19-Q3--2019-20-Q2", "NEG3/HC/2019-20-Q2/RED"])
def test_after_the_records_of_an_id_comes_a_run_of_its_newest_quarter(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], figure: str
) -> None:
    assert said(capsys, workspace, "explain", quarter=figure).endswith("python -m pipeline run 2019-20-Q2\n")


@pytest.mark.parametrize(
    ("step", "next_"),
    [
        (
            "prepare",
            "another role reads the statement, then: python -m pipeline release approve 2019-20-Q2 --edition board",
        ),
        ("approve", "hand that folder out, whole and as it is."),
        ("withdraw", "tell everybody who has it; then what is to take its place: python -m pipeline run 2019-20-Q2"),
        ("list", "whether one is as it was approved: python -m pipeline verify released/<quarter>/<edition>/<number>"),
    ],
)
def test_each_step_of_a_release_leads_to_the_next(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], step: str, next_: str
) -> None:
    assert said(capsys, workspace, "release", 0, step=step, edition="board").startswith(f"Next: {next_}")


def test_what_was_withdrawn_is_not_to_be_handed_out_though_it_is_reproduced(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    write_atomically(workspace.root / "1" / "WITHDRAWN.txt", "WITHDRAWN")
    assert said(capsys, workspace, "verify", 0, folder=workspace.root / "1") == (
        "Next: nothing; it was withdrawn, so it is not handed out.\n"
    )


def test_nothing_is_to_be_done_next_with_a_quarter_whose_returns_were_erased(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = Erasure(1, Step.BEGUN, What.QUARTER, "2019-20 Q2", "2026-11-27", "chair", "by rule", (Kept.RETURNS,))
    enter(workspace, gone, Step.BEGUN)

    assert said(capsys, workspace, "status").startswith("Next: nothing;")
    assert said(capsys, workspace, "explain", quarter="NEG3/all/2019-20-Q2").startswith("Next: nothing;")
    assert "run 2019-20-Q1" in said(capsys, workspace, "status", quarter="2019-20-Q1")
