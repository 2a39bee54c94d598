"""What is wrong with the files of the meetings, or read by nobody beside them: told before a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.english import listed, number_of
from pipeline.errors import WrongMeetingFiles
from pipeline.partnership.oddities import Oddity, Weight
from pipeline.store.meeting_files import COLUMNS, meetings
from pipeline.store.workspace import UNFINISHED, Workspace

_OWN_MARKS = (UNFINISHED, ".")  # how the names begin of what no person put there


def meeting_oddities(workspace: Workspace) -> Iterator[Oddity]:
    """
    What is odd about the meetings' files of every quarter. To be asked while this process works for a partnership.

    No name of a folder or file is repeated but those that this software gives, since others may name somebody.
    """
    folder = workspace.meeting_files
    place = folder.relative_to(workspace.root).as_posix()
    unnamed = 0
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        quarter = Quarter.meant(each.name, whole=True)
        if quarter is not None and each.name == quarter.folder and each.is_dir():
            yield from _of_quarter(workspace, quarter, each, f"{place}/{quarter.folder}")
        else:
            unnamed += not each.name.startswith(_OWN_MARKS)
    if unnamed:
        what = number_of(unnamed, "folder or file", "folders or files")
        text = f"nobody reads {what} here, which no quarter names. Name the folder of a quarter as in 2019-20-Q2."
        yield Oddity(Weight.LOOK, place, text)


def _of_quarter(workspace: Workspace, quarter: Quarter, folder: Path, place: str) -> Iterator[Oddity]:
    try:
        meetings(workspace, quarter)
    except WrongMeetingFiles as wrong:
        yield from (Oddity(Weight.MEND, place, each) for each in wrong.mistakes)
    names = [each.name for each in folder.iterdir()]
    beside = [each for each in names if each not in COLUMNS and not each.startswith(_OWN_MARKS)]
    if beside:
        text = (
            f"{number_of(len(beside), 'file')} beside {listed(list(COLUMNS))} {'is' if len(beside) == 1 else 'are'} "
            "read by nobody. If one of them is newer, save it as CSV UTF-8 under one of these names."
        )
        yield Oddity(Weight.LOOK, place, text)
