"""What is folded away behind a line that says what is there."""

from __future__ import annotations

from dataclasses import replace

from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page import folds
from tests.unit.page.reading import words
from tests.unit.results.built import audit, hiding, quarter, result, returned


def test_the_fold_of_returns_leads_to_each_agency_s_own_page_where_the_edition_has_them() -> None:
    whole = quarter(audit(returns=(returned(agency="SOL"),)))
    shown = folds.returns(whole)
    assert "The one return is in: what each agency has sent, and each agency&#39;s own page" in words(shown)
    assert 'href="pack-sol.html"' in shown.html
    board = folds.returns(replace(whole, edition=BOARD.name))
    assert "own page" not in words(board)
    assert "pack-" not in board.html


def test_what_an_edition_does_not_show_has_no_fold_of_one_sentence() -> None:
    shown, untold = audit(findings=(), agreement=()), audit(findings=None, agreement=None)
    assert "Data quality: no answer in error or in doubt" in words(folds.behind(shown))
    told = words(folds.behind(untold))
    assert "Data quality" not in told
    assert "Agreement between raters" not in told


def test_a_scorecard_with_fewer_than_two_figures_has_no_empty_chart() -> None:
    one = audit([result(Counts(met=9)), hiding(result(Counts(met=9), id="T2"))])
    assert "Dot chart of standards" not in folds.behind(one).html
    two = audit([result(Counts(met=9)), hiding(result(Counts(met=9), id="T2"), Band(80, 100))])
    assert folds.behind(two).html.count("Dot chart of standards") == 1
