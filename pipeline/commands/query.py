"""``query``: the figures of all quarters' reports of one edition, asked in SQL; it changes nothing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from pipeline.calendar.quarter import Quarter
from pipeline.commands.query_shown import as_text, listing
from pipeline.english import listed, number_of
from pipeline.errors import NoResults, UsageError
from pipeline.partnership.here import here
from pipeline.region.figures import made_as
from pipeline.region.folder import EDITION as REGIONAL
from pipeline.region.folder import Region
from pipeline.region.frame import COLUMNS as OF_A_REGION
from pipeline.report.long_table import WRITERS, Cover
from pipeline.report.query import questions
from pipeline.report.query.closed import Answer, closed
from pipeline.report.query.reported import Reported, Vouched, by_its_manifest, reported
from pipeline.report.query.united import every_report, newest
from pipeline.results.frame import COLUMNS as OF_A_REPORT
from pipeline.results.frame import Columns
from pipeline.store.workspace import Workspace, write_atomically

_NOT_ALL = 3  # the exit status where a report was left out
_SHOWN, _WRITTEN = 200, 1_000_000  # rows, at most: on a terminal, and in a file
_OURS = {"data", "reports", "released"}  # folders of a workspace in which nothing but its own files may lie


@dataclass(frozen=True)
class _Source:
    """Whose reports are asked, of which edition; what their tables have, and what is often asked of them."""

    workspace: Workspace
    edition: str
    columns: Columns
    made: Callable[[Path, Quarter], Vouched]
    questions: Sequence[questions.Question]
    option: str


def query(
    workspace: Workspace,
    *,
    sql: str | None = None,
    region: Path | None = None,
    edition: str = "",
    into: Path | None = None,
) -> int:
    """
    Print, or write ``into`` a file, what comes of ``sql``; without it what can be asked. Gives the exit status.

    ``region``: the folder of a region, whose regional edition is asked then. ``edition``: where it is empty the one
    that the partnership mostly reads.
    """
    source = _of_workspace(workspace, edition) if region is None else _of_region(region, edition)
    if into is not None:
        _refuse(source.workspace, into, sql)
    found = reported(source.workspace, source.edition, source.columns, source.made)
    for each in found.left_out:
        print(f"left out: {each}", file=sys.stderr)
    if not found.tables:
        raise NoResults(
            f"No report of the {source.edition} edition in {source.workspace.reports} has figures to be asked. Make "
            f"one: python -m pipeline run <quarter>{source.option}"
        )
    rows = every_report(found.tables, source.columns)
    about = list(_about(source, found, rows))
    with closed({"figures": newest(rows), "every_report": rows}) as database:
        if sql is None:
            print("\n".join([*about, "", *listing(source.columns, source.questions, source.option)]))
        else:
            _give(database.answered(sql, _WRITTEN if into else _SHOWN), sql, about, into)
    return _NOT_ALL if found.left_out else 0


def _of_workspace(workspace: Workspace, edition: str) -> _Source:
    if not workspace.root.is_dir():
        raise UsageError(f"{workspace.root} is no folder. Say where the workspace lies: --root.")
    option = f"{f' --edition {edition}' if edition else ''}{workspace.option}"
    named = edition or here().default_edition
    return _Source(workspace, named, OF_A_REPORT, by_its_manifest, questions.OF_REPORTS, option)


def _of_region(folder: Path, edition: str) -> _Source:
    if edition:
        raise UsageError(
            "A region has one edition. Leave --edition away, or ask one of its areas: --root in place of --region."
        )
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. A region is a folder of workspaces, one for each area.")
    region, option = Region(folder), f" --region {shlex.quote(str(folder))}"
    return _Source(region.own, REGIONAL, OF_A_REGION, partial(made_as, region), questions.OF_A_REGION, option)


def _refuse(workspace: Workspace, into: Path, sql: str | None) -> None:
    """Raises: UsageError -- if nothing can be written there, or nothing is asked that could be."""
    if sql is None:
        raise UsageError("--into takes what comes of a query. Say what is asked, between quotation marks, before it.")
    if into.suffix not in WRITERS:
        raise UsageError(f"{into} is to end in .csv, .xlsx or .parquet, by which the kind of file is known: --into.")
    place, root = into.resolve(), workspace.root.resolve()
    if place.is_relative_to(root) and _OURS.intersection(place.relative_to(root).parts[:-1]):
        raise UsageError(f"{into} would lie among the files of the workspace. Name a place outside of them: --into.")


def _about(source: _Source, found: Reported, rows: pa.Table) -> Iterator[str]:
    """What the figures are, and whose eyes they are for."""
    quarters = list(found.tables)
    span = quarters[0] if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}"
    yield f"Figures of the {source.edition} edition: {number_of(len(quarters), 'report')}, {span}"
    for name in {"marking"}.intersection(rows.column_names):
        yield from sorted({each for each in rows.column(name).unique().to_pylist() if each})
    if True in rows.column("synthetic").unique().to_pylist():
        yield "SYNTHETIC: every figure was made up."
    if found.drafts:
        yield f"DRAFT, not yet signed off: {listed(found.drafts)}."


def _give(answer: Answer, sql: str, about: Sequence[str], into: Path | None) -> None:
    count = number_of(len(answer.rows), "row")
    if into is None:
        print("\n".join(as_text(answer)))
        more = f"the first {count}; all of them: --into FILE" if answer.more else count
        print("\n".join([*about, f"{more}."]), file=sys.stderr)
        return
    if answer.more:
        raise UsageError(
            f"More than {_WRITTEN:,} rows would come of it, and nothing was written. Ask for less: WHERE, LIMIT."
        )
    columns = {name: (kind, "") for name, kind in answer.kinds.items()}
    cover = Cover("What came of a query", [*about, "What was asked:", *sql.strip().splitlines()], "result")
    write_atomically(into, WRITERS[into.suffix](answer.rows, columns, cover))
    print(f"{count} in {into}")
