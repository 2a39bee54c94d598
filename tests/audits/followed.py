"""Returns of what is followed from quarter to quarter, written by the template, as intake reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline import audits, read
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Form
from pipeline.intake import checked
from pipeline.template import Filling, workbook
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Accepted, Validated

QUARTER = Quarter(2019, 2)
COVER = {
    "return_type": "FULL",
    "sampling_method": "CENSUS",
    "prepared_by_role": "Business manager",
    "approved_by_role": "Head of service",
    "date_submitted": date(2019, 10, 14),
}


def form_of(audit: type[Audit]) -> Form:
    """The form of the quarter that these tests are of."""
    there = audits.of(QUARTER)[audit.code]
    return there.form(there.views[0], QUARTER)


def returned(audit: type[Audit], rows: Sequence[Mapping[str, object]], folder: Path) -> Validated:
    """The return of one agency with these rows, written by the template, as intake reads it."""
    form, path = form_of(audit), folder / "return.xlsx"
    path.write_bytes(workbook(form, "SCC-CF", Filling(rows=rows, cover=COVER)))
    return checked(path, read.workbook(path), "", None)


def findings(audit: type[Audit], rows: Sequence[Mapping[str, object]], folder: Path) -> list[tuple[str, str, str]]:
    """What intake finds, notes aside: check, severity and question."""
    seen = returned(audit, rows, folder)
    return sorted(_said(each) for each in seen.findings if each.severity.value != "note")


def _said(each: Finding) -> tuple[str, str, str]:
    return each.rule, each.severity.value, each.field


def kept(audit: type[Audit], rows: Sequence[Mapping[str, object]], folder: Path) -> Accepted:
    """The return where it is taken in."""
    seen = returned(audit, rows, folder)
    assert isinstance(seen, Accepted)
    return seen
