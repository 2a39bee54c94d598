"""Which records are kept: those with a reference of their own and a date in the quarter; the others are listed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.definition import Severity
from pipeline.definition.frame import Array
from pipeline.validate.columns import Columns
from pipeline.validate.ledger import Ledger


def kept(ledger: Ledger, columns: Columns, records: Sequence[int]) -> Array:
    """Whether each record is kept; why not is noted for each that is not."""
    return _identified(ledger, columns, records) & _in_quarter(ledger, columns, records)


def _identified(ledger: Ledger, columns: Columns, records: Sequence[int]) -> Array:
    key = ledger.form.audit.key
    names = pd.Series(columns.values[key.name], dtype=object)
    missing = names.isna().to_numpy()
    ledger.mark(
        Severity.ERROR, "key_missing", key, missing & ~columns.doubted(key.name), records,
        saw="nothing", expected=key.pattern_words,
        fix="Give the record a number of its own; until then it is set aside.",
    )  # fmt: skip
    reused = names.duplicated(keep=False).to_numpy() & ~missing
    if not reused.any():
        return np.asarray(~missing)
    whole = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.values.items()})
    again = whole.duplicated(keep="first").to_numpy() & reused
    first = {name: records[place] for place, name in reversed(list(enumerate(names))) if not again[place]}
    for place in np.flatnonzero(again).tolist():
        ledger.add(
            Severity.QUERY, "row_repeated", key, records[place],
            saw=f"the same answers as in row {first[names[place]]}",
            fix="It was set aside and counted once; delete it, or correct it if it is another case.",
        )  # fmt: skip
    shared = names.mask(again).duplicated(keep=False).to_numpy() & ~missing & ~again
    ledger.mark(
        Severity.QUERY, "key_reused", key, shared, records, saw="the same number on different records",
        expected="a number of its own for each record",
        fix="Each was counted as a case of its own; number them afresh, or delete what is there twice.",
    )  # fmt: skip
    return np.asarray(~(missing | again))


def _in_quarter(ledger: Ledger, columns: Columns, records: Sequence[int]) -> Array:
    """The first anchor given decides; one that cannot be read is no reason to take the next."""
    quarter, anchors = ledger.form.quarter, ledger.form.anchors
    if not anchors:
        return np.ones(len(records), dtype=bool)
    undecided = np.ones(len(records), dtype=bool)
    inside = ~undecided
    for anchor in anchors:
        days = np.asarray(columns.values[anchor.name]).astype("datetime64[D]")
        given = undecided & ~np.isnat(days)
        within = given & (days >= np.datetime64(quarter.start)) & (days <= np.datetime64(quarter.end))
        inside |= within
        for place in np.flatnonzero(given & ~within).tolist():
            ledger.add(
                Severity.ERROR, "outside_quarter", anchor, records[place], saw=f"{days[place].astype(object):%d/%m/%Y}",
                expected=f"a date from {quarter.start:%d/%m/%Y} to {quarter.end:%d/%m/%Y}",
                fix="The record is set aside: correct the date, or send the record with its own quarter.",
            )  # fmt: skip
        undecided &= ~given & ~columns.doubted(anchor.name)
    missing = undecided & ~inside
    ledger.mark(
        Severity.ERROR, "anchor_missing", anchors[0], missing, records, saw="nothing",
        expected="the date that decides the quarter", fix="Enter it; until then the record is set aside.",
    )  # fmt: skip
    return inside
