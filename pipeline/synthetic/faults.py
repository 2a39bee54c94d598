"""Mistakes of the kind that people make, put into some returns on purpose, each with what intake should say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.definition import Field, Form
from pipeline.definition.frame import rails
from pipeline.partnership.bodies import whole_line
from pipeline.synthetic.draft import broken
from pipeline.synthetic.draws import Mistake
from pipeline.synthetic.plan import Plan, Story
from pipeline.synthetic.returns import Return
from pipeline.template import Filling, Row
from pipeline.template.layout import FIRST_DATA_ROW, HEADER_ROW
from pipeline.validate.catalogue.conditions import of_rule

_FOUND_BY_INTAKE = (Story.STALE, Story.BY_ITS_AUTHOR)


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


def mistaken(sent: Return, filled: Filling, mistakes: Sequence[Mistake], file: str) -> tuple[Filling, list[Fault]]:
    """
    A return with ``mistakes`` made in it, each on a record of its own, and what was made where in ``file``.

    A mistake that no record allows is left out.
    """
    rows, faults = _on_a_sheet(sent, filled.rows, mistakes, file)
    beside = {}
    for sheet in sent.beside:
        code = sheet.form.view.code
        beside[code], there = _on_a_sheet(sheet, filled.beside[code], mistakes, file)
        faults += there
    return replace(filled, rows=rows, beside=beside), faults


def of_plan(sent: Return, plan: Plan, file: str) -> Iterator[Fault]:
    """The evidence in a return that the ``plan`` has past its date or verified by its own author: intake finds both."""
    theirs = {each.number for each in plan.evidence_of(whole_line(sent.agency)) if each.story in _FOUND_BY_INTAKE}
    numbers = sent.records.texts(sent.form.audit.key.name)
    for rule in sent.form.rules:
        for place in np.flatnonzero(broken((rule,), sent.records) & np.isin(numbers.astype(str), sorted(theirs))):
            yield Fault(
                file=file,
                audit=sent.form.audit.code,
                agency=sent.agency,
                sheet=sent.form.sheet,
                cell=cell_of(sent.form, rule.blame, FIRST_DATA_ROW + int(place)),
                field=rule.blame.name,
                rule=of_rule(rule).id,
                severity=str(rule.severity.value),
            )


def _on_a_sheet(
    sent: Return, rows: Sequence[Row], mistakes: Sequence[Mistake], file: str
) -> tuple[list[dict[str, object]], list[Fault]]:
    changed, faults = [dict(row) for row in rows], []
    free = np.ones(len(rows), dtype=bool)
    for each in (mistake for mistake in mistakes if _on_this_sheet(mistake, sent.form)):
        fitting = np.flatnonzero(free & rails(each.where, sent.records).true)
        if not fitting.size:
            continue
        place = int(fitting[0])
        free[place] = False
        changed[place][each.field.name] = each.entered(rows[place])
        faults.append(
            Fault(
                file=file,
                audit=sent.form.audit.code,
                agency=sent.agency,
                sheet=sent.form.sheet,
                cell=cell_of(sent.form, each.field, FIRST_DATA_ROW + place),
                field=each.field.name,
                rule=each.check.id,
                severity=str(each.check.severity.value),
            )
        )
    return changed, faults


def _on_this_sheet(mistake: Mistake, form: Form) -> bool:
    if mistake.on is not None:
        return mistake.on is form.view
    main = form.view.beside
    return form.has(mistake.field) and (main is None or not mistake.field.asked(main, form.quarter))


def cell_of(form: Form, field: Field, row: int = HEADER_ROW) -> str:
    """The cell of the form's sheet that holds ``field`` in ``row``; its heading where no row is given."""
    column = 1 + next(place for place, each in enumerate(form.fields) if each is field)
    return str(xl_rowcol_to_cell(row - 1, column))
