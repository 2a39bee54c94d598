"""The returns of earlier quarters that count, as earlier runs read them: what templates show, or come filled with."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.calendar.quarter import Quarter
from pipeline.intake.which_count import Entry, counting
from pipeline.store.approvals import approvals
from pipeline.store.previous_returns import previous_returns
from pipeline.store.register import submissions
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted


def counted_before(workspace: Workspace, quarters: Collection[Quarter]) -> dict[Quarter, list[Accepted]]:
    """By quarter, oldest first, the returns that count, as far as an earlier run read them."""
    register = submissions(workspace)
    entries: dict[Quarter, list[Entry]] = {each: [] for each in sorted(quarters)}
    previous = previous_returns(workspace, approvals(workspace), register, register)
    for submission in register:
        earlier = Quarter.parse(submission.quarter)
        if earlier in entries:
            validated = previous.read_before(submission)
            if validated is not None:
                place = workspace.quarter_folder(earlier) / submission.file_name
                entries[earlier].append(Entry(place, submission, validated))
    return {quarter: _counted(theirs) for quarter, theirs in entries.items()}


def _counted(entries: list[Entry]) -> list[Accepted]:
    decided = (each for each in counting(entries) if each.counts)
    return [each.validated for each in decided if isinstance(each.validated, Accepted)]
