"""What is needed to know of an action to ask whether it worked, whoever tells of it: the plan, a return, a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pipeline.partnership.recommendations import Action


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


@dataclass(frozen=True)
class InPlan:
    """An action as the partnership's plan has it, for one of the agencies that lead it."""

    id: str
    agency: str
    agreed: str
    done: str
    standards: tuple[str, ...]


def in_plan(actions: Iterable[Action]) -> list[InPlan]:
    """The ``actions`` of the partnership's plan, each once for every agency that leads it."""
    return [
        InPlan(
            each.id,
            agency,
            each.agreed.isoformat() if each.agreed else "",
            each.done.isoformat() if each.done else "",
            each.standards,
        )
        for each in actions
        for agency in each.leads or ("",)
    ]
