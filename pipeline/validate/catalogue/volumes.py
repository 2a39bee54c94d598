"""
Checks of the Volumes sheet.

Its cells are checked as those of Records are, but there each finding is a query: nothing is counted from them.
"""

from __future__ import annotations

from pipeline.template.layout import VOLUMES_SHEET
from pipeline.validate.catalogue.check import LOCKED_SHEETS, QUERY, Check

VOLUMES_MISSING = Check(
    "volumes_missing",
    QUERY,
    title="volumes missing",
    saw=f"no sheet called '{VOLUMES_SHEET}'",
    expected="the quarter's activity",
    fix="Put it back, so that the sample can be judged.",
    intake_only=LOCKED_SHEETS,
)
VOLUMES_UNREADABLE = Check(
    "volumes_unreadable",
    QUERY,
    title="volumes unreadable",
    saw="other headings than the template's",
    expected="the template's headings",
    fix="Copy the numbers into a fresh template.",
    intake_only=LOCKED_SHEETS,
)
VOLUMES_LINE = Check(
    "volumes_line",
    QUERY,
    title="volumes line",
    saw="a line that is not the template's, or there twice",
    expected="one line for each of {months}",
    fix="It was not counted.",
    intake_only=LOCKED_SHEETS,
)
VOLUMES_LINE_MISSING = Check(
    "volumes_line_missing",
    QUERY,
    title="volumes line missing",
    saw="no line for {lines}",
    expected="the template's lines",
    fix="Put them back; leave empty what you do not count.",
    intake_only=LOCKED_SHEETS,
)
