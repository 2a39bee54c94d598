"""
The layout of a return workbook: sheet names, Cover rows and the hidden manifest, shared by template and intake.

Records: header in row `HEADER_ROW`, a worked example in the row below it (marked in column A), data from
`FIRST_DATA_ROW`. Column A of Records, TO_MEND, is the template's own: EXAMPLE_MARK on the example row, below it what
the live checks find in each row. In older templates it was ROW_MARK, and empty below the example.
Cover: a label in column A and its answer in column B from row 3, in the order of `COVER`.
Manifest: a very hidden sheet, name in column A and value in column B: audit, view, agency, quarter, version; and
"synthetic" where the return is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.definition import CodeList, code_list
from pipeline.quarter import Quarter
from pipeline.working_days import deadline

COVER_SHEET = "Cover"
RECORDS_SHEET = "Records"
VOLUMES_SHEET = "Volumes"
LISTS_SHEET = "Lists"
READY_SHEET = "Ready to send"  # the live checks' verdict
CHECKS_SHEET = "Checks"  # hidden: how the live checks are worked out
GUIDANCE_SHEET = "Guidance"
MANIFEST_SHEET = "Manifest"
FIX_LIST_SHEET = "Fix list"  # only in a return that comes back marked up

HEADER_ROW = 4
EXAMPLE_ROW = 5
FIRST_DATA_ROW = 6
DATA_ROWS = 500
TO_MEND = "To mend"
ROW_MARK = "Row mark"
EXAMPLE_MARK = "EXAMPLE – not counted"
VOLUMES_HEADER_ROW = 4
COVER_FIRST_ROW = 4

RETURN_TYPES = code_list(
    "return_type", FULL="Every case in the quarter", SAMPLE="A sample of the cases",
    NIL="Nil return: we looked, and there were no cases",
)  # fmt: skip
SAMPLING_METHODS = code_list(
    "sampling_method", CENSUS="Every case", RANDOM="Random sample", STRATIFIED="Stratified random sample",
    PURPOSIVE="Chosen for a reason", LSCB_LIST="The board's list",
)  # fmt: skip


@dataclass(frozen=True)
class CoverItem:
    """One line of the Cover sheet. ``kind``: prefilled, code, date, whole or text."""

    name: str
    label: str
    kind: str
    required: bool = False
    codes: CodeList | None = None
    help: str = ""


COVER = (
    CoverItem("audit_code", "Audit", "prefilled", required=True),
    CoverItem("template_version", "Template version", "prefilled"),
    CoverItem("agency_code", "Agency code", "prefilled", required=True),
    CoverItem("agency_name", "Agency", "prefilled"),
    CoverItem("sub_agency", "Service, team or practice group (if it is one part of the agency)", "text"),
    CoverItem("period", "Quarter", "prefilled", required=True),
    CoverItem("period_start", "First day of the quarter", "prefilled"),
    CoverItem("period_end", "Last day of the quarter", "prefilled"),
    CoverItem("return_type", "Is this every case, a sample, or a nil return?", "code", True, RETURN_TYPES),
    CoverItem("sampling_method", "How were the cases chosen?", "code", True, SAMPLING_METHODS),
    CoverItem("eligible_population", "How many cases were there in the quarter?", "whole"),
    CoverItem("sample_requested", "How many were to be audited?", "whole"),
    CoverItem("sample_returned", "How many are in this return?", "whole"),
    CoverItem("threshold_doc_version", "Version of the threshold document in use", "text"),
    CoverItem("prepared_by_role", "Prepared by (role, not name)", "text", required=True),
    CoverItem("approved_by_role", "Approved by (role, not name)", "text", required=True),
    CoverItem("date_submitted", "Date submitted", "date", required=True),
    CoverItem("caveats", "Anything the reader should know (no names)", "text"),
)

DUE_WORKING_DAYS = 20


def due(quarter: Quarter) -> date:
    """The last day on which a return for ``quarter`` is in time."""
    return deadline(quarter.end, DUE_WORKING_DAYS)


def cover_row(name: str) -> int:
    """The row of a Cover item, from 1; its label is in column A and its answer in column B."""
    return COVER_FIRST_ROW + [item.name for item in COVER].index(name)


def months_of(quarter: Quarter) -> tuple[str, str, str]:
    """The quarter's months as the Volumes sheet writes them, such as 2019-07."""
    first, second, third = quarter.months
    return f"{first:%Y-%m}", f"{second:%Y-%m}", f"{third:%Y-%m}"


EXPLAINED = {
    "Y": "yes, evidenced on the record", "N": "no, the record shows that it did not happen",
    "NR": "not recorded: you looked, and the record is silent (it counts as not met)",
    "NA": "not applicable to this case", "NK": "not known to your agency: the fact lies in another agency's record",
}  # fmt: skip
