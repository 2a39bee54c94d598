"""Returns around the quarter in which answers become one: older answers are taken by the map, newer ones wait."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.one_quarter import one_quarter
from pipeline.partnership.here import shipped, used
from pipeline.partnership.model import Document
from pipeline.partnership.returns_due import due
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, put, record

STATUSES = ("CIN", "FAMILY_HELP", "Family Help", "EH", "CP")
FROM_WHEN = "FAMILY_HELP is an answer from 2019-20 Q3 on; until then, pick one from the list."


@pytest.mark.parametrize(
    ("dual", "read", "told"),
    [
        ((), ["FAMILY_HELP"] * 4 + ["CP"], [("note", "Nothing to do.")] * 3),
        ((NOW,), ["CIN", None, None, "EH", "CP"], [("error", FROM_WHEN)] * 2),
    ],
)
def test_older_answers_are_taken_by_the_map_and_newer_ones_say_from_when(
    dual: tuple[Quarter, ...], read: list[str | None], told: list[tuple[str, str]], tmp_path: Path
) -> None:
    one = Document(kind="family help", version="Help", since=NOW.start, dual_run=dual, audits=("WNB",))
    rows = [record(n, sc_status=each, child_ref=f"C0000000{n}") for n, each in enumerate(STATUSES, start=1)]
    with used(replace(shipped("southampton"), documents=(one,))):
        audit = audits.of(NOW)["WNB"]
        form = audit.form(audit.views[0], NOW)
        data = workbook(form, "SOL", Filling(rows, {**COVER, "date_submitted": due(NOW)}))
        put(Workspace(tmp_path), "sol/mine.xlsx", data)
        (counted,) = one_quarter(Workspace(tmp_path), NOW.folder, None).counted(audit)
    assert counted.rows["sc_status"].astype(object).where(counted.rows["sc_status"].notna(), None).tolist() == read
    findings = [each for each in counted.findings if each.field == "sc_status"]
    assert [(each.severity.value, each.fix) for each in findings for _ in range(each.count)] == told
