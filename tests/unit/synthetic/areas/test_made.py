"""A made-up region on disk: the same whoever makes it, begun again where it was cut short, and as planted."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from pipeline import audits
from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import FOLDER, shipped, shipped_names, used
from pipeline.partnership.load import load as load_partnership
from pipeline.region.folder import Region
from pipeline.store.workspace import Workspace
from pipeline.synthetic import load, place
from pipeline.synthetic.areas import PlantedAreas, make, marker_of, planted_areas
from pipeline.synthetic.areas import drawn as tables
from pipeline.synthetic.areas import made as making
from pipeline.synthetic.areas.made import place_of
from tests.unit.synthetic.test_recount import rows_in

NOW = (Quarter(2026, 2),)
COUNT = 5


@pytest.fixture(scope="module", autouse=True)
def one_audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each area asks of missed appointments alone, so that it is quickly made."""
    folder = tmp_path_factory.mktemp("tables")
    for table in tables.HERE.glob("*.csv"):
        shutil.copy(table, folder)
    (folder / "audits.csv").write_text(f"audit,cadence,of_every\n{WNB.code},quarterly,1\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "HERE", folder)
        tables.rows.cache_clear()
        yield
    tables.rows.cache_clear()


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five areas of seed 1, made by two processes at once."""
    root = tmp_path_factory.mktemp("region")
    make(root, COUNT, NOW, 1, workers=2)
    return root


@pytest.fixture
def planted(region: Path) -> PlantedAreas:
    """What is written down of it."""
    found = planted_areas(region)
    assert found is not None
    return found


def files(root: Path) -> dict[str, bytes]:
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


def test_one_process_makes_the_same_bytes_as_two(region: Path, tmp_path: Path) -> None:
    make(tmp_path, COUNT, NOW, 1, workers=1)

    assert files(tmp_path) == files(region)


def test_another_seed_makes_other_areas(region: Path, tmp_path: Path) -> None:
    make(tmp_path, 1, NOW, 2)

    (other,) = Region(tmp_path).areas()
    assert other.root.name not in {each.root.name for each in Region(region).areas()}


def test_each_area_is_a_workspace_of_its_own_that_says_it_is_made_up(region: Path, planted: PlantedAreas) -> None:
    found = Region(region)

    assert found.name == making.NAME
    assert marker_of(region).is_file()
    assert {each.root.name for each in found.areas()} == {each.folder for each in planted.areas}
    assert all(each.synthetic and each.quarters() == list(NOW) for each in found.areas())


def test_what_is_told_of_an_area_is_what_lies_there(region: Path, planted: PlantedAreas) -> None:
    for each in planted.areas:
        workspace = Workspace(region / each.folder)
        sent = list(workspace.raw.rglob("*.xlsx"))
        assert load_partnership(workspace.root / FOLDER).area == each.name
        assert len(sent) == each.returns
        assert len({path.parent.name for path in sent}) == each.bodies

    assert [bool(each.otherwise) for each in planted.areas] == [False, False, False, True, False]


def test_a_larger_area_has_more_records_in_each_return(region: Path, planted: PlantedAreas) -> None:
    def records(folder: str) -> float:
        account = load(Workspace(region / folder))
        assert account is not None
        full = [each.counted.records for each in account.returns if each.counted.records]
        return sum(full) / len(full)

    small, *_, large = sorted(planted.areas, key=lambda each: each.size)

    assert large.size > 1.3 * small.size
    assert records(large.folder) > 1.2 * records(small.folder)


def shares_assessed(region: Path, planted: PlantedAreas) -> dict[str, float]:
    """By area, the share of records that say "yes" to what the planted standard asks, counted from the workbooks."""
    shares = {}
    for each in planted.areas:
        workspace = Workspace(region / each.folder)
        account = load(workspace)
        assert account is not None
        answers: Counter[object] = Counter()
        with used(load_partnership(workspace.root / FOLDER)):
            audit = audits.of(NOW[0])[WNB.code]
            for sent in (one for one in account.returns if not one.missing):
                view = next(view for view in audit.views if view.code == sent.view)
                book = openpyxl.load_workbook(workspace.raw / sent.file, read_only=True, data_only=True)
                answers.update(row["risk_assessed"] for row in rows_in(book, sent, audit.form(view, NOW[0])))
        shares[each.name] = answers["Y"] / sum(answers.values())
    return shares


def test_recounted_one_area_lies_far_below_all_others_and_one_far_above(region: Path, planted: PlantedAreas) -> None:
    shares = shares_assessed(region, planted)
    between = [share for area, share in shares.items() if area not in (planted.below, planted.above)]

    assert planted.standard == WNB.WNB5.id
    assert len(between) == COUNT - 2
    assert shares[planted.below] < min(between) - 0.1
    assert shares[planted.above] > max(between) + 0.1


@pytest.mark.parametrize("asked_in", shipped_names())
def test_it_is_known_again_whoever_s_workspace_it_is_asked_in(region: Path, asked_in: str) -> None:
    with used(shipped(asked_in)):
        assert planted_areas(region) is not None


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"seed": 1}'])
def test_an_account_that_is_damaged_or_by_other_code_counts_as_none(kept: str, region: Path, tmp_path: Path) -> None:
    place_of(tmp_path).parent.mkdir(parents=True)
    place_of(tmp_path).write_text(kept, encoding="utf-8")
    assert planted_areas(tmp_path) is None

    of_this = place_of(region).read_text(encoding="utf-8")
    place_of(tmp_path).write_text(of_this.replace('"code": "', '"code": "0'), encoding="utf-8")
    assert planted_areas(tmp_path) is None


def test_of_a_region_cut_short_only_what_was_not_finished_is_made(region: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(region, again)
    place_of(again).unlink()
    whole, cut, *_ = Region(again).areas()
    place(cut).unlink()
    for each in (whole, cut):
        next(each.raw.rglob("*.xlsx")).write_bytes(b"left as it was")

    make(again, COUNT, NOW, 1, workers=2)

    changed = {path for path, data in files(again).items() if files(region)[path] != data}
    assert {path.split("/")[0] for path in changed} == {whole.root.name}


def test_in_a_folder_of_other_made_up_areas_none_is_taken_for_what_is_asked_for_now(tmp_path: Path) -> None:
    make(tmp_path, 1, NOW, 1)
    later = (NOW[0].next(),)
    make(tmp_path, 1, later, 1)

    (area,) = Region(tmp_path).areas()
    account = load(area)
    assert account is not None
    assert account.quarters == tuple(str(each) for each in later)


def test_in_fewer_than_three_areas_nothing_is_planted(tmp_path: Path) -> None:
    planted = make(tmp_path, 2, NOW, 1, workers=2)

    assert (planted.standard, planted.below, planted.above) == ("", "", "")


def test_how_far_it_is_is_told_area_by_area(tmp_path: Path) -> None:
    told: list[tuple[str, int, int, str]] = []
    planted = make(tmp_path, 2, NOW, 1, progress=lambda *each: told.append((*each, "")[:4]), workers=1)

    assert told[0] == (making.WRITING, 0, 2, "")
    assert [each[3] for each in told[1:]] == [area.name for area in planted.areas]
