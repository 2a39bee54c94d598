"""What a made-up partnership writes, file by file, and the account that it gives of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.intake import checked
from pipeline.partnership.bodies import agency
from pipeline.partnership.here import used
from pipeline.partnership.model import Partnership
from pipeline.read import Readers, Workbook, received
from pipeline.store.workspace import Workspace
from pipeline.synthetic import load, making_code, partnership, place
from pipeline.synthetic.draws import Unusual
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.validate.catalogue.records import WORKED_EXAMPLE
from pipeline.validate.identify import identity
from pipeline.validate.validated import Accepted, Identity, Status, Validated
from tests.forms import ALL
from tests.unit.synthetic.conftest import QUARTERS, Town, written


@pytest.fixture(scope="module")
def read(town: Town) -> dict[str, Workbook]:
    """Every return of the partnership as the intake reads it, by its place below the returns."""
    paths = [town.workspace.raw / name for name in town.files()]
    with Readers(2) as readers:
        outcomes = [outcome for _, outcome in readers.workbooks([received(path) for path in paths])]
    workbooks = [outcome for outcome in outcomes if isinstance(outcome, Workbook)]
    return dict(zip(town.files(), workbooks, strict=True))


@pytest.fixture(scope="module")
def intake(town: Town, read: dict[str, Workbook]) -> dict[str, Validated]:
    """What the intake makes of every return."""
    return {
        name: checked(town.workspace.raw / name, workbook, "", Path(name).parent) for name, workbook in read.items()
    }


def test_the_same_seed_gives_the_same_bytes_another_seed_others_and_nothing_stays_of_an_earlier_attempt(
    few: Partnership, few_of_town: Town, tmp_path: Path
) -> None:
    with used(few):
        other = written(tmp_path, seed=2)
        assert not set(other.files().values()) & set(few_of_town.files().values())
        (tmp_path / "data" / "raw" / QUARTERS[0].folder / ".writing-cut-short").write_bytes(b"PK")

        again = written(tmp_path, seed=1)

    assert again.files() == few_of_town.files()
    assert again.planted == few_of_town.planted
    assert not list(again.workspace.raw.rglob(".writing-*"))


@pytest.mark.parametrize("code", ALL)
def test_of_every_audit_a_seed_draws_the_same_answers_again_and_another_seed_others(code: str) -> None:
    def drawn(seed: int) -> list[object]:
        return [filling(each) for each in returns(ALL[code], QUARTERS[-1], seed, Circumstances())]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_every_agency_returns_what_it_is_asked_for_and_nothing_else(town: Town, read: dict[str, Workbook]) -> None:
    asked = {
        (str(quarter), audit.code, code)
        for quarter in QUARTERS
        for audit in ALL.values()
        if audit.due(quarter)
        for view in audit.views
        for code in audit.returners(view, quarter)
    }
    missing = {(each.quarter, each.audit, each.agency) for each in town.planted.returns if each.missing}
    returned = []
    for name, workbook in read.items():
        quarter, folder, _ = name.split("/")
        whose = identity(workbook, Quarter.parse(quarter), folder)
        assert isinstance(whose, Identity), name
        returned.append((str(whose.form.quarter), whose.form.audit.code, whose.agency))

    assert sorted(returned) == sorted(asked - missing)


def test_file_names_vary_and_never_gainsay_what_is_in_the_file(town: Town) -> None:
    patterns = set()
    for each in (each for each in town.planted.returns if not each.missing):
        name = each.file.rsplit("/", 1)[1]
        codes = {audit for audit in ALL if re.search(rf"(?<![A-Za-z]){audit}(?![A-Za-z])", name)}
        quarters = set(re.findall(r"\d{4}-\d{2}-Q\d", name)) | set(re.findall(r"(?<![-\d])Q\d", name))
        whose = agency(each.agency)
        assert each.file.split("/")[1] == whose.folder
        assert codes == {each.audit}
        assert quarters <= {each.quarter.replace(" ", "-"), each.quarter[-2:]}
        patterns.add(name.replace(each.audit, "").replace(each.agency, "").replace(each.quarter.replace(" ", "-"), ""))

    assert len(patterns) >= 5


def test_a_return_that_is_not_out_of_the_ordinary_draws_no_finding_but_the_example_row(
    town: Town, intake: dict[str, Validated]
) -> None:
    odd = {each.file for each in town.planted.faults} | {each.file for each in town.planted.returns if each.sent_back}

    rules_by_file = {
        name: {each.rule for each in validated.findings} for name, validated in intake.items() if name not in odd
    }

    assert {name: rules for name, rules in rules_by_file.items() if rules - {WORKED_EXAMPLE.id}} == {}
    assert all(intake[name].status is Status.ACCEPTED for name in rules_by_file)


def test_every_mistake_is_found_where_it_was_made_and_nothing_else_is(town: Town, intake: dict[str, Validated]) -> None:
    planted = {(each.file, each.sheet, each.cell, each.field, each.rule, each.severity) for each in town.planted.faults}
    findings = {
        (name, each.sheet, each.cell, each.field, each.rule, each.severity.value)
        for name in {each.file for each in town.planted.faults}
        for each in intake[name].findings
        if each.rule != WORKED_EXAMPLE.id
    }

    assert findings == planted
    assert {each.severity for each in town.planted.faults} == {"error", "query"}


def test_of_the_newest_quarter_one_return_of_some_audits_is_late_one_is_missing_one_sent_back_and_some_nil(
    town: Town, intake: dict[str, Validated]
) -> None:
    newest = {str(QUARTERS[-1])}
    late = [each for each in town.planted.returns if each.late]
    missing = [each for each in town.planted.returns if each.missing]
    back = [each for each in town.planted.returns if each.sent_back]

    planned = [each.code for each in ALL.values() if Unusual.LATE in profile_of(each).unusual.values()]
    assert [each.audit for each in late] == [code for code in planned if ALL[code].due(QUARTERS[-1])] != []
    assert [len(missing), len(back)] == [1, 1]
    assert {each.quarter for each in (*late, *missing, *back)} == newest
    assert {each.file for each in town.planted.returns if each.nil} == {
        name for name, validated in intake.items() if isinstance(validated, Accepted) and validated.nil
    }
    assert any(each.nil for each in town.planted.newest)


def test_the_return_sent_back_has_lost_its_sheet_and_a_heading(town: Town, intake: dict[str, Validated]) -> None:
    back = next(each for each in town.planted.returns if each.sent_back)
    returned = intake[back.file]

    assert returned.status is Status.SENT_BACK
    assert [(each.rule, each.sheet) for each in returned.findings] == [(back.sent_back.rule, back.sent_back.sheet)]


def test_what_was_planted_is_written_down_and_read_back(town: Town) -> None:
    assert load(town.workspace) == town.planted
    assert town.planted.code == making_code()


@pytest.mark.parametrize("kept", ["", "{", "{}", '{"seed": 1}', "[]"])
def test_an_account_that_is_damaged_counts_as_none(kept: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    place(workspace).parent.mkdir(parents=True)
    place(workspace).write_text(kept, encoding="utf-8")

    assert load(workspace) is None


def test_of_few_quarters_the_older_half_stays_as_it_was(few: Partnership, few_of_town: Town, tmp_path: Path) -> None:
    with used(few):
        alone = partnership(Workspace(tmp_path), QUARTERS[1:], 1)

    assert few_of_town.planted.improved.since == str(QUARTERS[1])
    assert alone.improved is None


def test_the_marker_is_there_before_the_first_return_and_the_account_only_after_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path)

    def cut_short(path: Path, data: bytes | str) -> Path:
        if path.suffix == ".xlsx":
            raise KeyboardInterrupt
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(data), encoding="utf-8")
        return path

    monkeypatch.setattr("pipeline.synthetic.making.write_atomically", cut_short)
    with pytest.raises(KeyboardInterrupt):
        partnership(workspace, QUARTERS, 1)

    assert workspace.synthetic
    assert load(workspace) is None
    assert not place(workspace).exists()
