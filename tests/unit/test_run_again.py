"""A second run of what has not changed: nothing is made, nothing slow is imported; of what has, only what shows it."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.definition import Audit
from pipeline.disclose.editions import SUBGROUP
from pipeline.measure import table
from pipeline.measure.counts import AuditCounts
from pipeline.measure.shapes import ListPart
from pipeline.partnership.here import SHIPPED, USUAL, here, used
from pipeline.partnership.model import Partnership
from pipeline.report import pages
from pipeline.report.job import Job
from pipeline.results import past
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store import definitions
from pipeline.store.baselines import baselines
from pipeline.store.kept_results import results_path
from pipeline.store.reports import finished
from pipeline.store.samples import Sample, Stratum
from pipeline.store.samples import keep as keep_sample
from pipeline.store.standing import Standing, standing
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.validate.validated import Accepted
from tests.source import ROOT
from tests.unit.workspaces import NOW, like_the_usual, one_audit_alone, put, sent, without_notebooks

BEFORE = NOW.previous()
pytestmark = pytest.mark.usefixtures("one_audit", "jobs")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two agencies' returns now, one of the quarter before, and their report."""
    fresh = Workspace(tmp_path_factory.mktemp("reported"))
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    put(fresh, "uhs/ours.xlsx", sent("UHS", "Y"))
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", quarter=BEFORE), BEFORE)
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_notebooks(patch)
        run(fresh)
    return fresh


@pytest.fixture
def workspace(reported: Workspace, tmp_path: Path) -> Workspace:
    """A copy of its own for each test."""
    shutil.copytree(reported.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


TODAY = f"{date.today():%-d %B %Y}"


def run(workspace: Workspace, stamp: str = TODAY, **options: Any) -> None:
    quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp=stamp, **options))


def stands(workspace: Workspace, **options: Any) -> Standing | None:
    return standing(workspace, NOW, "subgroup", **{"audits": (), "figures_only": False, **options})


def written(workspace: Workspace) -> Mapping[Path, tuple[int, int]]:
    """Every file but the lock's, with what changes when it is written anew."""
    status = {each: each.stat() for each in workspace.root.rglob("*") if each.is_file() and "run." not in each.name}
    return {each: (one.st_ino, one.st_mtime_ns) for each, one in status.items()}


def made(jobs: list[Job], workspace: Workspace, **options: Any) -> list[str]:
    """The pages that a run makes."""
    jobs.clear()
    run(workspace, **options)
    return [each.html.name for each in jobs if each.html]


def test_where_nothing_changed_the_run_stands_and_says_what_it_said(workspace: Workspace) -> None:
    put(workspace, "uhs/odd.xlsx", b"rubbish")
    assert stands(workspace) is None
    run(workspace)
    there = stands(workspace)
    assert there is not None
    assert (there.note.counted, there.page) == (2, workspace.reports / NOW.folder / "subgroup" / "index.html")
    (odd,) = there.note.told.left_out
    assert odd.file == "2019-20-Q2/uhs/odd.xlsx"
    assert odd.why.startswith("unreadable. Open it in Excel")
    assert stands(workspace, figures_only=True) is not None
    assert stands(workspace, audits=("WNB",)) is None


@pytest.mark.parametrize("own", [False, True], ids=["the usual partnership", "files of its own"])
def test_a_run_with_nothing_changed_imports_nothing_slow_and_writes_nothing(workspace: Workspace, own: bool) -> None:
    if own:
        shutil.copytree(SHIPPED / USUAL, workspace.root / "partnership")
    before = written(workspace)
    program = (
        "import sys; from pipeline.__main__ import main; "
        f"status = main(['--root', {str(workspace.root)!r}, 'run', {NOW.folder!r}, '--figures-only']); "
        "print(status, *sorted({'pandas', 'numpy', 'scipy', 'matplotlib', 'nbconvert', 'IPython'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    # The test's one audit is its own: of the code's three, every figure is another, but none of what decides it is.
    first, *_, last = ran.stdout.splitlines()
    assert (first, last) == ("2019-20 Q2: 2 returns counted, 0 read now, 0 left out. Nothing has changed.", "0")
    assert written(workspace) == before


def a_page_is_edited(workspace: Workspace) -> None:
    page = workspace.reports / NOW.folder / "subgroup" / "wnb.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")


def a_page_is_lost(workspace: Workspace) -> None:
    (workspace.reports / NOW.folder / "subgroup" / "index.html").unlink()


