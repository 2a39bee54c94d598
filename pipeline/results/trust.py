"""What an audit's figures of a quarter rest on: which returns and records they leave out, and which figures do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Amount,
    Audit,
    Distribution,
    Ratio,
    RepeatShare,
    Severity,
    View,
    WithCodes,
    fields_of,
)
from pipeline.definition.fields import Field
from pipeline.definition.frame import rails
from pipeline.definition.predicate import Predicate
from pipeline.definition.records import Array, Records, code_column
from pipeline.definition.standards import Context
from pipeline.disclose.editions import Edition
from pipeline.intake import Entry, Intake
from pipeline.intake.outstanding import ERASED, MISSING, NOT_READ, SENT_BACK
from pipeline.measure.outcomes import Outcome
from pipeline.partnership.bodies import find, may_send, name_of, standing_for
from pipeline.results.counted import CountedAudit
from pipeline.results.return_values import NOT_DUE, ReturnLine
from pipeline.results.trust_values import Doubtful, Lack, Lacking, Sender, Trust, Unknown
from pipeline.template.layout import VOLUMES_SHEET
from pipeline.validate.validated import Accepted

_LACKS = {MISSING: Lack.MISSING, SENT_BACK: Lack.SENT_BACK, NOT_READ: Lack.NOT_READ, ERASED: Lack.ERASED}


def trust(
    counted: CountedAudit, intake: Intake, lines: Sequence[ReturnLine], figures: Sequence[str], edition: Edition
) -> Trust:
    """
    What the ``figures`` of an audit rest on (ids of standards and context measures), by the ``lines`` of its returns.

    Of an edition that is not for named readers nothing is said of answers.
    """
    audit = counted.audit
    senders = [_sender(audit, line) for line in lines]
    shown = dict.fromkeys(figures)
    resting = {view: _resting_on(audit, view, shown, intake.quarter) for view in audit.views}
    return Trust(
        figures=tuple(shown),
        due=sum(line.due for line in lines),
        late=tuple(who for who, line in zip(senders, lines, strict=True) if line.late and line.status not in _LACKS),
        lacking=tuple(dict.fromkeys(_lacking(audit, intake, lines, resting))),
        doubtful=tuple(_doubtful(counted, shown, resting)) if edition.named_readers else (),
        unknown=tuple(dict.fromkeys(_unknown(audit, intake, lines))),
        untold=() if edition.named_readers else (audit.short_title or audit.title,),
    )


_Resting = dict[View, tuple[str, ...]]  # the ids of the figures that rest on a view's records


def _sender(audit: type[Audit], line: ReturnLine) -> Sender:
    return Sender(audit.code, audit.short_title or audit.title, line.agency, line.agency_name)


def _resting_on(audit: type[Audit], view: View, shown: dict[str, None], quarter: Quarter) -> tuple[str, ...]:
    """The figures that a record of ``view`` counts in, or lends an answer to."""
    standards = [
        each.id
        for each in audit.standards_in(quarter)
        if any(on is view or audit.lent(each, on, view) for on in audit.counted_on(each))
    ]
    measures = [each.id for each in audit.context if any(view is on for on in _views_of(each))]
    return tuple(each for each in (*standards, *measures) if each in shown)


def _views_of(measure: Context) -> tuple[View, ...]:
    if isinstance(measure, Ratio):
        return measure.volumes.view, measure.below.view
    return (measure.counted_on,)


def _lacking(audit: type[Audit], intake: Intake, lines: Sequence[ReturnLine], resting: _Resting) -> Iterator[Lacking]:
    carried = audit.tracks is not None
    for line in lines:
        view = next(each for each in audit.returned() if each.title == line.view)
        sheets = [each for each in audit.views if each is view or each.beside is view]
        touches = tuple(dict.fromkeys(figure for each in sheets for figure in resting[each]))
        if how := _LACKS.get(line.status):
            yield Lacking(_sender(audit, line), how, line.due, touches, carried)
        elif line.status != NOT_DUE and _sent_back_since(intake.sent(audit, line.agency)):
            yield Lacking(_sender(audit, line), Lack.OLDER, line.due, touches, carried)


def _sent_back_since(sent: Sequence[Entry]) -> bool:
    """Whether a file was sent back that came after the one that counts."""
    return any(not each.accepted and each.submission.number > _counts_up_to(sent) for each in sent)


def _counts_up_to(sent: Sequence[Entry]) -> int:
    """The number in the register of the newest return that counts, or that one which counts is a copy of; or 0."""
    return max((each.submission.number for each in sent if each.counts or each.repeats), default=0)


def _unknown(audit: type[Audit], intake: Intake, lines: Sequence[ReturnLine]) -> Iterator[Unknown]:
    """What may be a return of this audit and is none that the ``lines`` tell of."""
    for entry in (each for each in intake.entries if each.validated.identity is None):
        known = find(entry.submission.agency_folder)
        place = f"{entry.submission.folder}/{entry.submission.file_name}"
        theirs = {each.code for each in standing_for(known.code, intake.quarter)} if known else set()
        if known is None or any(_may_be_newer(audit, intake, code, entry) for code in theirs & _codes(lines)):
            yield Unknown(place, known.code if known else "", name_of(known.code) if known else "")
    for each in intake.not_read:
        if each.read or each.quarter not in (None, intake.quarter):
            continue
        there = [line for line in lines if not each.agencies or may_send(line.agency, intake.quarter) & each.agencies]
        if any(line.status != NOT_READ for line in there):
            whose = there[0].agency if len({line.agency for line in there}) == 1 else ""
            yield Unknown(each.place, whose, name_of(whose) if whose else "")


def _codes(lines: Sequence[ReturnLine]) -> set[str]:
    return {line.agency for line in lines}


def _may_be_newer(audit: type[Audit], intake: Intake, code: str, entry: Entry) -> bool:
    """Whether a file that nobody could place may be the return of ``code``: nothing that counts came after it."""
    return entry.submission.number > _counts_up_to(intake.sent(audit, code))


@dataclass
class _Found:
    """What is not counted of one return: its records by sheet and row, its rows set aside, the figures touched."""

    records: set[tuple[str, int]] = field(default_factory=set)
    set_aside: int = 0
    touches: set[str] = field(default_factory=set)


def _doubtful(counted: CountedAudit, shown: dict[str, None], resting: _Resting) -> Iterator[Doubtful]:
    found: dict[str, _Found] = defaultdict(_Found)
    for standard in counted.standards:
        lost = standard.outcomes[standard.outcomes["outcome"] == str(Outcome.MISSING)]
        for sha256, view, row in zip(lost["sha256"], lost["view"], lost["row"], strict=True):
            found[sha256].records.add((view, int(row)))
            found[sha256].touches.add(standard.standard.id)
    for sheet in counted.returns:
        _add_measures(found[sheet.sha256], counted.audit, sheet)
        if sheet.aside:
            found[sheet.sha256].set_aside += len(sheet.aside)
            found[sheet.sha256].touches.update(resting[sheet.identity.form.view])
    for sheet in (each for each in counted.returns if each.identity.form.view.beside is None):
        theirs = found[sheet.sha256]
        touches = tuple(each for each in shown if each in theirs.touches)
        if touches:
            audit, agency = counted.audit, sheet.identity.agency
            whose = Sender(audit.code, audit.short_title or audit.title, agency, name_of(agency))
            yield Doubtful(whose, len(theirs.records), theirs.set_aside, touches)


def _add_measures(found: _Found, audit: type[Audit], sheet: Accepted) -> None:
    """Add what context measures do not count of a sheet."""
    view = sheet.identity.form.view
    for measure in audit.context:
        if isinstance(measure, Ratio):
            if any(view is each for each in _views_of(measure)) and _volumes_lack(measure, sheet):
                found.touches.add(measure.id)
        elif view is measure.counted_on and (rows := _without(*_read(measure), sheet)):
            found.records.update((view.code, row) for row in rows)
            found.touches.add(measure.id)


def _read(measure: Distribution | Amount | RepeatShare) -> tuple[Field, Predicate]:
    """The question that a measure counts the answers to, and of which records."""
    return (measure.key, ALWAYS) if isinstance(measure, RepeatShare) else (measure.field, measure.applies)


def _volumes_lack(measure: Ratio, sheet: Accepted) -> bool:
    """Whether a number that the ratio adds up is not on the return's sheet of volumes, or cannot be used."""
    if any(each.sheet == VOLUMES_SHEET and each.severity is not Severity.NOTE for each in sheet.findings):
        return True
    if sheet.nil:
        return False
    numbers = (*measure.numerator, *measure.denominator, *measure.less)
    names = [each.name for each in numbers if each.name in sheet.volumes.columns]
    return not len(sheet.volumes) or bool(sheet.volumes[names].isna().any(axis=None))


