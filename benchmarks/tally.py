"""How often something was so, in reports that are each a draw of their own, and the goal beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import fsum, sqrt


@dataclass
class Tally:
    """How often something was so: of each report how often, of how many."""

    reports: list[tuple[float, int]] = field(default_factory=list)

    def add(self, each: Iterable[bool | float]) -> None:
        """Count what one report gave."""
        so = list(each)
        if so:
            self.reports.append((fsum(so), len(so)))

    @property
    def of(self) -> int:
        """Of how many."""
        return sum(number for _, number in self.reports)

    @property
    def share(self) -> float:
        """The share that was so (0 to 1)."""
        return fsum(so for so, _ in self.reports) / self.of

    @property
    def error(self) -> float:
        """
        The standard error of the share, by how much reports differ.

        Source: the ratio estimator's variance, Cochran 1977, Sampling Techniques, 9A.
        """
        return sqrt(fsum((so - self.share * number) ** 2 for so, number in self.reports)) / self.of


@dataclass(frozen=True)
class Goal:
    """What was measured, and the most, or the least, that its share may be; neither where there is no goal for it."""

    name: str
    measured: Tally
    most: float | None = None
    least: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the share is not what it should be."""
        share = self.measured.share
        return (self.most is not None and share > self.most) or (self.least is not None and share < self.least)

    def __str__(self) -> str:
        goal = ""
        if self.most is not None or self.least is not None:
            goal = f"at most {self.most:.1%}" if self.most is not None else f"at least {self.least:.0%}"
        measured = f"{self.measured.share:7.2%} (± {2 * self.measured.error:.2%}) of {self.measured.of:<7}"
        return f"{self.name:<52}{measured}{goal}{', MISSED' if self.missed else ''}".rstrip()
