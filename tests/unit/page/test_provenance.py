"""What a page says of itself: the returns it was made from, how its figures are judged, and with which versions."""

from __future__ import annotations

import pytest

from pipeline.page.parts import Html
from pipeline.page.provenance import about
from pipeline.page.sentences import INTERVAL_MEANS
from tests.unit.results.built import NOW, audit, quarter, returned

FACTS = {
    "returns": [{"quarter": str(NOW.previous()), "audit": "TST", "counts": True}],
    "samples": [],
    "code": "0" * 64,
    "python": "3.11",
    "libraries": {"pandas": "3"},
    "definitions": {"TST/panel": "1a", "WNB/provider": "2b"},
}


def told(**changes: object) -> Html:
    lines = (returned(title="Small audit"), returned(agency="HC", agency_name="Police", late=True))
    return about(quarter(audit(returns=lines)), FACTS, **changes)


def test_it_says_how_figures_are_judged_and_what_an_interval_means_and_nothing_of_ratings() -> None:
    assert INTERVAL_MEANS in told().html
    assert "By an exact test of the share that met the standard beside its target" in told().html
    assert "rated" not in told().html
    assert "rating" not in told().html


def test_each_return_is_named_by_its_audit_in_words() -> None:
    assert "<td>Small audit</td>" in told().html
    assert "<td>TST</td>" in told().html  # a line that has no words yet
    assert "Police, TST (late)" in told().html


def test_an_audit_s_page_names_the_templates_of_that_audit_alone() -> None:
    assert "TST/panel 1a, WNB/provider 2b." in told().html.replace("\n", "")
    assert "TST/panel 1a." in told(audit="TST").html
    assert "WNB/provider" not in told(audit="TST").html


def test_an_agency_s_page_names_no_other() -> None:
    assert "Police" not in told(agency="SOL").html


def test_a_page_without_figures_names_no_return() -> None:
    assert "No return: it shows no figures of this quarter." in told(figures=False).html


@pytest.mark.parametrize(("least", "few"), [(5, 1), (20, 0)])
def test_few_cases_are_only_spoken_of_where_they_have_a_verdict(least: int, few: int) -> None:
    shown = about(quarter(audit(returns=(returned(),), least_for_percent=least)), FACTS).html
    assert f"On fewer than {least} records" in shown
    assert shown.count("fewer than 20 are few cases") == few
