"""What may be typed after ``query``. Nothing here is slow to import, as in `arguments`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from pipeline.commands.usual_words import edition

OF_QUERY = """\
Asks the figures of all quarters' reports of one edition at once, in SQL: the very tables that lie beside their pages as
figures.parquet, and no record. Nothing can be changed, and nothing else of the computer is within reach. Without SQL it
lists the columns, and what is often asked. It needs DuckDB (an extra, region). See docs/query.md."""


def query_words(parser: ArgumentParser) -> None:
    """Declare the words of ``query``."""
    parser.add_argument("sql", nargs="?", metavar="SQL", help="what is asked, between quotation marks")
    parser.add_argument("--region", type=Path, metavar="DIR", help="ask the regional edition of this region")
    edition(parser)
    parser.add_argument(
        "--into", type=Path, metavar="FILE", help="write what comes of it to a file: .csv, .xlsx or .parquet"
    )
