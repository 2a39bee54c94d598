"""An agency's feedback, written to the folder that holds that agency's files only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import UnreadableReturn
from pipeline.feedback import markedup
from pipeline.feedback.mended import mended, to_mend
from pipeline.feedback.receipt import FINGERPRINT, receipts
from pipeline.read import Workbook
from pipeline.store.workspace import write_atomically
from pipeline.validate.validated import Validated

MARKED_UP = "marked-up.xlsx"
RECEIPT = "receipt.txt"
FILES = (MARKED_UP, "receipt.html", RECEIPT)  # by the last it is known that a folder holds feedback


def marked_up_return(
    validated: Validated, workbook: Workbook | UnreadableReturn, earlier: Sequence[Validated] = ()
) -> bytes | None:
    """
    The return marked up where something in it is to be mended; None where nothing is, or it may not be repeated.

    ``earlier``: what the agency sent before for the same audit and quarter, oldest first.
    """
    if isinstance(workbook, UnreadableReturn) or validated.identity is None or validated.personal:
        return None
    if not to_mend(validated):
        return None
    return markedup.marked_up(validated.identity, validated.findings, workbook, mended(earlier, validated))


def write(
    validated: Validated,
    folder: Path,
    *,
    marked_up: bytes | None = None,
    earlier: Sequence[Validated] = (),
    asked: Sequence[str] = (),
) -> list[Path]:
    """
    Write the receipt, as a page and as text, and the return marked up; ``earlier`` as in `marked_up_return`.

    ``asked``: what the agency is asked of records that another agency's return does not show.
    """
    page, text = receipts(validated, earlier, asked)
    written = [write_atomically(folder / "receipt.html", page), write_atomically(folder / RECEIPT, text)]
    if marked_up is None:
        (folder / MARKED_UP).unlink(missing_ok=True)  # one from an earlier check would show what no longer holds
        return written
    return [*written, write_atomically(folder / MARKED_UP, marked_up)]


def is_of_another(folder: Path, validated: Validated) -> bool:
    """Whether the receipt that lies in ``folder`` is for another file than this one."""
    try:
        receipt = (folder / RECEIPT).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return False
    if FINGERPRINT not in receipt:
        return False  # it is for a file that could not be opened
    return not (validated.sha256 and validated.sha256[:12] in receipt)
