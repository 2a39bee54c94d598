"""Whether named readers are shown small counts of what children are: a decision of the partnership's own."""

from __future__ import annotations

from enum import StrEnum


class ChildStatus(StrEnum):
    """
    What ``child_status`` in ``partnership.toml`` may be.

    It is about standards that count, or leave out, children by what they are (on a plan, say, or not yet born), and
    about counts of 1 to `Edition.hide_by_child` in the edition for named readers. Breakdowns by what a child is are
    hidden there in any case, and so are all small counts in every other edition.
    """

    SHOWN = "shown"
    HIDDEN = "hidden"
