"""
A command with something done to Python first: ``python -m benchmarks.faults.wrapped --full-after 7 -- run 2019-20-Q2``.

The product knows nothing of this: it is for systems on which no small disk can be mounted.
"""

from __future__ import annotations

import argparse
import errno
import itertools
import os
import runpy
import sys
from typing import Any


def full_after(writes: int) -> None:
    """Let the disk be full when a file is to be made safe for the ``writes``-th time, and from then on."""
    count, safe = itertools.count(1), os.fsync

    def fsync(fd: Any) -> None:
        if next(count) >= writes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        safe(fd)

    os.fsync = fsync


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--full-after", type=int, required=True)
    parser.add_argument("words", nargs="*")
    given = parser.parse_args()
    full_after(given.full_after)
    sys.argv = ["pipeline", *given.words]
    runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
