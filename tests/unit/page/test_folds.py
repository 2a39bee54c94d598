"""What is folded away behind a line that says what is there."""

from __future__ import annotations

from dataclasses import replace

from pipeline.disclose.editions import BOARD
from pipeline.page import folds
from tests.unit.page.reading import words
from tests.unit.results.built import audit, quarter, returned


def test_the_fold_of_returns_leads_to_each_agency_s_own_page_where_the_edition_has_them() -> None:
    whole = quarter(audit(returns=(returned(agency="SOL"),)))
    shown = folds.returns(whole)
    assert "The one return is in: what each agency has sent, and each agency&#39;s own page" in words(shown)
    assert 'href="pack-sol.html"' in shown.html
    board = folds.returns(replace(whole, edition=BOARD.name))
    assert "own page" not in words(board)
    assert "pack-" not in board.html
