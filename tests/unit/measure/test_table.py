"""The table of outcomes: a line for each record and standard, and answers borrowed from a linked record."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    NOT_KNOWN,
    Audit,
    Basis,
    Cadence,
    Date,
    OneCode,
    Part,
    Role,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
)
from pipeline.definition.records import code_column
from pipeline.definition.references import References
from pipeline.measure.clustering import shape_of
from pipeline.measure.table import COLUMNS, outcome_table
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.small_audit import audit_of, changed

NOW = Quarter(2019, 2)
HUB = View("The hub's return", "health_provider", code="hub")
PANEL = View("The panel's return", "audit_panel", code="panel")
ref = Text("Reference", name="ref", required=True)
case = Text("Case", name="case", required=True)
child = Text("Child", name="child_ref", on=HUB, role=Role.CHILD)
family = Text("Family", name="family_ref", on=HUB, role=Role.FAMILY)
seen = Date("Date seen", name="seen", required=True)
colour = OneCode("Colour", name="colour", codes=code_list("colours", RED="Red", BLUE="Blue"), on=HUB)
shade = OneCode("Shade", name="shade", codes=code_list("shades", DARK="Dark"), on=HUB, asked_when=colour == "RED")
gate = YesNo("Was it measured?", name="gate", on=PANEL)
size = OneCode(
    "Size", name="size", codes=code_list("sizes", BIG="Big", SMALL="Small"), on=PANEL, asked_when=gate == "Y"
)
weight = Whole("Weight", name="weight", on=PANEL, also=(NOT_KNOWN,))
met_on = Date("Met on", name="met_on", on=PANEL, also=(NOT_KNOWN,))


def counted(name: str, met: object, **options: object) -> Standard:
    return Standard(f"Standard {name}", ALWAYS, met, Basis.LOCAL, "A test", id=name, **options)  # type: ignore[arg-type]


TST = audit_of(
    "TST",
    title="Small audit",
    purpose="To test.",
    unit="one case",
    units="cases",
    cadence=Cadence.QUARTERLY,
    key=ref,
    linked_by=(case,),
    sampled=References(case),
    views=(HUB, PANEL),
    anchors={HUB: (seen,), PANEL: (seen,)},
    parts=(Part("All of it", (ref, case, child, family, seen, colour, shade, gate, size, weight, met_on)),),
    standards=(
        counted("T1", colour == "RED", headline=True, by=colour),
        counted("T2", (size == "BIG") | (gate == "Y"), counted_on=HUB),
        counted("T3", weight >= 3, counted_on=HUB),
        counted("T4", met_on <= datetime(2019, 7, 31).date(), counted_on=HUB),
        counted("T6", (shade == "DARK") & (gate == "Y"), counted_on=HUB),
        counted("T5", colour == "BLUE", since=Quarter(2020, 1)),
    ),
)


def returned(
    view: View, agency: str, rows: list[dict[str, object]], unusable: dict[str, list[bool]] | None = None
) -> Accepted:
    """An accepted return of these records, with a blank for every answer that a record does not have."""
    form = TST.form(view, NOW)
    names = [
        name
        for field in form.fields
        for name in (field.name, *([code_column(field.name)] if field.also_codes() else []))
    ]
    frame = pd.DataFrame([{name: row.get(name) for name in names} for row in rows], columns=names, dtype=object)
    for field in form.fields:
        if isinstance(field, Date):
            frame[field.name] = pd.to_datetime(frame[field.name]).astype("datetime64[s]")
        if isinstance(field, Whole):
            frame[field.name] = frame[field.name].astype("Int64")
    frame.insert(0, "row", [5 + place for place in range(len(rows))])
    doubts = pd.DataFrame(unusable or {}, index=frame.index)
    tally = Tally(seen=len(rows), kept=len(rows))
    return Accepted(
        f"{agency}.xlsx", agency * 2, tally, (), Identity(form, agency, "", ""), rows=frame, unusable=doubts
    )


def hub(*cases: str | None, **answers: object) -> Accepted:
    return returned(HUB, "SOL", [{"ref": str(n), "case": each, **answers} for n, each in enumerate(cases)])


def panel(*rows: dict[str, object], unusable: dict[str, list[bool]] | None = None, agency: str = "SSCP") -> Accepted:
    return returned(PANEL, agency, list(rows), unusable)


def outcomes(standard: str, *returns: Accepted) -> list[str]:
    table = outcome_table(TST, NOW, returns)
    return table.loc[table["standard"] == standard, "outcome"].tolist()


def test_each_record_has_a_line_for_each_standard_in_force_that_it_is_counted_on() -> None:
    sol = returned(
        HUB,
        "SOL",
        [
            {"ref": "1", "case": "K1", "child_ref": "C1", "family_ref": "F1", "colour": "RED"},
            {"ref": "2", "case": "K2", "child_ref": "C2", "colour": "BLUE"},
        ],
    )
    uhs = returned(HUB, "UHS", [{"ref": "1", "case": "K3", "child_ref": "C3"}])
    nil = returned(HUB, "UHS", [])
    table = outcome_table(TST, NOW, [sol, nil, uhs])

    assert tuple(table.columns) == COLUMNS
    assert table.index.tolist() == list(range(15))
    assert table["standard"].tolist() == [f"T{number}" for number in (1, 2, 3, 4, 6) for _ in range(3)]
    assert set(table["day"].dt.date) == {NOW.end}, "no day decides the quarter here, so its last one stands for it"
    first = table[table["standard"] == "T1"].drop(columns="day").astype(object).where(table.notna(), None)
    assert [tuple(line) for line in first.itertuples(index=False)] == [
        ("T1", "SOL", "hub", "SOLSOL", "SOL.xlsx", 5, "met", False, "RED", "C1", "F1", "K1"),
        ("T1", "SOL", "hub", "SOLSOL", "SOL.xlsx", 6, "not met", False, "BLUE", "C2", None, "K2"),
        ("T1", "UHS", "hub", "UHSUHS", "UHS.xlsx", 5, "missing", False, None, "C3", None, "K3"),
    ]
    assert table.loc[table["standard"] == "T2", "group"].isna().all(), "T2 is broken down by nothing"


@pytest.mark.parametrize("returns", [[], [returned(HUB, "SOL", [])], [panel({"ref": "1", "case": "K1"})]])
def test_without_records_that_a_standard_is_counted_on_the_table_has_its_columns_and_no_line(
    returns: list[Accepted],
) -> None:
    table = outcome_table(TST, NOW, returns)
    assert (tuple(table.columns), len(table)) == (COLUMNS, 0)


def test_an_answer_is_borrowed_from_the_one_record_with_the_same_link() -> None:
    lenders = [
        panel({"ref": "1", "case": "K1", "gate": "Y"}, {"ref": "2", "case": "K2", "gate": "N", "size": "BIG"}),
        panel({"ref": "1", "case": "K3", "gate": "N", "size": "SMALL"}, agency="LSCB"),
    ]
    borrowers = hub("K3", "K1", "K2", "K1", "K9", None)
    assert outcomes("T2", borrowers, *lenders) == ["not met", "met", "met", "met", "missing", "missing"]
    assert outcomes("T2", *lenders, borrowers) == outcomes("T2", borrowers, *lenders)
    assert outcomes("T2", borrowers) == ["missing"] * 6


def test_a_link_that_several_records_have_or_none_lends_nothing() -> None:
    twice = panel(
        {"ref": "1", "case": "K1", "gate": "Y"}, {"ref": "2", "case": "K1", "gate": "Y"}, {"ref": "3", "gate": "Y"}
    )
    elsewhere = panel({"ref": "1", "case": "K2", "gate": "Y"}, agency="LSCB")
    assert outcomes("T2", hub("K1", "K2", None), twice, elsewhere) == ["missing", "met", "missing"]


def test_a_borrowed_answer_that_cannot_be_used_is_not_taken_for_one_that_was_rightly_left_empty() -> None:
    lines = [{"ref": str(n), "case": f"K{n}", "gate": "N"} for n in range(2)]
    doubted = panel(*lines, unusable={"size": [False, True]})
    plain = panel({"ref": "9", "case": "K9", "gate": "N"}, agency="LSCB")
    assert outcomes("T2", hub("K0", "K1", "K9"), doubted, plain) == ["not applicable", "missing", "not applicable"]
    assert outcomes("T2", hub("K0", "K1", "K9"), plain, doubted) == ["not applicable", "missing", "not applicable"]


def test_an_answer_of_one_s_own_that_cannot_be_used_is_still_in_doubt_beside_borrowed_ones() -> None:
    own = [{"ref": str(n), "case": f"K{n}", "colour": "BLUE"} for n in range(2)]
    lender = panel(*({"ref": str(n), "case": f"K{n}", "gate": "Y"} for n in range(2)))
    borrower = returned(HUB, "SOL", own, {"shade": [False, True]})
    assert outcomes("T6", borrower, lender) == ["not applicable", "missing"]


def test_a_code_in_place_of_a_borrowed_number_or_date_is_borrowed_with_it() -> None:
    lender = panel(
        {"ref": "1", "case": "K1", "weight": 3, "met_on": datetime(2019, 7, 31)},
        {"ref": "2", "case": "K2", "weight": 2, "met_on": datetime(2019, 8, 1)},
        {"ref": "3", "case": "K3", "weight:code": "NK", "met_on:code": "NK"},
        {"ref": "4", "case": "K4"},
    )
    for standard in ("T3", "T4"):
        assert outcomes(standard, hub("K1", "K2", "K3", "K4"), lender) == ["met", "not met", "not known", "missing"]


held = Whole("Held", name="held", on=HUB)
due = Whole("Were due", name="were_due", on=HUB)
PARTS = audit_of(
    "PTS",
    title="Small audit",
    purpose="To test.",
    unit="one case",
    units="cases",
    cadence=Cadence.QUARTERLY,
    key=ref,
    views=(HUB,),
    anchors={HUB: (seen,)},
    parts=(Part("All of it", (ref, child, family, seen, held, due)),),
    rules=(Rule(held <= due, blame=held, severity=Severity.ERROR, fix="Mend it.", id="R1"),),
    standards=(
        Standard("Held of due", due >= 0, part=held, whole=due, basis=Basis.LOCAL, source="us", id="P1", headline=True),
    ),
)


def counted_within(*records: tuple[int | None, int | None], audit: type[Audit] = PARTS) -> pd.DataFrame:
    """The outcomes of a standard that counts within records, of records with these parts and wholes."""
    form = audit.form(HUB, NOW)
    names = [each.name for each in form.fields]
    rows = pd.DataFrame([dict.fromkeys(names) | {"held": part, "were_due": whole} for part, whole in records])
    rows[["held", "were_due"]] = rows[["held", "were_due"]].astype("Int64")
    rows["seen"] = pd.to_datetime(rows["seen"]).astype("datetime64[s]")
    rows.insert(0, "row", range(5, 5 + len(rows)))
    tally = Tally(seen=len(rows), kept=len(rows))
    doubts = pd.DataFrame(index=rows.index)
    mine = Accepted("a.xlsx", "a" * 64, tally, (), Identity(form, "SOL", "", ""), rows=rows, unusable=doubts)
    return outcome_table(audit, NOW, [mine])


def test_a_standard_that_counts_within_records_has_a_line_for_each_thing_counted() -> None:
    table = counted_within((2, 3), (4, 4))

    assert table.groupby("row")["outcome"].value_counts().to_dict() == {(5, "met"): 2, (5, "not met"): 1, (6, "met"): 4}


@pytest.mark.parametrize(
    ("part", "whole", "outcome"),
    [(0, 0, "not applicable"), (3, 2, "missing"), (None, 2, "missing"), (1, None, "missing")],
)
def test_a_record_in_which_nothing_can_be_counted_has_one_line(
    part: int | None, whole: int | None, outcome: str
) -> None:
    assert list(counted_within((part, whole))["outcome"]) == [outcome]


def test_the_things_of_one_record_hang_together_as_a_family_does() -> None:
    shape = shape_of(counted_within((2, 3), (0, 1)))

    assert [(dict(each.by_agency), shape.strata[0].alone) for each in shape.strata[0].several] == [
        ({"SOL": (2, 3)}, {"SOL": (0, 1)})
    ]


def test_what_is_counted_where_no_child_is_asked_of_stands_each_for_itself() -> None:
    """As members of staff do: or an employer's hundreds would say no more than one of them."""
    of_staff = changed(PARTS, parts=(Part("All of it", (ref, seen, held, due)),))
    (stratum,) = shape_of(counted_within((2, 3), (0, 1), audit=of_staff)).strata

    assert (dict(stratum.alone), stratum.several) == ({"SOL": (2, 4)}, ())


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
def test_lines_met_and_not_met_are_the_sums_of_parts_and_wholes(records: list[tuple[int, int]]) -> None:
    table = counted_within(*records)
    sound = [(part, whole) for part, whole in records if part <= whole]

    assert (table["outcome"] == "met").sum() == sum(part for part, _ in sound)
    assert table["outcome"].isin(["met", "not met"]).sum() == sum(whole for _, whole in sound)
