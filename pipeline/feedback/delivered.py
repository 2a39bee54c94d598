"""An agency's feedback, written to the folder that holds that agency's files only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.feedback.markedup import marked_up
from pipeline.feedback.mended import mended, to_mend
from pipeline.feedback.receipt import FINGERPRINT, receipt_html, receipt_text
from pipeline.read import Workbook
from pipeline.store.workspace import write_atomically
from pipeline.validate.validated import Validated

MARKED_UP = "marked-up.xlsx"
RECEIPT = "receipt.txt"


def write(
    validated: Validated, folder: Path, *, workbook: Workbook | None = None, earlier: Sequence[Validated] = ()
) -> list[Path]:
    """
    Write the receipt, and the marked-up workbook where something in it is to be mended.

    There is none where the file could not be read, or holds personal data. ``earlier``: what the agency sent before
    for the same audit and quarter, oldest first.
    """
    made = receipts(validated, folder, earlier)
    if workbook is None or validated.identity is None or validated.personal or not to_mend(validated):
        (folder / MARKED_UP).unlink(missing_ok=True)  # one from an earlier check would show what no longer holds
    else:
        ticks = mended(earlier, validated)
        made.append(
            write_atomically(folder / MARKED_UP, marked_up(validated.identity, validated.findings, workbook, ticks))
        )
    return made


def receipts(validated: Validated, folder: Path, earlier: Sequence[Validated] = ()) -> list[Path]:
    """Write the receipt alone, as a page and as text."""
    return [
        write_atomically(folder / "receipt.html", receipt_html(validated, earlier)),
        write_atomically(folder / RECEIPT, receipt_text(validated, earlier)),
    ]


def is_of_another(folder: Path, validated: Validated) -> bool:
    """Whether the receipt that lies in ``folder`` is for another file than this one."""
    known = mentions(folder, FINGERPRINT)  # none of a file that could not be opened
    return known and not (validated.sha256 and mentions(folder, validated.sha256[:12]))


def mentions(folder: Path, *sentences: str) -> bool:
    """Whether the receipt that lies in ``folder`` says any of ``sentences``."""
    try:
        said = " ".join((folder / RECEIPT).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return False
    return any(each in said for each in sentences)
