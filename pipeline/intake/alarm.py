"""Whoever is told at once of a return whose records show a child who needs action now, before anything else is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pipeline.errors import PipelineError
from pipeline.store.immediate_action import Urgent, note_told, urgent_records
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Validated

_NO_NUMBER = 0


class Alarm(Protocol):
    """Hears of each return as soon as it is read, whatever becomes of it, and of each kept one again."""

    def __call__(self, submission: Submission, validated: Validated) -> None:
        """Look whether a record of ``validated`` shows a child who needs action at once."""


def nobody(submission: Submission, validated: Validated) -> None:
    """Tell nobody: where a finished report is made again, all has been told."""


class Noted:
    """
    An `Alarm` for a workspace that is held: each record is noted, so that whoever asks for what is open finds it.

    What is new may be told first, by `tell`: a run that is killed in between tells twice, which does less harm than
    not at all.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
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
            self.tell(real)
        if not self._damaged:
            note_told(self._workspace, new)
        self._known.update(each.record for each in new)

    def tell(self, records: Sequence[Urgent]) -> None:
        """Tell of new records that nobody has made up: here nobody is there to be told."""

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
