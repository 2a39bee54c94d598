"""What may be typed after ``release``. Nothing here is slow to import, as in `arguments`."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands.usual_words import EDITIONS, password_file, workers

RELEASE_STEPS = ("prepare", "approve", "withdraw", "list")
OF_RELEASE = """\
One role prepares a final report of the board's or the public's edition: its figures are attacked together with all that
was ever released, and a statement is written for whoever answers for data protection. Another role reads that and
approves it: only then are all its figures entered in the release ledger, and what may go out is laid down in
released/QUARTER/EDITION/NUMBER/. Whatever changed in between is refused. A release is withdrawn with a reason."""


@dataclass(frozen=True, kw_only=True)
class ReleaseWords:
    """What is typed after ``release``."""

    step: str
    quarter: str | None
    edition: str
    by: str | None
    because: str | None
    workers: int
    password_file: Path | None


def release_words(parser: ArgumentParser) -> None:
    """Declare the words of ``release``."""
    parser.add_argument(
        "step",
        metavar="STEP",
        choices=RELEASE_STEPS,
        help="prepare (by one role), approve (by another), withdraw, or list",
    )
    parser.add_argument("quarter", nargs="?", metavar="QUARTER", help="whose report, such as 2019-20-Q2")
    parser.add_argument("--edition", default="", choices=EDITIONS, help="which edition: board or public")
    parser.add_argument("--by", metavar="ROLE", help="who prepares, approves or withdraws it: a role, not a name")
    parser.add_argument("--because", metavar="TEXT", help="why it is withdrawn, in a sentence")
    workers(parser)
    password_file(parser)
