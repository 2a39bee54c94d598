"""The parts of a page: what a reader is told first, and that all of it is escaped and hidden alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import front, section, table
from pipeline.page.parts import Html
from pipeline.results.commentary import GENERAL
from pipeline.results.model import AuditResult, ContextResult, NotReadLine, OtherReading, StandardResult, Words
from pipeline.validate.catalogue.cells import TIDIED
from pipeline.validate.catalogue.copies import DISPUTED
from pipeline.validate.catalogue.cover import IDENTITY_CONFLICT
from tests.unit.results.built import (
    COLOUR,
    CONTEXT,
    HOSTILE,
    NOW,
    SMALL,
    audit,
    distributed,
    finding,
    quarter,
    quarters_to,
    result,
    returned,
    set_to,
    shown,
    targets,
)

RATIO = ContextResult("Tx2", "Rate", "", 12, 56, 12 / 56, ())


def words(html: Html) -> str:
    """What a reader sees of it, without the tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", html.html).split())


def hostile() -> Callable[[], Html]:
    """Every part of a page, of results whose every text is hostile."""
    standard = result(
        SMALL,
        earlier={Quarter(2019, 1): Counts(met=9, not_met=9)},
        title=HOSTILE,
        source=HOSTILE,
        excluded=HOSTILE,
        caveats=(HOSTILE,),
        headline=True,
    )
    lines = (
        returned(
            agency_name=HOSTILE, status="sent back", file_name=HOSTILE, reason=IDENTITY_CONFLICT.id, next_step=HOSTILE
        ),
    )
    whole = audit(
        [standard],
        title=HOSTILE,
        short_title=HOSTILE,
        purpose=HOSTILE,
        units=HOSTILE,
        immediate_actions=2,
        returns=lines,
        findings=(finding(label=HOSTILE, expected=HOSTILE), finding(severity="note", label=HOSTILE)),
        context=(distributed([1, 2], 3, title=HOSTILE), RATIO),
    )
    parts = [
        front.summary(whole),
        section.standards(whole),
        section.context(whole),
        section.quality(whole),
        front.overview(quarter(whole)),
        section.scorecards(quarter(whole)),
        section.quality_of_each(quarter(whole)),
        section.left_out(quarter(whole)),
        section.tidied(quarter(whole)),
    ]
    return lambda: Html("".join(each.html for each in parts))


def test_no_text_of_a_definition_or_a_return_becomes_part_of_the_page() -> None:
    page = hostile()().html
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "x')</" not in page


def test_the_same_results_give_the_same_bytes() -> None:
    assert hostile()().html == hostile()().html


def test_each_audit_has_its_scorecard_and_its_quality_under_its_short_title() -> None:
    first, second = audit(short_title="First one"), audit([result(SMALL)], short_title="Second one")
    cards = section.scorecards(quarter(first, second))
    assert re.findall("<h3>(.*)</h3>", cards.html) == ["First one", "Second one"]
    assert [len(each.rows) for each in cards.tables] == [0, 1]
    answers = words(section.quality_of_each(quarter(first, second)))
    assert answers.count("No answer of a counted return was in error or in doubt.") == 2


# The front of an audit's page


def test_the_front_says_how_many_returns_are_in_and_who_is_outstanding() -> None:
    lines = (
        returned(),
        returned(status="nil"),
        returned(agency_name="UHS", status="missing"),
        returned(agency_name="CCG", status="sent back"),
        returned(agency_name="GP", status="not due"),
    )
    page_words = words(front.summary(audit(returns=lines)))
    assert "Returns counted 2 of 4 UHS: missing, CCG: sent back" in page_words
    assert "Records audited 40 30 different children" in page_words


