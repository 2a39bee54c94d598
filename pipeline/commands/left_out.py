"""What of the returns was not taken in or not read, as the one who runs the quarter is told of it."""

from __future__ import annotations

import sys

from pipeline.store.kept_results import Told
from pipeline.store.workspace import Workspace

_LEFT_OUT = 3  # the exit status


def say_left_out(workspace: Workspace, told: Told) -> int:
    """
    Name each file that was not taken in, why, and the next step, on stderr; what could be approved; what was not read.

    Gives the exit status of the command.
    """
    for each in told.left_out:
        print(f"left out: {each.file}: {each.why}", file=sys.stderr)
        for command in each.approve:
            print(f"  if it is, approve it once: {command}{workspace.option}", file=sys.stderr)
    for lying in told.not_read:
        print(f"{'note' if lying.read else 'not read'}: {lying.sentence}", file=sys.stderr)
    return 0 if not told.left_out and all(each.read for each in told.not_read) else _LEFT_OUT
