"""An agency is asked where its records of a child do not fit each other, and learns nothing of what others know."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.intake import Intake, intake
from pipeline.partnership.returns_due import due
from pipeline.store.agencies_apart import apart_in_words
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


def listed(workspace: Workspace, quarter: Quarter = NOW) -> list[dict[str, str]]:
    """What whoever runs the quarter finds on its list of children on whom agencies do not agree."""
    path = workspace.processed / "children" / f"{quarter.folder}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def test_of_two_agencies_neither_is_asked_and_whoever_runs_the_quarter_has_both_rows_on_a_list(
    workspace: Workspace,
) -> None:
    lay(workspace, "SOL", of_child(family_ref="F0001"))
    lay(workspace, "UHS", {}, of_child(family_ref="F0002"))

    assert now(workspace) == {"SOL": [], "UHS": []}
    assert [(each["child"], each["agency"], each["question"], each["differs_from"]) for each in listed(workspace)] == [
        ("1", "SOL", "Family's audit reference", "University Hospital Southampton NHS Foundation Trust"),
        ("1", "UHS", "Family's audit reference", "Solent NHS Trust"),
    ]
    assert [each["cells"][-1] for each in listed(workspace)] == ["6", "7"]
    assert apart_in_words(workspace, NOW).startswith("Agencies do not agree on 1 child of 2019-20 Q2. None of them is")
    text = (workspace.processed / "children" / f"{NOW.folder}.csv").read_text("utf-8")
    assert not any(each in text for each in (CHILD, "F0001", "F0002"))


@pytest.mark.parametrize("quarter", [BEFORE, NOW])
def test_an_agency_that_enters_a_child_to_see_what_comes_back_reads_the_same_whatever_others_returned(
    tmp_path_factory: pytest.TempPathFactory, quarter: Quarter
) -> None:
    """Whether another agency knows the child at all, and whatever it says of it, in this quarter or before."""
    receipts = set()
    for theirs in ({}, of_child(quarter.start, age_years=4), of_child(quarter.start, family_ref="F0009", age_years=14)):
        place = Workspace(tmp_path_factory.mktemp("insider"))
        lay(place, "UHS", theirs, quarter=quarter)
        lay(place, "SOL", of_child(age_years=4))
        intake(place, [quarter] if quarter == NOW else [quarter, NOW], 1)
        receipts |= {each.read_text("utf-8") for each in place.reports.rglob("receipt.txt") if "sol" in each.parts}
    assert len(receipts) == 1


def test_an_agency_is_asked_where_its_return_does_not_fit_one_of_its_own_of_before(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(BEFORE.start, family_ref="F0002"), quarter=BEFORE)
    lay(workspace, "SOL", of_child(family_ref="F0001"))
    whole = intake(workspace, [BEFORE, NOW], 1)

    assert [rules(told) for each in whole.values() for told in queries(each).values()] == [
        [],
        ["child_in_another_family"],
    ]
    (finding,) = [each for each in whole[NOW].entries[0].validated.findings if each.rule == "child_in_another_family"]
    assert finding.sentence().partition(": ")[2] == (
        "we saw a child who has another family in another return of your own. We expected one family for each child. "
        "Look it up in your returns of other audits and of earlier quarters. Check the child's reference and this "
        "answer; if all is right, leave it and say on the Cover sheet why."
    )
    assert not listed(workspace)


def test_what_is_settled_leaves_the_list(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(family_ref="F0001"))
    lay(workspace, "UHS", of_child(family_ref="F0002"))
    now(workspace)
    lay(workspace, "UHS", of_child(family_ref="F0001"))
    now(workspace)

    assert not listed(workspace)
    assert apart_in_words(workspace, NOW) == ""


def test_only_the_later_quarter_is_asked(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(BEFORE.start, age_years=5), quarter=BEFORE)
    lay(workspace, "SOL", of_child(age_years=4))
    whole = intake(workspace, [BEFORE, NOW], 1)

    assert queries(whole[BEFORE]) == {"SOL": []}
    assert rules(queries(whole[NOW])["SOL"]) == ["age_does_not_fit_elsewhere"]
    assert rules(now(workspace)["SOL"]) == ["age_does_not_fit_elsewhere"], "as it is kept of the quarter before"


def test_of_two_agencies_the_later_one_s_rows_are_listed_beside_the_earlier_quarter(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(BEFORE.start, age_years=5), quarter=BEFORE)
    lay(workspace, "UHS", of_child(age_years=4))
    intake(workspace, [BEFORE, NOW], 1)

    assert not listed(workspace, BEFORE)
    (line,) = listed(workspace)
    assert (line["agency"], line["differs_from"]) == ("UHS", "Solent NHS Trust (2019-20 Q1)")


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
        now(place)
        told.append({(each["agency"], each["question"], each["cells"]) for each in listed(place)})
    assert all(each == told[0] for each in told)
    assert {question for agency, question, _ in told[0] if agency == "SOL"} == {
        "Family's audit reference",
        "Age at the time (completed years)",
    }


def test_a_return_that_does_not_count_is_not_held_against_any(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(family_ref="F0002"))
    data = (workspace.raw / NOW.folder / "sol" / "return.xlsx").read_bytes()
    put(workspace, "sol/a.xlsx", data)
    lay(workspace, "SOL", of_child(family_ref="F0001"))
    lay(workspace, "UHS", of_child(family_ref="F0001"))

    now(workspace)
    assert not listed(workspace)


def test_what_is_kept_of_a_child_is_no_record_and_is_noticed_if_altered(workspace: Workspace) -> None:
    lay(workspace, "SOL", of_child(age_years=4))
    now(workspace)

    kept = children_of(workspace, NOW)
    assert kept is not None
    assert kept[CHILD]["SOL"].families == frozenset({"F0001"})
    file = workspace.processed / "children" / f"{NOW.folder}.json"
    file.write_text(file.read_text(encoding="utf-8").replace("F0001", "F0009"), encoding="utf-8")
    assert children_of(workspace, NOW) is None
