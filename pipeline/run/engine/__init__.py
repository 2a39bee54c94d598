"""
Where the work of a run is done: in processes of this computer, or on others, through a `concurrent.futures.Executor`.

A task is a function of ours, known by its name, and plain words that JSON can hold. It is done in a process of its own,
which reads what it needs from the folder that all see, writes what it makes there, and answers in plain words again: no
record of a child goes from one process to another. What it has finished lies in the folder, so that a task whose
process was killed is begun again and repeats nothing. Which computer does what is for the executor to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field
from typing import Any

from pipeline.run.engine.dask_engine import DaskEngine
from pipeline.run.engine.engine import LOCAL, Engine, LocalEngine
from pipeline.run.engine.process import Answer, done_in_its_own_process

__all__ = ["LOCAL", "Answer", "Engine", "LocalEngine", "Task", "done", "engine_named"]


@dataclass(frozen=True)
class Task:
    """One piece of work: the ``name`` of its function in `tasks.TASKS`, and what that one is given."""

    name: str
    words: Mapping[str, Any] = field(default_factory=dict)


def engine_named(text: str, workers: int) -> Engine:
    """The engine as it is typed: "local", or the address of a scheduler. Raises: UsageError -- if it is neither."""
    return LocalEngine(workers) if text == LOCAL else DaskEngine(text, workers)


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
