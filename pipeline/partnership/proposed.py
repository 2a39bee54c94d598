"""The time limits that come with the audits, for a partnership whose files are older than an audit that reads one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from io import StringIO

from pipeline.partnership.here import USUAL, shipped
from pipeline.partnership.model import Partnership, Timescale
from pipeline.partnership.rows import COLUMNS

SOURCE = "Proposed with the audit, and not yet decided here"
_CALLED = {"from": "since", "to": "until"}  # columns whose names Python keeps for itself, or that are called otherwise
_NEAR = 0.8  # how alike two names are of which one is the other misspelt


@cache
def lacking(partnership: Partnership) -> Mapping[str, tuple[Timescale, ...]]:
    """
    The limits of which ``timescales.csv`` has no row, by their names, with the versions that audits use until it has.

    What the law sets keeps its source; nobody here has decided the rest, and no person has checked either.
    One of which the file seems to have a misspelt row is not among them: that row is to be mended.
    """
    usual = shipped(USUAL)
    given = {each.name for each in partnership.timescales}
    own = sorted(given - {each.name for each in usual.timescales})
    names = dict.fromkeys(each.name for each in usual.timescales if each.name not in given)
    return {
        name: tuple(_proposed(usual.timescale(name)))
        for name in names
        if not get_close_matches(name, own, n=1, cutoff=_NEAR)
    }


def _proposed(versions: Iterable[Timescale]) -> Iterable[Timescale]:
    for each in versions:
        yield replace(each, source=each.source if each.by_law else SOURCE, checked_by="", row=0)


def rows_to_add(partnership: Partnership) -> list[str]:
    """The rows that ``timescales.csv`` lacks, as it would hold them, below its headings; none where it lacks none."""
    versions = [each for theirs in lacking(partnership).values() for each in theirs]
    if not versions:
        return []
    columns, _ = COLUMNS["timescales.csv"]
    text = StringIO()
    writer = csv.DictWriter(text, columns.split(), lineterminator="\n")
    writer.writeheader()
    for each in versions:
        writer.writerow({name: getattr(each, _CALLED.get(name, name)) for name in columns.split()})
    return text.getvalue().splitlines()
