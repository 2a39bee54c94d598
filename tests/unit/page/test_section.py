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
from pipeline.page import every_standard, folds, front, section, table, tile
from pipeline.page.parts import Html
from pipeline.results.context_values import ContextResult
from pipeline.results.figure_values import OtherReading
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.return_values import NotReadLine
from pipeline.validate.catalogue.cells import TIDIED
from pipeline.validate.catalogue.cover import IDENTITY_CONFLICT
from tests.unit.page.reading import words
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
        tile.standards(whole),
        folds.behind(whole),
        front.overview(quarter(whole)),
        every_standard.every_standard(quarter(whole)),
        folds.returns(quarter(whole)),
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


def test_each_audit_has_its_quality_under_its_short_title() -> None:
    first, second = audit(short_title="First one"), audit([result(SMALL)], short_title="Second one")
    answers = section.quality_of_each(quarter(first, second))
    assert re.findall("<h3>(.*)</h3>", answers.html) == ["First one", "Second one"]
    assert words(answers).count("No answer of a counted return was in error or in doubt.") == 2


# Context


def test_measures_that_are_hidden_whole_are_named_and_have_no_table() -> None:
    hidden, shown = distributed([None, None], title="Reasons"), distributed([3, 4], id="Tx2", title="Colours")
    part = section.context(audit(context=(hidden, shown)))
    assert [each.caption for each in part.tables] == ["Tx2: Colours"]
    assert "Not shown in this edition, so that no small count can be worked out: Tx1 Reasons." in words(part)
    assert "Not shown in this edition" not in words(section.context(audit(context=(shown,))))


# One standard


def test_a_standard_has_its_sentence_its_charts_its_tables_and_how_it_is_counted() -> None:
    standard = result(
        SMALL,
        earlier={Quarter(2019, 1): Counts(met=9, not_met=9)},
        excluded="Green ones.",
        caveats=("Paint fades.",),
        recommendations=("T2.2", "T4.1"),
    )
    part = section.detail(standard)
    page_words = words(part)
    assert part.html.count("<img") == 2
    assert part.html.count("<table") == 2
    assert part.html.count("alt=") == 2
    assert "Colour is red: 45 of 94 (48%)" in page_words
    assert (
        "Left out Green ones. Target 90% (local standard); named first where worse than 75% Source A test" in page_words
    )
    assert "Evidence for T2.2 , T4.1 Take care Paint fades." in page_words
    assert '<a href="recommendations.html#t2-2">T2.2</a>' in part.html


def retargeted(drawn: Counts, edition: Edition = SUBGROUP) -> StandardResult:
    """A standard whose target the partnership set in its newest quarter."""
    with targets(replace(set_to(0.80, 0.60, since=NOW), why=HOSTILE)):
        return result(drawn, edition, earlier={Quarter(2019, 1): drawn}, headline=True)


def test_under_the_scorecard_stands_each_target_that_was_set_with_the_ratings_by_it() -> None:
    part = section.scorecard(audit([retargeted(Counts(met=77, not_met=23))]))
    assert isinstance(part, Html)
    told = "By the target before (90%) 2019-20 Q2 would be below target; by this one it is not yet clear."
    assert told in words(part)
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
        ["T1 Colour is red", "2019-20 Q2", "77 of 100 (77%)", "Below target", "Not yet clear"]
    ]


def test_a_hidden_figure_has_no_line_among_the_ratings_by_two_targets() -> None:
    part = section.scorecard(audit([retargeted(Counts(met=97, not_met=3), BOARD)]))
    assert [each.caption for each in part.tables] == ["TST scorecard: Small audit", "TST targets that were set"]


def test_where_no_target_was_set_the_scorecard_stands_alone() -> None:
    whole_audit = audit([result(SMALL)])
    assert section.scorecard(whole_audit) == table.scorecard(whole_audit)
    assert "Target set" not in section.detail(result(SMALL)).html


def test_context_has_no_target() -> None:
    page_words = words(section.detail(result(Counts(met=9, not_met=1), **CONTEXT)))
    assert "Target None: context" in page_words
    assert "90% (" not in page_words.split("Target")[1]


