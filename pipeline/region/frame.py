"""
The figures of a regional edition as one long table of numbers: a row for each area's standard, and one for each total.

It is made from the very values that the pages are made from, so that the two cannot disagree. Rows stand in the order
of the audits, their standards and the names of the areas; what an area does not print is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline.disclose.facts import Band
from pipeline.region.folder import EDITION
from pipeline.region.model import AreaLine, RegionArea, RegionResult, RegionStandard, Spread, Total
from pipeline.results.figure_values import Verdict
from pipeline.results.frame import COLUMNS as OF_A_REPORT
from pipeline.results.frame import COUNT, SHARE, TEXT, YES_NO, Columns
from pipeline.results.usefulness import Said

AREA, ALL_AREAS = "area", "all areas"  # what a row's ``level`` may be


def _as_there(*names: str) -> Columns:
    """Columns that mean what they mean in the figures of a report."""
    return {name: OF_A_REPORT[name] for name in names}


# `docs/figures.md` prints the same words.
COLUMNS: Columns = {
    **_as_there("quarter"),
    "edition": (TEXT, "regional: of each area what its own board edition says, and all areas together."),
    **_as_there("synthetic"),
    "level": (TEXT, "area; all areas (those that are added up)."),
    "area": (TEXT, "The area's name as file names hold it, such as north-vale; empty in a row of all areas."),
    "area_name": (TEXT, "Its name."),
    "partnership": (TEXT, "The partnership that the area's figures are from."),
    "approved_by": (TEXT, "Who signed the area's own board report off, by role; empty for a draft."),
    **_as_there("audit", "audit_title"),
    "standard": (TEXT, "The code of the standard."),
    **_as_there("title", "headline"),
    "met": (COUNT, "How many records met the standard."),
    "not_met": (COUNT, "How many did not."),
    "n": (COUNT, "Out of how many: met and not met together."),
    "rate": (SHARE, "met divided by n, 0 to 1."),
    "lower": (SHARE, "Of all areas: lower end of the 95% interval of the rate."),
    "upper": (SHARE, "Upper end of it."),
    "target": (SHARE, "The target in force in the area; empty where there is none, and in a row of all areas."),
    **_as_there("low_is_good"),
    "verdict": (TEXT, "The verdict beside the area's target, in the words of its page; empty where it prints none."),
    "hidden": (YES_NO, "Whether the counts are hidden, to protect small ones. They are empty then, and never 0."),
    "says": (TEXT, "figure; of a hidden one band (between what its share lies), verdict alone, or nothing."),
    **_as_there("band_low", "band_high"),
    "added": (YES_NO, "Whether the area is in the total of all areas."),
    "why_not": (TEXT, "Why it is not, in words."),
    "version": (COUNT, "By which of the ways of counting the area counts; 1 is that of most areas."),
    "versions": (COUNT, "Of all areas: how many ways of counting there are among them."),
    "apart": (
        TEXT,
        "above or below, where the area differs from the others by more than chance and than areas usually differ.",
    ),
    "firmly": (
        YES_NO,
        "Whether that holds though so many areas and standards were compared; empty where it does not differ.",
    ),
    "areas": (COUNT, "Of all areas: how many are added up."),
    "at_target": (COUNT, "Of all areas: the verdicts of how many say that they are at their target or better."),
    "below": (COUNT, "… that they are below it."),
    "unsure": (COUNT, "… that it is not clear yet."),
    "unsaid": (COUNT, "How many areas that ask it print no verdict."),
    "printed_areas": (
        COUNT,
        "Of all areas: how many of those that are added print their counts; empty where all do, or fewer than two.",
    ),
    "printed_met": (COUNT, "How many records met the standard in these together."),
    "printed_n": (COUNT, "Out of how many."),
    "spread_areas": (COUNT, "Of all areas: how many print their counts, which the next four columns are of."),
    "lowest": (SHARE, "The lowest rate among them, 0 to 1."),
    "median": (SHARE, "The one in the middle."),
    "highest": (SHARE, "The highest."),
    "times": (SHARE, "How many times as much they vary as chance alone would make them; empty where too few to tell."),
}
_Row = dict[str, Any]


def frame(result: RegionResult) -> pd.DataFrame:
    """
    Every figure of a regional edition in one table.

    Shape:  one row per audit, standard and area that asks it, and one per standard for all areas; the columns are
            `COLUMNS`, in their order.
    Units:  counts are records (whole numbers), shares are proportions (0 to 1); whatever is hidden or does not apply is
            missing.
    """
    common = {"quarter": result.quarter, "edition": EDITION, "synthetic": result.synthetic}
    areas = {each.key: each for each in result.areas}
    rows = [
        common | {"audit": audit.code, "audit_title": audit.title} | row
        for audit in result.audits
        for standard in audit.standards
        for row in _standard(standard, areas)
    ]
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, (kind, _) in COLUMNS.items()}
    )


def _standard(standard: RegionStandard, areas: Mapping[str, RegionArea]) -> Iterator[_Row]:
    known = {
        "standard": standard.id,
        "title": standard.title,
        "headline": standard.headline,
        "low_is_good": standard.low_is_good,
    }
    yield known | _all_areas(standard)
    for line in standard.areas:
        whose = areas[line.key]
        yield known | {"partnership": whose.name, "approved_by": whose.approved_by or None} | _area(line, standard)


def _all_areas(standard: RegionStandard) -> _Row:
    total = standard.total
    lower, upper = total.interval or (None, None)
    return {
        "level": ALL_AREAS,
        **_said(total, verdict=""),
        "lower": lower,
        "upper": upper,
        "areas": total.areas,
        "versions": standard.versions,
        "at_target": standard.at_target,
        "below": standard.below,
        "unsure": standard.unsure,
        "unsaid": standard.unsaid,
        **(_printed(standard.printed) if standard.printed else {}),
        **(_spread(standard.spread) if standard.spread else {}),
    }


def _printed(printed: Total) -> _Row:
    return {"printed_areas": printed.areas, "printed_met": printed.met, "printed_n": printed.of}


def _spread(spread: Spread) -> _Row:
    return {
        "spread_areas": spread.areas,
        "lowest": spread.lowest,
        "median": spread.median,
        "highest": spread.highest,
        "times": spread.times,
    }


def _area(line: AreaLine, standard: RegionStandard) -> _Row:
    return {
        "level": AREA,
        "area": line.key,
        "area_name": line.area,
        **_said(line, line.verdict),
        "target": line.target if standard.rated else None,
        "verdict": Verdict(line.verdict).words(standard.low_is_good) if line.verdict else None,
        "added": line.added,
        "why_not": line.why_not or None,
        "version": line.version,
        "apart": line.apart or None,
        "firmly": line.firmly if line.apart else None,
    }


def _said(line: AreaLine | Total, verdict: str) -> _Row:
    """What is printed of the counts of an area, or of all of them."""
    if line.met is None or line.of is None:
        ends = {"band_low": line.band.low / 100, "band_high": line.band.high / 100} if line.band else {}
        return {"hidden": True, "says": str(_says(line.band, verdict)), **ends}
    counts = {
        "met": line.met,
        "not_met": line.of - line.met,
        "n": line.of,
        "rate": line.met / line.of if line.of else None,
    }
    return {"hidden": False, "says": str(Said.FIGURE), **counts}


def _says(band: Band | None, verdict: str) -> Said:
    """What is said where the counts are hidden."""
    if band is not None:
        return Said.BAND
    return Said.VERDICT if verdict else Said.NOTHING
