"""Which rows of Records are records, above the headings and below, and what the others are: all are accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.definition import Form
from pipeline.read import cell_name
from pipeline.template.layout import HEADER_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.headings import OWN_COLUMN, WORDS_ABOVE
from pipeline.validate.catalogue.records import (
    EXAMPLE_CHANGED,
    EXAMPLE_OVERWRITTEN,
    HEADER_REPEATED_IN_ROWS,
    NOTHING_ASKED,
    TABLE_BELOW,
    TOTALS_ROW,
    WORDS_BELOW,
    WORKED_EXAMPLE,
)
from pipeline.validate.finding import Finding, cell_spans, row_spans
from pipeline.validate.header import Header
from pipeline.validate.row_kinds import Judge
from pipeline.validate.template_parts import our_words
from pipeline.validate.tidy import folded, plain


@dataclass(frozen=True)
class Rows:
    """
    The rows of Records by what they are, numbered as Excel does.

    ``seen``: how many there are to account for: all below the headings, and above them what is not the template's.
    """

    seen: int
    records: tuple[int, ...]
    blank: int
    not_data: tuple[int, ...]
    findings: tuple[Finding, ...]


def told_apart(header: Header, form: Form, version: str = "") -> Rows:
    """
    Each row as a record, a blank row, or one that is no data (example, heading, total, note).

    ``version``: that of the template it came in, empty where that is not known.
    """
    judge = Judge(header, form, earlier=version not in ("", form.version))
    above = _others_words(header, form, version)
    kinds: dict[str, list[int]] = {}
    for number, row in enumerate(header.sheet.rows, start=1):
        if number != header.row:
            kind = judge.below(number, row) if number > header.row else judge.above(number, row, others=number in above)
            kinds.setdefault(kind, []).append(number)
    titles, blank, records = (kinds.pop(kind, []) for kind in ("title", "blank", "record"))
    others = kinds
    strays = _strays(judge, records, [each for kind in ("total", "words") for each in others.get(kind, ())])
    if strays:
        records = [each for each in records if each not in strays]
        others = {kind: [each for each in rows if each not in strays] for kind, rows in others.items()}
        others["block"] = sorted(strays)
    findings = [_finding(header, kind, rows, above) for kind, rows in others.items() if rows]
    changed = [number for number in records if number in header.own.marked]
    if changed:
        findings.append(EXAMPLE_OVERWRITTEN.at(header.sheet.name, row_spans(changed)))
    beside = [cell for number in records for cell in header.own.typed.get(number, ())]
    if beside:
        findings.append(OWN_COLUMN.at(header.sheet.name, ", ".join(cell_spans(beside))))
    not_data = tuple(sorted(row for rows in others.values() for row in rows))
    return Rows(len(header.sheet.rows) - 1 - len(titles), tuple(records), len(blank), not_data, tuple(findings))


def _others_words(header: Header, form: Form, version: str) -> dict[int, list[str]]:
    """The cells above the headings in which somebody wrote something of their own, by row."""
    title = f"{form.audit.code} {form.quarter}"  # whichever words follow in an older template
    ours = our_words(form, RECORDS_SHEET)
    first = 1 if version in ("", form.version) else HEADER_ROW  # above it stand another template's own words
    rows = header.sheet.rows[first - 1 : header.row - 1]
    return {
        number: cells
        for number, row in enumerate(rows, start=first)
        if (
            cells := [
                cell_name(number, place)
                for place, value in enumerate(row, start=1)
                if plain(str(value)) and folded(str(value)) not in ours and not str(value).startswith(title)
            ]
        )
    }


def _strays(judge: Judge, records: Sequence[int], lines: Sequence[int]) -> set[int]:
    """
    The rows among or below numbered records that are a small table, or counts of the records, and no records.

    ``lines``: rows of a total or of words; below the last record they belong to such a table.
    """
    last = max((number for number in records if judge.numbered(number)), default=0)
    if not last:
        return set()
    strange = {number for number in records if not judge.tells(number)}
    below = {number for number in lines if number > last}
    table = strange or (len(below) > 1 and any(map(judge.counts, below)))
    return strange | below if table else set()


_TOLD = {
    "example": WORKED_EXAMPLE,
    "header": HEADER_REPEATED_IN_ROWS,
    "total": TOTALS_ROW,
    "words": WORDS_BELOW,
    "block": TABLE_BELOW,
    "changed": EXAMPLE_CHANGED,
    "unasked": NOTHING_ASKED,
    "above": WORDS_ABOVE,
}


def _finding(header: Header, kind: str, rows: Sequence[int], above: dict[int, list[str]]) -> Finding:
    place = row_spans(rows) if kind != "above" else ", ".join(cell_spans(_cells(above, rows)))
    return _TOLD[kind].at(header.sheet.name, place)


def _cells(above: dict[int, list[str]], rows: Iterable[int]) -> list[str]:
    return [cell for row in rows for cell in above[row]]
