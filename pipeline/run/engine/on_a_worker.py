"""What runs in the process of a Dask worker: it begins a process of its own for each task, which ends with the task."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from distributed import get_worker

from pipeline.run.engine.process import Answer, done_in_its_own_process

PATIENCE = 60.0  # seconds for a process to begin, import what it needs and look at the folder
_AT_WORK = ("running", "paused")
_DOING = ("executing", "long-running")


async def asked(place: Mapping[str, Any]) -> Answer:
    """Whether this worker's processes are fit for the work of ``place``: where one lays its word, or why it is not."""
    until = time.monotonic() + PATIENCE
    ask = partial(done_in_its_own_process, "fit", {"place": dict(place)}, place, lambda: time.monotonic() < until)
    try:
        return await asyncio.wait_for(asyncio.to_thread(ask), PATIENCE)
    except TimeoutError:
        return Answer(error=f"it cannot look at the folder within {PATIENCE:g} seconds. Does the share answer?")


def done_on_a_worker(name: str, words: dict[str, Any], place: Mapping[str, Any]) -> Answer:
    """As `done_in_its_own_process`, as long as the worker is at work and the task is still wanted of it."""
    return done_in_its_own_process(name, words, place, _wanted())


def _wanted() -> Callable[[], bool]:
    worker = get_worker()
    key = worker.get_current_task()

    def wanted() -> bool:
        task = worker.state.tasks.get(key)
        return worker.status.name in _AT_WORK and task is not None and task.state in _DOING

    return wanted
