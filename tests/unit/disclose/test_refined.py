"""What an attack finds is given up, a little at a time, until nothing is given away; or all of it is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.disclose.facts import ALL, Cells, Fact, How, Line
from pipeline.disclose.protect.said import GivenUp
from pipeline.disclose.refined import Proposal, refined
from pipeline.errors import PipelineError
from pipeline.measure.counts import Counts
from tests.unit.disclose.proof.drawn import NOW, band, exact, line

# Of 25 and 25 records; 3 of one agency's did not meet the standard, so that its total less the other's gives them away.
CELLS = Cells({("T1", "SOL", NOW): Counts(met=22, not_met=3), ("T1", "UHS", NOW): Counts(met=13, not_met=12)})
TOTAL, OTHER = line(ALL), line("UHS")


def proposal(*facts: Fact) -> Proposal:
    return Proposal({"board": facts, "public": ()}, CELLS)


def printed(total: Fact, other: Fact) -> Callable[[GivenUp], Proposal]:
    """A total and an agency as counts; a band, or nothing, where they are given up."""

    def told(fact: Fact, given_up: GivenUp) -> Fact:
        if fact.line in given_up.everything:
            return Fact(fact.line, "TST", How.NOTHING)
        return band(40, 100, fact.line) if fact.line in given_up.counts else fact

    return lambda given_up: proposal(told(total, given_up), told(other, given_up))


def test_where_nothing_is_given_away_nothing_is_given_up() -> None:
    first = proposal(band(60, 80, TOTAL))
    kept, given_up = refined(lambda _: pytest.fail("it is safe as it is"), [], first)
    assert kept is first
    assert given_up == GivenUp()


def test_of_two_figures_that_give_a_count_away_the_agency_s_is_given_up_before_the_total() -> None:
    propose = printed(exact(35, 50, TOTAL), exact(13, 25, OTHER))
    kept, given_up = refined(propose, [], propose(GivenUp()))
    assert OTHER in given_up.counts
    assert kept == propose(given_up)
    assert Line("T1", "SOL", (NOW,)) not in given_up.counts | given_up.everything


def test_what_gives_away_a_count_without_its_own_counts_is_kept_back_whole() -> None:
    def stubborn(given_up: GivenUp) -> Proposal:
        """An agency's own small count: printed as long as anything is said of it."""
        own = line("SOL")
        return proposal(Fact(own, "TST", How.NOTHING) if own in given_up.everything else exact(22, 25, own))

    kept, given_up = refined(stubborn, [], stubborn(GivenUp()))
    assert given_up.everything == {line("SOL")}
    assert [fact.how for fact in kept.facts["board"]] == [How.NOTHING]


def test_what_is_given_away_whatever_is_given_up_is_refused_and_named() -> None:
    obstinate = proposal(exact(22, 25, line("SOL")))
    with pytest.raises(PipelineError, match=r"T1, SOL, 2019-20 Q1, not met: is known exactly to anybody, from T1/SOL/"):
        refined(lambda _: obstinate, [], obstinate)
