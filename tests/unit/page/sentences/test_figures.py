"""Sentences on a figure: what is said of it, and that nothing is claimed which its own verdict does not bear."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results.figure_values import Figure, Unsaid, Verdict, YearTotal
from pipeline.results.model import StandardResult
from pipeline.results.sample_values import Sampled
from tests.unit.results.built import CONTEXT, HOSTILE, LOW, hiding, result, shown, withheld

EDITIONS = st.sampled_from([SUBGROUP, BOARD, PUBLIC])
COUNTS = st.builds(Counts, met=st.integers(0, 200), not_met=st.integers(0, 200))
BEFORE = Quarter(2019, 1)
LIES = "If practice goes on as it was, the figure is most likely between"
BEYOND = "by more than chance would explain"
FEW = "These are few cases (fewer than 20), so another quarter may say otherwise."
SAMPLED = Sampled(
    listed=2000, met=35, counted=60, others=0, about=None, uneven=True, value=0.9, lower=0.78, upper=0.96, whole=False
)


def sentence_of(met: int, not_met: int, edition: Edition = SUBGROUP, **changes: object) -> str:
    return sentences.standard_sentence(result(Counts(met=met, not_met=not_met), edition, **changes))


def judged(standard: StandardResult, **changes: object) -> StandardResult:
    """The standard with another figure in the place of its total."""
    return replace(standard, total=replace(standard.total, **changes))


@pytest.mark.parametrize(
    ("met", "not_met", "sentence"),
    [
        (40, 60, f"40 of 100 (40%). {LIES} 31% and 50%. That is below the target of 90%, {BEYOND}."),
        (9, 1, f"9 of 10 (90%). {LIES} 60% and 98%. That reaches the target of 90%, though not beyond chance. "),
        (
            8,
            2,
            f"8 of 10 (80%). {LIES} 49% and 94%. That is short of the target of 90%, but by no",
        ),
        (399, 1, f"399 of 400 (>99%). {LIES} 99% and >99%. That is above the target of 90%, {BEYOND}."),
        (3, 1, "3 of 4. Too few records for a percentage or a verdict."),
        (0, 0, "no cases."),
    ],
)
def test_a_sentence_says_how_many_of_how_many_the_interval_and_the_verdict(
    met: int, not_met: int, sentence: str
) -> None:
    assert sentence_of(met, not_met).startswith(f"Colour is red: {sentence}")


@pytest.mark.parametrize(
    ("met", "words", "sentence"),
    [
        (60, "Over the limit", f"That is above 10%, the most there should be, {BEYOND}."),
        (
            12,
            "Not yet clear",
            "That is above 10%, the most there should be, but by no more than chance could explain.",
        ),
        (9, "Within the limit", "That keeps within 10%, the most there should be, though not beyond chance."),
        (1, "Well within the limit", f"That is below 10%, the most there should be, {BEYOND}."),
    ],
)
def test_where_lower_is_better_a_miss_is_more_than_there_should_be(met: int, words: str, sentence: str) -> None:
    standard = result(Counts(met=met, not_met=100 - met), **LOW)
    assert sentences.verdict_sentence(standard) == sentence
    assert sentences.verdict_words(standard.total, low_is_good=True) == words


def test_on_few_records_a_verdict_is_said_to_rest_on_few_cases() -> None:
    few, many = result(Counts(met=4, not_met=6)), result(Counts(met=8, not_met=12))
    assert sentences.verdict_sentence(few).endswith(FEW)
    assert FEW not in sentences.verdict_sentence(many)
    assert sentences.verdict_words(few.total) == "Below target, few cases"
    assert sentences.verdict_words(many.total) == "Below target"


def test_context_is_never_held_against_a_target() -> None:
    assert "target" not in sentence_of(5, 95, **CONTEXT)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_a_hidden_result_is_said_to_be_hidden_and_nothing_else(edition: Edition) -> None:
    hidden = hiding(result(Counts(met=3, not_met=40), edition))
    assert sentences.standard_sentence(hidden) == "Colour is red: hidden, to protect small counts."


@pytest.mark.parametrize(
    ("verdict", "then"),
    [
        (Verdict.HIDDEN, ""),
        (Verdict.AT, " The figure behind it reaches the target of 90%, though not beyond chance."),
        (Verdict.BELOW, f" The figure behind it is below the target of 90%, {BEYOND}."),
    ],
)
def test_of_a_hidden_figure_the_band_and_the_verdict_are_said_and_no_count(verdict: Verdict, then: str) -> None:
    standard = hiding(result(Counts(met=47, not_met=3)), Band(80, 100), verdict)
    told = sentences.standard_sentence(standard)
    how_many = "How many of how many is hidden, to protect small counts."
    assert told == f"Colour is red: 80% or more. {how_many}{then}"
    assert sentences.share(standard.total) == "80% or more"
    assert sentences.interval(standard.total) == "–"


def test_of_a_hidden_figure_with_a_verdict_alone_the_verdict_is_said() -> None:
    standard = hiding(result(Counts(met=47, not_met=3)), None, Verdict.AT)
    assert sentences.met_of_applicable(standard.total) == sentences.COUNTS_HIDDEN
    assert sentences.with_verdict(standard.total) == f"{sentences.COUNTS_HIDDEN}: at target"
    assert sentences.standard_sentence(standard).endswith("reaches the target of 90%, though not beyond chance.")


def test_counts_that_are_shown_have_no_verdict_beside_them_a_second_time() -> None:
    assert sentences.with_verdict(shown(Counts(met=47, not_met=3))) == "47 of 50 (94%)"


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (shown(Counts(met=184, not_met=16)), "184 of 200 (92%), at target"),
        (withheld(shown(Counts(met=97, not_met=3)), Band(95, 100), Verdict.ABOVE), "95% or more, above target"),
        (withheld(shown(Counts(met=97, not_met=3)), None, Verdict.ABOVE), f"{sentences.COUNTS_HIDDEN}, above target"),
        (withheld(shown(Counts(met=97, not_met=3)), Band(95, 100)), "95% or more"),
    ],
)
def test_where_a_quarter_is_hidden_several_together_are_said_with_their_months(year: Figure, told: str) -> None:
    together = YearTotal(("2018-19 Q3", "2018-19 Q4", "2019-20 Q1", "2019-20 Q2"), year)
    hidden = replace(hiding(result(Counts(met=47, not_met=3))), year=together)
    assert sentences.together_words(hidden) == f"October 2018 to September 2019 together: {told}"
    assert sentences.together_words(hidden, brief=True) == f"Oct 2018 to Sep 2019: {told}"
    assert sentences.standard_sentence(hidden).endswith(f"October 2018 to September 2019 together: {told}.")
    assert sentences.total_words(hidden).startswith("hidden, to protect small counts; October 2018")


def test_several_quarters_are_not_said_beside_a_figure_that_is_shown_nor_where_they_say_nothing() -> None:
    standard = result(Counts(met=47, not_met=3))
    together = YearTotal(("2019-20 Q1", "2019-20 Q2"), shown(Counts(met=190, not_met=10)))
    assert sentences.together_words(replace(standard, year=together)) == ""
    alone = YearTotal(("2019-20 Q2",), shown(Counts(met=47, not_met=3)))
    assert sentences.together_words(replace(hiding(standard), year=alone)) == "", "it is the quarter that is hidden"
    nothing = YearTotal(("2019-20 Q1", "2019-20 Q2"), withheld(shown(Counts(met=3, not_met=50))))
    assert sentences.together_words(replace(hiding(standard), year=nothing)) == ""
    assert sentences.together_words(replace(hiding(standard), year=YearTotal(why="a quarter is hidden"))) == ""


def test_a_figure_that_is_printed_as_it_was_released_says_so_with_its_quarter() -> None:
    standard = result(Counts(met=47, not_met=3), earlier={BEFORE: Counts(met=40, not_met=10)})
    first, last = standard.history
    assert sentences.as_published_sentence(standard.history) == ""
    kept = replace(first, figure=replace(first.figure, as_published=True))
    assert sentences.as_published_sentence([kept, last]) == (
        "2019-20 Q1: as it was published. What came later changes it by too few records to be shown."
    )


def test_a_verdict_that_an_edition_does_not_say_is_said_not_to_be_said() -> None:
    unsaid = judged(result(Counts(met=40, not_met=10)), verdict=Verdict.NOT_SAID)
    assert sentences.verdict_sentence(unsaid) == "How it stands beside its target is not said here."


@pytest.mark.parametrize(
    ("because", "reason"), [(Unsaid.ROUNDED, "rounded"), (Unsaid.FEW, "more records"), (Unsaid.SAMPLE, "sample")]
)
def test_why_a_verdict_is_not_said_is_the_true_reason_and_no_other(because: Unsaid, reason: str) -> None:
    unsaid = judged(result(Counts(met=40, not_met=10)), verdict=Verdict.NOT_SAID, unsaid_because=because)
    told = sentences.verdict_sentence(unsaid)
    assert [word for word in ("rounded", "more records", "sample") if word in told] == [reason]


def test_counts_of_an_uneven_sample_say_that_they_are_sampled_where_nothing_is_weighted() -> None:
    total = replace(result(Counts(met=35, not_met=25)).total, unsaid_because=Unsaid.SAMPLE)
    assert sentences.met_of_applicable(total) == "35 of 60 sampled (58%)"


def test_where_no_return_has_come_it_is_not_said_that_there_were_no_cases() -> None:
    total = replace(result(Counts()).total, verdict=Verdict.NONE_YET, unsaid_because=Unsaid.NO_RETURN)
    assert sentences.met_of_applicable(total) == "no return has come"


@given(COUNTS, EDITIONS, st.sampled_from([{}, LOW, CONTEXT]))
def test_a_sentence_claims_a_difference_from_target_only_where_the_test_has_one(
    drawn: Counts, edition: Edition, polarity: dict[str, object]
) -> None:
    standard = result(drawn, edition, **polarity)
    claims = BEYOND in sentences.standard_sentence(standard)
    assert claims is (standard.total.verdict in (Verdict.BELOW, Verdict.ABOVE))


@given(COUNTS, EDITIONS)
def test_a_sentence_has_a_percentage_only_where_the_figure_has_one(drawn: Counts, edition: Edition) -> None:
    line_shown = shown(drawn, edition)
    assert ("%" in sentences.met_of_applicable(line_shown)) is (line_shown.counts.proportion is not None)
    assert (sentences.interval(line_shown) == "–") is (line_shown.counts.proportion is None)


@given(COUNTS, st.sampled_from([{}, LOW]))
def test_a_verdict_never_quarrels_with_the_interval_as_it_is_printed(
    drawn: Counts, polarity: dict[str, object]
) -> None:
    standard = result(drawn, **polarity)
    figure, aim = standard.total, round(standard.target * 100)
    if figure.lower is None:
        return
    ends = sentences.interval(figure).split(" to ")
    lower, upper = (float(re.sub("[<>%]", "", each)) for each in ends)
    assert (lower <= aim <= upper) is (figure.verdict in (Verdict.NOT_CLEAR, Verdict.AT, Verdict.TOO_FEW))


def test_an_end_that_would_look_like_the_target_has_a_decimal() -> None:
    figure = replace(shown(Counts(met=69, not_met=31)), lower=0.58, upper=0.798)
    assert sentences.interval(replace(figure, target=None)) == "58% to 80%"
    assert sentences.interval(replace(figure, target=0.8)) == "58% to 79.8%"


@given(st.integers(0, 4), st.integers(0, 4))
def test_fewer_than_five_records_give_no_percentage_no_interval_and_no_verdict(met: int, not_met: int) -> None:
    if met + not_met < 5:
        assert "%" not in sentence_of(met, not_met)
        assert result(Counts(met=met, not_met=not_met)).total.verdict in (Verdict.TOO_FEW, Verdict.NO_CASES)


def test_a_title_is_said_as_it_is_written() -> None:
    assert sentence_of(9, 1, title=HOSTILE).startswith(f"{HOSTILE}: 9 of 10")


def test_a_known_count_out_of_a_hidden_number_is_said_without_a_share() -> None:
    known = shown(Counts(met=30, not_met=10))
    partly = replace(known, counts=replace(known.counts, applicable=None, proportion=None))
    assert sentences.met_of_applicable(partly) == "30 met; out of how many is hidden, to protect small counts"


@pytest.mark.parametrize(
    ("drawn", "edition", "words"),
    [
        (Counts(pending=15), SUBGROUP, "none can be counted yet: 15 pending"),
        (Counts(missing=12), SUBGROUP, "none can be counted yet: 12 not answered"),
        (Counts(pending=1, missing=2), SUBGROUP, "none can be counted yet: 1 pending and 2 not answered"),
        (Counts(pending=15), BOARD, "none can be counted yet"),  # which does not say what is left out
        (Counts(not_applicable=4), SUBGROUP, "no cases"),
    ],
)
def test_cases_that_cannot_be_counted_yet_are_not_said_to_be_none(drawn: Counts, edition: Edition, words: str) -> None:
    assert sentences.met_of_applicable(shown(drawn, edition)) == words


def test_a_standard_for_context_with_pending_cases_has_cases_too() -> None:
    assert sentence_of(0, 0, **CONTEXT).endswith("no cases.")
    waiting = sentences.standard_sentence(result(Counts(pending=3), **CONTEXT))
    assert waiting == "Colour is red: none can be counted yet: 3 pending."


def test_records_without_a_failure_say_what_they_rule_out() -> None:
    assert sentences.ruled_out_sentence(result(Counts(met=24))) == (
        "No failure in 24 records rules out that more than 12% fail (at 95%)."
    )
    assert sentences.ruled_out_sentence(result(Counts(met=23, not_met=1))) == ""


def test_a_figure_weighted_to_its_list_is_said_with_its_own_percentage_alone() -> None:
    plain = replace(result(Counts(met=35, not_met=25)), sampled=SAMPLED)
    weighted = judged(plain, weighted=True, value=0.9, lower=0.78, upper=0.96, verdict=Verdict.AT)
    sentence = sentences.standard_sentence(weighted)
    assert sentence.startswith(
        "Colour is red: 35 of 60 sampled; 90% weighted to the list. For all cases that it stands"
    )
    assert "58%" not in sentence
    assert sentences.share(weighted.total) == "90%"


def test_a_sample_is_told_from_all_cases() -> None:
    plain = result(Counts(met=35, not_met=25))
    even = replace(plain, sampled=replace(SAMPLED, uneven=False))
    assert "For all cases that it stands for, the figure is most likely" in sentences.standard_sentence(even)
    for every in (plain, replace(even, sampled=replace(SAMPLED, whole=True))):
        assert LIES in sentences.standard_sentence(every)


def test_several_records_of_a_child_are_said_to_be_so() -> None:
    standard = result(Counts(met=40, not_met=10), of_each=2)
    assert sentences.children_words(standard) == "50 records of 25 children"
    assert sentences.children_words(replace(standard, children=50)) == ""
    assert sentences.children_words(replace(standard, children=None)) == ""


def test_the_quarter_before_is_given_without_a_claim() -> None:
    now, then = Counts(met=90, not_met=10), Counts(met=10, not_met=90)
    assert sentences.previous_figure(result(now, earlier={BEFORE: then})) == "10 of 100 (10%)"
    assert sentences.previous_figure(result(now, earlier={BEFORE: Counts(met=2, not_met=1)})) == "2 of 3"


def test_a_quarter_before_that_is_not_there_is_a_dash_and_a_hidden_one_is_said_to_be_hidden() -> None:
    now = Counts(met=90, not_met=10)
    assert sentences.previous_figure(result(now)) == "–"
    hidden = result(now, BOARD, earlier={BEFORE: Counts(met=3, not_met=90)})
    first, last = hidden.history
    assert sentences.previous_figure(hidden) == first.figure.band.words
    nothing = replace(hidden, history=(replace(first, figure=withheld(first.figure)), last))
    assert sentences.previous_figure(nothing) == "hidden, to protect small counts"


def test_rounded_counts_never_say_all_or_none_and_rule_nothing_out() -> None:
    nearly = result(Counts(met=99, not_met=1), PUBLIC)
    assert sentences.met_of_applicable(shown(Counts(met=98, not_met=0), PUBLIC)) == "100 of 100 (about 100%)"
    assert sentences.share(shown(Counts(met=98), PUBLIC)) == "about 100%"
    assert sentences.ruled_out_sentence(nearly) == sentences.ruled_out_sentence(result(Counts(met=98), PUBLIC)) == ""
