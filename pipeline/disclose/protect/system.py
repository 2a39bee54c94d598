"""
The counts of one standard that did not meet it, over agencies and quarters, and what is known of each.

A quarter's agencies come to its total, and quarters come to the spans that are printed together. What did meet it
follows, since its denominator is taken to be known. So what can be known of each count is exact: each quarter's total
by shortest paths over time, and each agency's by what the others leave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.disclose.facts import ALL
from pipeline.disclose.protect.ranges import (
    ANY,
    Range,
    Span,
    between,
    both,
    exactly,
    is_small,
    over_time,
    parts_of,
    protected,
    without,
)
from pipeline.measure.counts import Counts

Known = frozenset[str]  # the agencies whose own counts a reader knows
ANYBODY: Known = frozenset()


@dataclass
class QuarterSystem:
    """
    One quarter of a standard: its counts by agency, and what is printed of those not met, by agency and for `ALL`.

    An agency with so few records that its denominator is small is taken to have any number of them. ``before``: what
    was printed of a line elsewhere, or before. ``of_few``: whether there are so few in all.
    """

    counts: Mapping[str, Counts]
    limit: int
    said: dict[str, Range] = field(default_factory=dict)
    before: dict[str, Range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.whole = sum(self.counts.values(), Counts())
        self.few = {code for code, each in self.counts.items() if is_small(each.applicable, self.limit + 1)}
        self.of_few = is_small(self.whole.applicable, self.limit + 1)
        self._others: dict[Known, Counts] = {}  # asked for again and again

    def of(self, line: str) -> Counts:
        """The counts of a line."""
        return self.whole if line == ALL else self.counts[line]

    def printed(self, line: str) -> Range:
        """What is printed of the records of a line that did not meet it."""
        known = self.said.get(line)
        if known is None:
            known = ANY if line in self.few or self.of_few else Range(0, self.of(line).applicable)
        return both(known, self.before.get(line, ANY))

    def parts(self, known: Known) -> dict[str, Range]:
        """What is printed of each agency, or known, to one who knows the counts of some."""
        return {
            code: exactly(self.counts[code].not_met) if code in known else self.printed(code) for code in self.counts
        }

    def total(self, known: Known) -> Range:
        """What is printed of all, and follows from the agencies."""
        parts = self.parts(known).values()
        return both(self.printed(ALL), Range(sum(each.low for each in parts), sum(each.high for each in parts)))

    def of_others(self, known: Known) -> Counts:
        """The counts of all agencies together but those that are ``known``."""
        if known not in self._others:
            self._others[known] = sum((each for code, each in self.counts.items() if code not in known), Counts())
        return self._others[known]

    def gives_away(self, total: Range, known: Known) -> bool:
        """
        Whether somebody learns a small count of an agency, or of all that he does not know, given what is possible of
        the total.
        """
        others = self.of_others(known)
        if not _protected(others, without(total, exactly(self.whole.not_met - others.not_met)), self.limit):
            return True
        parts = self.parts(known)
        ranges = parts_of(total, list(parts.values()))
        return any(
            not _protected(self.counts[code], each, self.limit)
            for code, each in zip(parts, ranges, strict=True)
            if code not in known
        )


def _protected(counts: Counts, not_met: Range, limit: int) -> bool:
    """Whether no more is known of those that met it, or did not, than may be; so few records have no known number."""
    if not protected(counts.not_met, not_met, limit):
        return False
    if is_small(counts.applicable, limit + 1):
        return True
    return protected(counts.met, without(exactly(counts.applicable), not_met), limit)


@dataclass
class StandardSystem:
    """
    All quarters of a standard, oldest first, with the ``spans`` of quarters that are printed together.

    ``readers``: those who may read it, each by whose counts he knows; anybody is among them.
    """

    quarters: list[QuarterSystem]
    readers: Sequence[Known]
    spans: list[Span] = field(default_factory=list)

    def safe(self, place: int) -> bool:
        """Whether nobody learns a small count from what is printed; ``place``: the quarter that changed last."""
        return not any(self._gives_away(place, known) for known in self.readers)

    def _gives_away(self, place: int, known: Known) -> bool:
        if not self.spans:
            own = self.quarters[place]
            return own.gives_away(own.total(known), known)
        linked = range(min(span.first for span in self.spans), len(self.quarters))
        totals = [each.total(known) for each in self.quarters]
        most = over_time(totals, self.spans)
        if any(self._span_known(span, between(most, span.first, span.last), known) for span in self.spans):
            return True
        return any(self.quarters[each].gives_away(between(most, each, each), known) for each in {*linked, place})

    def _span_known(self, span: Span, not_met: Range, known: Known) -> bool:
        """Whether of quarters together, less what is ``known``, a small count is known more narrowly than it may be."""
        among = self.quarters[span.first : span.last + 1]
        others = [each.of_others(known) for each in among]
        together = Counts(met=sum(each.met for each in others), not_met=sum(each.not_met for each in others))
        own = sum(each.whole.not_met for each in among) - together.not_met
        return not _protected(together, without(not_met, exactly(own)), among[-1].limit)

    def together(self, first: int, last: int) -> Counts:
        """The counts of several quarters."""
        return sum((each.whole for each in self.quarters[first : last + 1]), Counts())


def readers_of(agencies: Collection[str], bodies: Mapping[str, str]) -> Iterator[Known]:
    """
    Anybody, and each body that sent counts itself; one that took over from others knows theirs too.

    ``bodies``: by agency, the code of the body that stands for it in the end.
    """
    yield ANYBODY
    for body in sorted({bodies.get(code, code) for code in agencies}):
        yield frozenset(code for code in agencies if bodies.get(code, code) == body)
