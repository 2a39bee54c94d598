"""``verify``: a finished report made again from its manifest and compared."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.progress import shown
from pipeline.intake.passwords import passwords
from pipeline.store.workspace import Workspace, root_of_report
from pipeline.verify import verified


def verify(workspace: Workspace, *, folder: Path, password_file: Path | None = None) -> int:
    """Make a report again and say what was compared; gives the exit status."""
    with shown() as progress:
        compared = verified(root_of_report(folder) or workspace, folder, progress, passwords(password_file))
    print(f"{folder} is reproduced: {', '.join(compared)}, nothing differs.")
    return 0
