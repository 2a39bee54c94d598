"""Every page of a demonstration in a real browser: WCAG 2.2 AA by axe, by keyboard, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.measured import OPEN_ALL, violations

DESKTOP, PHONE, SMALL_PHONE = 1280, 390, 320
PAGES = (
    "index.html",
    "intake.html",
    "neg.html",
    "wnb.html",
    "mash.html",
    "neg-briefing.html",
    "programme.html",
    "year.html",
    "recommendations.html",
    "theme-t2.html",
    "glossary.html",
    "method.html",
    "pack-uhs.html",
    "pack-edu.html",
)
MOST_BYTES = 250_000  # at eight quarters; at twenty or forty see the tests of a page's weight


@pytest.fixture
def opened(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at a width, both as the test names them."""
    name, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)  # axe is a script
    page = context.new_page()
    page.goto((report / name).as_uri())
    yield page
    context.close()


@pytest.fixture(scope="module")
def resting(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page as it opens, for all the tests that only read it."""
    page = browser.new_page(viewport={"width": DESKTOP, "height": 800})
    page.goto((report / request.param).as_uri())
    yield page
    page.close()


def at(*widths: int, pages: tuple[str, ...] = PAGES) -> pytest.MarkDecorator:
    """Every page at each of these widths."""
    each = [(name, width) for name in pages for width in widths]
    return pytest.mark.parametrize("opened", each, indirect=True, ids=[f"{name} {width}" for name, width in each])


of_every_page = pytest.mark.parametrize("resting", PAGES, indirect=True)


def hrefs(page: Page) -> list[str]:
    """Where a page's links lead, as they are written."""
    addresses: list[str] = page.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))")
    return addresses


@at(DESKTOP, PHONE, SMALL_PHONE)
def test_axe_finds_nothing_with_details_closed_or_open(opened: Page) -> None:
    closed = violations(opened)
    opened.evaluate(OPEN_ALL)

    assert closed == []
    assert violations(opened) == []


@at(DESKTOP)
def test_axe_finds_nothing_on_paper(opened: Page) -> None:
    opened.emulate_media(media="print")

    assert violations(opened) == []


def test_axe_would_find_a_picture_without_words_and_a_pale_text(browser: Browser) -> None:
    page = browser.new_page()
    shown = "<h1>T</h1><img src='x.png'><p style='color:#ccc'>Pale</p>"
    page.set_content(f"<html lang='en'><title>T</title><main>{shown}</main>")

    assert {each.split(":")[0] for each in violations(page)} == {"image-alt", "color-contrast"}


@at(SMALL_PHONE)
def test_no_page_scrolls_sideways_on_a_phone(opened: Page) -> None:
    for _ in range(2):
        scrolled, seen = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert scrolled <= seen
        opened.evaluate(OPEN_ALL)


@of_every_page
def test_a_page_says_its_language_has_one_h1_and_skips_no_heading(resting: Page) -> None:
    levels = resting.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => Number(e.tagName[1]))")

    assert resting.evaluate("document.documentElement.lang") == "en-GB"
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@of_every_page
def test_every_table_has_a_caption_and_every_heading_a_scope(resting: Page) -> None:
    tables = resting.evaluate(
        "[...document.querySelectorAll('table')].map(t => [t.caption?.textContent ?? '',"
        " [...t.querySelectorAll('th')].every(h => ['row', 'col', 'rowgroup'].includes(h.scope))])"
    )
    assert all(caption.strip() and scoped for caption, scoped in tables)


@of_every_page
def test_no_id_is_there_twice_and_every_link_within_the_page_leads_somewhere(resting: Page) -> None:
    ids = resting.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    within = [each[1:] for each in hrefs(resting) if each.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(within) <= set(ids)


@of_every_page
def test_every_link_to_a_file_leads_to_one(resting: Page, report: Path) -> None:
    files = [each.partition("#")[0] for each in hrefs(resting) if not each.startswith("#")]

    assert any(each.endswith("-tables.xlsx") for each in files)
    assert [each for each in files if not (report / each).is_file()] == []


@at(DESKTOP, SMALL_PHONE, pages=("index.html", "neg.html", "pack-uhs.html"))
def test_the_keyboard_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(opened: Page) -> None:
    wanted = opened.evaluate(
        "[...document.querySelectorAll('a[href], summary, input, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility({contentVisibilityAuto: true})).map((e, n) => (e.dataset.stop = n, n))"
    )
    walked = []
    for _ in wanted:
        opened.keyboard.press("Tab")
        stop, outlined = opened.evaluate(
            "(e => [e.dataset.stop, parseFloat(getComputedStyle(e).outlineWidth) >= 2])(document.activeElement)"
        )
        walked.append(int(stop))
        assert outlined
    assert len(wanted) > 5
    assert walked == wanted


@at(DESKTOP, pages=("neg.html",))
def test_the_keyboard_skips_to_the_report_opens_a_fold_and_scrolls_a_table(opened: Page) -> None:
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "content"
    fold = opened.locator("summary").first
    fold.focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.querySelector('details').open")

    opened.evaluate(OPEN_ALL)
    opened.set_viewport_size({"width": SMALL_PHONE, "height": 800})
    wide = opened.locator(".table-scroll").nth(1)
    wide.focus()
    opened.keyboard.press("ArrowRight")
    opened.wait_for_function("e => e.scrollLeft > 0", arg=wide.element_handle())


def test_no_page_is_heavy(report: Path) -> None:
    sizes = {each.name: each.stat().st_size for each in report.glob("*.html")}

    assert set(PAGES) <= set(sizes)
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
