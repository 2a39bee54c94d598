"""What a quarter prints in released editions is attacked first, remembered, and held against what its pages print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import audits
from pipeline.disclose import refined
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.disclose.facts import How
from pipeline.errors import PipelineError
from pipeline.results.assemble import quarter_result
from pipeline.results.facts import facts_of
from pipeline.results.model import QuarterResult
from pipeline.results.proved import ProvedQuarter, proved_quarter
from pipeline.store.workspace import Workspace
from tests.unit.results.two_worlds import AUDIT, counted_in

FEW = [("Y", "Y")] * 22 + [("N", "Y")] * 3  # of which three are protected
MANY = [("Y", "Y")] * 30 + [("N", "Y")] * 20
WORLD = [{"SOL": FEW, "UHS": MANY}]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked for any audit but the small one."""
    monkeypatch.setattr(audits, "of", lambda _: {AUDIT.code: AUDIT})


@pytest.fixture
def proved() -> ProvedQuarter:
    return proved_quarter(counted_in(WORLD))


def told(proved: ProvedQuarter, name: str) -> QuarterResult:
    edition = {each.name: each for each in (SUBGROUP, BOARD, PUBLIC)}[name]
    return quarter_result(counted_in(WORLD), edition, synthetic=True, printed=proved.printed)


@pytest.mark.parametrize("name", ["subgroup", "board", "public"])
def test_what_the_pages_print_is_what_was_attacked(proved: ProvedQuarter, name: str) -> None:
    proved.refuse_if_more(told(proved, name))


def test_a_figure_that_was_not_attacked_is_refused_by_its_id(proved: ProvedQuarter) -> None:
    board = told(proved, "board")
    (audit,) = board.audits
    standard = audit.standards[0]
    counts = replace(standard.total.counts, met=52, not_met=23, applicable=75)
    more = replace(standard, total=replace(standard.total, counts=counts, band=None))
    forged = replace(board, audits=(replace(audit, standards=(more, *audit.standards[1:])),))
    with pytest.raises(PipelineError, match="would print figures that were not attacked: T1/all/2019-20-Q2"):
        proved.refuse_if_more(forged)


def test_a_small_count_has_no_counts_printed_and_something_is_said_all_the_same(proved: ProvedQuarter) -> None:
    facts = {fact.line.id: fact for fact in facts_of(told(proved, "board"))}
    assert facts["T1/SOL/2019-20-Q2"].how is not How.EXACT
    assert facts["T1/all/2019-20-Q2"].says


def test_what_was_attacked_is_not_attacked_again_until_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, attacks = Workspace(tmp_path), []
    whole = refined.given_away
    monkeypatch.setattr(refined, "given_away", lambda *a, **k: attacks.append(1) or whole(*a, **k))

    first = proved_quarter(counted_in(WORLD), workspace)
    once = len(attacks)
    again = proved_quarter(counted_in(WORLD), workspace)
    assert once
    assert len(attacks) == once
    assert (again.facts, again.printed) == (first.facts, first.printed)

    proved_quarter(counted_in([{"SOL": FEW[1:], "UHS": MANY}]), workspace)
    assert len(attacks) > once


def test_a_memory_that_was_altered_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, attacks = Workspace(tmp_path), []
    proved_quarter(counted_in(WORLD), workspace)
    (kept,) = (workspace.processed / "proved").rglob("*.json")
    kept.write_text(kept.read_text().replace('"counts": []', '"counts": [1]'))
    whole = refined.given_away
    monkeypatch.setattr(refined, "given_away", lambda *a, **k: attacks.append(1) or whole(*a, **k))

    proved_quarter(counted_in(WORLD), workspace)
    assert attacks
