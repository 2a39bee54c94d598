"""Cells in which a formula stands but no answer: it gave an error, or was saved without its result."""

from __future__ import annotations

from pipeline.read import Sheet
from pipeline.validate.catalogue.cells import FORMULA_ERROR, FORMULA_WITHOUT_RESULT
from pipeline.validate.finding import Finding


def unanswered(sheet: Sheet) -> dict[str, Finding]:
    """The cells of ``sheet``, by name, that hold an error of Excel's or a formula without its result."""
    broken = {name: FORMULA_ERROR.worded(error=error) for name, error in sheet.errors.items()}
    return broken | dict.fromkeys(sheet.formulas_without_result, FORMULA_WITHOUT_RESULT.worded())
