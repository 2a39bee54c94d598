"""
The list of records that showed a child who needs action at once: who was told of each on which day, and who saw to it.

``immediate-action.jsonl`` is what we keep; ``immediate-action.csv`` says the same for whoever runs the quarter, to be
opened and read. Both are private to the workspace: nothing is ever copied from them into a page, a receipt or a parcel.
Neither names a child.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace, write_atomically


@dataclass(frozen=True)
class Urgent:
    """
    One record. ``number``: its own in the list, from 1; ``record``: a digest that names it in every copy of its return.

    ``file``: its folder and file below the returns, as a message may name them. ``told`` and ``acknowledged``: days, as
    in ISO 8601, the second empty until somebody says that it is being seen to (``by``: a role). ``audit`` and
    ``agency`` are empty where it could not be told whose return it is. ``made_up``: it describes no real child.
    """

    number: int
    record: str
    quarter: str
    audit: str
    agency: str
    file: str
    sheet: str
    row: int
    told: str
    made_up: bool = False
    acknowledged: str = ""
    by: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has said yet that it is being seen to."""
        return not self.acknowledged


_COLUMNS = (
    "number quarter audit agency file sheet row told_on acknowledged_on acknowledged_by made_up".split()
)  # of the list that is read


def urgent_records(workspace: Workspace) -> list[Urgent]:
    """Every record that was ever told of, by number. Raises: PipelineError -- if the list is damaged."""
    return chain.entries(_chain(workspace), Urgent)


def readable(workspace: Workspace) -> Path:
    """The list as whoever runs the quarter reads it."""
    return workspace.processed / "immediate-action.csv"


def note_told(workspace: Workspace, records: Iterable[Urgent]) -> list[Urgent]:
    """
    Add ``records`` to the list, in a workspace that the caller holds; gives them with their numbers.

    Those that are there already are left as they are.
    """
    there = urgent_records(workspace)
    known = {each.record for each in there}
    new = {each.record: each for each in records if each.record not in known}
    added = [replace(each, number=len(there) + place) for place, each in enumerate(new.values(), start=1)]
    if added:
        _keep(workspace, [*there, *added])
    return added


def acknowledge(workspace: Workspace, numbers: Sequence[int], by: str, day: str) -> list[Urgent]:
    """
    Note that the records with these ``numbers`` are being seen to, in a workspace that the caller holds; gives them.

    Those that were acknowledged before stay as they were. Raises: UsageError -- if the list has no such number.
    """
    there = urgent_records(workspace)
    if unknown := sorted(set(numbers) - {each.number for each in there}):
        raise UsageError(
            f"The list of records that need action at once has no number {unknown[0]}. "
            f"To see it: python -m pipeline acknowledge{workspace.option}"
        )
    now = [replace(each, acknowledged=day, by=by) if each.number in numbers and each.open else each for each in there]
    _keep(workspace, now)
    return [each for each, before in zip(now, there, strict=True) if each != before]


def _keep(workspace: Workspace, records: Sequence[Urgent]) -> None:
    chain.rewritten(_chain(workspace), [asdict(each) for each in records])
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(_COLUMNS)
    for each in records:
        made_up = "Y" if each.made_up else "N"
        place = each.number, each.quarter, each.audit, each.agency, each.file, each.sheet, each.row
        lines.writerow((*place, each.told, each.acknowledged, each.by, made_up))
    write_atomically(readable(workspace), text.getvalue())


def _chain(workspace: Workspace) -> Chain:
    return Chain(
        workspace.processed / "immediate-action.jsonl",
        "The list of records that need action at once is",
        "Read immediate-action.csv beside it and see that each child there is being seen to. Then delete "
        "immediate-action.jsonl and immediate-action.head: the next run tells of every record anew.",
    )
