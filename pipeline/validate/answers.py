"""A workbook whose identity is known → its typed records, its findings, and the account of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pipeline.definition import Field
from pipeline.definition.frame import AS_OF_COLUMN, Array, Records, code_column
from pipeline.english import number_of
from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.personal import safely_named
from pipeline.personal.characters import escaped
from pipeline.read import Workbook, column_letters
from pipeline.template.layout import BOARD_LIST, COVER, COVER_SHEET
from pipeline.validate import at_once
from pipeline.validate.catalogue.files import LOCKED, OLD_TEMPLATE_REFUSED, UNREADABLE
from pipeline.validate.catalogue.records import NIL_WITH_RECORDS, NO_RECORD_COUNTED, NO_RECORDS
from pipeline.validate.checks import checked
from pipeline.validate.columns import Columns, typed
from pipeline.validate.cover import as_of, cover, miscounted
from pipeline.validate.eligible import first_of_all, placed
from pipeline.validate.file_notes import noted, old_template
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header, by_sheet, resolved
from pipeline.validate.late_hours import late_hours
from pipeline.validate.ledger import Ledger
from pipeline.validate.masked import masked
from pipeline.validate.one_child import within
from pipeline.validate.orphans import links, query_orphans
from pipeline.validate.outside import outside
from pipeline.validate.personal import in_name, personal, possible_names
from pipeline.validate.row_kinds import Judge
from pipeline.validate.rows import Rows, told_apart
from pipeline.validate.slid import shifted, slid
from pipeline.validate.tables import misplaced
from pipeline.validate.validated import Accepted, Identity, SentBack, Tally, Validated
from pipeline.validate.volumes import volumes

RETURN_TYPE = next(item for item in COVER if item.name == "return_type")


def unreadable(file_name: str, sha256: str, error: UnreadableReturn) -> SentBack:
    """A file that could not be read at all; its name is looked at, since that alone may name somebody."""
    check = LOCKED if isinstance(error, LockedReturn) else UNREADABLE
    finding = check.at(reason=error.reason.rstrip("."), advice=error.fix)
    return SentBack(safely_named(file_name, sha256), sha256, Tally(), (finding, *in_name(file_name)))


def unidentified(workbook: Workbook, why: Iterable[Finding], asked: Iterable[Field]) -> SentBack:
    """A workbook of which it could not be told whose return it is; it may answer any of ``asked``."""
    fields = list(asked)
    people = personal(workbook, fields)
    others = masked(why, people, None) if people else why
    name = safely_named(workbook.file_name, workbook.sha256)
    urgent = at_once.of_any(workbook, fields)
    return SentBack(name, workbook.sha256, Tally(), (*people, *others), at_once=urgent)


def answers(workbook: Workbook, identity: Identity) -> Validated:
    """The return's records and findings; sent back where nothing in it can be counted safely."""
    validated = _answers(replace(workbook, file_name=escaped(workbook.file_name)), identity)
    urgent = at_once.of_return(workbook, identity)
    validated = replace(validated, findings=(*validated.findings, *identity.notes), at_once=urgent)
    people = personal(workbook, [field for each in identity.form.sheets for field in each.fields])
    if not people:
        return validated
    # Nothing is kept of it, but its sender is told at once of everything else that is to be mended.
    findings = (*people, *masked(validated.findings, people, identity.form))
    tally = validated.tally.of_none()
    name = safely_named(workbook.file_name, workbook.sha256)
    return SentBack(name, workbook.sha256, tally, findings, identity, validated.aside, at_once=urgent)


def _answers(workbook: Workbook, identity: Identity) -> Validated:
    """The records of each sheet that the form has; sent back where one of them is."""
    cover_answers, cover_findings = cover(workbook, identity.form)
    parts = by_sheet(workbook, identity.form, identity.approved)
    whole = _Whole(cover_answers, cover_findings, *volumes(workbook, identity.form))
    main = _of_sheet(parts[identity.form], identity, whole)
    nothing = replace(whole, findings=(), volumes=pd.DataFrame(), volume_findings=())
    current = identity.version == identity.form.version
    others = [
        _of_sheet(
            parts[form],
            replace(identity, form=form, version=form.version if current else identity.version),
            nothing,
            main if isinstance(main, Accepted) else None,
        )
        for form in identity.form.beside
    ]
    beside = tuple(each for each in others if isinstance(each, Accepted))
    refused = [each for each in (main, *others) if isinstance(each, SentBack)]
    if isinstance(main, SentBack) or len(beside) < len(others):
        findings = tuple(dict.fromkeys(finding for each in refused for finding in each.findings))
        aside = main.aside if isinstance(main, SentBack) else {}
        return SentBack(workbook.file_name, workbook.sha256, main.tally.of_none(), findings, identity, aside)
    # What is said of the file as a whole is said with each of its sheets.
    findings = tuple(dict.fromkeys(finding for each in (main, *beside) for finding in each.findings))
    return within(replace(main, findings=findings, beside=beside))


@dataclass(frozen=True, eq=False)
class _Whole:
    """What a return says as a whole, beside its records: the Cover's answers, the Volumes, and what is wrong there."""

    cover: Mapping[str, str]
    findings: Sequence[Finding]
    volumes: pd.DataFrame
    volume_findings: Sequence[Finding]


