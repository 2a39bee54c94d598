"""
Other computers, through a Dask scheduler: who is there is asked before any work, and tasks are kept to their machines.

Which worker does what, and that what a dead one had begun is done by another, is for Dask. A worker that joins later
on a machine that was asked is asked by each task that it begins; one on a machine that was not is given nothing.
"""

from __future__ import annotations

import logging
import re
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.english import first_few
from pipeline.errors import EngineUnusable, UsageError
from pipeline.run.engine.engine import Engine
from pipeline.run.engine.fit import another_folder, found, place_in
from pipeline.run.engine.process import Answer

SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
_ADDRESS = re.compile(r"(dask|dask\+tls)://(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})")
_HIGHEST_PORT = 65535
_ANSWERS_WITHIN = 5  # seconds
_LOOKS_EVERY = 1.0  # seconds, whether any worker is there
_PATIENCE = 20.0  # seconds in which a worker that died is begun again
_AGAIN = "What was finished is kept: start it again, and type the same command again."
_LOUD = ("distributed", "tornado", "asyncio", "concurrent", "bokeh")
_NAMED = 3  # workers that cannot be used, in one line
_RETRIES = 1  # of a task that could not be begun


class DaskEngine(Engine):
    """The workers of the scheduler at an address such as "dask://10.0.0.5:8786", or with "dask+tls" over TLS."""

    def __init__(self, name: str, workers: int) -> None:
        """Raises: UsageError -- if ``name`` is no address."""
        parts = _ADDRESS.fullmatch(name)
        if parts is None or not 0 < int(parts[3]) <= _HIGHEST_PORT:
            raise UsageError(f"There is no engine {name!r}. Choose local, or dask://HOST:PORT (dask+tls:// over TLS).")
        self.name, self.workers = name, workers
        self.at_once = workers
        self._address = f"{SCHEMES[parts[1]]}://{parts[2]}:{parts[3]}"

    @contextmanager
    def at_work(self, folder: Path) -> Iterator[Executor]:
        """As `Engine.at_work`. Raises: EngineUnusable -- if nobody answers, or a worker cannot be used, naming it."""
        with ExitStack() as stack:
            client = stack.enter_context(_connected(self.name, self._address))
            place = stack.enter_context(place_in(folder))
            try:
                there = _workers(client)
                if not there:
                    raise EngineUnusable(
                        f"The scheduler at {self.name} has no workers. Start some: dask worker {self._address}"
                    )
                _refuse_unfit(client, there, place)
            except OSError as error:  # it went away meanwhile
                raise EngineUnusable(_no_answer(self.name, error)) from None
            self.at_once = sum(int(each["nthreads"]) for each in there.values())
            hosts = sorted({_host(address) for address in there})
            given = _Given(client, hosts, place, self.name)
            stack.enter_context(_watched(client, hosts, given))
            yield given


