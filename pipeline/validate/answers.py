"""A workbook whose identity is known → its typed records, its findings, and the account of every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.definition import Date, Field, Form, Severity, Whole
from pipeline.definition.frame import AS_OF_COLUMN, Array, Records, code_column
from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.personal import safely_named
from pipeline.read import Workbook, column_letters
from pipeline.validate.checks import checked
from pipeline.validate.columns import Columns, typed
from pipeline.validate.cover import as_of, cover, miscounted
from pipeline.validate.facts import noted, old_template
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header, resolved
from pipeline.validate.ledger import Ledger
from pipeline.validate.personal import in_name, personal
from pipeline.validate.placing import kept
from pipeline.validate.rows import Rows, told_apart
from pipeline.validate.shifted import shifted
from pipeline.validate.tables import cut_off, misplaced
from pipeline.validate.validated import LOCKED, Identity, Status, Tally, Validated
from pipeline.validate.volumes import volumes


def unreadable(file_name: str, sha256: str, error: UnreadableReturn) -> Validated:
    """A file that could not be read at all; its name is looked at, since that alone may name somebody."""
    rule = LOCKED if isinstance(error, LockedReturn) else "unreadable"
    finding = Finding(Severity.ERROR, rule, "", "", "", "", error.reason.rstrip("."), "", (), error.fix)
    return sent_back(safely_named(file_name, sha256), sha256, (finding, *in_name(file_name)))


def unidentified(workbook: Workbook, why: Iterable[Finding], asked: Iterable[Field]) -> Validated:
    """A workbook of which it could not be told whose return it is; it may answer any of ``asked``."""
    found = personal(workbook, asked)
    return sent_back(safely_named(workbook.file_name, workbook.sha256), workbook.sha256, (*found, *why))


def sent_back(
    file_name: str,
    sha256: str,
    findings: Iterable[Finding],
    identity: Identity | None = None,
    tally: Tally | None = None,
) -> Validated:
    """A return of which nothing is counted, and why."""
    return Validated(file_name, sha256, Status.SENT_BACK, tally or Tally(), tuple(findings), identity)


def answers(workbook: Workbook, identity: Identity) -> Validated:
    """The return's records and findings; sent back where nothing in it can be counted safely."""
    form = identity.form
    found = personal(workbook, form.fields)
    if found:
        return sent_back(safely_named(workbook.file_name, workbook.sha256), workbook.sha256, found, identity)
    header = resolved(workbook, form, identity.approved)
    if not isinstance(header, Header):
        findings = (*header, *old_template(form, identity.version))
        return sent_back(workbook.file_name, workbook.sha256, findings, identity)
    said, cover_findings = cover(workbook, form)
    rows = told_apart(header, form)
    nil = said.get("return_type") == "NIL"
    refusal = _contradiction(nil, rows, header) or misplaced(header, rows, form)
    if refusal is not None:
        tally = _tally(header, rows, np.zeros(len(rows.records), dtype=bool))
        return sent_back(workbook.file_name, workbook.sha256, (refusal,), identity, tally)
    ledger = Ledger(form, header)
    columns = typed(ledger, rows.records)
    keeping = kept(ledger, columns, rows.records)
    records = _kept(columns, keeping, rows, np.datetime64(as_of(said, form), "s"))
    unusable = records.unusable if records.unusable is not None else pd.DataFrame()
    from_list = said.get("sampling_method") == "LSCB_LIST"
    refused = checked(ledger, _dated(records, said), records.rows["row"].tolist(), from_list=from_list)
    _set_aside(records.rows, unusable, refused, form)
    counts, volume_findings = volumes(workbook, form)
    if not nil:
        cover_findings += miscounted(workbook, said, len(rows.records), len(records))
    said_of_it = (
        *ledger.findings(), *shifted(ledger, columns, rows.records), *cover_findings, *volume_findings, *rows.findings,
        *cut_off(workbook), *noted(workbook, form, header, identity.version, rows.records), *header.notes,
    )  # fmt: skip
    doubtful = any(each.severity is not Severity.NOTE for each in said_of_it)
    return Validated(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        status=Status.ACCEPTED_WITH_QUERIES if doubtful else Status.ACCEPTED,
        tally=_tally(header, rows, keeping),
        findings=said_of_it,
        identity=identity,
        nil=nil,
        columns={name: column_letters(place + 1) for name, place in header.columns.items()},
        cover=said,
        rows=records.rows,
        unusable=unusable,
        volumes=counts,
    )


def _contradiction(nil: bool, rows: Rows, header: Header) -> Finding | None:
    if nil and rows.records:
        return Finding(Severity.ERROR, "nil_with_records", header.sheet.name, f"A{rows.records[0]}", "", "",
                       f"{len(rows.records)} records, and a nil return by the Cover sheet", "one or the other", (),
                       "Correct the answer on the Cover sheet, or take the records out.")  # fmt: skip
    if not nil and not rows.records:
        return Finding(Severity.ERROR, "no_records", header.sheet.name, "", "", "", "no records", "a row for each case",
                       (), "If there were no cases, answer NIL on the Cover sheet: an empty return is not a nil "
                       "return.")  # fmt: skip
    return None


def _tally(header: Header, rows: Rows, keeping: Array) -> Tally:
    count = int(keeping.sum())
    return Tally(
        seen=len(header.sheet.rows) - header.row, kept=count, set_aside=len(rows.records) - count, blank=rows.blank,
        not_data=len(rows.not_data),
    )  # fmt: skip


def _kept(columns: Columns, keeping: Array, rows: Rows, day: np.datetime64) -> Records:
    """The records kept, as arrays and as the frame that is stored."""
    arrays = {name: values[keeping] for name, values in columns.values.items()}
    arrays[AS_OF_COLUMN] = np.full(int(keeping.sum()), day, dtype="datetime64[s]")
    texts = [name for name, values in arrays.items() if values.dtype == object]
    frame: dict[str, object] = {"row": np.array(rows.records, dtype="int64")[keeping]}
    frame |= {name: values for name, values in arrays.items() if values.dtype.kind == "M"}
    frame |= {name: pd.array(values, dtype="Int64") for name, values in arrays.items() if values.dtype.kind == "f"}
    # One block of objects: a column at a time costs more than all of the reading.
    words = pd.DataFrame(np.array([arrays[name] for name in texts], dtype=object).T, columns=texts, dtype=object)
    order = ["row", AS_OF_COLUMN, *columns.values]
    records = pd.concat([pd.DataFrame(frame), words], axis="columns")[order]
    doubted = {name: mask[keeping] for name, mask in columns.unusable.items()}
    return Records(records, pd.DataFrame(doubted, index=records.index), arrays)


def _dated(records: Records, said: dict[str, str]) -> Records:
    """The records as rules see them: where the Cover does not say the day, none can be gainsaid by the one assumed."""
    if "date_submitted" in said:
        return records
    unknown = np.full(len(records), np.datetime64("NaT"), dtype="datetime64[s]")
    return replace(records, arrays={**records.arrays, AS_OF_COLUMN: unknown})


def _set_aside(records: pd.DataFrame, unusable: pd.DataFrame, refused: dict[str, Array], form: Form) -> None:
    """Blank the answers that a rule has refused, and mark them unusable."""
    fields: dict[str, Field] = {field.name: field for field in form.fields}
    for name, where in refused.items():
        unusable[name] = unusable[name].to_numpy() | where if name in unusable.columns else where
        blank = pd.NaT if isinstance(fields[name], Date) else pd.NA if isinstance(fields[name], Whole) else None
        records.loc[where, name] = blank
        if fields[name].also_codes():
            records.loc[where, code_column(name)] = None
