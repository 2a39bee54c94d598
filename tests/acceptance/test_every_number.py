"""
Every number that the board and the public are given is a fact, follows from one, or counts things and names no count.

A page says nothing of a quarter but what its results hold, and of these what `facts_of` and `other_facts` list. So a
count that is hidden cannot slip into a sentence, a caption, the words of a chart or a workbook: it would be a number
that nobody can trace.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from pipeline.definition import Amount, Distribution
from pipeline.disclose.facts import ALL as ALL_RETURNS
from pipeline.disclose.facts import Line
from pipeline.results.facts import facts_of, other_facts
from tests.acceptance.numbers import Said, pieces
from tests.acceptance.product import NEWEST, PAGES, Demo
from tests.acceptance.test_editions import OF_THINGS, figures
from tests.acceptance.traced import Printable
from tests.forms import ALL

RELEASED = ("board", "public")
MADE_FROM_NO_FIGURE = ("glossary.html", "method.html")  # definitions; and of the quarter how many lines say something
ROWS_BEFORE = 3  # of a sheet of a page's workbook: its caption, its marking, the way back
# What counts organisations or activities, which no edition hides.
MEASURES_OF_THINGS = {
    each.id
    for audit in ALL.values()
    for each in audit.context
    if isinstance(each, Distribution | Amount) and not audit.of_people(each)
}
NO_TABLE = ("Cover", "Contents", "Notes")


@cache
def printable(demo: Demo, edition: str) -> Printable:
    return Printable(demo.results(edition))


def untraced(demo: Demo, edition: str, said: Iterator[Said]) -> list[tuple[list[str], Said]]:
    """What of some pieces of text nobody can trace, with where it stands."""
    known = printable(demo, edition)
    return [(numbers, each) for each in said if (numbers := known.untraced(each))]


def folder(demo: Demo, edition: str) -> Path:
    return demo.workspace.reports / NEWEST.folder / edition


@pytest.mark.parametrize("edition", RELEASED)
@pytest.mark.parametrize("page", [each for each in PAGES if each not in MADE_FROM_NO_FIGURE])
def test_every_number_of_a_page_can_be_traced(editions: Demo, edition: str, page: str) -> None:
    assert untraced(editions, edition, pieces(editions.page(page, edition))) == []


def sheets(path: Path) -> Iterator[Said]:
    """The cells of a page's workbook, each with the caption of its table and the words of its row."""
    book = CalamineWorkbook.from_path(str(path))
    for name in (each for each in book.sheet_names if each not in NO_TABLE):
        rows = book.get_sheet_by_name(name).to_python()
        caption = str(rows[0][0])
        for row in rows[ROWS_BEFORE + 1 :]:
            for cell in row:
                text = f"{cell:.10g}" if isinstance(cell, float) else str(cell)
                yield Said(text, "", caption, str(row[0]))


@pytest.mark.parametrize("edition", RELEASED)
def test_every_number_of_the_workbooks_of_pages_can_be_traced(editions: Demo, edition: str) -> None:
    books = sorted(folder(editions, edition).glob("*-tables.xlsx"))
    assert len(books) > len(PAGES) // 2
    for path in books:
        if path.name.removesuffix("-tables.xlsx") + ".html" not in MADE_FROM_NO_FIGURE:
            assert untraced(editions, edition, sheets(path)) == [], path.name


@pytest.mark.parametrize("edition", RELEASED)
def test_the_figures_to_take_away_are_the_facts_and_of_people_nothing_else_is_counted(
    editions: Demo, edition: str
) -> None:
    result = editions.results(edition)
    facts = {each.line.id: each for each in facts_of(result)}
    table = pd.read_parquet(folder(editions, edition) / "figures.parquet")
    standards = table[table["kind"] == "standard"]
    assert len(standards) > 200
    years = {each.id: each.year for audit in result.audits for each in audit.standards}
    for row in standards.to_dict("records"):
        alone = pd.isna(row["id"])  # a year of one quarter says again what that quarter does
        fact = facts[Line(row["standard"], ALL_RETURNS, years[row["standard"]].quarters).id if alone else row["id"]]
        counted = {"met": fact.met, "n": fact.of} | ({} if alone else {"not_recorded": fact.silent})
        for column, printed in counted.items():
            assert (None if pd.isna(row[column]) else int(row[column])) == printed, (row["id"], column)
        if fact.met is None:
            derived = row["rate"], row["value"], row["lower"], row["upper"], row["not_met"]
            assert all(map(pd.isna, derived)), row["id"]
    of_people = standards[~standards["standard"].isin(OF_THINGS)]
    assert of_people[["not_applicable", "not_known", "pending", "missing"]].isna().all(axis=None)
    beside = table[(table["kind"] != "standard") & ~table["standard"].isin(MEASURES_OF_THINGS)]
    assert len(beside) > 50
    assert beside[["met", "n", "rate", "lower", "upper"]].fillna(0).eq(0).all(axis=None)
    assert beside["band_low"].notna().any()


