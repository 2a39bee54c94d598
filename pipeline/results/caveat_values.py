"""The values of what a reader must know beside a figure: who was silent, and how records come in families."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NonReturn:
    """
    Between what the partnership's figure lies, whatever ``agencies``, who sent nothing, would have answered.

    ``records``: how many they are taken to have, as in the quarter ``since``; None, as are the ends, if unknown.
    """

    agencies: tuple[str, ...]
    records: int | None
    since: str
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Families:
    """Records that come in families: ``lower`` and ``upper`` are a 95% interval that allows for it."""

    records: int
    children: int
    families: int
    lower: float
    upper: float
    wider: float
