"""Rows of targets.csv beside the audits' own standards: each mistake as whoever mends the file reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audits.checked import problems
from pipeline.errors import WrongPartnership
from pipeline.partnership.here import SHIPPED
from pipeline.partnership.load import load

ASK = "the lower of the two. Have they changed places?"
HEADINGS = "standard,target,amber,from,to,decided_by,minute,why"


def mistakes(folder: Path, row: str) -> str:
    """What is told of the usual partnership's files with one row of targets."""
    for each in (SHIPPED / "southampton").glob("*.*"):
        (folder / each.name).write_bytes(each.read_bytes())
    (folder / "targets.csv").write_text(f"{HEADINGS}\n{row}\n", encoding="utf-8")
    with pytest.raises(WrongPartnership) as stopped:
        load(folder, problems)
    return str(stopped.value)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "WNB6,0.60,0.80,2026-27 Q1,,QA group,item 5,Post",
            f"amber 0.80 must be easier to reach than target 0.60: in WNB6 higher is better, so amber is {ASK}",
        ),
        (
            "WNB6,0.855,0.80,2026-27 Q1,,QA group,item 5,Post",
            "target 0.855 is to be a whole per cent, since that is what pages print.",
        ),
    ],
)
def test_a_target_that_does_not_fit_its_standard_is_told_with_its_row(row: str, told: str, tmp_path: Path) -> None:
    assert f"targets.csv row 2: {told}" in mistakes(tmp_path, row)


def test_who_decided_is_a_role_and_a_name_is_refused_without_being_repeated(tmp_path: Path) -> None:
    told = mistakes(tmp_path, "WNB6,0.90,0.80,,,Mrs Jane Example,item 5,Post")
    what = "decided_by holds what looks like a person's name. Write the role; pages print it."
    assert f"targets.csv row 2: {what}" in told
    assert "Example" not in told


def test_a_target_that_cannot_be_read_is_one_mistake_and_not_two(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "WNB6,most,0.80,,,QA group,item 5,Post").count("targets.csv row 2") == 1
