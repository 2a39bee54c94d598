"""The files of a partnership as a run keeps them, and which of them decide what a return counts for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError
from pipeline.partnership.here import used
from pipeline.partnership.load import load
from pipeline.partnership.model import Partnership
from pipeline.store.inputs import inputs
from pipeline.store.partnerships import (
    keep_partnership,
    keeps_partnership,
    kept_partnership,
    partnership_of,
    was_checked,
)
from pipeline.store.workspace import Workspace
from tests.unit.partnership.folders import RIGHT, laid

NOW = Quarter(2026, 2)
# Of each file a change, and whether it bears on what returns count for, and on what pages print beside figures.
CHANGES = {
    "agencies.csv": ("The police", "The force", True, True),
    "returns.csv": ("WNB;NEG", "WNB", True, True),
    "audits.csv": ("six-monthly", "quarterly", True, True),
    "timescales.csv": ("board manager", "analyst", True, True),
    "documents.csv": ("Level 3 is new.", "Level 4 is new.", True, True),
    "targets.csv": ("0.85", "0.84", False, False),
    "recommendations.csv": ("The child is seen.", "Each child is seen.", False, False),
    "actions.csv": ("Training goes on.", "Training ends.", False, False),
}
SETTINGS = {
    "a word": ('cait = "Child Protection Unit"', 'cait = "Unit"', True),
    "the days allowed": ("days_for_a_return = 15", "days_for_a_return = 16", True),
    "a marking": ('public = "For anybody"', 'public = "OFFICIAL"', False),
    "a theme": ("Seeing the child", "Hearing the child", False),
    "a role": ("Partnership analyst", "Analyst", False),
    "the report's day": ("report_published = 2026-03-01", "report_published = 2026-03-02", True),
}


@pytest.fixture
def right(tmp_path: Path) -> Partnership:
    return load(laid(tmp_path / "right"))


def changed(tmp_path: Path, file: str, text: str, other: str) -> Partnership:
    assert text in RIGHT[file]
    return load(laid(tmp_path / "changed", {file: RIGHT[file].replace(text, other)}))


def test_a_workspace_whose_own_partnership_is_gone_works_for_nobody_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "workspace"
    kept = root / "data" / "processed" / "partnerships"
    kept.mkdir(parents=True)
    laid(kept / "0a1b")
    assert main(["--root", str(root), "templates", "2026-27-Q2"]) == 2
    assert capsys.readouterr().err.startswith(
        "Nothing was done: this workspace works for Westmere Safeguarding Partnership, and its folder partnership is "
        "not there."
    )
    assert [each.name for each in root.iterdir()] == ["data"]


def test_a_workspace_that_always_worked_for_the_usual_one_needs_no_folder(workspace: Workspace) -> None:
    keep_partnership(workspace)
    partnership_of(workspace)


@pytest.mark.parametrize("file", CHANGES)
def test_a_table_decides_what_counts_or_only_what_is_made_of_it(file: str, right: Partnership, tmp_path: Path) -> None:
    text, other, counts, printed = CHANGES[file]
    since = changed(tmp_path, file, text, other)
    assert since.digest != right.digest
    assert (since.counting != right.counting, since.around != right.around) == (counts, printed)


CHOSEN = {  # what returns choose among is another where an id or a standard is, and not where words, levels or days are
    "an id of a recommendation": ("recommendations.csv", "A.1,A,The child", "A.3,A,The child", True),
    "an id of an action": ("actions.csv", "A.b1", "A.b2", True),
    "a standard": ("recommendations.csv", "NEG;SSD,NEG12,", "NEG;SSD,NEG12;SSD1,", True),
    "a standard that decides": ("recommendations.csv", "A sheet of visits,NEG12,", "A sheet of visits,,", True),
    "a level": ("recommendations.csv", "NEG12,,4,", "NEG12,,5,", False),
    "a day": ("actions.csv", "2026-04-20,2026-09-30", "2026-04-21,2026-10-30", False),
    "an intention": ("recommendations.csv", "No child is overlooked.", "Each child is known.", False),
    "who must test it": ("recommendations.csv", "The sub-group", "Another agency", False),
    "what can show it": ("recommendations.csv", ",both,", ",audit,", False),
}


@pytest.mark.parametrize("what", CHOSEN)
def test_of_recommendations_and_actions_their_ids_and_standards_alone_decide_what_counts(
    what: str, tmp_path: Path
) -> None:
    file, text, other, counts = CHOSEN[what]
    actions = RIGHT["actions.csv"].replace("A.1;A.2", "A.2").replace("2025-09-12,NEG12", "2025-09-12,")
    before = {**RIGHT, "actions.csv": actions}  # none of its actions answers A.1, whose id may change then
    assert text in before[file]
    first = load(laid(tmp_path / "first", before))
    since = load(laid(tmp_path / "since", {**before, file: before[file].replace(text, other)}))
    assert since.digest != first.digest
    assert (since.counting != first.counting, since.around != first.around) == (counts, False)


def test_the_order_of_recommendations_and_actions_decides_nothing(right: Partnership, tmp_path: Path) -> None:
    def turned(name: str) -> str:
        heading, *rows = RIGHT[name].splitlines()
        return "\n".join([heading, *reversed(rows)])

    since = load(laid(tmp_path / "turned", {name: turned(name) for name in ("recommendations.csv", "actions.csv")}))
    assert [each.id for each in since.actions] == ["A.b1", "A.a1"]
    assert since.counting == right.counting


@pytest.mark.parametrize("what", SETTINGS)
def test_of_the_settings_words_and_days_decide_what_counts(what: str, right: Partnership, tmp_path: Path) -> None:
    text, other, counts = SETTINGS[what]
    file = "recommendations.csv" if what == "a theme" else "partnership.toml"
    since = load(
        laid(tmp_path / "changed", {each: RIGHT[each].replace(text, other) for each in {file, "partnership.toml"}})
    )
    assert (since.counting != right.counting, since.around != right.around) == (counts, True)


def test_what_figures_rest_on_is_told_by_what_counts_and_what_reports_rest_on_by_every_file(
    workspace: Workspace, right: Partnership, tmp_path: Path
) -> None:
    (workspace.raw / NOW.folder).mkdir(parents=True)
    seen = []
    for each in (right, changed(tmp_path, "targets.csv", "0.85", "0.84")):
        with used(each):
            looked_at = inputs(workspace, NOW)
        seen.append((looked_at.of_quarter(NOW, []), looked_at.of_results("subgroup", [])))
    (counted, made), (counted_since, made_since) = seen
    assert counted == counted_since
    assert made != made_since


def test_kept_files_are_the_partnership_again(workspace: Workspace, right: Partnership) -> None:
    with used(right):
        assert not keeps_partnership(workspace)
        keep_partnership(workspace)
        assert keeps_partnership(workspace)
    again = kept_partnership(workspace, right.digest)
    assert again is not right
    assert (again.digest, again.files, again.targets) == (right.digest, right.files, right.targets)


def test_definitions_of_the_partnerships_own_are_kept_too(workspace: Workspace, tmp_path: Path) -> None:
    folder = laid(tmp_path / "right")
    (folder / "audits").mkdir()
    (folder / "audits" / "own.py").write_text("# nothing yet\n")
    with used(load(folder)) as partnership:
        keep_partnership(workspace)
        assert keeps_partnership(workspace)
    assert kept_partnership(workspace, partnership.digest).files["audits/own.py"] == b"# nothing yet\n"


def test_what_lies_there_as_it_was_kept_is_not_written_again(workspace: Workspace, right: Partnership) -> None:
    with used(right):
        keep_partnership(workspace)
        before = {each: each.stat().st_mtime_ns for each in workspace.processed.rglob("*")}
        keep_partnership(workspace)
    assert {each: each.stat().st_mtime_ns for each in workspace.processed.rglob("*")} == before


def test_a_file_too_many_among_those_kept_is_taken_away_by_the_next_run(
    workspace: Workspace, right: Partnership
) -> None:
    with used(right):
        keep_partnership(workspace)
        (workspace.processed / "partnerships" / right.digest / "notes.csv").touch()
        assert not keeps_partnership(workspace)
        keep_partnership(workspace)
        assert keeps_partnership(workspace)


def test_files_that_were_used_are_not_checked_again_until_they_or_the_program_change(
    workspace: Workspace, right: Partnership, tmp_path: Path
) -> None:
    assert not was_checked(workspace, right)
    with used(right):
        keep_partnership(workspace)
    assert was_checked(workspace, right)
    assert not was_checked(workspace, changed(tmp_path, "targets.csv", "0.85", "0.84"))
    (workspace.processed / "partnerships" / f"{right.digest}.checked").write_text("an older program")
    assert not was_checked(workspace, right)


def test_files_that_are_not_kept_are_named_by_their_place_in_the_workspace(workspace: Workspace) -> None:
    digest = "0" * 64
    with pytest.raises(PipelineError, match=rf"no longer kept: data/processed/partnerships/{digest} is not there"):
        kept_partnership(workspace, digest)
