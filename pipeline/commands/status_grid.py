"""``status`` over several quarters: how many of each agency's returns are in, a column for each quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.bell import Bell
from pipeline.commands.progress import shown
from pipeline.errors import NoResults
from pipeline.intake import Intake, intake, outstanding
from pipeline.intake.passwords import passwords
from pipeline.partnership.bodies import name_of
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.workspace import Workspace, locked
from pipeline.store.writable import refuse_if_not_writable

_WORKERS = 2
_NOTHING_DUE = "·"


def quarters_in(workspace: Workspace, count: int, password_file: Path | None) -> Mapping[Quarter, Intake]:
    """
    The newest ``count`` quarters that have returns, oldest first; not those whose returns were erased.

    Raises: NoResults -- if there are none.
    """
    gone = erased_quarters(workspace)
    quarters = [each for each in workspace.quarters() if each not in gone][-count:]
    if not quarters:
        raise NoResults(
            f"There is no folder of returns in {workspace.raw} yet. Put them there as <quarter>/<agency>/<name>.xlsx, "
            f"or send templates out first: python -m pipeline templates <quarter>{workspace.option}"
        )
    refuse_if_not_writable(workspace)
    known = passwords(password_file)
    with locked(workspace), shown() as progress:
        return intake(workspace, quarters, _WORKERS, progress, known, Bell(workspace, progress))


def grid(received: Mapping[Quarter, Intake]) -> Iterator[str]:
    """A row for each agency and a column for each quarter, and how much is outstanding in each."""
    due = {each: [line for line in outstanding.asked(of) if line.due or line.owed] for each, of in received.items()}
    codes = sorted({line.agency for lines in due.values() for line in lines}, key=name_of)
    rows = [["Agency", *map(str, due)]]
    rows += [
        [name_of(code), *(_in([each for each in lines if each.agency == code]) for lines in due.values())]
        for code in codes
    ]
    rows.append(["All", *(_in(lines) for lines in due.values())])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    yield "Returns that are in, of those due"
    yield ""
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _in(lines: Sequence[outstanding.ExpectedReturn]) -> str:
    if not lines:
        return _NOTHING_DUE
    late = sum(each.late for each in lines)
    return f"{sum(not each.owed for each in lines)} of {len(lines)}{f', {late} late' if late else ''}"
