"""A series: its length decides what is drawn and said, and nothing comes of hidden or broken quarters."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import chart, sentences, table
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Partnership, Rebase
from pipeline.results import noteworthy
from pipeline.results.change_values import Series
from pipeline.results.figure_values import Verdict
from pipeline.results.model import StandardResult
from pipeline.results.series import unclaimed
from pipeline.results.standards import standard_result
from pipeline.statistics.xmr import Assurance, Variation
from tests.unit.results.built import CONTEXT, LOW, NOW, audit, definition, quarters_to, records, result

ALTERNATING = (Counts(met=36, not_met=4), Counts(met=38, not_met=2))


def over(drawn: list[Counts], edition: Edition = SUBGROUP, **changes: object) -> StandardResult:
    """The result of a standard with these counts in the quarters up to `NOW`, in order of time."""
    quarters = [NOW]
    while len(quarters) < len(drawn):
        quarters.insert(0, quarters[0].previous())
    earlier = dict(zip(quarters[:-1], drawn[:-1], strict=True))
    return result(drawn[-1], edition, earlier=earlier, **changes)


def alternating(quarters: int, last: Counts | None = None) -> list[Counts]:
    drawn = [ALTERNATING[place % 2] for place in range(quarters)]
    return [*drawn[:-1], last] if last else drawn


def of(standard: StandardResult) -> Series:
    assert standard.series is not None
    return standard.series


@pytest.mark.parametrize(
    ("quarters", "centre", "tested", "limits"),
    [
        (1, "", False, 0),
        (5, "", False, 0),
        (6, "median", False, 0),
        (9, "median", False, 0),
        (10, "median", True, 0),
        (12, "median", True, 0),
        (13, "mean", False, 13),
        (16, "mean", False, 16),
    ],
)
def test_the_number_of_quarters_decides_what_is_drawn_and_tested(
    quarters: int, centre: str, tested: bool, limits: int
) -> None:
    standard = of(over(alternating(quarters)))
    assert (standard.points, standard.centre_is, standard.shifted is not None, len(standard.limits)) == (
        quarters,
        centre,
        tested,
        limits,
    )
    assert (standard.variation is not None) is (quarters >= 13)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=18))
@settings(max_examples=40)
def test_limits_never_leave_nought_to_a_hundred_and_no_icon_comes_before_thirteen_quarters(
    drawn: list[tuple[int, int]],
) -> None:
    own_series = over([Counts(met=met, not_met=not_met) for met, not_met in drawn]).series
    enough = sum(met + not_met >= 5 for met, not_met in drawn)
    assert (own_series is None) is (enough == 0)
    if own_series is not None:
        assert all(0 <= each.lower <= each.upper <= 1 for each in own_series.limits)
        assert own_series.points == enough
        assert own_series.variation is None or enough >= 13


@pytest.mark.parametrize("counts", [Counts(met=30), Counts(not_met=12), Counts(met=9, not_met=3)])
def test_a_constant_series_is_no_variation_and_never_a_failure(counts: Counts) -> None:
    standard = over([counts] * 14)
    assert (of(standard).says, of(standard).limits, of(standard).variation, of(standard).assurance) == (
        "No variation in 14 quarters.",
        (),
        None,
        None,
    )
    assert sentences.series_sentence(standard) == "No variation in 14 quarters."


def test_a_quarter_below_five_records_is_neither_rated_nor_a_point() -> None:
    standard = over([*alternating(5), Counts(met=2, not_met=2)])
    assert standard.total.verdict is Verdict.TOO_FEW
    assert (of(standard).points, of(standard).last) == (5, "2019-20 Q1")


def test_a_fall_stands_out_for_the_worse_and_the_better_way_decides() -> None:
    drawn = alternating(14, Counts(met=10, not_met=30))
    assert of(over(drawn)).variation is Variation.CONCERN
    assert of(over(drawn, **LOW)).variation is Variation.IMPROVEMENT
    assert of(over(drawn, **CONTEXT)).variation is Variation.LOW
    assert "worse than ordinary variation" in sentences.trend_paragraph(over(drawn))
    assert table.icons(over(drawn)).plain.startswith("Variation: special, of concern")


def test_what_chance_gives_with_few_records_does_not_stand_out() -> None:
    drawn = [Counts(met=9 + place % 2, not_met=1 - place % 2) for place in range(13)]
    standard = of(over([*drawn, Counts(met=8, not_met=2)]))
    assert (standard.variation, [each.special for each in standard.limits][-1]) == (Variation.COMMON, None)


@pytest.mark.parametrize(
    ("target", "assured", "icon"),
    [(0.5, Assurance.PASS, "passes consistently"), (0.93, Assurance.HIT_AND_MISS, "hit and miss")],
)
def test_the_target_against_the_limits_is_the_assurance(target: float, assured: Assurance, icon: str) -> None:
    standard = over(alternating(16), target=target, amber=0.4)
    assert of(standard).assurance is assured
    assert table.icons(standard).plain == f"Variation: ordinary; Assurance: {icon}"
    assert sentences.percent(target) in sentences.series_sentence(standard)


def test_small_or_uneven_quarters_have_limits_of_their_own() -> None:
    drawn = [Counts(met=20 + 6 * (place % 5), not_met=8) for place in range(14)]
    standard = of(over(drawn))
    assert standard.limits_are.endswith("(p chart)")
    assert len({each.lower for each in standard.limits}) > 1


def test_a_series_begins_anew_at_a_break() -> None:
    standard = over(alternating(14), since=Quarter(2018, 2))
    assert (of(standard).points, of(standard).variation) == (5, None)
    assert [(each.quarter, each.why) for each in standard.breaks] == [("2018-19 Q2", "counted in another way before")]


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_nothing_is_derived_from_a_series_with_a_hidden_or_rounded_quarter(edition: Edition) -> None:
    drawn = [Counts(met=20 + place % 3, not_met=20) for place in range(13)]
    standard = of(over([Counts(met=3, not_met=40), *drawn], edition))
    assert (standard.centre, standard.shifted, standard.limits, standard.variation) == (None, None, (), None)
    assert "hidden or rounded" in standard.says


def test_beside_the_figure_nothing_is_said_of_a_series_too_short_to_test() -> None:
    eight, one = over(alternating(8)), over(alternating(1))
    drawn = chart.over_time(eight)

    assert sentences.series_sentence(eight) in drawn.caption
    assert sentences.series_sentence(eight) not in sentences.trend_paragraph(eight)
    assert sentences.trend_paragraph(one).endswith("One quarter. No statement about change.")


def test_a_shift_is_said_from_ten_quarters_on() -> None:
    low, high = Counts(met=10, not_met=30), Counts(met=30, not_met=10)
    near = [Counts(met=each.met + place % 2, not_met=each.not_met) for place, each in enumerate([low] * 6 + [high] * 6)]
    assert of(over(near)).shifted is True
    assert "shifted from its median, by more than chance" in sentences.trend_paragraph(over(near))
    assert "no shift" in sentences.series_sentence(over(alternating(12)))


@pytest.mark.parametrize(
    ("last", "stands_out"),
    [
        (Counts(met=340, not_met=60), (Variation.IMPROVEMENT, Variation.CONCERN, Variation.HIGH)),
        (Counts(met=270, not_met=130), (Variation.COMMON,) * 3),
        (Counts(met=200, not_met=200), (Variation.COMMON,) * 3),
        (Counts(met=150, not_met=250), (Variation.CONCERN, Variation.IMPROVEMENT, Variation.LOW)),
    ],
    ids=str,
)
def test_a_large_quarter_stands_out_by_its_own_limits_where_the_percentages_of_small_ones_vary_as_much(
    last: Counts, stands_out: tuple[Variation, ...]
) -> None:
    drawn = [(Counts(met=23, not_met=17), Counts(met=25, not_met=15))[place % 2] for place in range(13)]
    ways: tuple[dict[str, object], ...] = ({}, LOW, CONTEXT)
    assert tuple(of(over([*drawn, last], **way)).variation for way in ways) == stands_out


def test_where_quarters_vary_more_than_chance_would_have_it_a_large_one_has_wider_limits() -> None:
    drawn = [(Counts(met=20, not_met=20), Counts(met=30, not_met=10))[place % 2] for place in range(13)]
    assert of(over([*drawn, Counts(met=300, not_met=100)])).variation is Variation.COMMON


@pytest.mark.parametrize(
    ("last", "assured"), [(Counts(met=36, not_met=4), Assurance.PASS), (Counts(met=10, not_met=30), None)]
)
def test_nothing_is_expected_of_the_quarters_to_come_where_the_last_is_not_as_the_others(
    last: Counts, assured: Assurance | None
) -> None:
    standard = over(alternating(14, last), target=0.5, amber=0.4)
    assert of(standard).assurance is assured
    assert ("If nothing changes" in sentences.series_sentence(standard)) is (assured is not None)


def test_a_quarter_that_stood_out_is_not_claimed_again_where_the_one_after_it_has_no_figure() -> None:
    drawn = alternating(14, Counts(met=10, not_met=30))
    now, later = over(drawn), over([*drawn, Counts(pending=3)])
    claimed, told = (noteworthy.changed_standards(audit([each])) for each in (now, later))
    assert (of(now).stands_out, of(later).stands_out, len(claimed), told) == (True, False, 1, [])
    assert [bool(table.icons(each).plain) for each in (now, later)] == [True, False]
    assert of(later).variation is Variation.CONCERN  # of the quarter before, which the sentence names
    assert "April to June 2019 is worse than ordinary variation explains" in sentences.series_sentence(later)


def rebased(*rows: Rebase) -> AbstractContextManager[Partnership]:
    """Within the block, the partnership worked for has decided these."""
    return used(replace(here(), rebases=rows))


def anew(since: Quarter) -> Rebase:
    return Rebase(standard="T1", since=since, decided_by="QA group", minute="item 5", why="The form is new.")


def test_limits_begin_anew_where_somebody_decided_so_and_the_quarters_before_keep_theirs() -> None:
    early, late = Counts(met=20, not_met=20), Counts(met=36, not_met=4)
    drawn = [replace(each, met=each.met + place % 2) for place, each in enumerate([early] * 14 + [late] * 14)]
    since = min(quarters_to(NOW, 14))
    with rebased(anew(since), replace(anew(since), standard="T2")):
        standard = over(drawn)
    whole = of(over(drawn))
    limits = of(standard).limits
    assert [each.quarter for each in standard.rebases] == [str(since)]
    assert (of(standard).points, len(limits), len(whole.limits)) == (14, 28, 28)
    assert max(each.upper for each in limits[:14]) < min(limits[14].centre or 0, 0.9)
    assert (of(standard).variation, whole.variation) == (Variation.COMMON, Variation.IMPROVEMENT)
    assert all(each.comparable for each in standard.history)
    picture = chart.over_time(standard)
    assert "New limits from" in picture.alt
    assert "The form is new (QA group, item 5)." in picture.caption


@pytest.mark.parametrize(("quarters", "icon"), [(12, False), (13, True)])
def test_after_new_limits_an_icon_comes_with_thirteen_quarters_and_none_before(quarters: int, icon: bool) -> None:
    with rebased(anew(min(quarters_to(NOW, quarters)))):
        own_series = of(over(alternating(30)))
    assert own_series.points == quarters
    assert (own_series.variation is not None) is icon
    assert len(own_series.limits) == (30 if icon else 30 - quarters)
    assert own_series.says.startswith("Limits began anew in ")


def test_a_decision_for_a_quarter_to_come_changes_nothing_yet() -> None:
    with rebased(anew(NOW.next())):
        standard = over(alternating(14))
    assert standard.rebases == ()
    assert standard == over(alternating(14))


def test_a_quarter_that_may_be_chance_among_so_many_standards_is_drawn_as_it_is_and_said_to_be_that() -> None:
    standard = over(alternating(14, Counts(met=10, not_met=30)))
    quiet = replace(standard, series=unclaimed(of(standard)))
    assert "among so many standards that could be chance" in sentences.series_sentence(quiet)
    assert "2019-20 Q2 stands out, within what chance gives among so many standards." in chart.over_time(quiet).alt
    assert "2019-20 Q2 is marked" not in chart.over_time(quiet).alt


def test_where_two_agencies_change_places_in_size_chance_is_not_the_only_reason_given() -> None:
    usual = {"SOL": Counts(met=9, not_met=1), "UHS": Counts(met=12, not_met=28)}
    now = {"SOL": Counts(met=36, not_met=4), "UHS": Counts(met=3, not_met=7)}
    drawn = pd.concat([records(each, agency=code) for code, each in now.items()], ignore_index=True)
    standard = standard_result(definition(), drawn, dict.fromkeys(quarters_to(NOW, 15)[1:], usual), NOW, SUBGROUP)
    assert not of(standard).stands_out
    assert "could be chance, or another mix of agencies." in sentences.series_sentence(standard)
    assert "among so many standards, or another mix of agencies." in chart.over_time(standard).alt


def test_a_shift_that_may_be_chance_among_so_many_standards_is_not_denied() -> None:
    drawn = [Counts(met=met, not_met=8 - met) for met in (3, 0, 2, 3, 3, 4, 5, 4, 6, 5)]
    own = of(over(drawn))
    assert (own.shifted, own.may_be_chance, own.stands_out) == (False, True, False)
    assert not of(over(alternating(12))).may_be_chance


def test_a_point_outside_its_limits_that_few_cases_explain_says_so_on_the_chart_and_in_words() -> None:
    drawn = [Counts(met=360 + place % 2, not_met=40 - place % 2) for place in range(14)]
    standard = over([*drawn, Counts(met=355, not_met=45)])
    assert of(standard).limits[-1].within_chance
    assert of(standard).variation is Variation.COMMON
    told = "2019-20 Q2 lies outside its limits, within what chance gives with 400 cases."
    assert told in chart.over_time(standard).alt
    assert "within what chance gives" in chart.over_time(standard).caption


def test_a_quarter_in_which_an_agency_is_silent_is_held_against_those_who_sent() -> None:
    usual = {"UHS": Counts(met=47, not_met=3), "SOL": Counts(met=5, not_met=20)}
    before = dict.fromkeys(quarters_to(NOW.previous(), 7), usual) | {
        each: {**usual, "SOL": Counts(met=6, not_met=19)} for each in quarters_to(NOW, 15)[8:]
    }
    now = pd.concat([records(Counts(met=47, not_met=3), agency="UHS")], ignore_index=True)
    alone = standard_result(definition(), now, dict(sorted(before.items())), NOW, SUBGROUP)
    assert of(alone).points == 15
    assert of(alone).variation is Variation.COMMON
