"""
A quarter's figures as one long table of numbers, as an edition shows them: to filter, to pivot and to take away.

It is made from the very values that the pages are made from, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Any

import pandas as pd

from pipeline.disclose.facts import Band
from pipeline.results.change_values import Change
from pipeline.results.context_values import ContextPoint, ContextResult
from pipeline.results.figure_values import Figure, Point
from pipeline.results.ids import figure_id
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.usefulness import said_of

STANDARD, RATIO, DISTRIBUTION, AMOUNT = "standard", "ratio", "distribution", "amount"  # what a row's ``kind`` may be
ALL, AGENCY, GROUP, YEAR = "all returns", "agency", "group", "four quarters"  # what its ``level`` may be
BEFORE, OTHER = "agency before", "other reading"
TEXT, COUNT, SHARE, YES_NO = "string", "Int64", "Float64", "boolean"  # the kind of a column, as pandas calls it
Columns = Mapping[str, tuple[str, str]]  # each with the kind of its values, and what it says
_COUNTS = {
    "met": (
        "How many records met the standard; of a ratio its numerator; of a distribution how many gave the answer; of "
        "an amount what its records add up to."
    ),
    "not_met": (
        "How many did not. Those that were not recorded are among them. Empty where counts are rounded: met and "
        "not_met would not add up to n."
    ),
    "not_recorded": "How many of those not met were not recorded.",
    "n": "Out of how many: met and not met together; of a ratio its denominator; of an amount how many records.",
    "not_applicable": "How many records the standard does not apply to.",
    "not_known": "How many where nobody could know.",
    "pending": "How many whose time was not over yet.",
    "missing": "How many without a usable answer.",
}
_CHANGES = {"since_last": "the quarter before", "over_year": "the four quarters before, from the last four"}
# `docs/figures.md` prints the same words.
COLUMNS: Columns = {
    "quarter": (TEXT, "The financial quarter that the row is of, such as 2019-20 Q2 (July to September 2019)."),
    "edition": (TEXT, "The edition whose rule hides small counts: subgroup, board or public."),
    "marking": (TEXT, "The protective marking of that edition."),
    "synthetic": (YES_NO, "Whether every figure was made up, for a demonstration."),
    "kind": (TEXT, "standard, or what is shown for context only: ratio, distribution, amount."),
    "level": (
        TEXT,
        (
            "all returns; agency; group; four quarters (the last, added up); agency before (one that has ended); "
            "other reading."
        ),
    ),
    "id": (
        TEXT,
        "The name under which the figure is known for good, which `explain` takes: NEG3/all/2019-20-Q2.",
    ),
    "audit": (TEXT, "The code of the audit."),
    "audit_title": (TEXT, "Its title."),
    "standard": (TEXT, "The code of the standard, or of the context measure."),
    "title": (TEXT, "Its title."),
    "headline": (YES_NO, "Whether the standard is one of its audit's headlines."),
    "agency": (TEXT, "The code of the agency; empty where the row is of no single one."),
    "agency_name": (TEXT, "Its name."),
    "group_by": (TEXT, "What groups are made by: the question, or the name of the other version."),
    "group": (TEXT, "The group, or the answer of a distribution."),
    **{name: (COUNT, words) for name, words in _COUNTS.items()},
    "rate": (SHARE, "met divided by n, 0 to 1; empty where n is too small for a percentage in the edition."),
    "value": (
        SHARE,
        "The share that the verdict judges, 0 to 1: the rate, or a weighted one where a sample was uneven.",
    ),
    "lower": (SHARE, "Lower end of the 95% interval of value."),
    "upper": (SHARE, "Upper end of it."),
    "target": (
        SHARE,
        "The target in force in the row's quarter; empty where there is none, or it changed within four quarters.",
    ),
    "low_is_good": (YES_NO, "Whether a lower share is the better one."),
    "verdict": (
        TEXT,
        "The verdict beside the target, in the words of the page (a target that lower is better than is a limit).",
    ),
    "past_amber": (YES_NO, "Whether it is below the target and past the definition's amber line too."),
    "provisional": (YES_NO, "Few cases: whether the verdict rests on fewer than 20 records."),
    "weighted": (YES_NO, "Whether value weights the parts of a sample."),
    "clustered": (YES_NO, "Whether interval and verdict allow for several records of a child or a family."),
    "comparable": (YES_NO, "Whether the quarter is counted in the same way as the quarter reported on."),
    "exact": (YES_NO, "Whether the counts are as counted, and not rounded."),
    "hidden": (
        YES_NO,
        "Whether the result is hidden, to protect small counts. Its counts are empty then, and never 0.",
    ),
    "says": (
        TEXT,
        (
            "What a standard's row says: figure; of one that is hidden band (between what its share lies), verdict "
            "alone, or nothing."
        ),
    ),
    "band_low": (SHARE, "The lowest share that a hidden figure may have, 0 to 1."),
    "band_high": (SHARE, "The highest."),
    "as_published": (
        YES_NO,
        "Whether it is the figure that was published: what came later changes it by too few records to be shown.",
    ),
    **{
        f"{name}_{part}": (TEXT if part in ("moved", "why") else SHARE, f"{words} ({than}).")
        for name, than in _CHANGES.items()
        for part, words in (
            ("moved", "What may be said of the change"),
            ("why", "Why it was not compared, where it was not"),
            ("difference", "The difference between the two shares"),
            ("lower", "Lower end of its 95% interval"),
            ("upper", "Upper end of it"),
        )
    },
    "variation": (TEXT, "Whether the newest quarter is within ordinary variation, where the series is long enough."),
    "assurance": (TEXT, "Whether the target can be expected to be reached, where the series is long enough."),
}
_Row = dict[str, Any]


def frame(result: QuarterResult) -> pd.DataFrame:
    """
    Every figure of ``result`` in one table, as its edition shows it.

    Shape:  one row per audit, standard or context measure, quarter, and agency or group; the columns are `COLUMNS`, in
            their order. Groups are of the quarter reported on; agencies of earlier ones are for named readers.
    Units:  counts are records (whole numbers), shares are proportions (0 to 1); whatever is hidden or does not apply is
            missing.
    """
    common = {
        "quarter": result.quarter,
        "edition": result.edition,
        "marking": result.marking,
        "synthetic": result.synthetic,
    }
    rows = [common | row for audit in result.audits for row in _audit(audit, result.quarter)]
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, (kind, _) in COLUMNS.items()}
    )


def _audit(audit: AuditResult, now: str) -> Iterator[_Row]:
    whose = {"audit": audit.code, "audit_title": audit.title}
    for standard in audit.standards:
        yield from (whose | row for row in _standard(standard, now))
    told: set[str] = set()
    for measure in audit.context:
        again = {"id": None} if measure.id in told else {}  # by its codes as they were, while they are becoming others
        told.add(measure.id)
        yield from (whose | row | again for row in _context(measure, now))


def _standard(standard: StandardResult, now: str) -> Iterator[_Row]:
    shown = partial(_figure, low_is_good=standard.low_is_good)
    known = {
        "kind": STANDARD,
        "standard": standard.id,
        "title": standard.title,
        "headline": standard.headline,
        "low_is_good": standard.low_is_good,
        "target": standard.target if standard.rated else None,
        "comparable": True,
    }
    yield known | {"level": ALL} | shown(standard.total) | _over_time(standard)
    for each in standard.agencies:
        yield known | {"level": AGENCY, "agency": each.code, "agency_name": each.label} | shown(each)
    for each in standard.groups:
        yield known | {"level": GROUP, "group_by": standard.groups_by, "group": each.label} | shown(each)
    if standard.year.figure is not None:
        year = standard.year.figure
        of_one = {"id": None} if len(standard.year.quarters) < 2 else {}  # it is that quarter's figure
        yield known | {"level": YEAR, "target": year.target} | shown(year) | of_one
    if other := standard.other_reading:
        yield known | {"level": OTHER, "group_by": other.by} | shown(other.figure)
    for point in standard.history:
        if point.quarter != now:  # of the quarter reported on the page shows the total beside its agencies
            yield known | {"level": ALL} | _then(point) | shown(point.figure)
    names = {each.code: each.label for each in standard.agencies}
    for own in standard.own_history:
        whose = {"level": AGENCY, "agency": own.code, "agency_name": names.get(own.code)}
        for point in own.points:
            yield known | whose | _then(point) | shown(point.figure)
    targets = {point.quarter: (point.target, point.comparable) for point in standard.history}
    for earlier in standard.earlier:
        target, comparable = targets.get(earlier.quarter, (None, False))
        then = {"quarter": earlier.quarter, "target": target, "comparable": comparable}
        whose = {"level": BEFORE, "agency": earlier.code, "agency_name": earlier.figure.label}
        yield known | whose | then | shown(earlier.figure)


def _then(point: Point) -> _Row:
    """What is so of an earlier quarter's row."""
    return {"quarter": point.quarter, "target": point.target, "comparable": point.comparable}


