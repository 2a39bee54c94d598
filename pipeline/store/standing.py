"""
Whether a run would change nothing: decided by content alone, before anything slow is imported.

What is looked at: every return, approval, sample, word and line of code that the results rest on, by digest; the
results, the report's pages, the feedback and the bytes kept of every return, likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, day_of
from pipeline.store.code_digest import notebooks, program
from pipeline.store.definitions import redefined_since
from pipeline.store.feedback_notes import feedback_stands
from pipeline.store.inputs import inputs
from pipeline.store.kept_results import ResultsNote, note_of, results_path
from pipeline.store.oddities import oddities
from pipeline.store.page_records import page_records
from pipeline.store.partnerships import keeps_partnership
from pipeline.store.register import submissions
from pipeline.store.reports import (
    approved_by,
    finished,
    is_as_written,
    is_whole,
    report_folder,
    reported,
    revised_since,
    shows,
)
from pipeline.store.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """
    What stands already. ``page``: the one to open, none where only figures were asked for.

    ``odd``: what is odd about what the workspace keeps, in sentences.
    """

    note: ResultsNote
    page: Path | None
    odd: tuple[str, ...]
    approved_by: str = ""


def standing(
    workspace: Workspace, quarter: Quarter, edition: str, *, audits: Sequence[str], figures_only: bool
) -> Standing | None:
    """What a run of ``quarter`` would give, where all of it is there and made from what lies there now; else None."""
    if quarter not in workspace.quarters() or not results_path(workspace, quarter, edition).exists():
        return None
    register = submissions(workspace)
    note = note_of(workspace, quarter, edition, inputs(workspace, quarter).of_results(edition, register))
    if note is None or not feedback_stands(workspace, note.receipts) or not keeps_partnership(workspace):
        return None
    odd = oddities(workspace, quarter, note, register)
    if figures_only:
        return Standing(note, None, odd)
    folder = report_folder(workspace, quarter, edition)
    facts = finished(folder)
    if facts is None:
        return None
    if role := approved_by(folder):  # a final report stands, whatever has changed beside its figures
        return Standing(note, folder / "index.html", odd, role) if shows(folder, note.sha256, audits) else None
    printed = {
        "results": note.sha256,
        "audits": list(audits),
        "code": program(),
        "notebooks": notebooks(),
        "earlier": list(reported(workspace, quarter, edition)),
        "revised_since": revised_since(workspace, quarter, edition, note.sha256),
        "redefined_since": redefined_since(workspace),
    }
    made, today = day_of(str(facts.get("stamp"))), date.today()
    if made and made != today and _closed_since(quarter, made, today):
        return None  # the programme's page says what is overdue
    whole = is_as_written(workspace, quarter, edition) and is_whole(folder, facts)
    if any(facts.get(name) != each for name, each in printed.items()) or not whole:
        return None
    records = page_records(workspace, quarter, edition)
    pages = {name for name in facts["pages"] if name.endswith(".html")}
    if records.keys() != pages or not all(each.is_whole(workspace) for each in records.values()):
        return None
    return Standing(note, folder / "index.html", odd)


def _closed_since(quarter: Quarter, made: date, today: date) -> bool:
    """Whether a last day for returns has passed in between."""
    from pipeline.partnership.returns_due import closed_until

    return closed_until(quarter, made) != closed_until(quarter, today)
