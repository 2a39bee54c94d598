"""What an audit follows that is none of cases: what is done about recommendations, and what shows it."""

from __future__ import annotations

from enum import Enum


class Tracked(Enum):
    """What each row of a return is, where it is followed from quarter to quarter and not a case."""

    ACTIONS = "an action of the plan"
    EVIDENCE = "a piece of evidence"
