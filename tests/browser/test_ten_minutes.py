"""A member has ten minutes: how high a page is, on how many sheets it prints, how heavy it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.acceptance.product import NEWEST, Demo
from tests.browser.measured import (
    OPEN_ALL,
    height,
    run_over,
    scrolling_charts,
    scrolls_sideways,
    sheets,
    smallest_letters,
)
from tests.forms import ALL

DESKTOP, PHONE, SMALL_PHONE, PAPER = 1100, 390, 320, 695  # pixels; the last is what lies between a sheet's margins
AUDITS = tuple(f"{code.lower()}.html" for code in ALL)
HIGHEST = {"index.html": 3_500, **dict.fromkeys(AUDITS, 4_000), "cpc.html": 4_040}  # it has 18 standards
SHEETS = {"index.html": 2, **dict.fromkeys(AUDITS, 4), "programme.html": 2, "year.html": 3, "recommendations.html": 3}
SHEETS_OF_ALL = 12  # of an audit, with all that is folded away
LEAST_LETTERS = 12  # pixels
CHARTS = 1 / 3  # of a page's bytes, at most
# Not due in this quarter, without a return, or with too little behind it to draw.
WITHOUT_CHARTS = {f"{code}.html" for code in ("npg", "ctx", "fam", "hrs", "fwa")}
EVERY, PRINTED = tuple(HIGHEST), tuple(SHEETS)
# Tables, pictures and words behind a fold that paper would be without; what only gathers others may be.
LEFT_FOLDED = """[...document.querySelectorAll('main details:not(.fold--gathered) :is(table, img, dl, p)')]
  .filter(each => !each.closest('.fold--gathered, .said-once'))
  .filter(each => !each.checkVisibility({contentVisibilityAuto: true})).length"""
_DRAWN = re.compile(r"<svg.*?</svg>", re.DOTALL)
_PICTURE = re.compile(r'src="data:image/svg\+xml,[^"]*"')


@pytest.fixture
def opened(browser: Browser, demo: Demo, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the demonstration at a width, both as the test names them."""
    name, width = request.param
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((demo.workspace.reports / NEWEST.folder / "subgroup" / name).as_uri())
    yield page
    page.close()


def at(width: int, pages: tuple[str, ...] = EVERY) -> pytest.MarkDecorator:
    """Each of these pages at this width."""
    return pytest.mark.parametrize("opened", [(name, width) for name in pages], indirect=True, ids=pages)


def name_of(page: Page) -> str:
    return Path(page.url).name


@at(DESKTOP)
def test_a_page_is_no_higher_than_a_member_reads(opened: Page) -> None:
    assert height(opened) <= HIGHEST[name_of(opened)]


@at(DESKTOP, pages=PRINTED)
def test_a_page_prints_on_few_sheets(opened: Page) -> None:
    assert sheets(opened) <= SHEETS[name_of(opened)]


@at(DESKTOP, pages=AUDITS)
def test_all_that_is_folded_away_opens_and_prints_by_one_box(opened: Page) -> None:
    before, folded = sheets(opened), opened.locator(".tile table").first
    assert not folded.is_visible()
    opened.locator("#open-all").check()

    assert folded.is_visible()
    assert before < sheets(opened) <= SHEETS_OF_ALL
    opened.emulate_media(media="print")
    assert opened.evaluate(LEFT_FOLDED) == 0


@at(DESKTOP, pages=AUDITS)
def test_on_paper_with_all_of_it_nothing_runs_over_its_neighbour(opened: Page) -> None:
    opened.locator("#open-all").check()
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": PAPER, "height": 1000})

    assert run_over(opened) == []


@at(PHONE)
def test_on_a_phone_no_letter_is_too_small_and_the_page_does_not_scroll_sideways(opened: Page) -> None:
    for _ in range(2):
        assert smallest_letters(opened) >= LEAST_LETTERS
        assert not scrolls_sideways(opened)
        opened.evaluate(OPEN_ALL)


@pytest.mark.parametrize("width", [PHONE, SMALL_PHONE])
@at(PHONE, pages=AUDITS)
def test_on_a_phone_no_chart_of_a_standard_has_to_be_scrolled_and_its_letters_are_large_enough(
    opened: Page, width: int
) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    opened.evaluate(OPEN_ALL)

    assert bool(opened.locator(".tile .picture-scroll").count()) is (name_of(opened) not in WITHOUT_CHARTS)
    assert scrolling_charts(opened) == []
    assert smallest_letters(opened) >= LEAST_LETTERS


@at(PHONE, pages=("index.html",))
def test_on_a_phone_a_line_of_the_table_is_a_card(opened: Page) -> None:
    line = opened.locator(".standards tbody tr:nth-child(2)").first
    above, below = line.locator("th").bounding_box(), line.locator(".rating").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


@pytest.mark.parametrize("name", EVERY)
def test_pictures_are_under_a_third_of_a_page(demo: Demo, name: str) -> None:
    page = demo.page(name)
    pictures = _PICTURE.findall(page)
    drawn = _DRAWN.findall(_PICTURE.sub("", page))

    assert drawn
    assert sum(map(len, [*pictures, *drawn])) < CHARTS * len(page.encode())
