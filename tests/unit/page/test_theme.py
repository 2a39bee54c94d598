"""The page of a theme: each recommendation's state first, then what was asked, done, shown, came of it, and is next."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.measure.counts import Counts
from pipeline.page import theme
from pipeline.results.followed.themes import ThemeResult, theme_result
from pipeline.results.followed.values import Colour, Override, RecommendationResult
from tests.followed import CAUSAL, action, decision, effect, evidence, finding, recommendation, thirty_four
from tests.unit.page.reading import words
from tests.unit.results.built import HOSTILE, audit, quarter, result

AUDITED = audit(
    [result(Counts(met=100), id="T1"), result(Counts(met=40, not_met=60), id="T2")],
    code="TST",
    short_title="Small audit",
)
QUESTIONS = [
    "What is next",
    "What was asked",
    "What evidence is required",
    "What has been done",
    "How we know",
    "Did it make a difference?",
]


def of(*followed: RecommendationResult, title: str = "A report") -> ThemeResult:
    whole = quarter(AUDITED, recommendations=followed, report_title=title)
    return theme_result(whole, followed[0].theme_code)


def said(*followed: RecommendationResult) -> str:
    return words(theme.recommendations(of(*followed)))


def test_the_front_says_how_the_theme_stands_and_leads_to_each_recommendation_and_to_all() -> None:
    other = recommendation(id="T3.1", theme_code="T3")
    summary = theme.summary(of(recommendation(), other))

    assert "Of 1 recommendation, 1 is partly evidenced. By colour: 1 Green." in words(summary)
    assert '<a href="recommendations.html">All 2 recommendations</a>' in summary.html
    assert '<a href="#t2-2">T2.2</a>' in summary.html


def test_a_recommendation_has_its_anchor_and_its_state_before_all_else() -> None:
    html = theme.recommendations(of(recommendation())).html

    assert 'id="t2-2"' in html
    assert html.index("Partly evidenced") < html.index("What is next")
    assert "Green by the rule: one level short of what is required." in said(recommendation())


def test_the_five_questions_are_answered_in_order() -> None:
    headings = re.findall("<h3>([^<]*)</h3>", theme.recommendations(of(recommendation())).html)

    assert headings == [*QUESTIONS, "What meetings decided"]
    found = theme.recommendations(of(recommendation(findings=(finding(),), decisions=()))).html
    assert re.findall("<h3>([^<]*)</h3>", found) == [QUESTIONS[0], "What was found", *QUESTIONS[1:]]


def test_what_was_found_has_its_next_step() -> None:
    assert "No action is listed for it. Next: Agree who does what, and by when." in said(
        recommendation(findings=(finding(),))
    )


def test_many_findings_of_a_kind_are_one_line_with_each_of_them_behind_a_fold() -> None:
    late = [finding(kind="overdue", text=f"T2.b{n} is late.", about=f"T2.b{n}", next_step="Ask.") for n in range(1, 9)]
    shown = theme.recommendations(of(recommendation(findings=(finding(), *late), actions=(), evidence=()))).html
    seen, _, folded = shown.partition("Each finding on T2.2")

    assert "Action that is overdue (8): T2.b1, T2.b2, T2.b3, T2.b4, T2.b5, T2.b6 and 2 more. Next: Ask." in seen
    assert "T2.b8 is late." not in seen
    assert "T2.b8 is late." in folded


def test_a_colour_that_a_person_set_stands_beside_the_one_by_the_rule() -> None:
    own = Override(Colour.GREEN, "the independent chair", "The review is held in May", "2019-09-20", "")

    assert "Set to Green by the independent chair on 20 September 2019; by the rule it is Red." in said(
        recommendation(override=own, by_rule=Colour.RED)
    )


def test_that_before_and_after_proves_no_cause_is_said_once_and_only_where_there_is_one() -> None:
    several = [recommendation(id=f"T2.{n}") for n in range(1, 4)]

    assert said(*several).count("It does not say that the action made the difference") == 1
    assert "made the difference" not in said(recommendation(effects=()))


def test_without_action_evidence_or_effect_each_says_that_there_is_none() -> None:
    bare = said(recommendation(actions=(), evidence=(), effects=(), decisions=(), key_standards=(), standards=()))

    assert "No action is listed for it." in bare
    assert "No standard is named that would decide it." in bare
    assert "No agency has reported a piece of evidence." in bare
    assert "No action has both a standard that it is to move and a day on which it was done" in bare


def test_nothing_on_the_page_becomes_a_tag() -> None:
    hostile = recommendation(
        text=HOSTILE,
        intention=HOSTILE,
        theme=HOSTILE,
        leads=(HOSTILE,),
        tested_by=HOSTILE,
        assurance=HOSTILE,
        reasons=(HOSTILE,),
        actions=(action(text=HOSTILE, agency_name=HOSTILE, what_was_done=HOSTILE, impact=HOSTILE, difference=HOSTILE),),
        evidence=(evidence(claim=HOSTILE, title=HOSTILE, finding=HOSTILE, limits=HOSTILE, why_different=HOSTILE),),
        effects=(effect(standard_title=HOSTILE, why=HOSTILE, beside=(HOSTILE,), trigger=HOSTILE),),
        decisions=(decision(text=HOSTILE),),
        findings=(finding(text=HOSTILE, next_step=HOSTILE),),
    )
    page = of(hostile, title=HOSTILE)

    assert "<script>" not in theme.summary(page).html + theme.recommendations(page).html


@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "T5", "T6"])
def test_no_page_puts_anything_into_a_word_for_a_cause_or_writes_a_value_that_is_none(code: str) -> None:
    page = theme_result(replace(quarter(AUDITED, recommendations=thirty_four()), report_title="A report"), code)
    text = f"{words(theme.summary(page))} {words(theme.recommendations(page))}"

    assert [word for word in CAUSAL if word in text.casefold()] == []
    assert not re.search(r"\bNone\b|\(\)|\s,|: \.|\.\.|; \.", text), re.search(
        r".{40}(\bNone\b|\(\)|\s,|: \.|\.\.|; \.)", text
    )
