"""Small workspaces: a few made-up returns in their folders, as agencies would send them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.defects.folders import lay
from benchmarks.defects.sent import returned
from pipeline.calendar.quarter import Quarter
from pipeline.store.workspace import Workspace
from tests.acceptance.product import NEWEST


def sent(audit: str, agency: str, records: int = 6, quarter: Quarter = NEWEST, **changed: object) -> bytes:
    """A return of this many records, with some answers of its first one changed."""
    return returned(audit, agency, records, quarter).changed(**changed).as_sent


def put(root: Path, place: str, data: bytes) -> None:
    """Put a file among the returns of the newest quarter."""
    lay(Workspace(root), place, data, NEWEST)
