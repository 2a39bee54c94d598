"""
The layout of a return workbook: sheet names, Cover rows and the hidden manifest, shared by template and intake.

Records: header in row `HEADER_ROW`, a worked example in the row below it (marked in column A), data from
`FIRST_DATA_ROW`. Two columns are the template's own: the first, TO_MEND, has EXAMPLE_MARK on the example row and below
it how much the live checks find in each row; the last, WHAT_TO_MEND, says in words what that is first. In older
templates TO_MEND had the words itself; in the oldest it was ROW_MARK, and empty below the example.
Cover: a label in column A and its answer in column B from row 3, in the order of `COVER`.
Manifest: a very hidden sheet, name in column A and value in column B: audit, view, agency, quarter, version; and
"synthetic" where the return is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.calendar.quarter import PERIOD_KINDS, Period
from pipeline.definition import RECORDS, Code, CodeList, Form
from pipeline.english import plural

COVER_SHEET = "Cover"
RECORDS_SHEET = RECORDS
VOLUMES_SHEET = "Volumes"
LISTS_SHEET = "Lists"
READY_SHEET = "Ready to send"  # the live checks' verdict
CHECKS_SHEET = "Checks"  # hidden: how the live checks are worked out
GUIDANCE_SHEET = "Guidance"
MANIFEST_SHEET = "Manifest"
QUESTION = "question "  # begins a line of it that says what heading a question has in this workbook
FIX_LIST_SHEET = "Fix list"  # only in a return that comes back marked up
_ANSWERED = (COVER_SHEET, RECORDS_SHEET, VOLUMES_SHEET)

HEADER_ROW = 4
EXAMPLE_ROW = 5
FIRST_DATA_ROW = 6
DATA_ROWS = 500
TO_MEND = "To mend"
WHAT_TO_MEND = "What to mend"
ROW_MARK = "Row mark"
OWN_HEADINGS = (TO_MEND, WHAT_TO_MEND, ROW_MARK)
EXAMPLE_MARK = "EXAMPLE – not counted"
VOLUMES_HEADER_ROW = 4
MONTH, PERIOD = "Month", "Period"
COVER_FIRST_ROW = 4


def _offered(code: str, label: str, earlier: str, *spellings: str) -> Code:
    """An answer of a Cover; ``earlier``: its label on older templates, whose answers are read all the same."""
    return Code(code, label, spellings=(*spellings, earlier, f"{code} – {earlier}"))


RETURN_TYPES = CodeList(
    "return_type",
    (
        _offered("FULL", "All of them", "Every case in the quarter"),
        _offered("SAMPLE", "A sample of them", "A sample of the cases"),
        _offered(
            "NIL",
            "Nil return: we looked, and there were none",
            "Nil return: we looked, and there were no cases",
            "nil return",
            "no cases",
        ),
    ),
)
BOARD_LIST = "BOARD_LIST"
_QUARTER = PERIOD_KINDS[1]
SAMPLING_METHODS = CodeList(
    "sampling_method",
    (
        _offered("CENSUS", "Every one of them", "Every case"),
        Code("RANDOM", "Random sample"),
        Code("STRATIFIED", "Stratified random sample"),
        Code("PURPOSIVE", "Chosen for a reason"),
        Code(BOARD_LIST, "The board's list"),
    ),
)


@dataclass(frozen=True)
class CoverItem:
    """
    One line of the Cover sheet. ``kind``: prefilled, code, date, whole or text.

    ``wording``: its label, in which stand the {period} of a form (quarter, half-year or year), what one of its rows is
    called ({row}, {rows}), and how it is {named}.
    """

    name: str
    wording: str
    kind: str
    required: bool = False
    codes: CodeList | None = None

    @property
    def label(self) -> str:
        """Its label for the cases of a quarter: on most forms, and on every older template."""
        return self._worded(_QUARTER, "case")

    def label_on(self, form: Form) -> str:
        """Its label on the Cover of ``form``."""
        return self._worded(form.period.kind, form.row, form.view.behind)

    def labels(self, form: Form | None = None) -> tuple[str, ...]:
        """Every label that it may have on a return, of whichever period; of ``form``, where that is known."""
        rows = dict.fromkeys(("case", *([] if form is None else [form.row])))
        return tuple(dict.fromkeys(self._worded(kind, row) for row in rows for kind in PERIOD_KINDS.values()))

    def _worded(self, period: str, row: str, behind: int = 0) -> str:
        named = "Quarter" if period == _QUARTER and not behind else "Quarter for which it is due"
        return self.wording.format(period=period, row=row, rows=plural(row), named=named)


COVER = (
    CoverItem("audit_code", "Audit", "prefilled", required=True),
    CoverItem("template_version", "Template version", "prefilled"),
    CoverItem("agency_code", "Agency code", "prefilled", required=True),
    CoverItem("agency_name", "Agency", "prefilled"),
    CoverItem("sub_agency", "Service, team or practice group (if it is one part of the agency)", "text"),
    CoverItem("period", "{named}", "prefilled", required=True),
    CoverItem("period_start", "First day of the {period}", "prefilled"),
    CoverItem("period_end", "Last day of the {period}", "prefilled"),
    CoverItem("return_type", "Is this every {row}, a sample, or a nil return?", "code", True, RETURN_TYPES),
    CoverItem("sampling_method", "How were the {rows} chosen?", "code", True, SAMPLING_METHODS),
    CoverItem("eligible_population", "How many {rows} were there in the {period}?", "whole"),
    CoverItem("sample_requested", "How many were to be audited?", "whole"),
    CoverItem("sample_returned", "How many are in this return?", "whole"),
    CoverItem("threshold_doc_version", "Version of the threshold document in use", "text"),
    CoverItem("prepared_by_role", "Prepared by (role, not name)", "text", required=True),
    CoverItem("approved_by_role", "Approved by (role, not name)", "text", required=True),
    CoverItem("date_submitted", "Date submitted", "date", required=True),
    CoverItem("caveats", "Anything the reader should know (no names)", "text"),
)


def checks_sheet(form: Form) -> str:
    """The hidden sheet with the live checks of a form's records: each sheet of records has one."""
    return CHECKS_SHEET if form.view.beside is None else f"{CHECKS_SHEET} {form.sheet}"


