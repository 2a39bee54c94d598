"""What kind of agency each one is, as profiles speak of them: no profile knows a partnership's own bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.partnership.bodies import agency, predecessors


def kinds(codes: Sequence[str]) -> dict[str, str]:
    """
    Each of ``codes`` with its kind: the type of the agency, and "health provider 2" for the second of one type.

    Where one took over from another it has that one's kind, since it has its place.
    """
    seen: Counter[str] = Counter()
    named = {}
    for code in codes:
        known = agency(code)
        kind = known.type.value if known else code
        seen[kind] += 1
        named[code] = kind if seen[kind] == 1 else f"{kind} {seen[kind]}"
    return named


def kinds_of(audit: type[Audit], quarter: Quarter) -> dict[str, str]:
    """The kind of each agency that returns ``audit`` for ``quarter``, among those of its view."""
    return {code: kind for view in audit.views for code, kind in kinds(audit.returners(view, quarter)).items()}


def line_of(code: str) -> str:
    """The first of the agencies that took over from one another: what chances give one they give the next."""
    return next((each.code for each in predecessors(code)), code)
