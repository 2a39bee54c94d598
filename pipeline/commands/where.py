"""``where``: every file of the workspace that holds a reference, and where in it; nothing else of it is repeated."""

from __future__ import annotations

import sys

from pipeline.commands.progress import shown
from pipeline.english import listed, number_of
from pipeline.errors import UsageError
from pipeline.store.whereabouts.looking import Whereabouts, whereabouts
from pipeline.store.whereabouts.reference import reference as wanted
from pipeline.store.workspace import Workspace

_NOT_ALL = 3  # the exit status where a file could not be looked into


def where(workspace: Workspace, *, reference: str) -> int:
    """
    List the files that hold ``reference``, and those that cannot be looked into; gives the exit status.

    Raises: UsageError -- if it is no reference, or the workspace is not there.
    """
    asked = wanted(reference)
    if not workspace.root.is_dir():
        raise UsageError(f"{workspace.root} is no folder. Say where the workspace lies: --root.")
    with shown() as progress:
        seen = whereabouts(workspace, asked, progress)
    for each in seen.found:
        print(f"{each.shown}  ({each.kind}): {'; '.join(each.places)}")
    print(_in_short(seen))
    for each in seen.unread:
        print(f"cannot be looked into: {each.shown} ({each.kind}): {each.unread}", file=sys.stderr)
    if seen.passed:
        print(f"passed over, no part of a workspace: {listed(seen.passed)}", file=sys.stderr)
    return _NOT_ALL if seen.unread else 0


def _in_short(seen: Whereabouts) -> str:
    count = f"{len(seen.found)} of" if seen.found else "None of"
    holds = "hold" if len(seen.found) > 1 else "holds"
    not_into = f" {number_of(len(seen.unread), 'file or folder', 'files or folders')} could not be looked into."
    return f"{count} {number_of(seen.looked, 'file')} {holds} it.{not_into if seen.unread else ''}"
