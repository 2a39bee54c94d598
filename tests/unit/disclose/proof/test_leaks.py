"""
What landed once and gave small counts away, and its kin: the facts that were printed, and who could work out what.

The numbers of the first seven are those of an attack on the editions of a whole partnership.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.disclose.facts import ALL, Fact, How
from pipeline.disclose.proof.attack import given_away
from pipeline.disclose.proof.knowledge import lies
from pipeline.disclose.proof.printed import Printed, Release
from pipeline.disclose.proof.refusal import refuse_if_given_away
from pipeline.errors import PipelineError
from tests.unit.disclose.proof.drawn import (
    NOW,
    band,
    exact,
    judged,
    line,
    linked,
    release,
    rounded,
)

QUARTERS = ("2018-19 Q3", "2018-19 Q4", "2019-20 Q1", "2019-20 Q2")
BOARD, PUBLIC = 5, 7


def found(*releases: Release, limit: int = BOARD, insiders: bool = False) -> set[tuple[str, ...]]:
    """Whose count, of which quarter, what of it, to whom, and from which figures."""
    return {
        (each.agency, each.quarter, each.what, each.viewpoint, *each.figures)
        for each in given_away(releases, limit, insiders=insiders)
    }


def over_a_year(year: Fact) -> Release:
    """A quarter whose 5 met are hidden, beside three that are printed and all four together."""
    met_and_not = [(9, 11), (15, 10), (5, 13), (10, 15)]
    points = [exact(met, met + less, line(ALL, when)) for when, (met, less) in zip(QUARTERS, met_and_not, strict=True)]
    shown = [each for each in points if each.line.quarters != (QUARTERS[2],)]
    table = {when: {"SOL": each} for when, each in zip(QUARTERS, met_and_not, strict=True)}
    return release([*shown, year], table)


YEAR = line(ALL, *QUARTERS)
SHOWN = ("T1/all/2018-19-Q3", "T1/all/2018-19-Q4", "T1/all/2019-20-Q2", "T1/all/2018-19-Q3--2019-20-Q2")


def test_a_year_beside_three_of_its_quarters_gives_the_fourth_away() -> None:
    (away,) = given_away([over_a_year(exact(39, 88, YEAR))], BOARD)
    assert (away.agency, away.quarter, away.what, away.pinned) == ("SOL", "2019-20 Q1", "met", True)
    assert set(away.figures) == set(SHOWN)


def test_a_narrow_band_of_the_year_gives_the_fourth_quarter_away_as_well() -> None:
    (away,) = given_away([over_a_year(band(40, 45, YEAR))], BOARD)
    assert (away.quarter, away.what, away.pinned) == ("2019-20 Q1", "met", False)
    assert not given_away([over_a_year(band(35, 50, YEAR))], BOARD)


def test_two_numbers_of_records_give_those_away_that_only_one_of_them_has() -> None:
    facts = [exact(40, 50, line(standard="NEG13")), exact(28, 46, line(standard="NEG10"))]
    agencies = {"NEG13": {"MPS": (20, 5), "UHS": (20, 5)}, "NEG10": {"MPS": (14, 9), "UHS": (14, 9)}}
    made = linked(facts, agencies, within=[("NEG10", "NEG13")])
    assert {each for each in found(made) if each[0] == ALL} == {
        (ALL, NOW, "records that are not among those of NEG10", "", "NEG10/all/2019-20-Q1", "NEG13/all/2019-20-Q1")
    }


def test_one_record_of_one_agency_is_known_from_its_own_lines() -> None:
    facts = [
        exact(60, 70, line(standard="WNB3")),
        exact(60, 69, line(standard="WNB1")),
        exact(20, 23, line("UHS", standard="WNB3")),
        exact(20, 22, line("UHS", standard="WNB1")),
    ]
    agencies = {"WNB3": {"UHS": (20, 3), "SOL": (40, 7)}, "WNB1": {"UHS": (20, 2), "SOL": (40, 7)}}
    made = linked(facts, agencies, within=[("WNB1", "WNB3")])
    left_out = {each[:3] for each in found(made) if each[2].startswith("records")}
    assert left_out == {(whose, NOW, "records that are not among those of WNB1") for whose in (ALL, "UHS")}


def test_what_is_not_recorded_beside_a_hidden_result_gives_another_agency_away() -> None:
    silent = Fact(line("CCG"), "TST", How.NOTHING, silent=7)
    made = release(
        [exact(54, 72, silent=18), silent, exact(18, 24, line("SOL"))],
        {"CCG": (18, 7, 7), "SOL": (18, 6, 6), "UHS": (18, 5, 5)},
    )
    away = {each.what: each for each in given_away([made], BOARD, insiders=False)}
    assert {"not met", "not recorded"} <= away.keys()
    assert all(each.agency == "UHS" and each.pinned for each in away.values())
    assert set(away["not met"].figures) == {"T1/all/2019-20-Q1", "T1/CCG/2019-20-Q1", "T1/SOL/2019-20-Q1"}


def test_a_return_that_comes_after_a_report_is_known_from_the_next_report() -> None:
    before = release([exact(20, 49)], {"SOL": (10, 14), "UHS": (10, 15)})
    after = release([exact(22, 52)], {"SOL": (10, 14), "UHS": (10, 15), "CCG": (2, 1)})
    away = found(before, after)
    assert {each[:3] for each in away} == {("CCG", NOW, what) for what in ("met", "not met", "records")} | {
        ("CCG", NOW, "not met though recorded")
    }
    as_it_was = replace(after, facts=before.facts)
    assert not found(before, as_it_was)


def test_one_mended_record_is_known_from_the_next_report() -> None:
    agencies = {"SOL": (20, 14), "UHS": (10, 15)}
    before = release([exact(30, 59)], agencies)
    after = release([exact(31, 59)], agencies | {"SOL": (21, 13)})
    assert {(ALL, NOW, "met, more or fewer than before"), (ALL, NOW, "not met, more or fewer than before")} & {
        each[:3] for each in found(before, after)
    } or {each[0] for each in found(before, after)} == {"SOL"}
    assert not found(before, replace(after, facts=before.facts))


def test_a_year_is_of_the_counts_that_its_quarters_are_printed_of() -> None:
    """The first quarter stands as it was released: so does its part in the year, and nothing of the change is told."""
    year, first = line(ALL, *QUARTERS[2:]), line(ALL, QUARTERS[2])
    before = release([exact(20, 49, first)], {QUARTERS[2]: {"SOL": (10, 14), "UHS": (10, 15)}})
    table = {
        QUARTERS[2]: {"SOL": (10, 14), "UHS": (10, 15), "CCG": (2, 1)},
        QUARTERS[3]: {"SOL": (10, 14), "UHS": (10, 15), "CCG": (10, 10)},
    }
    as_it_was = [exact(20, 49, first), exact(30, 69, line(ALL, QUARTERS[3]))]
    after = release([*as_it_was, exact(50, 118, year)], table)
    assert not lies(Printed([before, after]))
    assert not found(before, after)
    away = found(before, replace(after, facts=[*as_it_was[1:], exact(52, 121, year)]))
    assert {each[:2] for each in away} == {("CCG", QUARTERS[2])}


@pytest.mark.parametrize("insiders", [False, True])
def test_of_two_agencies_each_works_out_the_other_from_the_total(insiders: bool) -> None:
    made = release([exact(31, 50)], {"MPS": (27, 3), "UHS": (4, 16)})
    away = {(each[0], each[3]) for each in found(made, insiders=insiders)}
    assert away == ({("MPS", "UHS"), ("UHS", "MPS")} if insiders else set())


def one_line(*facts: Fact, met: int = 24, not_met: int = 1) -> Release:
    return release(facts, {"SOL": (met, not_met)})


@pytest.mark.parametrize(
    ("fact", "safe"),
    [
        (judged("At target", 0.95), False),
        (band(95, 100), False),
        (band(80, 100), True),
        (band(85, 100), False),
        (judged("At target", 0.95, per_case=3.0), False),
        (judged("Not yet clear", 0.98), False),
        (judged("Within the limit", 0.8, low_is_good=True), None),
        (rounded(25, 25), False),
    ],
    ids=str,
)
def test_a_verdict_and_a_band_on_25_cases_give_away_what_they_leave_too_narrow(fact: Fact, safe: bool | None) -> None:
    made = one_line(fact) if not fact.low_is_good else one_line(fact, met=1, not_met=24)
    assert bool(found(made)) is not (True if safe is None else safe)


def test_no_number_of_cases_makes_at_target_safe_to_say_and_above_target_needs_many() -> None:
    """With none of 72 or more not met 95% would be passed, so that at target says at least one was not."""
    for of in (50, 72, 100, 200):
        assert found(one_line(judged("At target", 0.95), met=of - of // 20, not_met=of // 20 or 1), limit=10)
    assert found(one_line(judged("Above target", 0.95), met=198, not_met=2))
    assert not found(one_line(judged("Above target", 0.95), met=248, not_met=2))


def test_two_bands_that_are_safe_alone_are_too_narrow_together() -> None:
    low, high = band(80, 100), band(76, 96)
    assert not found(one_line(low), limit=BOARD)
    assert not found(one_line(high), limit=BOARD)
    assert {each[2] for each in found(one_line(low, high))} == {"not met"}


def test_two_editions_that_round_differently_give_away_together_what_neither_does_alone() -> None:
    """49 less 47: of 50 and 45 it is 1 to 9, of 48 and 48 it is 0 to 4, of both 1 to 4."""
    by_five = [rounded(40, 50, line(standard="NEG13")), rounded(40, 45, line(standard="NEG10"))]
    by_four = [rounded(40, 48, line(standard="NEG13"), to=4), rounded(40, 48, line(standard="NEG10"), to=4)]
    agencies = {"NEG13": {"SOL": (40, 9)}, "NEG10": {"SOL": (40, 7)}}
    for facts, safe in ((by_five, True), (by_four, True), (by_five + by_four, False)):
        assert bool(found(linked(facts, agencies, within=[("NEG10", "NEG13")]), limit=4)) is not safe


def test_a_rolling_year_minus_the_one_before_gives_the_difference_of_two_quarters() -> None:
    quarters = (*QUARTERS, "2019-20 Q3")
    table = {when: {"SOL": (20, 12)} for when in quarters[1:]} | {quarters[0]: {"SOL": (28, 4)}}
    first, second = line(ALL, *quarters[:4]), line(ALL, *quarters[1:])
    facts = [exact(88, 128, first), exact(80, 128, second), exact(20, 32, line(ALL, quarters[4]))]
    assert {each[1] for each in found(release(facts, table))} == {quarters[0]}
    assert not found(release(facts[:2], table))


def test_three_parts_of_a_whole_give_away_what_is_left_of_it() -> None:
    standards = {"ALL": 60, "ONE": 20, "TWO": 20, "THREE": 17}
    facts = [exact(of - 10, of, line(standard=name)) for name, of in standards.items()]
    parts = ("ONE", "TWO", "THREE")
    made = linked(
        facts,
        {name: {"SOL": (of - 10, 10)} for name, of in standards.items()},
        within=[(part, "ALL") for part in parts],
        apart=[("ONE", "TWO"), ("ONE", "THREE"), ("THREE", "TWO")],
    )
    (away,) = given_away([made], BOARD)
    assert away.what == "records that are not among those of ONE, THREE, TWO"
    assert set(away.figures) == {f"{name}/all/2019-20-Q1" for name in standards}
    assert not given_away([replace(made, facts=made.facts[:3])], BOARD)


def test_an_insider_sees_through_two_hidden_agencies_and_not_through_three() -> None:
    table = {"CCG": (20, 4), "SOL": (20, 3), "UHS": (20, 10)}
    made = release([exact(60, 77), exact(20, 30, line("UHS"))], table)
    assert {(each[0], each[3]) for each in found(made, insiders=True)} >= {("CCG", "SOL"), ("SOL", "CCG")}
    assert not found(replace(made, facts=[exact(60, 77)]), insiders=True)


def test_a_figure_that_says_what_is_not_so_is_refused_by_its_name() -> None:
    with pytest.raises(PipelineError, match="T1/SOL/2019-20-Q1 does not say what its counts are"):
        refuse_if_given_away([one_line(exact(24, 25), exact(23, 25, line("SOL")))], BOARD)


def test_the_refusal_names_the_count_without_its_value_and_the_figures() -> None:
    with pytest.raises(PipelineError) as refused:
        refuse_if_given_away([over_a_year(exact(39, 88, YEAR))], BOARD)
    said = str(refused.value)
    assert "T1, SOL, 2019-20 Q1, met: is known exactly to anybody, from " in said
    assert all(figure in said for figure in SHOWN)
    refuse_if_given_away([over_a_year(band(35, 50, YEAR))], BOARD)
