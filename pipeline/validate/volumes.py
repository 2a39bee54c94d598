"""The Volumes sheet: whole numbers a month, read by their headings and never by their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pandas as pd

from pipeline.definition import Form, Severity, Volumes
from pipeline.english import first_few
from pipeline.read import Sheet, Workbook, cell_name
from pipeline.template.layout import VOLUMES_SHEET, time_heading, times_of
from pipeline.validate.catalogue.volumes import (
    VOLUMES_LINE,
    VOLUMES_LINE_MISSING,
    VOLUMES_MISSING,
    VOLUMES_UNREADABLE,
)
from pipeline.validate.cells import read_cell, unanswered
from pipeline.validate.finding import Finding
from pipeline.validate.ledger import shown
from pipeline.validate.tidy import count_filled, folded, plain

SHOWN = 5  # lines that a message names, at most


def volumes(workbook: Workbook, form: Form) -> tuple[pd.DataFrame, list[Finding]]:
    """One row per line of the Volumes sheet (see `Validated.volumes`), and what is wrong with it."""
    asked = form.volumes
    if asked is None:
        return pd.DataFrame(), []
    sheet = workbook.sheet(VOLUMES_SHEET)
    if sheet is None:
        return _frame([], asked), [VOLUMES_MISSING.at(VOLUMES_SHEET)]
    header, columns = header_of(sheet, form)
    if header == 0:
        return _frame([], asked), [VOLUMES_UNREADABLE.at(VOLUMES_SHEET)]
    lines, findings = _lines(sheet, header, columns, asked, times_of(form))
    return _frame(lines, asked), findings


def header_of(sheet: Sheet, form: Form) -> tuple[int, dict[str, int]]:
    """The row of the headings (from 1; 0 where there are none) and the column, from 0, of each that is there."""
    asked = form.volumes
    if asked is None:
        return 0, {}
    wanted = {folded(time_heading(form)): "month"} | ({folded(asked.per.label): "per"} if asked.per else {})
    wanted |= {folded(count.label): count.name for count in asked.counts}
    needed = set(wanted.values()) - {count.name for count in asked.counts if count.later}
    for number, row in enumerate(sheet.rows, start=1):
        headings = {
            wanted[folded(cell)]: place
            for place, cell in enumerate(row)
            if isinstance(cell, str) and folded(cell) in wanted
        }
        if needed <= set(headings.keys()):
            return number, headings
    return 0, {}


def _lines(
    sheet: Sheet, header: int, columns: dict[str, int], asked: Volumes, months: Iterable[str]
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The lines that are asked for, as far as they are there, and what is wrong with them."""
    left = dict.fromkeys(product(months, asked.per.codes.values() if asked.per else [""]))
    faults = unanswered(sheet)
    lines: list[dict[str, Any]] = []
    findings: list[Finding] = []
    strange = 0
    for number, row in enumerate(sheet.rows[header:], start=header + 1):
        if not count_filled(row):
            continue
        month = _month(row[columns["month"]])
        per = plain(str(row[columns["per"]])).upper() if asked.per else ""
        if (month, per) not in left:
            strange += 1
            cell = cell_name(number, columns["month"] + 1)
            findings.append(VOLUMES_LINE.at(VOLUMES_SHEET, cell, months=", ".join(sorted(months))))
            continue
        del left[month, per]
        line: dict[str, Any] = {"month": month, "per": per}
        for count in (each for each in asked.counts if each.name in columns):
            value, cell = row[columns[count.name]], cell_name(number, columns[count.name] + 1)
            answer = faults.get(cell) or read_cell(count, value)
            if isinstance(answer, Finding):
                wrong = answer.seeing(shown(None, value)).at(VOLUMES_SHEET, cell, label=count.label)
                findings.append(replace(wrong, severity=Severity.QUERY))  # the sample is judged by it, nothing counted
            else:
                line[count.name] = answer.value
        lines.append(line)
    if len(left) > strange:  # else a line under another name stands in its place, and was told of
        missing = [f"{month} {code}".strip() for month, code in left]
        findings.append(VOLUMES_LINE_MISSING.at(VOLUMES_SHEET, lines=first_few(missing, SHOWN)))
    return lines, findings


def _month(cell: object) -> str:
    return f"{cell:%Y-%m}" if isinstance(cell, date) else plain(str(cell))


def _frame(lines: Sequence[dict[str, Any]], asked: Volumes) -> pd.DataFrame:
    kinds = {"month": "str"} | ({"per": "str"} if asked.per else {}) | {each.name: "Int64" for each in asked.counts}
    return pd.DataFrame(lines, columns=list(kinds), dtype=object).astype(kinds)
