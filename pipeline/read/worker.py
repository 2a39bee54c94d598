"""
What a worker process does: it answers one job after another.

A job is a line of JSON and then the workbook's bytes; an answer is its length in eight bytes and then JSON.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from python_calamine import CalamineWorkbook

from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.read import precheck, wire
from pipeline.read.container import SAVE_AS_XLSX
from pipeline.read.locked import unlocked
from pipeline.read.package import NOT_SAFE
from pipeline.read.spread import refuse_box
from pipeline.read.values import column_letters

MEMORY = 2 * 1024**3


def serve() -> None:
    """Answer jobs until there are no more."""
    # Whatever a library prints must not end up among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    jobs = sys.stdin.buffer
    _set_limits()
    gc.disable()  # Lists of values form no cycles, and looking for some takes a tenth of the time.
    while line := jobs.readline():
        job = json.loads(line)
        _allow_more_time(job["seconds"])
        _send(answers, job, answer(jobs.read(job["size"]), job["passwords"]))


def answer(data: bytes, passwords: Sequence[str] = ()) -> dict[str, object]:
    """What one file holds; or why it was refused; or the kind of error and the stage at which reading it failed."""
    stage = ["trying the passwords"]
    try:
        return _values(unlocked(data, passwords), stage)
    except LockedReturn as refusal:
        return {"locked": [refusal.reason, refusal.fix]}
    except UnreadableReturn as refusal:
        return {"refused": [refusal.reason, refusal.fix]}
    except BaseException as error:
        # The parser's panics derive from BaseException. Its messages quote what is in the cells, so none is kept.
        return {"failed": [type(error).__name__, stage[0]]}


def _values(data: bytes, stage: list[str]) -> dict[str, object]:
    stage[0] = "checking its structure"
    structure = precheck.structure(data)
    stage[0] = "opening it"
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        listed = [sheet.name for sheet in structure.sheets]
        if workbook.sheet_names != listed:
            raise UnreadableReturn(
                f"{NOT_SAFE}: it lists {len(listed)} sheets, and those found are not the same.", SAVE_AS_XLSX
            )
        stage[0] = "reading its sheets"
        sheets = [_sheet(workbook, structure, sheet) for sheet in structure.sheets if sheet.facts]
    return {
        "sheets": sheets,
        "properties": structure.properties,
        "facts": vars(structure.facts),
        "beside": [[each.what, each.sheet, each.cell, each.where] for each in structure.beside],
    }


def _sheet(
    workbook: CalamineWorkbook, structure: precheck.Structure, declared: precheck.DeclaredSheet
) -> dict[str, object]:
    facts = declared.facts
    assert facts is not None
    sheet = workbook.get_sheet_by_name(declared.name)
    refuse_box(declared.name, sheet.total_height, sheet.total_width, "its last row and column")
    rows = sheet.to_python(skip_empty_area=False)
    _refuse_lost_cells(rows, structure, declared, facts.filled)
    width = len(rows[0]) if rows else 0
    hidden = {column for first, last in facts.hidden_columns for column in range(first, min(last, width) + 1)}
    return {
        "name": declared.name,
        "visible": declared.state == "visible",
        "rows": rows,
        "errors": dict(facts.errors),
        "formulas_without_result": facts.formulas_without_result,
        "formula_count": facts.formula_count,
        "hidden_rows": [row for row in facts.hidden_rows if row <= len(rows)],
        "hidden_columns": [column_letters(column) for column in sorted(hidden)],
        "merged": facts.merged,
        "filtered": facts.filtered,
        "coloured": facts.coloured,
    }


def _refuse_lost_cells(
    rows: Sequence[Sequence[object]], structure: precheck.Structure, declared: precheck.DeclaredSheet, stored: int
) -> None:
    """Hold the cells that were read against those that are stored, so that none is lost in silence."""
    if sum(len(row) - row.count("") for row in rows) == stored:
        return
    read = sum(not (isinstance(value, str) and not value.strip(" \t\r\n")) for row in rows for value in row)
    stored = structure.filled(declared)
    if read != stored:
        raise UnreadableReturn(
            f"{NOT_SAFE}: the sheet '{declared.name}' holds {stored:,} filled cells, but {read:,} were read.",
            SAVE_AS_XLSX,
        )


def _send(answers: BinaryIO, job: Mapping[str, int], content: dict[str, object]) -> None:
    said = wire.written({"job": job["job"], **content})
    if len(said) > job["largest_answer"]:
        reason = f"{NOT_SAFE}: it holds more than a return can."
        fix = "Copy only the filled rows into a fresh template, save it and send it again."
        said = wire.written({"job": job["job"], "refused": [reason, fix]})
    answers.write(len(said).to_bytes(8, "big"))
    answers.write(said)
    answers.flush()


def _set_limits() -> None:
    try:
        import resource
    except ImportError:  # Windows has none; there the time limit and the structural check remain.
        return
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),  # A dump of a crash would hold the records.
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def _allow_more_time(seconds: float) -> None:
    """Let the processor time run out even if nobody is left to end this process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
