"""What is said of a line that is not printed as counts: the narrowest band that is safe, and its verdict if it may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.facts import ALL, Band, How
from pipeline.disclose.protect.choosing import as_band, as_counts, bands, for_span, printable, silent_may_be_said
from pipeline.disclose.protect.ranges import Range, leaves_open
from pipeline.disclose.protect.said import NOTHING, Judge, Said, unjudged
from pipeline.disclose.protect.system import QuarterSystem, StandardSystem, readers_of
from pipeline.measure.counts import Counts

LIMIT = 5
AT, BELOW = "At target", "Below target"


def of(met: int, whole: int, **others: int) -> Counts:
    return Counts(met=met, not_met=whole - met, **others)


def judge_at(target: float) -> Judge:
    """At target, or below it."""
    return lambda met, whole: AT if met >= target * whole else BELOW


def alone(counts: Counts) -> StandardSystem:
    """A quarter in which one agency sent a return."""
    return StandardSystem([QuarterSystem({"HC": counts}, LIMIT)], [frozenset()])


def said_of(counts: Counts, judge: Judge = unjudged) -> Said:
    return as_band(alone(counts), 0, ALL, judge)


def test_24_of_25_is_80_percent_or_more_and_never_at_a_target_of_95_percent() -> None:
    """Of 25 "80% or more" leaves 0 to 5 that did not meet it; "At target" of 95% would leave none or one."""
    said = said_of(of(24, 25), judge_at(0.95))
    assert said == Said(How.BAND, Band(80, 100))
    assert said.band.words == "80% or more"


def test_a_verdict_is_said_beside_a_band_where_it_leaves_as_much_open() -> None:
    """ "At target" of 95% leaves 0 to 5 of 100, and so does "95% or more"."""
    assert said_of(of(97, 100), judge_at(0.95)) == Said(How.BAND, Band(95, 100), verdict=True)
    assert said_of(of(97, 100), judge_at(0.97)) == Said(How.BAND, Band(95, 100))


def test_where_no_band_is_safe_a_verdict_may_still_be() -> None:
    """Of 8 no band is as wide as the rule; that it is not at 90% leaves 1 to 8."""
    assert said_of(of(6, 8), judge_at(0.9)) == replace(NOTHING, verdict=True)
    assert said_of(of(6, 8)) == NOTHING


def test_of_so_few_records_that_their_number_is_hidden_nothing_is_said() -> None:
    for whole in range(LIMIT + 2):
        assert said_of(of(0, whole), judge_at(0.9)) == NOTHING


def test_a_band_that_another_edition_does_not_say_is_not_said() -> None:
    counts = of(60, 80)
    own = QuarterSystem({"HC": counts}, LIMIT)
    system = StandardSystem([own], [frozenset()])
    wider = Said(How.BAND, Band(65, 85))
    assert as_band(system, 0, ALL, judge_at(0.9), no_more_than=wider) == wider
    own.said = {}
    assert as_band(system, 0, ALL, judge_at(0.9), no_more_than=NOTHING) == NOTHING
    own.said = {}
    assert as_band(system, 0, ALL, judge_at(0.9), no_more_than=replace(wider, verdict=True)) == replace(
        wider, verdict=True
    )


COUNTED = st.integers(LIMIT + 2, 60).flatmap(lambda whole: st.integers(0, whole).map(lambda met: of(met, whole)))
TARGETS = st.sampled_from([0.5, 0.75, 0.9, 0.95, 1.0])


@given(COUNTED, TARGETS)
def test_both_ends_of_a_band_are_possible_and_a_small_count_is_left_as_open_as_the_rule_asks(
    counts: Counts, target: float
) -> None:
    judge, whole = judge_at(target), counts.applicable
    said = said_of(counts, judge)
    possible = [
        met
        for met in range(whole + 1)
        if (said.band is None or said.band.low * whole <= 100 * met <= said.band.high * whole)
        and (not said.verdict or judge(met, whole) == judge(counts.met, whole))
    ]
    assert counts.met in possible
    for count, open_to in (
        (counts.met, Range(possible[0], possible[-1])),
        (counts.not_met, Range(whole - possible[-1], whole - possible[0])),
    ):
        assert not 1 <= count <= LIMIT or leaves_open(open_to, LIMIT)
    if said.band is not None:
        low, high = said.band.counts(whole)
        assert 0 <= low <= high <= whole


@given(COUNTED, TARGETS)
def test_what_is_said_is_the_first_that_is_safe_and_the_narrowest_is_tried_first(counts: Counts, target: float) -> None:
    judge = judge_at(target)
    said, tried = said_of(counts, judge), [each for each, _ in bands(counts, judge, 5)]
    widths = [each.band.high - each.band.low for each in tried if each.band is not None and each.verdict]
    assert widths == sorted(widths)
    if said.band is not None:
        narrower = [each for each in tried[: tried.index(said)] if each.verdict == said.verdict]
        for each in narrower:
            assert each.band.high - each.band.low <= said.band.high - said.band.low


@given(COUNTED, TARGETS)
def test_a_verdict_s_range_has_every_count_of_which_it_is_said_and_no_other(counts: Counts, target: float) -> None:
    judge, whole = judge_at(target), counts.applicable
    by_verdict = [known for said, known in bands(counts, judge, 5) if said == replace(NOTHING, verdict=True)]
    same = [whole - met for met in range(whole + 1) if judge(met, whole) == judge(counts.met, whole)]
    assert by_verdict == [Range(min(same), max(same))]


def test_no_verdict_is_said_where_none_follows_from_counts() -> None:
    assert not any(said.verdict for said, _ in bands(of(20, 40), unjudged, 5))


def test_quarters_together_get_the_first_band_that_the_rest_of_the_system_allows() -> None:
    tried: list[Range] = []

    def safe(not_met: Range) -> bool:
        tried.append(not_met)
        return not_met.high - not_met.low >= 10

    said, known = for_span(of(97, 100), judge_at(0.95), LIMIT, safe)
    assert (said, known) == (Said(How.BAND, Band(90, 100)), Range(0, 10))
    assert known == tried[-1]
    assert for_span(of(97, 100), unjudged, LIMIT, lambda _: False) == (NOTHING, None)
    assert for_span(of(6, 6), unjudged, LIMIT, lambda _: True) == (NOTHING, None)


# As counts


@pytest.mark.parametrize(
    ("met", "whole", "is_printed"),
    [(10, 20, True), (0, 20, True), (20, 20, True), (15, 20, False), (5, 20, False), (0, 6, False), (0, 7, True)],
)
def test_a_line_is_printed_as_counts_where_none_of_its_own_is_small(met: int, whole: int, is_printed: bool) -> None:
    assert printable(QuarterSystem({"HC": of(met, whole)}, LIMIT), "HC") is is_printed


def chosen(**counts: Counts) -> list[str]:
    own = QuarterSystem(counts, LIMIT)
    return as_counts(StandardSystem([own], list(readers_of(counts, {}))), 0, [ALL, *counts])


def test_every_line_is_printed_as_counts_where_none_is_small() -> None:
    assert chosen(HC=of(20, 40), SOL=of(20, 40)) == [ALL, "HC", "SOL"]


def test_beside_a_small_agency_as_many_lines_are_printed_as_are_safe_and_the_total_before_two_agencies() -> None:
    assert chosen(HC=of(20, 40), SOL=of(3, 40), UHS=of(20, 40)) == [ALL]
    assert chosen(HC=of(20, 40), SOL=of(3, 40), UHS=of(20, 40), CCG=of(20, 40)) == [ALL, "HC"]


def test_with_more_lines_than_every_choice_can_be_tried_of_the_first_ones_are_printed() -> None:
    many = {f"A{number}": of(20, 40) for number in range(9)}
    assert chosen(**many) == [ALL, *many]
    assert chosen(**many, B=of(3, 40)) == [ALL, *list(many)[:-2]]


# Not recorded


def silence(**counts: Counts) -> bool:
    own = QuarterSystem(counts, LIMIT)
    system = StandardSystem([own], list(readers_of(counts, {})))
    as_counts(system, 0, [ALL, *counts])
    return silent_may_be_said(own, system.readers)


def test_how_many_were_not_recorded_is_said_where_neither_they_nor_the_others_are_small_for_any_reader() -> None:
    assert silence(HC=of(20, 40, not_recorded=10), SOL=of(20, 40, not_recorded=10))
    assert not silence(HC=of(20, 40, not_recorded=3), SOL=of(20, 40))
    assert not silence(HC=of(20, 40, not_recorded=10), SOL=of(20, 40, not_recorded=17))  # 3 of it recorded
    assert not silence(HC=of(20, 40, not_recorded=10), SOL=of(20, 40, not_recorded=3))  # known to the HC


def test_how_many_were_not_recorded_is_not_said_where_more_are_of_an_agency_than_others_have_room_for() -> None:
    """Of 11 that the HC does not know the UHS has 8 at most, since no more did not meet it there: the SOL has 3."""
    assert not silence(HC=of(20, 40, not_recorded=10), SOL=of(20, 40, not_recorded=3), UHS=of(32, 40, not_recorded=8))
    assert silence(HC=of(20, 40, not_recorded=10), SOL=of(20, 40, not_recorded=3), UHS=of(20, 40, not_recorded=8))


def test_that_nobody_who_did_not_meet_it_was_recorded_is_said_where_no_agency_s_counts_are_printed() -> None:
    """18 of 72, all not recorded: the 5 of an agency may be any number, since nothing is printed of the other two."""
    together = {"CCG": of(18, 25, not_recorded=7), "SOL": of(18, 24, not_recorded=6), "UHS": of(18, 23, not_recorded=5)}
    assert chosen(**together) == [ALL]
    assert silence(**together)
