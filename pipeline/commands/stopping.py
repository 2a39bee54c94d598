"""How a command is stopped from outside (Ctrl-C, a closed terminal, a shutdown): within a second, and in good order."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType, TracebackType
from typing import NoReturn

GRACE = 0.7  # seconds in which what was begun is put in order
_LOOKS_EVERY = 0.05
STATUS = 1
_ASKED_BY = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
# They are given names of files or a sentence, which may name somebody: what was typed after them is not repeated.
_MAY_NAME_SOMEBODY = ("check", "sample", "decide", "release", "where", "erase")


class Stoppable:
    """
    A command that may be stopped at any time: the block in which it is looked for, and then works.

    As long as nothing is begun, it ends at once. After that a ``KeyboardInterrupt`` goes through the work, so that each
    part puts in order what it has begun. If a library holds that up, or loses it, the process ends all the same.
    """

    def __init__(self, command: str, words: Sequence[str]) -> None:
        as_typed = shlex.join(["python", "-m", "pipeline", *words])
        again = "the same command again." if command in _MAY_NAME_SOMEBODY else f"this:\n  {as_typed}"
        self.sentence = f"Stopped. What was finished is kept. To go on from here, type {again}"
        self._begun = self._asked = False

    def begin(self) -> None:
        """From here on there may be something to put in order."""
        self._begun = True

    def __enter__(self) -> Stoppable:
        self._before = {}
        if threading.current_thread() is threading.main_thread():
            for number in _ASKED_BY:
                if signal.getsignal(number) is not signal.SIG_IGN:  # nohup: it is to go on when the terminal is closed
                    self._before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Once everything is in order: end, if the command was stopped, whatever a library has made of that."""
        if self._asked and error is not None:
            self._leave()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, before in self._before.items():
            signal.signal(number, before)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        for number in _ASKED_BY:
            signal.signal(number, signal.SIG_IGN)
        sys.unraisablehook = lambda _: (
            None
        )  # a stop that is lost in a place that can raise nothing is not to be printed
        if not self._begun:
            self._leave()
        if hasattr(signal, "setitimer"):
            self._until = time.monotonic() + GRACE
            signal.signal(signal.SIGALRM, self._look_again)
            signal.setitimer(signal.ITIMER_REAL, _LOOKS_EVERY, _LOOKS_EVERY)
        raise KeyboardInterrupt

    def _look_again(self, _number: int, _frame: FrameType | None) -> None:
        """Leave when the time is over; until then stop the work anew if it goes on as if nothing had been raised."""
        if time.monotonic() > self._until:
            self._leave()
        handled = sys.exc_info()[1]
        while handled is not None and not isinstance(handled, KeyboardInterrupt):
            handled = handled.__context__
        if handled is None:
            raise KeyboardInterrupt  # the first was lost, as in a callback of the memory's own, which can raise nothing

    def _leave(self) -> NoReturn:
        # Past every buffer and handler: an import or a library may be in any state. What was begun is cleared by the
        # next command, as after a kill.
        with suppress(OSError, ValueError):  # nobody is there to be told
            os.write(2, f"{self.sentence}\n".encode(errors="replace"))
        os._exit(STATUS)
