"""The figures that lie beside the pages of an edition's reports: which can be asked, and which are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError
from pipeline.results.frame import COUNT, SHARE, TEXT, YES_NO, Columns
from pipeline.store.reports import FIGURES, MANIFEST, UNFINISHED, manifest_of, pages_of
from pipeline.store.workspace import Workspace, digest_of

TABLE = next(name for name in FIGURES if name.endswith(".parquet"))
KINDS: Mapping[str, Any] = {TEXT: pa.string(), COUNT: pa.int64(), SHARE: pa.float64(), YES_NO: pa.bool_()}


@dataclass(frozen=True, eq=False)
class Reported:
    """
    The figures of an edition's reports.

    ``drafts``: the quarters of those that nobody signed off. ``left_out``: each report that cannot be asked, in a
    sentence with its folder.

    Shape: ``tables`` by the quarter of the report ("2019-20 Q2"), oldest first.
    """

    tables: Mapping[str, pa.Table]
    drafts: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Vouched:
    """
    The SHA-256 that a report's table had when it was made; or, in a sentence, ``why_not``: nobody can tell.

    ``draft``: whether nobody signed the report off.
    """

    sha256: str = ""
    why_not: str = ""
    draft: bool = False


def by_its_manifest(folder: Path, _quarter: Quarter) -> Vouched:
    """What the manifest of a report says of its table."""
    facts = manifest_of(folder)
    if facts is None:
        return Vouched(
            why_not=f"its {MANIFEST} is missing or damaged. Restore it from a backup, or run the quarter again."
        )
    if facts.get(UNFINISHED):
        return Vouched(why_not="its pages were never all made. Run the quarter again.")
    pages = facts.get("pages")
    sha256 = str(pages.get(TABLE, "")) if isinstance(pages, dict) else ""
    return Vouched(sha256, draft=not facts.get("approved_by"))


def reported(
    workspace: Workspace,
    edition: str,
    columns: Columns,
    made: Callable[[Path, Quarter], Vouched] = by_its_manifest,
) -> Reported:
    """
    What the reports of ``edition`` print, as they lie there.

    ``columns``: those of such a table; a report of an older version may lack some, and have others. ``made``: what is
    known of the table of the report in a folder, of a quarter.
    """
    tables, drafts, left_out = {}, [], []
    for quarter, folder in _folders(workspace, edition):
        vouched = made(folder, quarter)
        table = _found(folder, vouched, columns)
        if isinstance(table, str):
            left_out.append(f"{folder}: {table}")
            continue
        tables[str(quarter)] = table
        if vouched.draft:
            drafts.append(str(quarter))
    return Reported(tables, tuple(drafts), tuple(left_out))


def _folders(workspace: Workspace, edition: str) -> Iterator[tuple[Quarter, Path]]:
    for folder in sorted(workspace.reports.glob(f"*/{edition}")):
        try:
            quarter = Quarter.parse(folder.parent.name)
        except UsageError:
            continue  # somebody else's
        if quarter.folder == folder.parent.name and (pages_of(folder) or (folder / MANIFEST).exists()):
            yield quarter, folder


def _found(folder: Path, vouched: Vouched, columns: Columns) -> pa.Table | str:
    """A report's table; or why it cannot be asked."""
    if vouched.why_not:
        return vouched.why_not
    path = folder / TABLE
    if not path.is_file():
        return f"its {TABLE} is not there. Run the quarter again."
    data = path.read_bytes()
    if digest_of(data) != vouched.sha256:
        return f"its {TABLE} is not the one that was made. Restore it from a backup, or run the quarter again."
    return _table(data, columns)


def _table(data: bytes, columns: Columns) -> pa.Table | str:
    """The table with each known column in its kind and each other as text; or why it cannot be asked."""
    try:
        table = parquet.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError):
        return f"its {TABLE} is damaged. Restore it from a backup, or run the quarter again."
    for place, name in enumerate(table.column_names):
        kind = KINDS[columns[name][0] if name in columns else TEXT]
        try:
            table = table.set_column(place, name, table.column(place).cast(kind))
        except pa.ArrowException:
            return f"the column {name!r} of its {TABLE} is of another kind than it was. Run the quarter again."
    return table