def _without(asked: Field, applies: Predicate, sheet: Accepted) -> list[int]:
    """The rows of records in which a measure misses an answer that was due, so that they are not counted in it."""
    if not len(sheet.rows):
        return []
    records = sheet.identity.form.records(sheet.rows, sheet.unusable)
    chosen = rails(applies, records)
    lost = chosen.true & _lost(asked, records, sheet)
    for each in fields_of(applies):
        lost |= chosen.unknown & _lost(each, records, sheet)
    return [int(each) for each in sheet.rows["row"][lost]]


def _lost(asked: Field, records: Records, sheet: Accepted) -> Array:
    """Where a question has no answer that can be used, though one was given or was due; who may leave it empty may."""
    nowhere = np.zeros(len(records), dtype=bool)
    if asked.name not in sheet.rows.columns:
        return nowhere
    empty = sheet.rows[asked.name].isna().to_numpy()
    if isinstance(asked, WithCodes) and code_column(asked.name) in sheet.rows.columns:
        empty = empty & sheet.rows[code_column(asked.name)].isna().to_numpy()
    due = nowhere | asked.required
    for condition in (asked.required_when, asked.expected_when):
        due |= rails(condition, records).true if condition is not None else nowhere
    unusable = sheet.unusable[asked.name].to_numpy() if asked.name in sheet.unusable.columns else nowhere
    lost: Array = empty & (due | unusable)
    return lost
