"""The demo command: which folders it takes, when it writes the returns anew, and what it prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.commands import demo as command
from pipeline.commands.demo import NEWEST, demo, told
from pipeline.errors import UsageError
from pipeline.intake import Intake
from pipeline.partnership.here import of_workspace, shipped
from pipeline.run.quarter import RunResult
from pipeline.store.kept_results import Told
from pipeline.store.workspace import Workspace
from pipeline.synthetic import Planted, load, making_code, marked
from pipeline.synthetic import planted as account
from tests.unit.results.built import quarter
from tests.unit.synthetic.conftest import QUARTERS, Town
from tests.unit.synthetic.test_plan import planned


@pytest.fixture(autouse=True)
def written_for(monkeypatch: pytest.MonkeyPatch, few_of_town: Town) -> list[Path]:
    """The folders that returns were written into; nothing is written, and the quarter is not run."""
    folders: list[Path] = []

    def written(workspace: Workspace, _quarters: object, seed: int, *_progress_and_workers: object) -> Planted:
        folders.append(workspace.root)
        workspace.raw.mkdir(parents=True, exist_ok=True)
        workspace.marker.write_text(marked(QUARTERS, seed), encoding="utf-8")
        account.save(workspace, replace(few_of_town.planted, seed=seed, code=making_code()))
        return few_of_town.planted

    def run(workspace: Workspace, *_: object, **__: object) -> RunResult:
        return RunResult(workspace.reports / "index.html", (), Intake(NEWEST, (), 0), quarter(), (), Told((), ()), "")

    monkeypatch.setattr(command, "partnership", written)
    monkeypatch.setattr(command, "quarter_run", run)
    return folders


def made_at(into: Path, quarters: int = 2, seed: int = 1) -> int:
    return demo(Workspace(Path()), into=into, quarters=quarters, seed=seed, workers=2)


def test_the_last_line_says_which_page_to_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = made_at(tmp_path / "demo")

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[-1] == f"Open {tmp_path / 'demo' / 'reports' / 'index.html'}"
    assert any(str(tmp_path / "demo" / "data" / "planted.json") in line for line in lines)


def test_returns_that_are_there_already_are_not_written_again(tmp_path: Path, written_for: list[Path]) -> None:
    made_at(tmp_path)
    made_at(tmp_path)

    assert written_for == [tmp_path]


def test_returns_made_by_an_older_version_are_written_again(tmp_path: Path, written_for: list[Path]) -> None:
    made_at(tmp_path)
    older = load(Workspace(tmp_path))
    assert older is not None
    account.save(Workspace(tmp_path), replace(older, code="older"))
    made_at(tmp_path)

    assert written_for == [tmp_path, tmp_path]


def test_returns_cut_short_are_written_again(tmp_path: Path, written_for: list[Path]) -> None:
    made_at(tmp_path)
    account.place(Workspace(tmp_path)).unlink()
    made_at(tmp_path)

    assert written_for == [tmp_path, tmp_path]


@pytest.mark.parametrize("damaged", [b"[]", b"\xff", b"[" * 100_000, b'{"seed": 1}', b"3"])
def test_where_what_was_planted_cannot_be_read_the_returns_are_written_again(
    damaged: bytes, tmp_path: Path, written_for: list[Path]
) -> None:
    made_at(tmp_path)
    account.place(Workspace(tmp_path)).write_bytes(damaged)
    made_at(tmp_path)

    assert written_for == [tmp_path, tmp_path]


def test_a_folder_of_returns_not_known_to_be_made_up_is_refused(tmp_path: Path, written_for: list[Path]) -> None:
    (tmp_path / "data" / "raw" / "2019-20-Q2").mkdir(parents=True)

    with pytest.raises(UsageError, match=r"not known to be made up.*--into"):
        made_at(tmp_path)
    assert not written_for


@pytest.mark.parametrize(("quarters", "seed"), [(2, 7), (3, 1)], ids=["another seed", "other quarters"])
def test_a_folder_that_holds_another_demonstration_is_refused(
    quarters: int, seed: int, tmp_path: Path, written_for: list[Path]
) -> None:
    made_at(tmp_path)

    with pytest.raises(UsageError, match=r"another seed or other quarters.*--into"):
        made_at(tmp_path, quarters, seed)
    assert written_for == [tmp_path]


@pytest.mark.parametrize(("quarters", "seed"), [(command.MOST_QUARTERS + 1, 1), (2, -1)])
def test_what_cannot_be_made_is_refused_before_anything_is_written(
    quarters: int, seed: int, tmp_path: Path, written_for: list[Path]
) -> None:
    with pytest.raises(UsageError, match=r"--(quarters|seed) can be"):
        made_at(tmp_path, quarters, seed)
    assert not written_for


def test_what_was_planted_is_told_in_five_plain_lines(few_of_town: Town) -> None:
    lines = told(few_of_town.planted)

    assert len(lines) == 5
    assert "Solent NHS Trust" in lines[1]
    assert "on purpose" in lines[2]
    assert f"{len(few_of_town.planted.faults)}" == str(sum(int(word) for word in lines[3].split() if word.isdigit()))
    assert "WNB5" in lines[4]


def test_what_is_planted_in_an_action_plan_is_told_in_one_line_more(few_of_town: Town) -> None:
    line = told(replace(few_of_town.planted, plan=planned()))[5]

    assert line.startswith("In the action plan: ")
    assert "T2.a1 done with effect" in line
    assert "Southampton Safeguarding Children Partnership stale" in line


def test_one_quarter_is_not_told_as_a_span_and_one_slip_not_as_several(few_of_town: Town) -> None:
    last = few_of_town.planted.quarters[-1]
    one = replace(
        few_of_town.planted,
        quarters=(last,),
        returns=few_of_town.planted.newest[:1],
        faults=few_of_town.planted.faults[:1],
    )
    lines = told(one)

    assert lines[0].startswith(f"1 return for {last}, all made up")
    assert lines[3].startswith("Mistakes on purpose: 1 error and 0 queries in ")


def test_where_nothing_was_planted_none_is_told(few_of_town: Town) -> None:
    bare = replace(few_of_town.planted, improved=None, returns=few_of_town.planted.returns[:1], faults=())
    lines = told(bare)

    assert ": late 0, nil" in lines[1]
    assert "nothing" in lines[4]


def northtown_at(into: Path, **words: str) -> int:
    return demo(
        Workspace(Path()),
        into=into,
        quarters=2,
        seed=1,
        workers=2,
        quarter=NEWEST.folder,
        **{"partnership": "northtown"} | words,
    )


def test_the_files_of_the_partnership_that_was_named_lie_beside_its_returns(tmp_path: Path) -> None:
    northtown_at(tmp_path)

    assert of_workspace(tmp_path).digest == shipped("northtown").digest


def test_the_usual_partnership_needs_no_files(tmp_path: Path) -> None:
    made_at(tmp_path)

    assert not (tmp_path / "partnership").exists()


def test_files_that_a_person_edited_are_used_and_never_overwritten(tmp_path: Path) -> None:
    northtown_at(tmp_path)
    settings = tmp_path / "partnership" / "partnership.toml"
    edited = settings.read_text(encoding="utf-8").replace('"CPIU"', '"CAT"')
    settings.write_text(edited, encoding="utf-8")

    with pytest.raises(UsageError, match="holds other files than those of Northtown Safeguarding Partnership"):
        northtown_at(tmp_path)
    with pytest.raises(UsageError, match="holds other files than those of Southampton"):
        northtown_at(tmp_path, partnership="southampton")
    assert demo(Workspace(Path()), into=tmp_path, quarters=2, seed=1, workers=2, quarter=NEWEST.folder) == 0
    assert settings.read_text(encoding="utf-8") == edited


def test_the_partnership_of_the_workspace_in_which_it_is_asked_for_is_taken_along(tmp_path: Path) -> None:
    own, into = tmp_path / "own", tmp_path / "demo"
    northtown_at(own)
    demo(Workspace(own), into=into, quarters=2, seed=1, workers=2, quarter=NEWEST.folder)

    assert of_workspace(into).digest == shipped("northtown").digest


def test_files_edited_after_a_demonstration_are_not_passed_over_for_its_copy(tmp_path: Path) -> None:
    own, into = tmp_path / "own", tmp_path / "demo"
    northtown_at(own)
    demo(Workspace(own), into=into, quarters=2, seed=1, workers=2, quarter=NEWEST.folder)
    settings = own / "partnership" / "partnership.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"CPIU"', '"CAT"'), encoding="utf-8")

    with pytest.raises(UsageError, match="holds other files than those of Northtown"):
        demo(Workspace(own), into=into, quarters=2, seed=1, workers=2, quarter=NEWEST.folder)


def test_of_other_agencies_the_returns_are_made_anew(tmp_path: Path, written_for: list[Path]) -> None:
    northtown_at(tmp_path)
    agencies = tmp_path / "partnership" / "agencies.csv"
    agencies.write_text(agencies.read_text(encoding="utf-8").replace("Front Door;", ""), encoding="utf-8")
    demo(Workspace(Path()), into=tmp_path, quarters=2, seed=1, workers=2, quarter=NEWEST.folder)

    assert written_for == [tmp_path, tmp_path]


@pytest.mark.parametrize("quarter", ["2012-13-Q1", Quarter.containing(date.today()).folder])
def test_any_quarter_from_2012_to_two_years_from_today_can_be_the_newest(quarter: str, tmp_path: Path) -> None:
    assert demo(Workspace(Path()), into=tmp_path, quarters=1, seed=1, workers=2, quarter=quarter) == 0


@pytest.mark.parametrize("quarter", ["2011-12-Q4", "2099-00-Q4"])
def test_another_quarter_is_refused_with_those_that_there_are(quarter: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--quarter can be one from 2012-13-Q1 to "):
        demo(Workspace(Path()), into=tmp_path, quarters=1, seed=1, workers=2, quarter=quarter)
