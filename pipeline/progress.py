"""What long work tells of itself while it goes on: what is being done, and how many of how many are ready."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """
    Whoever wants to know how far a piece of work is.

    ``stage``: what is being done, such as "reading returns". ``done`` of ``of``: how many are ready, from 0, which
    begins the stage, to all of them. ``item``: which one is ready now, in words that anybody may read: an agency's
    official name, never the name of a file or folder, since that may name somebody. The same call again says no more
    than that the work goes on.
    """

    def __call__(self, stage: str, done: int, of: int, item: str = "") -> None:
        """Hear that ``done`` of ``of`` are ready."""


def silent(stage: str, done: int, of: int, item: str = "") -> None:
    """Tell nobody."""
