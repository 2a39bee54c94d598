"""What whole reports claim of practice that does not change, and of practice that does; see `benchmarks.claims`."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.claims import CLAIMED_FALSELY, HELD_AT, HELD_TO, YEAR_AFTER, goals, unchanging, year_after
from benchmarks.processes import PROCESSES

PAGES, SEED = 4, 4  # few, since the whole proof takes minutes; enough to see a rule that is gone


@pytest.mark.parametrize("process", PROCESSES)
def test_reports_on_what_does_not_change_claim_next_to_nothing(process: str) -> None:
    told = unchanging(np.random.default_rng(SEED), PROCESSES[process], PAGES)
    assert [str(each) for each in goals(told, process) if each.missed] == []


@pytest.mark.parametrize("change", HELD_TO)
def test_a_change_of_thirty_points_is_claimed_a_year_after_and_little_else(change: tuple[float, float]) -> None:
    told = year_after(np.random.default_rng(SEED), change, HELD_AT, 5 * PAGES)
    assert told[YEAR_AFTER].share >= 0.85
    assert told[CLAIMED_FALSELY].share <= 0.15
