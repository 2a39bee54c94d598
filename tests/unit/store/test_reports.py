"""Reports as they lie: which is finished, which is whole, and a final one that is moved and never written over."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError
from pipeline.store.reports import (
    MANIFEST,
    UNFINISHED,
    approved_by,
    finished,
    is_whole,
    keep_final,
    kept_finals,
    manifest_of,
    refuse_unknown_pages,
    report_folder,
    reported,
    revised_since,
)
from pipeline.store.workspace import Workspace, digest_of, write_atomically

NOW = Quarter(2019, 2)
PAGE = "<p>A page</p>"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def laid(workspace: Workspace, quarter: Quarter = NOW, **facts: Any) -> Path:
    """A report of one page."""
    folder = report_folder(workspace, quarter, "subgroup")
    write_atomically(folder / "index.html", PAGE)
    whole = {"pages": {"index.html": digest_of(PAGE)}, "results": "one", "made_on": "2019-11-03", **facts}
    write_atomically(folder / MANIFEST, json.dumps(whole))
    return folder


@pytest.mark.parametrize("text", ["", "[]", "{}", "7", "null", '"final"', "[" * 100_000, '{"approved_by": "Ch'])
def test_a_manifest_that_is_no_manifest_is_none(workspace: Workspace, text: str) -> None:
    folder = laid(workspace)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    assert (manifest_of(folder), finished(folder), approved_by(folder)) == (None, None, "")
    with pytest.raises(PipelineError, match="may be a final report"):
        refuse_unknown_pages(folder)


def test_a_report_whose_pages_are_being_made_is_nobody_s_final(workspace: Workspace) -> None:
    folder = laid(workspace, approved_by="Chair", **{UNFINISHED: True})
    assert (finished(folder), approved_by(folder)) == (None, "")
    refuse_unknown_pages(folder)


def test_a_folder_without_pages_is_refused_to_nobody(workspace: Workspace) -> None:
    refuse_unknown_pages(report_folder(workspace, NOW, "subgroup"))


def test_a_report_is_whole_with_just_its_pages_as_they_were_made(workspace: Workspace) -> None:
    folder = laid(workspace)
    facts = finished(folder)
    assert facts is not None
    assert is_whole(folder, facts)
    assert not is_whole(folder, {**facts, "pages": []})
    (folder / "other.html").write_text(PAGE, encoding="utf-8")
    assert not is_whole(folder, facts)
    (folder / "other.html").unlink()
    (folder / "index.html").write_text("<p>Another</p>", encoding="utf-8")
    assert not is_whole(folder, facts)


def test_final_reports_are_kept_under_the_day_they_were_signed_and_none_takes_another_s_place(
    workspace: Workspace,
) -> None:
    names = [keep_final(laid(workspace, results=each)).name for each in ("one", "two", "three")]
    assert names == ["final-2019-11-03-subgroup", "final-2019-11-03-2-subgroup", "final-2019-11-03-3-subgroup"]
    assert [each.signed for each in kept_finals(workspace, NOW, "subgroup")] == ["3 November 2019"] * 3
    assert kept_finals(workspace, NOW, "board") == []
    kept = [finished(each.folder) or {} for each in kept_finals(workspace, NOW, "subgroup")]
    assert [each["results"] for each in kept] == ["one", "two", "three"]


@pytest.mark.parametrize("day", ["", "x", "../../elsewhere", "a\0b", "\ud800", 5, None, ["2019-11-03"]])
def test_a_final_report_whose_manifest_holds_no_day_is_kept_under_today_s(workspace: Workspace, day: object) -> None:
    assert keep_final(laid(workspace, made_on=day)).name == f"final-{date.today().isoformat()}-subgroup"
    assert len(kept_finals(workspace, NOW, "subgroup")) == 1


def test_a_report_was_revised_where_the_newest_kept_one_had_other_figures(workspace: Workspace) -> None:
    assert revised_since(workspace, NOW, "subgroup", "one") == ""
    keep_final(laid(workspace, results="one"))
    assert revised_since(workspace, NOW, "subgroup", "one") == ""
    assert revised_since(workspace, NOW, "subgroup", "two") == "3 November 2019"
    keep_final(laid(workspace, results="two", made_on="2019-12-01"))
    assert revised_since(workspace, NOW, "subgroup", "one") == "1 December 2019"


def test_a_folder_that_somebody_named_like_a_kept_report_is_none(workspace: Workspace) -> None:
    for name in ("final-version-subgroup", "final-2019-99-99-subgroup", "final-2019-11-03-two-subgroup"):
        (workspace.reports / NOW.folder / name).mkdir(parents=True)
    assert kept_finals(workspace, NOW, "subgroup") == []


def test_earlier_reports_are_those_that_are_finished(workspace: Workspace) -> None:
    quarters = [NOW.previous(), NOW.previous().previous(), NOW, NOW.next()]
    for each in quarters:
        (workspace.raw / each.folder).mkdir(parents=True)
        laid(workspace, each)
    assert reported(workspace, NOW, "subgroup") == ["2019-20 Q1", "2018-19 Q4"]
    laid(workspace, NOW.previous(), **{UNFINISHED: True})
    assert reported(workspace, NOW, "subgroup") == ["2018-19 Q4"]
