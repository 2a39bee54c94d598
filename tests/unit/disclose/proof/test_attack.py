"""The attack finds the interval of every protected count that going through all tables finds."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.facts import ALL, Fact, Line
from pipeline.disclose.proof.attack import given_away, intervals
from pipeline.disclose.proof.secrets import ANYBODY
from pipeline.disclose.proof.statements import statements
from pipeline.measure.counts import Counts
from tests.unit.disclose.proof.drawn import NOW, band, exact, judged, line, release, rounded

NEXT = "2019-20 Q2"
LIMIT = 2
AGENCIES = ("CCG", "SOL", "UHS")
Table = dict[tuple[str, str], Counts]  # by agency and quarter


def read(counts: Counts, what: str) -> int:
    return {
        "met": counts.met,
        "not met": counts.not_met,
        "not recorded": counts.not_recorded,
        "not met though recorded": counts.not_met - counts.not_recorded,
    }[what]


def summed(table: Mapping[tuple[str, str], Counts], where: Line) -> Counts:
    chosen = (
        counts
        for (agency, quarter), counts in table.items()
        if quarter in where.quarters and where.agency in (ALL, agency)
    )
    return sum(chosen, Counts())


def only(counts: Counts) -> range:
    return range(counts.applicable, counts.applicable + 1)


def agree(table: Table, truth: Table, facts: list[Fact]) -> bool:
    return all(
        statement.holds(summed(table, fact.line))
        for fact in facts
        for statement in statements(fact, only(summed(truth, fact.line)))
    )


def every_table(truth: Table) -> Iterator[Table]:
    """Every table whose lines have as many records as those of ``truth``."""
    of = [counts.applicable for counts in truth.values()]
    for drawn in itertools.product(*([(m, s) for m in range(n + 1) for s in range(n - m + 1)] for n in of)):
        yield {
            place: Counts(met=m, not_met=n - m, not_recorded=s)
            for place, n, (m, s) in zip(truth, of, drawn, strict=True)
        }


@st.composite
def printed(draw: st.DrawFn) -> tuple[Table, list[Fact]]:
    """A table of two or three lines of more than three records each, and something that is printed of some of it."""
    places = draw(st.sampled_from([
        [("CCG", NOW), ("SOL", NOW)],
        [("CCG", NOW), ("SOL", NOW), ("UHS", NOW)],
        [("CCG", NOW), ("SOL", NOW), ("CCG", NEXT)],
        [("CCG", NOW), ("CCG", NEXT)],
    ]))  # fmt: skip
    table = {}
    for place in places:
        of = draw(st.integers(4, 5))
        met = draw(st.integers(0, of))
        table[place] = Counts(met=met, not_met=of - met, not_recorded=draw(st.integers(0, of - met)))
    lines = [line(agency, quarter) for agency, quarter in places]
    lines += [line(ALL, NOW), line(ALL, NOW, NEXT), line("CCG", NOW, NEXT)]
    facts = [_printed(draw, table, where) for where in draw(st.lists(st.sampled_from(lines), unique=True))]
    return table, facts


def _printed(draw: st.DrawFn, table: Table, where: Line) -> Fact:
    counts = summed(table, where)
    met, of = counts.met, counts.applicable
    how = draw(st.sampled_from(["exact", "silent", "rounded", "band", "verdict"]))
    if how == "band":
        return band(100 * met // of // 20 * 20, min(100, -(-100 * met // of // 20) * 20 + 20), where)
    if how == "rounded":
        return rounded(3 * round(met / 3), 3 * round(of / 3), where, to=3)
    if how == "verdict" and of >= 5:
        for word in ("Below target", "Not yet clear", "At target", "Above target"):
            fact = judged(word, 0.6, where)
            if all(statement.holds(counts) for statement in statements(fact, only(counts))):
                return fact
    return exact(met, of, where, silent=counts.not_recorded if how == "silent" else None)


def as_release(table: Table, facts: list[Fact]):
    by_quarter: dict[str, dict[str, tuple[int, int, int]]] = {}
    for (agency, quarter), each in table.items():
        by_quarter.setdefault(quarter, {})[agency] = (each.met, each.not_met, each.not_recorded)
    return release(facts, by_quarter)


@settings(max_examples=30, deadline=None)
@given(printed())
def test_the_solver_finds_the_ends_that_going_through_all_tables_finds(drawn: tuple[Table, list[Fact]]) -> None:
    table, facts = drawn
    worlds = [each for each in every_table(table) if agree(each, table, facts)]
    for found in intervals([as_release(table, facts)], LIMIT):
        secret = found.secret
        if secret.what == "records":
            continue  # of which a reader knows no more than what is printed
        where = Line("T1", secret.agency, tuple(secret.quarter.split(" to ")))
        knows = {place for place in table if place[0] == found.viewpoint}
        values = [
            sum(
                read(counts, secret.what)
                for place, counts in world.items()
                if place[1] in where.quarters and place not in knows and where.agency in (ALL, place[0])
            )
            for world in worlds
            if all(world[place] == table[place] for place in knows)
        ]
        assert (found.low, found.high) == (min(values), max(values)), (secret, found.viewpoint)


@settings(max_examples=30, deadline=None)
@given(printed())
def test_simple_worlds_find_safe_nothing_that_the_solver_finds_given_away(drawn: tuple[Table, list[Fact]]) -> None:
    made = [as_release(*drawn)]
    unsafe = [found for found in intervals(made, LIMIT) if not found.safe(LIMIT)]
    for_anybody = {found.secret for found in unsafe if found.viewpoint == ANYBODY}
    said_once = [found for found in unsafe if found.viewpoint == ANYBODY or found.secret not in for_anybody]
    assert Counter(
        (each.agency, each.quarter, each.what, each.viewpoint) for each in given_away(made, LIMIT, named=False)
    ) == Counter((each.secret.agency, each.secret.quarter, each.secret.what, each.viewpoint) for each in said_once)
