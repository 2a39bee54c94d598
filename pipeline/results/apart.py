"""The agencies whose records differ from those of all others together, and the whole against which each is held."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.results.beside_values import Whole
from pipeline.results.figure_values import Figure
from pipeline.results.model import Apart
from pipeline.statistics.rest import FLAG, LOOK, against_rest
from pipeline.statistics.tiers import FEWEST_FOR_RATING

FEWEST_AGENCIES = 2  # with records enough to be held against the rest


def whole_of(agencies: Sequence[Figure], worth: float) -> Whole | None:
    """
    What all ``agencies`` come to together, as they are shown; None where one is hidden or rounded, or too few have
    records enough. ``worth``: how many independent cases a record is worth.

    Nothing is worked out here but from lines that are shown, so that it gives away no more than they do.
    """
    counts = [each.counts for each in agencies]
    if any(each.hidden or not each.exact or each.applicable is None or each.met is None for each in counts):
        return None
    if any(each.weighted for each in agencies):  # their cases do not weigh alike
        return None
    if sum((each.applicable or 0) >= FEWEST_FOR_RATING for each in counts) < FEWEST_AGENCIES:
        return None
    return Whole(sum(each.met or 0 for each in counts), sum(each.applicable or 0 for each in counts), worth)


def apart(agencies: Sequence[Figure], whole: Whole | None, *, low_is_good: bool) -> tuple[Apart, ...]:
    """Those that differ from the others together, in the order given; an agency below five records is not tested."""
    if whole is None:
        return ()
    differing = []
    for each in agencies:
        met, total = each.counts.met or 0, each.counts.applicable or 0
        if FEWEST_FOR_RATING <= total < whole.total:
            fewer, more = against_rest(met, total, whole.met, whole.total, whole.worth)
            if min(fewer, more) <= LOOK:
                better = (more < fewer) is not low_is_good
                differing.append(Apart(each.code, each.label, better, min(fewer, more) <= FLAG))
    return tuple(differing)
