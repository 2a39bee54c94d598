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
from pipeline.results import noteworthy
from pipeline.results.model import Change, Rating, Verdict
from pipeline.results.over_time import Span, change
from tests.unit.results.built import CONTEXT, HOSTILE, LOW, NOW, audit, quarters_to, result, shown

EDITIONS = st.sampled_from([SUBGROUP, BOARD, PUBLIC])
COUNTS = st.builds(Counts, met=st.integers(0, 200), not_met=st.integers(0, 200))
BEFORE = Quarter(2019, 1)
LIES = "If practice goes on as it was, the true figure lies between"
BEYOND = "by more than chance would explain"
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


def test_what_works_reaches_its_target_on_enough_records_the_best_evidenced_first() -> None:
    drawn = {"few": (10, 0), "amber": (80, 20), "chance": (19, 1), "sure": (400, 0), "hidden": (0, 0)}
    whole_audit = audit([result(Counts(met=met, not_met=not_met), id=name) for name, (met, not_met) in drawn.items()])
    assert [each.id for each in noteworthy.reaching_target(whole_audit)] == ["sure", "chance"]


def test_what_worries_is_below_target_by_more_than_chance_the_furthest_first() -> None:
    drawn = {"near": (70, 30), "chance": (8, 2), "far": (10, 90), "few": (0, 4), "good": (99, 1)}
    whole_audit = audit([result(Counts(met=met, not_met=not_met), id=name) for name, (met, not_met) in drawn.items()])
    assert [each.id for each in noteworthy.below_target(whole_audit)] == ["far", "near"]


def test_only_what_moved_by_more_than_chance_is_said_to_have_moved() -> None:
    quarters = quarters_to(NOW, 8)
    past = dict.fromkeys(quarters[1:4], Counts(met=80, not_met=20)) | dict.fromkeys(
        quarters[4:], Counts(met=50, not_met=50)
    )
    moved = result(Counts(met=80, not_met=20), id="moved", earlier=past)
    steady = result(Counts(met=52, not_met=48), id="steady", earlier=dict.fromkeys(past, Counts(met=50, not_met=50)))
    short = result(Counts(met=90, not_met=10), id="short", earlier={BEFORE: Counts(met=10, not_met=90)})
    assert [each.id for each in noteworthy.changed_standards(audit([moved, steady, short]))] == ["moved"]
