"""
Worked examples: a small drawn table of records and the outcome each must have, for an auditor to check.

One row per record; a column per field that the standard reads; the last column, ``outcome``, is what the record must
count as: met, not met, not recorded (not met because the record is silent), not applicable, not known, pending or
missing. A ``!`` in a cell is a value that could not be used. A column ``judged on`` gives the day whose versions of
limits and standards a record is judged by; it is `DAY` where it is not drawn, in whose quarter the return is. Where a
standard counts within records, the outcome is how many of how many met it, such as ``4 of 5`` (`worked_within`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Date, Field, Standard, Whole, fields_of
from pipeline.definition.frame import AS_OF_COLUMN, Records, code_column
from pipeline.measure.outcomes import outcomes
from pipeline.measure.table import outcome_table
from pipeline.validate.validated import Accepted, Identity, Tally

DAY, JUDGED_ON = date(2019, 7, 1), "judged on"


def worked(audit: type[Audit], standard_id: str, table: str) -> None:
    """Assert that every drawn record has the drawn outcome, and that the table reads just what the standard reads."""
    standard, lines, records = _drawn(audit, standard_id, table)
    counted = outcomes(standard, records)
    _compare(standard_id, lines, counted["outcome"].mask(counted["not_recorded"], "not recorded"))


def worked_within(audit: type[Audit], standard_id: str, table: str) -> None:
    """Assert of every drawn record how many of the things that it counts meet the standard, or why it counts none."""
    standard, lines, records = _drawn(audit, standard_id, table)
    form = audit.form(audit.counted_on(standard)[0], Quarter.containing(DAY))
    rows = records.rows.assign(row=range(len(lines)))
    returned = Accepted("", "", Tally(), (), Identity(form, "", ""), rows=rows, unusable=records.unusable)
    counted = outcome_table(audit, form.quarter, [returned], standards=[standard])
    _compare(standard_id, lines, [_of(counted.loc[counted["row"] == row, "outcome"]) for row in rows["row"]])


def _of(outcomes_of_one: pd.Series) -> str:
    met, unmet = ((outcomes_of_one == each).sum() for each in ("met", "not met"))
    return f"{met} of {met + unmet}" if met + unmet else str(outcomes_of_one.item())


def _drawn(audit: type[Audit], standard_id: str, table: str) -> tuple[Standard, list[list[str]], Records]:
    standard = next(each for each in audit.standards if each.id == standard_id)
    names, lines = _cells(table)
    assert names[-1] == "outcome", "the last column of a worked example is its outcome"
    asked = {field.name for field in _with_gates(standard.fields())} | {AS_OF_COLUMN, JUDGED_ON}
    assert set(names[:-1]) <= asked, f"{standard_id} does not read {set(names[:-1]) - asked}"
    return standard, lines, _records(standard, names[:-1], [line[:-1] for line in lines])


def _compare(standard_id: str, lines: list[list[str]], counted: Iterable[str]) -> None:
    for number, (line, expected) in enumerate(zip(lines, counted, strict=True), start=1):
        assert expected == line[-1], (
            f"{standard_id}, record {number} {line[:-1]}: counted as {expected}, drawn as {line[-1]}"
        )


def _with_gates(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields, and those that decide whether they are to be answered, all the way back."""
    gates = fields_of(*(each for field in fields for each in field.conditions()))
    more = tuple(field for field in gates if all(field is not each for each in fields))
    return _with_gates((*fields, *more)) if more else fields


def _cells(table: str) -> tuple[list[str], list[list[str]]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    assert all(len(line) == len(lines[0]) for line in lines), "every line of a drawn table has the same columns"
    return lines[0], lines[1:]


def _records(standard: Standard, names: list[str], lines: list[list[str]]) -> Records:
    by_name = {field.name: field for field in _with_gates(standard.fields())}
    columns: dict[str, list[object]] = {}
    doubted: dict[str, list[bool]] = {}
    for position, name in enumerate(names):
        cells = [line[position] for line in lines]
        field = by_name.get(name)
        typed = [_typed(field, cell) for cell in cells]
        columns[name] = [value for value, _ in typed]
        columns[code_column(name)] = [code for _, code in typed]
        doubted[name] = [cell == "!" for cell in cells]
    days = columns.pop(JUDGED_ON, [DAY] * len(lines))
    drawn = Records(pd.DataFrame(columns, dtype=object), pd.DataFrame(doubted).drop(columns=JUDGED_ON, errors="ignore"))
    return drawn.ending(Quarter.containing(DAY).end).judged_on(
        pd.to_datetime(pd.Series(days)).to_numpy(dtype="datetime64[D]")
    )


def _typed(field: Field | None, cell: str) -> tuple[object, str | None]:
    if cell in ("", "!"):
        return (pd.NaT if field is None or isinstance(field, Date) else None), None
    if field is not None and cell in {code.code for code in field.also_codes()}:
        return (pd.NaT if isinstance(field, Date) else None), cell
    if field is None or isinstance(field, Date):
        form = "%d/%m/%Y %H:%M" if ":" in cell else "%d/%m/%Y"
        return datetime.strptime(cell, form), None
    return (int(cell) if isinstance(field, Whole) else cell), None
