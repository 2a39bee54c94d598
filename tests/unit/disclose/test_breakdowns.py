"""A breakdown by what a child is gives away nothing small, though its total stands beside it in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import SUBGROUP
from pipeline.disclose.hiding import ShownCounts, table
from pipeline.measure.counts import Counts
from tests.unit.results.built import COLOUR, SEX, result

LIMIT = SUBGROUP.hide_by_child
BESIDE = ("not_applicable", "not_known", "pending", "missing")


def shown(*groups: Counts) -> list[ShownCounts]:
    parts, total = table(groups, sum(groups, Counts()), SUBGROUP, by_child=True)
    assert (total.met, total.applicable) == (sum(groups, Counts()).met, sum(groups, Counts()).applicable)
    return parts


def test_the_one_group_that_has_records_is_not_shown_beside_a_total_that_it_is() -> None:
    """1 of 4 in all, 2 of them not recorded: with no other group to choose from, those are the boys."""
    boys, girls = Counts(met=1, not_met=3, not_recorded=2), Counts(pending=1)
    told = result({}, groups={"M": boys, "F": girls}, by=SEX)
    assert told.groups == ()
    assert (told.total.counts.met, told.total.counts.applicable) == (1, 4)
    assert result({}, groups={"RED": boys, "BLUE": girls}, by=COLOUR).groups != ()


@pytest.mark.parametrize(
    "groups",
    [
        [Counts(met=14, not_met=12, not_recorded=8), Counts(met=7, not_met=3, not_recorded=1)],
        [Counts(met=14, not_met=12, not_recorded=8), Counts(met=17, not_met=13, not_recorded=1)],
        [Counts(met=30, not_met=20, pending=8), Counts(met=20, not_met=10, pending=1)],
        [Counts(met=30, not_met=20, pending=8), Counts(met=20, not_met=10, pending=1), Counts(9, 9, pending=2)],
        [Counts(met=30, not_met=20), Counts(met=2, not_met=1)],
        [Counts(met=30, not_met=20, missing=7), Counts(met=12, not_met=11, missing=3)],
    ],
    ids=["not recorded", "not recorded of many", "pending", "two pending", "few records", "missing"],
)  # fmt: skip
def test_no_small_count_of_a_group_is_what_the_others_leave_of_the_total(groups: list[Counts]) -> None:
    assert given_away(shown(*groups), groups) == []


SMALL = st.integers(0, 9)
GROUP = st.builds(
    lambda met, silent, recorded, pending: Counts(
        met=met, not_met=silent + recorded, not_recorded=silent, pending=pending
    ),
    SMALL, SMALL, SMALL, SMALL,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(GROUP, min_size=2, max_size=3))
def test_no_breakdown_of_few_children_is_worked_out_from_its_total(groups: list[Counts]) -> None:
    parts = shown(*groups)
    if all(each.hidden for each in parts) or sum(each.applicable > 0 for each in groups) < 2:
        return  # a page shows nothing of them
    assert given_away(parts, groups) == []


def given_away(parts: Sequence[ShownCounts], groups: Sequence[Counts]) -> list[tuple[int, str]]:
    """
    The small counts of groups of which a reader of the groups and their whole total knows more than may be.

    Where the total is small itself, more than it tells by itself.
    """
    total = sum(groups, Counts())
    named = []
    tables = list(_tables(parts, total))
    for place, group in enumerate(groups):
        for name, read in _QUANTITIES.items():
            if 1 <= read(_cells(group)) <= LIMIT:
                seen = {read(each[place]) for each in tables}
                most = min(LIMIT, read(_cells(total)))
                if min(seen) > 1 or max(seen) < most or seen <= {*range(1, LIMIT + 1)}:
                    named.append((place, name))
    for column in BESIDE:
        named += _known_beside(column, parts, groups)
    return named


Cells = tuple[int, int, int]
_QUANTITIES = {
    "met": lambda cells: cells[0],
    "not_met": lambda cells: cells[1] + cells[2],
    "not_recorded": lambda cells: cells[1],
    "recorded": lambda cells: cells[2],
    "applicable": lambda cells: sum(cells),
}


def _cells(counts: Counts) -> Cells:
    return counts.met, counts.not_recorded, counts.not_met - counts.not_recorded


def _tables(parts: Sequence[ShownCounts], total: Counts) -> Iterator[tuple[Cells, ...]]:
    """Every table of groups that comes to the total and has what is printed."""
    last = _cells(total)
    ways = [
        [cells for cells in product(*(range(whole + 1) for whole in last)) if _fits(cells, part)] for part in parts[:-1]
    ]
    for some in product(*ways):
        rest = tuple(whole - sum(each[place] for each in some) for place, whole in enumerate(last))
        if min(rest) >= 0 and _fits((rest[0], rest[1], rest[2]), parts[-1]):
            yield (*some, (rest[0], rest[1], rest[2]))


def _fits(cells: Cells, part: ShownCounts) -> bool:
    printed = (part.met, part.not_recorded, part.applicable, part.not_met)
    is_so = (cells[0], cells[1], sum(cells), cells[1] + cells[2])
    return all(one is None or one == other for one, other in zip(printed, is_so, strict=True))


def _known_beside(column: str, parts: Sequence[ShownCounts], groups: Sequence[Counts]) -> list[tuple[int, str]]:
    """The same of a count beside the result: what the hidden ones come to is known, and of each no more."""
    values = [getattr(each, column) for each in groups]
    hidden = [place for place, part in enumerate(parts) if getattr(part, column) is None]
    left = sum(values[place] for place in hidden)
    known = len(hidden) == 1 or left < min(LIMIT, sum(values))
    named = [(place, column) for place in hidden if known and 1 <= values[place] <= LIMIT]
    return named + [(at, column) for at, value in enumerate(values) if at not in hidden and 1 <= value <= LIMIT]
