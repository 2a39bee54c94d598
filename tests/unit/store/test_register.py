"""The register of submissions: every line bound to the one before it, so that none is lost or altered unseen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.store.register import Submission, register, submissions
from pipeline.store.workspace import Workspace

ONE = Submission(1, "2019-20 Q2", "2019-20-Q2/sol", "mine – é.xlsx", "0" * 64, 10, "2019-11-01T09:00:00+00:00")
THREE = [ONE, replace(ONE, number=2, file_name="b.xlsx"), replace(ONE, number=3, sha256="", size=0)]


def path(workspace: Workspace) -> Path:
    return workspace.processed / "register.jsonl"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace whose register has three lines."""
    fresh = Workspace(tmp_path)
    register(fresh, [], THREE)
    return fresh


def rewritten(workspace: Workspace, lines: list[str]) -> None:
    path(workspace).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_a_workspace_without_a_register_has_no_submissions(tmp_path: Path) -> None:
    assert submissions(Workspace(tmp_path)) == []


def test_adding_to_the_register_leaves_the_lines_before_as_they_were(workspace: Workspace) -> None:
    before = path(workspace).read_bytes()
    register(workspace, submissions(workspace), [replace(ONE, number=4)])
    assert path(workspace).read_bytes().startswith(before)
    assert [each.number for each in submissions(workspace)] == [1, 2, 3, 4]


def test_adding_nothing_changes_nothing(workspace: Workspace) -> None:
    before = path(workspace).read_bytes()
    register(workspace, submissions(workspace), [])
    assert path(workspace).read_bytes() == before


@pytest.mark.parametrize("line", [0, 1, 2])
def test_an_altered_line_is_said(workspace: Workspace, line: int) -> None:
    lines = path(workspace).read_text(encoding="utf-8").splitlines()
    lines[line] = lines[line].replace("2019-11-01", "2019-11-02")
    rewritten(workspace, lines)
    with pytest.raises(PipelineError, match=r"register is damaged at line \d .*Restore it from a backup"):
        submissions(workspace)


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_lost_line_is_said(workspace: Workspace, line: int) -> None:
    lines = path(workspace).read_text(encoding="utf-8").splitlines()
    del lines[line]
    rewritten(workspace, lines)
    with pytest.raises(PipelineError, match="damaged"):
        submissions(workspace)


@pytest.mark.parametrize("text", ["", "[]", "null", "12", '{"after": ""}', '{"number": 1}', "rubbish"])
def test_a_line_that_is_no_submission_is_said_without_a_traceback(workspace: Workspace, text: str) -> None:
    rewritten(workspace, [text])
    with pytest.raises(PipelineError, match="damaged at line 1"):
        submissions(workspace)


def test_two_lines_that_changed_places_are_said(workspace: Workspace) -> None:
    first, second, third = path(workspace).read_text(encoding="utf-8").splitlines()
    rewritten(workspace, [first, third, second])
    with pytest.raises(PipelineError, match="damaged at line 2"):
        submissions(workspace)


@given(name=st.text(st.characters(exclude_categories=["Cs"])), size=st.integers(0))
def test_any_file_name_is_registered_as_it_is(tmp_path_factory: pytest.TempPathFactory, name: str, size: int) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("register"))
    odd = [replace(ONE, file_name=name, size=size), replace(ONE, number=2)]
    register(workspace, [], odd)
    assert submissions(workspace) == odd
