"""``status``: who has returned, and what is outstanding."""

from __future__ import annotations

from pipeline.commands.progress import finished, progress
from pipeline.commands.run_quarter import LEFT_OUT, say_left_out
from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import NoResults
from pipeline.intake import intake
from pipeline.layout import due
from pipeline.quarter import Quarter
from pipeline.results.assemble import returns_grid
from pipeline.workspace import Workspace, held


def status(workspace: Workspace, quarter_text: str, workers: int) -> int:
    """Print the returns grid of a quarter; gives the exit status."""
    quarter = Quarter.parse(quarter_text)
    if quarter not in workspace.quarters():
        raise NoResults(
            f"There is no folder {workspace.raw / quarter.folder}: nothing has been returned for {quarter}."
        )
    with held(workspace):
        taken = intake(workspace, [quarter], workers, progress)[quarter]
    finished()
    lines = returns_grid(taken, SUBGROUP)
    print(f"Returns for {quarter}, due {due(quarter):%-d %B %Y}")
    width = max(len(line.agency_name) for line in lines)
    for line in lines:
        late = ", late" if line.late else ""
        revised = ", revised" if line.revised else ""
        detail = f"{line.records} records, {line.errors} errors, {line.queries} queries" if line.records else ""
        print(f"  {line.audit:<5} {line.agency_name:<{width}}  {line.status + late + revised:<28} {detail}".rstrip())
    outstanding = [line for line in lines if line.status in ("missing", "sent back")]
    print(f"{len(lines) - len(outstanding)} of {len(lines)} in; {len(outstanding)} outstanding.")
    say_left_out(taken.sent_back())
    return LEFT_OUT if taken.sent_back() else 0
