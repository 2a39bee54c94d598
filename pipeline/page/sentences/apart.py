"""An agency beside all others together, in sentences: no ranks, and no claim but of what chance seldom gives."""

from __future__ import annotations

from pipeline.english import listed
from pipeline.results.model import Apart, StandardResult

_FLAGGED = (
    "{who} {is_} {side} than all others together, by more than chance would explain. What they deal with may differ: "
    "ask why."
)
_LOOKED = (
    "{who} {is_} {side} than all others together; chance seldom gives so much, but among several agencies it may. It "
    "is worth a look."
)


def apart_sentence(standard: StandardResult) -> str:
    """Which agencies differ from the others together; empty where they may not be compared."""
    if standard.whole is None and not standard.apart:
        return ""
    if not standard.apart:
        return "No agency differs from the others together by more than chance would explain."
    kinds = [(flag, better) for flag in (True, False) for better in (False, True)]
    alike = [[each for each in standard.apart if (each.flag, each.better) == kind] for kind in kinds]
    return " ".join(_told(those, standard) for those in alike if those)


def _told(those: list[Apart], standard: StandardResult) -> str:
    """Of agencies that differ in the same way, as surely."""
    flag, better = those[0].flag, those[0].better
    words = {True: "better", False: "worse"} if standard.rated else {True: "higher", False: "lower"}
    template = _FLAGGED if flag else _LOOKED
    who = listed([each.agency_name for each in those])
    return template.format(who=who, is_="is" if len(those) == 1 else "are each", side=words[better])