def test_where_the_number_of_records_is_not_said_there_is_no_card_for_it() -> None:
    page_words = words(front.summary(audit(records=None, children=None)))
    assert "Records audited" not in page_words
    assert "None" not in page_words


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (
            Counts(met=400),
            (
                "What is working T1 Colour is red: 400 of 400 (100%), target 90%.",
                "No standard is below its target by more than chance would explain.",
            ),
        ),
        (
            Counts(met=40, not_met=60),
            (
                "No standard reaches its target on 20 records or more.",
                "What worries us T1 Colour is red: 40 of 100 (40%), target 90%.",
            ),
        ),
        (
            Counts(met=8, not_met=2),
            (
                "No standard reaches its target on 20 records or more.",
                "No standard is below its target by more than chance would explain.",
            ),
        ),
    ],
)
def test_the_front_says_what_works_and_what_worries_or_that_nothing_does(drawn: Counts, told: tuple[str, str]) -> None:
    page_words = words(front.summary(audit([result(drawn)])))
    assert all(each in page_words for each in told)
    assert "No standard has moved by more than chance would explain." in page_words


@pytest.mark.parametrize(("number", "told"), [(1, "1 record showed"), (3, "3 records showed")])
def test_children_who_needed_action_at_once_are_said_first(number: int, told: str) -> None:
    assert told in words(front.summary(audit(immediate_actions=number)))
    assert "Action now" not in words(front.summary(audit(immediate_actions=0)))


def test_a_headline_has_a_card_and_no_other_standard_has_one() -> None:
    whole_audit = audit([result(Counts(met=9, not_met=1), headline=True), result(Counts(met=9, not_met=1), id="T2")])
    summary = front.summary(whole_audit).html
    assert summary.count("card-figure") == 3
    assert '<p class="card-figure">90%</p><p class="quiet">9 of 10; 60% to 98%</p>' in summary


@pytest.mark.parametrize(
    ("drawn", "edition", "told"),
    [
        (Counts(met=3, not_met=40), BOARD, "– hidden, to protect small counts – Hidden"),
        (Counts(met=3, not_met=1), SUBGROUP, "– 3 of 4 – Too few to rate"),
        (Counts(), SUBGROUP, "– no cases this quarter – No cases"),
    ],
)
def test_a_card_without_a_percentage_says_why(drawn: Counts, edition: Edition, told: str) -> None:
    front_page = front.overview(quarter(audit([result(drawn, edition, headline=True)])))
    assert f"T1 Colour is red {told}" in words(front_page)
    assert 'class="card card--none"' in front_page.html


# One standard


def test_a_standard_has_its_sentence_its_charts_its_tables_and_how_it_is_counted() -> None:
    standard = result(
        SMALL,
        earlier={Quarter(2019, 1): Counts(met=9, not_met=9)},
        excluded="Green ones.",
        caveats=("Paint fades.",),
        recommendations=("T2.2", "T4.1"),
    )
    part = section.standard(standard)
    page_words = words(part)
    assert part.html.count("<img") == 2
    assert part.html.count("<table") == 2
    assert part.html.count("alt=") == 2
    assert "T1 Colour is red R Red Colour is red: 45 of 94 (48%)." in page_words
    assert "Left out Green ones. Target 90% (local standard); amber down to 75% Source A test" in page_words
    assert "Evidence for T2.2, T4.1 Take care Paint fades." in page_words


def test_a_standard_below_green_asks_so_what_and_a_green_one_does_not() -> None:
    assert "So what?" in words(section.standard(result(Counts(met=80, not_met=20))))
    assert "So what?" not in words(section.standard(result(Counts(met=100))))


def retargeted(drawn: Counts, edition: Edition = SUBGROUP) -> StandardResult:
    """A standard whose target the partnership set in its newest quarter."""
    with targets(replace(set_to(0.80, 0.60, since=NOW), why=HOSTILE)):
        return result(drawn, edition, earlier={Quarter(2019, 1): drawn}, headline=True)


def test_under_the_scorecard_stands_each_target_that_was_set_with_the_ratings_by_it() -> None:
    part = section.scorecard(audit([retargeted(Counts(met=70, not_met=30))]))
    assert isinstance(part, Html)
    assert "By the target before (90%, amber 75%) 2019-20 Q2 would be red; by this one it is amber." in words(part)
    assert "<script" not in part.html
    _, told_of, rerated = part.tables
    assert [str(each) for each in told_of.rows[0]][1:7] == [
        "80%",
        "60%",
        "2019-20 Q2",
        "now",
        "QA sub-group",
        "2019-06-12 item 5",
    ]
    assert [list(each) for each in rerated.rows] == [
        ["T1 Colour is red", "2019-20 Q2", "70 of 100 (70%)", "Red", "Amber"]
    ]


