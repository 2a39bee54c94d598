"""What the template's own columns say, today's and older ones', told from what a person types there."""

from __future__ import annotations

import pytest

from pipeline.template import layout


@pytest.mark.parametrize(
    "message",
    [
        "2 to mend",
        "13 to check",
        "Age at the time (G6): pick or type an answer this question takes",
        "Age at the time (completed years) (G6): an answer is needed; 2 things to mend in this row",
        "Sex (H500): an answer is expected; 1 thing to mend and 3 to look at again in this row",
        "Was it held? (D7): no answer is needed for this record: empty the cell; 2 to look at again in this row",
        "G6 (first of 2) is no answer to Age at the time",
        "D6 is needed: Was it held?",
        "C7 is needed",
        "AB12 (first of 14) does not fit: Date of the contact",
        "C9 is outside the quarter: Date seen",
        "B6 is an earlier row once more: Record no. on this return",
    ],
)
def test_what_the_live_checks_say_today_and_said_before_is_known(message: str) -> None:
    assert layout.OWN_WORDS.fullmatch(message)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "see file",
        "to mend",
        "2",
        "two to mend",
        "2 to mend, ask Tom",
        "G6 is wrong",
        "C7 is needed, ask the GP",
        "Age at the time (G6): ask the GP",
        "is no answer to Age",
        "G6 is no answer to",
        "Moved to B6: is needed",
        "Age (G6): an answer is needed; ring back",
    ],
)
def test_what_a_person_types_there_is_not_taken_for_it(typed: str) -> None:
    assert not layout.OWN_WORDS.fullmatch(typed)


def test_the_template_s_own_headings_are_those_of_today_and_of_older_ones() -> None:
    assert layout.OWN_HEADINGS == ("To mend", "What to mend", "Row mark")
