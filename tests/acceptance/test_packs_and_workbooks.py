"""What goes out beside the pages: an agency's own page, which names no other, and the workbook of a page's tables."""

from __future__ import annotations

import re
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from pipeline.partnership.bodies import agency
from pipeline.partnership.here import here
from pipeline.results.agency import pack_page, packs
from tests.acceptance.pages import Table, tables
from tests.acceptance.product import NEWEST, Demo

WORKBOOKS = {
    "index.html": "overview-tables.xlsx",
    "intake.html": "intake-tables.xlsx",
    "neg.html": "neg-tables.xlsx",
    "wnb.html": "wnb-tables.xlsx",
    "mash.html": "mash-tables.xlsx",
    "pack-uhs.html": "pack-uhs-tables.xlsx",
}
FIRST_ASKED = "What each audit asks first, those below target first within their audit"
MARKS = {"–": "[x]", "": "[x]", "c": "[c]", "hidden, to protect small counts": "[c]"}


def test_every_agency_that_sent_something_has_a_page_that_the_returns_page_links_to(demo: Demo) -> None:
    codes = packs(demo.results())
    page = demo.page("intake.html")

    assert len(codes) > 5
    assert all(f'<a href="{pack_page(code)}">' in page and demo.page(pack_page(code)) for code in codes)


def test_no_agency_s_page_or_workbook_names_another_or_holds_its_figures(demo: Demo) -> None:
    whole = demo.results()
    folder = demo.workspace.reports / NEWEST.folder / "subgroup"
    for code in packs(whole):
        page = demo.page(pack_page(code))
        with ZipFile(folder / pack_page(code).replace(".html", "-tables.xlsx")) as book:
            inside = page + "".join(book.read(each).decode("utf-8") for each in book.namelist())
        own = agency(code)
        assert own.name.replace("&", "&amp;") in inside
        inside = inside.replace(here().words(NEWEST).board, "whose report it is")
        own_line = {code, *(each.code for each in here().agencies.predecessors(code))}
        others = [each for each in here().agencies if each.code not in own_line]
        names = [each for each in others if each.name.replace("&", "&amp;") in inside]
        assert [each.name for each in names if each.name not in own.name] == []
        of_others = [line for line in whole.returns if line.agency != code and line.sha256]
        assert [line.agency for line in of_others if line.sha256[:12] in inside] == []
        assert "pack-" not in page.replace(pack_page(code).replace(".html", "-tables.xlsx"), "")


def _first_asked(shown: Table, in_workbook: dict[str, list[list[object]]]) -> None:
    """
    The front page's one table stands in the workbook as a table for each audit, which is taken out.

    There every standard has its line, on the page only what each audit asks first.
    """
    there = [caption for caption in in_workbook if "standards, furthest from target first: " in caption]
    kept = {str(row[0]).split()[0]: row for caption in there for row in in_workbook.pop(caption)[1:]}
    lines = {row[0].split()[-1]: row for row in shown.rows if len(row) > 1}
    assert len(there) <= len(lines) < len(kept)
    for standard, row in lines.items():
        count = re.match(r"\d+ of \d+", str(kept[standard][1]))
        assert count is None or row[1].startswith(count[0])


@pytest.mark.parametrize("edition", ["subgroup", "board"])
def test_a_workbook_holds_the_tables_of_its_page_cell_by_cell(editions: Demo, edition: str) -> None:
    folder = editions.workspace.reports / NEWEST.folder / edition
    for page, name in WORKBOOKS.items():
        if not (folder / page).exists():
            continue
        book = load_workbook(folder / name)
        in_workbook = {}
        for sheet in book.worksheets[3:]:
            (marked,) = sheet.tables.values()
            in_workbook[str(sheet["A1"].value)] = [[cell.value for cell in row] for row in sheet[marked.ref]]
        shown = tables(editions.page(page, edition))
        if page == "index.html":
            _first_asked(shown.pop(FIRST_ASKED), in_workbook)
        assert list(in_workbook) == list(shown), page
        for caption, rows in shown.items():
            assert in_workbook[caption][0] == rows.headings
            for cells, words in zip(in_workbook[caption][1:], rows.rows, strict=True):
                for cell, word in zip(cells, words, strict=True):
                    assert says_the_same(cell, word), (page, caption, cell, word)


def says_the_same(cell: object, word: str) -> bool:
    """Whether a cell says what the page does; a page's ratings have their letter before the words."""
    if isinstance(cell, int | float):
        return word == str(cell)
    text = " ".join(str(cell).split())
    return MARKS.get(word, word) == text or word.endswith(f" {text}") or word.startswith(f"{text} (")
