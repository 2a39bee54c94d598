"""Verdicts and intervals: what may be said of a figure beside its target, in any edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition.targets import Aim
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.hiding import line
from pipeline.measure.clustering import plain_shape
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Cluster, Shape, Stratum, Worth
from pipeline.page.table import colour
from pipeline.results.figure_values import Figure, Unsaid, Verdict
from pipeline.results.figures import figure
from pipeline.results.verdicts import TAIL, chance_below, verdict
from pipeline.results.worths import worth_shown
from pipeline.statistics.exact import exact_interval, tails
from pipeline.statistics.intervals import wilson
from pipeline.store.codec import decoded, encoded

LOW = {"low_is_good": True}
EVEN = Counts(met=30, not_met=30)
PAIRS = st.tuples(st.integers(0, 60), st.integers(0, 60))
TARGETS = st.integers(1, 99).map(lambda each: each / 100)


def aim(target: float = 0.9, amber: float = 0.75, **others: bool) -> Aim:
    return Aim(target, amber, **others)


def shown(met: int, not_met: int, edition: Edition = SUBGROUP, by: Aim | None = None) -> Figure:
    """A figure whose records are each by themselves."""
    counts = Counts(met=met, not_met=not_met)
    return figure("", "All", counts, line(counts, edition), by or aim())


def in_families(pairs: list[tuple[int, int]], edition: Edition = SUBGROUP, by: Aim | None = None) -> Figure:
    """A figure of families: of each, how many records met and how many did not."""
    counts = Counts(met=sum(met for met, _ in pairs), not_met=sum(other for _, other in pairs))
    return figure("", "All", counts, line(counts, edition), by or aim(), worth_shown(of_families(pairs), edition))


def of_families(pairs: list[tuple[int, int]]) -> Shape:
    several = tuple(Cluster({"SOL": (met, met + other)}, met + other) for met, other in pairs if met + other > 1)
    alone = [met for met, other in pairs if met + other == 1]
    return Shape((Stratum({"SOL": (sum(alone), len(alone))}, several),))


@pytest.mark.parametrize(
    ("met", "not_met", "said_of_it"),
    [
        (18, 2, Verdict.AT),  # 90%, on the target
        (17, 3, Verdict.NOT_CLEAR),
        (14, 6, Verdict.BELOW),
        (400, 0, Verdict.ABOVE),
        (4, 0, Verdict.TOO_FEW),
        (0, 0, Verdict.NO_CASES),
    ],
)
def test_a_verdict_is_where_a_figure_stands_and_whether_chance_explains_it(
    met: int, not_met: int, said_of_it: Verdict
) -> None:
    assert shown(met, not_met).verdict is said_of_it


@pytest.mark.parametrize(
    ("met", "records", "target"),
    [(9, 11, 0.95), (8, 10, 0.95), (3, 5, 0.90), (17, 20, 0.95), (50, 56, 0.95)],
)
def test_an_upper_end_below_the_target_is_no_proof_where_chance_explains_the_figure(
    met: int, records: int, target: float
) -> None:
    drawn = shown(met, records - met, by=aim(target))
    assert wilson(met, records)[1] < target
    assert tails(met, records, target)[0] > TAIL
    assert (drawn.lower, drawn.upper) == exact_interval(met, records)
    assert drawn.upper is not None
    assert (drawn.verdict, drawn.upper >= target) == (Verdict.NOT_CLEAR, True)


@pytest.mark.parametrize(
    ("pairs", "target"),
    [
        # 2019-20 Q1, MASH4: 50 of 56, of which brothers and sisters fared alike.
        ([(1, 0)] * 36 + [(2, 0)] * 7 + [(0, 2)] * 3, 0.95),
        # 2018-19 Q4, NEG4: 19 of 25.
        ([(1, 0)] * 9 + [(2, 0)] * 5 + [(0, 2)] * 3, 0.90),
    ],
)
def test_families_that_fare_alike_leave_unclear_what_single_records_would_show(
    pairs: list[tuple[int, int]], target: float
) -> None:
    drawn = in_families(pairs, by=aim(target))
    assert drawn.verdict is Verdict.NOT_CLEAR
    assert drawn.clustered
    assert drawn.upper is not None
    assert drawn.upper >= target


@pytest.mark.parametrize("target", [0.8, 0.9, 0.95])
def test_at_the_target_chance_calls_at_most_one_in_forty_below(target: float) -> None:
    for records in range(5, 81):
        called = chance_below(records, target)
        assert called <= TAIL
        assert called == pytest.approx(
            sum(
                _probability(met, records, target)
                for met in range(records + 1)
                if shown(met, records - met, by=aim(target)).verdict is Verdict.BELOW
            )
        )
        assert chance_below(records, 1 - target, low_is_good=True) == pytest.approx(called)


def _probability(met: int, records: int, target: float) -> float:
    below = tails(met - 1, records, target)[0] if met else 0.0
    return tails(met, records, target)[0] - below


def test_below_five_records_there_is_no_percentage_interval_or_verdict() -> None:
    drawn = shown(2, 2)
    assert (drawn.counts.proportion, drawn.value, drawn.lower, drawn.upper) == (None, None, None, None)
    assert drawn.verdict is Verdict.TOO_FEW


def test_below_twenty_records_a_verdict_is_provisional() -> None:
    assert shown(19, 0).provisional
    assert not shown(20, 0).provisional
    assert not shown(2, 2).provisional


def test_where_lower_is_better_the_target_is_a_ceiling() -> None:
    low = aim(0.1, 0.2, low_is_good=True)
    assert shown(1, 19, by=low).verdict is Verdict.AT
    assert shown(2, 8, by=low).verdict is Verdict.NOT_CLEAR
    assert shown(10, 10, by=low).verdict is Verdict.BELOW
    assert (shown(10, 10, by=low).past_amber, shown(16, 84, by=low).past_amber) == (True, False)


def test_cases_of_which_none_is_decided_are_not_the_same_as_no_cases() -> None:
    for waiting in ({"pending": 15}, {"missing": 12}, {"not_known": 3}):
        counts = Counts(not_applicable=2, **waiting)
        for edition in EDITIONS.values():
            assert figure("", "", counts, line(counts, edition), aim()).verdict is Verdict.NONE_YET
    none = Counts(not_applicable=2)
    assert figure("", "", none, line(none, SUBGROUP), aim()).verdict is Verdict.NO_CASES


def test_context_is_never_judged() -> None:
    context = aim(rated=False)
    drawn = shown(1, 99, by=context)
    assert (drawn.verdict, drawn.past_amber, drawn.rules_out) == (Verdict.CONTEXT, False, None)
    assert (drawn.lower, drawn.upper) == wilson(1, 100)


def test_a_hidden_count_takes_its_percentage_interval_and_verdict_with_it() -> None:
    drawn = shown(3, 40, BOARD)
    assert (drawn.value, drawn.lower, drawn.upper, drawn.verdict) == (None, None, None, Verdict.HIDDEN)


def test_the_publics_interval_comes_from_the_rounded_counts() -> None:
    assert shown(52, 31, PUBLIC).lower == shown(51, 32, PUBLIC).lower


def test_a_figure_that_rounding_puts_across_its_target_has_no_verdict() -> None:
    drawn = shown(52, 31, PUBLIC, aim(0.6, 0.5))  # 62.7%, shown as 50 of 85
    assert (shown(52, 31, by=aim(0.6, 0.5)).verdict, drawn.verdict) == (Verdict.AT, Verdict.NOT_SAID)


@pytest.mark.parametrize(("met", "records", "target"), [(73, 82, 0.95), (13, 22, 0.9), (47, 58, 0.9)])
def test_a_verdict_that_the_printed_figures_would_contradict_is_not_said_and_why(
    met: int, records: int, target: float
) -> None:
    drawn = shown(met, records - met, PUBLIC, aim(target, 0.75))
    assert shown(met, records - met, by=aim(target, 0.75)).verdict.judged
    assert (drawn.verdict, drawn.unsaid_because, drawn.past_amber) == (Verdict.NOT_SAID, Unsaid.ROUNDED, False)


@given(PAIRS, TARGETS)
def test_a_verdict_on_rounded_counts_is_that_of_the_counts_as_printed(pair: tuple[int, int], target: float) -> None:
    drawn = shown(*pair, PUBLIC, aim(target))
    if drawn.verdict.judged:
        printed = drawn.counts
        own = shown(printed.met, printed.applicable - printed.met, by=aim(target))
        assert (drawn.verdict, drawn.past_amber) == (own.verdict, own.past_amber)


def test_too_few_records_for_an_edition_and_a_sample_are_reasons_of_their_own() -> None:
    sample = figure("", "", EVEN, line(EVEN, BOARD), aim(), Worth(0.5, 0.0, weighted=True))
    few = [shown(6, 0, BOARD), shown(15, 0, PUBLIC)]
    assert [each.unsaid_because for each in (*few, sample)] == [Unsaid.FEW, Unsaid.FEW, Unsaid.SAMPLE]
    assert [shown(6, 0).unsaid_because, shown(3, 40, BOARD).unsaid_because] == [None, None]


def test_clean_records_rule_a_share_of_failures_out_and_fewer_families_less_of_it() -> None:
    assert shown(10, 0).rules_out == pytest.approx(1 - 0.05**0.1)
    assert shown(0, 10, by=aim(0.1, 0.2, low_is_good=True)).rules_out == pytest.approx(1 - 0.05**0.1)
    assert in_families([(2, 0)] * 5).rules_out == pytest.approx(1 - 0.05**0.2)
    assert shown(9, 1).rules_out is None


def test_how_many_families_there_are_is_not_to_be_worked_out_from_the_boards_interval() -> None:
    six, five = [(1, 0)] * 20 + [(2, 0)] * 6, [(1, 0)] * 22 + [(2, 0)] * 5
    assert in_families(six).lower != in_families(five).lower
    assert in_families(six, BOARD).lower == in_families(five, BOARD).lower
    assert in_families(six, BOARD).lower <= in_families(six).lower  # type: ignore[operator]


@given(PAIRS, TARGETS, st.booleans(), st.sampled_from(list(EDITIONS.values())))
def test_no_interval_and_no_colour_contradicts_the_verdict(
    pair: tuple[int, int], target: float, low_is_good: bool, edition: Edition
) -> None:
    _agrees(shown(*pair, edition, aim(target, target, low_is_good=low_is_good)), target, low_is_good)


FAMILIES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any), min_size=1, max_size=25)


@given(FAMILIES, TARGETS, st.booleans())
def test_with_families_the_same_holds_and_every_edition_gives_the_same_verdict_or_none(
    pairs: list[tuple[int, int]], target: float, low_is_good: bool
) -> None:
    by = aim(target, target, low_is_good=low_is_good)
    verdicts = set()
    for edition in EDITIONS.values():
        drawn = in_families(pairs, edition, by)
        _agrees(drawn, target, low_is_good)
        verdicts |= {drawn.verdict} if drawn.verdict.judged else set()
    assert len(verdicts) <= 1


def _agrees(drawn: Figure, target: float, low_is_good: bool) -> None:
    if drawn.lower is None or drawn.upper is None or drawn.value is None:
        return
    assert drawn.lower - 1e-9 <= drawn.value <= drawn.upper + 1e-9
    if not drawn.verdict.judged:
        return
    worse, better = (drawn.lower > target, drawn.upper < target)[:: 1 if low_is_good else -1]
    assert (worse, better) == (drawn.verdict is Verdict.BELOW, drawn.verdict is Verdict.ABOVE)
    assert (colour(drawn.verdict) == colour(Verdict.BELOW)) is (drawn.verdict is Verdict.BELOW)


@given(FAMILIES, TARGETS)
def test_families_never_make_a_figure_surer(pairs: list[tuple[int, int]], target: float) -> None:
    counts = Counts(met=sum(met for met, _ in pairs), not_met=sum(other for _, other in pairs))
    alone = shown(counts.met, counts.not_met, by=aim(target)).verdict
    together = in_families(pairs, by=aim(target)).verdict
    for sure in (Verdict.BELOW, Verdict.ABOVE):
        assert together is not sure or alone is sure


@given(PAIRS, TARGETS)
def test_low_is_good_is_high_is_good_seen_from_the_other_side(pair: tuple[int, int], target: float) -> None:
    met, not_met = pair
    other = round(1 - target, 2)
    high, low = shown(met, not_met, by=aim(target)), shown(not_met, met, by=aim(other, other, low_is_good=True))
    assert high.verdict is low.verdict
    if high.lower is not None and low.upper is not None:
        assert high.lower == pytest.approx(1 - low.upper)


ORDER = (Verdict.BELOW, Verdict.NOT_CLEAR, Verdict.AT, Verdict.ABOVE)


@given(st.integers(5, 60), TARGETS)
def test_one_record_more_that_met_it_never_makes_the_verdict_worse(records: int, target: float) -> None:
    places = [ORDER.index(shown(met, records - met, by=aim(target)).verdict) for met in range(records + 1)]
    assert places == sorted(places)


def test_what_nobody_can_say_is_not_said() -> None:
    counts = Counts(met=30, not_met=30)
    drawn = figure("", "", counts, line(counts, SUBGROUP), aim(), Worth(0.5, 0.0, weighted=True))
    assert (drawn.verdict, drawn.value, drawn.lower) == (Verdict.NOT_SAID, None, None)


@given(PAIRS, st.sampled_from([SUBGROUP, BOARD, PUBLIC]))
def test_a_figure_survives_json_and_holds_its_proportion(pair: tuple[int, int], edition: Edition) -> None:
    drawn = shown(*pair, edition)
    assert decoded(Figure, encoded(drawn)) == drawn
    if drawn.counts.proportion is not None and drawn.lower is not None and drawn.upper is not None:
        assert drawn.lower <= drawn.counts.proportion <= drawn.upper


def test_records_by_themselves_are_worth_what_they_are() -> None:
    counts = Counts(met=7, not_met=3)
    worth = plain_shape({"SOL": counts}).worth()
    assert worth == Worth(0.7, 10.0)
    assert verdict(counts, worth, aim()) is shown(7, 3).verdict
