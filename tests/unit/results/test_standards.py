"""One standard's result: totals, parts, history and change, all counted from the same outcomes."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.measure.counts import Counts, counts, counts_by
from tests.unit.results.built import COLOUR, CONTEXT, LOW, SEX, SMALL, records, result

BEFORE = Quarter(2019, 1)
ANY = st.builds(
    lambda silent, **others: Counts(**{**others, "not_met": others["not_met"] + silent}, not_recorded=silent),
    st.integers(0, 5),
    **{each: st.integers(0, 9) for each in ("met", "not_met", "not_applicable", "not_known", "pending", "missing")},
)


@given(ANY)
def test_every_record_is_counted_under_one_outcome(drawn: Counts) -> None:
    table = records(drawn)
    assert counts(table) == drawn
    assert drawn.records == len(table)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["SOL", "UHS", "CCG"]), ANY, min_size=1))
def test_in_the_sub_groups_edition_every_total_is_the_sum_of_its_agencies(drawn: dict[str, Counts]) -> None:
    standard = result(drawn)
    for each in fields(Counts):
        parts = [getattr(agency.counts, each.name) for agency in standard.agencies]
        assert (
            sum(parts) == getattr(standard.total.counts, each.name) == getattr(sum(drawn.values(), Counts()), each.name)
        )


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["RED", "BLUE"]), ANY, min_size=1))
def test_a_standard_is_broken_down_by_the_records_that_it_applies_to(drawn: dict[str, Counts]) -> None:
    standard = result({}, groups=drawn, by=COLOUR)
    total = standard.total.counts
    assert sum(each.counts.applicable or 0 for each in standard.groups) == total.applicable
    assert sum(each.counts.missing or 0 for each in standard.groups) == total.missing
    assert all(each.counts.not_applicable == 0 for each in standard.groups)


def test_agencies_are_named_and_groups_are_labelled() -> None:
    standard = result({"SOL": Counts(met=1), "XYZ": Counts(met=1)})
    assert [(each.code, each.label) for each in standard.agencies] == [("SOL", "Solent NHS Trust"), ("XYZ", "XYZ")]
    grouped = result({}, groups={"RED": Counts(met=1), "ODD": Counts(met=1)}, by=COLOUR)
    assert [each.label for each in grouped.groups] == ["ODD", "Red ones"]
    assert grouped.groups_by == "Colour?"


def test_records_without_the_answer_that_groups_them_are_in_the_total_only() -> None:
    table = records(Counts(met=2), group=None)
    assert counts_by(table, "group") == {}


def test_a_child_with_several_records_is_counted_once_among_those_that_the_standard_applies_to() -> None:
    standard = result(Counts(met=4, not_met=2, not_applicable=6), of_each=2)
    assert (standard.total.counts.applicable, standard.children) == (6, 3)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_the_number_of_children_is_for_the_sub_group_only(edition: Edition) -> None:
    assert result(Counts(met=40), edition).children is None


def test_agencies_and_groups_are_shown_only_in_the_editions_that_may() -> None:
    groups = {"RED": Counts(met=30), "BLUE": Counts(met=30)}
    assert len(result(SMALL, BOARD).agencies) == 3
    assert result(SMALL, PUBLIC).agencies == ()
    assert result({}, BOARD, groups=groups, by=COLOUR).groups == ()


def test_beside_a_total_no_agency_gives_a_small_one_away_even_to_another_that_knows_its_own_counts() -> None:
    standard = result(SMALL, BOARD)
    assert all(each.counts.hidden for each in standard.agencies)  # 45 less 30 and the CCG's own 12 would be Solent's 3
    assert standard.total.counts.met == 45


def test_of_an_agency_whose_counts_are_hidden_a_band_may_be_said_within_which_its_share_lies() -> None:
    bands = {each.code: each.band for each in result(SMALL, BOARD).agencies}
    assert all(bands.values())
    for code, counted in SMALL.items():
        low, high = bands[code].counts(counted.applicable)
        assert low <= counted.met <= high


def test_counts_by_what_a_child_is_are_hidden_from_the_sub_group_too() -> None:
    groups = {"F": Counts(met=3, not_met=20), "M": Counts(met=20, not_met=20), "U": Counts(met=30, not_met=20)}
    by_child, by_case = (
        result({}, groups=groups, by=SEX),
        result({}, groups={"RED": groups["F"], "BLUE": groups["M"]}, by=COLOUR),
    )
    assert any(each.counts.hidden for each in by_child.groups)
    assert not all(each.counts.hidden for each in by_child.groups)
    assert not any(each.counts.hidden for each in by_case.groups)


def test_what_the_definition_says_is_said_of_the_result() -> None:
    standard = result(Counts(met=1), excluded="Green ones.", recommendations=("T2.2",), headline=True, **LOW)
    assert (standard.target, standard.amber, standard.low_is_good, standard.rated) == (0.1, 0.2, True, True)
    assert (standard.excluded, standard.recommendations, standard.basis, standard.headline) == (
        "Green ones.",
        ("T2.2",),
        "local standard",
        True,
    )
    assert "Colour" in standard.counted
    assert not result(Counts(met=1), **CONTEXT).rated


# Over time


def test_history_has_the_quarters_with_records_oldest_first() -> None:
    past = {BEFORE: Counts(met=5), Quarter(2018, 2): Counts(), Quarter(2018, 3): Counts(not_applicable=1)}
    standard = result(Counts(met=9), earlier=past)
    assert [each.quarter for each in standard.history] == ["2018-19 Q3", "2019-20 Q1", "2019-20 Q2"]


def test_quarters_before_a_standard_or_a_question_of_its_began_are_not_comparable() -> None:
    past = {BEFORE: Counts(met=5), Quarter(2018, 4): Counts(met=5)}
    standard = result(Counts(met=9), earlier=past, since=BEFORE)
    assert [each.comparable for each in standard.history] == [False, True, True]
