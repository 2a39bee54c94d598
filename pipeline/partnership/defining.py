"""
What a definition takes from the partnership it is read for: its words, its time limits, and the documents it rests on.

`read_for` says for whom and for which quarter definitions are read; outside of it that is the usual partnership as it
was at first, so that a definition imported by its name is always the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.calendar.quarter import Quarter
from pipeline.english import did_you_mean
from pipeline.errors import DefinitionError
from pipeline.partnership.here import USUAL, shipped
from pipeline.partnership.limits import Limit
from pipeline.partnership.model import Partnership

if TYPE_CHECKING:
    from pipeline.partnership.words import Words

FIRST = Quarter(2017, 3)  # the first that the usual partnership's audits were asked for

_reading: ContextVar[tuple[Partnership, Quarter] | None] = ContextVar("reading", default=None)


def read_for() -> tuple[Partnership, Quarter]:
    """For which partnership, and as of which quarter, definitions are read just now."""
    return _reading.get() or (shipped(USUAL), FIRST)


@contextmanager
def reading_for(partnership: Partnership, quarter: Quarter) -> Iterator[None]:
    """Within the block definitions are read for ``partnership`` as of ``quarter``."""
    token = _reading.set((partnership, quarter))
    try:
        yield
    finally:
        _reading.reset(token)


class _Now:
    def __getattr__(self, name: str) -> str:
        partnership, quarter = read_for()
        return str(getattr(partnership.words(quarter), name))


class _Timescales:
    """The time limits of the partnership that definitions are read for, as attributes: ``TIMESCALES.icpc``."""

    def __getattr__(self, name: str) -> Limit:
        if name.startswith("__"):
            raise AttributeError(name)
        partnership, quarter = read_for()
        versions = partnership.timescale(name)
        if not versions:
            known = sorted({each.name for each in partnership.timescales})
            near = get_close_matches(name, known, n=1)
            hint = did_you_mean(near[0] if near else None, f"It has {', '.join(known) or 'none'}.")
            raise DefinitionError(f"timescales.csv gives no time limit {name}: add a row for it. {hint}")
        return Limit(name, versions, quarter)


TIMESCALES = _Timescales()
words: Words = _Now()  # type: ignore[assignment]  # the words of the moment, as attributes
