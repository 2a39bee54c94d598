"""What is odd about what the workspace keeps, for whoever runs a quarter: mended where it can be, told in any case."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.english import first_few
from pipeline.store.agencies_apart import apart_in_words
from pipeline.store.definitions import changed_in_words
from pipeline.store.erasure.erasures import erased_digests
from pipeline.store.kept_results import ResultsNote
from pipeline.store.received import healed, lost_in_words
from pipeline.store.register import Submission
from pipeline.store.unregistered import unregistered, unregistered_in_words
from pipeline.store.workspace import Workspace

_SHOWN = 10  # names in one line


def oddities(
    workspace: Workspace, quarter: Quarter, note: ResultsNote, register: Sequence[Submission]
) -> tuple[str, ...]:
    """A sentence on each thing that is odd. Copies of returns are put back where their bytes are still to be had."""
    wanted = set(note.copies) - erased_digests(workspace).keys()
    put_back, lost = healed(workspace, [each for each in register if each.sha256 in wanted], register)
    mended = f"Put back in data/processed/received: {first_few(put_back, _SHOWN)}." if put_back else ""
    told = (
        changed_in_words(workspace),
        mended,
        lost_in_words(lost),
        unregistered_in_words(unregistered(workspace, register)),
        apart_in_words(workspace, quarter),
    )
    return tuple(each for each in told if each)
