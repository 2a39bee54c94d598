"""
What the released editions print, attacked before anything is made of it: what gives a small count away is given up.

The protection (`disclose.protect`) and the attack (`disclose.proof`) share no code, and see things in different ways.
So what the attack finds is handed back: the counts of those figures are not printed, or nothing is said of them at all,
and it is attacked again, until nothing is found. If that never comes, the run is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.disclose.facts import ALL, Cells, Fact, Line
from pipeline.disclose.proof.attack import GivenAway, given_away
from pipeline.disclose.proof.printed import Release
from pipeline.disclose.proof.refusal import refuse_if_given_away
from pipeline.disclose.protect.said import GivenUp, SaidLines
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.errors import PipelineError
from pipeline.results.cells import cells_of_audit, together
from pipeline.results.claims import Ruled
from pipeline.results.counted import CountedAudit, CountedQuarter
from pipeline.results.facts import facts_of, facts_of_standard
from pipeline.results.model import QuarterResult
from pipeline.results.shown_in import protection_of, shown_in
from pipeline.results.standards import standard_result

_MOST_ROUNDS = 12
_AT_ONCE = 6  # counts that are given away of which the figures are looked for in a round
_READERS = ((PUBLIC, (PUBLIC,)), (BOARD, (PUBLIC, BOARD)))  # who reads which editions


@dataclass(frozen=True)
class ProvedQuarter:
    """
    What each released edition prints of every line, by audit and edition, and the counts that are printed.

    ``facts``: by edition, all that was attacked.
    """

    printed: Mapping[str, Mapping[str, SaidLines]]
    cells: Cells
    facts: Mapping[str, frozenset[Fact]]

    def refuse_if_more(self, result: QuarterResult) -> None:
        """Raises: PipelineError -- if a released edition prints a figure that was not attacked."""
        if result.edition not in self.facts:
            return
        attacked = self.facts[result.edition]
        of_people = {standard for standard, _, _ in self.cells.counts}
        more = [
            fact.line.id
            for fact in facts_of(result)
            if fact.line.standard in of_people and _plain(fact) not in attacked
        ]
        if more:
            raise PipelineError(
                f"The {result.edition} edition would print figures that were not attacked: {', '.join(more)}. Nothing "
                "was made. Keep data/ as it is and report this mistake of ours."
            )


def proved_quarter(counted: CountedQuarter) -> ProvedQuarter:
    """
    What may be printed of a ``counted`` quarter, given everything that was released before.

    Raises: PipelineError -- naming each count that is given away still, when all was tried.
    """
    rulings = iter(counted.rulings)
    each_proved = [_audit(each, counted, [next(rulings) for _ in each.standards]) for each in counted.audits]
    return ProvedQuarter(
        {each.audit.code: own.printed for each, own in zip(counted.audits, each_proved, strict=True)},
        together([each.cells for each in each_proved]),
        {
            edition.name: frozenset(fact for each in each_proved for fact in each.facts[edition.name])
            for edition in (BOARD, PUBLIC)
        },
    )


@dataclass(frozen=True)
class _Proved:
    """The same of one audit."""

    printed: Mapping[str, SaidLines]
    cells: Cells
    facts: Mapping[str, Sequence[Fact]]


def _audit(counted: CountedAudit, quarter: CountedQuarter, rulings: Sequence[Ruled]) -> _Proved:
    given_up = GivenUp()
    for _ in range(_MOST_ROUNDS):
        own = _printed(counted, quarter, rulings, given_up)
        found = next((away for reader in _READERS if (away := _found(own, quarter.released, *reader))), ())
        if not found:
            return own
        given_up = _more_given_up(given_up, found, own)
    for edition, editions in _READERS:
        refuse_if_given_away(_releases(own, quarter.released, editions), edition.hide, insiders=edition.agencies)
    return own


def _printed(counted: CountedAudit, quarter: CountedQuarter, rulings: Sequence[Ruled], given_up: GivenUp) -> _Proved:
    now = quarter.intake.quarter
    printed = protection_of(counted, now, quarter.released, given_up)
    facts: dict[str, list[Fact]] = {edition.name: [] for edition in (BOARD, PUBLIC)}
    for edition in (BOARD, PUBLIC):
        shown_by = shown_in(counted, edition)
        for own, rule in zip(counted.standards, rulings, strict=True):
            if counted.audit.of_people(own.standard):
                result = standard_result(
                    own.standard,
                    own.outcomes,
                    own.before,
                    now,
                    shown_by[own.standard.id],
                    own.around,
                    (own.compared, rule),
                    shapes=own.shapes,
                    lists=counted.lists,
                    printed=printed,
                )
                facts[edition.name] += map(
                    _plain, facts_of_standard(counted.audit.code, result, str(now), edition.round_to)
                )
    return _Proved(printed, cells_of_audit(counted, quarter, printed[BOARD.name]), facts)


def _plain(fact: Fact) -> Fact:
    """A fact without what tells nothing of its counts."""
    return replace(fact, version="")


def _found(
    own: _Proved, released: Sequence[ReleasedBefore], reader: Edition, editions: Sequence[Edition]
) -> Sequence[GivenAway]:
    releases = _releases(own, released, editions)
    return given_away(releases, reader.hide, insiders=reader.agencies, most=_AT_ONCE)


def _releases(own: _Proved, released: Sequence[ReleasedBefore], editions: Sequence[Edition]) -> list[Release]:
    """What readers of some editions hold of an audit, the newest last."""
    names = {edition.name for edition in editions}
    standards = {standard for standard, _, _ in own.cells.counts}
    earlier = [_of_standards(each, standards) for each in released if each.edition in names]
    return [*earlier, Release([fact for name in sorted(names) for fact in own.facts[name]], own.cells)]


def _of_standards(released: ReleasedBefore, standards: Collection[str]) -> Release:
    """A release as far as it is of some standards."""
    cells = released.cells
    return Release(
        [fact for fact in released.facts if fact.line.standard in standards],
        Cells(
            {key: counts for key, counts in cells.counts.items() if key[0] in standards},
            {when: tuple(pair for pair in each if {*pair} <= {*standards}) for when, each in cells.within.items()},
            {when: tuple(pair for pair in each if {*pair} <= {*standards}) for when, each in cells.apart.items()},
        ),
    )


def _more_given_up(given_up: GivenUp, found: Sequence[GivenAway], own: _Proved) -> GivenUp:
    """
    What is given up beside: of each count that is given away, of one figure that does it the counts and the verdict,
    or, where those are given up already, all that is said of it.
    """
    counts, everything = set(given_up.counts), set(given_up.everything)
    lines = {fact.line.id: fact.line for facts in own.facts.values() for fact in facts}
    for each in found:
        guilty = [lines[figure] for figure in each.figures if figure in lines] or list(_of_its_quarter(each, lines))
        spared = sorted((line for line in guilty if line not in everything), key=_worth)
        if not spared:
            continue
        line = next((line for line in spared if line not in counts), None)
        if line is not None:
            counts.add(line)
        else:
            everything.add(spared[0])
    return GivenUp(frozenset(counts), frozenset(everything))


def _of_its_quarter(away: GivenAway, lines: Mapping[str, Line]) -> Iterator[Line]:
    """The lines of a standard that have to do with the quarter of a count; all of them where it is of several."""
    own = [line for line in lines.values() if line.standard == away.standard]
    there = [line for line in own if away.quarter in line.quarters]
    yield from there or own


def _worth(line: Line) -> tuple[bool, bool, Line]:
    """What is given up last: a quarter's total; an agency's line goes first, and several quarters before one."""
    return (line.agency == ALL, len(line.quarters) == 1, line)
