"""What a pack says of all returns: no small count of another agency can be worked out by whoever knows its own row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD
from pipeline.measure.counts import Counts
from pipeline.results.agency import OwnStandard, agency_result
from pipeline.results.beside_own import gives_away
from tests.unit.results.built import audit, quarter, result, returned

LIMIT = BOARD.hide
Rows = Mapping[str, tuple[int, int]]  # of each agency how many met, and how many did not


def pack(drawn: Rows, code: str) -> OwnStandard:
    """What the pack of an agency has of the one standard."""
    counted = {each: Counts(met=met, not_met=not_met) for each, (met, not_met) in drawn.items()}
    returns = tuple(returned(agency=each) for each in drawn)
    (own,) = agency_result(quarter(audit([result(counted)], returns=returns)), code).standards
    return own


def says_all(drawn: Rows, code: str = "SOL") -> bool:
    """Whether the pack has the counts of all returns, and not only between what their share lies."""
    whole = pack(drawn, code).whole
    return whole is not None and not whole.counts.hidden


def test_the_row_of_the_one_other_agency_is_not_known_by_subtraction() -> None:
    leak = {"SOL": (22, 4), "UHS": (18, 6)}  # as NEG13 is answered by two: 40 of 50 less 22 of 26 would be 18 of 24
    assert not says_all(leak)
    assert not says_all(leak, "UHS")


def test_where_nobody_else_is_counted_all_returns_are_the_agencys_own() -> None:
    assert says_all({"SOL": (9, 1), "UHS": (0, 0)})


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        ({"UHS": (18, 12), "CCG": (12, 11)}, True),
        ({"UHS": (29, 1), "CCG": (22, 1)}, False),  # the others come to 2 that did not: a small count of a few
        ({"UHS": (28, 2), "CCG": (18, 5)}, True),  # they come to 7, of which either may have none or 5 and more
        ({"UHS": (28, 2), "CCG": (0, 23)}, False),  # 25 did not meet it, of whom CCG has at most 23
        ({"UHS": (30, 20), "CCG": (3, 0)}, False),  # the one small number of records is what is left
        ({"UHS": (20, 15), "CCG": (2, 2), "HC": (1, 3)}, False),  # of 8 left records either knows the other's 4
        ({"UHS": (20, 15), "CCG": (1, 1), "HC": (1, 1)}, False),  # neither of the two can have 5 records
    ],
    ids=str,
)
def test_all_returns_are_said_where_what_is_left_of_them_leaves_small_counts_open(others: Rows, shown: bool) -> None:
    assert says_all({"SOL": (20, 18), **others}) is shown


def test_of_all_returns_no_more_is_said_than_how_many_met_of_how_many() -> None:
    whole = pack({"SOL": (20, 18), "UHS": (18, 12), "CCG": (12, 11)}, "SOL").whole
    assert whole is not None
    assert (whole.counts.met, whole.counts.applicable) == (50, 91)
    assert (whole.counts.not_recorded, whole.counts.not_applicable, whole.counts.pending) == (None, None, None)


def test_what_the_board_may_not_be_told_of_all_returns_no_pack_tells() -> None:
    drawn = {"SOL": (20, 0), "UHS": (28, 2), "CCG": (21, 2)}  # 4 of 73 did not meet it
    assert not any(says_all(drawn, code) for code in drawn)


ROWS = st.tuples(st.integers(0, 12), st.integers(0, 12))
TABLES = st.integers(2, 4).flatmap(
    lambda many: st.fixed_dictionaries(dict.fromkeys(("SOL", "UHS", "CCG", "HC")[:many], ROWS))
)


@settings(max_examples=120, deadline=None)
@given(TABLES)
def test_no_pack_pins_a_small_count_of_another_agency(drawn: Rows) -> None:
    for code, own in drawn.items():
        others = [row for each, row in drawn.items() if each != code and sum(row)]
        if not sum(own) or not others or (whole := pack(drawn, code).whole) is None:
            continue
        if whole.band is not None and any(sum(row) <= LIMIT + 1 for row in others):
            continue  # beside a band no number of records is printed, so that a small one is not known
        records = sum(map(sum, drawn.values()))
        least, most = (
            whole.band.counts(records) if whole.band is not None else (whole.counts.met or 0, whole.counts.met or 0)
        )
        left = records - sum(own)
        totals = [(met - own[0], left) for met in range(least, most + 1) if 0 <= met - own[0] <= left]
        for part, count in enumerate((sum(row[0] for row in others), sum(row[1] for row in others))):
            if 1 <= count <= LIMIT:
                _is_open({(met, of - met)[part] for met, of in totals})
        possible = [each for rest in totals for each in _possible(rest, [sum(row) for row in others])]
        for place, row in enumerate(others):
            for part, count in enumerate((*row, sum(row))):
                if 1 <= count <= LIMIT:
                    _is_open({(*each[place], sum(each[place]))[part] for each in possible})


def _is_open(seen: set[int]) -> None:
    """What a reader cannot rule out of a small count is as wide as the rule asks."""
    assert min(seen) <= 1
    assert max(seen) >= LIMIT
    assert not seen <= {*range(1, LIMIT + 1)}


def _possible(rest: tuple[int, int], of: Sequence[int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every table of the others that whoever knows what they come to, and who has many records, cannot rule out."""
    met, whole = rest
    if not of:
        if (met, whole) == (0, 0):
            yield ()
        return
    first, *further = of
    fixed = sum(each for each in further if each > LIMIT)
    lengths = [first] if first > LIMIT else range(whole - fixed + 1)
    if first <= LIMIT and not any(each <= LIMIT for each in further):
        lengths = [whole - fixed]
    for length in lengths:
        for part in range(max(0, met - (whole - length)), min(length, met) + 1):
            for others in _possible((met - part, whole - length), further):
                yield ((part, length - part), *others)


def test_a_rest_that_is_small_gives_itself_away() -> None:
    assert gives_away((3, 40), [(2, 20), (1, 20)], LIMIT)
    assert gives_away((36, 40), [(18, 20), (18, 20)], LIMIT)
    assert not gives_away((20, 40), [(10, 20), (10, 20)], LIMIT)
