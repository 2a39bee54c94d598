"""What is said of a definition that asks for something in vain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is the matter."""

    UNREACHABLE = "unreachable"
    NEVER_MET = "never met"
    NEVER_FAILS = "never fails"
    NEVER_USED = "never used"
    CONTRADICTS = "contradicts"
    SMALL_GROUPS = "small groups"
    OFTEN_HIDDEN = "often hidden"


@dataclass(frozen=True)
class Doubt:
    """
    One thing that an audit asks or counts in vain: of which question, rule or standard, why, and what to do.

    ``meant``: why it is so on purpose, where the audit says that.
    """

    kind: Kind
    about: str
    why: str
    do: str
    meant: str = ""

    @property
    def name(self) -> str:
        """The words under which an audit can say that it is meant."""
        return f"{self.about} {self.kind}"

    @property
    def text(self) -> str:
        """The whole of it as one sentence or two."""
        return f"{self.about}, {self.kind}: {self.why} " + (f"It is meant: {self.meant}" if self.meant else self.do)
