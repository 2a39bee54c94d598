"""The same quarter for three circles of readers: what is hidden stays hidden, and no child's record is anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.model import QuarterResult
from tests.acceptance.inference import Reader
from tests.acceptance.product import PAGES, Demo, without_pictures
from tests.acceptance.published import (
    RULES,
    reader_of_returns,
    reader_of_standards,
    told_what_was_pooled,
)
from tests.forms import ALL

AUDITS = tuple(code.lower() for code in ALL)
MARKINGS = {"subgroup": "OFFICIAL-SENSITIVE", "board": "OFFICIAL", "public": "For publication"}
REFERENCES = ("Child's audit reference", "Family's audit reference", "LSCB audit reference", "Contact reference")
COUNTS = ("met", "not_met", "not_recorded", "applicable", "not_applicable", "not_known", "pending", "missing")
LEFT_OUT = (" not applicable", " not known", " pending", " missing")
# Standards that count organisations or activities, which no edition hides.
OF_THINGS = {each.id for audit in ALL.values() for each in audit.standards if not audit.of_people(each)}


@cache
def small(demo: Demo, edition: str, audit: str) -> list[str]:
    """The counts of an audit's standards that a reader knows to be small, having thought about its page."""
    page = demo.page(f"{audit}.html", edition)
    reader = reader_of_standards(page, RULES[edition], without=OF_THINGS)
    reader.thinks()
    told_what_was_pooled(reader, page, without=OF_THINGS)
    reader.thinks()
    of_people = [each for each in ALL[audit.upper()].standards if each.id not in OF_THINGS]
    assert not of_people or len(reader.known) > 2 * len(of_people), "the page's tables were not found"
    return sorted(reader.small(RULES[edition].limit))


EDITIONS_AND_AUDITS = [(edition, audit) for edition in RULES for audit in AUDITS]


@pytest.mark.parametrize(("edition", "audit"), EDITIONS_AND_AUDITS)
def test_no_small_count_of_a_result_can_be_worked_out(editions: Demo, edition: str, audit: str) -> None:
    assert [each for each in small(editions, edition, audit) if not each.endswith(LEFT_OUT)] == []


@pytest.mark.parametrize(("edition", "audit"), EDITIONS_AND_AUDITS)
def test_no_small_count_of_what_a_result_leaves_out_can_be_worked_out(editions: Demo, edition: str, audit: str) -> None:
    assert [each for each in small(editions, edition, audit) if each.endswith(LEFT_OUT)] == []


@pytest.mark.parametrize(("edition", "audit"), EDITIONS_AND_AUDITS)
def test_no_small_return_can_be_worked_out_from_how_many_records_were_audited(
    editions: Demo, edition: str, audit: str
) -> None:
    reader = reader_of_returns(editions.page(f"{audit}.html", edition), RULES[edition])
    reader.thinks()

    assert reader.small(RULES[edition].limit) == {}


def figures(result: QuarterResult) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Every line of every standard of people, by where it stands."""
    for audit in result.audits:
        for each in (standard for standard in audit.standards if standard.id not in OF_THINGS):
            yield (each.id, "total"), each.total
            yield from (((each.id, "agency", line.code), line) for line in each.agencies)
            yield from (((each.id, "group", line.code), line) for line in each.groups)
            yield from (((each.id, "quarter", point.quarter), point.figure) for point in each.history)


@pytest.mark.parametrize("edition", RULES)
def test_a_figure_has_the_same_verdict_in_every_edition_or_none(editions: Demo, edition: str) -> None:
    exact = {where: figure.verdict for where, figure in figures(editions.results())}
    unlike = {
        where: (exact[where], figure.verdict)
        for where, figure in figures(editions.results(edition))
        if figure.verdict not in (exact[where], Verdict.HIDDEN, Verdict.NOT_SAID)
    }
    assert unlike == {}


@pytest.mark.parametrize("edition", RULES)
def test_hidden_is_never_zero_and_small_is_always_hidden(editions: Demo, edition: str) -> None:
    rule, truth = RULES[edition], dict(figures(editions.results()))
    hidden = 0
    for where, figure in figures(editions.results(edition)):
        for name in COUNTS:
            shown, true = getattr(figure.counts, name), getattr(truth[where].counts, name)
            assert (shown == 0) <= (true == 0), (where, name)
            assert shown is None or not 1 <= true <= rule.limit, (where, name)
            assert shown is None or abs(shown - true) <= rule.base // 2, (where, name)
            hidden += shown is None
        if figure.counts.hidden:
            derived = (figure.counts.proportion, figure.lower, figure.upper)
            assert derived == (None, None, None), where
    assert hidden > 100


@pytest.mark.parametrize("edition", MARKINGS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_synthetic_its_marking_and_draft(editions: Demo, edition: str, page: str) -> None:
    text = editions.page(page, edition)
    # A briefing is handed to practitioners under the board's rule.
    marked = "board" if edition == "subgroup" and page.endswith("-briefing.html") else edition

    assert text.count(f'<p class="marking">{MARKINGS[marked]}</p>') == 2
    assert "<strong>SYNTHETIC</strong>" in text
    assert "<strong>DRAFT</strong>" in text
    assert re.search(r"<title>[^<]* – SYNTHETIC – DRAFT</title>", text)


def test_nobody_outside_the_sub_group_is_shown_a_breakdown_nor_the_public_an_agency_s_figure(editions: Demo) -> None:
    standards = {
        edition: [each for audit in editions.results(edition).audits for each in audit.standards]
        for edition in MARKINGS
    }
    assert any(each.groups for each in standards["subgroup"])
    assert not any(each.groups for each in standards["board"] + standards["public"])
    assert not any(each.agencies for each in standards["public"])


def references(raw: Path) -> set[bytes]:
    """Every reference to a child, a family, an audit or a contact in any return."""
    digests: set[bytes] = set()
    for path in raw.rglob("*.xlsx"):
        for sheet in CalamineWorkbook.from_path(str(path)).sheet_names[1:2]:
            rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
            columns = [n for n, heading in enumerate(rows[3]) if str(heading).removesuffix(" *") in REFERENCES]
            digests |= {str(row[n]).encode() for row in rows[5:] for n in columns if row[n]}
    return digests


def occurring(wanted: set[bytes], text: bytes) -> set[bytes]:
    """Which of ``wanted`` occur anywhere in ``text``."""
    lengths = {len(each) for each in wanted}
    starts = b"".join(sorted({each[:1] for each in wanted}))
    return {
        text[at : at + length]
        for at in (match.start() for match in re.finditer(b"[" + starts + b"]", text))
        for length in lengths
    } & wanted


def unpacked(path: Path) -> bytes:
    """A file's bytes; a workbook's and a table's as they are once unpacked."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path).to_csv().encode()
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with ZipFile(path) as book:
        return b"".join(book.read(each) for each in book.namelist())


