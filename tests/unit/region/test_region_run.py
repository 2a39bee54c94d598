"""A region's quarter: each area run in its own workspace, one bad area stops no other, and nothing is done twice."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.audits import checked
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.disclose.facts import How
from pipeline.errors import NoResults, UsageError
from pipeline.partnership.here import here
from pipeline.region import area as area_module
from pipeline.region import pages as region_pages_module
from pipeline.region import run as region_run_module
from pipeline.region import standing as standing_module
from pipeline.region.folder import Region, told_path
from pipeline.region.model import RegionResult
from pipeline.region.run import RegionRan, RegionRequest, region_run
from pipeline.region.standing import told
from pipeline.run import engine
from pipeline.run.engine import Answer
from pipeline.store.codec import decoded
from pipeline.store.reports import report_folder
from pipeline.store.workspace import Workspace
from tests.unit.region.lain import area, done_here, two_areas
from tests.unit.workspaces import NOW, one_audit_alone, put, sent, without_notebooks

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Any]]:
    """What is asked of the engine. That one audit alone is asked makes no mistake of the partnerships' files."""
    monkeypatch.setattr(checked, "problems", lambda _: ())
    return done_here(monkeypatch)


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The quarters of which the pages of the region were made."""
    return stand_in_pages(monkeypatch)


def stand_in_pages(patch: pytest.MonkeyPatch) -> list[str]:
    """Have the pages of a region be one file that holds its name; gives the quarter of each that is made."""
    made: list[str] = []

    def pages(region: Region, result: Any, *_: Any) -> list[Path]:
        made.append(result.quarter)
        page = region.reports(NOW) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(result.region, encoding="utf-8")
        return [page]

    patch.setattr(region_pages_module, "region_pages", pages)
    return made


@pytest.fixture(scope="module")
def run_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region of `two_areas`, once it was run."""
    region = two_areas(tmp_path_factory.mktemp("before") / "region")
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        patch.setattr(checked, "problems", lambda _: ())
        without_notebooks(patch)
        done_here(patch)
        stand_in_pages(patch)
        ran(region)
    return region.root


@pytest.fixture
def region(run_before: Path, tmp_path: Path) -> Region:
    """A copy of it, in which each area and the edition stand."""
    return Region(shutil.copytree(run_before, tmp_path / "region"))


def ran(region: Region, **more: Any) -> RegionRan:
    return region_run(region, RegionRequest(NOW, **more))


def standard(found: RegionRan, name: str) -> Any:
    return {each.id: each for audit in found.result.audits for each in audit.standards}[name]


def test_each_area_is_run_where_it_lies_and_all_are_counted_together(tmp_path: Path) -> None:
    found = ran(two_areas(tmp_path))
    assert [each.area for each in found.result.areas] == ["Ashmere", "Birchway"]
    followed = standard(found, "WNB12")
    assert [(each.met, each.of) for each in followed.areas] == [(12, 20), (14, 20)]
    assert (followed.total.met, followed.total.of) == (26, 40)
    assert (tmp_path / "one" / "reports" / NOW.folder / "subgroup" / "index.html").is_file()
    assert (tmp_path / "one" / "reports" / NOW.folder / "feedback").is_dir()


def test_where_nothing_changed_no_area_is_run_and_no_page_is_made(
    region: Region, asked: list[Mapping[str, Any]], made: list[str]
) -> None:
    before = decoded(RegionResult, region.results(NOW).read_bytes())
    again = ran(region)
    assert (asked, made, again.changed) == ([], [], False)
    assert again.result == before


def test_one_return_that_came_runs_its_area_alone(region: Region, asked: list[Mapping[str, Any]]) -> None:
    put(Workspace(region.root / "two"), "sol/mine.xlsx", sent("SOL", *"Y" * 9, *"N" * 11))
    found = ran(region)
    assert [Path(str(each["root"])).name for each in asked] == ["two"]
    assert (standard(found, "WNB12").total.met, found.changed) == (21, True)


def test_an_area_that_signs_its_board_report_off_is_said_to_have_though_no_figure_changed(
    region: Region, monkeypatch: pytest.MonkeyPatch, asked: list[Mapping[str, Any]]
) -> None:
    signed = report_folder(Workspace(region.root.resolve() / "one"), NOW, "board")
    monkeypatch.setattr(standing_module, "approved_by", lambda folder: "Chair" if folder.resolve() == signed else "")
    found = ran(region)
    assert [Path(str(each["root"])).name for each in asked] == ["one"]
    assert [each.approved_by for each in found.result.areas] == ["Chair", ""]
    assert not ran(region).changed


