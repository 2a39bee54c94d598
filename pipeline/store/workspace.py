"""The workspace: where returns lie, what is kept of them and where reports go, under one root; one run at a time."""

from __future__ import annotations

import errno
import hashlib
import os
import re
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
from pipeline.store.disk import cannot_write

UNFINISHED = ".writing-"  # how the name of a file begins that is not written to its end
A_WHILE = 10.0  # seconds that a command which is soon done waits for another to end
_HOLDER = re.compile(r"process \d+ on [\w.-]+, since [\dT:+-]+")
_LONGEST_HOLDER = 500  # bytes
_NO_SUCH_SERVICE = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # some network drives keep no folders on request


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
    def meeting_files(self) -> Path:
        """What is written down of the meetings on cases: ``<quarter>/panel.csv`` and two more."""
        return self.root / "data" / "meetings"

    @property
    def meeting(self) -> Path:
        """The pages for a meeting on cases: never among the reports, so that nothing that goes out is made of them."""
        return self.root / "meeting"

    @property
    def sample_books(self) -> Path:
        """The workbooks that say which cases were drawn, for those who audit them."""
        return self.root / "samples"

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
    def erasing(self) -> Path:
        """What an erasure that is under way has left to do."""
        return self.processed / "erasing"

    @property
    def kept_counts(self) -> Path:
        """What each quarter came to of which the returns were erased: ``<quarter>.json``."""
        return self.processed / "kept-counts"

    @property
    def for_its_region(self) -> Path:
        """What the area of this workspace gives the region that it is in: ``<quarter>.json``."""
        return self.processed / "regional"

    @property
    def reports(self) -> Path:
        """What people read."""
        return self.root / "reports"

    @property
    def releases(self) -> Path:
        """What was released, or is prepared for it: all that goes out to the board and the public lies here."""
        return self.root / "released"

    @property
    def marker(self) -> Path:
        """The file whose presence says that the workspace holds synthetic returns only."""
        return self.root / "data" / "SYNTHETIC"

    @property
    def synthetic(self) -> bool:
        """Whether every page made here must say SYNTHETIC."""
        return self.marker.exists()

    def quarters(self) -> list[Quarter]:
        """The quarters that have a folder of returns, or of which counts are kept in their place, oldest first."""
        counts = {Quarter.parse(each.stem) for each in self.kept_counts.glob("????-??-Q?.json")}
        return sorted(counts | self._quarter_folders().keys())

    def quarter_folder(self, quarter: Quarter) -> Path:
        """
        Where the returns of a quarter lie, or would lie.

        Its folder is the one that is named as we write it or, where there is none, the only one that can be read so:
        "2019-20 q2". Of two other spellings neither is, and `raw_files` names both.
        """
        return self._quarter_folders().get(quarter, self.raw / quarter.folder)

    def _quarter_folders(self) -> dict[Quarter, Path]:
        own: dict[Quarter, Path] = {}
        respelt: dict[Quarter, list[Path]] = {}
        for folder in self.folders():
            try:
                quarter = Quarter.parse(folder.name)
            except UsageError:
                continue  # `raw_files` names it
            canonical = self.raw / quarter.folder
            # A disk that does not tell capitals apart opens "2019-20-q2" by this name too.
            if folder == canonical or (canonical.exists() and canonical.samefile(folder)):
                own[quarter] = folder
            else:
                respelt.setdefault(quarter, []).append(folder)
        return {quarter: only[0] for quarter, only in respelt.items() if len(only) == 1} | own

    def folders(self) -> list[Path]:
        """Every folder among the returns."""
        return [each for each in self.raw.iterdir() if each.is_dir()] if self.raw.is_dir() else []


