"""Two agencies' returns of the same cases: what each is asked of its rows, in its own feedback and nowhere else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.audits.hom import HOM
from pipeline.feedback.receipt import ASKED
from pipeline.intake import intake
from pipeline.store.workspace import Workspace
from pipeline.synthetic.returns import Circumstances, Return, returns
from pipeline.synthetic.written import filling
from pipeline.template import workbook
from tests.unit.workspaces import NOW, put

OWN = "AUD19Q2-Y-{number}"


def sent(each: Return, *, without: int | None = None, **answers: object) -> bytes:
    """A return without one of its records, or with other answers in the last one."""
    filled = filling(each)
    rows = [row for place, row in enumerate(filled.rows) if place != without]
    rows[-1] = {**rows[-1], **answers}
    filled.cover["sample_returned"] = len(rows)
    return workbook(each.form, each.agency, type(filled)(rows, filled.cover, filled.volumes), synthetic=True)


@pytest.fixture(scope="module")
def both() -> list[Return]:
    """The returns of social care and of housing."""
    return returns(HOM, NOW, 1, Circumstances())


def receipts(workspace: Workspace, agency: str) -> str:
    folder = workspace.reports / NOW.folder / "feedback" / agency
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/receipt.txt")))


def asked(receipt: str) -> list[str]:
    """The lines of a receipt below the heading of what is asked about other agencies' returns."""
    lines = receipt.partition(ASKED)[2].splitlines()[1:]
    return [line for line in lines[: lines.index("")] if line] if "" in lines else lines


def test_an_agency_is_asked_once_the_other_s_return_comes_and_no_more_once_that_has_the_record(
    workspace: Workspace, both: list[Return]
) -> None:
    social_care, housing = both
    put(workspace, "scc-cf/ours.xlsx", sent(social_care, audit_ref=OWN.format(number=801), child_ref="C0000000A"))
    intake(workspace, [NOW], workers=1)
    assert ASKED not in receipts(workspace, "scc-cf")

    put(workspace, "scc-hou/theirs.xlsx", sent(housing))
    intake(workspace, [NOW], workers=1)
    (line,) = asked(receipts(workspace, "scc-cf"))[-1:]
    last_row = 5 + len(filling(social_care).rows)
    assert f"row {last_row}" in line or f"and {last_row}" in line
    assert "not paired with a record of housing by this reference" in line

    put(workspace, "scc-cf/ours-2.xlsx", sent(social_care))
    intake(workspace, [NOW], workers=1)
    newest = receipts(workspace, "scc-cf").split("RECEIPT FOR YOUR RETURN")
    assert not any(f"row {last_row}:" in line for line in asked(newest[-1]))


def test_no_answer_of_one_agency_stands_anywhere_in_the_other_s_feedback(
    workspace: Workspace, both: list[Return]
) -> None:
    social_care, housing = both
    ours = {"audit_ref": OWN.format(number=801), "child_ref": "C0000000A"}
    theirs = {"audit_ref": OWN.format(number=802), "child_ref": "C0000000B"}
    put(workspace, "scc-cf/ours.xlsx", sent(social_care, **ours))
    put(workspace, "scc-hou/theirs.xlsx", sent(housing, **theirs))
    intake(workspace, [NOW], workers=1)
    for agency, values in (("scc-cf", theirs), ("scc-hou", ours)):
        assert asked(receipts(workspace, agency))
        assert not holding(workspace.reports / NOW.folder / "feedback" / agency, *values.values())


def holding(folder: Path, *words: str) -> list[str]:
    """The files below ``folder`` that hold one of ``words``, in the parts of a workbook too."""
    held = []
    for path in (each for each in folder.rglob("*") if each.is_file()):
        texts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                texts = [book.read(name) for name in book.namelist()]
        held += [path.name for text in texts if any(word.encode() in text for word in words)]
    return held
