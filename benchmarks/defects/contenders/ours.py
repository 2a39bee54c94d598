"""This product, through its public intake: the file read in a process of its own, identified and validated."""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd
from openpyxl.utils import get_column_letter, range_boundaries

from benchmarks.defects.contenders.asked import Asked, plainly
from benchmarks.defects.truth import Verdict
from pipeline.errors import UnreadableReturn
from pipeline.intake import checked
from pipeline.layout import RECORDS_SHEET, VOLUMES_HEADER_ROW, VOLUMES_SHEET
from pipeline.read import Readers, Received, Workbook
from pipeline.validate.validated import Status, Validated


@cache
def readers() -> Readers:
    """The process that reads, started once and ended with this one."""
    open_ones = ExitStack()
    atexit.register(open_ones.close)
    return open_ones.enter_context(Readers(workers=1))


def validated(data: bytes, asked: Asked) -> Validated:
    """What the intake makes of a file that lies in its agency's folder."""
    path, digest = Path("return.xlsx"), sha256(data).hexdigest()
    try:
        outcome: Workbook | UnreadableReturn = readers().workbook(Received(path, data, digest))
    except UnreadableReturn as refusal:
        outcome = refusal
    return checked(path, outcome, digest, Path(asked.form.quarter.folder) / asked.folder)


def judged(data: bytes, asked: Asked) -> Verdict:
    """The places of every finding, notes included; the rows kept; and what was read."""
    made = validated(data, asked)
    places = frozenset(place for each in made.findings for place in _places(each.sheet, each.cell))
    kept = frozenset(made.rows["row"].tolist()) if len(made.rows) else frozenset()
    return Verdict(places, kept, dict(_answers(made, asked)), made.status is Status.SENT_BACK)


def _places(sheet: str, cells: str) -> Iterator[str]:
    """Each cell and each row of a finding: "H6:H8, 11:11" is four places; one without cells is at its sheet."""
    if not cells:
        yield sheet
        return
    for area in cells.split(", "):
        if re.fullmatch(r"\d+:\d+", area):
            first, last = map(int, area.split(":"))
            yield from (f"{sheet}!{row}" for row in range(first, last + 1))
            continue
        left, top, right, bottom = range_boundaries(area)
        for column in range(left, right + 1):
            yield from (f"{sheet}!{get_column_letter(column)}{row}" for row in range(top, bottom + 1))


def _answers(made: Validated, asked: Asked) -> Iterator[tuple[str, object]]:
    for field in asked.form.fields:
        if field.name in made.rows.columns:
            letter = made.columns[field.name]
            for row, value in zip(made.rows["row"], made.rows[field.name], strict=True):
                yield f"{RECORDS_SHEET}!{letter}{row}", None if pd.isna(value) else plainly(_native(value))
    for number, line in enumerate(made.volumes.itertuples(), start=VOLUMES_HEADER_ROW + 1):
        for count in asked.form.volumes.counts if asked.form.volumes else ():
            yield f"{VOLUMES_SHEET}!{count.name} {number}", getattr(line, count.name)


def _native(value: object) -> object:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value if isinstance(value, str) else int(value)  # type: ignore[call-overload]
