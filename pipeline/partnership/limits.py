"""A time limit as definitions read it: by its name, with every version that the partnership's timescales give of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.quarter import Quarter
from pipeline.errors import DefinitionError
from pipeline.partnership.model import Timescale

_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, eq=False)
class Limit:
    """
    How long a step may take. A record is judged by the version in force on the day that decides its quarter.

    ``versions``: in the order in which they came, one at least. ``quarter``: the one that the limit is read for, whose
    last day decides how a title says it.
    Raises: DefinitionError -- if the versions are not all of one unit.
    """

    name: str
    versions: tuple[Timescale, ...]
    quarter: Quarter

    def __post_init__(self) -> None:
        units = sorted({each.unit for each in self.versions})
        if len(units) > 1:
            raise DefinitionError(
                f"the time limit {self.name} is given in {' and in '.join(units)}; give all of its versions in one "
                "unit (timescales.csv)."
            )

    def __str__(self) -> str:
        """The limit in words, as on the last day of its quarter: "one working day", "15 working days"."""
        return in_words(self.last(self.quarter))

    @property
    def by_when(self) -> str:
        """When a step is to be taken, in words: "by the next day", "within two working days"."""
        return "by the next day" if (self.number, self.unit) == (1, "days") else f"within {self}"

    @property
    def number(self) -> int:
        """What it allows on the last day of its quarter, in its unit."""
        return self.last(self.quarter).limit

    @property
    def unit(self) -> str:
        """What it is counted in: "working days", "days", "working hours" or "hours"."""
        return self.versions[0].unit

    def on(self, day: date) -> Timescale | None:
        """The version in force on ``day``, the later one where two are; None in a gap between versions."""
        return next((each for each in reversed(self.versions) if each.on(day)), None)

    def last(self, quarter: Quarter) -> Timescale:
        """The version in force on the quarter's last day; in a gap the one before it, or else the first there is."""
        begun = [each for each in self.versions if each.since is None or each.since <= quarter.end]
        return self.on(quarter.end) or (begun or [self.versions[0]])[-1]

    def within(self, quarter: Quarter) -> tuple[Timescale, ...]:
        """The versions in force on a day of ``quarter``, in the order in which they came."""
        return tuple(each for each in self.versions if each.within(quarter))

    def narrowed(self, quarter: Quarter) -> Limit:
        """The same limit with those of its versions alone that are in force in ``quarter``, or else the one before."""
        return Limit(self.name, self.within(quarter) or (self.last(quarter),), quarter)

    def before(self, version: Timescale) -> Timescale | None:
        """The version that came before ``version``; None where it is the first."""
        place = self.versions.index(version)
        return self.versions[place - 1] if place else None

    @property
    def changes(self) -> tuple[Timescale, ...]:
        """The first version, and each later one that allows another time than the one before."""
        return differing(self.versions)


def differing(versions: Sequence[Timescale]) -> tuple[Timescale, ...]:
    """The first of ``versions``, and each later one that allows another time than the one before it."""
    before: Sequence[Timescale | None] = (None, *versions)
    pairs = zip(before, versions, strict=False)
    return tuple(each for earlier, each in pairs if earlier is None or earlier.limit != each.limit)


def in_words(version: Timescale) -> str:
    """A time limit as a sentence says it: "one working day", "15 working days"."""
    number = _IN_WORDS[version.limit] if version.limit < len(_IN_WORDS) else str(version.limit)
    return f"{number} {version.unit.removesuffix('s') if version.limit == 1 else version.unit}"
