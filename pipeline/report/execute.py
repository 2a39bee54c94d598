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
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
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
SAYS_SO_EVERY = 0.5  # seconds, while no page is ready
STOPPING = {signal.SIGINT, signal.SIGTERM, *({signal.SIGHUP, signal.SIGALRM} if hasattr(signal, "SIGHUP") else ())}


@dataclass(frozen=True)
class Outcome:
    """
    How a job ended: ``error`` is one plain line, or empty when the notebook ran and its page exists.

    ``parts``: which parts of the results the notebook asked for (see `load.part`); all, where nobody could tell.
    ``undescribed``: the code cells whose picture nobody has put into words.
    """

    job: Job
    error: str = ""
    parts: tuple[str, ...] = (load.WHOLE,)
    undescribed: tuple[int, ...] = ()


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
    scratch: Path,
    workers: int = 2,
    engine: str = "fork",
    timeout: float = 600.0,
    progress: Progress = silent,
) -> list[Outcome]:
    """
    Run the notebooks, at most ``workers`` at once, and return how each ended, in the order of ``jobs``.

    ``scratch``: the folder in which what is needed only meanwhile lies, and whatever the notebooks write to no place of
    their own.

    Units:  ``timeout`` is seconds for one notebook.
    Raises: UsageError -- before anything runs, if a notebook is missing or is given what it does not declare.
    """
    if engine not in ENGINES:
        raise UsageError(f"There is no engine '{engine}'; the engines are: {', '.join(ENGINES)}.")
    for job in jobs:
        _check(job)
    outcomes: dict[int, Outcome] = {}
    progress(MAKING, 0, len(jobs))

    def heard(place: int, error: str, parts: Sequence[str] = (load.WHOLE,), undescribed: Sequence[int] = ()) -> None:
        outcomes[place] = Outcome(jobs[place], error, tuple(parts), tuple(undescribed))
        progress(MAKING, len(outcomes), len(jobs), jobs[place].title)

    def going_on() -> None:
        progress(MAKING, len(outcomes), len(jobs))

    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="notebooks-", dir=scratch.resolve()) as own:
        if hasattr(os, "fork"):
            sandbox.warm([job.notebook for job in jobs], engine)
            gc.collect()  # what is garbage now would be carried, and copied, by each of them
            gc.freeze()  # the children share the parent's memory for as long as nothing walks over it
            try:
                _Children(jobs, engine, timeout, Path(own)).run(max(workers, 1), heard, going_on)
            finally:
                gc.unfreeze()
        else:
            with sandbox.private(Path(own)):
                for place, job in enumerate(jobs):
                    ran = sandbox.executed(job, "kernel", Path(own), timeout)
                    heard(place, ran.error, undescribed=ran.undescribed)
    return [outcomes[place] for place in range(len(jobs))]


def _check(job: Job) -> None:
    if not job.notebook.is_file():
        raise UsageError(f"There is no notebook {job.notebook}.")
    try:
        refuse_unknown(job.parameters, defaults(notebook.read(job.notebook)))
    except UsageError as wrong:
        raise UsageError(f"{job.notebook.name}: {wrong}") from None


class _Children:
    """The notebooks of ``jobs``, each in a process of its own, which ends with this one however this one ends."""

    def __init__(self, jobs: Sequence[Job], engine: str, timeout: float, scratch: Path) -> None:
        self._jobs, self._engine, self._timeout, self._scratch = jobs, engine, timeout, scratch
        self._running: dict[int, _Child] = {}

    def run(
        self,
        workers: int,
        ended: Callable[[int, str, Sequence[str], Sequence[int]], None],
        going_on: Callable[[], None],
    ) -> None:
        """Run them all; ``ended`` hears of each with its error, ``going_on`` now and then while they work."""
        waiting = deque(range(len(self._jobs)))
        parent_ends, held_open = os.pipe()  # this process alone holds the one end, so the other tells when it is gone
        with selectors.DefaultSelector() as pipes:
            try:
                while waiting or self._running:
                    while waiting and len(self._running) < workers:
                        with _uninterrupted():
                            child = self._forked(waiting.popleft(), parent_ends, held_open)
                            self._running[child.pipe] = child
                        pipes.register(child.pipe, selectors.EVENT_READ)
                    soonest = min(child.deadline for child in self._running.values()) - time.monotonic()
                    spoke = {key.fd for key, _ in pipes.select(min(max(soonest, 0.0), SAYS_SO_EVERY))}
                    if not spoke:
                        going_on()
                    for child in list(self._running.values()):
                        late = time.monotonic() > child.deadline
                        if child.pipe in spoke and (heard := os.read(child.pipe, 65536)):
                            child.told += heard
                        elif child.pipe in spoke or late:
                            pipes.unregister(child.pipe)
                            del self._running[child.pipe]
                            ended(
                                child.place, *_buried(child, self._jobs[child.place], self._timeout if late else None)
                            )
            finally:
                for child in self._running.values():
                    _ended(child)
                os.close(held_open)
                os.close(parent_ends)

    def _forked(self, place: int, parent_ends: int, held_open: int) -> _Child:
        own = self._scratch / str(place)
        own.mkdir()
        sys.stdout.flush()  # or the child would hold a copy of what is still to be written
        sys.stderr.flush()
        listen, speak = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(held_open)
            _child(self._jobs[place], self._engine, own, speak, parent_ends)
        os.close(speak)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)  # the child does so too: the group must be there before it can be killed
        return _Child(place, pid, listen, time.monotonic() + self._timeout)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let no signal come between a fork and what has to be known of it, on either side."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _child(job: Job, engine: str, scratch: Path, speak: int, parent_ends: int) -> NoReturn:
    status = 1
    try:
        os.setpgid(0, 0)
        for number in STOPPING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        threading.Thread(target=_end_with, args=(parent_ends,), daemon=True).start()
        load.asked.clear()  # what the parent has asked for is no part of this page
        ran = sandbox.executed(job, engine, scratch, None, sandbox.settled(scratch))
        parts = sorted(load.asked) if engine == "fork" else [load.WHOLE]  # a kernel's process cannot be asked
        os.write(speak, FINISHED + json.dumps([ran.error, parts, ran.undescribed]).encode())
        status = 0
    finally:
        os._exit(status)  # whatever happened, a child never goes back into its parent's work


def _end_with(parent_ends: int) -> None:
    """End this process, and whatever its cells have started, as soon as its parent is gone."""
    os.read(parent_ends, 1)
    os.killpg(0, signal.SIGKILL)


def _buried(child: _Child, job: Job, overdue: float | None) -> tuple[str, Sequence[str], Sequence[int]]:
    status = _ended(child)
    if child.told.startswith(FINISHED):
        error, parts, undescribed = json.loads(child.told.removeprefix(FINISHED))
        return error, parts, undescribed
    if overdue is not None:
        error = f"{job.notebook.name} did not finish in {overdue:g} seconds and was stopped."
    else:
        code = os.waitstatus_to_exitcode(status)
        how = f"signal {-code}" if code < 0 else f"status {code}"
        error = f"{job.notebook.name} took its process down ({how}); the memory may have run out."
    # An executed notebook of an earlier run must not be taken for this one's.
    write_atomically(job.output, notebook.text(notebook.failed(notebook.read(job.notebook), error)))
    return error, [load.WHOLE], ()


def _ended(child: _Child) -> int:
    os.close(child.pipe)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)  # and with it whatever its cells have started
    return os.waitpid(child.pid, 0)[1]
