"""What was released before is printed again as it was, unless nobody learns a small count from the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.facts import ALL, Band, Fact, How, Line
from pipeline.disclose.protect.protector import AuditAsked, protected
from pipeline.disclose.protect.published import counts_printed, known_before, newest, not_met_by, said_again
from pipeline.disclose.protect.ranges import ANY, Range, exactly
from pipeline.disclose.protect.said import Asked, Published, Said, SaidLines
from pipeline.measure.counts import Counts

QUARTER, NEXT = "2019-20 Q1", "2019-20 Q2"
WHOLE = Line("T1", ALL, (QUARTER,))
ByAgency = Mapping[str, Counts]


def of(met: int, whole: int, **others: int) -> Counts:
    return Counts(met=met, not_met=whole - met, **others)


def exact(counts: Counts, code: str = ALL) -> Fact:
    return Fact(Line("T1", code, (QUARTER,)), "TST", How.EXACT, met=counts.met, of=counts.applicable)


def band(low: int, high: int) -> Fact:
    return Fact(WHOLE, "TST", How.BAND, band=Band(low, high))


def release(counts: ByAgency, *facts: Fact, edition: str = "board") -> Published:
    return Published(edition, {each.line: each for each in facts}, counts)


def asked(now: ByAgency, *released: Published) -> Asked:
    return Asked("T1", "TST", headline=False, counts={QUARTER: now}, published={QUARTER: list(released)})


THEN = {"SOL": of(18, 47)}


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        ({"SOL": of(18, 47), "CCG": of(2, 3)}, True),  # a late return of 3 records, of which 2 met it
        ({"SOL": of(18, 48)}, True),  # a record more
        ({"SOL": of(19, 47)}, True),  # a mended answer
        ({"SOL": of(18, 47, not_recorded=2)}, True),
        ({"SOL": of(18, 47), "CCG": of(20, 40)}, False),
        ({"SOL": of(28, 67)}, False),
        ({"SOL": of(24, 47), "CCG": of(0, 0)}, False),
        (THEN, False),
    ],
)
def test_counts_that_came_since_are_printed_where_they_change_no_agency_and_not_all_by_few(
    now: ByAgency, *, stands: bool
) -> None:
    counts = counts_printed(asked(now, release(THEN)), QUARTER, BOARD.hide)
    assert counts == (THEN if stands else now)


@pytest.mark.parametrize(("sol", "ccg"), [(22, 18), (30, 12), (18, 22)], ids=["of each", "in all", "either way"])
def test_a_small_change_is_hidden_where_it_is_of_an_agency_or_of_what_agencies_gain_and_lose_in_all(
    sol: int, ccg: int
) -> None:
    then = {"SOL": of(20, 40), "CCG": of(20, 40)}
    now = {"SOL": of(sol, 40), "CCG": of(ccg, 40)}
    assert counts_printed(asked(now, release(then)), QUARTER, BOARD.hide) == then


def test_it_is_the_last_release_that_new_counts_are_held_against() -> None:
    second = {"SOL": of(38, 67)}
    now = {"SOL": of(39, 68)}
    assert counts_printed(asked(now, release(THEN), release(second)), QUARTER, BOARD.hide) == second


def test_an_edition_says_again_what_it_released_last_of_the_same_counts() -> None:
    first, second = release(THEN, band(30, 50)), release(THEN, band(20, 50))
    public = release(THEN, edition="public")
    assert newest(asked(THEN, first, second, public), QUARTER, "board", THEN) is second
    assert newest(asked(THEN, first), QUARTER, "public", THEN) is None
    assert newest(asked(THEN, first), QUARTER, "board", {"SOL": of(28, 67)}) is None


@pytest.mark.parametrize("changed", [True, False])
def test_a_released_line_is_said_again_with_its_verdict_and_its_silence(*, changed: bool) -> None:
    fact = replace(exact(of(18, 47)), silent=10, verdict="Below target")
    assert said_again(fact, changed=changed) == Said(
        How.EXACT, verdict=True, silent=True, published=fact if changed else None
    )
    assert said_again(band(30, 50), changed=False) == Said(How.BAND, Band(30, 50))


def test_a_fact_says_of_those_not_met_what_its_counts_its_band_and_its_verdict_say() -> None:
    def judge(met: int, whole: int) -> str:
        return "At target" if met >= 0.9 * whole else "Below target"

    counts = of(37, 40)
    assert not_met_by(exact(counts), counts, judge) == exactly(3)
    assert not_met_by(band(85, 100), counts, judge) == Range(0, 6)
    assert not_met_by(replace(band(80, 95), verdict="At target"), counts, judge) == Range(2, 4)
    assert not_met_by(Fact(WHOLE, "TST", How.NOTHING, verdict="At target"), counts, judge) == Range(0, 4)
    assert not_met_by(Fact(WHOLE, "TST", How.NOTHING), counts, judge) == Range(0, 40)


def test_what_was_released_of_other_counts_says_of_those_of_now_what_the_change_leaves() -> None:
    """30% to 50% of 47 leaves 24 to 32 that did not meet it; ten more since, of twenty records."""
    now = {"SOL": of(28, 67)}
    released = asked(now, release(THEN, band(30, 50)))
    assert known_before(released, ["board"], QUARTER, ALL, now["SOL"]) == Range(34, 42)
    assert known_before(released, ["public"], QUARTER, ALL, now["SOL"]) == ANY
    assert known_before(asked(now), ["board"], QUARTER, ALL, now["SOL"]) == ANY


def board(now: ByAgency, *released: Published, after: ByAgency | None = None) -> SaidLines:
    counts = {QUARTER: now, **({NEXT: after} if after else {})}
    return protected(AuditAsked([replace(asked(now, *released), counts=counts)]), BOARD, PUBLIC)[BOARD.name]


def test_a_late_return_is_not_known_from_the_history_of_the_next_report() -> None:
    """20 of 49 was released, and 22 of 52 would say that the late agency had 2 of 3 (WNB6)."""
    then = {"SOL": of(10, 24), "UHS": of(10, 25)}
    said = board({**then, "CCG": of(2, 3)}, release(then, exact(of(20, 49))), after={"SOL": of(20, 40)})
    assert said.stands == {("T1", QUARTER): then}
    assert said[WHOLE].published == exact(of(20, 49))
    assert Line("T1", "CCG", (QUARTER,)) not in said


def test_a_narrower_band_is_not_said_beside_the_one_that_was_released() -> None:
    """80% or more of 25 leaves 0 to 5; beside it "95% or less" would leave 2 to 5."""
    counts = {"SOL": of(23, 25)}
    said = board(counts, release(counts, band(80, 100)))
    assert said[WHOLE] == Said(How.BAND, Band(80, 100))
    changed = {"SOL": of(33, 45)}
    again = board(changed, release(counts, band(80, 100)))
    assert again.stands == {}
    assert again[WHOLE].how is How.EXACT


def test_of_a_line_of_which_nothing_was_released_nothing_is_said_in_a_quarter_that_was() -> None:
    counts = {"SOL": of(23, 45), "UHS": of(20, 40)}
    said = board(counts, release(counts, exact(of(43, 85))))
    assert said[WHOLE].how is How.EXACT
    assert not said[Line("T1", "UHS", (QUARTER,))].says
