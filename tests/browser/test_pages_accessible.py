"""Every page of a demonstration in a real browser: WCAG 2.2 AA by axe, by keyboard, on a phone and on paper."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.acceptance.product import NEWEST, demonstrated, pipeline

DESKTOP, PHONE = 1280, 320
PAGES = (
    "index.html",
    "intake.html",
    "neg.html",
    "wnb.html",
    "mash.html",
    "method.html",
    "glossary.html",
    "year.html",
    "recommendations.html",
    "neg-briefing.html",
    "pack-uhs.html",
    "pack-edu.html",
)
WORDS = "\n\nFamilies **waited**.\n\n* One\n* Two"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_PAPER = 14  # pages of A4 for one audit
MOST_BYTES = 250_000  # at eight quarters; at twenty or forty see the tests of a page's weight
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the demonstration, with words under half of what asks for them."""
    base = tmp_path_factory.getbasetemp()
    demo = demonstrated(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    own = demo.copied(tmp_path_factory.mktemp("accessible") / "demo")
    assert pipeline("commentary", NEWEST.folder, "--root", own.root).returncode in (0, 3)
    for file in own.workspace.commentary.rglob("*.md"):
        sections = file.read_text(encoding="utf-8").split("\n## ")
        worded = [each + WORDS * (number % 2) for number, each in enumerate(sections)]
        file.write_text("\n## ".join(worded), encoding="utf-8")
    assert pipeline("run", NEWEST.folder, "--root", own.root).returncode in (0, 3)
    return own.workspace.reports / NEWEST.folder / "subgroup"


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at a width, both as the test names them."""
    name, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)  # axe is a script
    page = context.new_page()
    page.goto((report / name).as_uri())
    yield page
    context.close()


def at(*widths: int, pages: tuple[str, ...] = PAGES) -> pytest.MarkDecorator:
    """Every page at each of these widths."""
    each = [(name, width) for name in pages for width in widths]
    return pytest.mark.parametrize("opened", each, indirect=True, ids=[f"{name} {width}" for name, width in each])


def hrefs(page: Page) -> list[str]:
    """Where a page's links lead, as they are written."""
    addresses: list[str] = page.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))")
    return addresses


def violations(page: Page) -> list[str]:
    """What axe finds, each with the first element that it is about."""
    page.evaluate(AXE)
    options = json.dumps({"runOnly": WCAG, "resultTypes": ["violations"]})
    report: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    assert report["testEngine"]["name"] == "axe-core"
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in report["violations"]]


@at(DESKTOP, PHONE)
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


@at(PHONE)
def test_no_page_scrolls_sideways_on_a_phone(opened: Page) -> None:
    for _ in range(2):
        scrolled, seen = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert scrolled <= seen
        opened.evaluate(OPEN_ALL)


@at(DESKTOP)
def test_a_page_says_its_language_has_one_h1_and_skips_no_heading(opened: Page) -> None:
    levels = opened.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => Number(e.tagName[1]))")

    assert opened.evaluate("document.documentElement.lang") == "en-GB"
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@at(DESKTOP)
def test_every_table_has_a_caption_and_every_heading_a_scope(opened: Page) -> None:
    tables = opened.evaluate(
        "[...document.querySelectorAll('table')].map(t => [t.caption?.textContent ?? '',"
        " [...t.querySelectorAll('th')].every(h => ['row', 'col'].includes(h.scope))])"
    )
    assert tables
    assert all(caption.strip() and scoped for caption, scoped in tables)


@at(DESKTOP)
def test_no_id_is_there_twice_and_every_link_within_the_page_leads_somewhere(opened: Page) -> None:
    ids = opened.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    within = [each[1:] for each in hrefs(opened) if each.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(within) <= set(ids)


@at(DESKTOP)
def test_every_link_to_a_file_leads_to_one(opened: Page, report: Path) -> None:
    files = [each.partition("#")[0] for each in hrefs(opened) if not each.startswith("#")]

    assert any(each.endswith("-tables.xlsx") for each in files)
    assert [each for each in files if not (report / each).is_file()] == []


@at(DESKTOP, PHONE, pages=("index.html", "neg.html", "pack-uhs.html"))
def test_the_keyboard_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(opened: Page) -> None:
    wanted = opened.evaluate(
        "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"
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

    opened.set_viewport_size({"width": PHONE, "height": 800})
    wide = opened.locator(".table-scroll").nth(1)
    wide.focus()
    opened.keyboard.press("ArrowRight")
    opened.wait_for_function("e => e.scrollLeft > 0", arg=wide.element_handle())


@at(DESKTOP, pages=("neg.html", "wnb.html", "mash.html"))
def test_an_audit_prints_on_few_sheets(opened: Page) -> None:
    printed = opened.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= MOST_PAPER


def test_no_page_is_heavy(report: Path) -> None:
    sizes = {each.name: each.stat().st_size for each in report.glob("*.html")}

    assert set(PAGES) <= set(sizes)
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
