"""Which counts are protected: small ones, of the records of a line and of what one line has more than another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.disclose.facts import ALL
from pipeline.disclose.proof.printed import Cell, Printed
from pipeline.disclose.proof.system import MET, PARTS, SHORT, SILENT, System, by_part

ANYBODY = ""  # in the place of an agency: somebody who knows nothing but what is printed
RECORDS = "records"
COUNTS: Mapping[str, tuple[int, ...]] = {
    "met": (MET,),
    "not met": (SHORT, SILENT),
    "not recorded": (SILENT,),
    "not met though recorded": (SHORT,),
    RECORDS: PARTS,
}


@dataclass(frozen=True)
class Term:
    """Cells that are added up, or taken off where ``sign`` is -1."""

    sign: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, eq=False)  # each is itself: they are many, and compared often
class Secret:
    """
    A protected count: the ``parts`` of the ``terms`` together, which come to ``value``.

    ``what``: its name, as it goes on in a sentence. ``agency``: whose it is, or `ALL`. ``viewpoints``: who may not
    work it out: `ANYBODY`, and agencies that know their own rows.
    """

    standard: str
    agency: str
    quarter: str
    what: str
    parts: tuple[int, ...]
    terms: tuple[Term, ...]
    value: int = field(repr=False)
    viewpoints: tuple[str, ...] = (ANYBODY,)

    @property
    def size(self) -> int:
        """How much it is, whichever way a difference goes."""
        return abs(self.value)

    @property
    def sign(self) -> int:
        """Which way it goes."""
        return 1 if self.value > 0 else -1

    def weights(self, system: System) -> Mapping[int, int]:
        """The sum in ``system`` that comes to its size."""
        weights: dict[int, int] = {}
        for term in self.terms:
            for column, weight in system.weights(term.cells, self.parts, self.sign * term.sign).items():
                weights[column] = weights.get(column, 0) + weight
        return {column: weight for column, weight in weights.items() if weight}


@dataclass(frozen=True)
class Guard:
    """What is protected: counts of 1 to ``limit``, also from agencies that know their own where ``insiders``."""

    printed: Printed
    limit: int
    insiders: bool

    def small(self, value: int) -> bool:
        """Whether a count, or a difference either way, is protected."""
        return 1 <= abs(value) <= self.limit

    def of_a_standard(self, standard: str) -> list[Secret]:
        """The counts of its lines but for how many records there are, and how these changed since they were printed."""
        kinds = [each for each in COUNTS if each != RECORDS]
        return once([*self._of_states(standard, kinds), *self._of_spans(standard, kinds)])

    def of_records(self, standard: str) -> list[Secret]:
        """How many records its lines have, and how many more than they had when they were printed before."""
        return once(self._of_states(standard, [RECORDS]))

    def left_over(self, outer: Mapping[str, Cell], inner: Sequence[tuple[str, Mapping[str, Cell]]]) -> Iterator[Secret]:
        """How many records of a standard are left without those of others that lie within it and apart."""
        name = "records that are not among those of " + ", ".join(standard for standard, _ in inner)
        yield from self._of_sums(outer, [cells for _, cells in inner], name, COUNTS[RECORDS])

    def _of_states(self, standard: str, kinds: Sequence[str]) -> Iterator[Secret]:
        for (of, _), states in self.printed.states.items():
            if of == standard:
                for kind in kinds:
                    for state in states:
                        yield from self._of_sums(state, [], kind, COUNTS[kind])
                    for before, after in combinations(states, 2):
                        yield from self._changes(before, after, kind)

    def _of_sums(
        self, more: Mapping[str, Cell], less: Sequence[Mapping[str, Cell]], what: str, parts: tuple[int, ...]
    ) -> Iterator[Secret]:
        """``more`` without ``less``: of each agency, of all, and of all without an agency that knows its own."""
        agencies = sorted({*more}.union(*less))
        groups = [(agency, [agency], [ANYBODY, *self._others(agencies, agency)]) for agency in agencies]
        if len(agencies) > 1:
            groups.append((ALL, agencies, [ANYBODY]))
        if self.insiders and len(agencies) > 2:
            groups += [(ALL, [each for each in agencies if each != own], [own]) for own in agencies]
        for agency, among, viewpoints in groups:
            terms = (
                Term(1, tuple(more[each] for each in among if each in more)),
                *(Term(-1, tuple(cells[each] for each in among if each in cells)) for cells in less),
            )
            value = self.value(terms, parts)
            if self.small(value):
                standard, _, quarter, _ = next(cell for term in terms for cell in term.cells)
                yield Secret(standard, agency, quarter, what, parts, terms, value, tuple(viewpoints))

    def _others(self, agencies: Sequence[str], agency: str) -> list[str]:
        return [each for each in agencies if each != agency] if self.insiders else []

    def _of_spans(self, standard: str, kinds: Sequence[str]) -> Iterator[Secret]:
        """Of lines over several quarters that were printed: what they come to together."""
        spans = {
            self.printed.cells(number, fact.line): fact.line
            for number, fact in self.printed.facts[standard]
            if len(fact.line.quarters) > 1
        }
        for cells, line in spans.items():
            for kind in kinds:
                terms = (Term(1, cells),)
                value = self.value(terms, COUNTS[kind])
                if self.small(value):
                    period = f"{line.quarters[0]} to {line.quarters[-1]}"
                    yield Secret(standard, line.agency, period, kind, COUNTS[kind], terms, value)

    def _changes(self, before: Mapping[str, Cell], after: Mapping[str, Cell], kind: str) -> Iterator[Secret]:
        """What a return that came late, or was mended, changed. One that was not there before is a line of its own."""
        changed = {each for each in {*before, *after} if before.get(each) != after.get(each)}
        now = {each: cell for each, cell in after.items() if each in changed}
        then = {each: cell for each, cell in before.items() if each in changed}
        if then or len(now) > 1:
            yield from self._of_sums(now, [then], f"{kind}, more or fewer than before", COUNTS[kind])

    def value(self, terms: Sequence[Term], parts: Sequence[int]) -> int:
        """What the terms come to in truth."""
        return sum(
            term.sign * by_part(self.printed.counts[cell])[part]
            for term in terms
            for cell in term.cells
            for part in parts
        )


def once(secrets: Iterable[Secret]) -> list[Secret]:
    """Each of the secrets once, of those that are the same sum."""
    return list({(each.terms, each.parts, each.viewpoints): each for each in secrets}.values())
