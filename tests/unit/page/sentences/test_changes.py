"""Sentences on changes: each says what its own comparison bears, and where none was made, that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.editions import PUBLIC, SUBGROUP
from pipeline.disclose.hiding import line
from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results.change_values import Change, Moved
from pipeline.results.changes import OF_THE_LIST
from pipeline.results.model import StandardResult
from tests.unit.results.built import audit, result
from tests.unit.results.test_changes import compared
from tests.unit.results.test_over_time import over

BEYOND = "by more than chance would explain"
FROM = "70% from 50% (+2 to +30 points)"
COMPARED = Change(
    "2019-20 Q2",
    "2019-20 Q1",
    Moved.RISEN,
    recent_counts=line(Counts(met=70, not_met=30), SUBGROUP),
    earlier_counts=line(Counts(met=50, not_met=50), SUBGROUP),
    difference=0.2,
    lower=0.02,
    upper=0.3,
    up=True,
)
UNTESTED = Change("2019-20 Q2", "2019-20 Q1", Moved.NOT_TESTED, "no figures for 2019-20 Q1")
WITHHELD = Change("2019-20 Q2", "2019-20 Q1", Moved.WITHHELD)
CHANGES = st.builds(
    Change,
    recent=st.just("2018-19 Q3 to 2019-20 Q2"),
    earlier=st.just("2017-18 Q3 to 2018-19 Q2"),
    moved=st.sampled_from(Moved),
    why=st.sampled_from(["", "one sent nothing"]),
    without=st.sampled_from([(), ("Housing",), ("Housing", "Police")]),
    recent_counts=st.sampled_from([None, COMPARED.recent_counts, line(Counts(met=3, not_met=50), PUBLIC)]),
    earlier_counts=st.sampled_from([None, COMPARED.earlier_counts]),
    difference=st.sampled_from([None, 0.1, -0.1]),
    up=st.sampled_from([None, True, False]),
    lower=st.sampled_from([None, -0.2]),
    upper=st.just(0.1),
)


def moved(since_last: Moved, over_year: Moved | None = None, **changes: object) -> StandardResult:
    """A standard whose two comparisons came to these."""
    standard = result(Counts(met=70, not_met=30), **changes)
    return replace(
        standard,
        since_last=replace(COMPARED, moved=since_last),
        over_year=replace(COMPARED, moved=over_year or since_last),
    )


@pytest.mark.parametrize(
    ("came_to", "sentence", "words"),
    [
        (Moved.RISEN, f"It has risen since the quarter before, {BEYOND}: {FROM}.", "higher (+2 to +30 points)"),
        (Moved.FALLEN, f"It has fallen since the quarter before, {BEYOND}: {FROM}.", "lower (+2 to +30 points)"),
        (
            Moved.UNSURE,
            f"It may have risen since the quarter before, but with so many comparisons that could be chance: {FROM}.",
            "could be chance (+2 to +30 points)",
        ),
        (
            Moved.NO_CLEAR_CHANGE,
            f"No clear change since the quarter before: {FROM}.",
            "no clear change (+2 to +30 points)",
        ),
        (
            Moved.TOO_FEW,
            "Too few records to say whether it has changed since the quarter before.",
            "too few to say",
        ),
    ],
)
def test_a_change_is_said_as_its_own_test_has_it_with_the_interval_of_the_difference(
    came_to: Moved, sentence: str, words: str
) -> None:
    change = replace(COMPARED, moved=came_to)
    assert sentences.quarter_change_sentence(change) == sentence
    assert sentences.change_words(change) == words


def test_a_comparison_of_years_says_so() -> None:
    year = replace(COMPARED, recent="2018-19 Q3 to 2019-20 Q2", earlier="2017-18 Q3 to 2018-19 Q2")
    assert sentences.change_sentence(year) == (
        f"It has risen against the year before, {BEYOND}: 70% in October 2018 to September 2019, 50% in October 2017 "
        "to September 2018 (+2 to +30 points)."
    )


def test_what_was_not_tested_or_is_not_comparable_says_why() -> None:
    assert sentences.quarter_change_sentence(UNTESTED) == (
        "A change since the quarter before could not be tested: no figures for 2019-20 Q1."
    )
    other = replace(UNTESTED, moved=Moved.NOT_COMPARABLE, why="the form changed")
    assert sentences.quarter_change_sentence(other) == (
        "Whether it has changed since the quarter before cannot be said, since the two are not comparable: the form "
        "changed."
    )


def test_agencies_that_sent_in_one_of_the_spans_only_are_named_as_left_out() -> None:
    change = replace(COMPARED, moved=Moved.NO_CLEAR_CHANGE, without=("City CCG", "Housing"))
    assert sentences.quarter_change_sentence(change).endswith(
        "Compared for those with records that count both times, so without City CCG and Housing."
    )


def test_a_claim_whose_counts_an_edition_hides_is_said_without_them() -> None:
    hidden = replace(COMPARED, recent_counts=None, lower=None, upper=None)
    assert sentences.quarter_change_sentence(hidden) == (
        f"It has risen since the quarter before, {BEYOND}: the counts behind it are not shown in this edition."
    )
    assert sentences.change_words(hidden) == "higher"


def test_what_an_edition_does_not_say_is_said_once() -> None:
    standard = replace(result(Counts(met=70, not_met=30)), since_last=WITHHELD, over_year=WITHHELD)
    assert sentences.change_sentences(standard) == "Whether it has changed is not said in this edition."


@given(CHANGES)
def test_a_change_is_claimed_only_where_the_rule_claims_it(change: Change) -> None:
    for sentence in (sentences.change_sentence(change), sentences.quarter_change_sentence(change)):
        assert (BEYOND in sentence) is change.moved.claimed
        assert sentence.endswith(".")
    words = sentences.change_words(change)
    assert (words.startswith(("higher", "lower"))) is change.moved.claimed


def test_the_claims_of_a_standard_are_both_where_both_are_claimed() -> None:
    both = sentences.claims(moved(Moved.RISEN, Moved.FALLEN))
    assert [sentence.split(",")[0] for sentence in both] == [
        "It has risen since the quarter before",
        "It has fallen against the year before",
    ]
    assert sentences.claims(moved(Moved.NO_CLEAR_CHANGE, Moved.TOO_FEW)) == []


def test_the_claims_of_a_standard_go_on_after_its_name() -> None:
    assert sentences.claimed(moved(Moved.RISEN, Moved.FALLEN)) == [
        "has risen since the quarter before (70% from 50%; +2 to +30 points)",
        (
            "has fallen against the year before (70% in July to September 2019, 50% in April to June 2019; +2 to +30 "
            "points)"
        ),
    ]
    assert sentences.claimed(moved(Moved.UNSURE)) == []


@pytest.mark.parametrize(
    ("came_to", "sentence"),
    [
        (
            [Moved.NO_CLEAR_CHANGE, Moved.UNSURE],
            "No standard has changed by more than chance would explain; all 2 were compared.",
        ),
        (
            [Moved.NO_CLEAR_CHANGE, Moved.TOO_FEW, Moved.TOO_FEW, Moved.NOT_TESTED],
            (
                "No standard is known to have changed: of 4 standards, 1 was compared and showed no change beyond "
                "chance; 3 were not: too few records (2) and no earlier figures to compare with (1)."
            ),
        ),
        (
            [Moved.NOT_TESTED, Moved.NOT_TESTED],
            "Whether anything has changed could not be tested: no earlier figures to compare with.",
        ),
        ([Moved.WITHHELD, Moved.WITHHELD], "Whether anything has changed is not said in this edition."),
        ([], ""),
    ],
)
def test_that_nothing_changed_is_said_only_of_what_was_compared(came_to: list[Moved], sentence: str) -> None:
    assert sentences.unchanged_sentence([audit([moved(each) for each in came_to])]) == sentence


def told(standard: StandardResult) -> str:
    return sentences.unchanged_sentence([audit([standard])])


def test_where_one_of_two_comparisons_was_not_made_it_is_not_said_that_nothing_changed() -> None:
    early = replace(moved(Moved.NO_CLEAR_CHANGE), over_year=UNTESTED)
    assert told(early) == (
        "No standard is known to have changed by more than chance would explain; the one standard was compared. What "
        "was not tested of these: 1 against the year before (no earlier figures to compare with)."
    )


def test_an_edition_that_judges_no_series_does_not_say_that_nothing_changed_where_another_claims_a_change() -> None:
    met = (37, 36, 37, 36, 36, 35, 33, 42, 34, 37, 30, 42, 40, 32, 37, 52)
    drawn = [Counts(met=each, not_met=60 - each) for each in met]
    assert told(over(drawn, PUBLIC)).startswith("No standard is known to have changed")
    assert "1 over all quarters together (hidden or rounded in this edition)" in told(over(drawn, PUBLIC))


def test_one_missing_quarter_is_not_told_as_no_earlier_figures() -> None:
    steady = [Counts(met=30, not_met=30)] * 6
    standard = over([*steady, Counts(), Counts(met=30, not_met=30)])
    assert told(standard).endswith("1 since the quarter before (quarters that it takes are missing).")
    assert told(over([Counts(met=30, not_met=30)])) == (
        "Whether anything has changed could not be tested: no earlier figures to compare with."
    )


def test_where_one_comparison_is_withheld_it_says_which() -> None:
    standard = replace(moved(Moved.NO_CLEAR_CHANGE), over_year=WITHHELD)
    assert sentences.change_sentences(standard) == (
        f"No clear change since the quarter before: {FROM}. Whether it has changed against the year before is not said "
        "in this edition."
    )


def test_nothing_is_said_not_to_have_moved_over_the_year_where_nothing_could_be_compared() -> None:
    first = replace(moved(Moved.NO_CLEAR_CHANGE), over_year=UNTESTED)
    compared = moved(Moved.NO_CLEAR_CHANGE)
    assert sentences.unmoved_sentence([audit([first])]) == (
        "Nothing is compared with the year before here: no earlier figures to compare with."
    )
    assert sentences.unmoved_sentence([audit([compared])]) == (
        "No standard is claimed to have moved against the year before."
    )
    assert sentences.unmoved_sentence([audit([compared, first])]) == (
        "Of 1 standard compared none is claimed to have moved against the year before. 1 other could not be: no "
        "earlier figures to compare with."
    )


def test_a_change_that_may_be_a_rise_is_told_as_one_where_its_figures_are_hidden() -> None:
    hidden = replace(COMPARED, moved=Moved.UNSURE, recent_counts=None, difference=None, lower=None, upper=None)
    assert sentences.quarter_change_sentence(hidden).startswith("It may have risen since the quarter before,")


def test_a_change_of_whole_lists_is_told_with_their_figures_or_that_they_are_not_shown() -> None:
    lists = replace(COMPARED, recent_counts=None, earlier_counts=None, why=OF_THE_LIST, moved=Moved.NO_CLEAR_CHANGE)
    shares = replace(lists, recent_share=0.42, earlier_share=0.4, lower=-0.25, upper=0.25)
    assert sentences.quarter_change_sentence(shares) == (
        f"No clear change since the quarter before: 42% from 40%, {OF_THE_LIST} (-25 to +25 points)."
    )
    assert sentences.quarter_change_sentence(replace(lists, lower=None, upper=None)) == (
        f"No clear change since the quarter before: {OF_THE_LIST}, the counts behind it are not shown in this edition."
    )


def test_a_change_within_agencies_prints_no_pair_of_figures_that_goes_the_other_way() -> None:
    then, now = {"SOL": (80, 100), "UHS": (10, 40)}, {"SOL": (36, 40), "UHS": (40, 100)}
    _, change = compared([then] * 4 + [now] * 4)
    assert "each agency compared with itself (" in sentences.change_sentence(change)
    assert "% in" not in sentences.change_sentence(change)
