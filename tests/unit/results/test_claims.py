"""What whole reports claim of practice that does not change, and of practice that does; see `benchmarks.claims`."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.claims import HELD_TO, goals, seen, unchanging
from benchmarks.processes import PROCESSES

PAGES, SEED = 4, 4  # few, since the whole proof takes minutes; enough to see a rule that is gone


@pytest.mark.parametrize("process", PROCESSES)
def test_reports_on_what_does_not_change_claim_next_to_nothing(process: str) -> None:
    told = unchanging(np.random.default_rng(SEED), PROCESSES[process], PAGES)
    assert [str(each) for each in goals(told, process) if each.missed] == []


def test_a_fall_of_thirty_points_is_claimed_a_year_after() -> None:
    assert seen(np.random.default_rng(SEED), HELD_TO, 20, PAGES)["a year after"] >= 0.85
