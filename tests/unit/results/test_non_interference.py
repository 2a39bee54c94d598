"""
Two quarters of which the same facts are printed are told alike, whatever they came to: nothing tells them apart.

That a page prints no hidden count is little if a word, a width or a colour on it is another where the count is another.
Here two worlds differ in a few records; where what is printed of every line is the same in both editions, all else that
the board and the public are given is the same too.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import audits
from pipeline.results.facts import facts_of
from tests.unit.results.two_worlds import AUDIT, Record, World, apart, told

AGENCIES = ("SOL", "UHS", "CCG")
records = st.lists(
    st.tuples(st.sampled_from(["Y"] * 8 + ["N", "NR"]), st.sampled_from(["Y", "Y", "Y", "N"])), max_size=28
)
worlds = st.lists(st.fixed_dictionaries(dict.fromkeys(AGENCIES, records)), min_size=1, max_size=5)


@pytest.fixture(autouse=True, scope="module")
def alone() -> object:
    """Nobody is asked for any audit but the small one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audits, "of", lambda _: {AUDIT.code: AUDIT})
        yield


def changed(world: World, quarter: int, agency: str, place: int, record: Record) -> World | None:
    """The world with one record in another's place; None where there is none, or it is the same."""
    theirs = list(world[quarter % len(world)][agency])
    if not theirs or theirs[place % len(theirs)] == record:
        return None
    theirs[place % len(theirs)] = record
    return [{**each, agency: theirs} if number == quarter % len(world) else each for number, each in enumerate(world)]


def differences(one: World, other: World) -> list[tuple[str, object, object]] | None:
    """What tells two worlds apart beside the facts; None where the facts do."""
    here, there = told(one), told(other)
    if [facts_of(each) for each in here] != [facts_of(each) for each in there]:
        return None
    return [difference for both in zip(here, there, strict=True) for difference in apart(*both)]


@settings(max_examples=12, deadline=None)
@given(
    worlds,
    st.integers(0, 9),
    st.sampled_from(AGENCIES),
    st.integers(0, 99),
    st.tuples(st.sampled_from(["Y", "N", "NR"]), st.just("Y")),
)
def test_what_is_told_beside_the_same_facts_is_the_same(
    world: World, quarter: int, agency: str, place: int, record: Record
) -> None:
    other = changed(world, quarter, agency, place, record)
    if other is not None:
        assert not differences(world, other)


def met(count: int, *others: str) -> list[Record]:
    return [("Y", "Y")] * count + [(each, "Y") for each in others]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (met(23, "N", "N"), met(24, "N")),
        (met(23, "N", "N"), met(23, "N", "NR")),
        (met(20, *["N"] * 3), met(19, *["N"] * 4)),
        (met(18, *["NR"] * 2), met(19, "NR")),
    ],
    ids=["one more met it", "one was not recorded", "one fewer met it", "one that was not recorded met it"],
)
@pytest.mark.parametrize("before", [0, 4])
def test_a_hidden_record_more_or_less_is_told_by_nothing(
    one: Sequence[Record], other: Sequence[Record], before: int
) -> None:
    """One agency's line is a band in both worlds, now or in an earlier quarter; the other agency's is not small."""
    large = {"UHS": met(12, *["N"] * 9)}
    usual = [{"SOL": met(22, *["N"] * 8), **large}] * before
    first, second = {"SOL": one, **large}, {"SOL": other, **large}
    assert not differences([*usual, first], [*usual, second])
    assert not differences([first, *usual], [second, *usual])


def test_worlds_of_which_the_same_is_told_are_there_to_be_compared() -> None:
    """Or nothing would be tested here."""
    large = {"UHS": met(12, *["N"] * 9)}
    assert differences([{"SOL": met(24, "N"), **large}], [{"SOL": met(23, "N", "N"), **large}]) == []
    assert differences([{"SOL": met(15, *["N"] * 9), **large}], [{"SOL": met(14, *["N"] * 10), **large}]) is None
