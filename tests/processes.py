"""Whether a process is still at work, and waiting for what comes in its own time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path


def is_running(pid: int) -> bool:
    """Whether a process does anything yet; one that has ended and that nobody has asked after does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def eventually(look: Callable[[], object], seconds: float = 60.0) -> bool:
    """Whether ``look`` gives anything within so many seconds; many, as other tests keep the machine busy meanwhile."""
    until = time.monotonic() + seconds
    while not (outcome := look()) and time.monotonic() < until:
        time.sleep(0.02)
    return bool(outcome)
