"""An agency's feedback, written to the folder that holds that agency's files only."""

from __future__ import annotations

from pathlib import Path

from pipeline.feedback.markedup import marked_up
from pipeline.feedback.receipt import receipt_html, receipt_text
from pipeline.read import Workbook
from pipeline.validate.validated import Validated
from pipeline.workspace import written

MARKED_UP = "marked-up.xlsx"


def write(validated: Validated, folder: Path, *, workbook: Workbook | None = None) -> list[Path]:
    """Write the receipt and, where the return could be read and holds no personal data, the marked-up workbook."""
    made = [
        written(folder / "receipt.html", receipt_html(validated)),
        written(folder / "receipt.txt", receipt_text(validated)),
    ]
    if workbook is None or validated.identity is None or validated.personal:
        (folder / MARKED_UP).unlink(missing_ok=True)  # one from an earlier check would show what no longer holds
    else:
        made.append(written(folder / MARKED_UP, marked_up(validated.identity, validated.findings, workbook)))
    return made
