"""Checks of a file among the others of its quarter: each return once, and each file from one agency."""

from __future__ import annotations

from pipeline.validate.catalogue.check import ERROR, NOTE, Check

_OTHER_FILES = "a template knows nothing of other files"

DUPLICATE = Check(
    "duplicate",
    NOTE,
    saw="a duplicate of {name}: {alike}",
    fix="It was counted once; delete one of the two.",
    intake_only=_OTHER_FILES,
)
DISPUTED = Check(
    "same_file_for_two_agencies",
    ERROR,
    saw="the very same file in {folders}",
    expected="each file in the folder of one agency",
    fix="Delete it from the folder it does not belong to; until then it is counted for nobody.",
    intake_only=_OTHER_FILES,
    ours=True,
    plain=True,
)
