"""Reads many files at the same time, in several processes: a file that ends its process spoils no other file."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.read import worker_answer
from pipeline.read.arrival import Received, received
from pipeline.read.file_kind import not_safe
from pipeline.read.process import IsolatedWorker, WorkerLost
from pipeline.read.values import Workbook

WORKER = Path(__file__).with_name("start_worker.py")

Outcome = Workbook | UnreadableReturn


class Readers:
    """
    Processes that read workbooks: each starts when it is first needed, and all end with the ``with`` block.

    ``seconds`` is how long one file may take. ``program`` is what each process runs.
    """

    def __init__(self, workers: int = 2, seconds: float = 60.0, program: Path = WORKER) -> None:
        self._count = max(workers, 1)
        self._seconds = seconds
        self._program = program
        self._lock = threading.Lock()
        self._closed = False
        self._started: list[IsolatedWorker] = []
        self._idle: queue.LifoQueue[IsolatedWorker | None] = queue.LifoQueue()

    def __enter__(self) -> Readers:
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="reading")
        for _ in range(self._count):
            self._idle.put(None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for worker in self._started:
                worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def workbook(self, source: Path | Received) -> Workbook:
        """
        Read one file.

        Raises: UnreadableReturn -- if it cannot be taken in.
        """
        outcome = self._outcome(source)
        if isinstance(outcome, UnreadableReturn):
            raise outcome
        return outcome

    def workbooks(self, sources: Iterable[Path | Received]) -> Iterator[tuple[Path, Outcome]]:
        """Read files at the same time; give each, in the order of ``sources``, with its workbook or why it has none."""
        waiting: deque[tuple[Path, Future[Outcome]]] = deque()
        try:
            for source in sources:
                path = source.path if isinstance(source, Received) else source
                waiting.append((path, self._threads.submit(self._outcome, source)))
                if len(waiting) > self._count:  # One to hand over and one for each reader; the rest stay on the disk.
                    path, outcome = waiting.popleft()
                    yield path, outcome.result()
            while waiting:
                path, outcome = waiting.popleft()
                yield path, outcome.result()
        finally:
            for _, outcome in waiting:
                outcome.cancel()

    def _outcome(self, source: Path | Received) -> Outcome:
        try:
            arrived = source if isinstance(source, Received) else received(source)
        except UnreadableReturn as refusal:
            return refusal
        worker = self._idle.get()
        try:
            if worker is None:
                worker = self._new_worker()
            return _understood(worker.answer(arrived.data, arrived.passwords), arrived)
        except WorkerLost as lost:
            if worker is not None:
                worker.end()
                worker = None  # The next file gets a new one.
            return not_safe(str(lost))
        finally:
            self._idle.put(worker)

    def _new_worker(self) -> IsolatedWorker:
        with self._lock:
            if self._closed:
                raise WorkerLost("the run was stopped")
            worker = IsolatedWorker(self._program, self._seconds)
            self._started.append(worker)
            return worker


def _understood(answer: bytes, arrived: Received) -> Outcome:
    try:
        content = worker_answer.read(answer)
        if "refused" in content:
            reason, fix = content["refused"]
            return (LockedReturn if content.get("locked") else UnreadableReturn)(str(reason), str(fix))
        return worker_answer.workbook(content, arrived.path.name, arrived.sha256, len(arrived.data))
    except (ValueError, TypeError, KeyError, RecursionError, StopIteration, RuntimeError):
        raise WorkerLost("the reader's answer made no sense") from None
