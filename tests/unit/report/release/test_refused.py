"""What is not released, and why: each refusal names the place and the next step, and nothing is changed by it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.disclose.editions import BOARD
from pipeline.report.release import approving
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.ledger import entries, releases
from pipeline.store.reports import note_manifest
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
from tests.unit.workspaces import NOW, put, sent

BACK = (*OF_THE_BOARD, "board chair", "--because", "A return was counted twice")


def refused(workspace: Workspace, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said when a command is refused; the ledger is as it was."""
    before = ledger(workspace)
    capsys.readouterr()
    assert typed(workspace, *words) in (1, 2)
    assert ledger(workspace) == before
    return capsys.readouterr().err


def ledger(workspace: Workspace) -> list[bytes]:
    """The bytes of the ledger and of its head."""
    return [each.read_bytes() for each in sorted(workspace.processed.glob("ledger.*"))]


def report(workspace: Workspace, name: str = "", edition: str = "board") -> Path:
    return workspace.reports / QUARTER / edition / name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("prepare",), "Say which quarter's report, such as 2019-20-Q2: release prepare QUARTER."),
        (("prepare", QUARTER, "--by", PREPARER), "Say which edition, board or public: --edition."),
        (
            ("prepare", QUARTER, "--edition", "subgroup", "--by", PREPARER),
            "The subgroup edition goes to named readers alone and is never released. Choose board or public: --edition",
        ),
        (("prepare", QUARTER, "--edition", "board"), "Say who prepares it, by a role of at most 60 characters: --by."),
        (("approve", QUARTER, *OF_THE_BOARD, " \u200b "), "Say who approves it, by a role of at most 60 characters"),
        (("approve", QUARTER, *OF_THE_BOARD, "lead \udcff"), "--by holds a character that cannot be kept."),
        (("approve", QUARTER, *OF_THE_BOARD, "Mrs Jane Smith"), "--by holds what looks like "),
        (("approve", QUARTER, *OF_THE_BOARD, "\u0430udit officer"), "--by names a role with an odd letter in it."),
        (("withdraw", QUARTER, *OF_THE_BOARD, "chair"), "Say in a sentence why it is withdrawn: --because."),
        (("withdraw", QUARTER, *OF_THE_BOARD, "chair", "--because", "  "), "Say in a sentence why it is withdrawn"),
        (("prepare", QUARTER, *BACK), "Only to withdraw a release takes a reason. Leave --because away from release"),
        (("list", QUARTER, *BACK), "release list takes a quarter or nothing. Leave the other words away."),
        (("prepare", "2019-20-Q5", *OF_THE_BOARD, PREPARER), "is not a quarter"),
        (("burn", QUARTER), "invalid choice: 'burn'"),
        (
            ("prepare", "2019-20-Q1", *OF_THE_BOARD, PREPARER),
            "There is no report of 2019-20 Q1 in the board edition to release: ",
        ),
        (("approve", QUARTER, *OF_THE_BOARD, APPROVER), "Nothing is prepared of 2019-20 Q2 in the board edition: "),
        (("withdraw", QUARTER, *BACK), "Nothing of 2019-20 Q2 in the board edition was released. What was: "),
    ],
)
def test_words_that_do_not_fit_are_refused_with_what_to_type(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    said = refused(workspace, capsys, *words)
    assert told in said
    assert "Smith" not in said


@pytest.mark.parametrize("by", [PREPARER, "AUDIT LEAD", "  Audit   lead ", "The audit lead", "audit-lead", "Auditlead"])
def test_the_same_role_does_not_approve_what_it_prepared(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    prepared(workspace)

    assert (
        "It was prepared by the same role (audit lead), and two people release a report. Another role than that reads "
        "the statement and approves it: --by." in refused(workspace, capsys, "approve", QUARTER, *OF_THE_BOARD, by)
    )


def draft(workspace: Workspace) -> None:
    (workspace.commentary / QUARTER / "wnb.board.md").write_text("", encoding="utf-8")
    put(workspace, "sol/mine of spring.xlsx", sent("SOL", *"Y" * 35, *"N" * 35))
    quarter_run(workspace, RunRequest(NOW, BOARD, workers=1, stamp="1 November 2019"))


def of_one_audit(workspace: Workspace) -> None:
    request = RunRequest(NOW, BOARD, ["WNB"], workers=1, stamp="1 November 2019", approved_by="chair", again=True)
    quarter_run(workspace, request)


def other_returns(workspace: Workspace) -> None:
    put(workspace, "sol/mine of spring.xlsx", sent("SOL", *"Y" * 35, *"N" * 35))


def edited(name: str) -> Callable[[Workspace], None]:
    def edit(workspace: Workspace) -> None:
        with report(workspace, name).open("ab") as file:
            file.write(b" ")

    return edit


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (draft, "is a draft, and only a final one is released. Read it, then sign it off: "),
        (of_one_audit, "has the pages of WNB alone, and only a whole report is released."),
        (
            other_returns,
            "is not of what lies there now: the returns, words, decisions, definitions or earlier releases",
        ),
        (edited("index.html"), "is not as it was signed off: index.html was changed. Make it again and sign it off: "),
        (edited("figures.csv"), "is not as it was signed off: figures.csv was changed."),
        (lambda workspace: report(workspace, "wnb.html").unlink(), "is not as it was signed off: wnb.html is gone."),
        (
            lambda workspace: report(workspace, "mine.html").write_text("x", encoding="utf-8"),
            "is not as it was signed off: mine.html is not of it.",
        ),
        (
            edited("manifest.json"),
            "is not the manifest that was written with the report, so nothing of it is released.",
        ),
        (
            lambda workspace: report(workspace, "manifest.json").write_text("{", encoding="utf-8"),
            "the manifest is damaged: it is not JSON.",
        ),
        (lambda workspace: shutil.rmtree(report(workspace)), "There is no report of 2019-20 Q2 in the board edition"),
    ],
)
def test_only_a_final_whole_report_that_is_as_it_was_signed_off_is_prepared(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], change: Callable[[Workspace], None], told: str
) -> None:
    change(workspace)

    assert told in refused(workspace, capsys, "prepare", QUARTER, *OF_THE_BOARD, PREPARER)
    assert not (workspace.releases / QUARTER).exists()


