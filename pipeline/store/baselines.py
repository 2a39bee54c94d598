"""
What a standard came to before an action was agreed: counted once, kept, and never changed by what comes later.

Append-only, and counts alone: no record and no child is in it. Who changes a return of that time, or the day of the
action, changes no baseline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError
from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace, digest_of


@dataclass(frozen=True)
class Baseline:
    """
    What ``standard`` came to in the ``quarters`` before ``agreed``, the day on which ``agency`` agreed ``action``.

    ``counts``: by quarter and agency, how many records met it, of how many that count. ``counted_by``: the digest of
    the words that decide an outcome, as they were; ``frozen``: the day on which it was kept. Days are as in ISO 8601.
    ``salt``: chosen by chance, so that nobody finds the counts by trying which have the digest that a manifest names.
    """

    action: str
    agency: str
    standard: str
    agreed: str
    counts: Mapping[str, Mapping[str, tuple[int, ...]]]
    counted_by: str
    frozen: str
    salt: str

    @property
    def about(self) -> tuple[str, str, str]:
        """What it is about, of which there is one."""
        return self.action, self.agency, self.standard

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters that it is of, the oldest first."""
        return tuple(sorted(map(Quarter.parse, self.counts)))


def last_ended(day: date) -> Quarter:
    """The last quarter that has ended by the evening of ``day``."""
    its = Quarter.containing(day)
    return its if its.end == day else its.previous()


def baselines(workspace: Workspace, quarter: Quarter) -> tuple[Baseline, ...]:
    """
    Those that a report of ``quarter`` may speak of: all that were to be known when it ended.

    Raises: PipelineError -- if their file was altered or lost a line.
    """
    return tuple(each for each in _entries(workspace) if last_ended(date.fromisoformat(each.agreed)) <= quarter)


def freeze(workspace: Workspace, new: Iterable[Baseline]) -> None:
    """Keep baselines, in a workspace that the caller holds (`locked`); what is kept already stays as it is."""
    there = _entries(workspace)
    every = {each.about: each for each in (*new, *there)}  # the oldest of each stays
    known = {each.about for each in there}
    _write(workspace, there, [each for about, each in every.items() if about not in known])


def digest(those: Sequence[Baseline]) -> str:
    """The digest of baselines, which tells none of their counts; empty where there are none."""
    return digest_of(json.dumps([asdict(each) for each in those], sort_keys=True)) if those else ""


def as_they_were(workspace: Workspace, quarter: Quarter, sha256: str) -> tuple[Baseline, ...] | None:
    """
    Those of ``quarter`` as they were when their digest was ``sha256``; None where they are there no longer.

    Since none is ever changed or taken away, they are the first so many of those that there are now.
    """
    now = baselines(workspace, quarter)
    return next((now[:count] for count in range(len(now) + 1) if digest(now[:count]) == sha256), None)


def state(workspace: Workspace, quarter: Quarter) -> str:
    """A digest of what a report of ``quarter`` rests on here; of a damaged file, one of its own."""
    try:
        return digest(baselines(workspace, quarter))
    except PipelineError:
        return chain.state(_chain(workspace))


def _entries(workspace: Workspace) -> list[Baseline]:
    return chain.entries(_chain(workspace), Baseline)


def _write(workspace: Workspace, there: Sequence[Baseline], new: Sequence[Baseline]) -> None:
    if new:
        chain.rewritten(_chain(workspace), [asdict(each) for each in (*there, *new)])


def _chain(workspace: Workspace) -> Chain:
    return Chain(
        workspace.processed / "baselines.jsonl",
        "The baselines of actions are",
        "Restore them from a backup, together with baselines.head; or delete both files: the next run freezes them "
        "afresh, from the returns as they are by then.",
    )
