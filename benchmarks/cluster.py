"""A scheduler of Dask's and workers of it on this computer, each a process of its own as on any other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_AT = re.compile(r"Scheduler at:\s+tcp://\S+:(\d+)")
_REGISTERED = re.compile("Registered to:")
_PATIENCE = 60.0  # seconds
_LOOKS_EVERY = 0.1  # seconds


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[str]:
    """
    So many workers of one task each, while the block lasts; gives what is typed after --engine.

    ``folder``: theirs, for what they write down of themselves.
    Raises: RuntimeError -- if one does not begin.
    """
    here = ("--host", "127.0.0.1")
    with ExitStack() as running:
        begin = _beginner(running, folder)
        port = begin("scheduler", *here, "--port", "0", "--dashboard-address", "127.0.0.1:0")(_AT)[1]
        own = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
        begun = [begin("worker", f"tcp://127.0.0.1:{port}", *here, *own) for _ in range(workers)]
        for each in begun:
            each(_REGISTERED)
        yield f"dask://127.0.0.1:{port}"


Said = Callable[[re.Pattern[str]], re.Match[str]]


def _beginner(running: ExitStack, folder: Path) -> Callable[..., Said]:
    """What begins a program of Dask's, gives a way to wait for what it says, and ends it when all is over."""

    def begin(*words: str) -> Said:
        log = folder / f"{time.monotonic_ns()}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                env={**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder)},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        running.callback(process.wait)
        running.callback(process.terminate)
        return lambda pattern: _said(log, pattern, process)

    return begin


def _said(log: Path, pattern: re.Pattern[str], process: subprocess.Popen[bytes]) -> re.Match[str]:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := pattern.search(log.read_text(encoding="utf-8")):
            return found
        time.sleep(_LOOKS_EVERY)
    raise RuntimeError(log.read_text(encoding="utf-8") or "Dask does not begin")
