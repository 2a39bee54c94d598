"""The guidance in force: which document says, from which quarter on, what the answers of an audit mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter


@dataclass(frozen=True)
class Guidance:
    """A document, what kind of document it is, and the first quarter that it is in force in."""

    kind: str
    title: str
    since: Quarter

    @property
    def break_reason(self) -> str:
        """Why figures from before it are of another kind, as a page says it."""
        return f"another {self.kind} before (the {self.title} from here on)"


THRESHOLDS = "threshold document"
# Southampton's Pathways Document took the place of the continuum of need in 2021.
IN_FORCE = (Guidance(THRESHOLDS, "Pathways Document", Quarter(2021, 1)),)
KINDS = frozenset(each.kind for each in IN_FORCE)


def documents(kinds: Iterable[str]) -> tuple[Guidance, ...]:
    """The documents of ``kinds`` that took the place of another, in the order in which they did."""
    wanted = frozenset(kinds)
    return tuple(sorted((each for each in IN_FORCE if each.kind in wanted), key=lambda each: each.since))
