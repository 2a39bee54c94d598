"""A disk that is full, or becomes so in the middle of a run, and folders that can only be read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.faults.trial import Outcome, Trial, is_clear, judged
from benchmarks.faults.workspaces import DECIDE, RUN, Base, Copy, Ended

_ROOM = 64  # megabytes, in which a whole run finds room
_READ_ONLY = ("reports", "data/processed", "data", "reports/2019-20-Q2/subgroup", "data/processed/validated", ".")
_OF_DECISIONS = ("data/processed", "data", ".")  # the folders in which `decide` writes


def full_disk(base: Base, rng: Random) -> Trial:
    """A small disk is mounted in the workspace's place, with room for a part of the run; else it is said to be full."""
    if not can_mount():
        return injected(base, rng)
    kind, room = "full disk (mounted)", rng.randint(0, 2_000)
    with base.copied("fresh", "source") as source, base.copied("") as copy, _mounted(copy.root, f"size={_ROOM}m"):
        _mount("-o", f"remount,size={_ROOM}m", copy.root)
        subprocess.run(["cp", "-a", f"{source.root}/.", str(copy.root)], check=True)
        used = sum(each.stat().st_size for each in copy.root.rglob("*") if each.is_file()) // 1024
        before = copy.outside()
        _mount("-o", f"remount,size={used + room}k", copy.root)
        end = copy.run(RUN)
        _mount("-o", f"remount,size={_ROOM}m", copy.root)
        return _refused_then_done(base, copy, before, end, kind, f"{room} kB left")


def injected(base: Base, rng: Random) -> Trial:
    """The system says that the disk is full, from a file on that is drawn; at times a baseline is to be kept."""
    writes, decided = rng.randint(1, 160), rng.random() < 0.5
    with base.copied("fresh") as copy:
        before, first = copy.outside(), [DECIDE] if decided else []
        for words in first:
            copy.run(words)
        end = copy.run(RUN, wrapped=("--full-after", str(writes)))
        what = f"from file {writes} on{', with a decision' if decided else ''}"
        return _refused_then_done(base, copy, before, end, "full disk (told by the system)", what, first=first)


def read_only(base: Base, rng: Random) -> Trial:
    """A folder of the workspace can only be read: it is mounted so, or else its permissions say so."""
    place = rng.choice(_READ_ONLY)
    with base.copied("finished") as copy:
        before, folder = copy.outside(), copy.root / place
        (copy.root / "data" / "raw" / "2019-20-Q2" / "hc").joinpath("again.xlsx").write_bytes(b"not a workbook")
        with _only_readable(folder):
            end = copy.run(RUN)
        (copy.root / "data" / "raw" / "2019-20-Q2" / "hc" / "again.xlsx").unlink()
        return _refused_then_done(base, copy, before, end, "folder that can only be read", place, which="finished")


def decided_read_only(base: Base, rng: Random) -> Trial:
    """What a meeting decided is to be kept in a folder that can only be read; then it can be written to again."""
    kind, place = "decision in a folder that can only be read", rng.choice(_OF_DECISIONS)
    with base.copied("fresh") as copy:
        (copy.root / "data" / "processed").mkdir(parents=True, exist_ok=True)
        before = copy.outside()
        with _only_readable(copy.root / place):
            end = copy.run(DECIDE)
        if end.status == 0 or list(copy.root.glob("data/processed/decisions.*")):
            return Trial(kind, place, False, Outcome.WRONG, f"it ended with {end.status}, and kept something")
        again = copy.run(DECIDE)
        if again.status != 0:
            return Trial(kind, place, True, Outcome.WRONG, again.err[-400:])
        return _refused_then_done(base, copy, before, end, kind, place, first=[DECIDE])


def _refused_then_done(
    base: Base,
    copy: Copy,
    before: set[str],
    end: Ended,
    kind: str,
    what: str,
    which: str = "fresh",
    first: Sequence[tuple[str, ...]] = (),
) -> Trial:
    """
    The command must have ended well or refused clearly; with room again, one more run gives the same report.

    ``first``: what was typed before it, and stays done.
    """
    refused = end.status not in (0, 3)
    if refused and not is_clear(end, copy):
        return Trial(kind, what, True, Outcome.WRONG, end.err[-400:])
    outcome, why = judged(copy, before, [base.report_of(which, *first, RUN)])
    if outcome is Outcome.REFUSED:
        outcome = Outcome.WRONG
    return Trial(kind, what, refused, outcome, why)


@cache
def can_mount() -> bool:
    """Whether this system lets us mount a disk."""
    with TemporaryDirectory() as folder:
        try:
            with _mounted(Path(folder), "size=1m"):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


@contextmanager
def _only_readable(folder: Path) -> Iterator[None]:
    if can_mount():
        with _mounted(folder, "bind", folder):
            _mount("-o", "remount,ro,bind", folder)
            yield
        return
    folders = [folder, *(each for each in folder.rglob("*") if each.is_dir())]
    for each in folders:
        each.chmod(0o500)
    try:
        yield
    finally:
        for each in folders:
            each.chmod(0o700)


@contextmanager
def _mounted(place: Path, options: str, source: Path | None = None) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    kind = ["--bind", str(source)] if source else ["-t", "tmpfs", "-o", options, "tmpfs"]
    _mount(*kind, place)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True, capture_output=True)


def _mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True, capture_output=True)
