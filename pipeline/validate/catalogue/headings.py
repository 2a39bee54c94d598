"""Checks of the headings on the sheet of records: each question under its own, once, where it can be told."""

from __future__ import annotations

from pipeline.template.layout import HEADER_ROW
from pipeline.validate.catalogue.check import ERROR, NOTE, file_check, locked_check

NO_HEADER = locked_check(
    "no_header",
    ERROR,
    saw="no row with the template's headings",
    expected="a row of headings as in the template",
    fix="Copy your rows into a fresh template and send that.",
)
HEADER_MISSING = locked_check(
    "header_missing",
    ERROR,
    saw="no heading '{label}'",
    expected="the heading '{label}'",
    fix="Put the column back under its heading ({place} in the template), empty if need be.{hint}",
)
HEADER_REPEATED = locked_check(
    "header_repeated",
    ERROR,
    saw="the heading '{label}'{other} in {cells}",
    expected="each heading once",
    fix="Delete the column that should not be there.",
)
HEADINGS_SLID = locked_check(
    "headings_slid",
    ERROR,
    saw="headings that stand {far} to the {side} of their answers, from column {column} on",
    expected="each heading over its own answers",
    fix="Move the headings or the answers back, so that each stands where it belongs, and send the return again.",
)
HEADER_MOVED = locked_check(
    "header_moved",
    NOTE,
    saw="the headings in row {row}",
    fix=f"The template has them in row {HEADER_ROW}; they were read where they are, and so was every record above and "
    "below them.",
)
HEADER_TIDIED = locked_check("header_tidied", NOTE, saw="{heading}", fix="Read as '{label}'.")
HEADER_APPROVED = locked_check(
    "header_approved",
    NOTE,
    saw="a heading of your own",
    fix="Read as '{label}', as approved by {by} on {on:%d/%m/%Y}{whose}.",
)
COLUMN_ADDED = locked_check("column_added", NOTE, saw="{columns}, which {has}", fix="{they_were} not read; {advice}.")
NO_LONGER_ASKED = locked_check(
    "no_longer_asked", NOTE, saw="questions that are no longer asked", fix="They were not read; there is nothing to do."
)
WORDS_ABOVE = file_check(
    "words_above",
    NOTE,
    saw="words above the headings that are not the template's",
    fix="They were not read; what the reader should know goes on the Cover sheet.",
)
OWN_COLUMN = file_check(
    "own_column",
    NOTE,
    saw="words in the template's own column",
    fix="They were not read; what the reader should know goes on the Cover sheet.",
)
