"""What a recommendation and an action are: a row of ``recommendations.csv`` and one of ``actions.csv``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum


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


class ShownBy(StrEnum):
    """What can show that a recommendation is carried out; the words of ``recommendations.csv``."""

    AUDIT = "audit"
    BOTH = "both"
    ASSURANCE = "assurance"


@dataclass(frozen=True)
class Recommendation:
    """
    One recommendation. ``leads``: agency codes. ``instruments``: codes of audits that evidence it, built or not.

    ``standards``: ids of the standards and measures that show it; ``key_standards``: those few of them that decide how
    it stands. ``theme``: the theme's name, ``theme_code``: its short one. ``intention``: what was to become different.
    ``shown_by``: whether an audit, an assurance or both can show it. ``level_required``: how good its evidence must be,
    0 to 5 on the assurance ladder; None where that is not decided. ``tested_by``: who must test it; ``assurance``: what
    documents would show it, both in words. ``due``: when it is expected to be shown; None where nobody has said.
    ``row``: in the file.
    """

    id: str
    text: str
    leads: tuple[str, ...]
    instruments: tuple[str, ...]
    cadence: str = ""
    theme: str = ""
    standards: tuple[str, ...] = ()
    level_required: int | None = None
    theme_code: str = ""
    intention: str = ""
    shown_by: ShownBy = ShownBy.AUDIT
    tested_by: str = ""
    assurance: str = ""
    key_standards: tuple[str, ...] = ()
    due: date | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Action:
    """
    One action, ``taken`` already or planned, with the recommendations it answers. ``row``: in the file.

    ``agreed``, ``due`` and ``done``: days, None where nobody has said. ``standards``: those that it is meant to move.
    """

    id: str
    text: str
    leads: tuple[str, ...]
    kind: Kind
    recommendations: tuple[str, ...]
    tracked_by: tuple[str, ...] = ()
    cadence: str = ""
    taken: bool = False
    level_required: int | None = None
    agreed: date | None = None
    due: date | None = None
    done: date | None = None
    standards: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)
