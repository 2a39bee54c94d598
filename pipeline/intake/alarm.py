"""Whoever is told at once of a return whose records show a child who needs action now, before anything else is done."""

from __future__ import annotations

from typing import Protocol

from pipeline.store.register import Submission
from pipeline.validate.validated import Validated


class Alarm(Protocol):
    """Hears of each return as soon as it is read, whatever becomes of it, and of each kept one again."""

    def __call__(self, submission: Submission, validated: Validated) -> None:
        """Look whether a record of ``validated`` shows a child who needs action at once."""


def nobody(submission: Submission, validated: Validated) -> None:
    """Tell nobody: where a finished report is made again, all has been told."""
