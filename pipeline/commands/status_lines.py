"""``status`` of one quarter: a grid of agencies and few audits, or with many audits a line for each agency."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.definition.when_due import when_due
from pipeline.intake.outstanding import ERASED, MISSING, NOT_DUE, NOT_READ, SENT_BACK, ExpectedReturn
from pipeline.partnership.bodies import name_of
from pipeline.partnership.returns_due import due, reservation
from pipeline.store.workspace import Workspace

MOST_IN_A_GRID = 6  # audits; more are wider than a screen
WIDE = 100  # letters of a line
_NOT_ASKED = "·"
_NEWER, _LATE, _QUERIES, _NIL, _UNASKED = "newer one sent back", "late", "with queries", "nil", "came though not due"
_TOLD = (MISSING, SENT_BACK, NOT_READ, ERASED, _NEWER, _LATE, _QUERIES, _NIL, _UNASKED)  # first what it has to mend


def of_one_quarter(workspace: Workspace, quarter: Quarter, lines: Sequence[ExpectedReturn]) -> list[str]:
    """How each agency's returns stand, how many are in, and when those that are not due are due next."""
    few = len({each.audit.code for each in lines}) <= MOST_IN_A_GRID
    due_now = [each for each in lines if each.due]
    owed = sum(each.owed for each in lines)
    beside = sum(not each.due and each.last is not None for each in lines)
    return [
        f"Returns for {quarter}, due {spoken(due(quarter))}{reservation(quarter)}",
        "",
        *(_grid(lines) if few else _list(lines)),
        "",
        f"{sum(not each.owed for each in due_now)} of {len(due_now)} in; {owed} outstanding."
        + (f" {beside} more came that {'was' if beside == 1 else 'were'} not due." if beside else "")
        + (f" The texts to send: python -m pipeline status {quarter.folder} --chase{workspace.option}" if owed else ""),
        *_not_due(quarter, lines),
    ]


def _grid(lines: Sequence[ExpectedReturn]) -> Iterator[str]:
    """A row for each agency and a column for each audit."""
    cells = {(each.agency, each.audit.code): _cell(each) for each in lines}
    codes = list(dict.fromkeys(each.agency for each in lines))
    width = max(len(each) for each in ("Agency", *map(name_of, codes)))
    there = list(dict.fromkeys(each.audit.code for each in lines))
    columns = {code: max(len(code), *(len(cells.get((each, code), "")) for each in codes)) for code in there}
    yield _row("Agency", width, {code: code for code in columns}, columns)
    for code in codes:
        yield _row(name_of(code), width, {a: cells.get((code, a), _NOT_ASKED) for a in columns}, columns)


def _row(name: str, width: int, cells: dict[str, str], columns: dict[str, int]) -> str:
    return "  ".join([f"{name:<{width}}", *(f"{cells[code]:<{columns[code]}}" for code in columns)]).rstrip()


def _cell(each: ExpectedReturn) -> str:
    again = f", {_NEWER}" if each.counts and each.owed else ""
    return each.status + (f", {_LATE}" if each.late else "") + again


def _list(lines: Sequence[ExpectedReturn]) -> Iterator[str]:
    """A line for each agency, and under it where it is longer than a screen is wide: what is in, what lacks."""
    for code in dict.fromkeys(each.agency for each in lines):
        text = f"{name_of(code)}: {_standing([each for each in lines if each.agency == code])}"
        yield from textwrap.wrap(text, WIDE, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)


def _standing(theirs: Sequence[ExpectedReturn]) -> str:
    asked = [each for each in theirs if each.due]
    whole = f"{sum(not each.owed for each in asked)} of {len(asked)} in" if asked else "none is due"
    named = {kind: [each.audit.code for each in theirs if kind in _kinds(each)] for kind in _TOLD}
    return "; ".join([whole, *(f"{kind} {', '.join(codes)}" for kind, codes in named.items() if codes)])


def _kinds(each: ExpectedReturn) -> set[str]:
    """All that is to be said of a return; an accepted one has nothing."""
    if each.status == NOT_DUE:
        return set()
    so_far = {
        _NEWER: each.counts is not None and each.owed,
        _LATE: each.late,
        _UNASKED: not each.due,
        each.status: True,
    }
    return {kind for kind, so in so_far.items() if so}


def _not_due(quarter: Quarter, lines: Sequence[ExpectedReturn]) -> list[str]:
    """When the audits that are not due are due next, a line for each."""
    idle = [each.audit for each in lines if not each.due]
    return [f"{audit.code} {when_due(audit, quarter)}" for audit in dict.fromkeys(idle)]
