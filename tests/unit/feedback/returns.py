"""A small audit, a return to it as it was read, and what intake made of it, all drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import feedback
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    Basis,
    Cadence,
    Date,
    Form,
    MultiCode,
    Part,
    Severity,
    Standard,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
)
from pipeline.read import Facts, Sheet, Workbook
from pipeline.validate.catalogue.cells import OUT_OF_RANGE
from pipeline.validate.catalogue.cells import TIDIED as TIDIED_CHECK
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Accepted, Identity, SentBack, Tally, Validated
from tests.small_audit import audit_of
from tests.unit.validate.sent import sheet

POLICE = View("Police", "police", code="police")
COUNCIL = View("Children's social care", "social_care", code="council")
case_no = Text("Case number", name="case_no", required=True, pattern=r"C\d+", pattern_words="C and digits")
met_on = Date("Date of the meeting", name="met_on", required=True)
held = YesNo("Was it held?", name="held", required=True)
age = Whole("Age", name="age", maximum=17)
needs = MultiCode("Needs", name="needs", codes=code_list("needs", H="Housing", S="School"))
plan = YesNo("Was there a plan?", name="plan", on=(COUNCIL,))
T1 = Standard("Held", held == held, held == "Y", Basis.LOCAL, "Local", id="T1", headline=True)
T2 = Standard("Held, with a plan", held == "Y", plan == "Y", Basis.LOCAL, "Local", id="T2", counted_on=(COUNCIL,))
AUDIT = audit_of(
    "TST",
    title="Small audit",
    purpose="A test.",
    unit="one case",
    units="cases",
    cadence=Cadence.QUARTERLY,
    key=case_no,
    views=(POLICE, COUNCIL),
    anchors={POLICE: (met_on,), COUNCIL: (met_on,)},
    parts=(Part("All of it", (case_no, met_on, held, age, needs, plan)),),
    standards=(T1, T2),
)
QUARTER = Quarter(2019, 2)
FORM: Form = AUDIT.form(POLICE, QUARTER)
IDENTITY = Identity(FORM, "HC", FORM.version)
HEADINGS: list[object] = ["Row mark", "Case number *", "Date of the meeting *", "Was it held? *", "Age", "Needs"]
ROWS: list[list[object]] = [
    ["", "C1", date(2019, 7, 1), "Y", 4.0, "H;S"],
    ["", "C2", datetime(2019, 8, 2, 9, 30), "", 99.0, ""],
]
SHA = "0123456789ab" + "c" * 52
BLANK = REQUIRED_MISSING.worded(answer="one of Y, N").at(
    "Records",
    "D7",
    field="held",
    label="Was it held?",
    affects=("T1",),
)
DOUBT = replace(
    OUT_OF_RANGE.worded(kind="whole number from 0 to 17")
    .seeing("'99'")
    .at("Records", "E6:E7", field="age", label="Age"),
    severity=Severity.QUERY,
)
TIDIED = replace(TIDIED_CHECK.at("Records", "6:6", tidied="a date stored as text"), fix="")
PERSON = replace(PERSONAL_DATA.at("Records", "B6, B7", kind="Ann Example"), expected="", fix="")


def records(rows: list[list[object]] = ROWS, headings: list[object] = HEADINGS, **facts: Any) -> Sheet:
    """The Records sheet with the template's three lines above its headings and the example below them."""
    above: list[list[object]] = [["TST 2019-20 Q2"], ["Click a cell"], [""]]
    return sheet("Records", [*above, headings, ["EXAMPLE – not counted", "C9"], *rows], **facts)


def of_sheets(*sheets: Sheet) -> Workbook:
    """A workbook of these sheets."""
    return Workbook("mine.xlsx", SHA, 1, sheets, (), Facts())


def accepted(**changed: Any) -> Accepted:
    """An accepted return of two records, changed as said."""
    rows = pd.DataFrame(
        {
            "row": [6, 7],
            "as_of": pd.to_datetime(["2019-10-01"] * 2).astype("datetime64[s]"),
            "case_no": ["C1", "C2"],
            "met_on": pd.to_datetime(["2019-07-01", "2019-08-02"]).astype("datetime64[s]"),
            "held": ["Y", "N"],
            "age": pd.array([4, 5], dtype="Int64"),
            "needs": ["H;S", None],
        }
    )
    whole = Accepted(
        "mine.xlsx",
        SHA,
        Tally(seen=3, kept=2, not_data=1),
        (),
        IDENTITY,
        rows=rows,
        unusable=pd.DataFrame(index=rows.index),
    )
    return replace(whole, **changed)


def queried(*findings: Finding) -> Accepted:
    """A return accepted with queries, whose second record says nothing of ``held``."""
    whole = accepted(findings=findings or (TIDIED, DOUBT, BLANK))
    return replace(whole, rows=whole.rows.assign(held=["Y", None]))


def sent_back(*findings: Finding, identity: Identity | None = IDENTITY) -> SentBack:
    """A return that was sent back for ``findings``."""
    return SentBack("mine.xlsx", SHA, Tally(), findings, identity)


def given_back(validated: Validated, folder: Path, sent: Workbook, earlier: Sequence[Validated] = ()) -> list[Path]:
    """The feedback on a return, written to ``folder`` as an intake and a check do it."""
    marked_up = feedback.marked_up_return(validated, sent, earlier)
    return feedback.write(validated, folder, marked_up=marked_up, earlier=earlier)
