"""What every contender is told: the codebook's facts, whose return it is, and how a place is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from benchmarks.defects.by_record import amiss
from benchmarks.defects.truth import Verdict
from pipeline.definition import Form
from pipeline.template.layout import (
    COVER,
    COVER_SHEET,
    EXAMPLE_MARK,
    OWN_HEADINGS,
    RECORDS_SHEET,
    VOLUMES_HEADER_ROW,
    VOLUMES_SHEET,
    times_of,
)

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, eq=False)
class Asked:
    """One return that is due: its form (fields, codes, ranges, rules), its agency, that agency's folder, its file."""

    form: Form
    agency: str
    folder: str
    file_name: str = "return.xlsx"


_COUNTED = next(item for item in COVER if item.name == "sample_returned")
Contender = Callable[[bytes, Asked], Verdict]

# The codebook asks for no names, numbers or addresses in words: what an analyst would look for by pattern.
PERSONAL = re.compile(
    r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"  # NHS number
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"  # postcode
    r"|[\w.+-]+@[\w-]+\.\w+"  # e-mail address
    r"|\b0\d{4} ?\d{6}\b"  # telephone number
    r"|\b(?:DOB|born)\b.{0,15}\d{1,2}/\d{1,2}/\d{2,4}"  # date of birth
)


def folded(heading: object) -> str:
    """A heading without case, doubled blanks or the template's star."""
    return " ".join(str(heading).split()).rstrip("* ").casefold()


OWN = frozenset(folded(each) for each in OWN_HEADINGS)  # columns that are the template's own, and no answers


def is_example(cell: object) -> bool:
    """Whether a row's first cell marks it as the template's worked example."""
    return str(cell).startswith(EXAMPLE_MARK.split()[0])


def refused(*places: str) -> Verdict:
    """A return sent back."""
    return Verdict(frozenset(places), refused=True)


@dataclass(frozen=True, eq=False)
class Cover:
    """
    What the Cover says: the day it speaks of (None where it does not), how many records, and what is wrong with it.

    ``wrong`` are places; ``another``: those at which it is another agency's, audit's or quarter's.
    """

    wrong: frozenset[str]
    another: frozenset[str]
    as_of: date | None
    counted: tuple[str, Any]
    from_list: bool
    nil: bool

    def miscounted(self, *numbers: int) -> set[str]:
        """The place where it counts other records than any of ``numbers``."""
        place, value = self.counted
        return {place} if isinstance(value, int) and value not in numbers else set()


def cover(rows: Rows, asked: Asked) -> Cover:
    """Read the Cover's two columns: labels and answers."""
    form = asked.form
    due = {"audit_code": form.audit.code, "agency_code": asked.agency, "period": str(form.quarter)}
    due["template_version"] = form.version
    labels = {str(row[0]).rstrip("* "): number for number, row in enumerate(rows, start=1) if row}
    wrong, another, answers = set(), set(), {}
    for item in COVER:
        number = labels.get(item.label)
        value = rows[number - 1][1] if number and len(rows[number - 1]) > 1 else None
        place = f"{COVER_SHEET}!B{number}" if number else COVER_SHEET
        answers[item.name] = value
        if item.name in due and str(value).strip() != due[item.name]:
            (wrong if item.name == "template_version" else another).add(place)
        absent = value is None or str(value).strip() == ""
        codes = item.codes.values() if item.codes else ()
        unlisted = bool(codes) and str(value).strip() not in codes
        unlike = not isinstance(value, {"date": date, "whole": int}.get(item.kind, object))
        if item.required if absent else (unlisted or unlike):
            wrong.add(place)
    sent = answers["date_submitted"]
    day = sent.date() if isinstance(sent, datetime) else None
    counted = (f"{COVER_SHEET}!B{labels.get(_COUNTED.label)}", answers[_COUNTED.name])
    from_list = answers["sampling_method"] == "BOARD_LIST"
    return Cover(frozenset(wrong), frozenset(another), day, counted, from_list, answers["return_type"] == "NIL")


