"""A record that shows a child who needs action at once is told of at once, whatever becomes of its return."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.__main__ import main
from pipeline.errors import PipelineError
from pipeline.run import quarter as run
from pipeline.store.immediate_action import readable, urgent_records
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, form, put, record

pytestmark = pytest.mark.usefixtures("one_audit")
CHILD = "C00000002"


def returned(*answers: str, **others: Any) -> bytes:
    """A return with a record for each answer to whether a child needs action now; ``others``: of each record."""
    rows = [record(number, immediate_action=answer, **others) for number, answer in enumerate(answers, start=1)]
    return workbook(form(), "SOL", Filling(rows, {**COVER, "date_submitted": NOW.end}))


def edited(data: bytes, folder: Path, change: Callable[[Any], None]) -> bytes:
    """A return after somebody changed its workbook by hand."""
    file = folder / "edited.xlsx"
    file.write_bytes(data)
    book = load_workbook(file)
    change(book)
    book.save(file)
    return file.read_bytes()


def typed(workspace: Workspace, *words: str) -> int:
    return main(["--root", str(workspace.root), *words])


@pytest.fixture
def told(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Types a command, and gives what it says on stderr of records that need action at once."""

    def say(*words: str) -> list[str]:
        typed(workspace, *words)
        return [each for each in capsys.readouterr().err.splitlines() if each.startswith("needs action at once")]

    return say


def test_a_run_tells_of_it_once_with_its_place_and_never_with_the_child(
    workspace: Workspace, told: Callable[..., list[str]]
) -> None:
    put(workspace, "sol/return.xlsx", returned("N", "Y"))

    first, waiting = told("run", "2019-20-Q2", "--figures-only")
    (again,) = told("run", "2019-20-Q2", "--figures-only")

    assert first == (
        "needs action at once: WNB of Solent NHS Trust for 2019-20 Q2, data/raw/2019-20-Q2/sol/return.xlsx, Records, "
        "row 7"
    )
    assert waiting == again
    assert again.startswith(
        "needs action at once: there is one record that needs it and nobody has said who sees to it"
    )
    assert CHILD not in first + waiting


def test_nothing_is_told_where_no_child_needs_it(workspace: Workspace, told: Callable[..., list[str]]) -> None:
    put(workspace, "sol/return.xlsx", returned("N", "N"))

    assert told("run", "2019-20-Q2", "--figures-only") == []
    assert not readable(workspace).exists()
    assert typed(workspace, "status", "2019-20-Q2") == typed(workspace, "acknowledge") == 0