def test_a_standard_broken_down_by_a_question_has_a_table_of_its_answers() -> None:
    standard = result({}, groups={"RED": Counts(met=9, not_met=1), "BLUE": Counts(met=3)}, by=COLOUR)
    assert "T1 by colour Colour Met" in words(section.detail(standard))


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_a_hidden_result_shows_no_count_percentage_or_interval_anywhere(edition: Edition) -> None:
    standard = result({"SOL": Counts(met=3, not_met=44)}, edition, headline=True, excluded="")
    page = section.detail(standard).html + front.summary(audit([standard], records=None, children=None)).html
    assert "hidden, to protect small counts" in page
    assert not re.search(r"(?<!\d)(3|44) of|of 47|\b6%|<img", page)


def test_a_change_is_said_where_eight_quarters_are_there() -> None:
    quarters = quarters_to(NOW, 8)
    standard = result(Counts(met=52, not_met=48), earlier=dict.fromkeys(quarters[1:], Counts(met=50, not_met=50)))
    assert "No clear change against the year before: 51% in October 2018 to September 2019, 50% in" in words(
        section.detail(standard)
    )


# The rest of a page


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


def test_what_was_tidied_is_listed_apart_from_what_was_wrong() -> None:
    whole_audit = audit(findings=(finding(), finding(severity="note", rule=TIDIED.id, count=3)))
    named = replace(whole_audit, short_title="Small audit")
    assert words(section.tidied(quarter(named))).endswith("Solent NHS Trust Small audit Colour? tidied 3")
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


def test_what_no_audit_shows_is_said_once_and_of_a_single_audit_beside_the_others() -> None:
    first, second = audit(findings=None, short_title="First one"), audit(findings=None, short_title="Second one")
    assert words(section.quality_of_each(quarter(first, second))).count("not shown in this edition") == 1
    notes = audit(findings=(finding(severity="note", rule=TIDIED.id, count=3),), short_title="Third one")
    told = words(section.tidied(quarter(first, notes)))
    assert "Third one Colour? tidied 3" in told
    assert told.endswith("What was tidied in First one is not shown here: each agency has it in its own feedback.")
    none = words(section.tidied(quarter(first, audit())))
    assert none.startswith(
        "Nothing had to be tidied in the audits of which that is shown. What was tidied in First one"
    )


def test_a_table_of_one_row_that_repeats_the_sentence_is_left_out() -> None:
    public = section.detail(result(SMALL, PUBLIC))
    assert not [each for each in public.tables if each.caption.startswith("T1 in this quarter")]
    assert "All returns" not in words(public)
    with_more = section.detail(replace(result(Counts(met=9, not_met=9, pending=4)), agencies=()))
    assert [each.caption for each in with_more.tables][:1] == ["T1 in this quarter"], "it tells of those pending"
    board = section.detail(result(SMALL, BOARD))
    assert "T1 by agency" in words(board)


def test_context_measures_stand_together_and_are_not_rated() -> None:
    page_words = words(section.context(audit(context=(distributed([3, 4], 7), RATIO))))
    assert page_words.startswith("Context: not rated")
    assert "Tx2 Rate 12 of 56 21%" in page_words
    assert "Tx1: Answers given" in page_words


# What a figure is judged by


def test_a_figure_says_what_it_is_judged_by_and_the_audit_s_table_lists_it() -> None:
    by = "Working Together 2026, 15 working days (carried from 2023, unchecked)"
    judged = replace(result(SMALL), judged_by=(by,))
    page = words(tile.standards(audit([judged, result(SMALL, id="T2")])))
    assert f"Judged by {by}" in page
    assert [row[0] for row in table.judged_by(audit([judged, result(SMALL, id="T2")])).rows] == ["T1 Colour is red"]
    assert "which version" not in words(tile.standards(audit([result(SMALL)])))


def test_the_other_reading_stands_under_the_figure_and_in_its_table() -> None:
    both = OtherReading(
        "by the version before (Levels 2019)", shown(Counts(met=12, not_met=8), label="All returns, so")
    )
    page = words(section.detail(replace(result(SMALL), other_reading=both)))
    assert "By the version before (Levels 2019): 12 of 20 (60%)." in page
    assert "All returns, so 12 of 20 (60%)" in page
    assert "version before" not in words(section.detail(result(SMALL)))
