"""Progress of long work: one line that is written over on a terminal, plain lines when it is not one."""

from __future__ import annotations

import shutil
import sys


def progress(text: str) -> None:
    """Say what is being done, on stderr."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{text[:width]}")
        sys.stderr.flush()
    else:
        sys.stderr.write(f"{text}\n")


def finished() -> None:
    """Leave the line that was written over, so that what is said next stands on a line of its own."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
