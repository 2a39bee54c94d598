"""Small workspaces: one or two returns as agencies send them, lying where a run looks for them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from benchmarks.defects.folders import lay as put
from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.calendar.returns_due import due
from pipeline.definition import Form
from pipeline.template import Filling, workbook

__all__ = ["COVER", "NOW", "form", "put", "record", "sent"]

NOW = Quarter(2019, 2)
COVER = {"return_type": "FULL", "sampling_method": "CENSUS", "prepared_by_role": "Manager", "approved_by_role": "Lead"}


def form(quarter: Quarter = NOW) -> Form:
    """What a provider is asked about missed appointments."""
    return WNB.form(WNB.views[0], quarter)


def record(number: int, quarter: Quarter = NOW, **answers: Any) -> dict[str, Any]:
    """The worked example of the template as a record of its own in ``quarter``, with some answers changed."""
    asked = {each.name: each.example for each in form(quarter).fields if each.example not in (None, "")}
    later = quarter.start - NOW.start
    moved = {name: value + later if isinstance(value, date) else value for name, value in asked.items()}
    return {**moved, "record_ref": f"WNB-{number:04d}", **answers}


@cache
def sent(agency: str, *followed: str, quarter: Quarter = NOW, caveats: str = "") -> bytes:
    """A return of one record for each answer to "local policy followed?"; ``caveats`` go on its Cover."""
    rows = [record(number, quarter, policy_followed=answer) for number, answer in enumerate(followed, start=1)]
    cover = {**COVER, "date_submitted": due(quarter), **({"caveats": caveats} if caveats else {})}
    return workbook(form(quarter), agency, Filling(rows, cover))
