"""What is asked of the protection: the counts of a standard, who judges them, and what may be taken together."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.disclose.facts import ALL, Band, Cells, Fact, How, Line
from pipeline.disclose.protect.said import SaidLines
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.measure.clustering import plain_shape
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Cluster, Shape, Stratum
from pipeline.results.breaks import NOTHING_MORE
from pipeline.results.protection import ByAgency, ToProtect, as_printed, line_of, printed_in, protection
from tests.unit.results.built import CONTEXT, LOW, NOW, definition, quarters_to, set_to, targets

BEFORE = NOW.previous()
YEAR = sorted(quarters_to(NOW, 4))


def of(met: int, whole: int) -> Counts:
    return Counts(met=met, not_met=whole - met)


def asked(by_agency: ByAgency, shapes: Mapping[Quarter, Shape] | None = None, **changes: object) -> ToProtect:
    return ToProtect(definition(**changes), by_agency, shapes or {}, NOTHING_MORE)


def board(to_protect: ToProtect, **more: object) -> SaidLines:
    return protection([to_protect], NOW, **more)[BOARD.name]


def together(said: SaidLines) -> list[tuple[str, ...]]:
    """The quarters that something is said of together."""
    return [line.quarters for line, told in said.items() if len(line.quarters) > 1 and told.says]


def every_quarter(counts: Counts, number: int = 4) -> dict[Quarter, dict[str, Counts]]:
    return {each: {"SOL": counts} for each in quarters_to(NOW, number)}


def test_what_is_hidden_from_nobody_asks_for_no_protection() -> None:
    said = protection([asked(every_quarter(of(30, 40)))], NOW)
    assert printed_in(said, SUBGROUP) is None
    assert printed_in(said, BOARD.of_things()) is None
    assert [printed_in(said, each) for each in (BOARD, PUBLIC)] == [said["board"], said["public"]]


def test_of_few_children_even_named_readers_are_told_what_the_board_is() -> None:
    said = protection([asked(every_quarter(of(30, 40)))], NOW)
    assert printed_in(said, SUBGROUP.of_few()) is said["board"]


def test_where_a_quarter_is_hidden_the_year_is_taken_together_and_where_that_says_nothing_two_years_are() -> None:
    last = tuple(str(each) for each in YEAR)
    assert last in together(board(asked(every_quarter(of(37, 40)))))
    few = every_quarter(of(2, 3), 8) | {each: {"SOL": of(1, 1)} for each in YEAR}
    assert [len(each) for each in together(board(asked(few))) if each[-1] == str(NOW)] == [8]


def test_quarters_before_a_change_of_definition_are_taken_together_with_none_after_it() -> None:
    said = board(asked(every_quarter(of(37, 40)), since=BEFORE))
    assert [each for each in together(said) if each[-1] == str(NOW)] == []


def test_a_quarter_without_records_is_in_no_sum() -> None:
    counted = every_quarter(of(37, 40)) | {BEFORE: {}}
    assert all(str(BEFORE) not in each for each in together(board(asked(counted))))
    assert line_of(definition(), BEFORE) not in board(asked(counted))


def test_quarters_of_different_targets_are_taken_together_without_a_verdict() -> None:
    year = Line("T1", ALL, tuple(str(each) for each in YEAR))
    counted = every_quarter(of(36, 40))
    with targets(set_to(0.5, 0.4, since=BEFORE)):
        assert (board(asked(counted))[year].says, board(asked(counted))[year].verdict) == (True, False)
    assert board(asked(counted))[year].verdict


def test_samples_that_were_drawn_unevenly_are_not_added_up_and_not_judged_by_their_counts() -> None:
    parts = [Stratum({"SOL": each}, (), size, each[1]) for each, size in (((18, 20), 50), ((19, 20), 1800))]
    shapes = {each: Shape(tuple(parts)) for each in YEAR}
    said = board(asked(every_quarter(of(37, 40)), shapes))
    assert together(said) == []
    assert not any(told.verdict for told in said.values())


@pytest.mark.parametrize(
    ("counts", "changes", "is_said"),
    [
        (of(37, 40), {"target": 0.9, "amber": 0.75}, False),  # at target are 36 to 39, which leaves 1 to 4
        (of(37, 40), {"target": 0.6, "amber": 0.5}, True),  # above it are 31 and more, which leaves 0 to 9
        (of(3, 40), {**LOW, "target": 0.1}, False),
        (of(3, 40), {**LOW, "target": 0.4, "amber": 0.5}, True),
    ],
)
def test_a_verdict_is_said_where_all_counts_of_which_it_would_be_leave_as_much_open(
    counts: Counts, changes: dict[str, object], *, is_said: bool
) -> None:
    said = board(asked({NOW: {"SOL": counts}}, **changes))[line_of(definition(), NOW)]
    assert (said.how, said.verdict) == (How.BAND, is_said)


def test_a_measure_of_context_gets_no_verdict() -> None:
    said = board(asked({NOW: {"SOL": of(37, 40)}}, **CONTEXT))
    assert (said[line_of(definition(), NOW)].how, said[line_of(definition(), NOW)].verdict) == (How.BAND, False)


def test_where_children_have_several_records_a_verdict_is_that_of_as_many_cases() -> None:
    """37 of 40 records are clearly above a target of 65%, as any 33 are; of ten families it would have to be all."""
    counts, aim = of(37, 40), {"target": 0.65, "amber": 0.5}
    families = tuple(Cluster({"SOL": (4 if place else 1, 4)}, 4) for place in range(10))
    shapes = plain_shape({"SOL": counts}), Shape((Stratum({}, families),))
    said = [board(asked({NOW: {"SOL": counts}}, {NOW: each}, **aim))[line_of(definition(), NOW)] for each in shapes]
    assert said[0].verdict
    assert said[0] != said[1]


# What was released before


def released(edition: str, counts: Counts, fact: Fact) -> ReleasedBefore:
    cells = Cells({("T1", "SOL", str(BEFORE)): counts})
    return ReleasedBefore(1, str(BEFORE), edition, [fact], cells, withdrawn=False)


@pytest.mark.parametrize(("now", "stands"), [(of(33, 40), True), (of(20, 40), False), (of(30, 40), False)])
def test_a_quarter_that_was_released_stands_as_it_was_where_the_difference_would_be_small(
    now: Counts, stands: bool
) -> None:
    then, line = of(30, 40), line_of(definition(), BEFORE)
    fact = Fact(line, "TST", How.EXACT, met=30, of=40)
    counted = {BEFORE: {"SOL": now}, NOW: {"SOL": of(30, 40)}}
    said = board(asked(counted), released=[released("board", then, fact)])
    assert (said.stands == {("T1", str(BEFORE)): {"SOL": then}}) is stands
    assert as_printed(counted, definition(), said)[BEFORE]["SOL"] == (then if stands else now)
    assert said[line].how is How.EXACT
    assert said[line].published == (fact if stands else None)


def test_a_band_that_was_released_is_said_again_and_not_a_narrower_one() -> None:
    line = line_of(definition(), BEFORE)
    fact = Fact(line, "TST", How.BAND, band=Band(60, 100))
    counted = {BEFORE: {"SOL": of(37, 40)}, NOW: {"SOL": of(30, 40)}}
    again = board(asked(counted), released=[released("board", of(37, 40), fact)])
    assert again[line].band == Band(60, 100)
    assert board(asked(counted))[line].band != Band(60, 100)