def _of_sheet(workbook: Workbook, identity: Identity, whole: _Whole, main: Accepted | None = None) -> Validated:
    """
    The records of one sheet; ``workbook`` holds it, and no other sheet of records that the form has.

    ``main``: what the main sheet holds, where this is a further one.
    """
    form = identity.form
    header = resolved(workbook, form, identity.approved, identity.version)
    if not isinstance(header, Header):
        if identity.version not in ("", form.version) and form.view.beside is None:
            header = (*header, old_template(OLD_TEMPLATE_REFUSED, form, identity.version))
        return SentBack(workbook.file_name, workbook.sha256, Tally(), header, identity)
    judge = Judge(header)
    rows = told_apart(header, judge)
    nil = whole.cover.get("return_type") == "NIL"
    elsewhere, strays = outside(workbook, judge, rows.records)
    refusal = (
        slid(header, rows.records)
        or elsewhere
        or _contradiction(nil, rows, header, workbook)
        or misplaced(header, rows)
    )
    if refusal is not None:
        findings = (refusal, *(each for each in whole.findings if each.label == RETURN_TYPE.label_on(identity.form)))
        tally = _tally(rows, np.zeros(len(rows.records), dtype=bool))
        return SentBack(workbook.file_name, workbook.sha256, tally, findings, identity)
    ledger = Ledger(header)
    columns = typed(ledger, rows.records)
    keeping, aside = placed(ledger, columns, rows.records)
    tally = _tally(rows, keeping)
    names = possible_names(workbook, header, rows.records, columns.unusable)
    if rows.records and not keeping.any():
        none = _none_counted(header, rows.records, aside)
        findings = (none, *ledger.findings(aside), *rows.findings, *header.notes, *names)
        return SentBack(workbook.file_name, workbook.sha256, tally, findings, identity, aside)
    late_hours(ledger, rows.records)
    records = _kept(columns, keeping, rows, np.datetime64(as_of(whole.cover, form), "s")).ending(form.period.end)
    unusable = records.unusable if records.unusable is not None else pd.DataFrame()
    from_list = whole.cover.get("sampling_method") == BOARD_LIST
    refused = checked(ledger, _dated(records, whole.cover), from_list=from_list)
    if main is not None:
        query_orphans(ledger, records, set(links(main.rows, form.link)))
    _refuse(records.rows, unusable, refused)
    every_finding = (
        *ledger.findings(aside),
        *shifted(ledger, columns, rows.records),
        *whole.findings,
        *(miscounted(workbook, form, whole.cover, len(rows.records), len(records)) if form.view.beside is None else ()),
        *whole.volume_findings,
        *rows.findings,
        *noted(workbook, header, rows.records),
        *header.notes,
        *strays,
        *names,
    )
    return Accepted(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        tally=tally,
        findings=every_finding,
        identity=identity,
        nil=nil,
        columns={name: column_letters(place + 1) for name, place in header.columns.items()},
        cover=whole.cover,
        aside=aside,
        rows=records.rows,
        unusable=unusable,
        volumes=whole.volumes,
    )


def _none_counted(header: Header, records: Sequence[int], aside: Mapping[int, str]) -> Finding:
    """Why a return with records in it is sent back, where none of them can be counted."""
    reasons = Counter(aside.values())
    why = "; ".join(f"{count} with {reason}" for reason, count in reasons.most_common())
    return NO_RECORD_COUNTED.at(
        header.sheet.name,
        records=number_of(len(records), "record"),
        period=header.form.period.kind,
        why=why,
        first_of_all=first_of_all(reasons.most_common(1)[0][0], header.form),
    )


def _contradiction(nil: bool, rows: Rows, header: Header, workbook: Workbook) -> Finding | None:
    if nil and rows.records:
        count = "a record" if len(rows.records) == 1 else f"{len(rows.records)} records"
        return NIL_WITH_RECORDS.at(header.sheet.name, f"A{rows.records[0]}", records=count)
    if not nil and not rows.records and header.form.view.beside is None:
        there = workbook.sheet(COVER_SHEET) is not None
        where = "" if there else f" There is no sheet called '{COVER_SHEET}' in it: put it back first."
        return NO_RECORDS.at(header.sheet.name, cover=where, row=header.form.row, rows=header.form.rows)
    return None


def _tally(rows: Rows, keeping: Array) -> Tally:
    count = int(keeping.sum())
    return Tally(rows.seen, count, len(rows.records) - count, rows.blank, len(rows.not_data))


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


def _dated(records: Records, cover_answers: Mapping[str, str]) -> Records:
    """The records as rules see them: where the Cover gives no date, no answer is wrong by comparison with our guess."""
    if "date_submitted" in cover_answers:
        return records
    unknown = np.full(len(records), np.datetime64("NaT"), dtype="datetime64[s]")
    return replace(records, arrays={**records.arrays, AS_OF_COLUMN: unknown})


def _refuse(records: pd.DataFrame, unusable: pd.DataFrame, refused: dict[str, Array]) -> None:
    """Blank the answers that a rule has refused, and mark them unusable."""
    for name, where in refused.items():
        unusable[name] = unusable.get(name, False) | where
        for column in (name, code_column(name)):
            if column in records.columns:
                records.loc[where, column] = None
