"""What each file of a workspace is, by where it lies in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"data/raw/", "a return as it was sent"),
        (r"data/processed/received/", "the kept copy of a file as it was received"),
        (r"data/processed/validated/.*/marked-up\.xlsx", "the kept copy of a return marked up"),
        (r"data/processed/validated/.*\.parquet", "the accepted rows of a return"),
        (r"data/processed/validated/", "what was found in a return"),
        (r"data/processed/children/.*\.json", "what a quarter's returns say of each child"),
        (r"data/processed/children/", "the list of what agencies do not agree on"),
        (r"data/processed/immediate-action", "the list of records that need action at once"),
        (r"data/processed/(register|erasures)\.", "a register"),
        (r"data/processed/(approvals|decisions|baselines|ledger|releases|definitions)", "what was decided or released"),
        (r"data/processed/(results|quarters|kept-counts|regional)/", "kept counts and results"),
        (r"data/processed/notebooks/", "an executed notebook"),
        (r"data/processed/partnerships/", "the kept files of a partnership"),
        (r"data/processed/", "what the next run needs"),
        (r"data/samples/", "the account of a sample"),
        (r"data/meetings/", "what was written down of a meeting"),
        (r"data/commentary/", "the analyst's words"),
        (r"data/planted\.json", "the list of what was planted among made-up returns"),
        (r"samples/", "the workbook of a sample"),
        (r"meeting/", "a page for a meeting on cases"),
        (r"templates/", "a template as it was sent out"),
        (r"chase/", "a text that asks for returns"),
        (r"partnership/", "a file of the partnership"),
        (r"released/", "what was released"),
        (r"reports/[^/]+/feedback/.*marked-up\.xlsx", "a return marked up, for its agency"),
        (r"reports/[^/]+/feedback/", "a receipt, for its agency"),
        (r"reports/[^/]+/send/", "what goes back to an agency"),
        (r"reports/.*\.html?", "a page of a report"),
        (r"reports/", "a table or file of a report"),
    )
)


def kind_of(place: PurePosixPath) -> str:
    """What the file at ``place``, below the workspace's folder, is; a file that is none of ours is said to be so."""
    return next(
        (kind for pattern, kind in _KINDS if pattern.match(place.as_posix())), "a file of no kind that is known"
    )
