"""Decisions of a meeting that read the report of `READ`, a few words each, for the tests of what became of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.store.decisions import Decision, DecisionKind

READ = Quarter(2019, 2)
NEXT = READ.next()
ASK = Decision(
    number=1,
    kind=DecisionKind.ASK,
    quarter=str(READ),
    on="2019-12-05",
    by="chair",
    text="Send the return on missed appointments",
    recommendations=("T2.2",),
    agency="SOL",
    due="2020-01-28",
    closes="return WNB",
)
OVERRIDE = Decision(
    number=2,
    kind=DecisionKind.OVERRIDE,
    quarter=str(READ),
    on="2019-12-05",
    by="chair",
    text="Two clinics alone were audited",
    recommendations=("T2.2", "T4.1"),
    colour="Amber",
    until=str(NEXT),
)


def ask(**changes: Any) -> Decision:
    """An ask of one agency for a return, with ``changes``."""
    return replace(ASK, **changes)


def override(**changes: Any) -> Decision:
    """A colour set for two reports, with ``changes``."""
    return replace(OVERRIDE, **changes)
