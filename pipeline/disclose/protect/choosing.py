"""
Which lines of a standard are printed as counts in a quarter, and what is said of the others.

As many lines as can be are printed as counts: every choice is tried where there are few, the best first; where there
are many, the least is given up one after another. Of what is left each line, the total first, gets the narrowest band
that is safe beside all that is printed already, with its verdict where that may be said too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from pipeline.disclose.facts import ALL, Band, How
from pipeline.disclose.protect.ranges import NO_END, Range, exactly, is_small, leaves_open
from pipeline.disclose.protect.said import NOTHING, Judge, Said
from pipeline.disclose.protect.system import QuarterSystem, StandardSystem
from pipeline.measure.counts import Counts

MOST_TRIED = 8  # lines of which every choice is tried
STEP = 5  # per cent: where bands begin and end
STEP_OF_PART = 10  # the same of an agency's
WIDEST = 50  # per cent of a band within; one that ends at none or all may be `WIDEST_AT_END`
WIDEST_AT_END = 60
VERDICT_IS_WORTH = 15  # per cent of width that a verdict makes up for
TOTAL_IS_WORTH = 2.5  # agencies that the total makes up for


def as_counts(system: StandardSystem, place: int, may: Sequence[str]) -> list[str]:
    """
    The lines of the quarter at ``place`` to print as counts: of those that ``may`` be, as many as are safe together.

    They are entered into the system.
    """
    quarter = system.quarters[place]
    wanted = [line for line in may if printable(quarter, line)]
    for chosen in _choices(wanted):
        quarter.said = {line: exactly(quarter.of(line).not_met) for line in chosen}
        if system.safe(place):
            return chosen
    quarter.said = {}
    return []


def printable(quarter: QuarterSystem, line: str) -> bool:
    """Whether none of a line's own counts is small."""
    counts, limit = quarter.of(line), quarter.limit
    if any(is_small(each, limit) for each in (counts.met, counts.not_met)):
        return False
    return not is_small(counts.applicable, limit + 1)


