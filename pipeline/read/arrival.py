"""A file as it arrived: checked before it is opened, read once, and known from then on by its SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import OutOfReach, UnreadableReturn
from pipeline.read.file_kind import FRESH_TEMPLATE

LARGEST_FILE = 50_000_000
JUST_CHANGED = 2.0  # seconds; a file changed more recently may still be being copied
SECOND_LOOK = 0.25

# Windows: the bytes are fetched when read. macOS: the file's data is not here.
_RECALL = 0x0040_0000 | 0x0000_1000
_DATALESS = 0x4000_0000


@dataclass(frozen=True, eq=False)
class Received:
    """A file's bytes as they were when it was read, and their SHA-256; ``passwords``: what to try where it has one."""

    path: Path
    data: bytes
    sha256: str
    passwords: tuple[str, ...] = field(default=(), repr=False)


def received(path: Path) -> Received:
    """
    Read a file's bytes, once, if it is an ordinary file that nobody is writing to.

    Raises: OutOfReach -- if it is not there, not allowed, not an ordinary file, not downloaded, still changing, or the
            mark beside an open workbook; UnreadableReturn -- if it is too large.
    """
    _refuse_mark(path)
    try:
        before, data = _read(path)
        # Any file is old enough two seconds after a run begins, so a whole folder of new files costs that much at most.
        if abs(time.time() - before.st_mtime) < JUST_CHANGED:
            time.sleep(SECOND_LOOK)
        after = path.lstat()
    except OSError as error:
        raise _not_opened(error) from None
    if len(data) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise OutOfReach("This file is still being copied or saved.", "Wait until that has finished, then run again.")
    return Received(path, data, hashlib.sha256(data).hexdigest())


def _refuse_mark(path: Path) -> None:
    if path.name.startswith("~$") or path.name.startswith(".~lock."):
        raise OutOfReach(
            "This is not a return but the mark that a workbook beside it is open.", "Give the workbook's own name."
        )


def _read(path: Path) -> tuple[os.stat_result, bytes]:
    # O_NONBLOCK: opening a pipe that someone named x.xlsx would otherwise wait for ever.
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a link")
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        _refuse_unsuitable(descriptor, status)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return status, file.read(LARGEST_FILE + 1)
    finally:
        os.close(descriptor)


def _not_opened(error: OSError) -> OutOfReach:
    if isinstance(error, FileNotFoundError):
        return OutOfReach("This file is not there: it was moved, renamed or deleted.", "Put it back, then run again.")
    if isinstance(error, PermissionError):
        return OutOfReach(
            "This file cannot be opened: permission was denied.",
            "Ask for the right to read it, or close the program that holds it, then run again.",
        )
    if error.errno == errno.ELOOP:
        return OutOfReach(
            "This is a link to another file, and links are not followed.", "Put the workbook itself there."
        )
    if error.errno == errno.ENAMETOOLONG:
        return OutOfReach("This file's name is too long to open.", "Shorten the name, then run again.")
    code = errno.errorcode.get(error.errno or 0, "unknown")
    return OutOfReach(
        f"This file cannot be opened (error {code}).", "Copy it to this computer's own disk, then run again."
    )


def _refuse_unsuitable(descriptor: int, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        raise OutOfReach(f"This is {kind}, not a workbook.", "Put the workbook itself there.")
    if status.st_size > LARGEST_FILE:
        raise UnreadableReturn(
            f"This file is {status.st_size / 1e6:,.0f} MB; at most {LARGEST_FILE / 1e6:,.0f} MB can be taken in.",
            FRESH_TEMPLATE,
        )
    recalled = getattr(status, "st_file_attributes", 0) & _RECALL or getattr(status, "st_flags", 0) & _DATALESS
    if recalled or _is_hollow(descriptor, status):
        raise OutOfReach(
            "This file is kept online (OneDrive or SharePoint) and has not been downloaded.",
            "Choose 'Always keep on this device' for its folder, wait for the download, then run again.",
        )


def _is_hollow(descriptor: int, status: os.stat_result) -> bool:
    """Whether a file has a size but no bytes on the disk; some network disks never count blocks, so look for data."""
    if status.st_size == 0 or getattr(status, "st_blocks", 1) != 0 or not hasattr(os, "SEEK_DATA"):
        return False
    try:
        os.lseek(descriptor, 0, os.SEEK_DATA)
    except OSError:
        return True
    os.lseek(descriptor, 0, os.SEEK_SET)
    return False
