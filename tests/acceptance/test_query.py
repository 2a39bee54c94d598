"""The documented questions, asked of the demonstration as they are typed, and each counted again by pandas."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from pipeline.report.query.questions import NOT_RECORDED, OF_REPORTS, SILENT, TWICE_BELOW, Question
from tests.acceptance.product import NEWEST, Demo, pipeline

SHORT = ["Below target", "Over the limit"]


def answered(demo: Demo, question: Question, edition: str, into: Path) -> pd.DataFrame:
    ran = pipeline("query", question.sql, "--root", demo.root, "--edition", edition, "--into", into)
    assert ran.returncode == 0, ran.stderr
    return pd.read_parquet(into)


def figures(demo: Demo, edition: str) -> pd.DataFrame:
    """The standards of the one report that there is of an edition, which therefore is the newest of each figure."""
    table = pd.read_parquet(demo.workspace.reports / NEWEST.folder / edition / "figures.parquet")
    return table[table["kind"] == "standard"]


def test_the_standards_below_their_target_in_two_quarters_in_a_row(editions: Demo, tmp_path: Path) -> None:
    found = answered(editions, TWICE_BELOW, "subgroup", tmp_path / "found.parquet")

    lines = figures(editions, "subgroup").query("level == 'all returns'")
    twice = set()
    for standard, own in lines.sort_values("quarter").groupby("standard"):
        verdicts = list(zip(own["quarter"], own["verdict"], strict=True))
        for (first, one), (again, other) in pairwise(verdicts):
            if one in SHORT and other in SHORT:
                twice.add((standard, first, again))
    assert len(twice) > 5
    assert set(found[["standard", "first", "again"]].itertuples(index=False, name=None)) == twice
    assert len(found) == len(twice)


@pytest.mark.parametrize("edition", ["board", "public"])
def test_the_standards_of_which_hiding_leaves_nothing(editions: Demo, tmp_path: Path, edition: str) -> None:
    found = answered(editions, SILENT, edition, tmp_path / "found.parquet")

    lines = figures(editions, edition)
    silent = lines[lines["says"] == "nothing"]
    of_all = silent[silent["level"] == "all returns"].groupby("standard").size()
    of_agencies = silent[silent["level"] == "agency"].groupby("standard").size()
    asked = lines[lines["level"] == "all returns"].groupby("standard").size()
    assert len(of_all) > 0
    assert set(found[["standard", "quarters", "silent", "agencies_silent"]].itertuples(index=False, name=None)) == {
        (standard, asked[standard], count, of_agencies.get(standard, 0)) for standard, count in of_all.items()
    }
    assert found["silent"].is_monotonic_decreasing


def test_whose_returns_say_most_often_that_something_was_not_recorded(editions: Demo, tmp_path: Path) -> None:
    found = answered(editions, NOT_RECORDED, "subgroup", tmp_path / "found.parquet")

    lines = figures(editions, "subgroup").query("level == 'agency'")
    now = lines[(lines["quarter"] == str(NEWEST)) & ~lines["hidden"]]
    sums = now.groupby("agency_name")[["not_recorded", "n"]].sum()
    sums = sums[sums["n"] > 0]
    assert len(sums) > 5
    recounted = {name: (row["not_recorded"], row["n"], row["not_recorded"] / row["n"]) for name, row in sums.iterrows()}
    assert {
        row.agency_name: (row.not_recorded, row.counted, pytest.approx(row.share)) for row in found.itertuples()
    } == (recounted)
    assert found["share"].is_monotonic_decreasing


def test_without_sql_every_question_is_shown_as_it_is_typed(editions: Demo) -> None:
    ran = pipeline("query", "--root", editions.root, "--edition", "board")

    assert ran.returncode == 0
    assert all(each.words in ran.stdout for each in OF_REPORTS)
