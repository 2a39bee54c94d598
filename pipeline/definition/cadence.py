"""How often an audit is due, and of which quarters a return then speaks."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from pipeline.calendar.quarter import Period, Quarter


class Cadence(Enum):
    """How often an audit is due."""

    QUARTERLY = "every quarter"
    SIX_MONTHLY = "twice a year (quarters 2 and 4)"
    ANNUAL = "once a year (quarter 4)"
    ONE_OFF = "once"
    CONTINUOUS = "all the time"

    @classmethod
    def named(cls, text: str) -> Cadence:
        """The cadence that ``text`` names, such as "six-monthly". Raises: KeyError -- where there is none."""
        return cls[text.upper().replace("-", "_").replace(" ", "_")]

    def due(self, quarter: Quarter, once: Collection[Quarter] = ()) -> bool:
        """
        Whether a return is due for ``quarter``; of what is sent whenever there is something, none ever is.

        ``once``: the quarters that are named for an audit which has no rhythm of its own.
        """
        if self is Cadence.ONE_OFF:
            return quarter in once
        if self is Cadence.SIX_MONTHLY:
            return quarter.number in (2, 4)
        return quarter.number == 4 if self is Cadence.ANNUAL else self is Cadence.QUARTERLY

    @property
    def quarters(self) -> int:
        """Of how many quarters a return speaks that is due."""
        return {Cadence.SIX_MONTHLY: 2, Cadence.ANNUAL: 4}.get(self, 1)

    def period(self, quarter: Quarter) -> Period:
        """The quarters that a return for ``quarter`` speaks of; that alone where none is due for it."""
        count = self.quarters if self.due(quarter) else 1
        return Period(quarter.last(count)[0], quarter)
