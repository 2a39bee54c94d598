"""Kills and Ctrl-C, at instants drawn over the whole of a command: imports, reading, counting, pages, writing."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.faults.trial import Outcome, Trial, judged
from benchmarks.faults.workspaces import (
    APPROVE,
    BOARD,
    COMMENTARY,
    DECIDE,
    DEMO,
    RUN,
    SAMPLE,
    STATUS,
    VERIFY,
    Base,
    ended,
)

_AT_ONCE = 1.0  # seconds that a stopped command may take to end
_CHILDREN = 3.0  # seconds that children may outlive a killed parent, on a busy computer

# Each command, the workspace that it is typed in, and what makes up the report afterwards.
COMMANDS: dict[str, tuple[tuple[str, ...], str, tuple[tuple[str, ...], ...]]] = {
    "run": (RUN, "fresh", (RUN,)),
    "run --edition board": (BOARD, "fresh", (BOARD, RUN)),
    "commentary": (COMMENTARY, "fresh", (COMMENTARY, RUN)),
    "status": (STATUS, "fresh", (RUN,)),
    "approve": (APPROVE, "fresh", (RUN,)),
    "decide": (DECIDE, "fresh", (RUN,)),
    "sample": (SAMPLE, "fresh", (RUN,)),
    "verify": (VERIFY, "finished", (RUN,)),
    "demo": (DEMO, "", (DEMO,)),
}
# What these do stays done, so either report is right; `status` registers the returns of its quarter before any other's.
_DECIDES = {"approve": APPROVE, "decide": DECIDE, "sample": SAMPLE, "status": STATUS}


def killed(name: str) -> Callable[[Base, Random], Trial]:
    """A try that kills the command called ``name``."""

    def tried(base: Base, rng: Random) -> Trial:
        def kill(process: subprocess.Popen[str]) -> str:
            children = _descendants(process.pid)
            process.kill()
            process.communicate()
            until = time.monotonic() + _CHILDREN
            while (left := [each for each in children if _is_running(each)]) and time.monotonic() < until:
                time.sleep(0.02)
            return f"{len(left)} of {len(children)} children outlived it" if left else ""

        return _disturbed(base, rng, f"kill -9 of {name}", name, kill)

    return tried


def interrupted(name: str) -> Callable[[Base, Random], Trial]:
    """A try that stops the command called ``name``: Ctrl-C, a closed terminal, a shutdown."""

    def tried(base: Base, rng: Random) -> Trial:
        how = rng.choice([signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])

        def stop(process: subprocess.Popen[str]) -> str:
            process.send_signal(how)
            began = time.monotonic()
            end = ended(process)
            seconds = time.monotonic() - began
            if end.status == -how or end.status in (0, 3):
                return ""  # it had not begun, or was just done
            if seconds > _AT_ONCE:
                return f"it took {seconds:.1f} seconds to end"
            clear = end.status == 1 and "To go on from here" in end.err and "Traceback" not in end.err
            return "" if clear else f"it ended with {end.status}: {end.err[-200:]}"

        return _disturbed(base, rng, f"Ctrl-C in {name}", name, stop, leaves_nothing=True)

    return tried


def _disturbed(
    base: Base,
    rng: Random,
    kind: str,
    name: str,
    disturb: Callable[[subprocess.Popen[str]], str],
    *,
    leaves_nothing: bool = False,
) -> Trial:
    words, which, after = COMMANDS[name]
    seconds = rng.uniform(0.0, 1.05 * base.lasts(which, words))
    expected = [base.report_of(which, *after)]
    if name in _DECIDES:
        expected.append(base.report_of(which, _DECIDES[name], *after))
    with base.copied(which) as copy:
        before = copy.outside()
        process = copy.start(words)
        time.sleep(seconds)
        landed = process.poll() is None
        why = disturb(process)
        if not why and leaves_nothing and (unfinished := copy.unfinished()):
            why = f"left half made: {', '.join(unfinished[:3])}"
        if not why and (outside := sorted(copy.outside() - before)) and name != "sample":
            why = f"outside the workspace lies {', '.join(outside[:3])}"
        outcome, told = judged(copy, copy.outside(), expected, after)
        if why or outcome is Outcome.REFUSED:
            outcome, told = Outcome.WRONG, why or told
    return Trial(kind, f"after {seconds:.2f} seconds", landed, outcome, told)


def _descendants(pid: int) -> set[int]:
    parents = {int(each.name): _status(each) for each in Path("/proc").glob("[0-9]*")}
    family = {pid}
    while more := {child for child, (_, parent) in parents.items() if parent in family} - family:
        family |= more
    return family - {pid}


def _status(process: Path) -> tuple[str, int]:
    """A process's state and its parent; of one that has ended, nothing."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        return fields[0], int(fields[1])
    except (OSError, IndexError, ValueError):
        return "Z", 0


def _is_running(pid: int) -> bool:
    return _status(Path(f"/proc/{pid}"))[0] != "Z"