def a_table_is_lost(workspace: Workspace) -> None:
    (workspace.reports / NOW.folder / "subgroup" / "wnb-tables.xlsx").unlink()


def a_page_of_something_else_lies_there(workspace: Workspace) -> None:
    write_atomically(workspace.reports / NOW.folder / "subgroup" / "old.html", "other figures")


def a_notebook_is_lost(workspace: Workspace) -> None:
    (workspace.processed / "notebooks" / NOW.folder / "subgroup" / "wnb.ipynb").unlink()


def a_receipt_is_lost(workspace: Workspace) -> None:
    (workspace.reports / NOW.folder / "feedback" / "sol" / "mine" / "receipt.txt").unlink()


def a_receipt_is_altered(workspace: Workspace) -> None:
    page = workspace.reports / NOW.folder / "feedback" / "sol" / "mine" / "receipt.html"
    page.write_bytes(page.read_bytes().replace(b"2", b"3"))


def an_earlier_receipt_is_lost(workspace: Workspace) -> None:
    (workspace.reports / BEFORE.folder / "feedback" / "sol" / "mine" / "receipt.txt").unlink()


def the_results_are_edited(workspace: Workspace) -> None:
    path = results_path(workspace, NOW, "subgroup")
    path.write_text(path.read_text(encoding="utf-8").replace('"met": 2', '"met": 9'), encoding="utf-8")


def the_record_of_pages_is_damaged(workspace: Workspace) -> None:
    (workspace.processed / "pages" / NOW.folder / "subgroup.json").write_bytes(b"[[[[")


def what_the_quarter_before_came_to_is_edited(workspace: Workspace) -> None:
    path = workspace.processed / "quarters" / f"{BEFORE.folder}.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"met": 1', '"met": 9'), encoding="utf-8")


def what_is_told_of_the_results_is_edited(workspace: Workspace) -> None:
    (note,) = (workspace.processed / "results" / NOW.folder).glob("*.made-from.json")
    note.write_text(note.read_text(encoding="utf-8").replace('"counted": ', '"counted": 1'), encoding="utf-8")


def the_day_of_a_page_is_edited(workspace: Workspace) -> None:
    (record,) = (workspace.processed / "pages" / NOW.folder).glob("*.json")
    record.write_text(record.read_text(encoding="utf-8").replace('"stamp": "', '"stamp": "1'), encoding="utf-8")


def the_manifest_is_edited(workspace: Workspace) -> None:
    path = workspace.reports / NOW.folder / "subgroup" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"number": 1', '"number": 7'), encoding="utf-8")


def a_file_of_the_partnership_that_was_kept_is_edited(workspace: Workspace) -> None:
    folder = workspace.processed / "partnerships" / here().digest
    with (folder / "targets.csv").open("a") as file:
        file.write("WNB6,90%,75%,,,,,\n")


def a_file_of_the_partnership_that_was_kept_is_lost(workspace: Workspace) -> None:
    (workspace.processed / "partnerships" / here().digest / "agencies.csv").unlink()


DAMAGES = [
    a_file_of_the_partnership_that_was_kept_is_edited,
    a_file_of_the_partnership_that_was_kept_is_lost,
    a_page_is_edited,
    a_page_is_lost,
    a_table_is_lost,
    a_page_of_something_else_lies_there,
    a_notebook_is_lost,
    a_receipt_is_lost,
    a_receipt_is_altered,
    an_earlier_receipt_is_lost,
    the_results_are_edited,
    the_record_of_pages_is_damaged,
    what_is_told_of_the_results_is_edited,
    the_day_of_a_page_is_edited,
    the_manifest_is_edited,
]


@pytest.mark.parametrize("damage", [*DAMAGES, what_the_quarter_before_came_to_is_edited])
def test_whatever_was_lost_or_altered_is_there_again_after_one_more_run(
    workspace: Workspace, damage: Callable[[Workspace], None]
) -> None:
    before = contents(workspace)
    damage(workspace)
    if damage in DAMAGES:
        assert stands(workspace) is None
    else:  # it bears on the next figures alone
        put(workspace, "uhs/odd.xlsx", b"rubbish")
        run(workspace)
        (workspace.raw / NOW.folder / "uhs" / "odd.xlsx").unlink()
    run(workspace)
    assert contents(workspace) == before
    assert stands(workspace) is not None


