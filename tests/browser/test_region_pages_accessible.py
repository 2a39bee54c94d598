"""The pages of a region in a real browser, of few areas and of many: WCAG 2.2 AA by axe, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.progress import silent
from pipeline.region.pages import region_pages
from tests.browser.measured import OPEN_ALL, scrolls_sideways, sheets, smallest_letters, violations
from tests.unit.region.regions import NOW, edition, lain

DESKTOP, PHONE, SMALL_PHONE = 1280, 390, 320
FEW, MANY = 4, 150
PAGES = ("index.html", "ta.html", "area-ashmere.html", "method.html")
STANDARDS = 3  # of the audit
MOST_BYTES = 300_000  # so that an audit of twenty standards weighs less than two million


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Where the pages lie of a region of few areas, and of one of many."""
    made = {}
    for count in (FEW, MANY):
        region = lain(tmp_path_factory.mktemp(f"areas-{count}"), count, audits=1, standards=STANDARDS)
        region_pages(region, edition(count, audits=1, standards=STANDARDS), 2, silent)
        made[count] = region.reports(NOW)
    return made


@pytest.fixture
def opened(browser: Browser, folders: dict[int, Path], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a region of so many areas, at a width, as the test names them."""
    count, name, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)  # axe is a script
    page = context.new_page()
    page.goto((folders[count] / name).as_uri())
    yield page
    context.close()


def at(*widths: int, pages: tuple[str, ...] = PAGES) -> pytest.MarkDecorator:
    """Every page, of few areas and of many, at each of these widths."""
    each = [(count, name, width) for count in (FEW, MANY) for name in pages for width in widths]
    names = [f"{count} areas {name} {width}" for count, name, width in each]
    return pytest.mark.parametrize("opened", each, indirect=True, ids=names)


@at(DESKTOP, PHONE)
def test_axe_finds_nothing_with_details_closed_or_open(opened: Page) -> None:
    closed = violations(opened)
    opened.evaluate(OPEN_ALL)

    assert closed == []
    assert violations(opened) == []


@at(SMALL_PHONE)
def test_no_page_scrolls_sideways_on_a_phone_and_its_letters_can_be_read(opened: Page) -> None:
    assert not scrolls_sideways(opened)
    assert smallest_letters(opened) >= 11.5
    opened.evaluate(OPEN_ALL)
    assert not scrolls_sideways(opened)


@at(DESKTOP, pages=("index.html", "ta.html"))
def test_every_table_has_a_caption_every_heading_a_scope_and_no_id_is_there_twice(opened: Page) -> None:
    tables = opened.evaluate(
        "[...document.querySelectorAll('table')].map(t => [t.caption?.textContent ?? '',"
        " [...t.querySelectorAll('th')].every(h => ['row', 'col'].includes(h.scope))])"
    )
    ids = opened.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert tables
    assert all(caption.strip() and scoped for caption, scoped in tables)
    assert len(ids) == len(set(ids))


@at(DESKTOP, pages=PAGES)
def test_every_link_leads_to_a_page_or_to_a_place_on_it(opened: Page, folders: dict[int, Path]) -> None:
    ids = set(opened.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
    links = opened.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))")
    folder = folders[MANY] if "areas-150" in opened.url else folders[FEW]
    files = {each.partition("#")[0] for each in links} - {"", "figures.csv", "figures.parquet", "figures.xlsx"}

    assert {each[1:] for each in links if each.startswith("#")} <= ids
    assert [each for each in sorted(files) if not (folder / each).is_file()] == []


@at(DESKTOP, pages=("index.html",))
def test_the_first_page_prints_on_two_sheets_however_many_areas_there_are(opened: Page) -> None:
    assert sheets(opened) <= 2


def test_no_page_of_many_areas_is_heavy(folders: dict[int, Path]) -> None:
    sizes = {each.name: each.stat().st_size for each in folders[MANY].glob("*.html")}

    assert set(PAGES) <= set(sizes)
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
