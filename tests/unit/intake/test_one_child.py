"""An agency is asked where its record of a child does not fit others, and is told nothing of theirs."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.intake import Intake, intake
from pipeline.partnership.returns_due import due
from pipeline.store.children import children_of
from pipeline.store.workspace import Workspace
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, form, put, record

pytestmark = pytest.mark.usefixtures("one_audit")
CHILD, BEFORE = "C0000000A", NOW.previous()


def of_child(day: date = NOW.start, **answers: Any) -> dict[str, Any]:
    """What a record says of one and the same child."""
    return {"child_ref": CHILD, "family_ref": "F0001", "appt_date": day, **answers}


def lay(workspace: Workspace, agency: str, *records: dict[str, Any], quarter: Quarter = NOW) -> None:
    rows = [record(number, quarter, **answers) for number, answers in enumerate(records, start=1)]
    filling = Filling(rows, {**COVER, "date_submitted": due(quarter)})
    place = workspace.raw / quarter.folder / agency.lower()
    place.mkdir(parents=True, exist_ok=True)
    (place / "return.xlsx").write_bytes(workbook(form(quarter), agency, filling))


def queries(taken_in: Intake) -> dict[str, list[tuple[str, str]]]:
    """By agency, what is asked about one child, and where."""
    ours = ("child_", "age_does", "birth_does", "lasting_")
    return {
        each.sender: [
            (finding.rule, finding.cell) for finding in each.validated.findings if finding.rule.startswith(ours)
        ]
        for each in taken_in.entries
    }


def now(workspace: Workspace) -> dict[str, list[tuple[str, str]]]:
    return queries(intake(workspace, [NOW], 1)[NOW])


def rules(told: list[tuple[str, str]]) -> list[str]:
    return [rule for rule, _ in told]


def test_within_a_return_both_rows_are_queried(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(), {}, of_child(family_ref="F0002"))

    ((rule, cell),) = now(workspace)["SOL"]
    assert rule == "child_in_two_families"
    assert [each[-1] for each in cell.split(", ")] == ["6", "8"]


def test_of_two_agencies_both_are_asked_and_neither_is_told_of_the_other(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(family_ref="F0001"))
    lay(workspace, "UHS", {}, of_child(family_ref="F0002"))
    taken_in = intake(workspace, [NOW], 1)[NOW]

    assert {agency: rules(told) for agency, told in queries(taken_in).items()} == {
        "SOL": ["child_in_another_family"],
        "UHS": ["child_in_another_family"],
    }
    for each in taken_in.entries:
        (finding,) = [each for each in each.validated.findings if each.rule == "child_in_another_family"]
        assert finding.sentence().partition(": ")[2] == (
            "we saw a child who has another family in another return that the board holds. We expected one family for "
            "each child. Check the child's reference and this answer; if all is right, leave it and say on the Cover "
            "sheet why."
        )
    receipts = {each.parent.parent.name: each.read_text("utf-8") for each in workspace.reports.rglob("receipt.txt")}
    assert "another return that the board holds" in receipts["sol"]
    assert "F0002" not in receipts["sol"]
    assert "F0001" not in receipts["uhs"]
    assert "University Hospital" not in receipts["sol"]


def test_only_the_later_quarter_is_asked(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(BEFORE.start, age_years=5), quarter=BEFORE)
    lay(workspace, "UHS", of_child(age_years=4))
    whole = intake(workspace, [BEFORE, NOW], 1)

    assert queries(whole[BEFORE]) == {"SOL": []}
    assert rules(queries(whole[NOW])["UHS"]) == ["age_does_not_fit_elsewhere"]
    assert rules(now(workspace)["UHS"]) == ["age_does_not_fit_elsewhere"], "as it is kept of the quarter before"


def test_a_consistent_history_is_not_queried(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(BEFORE.start, unborn="Y", age_years=None), quarter=BEFORE)
    lay(workspace, "UHS", of_child(age_years=0), of_child(NOW.start + timedelta(days=30), age_years=0))
    whole = intake(workspace, [BEFORE, NOW], 1)

    assert [told for each in whole.values() for told in queries(each).values()] == [[], []]


def test_the_order_of_the_returns_makes_no_difference(tmp_path_factory: Any) -> None:
    records = {"SOL": of_child(age_years=4), "UHS": of_child(age_years=6), "CCG": of_child(family_ref="F0003")}
    told = []
    for number, order in enumerate(permutations(records)):
        if number % 2:
            continue
        place = Workspace(tmp_path_factory.mktemp("order"))
        for agency in order:
            lay(place, agency, records[agency])
        told.append(now(place))
    assert all(each == told[0] for each in told)
    assert rules(told[0]["SOL"]) == ["child_in_another_family", "age_does_not_fit_elsewhere"]


def test_a_return_that_does_not_count_is_not_held_against_any(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(family_ref="F0002"))
    data = (workspace.raw / NOW.folder / "sol" / "return.xlsx").read_bytes()
    put(workspace, "sol/a.xlsx", data)
    lay(workspace, "SOL", of_child(family_ref="F0001"))
    lay(workspace, "UHS", of_child(family_ref="F0001"))

    told = now(workspace)
    assert rules(told["UHS"]) == []


def test_what_is_kept_of_a_child_is_no_record_and_is_noticed_if_altered(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(age_years=4))
    now(workspace)

    kept = children_of(workspace, NOW)
    assert kept is not None
    assert kept[CHILD].families == frozenset({"F0001"})
    file = workspace.processed / "children" / f"{NOW.folder}.json"
    file.write_text(file.read_text(encoding="utf-8").replace("F0001", "F0009"), encoding="utf-8")
    assert children_of(workspace, NOW) is None
