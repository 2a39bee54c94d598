"""``verify``: a finished report, or what was released of it, made again from its manifest and compared."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.progress import shown
from pipeline.intake.passwords import passwords
from pipeline.report.release.approved_bytes import is_release
from pipeline.run.verify import verified, verified_release
from pipeline.store.workspace import Workspace, root_of_release, root_of_report


def verify(workspace: Workspace, *, folder: Path, password_file: Path | None = None) -> int:
    """Make a report, or what was released of it, again and say what was compared; gives the exit status."""
    home = root_of_report(folder) or root_of_release(folder) or workspace
    again = verified_release if is_release(folder) else verified
    with shown() as progress:
        compared = again(home, folder, progress, passwords(password_file))
    print(f"{folder} is reproduced: {', '.join(compared)}, nothing differs.")
    return 0
