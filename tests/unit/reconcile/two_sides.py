"""Returns of the police and of social care for the same enquiries, of as many records as a test needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.audits.neg import NEG
from pipeline.calendar.quarter import Quarter
from pipeline.definition import View
from pipeline.reconcile.reconciliation import Reconciliation, reconciliations
from pipeline.validate.validated import Accepted, Identity, Tally

NOW = Quarter(2019, 2)
FIRST_ROW = 6
USUAL = {"strategy_date": "2019-08-14", "s47_agreed": "Y", "inv_type": "JOINT"}
Record = Mapping[str, Any]


def case(number: int, **answers: Any) -> Record:
    """A record of the enquiry with this number, some answers changed."""
    return {**USUAL, "audit_ref": f"AUD19Q2-N-{number:03d}", "child_ref": f"C{number:08X}", **answers}


def returned(view: View, agency: str, *records: Record) -> Accepted:
    """A return of these records, in the rows from `FIRST_ROW` on."""
    names = ["audit_ref", "child_ref", *USUAL]
    rows = pd.DataFrame([{name: each.get(name) for name in names} for each in records], columns=names, dtype=object)
    rows["strategy_date"] = pd.to_datetime(rows["strategy_date"]).astype("datetime64[s]")
    rows.insert(0, "row", range(FIRST_ROW, FIRST_ROW + len(rows)))
    count = len(records)
    return Accepted("", agency, Tally(count, count), (), Identity(NEG.form(view, NOW), agency, ""), rows=rows)


def police(*records: Record) -> Accepted:
    return returned(NEG.police, "HC", *records)


def social_care(*records: Record) -> Accepted:
    return returned(NEG.social_care, "SCC-CF", *records)


def side_by_side(first: Sequence[Record], second: Sequence[Record]) -> Reconciliation:
    """The enquiries of both, paired."""
    (each,) = _compared(police(*first), social_care(*second))
    return each


def _compared(*returns: Accepted) -> Iterator[Reconciliation]:
    yield from reconciliations(NEG, returns)
