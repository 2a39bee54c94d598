"""Mistakes of the kind that people make, put into some returns on purpose, each with what intake should say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.definition import Field, Form
from pipeline.definition.frame import rails
from pipeline.synthetic.draft import Draft
from pipeline.synthetic.draws import Mistake
from pipeline.template.layout import FIRST_DATA_ROW, HEADER_ROW, RECORDS_SHEET

Row = dict[str, object]


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


def mistaken(
    form: Form, records: Draft, rows: Sequence[Row], mistakes: Sequence[Mistake], *, file: str, agency: str
) -> tuple[list[Row], list[Fault]]:
    """
    A return's rows with ``mistakes`` made in them, each on a record of its own, and what was made where.

    A mistake that no record allows is left out.
    """
    changed, faults = [dict(row) for row in rows], []
    free = np.ones(len(rows), dtype=bool)
    for each in mistakes:
        fitting = np.flatnonzero(free & rails(each.where, records).true)
        if not fitting.size:
            continue
        place = int(fitting[0])
        free[place] = False
        changed[place][each.field.name] = each.entered(rows[place])
        cell = cell_of(form, each.field, FIRST_DATA_ROW + place)
        faults.append(
            Fault(
                file=file,
                audit=form.audit.code,
                agency=agency,
                sheet=RECORDS_SHEET,
                cell=cell,
                field=each.field.name,
                rule=each.rule,
                severity=str(each.severity.value),
            )
        )
    return changed, faults


def cell_of(form: Form, field: Field, row: int = HEADER_ROW) -> str:
    """The cell of the Records sheet that holds ``field`` in ``row``; its heading where no row is given."""
    column = 1 + next(place for place, each in enumerate(form.fields) if each is field)
    return str(xl_rowcol_to_cell(row - 1, column))
