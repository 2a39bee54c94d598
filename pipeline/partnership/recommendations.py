"""What a recommendation and an action are: a row of ``recommendations.csv`` and one of ``actions.csv``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What sort of thing an action is."""

    TRAINING = "training"
    SERVICE = "service"
    RESOURCE = "resource"
    PROCESS = "process"
    AUDIT = "audit"
    SURVEY = "survey"
    REVIEW = "review"
    ASSURANCE = "assurance"
    CAMPAIGN = "campaign"
    COMMISSIONING = "commissioning"
    EVENT = "event"


@dataclass(frozen=True)
class Recommendation:
    """
    One recommendation. ``leads``: agency codes. ``instruments``: codes of audits that evidence it, built or not.

    ``standards``: ids of the standards and measures that show it. ``theme``: the theme's name. ``level_required``: how
    good its evidence must be, 0 to 5 on the assurance ladder; None where that is not decided. ``row``: in the file.
    """

    id: str
    text: str
    leads: tuple[str, ...]
    instruments: tuple[str, ...]
    cadence: str = ""
    theme: str = ""
    standards: tuple[str, ...] = ()
    level_required: int | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Action:
    """One action, ``taken`` already or planned, with the recommendations it answers. ``row``: in the file."""

    id: str
    text: str
    leads: tuple[str, ...]
    kind: Kind
    recommendations: tuple[str, ...]
    tracked_by: tuple[str, ...] = ()
    cadence: str = ""
    taken: bool = False
    level_required: int | None = None
    row: int = field(default=0, compare=False)
