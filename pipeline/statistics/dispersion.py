"""How much more successive quarters differ than chance explains: of one standard, and of all of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, inf

from pipeline.statistics.differences import Stratum, surplus

OVERLAP = 2 / 3  # of a degree of freedom for each pair of quarters, since every quarter is in two of them
ROUNDS = 5  # of weighing again; the line has settled long before
SUPPOSED, FIRMLY = 0.02, 10.0  # how alike a quarter's records are taken to be, and how firmly, until quarters show it
FEWEST_FREEDOM = 4.0  # that standards which differ widely have in common


@dataclass(frozen=True)
class Spread:
    """
    How much successive quarters of one standard differ.

    ``squares``: what their differences, squared, come to; ``variance``: what chance would make of that. ``size``: the
    records of a quarter that stand beside one (its number less 1), on average. ``freedom``: in degrees.
    """

    squares: float = 0.0
    variance: float = 0.0
    size: float = 0.0
    freedom: float = 0.0

    @property
    def times(self) -> float:
        """How many times as much as by chance alone."""
        return self.squares / self.variance


NONE_KNOWN = Spread()


@dataclass(frozen=True)
class Common:
    """
    What the standards of a report have in common: their quarters vary ``always`` + ``alike`` x size times as much as
    chance explains.

    ``always``: 1 or more, records that come several of a kind; ``alike``: 0 or more, quarters that differ as a whole.
    ``freedom``: in degrees, how much is known of that; ``each``: how firmly it holds of every standard, infinite where
    no more than chance parts them.
    """

    always: float = 1.0
    alike: float = SUPPOSED
    freedom: float = FIRMLY
    each: float = inf

    def times(self, size: float) -> float:
        """How many times as much as by chance alone, by the line."""
        return self.always + self.alike * size

    def widening(self, own: Spread, size: float) -> tuple[float, float]:
        """
        How many times as much as by chance a comparison varies, and in how many degrees of freedom that is known.

        The quarters of the standard itself and those of all others together, each by how much it says. ``size``: as
        of a `Spread`, in the quarters compared. Never below 1.
        """
        others = min(self.each, self.freedom - own.freedom)
        freedom = others + own.freedom
        beside = own.times / self.times(own.size) if own.variance else 1.0
        return max(1.0, self.times(size) * (others + own.freedom * beside) / freedom), freedom


def spread(pairs: Sequence[Sequence[Stratum]], wider: float = 1.0) -> Spread:
    """
    How much quarters differ, from ``pairs`` of successive ones that no comparison tests, each in strata.

    ``wider``: how many times as much as by chance their records vary as it is, since they come in families. By
    successive quarters, so that a slow change, or one long ago, counts little.
    Source: von Neumann 1941, Annals of Mathematical Statistics 12:367; as moving ranges are used on a control chart.
    """
    squares = variance = sizes = freedom = 0.0
    for strata in pairs:
        above, by_chance = surplus(strata)
        if by_chance > 0:
            by_chance *= wider
            squares += above**2
            variance += by_chance
            sizes += by_chance * size_of([fsum(s.total for s in strata)], [fsum(s.earlier_total for s in strata)])
            freedom += OVERLAP * by_chance / (by_chance + 0.5)  # few records vary more wildly than a normal count
    return Spread(squares, variance, sizes / variance, freedom) if variance else NONE_KNOWN


def size_of(recent: Sequence[float], earlier: Sequence[float]) -> float:
    """The records that stand beside one in its quarter, where spans of quarters with so many records are compared."""
    now, then = sum(recent), sum(earlier)
    apart = sum(each**2 for each in recent) / now**2 + sum(each**2 for each in earlier) / then**2
    return apart / (1 / now + 1 / then) - 1


def common(spreads: Sequence[Spread]) -> Common:
    """
    What standards have in common: a line through how much each varies, by its size.

    Each weighs as it has degrees of freedom. How far they lie from the line, beyond chance, says how firmly it holds.
    Source: by moments, as empirical Bayes estimates of variances: Smyth 2004, Statistical Applications in Genetics 3:3.
    """
    known = [each for each in spreads if each.freedom > 0]
    if not known:
        return Common()
    always, alike = 1.0, 0.0
    for _ in range(ROUNDS):
        always, alike = _line(known, [each.freedom / (always + alike * each.size) ** 2 for each in known])
    whole = fsum(each.freedom for each in known)
    apart = fsum(each.freedom * (each.times / (always + alike * each.size) - 1) ** 2 - 2 for each in known)
    firmly = FIRMLY / (FIRMLY + whole)
    return Common(
        always=always + (1 - always) * firmly,
        alike=alike + (SUPPOSED - alike) * firmly,
        freedom=FIRMLY + whole,
        each=FEWEST_FREEDOM + 2 * whole / apart if apart > 0 else inf,
    )


def _line(known: Sequence[Spread], weights: Sequence[float]) -> tuple[float, float]:
    """The line that lies nearest, of those that begin at 1 or more and do not fall."""
    whole = fsum(weights)
    size = fsum(w * each.size for w, each in zip(weights, known, strict=True)) / whole
    times = fsum(w * each.times for w, each in zip(weights, known, strict=True)) / whole
    across = fsum(w * (each.size - size) ** 2 for w, each in zip(weights, known, strict=True))
    along = fsum(w * (each.size - size) * (each.times - times) for w, each in zip(weights, known, strict=True))
    alike = along / across if across > 0 else 0.0
    always = times - alike * size
    if always < 1:
        beside = fsum(w * each.size**2 for w, each in zip(weights, known, strict=True))
        above = fsum(w * each.size * (each.times - 1) for w, each in zip(weights, known, strict=True))
        always, alike = 1.0, above / beside if beside else 0.0
    return (max(1.0, times), 0.0) if alike < 0 else (always, alike)
