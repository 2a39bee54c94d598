"""What is kept longer than the partnership's rules allow, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.english import first_few
from pipeline.errors import UsageError
from pipeline.partnership.keeping import KeepingTime, Kept
from pipeline.partnership.oddities import Oddity, Weight
from pipeline.store.erasure.of_a_quarter import there_is
from pipeline.store.workspace import Workspace

_SHOWN = 4  # quarters in one line


@dataclass(frozen=True)
class PastItsTime:
    """One kind of what is kept of a quarter, the rule that it is under, and the day on which its time was up."""

    quarter: Quarter
    kept: Kept
    time: KeepingTime
    last_day: date

    @property
    def sentence(self) -> str:
        """What is told of it."""
        return (
            f"{self.quarter}: {self.kept.in_words} were to be kept for {self.time}, to {spoken(self.last_day)} "
            f"([keeping] {self.kept})."
        )


def past_its_time(workspace: Workspace, keeping: Mapping[Kept, KeepingTime], today: date) -> list[PastItsTime]:
    """What is past its time on ``today``, the oldest quarter first; of a quarter in the order of the kinds."""
    return [each for quarter in sorted(_quarters(workspace)) for each in _of(workspace, quarter, keeping, today)]


def overdue(workspace: Workspace, keeping: Mapping[Kept, KeepingTime], today: date) -> Iterator[Oddity]:
    """What ``doctor`` says of it; made-up returns are of nobody and may be kept."""
    there = [] if workspace.synthetic else past_its_time(workspace, keeping, today)
    if there:
        quarters = list(dict.fromkeys(str(each.quarter) for each in there))
        text = (
            f"what is kept of {first_few(quarters, _SHOWN)} is past its time by [keeping] in partnership.toml. See it: "
            f"python -m pipeline retain --dry-run{workspace.option}"
        )
        yield Oddity(Weight.LOOK, "the workspace", text)


def _of(
    workspace: Workspace, quarter: Quarter, keeping: Mapping[Kept, KeepingTime], today: date
) -> Iterator[PastItsTime]:
    for kept in Kept:
        last_day = keeping[kept].last_day(quarter.end)
        if last_day is not None and last_day < today and there_is(workspace, quarter, kept):
            yield PastItsTime(quarter, kept, keeping[kept], last_day)


def _quarters(workspace: Workspace) -> set[Quarter]:
    """Every quarter of which anything is kept, by the folders that have its name."""
    folders = (
        workspace.reports,
        workspace.samples,
        workspace.sample_books,
        workspace.meeting_files,
        workspace.meeting,
        workspace.commentary,
        workspace.root / "templates",
        workspace.processed / "results",
    )
    named = {folder.name for place in folders for folder in place.glob("*-Q?")}
    return {*workspace.quarters(), *(quarter for each in named if (quarter := _quarter(each)))}


def _quarter(name: str) -> Quarter | None:
    try:
        return Quarter.parse(name)
    except UsageError:
        return None
