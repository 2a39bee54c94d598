"""`new-audit`: a small audit that is whole and without a doubt, and a return that shows what it counts."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from pipeline import audits
from pipeline.__main__ import main
from pipeline.calendar.quarter import Quarter
from pipeline.commands.lint import lint
from pipeline.commands.new_audit import new_audit
from pipeline.errors import UsageError
from pipeline.partnership.here import of_workspace, shipped, used
from pipeline.store.workspace import Workspace
from pipeline.template.layout import FIRST_DATA_ROW, RECORDS_SHEET

QUARTER = Quarter(2019, 2)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the usual partnership's files as its own."""
    for name, data in shipped("southampton").files.items():
        (tmp_path / "partnership" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "partnership" / name).write_bytes(data)
    return Workspace(tmp_path)


def begun(workspace: Workspace, code: str = "CRY", **words: object) -> int:
    given = {"title": None, "role": "health_provider", "quarter": "2019-20-Q2", "example": False, **words}
    with used(of_workspace(workspace.root)):
        return new_audit(workspace, code=code, **given)  # type: ignore[arg-type]


def refused(workspace: Workspace, code: str = "CRY", **words: object) -> str:
    with pytest.raises(UsageError) as stopped:
        begun(workspace, code, **words)
    return str(stopped.value)


def test_the_audit_is_one_of_the_partnership_s_and_there_is_no_doubt_about_it(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(workspace, title='Crying "advice"') == 0

    with used(of_workspace(workspace.root)):
        assert audits.of(QUARTER)["CRY"].title == 'Crying "advice"'
        assert lint(workspace, audits=["cry"], quarter="2019-20-Q2", meant=False) == 0
    assert "no doubt" in capsys.readouterr().out


def test_the_worked_example_is_a_filled_in_return_and_each_of_its_records_is_said_to_count_as_something(
    workspace: Workspace,
) -> None:
    begun(workspace)

    folder = workspace.root / "examples" / "CRY"
    (file,) = folder.glob("*.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()), read_only=True)
    numbers = [row[1] for row in book[RECORDS_SHEET].iter_rows(min_row=FIRST_DATA_ROW, values_only=True) if row[1]]
    told = (folder / "what-it-counts.txt").read_text(encoding="utf-8")
    assert numbers == [f"CRY-000{number}" for number in range(1, 9)]
    assert told.startswith("Audit CRY, 2019-20 Q2: made-up records, and what each counts as\n")
    assert "  met where ‘Was it done’ is “Yes” and there are at most 5 working days" in told
    assert told.count("Records!") == 8
    assert {"met", "not met"} <= {line.rpartition("| ")[2] for line in told.splitlines() if "Records!" in line}


def test_what_comes_next_is_said_and_who_has_a_new_role_is_to_be_said_in_returns_csv(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(workspace, role="crying_nurse")

    out = capsys.readouterr().out
    assert "No worked example yet: nobody has the role crying_nurse in 2019-20 Q2." in out
    assert "say in returns.csv who has the role, in a line like: crying_nurse,SSCP,CRY,," in out
    assert f"python -m pipeline lint CRY --root {workspace.root}" in out
    with used(of_workspace(workspace.root)):
        assert audits.of(QUARTER)["CRY"].views[0].role == "crying_nurse"


def test_the_example_is_written_anew_once_somebody_has_the_role(workspace: Workspace) -> None:
    begun(workspace, role="crying_nurse")
    with (workspace.root / "partnership" / "returns.csv").open("a", encoding="utf-8") as rows:
        rows.write("crying_nurse,UHS,CRY,,\n")

    begun(workspace, example=True)
    assert len(list((workspace.root / "examples" / "CRY").glob("CRY-UHS-*.xlsx"))) == 1


def test_nothing_is_overwritten_and_no_code_is_taken_twice(workspace: Workspace) -> None:
    begun(workspace)
    file = workspace.root / "partnership" / "audits" / "cry.py"
    file.write_text(file.read_text(encoding="utf-8").replace("five working days", "five days"), encoding="utf-8")
    (file.parent / "other.py").write_text("", encoding="utf-8")
    before = {each: each.read_bytes() for each in file.parent.iterdir()}

    assert "The code CRY is taken" in refused(workspace)
    assert "The code NEG is taken" in refused(workspace, "neg")
    assert "other.py is there already, and is left alone." in refused(workspace, "OTHER")
    assert {each: each.read_bytes() for each in file.parent.iterdir()} == before


def test_a_slip_in_it_ends_any_command_with_the_file_and_the_line_and_no_traceback(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(workspace)
    file = workspace.root / "partnership" / "audits" / "cry.py"
    file.write_text(file.read_text(encoding="utf-8").replace('done == "Y")', 'dome == "Y")'), encoding="utf-8")
    line = next(n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1) if "dome" in text)
    capsys.readouterr()

    for command in (["status", "2019-20-Q2"], ["lint"], ["templates", "2019-20-Q2"]):
        assert main([*command, "--root", str(workspace.root)]) == 2
        assert (
            f"  audits/cry.py line {line}: nothing is called dome here. Did you mean done?" in capsys.readouterr().err
        )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"code": "X"}, "'X' is no code of an audit."),
        ({"code": "../../X"}, "is no code of an audit."),
        ({"code": "nul"}, "'NUL' is no code of an audit."),
        ({"title": "a\x07b"}, "--title is one line"),
        ({"title": "a" * 81}, "--title is one line"),
        ({"title": "  "}, "--title is one line"),
        ({"role": 'x", agencies=("HC",'}, "--role is a name as in returns.csv"),
        ({"example": True}, "There is no audit 'CRY'. Choose one of NEG, WNB, MASH,"),
    ],
)
def test_what_is_asked_for_wrongly_writes_nothing(workspace: Workspace, words: dict[str, object], message: str) -> None:
    assert message in refused(workspace, **words)
    assert not (workspace.root / "partnership" / "audits").exists()
    assert not (workspace.root / "examples").exists()


def test_without_a_partnership_s_folder_one_is_to_be_written_first(tmp_path: Path) -> None:
    message = refused(Workspace(tmp_path))

    assert message.startswith("There is no folder partnership here to write an audit into. Write it first: ")
    assert message.endswith(f"python -m pipeline init --root {tmp_path}")
