"""What there is to say of one edition that was run, whether it was made now or stands. It imports nothing slow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.store.kept_results import Told


@dataclass(frozen=True)
class Ran:
    """
    What an edition came to: how many returns count, what there is to tell of the files, and the page to open.

    ``odd``: what to look at, in sentences; ``signed``: what is said of a final report, empty for a draft; ``useful``:
    how much an edition that hides small counts still says, where its figures are new.
    """

    counted: int
    told: Told
    odd: tuple[str, ...]
    page: Path | None
    signed: str
    read_now: int = 0
    changed: bool = True
    useful: str = ""
