"""Sentences: what is said of a figure, and that nothing is claimed which its own test does not show."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results.changes import Span, change
from pipeline.results.model import Change, Rating, Series, StandardResult, Verdict
from pipeline.statistics.xmr import Assurance, Variation
from tests.unit.results.built import CONTEXT, HOSTILE, LOW, result, shown

EDITIONS = st.sampled_from([SUBGROUP, BOARD, PUBLIC])
COUNTS = st.builds(Counts, met=st.integers(0, 200), not_met=st.integers(0, 200))
BEFORE = Quarter(2019, 1)
LIES = "If practice goes on as it was, the true figure lies between"
BEYOND = "by more than chance would explain"
SERIES = Series(
    points=14,
    last="2019-20 Q2",
    says="14 points, enough for limits.",
    centre=0.5,
    centre_is="mean",
    shifted=None,
    limits=(),
    limits_are="",
    variation=None,
    assurance=None,
)
UNSURE = "With this many records it cannot be told apart from the target of"


def sentence_of(met: int, not_met: int, edition: Edition = SUBGROUP, **changes: object) -> str:
    return sentences.standard_sentence(result(Counts(met=met, not_met=not_met), edition, **changes))


def compared(after: Counts, before: Counts, edition: Edition = SUBGROUP) -> Change:
    return change(Span("2019-20 Q2", after), Span("2018-19 Q2", before), edition)


@pytest.mark.parametrize(
    ("met", "not_met", "sentence"),
    [
        (40, 60, f"40 of 100 (40%). {LIES} 31% and 50%. That is below the target of 90%, {BEYOND}."),
        (9, 1, f"9 of 10 (90%). {LIES} 60% and 98%. {UNSURE} 90%."),
        (400, 0, f"400 of 400 (100%). {LIES} 99% and 100%. That reaches the target of 90%, beyond chance."),
        (3, 1, "3 of 4. Too few records for a percentage or a rating."),
        (0, 0, "no cases this quarter."),
    ],
)
def test_a_sentence_says_how_many_of_how_many_the_interval_and_the_target(
    met: int, not_met: int, sentence: str
) -> None:
    assert sentence_of(met, not_met) == f"Colour is red: {sentence}"


def test_context_is_never_held_against_a_target() -> None:
    assert "target" not in sentence_of(5, 95, **CONTEXT)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_a_hidden_result_is_said_to_be_hidden_and_nothing_else(edition: Edition) -> None:
    assert sentence_of(3, 40, edition) == "Colour is red: hidden, to protect small counts."


@given(COUNTS, EDITIONS, st.sampled_from([{}, LOW, CONTEXT]))
def test_a_sentence_claims_a_difference_from_target_only_where_the_test_found_one(
    drawn: Counts, edition: Edition, polarity: dict[str, object]
) -> None:
    standard = result(drawn, edition, **polarity)
    claims = re.search("more than chance|beyond chance", sentences.standard_sentence(standard)) is not None
    assert claims is (standard.total.verdict in (Verdict.BELOW, Verdict.REACHED))


@given(COUNTS, EDITIONS)
def test_a_sentence_has_a_percentage_only_where_the_figure_has_one(drawn: Counts, edition: Edition) -> None:
    line_shown = shown(drawn, edition)
    assert ("%" in sentences.met_of_applicable(line_shown)) is (line_shown.counts.proportion is not None)
    assert (sentences.interval(line_shown) == "–") is (line_shown.counts.proportion is None)


@given(st.integers(0, 4), st.integers(0, 4))
def test_fewer_than_five_records_give_no_percentage_no_interval_and_no_rating(met: int, not_met: int) -> None:
    if met + not_met < 5:
        assert "%" not in sentence_of(met, not_met)
        assert result(Counts(met=met, not_met=not_met)).total.rating in (Rating.TOO_FEW, Rating.NO_CASES)


def test_where_lower_is_better_a_miss_is_above_the_target() -> None:
    assert "That is above the target of 10%" in sentence_of(60, 40, **LOW)


def test_a_title_is_said_as_it_is_written() -> None:
    assert sentence_of(9, 1, title=HOSTILE).startswith(f"{HOSTILE}: 9 of 10")


def test_a_known_count_out_of_a_hidden_number_is_said_without_a_share() -> None:
    known = shown(Counts(met=30, not_met=10))
    partly = replace(known, counts=replace(known.counts, applicable=None, proportion=None))
    assert sentences.met_of_applicable(partly) == "30 met; out of how many is hidden, to protect small counts"


@pytest.mark.parametrize(
    ("after", "before", "sentence"),
    [
        (
            Counts(met=70, not_met=30),
            Counts(met=40, not_met=60),
            "It has risen, by more than chance would explain: 70% in 2019-20 Q2, 40% in 2018-19 Q2.",
        ),
        (
            Counts(met=40, not_met=60),
            Counts(met=70, not_met=30),
            "It has fallen, by more than chance would explain: 40% in 2019-20 Q2, 70% in 2018-19 Q2.",
        ),
        (
            Counts(met=52, not_met=48),
            Counts(met=40, not_met=60),
            "No clear change: 52% in 2019-20 Q2, 40% in 2018-19 Q2.",
        ),
        (Counts(met=2), Counts(met=40, not_met=60), "Too few records to say whether it has changed."),
    ],
)
def test_a_change_is_said_as_its_own_test_found_it(after: Counts, before: Counts, sentence: str) -> None:
    assert sentences.change_sentence(compared(after, before)) == sentence


@given(COUNTS, COUNTS, st.sampled_from([SUBGROUP, BOARD]))
@example(Counts(not_met=7), Counts(met=90, not_met=10), BOARD)  # enough to test, too few for a board's percentage
def test_a_rise_or_fall_is_said_only_with_both_percentages(after: Counts, before: Counts, edition: Edition) -> None:
    agreement = compared(after, before, edition)
    sentence = sentences.change_sentence(agreement)
    assert ("more than chance" in sentence) is (agreement.verdict in (Verdict.RISEN, Verdict.FALLEN))
    assert "–" not in sentence


def test_nothing_is_said_of_a_change_that_was_not_tested_or_has_a_hidden_side() -> None:
    assert sentences.change_sentence(None) == ""
    assert sentences.change_sentence(compared(Counts(met=3, not_met=50), Counts(met=30, not_met=30), BOARD)) == ""


def test_the_quarter_before_is_given_without_a_claim() -> None:
    now, then = Counts(met=90, not_met=10), Counts(met=10, not_met=90)
    assert sentences.previous_figure(result(now, earlier={BEFORE: then})) == "10 of 100 (10%)"
    assert sentences.previous_figure(result(now, earlier={BEFORE: Counts(met=2, not_met=1)})) == "2 of 3"
    assert sentences.previous_figure(result(now, earlier={BEFORE: Counts(not_applicable=4)})) == "no cases"


def test_a_quarter_before_that_is_not_there_or_is_hidden_is_a_dash() -> None:
    now = Counts(met=90, not_met=10)
    assert sentences.previous_figure(result(now)) == "–"
    assert sentences.previous_figure(result(now, BOARD, earlier={BEFORE: Counts(met=3, not_met=90)})) == "–"


# Since the quarter before, and over the quarters


@pytest.mark.parametrize(
    ("now", "then", "sentence"),
    [
        (
            Counts(met=70, not_met=30),
            Counts(met=40, not_met=60),
            f"It has risen since the quarter before, {BEYOND}: 70% from 40%.",
        ),
        (
            Counts(met=40, not_met=60),
            Counts(met=70, not_met=30),
            f"It has fallen since the quarter before, {BEYOND}: 40% from 70%.",
        ),
        (Counts(met=9, not_met=1), Counts(met=8, not_met=2), "No clear change since the quarter before: 90% from 80%."),
        (Counts(met=3), Counts(met=40, not_met=60), ""),
    ],
)
def test_a_change_since_the_quarter_before_is_said_as_its_own_test_found_it(
    now: Counts, then: Counts, sentence: str
) -> None:
    assert sentences.quarter_change_sentence(result(now, earlier={BEFORE: then}).last_quarter) == sentence


def test_nothing_is_said_of_a_quarter_before_that_is_not_there_or_of_which_either_side_is_hidden() -> None:
    small, large = Counts(met=3, not_met=90), Counts(met=50, not_met=40)
    assert sentences.quarter_change_sentence(None) == ""
    for now, then in ((small, large), (large, small)):
        hidden = result(now, BOARD, earlier={BEFORE: then})
        assert sentences.quarter_change_sentence(hidden.last_quarter) == ""
    one_side = compared(large, large)
    for lacking in ({"recent_counts": None}, {"earlier_counts": None}):
        assert sentences.change_sentence(replace(one_side, **lacking)) == ""
        assert sentences.quarter_change_sentence(replace(one_side, **lacking)) == ""


def test_what_was_counted_in_another_way_is_said_to_be_not_comparable() -> None:
    anew = result(Counts(met=70, not_met=30), earlier={BEFORE: Counts(met=40, not_met=60)}, since=Quarter(2019, 2))
    assert sentences.quarter_change_sentence(anew.last_quarter) == "It is not comparable with the quarter before."
    assert anew.last_quarter is not None
    assert sentences.change_sentence(anew.last_quarter) == "Not comparable with earlier quarters."


def over(earlier: Counts | None = None, **changes: object) -> StandardResult:
    """A standard with a series that is ``changes`` from one of fourteen quarters."""
    standard = result(Counts(met=9, not_met=1), earlier={BEFORE: earlier} if earlier else {})
    return replace(standard, series=replace(SERIES, **changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"variation": Variation.COMMON},
            "Over 14 quarters, 2019-20 Q2 is within ordinary variation.",
        ),
        (
            {"variation": Variation.CONCERN, "assurance": Assurance.FAIL},
            (
                "Over 14 quarters, 2019-20 Q2 is worse than ordinary variation explains. If nothing changes, the "
                "target of 90% will be missed every quarter."
            ),
        ),
        (
            {"variation": Variation.IMPROVEMENT, "assurance": Assurance.HIT_AND_MISS},
            (
                "Over 14 quarters, 2019-20 Q2 is better than ordinary variation explains. If nothing changes, a "
                "quarter may reach the target of 90% or miss it by chance."
            ),
        ),
        (
            {"variation": Variation.HIGH, "assurance": Assurance.PASS},
            (
                "Over 14 quarters, 2019-20 Q2 is higher than ordinary variation explains. If nothing changes, the "
                "target of 90% will be reached every quarter."
            ),
        ),
        (
            {"points": 11, "shifted": True},
            "Over 11 quarters the figure has shifted from its median, by more than chance would explain.",
        ),
        (
            {"points": 11, "shifted": False},
            "Over 11 quarters there is no shift from the median beyond chance.",
        ),
        ({"says": "No variation in 14 quarters."}, "No variation in 14 quarters."),
    ],
)
def test_a_series_is_said_by_how_much_of_it_may_be_tested(changes: dict[str, object], sentence: str) -> None:
    assert sentences.series_sentence(over(**changes)) == sentence


def test_where_there_is_no_series_nothing_is_said_of_one() -> None:
    assert sentences.series_sentence(replace(over(), series=None)) == ""
    assert sentences.trend_paragraph(replace(over(), series=None)) == ""


def test_the_paragraph_goes_from_the_quarter_before_to_the_year_before_to_the_series() -> None:
    standard = replace(
        over(Counts(met=8, not_met=2), variation=Variation.COMMON),
        change=compared(Counts(met=52, not_met=48), Counts(met=40, not_met=60)),
    )
    assert sentences.trend_paragraph(standard) == (
        "No clear change since the quarter before: 90% from 80%. No clear change: 52% in 2019-20 Q2, 40% in 2018-19 "
        "Q2. Over 14 quarters, 2019-20 Q2 is within ordinary variation."
    )


@pytest.mark.parametrize(
    ("points", "told"),
    [(1, "One audit. No statement about change."), (2, ""), (9, "")],
)
def test_how_short_a_series_is_stands_under_its_chart_and_in_the_paragraph_only_where_there_is_no_chart(
    points: int, told: str
) -> None:
    assert sentences.trend_paragraph(over(points=points, says="One audit. No statement about change.")) == told
    assert sentences.trend_paragraph(over(points=points, shifted=False)).startswith(f"Over {points} quarters there")
