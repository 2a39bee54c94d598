"""Checks of one cell: whether it can be read as the answer that its question takes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.validate.catalogue.check import ERROR, NOTE, NOTHING_TO_DO, ONLY_A_LIKENESS, QUERY, TOO_SLOW, Check

UNKNOWN_CODE = Check("unknown_code", ERROR, expected="{codes}", fix="{hint}")
SEVERAL_CODES = Check("several_codes", ERROR, expected="{codes}", fix="Enter one code only.")
BECAME_A_DATE = Check(
    "became_a_date",
    ERROR,
    expected="{kind}",
    fix="Excel has turned what was typed into a date. Format the cell as Text and type it again.",
)
NOT_A_NUMBER = Check("not_a_number", ERROR, expected="{kind}", fix="Enter {number}.")
OUT_OF_RANGE = Check("out_of_range", ERROR, expected="{kind}", fix="Check the number.")
NOT_A_DATE = Check("not_a_date", ERROR, expected="{kind}", fix="Enter a date as dd/mm/yyyy{unless}.")
DATE_UNREADABLE = Check("date_unreadable", ERROR, expected="{kind}", fix="Enter a date as dd/mm/yyyy{unless}.")
DATE_AS_NUMBER = Check(
    "date_as_number",
    ERROR,
    expected="{kind}",
    fix="This is a number. Format the cell as a date, or type the date again.",
    intake_only="a formula sees what a cell holds, and not how it is formatted or coloured",
)
DATE_IMPOSSIBLE = Check("date_impossible", ERROR, expected="{kind}", fix="There is no such day. Check the date.")
DATE_TWO_DIGIT_YEAR = Check("date_two_digit_year", ERROR, expected="{kind}", fix="Enter the year with four digits.")
DATE_US_ORDER = Check(
    "date_us_order",
    ERROR,
    expected="{kind}",
    fix="Day and month look to be the American way round. Enter the date as dd/mm/yyyy.",
)
# A date that could be read both ways, beside one that can only be American.
DATE_US_COLUMN = replace(
    DATE_US_ORDER,
    expected="a date, dd/mm/yyyy",
    fix="Another date in this column is written the American way round, so that this one can be read two ways. "
    "Enter all of them as dd/mm/yyyy.",
)
DATE_TURNED = Check(
    "date_turned",
    ERROR,
    expected="a date, dd/mm/yyyy",
    fix="Texts in this column are written the American way round, and every real date in it has a day that could be "
    "its month: day and month may have been changed over when the file was opened. Enter all of them as dd/mm/yyyy.",
    intake_only=ONLY_A_LIKENESS,
)
DATE_OUT_OF_RANGE = Check(
    "date_out_of_range", ERROR, expected="a date from {earliest:%d/%m/%Y} to {latest:%d/%m/%Y}", fix="Check the year."
)
ON_A_WEEKEND = Check(
    "on_a_weekend", ERROR, expected="a date from Monday to Friday", fix="Check the date: this one is a weekend."
)
DIGITS_LOST = Check(
    "digits_lost",
    ERROR,
    expected="{kind}",
    fix="Excel keeps 15 digits of a number and has changed the others. Format the cell as Text and type it again.",
)
TOO_LONG = Check("too_long", ERROR, expected="at most {most} characters", fix="Shorten it; nothing has been cut.")
PATTERN = Check("pattern", ERROR, expected="{pattern}", fix="{changed}Type it as shown in the example.")
FORMULA_ERROR = Check(
    "formula_error", ERROR, saw="the error {error}", expected="an answer", fix="Replace the formula by its value."
)
FORMULA_WITHOUT_RESULT = Check(
    "formula_without_result",
    ERROR,
    saw="a formula without a result",
    expected="an answer",
    fix="Open the file in Excel, save it and send it again; or type the value.",
    intake_only="whichever program works the checks out works other formulas out too",
)
TIDIED = Check("tidied", NOTE, saw="{tidied}", fix="Nothing to do.", intake_only=NOTHING_TO_DO)
NO_TIME = Check("no_time", QUERY, saw="a date without a time, read as 00:00", fix="Enter the time too, if it is known.")
LATE_HOUR = Check(
    "late_hour",
    QUERY,
    saw="dates with the same late hour, {hours}",
    expected="a date without a time",
    fix="The system that they come from may have given the day before: check one, and mend all of them.",
    intake_only=TOO_SLOW,
)
