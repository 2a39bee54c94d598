"""What may be typed after ``where``, ``erase`` and ``retain``. Nothing here is slow to import, as in `arguments`."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands.usual_words import password_file

OF_WHERE = """\
Looks through everything below the workspace's folder: workbooks by cell and comment, zips and what lies in them,
tables, pages, lists and the names of files. Blanks and capitals make no difference. Nothing else that a file says is
repeated. What cannot be looked into is named."""
OF_ERASE = """\
One record, one return or one quarter is taken out of everything that is kept below the workspace's folder. Counts,
figures, reports and what was released stay; that it was erased, when, by whom and why is kept for good. What stands in
backups or was mailed is not reached. A file that was erased is not taken in again."""
OF_RETAIN = """\
The rules are in [keeping] in partnership.toml: how long after its quarter each kind of what is kept may be kept. No run
ever removes anything by itself; doctor says when something is past its time."""


@dataclass(frozen=True, kw_only=True)
class EraseWords:
    """What is typed after ``erase``."""

    record: str | None
    sent: str | None
    quarter: str | None
    audit: str | None
    agency: str | None
    because: str | None
    by: str | None
    dry_run: bool
    password_file: Path | None


def where_words(parser: ArgumentParser) -> None:
    """Declare the words of ``where``."""
    parser.add_argument("reference", metavar="REF", help="a record's, an audit's, a child's or a family's reference")


def erase_words(parser: ArgumentParser) -> None:
    """Declare the words of ``erase``."""
    add = parser.add_argument
    add("--record", metavar="REF", help="the reference of a record, as a return has it; with --audit and --quarter")
    add("--return", dest="sent", metavar="NUMBER", help="a return, by its number in the register or its fingerprint")
    add("--quarter", metavar="QUARTER", help="all returns of a quarter, or that of the record")
    add("--audit", help="of which audit the record is, such as NEG")
    add("--agency", help="whose return holds the record, by code or name; all: every agency's that does")
    add("--because", metavar="TEXT", help="why, in a sentence that is kept for good")
    add("--by", metavar="ROLE", help="who has it erased: a role, not a name")
    add("--dry-run", action="store_true", help="say what would go, and erase nothing")
    password_file(parser)


def retain_words(parser: ArgumentParser) -> None:
    """Declare the words of ``retain``."""
    parser.add_argument("--dry-run", action="store_true", help="list what is past its time, and erase nothing")
    parser.add_argument("--today", metavar="DAY", help="as of which day, such as 2026-11-27 (default: today)")
    parser.add_argument("--by", metavar="ROLE", help="who has it erased: a role, not a name")
    password_file(parser)