def _choices(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines to print, the best choice first; where there are too many to try all, one after another is given up."""
    if len(lines) > MOST_TRIED:
        for few in range(len(lines), 0, -1):
            yield [*lines[:few]]
        return
    every = [[*some] for size in range(len(lines), 0, -1) for some in combinations(lines, size)]
    yield from sorted(every, key=lambda chosen: -sum(TOTAL_IS_WORTH if line == ALL else 1.0 for line in chosen))


def as_band(
    system: StandardSystem,
    place: int,
    line: str,
    judge: Judge,
    *,
    no_more_than: Said | None = None,
) -> Said:
    """
    What is said of a line that is not printed as counts, and judged by ``judge``; it is entered into the system.

    ``no_more_than``: what another edition says of it, where this one may not say more.
    """
    quarter = system.quarters[place]
    counts = quarter.of(line)
    if is_small(counts.applicable, quarter.limit + 1) or not counts.applicable:
        return NOTHING
    step = STEP if line == ALL else STEP_OF_PART
    for said, not_met in bands(counts, judge, step, no_more_than=no_more_than):
        if _too_narrow(counts, not_met, quarter.limit):
            continue
        quarter.said[line] = not_met
        if system.safe(place):
            return said
        del quarter.said[line]
    return NOTHING


def for_span(
    counts: Counts, judge: Judge, limit: int, safe: Callable[[Range], bool], *, no_more_than: Said | None = None
) -> tuple[Said, Range | None]:
    """What is said of quarters together, and what it says of the records that did not meet the standard."""
    if is_small(counts.applicable, limit + 1) or not counts.applicable:
        return NOTHING, None
    for said, not_met in bands(counts, judge, STEP, no_more_than=no_more_than):
        if not _too_narrow(counts, not_met, limit) and safe(not_met):
            return said, not_met
    return NOTHING, None


def _too_narrow(counts: Counts, not_met: Range, limit: int) -> bool:
    """Whether a range says too much of a small count by itself."""
    met = Range(counts.applicable - not_met.high, counts.applicable - not_met.low)
    return (is_small(counts.not_met, limit) and not leaves_open(not_met, limit)) or (
        is_small(counts.met, limit) and not leaves_open(met, limit)
    )


def bands(counts: Counts, judge: Judge, step: int, *, no_more_than: Said | None = None) -> Iterator[tuple[Said, Range]]:
    """What could be said of a line, the best first, each with what it says of the records that did not meet it."""
    met, whole = counts.met, counts.applicable
    verdict = where_judged(judge, met, whole)
    for band, judged in _ways(step):
        if not band.low * whole <= 100 * met <= band.high * whole:
            continue
        if no_more_than is not None and not _no_more(band, judged, no_more_than):
            continue
        low, high = band.counts(whole)
        if judged:
            if verdict is None:
                continue
            low, high = max(low, verdict.low), min(high, verdict.high)
        yield Said(How.BAND, band, judged), Range(whole - high, whole - low)
    if verdict is not None and (no_more_than is None or no_more_than.verdict or no_more_than.how is How.EXACT):
        yield replace(NOTHING, verdict=True), Range(whole - verdict.high, whole - verdict.low)


def _no_more(band: Band, judged: bool, than: Said) -> bool:
    """Whether a band, and a verdict beside it, follow from what is said already."""
    if than.how is How.EXACT:
        return True
    if judged and not than.verdict:
        return False
    return than.band is not None and band.low <= than.band.low and than.band.high <= band.high


@lru_cache
def _ways(step: int) -> tuple[tuple[Band, bool], ...]:
    """Every band, with a verdict and without, the one that says most first."""
    ends = range(0, 101, step)
    bands = [
        Band(low, high)
        for low in ends
        for high in ends
        if low < high and high - low <= (WIDEST_AT_END if low == 0 or high == 100 else WIDEST)
    ]
    ways = [(band, judged) for band in bands for judged in (True, False)]
    return tuple(sorted(ways, key=lambda way: (way[0].high - way[0].low + VERDICT_IS_WORTH * (not way[1]), way)))


def where_judged(judge: Judge, met: int, whole: int) -> Range | None:
    """From how few met to how many the verdict is the same as of ``met``; None where there is none."""
    word = judge(met, whole)
    if not word:
        return None
    low = high = met
    while low > 0 and judge(low - 1, whole) == word:
        low -= 1
    while high < whole and judge(high + 1, whole) == word:
        high += 1
    return Range(low, high)


def silent_may_be_said(quarter: QuarterSystem, readers: Sequence[frozenset[str]]) -> bool:
    """
    Whether it may be said of all returns, printed as counts, how many were not recorded.

    For each reader those of the others have to be none, or so many that of no agency's more is known than may be.
    """
    return all(_silent_is_safe(quarter, known) for known in readers)


def _silent_is_safe(quarter: QuarterSystem, known: frozenset[str]) -> bool:
    others = {code: each for code, each in quarter.counts.items() if code not in known and each.not_met}
    left = sum(others.values(), Counts())
    recorded = left.not_met - left.not_recorded
    if any(is_small(each, quarter.limit) for each in (left.not_recorded, recorded)):
        return False
    if len(others) < 2:
        return True  # neither is small, so nothing is protected
    printed = {code: quarter.printed(code) for code in others}
    for code, counts in others.items():
        elsewhere = sum(min(each.high, NO_END) for other, each in printed.items() if other != code)
        least = max(0, left.not_recorded - elsewhere), max(0, recorded - elsewhere)
        small = [is_small(each, quarter.limit) for each in (counts.not_recorded, counts.not_met - counts.not_recorded)]
        if any(low > 1 and one for low, one in zip(least, small, strict=True)):
            return False
        if is_small(counts.not_met, quarter.limit) and sum(least) > 1:
            return False
        most = printed[code].high
        if any(one and most < quarter.limit for one in small):
            return False
    return True