def test_a_task_that_fails_with_several_lines_is_told_in_one(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Workspace(region.root / "one"), "sol/mine.xlsx", sent("SOL", "Y"))
    several = Answer(error="Nothing was done, since files are wrong (mistakes: 2).\n  one.csv: wrong\n  two.csv: wrong")
    monkeypatch.setattr(engine, "done_in_its_own_process", lambda *_: several)
    (lacking,) = ran(region).result.left_out
    assert lacking.why == "Nothing was done, since files are wrong (mistakes: 2). one.csv: wrong"


def test_a_page_that_somebody_altered_is_made_again(region: Region, made: list[str]) -> None:
    (region.reports(NOW) / "index.html").write_text("better figures", encoding="utf-8")
    assert ran(region).changed
    assert made == [str(NOW)]


def test_an_area_that_cannot_be_run_stops_no_other_and_is_named(region: Region) -> None:
    (region.root / "one" / "partnership" / "agencies.csv").write_text("nothing of use\n", encoding="utf-8")
    found = ran(region)
    assert [each.area for each in found.result.areas] == ["Birchway"]
    (lacking,) = found.result.left_out
    assert lacking.folder == "one"
    assert "agencies.csv" in lacking.why
    assert "\n" not in lacking.why


def test_two_folders_of_one_area_are_both_left_out_so_that_no_record_counts_twice(region: Region) -> None:
    shutil.copytree(region.root / "one", region.root / "one again")
    found = ran(region)
    assert [each.area for each in found.result.areas] == ["Birchway"]
    assert [(each.folder, "no record may be counted twice" in each.why) for each in found.result.left_out] == [
        ("one", True),
        ("one again", True),
    ]


def test_an_area_that_is_only_linked_from_another_region_is_left_out(tmp_path: Path, region: Region) -> None:
    area(tmp_path / "south", "three", "Coldharbour", "Y", "N")
    (tmp_path / "south" / "one").symlink_to(region.root / "one", target_is_directory=True)
    found = ran(Region(tmp_path / "south"))
    assert [each.folder for each in found.result.areas] == ["three"]
    assert "lies in the region" in found.result.left_out[0].why


def test_a_folder_without_files_of_a_partnership_is_left_out_and_told_how_to_begin(region: Region) -> None:
    put(Workspace(region.root / "three"), "sol/mine.xlsx", sent("SOL", "Y"))
    (lacking,) = ran(region).result.left_out
    assert lacking.folder == "three"
    assert "python -m pipeline init --root" in lacking.why


def test_an_area_without_the_quarter_is_left_out(region: Region) -> None:
    area(region.root, "three", "Coldharbour", "Y", quarter=NOW.previous())
    (lacking,) = ran(region).result.left_out
    assert (lacking.folder, lacking.why) == (
        "three",
        f"there are no returns for {NOW} in {region.root / 'three' / 'data' / 'raw'}.",
    )


def test_where_no_area_can_be_run_each_is_named(tmp_path: Path) -> None:
    area(tmp_path, "three", "Coldharbour", "Y", quarter=NOW.previous())
    with pytest.raises(NoResults, match="three: there are no returns"):
        ran(Region(tmp_path))


