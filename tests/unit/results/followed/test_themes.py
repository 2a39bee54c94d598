"""One theme out of a quarter's results: its recommendations, the standards that show them, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.counts import Counts
from pipeline.results import load
from pipeline.results.followed.themes import theme_name, theme_page, theme_result, themes
from pipeline.results.model import StandardResult
from pipeline.store.codec import encoded
from tests.followed import recommendation
from tests.unit.results.built import NOW, audit, quarter, result

SHOWN = result(Counts(met=30), id="T1")
BESIDE = result(Counts(met=30), id="T9")
AUDITED = audit([SHOWN, BESIDE], code="TST", short_title="Small audit")
FIRST = recommendation(key_standards=("T1",), standards=("T1", "NEG1"))
OTHER = recommendation(id="T3.1", theme="Parenting", theme_code="T3")


def test_a_theme_has_its_own_recommendations_and_the_standards_that_show_them() -> None:
    theme = theme_result(quarter(AUDITED, recommendations=(FIRST, OTHER)), "T2")

    assert [each.id for each in theme.recommendations] == ["T2.2"]
    assert (theme.standards[0].id, theme.standards[0].audit_title, theme.standards[0].result) == (
        "T1",
        "Small audit",
        SHOWN,
    )
    assert [each.id for each in theme.standards] == ["T1", "NEG1"]
    assert theme.all == 2


def test_a_standard_of_an_audit_without_a_page_has_its_title_and_no_figure() -> None:
    missing = theme_result(quarter(AUDITED, recommendations=(FIRST,)), "T2").standards[1]

    assert (missing.id, missing.audit, missing.result) == ("NEG1", "", None)
    assert missing.title


def test_a_page_is_made_anew_only_where_its_theme_or_a_standard_of_it_has_changed() -> None:
    before = quarter(AUDITED, recommendations=(FIRST, OTHER))
    part = {code: encoded(load.part(before, f"theme:{code}")) for code in ("T2", "T3")}
    elsewhere = quarter(
        audit([SHOWN, result(Counts(met=1), id="T9")], code="TST", short_title="Small audit"),
        recommendations=(FIRST, recommendation(id="T3.1", theme="Parenting", theme_code="T3", latest="new")),
    )

    assert encoded(load.part(elsewhere, "theme:T2")) == part["T2"]
    assert encoded(load.part(elsewhere, "theme:T3")) != part["T3"]


def test_a_theme_that_no_recommendation_is_of_is_no_part() -> None:
    with pytest.raises(KeyError):
        load.part(quarter(recommendations=(FIRST,)), "theme:T9")


def test_themes_stand_in_the_order_of_the_report_and_those_alike_in_a_file_name_share_a_page() -> None:
    alike = [recommendation(theme_code=each) for each in ("T2", "Safe sleep", "safe-sleep", "T2")]

    assert themes(alike) == {"t2": "T2", "safe-sleep": "Safe sleep"}
    assert len(theme_result(quarter(recommendations=tuple(alike)), "safe-sleep").recommendations) == 2


@given(st.text())
def test_a_theme_by_any_name_has_a_file(code: str) -> None:
    assert re.fullmatch(r"theme-[^\W_]+(-[^\W_]+)*\.html", theme_page(code))
    assert theme_name(theme_name(code)) == theme_name(code)


def test_where_an_audit_is_not_due_the_newest_figure_of_the_year_stands_beside_the_standard() -> None:
    before = NOW.last(3)[0]
    yearly = result(Counts(), id="T1", earlier={before: Counts(met=41, not_met=19)})
    old = result(Counts(), id="T1", earlier={NOW.last(5)[0]: Counts(met=41, not_met=19)})

    def earlier(standard: StandardResult) -> str:
        shown = theme_result(quarter(audit([standard]), recommendations=(FIRST,)), "T2").standards[0]
        return shown.earlier.quarter if shown.earlier else ""

    assert earlier(yearly) == str(before)
    assert earlier(old) == ""
    assert earlier(SHOWN) == ""
