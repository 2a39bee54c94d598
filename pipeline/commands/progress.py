"""How far long work is, on stderr: a bar with the time left on a terminal, plain lines a second apart elsewhere."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from pipeline.progress import Progress

if TYPE_CHECKING:
    from tqdm import tqdm

MOMENT = 1.0  # seconds: a command that takes no longer shows nothing, and plain lines keep that far apart
_BAR = "{desc}: {percentage:3.0f}%|{bar:10}| {n_fmt} of {total_fmt}, {remaining} left{postfix}"


class Display(Progress):
    """What is shown of a command's progress while the command goes on."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._began = time.monotonic()

    def aside(self) -> None:
        """Make room for something else that is printed now."""

    def close(self) -> None:
        """Show nothing more, and leave the line that was written over."""


class Lines(Display):
    """Plain lines, for a file or another program: where each stage is, and that it is done."""

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(stream)
        self._stage, self._stage_began = "", self._began
        self._told, self._told_at = 0, self._began

    def __call__(self, stage: str, done: int, of: int, item: str = "") -> None:
        """Write a line if the last is a moment ago, and when a stage ends that took longer than that."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_began, self._told = stage, now, -1
        last = done == of and now - self._stage_began >= MOMENT
        if done == self._told or not (last or now - self._told_at >= MOMENT):
            return
        self._told, self._told_at = done, now
        with suppress(OSError):  # nobody reads it any more: no reason to stop the work
            self._stream.write(f"{stage}: {done} of {of}{item and f', {item}'}\n")
            self._stream.flush()


class Bar(Display):
    """One line of a terminal that is written over."""

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(stream)
        self._bar: tqdm | None = None
        self._stage = ""

    def __call__(self, stage: str, done: int, of: int, item: str = "") -> None:
        """Draw the bar anew, at most ten times a second."""
        with suppress(OSError):  # the terminal is gone: no reason to stop the work
            if self._bar is None or stage != self._stage:
                self.close()
                self._bar, self._stage = self._new(stage, of), stage
            if item:
                self._bar.set_postfix_str(item, refresh=False)
            self._bar.ncols = shutil.get_terminal_size().columns - 1  # of now, and 80 where a terminal does not know
            self._bar.update(done - self._bar.n)

    def _new(self, stage: str, of: int) -> tqdm:
        from tqdm import tqdm  # here, since a command that has nothing long to do need not wait for it

        tqdm.monitor_interval = 0  # it would start a thread, and a process with threads must not be forked
        tqdm.set_lock(threading.RLock())  # its own is shared with other processes; ours draw nothing
        return tqdm(
            total=of,
            desc=stage,
            file=self._stream,
            bar_format=_BAR,
            leave=False,
            nrows=2,  # it is one line, also of a terminal that does not know how high it is
            miniters=0,  # a call that says no more than that the work goes on moves the time left
            delay=max(MOMENT - (time.monotonic() - self._began), 0.0),
        )

    def aside(self) -> None:
        """Take the bar away until it is drawn anew."""
        with suppress(OSError):
            if self._bar is not None:
                self._bar.clear()

    def close(self) -> None:
        """Take the bar away."""
        with suppress(OSError):
            if self._bar is not None:
                self._bar.close()


@contextmanager
def shown() -> Iterator[Display]:
    """Show on stderr how far the work of the block is; whatever is said next stands on a line of its own."""
    display = (Bar if sys.stderr.isatty() else Lines)(sys.stderr)
    try:
        yield display
    finally:
        display.close()
