"""The workspace: where returns lie, what is kept of them and where reports go, under one root; one run at a time."""

from __future__ import annotations

import json
import os
import shlex
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
        if not self.raw.is_dir():
            return []
        found = []
        for folder in self.raw.iterdir():
            if folder.is_dir():
                try:
                    found.append(Quarter.parse(folder.name))
                except UsageError:
                    continue  # `stray_folders` names it
        return sorted(found)

    def stray_folders(self) -> list[Path]:
        """Folders among the returns whose name is no quarter, so that nobody takes what is in them for read."""
        if not self.raw.is_dir():
            return []
        known = {quarter.folder for quarter in self.quarters()}
        return sorted(each for each in self.raw.iterdir() if each.is_dir() and each.name not in known)


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


@contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """
    Hold the workspace for one run, and clear what a killed run left half written.

    Raises: BusyWorkspace -- if a live run holds it.
    """
    lock = workspace.processed / "run.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    own = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            break
        except FileExistsError:
            _raise_if_live(lock)
            lock.unlink(missing_ok=True)
    try:
        os.write(handle, json.dumps(own).encode("utf-8"))
        os.close(handle)
        for folder in (workspace.processed, workspace.reports):
            for stump in folder.rglob(f"{UNFINISHED}*"):
                stump.unlink(missing_ok=True)
        yield
    finally:
        lock.unlink(missing_ok=True)


def _raise_if_live(lock: Path) -> None:
    try:
        holder = json.loads(lock.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    if holder.get("host") == socket.gethostname() and not _alive(int(holder["pid"])):
        return
    raise BusyWorkspace(
        f"Another run (process {holder['pid']} on {holder['host']}, since {holder['since']}) is using this workspace. "
        f"Wait for it to end; if you are sure that it has stopped, delete {lock}."
    )


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def root_of_report(folder: Path) -> Workspace | None:
    """The workspace that a report's folder (``<root>/reports/<quarter>/<edition>``) lies in, if it does."""
    parents = folder.resolve().parents
    return Workspace(parents[2]) if len(parents) > 2 and parents[1].name == "reports" else None
