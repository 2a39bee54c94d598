"""What a predicate says of a record: true, false or unknown, drawn one statement at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import pandas as pd
import pytest

from pipeline.definition import ALWAYS, NOT_KNOWN, Date, Predicate, Whole, days, hours, working_days, working_hours
from pipeline.definition.frame import rails
from pipeline.definition.predicate import AS_OF
from pipeline.definition.records import AS_OF_COLUMN, Records, code_column
from tests.unit.definition.strategies import (
    ANSWER,
    COLOUR,
    END,
    LEVEL,
    NOTE,
    NUMBER,
    OTHER,
    PARTS,
    READ,
    SENT,
    START,
    typed,
)

T, F, U = True, False, None  # true, false, unknown
FRIDAY, SATURDAY, MONDAY, TUESDAY = date(2020, 1, 3), date(2020, 1, 4), date(2020, 1, 6), date(2020, 1, 7)
NINE, TEN = datetime(2020, 1, 6, 9), datetime(2020, 1, 6, 10)
RED, BLUE = COLOUR == "RED", COLOUR == "BLUE"
HELD = Whole("Held", name="held", also=(NOT_KNOWN,))
MET = Date("Met", name="met", also=(NOT_KNOWN,))


def verdict(predicate: Predicate, **record: object) -> bool | None:
    """What ``predicate`` says of one record, with nothing entered but ``record``."""
    return verdicts(predicate, Records(typed([record])))[0]


def verdicts(predicate: Predicate, records: Records, undecided: Collection[str] = ()) -> list[bool | None]:
    """What ``predicate`` says of each record."""
    each = rails(predicate, records, undecided)
    return [True if yes else False if no else None for yes, no in zip(each.true, each.false, strict=True)]


@pytest.mark.parametrize(
    ("predicate", "field", "expected"),
    [
        (RED, "colour", {"RED": T, "BLUE": F, None: U}),
        (COLOUR != "RED", "colour", {"RED": F, "BLUE": T, None: U}),
        (COLOUR.is_in("RED", "BLUE"), "colour", {"RED": T, "BLUE": T, "GREEN": F, None: U}),
        (COLOUR.is_not("RED"), "colour", {"RED": F, "BLUE": T, None: T}),
        (COLOUR.is_blank(), "colour", {"RED": F, None: T}),
        (COLOUR.answered(), "colour", {"RED": T, None: F}),
        (PARTS.contains("A"), "parts", {"A": T, "C;A": T, "AB": F, "AB;C": F, None: U}),
        (PARTS.contains("A", "C"), "parts", {"A;C": T, "C;AB;A": T, "A": F, "C;AB": F, None: U}),
        (NUMBER == 3, "number", {2: F, 3: T, 4: F, None: U}),
        (NUMBER != 3, "number", {2: T, 3: F, 4: T, None: U}),
        (NUMBER < 3, "number", {2: T, 3: F, 4: F, None: U}),
        (NUMBER <= 3, "number", {2: T, 3: T, 4: F, None: U}),
        (NUMBER > 3, "number", {2: F, 3: F, 4: T, None: U}),
        (NUMBER >= 3, "number", {2: F, 3: T, 4: T, None: U}),
        (NUMBER.is_blank(), "number", {0: F, None: T}),
        (START < MONDAY, "start", {FRIDAY: T, MONDAY: F, TUESDAY: F, None: U}),
        (START <= MONDAY, "start", {FRIDAY: T, MONDAY: T, TUESDAY: F, None: U}),
        (START == MONDAY, "start", {FRIDAY: F, MONDAY: T, None: U}),
        (START.answered(), "start", {FRIDAY: T, None: F}),
        (SENT == MONDAY, "sent", {NINE: T, datetime(2020, 1, 7): F, None: U}),
        (SENT > MONDAY, "sent", {NINE: F, datetime(2020, 1, 7): T, None: U}),
        (NOTE == "x", "note", {"x": T, "X": F, None: U}),
        (NOTE != "x", "note", {"x": F, "y z": T, None: U}),
        (ALWAYS, "note", {"x": T, None: T}),
        (~ALWAYS, "note", {"x": F, None: F}),
    ],
)
def test_each_statement_is_true_false_or_unknown_as_its_answer_says(
    predicate: Predicate, field: str, expected: dict[object, bool | None]
) -> None:
    assert {answer: verdict(predicate, **{field: answer}) for answer in expected} == expected


@pytest.mark.parametrize(
    ("predicate", "record", "expected"),
    [
        (NUMBER == OTHER, {"number": 4, "other": 4}, T),
        (NUMBER < OTHER, {"number": 4, "other": 4}, F),
        (NUMBER < OTHER, {"number": 4, "other": 5}, T),
        (NUMBER < OTHER, {"number": 4}, U),
        (NUMBER < OTHER, {"other": 4}, U),
        (START <= END, {"start": MONDAY, "end": MONDAY}, T),
        (START <= END, {"start": TUESDAY, "end": MONDAY}, F),
        (START <= END, {"start": TUESDAY}, U),
        # A date has no time, so it is compared with a date and time by the day; two dates and times by the minute.
        (START >= SENT, {"start": MONDAY, "sent": NINE}, T),
        (START > SENT, {"start": MONDAY, "sent": NINE}, F),
        (SENT < READ, {"sent": NINE, "read": TEN}, T),
        (SENT < READ, {"sent": NINE, "read": NINE}, F),
        (SENT == READ, {"sent": NINE, "read": TEN}, F),
        (working_days(START, END) <= 1, {"start": FRIDAY, "end": MONDAY}, T),
        (working_days(START, END) <= 1, {"start": FRIDAY, "end": TUESDAY}, F),
        (working_days(START, END) == -2, {"start": TUESDAY, "end": FRIDAY}, T),
        (working_days(START, END) == 0, {"start": SATURDAY, "end": SATURDAY}, T),
        (working_days(START, END) <= 1, {"start": FRIDAY}, U),
        (working_days(START, END) <= 1, {"end": FRIDAY}, U),
        (working_days(START, SENT) == 1, {"start": FRIDAY, "sent": NINE}, T),
        (days(START, READ) == 3, {"start": FRIDAY, "read": TEN}, T),
        (days(END, START) == -3, {"start": FRIDAY, "end": MONDAY}, T),
        (days(START, READ) == 3, {"start": FRIDAY}, U),
        (hours(SENT, READ) == 1, {"sent": NINE, "read": TEN}, T),
        (hours(SENT, READ) > 0.5, {"sent": NINE, "read": datetime(2020, 1, 6, 9, 30)}, F),
        (hours(SENT, READ) > 0.5, {"sent": NINE, "read": datetime(2020, 1, 6, 9, 31)}, T),
        (hours(SENT, READ) <= 0.5, {"sent": NINE, "read": datetime(2020, 1, 6, 9, 30, 29)}, T),
        (working_hours(SENT, READ) == 1, {"sent": NINE, "read": TEN}, T),
        (working_hours(SENT, READ) == -1, {"sent": TEN, "read": NINE}, T),
        (working_hours(SENT, READ) == 1, {"sent": datetime(2020, 1, 3, 16, 0), "read": NINE}, T),  # Friday to Monday
        (working_hours(SENT, READ) == 0, {"sent": datetime(2020, 1, 3, 17, 1), "read": datetime(2020, 1, 6, 8, 59)}, T),
        (working_hours(SENT, READ) == 16, {"sent": datetime(2020, 1, 3, 3, 0), "read": datetime(2020, 1, 6, 23, 0)}, T),
        (working_hours(SENT, READ) == 1, {"sent": NINE}, U),
        (hours(SENT, READ) == -1, {"sent": TEN, "read": NINE}, T),
        (hours(SENT, READ) == 1, {"sent": NINE}, U),
    ],
    ids=str,
)
def test_two_answers_are_compared_and_where_either_is_blank_it_is_unknown(
    predicate: Predicate, record: dict[str, object], expected: bool | None
) -> None:
    assert verdict(predicate, **record) is expected


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, U, U, U),
    ],
)
def test_what_is_unknown_decides_nothing_and_hinders_nothing_that_is_decided_without_it(
    one: bool | None, other: bool | None, both: bool | None, either: bool | None
) -> None:
    colours, levels = {T: "RED", F: "BLUE", U: None}, {T: "1", F: "2", U: None}
    for left, right in ((one, other), (other, one)):
        record = {"colour": colours[left], "level": levels[right]}
        assert verdict(RED & (LEVEL == "1"), **record) is both
        assert verdict(RED | (LEVEL == "1"), **record) is either
        assert verdict(~RED, **record) is (None if left is None else not left)


@pytest.mark.parametrize(
    ("predicate", "field"),
    [
        (RED, "colour"),
        (COLOUR.is_in("RED"), "colour"),
        (COLOUR.is_blank(), "colour"),
        (PARTS.contains("A"), "parts"),
        (NUMBER >= 0, "number"),
        (START < TUESDAY, "start"),
        (days(START, END) >= 0, "start"),
        (days(START, END) >= 0, "end"),
        (NOTE == "x", "note"),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used_is_unknown_and_not_blank(predicate: Predicate, field: str) -> None:
    usable = {"colour": "RED", "parts": "A", "number": 3, "start": FRIDAY, "end": MONDAY, "note": "x"}
    rows = typed([usable, usable])
    assert verdicts(predicate, Records(rows, pd.DataFrame({field: [False, True]}))) == [
        field != "colour" or verdict(predicate, **usable),
        None,
    ]


def test_a_code_in_place_of_a_value_is_an_answer_and_no_value() -> None:
    rows = pd.DataFrame(
        {
            "held": [3, None, None],
            code_column("held"): [None, "NK", None],
            "met": pd.to_datetime([FRIDAY, None, None]),
            code_column("met"): [None, "NK", None],
        }
    )
    for field in (HELD, MET):
        assert verdicts(field.answered(), Records(rows)) == [True, True, False]
        assert verdicts(field == "NK", Records(rows)) == [False, True, None]
        assert verdicts(field != "NK", Records(rows)) == [True, False, None]
    assert verdicts(HELD >= 3, Records(rows)) == [True, None, None]
    assert verdicts(MET <= FRIDAY, Records(rows)) == [True, None, None]


def test_a_column_that_a_return_does_not_have_is_blank() -> None:
    rows = pd.DataFrame(index=range(2))
    for predicate in (RED, NUMBER == 3, START < TUESDAY, days(START, END) >= 0, NOTE == "x"):
        assert verdicts(predicate, Records(rows)) == [None, None]
    assert verdicts(NUMBER.is_blank() & START.is_blank() & COLOUR.is_blank(), Records(rows)) == [True, True]


def test_the_day_that_a_return_speaks_of_is_taken_from_its_cover() -> None:
    rows = typed([{"start": FRIDAY}, {"start": TUESDAY}])
    rows[AS_OF_COLUMN] = pd.to_datetime([MONDAY, MONDAY])
    assert verdicts(START <= AS_OF, Records(rows)) == [True, False]


def test_a_code_that_leaves_a_standard_undecided_is_unknown_unless_it_is_the_one_asked_for() -> None:
    rows = typed([{"answer": code} for code in ("Y", "N", "NK", None)])
    of_records = Records(rows)
    assert verdicts(ANSWER == "Y", of_records, {"NK"}) == [True, False, None, None]
    assert verdicts(ANSWER == "Y", of_records) == [True, False, False, None]
    assert verdicts(ANSWER == "NK", of_records, {"NK"}) == [False, False, True, None]
    assert verdicts(~(ANSWER == "Y") & ALWAYS, of_records, {"NK"}) == [False, True, None, None]
