"""Mistakes of the kind that people make, put into some returns on purpose, each with what intake should say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.audits import neg
from pipeline.definition import Field, Form, Predicate, Severity
from pipeline.definition.frame import rails
from pipeline.synthetic.draft import Draft
from pipeline.template.layout import FIRST_DATA_ROW, HEADER_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.cells import DATE_IMPOSSIBLE, DATE_OUT_OF_RANGE, UNKNOWN_CODE
from pipeline.validate.catalogue.conditions import (
    EXPECTED_MISSING,
    NOT_APPLICABLE_REFUSED,
    NOT_EXPECTED_ANSWER,
    REQUIRED_MISSING,
)

Row = dict[str, object]
ERROR, QUERY = str(Severity.ERROR.value), str(Severity.QUERY.value)


@dataclass(frozen=True)
class Fault:
    """One mistake in a return: its cell, and the rule that intake should name there."""

    file: str
    audit: str
    agency: str
    sheet: str
    cell: str
    field: str
    rule: str
    severity: str


@dataclass(frozen=True, eq=False)
class Mistake:
    """One way of answering wrongly. ``where``: the records it can be made on; ``entered``: what a record then says."""

    field: Field
    where: Predicate
    entered: Callable[[Mapping[str, object]], object]
    rule: str
    severity: str = ERROR


def _instead(value: object) -> Callable[[Mapping[str, object]], object]:
    return lambda _: value


def _moved(field: Field, days: int) -> Callable[[Mapping[str, object]], object]:
    def moved(row: Mapping[str, object]) -> object:
        day = row[field.name]
        return day + timedelta(days=days) if isinstance(day, date) else day

    return moved


MISTAKES: Mapping[str, Sequence[Mistake]] = {
    "NEG": (
        Mistake(neg.classification, neg.classification == "CRUELTY_NEGLECT", _instead("CRUELTY"), UNKNOWN_CODE.id),
        Mistake(neg.ppn_submitted, neg.ppn_submitted.answered(), _instead("31/02/2019"), DATE_IMPOSSIBLE.id),
        Mistake(neg.passed_date, neg.passed_date.answered(), _moved(neg.passed_date, 71 * 365), DATE_OUT_OF_RANGE.id),
        Mistake(neg.supervisor, neg.supervisor == "Y", _instead(None), REQUIRED_MISSING.id),
        Mistake(neg.police_outcome, neg.police_outcome.answered(), _instead(None), REQUIRED_MISSING.id),
        Mistake(neg.voice_recorded, neg.core_fields.unborn == "N", _instead("NA"), NOT_APPLICABLE_REFUSED.id),
        Mistake(
            neg.passed_date, neg.passed_date.answered(), _moved(neg.strategy_date, -3), "rule:passed_after_strategy"
        ),
        Mistake(neg.passed_date, neg.passed_date.answered(), _instead(None), EXPECTED_MISSING.id, QUERY),
        Mistake(neg.single_reason, neg.inv_type == "JOINT", _instead("PROPORTIONATE"), NOT_EXPECTED_ANSWER.id, QUERY),
        Mistake(neg.not_passed_reason, neg.passed_cait == "Y", _instead("OVERSIGHT"), NOT_EXPECTED_ANSWER.id, QUERY),
    )
}


def mistaken(form: Form, records: Draft, rows: Sequence[Row], file: str, agency: str) -> tuple[list[Row], list[Fault]]:
    """
    A return's rows with the mistakes of its audit made in them, each on a record of its own, and what was made where.

    A mistake that no record allows is left out.
    """
    changed, faults = [dict(row) for row in rows], []
    free = np.ones(len(rows), dtype=bool)
    for each in MISTAKES.get(form.audit.code, ()):
        fitting = np.flatnonzero(free & rails(each.where, records).true)
        if not fitting.size:
            continue
        place = int(fitting[0])
        free[place] = False
        changed[place][each.field.name] = each.entered(rows[place])
        cell = cell_of(form, each.field, FIRST_DATA_ROW + place)
        found = (cell, each.field.name, each.rule, each.severity)
        faults.append(Fault(file, form.audit.code, agency, RECORDS_SHEET, *found))
    return changed, faults


def cell_of(form: Form, field: Field, row: int = HEADER_ROW) -> str:
    """The cell of the Records sheet that holds ``field`` in ``row``; its heading where no row is given."""
    column = 1 + next(place for place, each in enumerate(form.fields) if each is field)
    return str(xl_rowcol_to_cell(row - 1, column))
