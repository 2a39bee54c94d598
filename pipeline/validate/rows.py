"""Which rows of Records are records, above the headings and below, and what the others are: all are accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read import cell_name
from pipeline.template.layout import HEADER_ROW
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


def told_apart(header: Header, judge: Judge) -> Rows:
    """Each row as a record, a blank row, or one that is no data (example, heading, total, note)."""
    above = _others_words(header)
    kinds: dict[str, list[int]] = {}
    for number, row in enumerate(header.sheet.rows, start=1):
        if number != header.row:
            kind = judge.below(number, row) if number > header.row else judge.above(number, row, others=number in above)
            kinds.setdefault(kind, []).append(number)
    strays = _strays(judge, kinds.get("record", ()), [*kinds.get("total", ()), *kinds.get("words", ())])
    kinds = {kind: [each for each in rows if each not in strays] for kind, rows in kinds.items()}
    kinds["block"] = sorted(strays)
    titles, blank, records = (kinds.pop(kind, []) for kind in ("title", "blank", "record"))
    places = {kind: row_spans(rows) for kind, rows in kinds.items()}
    places["above"] = cell_spans(cell for row in kinds.get("above", ()) for cell in above[row])
    findings = [_TOLD[kind].at(header.sheet.name, places[kind]) for kind, rows in kinds.items() if rows]
    if changed := [number for number in records if number in header.own.marked]:
        findings.append(EXAMPLE_OVERWRITTEN.at(header.sheet.name, row_spans(changed)))
    if beside := [cell for number in records for cell in header.own.typed.get(number, ())]:
        findings.append(OWN_COLUMN.at(header.sheet.name, cell_spans(beside)))
    not_data = tuple(sorted(row for rows in kinds.values() for row in rows))
    return Rows(len(header.sheet.rows) - 1 - len(titles), tuple(records), len(blank), not_data, tuple(findings))


def _others_words(header: Header) -> dict[int, list[str]]:
    """The cells above the headings in which somebody wrote something of their own, by row."""
    form = header.form
    title = f"{form.audit.code} {form.quarter}"  # whichever words follow in an older template
    ours = our_words(form, form.sheet)
    first = HEADER_ROW if header.earlier else 1  # above it stand another template's own words
    words: dict[int, list[str]] = {}
    for number, row in enumerate(header.sheet.rows[first - 1 : header.row - 1], start=first):
        for place, text in enumerate(map(str, row), start=1):
            if plain(text) and folded(text) not in ours and not text.startswith(title):
                words.setdefault(number, []).append(cell_name(number, place))
    return words


def _strays(judge: Judge, records: Sequence[int], lines: Sequence[int]) -> set[int]:
    """
    The rows among or below numbered records that are a small table, or counts of the records, and no records.

    ``lines``: rows of a total or of words; below the last record they belong to such a table.
    """
    last = max(filter(judge.numbered, records), default=0)
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
