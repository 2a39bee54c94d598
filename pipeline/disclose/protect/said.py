"""What is asked of the protection, and what it answers: what is said of each line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.disclose.facts import Band, Fact, How, Line
from pipeline.measure.counts import Counts

Judge = Callable[[int, int], str]  # the word of the verdict on so many met of so many; empty where it is not judged


def unjudged(_met: int, _of: int) -> str:
    """The judge of a standard that is not rated."""
    return ""


@dataclass(frozen=True)
class Said:
    """
    How a line is printed. ``band``: between what its share lies, beside no counts. ``verdict``: whether it may be said.

    ``silent``: whether it is said how many were not recorded. ``published``: the figure as it was released, where it is
    printed again although other counts have come in since.
    """

    how: How
    band: Band | None = None
    verdict: bool = False
    silent: bool = False
    published: Fact | None = None

    @property
    def says(self) -> bool:
        """Whether a reader learns something of the line."""
        return self.how is not How.NOTHING or self.verdict


NOTHING = Said(How.NOTHING)
AS_COUNTS = Said(How.EXACT, verdict=True)


@dataclass(frozen=True)
class GivenUp:
    """Lines of which no ``counts`` and no verdict may be printed, and those of which ``everything`` is kept back."""

    counts: frozenset[Line] = frozenset()
    everything: frozenset[Line] = frozenset()


@dataclass(frozen=True)
class Published:
    """
    What a release of an ``edition`` printed of one standard in one quarter, and the counts by agency that it was of.
    """

    edition: str
    facts: Mapping[Line, Fact]
    counts: Mapping[str, Counts]


class SaidLines(dict[Line, Said]):
    """
    What an edition says of each line.

    ``stands``: by standard and quarter, the counts by agency that are printed although others have come in since.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stands: dict[tuple[str, str], Mapping[str, Counts]] = {}


@dataclass(frozen=True)
class Years:
    """
    Quarters of a standard that are counted together in a report, oldest first, and who judges them.

    ``judge``: None where they have different targets, so that no verdict is said of them.
    """

    quarters: tuple[str, ...]
    judge: Judge = unjudged


@dataclass(frozen=True)
class Asked:
    """
    One standard, of whose lines something is to be said.

    ``counts``: by quarter, oldest first, and agency. ``judges``: by quarter and agency ("" for all returns).
    ``years``: by the quarter of the report, the quarters that it may take together, those that it rather would first.
    ``published``: by quarter, what was released of it, the newest last; ``spans``: by edition, what was released of
    several quarters together.
    """

    id: str
    audit: str
    headline: bool
    counts: Mapping[str, Mapping[str, Counts]]
    judges: Mapping[tuple[str, str], Judge] = field(default_factory=dict)
    years: Mapping[str, Sequence[Years]] = field(default_factory=dict)
    published: Mapping[str, Sequence[Published]] = field(default_factory=dict)
    spans: Mapping[str, Mapping[Line, Fact]] = field(default_factory=dict)
