"""The recommendations' page: a table for each theme, and what changed since the last time."""

from __future__ import annotations

from dataclasses import replace

from pipeline.measure.counts import Counts
from pipeline.page import recommendations
from pipeline.results.model import Evidence
from tests.unit.results.built import HOSTILE, audit, quarter, result

THERE, NONE = "evidence this quarter", "no evidence yet"
FIRST = Evidence("T1.1", "Safe sleep", "What is asked", ("SOL",), ("TST",), ("T1", "T2"), 2, 1, THERE, THERE)
AUDITED = audit([result(Counts(met=100), id="T1"), result(Counts(met=40, not_met=60), id="T2")])
SECOND = replace(FIRST, id="T1.2", theme="Neglect", standards=(), state=NONE, before=THERE)


def test_each_theme_has_a_table_with_standards_and_how_they_stand_actions_and_the_state_a_quarter_ago() -> None:
    shown = recommendations.by_theme(quarter(AUDITED, evidence=(FIRST, SECOND), report_title="A report"))

    assert [each.caption for each in shown.tables] == ["Safe sleep: 1 recommendation", "Neglect: 1 recommendation"]
    assert list(shown.tables[0].rows[0])[2:] == [
        "Evidence this quarter", "the same", "T1, T2", "1 below target, 1 above target", 2, 1,
    ]  # fmt: skip
    assert list(shown.tables[1].rows[0])[2:] == ["No evidence yet", "Evidence then", "–", "–", 2, 1]
    assert "They are those of: A report." in shown.html


def test_the_overview_is_told_how_many_stand_how_what_changed_and_where_the_rest_is() -> None:
    summary = recommendations.summary(quarter(evidence=(FIRST, SECOND)))

    assert summary.plain == (
        "Of 2 recommendations, 1 has evidence this quarter and 1 has no evidence yet. "
        "Changed since the last time: T1.2 (from “evidence then” to “no evidence yet”)."
    )
    assert '<a href="recommendations.html">' in summary.html


def test_without_a_quarter_before_nothing_is_said_to_have_changed() -> None:
    unknown = replace(FIRST, before="")

    assert "no earlier figures" in recommendations.changed(quarter(evidence=(unknown,))).plain
    assert "None changed" in recommendations.changed(quarter(evidence=(FIRST,))).plain
    assert list(recommendations.by_theme(quarter(AUDITED, evidence=(unknown,))).tables[0].rows[0])[3] == "not known"


def test_nothing_in_a_recommendation_becomes_a_tag() -> None:
    hostile = quarter(AUDITED, evidence=(replace(FIRST, text=HOSTILE, theme=HOSTILE),), report_title=HOSTILE)

    assert "<script>" not in recommendations.by_theme(hostile).html


def test_where_none_are_followed_that_is_said() -> None:
    assert recommendations.summary(quarter()).plain == "no recommendations"
