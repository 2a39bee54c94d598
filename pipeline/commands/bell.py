"""The alarm of a command that reads returns: it tells of a record that needs action at once as soon as it is read."""

from __future__ import annotations

from datetime import date

from pipeline.commands.progress import Display
from pipeline.commands.urgent import say_urgent
from pipeline.errors import PipelineError
from pipeline.store.immediate_action import Urgent, note_told, urgent_records
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Validated

_NO_NUMBER = 0


class Bell:
    """
    An `Alarm` for a workspace that the command holds.

    Each record is told of once, before it is noted that it was: a command that is killed in between tells twice, which
    does less harm than not at all.
    """

    def __init__(self, workspace: Workspace, display: Display) -> None:
        self._workspace, self._display = workspace, display
        self._known: set[str] = set()
        self._looked = self._damaged = False

    def __call__(self, submission: Submission, validated: Validated) -> None:
        """Tell of what is new in a return, and note it; where the list is damaged, which is said later, tell of all."""
        place = f"data/raw/{submission.folder}/{submission.file_name}"
        records = records_of(validated, submission.quarter, place, made_up=self._workspace.synthetic)
        if not records:
            return
        new = [each for each in records if each.record not in self._told_before()]
        if real := [each for each in new if not each.made_up]:
            self._display.aside()
            say_urgent(self._workspace, real)
        if not self._damaged:
            note_told(self._workspace, new)
        self._known.update(each.record for each in new)

    def _told_before(self) -> set[str]:
        """What was told of, by this command or one before; the list is looked at once, when there is a reason."""
        if not self._looked:
            self._looked = True
            try:
                self._known.update(each.record for each in urgent_records(self._workspace))
            except PipelineError:
                self._damaged = True
        return self._known


def records_of(validated: Validated, quarter: str = "", file: str = "", *, made_up: bool = False) -> list[Urgent]:
    """
    What there is to tell of a return, as of today; the records have no numbers yet.

    ``quarter`` and ``file``: where it lies; ``made_up``: everything that lies there is.
    """
    identity = validated.identity
    return [
        Urgent(
            number=_NO_NUMBER,
            record=each.record,
            quarter=str(identity.form.quarter) if identity else quarter,
            audit=identity.form.audit.code if identity else "",
            agency=identity.agency if identity else "",
            file=file,
            sheet=each.sheet,
            row=each.row,
            told=date.today().isoformat(),
            made_up=made_up or bool(identity and identity.synthetic),
        )
        for each in validated.at_once
    ]
