"""The words that several commands understand. Nothing here is slow to import, as in `arguments`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, _ActionsContainer
from pathlib import Path

EDITIONS = ("subgroup", "board", "public")
DEMO, DEMO_OF_AREAS = Path("demo"), Path("demo-region")  # where a demonstration is made unless another folder is named


def quarter(to: ArgumentParser) -> None:
    """The quarter asked for."""
    to.add_argument("quarter", metavar="QUARTER", help="a financial quarter, such as 2019-20-Q2 (July to September)")


def edition(to: _ActionsContainer) -> None:
    """Who the pages are for."""
    to.add_argument(
        "--edition", default="", choices=EDITIONS, help="who it is for (default: default_edition in partnership.toml)"
    )


def workers(to: ArgumentParser) -> None:
    """How many processes may work at once."""
    to.add_argument("--workers", type=count, default=2, help="how many processes at once (default: 2)")


def password_file(to: ArgumentParser) -> None:
    """The passwords of protected returns."""
    to.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="passwords of protected returns, a line for each: AGENCY-CODE: password (* for any agency)",
    )


def count(text: str) -> int:
    """A whole number of at least 1. Raises: argparse.ArgumentTypeError -- if it is another text."""
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"expected a whole number of at least 1, got {text!r}")
    return int(text)
