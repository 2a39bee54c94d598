"""A run: figures before pages, the manifest of what they were made from, and one bad return that stops nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest.mock import Mock

import pytest

from pipeline.disclose.editions import BOARD, EDITIONS, SUBGROUP
from pipeline.errors import BusyWorkspace, NoResults, NoReturns, PipelineError
from pipeline.report import pages
from pipeline.report.execute import Job, Outcome
from pipeline.results.model import QuarterResult
from pipeline.run import quarter as run
from pipeline.run.quarter import RunRequest, RunResult, editions_run, quarter_run
from pipeline.store import raw_files
from pipeline.store.codec import decoded, encoded
from pipeline.store.kept_results import results_path
from pipeline.store.reports import FIGURES, MANIFEST, TRACKER, finished
from pipeline.store.workspace import Workspace, digest_of, locked, write_atomically
from tests.forms import ALL
from tests.unit.workspaces import NOW, put, sent

BEFORE = NOW.previous()
THEMES = tuple(f"theme-t{number}" for number in range(1, 7))  # of the usual partnership


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one return."""
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    return fresh


def figures(workspace: Workspace, **options: Any) -> RunResult:
    return quarter_run(
        workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019", figures_only=True, **options)
    )


def reported(workspace: Workspace, **options: Any) -> dict[str, Any]:
    """The manifest of a whole run."""
    report = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019", **options))
    manifest: dict[str, Any] = json.loads((report.page.parent / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def test_figures_alone_make_results_and_no_page(workspace: Workspace) -> None:
    run_result = figures(workspace)
    assert run_result.page is None
    results = decoded(QuarterResult, results_path(workspace, NOW, "subgroup").read_text(encoding="utf-8"))
    assert results == run_result.result
    total = results.audit("WNB").standard("WNB12").total.counts
    assert (total.met, total.applicable) == (1, 2)
    assert not (workspace.reports / NOW.folder / "subgroup").exists()


def test_the_same_returns_give_the_same_bytes_of_results(workspace: Workspace, tmp_path: Path) -> None:
    figures(workspace)
    other = Workspace(tmp_path / "elsewhere")
    put(other, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    figures(other)
    assert results_path(workspace, NOW, "subgroup").read_bytes() == results_path(other, NOW, "subgroup").read_bytes()


def test_results_hold_no_record_and_no_path_of_this_machine(workspace: Workspace) -> None:
    figures(workspace)
    text = results_path(workspace, NOW, "subgroup").read_text(encoding="utf-8")
    assert "C3F90A21B" not in text
    assert "WNB-0001" not in text
    assert str(workspace.root) not in text


def test_one_return_that_is_sent_back_is_named_and_the_others_count(workspace: Workspace) -> None:
    put(workspace, "uhs/odd.xlsx", b"rubbish")
    run_result = figures(workspace)
    assert [each.path.name for each in run_result.left_out] == ["odd.xlsx"]
    assert [each.counts for each in run_result.intake.entries] == [True, False]


def test_a_quarter_without_a_folder_says_where_to_put_returns(workspace: Workspace) -> None:
    with pytest.raises(
        NoResults, match=r"There are no returns for 2019-20 Q1.*Put each return in 2019-20-Q1/<agency>/"
    ):
        quarter_run(workspace, RunRequest(BEFORE, SUBGROUP, figures_only=True))
    assert not workspace.processed.exists()


def test_a_quarter_without_a_return_is_said_to_have_none_and_no_page_is_made(tmp_path: Path) -> None:
    empty = Workspace(tmp_path)
    (empty.raw / NOW.folder / "sol").mkdir(parents=True)
    (empty.raw / NOW.folder / "Mr Brown 9434765919").mkdir()
    with pytest.raises(NoReturns) as told:
        quarter_run(empty, RunRequest(NOW, SUBGROUP))
    assert str(told.value) == (
        f"There is no return in {empty.raw / NOW.folder} (its folders are empty: folder with a name withheld, sol), so "
        "there is nothing to report. Put each return in 2019-20-Q2/<agency>/ and run again; who owes one: python -m "
        f"pipeline status 2019-20-Q2{empty.option}."
    )
    assert told.value.exit_status == 3
    assert not empty.reports.exists()


def test_a_quarter_s_folder_that_may_not_be_listed_is_named_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = Workspace(tmp_path)
    (shut.raw / NOW.folder).mkdir(parents=True)

    def guarded(listing: Any) -> Any:
        def listed(path: Any = ".") -> Any:
            if Path(str(path)).name == NOW.folder:
                raise PermissionError(13, "Permission denied", str(path))
            return listing(path)

        return listed

    for each in ("scandir", "listdir"):
        monkeypatch.setattr(os, each, guarded(getattr(os, each)))
    with pytest.raises(NoReturns, match=rf"\nnot read: data/raw/{NOW.folder}"):
        quarter_run(shut, RunRequest(NOW, SUBGROUP))


def test_what_lies_in_a_quarter_without_a_return_and_could_not_be_read_is_named(tmp_path: Path) -> None:
    linked = Workspace(tmp_path)
    place = linked.raw / NOW.folder / "sol"
    place.mkdir(parents=True)
    (place / "theirs").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(NoReturns, match=r"\nnot read: .*sol"):
        quarter_run(linked, RunRequest(NOW, SUBGROUP))


def test_a_quarters_folder_that_may_not_be_listed_is_not_said_to_be_empty(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, own = os.scandir, workspace.raw / NOW.folder

    def scandir(path: Path | int) -> object:
        if path == own:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(raw_files.os, "scandir", scandir)
    with pytest.raises(NoReturns, match=r"not read: data/raw/2019-20-Q2: permission was denied") as told:
        figures(workspace)
    assert "empty" not in str(told.value)


def test_earlier_quarters_are_read_for_history_and_later_ones_are_not(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", quarter=BEFORE), BEFORE)
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", quarter=NOW.next()), NOW.next())
    results = figures(workspace).result
    assert results.quarters == ("2019-20 Q1", "2019-20 Q2")
    assert [each.quarter for each in results.audit("WNB").standard("WNB12").history] == ["2019-20 Q1", "2019-20 Q2"]


def test_a_workspace_that_another_run_holds_is_left_alone(workspace: Workspace) -> None:
    with locked(workspace), pytest.raises(BusyWorkspace):
        figures(workspace)
    assert not results_path(workspace, NOW, "subgroup").exists()


def test_results_say_synthetic_where_the_workspace_does(workspace: Workspace) -> None:
    write_atomically(workspace.marker, "")
    results = figures(workspace).result
    assert results.synthetic


# Pages and the manifest


def test_each_audit_has_its_page_beside_the_overview_and_the_returns(workspace: Workspace, jobs: list[Job]) -> None:
    manifest = reported(workspace)
    notebooks = [
        "overview",
        "intake",
        *["audit"] * len(ALL),
        *["briefing"] * len(ALL),
        "programme",
        "year",
        "recommendations",
        *["theme"] * len(THEMES),
        "method",
        "glossary",
        "pack",
    ]
    names = [each.lower() for each in ALL]
    assert [each.notebook.stem for each in jobs] == notebooks
    assert [each.parameters["audit"] for each in jobs if "audit" in each.parameters] == [*ALL] * 2
    assert [each.output.stem for each in jobs if each.notebook.stem == "audit"] == names
    assert all(each.notebook.is_file() for each in jobs)
    audits = {f"{each}{page}.html" for each in names for page in ("", "-briefing")}
    others = {
        "index.html",
        "intake.html",
        "programme.html",
        "year.html",
        "recommendations.html",
        *(f"{each}.html" for each in THEMES),
        "method.html",
        "glossary.html",
        "pack-sol.html",
    }
    assert {name for name in manifest["pages"] if name.endswith(".html")} == audits | others
    unlisted = ("briefing", "pack", "theme")
    menus = [each.context.nav for each in jobs if each.context and each.notebook.stem not in unlisted]
    assert len(menus) == 7 + len(ALL)
    assert all([link.current for link in menu].count(True) == 1 for menu in menus)


def test_each_theme_of_the_recommendations_has_its_page_with_the_menu_and_in_none(
    workspace: Workspace, jobs: list[Job]
) -> None:
    reported(workspace)
    themes = [each for each in jobs if each.notebook.stem == "theme"]
    assert [(each.parameters["theme"], each.output.stem) for each in themes] == [
        (name.removeprefix("theme-").upper(), name) for name in THEMES
    ]
    assert {link.href for link in jobs[0].context.nav}.isdisjoint(f"{each}.html" for each in THEMES)
    assert all(each.context and len(each.context.nav) == len(jobs[0].context.nav) for each in themes)
    assert all(each.context and "recommendations, July to September 2019" in each.context.title for each in themes)


def test_an_agency_s_page_leads_to_no_other_and_says_whose_it_is(workspace: Workspace, jobs: list[Job]) -> None:
    put(workspace, "uhs/ours.xlsx", sent("UHS", "Y"))
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", quarter=BEFORE), BEFORE)
    write_atomically(workspace.reports / BEFORE.folder / "subgroup" / MANIFEST, "{}")
    reported(workspace)
    packs = {str(each.parameters["agency"]): each for each in jobs if "agency" in each.parameters}
    assert sorted(packs) == ["SOL", "UHS"]
    own = packs["SOL"].context
    assert (own.title, own.nav, own.earlier, own.tables) == (
        "Solent NHS Trust, July to September 2019",
        (),
        (),
        "pack-sol-tables.xlsx",
    )
    assert own.about[0] == "For: Solent NHS Trust, and named members of the quality-assurance sub-group."
    assert "University Hospital" not in own.details.html
    assert [each.output.name for each in packs.values()] == ["pack-sol.ipynb", "pack-uhs.ipynb"]


def test_a_briefing_leads_to_no_page_and_says_nothing_of_whose_returns_it_was_made_from(
    workspace: Workspace, jobs: list[Job]
) -> None:
    reported(workspace)
    context = next(each.context for each in jobs if each.output.stem == "wnb-briefing")
    assert (context.nav, context.earlier, context.figures, context.details.html) == ((), (), (), "")
    assert context.about == ("For: practitioners of all agencies.", BOARD.rule)
    assert context.edition == "For practitioners"


def test_only_the_sub_group_s_edition_has_agencies_pages(workspace: Workspace, jobs: list[Job]) -> None:
    quarter_run(workspace, RunRequest(NOW, BOARD, workers=1))
    assert not any("agency" in each.parameters for each in jobs)


def test_every_page_has_the_workbook_of_its_tables_beside_it(workspace: Workspace, jobs: list[Job]) -> None:
    manifest = reported(workspace)
    names = [each.context.tables for each in jobs if each.context]
    assert len(set(names)) == len(jobs)
    assert set(names) == {name for name in manifest["pages"] if name.endswith("-tables.xlsx")}


def test_a_page_says_which_returns_and_versions_it_was_made_from(workspace: Workspace, jobs: list[Job]) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", quarter=BEFORE), BEFORE)
    manifest = reported(workspace)
    told = jobs[0].context
    assert digest_of(sent("SOL", "Y", "N"))[:12] in told.details.html
    assert f"Program {manifest['code'][:12]}; Python {manifest['python']}" in told.details.html
    assert f"pandas {manifest['libraries']['pandas']}" in told.details.html
    assert "For the quarters before, 1 more return counted" in told.details.html


def test_only_the_audits_asked_for_have_a_page_and_a_place_in_the_menu(workspace: Workspace, jobs: list[Job]) -> None:
    reported(workspace, audits=("WNB",))
    pages = ["overview", "intake", "wnb", "wnb-briefing", "programme", "year", "recommendations", *THEMES]
    pages += ["method", "glossary", "pack-sol"]
    assert [each.output.stem for each in jobs] == pages
    menu = [
        "index.html",
        "intake.html",
        "wnb.html",
        "programme.html",
        "year.html",
        "recommendations.html",
        "method.html",
        "glossary.html",
    ]
    assert [each.href for each in jobs[0].context.nav] == menu


def test_a_page_says_its_marking_its_readers_and_its_rule(workspace: Workspace, jobs: list[Job]) -> None:
    quarter_run(workspace, RunRequest(NOW, BOARD, workers=1))
    context = jobs[0].context
    assert (context.marking, context.edition, context.quarter) == ("OFFICIAL", BOARD.title, "2019-20 Q2")
    readers, rule = context.about
    assert readers == f"For: {BOARD.readers}."
    assert rule.startswith(f"{BOARD.rule} Counts of organisations")


def test_a_page_links_to_the_finished_reports_of_earlier_quarters_newest_first(
    workspace: Workspace, jobs: list[Job]
) -> None:
    older = BEFORE.previous()
    for each in (older, BEFORE, NOW.next()):
        put(workspace, "sol/mine.xlsx", b"rubbish", each)
        write_atomically(workspace.reports / each.folder / "subgroup" / MANIFEST, '{"pages": {}}')
    (workspace.raw / older.previous().folder).mkdir()
    manifest = reported(workspace)
    assert manifest["earlier"] == ["2019-20 Q1", "2018-19 Q4"]
    assert jobs[0].context.earlier[0].href == "../../2019-20-Q1/subgroup/index.html"


@pytest.mark.usefixtures("jobs")
def test_the_manifest_names_every_return_and_digests_figures_and_pages(workspace: Workspace) -> None:
    put(workspace, "uhs/odd.xlsx", b"rubbish")
    manifest = reported(workspace)
    assert [(each["number"], each["folder"], each["file"], each["counts"]) for each in manifest["returns"]] == [
        (1, "2019-20-Q2/sol", "mine.xlsx", True),
        (2, "2019-20-Q2/uhs", "odd.xlsx", False),
    ]
    assert manifest["returns"][0]["sha256"] == digest_of(sent("SOL", "Y", "N"))
    results = decoded(QuarterResult, results_path(workspace, NOW, "subgroup").read_text(encoding="utf-8"))
    assert manifest["results"] == digest_of(encoded(results))
    folder = workspace.reports / NOW.folder / "subgroup"
    files = [each for each in folder.iterdir() if each.name != MANIFEST]
    assert manifest["pages"] == {each.name: digest_of(each.read_bytes()) for each in files}
    assert "WNB/provider" in manifest["definitions"]


def test_a_page_that_could_not_be_made_is_named_and_the_report_is_not_said_to_be_finished(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(jobs: Sequence[Job], *_: Any, **__: Any) -> list[Outcome]:
        return [Outcome(each, "it broke" if each.output.name == "wnb.ipynb" else "") for each in jobs]

    monkeypatch.setattr(pages, "run", failing)
    with pytest.raises(PipelineError, match=r"the others are there. wnb.ipynb: it broke"):
        reported(workspace)
    assert finished(workspace.reports / NOW.folder / "subgroup") is None


@pytest.mark.usefixtures("jobs")
def test_a_run_of_fewer_audits_does_not_vouch_for_pages_that_it_did_not_make(workspace: Workspace) -> None:
    reported(workspace)
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "Y"))
    pages = {
        "index.html",
        "intake.html",
        "wnb.html",
        "wnb-briefing.html",
        "programme.html",
        "year.html",
        "recommendations.html",
        "pack-sol.html",
        "overview-tables.xlsx",
        "intake-tables.xlsx",
        "wnb-tables.xlsx",
        "wnb-briefing-tables.xlsx",
        "programme-tables.xlsx",
        "year-tables.xlsx",
        "recommendations-tables.xlsx",
        *(f"{each}{kind}" for each in THEMES for kind in (".html", "-tables.xlsx")),
        "pack-sol-tables.xlsx",
        "method.html",
        "method-tables.xlsx",
        "glossary.html",
        "glossary-tables.xlsx",
        *FIGURES,
        *TRACKER,
    }
    assert set(reported(workspace, audits=("WNB",))["pages"]) == pages
    assert {each.name for each in (workspace.reports / NOW.folder / "subgroup").iterdir()} == {*pages, MANIFEST}


def test_a_quarter_whose_folder_is_spelt_otherwise_gives_the_same_figures_and_the_spelling_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    usual = figures(workspace).result
    other = Workspace(tmp_path / "other")
    put(other, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    (other.raw / NOW.folder).rename(other.raw / "2019-20 q2")
    spelt = figures(other)
    assert spelt.result == replace(usual, not_read=spelt.result.not_read)
    (line,) = spelt.result.not_read
    assert line.place == "data/raw/2019-20 q2"
    assert [each.sentence for each in spelt.intake.not_read if not each.read] == []
    (other.processed / "received").joinpath(spelt.intake.entries[0].submission.sha256).unlink()
    assert "Put back in data/processed/received: 2019-20-Q2/sol/mine.xlsx." in figures(other).odd


@pytest.mark.usefixtures("jobs")
def test_all_editions_at_once_are_counted_once_and_are_what_a_run_of_each_makes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, "uhs/ours.xlsx", sent("UHS", *"YYN" * 6, quarter=BEFORE), BEFORE)
    request = RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019")
    one_by_one = Workspace(tmp_path / "one by one")
    copytree(workspace.raw, one_by_one.raw)
    for edition in EDITIONS.values():
        quarter_run(one_by_one, replace(request, edition=edition))
    counted = Mock(wraps=run.counted_quarter)
    monkeypatch.setattr(run, "counted_quarter", counted)

    at_once = editions_run(workspace, request, list(EDITIONS.values()))

    assert counted.call_count == 1
    assert [each.result.edition for each in at_once] == list(EDITIONS)
    for place in ("data/processed/results", "reports"):
        both = (_files(each.root / place) for each in (workspace, one_by_one))
        once, apart = ({name: data for name, data in each.items() if "feedback" not in name} for each in both)
        assert once == apart
        assert len(once) > len(EDITIONS)


def _files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