def write_atomically(path: Path, data: bytes | str) -> Path:
    """
    Write ``data`` to ``path`` so that no reader, no kill and no power cut ever finds half of it.

    Raises: CannotWrite -- if the disk does not take it; what was at ``path`` before is then still there.
    """
    payload = data.encode("utf-8") if isinstance(data, str) else data
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
        with os.fdopen(handle, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
        temporary = ""
        _keep_names(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        if temporary:
            with suppress(OSError):  # a disk that refuses this too has been told of above
                Path(temporary).unlink()
    return path


def give_name(folder: Path, to: Path) -> Path:
    """
    Give a folder that is written to its end its name, which is free, so that a power cut later does not undo that.

    Raises: CannotWrite -- if the disk does not take it.
    """
    try:
        folder.rename(to)
        _keep_names(to.parent)
    except OSError as error:
        raise cannot_write(to, error) from None
    return to


def _keep_names(folder: Path) -> None:
    """Have the disk keep which names stand in a folder: a new name would otherwise not outlast a power cut."""
    if not hasattr(os, "O_DIRECTORY"):
        return  # such a system opens no folder, and needs no telling
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # a folder may be writable to us and not readable
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_SERVICE:
            raise
    finally:
        os.close(handle)


def digest_of(data: bytes | str) -> str:
    """The SHA-256 of ``data``."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


@contextmanager
def locked(workspace: Workspace, wait: float = 0.0) -> Iterator[None]:
    """
    Hold the workspace for one command, and clear what one that was killed left behind.

    The system frees the lock of a process that ends, however it ends.
    Units:  ``wait`` is how many seconds to wait for another command to end.
    Raises: BusyWorkspace -- if another command holds it; CannotWrite -- if it cannot be held at all.
    """
    from filelock import FileLock, Timeout  # here, since help and usage errors need no lock and should not wait for it

    path = workspace.processed / "run.lock"
    holder = workspace.processed / "run.holder"  # a file that is locked cannot be read everywhere
    lock = FileLock(path, mode=0o600)
    try:
        workspace.processed.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout:
        raise BusyWorkspace(
            f"Another run{_held_by(holder)} is using this workspace. Wait for it to end; one that was killed holds it "
            "no longer."
        ) from None
    except OSError as error:
        raise cannot_write(Path(error.filename or path), error) from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        write_atomically(holder, f"process {os.getpid()} on {socket.gethostname()}, since {since}")
        _clear(workspace)
        yield
    finally:
        with suppress(OSError):  # the next one to hold the workspace writes it anew
            holder.unlink()
        with suppress(OSError):  # it is not there, or holds what could not be removed: the next command tries again
            workspace.scratch.rmdir()
        lock.release()


def _clear(workspace: Workspace) -> None:
    """Take away what commands that were killed left behind: their temporary folders, and files half written."""
    _remove(workspace.scratch)
    written = (
        workspace.processed,
        workspace.reports,
        workspace.samples,
        workspace.commentary,
        workspace.sample_books,
        workspace.meeting_files,
        workspace.meeting,
        workspace.releases,
    )
    for folder in written:
        clear_unfinished(folder)
    _end_erasure(workspace)
    for folder in (workspace.root, workspace.marker.parent):  # and not below: among the returns nothing is touched
        for stump in list(folder.glob(f"{UNFINISHED}*")):
            _remove(stump)


def _end_erasure(workspace: Workspace) -> None:
    """End an erasure that was stopped, before anything else is done with what it has left."""
    if workspace.erasing.is_dir():
        from pipeline.store.erasure.intent import finish  # here, since it is built on what this module gives

        finish(workspace)


def clear_unfinished(folder: Path) -> None:
    """Take away what a command that was killed left half written in ``folder`` and below."""
    for stump in list(folder.rglob(f"{UNFINISHED}*")):
        _remove(stump)


def _remove(place: Path) -> None:
    """Take away a file, a link (and not what it leads to) or a folder, if it is there."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _held_by(holder: Path) -> str:
    """Who holds the workspace, in brackets; nothing where it has only just begun, or something else lies there."""
    try:
        if not holder.is_file():
            return ""
        with holder.open("rb") as file:
            told = file.read(_LONGEST_HOLDER).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return f" ({told})" if _HOLDER.fullmatch(told) else ""


def root_of_report(folder: Path) -> Workspace | None:
    """The workspace that a report's folder (``<root>/reports/<quarter>/<edition>``) lies in, if it does."""
    parents = folder.resolve().parents
    return Workspace(parents[2]) if len(parents) > 2 and parents[1].name == "reports" else None


def root_of_release(folder: Path) -> Workspace | None:
    """The workspace that a release (``<root>/released/<quarter>/<edition>/<number>``) lies in, if it does."""
    parents = folder.resolve().parents
    return Workspace(parents[3]) if len(parents) > 3 and parents[2] == Workspace(parents[3]).releases else None
