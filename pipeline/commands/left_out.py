"""The files that were not taken in, as the one who runs the quarter is told of them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence

from pipeline.intake import Intake
from pipeline.store.raw_files import NotRead
from pipeline.store.workspace import Workspace
from pipeline.validate.catalogue import why
from pipeline.validate.tidy import plain
from pipeline.validate.validated import Validated

_LEFT_OUT = 3  # the exit status
_STEERS_A_SHELL = set('"$`\\!')


def say_left_out(workspace: Workspace, intake: Intake) -> int:
    """
    Name each file that was not taken in, why, and the next step, on stderr; what could be approved; what was not read.

    Gives the exit status of the command.
    """
    left_out = intake.sent_back()
    for entry in left_out:
        errors = entry.validated.errors
        first = errors[0] if errors else None
        place = f" ({first.spoken})" if first and first.cell else ""
        reason = f"{why(first)}{place}. {first.fix}" if first else "sent back."
        more = f" And {len(errors) - 1} more: see its receipt." if len(errors) > 1 else ""
        print(f"left out: {entry.submission.folder}/{entry.submission.file_name}: {reason}{more}", file=sys.stderr)
        for command in to_approve(workspace, entry.validated):
            print(f"  if it is, approve it once: {command}", file=sys.stderr)
    return max(_LEFT_OUT if left_out else 0, say_not_read(intake.not_read))


def say_not_read(not_read: Sequence[NotRead]) -> int:
    """Name what lies among the returns and was not read, and the next step, on stderr; gives the exit status."""
    for each in not_read:
        print(f"{'note' if each.read else 'not read'}: {each.sentence}", file=sys.stderr)
    return 0 if all(each.read for each in not_read) else _LEFT_OUT


def to_approve(workspace: Workspace, validated: Validated) -> list[str]:
    """The command that approves each heading that may be a question's, for whoever can say that it is."""
    identity = validated.identity
    if identity is None:
        return []
    return [
        f"python -m pipeline approve {identity.agency} {identity.form.audit.code} "
        f"--heading {_quoted(plain(each.suggested))} --field {each.field} --by ROLE{workspace.option}"
        for each in validated.findings
        if each.suggested
    ]


def _quoted(text: str) -> str:
    """``text`` as one word of a command line, as easy to read as may be."""
    return shlex.quote(text) if _STEERS_A_SHELL & set(text) else f'"{text}"'
