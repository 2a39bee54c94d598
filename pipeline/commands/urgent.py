"""
Records that show a child who needs action at once, as the one who runs the quarter is told of them.

Never with the child's reference or any answer. It imports nothing slow: a run with nothing to do says it too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline.english import number_of
from pipeline.partnership.bodies import name_of
from pipeline.store.immediate_action import Urgent, readable, urgent_records
from pipeline.store.workspace import Workspace

LOOK = 3  # the exit status
MOST = 12  # records that are named one by one


def urgent_line(each: Urgent) -> str:
    """One record: which return it is of, and where it stands there."""
    whose = f"{each.audit} of {name_of(each.agency)} for {each.quarter}, " if each.audit else ""
    number = f" (no. {each.number})" if each.number else ""
    return f"needs action at once{number}: {whose}{each.file}, {each.sheet}, row {each.row}"


def say_urgent(workspace: Workspace, records: Sequence[Urgent]) -> None:
    """Name ``records`` on stderr, the first of them one by one, and what to do now."""
    for each in records[:MOST]:
        print(urgent_line(each), file=sys.stderr)
    if (more := len(records) - MOST) > 0:
        print(f"needs action at once: {number_of(more, 'more record')}, in {readable(workspace)}", file=sys.stderr)
    sys.stderr.flush()


def name_open(workspace: Workspace) -> None:
    """Name on stderr the records that were told of before and that nobody has acknowledged yet."""
    say_urgent(workspace, [each for each in urgent_records(workspace) if each.open and not each.made_up])


def say_open(workspace: Workspace) -> int:
    """
    Say on stderr how many records nobody has acknowledged yet, and what to do; gives the exit status of the command.

    Made-up ones are counted alone, since no child waits.
    """
    waiting = [each for each in urgent_records(workspace) if each.open]
    real = [each for each in waiting if not each.made_up]
    command = f"python -m pipeline acknowledge{workspace.option}"
    if made_up := len(waiting) - len(real):
        print(f"note: {number_of(made_up, 'made-up record')} to be acted on at once: {command}", file=sys.stderr)
    if not real:
        return 0
    are = "is one record that needs" if len(real) == 1 else f"are {len(real)} records that need"
    print(
        f"needs action at once: there {are} it and nobody has said who sees to it. Tell the agency's safeguarding lead "
        f"now, whatever else is to be done; then: {command}",
        file=sys.stderr,
    )
    return LOOK
