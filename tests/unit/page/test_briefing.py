"""A briefing for practitioners: a few sentences by rule, under the board's rule, and no agency in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.definition import Polarity
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import briefing
from pipeline.results.commentary import BRIEFING
from pipeline.results.model import AuditResult, StandardResult, Words
from tests.unit.results.built import HOSTILE, NOW, audit, hiding, result

LOW, FEW_FAIL = Counts(met=20, not_met=40), Counts(met=57, not_met=3)


def of(edition: Edition, **titled: Counts) -> AuditResult:
    standards = [result({"SOL": each}, edition, id=title, title=title) for title, each in titled.items()]
    return audit(standards, quarter=str(NOW), purpose="Whether colours are red.")


def test_it_says_what_was_looked_at_what_works_what_must_be_better_and_whom_to_ask() -> None:
    told = briefing.briefing(of(SUBGROUP, Reached=Counts(met=60), Low=LOW)).plain.splitlines()

    assert told == [
        "July to September 2019. Whether colours are red.",
        "At target or better: “Reached”. Keep doing this, and keep writing it down.",
        "Below target, by more than chance would explain: “Low”.",
        "In your next cases, see that this is done, and that the record shows it; where it cannot be done, record why.",
        "The safeguarding lead of your agency, or whoever speaks for it on the quality-assurance sub-group.",
    ]


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC])
def test_it_names_no_agency_and_shows_no_count_that_the_board_may_not_see(edition: Edition) -> None:
    shown = briefing.briefing(of(edition, Few=FEW_FAIL, Low=LOW))

    assert "Solent" not in shown.html
    assert "57" not in shown.html
    assert "Few" not in shown.html
    assert "20 of 60" in shown.html


def test_the_analyst_s_words_take_the_place_of_the_draft() -> None:
    told = replace(of(SUBGROUP, Low=LOW), words=(Words(BRIEFING, "<p>See the <em>child</em>.</p>"),))
    shown = briefing.briefing(told).html

    assert "<p>See the <em>child</em>.</p>" in shown
    assert "In your next cases" not in shown
    assert "Whom to ask" in shown


def test_where_nothing_is_shown_it_reads_as_written_for_that() -> None:
    told = briefing.briefing(of(SUBGROUP)).plain

    assert "Of nothing can it be said here, on 20 records or more, that it reaches its target." in told
    assert "There is no standard to judge here." in told
    assert "Go on as you do" not in told


@pytest.mark.parametrize(
    ("standard", "reason"),
    [
        (replace(hiding(result(Counts(met=3, not_met=17), BOARD)), briefed=None), "hidden, to protect small counts"),
        (result(Counts(pending=9), BOARD), "no record that counts yet"),
    ],
)
def test_nothing_is_told_to_go_on_where_all_is_hidden_or_pending(standard: StandardResult, reason: str) -> None:
    told = briefing.briefing(audit([standard])).plain

    assert f"No standard is held against its target here: {reason}." in told
    assert "Not all of this can be judged here" in told
    assert "Go on as you do" not in told


def test_it_says_to_go_on_where_every_standard_is_judged_and_none_below() -> None:
    told = briefing.briefing(of(SUBGROUP, Reached=Counts(met=60), Again=Counts(met=95, not_met=15))).plain

    assert "No standard is below its target by more than chance would explain." in told
    assert "Go on as you do" in told


def test_what_should_seldom_happen_is_not_asked_to_be_done() -> None:
    often = result({"SOL": Counts(met=30, not_met=20)}, polarity=Polarity.LOW_GOOD, target=0.1, amber=0.2)
    told = briefing.briefing(audit([often], quarter=str(NOW))).plain
    both = briefing.briefing(audit([often, result({"SOL": LOW})], quarter=str(NOW))).plain

    assert "Worse than the target" in told
    assert "see that this happens less often" in told
    assert "see that this is done" not in told + both
    assert "what should seldom happen happens less often" in both


def test_no_more_than_three_are_named_as_below() -> None:
    shown = briefing.briefing(of(SUBGROUP, **{f"Low{each}": LOW for each in "ABCDE"}))

    assert len(shown.tables[0].rows) == 3
    assert "“LowA”, “LowB”, “LowC” and 2 more." in shown.plain


def test_nothing_in_a_title_becomes_a_tag() -> None:
    assert "<script>" not in briefing.briefing(of(SUBGROUP, **{HOSTILE: LOW})).html
