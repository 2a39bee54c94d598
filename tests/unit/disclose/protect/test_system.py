"""What is known of one standard's counts is exactly what holds in every world that fits what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.facts import ALL
from pipeline.disclose.protect.ranges import NO_END, Range, Span, exactly
from pipeline.disclose.protect.system import QuarterSystem, StandardSystem, readers_of
from pipeline.measure.counts import Counts
from tests.unit.disclose.protect.worlds import Worlds

AGENCIES = ("CCG", "HC", "SOL", "UHS")
SIZES = [(1, 1), (1, 4), (4, 1), (2, 2), (2, 3), (3, 2), (3, 1), (1, 3)]  # quarters and agencies
Drawn = Mapping[str, Mapping[str, Counts]]


@st.composite
def counted(draw: st.DrawFn, limit: int) -> Drawn:
    """Small counts of a few agencies in a few quarters; each has none, or too many for their number to be small."""
    quarters, agencies = draw(st.sampled_from(SIZES))
    records = st.sampled_from([0, limit + 2, limit + 3, limit + 4])
    return {
        f"2019-20 Q{number}": {
            code: Counts(met=of - not_met, not_met=not_met)
            for code in AGENCIES[:agencies]
            for of in [draw(records)]
            for not_met in [draw(st.integers(0, of))]
        }
        for number in range(1, quarters + 1)
    }


def around(draw: st.DrawFn, count: int, of: int) -> Range:
    """A range in which a count lies; often it is the count itself."""
    if draw(st.booleans()):
        return exactly(count)
    return Range(draw(st.integers(0, count)), draw(st.integers(count, of)))


@st.composite
def systems(draw: st.DrawFn) -> tuple[StandardSystem, Drawn, int]:
    """A standard of which all sorts of things are printed, all of them true."""
    limit = draw(st.sampled_from([1, 2]))
    drawn = draw(counted(limit))
    quarters = []
    for theirs in drawn.values():
        own = QuarterSystem(theirs, limit)
        for line in (ALL, *theirs):
            if draw(st.booleans()):
                own.said[line] = around(draw, own.of(line).not_met, own.of(line).applicable)
        quarters.append(own)
    system = StandardSystem(quarters, list(readers_of(next(iter(drawn.values())), {})))
    for first in range(len(quarters)):
        for last in range(first + 1, len(quarters)):
            if draw(st.booleans()):
                whole = system.together(first, last)
                system.spans.append(Span(first, last, around(draw, whole.not_met, whole.applicable)))
    return system, drawn, limit


def given_away(system: StandardSystem, drawn: Drawn, limit: int) -> list[str]:
    """What anybody, or an agency that knows its own counts, learns too much of, in truth."""
    names, found = list(drawn), []
    spans = [names[each.first : each.last + 1] for each in system.spans]
    for known in system.readers:
        worlds = Worlds.all_of(drawn, known)
        for quarter, own in zip(names, system.quarters, strict=True):
            for line, said in own.said.items():
                worlds.read(line, [quarter], lambda met, of, said=said: said.low <= of - met <= said.high)
        for quarters, each in zip(spans, system.spans, strict=True):
            worlds.read(ALL, quarters, lambda met, of, said=each.range: said.low <= of - met <= said.high)
        found += [(sorted(known), each) for each in worlds.given_away(limit, known, spans)]
    return found


@settings(max_examples=500)
@given(systems())
def test_a_system_is_safe_exactly_where_no_reader_learns_a_small_count_in_any_world(
    made: tuple[StandardSystem, Drawn, int],
) -> None:
    system, drawn, limit = made
    assert all(system.safe(place) for place in range(len(system.quarters))) is not bool(
        given_away(system, drawn, limit)
    )


def quarter(limit: int = 5, **counts: tuple[int, int]) -> QuarterSystem:
    """By agency: how many did not meet it, of how many."""
    return QuarterSystem({code: Counts(met=of - few, not_met=few) for code, (few, of) in counts.items()}, limit)


def of_one(own: QuarterSystem, *printed: str) -> StandardSystem:
    own.said = {line: exactly(own.of(line).not_met) for line in printed}
    return StandardSystem([own], list(readers_of(own.counts, {})))


def test_the_other_of_two_agencies_is_known_to_each_beside_a_total() -> None:
    """23 of 46 did not meet it in all; who has 20 of 30 knows that the other has 3 of 16."""
    assert not of_one(quarter(HC=(20, 30), SOL=(3, 16)), ALL).safe(0)
    assert of_one(quarter(HC=(20, 30), SOL=(8, 16)), ALL).safe(0)


def test_what_all_others_come_to_is_protected_from_an_agency_too() -> None:
    """Of 5 that did not meet it beside its own 20, the SOL knows that somebody has them, whoever it is."""
    assert not of_one(quarter(SOL=(20, 40), UHS=(5, 30), CCG=(0, 30)), ALL).safe(0)
    assert of_one(quarter(SOL=(20, 40), UHS=(6, 30), CCG=(0, 30)), ALL).safe(0)


def test_an_agency_of_so_few_records_that_their_number_is_hidden_may_have_any_number_for_all_that_is_known() -> None:
    few = quarter(HC=(3, 6), SOL=(20, 40), UHS=(20, 40))
    assert few.printed("HC") == Range(0, NO_END)
    assert few.printed("SOL") == Range(0, 40)
    assert quarter(HC=(3, 6)).printed(ALL) == Range(0, NO_END)
    assert of_one(few, "SOL").safe(0)
    assert not of_one(few, ALL, "SOL", "UHS").safe(0)


def test_what_was_printed_before_is_known_beside_what_is_printed_now() -> None:
    own = quarter(HC=(3, 30))
    assert of_one(own).safe(0)
    own.before = {"HC": Range(2, 9)}
    assert not of_one(own).safe(0)


def test_a_body_that_took_over_from_others_knows_their_counts_too() -> None:
    readers = list(readers_of(["A", "B", "C"], {"A": "AB", "B": "AB"}))
    assert readers == [frozenset(), frozenset({"A", "B"}), frozenset({"C"})]


@pytest.mark.parametrize(("third", "safe"), [(6, True), (5, False)])
def test_agencies_that_became_one_body_are_one_reader(third: int, safe: bool) -> None:
    own = quarter(A=(10, 40), B=(10, 40), C=(third, 40), D=(0, 40))
    own.said = {ALL: exactly(own.whole.not_met), "D": exactly(0)}
    assert StandardSystem([own], list(readers_of(own.counts, {"A": "AB", "B": "AB"}))).safe(0) is safe


def test_quarters_taken_together_give_the_hidden_one_away_and_a_system_without_them_does_not() -> None:
    """9 of 20, 15 of 25 and 10 of 25 beside 39 of 88 in all: the hidden quarter has 5 of 18."""
    quarters: Sequence[QuarterSystem] = [quarter(HC=each) for each in ((9, 20), (15, 25), (5, 18), (10, 25))]
    for place in (0, 1, 3):
        quarters[place].said = {ALL: exactly(quarters[place].whole.not_met)}
    system = StandardSystem(list(quarters), [frozenset()])
    assert system.safe(3)
    system.spans = [Span(0, 3, exactly(39))]
    assert not system.safe(3)
    system.spans = [Span(0, 3, Range(34, 52))]
    assert system.safe(3)
