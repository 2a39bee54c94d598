"""What a page says of a target that the partnership set: since when, who, why, and the rating by the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page.sentences import target_sentence, target_words, targets_changed
from pipeline.partnership.model import Target
from pipeline.results.model import StandardResult
from tests.unit.results.built import NOW, audit, result, set_to, targets

BEFORE = NOW.previous()


def with_rows(*rows: Target, met: int = 70, edition: Edition = SUBGROUP) -> StandardResult:
    """A standard with so many met of a hundred in two quarters, as rated by these rows."""
    counts = Counts(met=met, not_met=100 - met)
    with targets(*rows):
        return result(counts, edition, earlier={BEFORE: counts})


def told(*rows: Target, met: int = 70, edition: Edition = SUBGROUP) -> list[str]:
    standard = with_rows(*rows, met=met, edition=edition)
    return [target_sentence(standard, each) for each in standard.targets]


def test_a_target_is_told_with_who_decided_it_and_why_and_the_old_and_the_new_rating() -> None:
    (sentence,) = told(set_to(0.80, 0.60, since=NOW), met=75)
    assert sentence == (
        "T1: 80% (named first where worse than 60%) from 2019-20 Q2, decided by the QA sub-group, 12 June 2019 item 5: "
        "letters moved to the electronic record. By the target before (90%) 2019-20 Q2 would be below target; by this "
        "one it is not yet clear."
    )


def test_a_rating_that_stays_is_said_to_stay() -> None:
    (sentence,) = told(set_to(0.80, 0.60, since=NOW), met=60)
    assert sentence.endswith("By the target before (90%) 2019-20 Q2 would be below target too.")


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        (NOW, None, "from 2019-20 Q2,"),
        (BEFORE, NOW, "from 2019-20 Q1 to 2019-20 Q2,"),
        (None, BEFORE, "to 2019-20 Q1,"),
        (None, None, "in every quarter,"),
    ],
)
def test_from_and_to_are_said_where_they_are_given(since: Quarter | None, until: Quarter | None, span: str) -> None:
    (sentence,) = told(set_to(0.80, 0.60, since=since, until=until))
    assert sentence.startswith(f"T1: 80% (named first where worse than 60%) {span} decided by")


def test_a_target_from_the_beginning_is_set_against_the_usual_one() -> None:
    (sentence,) = told(set_to(0.80, 0.60))
    assert "By the usual target (90%) 2019-20 Q2 would be below target" in sentence


def test_what_a_row_leaves_out_is_left_out() -> None:
    bare = replace(set_to(0.80, 0.60, since=NOW), decided_by="", minute="", why="")
    assert told(bare)[0].startswith("T1: 80% (named first where worse than 60%) from 2019-20 Q2. By the target before")


@pytest.mark.parametrize(
    ("minute", "said_as"),
    [("item 5", "item 5"), ("2019-13-40, item 5", "2019-13-40, item 5"), ("2019-06-02", "2 June 2019")],
)
def test_the_day_of_a_minute_is_written_as_people_write_it_and_anything_else_as_it_was(
    minute: str, said_as: str
) -> None:
    assert f"the QA sub-group, {said_as}: letters" in told(replace(set_to(0.80, 0.60, since=NOW), minute=minute))[0]


def test_a_hidden_figure_is_not_rated_by_two_targets() -> None:
    (sentence,) = told(set_to(0.80, 0.60, since=NOW), met=97, edition=BOARD)
    assert sentence.endswith("electronic record. The target before was 90%.")


def test_a_target_decided_anew_and_unchanged_changes_no_rating() -> None:
    (sentence,) = told(set_to(0.90, 0.75, since=NOW))
    assert sentence.endswith("electronic record. The target before was the same.")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "90%"),
        ([set_to(0.80, 0.60, since=NOW)], "80% (90% before 2019-20 Q2)"),
        ([set_to(0.90, 0.60, since=NOW)], "90% (named first where worse than 60%, 75% before 2019-20 Q2)"),
        ([set_to(0.80, 0.60)], "80%"),
        ([set_to(0.80, 0.60, since=BEFORE)], "80%"),  # no quarter shown had another
        ([set_to(0.80, 0.60, until=BEFORE)], "90% (80% until 2019-20 Q1)"),
        ([set_to(0.90, 0.75, since=NOW)], "90%"),
    ],
)
def test_beside_a_figure_the_target_is_given_with_the_one_that_it_took_the_place_of(
    rows: list[Target], words: str
) -> None:
    assert target_words(with_rows(*rows)) == words


def test_the_front_says_of_which_standards_the_target_changed_and_nothing_where_none_did() -> None:
    assert targets_changed([audit([with_rows(set_to(0.80, 0.60)), with_rows(set_to(0.80, 0.60, since=BEFORE))])]) == ""
    assert targets_changed([audit([with_rows(set_to(0.80, 0.60, until=BEFORE))])]).startswith(
        "The target of T1 changed"
    )
    changed, same = with_rows(set_to(0.80, 0.60, since=NOW)), with_rows(set_to(0.90, 0.75, since=NOW))
    assert targets_changed([audit([same])]) == targets_changed([]) == ""
    assert targets_changed([audit([changed, same, replace(changed, id="T2")])]) == (
        "The targets of T1 and T2 changed in the quarters shown: under the scorecard stand who decided it, why, and "
        "the verdict by the target before."
    )


@pytest.mark.parametrize("body", ["QA sub-group", "the QA sub-group"])
def test_who_decided_has_one_article(body: str) -> None:
    (sentence,) = told(replace(set_to(0.80, 0.60, since=NOW), decided_by=body))
    assert "decided by the QA sub-group, 12 June" in sentence