def volumes(rows: Rows, asked: Asked, cell: Callable[[int, int], str]) -> Iterator[str]:
    """The places on the Volumes sheet of headings and lines that are not the template's, and of what is no count."""
    told = asked.form.volumes
    if told is None or not rows:
        return
    first, wanted = (4 if told.per else 2), set(lines(asked.form))
    headings = rows[VOLUMES_HEADER_ROW - 1]
    if [str(each).strip() for each in headings[first - 1 :]][: len(told.counts)] != [
        each.label for each in told.counts
    ]:
        yield f"{VOLUMES_SHEET}!{VOLUMES_HEADER_ROW}"
    for number, row in enumerate(rows[VOLUMES_HEADER_ROW:], start=VOLUMES_HEADER_ROW + 1):
        if not row or row[0] is None:
            continue
        line = tuple(row[: 2 if told.per else 1])
        if line not in wanted:
            yield f"{VOLUMES_SHEET}!{cell(number, 1)}"
        wanted.discard(line)
        for column in range(first, first + len(told.counts)):
            value = row[column - 1] if column <= len(row) else None
            whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value) >= 0
            if value is not None and not whole:
                yield f"{VOLUMES_SHEET}!{cell(number, column)}"
    if wanted:
        yield VOLUMES_SHEET


def lines(form: Form) -> Iterator[tuple[str, ...]]:
    """The template's lines of the Volumes sheet: each month or all as one, with each group where there are groups."""
    for time in times_of(form):
        if form.volumes is not None and form.volumes.per is not None:
            yield from ((time, code) for code in form.volumes.per.codes.values())
        else:
            yield (time,)


def across(
    asked: Asked, records: Mapping[int, Mapping[str, Any]], unusable: Mapping[int, Collection[str]], cover: Cover
) -> Iterator[tuple[str, int]]:
    """The fields and rows that the codebook does not allow beside the record's other answers; blanks included."""
    for row, record in records.items():
        told = {**record, "as_of": cover.as_of, "last_day": asked.form.period.end}
        yield from ((name, row) for name in amiss(asked.form, told, unusable.get(row, ()), cover.from_list))


def kept(asked: Asked, records: Mapping[int, Mapping[str, Any]], unusable: Mapping[int, Collection[str]]) -> set[int]:
    """The rows that are counted: those with a usable number, and a date in the quarter."""
    key, form = asked.form.audit.key.name, asked.form
    kept_rows = set()
    for row, record in records.items():
        bad = unusable.get(row, ())
        days = [
            record[each.name] for each in form.anchors if record.get(each.name) is not None and each.name not in bad
        ]
        placed = not form.anchors or (days and _inside(days[0], form))
        if record.get(key) is not None and key not in bad and placed:
            kept_rows.add(row)
    return kept_rows


def outside(
    asked: Asked, records: Mapping[int, Mapping[str, Any]], unusable: Mapping[int, Collection[str]]
) -> Iterator[tuple[str, int]]:
    """The first date that decides the quarter, where it lies outside it."""
    for row, record in records.items():
        for anchor in asked.form.anchors:
            day = record.get(anchor.name)
            if day is not None and anchor.name not in unusable.get(row, ()):
                if not _inside(day, asked.form):
                    yield anchor.name, row
                break


def _inside(day: date, form: Form) -> bool:
    day = day.date() if isinstance(day, datetime) else day
    return form.quarter.start <= day <= form.quarter.end


def place(cell: str) -> str:
    """The place of a cell on the sheet of records."""
    return f"{RECORDS_SHEET}!{cell}"


def plainly(value: object) -> object:
    """An answer as the truth writes it: a day without a time as a date, all but numbers and dates as text."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value
    return value if isinstance(value, date | int | None) else str(value)