@contextmanager
def _connected(name: str, address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise EngineUnusable(
            f"{name} cannot be used: what speaks to other computers is not installed here. Install it: "
            'pip install "pipeline[region]"'
        ) from None
    _hush()
    connect: Any = distributed.Client  # it gives no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions that differ: what matters of that is asked of each worker
        client = _within(
            2 * _ANSWERS_WITHIN, name, lambda: connect(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
        )
    try:
        yield client
    finally:
        with suppress(OSError, RuntimeError):
            client.close(timeout=_ANSWERS_WITHIN)


def _within(seconds: float, name: str, connect: Callable[[], Any]) -> Any:
    """What ``connect`` gives; it would wait for ever for what listens there and is no scheduler, and is left behind."""
    outcome: Future[Any] = Future()

    def connecting() -> None:
        try:
            outcome.set_result(connect())
        except (OSError, TypeError, ValueError, RuntimeError, LookupError) as error:
            outcome.set_exception(EngineUnusable(_no_answer(name, error)))

    threading.Thread(target=connecting, name="connecting", daemon=True).start()
    try:
        return outcome.result(seconds)
    except TimeoutError as error:
        raise EngineUnusable(_no_answer(name, error)) from None


def _no_answer(name: str, error: Exception) -> str:
    if name.startswith("dask+tls") and not isinstance(error, OSError):
        return (
            f"{name} cannot be used: no certificates are set here. Name them in Dask\u2019s own settings, "
            "distributed.comm.tls (docs/other-computers.md)."
        )
    return (
        f"No scheduler answers at {name} within {_ANSWERS_WITHIN} seconds. Start one there (dask scheduler), or see "
        "whether the address is right and the port can be reached from here."
    )


def _hush() -> None:
    """Keep what Dask prints of lost connections off our user's terminal, who is told in a line of ours."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOUD]
    for name in [*_LOUD, *names]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _workers(client: Any) -> Mapping[str, Mapping[str, Any]]:
    """
    Who is there, by address, as the scheduler says when it is asked; a client's ``scheduler_info`` may name none,
    since what it keeps is overwritten now and then with totals alone.
    Raises: OSError -- if the scheduler does not answer.
    """
    scheduler = client.scheduler
    if scheduler is None:
        raise ConnectionError("the client has given its connection up")
    there: Mapping[str, Mapping[str, Any]] = client.sync(scheduler.identity, n_workers=-1)["workers"]
    return there


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


def _refuse_unfit(client: Any, there: Mapping[str, Mapping[str, Any]], place: Mapping[str, Any]) -> None:
    from pipeline.run.engine.on_a_worker import asked

    answers = client.run(asked, dict(place), on_error="return")
    why = {address: _why_unfit(answers.get(address), place) for address in there}
    unfit = [f"{_named(address, there[address])}: {each}" for address, each in sorted(why.items()) if each]
    if unfit:
        raise EngineUnusable(f"Nothing was begun. Of the workers cannot be used: {first_few(unfit, _NAMED)}")


def _why_unfit(answer: object, place: Mapping[str, Any]) -> str:
    if answer is None:
        return "it did not answer. Start it again."
    if not isinstance(answer, Answer):
        return (
            "it cannot import this software. Install the same version there, with "
            'pip install "pipeline[region]", and start the worker again.'
        )
    if answer.error:
        return answer.error
    return "" if found(place, str(answer.told.get("laid", ""))) else another_folder(place)


def _named(address: str, worker: Mapping[str, Any]) -> str:
    """A worker by its address, and by its name where it was given one."""
    name = str(worker.get("name", address))
    return f"worker {address}" if name == address else f"worker {name} at {address}"


class _Given(Executor):
    """Hands tasks to the workers on ``hosts``; each future ends in an answer, or in one line that says what is lost."""

    def __init__(self, client: Any, hosts: Sequence[str], place: Mapping[str, Any], name: str) -> None:
        self._executor = client.get_executor(
            workers=list(hosts), allow_other_workers=False, pure=False, retries=_RETRIES
        )
        self._place, self.scheduler = dict(place), name
        self._waiting: set[Future[Any]] = set()

    def submit(self, function: object, /, *words: Any, **_: Any) -> Future[Any]:
        """Have a task done, which is asked for as in `done_in_its_own_process`."""
        from pipeline.run.engine.on_a_worker import done_on_a_worker

        theirs: Future[Answer] = self._executor.submit(done_on_a_worker, *words, self._place)
        ours: Future[Answer] = Future()
        self._waiting.add(ours)
        ours.add_done_callback(partial(self._ended, theirs))
        theirs.add_done_callback(partial(self._handed_on, ours))
        return ours

    def give_up(self, why: str) -> None:
        """Have all that is waited for end with a line that says why."""
        for each in list(self._waiting):
            _failed(each, EngineUnusable(why))

    def _ended(self, theirs: Future[Answer], ours: Future[Answer]) -> None:
        self._waiting.discard(ours)
        theirs.cancel()

    def _handed_on(self, ours: Future[Answer], theirs: Future[Answer]) -> None:
        if theirs.cancelled():
            _failed(ours, EngineUnusable(f"The scheduler at {self.scheduler} went away. {_AGAIN}"))
        elif (error := theirs.exception()) is None:
            with suppress(InvalidStateError):
                ours.set_result(theirs.result())
        elif type(error).__name__ == "KilledWorker":
            with suppress(InvalidStateError):
                ours.set_result(Answer(error=_TOO_MANY_DIED))
        else:
            _failed(
                ours, EngineUnusable(f"A worker of {self.scheduler} could not begin its work ({type(error).__name__}).")
            )


_TOO_MANY_DIED = (
    "Each worker that began this died: its memory may have run out. Give the workers more, and run again: what was "
    "finished is kept."
)


def _failed(future: Future[Any], why: EngineUnusable) -> None:
    with suppress(InvalidStateError):  # it ended meanwhile
        future.set_exception(why)


@contextmanager
def _watched(client: Any, hosts: Sequence[str], given: _Given) -> Iterator[None]:
    """Give up what is waited for, meanwhile, once no worker is left, and none has come back in its place."""
    over = threading.Event()

    def watch() -> None:
        none_since = float("inf")  # a look that comes late, on a busy machine, says nothing of the workers
        while not over.wait(_LOOKS_EVERY):
            with suppress(OSError, RuntimeError, ValueError):  # no connection: the futures tell of it
                there = any(_host(each) in hosts for each in _workers(client))
                none_since = float("inf") if there else min(none_since, time.monotonic())
            if time.monotonic() - none_since > _PATIENCE:
                given.give_up(f"All workers of {given.scheduler} went away. {_AGAIN}")
                return

    threading.Thread(target=watch, name="workers", daemon=True).start()
    try:
        yield
    finally:
        over.set()
