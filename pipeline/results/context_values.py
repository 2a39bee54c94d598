"""The values of measures that are shown for context and never held against a target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """One answer of a distribution; ``count`` None where hidden."""

    code: str
    label: str
    count: int | None


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
