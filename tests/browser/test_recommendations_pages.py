"""The page of recommendations and a theme's page in a real browser: accessible, on a phone, and on few sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat import v4
from playwright.sync_api import Browser, Page

from pipeline.measure.counts import Counts
from pipeline.page import recommendations, theme
from pipeline.page.parts import Html
from pipeline.report import html
from pipeline.results.followed.themes import theme_result
from tests.browser.measured import OPEN_ALL, scrolls_sideways, sheets, smallest_letters, violations
from tests.followed import thirty_four
from tests.unit.results.built import NOW, audit, quarter, result

SHEETS = {"overview": 3, "theme": 5}  # of a theme with eight recommendations, as it opens
LEAST_LETTERS = 12  # pixels
WIDTHS = (320, 390, 1280)


def cells(name: str) -> list[Html | str]:
    """The parts of a page, and the headings between them."""
    audited = audit([result(Counts(met=40, not_met=60), id="T1")], short_title="Small audit")
    whole = replace(quarter(audited, recommendations=thirty_four()), report_title="A report")
    if name == "overview":
        shown = [recommendations.overview(whole), "## Theme by theme", recommendations.by_theme(whole)]
        return [*shown, "## What was found", recommendations.findings(whole), recommendations.rule()]
    first = theme_result(whole, "T1")
    return [theme.summary(first), theme.recommendations(first)]


@pytest.fixture(scope="module", params=SHEETS)
def opened(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Page]:
    made = [
        v4.new_markdown_cell(each)
        if isinstance(each, str)
        else v4.new_code_cell("", outputs=[v4.new_output("display_data", data=each._repr_mimebundle_())])
        for each in cells(request.param)
    ]
    around = html.Page(title="Recommendations", quarter=str(NOW), marking="OFFICIAL", synthetic=True)
    path = tmp_path_factory.mktemp("followed") / f"{request.param}.html"
    path.write_text(html.page(v4.new_notebook(cells=made), around), encoding="utf-8")
    context = browser.new_context(bypass_csp=True)  # axe is a script
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def test_it_prints_on_few_sheets(opened: Page) -> None:
    assert sheets(opened) <= SHEETS[Path(opened.url).stem]


@pytest.mark.parametrize("width", WIDTHS)
def test_on_any_screen_it_is_read_without_moving_it_sideways_and_no_letter_is_too_small(
    opened: Page, width: int
) -> None:
    opened.set_viewport_size({"width": width, "height": 800})

    assert not scrolls_sideways(opened)
    assert smallest_letters(opened) >= LEAST_LETTERS


def test_it_keeps_wcag_as_it_opens_and_with_all_of_it_open(opened: Page) -> None:
    assert violations(opened) == []
    opened.evaluate(OPEN_ALL)
    assert violations(opened) == []
    assert not scrolls_sideways(opened)
