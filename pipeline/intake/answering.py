"""The last step: each file's feedback, written once it is known what became of it beside the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from pipeline import feedback
from pipeline.calendar.quarter import Quarter
from pipeline.intake.feedback_folders import feedback_of, folders, leads, put_away, put_by
from pipeline.intake.which_count import Entry
from pipeline.partnership.here import here
from pipeline.partnership.keeping import Kept
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.feedback_notes import FeedbackNote, feedback_notes, keep_feedback_notes
from pipeline.store.previous_returns import PreviousReturns
from pipeline.store.raw_files import NotRead
from pipeline.store.withheld import refuse_to_repeat
from pipeline.store.workspace import Workspace, digest_of


def answer(
    workspace: Workspace,
    quarter: Quarter,
    entries: Sequence[Entry],
    not_read: Iterable[NotRead],
    previous: PreviousReturns,
) -> None:
    """
    Write the feedback on each of ``entries`` where it is not as it was written, or no longer says what became of it.

    Feedback on a file that is gone is put away, but for the folders in which something was ``not_read``. What each
    folder of feedback says is noted when all is written: what a run that was killed wrote is not noted, so the next one
    writes it, and what was to come after it. Of a quarter whose feedback was erased none is written again.
    """
    if quarter in erased_quarters(workspace, Kept.FEEDBACK):
        return
    noted = feedback_notes(workspace)
    places = folders(workspace, quarter, entries)
    now = {}
    for entry, folder in zip(entries, places, strict=True):
        name, says = folder.relative_to(workspace.reports).as_posix(), _digest(previous.key(entry.submission), entry)
        note = noted.get(name)
        says_so = note is not None and note.says == says
        if note is None or not (says_so and note.is_whole(folder)):
            if not says_so and feedback.is_of_another(folder, entry.validated):
                put_by(feedback_of(workspace, quarter), folder)
            names = entry.path.relative_to(workspace.raw).parts
            refuse_to_repeat(f"{name} {entry.validated.file_name} {entry.validated.findings!r}", names, "A receipt")
            before = previous.before(entry.submission, entry.validated)
            marked_up = previous.marked_up(entry.submission)
            written = feedback.write(entry.validated, folder, marked_up=marked_up, earlier=before, asked=entry.asked)
            note = FeedbackNote(says, {path.name: digest_of(path.read_bytes()) for path in written})
        now[name] = note
    put_away(workspace, quarter, places, not_read)
    leads(workspace, quarter, entries, places)
    own = feedback_of(workspace, quarter).relative_to(workspace.reports).as_posix() + "/"
    elsewhere = {name: note for name, note in noted.items() if not name.startswith(own)}
    keep_feedback_notes(workspace, elsewhere | now)


def _digest(kept_as: str, entry: Entry) -> str:
    """Of all that decides what the feedback says: what was read, what is said beside the other files, its marking."""
    marking = here().markings["subgroup"]
    return hashlib.sha256(f"{kept_as}\n{entry.validated.findings!r}\n{entry.asked!r}\n{marking}".encode()).hexdigest()
