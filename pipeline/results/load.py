"""A quarter's results as a notebook asks for them: as they were made before, or made now in a process of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import NoResults, UsageError
from pipeline.results.model import AuditResult, QuarterResult
from pipeline.store.codec import decoded, encoded
from pipeline.store.workspace import Workspace, write_atomically


def results_path(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where the results of a quarter and edition are kept."""
    return workspace.processed / "results" / quarter.folder / f"{edition}.json"


def save_results(workspace: Workspace, result: QuarterResult) -> Path:
    """Keep a quarter's results, for the notebooks and for whoever asks for them later; gives where."""
    path = results_path(workspace, Quarter.parse(result.quarter), result.edition)
    return write_atomically(path, encoded(result))


def results(quarter: str = "", edition: str = "subgroup", root: str = "") -> QuarterResult:
    """
    The results for ``quarter`` (the newest that has returns, where empty) in the workspace at ``root``.

    ``root``: a folder, taken from where the notebook runs or from the project's own folder; where empty, the project's.
    Raises: UsageError -- if the quarter, edition or folder is wrong; NoResults -- if there is nothing to count.
    """
    edition_named(edition)
    workspace = Workspace(_root(root))
    quarters = workspace.quarters()
    if not quarters:
        raise NoResults(
            f"There are no returns in {workspace.raw}. Put them there as <quarter>/<agency>/<name>.xlsx, or try "
            "'make demo' and give the notebook root = 'demo'."
        )
    wanted = Quarter.parse(quarter) if quarter else quarters[-1]
    if wanted not in quarters:
        there = ", ".join(map(str, quarters))
        raise NoResults(f"There is no folder {workspace.raw / wanted.folder}; there are {there}.")
    path = results_path(workspace, wanted, edition)
    inputs = (workspace.raw, workspace.commentary, workspace.samples)
    if not path.exists() or max(map(_newest, inputs)) > path.stat().st_mtime_ns:
        _make(workspace, wanted, edition)
    try:
        return decoded(QuarterResult, path.read_text(encoding="utf-8"))
    except (KeyError, TypeError, ValueError):  # made by another version of the program
        _make(workspace, wanted, edition)
        return decoded(QuarterResult, path.read_text(encoding="utf-8"))


def audit(audit: str = "", quarter: str = "", edition: str = "subgroup", root: str = "") -> AuditResult:
    """
    One audit's part of those results: the first audit, where ``audit``, a code, is empty.

    Raises: UsageError -- if there is no such audit, and as for `results`; NoResults -- as for `results`.
    """
    whole = results(quarter, edition, root)
    codes = [each.code for each in whole.audits]
    code = audit.upper() or codes[0]
    if code not in codes:
        raise UsageError(f"There is no audit {audit!r}. Choose one of {', '.join(codes)}.")
    return whole.audit(code)


def _root(root: str) -> Path:
    project = Path(__file__).parent.parent.parent
    candidates = [Path(root), project / root] if root else [project]
    for each in candidates:
        if each.is_dir():
            return each.resolve()
    raise UsageError(f"There is no folder {root}, neither here nor in {project}.")


def _newest(folder: Path) -> int:
    # Folders too: one changes when a file comes with its old date, or goes.
    return max((each.lstat().st_mtime_ns for each in folder.rglob("*")), default=0)


def _make(workspace: Workspace, quarter: Quarter, edition: str) -> None:
    # In a process of its own: records are read there, and a notebook's process never holds one. The quarter and the
    # edition have been checked.
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pipeline",
            "--root",
            str(workspace.root),
            "run",
            quarter.folder,
            "--edition",
            edition,
            "--figures-only",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parent.parent.parent,
    )
    if run.returncode not in (0, 3):
        raise NoResults(f"The figures for {quarter} could not be made: {run.stderr.strip() or 'no reason was given'}")
