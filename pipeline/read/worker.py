"""
What a worker process does: it answers one job after another.

A job is a line of JSON and then the workbook's bytes; an answer is its length in eight bytes and then JSON.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.errors import LockedReturn, UnreadableReturn
from pipeline.read import precheck, worker_answer
from pipeline.read.file_kind import FRESH_TEMPLATE, not_safe
from pipeline.read.rewrite_cells import EVERY_CELL, NOTHING
from pipeline.read.scan import SheetFacts
from pipeline.read.sheet_limits import refuse_box
from pipeline.read.unlock import unlocked
from pipeline.read.values import cell_name, column_letters

Rows = Sequence[Sequence[object]]

MEMORY = 2 * 1024**3


def serve() -> None:
    """Answer jobs until there are no more."""
    # Whatever a library prints must not end up among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    jobs = sys.stdin.buffer
    _set_limits()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # Lists of values form no cycles, and looking for some takes a tenth of the time.
    while line := jobs.readline():
        job = json.loads(line)
        _allow_more_time(job["seconds"])
        _send(answers, job, answer(jobs.read(job["size"]), job["passwords"]))


def answer(data: bytes, passwords: Sequence[str] = ()) -> dict[str, object]:
    """What one file holds; or why it was refused; or which step failed, in words for the sender."""
    failing = ["its password could not be tried"]
    try:
        return _values(unlocked(data, passwords), failing)
    except UnreadableReturn as refusal:
        return _refused(refusal)
    except BaseException:  # noqa: BLE001 -- one return must not stop the rest
        # The parser's panics derive from BaseException. Its messages quote what is in the cells, so none is kept.
        return _refused(not_safe(failing[0]))


def _refused(refusal: UnreadableReturn) -> dict[str, object]:
    return {"refused": [refusal.reason, refusal.fix], "locked": isinstance(refusal, LockedReturn)}


def _values(data: bytes, failing: list[str]) -> dict[str, object]:
    failing[0] = "its structure could not be made out"
    structure = precheck.structure(data)
    failing[0] = "its list of sheets could not be read"
    with CalamineWorkbook.from_filelike(structure.values_copy.data()) as workbook:
        listed = [sheet.name for sheet in structure.sheets]
        if workbook.sheet_names != listed:
            raise not_safe(f"it lists {len(listed)} sheets, and those found are not the same")
        sheets = []
        for sheet in structure.sheets:
            failing[0] = f"its {sheet.called} could not be read"
            if sheet.facts:
                sheets.append(_sheet(_rows(workbook, structure, sheet), sheet.name, sheet.state, sheet.facts))
    return {
        "sheets": sheets,
        "properties": structure.properties,
        "facts": vars(structure.facts),
        "outside_cells": [[each.what, each.sheet, each.cell, each.where] for each in structure.outside_cells],
    }


def _sheet(rows: Rows, name: str, state: str, facts: SheetFacts) -> dict[str, object]:
    width = len(rows[0]) if rows else 0
    hidden = {column for first, last in facts.hidden_columns for column in range(first, min(last, width) + 1)}
    return {
        "name": name,
        "visible": state == "visible",
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


def _rows(workbook: CalamineWorkbook, structure: precheck.Structure, sheet: precheck.DeclaredSheet) -> Rows:
    """
    A sheet's values, with none of them lost.

    The reader of values sometimes loses a value, or cannot read the sheet. Then more of the sheet's cells are written
    anew in a form that it understands, until every stored value comes out again.

    Raises: UnreadableReturn -- if a value is still lost, naming its cell.
    """
    facts = sheet.facts
    assert facts is not None
    lost: frozenset[tuple[int, int]] = frozenset()
    for how_much in range(facts.rewriting, EVERY_CELL + 1):
        try:
            rows = _cells_of(workbook, sheet) if how_much == NOTHING else _rewritten_cells(structure, sheet, how_much)
        except CalamineError:
            if how_much == EVERY_CELL:
                raise
            continue
        if sum(len(row) - row.count("") for row in rows) == facts.filled or not (lost := _lost(rows, structure, sheet)):
            return rows
    raise not_safe(f"what is in cell {cell_name(*min(lost))} of its {sheet.called} could not be made out")


def _rewritten_cells(structure: precheck.Structure, sheet: precheck.DeclaredSheet, how_much: int) -> Rows:
    with CalamineWorkbook.from_filelike(structure.rewritten(sheet, how_much).data()) as workbook:
        return _cells_of(workbook, sheet)


def _cells_of(workbook: CalamineWorkbook, sheet: precheck.DeclaredSheet) -> Rows:
    cells = workbook.get_sheet_by_name(sheet.name)
    refuse_box(sheet.called, cells.total_height, cells.total_width, "its last row and column")
    return cells.to_python(skip_empty_area=False)


def _lost(rows: Rows, structure: precheck.Structure, sheet: precheck.DeclaredSheet) -> frozenset[tuple[int, int]]:
    """The places of cells that have a value in the file but not in ``rows``, or in ``rows`` but not in the file."""
    read = {
        (row, column)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if not (isinstance(value, str) and not value.strip(" \t\r\n"))
    }
    return structure.filled(sheet) ^ read


def _send(answers: BinaryIO, job: Mapping[str, int], content: dict[str, object]) -> None:
    message = worker_answer.written({"job": job["job"], **content})
    if len(message) > job["largest_answer"]:
        refused = _refused(not_safe("it holds more than a return can", FRESH_TEMPLATE))
        message = worker_answer.written({"job": job["job"], **refused})
    answers.write(len(message).to_bytes(8, "big"))
    answers.write(message)
    answers.flush()


def _end_with_parent() -> None:
    """End this process when its parent is gone, and with it the other end of the pipe, also in the middle of a file."""
    if hasattr(select, "poll"):  # Windows has none; there it ends with the file that it is reading
        jobs = select.poll()
        jobs.register(sys.stdin.fileno(), 0)  # nothing is asked for, and that an end is gone is always told
        jobs.poll()
        os._exit(1)


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
    """Let this process end by itself after ``seconds`` more of processor time: its parent may be gone by then."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
