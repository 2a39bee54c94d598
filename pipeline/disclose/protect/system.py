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

    def gives_away(self, total: Range, known: Known) -> bool:
        """Whether somebody learns a small count of an agency, or of all, given what is possible of the total."""
        if not known and not self._protected(ALL, total):
            return True
        parts = self.parts(known)
        if known and not self._rest_is_protected(total, known):
            return True
        ranges = parts_of(total, list(parts.values()))
        return any(
            not self._protected(code, each) for code, each in zip(parts, ranges, strict=True) if code not in known
        )

    def _rest_is_protected(self, total: Range, known: Known) -> bool:
        """Whether one who knows some agencies' counts learns no small count of the others together."""
        own = sum((self.counts[code] for code in known if code in self.counts), Counts())
        met, not_met, of = (self.whole.met - own.met, self.whole.not_met - own.not_met, self.whole.applicable)
        rest = Range(max(0, total.low - own.not_met), total.high - own.not_met)
        if not protected(not_met, rest, self.limit):
            return False
        records = of - own.applicable
        return is_small(records, self.limit + 1) or protected(
            met, Range(records - rest.high, records - rest.low), self.limit
        )

    def _protected(self, line: str, not_met: Range) -> bool:
        counts, limit = self.of(line), self.limit
        if not protected(counts.not_met, not_met, limit):
            return False
        if line in self.few or (line == ALL and self.of_few):
            return True
        met = Range(counts.applicable - not_met.high, counts.applicable - not_met.low)
        return protected(counts.met, met, limit)


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
        if not known and any(self._span_known(span, between(most, span.first, span.last)) for span in self.spans):
            return True
        return any(self.quarters[each].gives_away(between(most, each, each), known) for each in {*linked, place})

    def _span_known(self, span: Span, not_met: Range) -> bool:
        """Whether quarters together have a small count that is known more narrowly than it may be."""
        counts = self.together(span.first, span.last)
        limit = self.quarters[span.last].limit
        met = Range(counts.applicable - not_met.high, counts.applicable - not_met.low)
        return not (protected(counts.not_met, not_met, limit) and protected(counts.met, met, limit))

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
