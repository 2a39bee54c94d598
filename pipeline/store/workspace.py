"""The workspace: where returns lie, what is kept of them and where reports go, under one root; one run at a time."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import BusyWorkspace, UsageError

UNFINISHED = ".writing-"  # how the name of a file begins that is not written to its end


@dataclass(frozen=True)
class Workspace:
    """The folders under ``root``; ``synthetic`` where the marker file says that every return in it is made up."""

    root: Path

    @property
    def option(self) -> str:
        """What a command that we suggest needs after its other words to find this workspace again."""
        return "" if self.root == Path() else f" --root {shlex.quote(str(self.root))}"

    @property
    def raw(self) -> Path:
        """Returns as received: ``<quarter>/<agency>/<any name>.xlsx``; never changed."""
        return self.root / "data" / "raw"

    @property
    def commentary(self) -> Path:
        """What the analyst writes: ``<quarter>/<audit>.md``."""
        return self.root / "data" / "commentary"

    @property
    def samples(self) -> Path:
        """How the audit samples were drawn: ``<quarter>/<audit>-<list>.json``."""
        return self.root / "data" / "samples"

    @property
    def processed(self) -> Path:
        """What the pipeline keeps: records and the submissions register."""
        return self.root / "data" / "processed"

    @property
    def scratch(self) -> Path:
        """
        Where a command that holds the workspace makes its temporary folders, each under a name of its own.

        Whatever lies here when the workspace is taken was left by a command that was killed, and is cleared.
        """
        return self.processed / "scratch"

    @property
    def reports(self) -> Path:
        """What people read."""
        return self.root / "reports"

    @property
    def marker(self) -> Path:
        """The file whose presence says that the workspace holds synthetic returns only."""
        return self.root / "data" / "SYNTHETIC"

    @property
    def synthetic(self) -> bool:
        """Whether every page made here must say SYNTHETIC."""
        return self.marker.exists()

    def quarters(self) -> list[Quarter]:
        """The quarters that have a folder of returns, oldest first."""
        known = []
        for folder in self.folders():
            with suppress(UsageError):  # `raw_files` names it
                known.append(Quarter.parse(folder.name))
        return sorted(known)

    def folders(self) -> list[Path]:
        """Every folder among the returns."""
        return [each for each in self.raw.iterdir() if each.is_dir()] if self.raw.is_dir() else []


def write_atomically(path: Path, data: bytes | str) -> Path:
    """Write ``data`` to ``path`` so that no reader, and no kill, ever finds half of it."""
    payload = data.encode("utf-8") if isinstance(data, str) else data
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def digest_of(data: bytes | str) -> str:
    """The SHA-256 of ``data``."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


@contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """
    Hold the workspace for one command, and clear what one that was killed left behind.

    The system frees the lock of a process that ends, however it ends.
    Raises: BusyWorkspace -- if another run holds it.
    """
    from filelock import FileLock, Timeout  # here, since help and usage errors need no lock and should not wait for it

    lock = FileLock(workspace.processed / "run.lock", mode=0o600)
    holder = workspace.processed / "run.holder"  # a file that is locked cannot be read everywhere
    workspace.processed.mkdir(parents=True, exist_ok=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyWorkspace(
            f"Another run{_held_by(holder)} is using this workspace. Wait for it to end; one that was killed holds it "
            "no longer."
        ) from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        write_atomically(holder, f"process {os.getpid()} on {socket.gethostname()}, since {since}")
        _clear(workspace)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _clear(workspace: Workspace) -> None:
    """Take away what commands that were killed left behind: their temporary folders, and files half written."""
    if workspace.scratch.is_symlink():
        workspace.scratch.unlink()
    elif workspace.scratch.exists():
        shutil.rmtree(workspace.scratch)
    for folder in (workspace.processed, workspace.reports, workspace.samples, workspace.commentary):
        for stump in folder.rglob(f"{UNFINISHED}*"):
            stump.unlink(missing_ok=True)


def _held_by(holder: Path) -> str:
    """Who holds the workspace, in brackets; nothing where that run has only just begun or ended."""
    try:
        return f" ({holder.read_text(encoding='utf-8')})"
    except FileNotFoundError:
        return ""


def root_of_report(folder: Path) -> Workspace | None:
    """The workspace that a report's folder (``<root>/reports/<quarter>/<edition>``) lies in, if it does."""
    parents = folder.resolve().parents
    return Workspace(parents[2]) if len(parents) > 2 and parents[1].name == "reports" else None
