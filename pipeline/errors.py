"""
The ways a run can stop, each shown to the user as one line without a traceback.

PipelineError
├── UsageError          the command, a parameter or a setting is wrong              (exit 2)
├── WrongPartnership    the files that say who we are cannot be used            (exit 2)
├── WrongMeetingFiles   the files that say what a meeting on cases was and agreed   (exit 2)
├── UnreadableReturn    one workbook cannot be taken in; the others go on           (exit 3)
│   ├── LockedReturn    it is protected with a password that was not given
│   └── OutOfReach      its bytes cannot be had here, which is nothing that its sender can mend
├── BusyWorkspace       another run holds the workspace                             (exit 1)
├── EngineUnusable      where the work was to be done, it cannot be done            (exit 1)
├── CannotWrite         the disk does not take what is to be written                (exit 1)
├── NoResults           a report was asked for before its figures were made         (exit 1)
│   ├── NoReturns       the quarter's folder is there, and no return in it          (exit 3)
│   └── ErasedQuarter   its returns were erased, and its counts and reports stay    (exit 1)
├── NoLongerKept        a report cannot be made again, since returns were erased    (exit 1)
└── NotReproduced       a finished report differs from what its manifest gives      (exit 1)

DefinitionError stands apart: a wrong audit definition is a programmer's error and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Sequence

_MOST_MISTAKES = 50  # of a partnership's files, that one message lists


class PipelineError(Exception):
    """Something the user can put right; the text says what and how, and never quotes a record's value."""

    exit_status = 1
    section = "something-is-damaged-or-could-not-be-made"  # of docs/troubleshooting.md


class UsageError(PipelineError):
    """The command, a parameter or a setting is wrong."""

    exit_status = 2
    section = "wrong-usage"


class WrongPartnership(PipelineError):
    """The files of the partnership cannot be used; ``mistakes`` are all that is wrong, each a line with its place."""

    exit_status = 2
    section = "the-files-of-the-partnership"

    def __init__(self, mistakes: Sequence[str]) -> None:
        lines = [f"Nothing was done, since the partnership's files are wrong (mistakes: {len(mistakes)})."]
        lines += mistakes[:_MOST_MISTAKES]
        if (more := len(mistakes) - _MOST_MISTAKES) > 0:
            lines.append(f"… and {more} more")
        super().__init__("\n  ".join(lines))
        self.mistakes = tuple(mistakes)


class LostPartnership(PipelineError):
    """A workspace's own partnership is no longer there, and nobody else's stands in for it."""

    exit_status = 2
    section = "the-files-of-the-partnership"


class WrongMeetingFiles(PipelineError):
    """The files of a meeting cannot be used; ``mistakes`` are all that is wrong, each a line with its place."""

    exit_status = 2
    section = "the-files-of-a-meeting"

    def __init__(self, mistakes: Sequence[str]) -> None:
        lines = [f"Nothing was done, since the files of the meeting are wrong (mistakes: {len(mistakes)})."]
        super().__init__("\n  ".join([*lines, *mistakes[:_MOST_MISTAKES]]))
        self.mistakes = tuple(mistakes)


class UnreadableReturn(PipelineError):
    """One workbook cannot be taken in; ``reason`` says why and ``fix`` what to do next."""

    exit_status = 3
    section = "a-return-is-left-out"

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(f"{reason} {fix}")
        self.reason = reason
        self.fix = fix


class LockedReturn(UnreadableReturn):
    """One workbook is protected with a password, and none that was given opens it."""


class OutOfReach(UnreadableReturn):
    """The bytes of one workbook cannot be had here: whoever runs the quarter can put that right, its sender cannot."""


class BusyWorkspace(PipelineError):
    """Another run holds the workspace."""

    section = "another-run-is-using-the-workspace"


class EngineUnusable(PipelineError):
    """The computers that were to do the work do not answer, do not see the folder, or run another version."""

    section = "the-other-computers"


class CannotWrite(PipelineError):
    """The disk does not take what is to be written: it is full, it can only be read, or it belongs to somebody else."""

    section = "the-computer-itself"


class NoResults(PipelineError):
    """A report was asked for before its figures were made."""

    section = "no-results-yet"


class NoReturns(NoResults):
    """The quarter has a folder, and nobody's return lies in it."""

    exit_status = 3


class ErasedQuarter(NoResults):
    """The returns of a quarter were erased; its counts and its reports stay."""

    section = "what-was-erased"


class NoLongerKept(PipelineError):
    """A finished report cannot be made again, since returns that it rests on were erased; nothing else differs."""

    section = "what-was-erased"


class NotReproduced(PipelineError):
    """A finished report differs from what its manifest gives."""

    section = "a-report-is-not-reproduced"


class DefinitionError(Exception):
    """An audit definition is wrong; the text says which audit, field or standard, and what to do."""