def test_a_manifest_that_says_final_though_nobody_signed_is_not_believed(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(workspace)
    manifest = report(workspace, "manifest.json")
    told = json.loads(manifest.read_text(encoding="utf-8")) | {"approved_by": "chair"}
    manifest.write_text(json.dumps(told), encoding="utf-8")

    assert "is not the manifest that was written" in refused(
        workspace, capsys, "prepare", QUARTER, *OF_THE_BOARD, PREPARER
    )


def added(workspace: Workspace, name: str, data: bytes) -> None:
    """Have a file of the signed report hold this at its end, as if it had been made so."""
    page, manifest = report(workspace, name), report(workspace, "manifest.json")
    page.write_bytes(page.read_bytes() + data)
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["pages"][name] = digest_of(page.read_bytes())
    manifest.write_text(json.dumps(told), encoding="utf-8")
    note_manifest(workspace, NOW, "board", final=True)


def book(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("docProps/app.xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("wnb.html", b"<td>mine of spring.xlsx</td>", "wnb.html (the name of a file that was sent)"),
        ("wnb.html", b"in ROOT/data/processed", "wnb.html (a path of this computer)"),
        ("tracker.csv", b"see ours_v2.xlsx", "tracker.csv (the name of a file that was sent)"),
        ("wnb-tables.xlsx", b"BOOK", "wnb-tables.xlsx (the name of a file that was sent)"),
    ],
)
def test_a_report_that_names_a_file_which_was_sent_or_a_path_of_this_computer_is_not_prepared(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], name: str, data: bytes, told: str
) -> None:
    root = str(workspace.root.resolve()).encode()
    added(workspace, name, data.replace(b"ROOT", root).replace(b"BOOK", book("<c>ours_v2.xlsx</c>")))

    said = refused(workspace, capsys, "prepare", QUARTER, *OF_THE_BOARD, PREPARER)
    assert f"hold what no outsider may read: {told}. Where the analyst's words name a file, take it out" in said
    assert "ours_v2" not in said


