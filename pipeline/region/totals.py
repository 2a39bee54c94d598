"""
What may be said of all areas together, beside what each area's own report says of it.

Where every area prints its counts, their sum follows from what is printed, and is said. Where some say a band alone,
the share of all of them is said as the narrowest band that leaves every one of those areas between just the ends where
its own report leaves it, for anybody and for each reader who knows some areas' counts: an area's own people know that
area's, and a body that sits in several areas knows theirs. So whoever reads all areas' reports and the region's beside
one another can tell of no area more than from its own report, and so of no agency in it. Where no band does that,
nothing is said. Whoever reads is taken to know how many records each area has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import floor

from pipeline.disclose.facts import Band, How
from pipeline.region.model import Total
from pipeline.region.told import AreaStandard, Behind
from pipeline.statistics.intervals import wilson

WIDTHS = (1, 2, 5, 10, 20, 25)  # of a band, in whole per cent
NOTHING = Total(How.NOTHING, 0)

Areas = Collection[str]


def total_of(added: Mapping[str, AreaStandard], readers: Collection[Areas]) -> Total:
    """
    What is said of the areas ``added`` together, each of which says its counts or a band.

    ``readers``: of each that may know the counts of areas, which ones; that there is somebody who knows none, and in
    each area somebody who knows that one, goes without saying.
    """
    behind = {key: each.behind for key, each in added.items()}
    of = sum(each.of for each in behind.values())
    if not of:
        return NOTHING
    met = of - sum(each.not_met for each in behind.values())
    if all(each.how is How.EXACT for each in added.values()):
        return Total(How.EXACT, len(added), met, of, None, wilson(met, of))
    knowing = [(), *([key] for key in added), *readers]
    for band in _bands(met, of):
        fewest, most = band.counts(of)
        if not tells_more(behind, (of - most, of - fewest), knowing):
            return Total(How.BAND, len(added), None, None, band)
    return Total(How.NOTHING, len(added))


def tells_more(behind: Mapping[str, Behind], known: tuple[int, int], readers: Collection[Areas]) -> bool:
    """
    Whether any of ``readers`` can tell of an area more than before, once it is said that between ``known[0]`` and
    ``known[1]`` records of all areas did not meet the standard.
    """
    return any(_tells_more(behind, known, frozenset(each)) for each in readers)


def _tells_more(behind: Mapping[str, Behind], known: tuple[int, int], knows: frozenset[str]) -> bool:
    others = [each for key, each in behind.items() if key not in knows and each.least < each.most]
    if not others:
        return False
    certain = sum(each.not_met for key, each in behind.items() if key in knows or each.least == each.most)
    low, high = (end - certain for end in known)
    fewest, most = sum(each.least for each in others), sum(each.most for each in others)
    widest = max(each.most - each.least for each in others)
    # The area that is least known can be at one end of what it can be only if all others can be at their other ends.
    return high < fewest + widest or low > most - widest


def _bands(met: int, of: int) -> Iterator[Band]:
    """The bands of the share, the narrowest first: each between two multiples of its width."""
    for width in WIDTHS:
        low = min(floor(100 * met / of / width) * width, 100 - width)
        yield Band(low, low + width)
