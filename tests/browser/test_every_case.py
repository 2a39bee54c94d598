"""A page of a quarter with little to show, or too much: it fits, nothing is left blank, and a picture of it is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nbformat import v4
from playwright.sync_api import Browser

from pipeline.page import every_standard, folds, front, tile
from pipeline.report import html
from pipeline.results.model import AuditResult
from tests.browser.cases import cases
from tests.browser.measured import scrolls_sideways, smallest_letters, violations
from tests.unit.results.built import NOW, quarter

CASES = cases()
UNWRITTEN = re.compile(r"\b(nan|NaN|Markup)\b|\bNone\b(?! yet| of| reach)|\(\)|\s,|: \.|\{|\}")
TOLD = {
    "no return": "no return has come in",
    "everything hidden": "hidden, to protect small counts",
    "everything pending": "12 pending",
    "no history": "could not be tested",
}


def page_of(of: AuditResult, kind: str) -> str:
    if kind == "front":
        whole = quarter(of, readers="Named members")
        parts = [front.overview(whole), every_standard.every_standard(whole), folds.returns(whole)]
    else:
        parts = [front.summary(of), tile.standards(of), folds.behind(of)]
    shown = [v4.new_output("display_data", data=each._repr_mimebundle_()) for each in parts]
    cells = [v4.new_code_cell("", outputs=[each]) for each in shown]
    cells.insert(1, v4.new_markdown_cell("## How the standards stand"))
    around = html.Page(title="Is it being done?", quarter=str(NOW), marking="OFFICIAL", synthetic=True)
    return html.page(v4.new_notebook(cells=cells), around)


@pytest.mark.parametrize("kind", ["front", "audit"])
@pytest.mark.parametrize("case", CASES)
def test_a_page_reads_as_if_written_for_its_case(
    case: str, kind: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = Path(tmp_path_factory.getbasetemp()) / "pictures" / f"{case.replace(' ', '-')}-{kind}.html"
    place.parent.mkdir(exist_ok=True)
    place.write_text(page_of(CASES[case], kind), encoding="utf-8")
    context = browser.new_context(bypass_csp=True)  # axe is a script
    page = context.new_page()
    page.goto(place.as_uri())
    for width in (390, 1100):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=place.with_name(f"{place.stem}-{width}.png"), full_page=True)
        assert not scrolls_sideways(page)
        assert smallest_letters(page) >= 12
    text, faults = page.inner_text("main"), violations(page)
    context.close()

    assert faults == []
    assert TOLD.get(case, "") in text
    assert not UNWRITTEN.search(text), UNWRITTEN.search(text)
