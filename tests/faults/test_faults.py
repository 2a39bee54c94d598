"""
A run cannot be broken: a selection of what `python -m benchmarks.faults` does again and again, from a fixed seed.

A try that fails is named with its kind, and `python -m benchmarks.faults --kind KIND` repeats it.
"""

from __future__ import annotations

import pytest

from benchmarks.faults.kinds import KINDS, seeded
from benchmarks.faults.trial import Outcome
from benchmarks.faults.workspaces import Base

SEED = 1
# The others are for the long campaign: each of these takes a second or a few, and they share one workspace.
LONG = {"kill run --edition board", "kill status", "kill approve", "kill demo", "kill commentary", "stop commentary"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """The workspace of which every try takes a copy."""
    return Base(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LONG])
def test_after_whatever_was_done_one_more_run_gives_the_same_report_or_refuses_clearly(base: Base, kind: str) -> None:
    trial = KINDS[kind](base, seeded(SEED, kind, 0))

    assert trial.outcome is not Outcome.WRONG, f"seed {SEED}, {trial}"
