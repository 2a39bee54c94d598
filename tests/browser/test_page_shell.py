"""The page around any report, in a real browser: it reflows on a phone, fetches nothing and prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import v4
from playwright.sync_api import Browser, Page

from pipeline.report import html

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="
WIDE = "".join(f'<th scope="col" class="num">A long heading {n}</th>' for n in range(12))
CELLS = "".join('<td class="num">1,234</td>' for _ in range(11))
TABLE = (
    '<div class="table-scroll" role="region" aria-label="Wide" tabindex="0"><table><caption>Wide</caption>'
    f'<thead><tr>{WIDE}</tr></thead><tbody><tr><th scope="row">Police</th>{CELLS}</tr></tbody></table></div>'
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def shown(data: dict[str, str], **metadata: object) -> object:
        return v4.new_code_cell("", outputs=[v4.new_output("display_data", data=data, metadata=metadata)])

    cells = [
        *(v4.new_markdown_cell(f"## Section {n}\n\n{'Words of the report. ' * 40}") for n in range(4)),
        shown({"text/html": TABLE}),
        shown({"image/png": PNG, "text/plain": "A dot"}),
        shown({"text/html": '<ul class="headline-cards"><li class="card"><p class="card-figure">71%</p></li></ul>'}),
        shown({"text/html": "<details><summary>How this is counted</summary><p>Folded away</p></details>"}),
    ]
    around = html.Page(
        title="Neglect: a title with AnUnusuallyLongWordThatCannotBeBroken",
        quarter="2019-20 Q2",
        synthetic=True,
        nav=tuple(html.Link(f"Page {n}", f"{n}.html", n == 1) for n in range(8)),
        about=("f" * 64,),
        stamp="e" * 64,
    )
    path = tmp_path_factory.mktemp("report") / "page.html"
    path.write_text(html.page(v4.new_notebook(cells=cells), around), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": getattr(request, "param", 1280), "height": 800})
    page.goto(report.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("opened", [1280, 320], indirect=True)
def test_the_page_never_scrolls_sideways_and_the_wide_table_does(opened: Page) -> None:
    scrolled, seen = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    table, window = opened.evaluate("(e => [e.scrollWidth, e.clientWidth])(document.querySelector('.table-scroll'))")

    assert scrolled <= seen
    assert table > window


def test_the_page_fetches_nothing_and_complains_of_nothing(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(report.as_uri())
    page.close()

    assert [address for address in asked if not address.startswith("data:")] == [report.as_uri()]
    assert complaints == []


def test_the_first_stop_of_the_keyboard_is_the_skip_link_and_it_leads_to_the_report(opened: Page) -> None:
    opened.keyboard.press("Tab")
    first = opened.evaluate("(e => [e.textContent, e.getBoundingClientRect().left >= 0])(document.activeElement)")
    opened.keyboard.press("Enter")

    assert first == ["Skip to the report", True]
    assert opened.evaluate("document.activeElement.id") == "content"


def test_each_landmark_can_be_told_from_the_others(opened: Page) -> None:
    names = opened.evaluate("[...document.querySelectorAll('nav')].map(e => e.getAttribute('aria-label'))")

    assert names == ["Pages of this report", "On this page"]
    assert [opened.locator(tag).count() for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]


def test_the_page_prints_on_a4_with_what_a_reader_has_unfolded(opened: Page) -> None:
    printed = opened.pdf(prefer_css_page_size=True)
    opened.emulate_media(media="print")

    assert printed.startswith(b"%PDF-")
    assert len(printed) > 5_000
    assert not opened.get_by_text("How this is counted").is_visible()
    opened.evaluate("document.querySelector('details').open = true")
    assert opened.get_by_text("Folded away").is_visible()
    assert not opened.locator("nav.pages").is_visible()
