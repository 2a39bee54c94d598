"""What a command is on the command line, and the words that several have."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """
    One command: what it does, an example of the words after it, and how those words are declared.

    ``for_the_partnership``: whether it works for the workspace's partnership, whose files must be right then. ``more``
    and ``examples``: what its own help adds, for whoever types it for the first time.
    """

    does: str
    example: str
    arguments: Callable[[ArgumentParser], None]
    for_the_partnership: bool = True
    more: str = ""
    examples: tuple[str, ...] = ()


def password_file(to: ArgumentParser) -> None:
    """The passwords of protected returns."""
    to.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="passwords of protected returns, a line for each: AGENCY-CODE: password (* for any agency)",
    )
