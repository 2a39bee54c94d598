"""The parts of a regional edition's pages: nothing that the edition does not hold, areas by name, and why one lacks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.page.parts import Html, Table
from pipeline.region.assemble import assembled
from pipeline.region.model import LeftOutArea, RegionResult
from pipeline.region.page import area, audit, front, method
from tests.unit.page.reading import words
from tests.unit.region.drawn import QUARTER, gives, standard
from tests.unit.region.regions import edition

SECRET = 7919  # records, of which no page may know


def small() -> RegionResult:
    told = {
        "one": gives("Ashmere", standard(30, 40, verdict="At target")),
        "two": gives("Birchway", standard(33, 44, verdict="Below target")),
        "three": replace(gives("Coldharbour", standard(9, 45)), approved_by="Head of safeguarding"),
    }
    return assembled("The region", QUARTER, told, [LeftOutArea("late", "there are no returns.")])


def parts(result: RegionResult) -> list[Html]:
    """All that the pages of an edition show."""
    of_audits = [
        part for each in result.audits for part in (audit.summary(each, result), audit.standards(each, result))
    ]
    of_areas = [
        part
        for each in result.areas
        for part in (area.summary(each, result), area.standards(each, result), area.traced(each, result))
    ]
    return [
        front.summary(result),
        front.headlines(result),
        front.audits(result),
        front.areas(result),
        *of_audits,
        *of_areas,
    ]


def test_the_front_says_how_many_areas_are_in_and_why_one_is_out() -> None:
    told = words(front.summary(small()))
    assert "3 areas are in this edition, and 1 was left out." in told
    assert "Board reports of these areas that are signed off: 1; drafts: 2." in told
    assert "Returns that count: 9 of 12 due." in told
    assert "late: there are no returns." in told


def test_where_no_area_is_left_out_nothing_says_so() -> None:
    assert "left out" not in words(front.summary(replace(small(), left_out=()))).lower()


def test_many_reasons_are_folded_away() -> None:
    out = tuple(LeftOutArea(f"folder {place}", "there are no returns.") for place in range(20))
    assert "<details" in front.summary(replace(small(), left_out=out)).html
    assert "<details" not in front.summary(small()).html


def test_the_front_has_each_headline_over_all_areas() -> None:
    (table,) = front.headlines(small()).tables
    ((_, total, added, spread, *verdicts),) = table.rows
    assert (total, added, verdicts) == ("72 of 129 (56%)", "3 of 3", [1, 1, 0, 1])
    assert spread == "20% to 75%, median 75%"


def test_without_a_headline_the_front_says_so() -> None:
    result = small()
    (only,) = result.audits
    plain = replace(only, standards=tuple(replace(each, headline=False) for each in only.standards))
    assert "No audit" in words(front.headlines(replace(result, audits=(plain,))))


@pytest.mark.parametrize("count", [4, 40])
def test_every_list_of_areas_is_in_the_order_of_their_names(count: int) -> None:
    result = edition(count, audits=1, standards=2)
    order = [each.area for each in result.areas]
    assert order == sorted(order)
    for page in (front.areas(result), audit.standards(result.audits[0], result)):
        for table in page.tables:
            named = [str(row[0].plain) for row in table.rows if isinstance(row[0], Html)]
            assert named == [each for each in order if each in named]
            assert len(named) > 1


def test_an_audits_page_has_a_line_for_each_area_with_its_version_and_why_it_is_not_added() -> None:
    told = {
        "one": gives("Ashmere", standard(30, 40)),
        "two": gives("Birchway", standard(33, 44)),
        "three": gives("Coldharbour", standard(9, 45, counted_by="another way")),
        "four": gives("Dunmoor", standard(1, 45, says=False, verdict="Below target")),
    }
    result = assembled("The region", QUARTER, told, ())
    (table,) = audit.section(result.audits[0].standards[0], result).tables
    cells = {row[0].plain: list(row[1:]) for row in table.rows if isinstance(row[0], Html)}
    assert cells["Ashmere"] == ["30 of 40 (75%)", "–", "90%", "added", "as most areas", "–"]
    assert cells["Coldharbour"][3:5] == [
        "not added: it counts this standard otherwise than most areas",
        "otherwise (version 2 of 2)",
    ]
    assert cells["Dunmoor"][0] is None
    assert isinstance(verdict := cells["Dunmoor"][1], Html)
    assert verdict.plain == "Below target"


def test_an_audits_page_names_the_areas_that_did_not_run_it() -> None:
    told = {"one": gives("Ashmere", standard(30, 40)), "two": replace(gives("Birchway"), audits=())}
    result = assembled("The region", QUARTER, told, ())
    assert "1 of 2 areas ran this audit in the quarter. It was not run in Birchway." in words(
        audit.summary(result.audits[0], result)
    )
    assert "It ran no audit in this quarter." in words(area.standards(result.area("birchway"), result))
    assert "Other areas also ran: Test audit." in words(area.summary(result.area("birchway"), result))


def test_an_areas_page_has_its_state_its_returns_and_the_others_beside_it() -> None:
    result = small()
    own = result.area("ashmere")
    assert "Its own board report: draft. Returns that count: 3 of 4 due. It ran 1 audit." in words(
        area.summary(own, result)
    )
    assert "signed off by: Head of safeguarding" in words(area.summary(result.area("coldharbour"), result))
    (table,) = area.standards(own, result).tables
    ((_, met, verdict, target, others, *_),) = table.rows
    assert (met, target, others) == ("30 of 40 (75%)", "90%", "42 of 89 (47%)")
    assert isinstance(verdict, Html)
    assert "T1/all/2019-20-Q2" in words(area.traced(own, result))


def test_each_standard_carries_the_id_of_its_figure() -> None:
    result = small()
    assert "explain T1/all/2019-20-Q2" in words(audit.section(result.audits[0].standards[0], result))


def test_no_page_knows_what_lies_behind_a_hidden_figure() -> None:
    shown = standard(SECRET - 1, 2 * SECRET + 4, (40, 60), ends=(SECRET - 5, SECRET + 7))
    hidden = standard(SECRET - 2, 2 * SECRET + 4, says=False)
    told = {
        "one": gives("Ashmere", shown),
        "two": gives("Birchway", hidden),
        "three": gives("Coldharbour", standard(30, 40)),
    }
    whole = " ".join(each.html for each in parts(assembled("The region", QUARTER, told, ())))
    for near in range(SECRET - 10, SECRET + 11):
        assert str(near) not in whole
        assert str(2 * near) not in whole


def test_every_number_in_a_table_of_figures_is_one_that_the_edition_holds() -> None:
    result = edition(12, audits=1, standards=3)
    for page in parts(result):
        for table in page.tables:
            for row in table.rows:
                for cell in row[1:]:
                    assert counts_in(cell) <= counts_of(result), (table.caption, cell)


def counts_in(cell: object) -> set[tuple[int, int]]:
    """The pairs "n of N" in a cell that speak of records: those with a percentage."""
    return {(int(met), int(of)) for met, of in re.findall(r"(\d+) of (\d+) \(", str(cell))}


def counts_of(result: RegionResult) -> set[tuple[int, int]]:
    """What areas print, all of them together, and all but one."""
    found = set()
    for standard_ in (each for audit_ in result.audits for each in audit_.standards):
        printed = [(each.met, each.of) for each in standard_.areas if each.met is not None and each.of is not None]
        found |= set(printed)
        met, of = standard_.total.met, standard_.total.of
        if met is not None and of is not None:
            found |= {(met, of), *((met - own, of - whole) for own, whole in printed)}
    return found


def test_the_method_says_what_a_band_means_and_why_nobody_is_ranked() -> None:
    told = " ".join(
        words(each)
        for each in (
            method.areas(),
            method.totals(),
            method.bands(),
            method.differences(),
            method.ranks(),
            method.traced(),
        )
    )
    for phrase in (
        "both possible",
        "1 time in 500",
        "at most 5%",
        "in the order of their names",
        "fewer than 10 records",
    ):
        assert phrase in told


def test_every_table_of_a_page_is_one_that_a_workbook_can_hold() -> None:
    for page in parts(edition(20, audits=2, standards=2)):
        for table in page.tables:
            assert isinstance(table, Table)
            assert all(len(row) == len(table.columns) for row in table.rows)
