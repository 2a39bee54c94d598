"""The guidance in force: which document says, from which quarter on, what the answers of an audit mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here


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


def documents(kinds: Iterable[str]) -> tuple[Guidance, ...]:
    """The documents of ``kinds`` that took the place of another, in the order in which they did."""
    later = [each for kind in kinds for each in here().versions(kind)[1:] if each.dated and each.since]
    began = [Guidance(each.kind, each.version, Quarter.containing(each.since)) for each in later if each.since]
    return tuple(sorted(began, key=lambda each: each.since))