def test_no_reference_of_a_record_is_outside_the_data_and_the_agencies_own_feedback(editions: Demo) -> None:
    wanted = references(editions.workspace.raw)
    assert len(wanted) > 1000

    notebooks = sorted((editions.workspace.processed / "notebooks").rglob("*.ipynb"))
    reports = [
        each for each in editions.workspace.reports.rglob("*") if each.is_file() and "feedback" not in each.parts
    ]
    results = sorted((editions.workspace.processed / "results").rglob("*.json"))
    outputs = [editions.root.parent / "said.txt"]
    assert len(notebooks) > 3 * len(PAGES)
    # A page and its workbook for each notebook; of each edition a manifest, its figures and its tracker in three files.
    assert len(reports) == 2 * len(notebooks) + 3 * (1 + 3 + 3)
    assert len(results) == 2 * 3  # of each edition the results, and what they were made from
    for path in [*notebooks, *reports, *results, *outputs]:
        text, pictures = without_pictures(unpacked(path))
        assert occurring(wanted, text) == set(), path.name
        assert occurring(wanted, b"\n".join(pictures)) == set(), path.name

    receipts = [each.read_bytes() for each in editions.workspace.reports.rglob("receipt.txt")]
    assert len(receipts) > 100


def test_the_search_for_references_finds_one() -> None:
    assert occurring({b"C3F90A21B", b"F0B17"}, b"...xC3F90A21By...") == {b"C3F90A21B"}


@pytest.mark.parametrize(
    ("printed", "works_out"),
    [
        ({"all": 20, "a": 8, "b": 9}, {"c": (3, 3)}),
        ({"all": 20, "a": 17}, {}),
        ({"all": 20, "a": 8}, {}),
        ({"a": 8, "b": 9}, {}),
    ],
    ids=["one is hidden", "two are hidden and either could be none", "two are hidden", "the total is hidden"],
)
def test_the_reader_works_out_what_must_be_and_no_more(
    printed: dict[str, int], works_out: dict[str, tuple[int, int]]
) -> None:
    reader = Reader()
    reader.adds_up("all", ("a", "b", "c"))
    for name, count in printed.items():
        reader.told(name, count, count)
    reader.thinks()

    assert reader.small(5) == works_out


@pytest.mark.parametrize(("band", "works_out"), [((90, 98), {"not met": (1, 2)}), ((80, 100), {})])
def test_the_reader_takes_a_band_for_what_it_leaves_of_a_known_number(
    band: tuple[int, int], works_out: dict[str, tuple[int, int]]
) -> None:
    reader = Reader()
    reader.told("all", 25, 25)
    reader.adds_up("all", ("met", "not met"))
    reader.shares["met", "all"] = band
    reader.thinks()

    assert reader.small(5) == works_out


BRIEFINGS = [each for each in PAGES if each.endswith("-briefing.html")]


@pytest.mark.parametrize("edition", MARKINGS)
@pytest.mark.parametrize("page", BRIEFINGS)
def test_a_briefing_names_no_agency_whatever_the_edition(editions: Demo, edition: str, page: str) -> None:
    text = editions.page(page, edition).split("<main")[1].split("</main>")[0]  # above it stands the board itself
    returning = {line.agency_name for line in editions.results("subgroup").returns if line.agency_name}

    assert len(returning) > 5
    assert [each for each in returning if each in text] == []


@pytest.mark.parametrize("page", BRIEFINGS)
def test_a_briefing_of_the_sub_group_shows_what_the_board_s_shows(editions: Demo, page: str) -> None:
    both = [editions.page(page, edition).split("<main")[1].split("</main>")[0] for edition in ("subgroup", "board")]

    assert both[0] == both[1]


def test_a_year_is_added_up_only_where_the_edition_shows_every_quarter_of_it(editions: Demo) -> None:
    added, apart = 0, 0
    for edition in MARKINGS:
        for standard in (each for audit in editions.results(edition).audits for each in audit.standards):
            year = [each.figure for each in standard.history if each.quarter in standard.year.quarters]
            whole = standard.year.figure
            added += whole is not None and not whole.counts.hidden
            if any(each.counts.hidden or each.counts.applicable is None for each in year):
                apart += 1
                assert whole is None or whole.counts.hidden, (edition, standard.id)
    assert added > 30
    assert apart > 10
