"""One browser, and the pages of the demonstration with words under half of what asks for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.acceptance.product import NEWEST, OF_ALL, Demo, demonstrated, pipeline

WORDS = "\n\nFamilies **waited**.\n\n* One\n* Two"


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """The browser, for all pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration, to be looked at."""
    base = tmp_path_factory.getbasetemp()
    return demonstrated(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def report(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the demonstration, with words under half of what asks for them."""
    own = demo.copied(tmp_path_factory.mktemp("accessible") / "demo")
    assert pipeline("commentary", NEWEST.folder, "--root", own.root).returncode in (0, 3)
    for file in own.workspace.commentary.rglob("*.md"):
        sections = file.read_text(encoding="utf-8").split("\n## ")
        worded = [each + WORDS * (number % 2) for number, each in enumerate(sections)]
        file.write_text("\n## ".join(worded), encoding="utf-8")
    assert pipeline("run", NEWEST.folder, "--root", own.root, seconds=OF_ALL).returncode in (0, 3)
    return own.workspace.reports / NEWEST.folder / "subgroup"
