"""
What a released edition says of how a whole is parted that is no line of a standard: a band of each share, or nothing.

Answers of a distribution, numbers of cases and records on two returns are counts too, and nobody protects them beside
the standards. So each is safe by itself: no count is printed, only between what its share lies, in whole steps. A
reader is taken to know the whole, and that the parts add up to it; an agency knows its own part of each as well. Where
somebody would still know too much of a small count, the steps are made wider, and at last nothing is said.

A step holds at least as many records as a small count may have. So where two measures of one whole differ by few, or
two reports by a return that came late, it is not known that they do.

The steps of an edition are never finer than those of one that hides less, and theirs lie within its own. So whoever
reads both learns no more than from the finer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.disclose.editions import Edition
from pipeline.disclose.facts import Band
from pipeline.disclose.protect.ranges import Range, exactly, parts_of, protected

STEPS = (5, 10, 20)  # per cent; each goes into the next, and all into the whole
_WHOLE = 100  # per cent


@dataclass(frozen=True)
class Parted:
    """
    The ``counts`` that a ``whole`` is parted into. ``several``: whether a record can be in more than one part, so that
    they do not add up to it.
    """

    counts: tuple[int, ...]
    whole: int
    several: bool = False


def in_bands(edition: Edition) -> bool:
    """Whether ``edition`` says such counts in bands: where it hides some, and its readers are not known by name."""
    return bool(edition.hide) and not edition.named_readers


def part_of(part: int, whole: int) -> Parted:
    """A part of a whole, and the rest of it."""
    return Parted((part, whole - part), whole)


def bands_of(parted: Parted, edition: Edition, own: Sequence[Parted] = ()) -> tuple[Band, ...] | None:
    """
    Between what the share of each part lies, as a released ``edition`` may say it; None where it may not.

    ``own``: how those records are parted that each agency knows to be its own.
    """
    counts, whole = parted.counts, parted.whole
    if whole < edition.least_for_percent:
        return None
    if any(count < 0 for each in (parted, *own) for count in each.counts):
        return None  # a rest of less than nothing is none: letters of appointments, say, are no part of them
    nobody = Parted((0,) * len(counts), 0)
    for step in STEPS:
        if step * whole < _WHOLE * edition.hide:
            continue
        bands = tuple(_band(part, whole, step) for part in counts)
        if all(_safe(parted, bands, known, edition.hide) for known in (nobody, *own)):
            return bands
    return None


def _band(part: int, whole: int, step: int) -> Band:
    """The step in which a share lies; of two that meet in it the upper one, but at the very end."""
    low = min(_WHOLE * part // (whole * step) * step, _WHOLE - step)
    return Band(low, low + step)


def _safe(parted: Parted, bands: Sequence[Band], known: Parted, limit: int) -> bool:
    """Whether of no small count a reader knows more than he may, to whom the records of ``known`` are known."""
    others = parted.whole - known.whole
    printed = [band.counts(parted.whole) for band in bands]
    ranges = [
        Range(max(low - mine, 0), min(high - mine, others))
        for (low, high), mine in zip(printed, known.counts, strict=True)
    ]
    if not parted.several:
        ranges = parts_of(exactly(others), ranges)
    return all(
        protected(part - mine, each, limit)
        for part, mine, each in zip(parted.counts, known.counts, ranges, strict=True)
    )
