"""The upgrade command, and what a run keeps and says of the definitions that it counts by."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.audits.checked import problems
from pipeline.calendar.quarter import Quarter, spoken
from pipeline.commands.upgrade import upgrade
from pipeline.errors import UsageError
from pipeline.partnership.here import SHIPPED, of_workspace, used
from pipeline.partnership.proposed import lacking
from pipeline.store import definitions
from pipeline.store.workspace import Workspace

NOW = Quarter(2026, 2)
LOCAL = '''
from pipeline.audits import Beside, library
from pipeline.definition import Basis, Part, Standard, YesNo

NEG = library("NEG")


class NEG_LOCAL(Beside, of=NEG, since="2026-27 Q2"):
    """Interpreters."""

    ours = Part("What our partnership asks")
    interpreter = YesNo("Was an interpreter used?", on=NEG.social_care, required=True, example="N")

    NEGL1 = Standard(
        "Interpreter used", applies=NEG.s47_agreed == "Y", met=interpreter == "Y", basis=Basis.LOCAL, source="Agreed"
    )
'''


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with files of its own, in which a run has kept what it counted by."""
    shutil.copytree(SHIPPED / "northtown", tmp_path / "partnership")
    with used(of_workspace(tmp_path)):
        definitions.begin(Workspace(tmp_path), NOW)
        yield Workspace(tmp_path)


def older(workspace: Workspace, part: str = "standard NEG3", **changed: Any) -> None:
    """What was kept, as a version before this one would have kept it."""
    path = definitions.path_of(workspace)
    there = json.loads(path.read_text(encoding="utf-8"))
    there["outline"]["NEG"][part] |= changed
    path.write_text(json.dumps({**there, "code": "older"}), encoding="utf-8")


def test_where_nothing_changed_there_is_nothing_to_do(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert upgrade(workspace, take=False, by=None) == 0
    assert capsys.readouterr().out.startswith("Nothing has changed")


def test_without_files_of_its_own_a_workspace_has_nothing_to_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert upgrade(Workspace(tmp_path), take=False, by=None) == 0
    assert "so the package's own audits are used" in capsys.readouterr().out


def test_before_any_run_there_is_nothing_to_compare_with(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    definitions.path_of(workspace).unlink()

    assert upgrade(workspace, take=False, by=None) == 0
    assert capsys.readouterr().out.startswith("Nothing to compare with")


def test_a_change_is_listed_with_its_old_and_its_new_words(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    older(workspace, **{"met where": "‘Passed’ is “No”"})

    assert upgrade(workspace, take=False, by=None) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Changed since {spoken(date.today())}: 1 part of the audits, 1 break."
    assert lines[1] == "Breaks:"
    assert lines[2].startswith("  NEG, standard NEG3: “")
    assert lines[3:5] == [
        "    met where, before: ‘Passed’ is “No”",
        "    met where, now:    ‘Passed to CPIU’ is “Yes”",
    ]


def test_until_it_is_taken_a_run_says_so_and_then_no_more(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    older(workspace, title="Another")

    assert definitions.redefined_since(workspace) == spoken(date.today())
    assert "nobody has decided yet to go on with them" in definitions.changed_in_words(workspace)
    assert upgrade(workspace, take=True, by="audit lead") == 0
    assert capsys.readouterr().out == "Taken by audit lead: 1 change. Runs no longer speak of them.\n"
    assert definitions.changed_in_words(workspace) == ""
    kept = definitions.kept(workspace)
    assert kept is not None
    assert [(each.by, each.changes) for each in kept.decisions] == [("audit lead", 1)]


def test_another_run_does_not_take_what_nobody_has_taken(workspace: Workspace) -> None:
    older(workspace, title="Another")
    definitions.begin(workspace, NOW)

    assert definitions.redefined_since(workspace) != ""


def test_other_code_that_defines_the_same_is_no_change(workspace: Workspace) -> None:
    older(workspace)
    assert definitions.redefined_since(workspace) == ""
    definitions.begin(workspace, NOW)

    kept = definitions.kept(workspace)
    assert kept is not None
    assert kept.code == definitions.code()


def test_other_words_of_the_partnerships_own_are_no_change_of_the_audits(workspace: Workspace) -> None:
    settings = workspace.root / "partnership" / "partnership.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"CPIU"', '"CAT"'), encoding="utf-8")
    with used(of_workspace(workspace.root)):
        definitions.begin(workspace, NOW)
        older(workspace)

        assert definitions.redefined_since(workspace) == ""


def test_what_the_partnership_adds_is_not_compared_and_told_where_it_reads_what_changed(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.root / "partnership" / "audits").mkdir()
    (workspace.root / "partnership" / "audits" / "neg_local.py").write_text(LOCAL, encoding="utf-8")
    with used(of_workspace(workspace.root)):
        definitions.begin(workspace, NOW)
        kept = definitions.kept(workspace)
        assert kept is not None
        assert "standard NEGL1" not in kept.outline["NEG"]
        older(workspace, "question s47_agreed", codes="Y – Yes")
        assert upgrade(workspace, take=False, by=None) == 3

    told = capsys.readouterr().out
    assert "Of your own, see whether these still count what they should:\n  NEGL1 reads s47_agreed.\n" in told


@pytest.mark.parametrize(
    ("take", "by", "why"),
    [
        (True, None, "say both: --take, and --by"),
        (False, "audit lead", "say both: --take, and --by"),
        (True, "Jane Brown", "looks like a person's name"),
        (True, "r" * 81, "--by is a role of at most 80 characters."),
    ],
)
def test_a_decision_needs_a_role(workspace: Workspace, take: bool, by: str | None, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        upgrade(workspace, take=take, by=by)


def without(workspace: Workspace, *limits: str) -> Path:
    """The workspace's time limits as they were before audits asked for these ones."""
    path = workspace.root / "partnership" / "timescales.csv"
    there = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in there if line.split(",")[0] not in limits), encoding="utf-8")
    return path


def test_limits_that_a_file_of_before_lacks_are_offered_as_rows_that_it_can_hold(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = without(workspace, "icpc", "hazard_recheck")
    with used(of_workspace(workspace.root, problems)):
        upgrade(workspace, take=False, by=None)
    lines = capsys.readouterr().out.splitlines()
    offered = [line.strip() for line in lines if line.startswith("  ")]

    assert lines[0].startswith("timescales.csv lacks limits that audits read.")
    assert offered[0] == file.read_text(encoding="utf-8").splitlines()[0]
    assert {line.split(",")[0] for line in offered[1:]} == {"icpc", "hazard_recheck"}
    with file.open("a", encoding="utf-8") as rows:
        rows.write("\n".join(offered[1:]) + "\n")
    whole = of_workspace(workspace.root, problems)
    assert lacking(whole) == {}
    assert [each.limit for each in whole.timescale("hazard_recheck")] == [14]
