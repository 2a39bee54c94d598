"""Cells whose formula gave no value: what stands in place of an answer, on any sheet that asks for one."""

from __future__ import annotations

from pipeline.read import Sheet
from pipeline.validate.cells import Wrong


def unanswered(sheet: Sheet) -> dict[str, Wrong]:
    """The cells of ``sheet``, by name, that hold an error of Excel's or a formula without its result."""
    said = {
        name: Wrong("formula_error", "an answer", "Replace the formula by its value.", f"the error {error}")
        for name, error in sheet.errors.items()
    }
    said |= {
        name: Wrong(
            "formula_without_result",
            "an answer",
            "Open the file in Excel, save it and send it again; or type the value.",
            "a formula without a result",
        )
        for name in sheet.formulas_without_result
    }
    return said
