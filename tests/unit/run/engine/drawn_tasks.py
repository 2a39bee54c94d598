"""Tasks that a test has done in a process of their own: what may happen while one is done."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from pipeline.errors import NoResults

SECRET = "C0FFEE42"
STOPPED = "There is nothing to count in this place. Next: lay a return there"


def echo(**words: Any) -> dict[str, Any]:
    """Answer with what was asked, and with who answers."""
    return {"words": words, "pid": os.getpid()}


def loud(**_words: Any) -> dict[str, Any]:
    """Print in every way before the answer: from Python, past it, and from a program begun here."""
    sys.stdout.write("loud\n")
    sys.stdout.flush()
    os.write(1, b'{"told": {}, "error": "printed"}\n')
    os.system("echo loud")
    sys.stdout.write("left in the buffer")
    return {"said": "quietly"}


def stopped(**_words: Any) -> dict[str, Any]:
    """Stop as our own code stops, with a line for whoever asked."""
    raise NoResults(STOPPED)


def crash(**_words: Any) -> dict[str, Any]:
    """Fail as no code of ours should, quoting what is in a cell."""
    raise ValueError(SECRET)


def killed(**_words: Any) -> dict[str, Any]:
    """End as a process ends for which there is no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def wait(into: str) -> dict[str, Any]:
    """Say in the file ``into`` who is at work, and go on for a minute."""
    Path(into).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(60)
    return {}


def no_answer(**_words: Any) -> Any:
    """Answer with what no JSON can hold."""
    return {"path": Path()}
