"""The Cover sheet: what the sender says of the return as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from pipeline.definition import Date, Field, Form, OneCode, Text, Whole
from pipeline.read import Sheet, Workbook
from pipeline.template.layout import BOARD_LIST, COVER, COVER_SHEET, SAMPLING_METHODS, CoverItem
from pipeline.validate.catalogue.cover import (
    COVER_MISCOUNTED,
    COVER_MISSING,
    COVER_TOO_EARLY,
    COVER_UNANSWERED,
    COVER_UNUSABLE,
)
from pipeline.validate.cells import read_cell, unanswered
from pipeline.validate.finding import Finding
from pipeline.validate.ledger import shown
from pipeline.validate.tidy import filled, folded

_ONCE = "LSCB_LIST"  # what templates once called the list of a board, as boards themselves were called


def cover(workbook: Workbook, form: Form) -> tuple[dict[str, str], list[Finding]]:
    """The answers on the Cover sheet by item name, dates as ISO 8601, and what is wrong with them."""
    sheet = workbook.sheet(COVER_SHEET)
    if sheet is None:
        return {}, [COVER_MISSING.at(COVER_SHEET)]
    faults = unanswered(sheet)
    places = _places(sheet, form)
    answers: dict[str, str] = {}
    findings: list[Finding] = []
    for item in (each for each in COVER if each.kind != "prefilled"):
        number = places.get(item.name)
        cell = f"B{number}" if number else ""
        answer = _answer(item, _value(sheet.rows, number), faults.get(cell), form)
        if isinstance(answer, Finding):
            findings.append(answer.at(COVER_SHEET, cell, label=item.label_on(form)))
        elif answer:
            answers[item.name] = answer
    return answers, findings


def _answer(item: CoverItem, value: object, fault: Finding | None, form: Form) -> str | Finding:
    """What stands beside an item, empty where nothing does; or what is wrong with it."""
    if fault:
        return COVER_UNUSABLE.worded(answer=fault.saw, takes=_words(item), advice=fault.fix)
    if not filled(value):
        return COVER_UNANSWERED.worded(answer=_words(item)) if item.required else ""
    if isinstance(value, str) and item.codes is SAMPLING_METHODS:
        value = value.replace(_ONCE, BOARD_LIST)
    read = read_cell(_field(item, form), value)
    if isinstance(read, Finding):
        return COVER_UNUSABLE.worded(answer=shown(None, value), takes=read.expected, advice=read.fix)
    if not isinstance(read.value, datetime):
        return "" if read.value is None else str(read.value)
    if item.name == "date_submitted" and read.value.date() < form.period.start:
        return COVER_TOO_EARLY.worded(answer=shown(None, value), start=form.period.start)
    return read.value.date().isoformat()


def miscounted(workbook: Workbook, form: Form, answers: Mapping[str, str], seen: int, kept: int) -> Iterator[Finding]:
    """A query where the Cover gives another number than that of the records ``seen`` or of those ``kept``."""
    sheet = workbook.sheet(COVER_SHEET)
    if sheet is None:
        return
    returned = answers.get("return_type")
    records = "no record, in a nil return" if returned == "NIL" else "1 record" if seen == 1 else f"{seen} records"
    counted = {"sample_returned": "the records sent"}
    if returned in ("NIL", "FULL"):
        counted["eligible_population"] = "every case"
    labels, places = {each.name: each.label_on(form) for each in COVER}, _places(sheet, form)
    for name, expected in counted.items():
        if name in answers and int(answers[name]) not in (seen, kept):
            other = COVER_MISCOUNTED.worded(number=answers[name], records=records, counted=expected)
            yield other.at(COVER_SHEET, f"B{places[name]}", label=labels[name])


def _places(sheet: Sheet, form: Form) -> dict[str, int]:
    """The row of each item by its name, whichever of its labels stands there."""
    items = {folded(label): item.name for item in COVER for label in item.labels(form)}
    labels = {number: folded(str(row[0])) for number, row in enumerate(sheet.rows, start=1) if row and row[0] != ""}
    return {items[label]: number for number, label in labels.items() if label in items}


def as_of(answers: Mapping[str, str], form: Form) -> date:
    """The day that the return speaks of: when it was submitted, or the quarter's last where that is not said."""
    return date.fromisoformat(answers["date_submitted"]) if "date_submitted" in answers else form.quarter.end


def _value(rows: Sequence[Sequence[object]], number: int | None) -> object:
    row = rows[number - 1] if number else ()
    value = row[1] if len(row) > 1 else ""
    return value.strip() if isinstance(value, str) else value


def _field(item: CoverItem, form: Form) -> Field:
    match item.kind:
        case "code" if item.codes is not None:
            return OneCode(item.label_on(form), name=item.name, codes=item.codes)
        case "date":
            earliest, latest = form.days
            return Date(item.label_on(form), name=item.name, required=item.required, earliest=earliest, latest=latest)
        case "whole":
            return Whole(item.label_on(form), name=item.name, maximum=999_999)
    return Text(item.label_on(form), name=item.name, max_length=2000)


def _words(item: CoverItem) -> str:
    return "one of " + ", ".join(item.codes.values()) if item.codes else "an answer"