def test_it_is_named_by_status_until_somebody_acknowledges_it(
    workspace: Workspace, told: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    put(workspace, "sol/return.xlsx", returned("Y", "Y"))
    assert typed(workspace, "run", "2019-20-Q2", "--figures-only") == 3
    capsys.readouterr()

    assert [each.partition(":")[0] for each in told("status", "2019-20-Q2")][:2] == [
        "needs action at once (no. 1)",
        "needs action at once (no. 2)",
    ]
    assert typed(workspace, "acknowledge", "1", "--by", "audit lead") == 0
    assert [each.partition(":")[0] for each in told("status", "2019-20-Q2")][:-1] == ["needs action at once (no. 2)"]
    assert typed(workspace, "acknowledge", "--all", "--by", "audit lead") == 0
    assert told("status", "2019-20-Q2") == []
    assert [each.by for each in urgent_records(workspace)] == ["audit lead", "audit lead"]
    assert typed(workspace, "run", "2019-20-Q2", "--figures-only") == 0


def test_a_return_that_is_sent_again_brings_no_record_twice(
    workspace: Workspace, told: Callable[..., list[str]]
) -> None:
    put(workspace, "sol/return.xlsx", returned("N", "Y"))
    told("run", "2019-20-Q2", "--figures-only")
    put(workspace, "sol/newer.xlsx", returned("Y", "Y", policy_followed="N"))

    first, _ = told("run", "2019-20-Q2", "--figures-only")
    assert "newer.xlsx, Records, row 6" in first
    assert [each.number for each in urgent_records(workspace)] == [1, 2]


@pytest.mark.parametrize("wrong", ["a heading is gone", "somebody is named", "no quarter"])
def test_it_is_told_of_a_return_that_is_sent_back(
    workspace: Workspace, tmp_path: Path, told: Callable[..., list[str]], wrong: str
) -> None:
    def spoil(book: Any) -> None:
        if wrong == "a heading is gone":
            book["Records"]["B5"] = None
        elif wrong == "somebody is named":
            book["Cover"]["B5"] = "943 476 5919"
        else:
            del book["Manifest"], book["Cover"]

    data = edited(returned("N", "Y"), tmp_path, spoil)
    folder = "" if wrong == "no quarter" else "sol/"
    put(workspace, f"{folder}return.xlsx", data)

    lines = told("run", "2019-20-Q2", "--figures-only")
    assert len(lines) == 2
    assert lines[0].endswith("row 7")
    assert CHILD not in "".join(lines)


def test_it_is_told_where_the_run_stops_afterwards(
    workspace: Workspace, told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise PipelineError("Stopped.")

    monkeypatch.setattr(run, "quarter_result", stop)
    put(workspace, "sol/return.xlsx", returned("Y"))

    (line,) = told("run", "2019-20-Q2", "--figures-only")
    assert line.endswith("row 6")
    assert [each.number for each in urgent_records(workspace)] == [1]


def test_it_is_told_where_the_list_of_those_told_is_damaged(
    workspace: Workspace, told: Callable[..., list[str]]
) -> None:
    put(workspace, "sol/return.xlsx", returned("Y"))
    told("run", "2019-20-Q2", "--figures-only")
    (workspace.processed / "immediate-action.jsonl").write_text("nonsense\n", encoding="utf-8")
    put(workspace, "sol/newer.xlsx", returned("N", "Y"))

    assert [each.rpartition(" ")[2] for each in told("run", "2019-20-Q2", "--figures-only")] == ["6", "7"]


def test_check_tells_of_it_before_the_receipt_and_keeps_nothing(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put(workspace, "sol/return.xlsx", returned("N", "Y"))

    assert typed(workspace, "check", str(file), "--json") == 3
    printed = capsys.readouterr()
    assert printed.err.splitlines()[0].endswith("return.xlsx, Records, row 7")
    (one,) = json.loads(printed.out)["returns"]
    assert one["immediate_action"] == [{"sheet": "Records", "row": 7}]
    assert not workspace.processed.exists()


def test_the_list_names_the_place_and_the_days_and_no_child(workspace: Workspace) -> None:
    put(workspace, "sol/return.xlsx", returned("N", "Y"))
    typed(workspace, "run", "2019-20-Q2", "--figures-only")

    text = readable(workspace).read_text(encoding="utf-8")
    (line,) = csv.DictReader(text.splitlines())
    assert (line["audit"], line["agency"], line["sheet"], line["row"]) == ("WNB", "SOL", "Records", "7")
    assert (line["acknowledged_on"], line["made_up"]) == ("", "N")
    assert CHILD not in text


@pytest.mark.usefixtures("jobs")
def test_nothing_of_the_list_leaves_the_workspace(workspace: Workspace) -> None:
    put(workspace, "sol/return.xlsx", returned("N", "Y"))
    typed(workspace, "run", "2019-20-Q2")
    typed(workspace, "send", "2019-20-Q2")

    (listed,) = urgent_records(workspace)
    told = [b"immediate-action", listed.record.encode(), b"needs action at once"]
    outside = [each for each in workspace.root.rglob("*") if each.is_file() and workspace.processed not in each.parents]
    assert any(each.suffix == ".zip" for each in outside)
    assert [each.name for each in outside if any(words in each.read_bytes() for words in told)] == []


def test_made_up_returns_are_counted_in_a_note_and_wake_nobody(
    workspace: Workspace, told: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.marker.parent.mkdir(parents=True)
    workspace.marker.write_text("made up", encoding="utf-8")
    put(workspace, "sol/return.xlsx", returned("Y"))

    assert typed(workspace, "run", "2019-20-Q2", "--figures-only") == 0
    assert "note: 1 made-up record to be acted on at once: python -m pipeline acknowledge" in capsys.readouterr().err
    assert told("status", "2019-20-Q2") == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["3", "--by", "audit lead"], "The list of records that need action at once has no number 3."),
        (["3"], "Say who told the agency, by a role of at most 60 characters: --by."),
        (["--by", "audit lead"], "Say which records are seen to: their numbers, or --all."),
        (["3", "--all"], "Give the numbers of the records, or --all, and not both."),
    ],
)
def test_what_cannot_be_acknowledged_is_refused(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert typed(workspace, "acknowledge", *words) == 2
    assert message in capsys.readouterr().err
