"""The files of a made-up area's partnership: right, its own, and unlike those of the next."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline import audits
from pipeline.audits.checked import problems
from pipeline.calendar.quarter import Quarter
from pipeline.commands.doctor import doctor
from pipeline.definition.fingerprint import counting_in
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.here import FOLDER, shipped, used
from pipeline.partnership.load import load
from pipeline.partnership.model import Partnership
from pipeline.store.workspace import Workspace
from pipeline.synthetic.areas.drawn import MOST, TOGETHER, Area, areas, rows
from pipeline.synthetic.areas.files import BASE, files_of

NOW = Quarter(2026, 2)


def laid(area: Area, root: Path) -> Partnership:
    """The partnership of an area, read from its files as any other is."""
    folder = root / area.folder / FOLDER
    folder.mkdir(parents=True)
    for name, data in files_of(area).items():
        (folder / name).write_bytes(data)
    return load(folder, problems)


def table(area: Area, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files_of(area)[name].decode("utf-8"))))


@pytest.mark.parametrize("seed", range(30))
def test_every_area_loads_without_a_mistake_and_the_doctor_finds_nothing_to_mend(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    area = areas(12, seed)[seed % 12]
    own = laid(area, tmp_path)

    status = doctor(Workspace(tmp_path / area.folder), quarter=NOW.folder, everything=True)

    assert own.area == area.name
    assert status in (0, 3)
    assert "Mend first" not in capsys.readouterr().out
    assert own.digest != shipped(BASE).digest


@pytest.mark.parametrize("place", range(8))
def test_nothing_is_called_as_in_the_partnership_that_an_area_is_made_from(place: int) -> None:
    base = shipped(BASE)
    text = b"".join(files_of(areas(8, 1)[place]).values()).decode("utf-8")
    of_the_base = {each.name for each in base.agencies}

    assert base.area.casefold() not in text.casefold()
    assert not [name for name in of_the_base if name in text]


def test_the_same_area_has_the_same_bytes_again() -> None:
    assert [files_of(each) for each in areas(5, 1)] == [files_of(each) for each in areas(5, 1)]


def test_neighbours_share_a_police_force_and_a_trust_of_one_name_and_those_further_off_do_not() -> None:
    first, second, *_, far = areas(TOGETHER + 1, 1)

    def bodies(area: Area, kind: AgencyType) -> set[str]:
        return {row["name"] for row in table(area, "agencies.csv") if row["type"] == kind.value}

    for kind in (AgencyType.POLICE, AgencyType.HEALTH_PROVIDER):
        shared = bodies(first, kind) & bodies(second, kind)
        assert shared
        assert not shared & bodies(far, kind)
    assert bodies(first, AgencyType.POLICE) == bodies(second, AgencyType.POLICE)
    assert bodies(first, AgencyType.HEALTH_PROVIDER) != bodies(second, AgencyType.HEALTH_PROVIDER)


def test_from_6_to_14_agencies_return_and_not_everywhere_as_many(tmp_path: Path) -> None:
    numbers = {len(returning(laid(area, tmp_path))) for area in areas(12, 1)}

    assert min(numbers) >= 6
    assert max(numbers) <= 14
    assert len(numbers) >= 3


def returning(partnership: Partnership) -> set[str]:
    """Whoever has anything to return in the quarter."""
    with used(partnership):
        asked = [audit for audit in audits.of(NOW).values() if audit.due(NOW)]
        return {code for audit in asked for view in audit.views for code in audit.returners(view, NOW)}


def test_an_area_of_another_version_has_another_time_limit_and_every_other_area_the_usual_one() -> None:
    usual = {row["name"]: row["limit"] for row in csv.DictReader(io.StringIO(_of_the_base("timescales.csv")))}
    for area in areas(12, 1):
        limits = {row["name"]: row["limit"] for row in table(area, "timescales.csv")}
        changed = {name: limit for name, limit in limits.items() if usual[name] != limit}

        assert changed == ({} if area.version is None else {area.version[0]: area.version[1]})


def _of_the_base(name: str) -> str:
    return shipped(BASE).files[name].decode("utf-8")


def test_it_counts_a_standard_of_the_audit_otherwise_than_its_neighbour_and_all_else_alike(tmp_path: Path) -> None:
    usual, *_, other = (laid(area, tmp_path) for area in areas(4, 1))

    counted, otherwise = counted_by(usual), counted_by(other)
    both = counted.keys() & otherwise.keys()

    apart = {each for each in both if counted[each] != otherwise[each]}
    assert apart
    assert len(apart) < len(both) / 4


def counted_by(partnership: Partnership) -> dict[str, str]:
    """By standard, by what it is known what it counts."""
    with used(partnership):
        asked = [audit for audit in audits.of(NOW).values() if audit.due(NOW)]
        return {each.id: counting_in(NOW, each) for audit in asked for each in audit.standards}


def test_areas_have_different_words_and_different_targets(tmp_path: Path) -> None:
    drawn = areas(12, 1)
    partnerships = [laid(area, tmp_path) for area in drawn]

    assert len({str(each.words_from) for each in partnerships}) >= 3
    assert len({str([row.target for row in each.targets]) for each in partnerships}) >= 3


def test_every_row_of_the_words_names_one_that_the_settings_have() -> None:
    settings = _of_the_base("partnership.toml")

    assert [row["key"] for row in rows("words") if f'\n{row["key"]} = "' not in settings] == []


def test_every_row_of_the_versions_names_a_time_limit() -> None:
    known = {row["name"] for row in csv.DictReader(io.StringIO(_of_the_base("timescales.csv")))}

    assert [row["name"] for row in rows("versions") if row["name"] not in known] == []


def test_nothing_stays_of_an_audit_that_an_area_does_not_ask() -> None:
    for area in areas(4, 1):
        assert {row["audit"] for row in table(area, "audits.csv")} == set(area.audits)
        for row in table(area, "returns.csv"):
            assert set(filter(None, row["audits"].split(";"))) <= set(area.audits)


def test_no_short_name_of_the_base_s_own_bodies_stays_in_an_area() -> None:
    own = [each for each in shipped(BASE).agencies if each.name.startswith(shipped(BASE).area)]
    of_the_base = {each.code for each in own}
    assert len(of_the_base) > 8
    for area in [each for each in areas(30, 1) if each.name[0] != shipped(BASE).area[0]]:
        assert not of_the_base & {row["code"] for row in table(area, "agencies.csv")}


@pytest.mark.parametrize("seed", range(5))
def test_short_names_begin_as_the_area_or_its_counties_do_and_no_two_agencies_have_one(seed: int) -> None:
    for area in areas(MOST, seed)[::40]:
        known = [row for row in table(area, "agencies.csv") if "Hospital, " not in row["name"]]
        codes = [row["code"] for row in table(area, "agencies.csv")]

        assert len(set(codes)) == len(codes)
        assert {row["code"][0] for row in known} <= {area.name[0], area.counties[0][0]}


def test_a_word_of_the_area_s_own_stands_in_every_sentence_that_speaks_of_it() -> None:
    usual = dict(shipped(BASE).words_from[0][1])
    for area in areas(30, 1):
        text = b"".join(files_of(area).values()).decode("utf-8").casefold()
        own = {row["key"]: row["text"] for row in rows("words") if int(row["way"]) == area.way}
        for key in {"sub_group", "continuum", "mash"} & own.keys():
            assert own[key].casefold() in text
            assert usual[key].casefold() not in text
