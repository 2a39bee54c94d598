"""
The kinds of defect, by what they are defects of.

Each says what a rule can know of it, and that decides the truth: where a finding must be given, where one is no false
alarm, and which rows are records. The truth never asks any contender. What was found by attacking the intake stands in
families of its own ("attacked …"). `folders` are kinds of several files at once, judged otherwise.
"""

from benchmarks.defects.kinds import (
    attacked_cells,
    attacked_parts,
    attacked_returns,
    attacked_rows,
    attacked_words,
    blanks,
    codes,
    dates,
    files,
    headings,
    numbers,
    personal,
    records,
    rows,
    sheets,
    words,
)

FAMILIES = {
    "dates": dates.KINDS,
    "codes": codes.KINDS,
    "numbers": numbers.KINDS,
    "blanks and rules": blanks.KINDS,
    "words": words.KINDS,
    "records": records.KINDS,
    "other rows": rows.KINDS,
    "headings": headings.KINDS,
    "sheets": sheets.KINDS,
    "files": files.KINDS,
    "personal data": personal.KINDS,
    "attacked cells": attacked_cells.KINDS,
    "attacked words": attacked_words.KINDS,
    "attacked rows": attacked_rows.KINDS,
    "attacked returns": attacked_returns.KINDS,
    "attacked parts": attacked_parts.KINDS,
}
KINDS = tuple(kind for family in FAMILIES.values() for kind in family)
