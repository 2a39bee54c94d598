"""What is needed to know of an action to ask whether it worked, whoever tells of it: the plan, a return, a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here
from pipeline.results.followed.plan import REPORT, plan
from pipeline.results.followed.reading import holding
from pipeline.results.followed.reported import Reported, ReportedAction
from pipeline.results.followed.values import ActionLine


class Acted(Protocol):
    """An action as one agency leads it. Days are as in ISO 8601, empty where nobody has said."""

    @property
    def id(self) -> str:
        """The action's number in the plan."""

    @property
    def agency(self) -> str:
        """The code of the agency that leads it."""

    @property
    def agreed(self) -> str:
        """The day on which it was agreed."""

    @property
    def done(self) -> str:
        """The day on which it was done."""

    @property
    def standards(self) -> tuple[str, ...]:
        """The ids of the standards that it is meant to move."""

    @property
    def source(self) -> str:
        """Where it is from: the published report, a meeting, or the agency itself."""

    @property
    def taken(self) -> bool:
        """Whether the published report says that it was taken already."""


def acted(
    told: Mapping[Quarter, Reported], quarter: Quarter, agreed: Iterable[ReportedAction] = ()
) -> list[ActionLine]:
    """
    Every action that is known in ``quarter``, once for each agency that leads it.

    ``told``: what agencies reported for each quarter; ``agreed``: what meetings agreed, as if reported.
    """
    return [each.line for each in plan(here().actions, agreed, holding(told, quarter), quarter)]


def counts_from(action: Acted) -> str:
    """
    The day that decides what is before ``action``: on which it was agreed, or done if that was first; empty if unknown.

    What the published report plans was agreed by the day on which it was published, where nobody says another day.
    """
    planned, published = action.source == REPORT and not action.taken, here().report_published
    agreed = action.agreed or (published.isoformat() if planned and published else "")
    return min(filter(None, (agreed, action.done)), default="")
