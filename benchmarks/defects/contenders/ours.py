"""This product, through its public intake: the file read in a process of its own, identified and validated."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd

from benchmarks.defects.contenders.asked import Asked, plainly
from benchmarks.defects.due import places
from benchmarks.defects.truth import Verdict
from pipeline.errors import UnreadableReturn
from pipeline.intake import checked
from pipeline.read import Readers, Received, Workbook
from pipeline.template.layout import RECORDS_SHEET, VOLUMES_HEADER_ROW, VOLUMES_SHEET
from pipeline.validate.validated import Accepted, SentBack, Validated


@cache
def readers() -> Readers:
    """The process that reads, started once and ended with this one."""
    open_ones = ExitStack()
    atexit.register(open_ones.close)
    return open_ones.enter_context(Readers(workers=1))


def validated(data: bytes, asked: Asked) -> Validated:
    """What the intake makes of a file that lies in its agency's folder."""
    path, digest = Path(asked.file_name), sha256(data).hexdigest()
    try:
        outcome: Workbook | UnreadableReturn = readers().workbook(Received(path, data, digest))
    except UnreadableReturn as refusal:
        outcome = refusal
    return checked(path, outcome, digest, Path(asked.form.quarter.folder) / asked.folder)


def judged(data: bytes, asked: Asked) -> Verdict:
    """How the intake's verdict compares with the others'."""
    return verdict(validated(data, asked), asked)


def verdict(checked: Validated, asked: Asked) -> Verdict:
    """The places of every finding, notes included; the rows kept; and what was read."""
    named = frozenset[str]().union(*map(places, checked.findings))
    if isinstance(checked, SentBack):
        return Verdict(named, frozenset(), {}, True)
    kept = frozenset(checked.rows["row"].tolist()) if len(checked.rows) else frozenset()
    return Verdict(named, kept, dict(_answers(checked, asked)), False)


def _answers(accepted: Accepted, asked: Asked) -> Iterator[tuple[str, object]]:
    for field in asked.form.fields:
        if field.name in accepted.rows.columns:
            letter = accepted.columns[field.name]
            for row, value in zip(accepted.rows["row"], accepted.rows[field.name], strict=True):
                yield f"{RECORDS_SHEET}!{letter}{row}", None if pd.isna(value) else plainly(_native(value))
    for number, line in enumerate(accepted.volumes.itertuples(), start=VOLUMES_HEADER_ROW + 1):
        for count in asked.form.volumes.counts if asked.form.volumes else ():
            yield f"{VOLUMES_SHEET}!{count.name} {number}", getattr(line, count.name)


def _native(value: object) -> object:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value if isinstance(value, str) else int(value)  # type: ignore[call-overload]
