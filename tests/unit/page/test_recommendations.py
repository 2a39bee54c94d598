"""The recommendations' page: a line for each, what changed, what meetings asked, what a person set, what is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.disclose.editions import PUBLIC
from pipeline.page import recommendations
from pipeline.page.parts import Html
from pipeline.results.followed.brag import RULE
from pipeline.results.followed.ladder import LINES, RUNGS
from pipeline.results.followed.values import Colour, DecisionLine, Direction, Override, RecommendationResult, State
from pipeline.results.model import QuarterResult
from tests.followed import CAUSAL, decision, finding, recommendation, thirty_four
from tests.unit.page.reading import words
from tests.unit.results.built import HOSTILE, NOW, quarter

OTHER = recommendation(id="T3.3", theme="Parenting", theme_code="T3", state=State.NONE, colour=Colour.RED)


def of(*followed: RecommendationResult, decisions: tuple[DecisionLine, ...] = ()) -> QuarterResult:
    return quarter(recommendations=followed, report_title="A report", decisions=decisions)


def parts(result: QuarterResult) -> list[Html]:
    """All that the page holds."""
    return [
        recommendations.overview(result),
        recommendations.by_theme(result),
        recommendations.findings(result),
        recommendations.rule(),
    ]


def test_each_recommendation_has_one_line_under_its_theme_that_leads_to_its_place_on_the_themes_page() -> None:
    shown = recommendations.by_theme(of(recommendation(), OTHER))

    assert [each.caption for each in shown.tables] == ["Neglect", "Parenting"]
    assert list(shown.tables[0].rows[0]) == [
        "T2.2",
        "Agencies are reminded of the guidance on missed appointments, and its use is later audited.",
        "Green",
        "partly evidenced",
        "“Colour is red”: 30 of 40 (75%), below its target.",
        "better",
        "31 December 2019: the audit is due again.",
    ]
    assert '<a href="theme-t2.html#t2-2">T2.2</a>' in shown.html
    assert '<a href="theme-t3.html#t3-3">T3.3</a>' in shown.html
    assert "They are those of: A report." in words(shown)


@pytest.mark.parametrize("colour", Colour)
def test_a_colour_is_a_word_with_a_mark_and_never_colour_alone(colour: Colour) -> None:
    html = recommendations.by_theme(of(recommendation(colour=colour))).html

    assert f"</b> {colour}</span>" in html
    assert '<b aria-hidden="true">' in html


def test_a_direction_is_a_word_and_its_arrow_only_repeats_it() -> None:
    for direction in Direction:
        shown = recommendations.by_theme(of(recommendation(direction=direction)))
        assert f"</span> {direction}</td>" in shown.html


def test_where_there_is_no_evidence_and_no_day_the_line_says_so() -> None:
    row = recommendations.by_theme(of(recommendation(latest="", next=None))).tables[0].rows[0]

    assert list(row)[4:] == ["none yet", "better", "Nothing further has a date."]
    assert "none yet" in words(recommendations.by_theme(of(recommendation(latest=""))))


def test_the_months_of_a_figure_are_said_only_where_they_are_not_the_pages_own() -> None:
    low = "Below target: “Colour is red”, 40 of 100"

    now, before = (recommendation(latest=f"{low}, {each.in_months}") for each in (NOW, NOW.previous()))
    assert f'<td role="cell">{low}</td>' in recommendations.by_theme(of(now)).html
    assert f"{low}, April to June 2019" in recommendations.by_theme(of(before)).html


def test_the_front_says_how_many_stand_how_what_changed_and_what_meetings_asked() -> None:
    asked = (decision(), decision(number=2, recommendations=("T3.3",), overdue=True))
    said = words(recommendations.overview(of(recommendation(), OTHER, decisions=asked)))

    assert "Of 2 recommendations, 1 is partly evidenced and 1 has no evidence yet." in said
    assert "By colour: 1 Green and 1 Red." in said
    assert "Since the quarter before: T2.2 from “no evidence yet” to “partly evidenced”." in said
    assert "2 things that meetings asked or agreed are open, 1 of them overdue" in said
    assert said.index("Overdue, due on") < said.index("Open, due on")
    assert "(T3.3)" in said


def test_of_many_asks_the_first_stand_in_sight_and_the_others_behind_a_fold() -> None:
    many = tuple(decision(number=number, text=f"Ask {number:02}") for number in range(1, 9))
    seen, _, folded = recommendations.overview(of(recommendation(), decisions=many)).html.partition("<details>")

    assert "Ask 06" in seen
    assert "Ask 07" not in seen
    assert "<summary>2 more</summary>" in folded
    assert "Ask 08" in folded


def test_where_no_meeting_asked_anything_that_is_one_sentence() -> None:
    said = words(recommendations.overview(of(recommendation())))

    assert "Nothing that a meeting asked or agreed is open." in said


def test_what_was_decided_or_closed_since_the_last_report_stands_behind_a_fold() -> None:
    closed = decision(closed="2019-09-01", closed_by="its return", recommendations=())
    seen, _, folded = recommendations.overview(of(recommendation(), decisions=(closed,))).html.partition("<details>")

    assert "Closed on" not in seen
    assert "Decided or closed since the last report (1)" in folded
    assert "Closed on 1 September 2019 by its return." in folded


def test_a_colour_that_a_person_set_is_listed_with_the_rules_own_and_the_reason() -> None:
    own = Override(Colour.GREEN, "the independent chair", "The review is held in May", "2019-09-20", "")
    set_ = recommendation(override=own, by_rule=Colour.RED)

    assert "T2.2 : Set to Green by the independent chair on 20 September 2019; by the rule it is Red." in words(
        recommendations.overview(of(set_))
    )
    assert "set by a person" in words(recommendations.by_theme(of(set_)))
    assert "set by a person" not in words(recommendations.by_theme(of(recommendation())))


def test_what_is_found_stands_by_its_kind_with_the_next_step_in_the_order_of_what_matters() -> None:
    stale = recommendation(findings=(finding(kind="stale", about="ASR-0001", next_step="Ask for it to be renewed."),))
    bare = [recommendation(id=each, findings=(finding(),)) for each in ("T2.1", "T3.3")]

    assert recommendations.findings(of(stale, *bare)).plain == (
        "Recommendation with no action: T2.1, T3.3. Next: Agree who does what, and by when.\n"
        "Evidence that is past its date: T2.2 (ASR-0001). Next: Ask for it to be renewed."
    )
    assert recommendations.findings(of(recommendation())).plain == "Nothing is found of any of them."


def test_of_many_findings_of_a_kind_the_first_stand_in_sight_and_all_in_the_pages_workbook() -> None:
    asking = [finding(kind="stale", about=f"ASR-{number}", next_step="Renew it.") for number in range(1, 5)]
    many = [recommendation(id=f"T1.{number}", findings=tuple(asking)) for number in range(1, 16)]
    shown = recommendations.findings(of(*many))

    assert "T1.12 (ASR-1, ASR-2 and 2 more) and 3 more. Next: Renew it." in words(shown)
    assert "T1.13" not in words(shown)
    assert len(shown.tables[0].rows) == 15 * 4


def test_the_rule_is_printed_as_it_is_carried_out_with_the_ladder_and_the_lines() -> None:
    said = words(recommendations.rule()).casefold()

    for words_ in (*(each for _, each in RULE), *RUNGS.values(), *LINES.values()):
        assert words_.casefold() in said


def test_the_overview_is_told_how_many_stand_how_what_changed_and_where_the_rest_is() -> None:
    summary = recommendations.summary(of(recommendation(), OTHER, decisions=(decision(),)))

    assert summary.plain == (
        "Of 2 recommendations, 1 is partly evidenced and 1 has no evidence yet. By colour: 1 Green and 1 Red. 1 "
        "stands otherwise than in the quarter before. 1 thing that meetings asked or agreed is open."
    )
    assert '<a href="recommendations.html">' in summary.html


def test_where_none_are_followed_that_is_said() -> None:
    assert recommendations.summary(quarter()).plain == "No recommendations are followed."
    assert recommendations.overview(quarter()).plain == "No recommendations are followed."


def test_nothing_in_a_recommendation_becomes_a_tag() -> None:
    own = Override(Colour.GREEN, HOSTILE, HOSTILE, "2019-09-20", "")
    hostile = recommendation(
        text=HOSTILE,
        theme=HOSTILE,
        latest=HOSTILE,
        override=own,
        findings=(finding(about=HOSTILE, next_step=HOSTILE),),
    )

    asked = (decision(text=HOSTILE, by=HOSTILE, agency_name=HOSTILE),)
    for part in parts(quarter(recommendations=(hostile,), report_title=HOSTILE, decisions=asked)):
        assert "<script>" not in part.html


def test_no_part_of_the_page_puts_anything_into_a_word_for_a_cause() -> None:
    said = " ".join(words(each) for each in parts(of(*thirty_four()))).casefold()

    assert [word for word in CAUSAL if word in said] == []


def test_what_an_edition_without_agencies_does_not_show_of_them_is_not_said_to_be_none() -> None:
    whole = quarter(recommendations=(recommendation(findings=()),))
    assert words(recommendations.findings(whole)) == "Nothing is found of any of them."
    public = words(recommendations.findings(replace(whole, edition=PUBLIC.name)))
    assert public == "What is found of a single agency’s actions and evidence is not shown in this edition."
    found = replace(whole, recommendations=(recommendation(findings=(finding(),)),))
    assert words(recommendations.findings(replace(found, edition=PUBLIC.name))).endswith(public)
    assert public not in words(recommendations.findings(found))
