"""The tables of many reports as one, each row with the report that it is from; and the newest row of each figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipeline.report.query.reported import KINDS
from pipeline.results.frame import TEXT, Columns

REPORTED = "reported"
WHERE_REPORTED: Columns = {REPORTED: (TEXT, "The quarter of the report that the row is from.")}
_OF_A_FIGURE = ("quarter", "kind", "level", "area", "audit", "standard", "agency", "group_by", "group")


def every_report(tables: Mapping[str, pa.Table], columns: Columns) -> pa.Table:
    """
    All rows of ``tables``, which stand by the quarters of their reports.

    Shape: `REPORTED` and the ``columns``, in their order. An older table lacks some of them, which are empty then; what
           it has beside them stands at the end, as text.
    """
    known = {**WHERE_REPORTED, **columns}
    empty = pa.table({name: pa.array([], KINDS[kind]) for name, (kind, _) in known.items()})
    told = [table.add_column(0, REPORTED, pa.array([quarter] * len(table))) for quarter, table in tables.items()]
    return pa.concat_tables([empty, *told], promote_options="default")


def newest(rows: pa.Table) -> pa.Table:
    """Of `every_report` the rows of each figure that are from the newest report which tells of it."""
    named = [name for name in _OF_A_FIGURE if name in rows.column_names]
    told: Any = rows.select([REPORTED, *named]).to_pandas()
    last = told.groupby(named, dropna=False)[REPORTED].transform("max")
    return rows.filter(pa.array(last == told[REPORTED]))