def _figure(figure: Figure, *, low_is_good: bool) -> _Row:
    counts, band = figure.counts, figure.band if figure.counts.hidden else None
    return {
        "id": figure.id or None,
        **{name: getattr(counts, name) for name in _COUNTS if name != "n"},
        "not_met": counts.not_met if counts.exact else None,
        "n": None if counts.hidden else counts.applicable,
        "rate": counts.proportion,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "verdict": figure.verdict.words(low_is_good),
        "past_amber": figure.past_amber,
        "provisional": figure.provisional,
        "weighted": figure.weighted,
        "clustered": figure.clustered,
        "exact": counts.exact,
        "hidden": counts.hidden,
        "says": str(said_of(figure)),
        **_ends(band),
        "as_published": figure.as_published,
    }


def _ends(band: Band | None) -> _Row:
    return {"band_low": band.low / 100, "band_high": band.high / 100} if band else {}


def _over_time(standard: StandardResult) -> _Row:
    series = standard.series
    changes = {"since_last": standard.since_last, "over_year": standard.over_year}
    icons = {
        "variation": _words(series.icon) if series and series.icon else None,
        "assurance": _words(series.assurance) if series and series.icon and series.assurance else None,
    }
    return icons | {f"{name}_{part}": value for name, each in changes.items() for part, value in _change(each).items()}