def contents(workspace: Workspace) -> Mapping[str, bytes]:
    """What a reader or a notebook is shown."""
    kept = (workspace.processed / each for each in ("results", "quarters", "partnerships"))
    places = (workspace.reports, *kept)
    files = [file for place in places for file in place.rglob("*") if file.is_file() and "odd" not in str(file)]
    return {
        str(file): file.read_bytes() for file in files if not file.name.endswith(("manifest.json", ".made-from.json"))
    }


TARGETS = ("decided_by,minute,why\n", "decided_by,minute,why\nWNB12,10%,5%,,,Sub-group,,To see\n")


def test_a_changed_target_is_rated_by_without_reading_a_return_or_counting_a_quarter(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: list[Job]
) -> None:
    counted: list[object] = []
    monkeypatch.setattr(past, "audit_counts", lambda *given: counted.append(given))
    with used(like_the_usual(tmp_path / "other", targets=TARGETS)):
        assert stands(workspace) is None
        jobs.clear()
        ran = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1))
        assert (ran.intake.read_now, counted) == (0, [])
        assert ran.result.audit("WNB").standard("WNB12").target == 0.10
        assert stands(workspace) is not None
    assert "wnb.html" in [each.html.name for each in jobs if each.html]
    assert stands(workspace) is None


def test_another_name_of_an_agency_has_every_return_read_again(workspace: Workspace, tmp_path: Path) -> None:
    with used(like_the_usual(tmp_path / "other", agencies=("Solent NHS Foundation Trust", "Solent Trust"))):
        ran = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1))
    assert ran.intake.read_now == 2


def test_of_one_changed_return_only_the_pages_that_show_it_are_made(workspace: Workspace, jobs: list[Job]) -> None:
    assert made(jobs, workspace) == []
    put(workspace, "uhs/ours.xlsx", sent("UHS", "N"))
    changed = made(jobs, workspace)
    assert not {"method.html", "glossary.html"} & set(changed)
    assert {"index.html", "intake.html", "wnb.html", "pack-uhs.html"} <= set(changed)


def test_pages_that_stand_keep_their_day_and_those_made_anew_carry_the_new_one(
    workspace: Workspace, jobs: list[Job]
) -> None:
    put(workspace, "uhs/ours.xlsx", sent("UHS", "N"))
    made(jobs, workspace, stamp="2 November 2019")
    facts = finished(workspace.reports / NOW.folder / "subgroup")
    assert facts is not None
    assert (facts["stamps"]["method.html"], facts["stamps"]["index.html"]) == (TODAY, "2 November 2019")
    assert made(jobs, workspace, stamp="3 November 2019") == []


def test_a_page_that_says_it_was_made_on_a_day_to_come_is_made_again(workspace: Workspace, jobs: list[Job]) -> None:
    ahead = spoken(date.today() + timedelta(days=3))
    made(jobs, workspace, stamp=ahead, again=True)
    assert stands(workspace) is None
    assert len(made(jobs, workspace)) == 17
    assert stands(workspace) is not None


def test_again_makes_every_page(workspace: Workspace, jobs: list[Job]) -> None:
    assert len(made(jobs, workspace, again=True)) == 17


def test_another_notebook_another_frame_or_other_code_makes_its_pages_again(
    workspace: Workspace, jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_atomically(workspace.reports / BEFORE.folder / "subgroup" / "manifest.json", '{"pages": {}}')
    leading_to_it = [
        "index.html",
        "intake.html",
        "wnb.html",
        "programme.html",
        "year.html",
        "recommendations.html",
        *(f"theme-t{number}.html" for number in range(1, 7)),
        "method.html",
        "glossary.html",
    ]
    assert made(jobs, workspace) == leading_to_it
    monkeypatch.setattr(pages, "program", lambda: "another")
    assert len(made(jobs, workspace)) == 17


def test_a_past_quarter_is_counted_again_once_it_is_known_how_its_cases_were_drawn(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "N", quarter=BEFORE), BEFORE)
    run(workspace)
    counted: list[object] = []
    monkeypatch.setattr(past, "audit_counts", lambda *asked: counted.append(asked) or table.audit_counts(*asked))
    run(workspace)
    assert counted == []
    strata = (Stratum("A", 50, ("AUD1-001",), ()), Stratum("B", 9, ("AUD1-002",), ()))
    keep_sample(workspace, Sample("WNB", str(BEFORE), "0" * 64, 2, 1, (), strata))
    run(workspace)
    assert counted