def test_a_hidden_figure_has_no_line_among_the_ratings_by_two_targets() -> None:
    part = section.scorecard(audit([retargeted(Counts(met=97, not_met=3), BOARD)]))
    assert [each.caption for each in part.tables] == ["TST scorecard: Small audit", "TST targets that were set"]


def test_where_no_target_was_set_the_scorecard_stands_alone() -> None:
    whole_audit = audit([result(SMALL)])
    assert section.scorecard(whole_audit) == table.scorecard(whole_audit)
    assert "Target set" not in section.standard(result(SMALL)).html


def test_a_standard_and_the_front_say_that_its_target_changed() -> None:
    standard = retargeted(Counts(met=40, not_met=60))
    assert "Target set T1: 80% (amber 60%) from 2019-20 Q2, decided by" in words(section.standard(standard))
    for front_page in (front.summary(audit([standard])), front.overview(quarter(audit([standard])))):
        assert "The target of T1 changed in the quarters shown" in words(front_page)
        assert "40 of 100 (40%), target 80% (90% before 2019-20 Q2)." in words(front_page)


def test_context_has_no_target() -> None:
    page_words = words(section.standard(result(Counts(met=9, not_met=1), **CONTEXT)))
    assert "Target None: context" in page_words
    assert "90% (" not in page_words.split("Target")[1]


def test_a_standard_broken_down_by_a_question_has_a_table_of_its_answers() -> None:
    standard = result({}, groups={"RED": Counts(met=9, not_met=1), "BLUE": Counts(met=3)}, by=COLOUR)
    assert "T1 by colour Colour Met" in words(section.standard(standard))


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_a_hidden_result_shows_no_count_percentage_or_interval_anywhere(edition: Edition) -> None:
    standard = result({"SOL": Counts(met=3, not_met=44)}, edition, headline=True, excluded="")
    page = section.standard(standard).html + front.summary(audit([standard], records=None, children=None)).html
    assert "hidden, to protect small counts" in page
    assert not re.search(r"(?<!\d)(3|44) of|of 47|\b6%|<img", page)


def test_a_change_is_said_where_eight_quarters_are_there() -> None:
    quarters = quarters_to(NOW, 8)
    standard = result(Counts(met=52, not_met=48), earlier=dict.fromkeys(quarters[1:], Counts(met=50, not_met=50)))
    assert "No clear change: 50% in 2018-19 Q3 to 2019-20 Q2, 50% in 2017-18 Q3 to 2018-19 Q2." in words(
        section.standard(standard)
    )


# The rest of a page


def test_the_overview_asks_for_what_is_outstanding() -> None:
    lines = (returned(), returned(agency_name="UHS", status="missing"))
    assert "Chase UHS: TST return missing." in words(front.overview(quarter(audit(returns=lines))))


def test_files_sent_back_are_listed_with_reason_and_next_step() -> None:
    lines = (returned(), returned(status="sent back", reason=IDENTITY_CONFLICT.id, next_step="Move it."))
    page_words = words(section.left_out(quarter(audit(returns=lines))))
    assert page_words.endswith("mine.xlsx Solent NHS Trust identity conflict Move it.")
    assert words(section.left_out(quarter(audit(returns=(returned(),))))) == "Every file was taken in."


def test_what_was_not_read_is_listed_with_its_reason_and_nothing_is_said_to_be_whole() -> None:
    shut = replace(quarter(audit(returns=(returned(),))), not_read=(NotReadLine("data/raw/Q2", HOSTILE),))

    page_words = unescape(words(section.left_out(shut)))
    assert page_words.endswith(f"Why, and what to do data/raw/Q2 {HOSTILE}")
    assert "taken in" not in page_words


def test_nobody_is_asked_to_chase_an_agency_for_what_was_put_into_a_wrong_folder() -> None:
    lines = (returned(agency_name="UHS", status="sent back", reason=DISPUTED.id),)
    assert "Chase" not in words(front.overview(quarter(audit(returns=lines))))


