"""Which rows of Records are records, above the headings and below, and what the others are: all are accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.definition import Form, Severity
from pipeline.layout import HEADER_ROW, RECORDS_SHEET
from pipeline.read import cell_name
from pipeline.template.own_words import own_words
from pipeline.validate.eligible import Judge
from pipeline.validate.finding import Finding, cell_spans, row_spans
from pipeline.validate.header import Header
from pipeline.validate.tidy import folded, plain

FEW = 2  # filled cells, at most, in a line of words that is no record


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
    beneath = _beneath(judge, records, [each for kind in ("total", "words") for each in others.get(kind, ())])
    if beneath:
        records = [each for each in records if each not in beneath]
        others = {kind: [each for each in rows if each not in beneath] for kind, rows in others.items()}
        others["block"] = sorted(beneath)
    findings = [_finding(header, kind, rows, above) for kind, rows in others.items() if rows]
    changed = [number for number in records if number in header.own.marked]
    if changed:
        findings.append(_changed_example(header, changed))
    beside = [cell for number in records for cell in header.own.typed.get(number, ())]
    if beside:
        findings.append(_beside(header, beside))
    not_data = tuple(sorted(row for rows in others.values() for row in rows))
    return Rows(len(header.sheet.rows) - 1 - len(titles), tuple(records), len(blank), not_data, tuple(findings))


def _others_words(header: Header, form: Form, version: str) -> dict[int, list[str]]:
    """By row above the headings, the cells that hold something the template did not put there."""
    rows = header.sheet.rows[: header.row - 1]
    if not rows or version not in ("", form.version):
        rows = [[] for _ in rows[: HEADER_ROW - 1]] + rows[HEADER_ROW - 1 :]  # another template's own words
    ours = {folded(each) for each in own_words(form, RECORDS_SHEET)}
    return {
        number: cells
        for number, row in enumerate(rows, start=1)
        if (cells := [cell_name(number, place) for place, value in enumerate(row, start=1)
                      if plain(str(value)) and folded(str(value)) not in ours])
    }  # fmt: skip


def _beneath(judge: Judge, records: Sequence[int], lines: Sequence[int]) -> set[int]:
    """
    The rows of a small table under the last record: none has a record's number, and none reads like answers.

    ``lines``: rows of a total or of words, which may belong to it. A row by itself is told by its words, or is a
    record without a number.
    """
    last = max((number for number in records if judge.numbered(number)), default=0)
    odd = [number for number in records if number > last]
    below = {*odd, *(number for number in lines if number > last)}
    if not last or not odd or len(below) < FEW or any(judge.reads(each) or not judge.summary(each) for each in odd):
        return set()
    return below


_SAID = {
    "example": ("example_row", Severity.NOTE, "the worked example", "It was not counted; it may stay."),
    "header": ("header_repeated_in_rows", Severity.NOTE, "the headings once more",
               "It was not counted; delete the row."),
    "total": ("totals_row", Severity.QUERY, "what looks like a total", "It was not counted; delete the row."),
    "words": ("words_below", Severity.QUERY, "words that are no record",
              "They were not read as a record; move them to the Cover sheet."),
    "block": ("table_below", Severity.QUERY, "a small table under the records",
              "It was not read; delete it. If these are records, give each its number."),
    "unasked": ("nothing_asked", Severity.NOTE, "rows with nothing under any of the template's headings",
                "They are no records; nothing to do."),
    "above": ("words_above", Severity.NOTE, "words above the headings that are not the template's",
              "They were not read; what the reader should know goes on the Cover sheet."),
}  # fmt: skip


def _finding(header: Header, kind: str, rows: Sequence[int], above: dict[int, list[str]]) -> Finding:
    rule, severity, saw, fix = _SAID[kind]
    place = row_spans(rows) if kind != "above" else ", ".join(cell_spans(_cells(above, rows)))
    return Finding(severity, rule, header.sheet.name, place, "", "", saw, "", (), fix)


def _cells(above: dict[int, list[str]], rows: Iterable[int]) -> list[str]:
    return [cell for row in rows for cell in above[row]]


def _changed_example(header: Header, rows: Sequence[int]) -> Finding:
    return Finding(
        Severity.QUERY, "example_changed", header.sheet.name, row_spans(rows), "", "",
        "a row marked as the example that holds other answers than the example", "the example, or a record", (),
        "It was read as a record. If it is one, clear its mark; if it is not, delete the row.",
    )  # fmt: skip


def _beside(header: Header, cells: Sequence[str]) -> Finding:
    return Finding(
        Severity.NOTE, "own_column", header.sheet.name, ", ".join(cell_spans(cells)), "", "",
        "words in the template's own column", "", (),
        "They were not read; what the reader should know goes on the Cover sheet.",
    )  # fmt: skip
