"""Templates that come filled: with the newest return of their agency, or with the plan, and what is made of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.templates import templates
from pipeline.intake import intake
from pipeline.partnership.bodies import folder_of
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Planned
from pipeline.store.decisions import Decision, DecisionKind, decide
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, layout, workbook
from pipeline.validate.catalogue.files import WORDS_NOT_READ
from tests.audits.followed import COVER
from tests.audits.test_act import OPEN, action
from tests.audits.test_asr import evidence
from tests.unit.workspaces import put

FIRST = Quarter(2019, 2)
NEXT = FIRST.next()


@contextmanager
def these(*codes: str) -> Iterator[None]:
    """Have these be the only audits that run, from the quarter after the report."""
    rows = tuple(Planned(audit=code, since=date(2019, 7, 1)) for code in codes)
    with used(replace(here(), audits=rows)):
        yield


def came(workspace: Workspace, code: str, agency: str, rows: Sequence[Mapping[str, object]], quarter: Quarter) -> None:
    """Put a return among those of a quarter."""
    audit = audits.of(quarter)[code]
    nil = {} if rows else {"return_type": "NIL"}
    cover = {**COVER, **nil, "date_submitted": quarter.next().start}
    data = workbook(audit.form(audit.views[0], quarter), agency, Filling(rows=rows, cover=cover))
    put(workspace, f"{folder_of(agency)}/{code}.xlsx", data, quarter)


def filled(root: Path, code: str, agency: str, quarter: Quarter) -> list[dict[str, Any]]:
    """The rows that the template of an agency comes with."""
    book = openpyxl.load_workbook(io.BytesIO(written(root, code, agency, quarter)))
    names = ["", *(each.name for each in audits.of(quarter)[code].fields)]
    lines = book[layout.RECORDS_SHEET].iter_rows(min_row=layout.FIRST_DATA_ROW, max_col=len(names), values_only=True)
    rows = [dict(zip(names[1:], line[1:], strict=True)) for line in lines]
    return [{name: value for name, value in row.items() if value} for row in rows if any(row.values())]


def written(root: Path, code: str, agency: str, quarter: Quarter) -> bytes:
    """The template of an agency, which is written."""
    assert templates(Workspace(root), quarter=quarter.folder, audit=code, agency=agency, into=root / "out") == 0
    return next((root / "out").rglob(f"{code}-{agency}-*.xlsx")).read_bytes()


def told(data: bytes) -> str:
    """What the Cover and the guidance say beside what they say to everybody."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cover, guidance = book[layout.COVER_SHEET]["A3"].value, book[layout.GUIDANCE_SHEET]["A2"].value
    assert cover == guidance
    return str(cover)


def test_the_first_template_has_the_planned_actions_that_its_agency_leads(tmp_path: Path) -> None:
    with these("ACT"):
        rows = filled(tmp_path, "ACT", "SCC-CF", FIRST)
        words = told(written(tmp_path, "ACT", "SCC-CF", FIRST))

    theirs = [each for each in here().actions if "SCC-CF" in each.leads and not each.taken]
    assert [each["action"] for each in rows] == [each.id for each in theirs]
    assert [each["record_ref"] for each in rows] == [f"ACT-{place:04d}" for place in range(1, len(theirs) + 1)]
    for row, one in zip(rows, theirs, strict=True):
        assert row["text"] == one.text
        assert row["recommendations"] == ";".join(one.recommendations)
        assert {*filter(None, str(row.get("standards", "")).split(";"))} == {*one.standards}
        assert "status" not in row, "how it stands its lead has to say"
    assert words.startswith("Filled in from the plan: T1.b1, ")
    assert words.endswith("Please bring every row up to date, and add what is new.")


def test_whoever_leads_nothing_that_is_planned_gets_an_empty_template(tmp_path: Path) -> None:
    with these("ACT", "ASR"):
        assert filled(tmp_path, "ACT", "UHS", FIRST) == []
        assert filled(tmp_path, "ASR", "SCC-CF", FIRST) == []


def test_the_next_template_has_the_newest_return_that_counts_row_by_row(tmp_path: Path) -> None:
    rows = [action(), action(record_ref="ACT-0007", action="SCC-CF-1", due=date(2020, 3, 31), **OPEN)]
    with these("ACT"):
        workspace = Workspace(tmp_path)
        came(workspace, "ACT", "SCC-CF", rows, FIRST)
        intake(workspace, [FIRST], 1)
        carried = filled(tmp_path, "ACT", "SCC-CF", NEXT)
        words = told(written(tmp_path, "ACT", "SCC-CF", NEXT))

    assert [(each["record_ref"], each["action"]) for each in carried[:2]] == [
        ("ACT-0001", "T1.b2"),
        ("ACT-0007", "SCC-CF-1"),
    ]
    assert carried[0]["status"] == "DONE – Done"
    assert carried[0]["done"].date() == date(2019, 9, 16)
    assert carried[0]["evidence"] == "ASR-0001;ASR-0004"
    # What the plan has and the return lacked is there too, under numbers that are free.
    assert {each["action"] for each in carried} >= {"T1.b1", "T3.b2", "T6.b2"}
    assert len({each["record_ref"] for each in carried}) == len(carried)
    assert words.startswith("It comes filled with what you returned for 2019-20 Q2. Filled in from the plan: T1.b1, ")


