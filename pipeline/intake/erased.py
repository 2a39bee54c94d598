"""Returns that were erased: gone on purpose is not the same as never sent, and what is put back is not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.intake.which_count import Entry
from pipeline.partnership.bodies import name_of
from pipeline.store.erasure.erasures import Erasure, erased_quarters, erased_returns
from pipeline.store.raw_files import NotRead, RawFiles
from pipeline.store.workspace import Workspace


def erased(workspace: Workspace, quarter: Quarter, entries: Sequence[Entry]) -> Mapping[tuple[str, str], Erasure]:
    """By audit and agency, the returns of ``quarter`` that were erased and that no other takes the place of."""
    there = {(who.form.audit.code, who.agency) for each in entries if (who := each.validated.identity)}
    gone = {(each.audit, each.agency): each for each in erased_returns(workspace, quarter) if each.agency}
    return {whose: each for whose, each in gone.items() if whose not in there}


def told_of(gone: Mapping[tuple[str, str], Erasure]) -> Iterator[NotRead]:
    """
    What pages and whoever runs the quarter are told of returns that are gone.

    Who had each erased, and why, is for the list of what was erased, and for no page.
    """
    for (audit, agency), each in gone.items():
        place = f"the return of {name_of(agency)} for {audit}"
        why = f"it was erased on {_day(each)}, so nothing of it is counted."
        yield NotRead(Path("data/raw"), place, why, Quarter.parse(each.quarter), read=True)


def put_back(workspace: Workspace, lying: RawFiles) -> Iterator[NotRead]:
    """What is told of files that lie in the folder of a quarter whose returns were erased: its counts stand."""
    for quarter, erasure in erased_quarters(workspace).items():
        if lying.returns.get(quarter):
            why = f"its returns were erased on {_day(erasure)} and its counts stand, so it was not read. Delete it."
            yield NotRead(workspace.quarter_folder(quarter), f"data/raw/{quarter.folder}", why, quarter)


def _day(erasure: Erasure) -> str:
    return spoken(date.fromisoformat(erasure.on))
