"""Checks of a file among the others of its quarter: each return once, and each file from one agency."""

from __future__ import annotations

from pipeline.validate.catalogue.check import ERROR, NOTE, QUERY, Check

OTHER_FILES = "a template knows nothing of other files"

DUPLICATE = Check(
    "duplicate",
    NOTE,
    saw="a duplicate of {name}: {alike}",
    fix="It was counted once; delete one of the two.",
    intake_only=OTHER_FILES,
)
COUNTED_TOGETHER = Check(
    "counted_together",
    QUERY,
    saw="another return of the same agency, sent as {names}",
    expected="no record in both",
    fix="Both are counted. Where one holds the records of the other, send all of them once more as one return.",
    intake_only=OTHER_FILES,
    plain=True,
)
TOOK_THE_PLACE = Check(
    "took_the_place",
    QUERY,
    saw="an earlier return of the same agency, sent as {names}",
    expected="one return for the whole quarter",
    fix="This one is newer and counts in its place. Where the other held records that this one lacks, send all of them "
    "once more as one return.",
    intake_only=OTHER_FILES,
    plain=True,
)
GAVE_WAY = Check(
    "gave_way",
    NOTE,
    saw="a newer return of the same agency, sent as {names}",
    fix="The newer one counts in place of this one.",
    intake_only=OTHER_FILES,
    plain=True,
)
DISPUTED = Check(
    "same_file_for_two_agencies",
    ERROR,
    saw="the very same file in {folders}",
    expected="each file in the folder of one agency",
    fix="Delete it from the folder it does not belong to; until then it is counted for nobody.",
    intake_only=OTHER_FILES,
    ours=True,
    plain=True,
)
