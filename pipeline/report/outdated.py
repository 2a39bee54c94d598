"""Returns that a finished report does not answer to: come, changed, or taken away since it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UnreadableReturn
from pipeline.intake import Intake
from pipeline.partnership.bodies import find
from pipeline.personal import safely_named
from pipeline.read import received
from pipeline.results.past import returns_of
from pipeline.store.raw_files import raw_files
from pipeline.store.reports import Facts
from pipeline.store.workspace import Workspace


def outdated(workspace: Workspace, facts: Facts, now: Intake) -> list[str]:
    """
    What is otherwise among the returns than when a report was made; empty where its figures answer to all of them.

    ``facts``: the report's manifest; ``now``: its quarter's returns as they lie there. Those of earlier quarters are
    told by their bytes alone.
    """
    told = list(_of_the_quarter(facts, now))
    earlier = [each for each in workspace.quarters() if each < now.quarter]
    for quarter, paths in raw_files(workspace, earlier).returns.items():
        lying = Counter(_digests(paths))
        reported = Counter(each["sha256"] for each in _returns(facts, quarter) if each["sha256"])
        came, gone = lying - reported, reported - lying
        # A file that is open may be the one that is not to be had: what counted of it goes on counting.
        if came.total() or (gone.total() and lying.total() == len(paths)):
            told.append(f"other returns of {quarter}")
    return told


def _of_the_quarter(facts: Facts, now: Intake) -> Iterator[str]:
    lie = {(each.folder, each.file, each.sha256): each.counts for each in returns_of(now)}
    reported = {(each["folder"], each["file"], each["sha256"]): each["counts"] for each in _returns(facts, now.quarter)}
    for place in sorted({*lie, *reported}):
        before, counts = reported.get(place), lie.get(place)
        if before != counts:
            yield f"{spoken_place(*place)} ({_SINCE[before is None, counts is None]})"


_SINCE = {(True, False): "came since", (False, True): "is gone", (False, False): "no longer counts as it did"}


def spoken_place(folder: str, file: str, sha256: str) -> str:
    """Where a return lay, without the names of folders that may name somebody."""
    quarter, *below = folder.split("/")
    safe = (known.folder if (known := find(part)) else "…" for part in below)
    return "/".join((quarter, *safe, safely_named(file, sha256)))


def _returns(facts: Facts, quarter: Quarter) -> Iterator[Mapping[str, Any]]:
    return (each for each in facts["returns"] if each["quarter"] == str(quarter))


def _digests(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        try:
            yield received(path).sha256
        except UnreadableReturn:
            continue
