"""One number that two agencies both count: what is sent and what is received, say, each on its own Volumes sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.definition.kinds import Count
from pipeline.definition.standards import Volumes
from pipeline.errors import DefinitionError
from pipeline.partnership.agencies import AgencyType

if TYPE_CHECKING:
    from pipeline.definition.audit import Audit


@dataclass(frozen=True, eq=False)
class Counter:
    """Who counts, as a sentence names them ("the referrers"), on which Volumes sheet, and under which heading."""

    name: str
    volumes: Volumes
    count: Count


@dataclass(frozen=True, eq=False)
class SameCount:
    """
    A count on one view's Volumes held against a count on another's, period by period: shown, and never rated.

    ``units``: what is counted, in the plural. ``lines``: by the type of an agency that returns the first, the codes of
    the second's ``per`` that its numbers stand under; agencies of one type are added up. Where it is empty, all that
    the first count is held against all that the second count. ``note``: what to bear in mind.
    """

    title: str
    units: str
    first: Counter
    second: Counter
    lines: Mapping[AgencyType, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise DefinitionError(f"same count {self.id or repr(self.title)}: {problem}")

    def _problems(self) -> Iterator[str]:
        first, second = self.first.volumes, self.second.volumes
        if first.view is second.view:
            yield f"both counts are of {first.view.called}; name two views."
        if first.monthly != second.monthly:
            yield "one count is of months and the other of a whole period; ask both alike (monthly=)."
        for side in (self.first, self.second):
            if all(side.count is not each for each in side.volumes.counts):
                yield f"{side.count.called} is not a count of the Volumes sheet of {side.name}."
        known = second.per.codes.values() if second.per is not None else ()
        codes = [code for each in self.lines.values() for code in each]
        for code in codes:
            if code not in known:
                yield f"lines= names {code}, which is no line of the Volumes sheet of {self.second.name}."
            if codes.count(code) > 1:
                yield f"lines= names {code} twice; a line belongs to one type of agency."

    @property
    def sides(self) -> tuple[Counter, Counter]:
        """Both counts, the first one first."""
        return self.first, self.second


def uncounted(audit: type[Audit]) -> Iterator[str]:
    """What does not fit between the numbers that two agencies of ``audit`` count and its Volumes sheets."""
    for each in audit.same_counts:
        for side in each.sides:
            if all(side.volumes is not volumes for volumes in audit.volumes):
                yield f"same count {each.id}: the Volumes sheet of {side.name} is not one of this audit's; add it."
