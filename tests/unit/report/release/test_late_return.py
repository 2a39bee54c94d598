"""A return that comes after a release: the new report is safe beside what is out, or is not released."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.released_before import released_before
from pipeline.store.ledger import releases
from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import (
    OF_THE_BOARD,
    OF_THE_PUBLIC,
    QUARTER,
    approved,
    prepared,
    signed,
    typed,
)
from tests.unit.workspaces import put, sent


@pytest.mark.parametrize("late", ["YNN", "YYYYYYYYYN"])
def test_a_late_return_of_a_few_records_is_not_the_difference_between_two_releases(
    workspace: Workspace, late: str
) -> None:
    approved(workspace)
    put(workspace, "gp/late.xlsx", sent("CCG", *late))
    signed(workspace, BOARD, PUBLIC, stamp="2 December 2019")
    approved(workspace, 2)
    approved(workspace, 3, OF_THE_PUBLIC)

    first, second, _ = released_before(workspace)
    printed = [
        {fact.line.id: (fact.met, fact.of) for fact in each.facts if fact.met is not None} for each in (first, second)
    ]
    total = "WNB12/all/2019-20-Q2"
    assert printed[0][total] == (70, 140)
    difference = printed[1].get(total, printed[0][total])[1] - 140
    assert difference in (0, *range(6, 200)), "nobody learns how few records came late"
    assert [each.stands for each in releases(workspace)] == [False, True, True]


def test_the_release_that_takes_the_place_of_another_says_so_in_its_statement(workspace: Workspace) -> None:
    approved(workspace)
    put(workspace, "sol/mine of spring.xlsx", sent("SOL", *"Y" * 50, *"N" * 50))
    signed(workspace, BOARD, stamp="2 December 2019")
    folder = prepared(workspace)

    text = " ".join((folder / "statement.txt").read_text(encoding="utf-8").split())
    assert "Release 1 (2019-20 Q2, board), " in text
    assert typed(workspace, "approve", QUARTER, *OF_THE_BOARD, "data protection officer") == 0
    assert Path(folder.with_name("2")).is_dir()
