"""Baselines of actions: appended, bound to each other, and never changed by what comes later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError
from pipeline.store.baselines import Baseline, as_they_were, baselines, digest, freeze, last_ended, state
from pipeline.store.workspace import Workspace

NOW = Quarter(2019, 2)
COUNTS = {"2018-19 Q3": {"SOL": (3, 10), "UHS": (0, 4)}, "2018-19 Q2": {"SOL": (5, 9)}}
ONE = Baseline("T1.b1", "SOL", "NEG3", "2019-01-05", COUNTS, "0" * 64, "2019-11-01", "ab")
LATER = replace(ONE, action="T1.b2", agreed="2019-11-20")


def path(workspace: Workspace) -> Path:
    return workspace.processed / "baselines.jsonl"


def test_what_is_frozen_is_there_as_it_was(workspace: Workspace) -> None:
    freeze(workspace, [ONE])

    assert baselines(workspace, NOW) == (ONE,)
    assert ONE.quarters == (Quarter(2018, 2), Quarter(2018, 3))


def test_what_comes_later_changes_no_baseline(workspace: Workspace) -> None:
    freeze(workspace, [ONE])
    before = path(workspace).read_bytes()

    freeze(workspace, [replace(ONE, agreed="2018-01-01", counts={"2017-18 Q3": {"SOL": (9, 9)}})])
    assert path(workspace).read_bytes() == before

    freeze(workspace, [replace(ONE, agency="UHS"), ONE])
    assert path(workspace).read_bytes().startswith(before)
    assert [each.agency for each in baselines(workspace, NOW)] == ["SOL", "UHS"]


def test_a_report_rests_on_those_alone_that_were_to_be_known_in_its_quarter(workspace: Workspace) -> None:
    freeze(workspace, [ONE])
    before = state(workspace, NOW.previous())
    freeze(workspace, [LATER])

    assert baselines(workspace, NOW.previous()) == (ONE,)
    assert baselines(workspace, NOW) == (ONE, LATER)
    assert state(workspace, NOW.previous()) == before != state(workspace, NOW)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2019, 6, 29), "2018-19 Q4"), (date(2019, 6, 30), "2019-20 Q1"), (date(2019, 7, 1), "2019-20 Q1")],
)
def test_a_quarter_has_ended_by_the_evening_of_its_last_day(day: date, quarter: str) -> None:
    assert str(last_ended(day)) == quarter


def test_an_altered_baseline_is_said_and_is_another_state(workspace: Workspace) -> None:
    freeze(workspace, [ONE, LATER])
    before = state(workspace, NOW)
    path(workspace).write_text(path(workspace).read_text(encoding="utf-8").replace("NEG3", "NEG4"))

    with pytest.raises(PipelineError, match=r"baselines of actions are damaged at line 2 .*Restore them from a backup"):
        baselines(workspace, NOW)
    assert state(workspace, NOW) != before


def test_what_a_report_was_made_with_is_found_by_its_digest_though_more_came_since(workspace: Workspace) -> None:
    freeze(workspace, [ONE])
    then = digest(baselines(workspace, NOW))
    freeze(workspace, [LATER])

    assert as_they_were(workspace, NOW, then) == (ONE,)
    assert as_they_were(workspace, NOW, digest([ONE, LATER])) == (ONE, LATER)
    assert as_they_were(workspace, NOW, "") == ()
    assert as_they_were(workspace, NOW, digest([LATER])) is None


@given(
    counts=st.dictionaries(
        st.sampled_from(["2018-19 Q1", "2018-19 Q2"]), st.dictionaries(st.text("ABC-", min_size=1), st.just((2, 3)))
    ),
    action=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_baseline_is_kept_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[str, dict[str, tuple[int, int]]], action: str
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("baselines"))
    freeze(workspace, [replace(ONE, counts=counts, action=action)])

    (kept,) = baselines(workspace, NOW)
    assert kept == replace(ONE, counts=counts, action=action)
    assert as_they_were(workspace, NOW, digest([kept])) == (kept,)
