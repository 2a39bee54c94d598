"""The regional edition as data, as an area's own editions are: who reads it, how it is marked, what it may show."""

from __future__ import annotations

TITLE = "Regional edition"
MARKING = "OFFICIAL"  # as an area's board edition is, of which it says no more
READERS = "Members of the region’s partnerships and their boards"
RULE = (
    "Of an area this edition says what that area’s own board edition says, and no more. Of all areas together it says "
    "only what leaves every area as unknown as its own report leaves it."
)
