"""
Runs notebooks and writes their pages: a forked child each, from a parent that has imported everything once.

A notebook that fails, hangs or takes its process down is an ``Outcome`` with a plain error; the others go on.
Call ``run`` while no other thread is at work: a lock that a thread holds stays locked in the child for ever.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline.errors import UsageError
from pipeline.progress import Progress, silent
from pipeline.report import notebook, sandbox
from pipeline.report.job import Job
from pipeline.report.parameters import defaults, refuse_unknown
from pipeline.results import load
from pipeline.store.workspace import write_atomically

ENGINES = ("fork", "kernel")
FINISHED = b"finished:"  # a child that ends without saying so has died
MAKING = "making pages"


@dataclass(frozen=True)
class Outcome:
    """
    How a job ended: ``error`` is one plain line, or empty when the notebook ran and its page exists.

    ``parts``: which parts of the results the notebook asked for (see `load.part`); all, where nobody could tell.
    """

    job: Job
    error: str = ""
    parts: tuple[str, ...] = (load.WHOLE,)


@dataclass
class _Child:
    """A notebook at work in a process of its own: where it reports, until when, and what it has told."""

    place: int
    pid: int
    pipe: int
    deadline: float
    told: bytes = b""


def run(
    jobs: Sequence[Job],
    workers: int = 2,
    engine: str = "fork",
    timeout: float = 600.0,
    progress: Progress = silent,
) -> list[Outcome]:
    """
    Run the notebooks, at most ``workers`` at once, and return how each ended, in the order of ``jobs``.

    Units:  ``timeout`` is seconds for one notebook.
    Raises: UsageError -- before anything runs, if a notebook is missing or is given what it does not declare.
    """
    if engine not in ENGINES:
        raise UsageError(f"There is no engine '{engine}'; the engines are: {', '.join(ENGINES)}.")
    for job in jobs:
        _check(job)
    outcomes: dict[int, Outcome] = {}
    progress(MAKING, 0, len(jobs))

    def ended(place: int, error: str, parts: Sequence[str] = (load.WHOLE,)) -> None:
        outcomes[place] = Outcome(jobs[place], error, tuple(parts))
        progress(MAKING, len(outcomes), len(jobs), jobs[place].title)

    with tempfile.TemporaryDirectory(prefix="notebooks-") as scratch:
        if hasattr(os, "fork"):
            sandbox.warm([job.notebook for job in jobs], engine)
            gc.freeze()  # the children share the parent's memory for as long as nothing walks over it
            try:
                _fork_each(jobs, max(workers, 1), engine, timeout, Path(scratch), ended)
            finally:
                gc.unfreeze()
        else:
            with sandbox.private(Path(scratch)):
                for place, job in enumerate(jobs):
                    ended(place, sandbox.executed(job, "kernel", Path(scratch), timeout))
    return [outcomes[place] for place in range(len(jobs))]


def _check(job: Job) -> None:
    if not job.notebook.is_file():
        raise UsageError(f"There is no notebook {job.notebook}.")
    try:
        refuse_unknown(job.parameters, defaults(notebook.read(job.notebook)))
    except UsageError as wrong:
        raise UsageError(f"{job.notebook.name}: {wrong}") from None


def _fork_each(
    jobs: Sequence[Job], workers: int, engine: str, timeout: float, scratch: Path, ended: Callable[..., None]
) -> None:
    waiting, running = deque(range(len(jobs))), dict[int, _Child]()
    with selectors.DefaultSelector() as pipes:
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    child = _forked(jobs[waiting[0]], waiting.popleft(), engine, timeout, scratch)
                    running[child.pipe] = child
                    pipes.register(child.pipe, selectors.EVENT_READ)
                soonest = min(child.deadline for child in running.values())
                spoke = {key.fd for key, _ in pipes.select(max(soonest - time.monotonic(), 0.0))}
                for child in list(running.values()):
                    late = time.monotonic() > child.deadline
                    if child.pipe in spoke and (told := os.read(child.pipe, 65536)):
                        child.told += told
                    elif child.pipe in spoke or late:
                        pipes.unregister(child.pipe)
                        del running[child.pipe]
                        ended(child.place, *_buried(child, jobs[child.place], timeout if late else None))
        finally:
            for child in running.values():
                _ended(child)


def _forked(job: Job, place: int, engine: str, timeout: float, scratch: Path) -> _Child:
    own = scratch / str(place)
    own.mkdir()
    sys.stdout.flush()  # or the child would hold a copy of what is still to be written
    sys.stderr.flush()
    listen, speak = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(job, engine, own, speak)
    os.close(speak)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)  # the child does so too: the group must be there before it can be killed
    return _Child(place, pid, listen, time.monotonic() + timeout)


def _child(job: Job, engine: str, scratch: Path, speak: int) -> NoReturn:
    status = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        load.asked.clear()  # what the parent has asked for is no part of this page
        error = sandbox.executed(job, engine, scratch, None, sandbox.settled(scratch))
        parts = sorted(load.asked) if engine == "fork" else [load.WHOLE]  # a kernel's process cannot be asked
        os.write(speak, FINISHED + json.dumps([error, parts]).encode())
        status = 0
    finally:
        os._exit(status)  # whatever happened, a child never goes back into its parent's work


def _buried(child: _Child, job: Job, overdue: float | None) -> tuple[str, Sequence[str]]:
    status = _ended(child)
    if child.told.startswith(FINISHED):
        error, parts = json.loads(child.told.removeprefix(FINISHED))
        return error, parts
    if overdue is not None:
        error = f"{job.notebook.name} did not finish in {overdue:g} seconds and was stopped."
    else:
        code = os.waitstatus_to_exitcode(status)
        how = f"signal {-code}" if code < 0 else f"status {code}"
        error = f"{job.notebook.name} took its process down ({how}); the memory may have run out."
    # An executed notebook of an earlier run must not be taken for this one's.
    write_atomically(job.output, notebook.text(notebook.failed(notebook.read(job.notebook), error)))
    return error, [load.WHOLE]


def _ended(child: _Child) -> int:
    os.close(child.pipe)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)  # and with it whatever its cells have started
    return os.waitpid(child.pid, 0)[1]
