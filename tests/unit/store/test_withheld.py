"""The last look before a text is kept: it stops a name that slipped through, and nothing else."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import PipelineError
from pipeline.store.withheld import names_in, refuse_to_repeat
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import put

SOMEBODY = 'Mr "Joe" Brown 9434765919.xlsx'


@pytest.mark.parametrize(
    "text", [SOMEBODY, SOMEBODY.removesuffix(".xlsx"), json.dumps({"place": SOMEBODY}), "of 9434765919 only"]
)
def test_a_text_that_repeats_a_name_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(PipelineError, match="would repeat the name of a file or folder") as told:
        refuse_to_repeat(text, ["uhs", SOMEBODY], "The figures")

    assert "Brown" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WNB return of UHS", "WNB return of UHS.xlsx"),
        ("J", "J. Mr Brown"),
        ("file 0123456789ab.xlsx", SOMEBODY),
        ("2019-20-Q2", "2019-20-Q2"),
        ("seen on 20191014", "Mr Brown 20191014.xlsx"),
    ],
)
def test_what_repeats_no_such_name_is_let_through(text: str, name: str) -> None:
    refuse_to_repeat(text, [name], "The figures")


MOMENT = "20191014101500"


def test_a_moment_in_a_name_that_is_withheld_stops_no_other_file_of_that_moment() -> None:
    refuse_to_repeat(f"MASH {MOMENT}.xlsx", [f"Mr Brown {MOMENT}.xlsx", f"MASH {MOMENT}.xlsx"], "The figures")
    with pytest.raises(PipelineError):
        refuse_to_repeat(f"MASH {MOMENT}.xlsx", [f"Mr Brown {MOMENT}.xlsx"], "The figures")
    with pytest.raises(PipelineError):
        refuse_to_repeat("of 9434765919 only", [SOMEBODY, "v9434765919.xlsx", "19434765919.xlsx"], "The figures")


def test_every_name_among_the_returns_is_looked_at(workspace: Workspace) -> None:
    put(workspace, "uhs/deeper/mine.xlsx", b"")
    put(workspace, "../Q2/other.xlsx", b"")

    assert sorted(names_in(workspace)) == ["2019-20-Q2", "Q2", "deeper", "mine.xlsx", "other.xlsx", "uhs"]