def test_a_quarter_without_a_return_is_passed_over_and_what_was_not_taken_in_carries_nothing(tmp_path: Path) -> None:
    """The last return holds, of whichever quarter; one that was sent back is none."""
    with these("ASR"):
        workspace = Workspace(tmp_path)
        came(workspace, "ASR", "SOL", [evidence()], FIRST)
        came(workspace, "ASR", "SOL", [evidence(claim="Ring 023 8083 3000.")], NEXT)
        came(workspace, "ASR", "UHS", [evidence(title="Theirs")], NEXT)
        intake(workspace, [FIRST, NEXT], 1)
        carried = filled(tmp_path, "ASR", "SOL", NEXT.next())
        words = told(written(tmp_path, "ASR", "SOL", NEXT.next()))

    assert [each["title"] for each in carried] == ["Dip sample of long-running plans"]
    assert words.startswith("It comes filled with what you returned for 2019-20 Q2.")


def test_a_body_that_took_over_gets_what_the_body_before_returned(tmp_path: Path) -> None:
    before = Quarter(2022, 1).previous()
    with these("ASR"):
        workspace = Workspace(tmp_path)
        row = evidence(dated=date(2022, 1, 14), valid_until=date(2023, 1, 13), tested_on=date(2022, 1, 14))
        came(workspace, "ASR", "HC", [{**row, "verified_on": date(2022, 2, 1)}], before)
        intake(workspace, [before], 1)
        carried = filled(tmp_path, "ASR", "HIOWC", before.next())
        words = told(written(tmp_path, "ASR", "HIOWC", before.next()))

    assert [each["record_ref"] for each in carried] == ["ASR-0001"]
    assert "It comes filled with what Hampshire Constabulary returned for 2021-22 Q4." in words


def test_a_template_sent_back_as_it_came_is_read_and_only_what_its_agency_has_to_say_is_asked(tmp_path: Path) -> None:
    """And sent again with a row brought up to date, its receipt says which answer is another."""
    with these("ACT"):
        workspace = Workspace(tmp_path)
        came(workspace, "ACT", "CCG", [action(action="T4.b1", **OPEN)], FIRST)
        intake(workspace, [FIRST], 1)
        again = filled(tmp_path, "ACT", "CCG", NEXT)
        came(workspace, "ACT", "CCG", again, NEXT)
        (entry,) = intake(workspace, [NEXT], 1)[NEXT].entries
        assert [each.rule for each in entry.validated.findings if each.severity.value != "note"] == []
        later = {**again[0], "status": "DONE", "done": date(2019, 12, 2), "evidence": "ASR-0001", "difference": "NR"}
        came(workspace, "ACT", "CCG", [later], NEXT)
        intake(workspace, [NEXT], 1)
        receipts = [each.read_text(encoding="utf-8") for each in (workspace.reports / NEXT.folder).rglob("receipt.txt")]

    assert len(receipts) == 2, "the first one is kept as what was said of the return before"
    assert sum("How it stands at the end of the quarter" in each for each in receipts) == 1


def test_nobody_is_told_that_the_templates_own_words_on_its_filling_were_not_read(tmp_path: Path) -> None:
    with these("ACT"):
        workspace = Workspace(tmp_path)
        put(workspace, f"{folder_of('CCG')}/ACT.xlsx", written(tmp_path, "ACT", "CCG", FIRST), FIRST)
        (entry,) = intake(workspace, [FIRST], 1)[FIRST].entries

    assert not any(each.rule == WORDS_NOT_READ.id for each in entry.validated.findings)


def test_an_action_that_a_meeting_agreed_is_in_the_next_template_of_whoever_leads_it(tmp_path: Path) -> None:
    agreed = Decision(
        0, DecisionKind.ACTION, str(FIRST), "2019-12-05", "chair", "Remind clinics", ("T2.2",), ("WNB5",), "UHS",
        due="2020-03-31",
    )  # fmt: skip
    with these("ACT"):
        decide(Workspace(tmp_path), agreed)
        now, then = (filled(tmp_path, "ACT", "UHS", each) for each in (FIRST, NEXT))

    assert now == []
    assert [(row["action"], row["text"], row["recommendations"], row["standards"]) for row in then] == [
        ("M2019Q2.1", "Remind clinics", "T2.2", "WNB5")
    ]
    assert (then[0]["agreed"].date(), then[0]["due"].date()) == (date(2019, 12, 5), date(2020, 3, 31))


@pytest.mark.parametrize("code", ["ACT", "ASR"])
def test_other_audits_templates_come_empty(code: str, tmp_path: Path) -> None:
    with these(code, "TRN"):
        assert filled(tmp_path, "TRN", "SCC-CF", FIRST) == []
