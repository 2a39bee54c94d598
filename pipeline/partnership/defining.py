"""
What a definition takes from the partnership it is read for: its words, its time limits, and the documents it rests on.

`read_for` says for whom and for which quarter definitions are read; outside of it that is the usual partnership as it
was at first, so that a definition imported by its name is always the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.calendar.quarter import Quarter
from pipeline.english import did_you_mean
from pipeline.errors import DefinitionError
from pipeline.partnership.here import USUAL, shipped
from pipeline.partnership.limits import Limit
from pipeline.partnership.model import Partnership
from pipeline.partnership.proposed import lacking
from pipeline.partnership.words import NOT_OF_DEFINITIONS

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
        if name in NOT_OF_DEFINITIONS:
            raise AttributeError(f"no definition may speak of words.{name}, which changes with the board")
        partnership, quarter = read_for()
        return str(getattr(partnership.words(quarter), name))


def in_other_words(name: str) -> tuple[str, ...]:
    """What a word is at other times, for whom definitions are read just now."""
    partnership, quarter = read_for()
    now = getattr(partnership.words(quarter), name)
    ever = dict.fromkeys(getattr(each, name) for _, each in partnership.words_from)
    return tuple(each for each in ever if each != now)


@dataclass(frozen=True)
class Begun:
    """When a document of a kind first came into force: its quarter, where it is dated, and its source."""

    quarter: Quarter | None
    source: str
    in_words: str


def begun(kind: str) -> Begun:
    """When the first document of ``kind`` came into force, for whom definitions are read just now."""
    first = next(iter(read_for()[0].versions(kind)), None)
    if first is None or not first.dated:
        return Begun(None, "Agreed local procedure", "By the agreed procedure")
    since = first.since
    return Begun(
        Quarter.containing(since) if since else None,
        first.source or first.version,
        f"Since {since:%B %Y}" if since else f"By the {first.version}",
    )


class _Timescales:
    """
    The time limits of the partnership that definitions are read for, as attributes: ``TIMESCALES.icpc``.

    Of one that its file lacks, what comes with the audits holds until it has a row (`lacking`).
    """

    def __getattr__(self, name: str) -> Limit:
        if name.startswith("__"):
            raise AttributeError(name)
        partnership, quarter = read_for()
        versions = partnership.timescale(name) or lacking(partnership).get(name)
        if not versions:
            known = sorted({each.name for each in partnership.timescales})
            near = get_close_matches(name, known, n=1)
            hint = did_you_mean(near[0] if near else None, f"It has {', '.join(known) or 'none'}.")
            raise DefinitionError(f"timescales.csv gives no time limit {name}: add a row for it. {hint}")
        return Limit(name, versions, quarter)


class Stage(Enum):
    """How far the answers to a question have changed in a quarter, by a document that makes several of them one."""

    BEFORE = "as they were"
    PASSING = "asked as they were, and judged by the new ones from the document's first day"
    AFTER = "asked as the new ones"


@dataclass(frozen=True)
class Recoded:
    """Where a quarter stands. ``day``: the document's first; ``asked_from``: the first quarter to ask the new ones."""

    stage: Stage
    day: date | None = None
    asked_from: Quarter | None = None


# The kinds of document that answers may hang on. The new answers are asked from the first whole quarter in which such a
# document is in force and which is not of its dual run, so that nobody fills anything in twice.
RECODING = ("family help",)


def recoded(kind: str) -> Recoded:
    """How far the answers that hang on the document of ``kind`` have changed, where definitions are read just now."""
    partnership, quarter = read_for()
    first = next((each for each in partnership.versions(kind) if each.dated), None)
    if first is None:
        return Recoded(Stage.BEFORE)
    if first.since is None:
        return Recoded(Stage.AFTER)
    asked_from = Quarter.containing(first.since)
    while asked_from.start < first.since or asked_from in first.dual_run:
        asked_from = asked_from.next()
    stage = Stage.BEFORE if first.since > quarter.end else Stage.PASSING if quarter < asked_from else Stage.AFTER
    return Recoded(stage, first.since, asked_from)


def as_read(partnership: Partnership, quarter: Quarter) -> tuple[str, ...]:
    """All that definitions say otherwise from one quarter to another: where it is the same, they read alike."""
    given = {each.name: partnership.timescale(each.name) for each in partnership.timescales}
    limits = (str(Limit(*each, quarter)) for each in {**given, **lacking(partnership)}.items())
    with reading_for(partnership, quarter):
        stages = [recoded(kind).stage.name for kind in RECODING]
    return (*partnership.words(quarter).of_definitions, *limits, *stages)


TIMESCALES = _Timescales()
words: Words = _Now()  # type: ignore[assignment]  # the words of the moment, as attributes
