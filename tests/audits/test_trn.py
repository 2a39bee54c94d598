"""TRN, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import read
from pipeline.audits.trn import COURSES, TRN
from pipeline.calendar.quarter import Quarter
from pipeline.intake import checked
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template import workbook
from pipeline.validate.header import Header, resolved
from pipeline.validate.row_kinds import Judge
from pipeline.validate.rows import told_apart
from tests.audits.context import distribution
from tests.audits.worked import worked_within

EXAMPLES = {
    "TRN1": ("SG_L1", "SG_L2", "SG_L3"),
    "TRN2": ("NEGLECT_INTRO", "NEGLECT_GUIDE"),
    "TRN3": ("DISG_COMPLIANCE", "PROF_CHALLENGE"),
    "TRN4": ("SAFE_SLEEP",),
    "TRN5": ("FAMILY_APPROACH",),
    "TRN6": ("MET",),
    "TRN7": ("ESCALATION",),
}


def test_trn2_counts_the_staff_who_are_in_date_of_those_who_need_the_course() -> None:
    """Two courses of one agency: 96 of 120 and 10 of 40 are 106 of 160 together, and never the mean of two shares."""
    worked_within(
        TRN,
        "TRN2",
        """
        course        | eligible | in_date | outcome
        NEGLECT_INTRO | 120      | 96      | 96 of 120
        NEGLECT_GUIDE | 40       | 10      | 10 of 40
        NEGLECT_INTRO | 12       | 0       | 0 of 12
        NEGLECT_INTRO | 12       | 12      | 12 of 12
        NEGLECT_GUIDE | 0        | 0       | not applicable
        SAFE_SLEEP    | 120      | 96      | not applicable
        NEGLECT_INTRO | 120      |         | missing
        NEGLECT_INTRO |          | 96      | missing
        NEGLECT_INTRO | 120      | 121     | missing
                      | 120      | 96      | missing
        !             | 120      | 96      | missing
    """,
    )


@pytest.mark.parametrize("standard", EXAMPLES)
def test_each_of_trn1_to_trn7_counts_its_own_courses(standard: str) -> None:
    lines = [
        f"{course} | 50 | 40 | {'40 of 50' if course in EXAMPLES[standard] else 'not applicable'}"
        for course in COURSES.values()
    ]

    worked_within(TRN, standard, "\n".join(["course | eligible | in_date | outcome", *lines]))


def test_every_course_is_counted_in_one_standard_and_in_no_other() -> None:
    assert sorted(course for courses in EXAMPLES.values() for course in courses) == sorted(COURSES.values())


def test_trn8_counts_the_booked_places_that_stayed_empty() -> None:
    """Low is good: of 22 places booked 3 stayed empty."""
    worked_within(
        TRN,
        "TRN8",
        """
        booked | no_shows | outcome
        22     | 3        | 3 of 22
        22     | 0        | 0 of 22
        0      | 0        | not applicable
        22     |          | missing
        3      | 22       | missing
    """,
    )


def test_trn9_and_trnx1_count_who_was_confident_after_the_course_and_before() -> None:
    """Of 16 who sent a form 13 were confident afterwards and 6 had been before: a gain of 7 in 16."""
    worked_within(
        TRN,
        "TRN9",
        """
        evaluated | confident_after | outcome
        16        | 13              | 13 of 16
        0         | 0               | not applicable
        16        |                 | missing
    """,
    )
    worked_within(
        TRN,
        "TRNx1",
        """
        evaluated | confident_before | outcome
        16        | 6                | 6 of 16
        0         | 0                | not applicable
        16        |                  | missing
    """,
    )


def test_trnx3_counts_how_agencies_count() -> None:
    assert distribution(TRN, "TRNx3", {"who_counts": ["ALL", "WITHOUT_BANK", "ALL", None]}) == {
        "ALL": 2,
        "WITHOUT_BANK": 1,
    }


def test_a_made_up_return_has_each_course_once_and_no_part_greater_than_its_whole() -> None:
    for each in returns(TRN, Quarter(2019, 2), 1, Circumstances()):
        records = each.records
        assert tuple(records.texts("course")) == COURSES.values()
        for part, whole in (("in_date", "eligible"), ("no_shows", "booked"), ("confident_after", "evaluated")):
            assert (records.numbers(part) <= records.numbers(whole)).all()
        assert records.numbers("in_date").sum() > 0.4 * records.numbers("eligible").sum()


def test_a_row_of_two_answers_and_numbers_that_lacks_its_own_number_is_a_record_and_no_small_table(
    tmp_path: Path,
) -> None:
    """A form of numbers asks for fewer answers than three by which a record is known."""
    sent = next(each for each in returns(TRN, Quarter(2019, 2), 1, Circumstances()) if each.agency == "UHS")
    filled = filling(sent)
    rows = [*filled.rows[:-1], {**filled.rows[-1], "record_ref": None}]
    file = tmp_path / "TRN.xlsx"
    file.write_bytes(workbook(sent.form, "UHS", replace(filled, rows=rows), synthetic=True))
    header = resolved(read.workbook(file), sent.form)

    assert isinstance(header, Header)
    assert len(told_apart(header, Judge(header)).records) == len(rows)


def test_a_course_that_is_there_twice_is_asked_about_whatever_its_numbers_are(tmp_path: Path) -> None:
    """An older version of a row, left below the new one, would count every member of staff twice."""
    sent = next(each for each in returns(TRN, Quarter(2019, 2), 1, Circumstances()) if each.agency == "UHS")
    filled = filling(sent)
    again = {**filled.rows[0], "record_ref": "TRN-0099", "eligible": 4000, "in_date": 3000, "trained": 900}
    file = tmp_path / "TRN.xlsx"
    file.write_bytes(workbook(sent.form, "UHS", replace(filled, rows=[*filled.rows, again]), synthetic=True))

    (query,) = [each for each in checked(file, read.workbook(file), "", None).findings if each.rule == "there_twice"]
    assert (query.label, query.saw) == ("Course", "the same as in row 6")
