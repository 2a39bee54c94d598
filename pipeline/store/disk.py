"""What a disk refuses, in plain words: which file, why, at what step, and what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import CannotWrite

_ELSEWHERE = ("a folder stands where a file should be, or a file where a folder should be", "Move it away")
_NOT_ALLOWED = (
    "permission was denied",
    "Close it if it is open in another program, or ask for the right to read and write there,",
)
_NO_NETWORK = ("the network drive does not answer", "Connect it again")
_MANY_FILES = ("too many files are open", "Close other programs")
_REASONS: Mapping[int, tuple[str, str]] = {  # and what to do
    errno.ENOSPC: ("the disk is full", "Make room on it"),
    errno.EDQUOT: ("your share of the disk is used up", "Delete what nobody needs, or ask for a larger share,"),
    errno.EROFS: ("the disk can only be read", "Copy the workspace to a disk that can be written to"),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EISDIR: _ELSEWHERE,
    errno.ENOTDIR: _ELSEWHERE,
    errno.EEXIST: _ELSEWHERE,
    errno.ENOENT: ("it is not there; it was moved or deleted meanwhile", "Put it back"),
    errno.ELOOP: ("it is a link that leads nowhere", "Delete the link"),
    errno.ENAMETOOLONG: ("its path is too long", "Move the workspace to a folder with a shorter path"),
    errno.EIO: ("the disk failed", "Copy the workspace to another disk"),
    errno.EMFILE: _MANY_FILES,
    errno.ENFILE: _MANY_FILES,
    errno.EPIPE: ("a process that this command had started ended before its time", "Close other programs"),
    errno.ENOMEM: ("the memory ran out", "Close other programs"),
    errno.ESTALE: _NO_NETWORK,
    errno.ETIMEDOUT: _NO_NETWORK,
    errno.EHOSTDOWN: _NO_NETWORK,
    errno.EHOSTUNREACH: _NO_NETWORK,
    errno.ENOTCONN: _NO_NETWORK,
}
_STEPS = {  # by the beginning of the path below the workspace's folder; the first that fits holds
    "data/processed/run.": "while taking the workspace",
    "data/processed/received": "while keeping a return as it was received",
    "data/processed/validated": "while keeping what was read from a return",
    "data/processed/register": "while entering returns in the register",
    "data/processed/approvals": "while keeping an approval",
    "data/processed/ledger": "while entering a release in the ledger",
    "data/processed/releases": "while keeping what a release is made from",
    "data/processed/decisions": "while keeping a decision",
    "data/processed/baselines": "while freezing the baseline of an action",
    "data/processed/results": "while keeping the figures",
    "data/processed/regional": "while keeping what an area gives its region",
    "data/processed/kept-counts": "while keeping the counts of a quarter that is erased",
    "data/processed/eras": "while entering what is to be erased",
    "data/processed/notebooks": "while keeping an executed notebook",
    "data/processed/partnerships": "while keeping the partnership's files",
    "data/processed/scratch": "while working in a temporary folder",
    "data/processed": "while keeping what the next run needs",
    "data/samples": "while keeping the account of a sample",
    "data/commentary": "at the files for the analyst's words",
    "data/raw": "at the returns as they were received",
    "reports": "while writing a report",
    "released": "while laying down a release",
    "templates": "while writing a template",
    "samples": "while writing the workbook of a sample",
}
WITHHELD = "…"
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_NAMED_BY_OTHERS = re.compile(r"(?:^|/)(?:data/raw|reports/[^/]+/feedback)/")  # files and folders below these
_QUARTER = re.compile(r"\d{4}-\d{2}-Q[1-4]")


def names_a_device(name: str) -> bool:
    """Whether Windows takes a file or folder of this name, whatever its ending, for a device."""
    return _DEVICE.fullmatch(name.split(".")[0].rstrip()) is not None


def cannot_write(path: Path, error: OSError, step: str = "") -> CannotWrite:
    """The error that says why ``path`` cannot be written. ``step``: when it was, where the path does not tell."""
    return CannotWrite(refused(path, error, step))


def refused(path: Path | None, error: OSError, step: str = "") -> str:
    """What the disk refused, why, at what step and what to do, in two sentences."""
    again = "and run the same command again; nothing that was finished is lost."
    words = (error.strerror or type(error).__name__).rstrip(".")
    reason, fix = _REASONS.get(error.errno or 0, (f"the computer says '{words}'", "Put that right"))
    when = step or (_step(path) if path else "")
    place = shown(path) if path else "Stopped"
    return f"{place}: {reason}{f' ({when})' if when else ''}. {fix} {again}"


def shown(path: Path) -> str:
    """``path`` as a message may show it: without what agencies named, or what looks like personal data."""
    return str(Path(*_parts_shown(path)))


def _parts_shown(path: Path) -> Iterator[str]:
    # Here, since what is written without a fault need not wait for the lists of names.
    from pipeline.partnership.bodies import find
    from pipeline.personal import kinds_in_name
    from pipeline.personal.characters import escaped

    named_by_others = _NAMED_BY_OTHERS.search(path.as_posix())
    ours = len(Path(path.as_posix()[: named_by_others.end()]).parts) if named_by_others else len(path.parts)
    for place, part in enumerate(path.parts):
        known = place < ours or _QUARTER.fullmatch(part) or find(part)
        if not known or kinds_in_name(part):
            yield WITHHELD
            return
        yield escaped(part)


def _step(path: Path) -> str:
    whole = f"/{path.as_posix()}"
    return next((step for place, step in _STEPS.items() if f"/{place}" in whole), "")
