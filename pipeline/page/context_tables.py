"""What is shown beside the standards, as tables: ratios, what was added up, how many gave which answer."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import NO_FIGURE
from pipeline.page.parts import Numeric, Table
from pipeline.page.sentences import percent
from pipeline.results.context_values import ContextPoint, ContextResult

_QUARTERS_BEFORE = 3  # of a ratio that its table shows; the file of figures has all


def distribution(measure: ContextResult) -> Table:
    """How many records gave each answer; answers that nobody gave are left out."""
    whole, caption = measure.denominator, f"{measure.id}: {measure.title}"
    if any(share.band for share in measure.shares):
        bands = [[share.label, share.band.words] for share in measure.shares if share.band]
        return Table(caption, ["Answer", Numeric("Share")], bands, note=measure.note)
    rows = [[share.label, share.count, _part_of(share.count, whole)] for share in measure.shares if share.count != 0]
    return Table(caption, ["Answer", Numeric("Records"), Numeric("Share")], rows, note=measure.note)


def _part_of(count: int | None, whole: int | None) -> str | None:
    """A share of a distribution; None where its count is hidden."""
    if count is None:
        return None
    return percent(count / whole) if whole else NO_FIGURE


def ratios(measures: Sequence[ContextResult]) -> Table:
    """
    Ratios and repeat shares, with those of the last quarters before, the newest first; where counts are not told, the
    bands of the quarter alone.
    """
    if all(each.numerator is None for each in measures):
        rows = [[f"{m.id} {m.title}", m.band.words if m.band else None, m.note] for m in measures]
        return Table("Context: not rated", ["Measure", Numeric("Share"), "Note"], rows)
    return Table(
        "Context: not rated",
        ["Measure", Numeric("Of how many"), Numeric("Share"), Numeric("95% interval"), "Quarters before", "Note"],
        [[f"{m.id} {m.title}", _of(m), _share_of(m), _between(m), _earlier(m.history), m.note] for m in measures],
        note="No change of these is tested: only the sums of all returns are kept, so that a missing return would pass "
        "for one. Where two intervals do not meet, ask the agencies.",
    )


def amounts(measures: Sequence[ContextResult]) -> Table:
    """What was added up over the records: nights, say, or people reached."""
    lines = [(each, each.total) for each in measures if each.total is not None]
    return Table(
        "Added up: not rated",
        ["Measure", Numeric("Together"), Numeric("Records"), Numeric("In the middle"), "Note"],
        [
            [
                f"{each.id} {each.title} ({total.unit})",
                total.total,
                total.records,
                None if total.total is None else _middle(total.middle),
                each.note,
            ]
            for each, total in lines
        ],
        note="In the middle: as many have more as have less. Where nothing stands, too few were answered.",
    )


def _middle(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}".removesuffix(".0")


def _of(measure: ContextResult) -> str | None:
    return None if measure.numerator is None else f"{measure.numerator:,} of {measure.denominator or 0:,}"


def _share_of(measure: ContextResult) -> str | None:
    return None if measure.numerator is None else percent(measure.proportion)


def _between(measure: ContextResult | ContextPoint) -> str | None:
    if measure.numerator is None:
        return None
    return percent(None) if measure.lower is None else f"{percent(measure.lower)} to {percent(measure.upper)}"


def _earlier(history: Sequence[ContextPoint]) -> str:
    before = [(each, _share_then(each)) for each in reversed(history[-_QUARTERS_BEFORE:])]
    return "; ".join(f"{each.quarter}: {share}" for each, share in before if share)


def _share_then(point: ContextPoint) -> str:
    """A share of an earlier quarter with its interval; that it is hidden; empty where there was none."""
    if point.numerator is None:
        return "hidden"
    return "" if point.proportion is None else f"{percent(point.proportion)} ({_between(point)})"
