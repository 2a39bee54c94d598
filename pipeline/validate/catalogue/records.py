"""Checks of the rows on the sheet of records: which are records, which of them count, and what the others are."""

from __future__ import annotations

from pipeline.validate.catalogue.check import (
    ASKED_AS_A_RECORD,
    ERROR,
    NOTE,
    NOTHING_TO_DO,
    ONLY_A_LIKENESS,
    QUERY,
    TOO_SLOW,
    Check,
    file_check,
    locked_check,
)

NO_RECORDS = Check(
    "no_records",
    ERROR,
    saw="no records",
    expected="a row for each {row}",
    fix="If there were no {rows}, answer NIL on the Cover sheet: an empty return is not a nil return.{cover}",
)
NIL_WITH_RECORDS = Check(
    "nil_with_records",
    ERROR,
    saw="{records}, and a nil return by the Cover sheet",
    expected="one or the other",
    fix="Correct the answer on the Cover sheet, or take the records out.",
)
NO_RECORD_COUNTED = Check(
    "no_record_counted",
    ERROR,
    saw="{records}, none of which can be counted: {why}",
    expected="records with a number of their own and a date in the {period}",
    fix="{first_of_all}",
    intake_only="the template says beside each record what sets it aside",
)
COUNTS_NOT_RECORDS = Check(
    "counts_not_records",
    ERROR,
    saw="numbers of cases in place of the cases",
    expected="one row for each record: {unit}",
    fix="One row per child or case is needed, each with its own number; we do the counting.",
    intake_only=ASKED_AS_A_RECORD,
)
SECOND_TABLE = file_check(
    "second_table",
    ERROR,
    saw="a second table that begins in row {row}, below the one that begins in row {first}",
    expected="one table, with the template's headings",
    fix="Put every record under the one row of headings.",
)
KEY_MISSING = Check(
    "key_missing",
    ERROR,
    saw="nothing",
    expected="{number}",
    fix="Give the record a number of its own; until then it is set aside.",
)
KEY_REUSED = Check(
    "key_reused",
    QUERY,
    saw="the same number on different records",
    expected="a number of its own for each record",
    fix="Each was counted as a case of its own; number them afresh, or delete what is there twice.",
)
ROW_REPEATED = Check(
    "row_repeated",
    QUERY,
    saw="the same answers as in {rows}",
    fix="It was set aside and counted once; delete it, or correct it if it is another case.",
)
ANSWERS_REPEATED = Check(
    "answers_repeated",
    QUERY,
    saw="nearly the same answers as in {rows}",
    fix="Each was counted. If it is the same case again under another number, delete it; if not, nothing is wrong.",
    intake_only=TOO_SLOW,
)
THERE_TWICE = Check(
    "there_twice",
    QUERY,
    saw="the same as in {rows}",
    expected="one row for each",
    fix="Each was counted. If one of them is an older version, delete it; if each counts people or things of its own, "
    "nothing is wrong.",
    intake_only=TOO_SLOW,
)
NO_SUCH_RECORD = Check(
    "no_such_record",
    QUERY,
    saw="a row that belongs to no counted record of the sheet '{sheet}'",
    expected="{link} as a record there has it",
    fix="Correct it here or there, or add the record; until then the row is counted by itself.",
)
ANCHOR_MISSING = Check(
    "anchor_missing",
    ERROR,
    saw="nothing",
    expected="the date that decides the {period}",
    fix="Enter it; until then the record is set aside.",
)
OUTSIDE_QUARTER = Check(
    "outside_quarter",
    ERROR,
    saw="{dates}",
    expected="a date from {start:%d/%m/%Y} to {end:%d/%m/%Y}",
    fix="The record is set aside: correct the date, or {otherwise}.",
)
ROW_SHIFTED = Check(
    "row_shifted",
    QUERY,
    saw="answers that would fit one column to the {side}",
    expected="each answer under its own heading",
    fix="Has the row slipped by one column? Move its cells back; nothing was moved here.",
    intake_only=ONLY_A_LIKENESS,
)
WORKED_EXAMPLE = Check(
    "example_row", NOTE, saw="the worked example", fix="It was not counted; it may stay.", intake_only=NOTHING_TO_DO
)
EXAMPLE_CHANGED = Check(
    "example_changed",
    QUERY,
    saw="the worked example with other answers",
    fix="It was not counted. If it is a case of yours, give it a number and references of its own.",
    intake_only=ASKED_AS_A_RECORD,
)
EXAMPLE_OVERWRITTEN = Check(
    "example_overwritten",
    QUERY,
    saw="a record in a row that is marked as the example",
    fix="It was read as a record. If it is one, clear the mark beside it; if it is not, delete the row.",
    intake_only=ASKED_AS_A_RECORD,
)
HEADER_REPEATED_IN_ROWS = locked_check(
    "header_repeated_in_rows", NOTE, saw="the headings once more", fix="It was not counted; delete the row."
)
TOTALS_ROW = Check(
    "totals_row",
    QUERY,
    saw="what looks like a total",
    fix="It was not counted; delete the row.",
    intake_only=ASKED_AS_A_RECORD,
)
WORDS_BELOW = Check(
    "words_below",
    QUERY,
    saw="words that are no record",
    fix="They were not read as a record; move them to the Cover sheet.",
    intake_only=ASKED_AS_A_RECORD,
)
TABLE_BELOW = Check(
    "table_below",
    QUERY,
    saw="what looks like a small table, and no records",
    fix="It was not read; take it out. If these are records, give each its number, reference and date.",
    intake_only=ASKED_AS_A_RECORD,
)
NOTHING_ASKED = Check(
    "nothing_asked",
    NOTE,
    saw="rows with nothing under any of the template's headings",
    fix="They are no records; nothing to do.",
    intake_only=NOTHING_TO_DO,
)