def test_other_words_than_a_file_that_was_sent_are_no_trace_of_it(workspace: Workspace) -> None:
    added(workspace, "wnb.html", b"<a href='yours_v2.xlsx'>ours_v3.xlsx</a>")

    assert prepared(workspace).is_dir()


def test_a_report_that_stands_released_is_not_prepared_again(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    approved(workspace)

    assert "This very report is released already, as release 1 (2019-20 Q2, board). Nothing need be done" in refused(
        workspace, capsys, "prepare", QUARTER, *OF_THE_BOARD, PREPARER
    )


def test_what_was_withdrawn_is_not_withdrawn_again(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    approved(workspace)
    typed(workspace, "withdraw", QUARTER, *BACK)

    told = refused(workspace, capsys, "withdraw", QUARTER, *BACK)
    assert told.startswith("Release 1 (2019-20 Q2, board) was withdrawn already, on ")
    assert "by board chair. Nothing need be done" in told


def test_a_reason_that_names_somebody_is_not_kept(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    approved(workspace)

    told = refused(workspace, capsys, "withdraw", QUARTER, *OF_THE_BOARD, "chair", "--because", "Mrs Jane Smith asked")
    assert "The reason holds what looks like" in told
    assert "Smith" not in told


def in_between(name: str) -> Callable[[Workspace, pytest.MonkeyPatch], None]:
    def change(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
        with (workspace.releases / QUARTER / "board" / "prepared" / name).open("ab") as file:
            file.write(b"\n")

    return change


def released_meanwhile(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    approved(workspace, of=OF_THE_PUBLIC)


def signed_anew(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    request = RunRequest(NOW, BOARD, workers=1, stamp="3 November 2019", approved_by="chair", again=True)
    quarter_run(workspace, request)


def page_changed(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    edited("wnb.html")(workspace)


def another_software(_: Workspace, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(approving, "program", lambda: "0" * 64)


def another_definition(_: Workspace, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(approving, "definitions", lambda _: {"WNB/provider": "0"})


def laid_there(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    (workspace.releases / QUARTER / "board" / "prepared" / "more.html").write_text("x", encoding="utf-8")


def gone(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    (workspace.releases / QUARTER / "board" / "prepared" / "statement.txt").unlink()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (in_between("statement.txt"), "prepared/statement.txt was changed. Prepare it again and read its statement: "),
        (in_between("released-figures.csv"), "prepared/released-figures.csv was changed."),
        (in_between("proof.txt"), "prepared/proof.txt was changed."),
        (in_between("manifest.json"), "prepared/manifest.json is not the manifest that was prepared."),
        (gone, "prepared/statement.txt is gone."),
        (laid_there, "prepared/more.html was laid there."),
        (released_meanwhile, "the release ledger has entries since."),
        (signed_anew, "the report was made again, or signed off anew."),
        (page_changed, "is not as it was signed off: wnb.html was changed."),
        (another_software, "the software is another."),
        (another_definition, "the definitions of audits are others."),
    ],
)
def test_whatever_changed_in_between_is_refused_by_name(
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Workspace, pytest.MonkeyPatch], None],
    told: str,
) -> None:
    prepared(workspace)
    change(workspace, monkeypatch)
    already = len(releases(workspace))

    assert told in refused(workspace, capsys, "approve", QUARTER, *OF_THE_BOARD, APPROVER)
    assert len(releases(workspace)) == already
    assert not (workspace.releases / QUARTER / "board" / "1").exists()


def test_what_is_kept_of_a_preparation_is_not_to_be_edited_either(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(workspace)
    kept = workspace.processed / "releases" / QUARTER / "board.prepared.json"
    kept.write_bytes(kept.read_bytes().replace(b'\\"met\\": 0', b'\\"met\\": 9'))

    assert "prepared/manifest.json is not the manifest that was prepared." in refused(
        workspace, capsys, "approve", QUARTER, *OF_THE_BOARD, APPROVER
    )
    assert entries(workspace) == ()
