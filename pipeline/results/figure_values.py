"""The values of one line of a result: a figure with its verdict, now and in earlier quarters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.disclose.facts import Band
from pipeline.disclose.hiding import ShownCounts


class Verdict(StrEnum):
    """
    What may be said of a figure beside its target: the one thing that its colour, tile, list and sentence come from.

    ``BELOW`` is worse than the target and ``ABOVE`` better, whichever way is good. See `verdicts`.
    """

    BELOW = "Below target"
    NOT_CLEAR = "Not yet clear"
    AT = "At target"
    ABOVE = "Above target"
    TOO_FEW = "Too few to say"
    NONE_YET = "None yet"
    NO_CASES = "No cases"
    NOT_DUE = "Not due"
    HIDDEN = "Hidden"
    NOT_SAID = "Not said here"
    CONTEXT = "Context"
    CASES = "Read case by case"

    @property
    def judged(self) -> bool:
        """Whether the figure was held against its target."""
        return self in (Verdict.BELOW, Verdict.NOT_CLEAR, Verdict.AT, Verdict.ABOVE)

    @property
    def reached(self) -> bool:
        """Whether the figure is at its target or better."""
        return self in (Verdict.AT, Verdict.ABOVE)

    def words(self, low_is_good: bool) -> str:
        """
        The verdict as every page and file says it.

        Where lower is better the target is a limit: "above" and "below target" would be read the wrong way round.
        """
        return _OF_A_LIMIT.get(self, str(self)) if low_is_good else str(self)


_OF_A_LIMIT = {
    Verdict.BELOW: "Over the limit",
    Verdict.AT: "Within the limit",
    Verdict.ABOVE: "Well within the limit",
}


class Unsaid(StrEnum):
    """Why nothing is said of a figure beside its target, where its counts are shown."""

    ROUNDED = "rounded counts would say otherwise"
    FEW = "fewer records than the edition says it of"
    SAMPLE = "how its sample was drawn"
    NO_RETURN = "no return has come"
    TARGETS = "its quarters have different targets"


@dataclass(frozen=True)
class Figure:
    """
    One line of a result: for the partnership, an agency, a group of records or a quarter.

    ``value`` is what is judged, with its 95% interval ``lower`` to ``upper``: the share of the counts, or that of the
    list where a sample was drawn unevenly (``weighted``). ``clustered``: interval and verdict allow for several records
    of a child or a family. ``past_amber``: below target, and past the line that the definition calls amber too.
    ``rules_out``: where every record met it, the share of failures that so many clean cases rule out, at 95%.
    ``target``: what it is held against; None where it is not rated. ``unsaid_because``: why its verdict is NOT_SAID;
    beside NONE_YET, that no return has come. ``band``: where its counts are hidden, between what its share lies; its
    verdict may then be said too. ``id``: the name under which it is known for good (`facts.Line.id`). ``per_case``: how
    many records are taken for one case, where an edition may tell no more of how they hang together. ``as_published``:
    it is the figure that was released, since what came later changes it by so few that the difference may not be known.
    """

    code: str
    label: str
    counts: ShownCounts
    value: float | None
    lower: float | None
    upper: float | None
    verdict: Verdict
    provisional: bool
    past_amber: bool = False
    weighted: bool = False
    clustered: bool = False
    rules_out: float | None = None
    target: float | None = None
    unsaid_because: Unsaid | None = None
    band: Band | None = None
    id: str = ""
    per_case: float = 1.0
    as_published: bool = False

    @property
    def says(self) -> bool:
        """Whether a reader learns something of it: its counts, a band of its share, or a verdict."""
        return not self.counts.hidden or self.band is not None or self.verdict.judged

    @property
    def hidden_by_edition(self) -> bool:
        """Whether it is the edition that keeps back what may be said of it beside its target."""
        return self.verdict is Verdict.HIDDEN or self.unsaid_because in (Unsaid.ROUNDED, Unsaid.FEW)


@dataclass(frozen=True)
class Point:
    """
    One quarter's figure. ``comparable``: counted in the same way as the quarter reported on.

    ``target``: the one in force in that quarter; None where the standard is not rated.
    """

    quarter: str
    figure: Figure
    comparable: bool
    target: float | None

    @property
    def as_published(self) -> bool:
        """Whether it is the figure that was released, although other counts have come in since."""
        return self.figure.as_published


@dataclass(frozen=True)
class OtherReading:
    """
    The same records by other versions than those in force, in a quarter in which both are shown.

    ``by``: which, as it goes on in a sentence: "by the version before (Levels of Help 2019)".
    """

    by: str
    figure: Figure


@dataclass(frozen=True)
class EarlierFigure:
    """What a body that has ended since came to in a quarter. ``code``: of the agency that stands for it now."""

    code: str
    quarter: str
    figure: Figure


@dataclass(frozen=True)
class OwnHistory:
    """The quarters before the one reported on of one agency by itself, oldest first."""

    code: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class YearTotal:
    """
    The counts of a standard's last four quarters, summed before any division, as one figure.

    ``quarters``: those that have records. ``figure`` is None, and ``why`` says it, where they are not to be added up.
    """

    quarters: tuple[str, ...] = ()
    figure: Figure | None = None
    why: str = ""


NO_YEAR = YearTotal()
