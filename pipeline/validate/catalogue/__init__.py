"""
The catalogue of checks: everything that can be said of a return, and where a message's wording is changed.

`docs/checks.md` is printed from it (``make docs``).
"""

from __future__ import annotations

from pipeline.validate.catalogue import (
    cells,
    children,
    conditions,
    copies,
    cover,
    files,
    headings,
    people,
    records,
    volumes,
)
from pipeline.validate.catalogue.check import Check, title_of
from pipeline.validate.finding import Finding

MODULES = (files, people, cover, headings, records, cells, conditions, volumes, children, copies)
CHECKS: tuple[Check, ...] = tuple(
    value for module in MODULES for value in vars(module).values() if isinstance(value, Check)
)
OURS = frozenset(each.id for each in CHECKS if each.ours)  # what no agency is asked to put right
_PLAIN = frozenset(each.id for each in CHECKS if each.plain)

__all__ = ["CHECKS", "MODULES", "OURS", "Check", "title_of", "why"]


def why(finding: Finding) -> str:
    """What is wrong, in words that hold nothing an agency wrote, so that anybody may read them."""
    title = title_of(finding.rule)
    return f"{title}: {finding.saw}" if finding.rule in _PLAIN else title
