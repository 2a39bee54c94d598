"""
Checks of the Volumes sheet.

Its cells are checked as those of Records are, but there each finding is a query: nothing is counted from them.
"""

from __future__ import annotations

from pipeline.template.layout import VOLUMES_SHEET
from pipeline.validate.catalogue.check import QUERY, locked_check

VOLUMES_MISSING = locked_check(
    "volumes_missing",
    QUERY,
    saw=f"no sheet called '{VOLUMES_SHEET}'",
    expected="the quarter's activity",
    fix="Put it back, so that the sample can be judged.",
)
VOLUMES_UNREADABLE = locked_check(
    "volumes_unreadable",
    QUERY,
    saw="other headings than the template's",
    expected="the template's headings",
    fix="Copy the numbers into a fresh template.",
)
VOLUMES_LINE = locked_check(
    "volumes_line",
    QUERY,
    saw="a line that is not the template's, or there twice",
    expected="one line for each of {months}",
    fix="It was not counted.",
)
VOLUMES_LINE_MISSING = locked_check(
    "volumes_line_missing",
    QUERY,
    saw="no line for {lines}",
    expected="the template's lines",
    fix="Put them back; leave empty what you do not count.",
)
