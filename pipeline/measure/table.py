"""Every record's outcome on every standard of an audit in one quarter, each traceable to its row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.definition import Audit, Date, Field, Standard, View, Whole
from pipeline.definition.records import Records, code_column
from pipeline.measure.outcomes import outcomes
from pipeline.quarter import Quarter
from pipeline.validate.validated import Validated

COLUMNS = ("standard", "agency", "view", "sha256", "file_name", "row", "outcome", "not_recorded", "group", "child")


def outcome_table(audit: Audit, quarter: Quarter, returns: Sequence[Validated]) -> pd.DataFrame:
    """
    One line for each standard and each record that it is counted on.

    Shape: ``returns`` are the accepted returns of ``audit`` for ``quarter``, one per agency; gives `COLUMNS`, where
           row is the Excel row number in the return, group the answer to the standard's ``by`` field and child the
           child's audit reference.
    """
    parts = []
    for standard in audit.standards_in(quarter):
        for view in audit.counted_on(standard):
            base = [each for each in returns if each.identity and each.identity.form.view is view and len(each.rows)]
            if base:
                parts.append(_counted(audit, standard, view, base, returns))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def _counted(
    audit: Audit, standard: Standard, view: View, base: Sequence[Validated], returns: Sequence[Validated]
) -> pd.DataFrame:
    rows = pd.concat([each.rows for each in base], ignore_index=True)
    unusable = pd.concat([_doubts(each) for each in base], ignore_index=True).fillna(False).astype(bool)
    for other in audit.views:
        borrowed = [
            field
            for field in audit.borrowed(standard, view)
            if not field.on or any(other is each for each in field.on)
        ]
        lenders = [each for each in returns if each.identity and each.identity.form.view is other and len(each.rows)]
        if borrowed and lenders:
            rows, unusable = _lent(audit, rows, unusable, borrowed, lenders)
    found = outcomes(standard, Records(rows, unusable))
    labelled = {
        "standard": standard.id,
        "agency": _repeated([each.identity.agency if each.identity else "" for each in base], base),
        "view": view.code,
        "sha256": _repeated([each.sha256 for each in base], base),
        "file_name": _repeated([each.file_name for each in base], base),
        "row": rows["row"].to_numpy(),
        "outcome": found["outcome"].to_numpy(),
        "not_recorded": found["not_recorded"].to_numpy(),
        "group": rows[standard.by.name].to_numpy(dtype=object) if standard.by is not None else None,
        "child": rows["child_ref"].to_numpy(dtype=object) if "child_ref" in rows.columns else None,
    }
    return pd.DataFrame(labelled, columns=list(COLUMNS))


def _repeated(values: list[str], base: Sequence[Validated]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.repeat(np.array(values, dtype=object), [len(each.rows) for each in base])


def _doubts(each: Validated) -> pd.DataFrame:
    return each.unusable if len(each.unusable.columns) else pd.DataFrame(index=each.rows.index)


def _lent(
    audit: Audit,
    rows: pd.DataFrame,
    unusable: pd.DataFrame,
    borrowed: Sequence[Field],
    lenders: Sequence[Validated],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``rows`` with the borrowed columns of the one record that carries the same link; blank where none, or several."""
    link = [field.name for field in audit.linked_by]
    names = [name for field in borrowed for name in _columns_of(field)]
    lent = pd.concat([each.rows for each in lenders], ignore_index=True)
    doubts = pd.concat([_doubts(each) for each in lenders], ignore_index=True).fillna(False).astype(bool)
    lent = lent.reindex(columns=[*link, *names])
    doubts = doubts.reindex(columns=[field.name for field in borrowed], fill_value=False)
    usable = lent[link].notna().all(axis=1) & ~lent.duplicated(subset=link, keep=False)
    lent, doubts = lent[usable], doubts[usable]
    by_link = lent.join(doubts.add_prefix("doubt:"))
    kept = rows.drop(columns=[name for name in names if name in rows.columns])
    joined = kept.merge(by_link, on=link, how="left", validate="many_to_one")
    doubted = unusable.copy()
    for field in borrowed:
        doubted[field.name] = joined[f"doubt:{field.name}"].fillna(False).astype(bool).to_numpy()
    return joined.drop(columns=[f"doubt:{field.name}" for field in borrowed]), doubted


def _columns_of(field: Field) -> tuple[str, ...]:
    if isinstance(field, Whole | Date) and field.also_codes():
        return (field.name, code_column(field.name))
    return (field.name,)


