"""Options that several commands have, or that a command has many of."""

from __future__ import annotations

import argparse
from pathlib import Path

SET_ASIDE = "set-aside"
# What became of a record, as `explain --only` takes it: each outcome of a standard, and records that count in none.
OUTCOMES = ("met", "not-met", "missing", "pending", "not-known", "not-applicable", SET_ASIDE)


def root(to: argparse.ArgumentParser, default: str) -> None:
    """Where the workspace is."""
    to.add_argument("--root", type=Path, default=default, help="the workspace's folder (default: here)")


def quarter(to: argparse.ArgumentParser) -> None:
    """The quarter asked for."""
    to.add_argument("quarter", metavar="QUARTER", help="a financial quarter, such as 2019-20-Q2 (July to September)")


def edition(to: argparse.ArgumentParser) -> None:
    """Who the pages are for."""
    to.add_argument("--edition", default="subgroup", choices=("subgroup", "board", "public"), help="who it is for")


def password_file(to: argparse.ArgumentParser) -> None:
    """The passwords of protected returns."""
    to.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="passwords of protected returns, a line for each: AGENCY-CODE: password (* for any agency)",
    )


def sample(to: argparse.ArgumentParser) -> None:
    """What a sample is drawn from, and how."""
    to.add_argument("--audit", required=True, help="which audit, such as MASH")
    to.add_argument("--from", dest="list", type=Path, required=True, metavar="LIST", help="the list: .xlsx or .csv")
    to.add_argument("--size", type=count, required=True, help="how many cases (all, where there are no more)")
    to.add_argument("--key", metavar="COLUMN", help="the column that names a case (default: the first)")
    to.add_argument("--strata", metavar="COLUMN", help="draw within each value of this column")
    to.add_argument("--over", action="append", default=[], metavar="VALUE=K", help="draw one K times as often")
    to.add_argument("--seed", type=int, default=1, help="the same list and seed give the same sample (default: 1)")
    to.add_argument("--first", type=count, default=1, help="the number of the first reference (default: 1)")
    to.add_argument("--into", type=Path, help="folder for the workbook (default: samples/QUARTER)")


def count(text: str) -> int:
    """A whole number of at least 1. Raises: argparse.ArgumentTypeError -- if it is another text."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number of at least 1, got {text!r}")
    return int(text)
