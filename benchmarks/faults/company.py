"""Two and three commands at once in one workspace."""

from __future__ import annotations

import time
from random import Random

from benchmarks.faults.trial import Outcome, Trial, is_clear, judged
from benchmarks.faults.workspaces import BOARD, RUN, STATUS, Base, ended

_AT_ONCE = (RUN, RUN, RUN, BOARD, STATUS)


def at_once(base: Base, rng: Random) -> Trial:
    """Commands begin within two seconds of one another; each does its work or says who is at work."""
    commands = [rng.choice(_AT_ONCE) for _ in range(rng.choice((2, 3)))]
    what = " beside ".join(" ".join(words) for words in commands)
    with base.copied("fresh") as copy:
        before, processes = copy.outside(), []
        for words in commands:
            processes.append(copy.start(words))
            time.sleep(rng.choice((0.0, rng.uniform(0.0, 2.0))))
        ends = [ended(each) for each in processes]
        refused = [each for each in ends if each.status not in (0, 3)]
        unclear = [each for each in refused if not (is_clear(each, copy) and "using this workspace" in each.err)]
        if unclear:
            return Trial("two or three at once", what, True, Outcome.WRONG, unclear[0].err[-400:])
        after = (RUN, BOARD)  # whichever of them were done, the report is that of all
        expected = [base.report_of("fresh", *after)]
        if STATUS in commands:  # which, if it came first, registers the returns of its quarter before any other's
            expected.append(base.report_of("fresh", STATUS, *after))
        outcome, why = judged(copy, before, expected, after)
    return Trial("two or three at once", what, bool(refused), outcome, why)
