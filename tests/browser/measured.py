"""What a browser measures on a page: its height, the sheets that it prints on, its smallest letters, what axe finds."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
# Of every text in sight; of a picture, its smallest letters as large as they are drawn here.
_SMALLEST = """() => {
  const sizes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() && around.checkVisibility({contentVisibilityAuto: true}))
      sizes.push(parseFloat(getComputedStyle(around).fontSize));
  }
  for (const image of document.querySelectorAll('img')) {
    if (!image.checkVisibility({contentVisibilityAuto: true}) || !image.clientWidth) continue;
    const drawn = [...decodeURIComponent(image.src).matchAll(/font-size[:=]"?([\\d.]+)px/g)].map(each => +each[1]);
    if (drawn.length) sizes.push(Math.min(...drawn) * image.clientWidth / image.naturalWidth);
  }
  return Math.min(...sizes);
}"""


def height(page: Page) -> int:
    """How high the whole page is. Units: pixels."""
    high: int = page.evaluate("document.documentElement.scrollHeight")
    return high


def scrolls_sideways(page: Page) -> bool:
    """Whether the page itself is wider than the window."""
    wider: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wider


def sheets(page: Page) -> int:
    """How many sheets of A4 it prints on, with what a reader has opened."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def scrolling_charts(page: Page) -> list[str]:
    """The charts of a standard, by their words, that are wider than their box."""
    wider: list[str] = page.evaluate(
        "[...document.querySelectorAll('.tile .picture-scroll')].filter(e => e.scrollWidth > e.clientWidth)"
        ".map(e => e.querySelector('img').alt.slice(0, 60))"
    )
    return wider


def run_over(page: Page) -> list[str]:
    """The tables of a standard, by their captions, that are wider than the room they have."""
    wider: list[str] = page.evaluate(
        "[...document.querySelectorAll('.tile .table-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
        ".map(e => e.getAttribute('aria-label'))"
    )
    return wider


def smallest_letters(page: Page) -> float:
    """How large the smallest letters in sight are, those of pictures included. Units: pixels."""
    smallest: float = page.evaluate(_SMALLEST)
    return smallest


def violations(page: Page) -> list[str]:
    """What axe finds, each with the first element that it is about."""
    page.evaluate(AXE)
    options = json.dumps({"runOnly": WCAG, "resultTypes": ["violations"]})
    report: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    assert report["testEngine"]["name"] == "axe-core"
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in report["violations"]]
