"""
Who is compared: this product, and three ways in which a competent analyst would check the same returns.

Each is given the same facts (`asked`): types, code lists, ranges, forms, what is required and when, rules across
questions, uniqueness, the Cover's and the Volumes' own. The three share the codebook's conditions and rules (`said`);
each reads the file, and tells a right answer from a wrong one, in its own tool's way. Of personal data they look for
the commonest forms in free words; of what a file holds besides cells (comments, hidden rows, footers) they are told
nothing, as no codebook tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from benchmarks.defects.contenders.asked import Contender

OURS = "this product"
CONTENDERS: Mapping[str, str] = {
    OURS: "ours",
    "pandas + pandera": "with_pandera",
    "Frictionless": "with_frictionless",
    "openpyxl by hand": "by_hand",
}


def contender(name: str) -> Contender:
    """How ``name`` judges a return. Raises: ImportError -- if a package that it needs is missing or does not fit."""
    judged: Contender = import_module(f"{__name__}.{CONTENDERS[name]}").judged
    return judged