def test_a_return_that_could_not_be_read_is_outstanding_and_nobody_is_asked_to_chase_it() -> None:
    whole = audit(returns=(returned(), returned(agency_name="UHS", status="could not be read")))

    assert "Chase" not in words(front.overview(quarter(whole)))
    assert "1 of 2 UHS: could not be read" in words(front.summary(whole))


def test_what_was_tidied_is_listed_apart_from_what_was_wrong() -> None:
    whole_audit = audit(findings=(finding(), finding(severity="note", rule=TIDIED.id, count=3)))
    assert words(section.tidied(quarter(whole_audit))).endswith("SOL TST Colour? tidied 3")
    assert "tidied" not in words(section.quality(whole_audit))


def test_an_audit_without_findings_says_so() -> None:
    only_tidied = audit(findings=(finding(severity="note"),))
    assert words(section.quality(only_tidied)) == "No answer of a counted return was in error or in doubt."
    assert words(section.tidied(quarter(audit()))) == "Nothing had to be tidied."


@pytest.mark.parametrize("part", [section.quality, section.agreement, lambda each: section.tidied(quarter(each))])
def test_what_an_edition_does_not_show_is_not_said_to_be_none(part: Callable[[AuditResult], Html]) -> None:
    shown_to_few = words(part(audit(findings=None, agreement=None)))
    assert "not shown in this edition" in shown_to_few
    assert not re.search(r"\b(no|none|nothing)\b", shown_to_few, re.IGNORECASE)


def test_context_measures_stand_together_and_are_not_rated() -> None:
    page_words = words(section.context(audit(context=(distributed([3, 4], 7), RATIO))))
    assert page_words.startswith("Context: not rated")
    assert "Tx2 Rate 12 of 56 21%" in page_words
    assert "Tx1: Answers given" in page_words


# The analyst's words


def test_words_stand_where_the_gap_was_and_the_gap_elsewhere() -> None:
    red, amber = result(Counts(met=40, not_met=60), id="T1"), result(Counts(met=80, not_met=20), id="T2")
    part = section.standards(audit([red, amber], words=(Words("So what: T1", "<p>They <em>waited</em>.</p>"),)))

    assert "So what? They waited ." in words(part)
    assert words(part).count("Nothing has been written yet") == 1
    assert "<p>They <em>waited</em>.</p>" in part.html


def test_words_of_a_standard_that_turned_green_are_still_shown() -> None:
    green = result(Counts(met=100))
    assert "So what? Kept." in words(section.standard(green, "<p>Kept.</p>"))


def test_general_words_stand_under_the_lists_that_the_figures_give() -> None:
    general = tuple(Words(each, f"<p>On {number}.</p>") for number, each in enumerate(GENERAL))
    told = audit([result(Counts(met=100))], words=general)
    for page in (front.summary(told), front.overview(quarter(told, words=general))):
        assert re.search(r"What is working .* On 0\. What worries us .* On 1\. What has changed .* On 2\.", words(page))


def test_an_audit_s_page_asks_nothing_of_the_group_unless_the_analyst_does() -> None:
    assert "What we ask of you" not in words(front.summary(audit([result(Counts(met=100))])))


def test_a_figure_says_what_it_is_judged_by_and_the_audit_s_table_lists_it() -> None:
    by = "Working Together 2026, 15 working days (carried from 2023, unchecked)"
    judged = replace(result(SMALL), judged_by=(by,))
    page = words(section.standards(audit([judged, result(SMALL, id="T2")])))
    assert f"Judged by {by}" in page
    assert [row[0] for row in table.judged_by(audit([judged, result(SMALL, id="T2")])).rows] == ["T1 Colour is red"]
    assert "which version" not in words(section.standards(audit([result(SMALL)])))


def test_the_other_reading_stands_under_the_figure_and_in_its_table() -> None:
    both = OtherReading(
        "by the version before (Levels 2019)", shown(Counts(met=12, not_met=8), label="All returns, so")
    )
    page = words(section.standard(replace(result(SMALL), other_reading=both)))
    assert "By the version before (Levels 2019): 12 of 20 (60%)." in page
    assert "All returns, so 12 of 20 (60%)" in page
    assert "version before" not in words(section.standard(result(SMALL)))
