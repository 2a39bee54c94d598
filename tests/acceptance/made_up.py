"""Small workspaces: a few made-up returns in their folders, as agencies would send them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template import Filling, workbook
from tests.acceptance.product import NEWEST


@cache
def answered(audit: str, agency: str, quarter: Quarter = NEWEST) -> Filling:
    """Everything that one agency would return for a quarter, all of it in order."""
    (sent,) = [each for each in returns(ALL[audit], quarter, 1, Circumstances()) if each.agency == agency]
    return filling(sent)


def sent(audit: str, agency: str, records: int = 6, quarter: Quarter = NEWEST, **changed: object) -> bytes:
    """A return of this many records, with some answers of its first one changed."""
    whole = answered(audit, agency, quarter)
    first, *others = whole.rows[:records]
    cover = {**whole.cover, "sample_returned": records}
    view = ALL[audit].view_of(agency)
    assert view is not None
    filled = replace(whole, rows=[{**first, **changed}, *others], cover=cover)
    return workbook(ALL[audit].form(view, quarter), agency, filled, synthetic=True)


def put(root: Path, folder: str, name: str, data: bytes, quarter: Quarter = NEWEST) -> Path:
    """Put a file among the returns of a quarter."""
    place = root / "data" / "raw" / quarter.folder / folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return place
