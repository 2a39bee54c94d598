"""
What somebody would do without this product: read returns with pandas and openpyxl, run notebooks with papermill.

    python -m benchmarks.by_hand FOLDER

reads every return below a folder, one after another, and keeps nothing of them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from benchmarks.process import Cost, cost, python
from pipeline.audits import codes
from pipeline.partnership.bodies import find
from pipeline.partnership.here import of_workspace, used

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
Page = tuple[Path, tuple[str, ...]]


def pages(root: Path, quarter: str, edition: str = "subgroup") -> list[Page]:
    """The notebook of every page that a run has made, and what it is told besides the quarter."""
    names = sorted(each.stem for each in (root / "reports" / quarter / edition).glob("*.html"))
    with used(of_workspace(root)):
        return [_notebook(each) for each in names]


def _notebook(page: str) -> Page:
    """The notebook that the page of this name is made from, and what it is told."""
    name, told = {"index": "overview"}.get(page, page), ()
    if page.startswith("pack-") and (of_agency := find(page.removeprefix("pack-"))):
        name, told = "pack", ("-p", "agency", of_agency.code)
    elif page.startswith("theme-"):
        name, told = "theme", ("-p", "theme", page.removeprefix("theme-").upper())
    elif (code := page.removesuffix("-briefing").upper()) in codes():
        name, told = "briefing" if page.endswith("-briefing") else "audit", ("-p", "audit", code)
    return NOTEBOOKS / f"{name}.ipynb", told


def executed(root: Path, quarter: str, page: Page, into: Path) -> Cost:
    """What the notebook of a page costs by papermill alone; it is left in the folder ``into``."""
    notebook, told = page
    parameters = ("-p", "quarter", quarter, "-p", "root", str(root), *told)
    return cost(python("papermill", notebook, into / notebook.name, *parameters, "--no-progress-bar"))


def returns(root: Path) -> list[Path]:
    """Every return that lies in a workspace."""
    return sorted((root / "data" / "raw").rglob("*.xlsx"))


def read(root: Path) -> Cost:
    """What it costs to read every sheet of every return of a workspace."""
    return cost(python("benchmarks.by_hand", root))


def _read_all(files: Sequence[Path]) -> None:
    for each in files:
        pd.read_excel(each, sheet_name=None, engine="openpyxl", dtype=object, keep_default_na=False)


if __name__ == "__main__":
    _read_all(returns(Path(sys.argv[1])))
