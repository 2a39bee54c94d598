"""What an engine is: a place where tasks are done; and the one that is this computer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

LOCAL = "local"


class Engine(ABC):
    """
    ``name``: as it is typed after ``--engine``; ``workers``: how many processes may be at work on this computer.

    ``at_once``: how many tasks are done at once, wherever, while it is at work.
    """

    name: str
    workers: int
    at_once: int

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
        self.name, self.workers, self.at_once = LOCAL, workers, workers

    @contextmanager
    def at_work(self, folder: Path) -> Iterator[Executor]:
        """As `Engine.at_work`."""
        with ThreadPoolExecutor(self.workers, thread_name_prefix="task") as threads:
            yield threads
