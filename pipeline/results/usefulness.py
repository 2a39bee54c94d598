"""
How much a released edition still says, measured beside how well it protects small counts.

A report that hides everything is safe and of no use. So it is counted of how many lines a reader learns something, and
whether of each headline standard, the one that its audit asks first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.results.figure_values import Figure
from pipeline.results.model import QuarterResult, StandardResult


class Said(StrEnum):
    """What a line says: its figure; of one that is hidden a band of its share, its verdict alone, or nothing."""

    FIGURE = "figure"
    BAND = "band"
    VERDICT = "verdict"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Usefulness:
    """
    How many lines of an edition say what.

    A line is a standard of all returns or of an agency, in the quarter or an earlier one, or of several quarters
    together. ``headlines``: how many headline standards had a record in the quarter; ``headlines_say``: of how many
    something is said, of the quarter by itself or of several together.
    """

    figures: int
    bands: int
    verdicts: int
    nothing: int
    headlines: int
    headlines_say: int

    @property
    def lines(self) -> int:
        """How many lines had any record."""
        return self.say + self.nothing

    @property
    def say(self) -> int:
        """How many of them say something."""
        return self.figures + self.bands + self.verdicts


def usefulness(result: QuarterResult) -> Usefulness:
    """How much the edition of ``result`` says of its standards."""
    standards = [each for audit in result.audits for each in audit.standards]
    said = Counter(said_of(line) for each in standards for line in _lines(each, result.quarter) if _had_records(line))
    headlines = [each for each in standards if each.headline and _had_records(each.total)]
    return Usefulness(
        figures=said[Said.FIGURE],
        bands=said[Said.BAND],
        verdicts=said[Said.VERDICT],
        nothing=said[Said.NOTHING],
        headlines=len(headlines),
        headlines_say=sum(any(line.says for line in _now(each)) for each in headlines),
    )


def said_of(figure: Figure) -> Said:
    """What one line says."""
    if not figure.counts.hidden:
        return Said.FIGURE
    if figure.band is not None:
        return Said.BAND
    return Said.VERDICT if figure.says else Said.NOTHING


def _lines(standard: StandardResult, now: str) -> Iterator[Figure]:
    """Every line of a standard, once: its newest quarter is its total."""
    yield from _now(standard)
    yield from standard.agencies
    yield from (each.figure for each in standard.history if each.quarter != now)


def _now(standard: StandardResult) -> Iterable[Figure]:
    """What is said of all returns in the quarter, by itself and with those before it."""
    year = standard.year
    together = [year.figure] if year.figure is not None and len(year.quarters) > 1 else []
    return [standard.total, *together]


def _had_records(figure: Figure) -> bool:
    """Whether a record counted; of a hidden one that is taken to be so, since none would not be hidden."""
    return figure.counts.hidden or figure.counts.applicable != 0
