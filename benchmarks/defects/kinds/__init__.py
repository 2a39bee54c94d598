"""
The kinds of defect, by what they are defects of.

Each says what a rule can know of it, and that decides the truth: where a finding must be given, where one is no false
alarm, and which rows are records. The truth never asks any contender.
"""

from benchmarks.defects.kinds import blanks, codes, dates, files, headings, numbers, personal, records, sheets

KINDS = (
    *dates.KINDS, *codes.KINDS, *numbers.KINDS, *blanks.KINDS, *records.KINDS, *headings.KINDS, *sheets.KINDS,
    *files.KINDS, *personal.KINDS,
)  # fmt: skip
