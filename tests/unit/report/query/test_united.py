"""Many reports' tables as one: every row with its report, and of each figure the row of the newest report alone."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.query.reported import KINDS
from pipeline.report.query.united import REPORTED, every_report, newest
from pipeline.results.frame import COLUMNS, TEXT
from tests.unit.report.query.laid import table

rows = st.fixed_dictionaries(
    {
        "quarter": st.sampled_from(["2019-20 Q1", "2019-20 Q2"]),
        "standard": st.sampled_from(["NEG3", "NEG4"]),
        "agency": st.sampled_from([None, "HC", "TRUST"]),
        "met": st.integers(0, 9),
    }
)


def arrow(frame: pd.DataFrame) -> pa.Table:
    """As `reported` gives it."""
    kinds = [(name, KINDS[COLUMNS[name][0] if name in COLUMNS else TEXT]) for name in frame.columns]
    return pa.Table.from_pandas(frame, pa.schema(kinds), preserve_index=False)


def test_a_column_that_one_table_lacks_is_empty_there_and_one_that_another_has_beside_stands_at_the_end() -> None:
    old = arrow(table({"met": 1}).drop(columns=["says"]).assign(colour="green"))
    new = arrow(table({"met": 2, "says": "figure"}))
    whole = every_report({"2018-19 Q4": old, "2019-20 Q1": new}, COLUMNS).to_pandas()

    assert list(whole.columns) == [REPORTED, *COLUMNS, "colour"]
    assert whole["says"].fillna("").tolist() == ["", "figure"]
    assert whole["colour"].fillna("").tolist() == ["green", ""]


def test_of_a_figure_of_which_two_reports_tell_the_newer_one_s_row_is_kept() -> None:
    first = arrow(table({"quarter": "2019-20 Q1", "met": 1}, {"quarter": "2018-19 Q4", "met": 5}))
    second = arrow(table({"quarter": "2019-20 Q2", "met": 3}, {"quarter": "2019-20 Q1", "met": 2}))
    kept = newest(every_report({"2019-20 Q1": first, "2019-20 Q2": second}, COLUMNS)).to_pandas()

    assert sorted(kept[["quarter", "met", REPORTED]].itertuples(index=False, name=None)) == [
        ("2018-19 Q4", 5, "2019-20 Q1"),
        ("2019-20 Q1", 2, "2019-20 Q2"),
        ("2019-20 Q2", 3, "2019-20 Q2"),
    ]


@given(st.lists(rows, max_size=8), st.lists(rows, max_size=8))
def test_each_figure_that_any_report_has_is_there_from_one_report_alone(
    before: list[dict[str, object]], after: list[dict[str, object]]
) -> None:
    given_ = {"2019-20 Q1": before, "2019-20 Q2": after}
    whole = every_report({name: arrow(table(*each)) for name, each in given_.items()}, COLUMNS)
    kept = newest(whole).to_pandas()

    def named(row: dict[str, object]) -> tuple[object, ...]:
        return (row["quarter"], row["standard"], row["agency"])

    last = {named(row): quarter for quarter, each in given_.items() for row in each}
    expected = [
        (*named(row), row["met"], name) for name, each in given_.items() for row in each if last[named(row)] == name
    ]
    told = kept[["quarter", "standard", "agency", "met", REPORTED]].astype(object)
    found = told.where(told.notna(), None).itertuples(index=False, name=None)
    assert sorted(found, key=repr) == sorted(expected, key=repr)