def test_a_past_quarter_is_counted_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []

    def audit_counts(
        audit: type[Audit], quarter: Quarter, returns: Sequence[Accepted], lists: Sequence[Sequence[ListPart]]
    ) -> AuditCounts:
        counted.append(str(quarter))
        return table.audit_counts(audit, quarter, returns, lists)

    monkeypatch.setattr(past, "audit_counts", audit_counts)
    put(workspace, "uhs/ours.xlsx", sent("UHS", "N"))
    run(workspace)
    assert counted == []
    put(workspace, "sol/mine.xlsx", sent("SOL", "N", quarter=BEFORE), BEFORE)
    run(workspace)
    assert counted == [str(BEFORE)]


def test_a_clock_that_is_wrong_changes_nothing(workspace: Workspace) -> None:
    for each in workspace.raw.rglob("*"):
        os.utime(each, (time.time() + 120, time.time() + 120))
    assert stands(workspace) is not None


# What is kept, and what is said of it


def test_a_copy_of_a_return_that_was_altered_or_lost_is_put_back_and_said(workspace: Workspace) -> None:
    copies = {each.name: each.read_bytes() for each in (workspace.processed / "received").iterdir()}
    altered, lost, *_ = sorted((workspace.processed / "received").iterdir())
    altered.chmod(0o600)
    altered.write_bytes(b"something else")
    lost.unlink()
    there = stands(workspace)
    assert there is not None
    (sentence,) = there.odd
    assert sentence.startswith("Put back in data/processed/received: 2019-20-Q")
    assert {each.name: each.read_bytes() for each in (workspace.processed / "received").iterdir()} == copies
    again = stands(workspace)
    assert again is not None
    assert again.odd == ()


def test_a_register_that_was_put_back_to_an_older_state_is_noticed(workspace: Workspace) -> None:
    files = [workspace.processed / name for name in ("register.jsonl", "register.head")]
    older = [each.read_bytes() for each in files]
    put(workspace, "uhs/ours.xlsx", sent("UHS", "N"))
    run(workspace)
    for each, data in zip(files, older, strict=True):
        each.write_bytes(data)
    put(workspace, "uhs/ours.xlsx", sent("UHS", "Y"))
    result = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp=TODAY))
    assert any("The submissions register does not know 1 of the returns" in each for each in result.odd)


def test_until_newer_definitions_are_taken_every_page_says_so(workspace: Workspace, jobs: list[Job]) -> None:
    shutil.copytree(SHIPPED / USUAL, workspace.root / "partnership")
    run(workspace)
    kept = definitions.path_of(workspace)
    older = json.loads(kept.read_text(encoding="utf-8"))
    next(iter(older["outline"]["WNB"].values()))["title"] = "As it was called before"
    kept.write_text(json.dumps({**older, "code": "older"}), encoding="utf-8")

    assert stands(workspace) is None
    assert made(jobs, workspace)
    assert {each.context.redefined_since for each in jobs if each.context} == {spoken(date.today())}
    standing_now = stands(workspace)
    assert standing_now is not None
    assert any("nobody has decided yet to go on with them" in each for each in standing_now.odd)
    definitions.take(workspace, NOW, "audit lead", 1)
    assert stands(workspace) is None


# The baselines of actions


def with_an_action(folder: Path) -> Partnership:
    """The usual partnership, in whose plan an action is agreed on the last day of the quarter before."""
    plan = dataclasses.replace(here().actions[0], taken=False, agreed=BEFORE.end, done=BEFORE.end, standards=("WNB3",))
    return dataclasses.replace(like_the_usual(folder), actions=(plan,))


def test_a_run_freezes_the_baseline_of_an_action_once_and_then_stands(workspace: Workspace, tmp_path: Path) -> None:
    with used(with_an_action(tmp_path / "partnership")):
        run(workspace)
        (baseline,) = baselines(workspace, NOW)
        assert (baseline.standard, baseline.counts) == ("WNB3", {str(BEFORE): {"SOL": (1, 1)}})
        standing_now = stands(workspace)
        assert standing_now is not None
        assert standing_now.odd == ()

        put(workspace, "sol/newer.xlsx", sent("SOL", "N", "N", quarter=BEFORE), BEFORE)
        assert stands(workspace) is None
        run(workspace)
        assert baselines(workspace, NOW) == (baseline,), "returns that come again change no baseline"
        assert stands(workspace) is not None


def test_a_figure_is_stale_where_a_baseline_that_it_rests_on_is_gone(workspace: Workspace, tmp_path: Path) -> None:
    with used(with_an_action(tmp_path / "partnership")):
        run(workspace)
        for each in workspace.processed.glob("baselines.*"):
            each.unlink()
        assert stands(workspace) is None
