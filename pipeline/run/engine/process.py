"""A task done in a process of its own: asked through its standard input, answered in one line of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

LOOKS_EVERY = 0.5  # seconds, whether what is done is still wanted
_KILLED = "The process that did this was killed, or the memory ran out. Run again: what was finished is kept."


@dataclass(frozen=True)
class Answer:
    """What a task came to, in plain words; or, where it could not be done, one line that says why."""

    told: dict[str, Any] = field(default_factory=dict)
    error: str = ""


def done_in_its_own_process(
    name: str, words: dict[str, Any], place: Mapping[str, Any] | None = None, wanted: Callable[[], bool] | None = None
) -> Answer:
    """
    Do the task ``name`` (see `tasks.TASKS`) with these words, in a process that ends with this one.

    ``place``: what that process must see and run before it begins (see `fit`), where it is not certain. ``wanted``: is
    asked now and then; where it says no, the process ends at once.
    """
    asked = json.dumps({"task": name, "words": words, "place": place}).encode("ascii") + b"\n"
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline.run.engine.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a crash's last words can quote what is in the cells
        start_new_session=True,  # Ctrl-C is for whoever asked, who closes its input
        env={"ARROW_DEFAULT_MEMORY_POOL": "system", **os.environ},  # as for a command, see `__main__`
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        over = threading.Event()
        try:
            process.stdin.write(asked)
            process.stdin.flush()
            if wanted is not None:
                threading.Thread(target=_ended_unless, args=(wanted, process, over), daemon=True).start()
            reply = process.stdout.read()  # its input stays open meanwhile: it is how it knows that we are there
        except (OSError, ValueError):
            reply = b""
        finally:
            over.set()
            process.stdin.close()
    try:
        told = json.loads(reply)
        return Answer(told["told"], told["error"])
    except (ValueError, KeyError, TypeError):
        return Answer(error=_KILLED)


def _ended_unless(wanted: Callable[[], bool], process: subprocess.Popen[bytes], over: threading.Event) -> None:
    while not over.wait(LOOKS_EVERY):
        if not wanted():
            process.kill()  # whatever it has started looks whether it is there, and ends too
            return


def _main() -> None:
    os.umask(0o077)  # what is made here is for its maker's eyes, as with a command
    asked = json.loads(sys.stdin.buffer.readline())
    answer_to = os.dup(1)
    os.dup2(2, 1)  # whatever is printed meanwhile is no part of the answer
    threading.Thread(target=_end_with_who_asked, daemon=True).start()
    why = _unfit(asked["place"])
    found = Answer(error=why) if why else answer(asked["task"], asked["words"])
    with os.fdopen(answer_to, "wb") as stream:
        stream.write(json.dumps({"told": found.told, "error": found.error}).encode("ascii"))


def _unfit(place: Mapping[str, Any] | None) -> str:
    from pipeline.run.engine.fit import unfit

    return unfit(place) if place is not None else ""


def answer(name: str, words: dict[str, Any]) -> Answer:
    """Do a task in this process."""
    from pipeline.errors import PipelineError
    from pipeline.run.engine.tasks import TASKS
    from pipeline.store.disk import refused

    module, _, function = TASKS[name].partition(":")
    try:
        return Answer(getattr(import_module(module), function)(**words))
    except PipelineError as stopped:
        return Answer(error=str(stopped))
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else None
        return Answer(error=refused(path, error))


def _end_with_who_asked() -> None:
    os.read(0, 1)  # not through the buffer, whose lock would be held in every process that is forked meanwhile
    os._exit(1)


if __name__ == "__main__":
    _main()
