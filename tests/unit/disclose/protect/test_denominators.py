"""Denominators side by side: no small number of records is known by subtracting one from another."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.disclose.facts import ALL
from pipeline.disclose.protect.denominators import Denominators, may_be_known
from pipeline.disclose.protect.system import Known, readers_of

Lines = Collection[tuple[str, str]]
Records = Mapping[str, Mapping[str, int]]


def asked(
    records: Records, within: Sequence[tuple[str, str]] = (), apart: Sequence[tuple[str, str]] = ()
) -> Denominators:
    agencies = {code for theirs in records.values() for code in theirs}
    return Denominators(records, within, apart, {}, list(readers_of(agencies, {})), 5)


def given_up(drawn: Denominators, printed: Lines, headline: str = "") -> set[tuple[str, str]]:
    """Which of the lines that would be printed may not be known; the total is worth more than two agencies."""
    weights = {line: (2.5 if line[1] == ALL else 1.0) * (4 if line[0] == headline else 1) for line in printed}
    return {*printed} - may_be_known(replace(drawn, weights=weights))


def lines(records: Records) -> set[tuple[str, str]]:
    """All lines of every standard."""
    return {(standard, code) for standard, theirs in records.items() for code in (ALL, *theirs)}


def test_50_records_and_of_the_same_46_are_not_printed_beside_each_other() -> None:
    """Four are of unborn babies (NEG13 and NEG10); the headline standard is kept."""
    drawn = asked({"NEG10": {"HC": 46}, "NEG13": {"HC": 50}}, [("NEG10", "NEG13")])
    printed = {("NEG10", ALL), ("NEG13", ALL)}
    assert len(given_up(drawn, printed)) == 1
    for kept, gone in (("NEG10", "NEG13"), ("NEG13", "NEG10")):
        assert given_up(drawn, printed, headline=kept) == {(gone, ALL)}


@pytest.mark.parametrize(("inner", "gone"), [(50, 0), (44, 0), (45, 1), (49, 1)])
def test_denominators_that_are_the_same_or_six_or_more_apart_stand_beside_each_other(inner: int, gone: int) -> None:
    drawn = asked({"A": {"HC": inner}, "B": {"HC": 50}}, [("A", "B")])
    assert len(given_up(drawn, {("A", ALL), ("B", ALL)})) == gone


def test_denominators_of_other_records_say_nothing_of_each_other() -> None:
    assert given_up(asked({"A": {"HC": 46}, "B": {"HC": 50}}), {("A", ALL), ("B", ALL)}) == set()


def test_one_of_three_that_part_a_fourth_is_given_up_where_a_small_number_is_in_none() -> None:
    """20, 15 and 11 of 49: three records are in none of them."""
    records = {"WHOLE": {"HC": 49}, "A": {"HC": 20}, "B": {"HC": 15}, "C": {"HC": 11}}
    inside = [(part, "WHOLE") for part in "ABC"]
    apart = list(itertools.combinations("ABC", 2))
    printed = {(standard, ALL) for standard in records}
    assert len(given_up(asked(records, inside, apart), printed)) == 1
    assert given_up(asked(records, inside), printed) == set()  # for all that is known, some are counted twice


def test_an_agency_that_sent_alone_is_known_by_the_total() -> None:
    records = {"A": {"UHS": 23, "SOL": 0}, "B": {"UHS": 22, "SOL": 0}}
    assert given_up(asked(records, [("B", "A")]), {("A", ALL), ("B", ALL)})
    assert given_up(asked(records, [("B", "A")]), {("A", "UHS"), ("B", ALL)})


def test_all_but_one_agency_and_the_total_are_not_printed_where_the_one_is_small() -> None:
    """Of 64, beside 30 and 30; each of these is taken to be known, whether it is printed or not."""
    records = {"A": {"UHS": 30, "SOL": 30, "CCG": 4}}
    printed = lines(records) - {("A", "CCG")}
    assert given_up(asked(records), printed) == {("A", ALL)}
    assert given_up(asked(records), {("A", ALL)}) == {("A", ALL)}
    assert given_up(asked(records), printed - {("A", ALL)}) == set()


def test_an_agency_that_knows_its_own_records_learns_no_small_number_of_another_s() -> None:
    """Beside 85 and 60, the CCG, which has 20 of the 25 more, knows that the other two have 5 between them."""
    records = {"A": {"CCG": 40, "SOL": 25, "UHS": 20}, "B": {"CCG": 20, "SOL": 20, "UHS": 20}}
    assert given_up(asked(records, [("B", "A")]), {("A", ALL), ("B", ALL)})
    anybody = replace(asked(records, [("B", "A")]), readers=[frozenset()])
    assert given_up(anybody, {("A", ALL), ("B", ALL)}) == set()


def test_what_is_left_of_two_agencies_together_is_protected_where_the_third_is_known() -> None:
    """13 are left in all and 10 of UHS: three of the other two, so that neither has five."""
    records = {"A": {"CCG": 22, "SOL": 21, "UHS": 30}, "B": {"CCG": 20, "SOL": 20, "UHS": 20}}
    anybody = replace(asked(records, [("B", "A")]), readers=[frozenset()])
    printed = {(standard, code) for standard in records for code in (ALL, "UHS")}
    assert len(given_up(anybody, printed)) == 1
    more = {**records, "A": {"CCG": 26, "SOL": 21, "UHS": 30}}
    assert given_up(replace(anybody, records=more), printed) == set()


# Against a solver that knows every record


def weighed(drawn: Denominators, *signed: tuple[str, str, int]) -> np.ndarray:
    """The sum of some denominators, those taken off with -1, of a standard and an agency each."""
    names = [(standard, code) for standard, theirs in drawn.records.items() for code in theirs]
    weights = np.zeros(len(names))
    for standard, code, sign in signed:
        weights[names.index((standard, code))] += sign
    return weights


def true_of_all(drawn: Denominators, kept: Lines, reader: Known) -> list[tuple[np.ndarray, float, float]]:
    """Every sum of records that the reader knows, or knows to be no less than nothing."""
    rows = []
    for standard, theirs in drawn.records.items():
        for code, count in theirs.items():
            if code in reader or (standard, code) in kept or not count:
                rows.append((weighed(drawn, (standard, code, 1)), count, count))
        if (standard, ALL) in kept:
            whole = sum(theirs.values())
            rows.append((weighed(drawn, *((standard, code, 1) for code in theirs)), whole, whole))
    for outer, *inner in left_over(drawn):
        for code in drawn.records[outer]:
            rows.append((weighed(drawn, (outer, code, 1), *((each, code, -1) for each in inner)), 0, np.inf))
    return rows


def left_over(drawn: Denominators) -> Iterator[tuple[str, ...]]:
    """Each standard, and what one or more that lie in it, and are apart, leave of it."""
    apart = {frozenset(each) for each in drawn.apart}
    for outer in drawn.records:
        inside = [inner for inner, other in drawn.within if other == outer]
        for size in range(len(inside) + 1):
            for some in itertools.combinations(inside, size):
                if all(frozenset(each) in apart for each in itertools.combinations(some, 2)):
                    yield (outer, *some)


def bounds(weights: np.ndarray, rows: Sequence[tuple[np.ndarray, float, float]]) -> tuple[int, int]:
    """How few and how many a sum of records can come to."""
    sums, least, most = (np.array(each) for each in zip(*rows, strict=True))
    low, high = (
        sign
        * milp(
            sign * weights,
            constraints=LinearConstraint(sums, least, most),
            integrality=np.ones(len(weights)),
            bounds=Bounds(0, 300),
        ).fun
        for sign in (1, -1)
    )
    return round(low), round(high)


def is_safe(drawn: Denominators, kept: Lines) -> bool:
    """
    Whether of no small number of records more is known than may be, by the solver's bounds.

    Within one standard each agency's denominator that is not small is taken to be known.
    """
    for reader, (outer, *inner) in itertools.product(drawn.readers, left_over(drawn)):
        theirs = drawn.records[outer]
        known = set() if inner else {(outer, code) for code, records in theirs.items() if records > drawn.limit + 1}
        rows = true_of_all(drawn, known.union(kept), reader)
        codes = [code for code in theirs if code not in reader]
        for among in (*([code] for code in codes), codes):
            left = sum(theirs[code] - sum(drawn.records[each][code] for each in inner) for code in among)
            if 1 <= left <= drawn.limit:
                signed = [(outer, code, 1) for code in among]
                signed += [(each, code, -1) for each in inner for code in among]
                low, high = bounds(weighed(drawn, *signed), rows)
                if low > 1 or high < drawn.limit or (low == 1 and high <= drawn.limit):
                    return False
    return True


@st.composite
def nested(draw: st.DrawFn) -> Denominators:
    """Standards of which one holds one or two others, apart from each other, of up to three agencies."""
    inner = draw(st.integers(1, 2))
    agencies = ("CCG", "SOL", "UHS")[: draw(st.sampled_from([2, 1] if inner > 1 else [3, 2]))]
    left = st.sampled_from([0, 1, 2, 3, 5, 6, 9])
    parts = {name: {code: draw(st.sampled_from([20, 7, 0])) for code in agencies} for name in ("A", "B")[:inner]}
    whole = {code: sum(theirs[code] for theirs in parts.values()) + draw(left) for code in agencies}
    return asked({**parts, "W": whole}, [(name, "W") for name in parts], [("A", "B")] if inner > 1 else [])


@settings(max_examples=50)
@given(nested())
def test_what_is_kept_gives_nothing_small_away_and_nothing_more_could_be_kept(drawn: Denominators) -> None:
    every = {
        (standard, code)
        for standard, theirs in drawn.records.items()
        for code in (ALL, *theirs)
        if (sum(theirs.values()) if code == ALL else theirs[code]) > drawn.limit + 1
    }
    kept = every - given_up(drawn, every)
    assert is_safe(drawn, kept)

    def worth(some: Lines) -> float:
        return sum(2.5 if code == ALL else 1.0 for _, code in some)

    for size in range(len(every) + 1):
        for some in itertools.combinations(sorted(every), size):
            assert worth(some) <= worth(kept) or not is_safe(drawn, some)
