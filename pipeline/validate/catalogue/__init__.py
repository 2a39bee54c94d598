"""
The catalogue of checks: everything that can be said of a return, and where a message's wording is changed.

`docs/checks.md` is printed from it (``make docs``).
"""

from __future__ import annotations

from pipeline.validate.catalogue import cells, conditions, copies, cover, files, headings, people, records, volumes
from pipeline.validate.catalogue.check import Check, Wording

MODULES = (files, people, cover, headings, records, cells, conditions, volumes, copies)
CHECKS: tuple[Check, ...] = tuple(
    value for module in MODULES for value in vars(module).values() if isinstance(value, Check)
)
_TITLES = {each.id: each.title for each in CHECKS}

__all__ = ["CHECKS", "MODULES", "Check", "Wording", "title_of"]


def title_of(rule: str) -> str:
    """
    What is shown in place of the id ``rule`` of a check.

    Raises: KeyError -- if it is no check of the catalogue, nor an audit's own rule.
    """
    return conditions.rule_title(rule) if rule.startswith(conditions.RULE) else _TITLES[rule]
