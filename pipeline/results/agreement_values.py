"""The values of agreement between two raters of the same cases."""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 0.8  # of the cases, by either rater: so many in one level that chance alone would have them agree


@dataclass(frozen=True)
class Coefficient:
    """Agreement beyond chance, with its 95% interval; None where nothing varies or cases are few."""

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class AgreementResult:
    """
    Two raters of the same cases on an ordered scale: ``cells`` has a row for each level of the first, every level.

    ``scale``: what its levels are called; ``more``, ``less``: what a later and an earlier one is. ``chance``: of a
    split of the disagreements at least as uneven, if either way were as likely. ``note``: what has become of the scale.
    """

    id: str
    title: str
    first: str
    second: str
    scale: str
    more: str
    less: str
    levels: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    cases: int
    exact: int
    lower: float | None
    upper: float | None
    within_one: int
    second_higher: int
    second_lower: int
    chance: float
    kappa: Coefficient
    ac2: Coefficient
    note: str = ""

    @property
    def mostly_one_level(self) -> bool:
        """Whether both raters gave one and the same level to most of the cases."""
        least = _MOST * self.cases
        first = [sum(row) for row in self.cells]
        second = [sum(column) for column in zip(*self.cells, strict=True)]
        return any(one >= least and other >= least for one, other in zip(first, second, strict=True))