def test_an_area_whose_figures_come_from_another_version_of_the_software_is_never_left_away_in_silence(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:

    def one_alone(workspace: Workspace, quarter: Quarter) -> Any:
        return told(workspace, quarter) if workspace.root.name == "two" else None

    monkeypatch.setattr(region_run_module, "told", one_alone)
    found = ran(region)
    assert [each.folder for each in found.result.areas] == ["two"]
    (lacking,) = found.result.left_out
    assert (lacking.folder, "run it again" in lacking.why) == ("one", True)


def test_a_share_that_goes_away_in_mid_run_is_said_in_a_line_for_each_area_and_the_next_run_goes_on(
    region: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for each, letters in (("one", "Y" * 9 + "N" * 11), ("two", "Y" * 8 + "N" * 12)):
        put(Workspace(region.root / each), "sol/mine.xlsx", sent("SOL", *letters))
    doing, away = engine.done_in_its_own_process, tmp_path / "away"

    def cut_off(name: str, words: dict[str, Any]) -> Any:
        told = doing(name, words)
        if not away.exists():
            region.root.rename(away)
        return told

    with monkeypatch.context() as patch:
        patch.setattr(engine, "done_in_its_own_process", cut_off)
        assert main(["run", NOW.folder, "--region", str(region.root), "--workers", "1"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert all(f"  {folder}: " in said for folder in ("one", "two"))
    shutil.rmtree(region.root, ignore_errors=True)
    away.rename(region.root)
    asked = done_here(monkeypatch)
    found = ran(region)
    assert [(each.met, each.of) for each in standard(found, "WNB12").areas] == [(9, 20), (8, 20)]
    assert [Path(str(each["root"])).name for each in asked] == ["two"]  # the first was finished before


def test_an_empty_folder_is_told_what_an_area_is(tmp_path: Path) -> None:
    with pytest.raises(NoResults, match="There is no area in"):
        ran(Region(tmp_path))


def test_of_an_area_the_region_says_what_its_own_board_report_says(tmp_path: Path) -> None:
    area(tmp_path, "one", "Ashmere", *"Y" * 18, *"N" * 2)
    area(tmp_path, "two", "Birchway", *"Y" * 14, *"N" * 6)
    found = standard(ran(Region(tmp_path)), "WNB12")
    hidden, shown = found.areas
    assert (hidden.met, hidden.of) == (None, None)  # 2 did not, which the board may not know
    assert (shown.met, shown.of) == (14, 20)
    assert found.total.how is not How.EXACT
    assert found.total.met is None
    gave = told(Workspace(tmp_path / "one"), NOW)
    assert gave is not None
    behind = gave.standards["WNB12"].behind
    assert (behind.not_met, behind.of) == (2, 20)
    assert behind.least < 2 < behind.most


def test_what_an_area_gave_is_made_again_where_it_was_altered(region: Region, asked: list[Mapping[str, Any]]) -> None:
    path = told_path(Workspace(region.root / "one"), NOW)
    path.write_text(path.read_text(encoding="utf-8").replace('"met": 12', '"met": 19'), encoding="utf-8")
    assert standard(ran(region), "WNB12").total.met == 26
    assert [Path(str(each["root"])).name for each in asked] == ["one"]


def test_a_return_that_is_sent_back_is_named_at_each_run(region: Region, capsys: pytest.CaptureFixture[str]) -> None:
    put(Workspace(region.root / "one"), "sol/other.xlsx", b"no workbook at all")
    for _ in range(2):
        assert main(["run", NOW.folder, "--region", str(region.root), "--workers", "1"]) == 3
        assert f"left out in one: {NOW.folder}/sol/other.xlsx" in capsys.readouterr().err


def test_the_command_names_what_was_left_out_and_ends_with_three(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    area(region.root, "three", "Coldharbour", "Y", quarter=NOW.previous())
    assert main(["run", NOW.folder, "--region", str(region.root), "--workers", "1"]) == 3
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == f"{NOW}: 2 areas with 2 returns counted, 1 left out."
    assert f"Open {region.root / 'reports' / NOW.folder / 'regional' / 'index.html'}" in said.out
    assert "left out: three: there are no returns" in said.err
    assert said.out.splitlines()[-1].startswith("Next: see to what is named above, area by area")


def test_an_area_with_another_version_of_an_audit_is_named_and_its_figures_are_not_added(
    region: Region, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    area(region.root, "three", "Coldharbour", *"Y" * 15, *"N" * 5)
    counting = area_module.counting_in

    def otherwise(quarter: Quarter, standard: Standard) -> str:
        own = " otherwise" if here().area == "Coldharbour" and standard.id == "WNB12" else ""
        return counting(quarter, standard) + own

    monkeypatch.setattr(area_module, "counting_in", otherwise)
    assert main(["run", NOW.folder, "--region", str(region.root), "--workers", "1"]) == 3
    said = capsys.readouterr()
    assert "not added: Coldharbour counts WNB12 otherwise than most areas" in said.err
    result = decoded(RegionResult, region.results(NOW).read_bytes())
    found = {each.id: each for each in result.audit("WNB").standards}["WNB12"]
    assert (found.total.met, found.total.of, found.versions) == (26, 40, 2)


def test_a_region_is_called_what_its_settings_say(tmp_path: Path) -> None:
    region = two_areas(tmp_path)
    assert region.name == tmp_path.name
    (tmp_path / "region.toml").write_text('name = "The two"', encoding="utf-8")
    assert region.name == "The two"


@pytest.mark.parametrize("text", ["name = 5", 'name = " "', "name", 'names = "x"'])
def test_settings_that_give_no_name_are_refused_with_the_line_to_write(tmp_path: Path, text: str) -> None:
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="gives the region no name"):
        _ = Region(tmp_path).name


def test_whoever_asks_reads_no_definitions_so_that_many_areas_need_no_more_memory_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: object) -> tuple[()]:
        pytest.fail("the definitions of an area are read by the process that asks")

    monkeypatch.setattr(checked, "problems", read)
    monkeypatch.setattr(engine, "done_in_its_own_process", lambda *_: Answer(error="Not now."))
    with pytest.raises(NoResults, match=r"Not now\."):
        region_run(two_areas(tmp_path), RegionRequest(NOW))


def test_what_is_for_one_area_is_refused_for_a_region(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_areas(tmp_path)
    for words in (["--final", "--approved-by", "Chair"], ["--audit", "WNB"]):
        assert main(["run", NOW.folder, "--region", str(tmp_path), *words]) == 2
        assert "is for one area" in capsys.readouterr().err


def test_a_region_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", NOW.folder, "--region", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err