def _words(icon: StrEnum) -> str:
    return icon.replace("_", " ")


def _change(change: Change) -> _Row:
    return {
        "moved": str(change.moved),
        "why": change.why or None,
        "difference": change.difference,
        "lower": change.lower,
        "upper": change.upper,
    }


def _context(measure: ContextResult, now: str) -> Iterator[_Row]:
    known: _Row = {"standard": measure.id, "title": measure.title, "level": ALL, "comparable": True}
    known["id"] = figure_id(measure.id, now)
    if (amount := measure.total) is not None:
        added = {"met": amount.total, "n": amount.records, "group_by": amount.unit}
        yield known | {"kind": AMOUNT, "hidden": amount.total is None} | added
    elif not measure.shares:
        yield known | _ratio(measure) | _ends(measure.band)
        for each in measure.history:
            yield known | {"quarter": each.quarter, "id": figure_id(measure.id, each.quarter)} | _ratio(each)
    for share in measure.shares:
        shown, whole = share.count is not None, measure.denominator
        rate = share.count / whole if share.count is not None and whole else None
        counts = {"met": share.count, "n": whole, "rate": rate}
        yield (
            known
            | {"kind": DISTRIBUTION, "group_by": measure.title, "group": share.label, "hidden": not shown}
            | {"id": figure_id(measure.id, now, part=share.code)}
            | counts
            | _ends(share.band)
        )


def _ratio(measure: ContextResult | ContextPoint) -> _Row:
    return {
        "kind": RATIO,
        "hidden": measure.numerator is None,
        "met": measure.numerator,
        "n": measure.denominator,
        "rate": measure.proportion,
        "lower": measure.lower,
        "upper": measure.upper,
    }