@pytest.mark.parametrize("edition", RELEASED)
@pytest.mark.parametrize("name", ["tracker.csv", "tracker-scrt.csv"])
def test_every_number_of_the_tracker_can_be_traced(editions: Demo, edition: str, name: str) -> None:
    """Its levels and quarters late are of recommendations and actions; on how many a test was made is not told."""
    with (folder(editions, edition) / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 20
    counted = {"level", "level_required", "line", "action_quarters_late"}
    cells = (Said(cell) for row in rows for column, cell in row.items() if column not in counted and cell)
    assert untraced(editions, edition, cells) == []


def hidden(demo: Demo, edition: str) -> Iterator[tuple[str, int]]:
    """Small counts of standards that an edition hides, each with its standard, from what named readers see."""
    shown = dict(figures(demo.results(edition)))
    for where, figure in figures(demo.results()):
        if where in shown and shown[where].counts.hidden and where[1] in ("total", "agency"):
            yield from ((where[0], count) for count in (figure.counts.met, figure.counts.not_met) if count)


PLANTED = (
    "<p>{count} did not meet it.</p>",
    "<p>{count} children.</p>",
    '<img alt="Bars. {standard}: {count} not met." src="x">',
    "<figcaption>{standard}: {count} records.</figcaption>",
    "<table><caption>{standard} by agency</caption><tr><th>All returns</th><td>{count}</td></tr></table>",
    "<p>{count} of 997 met it.</p>",
    "<p>Not met by {count}.</p>",
)


@pytest.mark.parametrize("edition", RELEASED)
@pytest.mark.parametrize("planted", PLANTED)
def test_a_hidden_count_that_is_printed_is_found(editions: Demo, edition: str, planted: str) -> None:
    known, there = printable(editions, edition), sorted(set(hidden(editions, edition)))
    assert len(there) > 100
    missed = [
        (standard, count)
        for standard, count in there
        if not untraced(editions, edition, pieces(f'<section id="{standard}">{planted}</section>'.format(**locals())))
        and str(count) not in known.own[standard]  # it is printed of another line of the standard, so it is no secret
    ]
    assert missed == []


@pytest.mark.parametrize("edition", RELEASED)
def test_no_page_names_a_return_s_file_or_leads_to_what_the_workspace_keeps_for_itself(
    editions: Demo, edition: str
) -> None:
    files = {line.file_name for line in editions.results().returns if line.file_name}
    assert len(files) > 20
    released = folder(editions, edition)
    for path in [*released.glob("*.html"), *released.glob("tracker*.csv"), released / "figures.csv"]:
        text = path.read_text(encoding="utf-8")
        assert [each for each in files if each in text] == [], path.name
        assert "manifest.json" not in text, path.name
        assert str(editions.root) not in text, path.name
    assert list(released.rglob("*.ipynb")) == []


# Every number that the results of a released edition hold: what it is, and why it tells of no hidden count.
NUMBERS_HELD = {
    "facts": (
        "ShownCounts",
        "Figure",
        "Band",
        "ContextResult",
        "Share",
        "Total",
        "ReconciledResult",
        "SameCountResult",
    ),
    "follow from figures that are printed": ("Change", "Series", "Limit", "StandardResult", "Rerated"),
    "targets, levels and spans that people set": (
        "Point",
        "TargetSet",
        "Reach",
        "RecommendationResult",
        "EvidenceLine",
    ),
    "counts of returns, of comparisons, of quarters late, of meetings": (
        "ReturnsIn",
        "ProgrammeQuarter",
        "Trust",
        "Claims",
        "ActionLine",
        "DecisionLine",
        "MeetingHeld",
    ),
    "whether anybody needed action at once, and the rule": ("AuditResult",),
}
NEVER_HELD = {
    "ReturnLine": ("rows_seen", "records", "set_aside", "errors", "queries", "notes"),
    "AuditResult": ("records", "children"),
    "StandardResult": ("children",),
    "SampleTaken": ("listed", "drawn", "returned", "replaced", "silent"),
    "EvidenceLine": ("reach", "eligible", "tested_n"),
    "SideResult": ("alone", "duplicates", "ambiguous", "outside", "without_key"),
    "Side": ("met", "applicable"),
}


@pytest.mark.parametrize("edition", RELEASED)
def test_the_results_of_a_released_edition_hold_no_number_of_another_kind(editions: Demo, edition: str) -> None:
    held = {(kind, name) for kind, name, _ in numbers_held(editions.results(edition))}
    assert {kind for kind, _ in held} <= {kind for kinds in NUMBERS_HELD.values() for kind in kinds}
    assert [(kind, name) for kind, names in NEVER_HELD.items() for name in names if (kind, name) in held] == []
    in_full = {kind for kind, _, _ in numbers_held(editions.results())}
    assert {"ReturnLine", "AuditResult", "StandardResult", "EvidenceLine", "SideResult"} <= in_full


@pytest.mark.parametrize("edition", RELEASED)
def test_beside_the_standards_only_things_are_counted(editions: Demo, edition: str) -> None:
    beside = [each for each in other_facts(editions.results(edition)) if each.of not in MEASURES_OF_THINGS]
    assert len(beside) > 50
    assert {(each.part or 0, each.whole or 0) for each in beside} == {(0, 0)}
    assert any(each.band for each in beside)


def numbers_held(value: object) -> Iterator[tuple[str, str, float]]:
    """Each number within a value: the kind of value that holds it, and under what name."""
    if is_dataclass(value):
        for field in fields(value):
            held = getattr(value, field.name)
            for each in held if isinstance(held, tuple) else (held,):
                if isinstance(each, int | float) and not isinstance(each, bool):
                    yield type(value).__name__, field.name, each
                else:
                    yield from numbers_held(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from numbers_held(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from numbers_held(each)
