"""Predicates read as English."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import (
    ALWAYS,
    AS_OF,
    PENDING,
    Audit,
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
from pipeline.definition.simplify import simple
from pipeline.definition.words import quoted, words
from tests.forms import ALL
from tests.unit.definition.strategies import predicates, records, typed, verdicts

COLOURS = code_list("colours", RED="Red", AMBER="Amber", GREEN="Green")
PRIORITY = OneCode("Priority", name="priority", codes=COLOURS)
REVISED = OneCode("Revised priority", name="revised", codes=COLOURS)
STEPS = OneCode("Step", name="step", codes=code_list("steps", **{f"S{n}": f"Step {n}" for n in range(1, 10)}))
TOLD_GP = YesNo("GP told?", name="told_gp")
SEEN = YesNo("Child seen?", name="seen", not_recorded=True)
CHECKS = MultiCode(
    "Checks made", name="checks", codes=code_list("checks", POL="Police", HEALTH="Health", EDU="Education")
)
CONTACTS = Whole("Earlier contacts", name="contacts")
RECEIVED = DateTime("Date and time received", name="received")
DECIDED = DateTime("Date and time decided", name="decided", also=(PENDING,))
TOLD = Date("Date told", name="told")
NOTE = Text("Note", name="note")
JULY = date(2019, 7, 1)


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        (ALWAYS, "every row counts"),
        (~ALWAYS, "no record counts"),
        (SEEN == "Y", "‘Child seen’ is “Yes”"),
        (~~(SEEN == "Y"), "‘Child seen’ is “Yes”"),
        (SEEN != "NR", "‘Child seen’ is anything but “Not recorded”"),
        (~(SEEN == "Y"), "‘Child seen’ is anything but “Yes”"),
        (TOLD_GP != "Y", "‘GP told’ is “No”"),
        (PRIORITY.is_in("RED"), "‘Priority’ is “Red”"),
        (PRIORITY.is_in("RED", "AMBER", "GREEN"), "‘Priority’ is “Red”, “Amber” or “Green”"),
        (~STEPS.is_in("S1", "S2"), "‘Step’ is anything but “Step 1” or “Step 2”"),
        (
            STEPS.is_in("S1", "S2", "S3", "S4", "S5", "S6"),
            "‘Step’ is “Step 1”, “Step 2”, “Step 3”, “Step 4”, “Step 5” or “Step 6”",
        ),
        (STEPS.is_in("S1", "S2", "S3", "S4", "S5", "S6", "S7"), "‘Step’ is anything but “Step 8” or “Step 9”"),
        (PRIORITY == REVISED, "‘Priority’ is the same as ‘Revised priority’"),
        (PRIORITY != REVISED, "‘Priority’ is not the same as ‘Revised priority’"),
        (CHECKS.contains("POL", "HEALTH"), "‘Checks made’ includes “Police” and “Health”"),
        (~CHECKS.contains("POL"), "‘Checks made’ does not include “Police”"),
        (~CHECKS.contains("POL", "EDU"), "‘Checks made’ lacks at least one of “Police” and “Education”"),
        (CONTACTS == 0, "‘Earlier contacts’ is 0"),
        (CONTACTS != 1, "‘Earlier contacts’ is not 1"),
        (CONTACTS >= 1, "‘Earlier contacts’ is at least 1"),
        (CONTACTS < 3, "‘Earlier contacts’ is less than 3"),
        (~(CONTACTS > 3), "‘Earlier contacts’ is at most 3"),
        (TOLD.is_blank(), "‘Date told’ is blank"),
        (TOLD.answered(), "‘Date told’ is filled in"),
        (~TOLD.answered(), "‘Date told’ is blank"),
        (DECIDED == "PENDING", "‘Date and time decided’ is “Pending”"),
        (DECIDED != "PENDING", "‘Date and time decided’ is not “Pending”"),
        (DECIDED >= RECEIVED, "‘Date and time decided’ is not before ‘Date and time received’"),
        (DECIDED == RECEIVED, "‘Date and time decided’ is at the same time as ‘Date and time received’"),
        (TOLD <= AS_OF, "‘Date told’ is not after the date of the return"),
        (AS_OF > TOLD, "the date of the return is after ‘Date told’"),
        (~(TOLD < JULY), "‘Date told’ is not before 1 July 2019"),
        (TOLD == JULY, "‘Date told’ is 1 July 2019"),
        (TOLD != JULY, "‘Date told’ is not 1 July 2019"),
        (NOTE == "none", "‘Note’ is “none”"),
        (NOTE != "none", "‘Note’ is not “none”"),
        (
            working_days(RECEIVED, TOLD) <= 1,
            "there is at most 1 working day from ‘Date and time received’ to ‘Date told’",
        ),
        (days(TOLD, AS_OF) < 182, "there are fewer than 182 days from ‘Date told’ to the date of the return"),
        (
            ~(hours(RECEIVED, DECIDED) <= 4),
            "there are more than 4 hours from ‘Date and time received’ to ‘Date and time decided’",
        ),
        (days(TOLD, AS_OF) == 0, "there are exactly 0 days from ‘Date told’ to the date of the return"),
        (days(TOLD, AS_OF) != 1, "there is not exactly 1 day from ‘Date told’ to the date of the return"),
    ],
)
def test_a_predicate_reads_as_a_clause_that_can_follow_where(predicate: Predicate, english: str) -> None:
    assert words(predicate) == english


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        (TOLD == RECEIVED, "‘Date told’ is on the same day as ‘Date and time received’"),
        (TOLD != RECEIVED, "‘Date told’ is not on the same day as ‘Date and time received’"),
        (TOLD > RECEIVED, "‘Date told’ is after ‘Date and time received’"),
        (TOLD >= RECEIVED, "‘Date told’ is not before ‘Date and time received’"),
        (TOLD < RECEIVED, "‘Date told’ is before ‘Date and time received’"),
        (TOLD <= RECEIVED, "‘Date told’ is not after ‘Date and time received’"),
        (RECEIVED > TOLD, "‘Date told’ is before ‘Date and time received’"),
    ],
)
def test_a_date_stands_before_the_date_and_time_that_it_is_compared_with(predicate: Predicate, english: str) -> None:
    assert words(predicate) == english


def test_a_long_list_of_codes_is_said_by_those_that_it_leaves_out_where_they_are_fewer() -> None:
    names = [f"N{number}" for number in range(1, 15)]
    numbers = OneCode("Number", name="number", codes=code_list("numbers", **{each: each for each in names}))
    assert words(numbers.is_in(*names[:7])) == "‘Number’ is “N1”, “N2”, “N3”, “N4”, “N5”, “N6” or “N7”"
    assert words(numbers.is_in(*names[:8])).startswith("‘Number’ is anything but “N9”, “N10”")
    assert words(numbers.is_in(*names)).startswith("‘Number’ is “N1”, “N2”")
    assert words(~numbers.is_in(*names[:13])) == "‘Number’ is “N14”"
    assert words(~numbers.is_in(*names[:12])).startswith("‘Number’ is anything but “N1”")


RED, SAW, MANY = PRIORITY == "RED", SEEN == "Y", CONTACTS > 2


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        (RED & SAW, "‘Priority’ is “Red” and ‘Child seen’ is “Yes”"),
        (RED | SAW, "‘Priority’ is “Red” or ‘Child seen’ is “Yes”"),
        (RED & SAW & MANY, "‘Priority’ is “Red”, ‘Child seen’ is “Yes”, and ‘Earlier contacts’ is more than 2"),
        (PRIORITY.is_in("RED", "AMBER") & SAW, "‘Priority’ is “Red” or “Amber”, and ‘Child seen’ is “Yes”"),
        (
            CHECKS.contains("POL", "EDU") & SAW,
            "‘Checks made’ includes “Police” and “Education”, and ‘Child seen’ is “Yes”",
        ),
        (RED & (SAW | MANY), "‘Priority’ is “Red”, and (‘Child seen’ is “Yes” or ‘Earlier contacts’ is more than 2)"),
        ((RED & SAW) | MANY, "(‘Priority’ is “Red” and ‘Child seen’ is “Yes”), or ‘Earlier contacts’ is more than 2"),
        (
            TOLD.answered() & ((RED & SAW) | (MANY & ~SAW)),
            (
                "‘Date told’ is filled in, and (‘Priority’ is “Red” and ‘Child seen’ is “Yes”, or "
                "‘Earlier contacts’ is more "
                "than 2 and ‘Child seen’ is anything but “Yes”)"
            ),
        ),
        (
            TOLD.answered() & ((RED & (SEEN.is_in("Y", "N"))) | MANY),
            (
                "‘Date told’ is filled in, and ((‘Priority’ is “Red”, and ‘Child seen’ is “Yes” or “No”), or ‘Earlier "
                "contacts’ is more than 2)"
            ),
        ),
        (~(RED & SAW), "‘Priority’ is anything but “Red” or ‘Child seen’ is anything but “Yes”"),
        (
            ~(RED | SAW) & MANY,
            (
                "‘Priority’ is anything but “Red”, ‘Child seen’ is anything but “Yes”, and ‘Earlier "
                "contacts’ is more than "
                "2"
            ),
        ),
    ],
)
def test_commas_and_brackets_show_what_belongs_together(predicate: Predicate, english: str) -> None:
    assert words(predicate) == english


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        (CONTACTS.is_blank() | (CONTACTS == 0) | (CONTACTS > 9), "‘Earlier contacts’ is blank, 0 or more than 9"),
        (CONTACTS.answered() & (CONTACTS <= 3), "‘Earlier contacts’ is filled in and at most 3"),
        ((PRIORITY != "RED") | PRIORITY.is_blank(), "‘Priority’ is blank or anything but “Red”"),
        (
            ~(PRIORITY.answered() & (PRIORITY == "RED")) & SAW,
            "‘Priority’ is blank or anything but “Red”, and ‘Child seen’ is “Yes”",
        ),
        ((PRIORITY == "GREEN") | (PRIORITY == "RED"), "‘Priority’ is “Red” or “Green”"),
        ((STEPS != "S1") & (STEPS != "S2"), "‘Step’ is anything but “Step 1” or “Step 2”"),
        (
            ~STEPS.is_in("S1", "S2") & STEPS.answered(),
            "‘Step’ is anything but “Step 1” or “Step 2”, and ‘Step’ is filled in",
        ),
        (~STEPS.is_in("S1") & STEPS.answered(), "‘Step’ is filled in and anything but “Step 1”"),
        ((STEPS != "S1") | (STEPS == "S2"), "‘Step’ is anything but “Step 1”"),
        ((PRIORITY != "RED") & PRIORITY.is_in("RED", "GREEN"), "‘Priority’ is “Green”"),
        (CHECKS.contains("POL") & CHECKS.contains("EDU"), "‘Checks made’ includes “Police” and “Education”"),
        (CHECKS.contains("POL") | CHECKS.contains("EDU"), "‘Checks made’ includes “Police” or “Education”"),
        (~(CHECKS.contains("POL") | CHECKS.contains("EDU")), "‘Checks made’ does not include “Police” or “Education”"),
        (
            CHECKS.contains("POL", "EDU") | CHECKS.contains("HEALTH"),
            "‘Checks made’ includes “Police” and “Education”, or ‘Checks made’ includes “Health”",
        ),
    ],
)
def test_what_is_said_of_one_question_is_said_once(predicate: Predicate, english: str) -> None:
    assert words(predicate) == english


@given(predicates(), st.lists(records(), min_size=1, max_size=6))
def test_a_predicate_put_more_simply_has_the_same_verdict_on_every_record(
    statement: Predicate, rows: list[dict[str, object]]
) -> None:
    drawn = typed(rows)
    assert verdicts(simple(statement), drawn) == verdicts(statement, drawn)


@given(predicates())
def test_no_words_speak_of_a_code_but_by_its_label(statement: Predicate) -> None:
    sentence = words(statement)
    assert not re.search(r"RED|BLUE|GREEN|\bNR\b|\bNK\b", sentence)
    assert sentence.count("(") == sentence.count(")")
    assert sentence.count("“") == sentence.count("”")


@pytest.mark.parametrize("audit", ALL.values(), ids=ALL.keys())
def test_every_clause_of_an_audit_is_plain_enough_to_read(audit: type[Audit]) -> None:
    clauses = [each for s in audit.standards for each in (s.applies, s.met, s.pending) if each is not None]
    clauses += [each for field in audit.fields for each in field.conditions()]
    clauses += [each for rule in audit.rules for each in (rule.when, rule.holds) if each is not None]
    for clause in map(words, clauses):
        assert "((" not in clause, "brackets within brackets"
        assert "not so that" not in clause
        assert "is not N" not in clause
        assert not re.search(r"\b(NR|NK|NA|PENDING)\b", clause), clause


def test_a_question_is_quoted_without_its_question_mark() -> None:
    assert quoted(SEEN) == "‘Child seen’"
    assert quoted(YesNo("Really ?", name="odd")) == "‘Really’"
