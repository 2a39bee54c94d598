"""Predicates read as English."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.definition import (
    ALWAYS,
    AS_OF,
    PENDING,
    Date,
    DateTime,
    MultiCode,
    OneCode,
    Predicate,
    Text,
    Whole,
    YesNo,
    code_list,
    days,
    hours,
    working_days,
)
from pipeline.definition.words import quoted, words

COLOURS = code_list("colours", RED="Red", AMBER="Amber", GREEN="Green")
PRIORITY = OneCode("priority", "Priority", codes=COLOURS)
REVISED = OneCode("revised", "Revised priority", codes=COLOURS)
SEEN = YesNo("seen", "Child seen?", not_recorded=True)
CHECKS = MultiCode("checks", "Checks made", codes=code_list("checks", POL="Police", HEALTH="Health", EDU="Education"))
CONTACTS = Whole("contacts", "Earlier contacts")
RECEIVED = DateTime("received", "Date and time received")
DECIDED = DateTime("decided", "Date and time decided", also=(PENDING,))
TOLD = Date("told", "Date told")
NOTE = Text("note", "Note")
JULY = date(2019, 7, 1)


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        (ALWAYS, "every record"),
        (SEEN == "Y", "‘Child seen’ is Yes"),
        (PRIORITY != "RED", "‘Priority’ is not Red"),
        (~(SEEN == "Y"), "‘Child seen’ is not Yes"),
        (~~(SEEN == "Y"), "‘Child seen’ is Yes"),
        (PRIORITY.is_in("RED"), "‘Priority’ is Red"),
        (PRIORITY.is_in("RED", "AMBER", "GREEN"), "‘Priority’ is Red, Amber or Green"),
        (~PRIORITY.is_in("RED", "AMBER"), "‘Priority’ is not Red or Amber"),
        (PRIORITY == REVISED, "‘Priority’ is ‘Revised priority’"),
        (CHECKS.contains("POL", "HEALTH"), "‘Checks made’ includes Police and Health"),
        (~CHECKS.contains("POL"), "‘Checks made’ does not include Police"),
        (~CHECKS.contains("POL", "EDU"), "‘Checks made’ does not include all of Police and Education"),
        (CONTACTS >= 1, "‘Earlier contacts’ is at least 1"),
        (~(CONTACTS > 3), "‘Earlier contacts’ is at most 3"),
        (TOLD.is_blank(), "‘Date told’ is blank"),
        (TOLD.answered(), "‘Date told’ is answered"),
        (~TOLD.answered(), "‘Date told’ is blank"),
        (DECIDED == "PENDING", "‘Date and time decided’ is PENDING"),
        (DECIDED >= RECEIVED, "‘Date and time decided’ is not before ‘Date and time received’"),
        (TOLD <= AS_OF, "‘Date told’ is not after the date of the return"),
        (~(TOLD < JULY), "‘Date told’ is not before 1 July 2019"),
        (RECEIVED == TOLD, "‘Date and time received’ is the same as ‘Date told’"),
        (NOTE == "none", "‘Note’ is none"),
        (
            working_days(RECEIVED, TOLD) <= 1,
            "the number of working days from ‘Date and time received’ to ‘Date told’ is at most 1 working day",
        ),
        (
            days(TOLD, AS_OF) < 182,
            "the number of days from ‘Date told’ to the date of the return is less than 182 days",
        ),
        (
            ~(hours(RECEIVED, DECIDED) <= 4),
            "the number of hours from ‘Date and time received’ to ‘Date and time decided’ is more than 4 hours",
        ),
    ],
)
def test_a_predicate_reads_as_a_clause_that_can_follow_where(predicate: Predicate, english: str) -> None:
    assert words(predicate) == english


RED, SAW, MANY = PRIORITY == "RED", SEEN == "Y", CONTACTS > 2


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        (RED & SAW & MANY, "‘Priority’ is Red and ‘Child seen’ is Yes and ‘Earlier contacts’ is more than 2"),
        (RED | SAW, "‘Priority’ is Red or ‘Child seen’ is Yes"),
        (RED & (SAW | MANY), "‘Priority’ is Red and (‘Child seen’ is Yes or ‘Earlier contacts’ is more than 2)"),
        ((RED & SAW) | MANY, "(‘Priority’ is Red and ‘Child seen’ is Yes) or ‘Earlier contacts’ is more than 2"),
        (~(RED & SAW), "it is not so that (‘Priority’ is Red and ‘Child seen’ is Yes)"),
        (~(RED | SAW) & MANY,
         "it is not so that (‘Priority’ is Red or ‘Child seen’ is Yes) and ‘Earlier contacts’ is more than 2"),
    ],
)  # fmt: skip
def test_brackets_stand_wherever_and_meets_or(predicate: Predicate, english: str) -> None:
    assert words(predicate) == english


def test_a_question_is_quoted_without_its_question_mark() -> None:
    assert quoted(SEEN) == "‘Child seen’"
    assert quoted(YesNo("odd", "Really ?")) == "‘Really’"
