"""What the quarter before said of an agency's activity, to be shown beside this quarter's in its template."""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter
from pipeline.intake.which_count import Entry, counting
from pipeline.store.approvals import approvals
from pipeline.store.previous_returns import previous_returns
from pipeline.store.register import submissions
from pipeline.store.workspace import Workspace
from pipeline.template import Row
from pipeline.validate.validated import Accepted


def previous_volumes(workspace: Workspace, quarter: Quarter) -> dict[str, dict[str, list[Row]]]:
    """By audit and agency the lines of the Volumes sheet that count for the quarter before, as far as it was read."""
    register, entries = submissions(workspace), []
    previous = previous_returns(workspace, approvals(workspace), register, register)
    for submission in register:
        if submission.quarter == str(quarter.previous()):
            validated = previous.read_before(submission)
            if validated is not None:
                place = workspace.quarter_folder(quarter.previous()) / submission.file_name
                entries.append(Entry(place, submission, validated))
    by_audit: dict[str, dict[str, list[Row]]] = {}
    for entry in counting(entries):
        validated = entry.validated
        if entry.counts and isinstance(validated, Accepted) and len(validated.volumes):
            volumes = validated.volumes
            lines = volumes.astype(object).where(volumes.notna(), None).to_dict("records")
            by_audit.setdefault(validated.identity.form.audit.code, {})[validated.identity.agency] = [
                {str(name): value for name, value in line.items() if value is not None} for line in lines
            ]
    return by_audit
