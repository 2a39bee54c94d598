"""
Counts of what children are (on a plan, say, or not yet born), which a partnership may hide from named readers too.

A breakdown by what a child is has a rule of its own (`Edition.hide_by_child`). This is about the standards that count,
or leave out, children by what they are: there the standard's own counts say how many such children there were.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.definition import Standard
from pipeline.disclose.editions import Edition
from pipeline.partnership.here import here

_SHOWN = "The partnership decided: small counts of what children are (on a plan, unborn) are shown."
_HIDDEN = (
    "The partnership decided: counts from 1 to {limit} of what children are (on a plan, unborn) are hidden from "
    "these readers too, with every figure from which one could be worked out."
)


def edition_for(standard: Standard, edition: Edition) -> Edition:
    """How ``edition`` shows a standard: as it shows an audit of few children, where the partnership decided so."""
    return edition.of_few() if _is_hidden(standard, edition) else edition


def policy_in_words(edition: Edition, standards: Iterable[Standard] | None = None) -> str:
    """
    What the partnership decided, for the page of an edition; empty in one that hides all small counts in any case.

    ``standards``: those that the page is of; empty where it is about none of them.
    """
    if not edition.named_readers:
        return ""
    if standards is not None and not any(each.of_what_children_are for each in standards):
        return ""
    return _HIDDEN.format(limit=edition.hide_by_child) if here().hides_child_status else _SHOWN


def _is_hidden(standard: Standard, edition: Edition) -> bool:
    return edition.named_readers and here().hides_child_status and standard.of_what_children_are
