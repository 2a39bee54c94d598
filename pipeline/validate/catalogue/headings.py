"""Checks of the headings on the sheet of records: each question under its own, once, where it can be told."""

from __future__ import annotations

from pipeline.template.layout import HEADER_ROW
from pipeline.validate.catalogue.check import ERROR, INSIDE_THE_FILE, LOCKED_SHEETS, NOTE, Check

NO_HEADER = Check(
    "no_header",
    ERROR,
    title="no header",
    saw="no row with the template's headings",
    expected="a row of headings as in the template",
    fix="Copy your rows into a fresh template and send that.",
    intake_only=LOCKED_SHEETS,
)
HEADER_MISSING = Check(
    "header_missing",
    ERROR,
    title="header missing",
    saw="no heading '{label}'",
    expected="the heading '{label}'",
    fix="Put the column back under its heading ({place} in the template), empty if need be.{hint}",
    intake_only=LOCKED_SHEETS,
)
HEADER_REPEATED = Check(
    "header_repeated",
    ERROR,
    title="header repeated",
    saw="the heading '{label}'{other} in {cells}",
    expected="each heading once",
    fix="Delete the column that should not be there.",
    intake_only=LOCKED_SHEETS,
)
HEADINGS_SLID = Check(
    "headings_slid",
    ERROR,
    title="headings slid",
    saw="headings that stand {far} to the {side} of their answers, from column {column} on",
    expected="each heading over its own answers",
    fix="Move the headings or the answers back, so that each stands where it belongs, and send the return again.",
    intake_only=LOCKED_SHEETS,
)
HEADER_MOVED = Check(
    "header_moved",
    NOTE,
    title="header moved",
    saw="the headings in row {row}",
    fix=f"The template has them in row {HEADER_ROW}; they were read where they are, and so was every record above and "
    "below them.",
    intake_only=LOCKED_SHEETS,
)
HEADER_TIDIED = Check(
    "header_tidied",
    NOTE,
    title="header tidied",
    saw="{heading}",
    fix="Read as '{label}'.",
    intake_only=LOCKED_SHEETS,
)
HEADER_APPROVED = Check(
    "header_approved",
    NOTE,
    title="header approved",
    saw="a heading of your own",
    fix="Read as '{label}', as approved by {by} on {on:%d/%m/%Y}.",
    intake_only=LOCKED_SHEETS,
)
COLUMN_ADDED = Check(
    "column_added",
    NOTE,
    title="column added",
    saw="{columns}, which {has}",
    fix="{they_were} not read; {advice}.",
    intake_only=LOCKED_SHEETS,
)
NO_LONGER_ASKED = Check(
    "no_longer_asked",
    NOTE,
    title="no longer asked",
    saw="questions that are no longer asked",
    fix="They were not read; there is nothing to do.",
    intake_only=LOCKED_SHEETS,
)
WORDS_ABOVE = Check(
    "words_above",
    NOTE,
    title="words above",
    saw="words above the headings that are not the template's",
    fix="They were not read; what the reader should know goes on the Cover sheet.",
    intake_only=INSIDE_THE_FILE,
)
OWN_COLUMN = Check(
    "own_column",
    NOTE,
    title="own column",
    saw="words in the template's own column",
    fix="They were not read; what the reader should know goes on the Cover sheet.",
    intake_only=INSIDE_THE_FILE,
)
