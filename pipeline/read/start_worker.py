"""
The process that opens workbooks, run as ``python -I start_worker.py``; expendable.

A workbook can make the reader abort, hang or eat memory, and no handler catches an abort; so reading never happens
in a process that matters. What it does is in ``worker``; this is only how it starts.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

if __name__ == "__main__":
    # -I leaves the project off the path. The package is put in place by hand, because its __init__ loads the parent's
    # half (threads, subprocess, hashing), which would double the time that starting this process takes.
    here = __file__.rpartition(os.sep)[0]
    sys.path.insert(0, here.rsplit(os.sep, 2)[0])
    package = sys.modules["pipeline.read"] = ModuleType("pipeline.read")
    package.__path__ = [here]

    from pipeline.read.worker import serve

    serve()
