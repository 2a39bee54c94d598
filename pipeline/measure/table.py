"""Every record's outcome on every standard of an audit in one quarter, each traceable to its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Field, Role, Standard, View, Whole
from pipeline.definition.records import LAST_DAY_COLUMN, Array, AsIf, Records, code_column
from pipeline.measure.clustering import shape_of
from pipeline.measure.context import context_counts
from pipeline.measure.counts import AuditCounts, counts_of_standards
from pipeline.measure.outcomes import Outcome, judged
from pipeline.measure.overlaps import overlaps
from pipeline.measure.runs import failure_of, runs_between
from pipeline.measure.shapes import ListPart
from pipeline.validate.validated import Accepted, given_on

COLUMNS = tuple(
    "standard agency view sha256 file_name row outcome not_recorded group child family reference day".split()
)

_TEXTS = frozenset(COLUMNS) - {"row", "not_recorded", "day"}


def outcome_table(
    audit: type[Audit],
    quarter: Quarter,
    returns: Sequence[Accepted],
    *,
    standards: Sequence[Standard] | None = None,
    as_if: AsIf | None = None,
) -> pd.DataFrame:
    """
    One line for each standard and each record that it is counted on.

    ``standards``: those in force in the quarter, where not given. ``as_if``: as if other versions of them were.
    A standard that counts within records has a line for each thing counted, as many as the record says there are.
    Shape: ``returns`` are the accepted returns of ``audit`` for ``quarter``, one per agency; gives `COLUMNS`, where
           row is the Excel row number in the return, group the answer to the standard's ``by`` field, child and family
           their audit references, reference the one that a sample list gives the case, and day the one that decides
           its quarter.
    """
    theirs = {
        view: _Together([each for each in given_on(view, returns) if len(each.rows)], as_if) for view in audit.views
    }
    parts = [
        _counted(audit, standard, view, theirs)
        for standard in (audit.standards_in(quarter) if standards is None else standards)
        for view in audit.counted_on(standard)
        if theirs[view].returns
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def audit_counts(
    audit: type[Audit],
    quarter: Quarter,
    returns: Sequence[Accepted],
    lists: Sequence[Sequence[ListPart]] = (),
) -> AuditCounts:
    """
    What the accepted ``returns`` of ``audit`` for ``quarter``, one per agency, came to.

    ``lists``: the parts of each list that its cases were drawn from, see `clustering.shape_of`.
    """
    table = outcome_table(audit, quarter, returns)
    shapes = {str(standard): shape_of(theirs, lists) for standard, theirs in table.groupby("standard")}
    failures = {each.id: failure_of(each) for each in audit.standards}
    runs = {str(name): runs_between(theirs, failures[str(name)]) for name, theirs in table.groupby("standard")}
    context = context_counts(audit, returns)
    return AuditCounts(counts_of_standards(table), returned_by(audit, returns), shapes, context, runs, overlaps(table))


def returned_by(audit: type[Audit], returns: Sequence[Accepted]) -> dict[str, tuple[str, ...]]:
    """Whose returns these are, by the code of the view."""
    return {view.code: tuple(each.identity.agency for each in given_on(view, returns)) for view in audit.views}


class _Together:
    """The records of one view's returns, put together once for all of its standards."""

    def __init__(self, returns: Sequence[Accepted], as_if: AsIf | None) -> None:
        self.returns = returns
        self._as_if = as_if

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Their rows, one return after another."""
        return pd.concat([each.rows for each in self.returns], ignore_index=True)

    @cached_property
    def unusable(self) -> pd.DataFrame:
        """What cannot be used in them."""
        doubts = [each.unusable if len(each.unusable.columns) else _none(each) for each in self.returns]
        return pd.concat(doubts, ignore_index=True).fillna(False).astype(bool)

    @cached_property
    def records(self) -> Records:
        """Both, for predicates."""
        return self.returns[0].identity.form.records(self.rows, self.unusable, self._as_if)

    def repeated(self, values: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """One value for each return, as one for each of its records."""
        return np.repeat(np.array(values, dtype=object), [len(each.rows) for each in self.returns])


def _none(each: Accepted) -> pd.DataFrame:
    return pd.DataFrame(index=each.rows.index)


def _counted(audit: type[Audit], standard: Standard, view: View, theirs: Mapping[View, _Together]) -> pd.DataFrame:
    base = theirs[view]
    records = base.records
    for other in audit.views:
        borrowed = audit.lent(standard, view, other)
        if borrowed and theirs[other].returns:
            records = _lent(audit, records, borrowed, theirs[other], shared=view.beside is other)
    rows = records.rows
    outcome, silent = judged(standard, records)
    labelled = {
        "standard": base.repeated([standard.id] * len(base.returns)),
        "agency": base.repeated([each.identity.agency for each in base.returns]),
        "view": base.repeated([view.code] * len(base.returns)),
        "sha256": base.repeated([each.sha256 for each in base.returns]),
        "file_name": base.repeated([each.file_name for each in base.returns]),
        "row": rows["row"].to_numpy(),
        "outcome": outcome,
        "not_recorded": silent,
        "group": _answers(standard.by, rows),
        "child": _answers(audit.in_role(Role.CHILD), rows),
        "family": _answers(audit.in_role(Role.FAMILY), rows),
        "reference": _answers(audit.sampled.field if audit.sampled is not None else None, rows),
        "day": records.anchors,
    }
    # Texts stay objects: each table is gone through line by line, and packed strings would be unpacked every time.
    kept = {name: pd.Series(values, dtype=object if name in _TEXTS else None) for name, values in labelled.items()}
    table = pd.DataFrame(kept, columns=COLUMNS)
    return (
        table
        if standard.part is None or standard.whole is None
        else _within(
            table,
            standard.part,
            standard.whole,
            records,
            together=labelled["child"] is not None or labelled["family"] is not None,
        )
    )


def _within(table: pd.DataFrame, part: Whole, whole: Whole, records: Records, *, together: bool) -> pd.DataFrame:
    """
    ``table`` with a line for each of the things that a record counts, so many met and the rest not.

    Where none was due the standard does not apply; a part greater than its whole is no answer. ``together``: the
    things of one record hang together as the records of one family do; those of a record that is asked of no child or
    family, as members of staff are, stand each for itself.
    """
    counted = table["outcome"].isin((str(Outcome.MET), str(Outcome.NOT_MET))).to_numpy()
    met, due = (
        pd.to_numeric(records.rows[each.name], errors="coerce").where(counted).fillna(0).to_numpy().astype(int)
        for each in (part, whole)
    )
    table.loc[counted & (due == 0), "outcome"] = str(Outcome.NOT_APPLICABLE)
    table.loc[counted & (met > due), "outcome"] = str(Outcome.MISSING)
    alone = table["child"].isna() & table["family"].isna() & together
    table.loc[alone, "family"] = table["sha256"].str[:12] + " " + table["row"].astype(str)
    several = counted & (due > 0) & (met <= due)
    times = np.where(several, due, 1)
    lines = table.loc[np.repeat(table.index.to_numpy(), times)].reset_index(drop=True)
    place = np.concatenate([np.arange(each) for each in times]) if len(times) else np.array([], dtype=int)
    of_several = np.repeat(several, times)
    lines.loc[of_several & (place < np.repeat(met, times)), "outcome"] = str(Outcome.MET)
    lines.loc[of_several & (place >= np.repeat(met, times)), "outcome"] = str(Outcome.NOT_MET)
    return lines


def _answers(asked: Field | None, rows: pd.DataFrame) -> Array | None:
    """The answers to a question; None where the audit or the view does not ask it."""
    return None if asked is None or asked.name not in rows.columns else rows[asked.name].to_numpy(dtype=object)


def _lent(
    audit: type[Audit], records: Records, borrowed: Sequence[Field], lenders: _Together, *, shared: bool
) -> Records:
    """
    ``records`` with the borrowed columns of the one record with the same link; blank where none, or several.

    ``shared``: several records may share what they lend, as the children of one meeting do; several that answer alike
    lend as one.
    """
    rows, unusable = records.rows, records.unusable
    link = [field.name for field in audit.linked_by]
    names = [field.name for field in borrowed]
    names += [code_column(field.name) for field in borrowed if field.also_codes()]
    lent = lenders.rows.reindex(columns=[*link, *names])
    doubts = lenders.unusable.reindex(columns=[field.name for field in borrowed], fill_value=False)
    by_link = lent.join(doubts.add_prefix("doubt:"))
    by_link = by_link.drop_duplicates() if shared else by_link
    by_link = by_link[by_link[link].notna().all(axis=1) & ~by_link.duplicated(subset=link, keep=False)]
    kept = rows.drop(columns=[name for name in names if name in rows.columns])
    joined = kept.merge(by_link, on=link, how="left", validate="many_to_one")
    doubted = pd.DataFrame(index=joined.index) if unusable is None else unusable.copy()
    for field in borrowed:
        doubted[field.name] = joined[f"doubt:{field.name}"].fillna(False).astype(bool).to_numpy()
    columns = joined.drop(columns=[f"doubt:{field.name}" for field in borrowed])
    # By the day of the record that is counted, whoever lends to it.
    own = {LAST_DAY_COLUMN: records.times(LAST_DAY_COLUMN)}
    return Records(columns, doubted, own, records.recoded).judged_on(records.anchors)
