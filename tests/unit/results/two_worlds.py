"""A partnership's quarters as small drawn tables, in two worlds that differ in a few records, and what each is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Basis,
    Cadence,
    Date,
    Distribution,
    OneCode,
    Part,
    RepeatShare,
    Standard,
    Text,
    View,
    YesNo,
    code_list,
)
from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.intake import Entry, Intake
from pipeline.measure.table import audit_counts
from pipeline.results.assemble import quarter_result
from pipeline.results.counted import CountedQuarter, counted_quarter
from pipeline.results.model import QuarterResult
from pipeline.store.register import Submission
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.small_audit import audit_of

NOW = Quarter(2019, 2)
VIEW = View("Everyone", "health_provider", code="all")
ref = Text("Reference", name="ref", required=True)
child = Text("Child", name="child_ref")
seen = Date("Date seen", name="seen", required=True)
done = YesNo("Done?", name="done", not_recorded=True)
known = YesNo("Known before?", name="known")
side = OneCode("Side", name="side", codes=code_list("sides", LEFT="Left", RIGHT="Right"))
AUDIT = audit_of(
    "TST",
    title="Small audit",
    purpose="To test.",
    unit="one case",
    units="cases",
    cadence=Cadence.QUARTERLY,
    key=ref,
    views=(VIEW,),
    anchors={VIEW: (seen,)},
    parts=(Part("All of it", (ref, child, seen, done, known, side)),),
    standards=(
        Standard("Done", ALWAYS, done == "Y", Basis.LOCAL, "A test", headline=True, id="T1"),
        Standard("Done where known before", known == "Y", done == "Y", Basis.LOCAL, "A test", id="T2"),
    ),
    context=(
        Distribution("Sides", side, ALWAYS, VIEW, id="Tx1"),
        Distribution("Done or not", done, ALWAYS, VIEW, id="Tx2"),
        RepeatShare("Children seen twice", child, VIEW, id="Tx3"),
    ),
)
Record = tuple[str, str]  # whether it was done, and whether the child was known before
World = Sequence[Mapping[str, Sequence[Record]]]  # the records of each quarter by agency, the oldest quarter first


def told(world: World) -> tuple[QuarterResult, QuarterResult]:
    """What the board and the public are told of the newest quarter, in which nobody but this audit is asked."""
    counted = counted_in(world)
    board, public = (quarter_result(counted, edition, synthetic=True) for edition in (BOARD, PUBLIC))
    return board, public


def counted_in(world: World) -> CountedQuarter:
    """The newest quarter as it is counted, beside those before it."""
    quarters = NOW.last(len(world))
    past = {
        quarter: {AUDIT.code: audit_counts(AUDIT, quarter, [_sent(*each, quarter) for each in theirs.items()])}
        for quarter, theirs in zip(quarters[:-1], world[:-1], strict=True)
    }
    entries = [
        Entry(
            Path(agency),
            Submission(number, str(NOW), "2019-20-Q2/x", agency, "", 0, ""),
            _sent(agency, records, NOW),
            counts=True,
        )
        for number, (agency, records) in enumerate(world[-1].items(), start=1)
    ]
    return counted_quarter(Intake(NOW, tuple(entries), 0), past)


def _sent(agency: str, records: Sequence[Record], quarter: Quarter) -> Accepted:
    count = len(records)
    days = pd.to_datetime([str(quarter.end)] * count).astype("datetime64[s]")
    rows = pd.DataFrame(
        {
            "row": range(6, 6 + count),
            "as_of": days,
            "ref": [f"{agency}-{number}" for number in range(count)],
            "child_ref": [f"{agency}-{number}" for number in range(count)],
            "seen": days,
            "done": pd.array([each for each, _ in records], dtype=object),
            "known": pd.array([each for _, each in records], dtype=object),
            "side": ["LEFT"] * count,
        }
    )
    return Accepted(
        agency,
        agency,
        Tally(seen=count, kept=count),
        (),
        Identity(AUDIT.form(VIEW, quarter), agency, ""),
        cover={"date_submitted": "2019-10-14"},
        rows=rows,
        unusable=pd.DataFrame(index=rows.index),
    )


def apart(one: Any, other: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two values differ, and in what."""
    if one == other:
        return
    if is_dataclass(one) and type(one) is type(other):
        for field in fields(one):
            yield from apart(getattr(one, field.name), getattr(other, field.name), f"{place}.{field.name}")
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for number, (here, there) in enumerate(zip(one, other, strict=True)):
            yield from apart(here, there, f"{place}[{number}]")
    else:
        yield place, one, other
