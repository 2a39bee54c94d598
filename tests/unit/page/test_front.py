"""The front of a page: the main points, what cannot wait, what is asked, and every standard that a list is about."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page import front
from pipeline.page.parts import Html
from pipeline.results.commentary import ASKS, WORKING, WORRIES
from pipeline.results.figure_values import Verdict, YearTotal
from pipeline.results.model import Question, StandardResult, Words
from pipeline.validate.catalogue.copies import DISPUTED
from tests.unit.page.reading import words
from tests.unit.results.built import LOW, NOW, audit, hiding, quarter, result, returned, set_to, targets

WELL, BADLY = Counts(met=400), Counts(met=40, not_met=60)


def test_the_front_says_when_how_many_and_how_many_returns_are_in() -> None:
    lines = (
        returned(),
        returned(status="nil"),
        returned(agency_name="UHS", status="missing"),
        returned(agency_name="GP", status="not due"),
    )
    page_words = words(front.summary(audit(returns=lines)))
    assert "July to September 2019 (2019-20 Q2) · 40 records of 30 children · 2 of 3 returns in" in page_words


def test_an_audit_of_events_says_of_how_many_children_they_are() -> None:
    events = audit(records=412, children=301, row="missed appointment")
    assert "412 missed appointments of 301 children" in words(front.summary(events))
    assert "1 missed appointment of 1 child" in words(front.summary(replace(events, records=1, children=1)))
    assert "412 missed appointments ·" in words(front.summary(replace(events, children=None))), "no child is asked for"
    board = words(front.summary(replace(events, records=None, children=None)))
    assert "missed appointment" not in board.partition("Main points")[0]


def test_an_audit_of_courses_counts_courses() -> None:
    assert "88 courses ·" in words(front.summary(audit(records=88, children=None, row="course")))


def test_of_an_audit_that_is_not_due_nothing_is_counted_and_nothing_worries() -> None:
    idle = words(front.summary(audit(records=0, children=0, due=False, returns=(returned(status="not due"),))))

    assert "0 records" not in idle
    assert "What worries us" not in idle
    assert "What worries us" in words(front.summary(audit(due=False, returns=(returned(),)))), "something came"


def test_where_the_number_of_records_is_not_said_there_is_none() -> None:
    page_words = words(front.summary(audit(records=None, children=None)))
    assert "records" not in page_words.partition("Main points")[0]
    assert "None" not in page_words


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (
            WELL,
            (
                "What is working T1 Colour is red : 400 of 400 (100%), target 90%.",
                "No standard is below its target by more than chance would explain.",
            ),
        ),
        (
            BADLY,
            (
                "No standard reaches its target.",
                "What worries us T1 Colour is red : 40 of 100 (40%), target 90%.",
            ),
        ),
        (
            Counts(met=8, not_met=2),
            (
                "No standard reaches its target.",
                "No standard is below its target by more than chance would explain.",
            ),
        ),
    ],
)
def test_the_lists_say_what_works_and_what_worries_or_that_nothing_does(drawn: Counts, told: tuple[str, str]) -> None:
    page_words = words(front.summary(audit([result(drawn, title="T1 Colour is red")])))
    assert all(each in page_words for each in told)


def test_every_standard_below_target_is_listed_with_a_link_and_headline_ones_of_any_audit_stand_first() -> None:
    low = [result(BADLY, id=f"T{number}", title=f"Number {number}") for number in range(9)]
    headline = result(BADLY, id="H1", title="What it is about", headline=True)
    page = front.overview(quarter(audit(low), audit([headline], code="OTH"))).html
    worries = page.partition("<h3>What worries us</h3>")[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]*)"', worries) == ["oth.html#H1", *(f"tst.html#T{number}" for number in range(9))]


def test_the_line_before_the_lists_counts_what_is_in_them() -> None:
    page_words = words(front.summary(audit([result(WELL), result(BADLY, id="T2"), result(BADLY, id="T3")])))
    assert "What is working (1), what worries us (2), what has changed (0)" in page_words


@pytest.mark.parametrize(("number", "told"), [(1, "1 record showed"), (3, "3 records showed")])
def test_children_who_needed_action_at_once_are_said_first(number: int, told: str) -> None:
    whole = audit([result(WELL)], immediate_actions=number, short_title="Small one")
    for page in (front.summary(whole), front.overview(quarter(whole, audit()))):
        assert words(page).index("Action now") < words(page).index("Main points")
        assert told in words(page)
        assert "was told on the day that each was read" in words(page)
    assert "at once (in Small one)" in words(front.overview(quarter(whole, audit())))
    assert "Action now" not in words(front.summary(audit(immediate_actions=0)))


def test_where_one_audit_hides_how_many_needed_action_at_once_no_sum_is_said() -> None:
    page_words = words(front.overview(quarter(audit(immediate_actions=None), audit(immediate_actions=4))))
    assert "how many is hidden, to protect small counts" in page_words
    assert "4 records" not in page_words


def test_a_headline_has_a_card_and_no_other_standard_has_one() -> None:
    whole_audit = audit([result(Counts(met=9, not_met=1), headline=True), result(Counts(met=9, not_met=1), id="T2")])
    summary = front.summary(whole_audit).html
    assert summary.count("card-figure") == 1
    assert '<p class="card-figure">90%</p><p class="quiet">9 of 10, target 90%; most likely 60% to 98%</p>' in summary


def test_a_hidden_card_says_its_band_and_what_several_quarters_come_to_and_its_verdict_stands_in_the_lists() -> None:
    together = YearTotal(("2019-20 Q1", "2019-20 Q2"), result(Counts(met=92, not_met=8)).total)
    hidden = hiding(result(Counts(met=48, not_met=2), headline=True), Band(80, 100), Verdict.AT)
    told = words(front.summary(audit([replace(hidden, year=together)])))
    assert "T1 80% or more counts hidden, to protect small ones, target 90%. Apr to Sep 2019: 92 of 100 (92%)" in told
    assert "the one standard that could be judged reaches its target: “Colour is red” (80% or more)" in told
    assert "What is working Colour is red headline : 80% or more, target 90%" in told
    assert "None of" not in told


@pytest.mark.parametrize(
    ("standard", "told"),
    [
        (hiding(result(Counts(met=3, not_met=40), BOARD)), "– hidden, to protect small counts Hidden"),
        (result(Counts(met=3, not_met=1)), "– 3 of 4 Too few to say"),
        (result(Counts()), "– no cases No cases"),
    ],
)
def test_a_card_without_a_percentage_says_why(standard: StandardResult, told: str) -> None:
    page = front.summary(audit([replace(standard, headline=True)]))
    assert f"Colour is red T1 {told}" in words(page)
    assert 'class="card card--none"' in page.html


def test_an_audit_and_the_front_say_that_a_target_changed() -> None:
    with targets(set_to(0.80, 0.60, since=NOW)):
        standard = result(BADLY, earlier={Quarter(2019, 1): BADLY}, headline=True)
    for page in (front.summary(audit([standard])), front.overview(quarter(audit([standard])))):
        assert "changed in the quarters shown" in words(page)
        assert "40 of 100 (40%), target 80% (90% before" in words(page)


# What is asked


def test_the_overview_asks_who_will_act_on_what_is_below_target_headline_ones_first() -> None:
    whole = audit([*(result(BADLY, id=f"T{n}", title=f"Low {n}") for n in range(4)), result(BADLY, headline=True)])
    asked = words(front.overview(quarter(whole)))
    assert re.search(
        r"agree who acts and by when \(headlines first\): Colour is red Low 0 Low 1 Then on the 2 more below",
        asked,
    )
    assert "agree who" not in words(front.overview(quarter(audit([result(WELL)]))))


def test_each_standard_to_act_on_has_a_question_of_its_own_and_none_is_asked_twice() -> None:
    asked = (Question("below", "“{0}”: why?"), Question("silent", "“{0}”: was it written down?"))
    low = [
        replace(
            result(BADLY, id=title, title=title),
            questions=tuple(replace(each, text=each.text.format(title)) for each in asked),
        )
        for title in ("One", "Two", "Three")
    ]
    assert "first): One : Why? Two : Was it written down? Three challenge" in words(front.overview(quarter(audit(low))))


def test_what_is_listed_as_working_is_what_is_counted_so_and_few_cases_are_said() -> None:
    low = result(BADLY, id="T3")
    page_words = words(front.summary(audit([result(WELL), result(Counts(met=10), id="T2"), low])))
    assert "2 of the 3 standards that could be judged" in page_words
    assert "What is working (2)" in page_words
    assert ": 10 of 10 (100%), target 90%, few cases." in page_words


def test_the_overview_asks_for_what_is_outstanding() -> None:
    lines = (returned(), returned(agency_name="UHS", status="missing"))
    asked = words(front.overview(quarter(audit(returns=lines, short_title="Small one"))))
    assert "chase UHS for “Small one”, which has not come;" in asked


def test_an_agency_that_owes_several_audits_is_to_be_chased_once() -> None:
    two = [
        audit(returns=(returned(audit=title.upper(), agency_name="UHS", status="missing"),), short_title=title)
        for title in ("One", "Other")
    ]
    two = [replace(each, code=each.short_title.upper()) for each in two]
    asked = words(front.overview(quarter(*two)))
    assert "chase UHS for “One” and “Other”, which have not come;" in asked
    assert asked.count("chase") == 1


def test_nobody_is_asked_to_chase_an_agency_for_what_was_put_into_a_wrong_folder() -> None:
    lines = (returned(agency_name="UHS", status="sent back", reason=DISPUTED.id),)
    assert "chase" not in words(front.overview(quarter(audit(returns=lines))))


def test_a_return_that_could_not_be_read_is_outstanding_and_nobody_is_asked_to_chase_it() -> None:
    whole = audit(returns=(returned(), returned(agency_name="UHS", status="could not be read")))

    assert "chase" not in words(front.overview(quarter(whole)))
    assert "1 of 2 returns in" in words(front.summary(whole))


def test_the_edition_that_anyone_reads_does_not_ask_its_reader_to_act_or_to_chase() -> None:
    low = audit([result(BADLY)])
    public = words(front.overview(replace(quarter(low), edition=PUBLIC.name)))
    assert "The sub-group is asked to agree who acts" in public
    assert "We ask you to" not in public
    assert "We ask you to agree who acts" in words(front.overview(quarter(low)))


def test_the_edition_that_hides_and_rounds_says_so_before_its_first_count() -> None:
    shown = words(front.overview(replace(quarter(audit([result(BADLY)])), edition=PUBLIC.name)))
    assert shown.index("small counts hidden, others rounded to 5s") < shown.index("Main points")
    assert "rounded" not in words(front.overview(quarter(audit([result(BADLY)]))))


def test_an_audit_s_page_has_a_question_of_up_to_three_that_are_below_target_none_twice() -> None:
    low = [
        replace(result(BADLY, id=f"T{n}", title=f"Low {n}"), questions=(Question("below", f"“Low {n}”: {text}?"),))
        for n, text in enumerate(("why", "why", "who", "when", "where"))
    ]
    asked = words(front.summary(audit(low)))
    assert "Questions to ask Low 0 : Why? Low 2 : Who? Low 3 : When?" in asked
    assert "Where?" not in asked
    assert "Questions to ask" not in words(front.summary(audit([result(WELL)])))


def test_the_group_is_not_told_that_none_is_below_its_target_where_a_figure_keeps_within_its_limit() -> None:
    """A figure that should be low is below its target when all is well."""
    low = words(front.overview(quarter(audit([result(Counts(met=1, not_met=99), **LOW)]))))
    assert "note that no standard is worse than its target by more than chance would explain." in low
    assert "note that no standard is below its target" not in low


def test_an_audit_s_page_asks_nothing_of_the_group() -> None:
    assert "We ask you to" not in words(front.summary(audit([result(BADLY)])))


# The analyst's words


def fronts(*written: Words) -> list[Html]:
    """The front of an audit's page and of all, with these words."""
    told = audit([result(WELL)], words=written)
    return [front.summary(told), front.overview(quarter(told, words=written))]


def test_the_analyst_s_own_main_points_stand_in_place_of_the_drafted_ones() -> None:
    for drafted, worded in zip(fronts(), fronts(Words("Main points", "<p>All is well.</p>")), strict=True):
        assert "could be judged" in words(drafted)
        assert "could be judged" not in words(worded)
        assert "<p>All is well.</p>" in worded.html


def test_general_words_stand_in_sight_and_the_lists_behind_them() -> None:
    for page in fronts(Words(WORKING, "<p>On one.</p>"), Words(WORRIES, "<p>On two.</p>")):
        in_sight, _, _ = page.html.rpartition('<details class="fold">')
        assert re.search(r"What is working On one\. What worries us On two\.", words(Html(in_sight)))


def test_what_the_analyst_asks_stands_with_what_the_figures_ask() -> None:
    _, overview = fronts(Words(ASKS, "<p>Meet in May.</p>"))
    assert re.search(r"We ask you to .*by more than chance would explain\. Meet in May\.", words(overview))
