"""What evidence each recommendation needs is said before anybody reports, and asks for no more than can be shown."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from pipeline.audits import of
from pipeline.partnership.defining import FIRST
from pipeline.partnership.here import shipped
from pipeline.partnership.model import Partnership
from pipeline.partnership.recommendations import ShownBy

SOUTHAMPTON, NORTHTOWN = shipped("southampton"), shipped("northtown")
BOTH = pytest.mark.parametrize("partnership", [SOUTHAMPTON, NORTHTOWN], ids=lambda each: each.folder.name)

# By what can show them, as the domain's reference has them.
BY_BOTH = {"T1.6", "T1.8", "T3.3", "T4.3", "T4.4", "T5.2", "T5.3", "T6.3"}
BY_ASSURANCE = {"T1.3", "T1.4", "T3.4", "T4.5", "T5.4", "T5.7"}


def test_of_the_reports_recommendations_twenty_can_be_shown_by_audit_eight_need_both_and_six_assurance() -> None:
    assert Counter(each.shown_by for each in SOUTHAMPTON.recommendations) == {
        ShownBy.AUDIT: 20,
        ShownBy.BOTH: 8,
        ShownBy.ASSURANCE: 6,
    }
    assert {each.id for each in SOUTHAMPTON.recommendations if each.shown_by is ShownBy.BOTH} == BY_BOTH
    assert {each.id for each in SOUTHAMPTON.recommendations if each.shown_by is ShownBy.ASSURANCE} == BY_ASSURANCE


@BOTH
def test_nobody_asks_for_more_than_can_be_shown_nor_for_less_where_records_can_show_it(
    partnership: Partnership,
) -> None:
    for each in partnership.recommendations:
        assert each.level_required in ((2, 3) if each.shown_by is ShownBy.ASSURANCE else (4, 5)), each.id


def test_what_is_only_to_be_considered_needs_a_document_and_what_is_to_be_known_has_to_reach_people() -> None:
    levels = {each.id: each.level_required for each in SOUTHAMPTON.recommendations if each.id in BY_ASSURANCE}
    assert levels == {"T1.3": 2, "T1.4": 3, "T3.4": 2, "T4.5": 3, "T5.4": 3, "T5.7": 3}


@BOTH
def test_every_recommendation_says_what_is_to_be_different_and_who_must_test_it(partnership: Partnership) -> None:
    for each in partnership.recommendations:
        assert re.fullmatch(r"[A-Z][^.]*\.", each.intention), each.id
        assert each.intention != each.text
        assert each.tested_by, each.id


@BOTH
def test_where_an_audit_alone_does_not_do_the_document_that_would_is_named_and_elsewhere_none_is(
    partnership: Partnership,
) -> None:
    for each in partnership.recommendations:
        assert bool(each.assurance) is (each.shown_by is not ShownBy.AUDIT), each.id


@BOTH
def test_where_only_assurance_can_show_it_a_standard_of_its_own_that_would_test_it_later_is_named(
    partnership: Partnership,
) -> None:
    titles = {each.id for audit in of(FIRST).values() for each in audit.standards}
    for each in partnership.recommendations:
        if each.shown_by is ShownBy.ASSURANCE:
            later = set(re.findall(r"\b[A-Z]{3,4}x?\d+\b", each.assurance.partition(". ")[2]))
            assert later, each.id
            assert later <= titles, each.id


@BOTH
def test_every_key_standard_is_rated_and_is_of_an_audit_that_the_recommendation_names(partnership: Partnership) -> None:
    audit_of = {each.id: audit.code for audit in of(FIRST).values() for each in audit.standards if each.rated}
    for each in partnership.recommendations:
        assert len(each.key_standards) <= 4, each.id
        assert set(each.key_standards) <= set(each.standards), each.id
        assert {audit_of[name] for name in each.key_standards} <= set(each.instruments), each.id


@BOTH
def test_what_an_audit_is_to_show_is_decided_by_a_key_standard(partnership: Partnership) -> None:
    without = [each.id for each in partnership.recommendations if not each.key_standards]
    assert without == {"southampton": ["T1.3", "T3.4"], "northtown": ["N3.4"]}[partnership.folder.name]
    assert all(partnership.recommendation(name).shown_by is ShownBy.ASSURANCE for name in without)


@BOTH
def test_an_action_is_to_move_at_most_three_standards_each_of_them_of_a_recommendation_that_it_answers(
    partnership: Partnership,
) -> None:
    standards = {each.id for audit in of(FIRST).values() for each in audit.standards}
    for each in partnership.actions:
        theirs = {name for asked in each.recommendations for name in partnership.recommendation(asked).standards}
        assert len(each.standards) <= 3, each.id
        assert set(each.standards) <= theirs & standards, each.id


def test_of_five_of_the_reports_actions_no_standard_tells_which_is_a_finding() -> None:
    assert [each.id for each in SOUTHAMPTON.actions if not each.standards] == [
        "T1.a7", "T5.a1", "T6.a1", "T1.b3", "T1.b5",
    ]  # fmt: skip
    assert all(each.standards for each in NORTHTOWN.actions)


# Each day, and the report's own words for it.
SAID = {
    ("T1.a8", "done", date(2018, 6, 1)): "Since June 2018",
    ("T1.a9", "done", date(2019, 4, 1)): "which commenced April 2019",
    ("T2.a2", "done", date(2018, 1, 1)): "Since January 2018",
    ("T6.a1", "done", date(2019, 4, 30)): "was assessed in April 2019",
    ("T1.b1", "due", date(2019, 12, 31)): "in 2019",
    ("T3.b1", "due", date(2019, 7, 31)): "in July 2019",
    ("T3.b2", "due", date(2020, 3, 31)): "in 2019-20",
    ("T4.b2", "due", date(2019, 9, 30)): "in September 2019",
    ("T4.2", "due", date(2019, 9, 30)): "in September 2019",
    ("T5.4", "due", date(2019, 8, 31)): "in Summer 2019",
}


def test_southampton_gives_the_days_that_the_report_states_and_no_other() -> None:
    there = {
        (each.id, what, day)
        for each in (*SOUTHAMPTON.recommendations, *SOUTHAMPTON.actions)
        for what in ("agreed", "due", "done")
        if (day := getattr(each, what, None)) is not None
    }
    assert there == set(SAID)
    assert SOUTHAMPTON.report_published == date(2019, 6, 1)


@pytest.mark.parametrize(("id_", "what", "day"), list(SAID), ids=str)
def test_a_day_is_the_first_of_its_month_where_it_has_been_so_since_and_else_the_last(
    id_: str, what: str, day: date
) -> None:
    words = SAID[(id_, what, day)]
    last = date.fromordinal(day.toordinal() + 1).day == 1
    assert (day.day == 1) is words.startswith(("Since", "which commenced"))
    assert last is not (day.day == 1)
    assert str(day.year) in words or words.endswith(f"-{day.year % 100}")
    assert day.strftime("%B") in words or re.search(r"Summer|in 2019", words)
