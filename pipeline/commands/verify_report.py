"""``verify``: a finished report made again from its manifest and compared."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.progress import finished, progress
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.store.workspace import Workspace, root_of_report
from pipeline.verify import verified


def verify_report(workspace: Workspace, folder: Path, passwords: Passwords = NO_PASSWORDS) -> int:
    """Make a report again and say what was compared; gives the exit status."""
    checked = verified(root_of_report(folder) or workspace, folder, progress, passwords)
    finished()
    print(f"{folder} is reproduced: {', '.join(checked)}, nothing differs.")
    return 0
