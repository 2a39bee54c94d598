"""`lint`: every doubt about the audits asked for, those that are meant only on asking, and the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.lint import DOUBTED, lint
from pipeline.english import listed
from pipeline.errors import UsageError
from pipeline.partnership.here import load, shipped, used
from pipeline.store.workspace import Workspace
from tests.forms import ALL
from tests.unit.audits.drawn_files import beside_neg

UNUSED = "interpreter, never used: nothing reads it: no standard, measure, condition or link does."


def linted(root: Path, *audits: str, quarter: str | None = "2019-20-Q2", meant: bool = False) -> int:
    return lint(Workspace(root), audits=audits, quarter=quarter, meant=meant)


@pytest.mark.parametrize("name", ["southampton", "northtown"])
@pytest.mark.parametrize("quarter", ["2019-20-Q2", "2026-27-Q2", None])
def test_there_is_no_doubt_about_the_library_as_either_partnership_asks_it(
    name: str, quarter: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with used(shipped(name)):
        status = linted(tmp_path, quarter=quarter)

    out = capsys.readouterr().out
    assert status == 0, out
    assert out.startswith(f"{listed(list(ALL))}, ")
    assert out.count("\n") == 1


def test_what_is_meant_is_shown_on_asking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert linted(tmp_path, "neg", meant=True) == 0

    told, last = capsys.readouterr().out.splitlines()
    assert told.startswith("NEG: NEG3, often hidden: at its target of 95%")
    assert told.endswith(
        "It is meant: the sub-group sees every count; others see that few did not meet it, and not how few."
    )
    assert last == "NEG, 2019-20 Q2: no doubt"


def test_a_doubt_about_a_local_question_gives_the_status_of_a_doubt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with used(beside_neg()):
        assert linted(tmp_path) == DOUBTED

    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"NEG: {UNUSED}")
    assert last.startswith(f"{listed(list(ALL))}, 2019-20 Q2: 1 doubt; ")


def test_what_stands_beside_a_library_audit_can_say_that_it_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with used(beside_neg('meant = {"interpreter never used": "asked for a year, to see whether anybody can say."}')):
        assert linted(tmp_path, "NEG", meant=True) == 0

    assert "It is meant: asked for a year, to see whether anybody can say." in capsys.readouterr().out


def test_a_file_of_the_partnership_is_asked_for_by_its_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "partnership"
    (folder / "audits").mkdir(parents=True)
    for name, data in beside_neg().files.items():
        (folder / name).write_bytes(data)

    with used(load(folder)):
        assert linted(tmp_path, str(folder / "audits" / "neg_local.py")) == DOUBTED
        assert capsys.readouterr().out.splitlines()[-1].startswith("NEG, 2019-20 Q2: 1 doubt")
        with pytest.raises(UsageError, match="none of this partnership's definitions"):
            linted(tmp_path, str(tmp_path / "elsewhere.py"))


def test_an_audit_that_there_is_not_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no audit 'NEGG'"):
        linted(tmp_path, "NEGG")
