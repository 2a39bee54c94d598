"""The attack on what is about to be released: together with all that was, for every reader, and refused by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.commands import release as releasing
from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.facts import ALL, Cells, Fact, How, Line
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.errors import PipelineError
from pipeline.measure.counts import Counts
from pipeline.report.release.proof import proved
from pipeline.results.proved import ProvedQuarter
from pipeline.store.ledger import entries
from pipeline.store.workspace import Workspace
from tests.unit.report.release.released import OF_THE_BOARD, PREPARER, QUARTER, typed

NOW, NEXT = "2019-20 Q1", "2019-20 Q2"


def exact(standard: str, met: int, of: int, agency: str = ALL, quarter: str = NOW) -> Fact:
    """What is printed of a line with its counts."""
    return Fact(Line(standard, agency, (quarter,)), standard.rstrip("0123456789"), How.EXACT, met, of, 0)


def cells(standard: str = "WNB6", quarter: str = NOW, **agencies: tuple[int, int]) -> Cells:
    """The met and not met of each agency."""
    return Cells({(standard, each, quarter): Counts(*counts) for each, counts in agencies.items()})


def before(facts: list[Fact], counts: Cells, edition: str = "board", number: int = 1) -> ReleasedBefore:
    return ReleasedBefore(number, NOW, edition, facts, counts, withdrawn=number == 1)


WIDE = cells(UHS=(20, 29), SOL=(30, 31))


def test_what_gives_nothing_away_is_proved_for_every_reader_of_that_edition() -> None:
    proof = proved(PUBLIC, (), [exact("WNB6", 50, 110)], WIDE)

    assert "For readers of the board and public editions, who may know no count of 1 to 5: 1 figure of" in proof.text
    assert "For readers of the public edition, who may know no count of 1 to 7: 1 figure of" in proof.text
    assert proof.text.endswith("Nothing was given away.\n")
    assert "public edition, who may" not in proved(BOARD, (), [exact("WNB6", 50, 110)], WIDE).text


def test_a_small_count_that_is_printed_is_refused_with_its_figure() -> None:
    with pytest.raises(PipelineError) as told:
        proved(BOARD, (), [exact("WNB6", 3, 60, "UHS")], cells(UHS=(3, 57), SOL=(30, 31)))

    assert "WNB6, UHS, 2019-20 Q1" in str(told.value)
    assert "WNB6/UHS/2019-20-Q1" in str(told.value)


def test_a_return_that_came_late_is_refused_where_the_difference_would_be_known_even_of_a_withdrawn_release() -> None:
    late = cells(UHS=(20, 29), SOL=(30, 31), CCG=(2, 1))
    was = before([exact("WNB6", 50, 110)], WIDE)

    with pytest.raises(PipelineError, match="WNB6"):
        proved(BOARD, [was], [exact("WNB6", 52, 113)], late)


def test_what_only_the_board_was_told_is_not_held_against_what_the_public_alone_reads() -> None:
    was = before([exact("WNB6", 50, 110)], WIDE, number=2)
    proof = proved(PUBLIC, [was], [exact("WNB6", 50, 110)], WIDE)

    assert "1 figure of this report and 1 released before" in proof.text
    assert "1 figure of this report and 0 released before" in proof.text


def test_a_preparation_that_would_give_a_count_away_writes_nothing(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "facts_of", lambda _: (exact("WNB12", 3, 60, "UHS", NEXT),))
    behind, figures = cells("WNB12", NEXT, UHS=(3, 57), SOL=(30, 31)), releasing._figures
    monkeypatch.setattr(
        releasing, "_figures", lambda *asked: replace(figures(*asked), proved=ProvedQuarter({}, behind, {}))
    )

    assert typed(workspace, "prepare", QUARTER, *OF_THE_BOARD, PREPARER) == 1
    assert "WNB12/UHS/2019-20-Q2" in capsys.readouterr().err
    assert not (workspace.releases / QUARTER).exists()
    assert entries(workspace) == ()
