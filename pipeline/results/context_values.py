"""The values of measures that are shown for context and never held against a target."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.disclose.facts import Band


@dataclass(frozen=True)
class Share:
    """
    One answer of a distribution; ``count`` None where hidden. ``band``: between what its share lies, where that is said
    in place of a count.
    """

    code: str
    label: str
    count: int | None
    band: Band | None = None


@dataclass(frozen=True)
class ContextPoint:
    """What a ratio or repeat share came to in an earlier ``quarter``; each part as in `ContextResult`."""

    quarter: str
    numerator: int | None
    denominator: int | None
    proportion: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Total:
    """
    An amount added up over ``records`` records, of which half have ``middle`` or less; None where hidden.

    Units: those of ``unit``, such as "nights"; ``middle`` may be halfway between two.
    """

    unit: str
    total: int | None
    records: int | None
    middle: float | None


@dataclass(frozen=True)
class ContextResult:
    """
    A measure shown for context and never rated: a ratio, a distribution or an amount; ``why``: its answers are reasons.

    Of a ratio ``lower`` to ``upper`` is the 95% interval, and ``history`` has its earlier quarters, the oldest first.
    ``band``: between what its share lies, where that is said in place of counts.
    """

    id: str
    title: str
    note: str
    numerator: int | None
    denominator: int | None
    proportion: float | None
    shares: tuple[Share, ...]
    why: bool = False
    lower: float | None = None
    upper: float | None = None
    history: tuple[ContextPoint, ...] = ()
    total: Total | None = None
    band: Band | None = None

    @property
    def told(self) -> bool:
        """Whether anything of it is shown."""
        if self.total is not None:
            return self.total.total is not None
        if self.shares:
            return any(each.count is not None or each.band is not None for each in self.shares)
        return self.numerator is not None or self.band is not None
