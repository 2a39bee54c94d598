"""Work that falls into many pieces, done by several processes that begin as this one is, where it can be forked."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")


def side_by_side(
    work: Callable[[Piece], Done], pieces: Sequence[Piece], workers: int, *, fresh: bool = False
) -> Iterator[Done]:
    """
    What ``work`` gives for each of the ``pieces``, in their order, worked out by as many processes as ``workers``.

    One after another in this process where there is one worker, or no process can be forked. ``work`` is a function of
    a module. ``fresh``: each piece in a process of its own, so that what one keeps in mind takes no room for the next.
    Call it while no other thread is at work.
    """
    if (workers <= 1 and not fresh) or len(pieces) <= 1 or not hasattr(os, "fork"):
        yield from map(work, pieces)
        return
    most = 1 if fresh else None
    with multiprocessing.get_context("fork").Pool(max(workers, 1), _leave_stopping_to_the_first, (), most) as pool:
        yield from pool.imap(work, pieces)


def _leave_stopping_to_the_first() -> None:
    """Ended by the process that began it, and by no key that is pressed: that one says what there is to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
