"""
What each page of a report was made from, so that one whose inputs did not change is not made again.

``data/processed/pages/<quarter>/<edition>.json`` names, for each page, the digest of all that surrounds its figures,
the parts of the results that its notebook asked for, and the digest of every file that came out. A page stands while
all of them do; its bytes are then those that making it again would give. This module imports nothing slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, day_of
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.workspace import Workspace, digest_of, write_atomically


@dataclass(frozen=True)
class PageRecord:
    """
    How a page was made. ``around``: the digest of its notebook, of what that was given, and of the frame of the page.

    ``parts``: the digest of each part of the results that it shows; ``files``: of each file, by its place below the
    root; ``stamp``: the day that it carries.
    """

    around: str
    parts: Mapping[str, str]
    files: Mapping[str, str]
    stamp: str

    def is_whole(self, workspace: Workspace) -> bool:
        """Whether the page's files lie there as they were made, on no day that is still to come."""
        day = day_of(self.stamp)  # a clock that was ahead would otherwise stand on the page for ever
        return (day is None or day <= date.today()) and digests(workspace, self.files) == self.files


def digests(workspace: Workspace, places: Iterable[str]) -> dict[str, str]:
    """The digest of each file, by its place below the root; empty where there is none."""
    paths = {each: workspace.root / each for each in places}
    return {each: digest_of(path.read_bytes()) if path.is_file() else "" for each, path in paths.items()}


def page_records(workspace: Workspace, quarter: Quarter, edition: str) -> dict[str, PageRecord]:
    """The records of a report's pages, by file; none where they are damaged, so that all pages are made again."""
    try:
        records = unsealed(_path(workspace, quarter, edition).read_bytes())
        return {file: PageRecord(**each) for file, each in records.items()}
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def keep_page_records(workspace: Workspace, quarter: Quarter, edition: str, records: Mapping[str, PageRecord]) -> None:
    """Keep the records of a report's pages, by file."""
    text = sealed({file: asdict(each) for file, each in records.items()})
    write_atomically(_path(workspace, quarter, edition), text)


def _path(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    return workspace.processed / "pages" / quarter.folder / f"{edition}.json"
