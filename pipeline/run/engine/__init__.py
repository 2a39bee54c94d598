"""
Where the work of a run is done: in processes of this computer, or on others, through a `concurrent.futures.Executor`.

A task is a function of ours, known by its name, and plain words that JSON can hold. It is done in a process of its own,
which reads what it needs from the folder that all see, writes what it makes there, and answers in plain words again: no
record of a child goes from one process to another. What it has finished lies in the folder, so that a task whose
process was killed is begun again and repeats nothing. Which computer does what is for the executor to decide.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.run.engine.process import Answer, done_in_its_own_process

LOCAL = "local"


@dataclass(frozen=True)
class Task:
    """One piece of work: the ``name`` of its function in `tasks.TASKS`, and what that one is given."""

    name: str
    words: Mapping[str, Any] = field(default_factory=dict)


class Engine(ABC):
    """``name``: as it is typed after ``--engine``; ``workers``: how many tasks are done at once."""

    name: str
    workers: int

    @property
    def is_local(self) -> bool:
        """Whether all is done on this computer."""
        return self.name == LOCAL

    @abstractmethod
    @contextmanager
    def at_work(self, folder: Path) -> Iterator[Executor]:
        """
        An executor whose workers have been asked whether they see ``folder`` and run this very code.

        Raises: EngineUnusable -- naming the worker that cannot be used, before any work.
        """


class LocalEngine(Engine):
    """This computer: as many processes at once as are asked for."""

    def __init__(self, workers: int) -> None:
        self.name, self.workers = LOCAL, workers

    @contextmanager
    def at_work(self, folder: Path) -> Iterator[Executor]:
        """As `Engine.at_work`."""
        with ThreadPoolExecutor(self.workers, thread_name_prefix="task") as threads:
            yield threads


def engine_named(text: str, workers: int) -> Engine:
    """The engine as it is typed: "local". Raises: UsageError -- if there is none of that name."""
    if text == LOCAL:
        return LocalEngine(workers)
    raise UsageError(f"There is no engine {text!r}. Choose local, or dask://HOST:PORT.")


def done(executor: Executor, tasks: Sequence[Task]) -> Iterator[tuple[Task, Answer]]:
    """Each task with its answer, as soon as it is there; what is left is given up where whoever asks goes away."""
    waiting: dict[Future[Answer], Task] = {
        executor.submit(done_in_its_own_process, each.name, dict(each.words)): each for each in tasks
    }
    try:
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        for future in waiting:
            future.cancel()
