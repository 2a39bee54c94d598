"""
What an agency may be told of all returns together, beside its own figure in its pack.

A pack leaves the circle of named readers: whoever in the agency opens it knows the agency's own row, so all returns
less that row are what the others come to. So a pack says of all returns no more than the board's edition does, and
nothing where a small count of the others could be worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import Band
from pipeline.disclose.hiding import ShownCounts
from pipeline.disclose.protect.ranges import is_small
from pipeline.results.figure_values import Figure
from pipeline.results.model import StandardResult

_Pair = tuple[int, int]  # how many met, and of how many


def whole_beside(standard: StandardResult, own: Figure) -> Figure | None:
    """The figure of all returns of ``standard`` as the pack of the agency of ``own`` has it; None where it has none."""
    others = [_pair(each.counts) for each in standard.agencies if each.code != own.code and each.counts.applicable != 0]
    if not others:
        return _alone(standard.total)
    whole = _alone(standard.briefed or standard.total)
    together, mine = _pair(standard.total.counts), _pair(own.counts)
    if whole.counts.hidden:
        told = whole.band is not None and not _narrow(whole.band, together, mine, BOARD.hide)
        return whole if told else None
    known = [each for each in others if each is not None]
    if together is None or mine is None or len(known) < len(others):
        return None
    rest = together[0] - mine[0], together[1] - mine[1]
    return None if gives_away(rest, known, BOARD.hide) else whole


def gives_away(rest: _Pair, others: Sequence[_Pair], limit: int) -> bool:
    """
    Whether a small count of the ``others`` is known to whoever knows what they come to together: ``rest``.

    Of each of them its number of records is taken to be known where it is not small itself. A count of 1 to ``limit``
    has to be able to be 1 or less and ``limit`` or more, and not only from 1 to ``limit``.
    """
    met, whole = rest
    if len(others) == 1 or any(is_small(each, limit) for each in (met, whole - met, whole)):
        return True
    hidden = [of for _, of in others if is_small(of, limit)]
    if hidden and (len(hidden) == 1 or not _open(0, sum(hidden), limit)):
        return True
    for part, of in others:
        room = sum(hidden) if is_small(of, limit) else of  # the most records that this one can have
        elsewhere = whole - of if not is_small(of, limit) else whole
        for count, total in ((part, met), (of - part, whole - met)):
            if is_small(count, limit) and not _open(max(0, total - elsewhere), min(room, total), limit):
                return True
    return False


def _narrow(band: Band, together: _Pair | None, mine: _Pair | None, limit: int) -> bool:
    """Whether a ``band`` of all returns says too much of a small count that all others come to."""
    if together is None or mine is None:
        return False
    least, most = band.counts(together[1])
    whole = together[1] - mine[1]
    low, high = max(0, least - mine[0]), min(whole, most - mine[0])
    met = together[0] - mine[0]
    return (is_small(met, limit) and not _open(low, high, limit)) or (
        is_small(whole - met, limit) and not _open(whole - high, whole - low, limit)
    )


def _open(low: int, high: int, limit: int) -> bool:
    """Whether a small count stays unknown of which a reader knows that it lies between ``low`` and ``high``."""
    return low <= 1 and high >= limit and (low, high) != (1, limit)


def _alone(figure: Figure) -> Figure:
    return replace(figure, counts=figure.counts.alone)


def _pair(counts: ShownCounts) -> _Pair | None:
    return None if counts.met is None or counts.applicable is None else (counts.met, counts.applicable)
