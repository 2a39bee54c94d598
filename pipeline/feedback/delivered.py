"""An agency's feedback, written to the folder that holds that agency's files only."""

from __future__ import annotations

from pathlib import Path

from pipeline.definition import Severity
from pipeline.feedback.markedup import marked_up
from pipeline.feedback.receipt import receipt_html, receipt_text
from pipeline.read import Workbook
from pipeline.validate.validated import Validated
from pipeline.workspace import written

MARKED_UP = "marked-up.xlsx"


def write(validated: Validated, folder: Path, *, workbook: Workbook | None = None) -> list[Path]:
    """
    Write the receipt, and the marked-up workbook where something in it is to be mended.

    There is none where the file could not be read, or holds personal data.
    """
    made = [
        written(folder / "receipt.html", receipt_html(validated)),
        written(folder / "receipt.txt", receipt_text(validated)),
    ]
    to_mend = any(each.severity is not Severity.NOTE for each in validated.findings)
    if workbook is None or validated.identity is None or validated.personal or not to_mend:
        (folder / MARKED_UP).unlink(missing_ok=True)  # one from an earlier check would show what no longer holds
    else:
        made.append(written(folder / MARKED_UP, marked_up(validated.identity, validated.findings, workbook)))
    return made
