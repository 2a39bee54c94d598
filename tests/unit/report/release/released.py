"""A small workspace whose board's and public's reports are final, so that they can be released."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.commands.commentary import commentary
from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.report import pages
from pipeline.run.quarter import RunRequest, editions_run
from pipeline.store.workspace import Workspace, digest_of
from tests.unit.workspaces import NOW, put, sent, without_notebooks

QUARTER = NOW.folder
PREPARER, APPROVER = "audit lead", "data protection officer"
OF_THE_BOARD = ("--edition", "board", "--by")
OF_THE_PUBLIC = ("--edition", "public", "--by")


def without_names(patch: pytest.MonkeyPatch) -> None:
    """Have each page be a digest of what it would show, with who signed it off and when: it names no return."""
    without_notebooks(patch)
    stand_in = pages.run

    def shorter(jobs: Sequence[Any], *more: Any, **options: Any) -> Any:
        outcomes = stand_in(jobs, *more, **options)
        for each in jobs:
            for place in (each.html, each.html.with_name(each.context.tables)):
                told = f"{digest_of(place.read_bytes())} {each.context.approved_by} {each.context.stamp}"
                place.write_text(told, encoding="utf-8")
        return outcomes

    patch.setattr(pages, "run", shorter)


def laid(workspace: Workspace) -> Workspace:
    """Two agencies' returns, of so many records that little has to be hidden."""
    put(workspace, "sol/mine of spring.xlsx", sent("SOL", *"Y" * 30, *"N" * 30))
    put(workspace, "uhs/ours_v2.xlsx", sent("UHS", *"Y" * 40, *"N" * 40))
    return workspace


def signed(workspace: Workspace, *editions: Edition, stamp: str = "1 November 2019") -> None:
    """Write words wherever they are needed, and sign the reports of these editions off."""
    for edition in editions:
        commentary(workspace, quarter=QUARTER, edition=edition.name, workers=1)
    for file in workspace.commentary.rglob("*.md"):
        words = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"-->\n*(?=\n## |\Z)", "-->\n\nThey *waited*.\n\n", words), encoding="utf-8")
    request = RunRequest(NOW, BOARD, workers=1, stamp=stamp, approved_by="board chair")
    editions_run(workspace, request, editions)


def made(folder: Path) -> Workspace:
    """The workspace with both reports signed off."""
    workspace = laid(Workspace(folder))
    signed(workspace, BOARD, PUBLIC)
    return workspace


def typed(workspace: Workspace, *words: str) -> int:
    """``release`` with these words, as somebody types it; gives the exit status."""
    try:
        return main(["--root", str(workspace.root), "release", *words])
    except SystemExit as stopped:  # the parser's own way out
        return int(stopped.code or 0)


def prepared(workspace: Workspace, of: Sequence[str] = OF_THE_BOARD) -> Path:
    """What one role prepares; gives where it lies."""
    assert typed(workspace, "prepare", QUARTER, *of, PREPARER) == 0
    return workspace.releases / QUARTER / of[1] / "prepared"


def approved(workspace: Workspace, number: int = 1, of: Sequence[str] = OF_THE_BOARD) -> Path:
    """What is prepared and then approved by another role; gives where it lies."""
    prepared(workspace, of)
    assert typed(workspace, "approve", QUARTER, *of, APPROVER) == 0
    return workspace.releases / QUARTER / of[1] / str(number)
