"""The files that were not taken in, as the one who runs the quarter is told of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from pipeline.store.kept_results import LeftOut
from pipeline.store.workspace import Workspace

_LEFT_OUT = 3  # the exit status


def say_left_out(workspace: Workspace, left_out: Iterable[LeftOut]) -> int:
    """
    Name each file that was not taken in, why, and the next step, on stderr; and what could be approved.

    Gives the exit status of the command.
    """
    status = 0
    for each in left_out:
        print(f"left out: {each.file}: {each.why}", file=sys.stderr)
        for command in each.approve:
            print(f"  if it is, approve it once: {command}{workspace.option}", file=sys.stderr)
        status = _LEFT_OUT
    return status
