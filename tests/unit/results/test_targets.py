"""Targets that the partnership set: each quarter is rated by the row in force in it, and by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition.targets import own_target, target_of
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.hiding import as_said
from pipeline.measure.counts import Counts
from pipeline.partnership.model import Target
from pipeline.results.breaks import NOTHING_MORE
from pipeline.results.figure_values import Verdict
from pipeline.results.figures import figure
from pipeline.results.model import StandardResult
from pipeline.results.protection import ToProtect, line_of, printed_in, protection
from pipeline.results.target_values import Rerated
from pipeline.results.verdicts import plain_worth, verdict
from pipeline.statistics.xmr import Assurance
from pipeline.store.codec import decoded, encoded
from tests.unit.results.built import CONTEXT, LOW, NOW, definition, quarters_to, result, set_to, targets

BEFORE = NOW.previous()
EIGHTY = Counts(met=80, not_met=20)
YEARS = sorted(quarters_to(NOW, 8))


def over_two(counts: Counts = EIGHTY, edition: Edition = SUBGROUP, **changes: object) -> StandardResult:
    """The same counts in `NOW` and in the quarter before."""
    return result(counts, edition, earlier={BEFORE: counts}, **changes)


def verdicts(standard: StandardResult) -> list[Verdict]:
    return [each.figure.verdict for each in standard.history]


def test_a_target_rates_the_quarters_from_the_one_that_it_is_set_for_and_none_before() -> None:
    with targets(set_to(0.80, 0.60, since=NOW)):
        standard = over_two()
    assert verdicts(standard) == [Verdict.BELOW, Verdict.AT]
    assert [each.target for each in standard.history] == [0.90, 0.80]
    assert (standard.total.verdict, standard.target, standard.amber) == (Verdict.AT, 0.80, 0.60)


def test_the_last_quarter_of_a_row_is_rated_by_it_and_the_next_by_the_definition_again() -> None:
    with targets(set_to(0.80, 0.60, until=BEFORE)):
        standard = over_two()
    assert verdicts(standard) == [Verdict.AT, Verdict.BELOW]
    assert [each.in_force for each in standard.targets] == [False]


def test_agencies_and_groups_are_rated_by_the_target_of_the_quarter() -> None:
    with targets(set_to(0.80, 0.60, since=NOW)):
        standard = result({"SOL": EIGHTY, "UHS": Counts(met=60, not_met=40)})
    assert [each.verdict for each in standard.agencies] == [Verdict.AT, Verdict.BELOW]


def test_the_verdict_goes_by_the_target_in_force_too() -> None:
    drawn = Counts(met=700, not_met=300)
    with targets(set_to(0.60, 0.50, since=NOW)):
        standard = over_two(drawn)
    assert [each.figure.verdict for each in standard.history] == [Verdict.BELOW, Verdict.ABOVE]


def test_assurance_is_about_the_quarters_to_come_so_it_goes_by_the_target_in_force_now() -> None:
    drawn = [Counts(met=36 + 2 * (place % 2), not_met=4 - 2 * (place % 2)) for place in range(16)]
    earlier = dict(zip(sorted(quarters_to(BEFORE, 15)), drawn, strict=False))
    with targets(set_to(0.50, 0.40, since=NOW)):
        series = result(drawn[-1], earlier=earlier).series
    assert series is not None
    assert series.assurance is Assurance.PASS
    unset = result(drawn[-1], earlier=earlier).series
    assert unset is not None
    assert unset.assurance is Assurance.HIT_AND_MISS


def test_where_no_row_is_everything_is_as_the_definition_has_it() -> None:
    with targets():
        standard = over_two()
    assert (verdicts(standard), standard.targets) == ([Verdict.BELOW, Verdict.BELOW], ())
    with targets(Target(standard="T2", target=0.1, amber=0.0)):
        assert over_two() == standard


def test_where_lower_is_better_amber_lies_above_the_target() -> None:
    with targets(set_to(0.20, 0.30, since=NOW)):
        standard = over_two(Counts(met=25, not_met=75), **LOW)
    assert verdicts(standard) == [Verdict.BELOW, Verdict.NOT_CLEAR]


def test_a_row_for_a_measure_of_context_rates_nothing() -> None:
    with targets(set_to(0.80, 0.60)):
        standard = over_two(**CONTEXT)
    assert (standard.total.verdict, standard.targets) == (Verdict.CONTEXT, ())
    assert [each.target for each in standard.history] == [None, None]


def test_a_change_keeps_who_decided_it_and_why_with_the_old_and_the_new_rating() -> None:
    with targets(set_to(0.80, 0.60, since=BEFORE)):
        (set_,) = over_two().targets
    assert (set_.since, set_.until, set_.in_force) == ("2019-20 Q1", "", True)
    assert (set_.decided_by, set_.minute, set_.why) == (
        "QA sub-group",
        "2019-06-12 item 5",
        "letters moved to the electronic record",
    )
    assert (set_.target_before, set_.amber_before) == (0.90, 0.75)
    assert set_.ratings == (
        Rerated("2019-20 Q1", Verdict.BELOW, Verdict.AT),
        Rerated("2019-20 Q2", Verdict.BELOW, Verdict.AT),
    )


def test_the_target_before_is_that_of_the_row_before_where_one_row_follows_another() -> None:
    with targets(set_to(0.85, 0.80, since=NOW), set_to(0.95, 0.81, until=BEFORE)):
        first, second = over_two().targets
    assert (first.target, first.target_before, second.target_before) == (0.95, 0.90, 0.95)
    assert [each.ratings[-1] for each in (first, second)] == [
        Rerated("2019-20 Q1", Verdict.BELOW, Verdict.BELOW),
        Rerated("2019-20 Q2", Verdict.BELOW, Verdict.NOT_CLEAR),
    ]


def test_a_row_of_later_quarters_or_of_none_that_is_shown_is_not_told_of() -> None:
    with targets(set_to(0.80, 0.60, since=NOW.next()), set_to(0.70, 0.60, until=BEFORE.previous())):
        assert over_two().targets == ()


@pytest.mark.parametrize(
    ("counts", "edition"),
    [
        (Counts(met=97, not_met=3), BOARD),  # three that did not meet it are hidden
        (Counts(met=4), BOARD),
        (Counts(met=12, not_met=6), PUBLIC),
        (Counts(met=3, not_met=1), SUBGROUP),  # too few to rate
        (Counts(), SUBGROUP),
    ],
)
def test_a_figure_that_has_no_rating_has_not_two_either(counts: Counts, edition: Edition) -> None:
    with targets(set_to(0.99, 0.98, since=NOW)):
        (set_,) = over_two(counts, edition).targets
    assert set_.ratings == ()


def test_a_rounded_figure_is_judged_twice_unless_rounding_puts_it_across_the_target() -> None:
    drawn = Counts(met=52, not_met=31)  # 62.7%, shown as 50 of 85, 59%
    with targets(set_to(0.55, 0.50, since=NOW)):
        (set_,) = over_two(drawn, PUBLIC).targets
    assert set_.ratings == (Rerated("2019-20 Q2", Verdict.BELOW, Verdict.AT),)
    with targets(set_to(0.62, 0.50, since=NOW)):
        (set_,) = over_two(drawn, PUBLIC).targets
    assert set_.ratings == ()


def test_results_with_targets_are_read_back_as_they_were_kept() -> None:
    with targets(set_to(0.80, 0.60, since=NOW)):
        standard = over_two()
    assert decoded(StandardResult, encoded(standard)) == standard


LINES = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda each: (max(each) / 100, min(each) / 100))


@given(
    st.lists(st.tuples(LINES, st.booleans()), min_size=8, max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=8, max_size=8),
    st.sampled_from([SUBGROUP, BOARD, PUBLIC]),
)
def test_each_quarter_is_rated_by_exactly_the_row_in_force_in_it(
    lines: list[tuple[tuple[float, float], bool]], drawn: list[tuple[int, int]], edition: Edition
) -> None:
    counts = [Counts(met=met, not_met=not_met) for met, not_met in drawn]
    rows = [
        set_to(*line_, since=quarter, until=quarter)
        for quarter, (line_, is_set) in zip(YEARS, lines, strict=True)
        if is_set
    ]
    with targets(*rows):
        standard = result(counts[-1], edition, earlier=dict(zip(YEARS[:-1], counts[:-1], strict=True)))
        told = {str(each) for each in YEARS if any(one.on(each) for one in rows)}
        by_agency = {each: {"SOL": counted} for each, counted in zip(YEARS, counts, strict=True)}
        said = printed_in(protection([ToProtect(definition(), by_agency, {}, NOTHING_MORE)], NOW), edition)
    assert {each.since for each in standard.targets} == told
    by_quarter = {each.quarter: each for each in standard.history}
    for quarter, counted, (line_, is_set) in zip(YEARS, counts, lines, strict=True):
        if not counted.records:
            continue
        aim = own_target(definition(**({"target": line_[0], "amber": line_[1]} if is_set else {})))
        own = said[line_of(definition(), quarter)] if said is not None else None
        shown = as_said(counted, own, edition)
        assert by_quarter[str(quarter)].figure == figure("", str(quarter), counted, shown, aim, None, own)
        assert by_quarter[str(quarter)].target == aim.target
    for each in standard.targets:
        assert {one.quarter for one in each.ratings} <= {each.since}
        assert all(one.by_this is by_quarter[one.quarter].figure.verdict for one in each.ratings)


@given(st.lists(st.tuples(LINES, st.integers(0, 7), st.integers(0, 7)), max_size=4))
def test_of_any_rows_the_first_that_holds_is_the_target_and_without_one_it_is_the_definitions(
    drawn: list[tuple[tuple[float, float], int, int]],
) -> None:
    rows = [set_to(*line_, since=YEARS[first], until=YEARS[last]) for line_, first, last in drawn]
    with targets(*rows):
        for place, quarter in enumerate(YEARS):
            expected = next((line_ for line_, first, last in drawn if first <= place <= last), (0.90, 0.75))
            aim = target_of(definition(), quarter)
            assert (aim.target, aim.amber) == expected
            assert verdict(EIGHTY, plain_worth(EIGHTY), aim).reached is (expected[0] <= 0.8)
