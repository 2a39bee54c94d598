"""A program run once: its CPU time, wall time and peak memory, its children's included."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLED_EVERY = 0.05


@dataclass(frozen=True)
class Cost:
    """
    Units: seconds, seconds, megabytes.

    ``peak``: of all its processes together (proportional set size, so that shared pages are counted once).
    ``largest``: of that one of its processes which held the most; ``asking``: of the first (resident set size).
    """

    cpu: float
    wall: float
    peak: float
    largest: float
    asking: float


def cost(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """Run ``command`` and measure it. Raises: subprocess.CalledProcessError -- if it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    peak.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    peak.stop.set()
    peak.join()
    process.returncode = os.waitstatus_to_exitcode(status)  # or it would be waited for once more
    if process.returncode not in (0, 3):
        raise subprocess.CalledProcessError(process.returncode, command)
    megabytes = (each / 1024 for each in (peak.highest, max(peak.held.values()), peak.held[process.pid]))
    return Cost(usage.ru_utime + usage.ru_stime, wall, *megabytes)


def python(module: str, *arguments: object) -> list[str]:
    """The command that runs a module with this interpreter."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the paired ratios."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


class _Peak(threading.Thread):
    """The most memory that a process and its descendants held together, and each of them by itself."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.highest = 0
        self.held = {root: 0}
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(SAMPLED_EVERY):
            family = self._family()
            self.highest = max(self.highest, sum(_kilobytes(each, "smaps_rollup", "Pss:") for each in family))
            for each in family:
                self.held[each] = max(self.held.get(each, 0), _kilobytes(each, "status", "VmHWM:"))

    def _family(self) -> set[int]:
        parents = {int(each.name): _parent(each) for each in Path("/proc").glob("[0-9]*")}
        family = {self.root}
        while more := {child for child, parent in parents.items() if parent in family} - family:
            family |= more
        return family


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0  # it ended meanwhile


def _kilobytes(process: int, file: str, heading: str) -> int:
    try:
        lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    except OSError:
        return 0  # it ended meanwhile
    return next((int(line.split()[1]) for line in lines if line.startswith(heading)), 0)
