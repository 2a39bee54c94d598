"""A made-up return of an audit, and what each of its records counts as: a definition at work, to be checked by eye."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Form, Standard
from pipeline.definition.words import words
from pipeline.measure.table import outcome_table
from pipeline.partnership.bodies import name_of
from pipeline.read import Readers, Workbook, received
from pipeline.store.workspace import write_atomically
from pipeline.synthetic.returns import Circumstances, Return, returns
from pipeline.synthetic.written import filling
from pipeline.template import Filling, workbook
from pipeline.template.layout import FIRST_DATA_ROW
from pipeline.validate import answers
from pipeline.validate.validated import Accepted, Identity, SentBack, Validated

RECORDS = 8  # few enough to be checked by eye
_COUNTS = "what-it-counts.txt"


@dataclass(frozen=True, eq=False)
class _Example:
    """One agency's made-up return, and the file that it is written to."""

    form: Form
    agency: str
    filling: Filling
    file: Path

    def rows(self, form: Form) -> Mapping[int, Mapping[str, object]]:
        """Its records on the sheet of ``form``, by their rows there."""
        records = self.filling.rows if form is self.form else self.filling.beside[form.view.code]
        return dict(enumerate(records, start=FIRST_DATA_ROW))


def written(audit: type[Audit], quarter: Quarter, folder: Path) -> list[Path]:
    """
    Write a few made-up records of each view of ``audit`` into ``folder``, and what they count as; gives the files.

    None where nobody returns it in ``quarter``.
    """
    drawn = returns(audit, quarter, 1, Circumstances())
    firsts = {each.form.view: each for each in reversed(drawn) if not each.nil}
    examples = [_example(firsts[view], folder) for view in audit.returned() if view in firsts]
    if not examples:
        return []
    for one in examples:
        write_atomically(one.file, workbook(one.form, one.agency, one.filling, synthetic=True))
    told = folder / _COUNTS
    write_atomically(told, "\n".join(_told(audit, quarter, examples)) + "\n")
    return [*(one.file for one in examples), told]


def _example(sent: Return, folder: Path) -> _Example:
    whole, code = filling(sent), sent.form.audit.code
    rows = whole.rows[:RECORDS]
    beside = {each.form.view.code: _belonging(each.form, whole, rows) for each in sent.beside}
    cover = {**whole.cover, "sample_returned": len(rows)}
    file = folder / f"{code}-{sent.agency}-{sent.form.quarter.folder}.xlsx"
    return _Example(sent.form, sent.agency, replace(whole, rows=rows, beside=beside, cover=cover), file)


def _belonging(form: Form, whole: Filling, rows: Sequence[Mapping[str, object]]) -> Sequence[Mapping[str, object]]:
    """What a further sheet says of the main sheet's ``rows``; as many lines where it does not say which is whose."""
    theirs, names = whole.beside[form.view.code], [each.name for each in form.link]
    kept = [[row[name] for name in names] for row in rows]
    return [row for row in theirs if [row[name] for name in names] in kept] if names else theirs[:RECORDS]


def _told(audit: type[Audit], quarter: Quarter, examples: Sequence[_Example]) -> Iterator[str]:
    yield f"{audit.title}, {quarter}: made-up records, and what each counts as"
    for each in examples:
        yield f"{each.file.name}: {each.form.view.title}, {name_of(each.agency)}"
    read = [_read(each) for each in examples]
    for sent_back in (one for one in read if isinstance(one, SentBack)):
        yield f"{sent_back.file_name} would be sent back: python -m pipeline check says why."
    table = outcome_table(audit, quarter, [sheet for one in read if isinstance(one, Accepted) for sheet in one.sheets])
    for standard in audit.standards_in(quarter):
        lines = table[table["standard"] == standard.id]
        yield ""
        yield f"{standard.id} {standard.titled(quarter)}"
        yield f"  met where {words(standard.met)}"
        yield f"  out of records where {words(standard.applies)}"
        for each, form in ((one, form) for one in examples for form in one.form.sheets):
            theirs = lines[lines["view"] == form.view.code]
            if len(theirs):
                yield from _drawn(standard, form, each.rows(form), theirs)


def _read(example: _Example) -> Validated:
    """The return as the intake reads it."""
    with Readers(workers=1) as readers:
        ((_, book),) = readers.workbooks([received(example.file)])
    assert isinstance(book, Workbook), "our own template can be read"
    return answers(book, Identity(example.form, example.agency, example.form.version))


def _drawn(
    standard: Standard, form: Form, rows: Mapping[int, Mapping[str, object]], lines: pd.DataFrame
) -> Iterator[str]:
    """The records of one sheet as a table: where each stands, its answers, and what it counts as."""
    names = [field.name for field in standard.fields() if form.has(field)]
    cells = [["row", *names, "counts as"]]
    for line in lines.to_dict("records"):
        answered = rows[line["row"]]
        spoken = "not met (not recorded)" if line["not_recorded"] else str(line["outcome"])
        place = f"{form.sheet}!{line['row']}"
        cells.append([place, *(_shown(answered.get(name)) for name in names), spoken])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)
