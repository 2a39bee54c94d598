"""``status`` of one quarter: a grid where the audits fit beside each other, else a line for each agency."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.commands.status_lines import MOST_IN_A_GRID, WIDE, of_one_quarter
from pipeline.intake.outstanding import ExpectedReturn
from pipeline.partnership.bodies import name_of
from pipeline.store.workspace import Workspace
from tests.forms import ALL, QUARTER

AGENCIES = ("SOL", "HC", "SCC-CF")


def asked(codes: list[str], *, due: bool = True, quarter: Quarter = QUARTER) -> list[ExpectedReturn]:
    return [ExpectedReturn(ALL[code], quarter, agency, due, None, None) for code, agency in product(codes, AGENCIES)]


def shown(lines: list[ExpectedReturn]) -> list[str]:
    return of_one_quarter(Workspace(Path("w")), QUARTER, lines)


def test_few_audits_are_a_grid_of_agencies_and_audits() -> None:
    few = list(ALL)[:MOST_IN_A_GRID]
    told = shown([*asked(few[:-1]), *asked(few[-1:], due=False)])
    assert told[2].split() == ["Agency", *few]
    assert re.split(r"\s{2,}", told[3]) == [name_of("SOL"), *["missing"] * (len(few) - 1), "not due"]


@given(st.sets(st.sampled_from(list(ALL)), min_size=MOST_IN_A_GRID + 1))
def test_many_audits_are_a_line_for_each_agency_that_names_what_lacks_once(codes: set[str]) -> None:
    rows = shown(asked(sorted(codes)))[2:-2]
    assert max(map(len, rows)) <= WIDE
    agencies = re.sub(r"\n  ", " ", "\n".join(rows)).splitlines()
    assert agencies == [f"{name_of(a)}: 0 of {len(codes)} in; missing {', '.join(sorted(codes))}" for a in AGENCIES]


@pytest.mark.parametrize("due", [True, False])
def test_what_is_not_due_is_not_lacking(due: bool) -> None:
    told = shown(asked(list(ALL), due=due))
    assert any("missing" in each for each in told) is due
    assert (f"{name_of('SOL')}: none is due" in told) is not due
