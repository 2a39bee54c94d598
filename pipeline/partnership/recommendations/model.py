"""What a recommendation and an action are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

THEMES = {
    "T1": "Quality and assurance of assessment, planning and challenge",
    "T2": "Neglect",
    "T3": "Whole-family working and young parents",
    "T4": "Information sharing and thresholds",
    "T5": "Safe sleep",
    "T6": "Housing",
}


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
    """One recommendation. ``leads``: agency codes. ``instruments``: codes of audits that evidence it, built or not."""

    id: str
    text: str
    leads: tuple[str, ...]
    instruments: tuple[str, ...]
    cadence: str = ""

    @property
    def theme(self) -> str:
        """The theme's name."""
        return THEMES[self.id.split(".")[0]]


@dataclass(frozen=True)
class Action:
    """One action, ``taken`` already or planned, with the recommendations it answers."""

    id: str
    text: str
    leads: tuple[str, ...]
    kind: Kind
    recommendations: tuple[str, ...]
    tracked_by: tuple[str, ...] = ()
    cadence: str = ""
    taken: bool = False
