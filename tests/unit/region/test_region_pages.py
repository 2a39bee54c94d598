"""The pages of a regional edition as they lie: one for each audit and area, of no one place, and a manifest of all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.partnership.here import here
from pipeline.progress import silent
from pipeline.region import load
from pipeline.region.folder import Region, told_path
from pipeline.region.pages import region_pages
from pipeline.store.workspace import Workspace, digest_of
from tests.unit.region.regions import NOW, edition, lain


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return lain(tmp_path_factory.mktemp("region"), 3)


@pytest.fixture(scope="module")
def made(region: Region) -> Sequence[Path]:
    return region_pages(region, edition(3), 2, silent)


def text(made: Sequence[Path], name: str) -> str:
    return next(each for each in made if each.name == name).read_text(encoding="utf-8")


def test_there_is_a_page_for_all_areas_each_audit_each_area_and_the_method(made: Sequence[Path]) -> None:
    pages = {each.name for each in made if each.suffix == ".html"}
    areas = {f"area-{each.key}.html" for each in edition(3).areas}
    assert pages == {"index.html", "method.html", "ta.html", "tb.html", *areas}
    assert {each.name for each in made if each.suffix == ".xlsx"} == {
        each.replace(".html", "-tables.xlsx") for each in pages
    }


def test_a_page_says_whose_it_is_for_whom_and_how_it_is_marked(made: Sequence[Path]) -> None:
    page = text(made, "index.html")
    for words in ("The drawn region", "Regional edition", "OFFICIAL", "Members of the region’s partnerships", "DRAFT"):
        assert words in page
    assert "SYNTHETIC" not in page


def test_no_page_names_a_place_or_an_agency_of_the_usual_partnership(made: Sequence[Path]) -> None:
    usual = here()
    names = {usual.area, usual.name, usual.short_name, *(each.name for each in usual.agencies)}
    for each in made:
        if each.suffix == ".html":
            page = each.read_text(encoding="utf-8")
            assert [name for name in names if name in page] == [], each.name


def test_every_page_leads_to_the_others_and_to_the_figures(made: Sequence[Path]) -> None:
    index = text(made, "index.html")
    for name in ("ta.html", "tb.html", "method.html", "area-ashmere.html", "figures.csv", "index-tables.xlsx"):
        assert f'href="{name}"' in index
    assert 'href="area-ashmere.html"' in text(made, "ta.html")
    assert 'href="ta.html#ta1"' in text(made, "area-ashmere.html")


def test_the_manifest_has_the_digest_of_what_each_area_gave_and_of_each_page(
    region: Region, made: Sequence[Path]
) -> None:
    facts = json.loads(text(made, "manifest.json"))
    assert [each["area"] for each in facts["areas"]] == [each.area for each in edition(3).areas]
    for each in facts["areas"]:
        told = told_path(Workspace(region.root / each["folder"]), NOW)
        assert each["told"] == digest_of(told.read_bytes())
    pages = {each.name: digest_of(each.read_bytes()) for each in made if each.name != "manifest.json"}
    assert facts["pages"] == pages
    assert facts["left_out"] == [{"folder": each.folder, "why": each.why} for each in edition(3).left_out]


def test_the_same_edition_gives_the_same_bytes_wherever_the_region_lies(made: Sequence[Path], tmp_path: Path) -> None:
    again = region_pages(lain(tmp_path / "elsewhere", 3), edition(3), 1, silent)
    for one, other in zip(made, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name
    for each in again:
        if each.suffix in (".html", ".json"):
            assert str(tmp_path) not in each.read_text(encoding="utf-8")


def test_the_page_of_an_area_that_is_left_out_now_is_taken_away(tmp_path: Path) -> None:
    region = lain(tmp_path, 2, audits=1, standards=1)
    left = region.reports(NOW) / "area-gone.html"
    left.parent.mkdir(parents=True)
    left.write_text("of an earlier run", encoding="utf-8")
    made = region_pages(region, edition(2, audits=1, standards=1, left_out=False), 1, silent)
    assert not left.exists()
    assert all(each.is_file() for each in made)


def test_an_edition_is_final_only_where_every_area_is_in_and_has_signed_off(tmp_path: Path) -> None:
    result = edition(2, audits=1, standards=1, left_out=False)
    signed = replace(result, areas=tuple(replace(each, approved_by="Head of safeguarding") for each in result.areas))
    made = region_pages(lain(tmp_path, 2, audits=1, standards=1, left_out=False), signed, 1, silent)
    assert "Approved by: each area’s board, in its own report." in text(made, "index.html")
    assert "<strong>DRAFT</strong>" not in text(made, "ta.html")


def test_a_page_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    region = lain(tmp_path, 2, audits=1, standards=1)

    def lacking(*_: object) -> object:
        raise PipelineError("The area is not there.")

    monkeypatch.setattr(load, "area", lacking)
    with pytest.raises(PipelineError, match=r"Some pages of the region could not be made.*area-ashmere.ipynb"):
        region_pages(region, edition(2, audits=1, standards=1), 1, silent)
