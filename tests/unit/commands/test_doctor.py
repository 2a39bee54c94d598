"""The doctor command: what it lists, in which order, and how it ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.commands.doctor import doctor
from pipeline.partnership.here import shipped
from pipeline.partnership.oddities import Oddity, Weight
from pipeline.store import partnership_places
from pipeline.store.workspace import Workspace
from tests.unit.partnership.folders import RIGHT, laid

NOW = "2025-26-Q4"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    laid(tmp_path / "partnership", {"audits.csv": f"{RIGHT['audits.csv']}WNB,,,,,,,,,,\nMASH,,,,,,,,,,\n"})
    return tmp_path


def told(root: Path, quarter: str = NOW, *, everything: bool = True) -> int:
    return doctor(Workspace(root), quarter=quarter, everything=everything)


def test_mistakes_are_listed_all_at_once_and_end_it_with_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(root / "partnership", {"targets.csv": RIGHT["targets.csv"].replace("NEG12,90", "NEG33,900")})

    assert told(root) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{root / 'partnership'}: 2 mistakes; no command can use it as it is."
    assert {line.split(":")[0] for line in lines[1:3]} == {"targets.csv row 3"}
    assert any("'NEG33' is no standard. Did you mean NEG3?" in line for line in lines)


def test_an_audit_that_nobody_returns_is_the_first_thing_to_mend(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(root) == 3

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{root / 'partnership'}: Westmere Safeguarding Partnership, as of 2025-26 Q4"
    assert lines[1] == "Mend first:"
    assert any("of MASH for 2025-26 Q4. Write a row with the role front_door." in line for line in lines[2:6])


def test_a_role_that_ends_within_the_next_four_quarters_is_looked_at(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(root)

    looked = capsys.readouterr().out.split("Look at:")[1]
    assert "of WNB for 2026-27 Q1. See whose row for health_provider has ended" in looked


def test_of_more_than_a_screenful_the_rest_is_counted(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.doctor.SCREEN", 3)
    told(root, everything=False)

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("… and ")
    assert lines[-1].endswith(" lines more: add --all.")


def test_without_a_folder_of_ones_own_it_says_whose_files_are_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(tmp_path)

    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"{shipped('southampton').name}, which comes with the package: there is no folder ")
    assert f"(python -m pipeline init --root {tmp_path} writes one)" in first


def test_where_nothing_is_odd_it_names_the_next_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("beside_definitions", "oddities"):
        monkeypatch.setattr(f"pipeline.commands.doctor.{name}", lambda *_: ())

    assert told(tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Next: python -m pipeline templates {NOW} --root {tmp_path}"


def test_where_things_are_only_to_be_looked_at_the_next_command_is_named_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Oddity(Weight.LOOK, "timescales.csv row 6", "nobody has checked it.")
    monkeypatch.setattr("pipeline.commands.doctor.beside_definitions", lambda *_: ())
    monkeypatch.setattr("pipeline.commands.doctor.oddities", lambda *_: [look])

    assert told(tmp_path) == 3
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Where you agree with all of it, next: python -m pipeline templates ")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("~$targets.csv", "is the mark of a file that is open. Save and close it, so that all of it is read."),
        ("agencies.xlsx", "If it is newer than agencies.csv, save it as CSV UTF-8 under that name."),
        ("notes.txt", "notes.txt is read by nobody. Take it away if nobody needs it here."),
    ],
)
def test_what_nobody_reads_in_the_folder_is_named(
    name: str, line: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "partnership" / name).write_bytes(b"")
    told(root)

    assert line in capsys.readouterr().out


@pytest.mark.parametrize("other", ["partnership (1)", "data/partnership", "partnership/old"])
def test_a_second_partnership_is_named_and_which_is_read(
    other: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / other).mkdir(parents=True)
    laid(root / other)
    told(root)

    assert f"more than one partnership lies here. partnership is read; {other} is not." in capsys.readouterr().out


def test_one_among_the_returns_is_told_without_its_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "data" / "raw" / "Jane").mkdir(parents=True)
    laid(root / "data" / "raw" / "Jane")
    told(root)

    out = capsys.readouterr().out
    assert "partnership is read; a folder or file whose name is not repeated here is not." in out
    assert "Jane" not in out


def test_a_folder_under_another_spelling_is_not_taken_for_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(tmp_path / "Partnership")
    if (tmp_path / "partnership").exists():
        pytest.skip("this disk does not tell capitals apart")

    assert told(tmp_path) == 3
    assert "so Partnership is not read. Call it partnership, in small letters." in capsys.readouterr().out


def test_a_name_that_may_be_a_persons_is_not_repeated(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "partnership" / "Jane Brown 01-02-2015.txt").write_bytes(b"")
    told(root)

    out = capsys.readouterr().out
    assert "a folder or file whose name is not repeated here is read by nobody." in out
    assert "Jane" not in out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_workspace_that_cannot_be_written_to_is_the_first_thing_to_mend(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root.chmod(0o500)
    try:
        assert told(root) == 3
    finally:
        root.chmod(0o700)
    assert "permission was denied" in capsys.readouterr().out.split("Look at:")[0]


def test_a_disk_without_room_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partnership_places.refuse_if_not_writable, "__defaults__", None)
    monkeypatch.setattr(partnership_places.refuse_if_not_writable, "__kwdefaults__", {"room": 10**18})
    told(root)

    assert "MB may be needed" in capsys.readouterr().out.split("Look at:")[0]


def test_a_wrong_line_of_a_meeting_s_file_is_told_before_the_meeting(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "data" / "meetings" / "2025-26-Q3"
    folder.mkdir(parents=True)
    (folder / "panel.csv").write_text(
        "audit,date,agencies,quorate,independent_chair,calibrated\nWNB,2020-01-01,XX,maybe,yes,no\n"
    )
    (folder / "agreed.csv").write_text("audit,case,grade,learning,lead,by\nWNB,A1,5,,,\n")
    assert told(root) == 3

    lines = [line.strip() for line in capsys.readouterr().out.split("Look at:")[0].splitlines()]
    wrong = [line for line in lines if line.startswith("data/meetings/2025-26-Q3: ")]
    assert len(wrong) == 4
    assert any("panel.csv row 2: date is before the quarter begins." in line for line in wrong)
    assert any("agreed.csv row 2: grade is none of 1, 2, 3 and 4." in line for line in wrong)


def test_what_nobody_reads_beside_the_meetings_files_is_looked_at_and_its_name_is_not_repeated(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "data" / "meetings"
    (folder / "2025-26-Q3").mkdir(parents=True)
    (folder / "2025-26-Q3" / "agreed Jane Sampleton.xlsx").write_bytes(b"")
    (folder / "2025-26 q2").mkdir()
    told(root)

    looked = capsys.readouterr().out.split("Look at:")[1]
    assert "1 file beside panel.csv, exclusions.csv and agreed.csv is read by nobody." in looked
    assert "data/meetings: nobody reads 1 folder or file here, which no quarter names." in looked
    assert "Sampleton" not in looked
