"""
Figures counted a second way: plain loops over the cells, written from what each standard says in words.

Nothing of the definitions is used here, or a mistake in them would be made twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from tests.acceptance.product import NEWEST, Demo

Row = Mapping[str, object]
Sheets = Mapping[tuple[str, str], Sequence[Row]]
HEADINGS, FIRST_RECORD = 4, 6
UNUSABLE = object()  # what stands in a cell that is planted as an error: no answer, so it equals nothing
HOLIDAYS = {date(2019, 8, 26), date(2019, 12, 25), date(2019, 12, 26)}
PROFESSIONALS = ("2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8")


def sheets(demo: Demo) -> Sheets:
    """The records of every counted return of the newest quarter, by audit and agency."""
    return _sheets(demo.root)


@cache
def _sheets(root: Path) -> Sheets:
    demo = Demo(root)
    wrong = {(fault.file, fault.cell) for fault in demo.planted.faults if fault.severity == "error"}
    records: dict[tuple[str, str], list[Row]] = {}
    for sent in demo.planted.newest:
        if not sent.missing and sent.sent_back is None:
            # Read only: of the other sheets, whose workings of the live checks are most of the cells, none is opened.
            book = openpyxl.load_workbook(demo.workspace.raw / sent.file, read_only=True, data_only=True)
            lines = list(book["Records"].iter_rows(values_only=True))
            names = [str(heading).removesuffix(" *") for heading in lines[HEADINGS - 1]]
            records[sent.audit, sent.agency] = [
                {
                    name: UNUSABLE if (sent.file, f"{get_column_letter(column)}{row}") in wrong else value
                    for column, (name, value) in enumerate(zip(names, line, strict=True), start=1)
                }
                for row, line in enumerate(lines[FIRST_RECORD - 1 :], start=FIRST_RECORD)
                if any(value is not None for value in line)
            ]
    assert NEWEST.folder == "2019-20-Q2", "the bank holidays above are those of its months"
    return records


def day(value: object) -> date:
    """The day of a date or of a date and time."""
    assert isinstance(value, datetime)
    return value.date()


def working_days(begin: object, end: object) -> int:
    """How many working days after ``begin``, up to and including ``end``."""
    count, at = 0, day(begin)
    while at < day(end):
        at += timedelta(days=1)
        count += at.weekday() < 5 and at not in HOLIDAYS
    return count


@dataclass(frozen=True)
class Recount:
    """One standard in words of code: of each record whether it is met, or None where it is not counted."""

    audit: str
    agencies: tuple[str, ...]
    judged: Callable[[Row, Sheets], bool | None]

    def count(self, all_sheets: Sheets, agency: str) -> tuple[int, int]:
        """How many are met, of how many."""
        met = applicable = 0
        for row in all_sheets[self.audit, agency]:
            verdict = self.judged(row, all_sheets)
            if verdict is not None:
                applicable += 1
                met += verdict
        return met, applicable


def passed_to_cait(row: Row, _: Sheets) -> bool | None:
    if row["Classification"] != "CRUELTY_NEGLECT" or row["S47 enquiry agreed?"] != "Y":
        return None
    if row["Why it was not passed"] == "OUT_OF_AREA":
        return None
    return row["Passed to CAIT?"] == "Y"


def passed_within_a_day(row: Row, _: Sheets) -> bool | None:
    if row["Passed to CAIT?"] != "Y" or row["Date passed to CAIT"] is UNUSABLE:
        return None
    passed = row["Date passed to CAIT"]
    return passed is not None and working_days(row["Date of the strategy discussion that began the S47"], passed) <= 1


def three_agencies_met(row: Row, _: Sheets) -> bool | None:
    if row["Strategy discussion held?"] != "Y":
        return None
    there = str(row["Agencies that took part"]).split(";")
    return "CSC" in there and "POL" in there and "HEALTH" in there


def child_s_voice(row: Row, _: Sheets) -> bool | None:
    if row["Unborn at the time?"] == "Y" or row["Child's words, behaviour or demeanour recorded?"] is UNUSABLE:
        return None
    return row["Child's words, behaviour or demeanour recorded?"] == "Y"


def conference_in_fifteen_days(row: Row, _: Sheets) -> bool | None:
    if row["S47 outcome"] != "ICPC" or row["Transferred in from another area?"] != "N":
        return None
    held = row["Date the initial child protection conference was held"]
    # Every return was sent more than 15 working days after the last S47 began, so one not held is overdue.
    return held is not None and working_days(row["S47 start date"], held) <= 15


def supervised(row: Row, _: Sheets) -> bool | None:
    answer = row["Supervisor's or manager's oversight recorded?"]
    return None if answer is UNUSABLE else answer == "Y"


def our_own_error(row: Row) -> bool:
    return row["Was it our error?"] == "Y"


def risk_assessed(row: Row, _: Sheets) -> bool | None:
    return None if our_own_error(row) else row["Impact on the child and risk assessed and written down?"] == "Y"


def family_contacted(row: Row, _: Sheets) -> bool | None:
    if our_own_error(row):
        return None
    if row["Parent or carer contacted, or contact attempted?"] != "Y":
        return False
    return working_days(row["Appointment date"], row["Date of the first contact or attempt"]) <= 1


def gp_informed(row: Row, _: Sheets) -> bool | None:
    if row["Service"] == "GP" or row["GP informed?"] == "NK":
        return None
    return row["GP informed?"] == "Y"


def social_worker_informed(row: Row, _: Sheets) -> bool | None:
    if row["Social care status at the time"] not in ("CP", "CIN", "LAC"):
        return None
    if row["Allocated social worker informed?"] != "Y":
        return False
    return working_days(row["Appointment date"], row["Date the social worker was informed"]) <= 1


def discharged_safely(row: Row, _: Sheets) -> bool | None:
    if row["Outcome for the appointment"] != "DISCHARGED":
        return None
    return row["If discharged, was safeguarding considered first and recorded?"] == "Y"


def policy_followed(row: Row, _: Sheets) -> bool | None:
    return row["Overall: local policy followed?"] == "Y"


def referrer_was_right(row: Row, _: Sheets) -> bool | None:
    view = row["Panel's view of the referrer's level"]
    if row["Source of the contact"] not in PROFESSIONALS or view == "EXEMPT":
        return None
    return view == "CORRECT"


def hub_was_right(row: Row, _: Sheets) -> bool | None:
    return row["Panel's view of the MASH level"] == "CORRECT"


def decided_within_a_day(row: Row, _: Sheets) -> bool | None:
    if row["Outcome"] == "TO_OPEN_CASE":
        return None
    # Every return was sent weeks after the last contact came in, so one not decided is overdue.
    if row["Date and time of the decision"] == "PENDING":
        return False
    return working_days(row["Date and time received"], row["Date and time of the decision"]) <= 1


def lawful_without_consent(row: Row, _: Sheets) -> bool | None:
    if row["Level stated by the referrer"] == "EXEMPT":
        return None
    if row["Consent"] == "OBTAINED":
        return True
    return row["Consent"] in ("NOT_NEEDED_RISK", "REFUSED") and row["Reason recorded, if without consent?"] == "Y"


def strategy_where_indicated(row: Row, all_sheets: Sheets) -> bool | None:
    if row["Should a strategy discussion have been held?"] != "Y":
        return None
    case = ("Contact reference", "Child's audit reference")
    (theirs,) = [each for each in all_sheets["MASH", "SCC-CF"] if all(each[name] == row[name] for name in case)]
    return theirs["Outcome"] == "STRATEGY"


def lead_named(row: Row, _: Sheets) -> bool | None:
    if row["Step-down decision in the quarter?"] != "Y" or row["Stepped down to"] not in ("TEH", "EH"):
        return None
    return row["Step-down: lead professional named, and accepted by the receiving agency?"] == "Y"


PROVIDERS = ("SOL", "UHS", "CCG")
RECOUNTED: Mapping[str, Recount] = {
    "NEG3": Recount("NEG", ("HC",), passed_to_cait),
    "NEG4": Recount("NEG", ("HC",), passed_within_a_day),
    "NEG6": Recount("NEG", ("SCC-CF",), three_agencies_met),
    "NEG10": Recount("NEG", ("HC", "SCC-CF"), child_s_voice),
    "NEG11": Recount("NEG", ("SCC-CF",), conference_in_fifteen_days),
    "NEG13": Recount("NEG", ("HC", "SCC-CF"), supervised),
    "WNB2": Recount("WNB", PROVIDERS, family_contacted),
    "WNB5": Recount("WNB", PROVIDERS, risk_assessed),
    "WNB6": Recount("WNB", PROVIDERS, gp_informed),
    "WNB8": Recount("WNB", PROVIDERS, social_worker_informed),
    "WNB11": Recount("WNB", PROVIDERS, discharged_safely),
    "WNB12": Recount("WNB", PROVIDERS, policy_followed),
    "MASH2": Recount("MASH", ("SSCP",), referrer_was_right),
    "MASH3": Recount("MASH", ("SSCP",), hub_was_right),
    "MASH4": Recount("MASH", ("SCC-CF",), decided_within_a_day),
    "MASH7": Recount("MASH", ("SCC-CF",), lawful_without_consent),
    "MASH11": Recount("MASH", ("SSCP",), strategy_where_indicated),
    "SD2": Recount("MASH", ("SCC-CF",), lead_named),
}
