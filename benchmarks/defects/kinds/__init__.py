"""
The kinds of defect, by what they are defects of.

Each says what a rule can know of it, and that decides the truth: where a finding must be given, where one is no false
alarm, and which rows are records. The truth never asks any contender.
"""

from benchmarks.defects.kinds import (
    attacked_cells,
    attacked_parts,
    attacked_rows,
    blanks,
    codes,
    dates,
    files,
    headings,
    numbers,
    personal,
    records,
    sheets,
    words,
)

FAMILIES = {
    "dates": dates.KINDS, "codes": codes.KINDS, "numbers": numbers.KINDS, "blanks and rules": blanks.KINDS,
    "records": records.KINDS, "headings": headings.KINDS, "sheets": sheets.KINDS, "files": files.KINDS,
    "personal data": personal.KINDS, "words": words.KINDS,
    "attacked rows": attacked_rows.KINDS, "attacked cells": attacked_cells.KINDS,
    "attacked parts": attacked_parts.KINDS,
}  # fmt: skip
KINDS = tuple(kind for family in FAMILIES.values() for kind in family)
