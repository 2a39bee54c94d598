"""
What is to be printed, attacked before anything is made of it: what gives a small count away is given up.

The protection (`disclose.protect`) and the attack (`disclose.proof`) share no code, and see things in different ways.
So what the attack finds is handed back: the counts of those figures are not printed, or nothing is said of them at all,
and it is attacked again, until nothing is found. If that never comes, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.disclose.facts import ALL, Cells, Fact, Line
from pipeline.disclose.proof.attack import GivenAway, given_away
from pipeline.disclose.proof.printed import Release
from pipeline.disclose.proof.refusal import refuse_if_given_away
from pipeline.disclose.protect.said import GivenUp

MOST_ROUNDS = 12
_AT_ONCE = 6  # counts that are given away of which the figures are looked for in a round
_READERS = ((PUBLIC, (PUBLIC,)), (BOARD, (PUBLIC, BOARD)))  # who reads which editions


class Before(Protocol):
    """What was released once: the facts of an edition, and the counts behind them."""

    @property
    def edition(self) -> str:
        """Its name."""

    @property
    def facts(self) -> Sequence[Fact]:
        """All that it printed of standards."""

    @property
    def cells(self) -> Cells:
        """The counts that it was printed of."""


@dataclass(frozen=True)
class Proposal:
    """What is to be printed: the ``facts`` of each edition, by its name, and the counts behind them."""

    facts: Mapping[str, Sequence[Fact]]
    cells: Cells


Proposed = TypeVar("Proposed", bound=Proposal)


def refined(
    propose: Callable[[GivenUp], Proposed], before: Sequence[Before], first: Proposed
) -> tuple[Proposed, GivenUp]:
    """
    What may be printed, given all that was released ``before``, and what was given up for it.

    ``propose``: what would be printed without what is given up; ``first``: with nothing given up.
    Raises: PipelineError -- naming each count that is given away still, when all was tried.
    """
    proposal, given_up = first, GivenUp()
    for _ in range(MOST_ROUNDS):
        found = next((away for reader in _READERS if (away := _found(proposal, before, *reader))), ())
        if not found:
            return proposal, given_up
        given_up = _more_given_up(given_up, found, proposal)
        proposal = propose(given_up)
    for reader, editions in _READERS:
        refuse_if_given_away(_releases(proposal, before, editions), reader.hide, insiders=reader.agencies)
    return proposal, given_up


def _found(
    proposal: Proposal, before: Sequence[Before], reader: Edition, editions: Sequence[Edition]
) -> Sequence[GivenAway]:
    releases = _releases(proposal, before, editions)
    return given_away(releases, reader.hide, insiders=reader.agencies, most=_AT_ONCE)


def _releases(proposal: Proposal, before: Sequence[Before], editions: Sequence[Edition]) -> list[Release]:
    """What readers of some editions hold, the newest last."""
    names = [edition.name for edition in editions]
    earlier = [Release(each.facts, each.cells) for each in before if each.edition in names]
    return [*earlier, Release([fact for name in names for fact in proposal.facts[name]], proposal.cells)]


def _more_given_up(given_up: GivenUp, found: Sequence[GivenAway], proposal: Proposal) -> GivenUp:
    """
    What is given up beside: of each count that is given away, of one figure that does it the counts and the verdict,
    or, where those are given up already, all that is said of it.
    """
    counts, everything = set(given_up.counts), set(given_up.everything)
    lines = {fact.line.id: fact.line for facts in proposal.facts.values() for fact in facts}
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
