"""The figures of a release as a table: each by its id, with what is printed of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pipeline.disclose.facts import Fact

_MARK_FOR_EXCEL = "utf-8-sig"  # without it Excel reads names with accents wrongly
_COLUMNS = (
    "id",
    "audit",
    "standard",
    "agency",
    "quarters",
    "printed",
    "met",
    "n",
    "not_recorded",
    "rounded_to",
    "lowest_percent",
    "highest_percent",
    "verdict",
    "target",
    "low_is_good",
    "definition",
)


def figures_table(facts: Sequence[Fact]) -> bytes:
    """
    The facts as CSV, in their order: the same facts give the same bytes.

    What is not printed is an empty cell. ``printed``: exact, rounded, band or nothing (of its counts).
    """
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(_COLUMNS)
    written.writerows(_row(each) for each in facts)
    return text.getvalue().encode(_MARK_FOR_EXCEL)


def _row(fact: Fact) -> Sequence[object]:
    line, band = fact.line, fact.band
    return (
        line.id,
        fact.audit,
        line.standard,
        line.agency,
        ", ".join(line.quarters),
        fact.how.value,
        fact.met,
        fact.of,
        fact.silent,
        fact.round_to if fact.round_to > 1 else None,
        band.low if band else None,
        band.high if band else None,
        fact.verdict,
        fact.target,
        fact.low_is_good,
        fact.version,
    )