def every_sheet(form: Form) -> tuple[str, ...]:
    """The sheets that a workbook of ``form`` may have: as it is sent out, or as it comes back marked up."""
    return (*answer_sheets(form), *own_sheets(form), MANIFEST_SHEET, FIX_LIST_SHEET)


def answer_sheets(form: Form | None) -> tuple[str, ...]:
    """The sheets that an agency writes on; those of all, without a form. Another's name may say too much."""
    return (*_ANSWERED, *(each.sheet for each in form.beside)) if form is not None else _ANSWERED


def own_sheets(form: Form) -> tuple[str, ...]:
    """The sheets of the workbook of ``form`` that are made new in each copy."""
    return (READY_SHEET, GUIDANCE_SHEET, LISTS_SHEET, *map(checks_sheet, form.sheets))


def in_formula(sheet: str) -> str:
    """A sheet's name as a formula writes it."""
    return f"'{sheet}'" if " " in sheet else sheet


def cover_row(name: str) -> int:
    """The row of a Cover item, from 1; its label is in column A and its answer in column B."""
    return COVER_FIRST_ROW + [item.name for item in COVER].index(name)


def times_of(form: Form, period: Period | None = None) -> tuple[str, ...]:
    """What the lines of the Volumes sheet are of: months, such as 2019-07, or its period; of another where given."""
    whole = period or form.period
    if form.volumes is not None and not form.volumes.monthly:
        return (str(whole),)
    return tuple(f"{month:%Y-%m}" for month in whole.months)


def time_heading(form: Form) -> str:
    """The heading of the Volumes sheet's first column."""
    return MONTH if form.volumes is None or form.volumes.monthly else PERIOD


# What the live checks say of an answer, after its question and its cell, by the intake's name for what is wrong.
NEEDED = "an answer is needed"
FAULTS = {
    "unknown_code": "pick or type an answer this question takes",
    "key_missing": NEEDED,
    "anchor_missing": NEEDED,
    "required_missing": NEEDED,
    "expected_missing": "an answer is expected",
    "row_repeated": "this row is there twice",
    "key_reused": "another record has the same one",
    "no_such_record": "no record that counts has the same",
    "child_in_two_families": "another row has another one for this child",
    "outside_quarter": "this date is outside the days that the sheet is about",
    "not_expected_answer": "no answer is needed for this record: empty the cell",
    "not_applicable_refused": "‘not applicable’ does not fit this record",
    "no_time": "add the time of day",
    "rule": "this does not fit another answer; Ready to send has the rule",
}
_EARLIER_FAULTS = (
    "is needed|is an earlier row once more|is used more than once|is outside the quarter|is expected|is not asked here"
    "|cannot be NA|has no time|does not fit"
)
_FLAG = r"\d+ to (?:mend|check)"
_COUNTED = r"; (?:\d+ things? to mend)?(?: and )?(?:\d+ to look at again)? in this row"
_FAULTS = "|".join(map(re.escape, (*FAULTS.values(), "this date is outside the quarter")))  # as was once said too
_SENTENCE = rf".+ \([A-Z]{{1,3}}\d+\): (?:{_FAULTS})(?:{_COUNTED})?"
_BEFORE = rf"[A-Z]{{1,3}}\d+(?: \(first of \d+\))? (?:is no answer to .+|(?:{_EARLIER_FAULTS})(?:: .+)?)"
# A full match is what live checks say, not a person.
OWN_WORDS = re.compile(rf"{_FLAG}|{_SENTENCE}|{_BEFORE}", re.DOTALL)
