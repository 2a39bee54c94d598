"""
The figures of a report as files to take away: one long table for Excel, for Power BI and for anything else.

The same results give the same bytes, so that `verify` can make them again.
"""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter
from pipeline.report.long_table import WRITERS, Cover
from pipeline.report.manifest import Report
from pipeline.results.frame import COLUMNS, frame
from pipeline.results.model import QuarterResult
from pipeline.store.reports import FIGURES
from pipeline.store.workspace import write_atomically

SHEET = "figures"


def write_figures(report: Report) -> dict[str, str]:
    """Write the files of the report's figures beside its pages; gives the day that each carries, by its name."""
    table, result = frame(report.result), report.result
    rows = f"The sheet {SHEET} has a row for each standard, quarter, agency or group. A hidden count is an empty cell."
    cover = Cover(f"Figures, {result.quarter}", [*standing(result, report.approved_by), rows], SHEET)
    for name in FIGURES:
        path = report.folder / name
        write_atomically(path, WRITERS[path.suffix](table, COLUMNS, cover))
    return dict.fromkeys(FIGURES, report.printed.stamp)


def standing(result: QuarterResult, approved_by: str) -> list[str]:
    """What a workbook of a report says of itself: whose it is, for whom, whether it is signed, what it hides."""
    return [
        f"{result.edition_title}, {Quarter.parse(result.quarter)}",
        result.marking,
        *(["SYNTHETIC: every figure was made up."] if result.synthetic else []),
        f"FINAL, approved by: {approved_by}." if approved_by else "DRAFT: not yet signed off.",
        f"For: {result.readers}.",
        result.edition_rule,
    ]
