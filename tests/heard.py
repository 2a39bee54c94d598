"""Somebody who hears how far a piece of work is, and remembers it as lines."""

from __future__ import annotations


class Heard(list[str]):
    """What was told, a line for each time."""

    def __call__(self, stage: str, done: int, of: int, item: str = "") -> None:
        self.append(f"{stage}: {done} of {of}{item and f', {item}'}")
