"""
The catalogue of checks: everything that can be said of a return, and where a message's wording is changed.

`docs/checks.md` is printed from it (``make docs``).
"""

from __future__ import annotations

from pipeline.validate.catalogue import cells, conditions, copies, cover, files, headings, people, records, volumes
from pipeline.validate.catalogue.check import Check, title_of

MODULES = (files, people, cover, headings, records, cells, conditions, volumes, copies)
CHECKS: tuple[Check, ...] = tuple(
    value for module in MODULES for value in vars(module).values() if isinstance(value, Check)
)

__all__ = ["CHECKS", "MODULES", "Check", "title_of"]
