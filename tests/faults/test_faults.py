"""
A run cannot be broken: a selection of what `python -m benchmarks.faults` does again and again, from a fixed seed.

A try that fails is named with its kind, and `python -m benchmarks.faults --kind KIND` repeats it.
"""

from __future__ import annotations

import pytest

from benchmarks.faults import stopped
from benchmarks.faults.kinds import KINDS, seeded
from benchmarks.faults.trial import Outcome
from benchmarks.faults.workspaces import Base
from tests.conftest import lacking

SEED = 1
# What takes long, or needs a disk to be mounted, is for the long campaign; the rest shares one workspace.
LONG = {
    *(f"kill {each}" for each in stopped.COMMANDS if each != "run"),
    *("stop commentary", "stop verify", "full", "read-only", "read-only, decide"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """The workspace of which every try takes a copy."""
    return Base(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LONG])
def test_after_whatever_was_done_one_more_run_gives_the_same_report_or_refuses_clearly(base: Base, kind: str) -> None:
    trial = KINDS[kind](base, seeded(SEED, kind, 0))

    assert trial.outcome is not Outcome.WRONG, f"seed {SEED}, {trial}"


def test_a_computer_s_clock_is_among_what_is_moved() -> None:
    if "clock" not in KINDS:
        lacking("What moves a computer's clock", "libfaketime", "libfaketime.so.1")
