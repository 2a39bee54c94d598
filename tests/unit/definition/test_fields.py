"""A question that makes no sense fails when it is written down, by name and with what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NO,
    NOT_APPLICABLE,
    PENDING,
    YES,
    Code,
    CodeList,
    Date,
    DateTime,
    Field,
    Meaning,
    MultiCode,
    OneCode,
    Severity,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
    days,
    fields_of,
    hours,
    working_days,
)
from pipeline.definition.frame import Records, rails
from pipeline.errors import DefinitionError

COLOURS = code_list("colours", RED="Red", BLUE="Blue", GREEN="Green")
COLOUR = OneCode("Colour?", name="colour", codes=COLOURS)
HUE = OneCode("Hue?", name="hue", codes=COLOURS)
SHAPE = OneCode("Shape?", name="shape", codes=code_list("shapes", ROUND="Round"))
SEEN = YesNo("Seen?", name="seen")
PARTS = MultiCode("Parts", name="parts", codes=code_list("parts", ARM="Arm", LEG="Leg"))
NUMBER = Whole("Number", name="number")
OWED = Whole("Owed", name="owed", also=(PENDING,))
NOTE = Text("Note", name="note")
START = Date("Start", name="start")
SENT = DateTime("Sent", name="sent", also=(PENDING,))

WRONG: list[tuple[str, Callable[[], object], tuple[str, ...]]] = [
    (
        "a name with a capital",
        lambda: Text("Note", name="Note"),
        ("field 'Note'", "a name is 2 to 41 of a-z, 0-9 and _"),
    ),
    ("a name of one letter", lambda: Text("Note", name="n"), ("field 'n'", "a name is 2 to 41")),
    ("a name that starts with a digit", lambda: Text("Note", name="1st"), ("field '1st'", "starting with a letter")),
    ("a name of 42 letters", lambda: Text("Note", name="n" * 42), ("a name is 2 to 41",)),
    ("no label", lambda: Text(" ", name="note"), ("field note", "give it a label")),
    (
        "needed twice over",
        lambda: Text("Note", name="note", required=True, required_when=SEEN == "Y"),
        ("field note", "take required_when away"),
    ),
    (
        "a pattern unexplained",
        lambda: Text("Note", name="note", pattern="[A-Z]"),
        ("field note", "needs pattern_words"),
    ),
    (
        "words without a pattern",
        lambda: Text("Note", name="note", pattern_words="a capital"),
        ("field note", "pattern"),
    ),
    (
        "a pattern that is none",
        lambda: Text("Note", name="note", pattern="[A-", pattern_words="capitals"),
        ("field note", "'[A-' is not a regular expression", "mend it"),
    ),
    ("codes of nothing", lambda: COLOUR.is_in(), ("field colour", "name at least one code of RED, BLUE, GREEN")),
    ("several codes of nothing", lambda: PARTS.contains(), ("field parts", "name at least one code of ARM, LEG")),
    (
        "a number's limits turned round",
        lambda: Whole("Number", name="number", minimum=5, maximum=3),
        ("field number", "its minimum 5 is above its maximum 3", "change one"),
    ),
    (
        "a date's limits turned round",
        lambda: Date("Start", name="start", earliest=date(2020, 1, 1), latest=date(2019, 1, 1)),
        ("field start", "earliest day 2020-01-01 is after its latest 2019-01-01", "change one"),
    ),
    (
        "an end before the beginning",
        lambda: Text("Note", name="note", since=Quarter(2019, 3), until=Quarter(2019, 2)),
        ("field note", "it ends (2019-20 Q2) before it begins (2019-20 Q3)", "mend since or until"),
    ),
    (
        "not applicable without a code for it",
        lambda: OneCode("Hue?", name="hue", codes=COLOURS, na_when=SEEN == "Y"),
        ("field hue", "no code for not applicable", "add NOT_APPLICABLE"),
    ),
    ("no code list", lambda: OneCode("Colour?", name="colour"), ("field colour", "give it a code list")),
    ("no list of several codes", lambda: MultiCode("Parts", name="parts"), ("field parts", "give it a code list")),
    ("a code twice", lambda: CodeList("yes", (YES, YES)), ("code list yes", "Y is listed twice", "keep one")),
    ("a semicolon in a code", lambda: CodeList("odd", (Code("A;B", "Both"),)), ("code list odd", "no ';'")),
    ("a semicolon in a label", lambda: code_list("odd", A="Both; and more"), ("code list odd", "a label", "no ';'")),
    ("codes alike", lambda: CodeList("odd", (Code("A-1", "One"), Code("a.1", "Other"))), ("code list odd", "capitals")),
    ("a blank around a code", lambda: CodeList("odd", (Code("A ", "A"),)), ("code list odd", "no outer blanks")),
    ("a code of nothing", lambda: CodeList("odd", (Code("", "None"),)), ("code list odd",)),
    ("a code misspelt", lambda: COLOUR == "REDD", ("field colour", "colours has no 'REDD'", "Did you mean 'RED'?")),
    ("a label for a code", lambda: COLOUR.is_in("RED", "Blue"), ("field colour", "no 'Blue'", "Did you mean 'BLUE'?")),
    ("a code of another list", lambda: SEEN == "PENDING", ("field seen", "no 'PENDING'", "It has Y, N.")),
    ("a code held by none of several", lambda: PARTS.contains("ARM", "HED"), ("field parts", "parts has no 'HED'")),
    ("codes put in order", lambda: COLOUR < "RED", ("field colour", "codes have no order", "is_in")),
    ("a code and a number", lambda: COLOUR == 1, ("field colour", "compare it with a code")),
    ("two code lists", lambda: COLOUR == SHAPE, ("field colour", "the same code list")),
    ("several codes compared", lambda: PARTS == "ARM", ("field parts", "use contains() instead of ==")),
    ("a number and words", lambda: NUMBER >= "3", ("field number", "with a whole number. Got the text '3'")),
    ("a number and a date", lambda: NUMBER == START, ("field number", "only be compared with a number")),
    ("a number and a code it has not", lambda: OWED == "NR", ("field owed", "its own codes (PENDING)", "'NR'")),
    ("a number's code put in order", lambda: OWED > "PENDING", ("field owed", "own codes (PENDING)")),
    (
        "a date and words",
        lambda: START == "2019-07-01",
        ("field start", "a date, such as date(2019, 7, 1). Got the text"),
    ),
    ("a date and a number", lambda: START >= 3, ("field start", "a date can only be compared with a date")),
    ("a date's code put in order", lambda: SENT <= "PENDING", ("field sent", "its own codes (PENDING)")),
    ("the return's date and a number", lambda: AS_OF >= 3, ("the date of the return", "compared with a date")),
    ("text put in order", lambda: NOTE < "x", ("field note", "== or != to text")),
    ("text and a number", lambda: NOTE == 3, ("field note", "== or != to text")),
    ("a question and nothing", lambda: NUMBER == None, ("field number", "compared with a NoneType")),  # noqa: E711
    ("a question and a truth", lambda: NUMBER == True, ("field number", "compared with a bool")),  # noqa: E712
    ("a span and a date", lambda: days(START, SENT) <= date(2019, 7, 1), ("days between two dates", "a number")),
    ("a span of a number", lambda: working_days(START, NUMBER), ("working_days", "needs two dates")),  # type: ignore[arg-type]
    ("a span of hours and words", lambda: hours(SENT, SENT) <= "4", ("hours between two dates", "'4'")),
    ("a predicate and a question", lambda: (SEEN == "Y") & COLOUR, ("join predicates only",)),  # type: ignore[operator]
    ("no brackets around text", lambda: SEEN == "Y" & COLOUR == "RED", ("put each comparison in brackets",)),  # type: ignore[operator]
    ("no brackets with or", lambda: SEEN == "Y" | COLOUR == "RED", ("put each comparison in brackets",)),  # type: ignore[operator]
    ("no brackets around numbers", lambda: NUMBER >= 1 & OWED >= 1, ("put each comparison in brackets",)),
    ("no brackets around questions", lambda: COLOUR == HUE & SEEN == "Y", ("put each comparison in brackets",)),
    ("no brackets around questions with or", lambda: COLOUR == HUE | SEEN == "Y", ("put each comparison in brackets",)),
    ("brackets on the right only", lambda: SEEN == "Y" & (COLOUR == "RED"), ("put each comparison in brackets",)),  # type: ignore[operator]  # noqa: SIM300
    ("brackets on the right of or", lambda: SEEN == "Y" | (COLOUR == "RED"), ("put each comparison in brackets",)),  # type: ignore[operator]  # noqa: SIM300
    ("and for &", lambda: (SEEN == "Y") and (COLOUR == "RED"), ("Join predicates with & | ~",)),
    ("a chain of comparisons", lambda: 1 <= NUMBER <= 3, ("Join predicates with & | ~",)),
]


@pytest.mark.parametrize(("wrong", "parts"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_a_wrong_question_says_which_and_what_to_do(wrong: Callable[[], object], parts: tuple[str, ...]) -> None:
    with pytest.raises(DefinitionError) as caught:
        wrong()
    assert [part for part in parts if part not in str(caught.value)] == [], str(caught.value)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda: Text("Note", name="note", example=3), "is not text"),
        (lambda: Text("Note", name="note", max_length=3, example="four"), "is longer than max_length, 3"),
        (
            lambda: Text("Note", name="note", pattern="[A-Z]", pattern_words="a capital", example="AB"),
            "does not fit its p",
        ),
        (lambda: OneCode("Hue?", name="hue", codes=COLOURS, example="PINK"), "is not in its code list colours"),
        (
            lambda: MultiCode("Hues", name="hues", codes=COLOURS, example="RED;PINK"),
            "is not all in its code list colours",
        ),
        (
            lambda: MultiCode("Hues", name="hues", codes=COLOURS, example="RED; BLUE"),
            "is not all in its code list colours",
        ),
        (lambda: Whole("Number", name="number", maximum=9, example=10), "is not from 0 to 9"),
        (lambda: Whole("Number", name="number", minimum=1, example=0), "is not from 1 to 9999"),
        (lambda: Whole("Number", name="number", example=1.5), "is not a whole number"),
        (
            lambda: Whole("Number", name="number", also=(PENDING,), example="NR"),
            "is text and not a whole number or one of its own codes (PENDING)",
        ),
        (
            lambda: Date("Start", name="start", latest=date(2019, 6, 30), example=date(2019, 7, 1)),
            "is not from 2012-01-01",
        ),
        (lambda: Date("Start", name="start", weekdays_only=True, example=date(2019, 7, 6)), "is not a weekday"),
        (lambda: Date("Start", name="start", example=datetime(2019, 7, 1, 9)), "is not a date"),
        (lambda: Date("Start", name="start", example="PENDING"), "is text and not a date, such as date(2019, 7, 1)"),
        (lambda: DateTime("Sent", name="sent", example=date(2019, 7, 1)), "is not a date and time"),
    ],
)
def test_an_example_that_its_own_question_would_refuse_is_refused(asked: Callable[[], Field], message: str) -> None:
    with pytest.raises(DefinitionError, match=r"^field \w+: its example .* mend one of them\.$") as caught:
        asked()
    assert message in str(caught.value)


def test_an_example_at_the_limits_of_its_question_is_allowed() -> None:
    day = date(2019, 7, 5)
    for asked in (
        Text("Note", name="note", max_length=4, pattern="[a-z]+", pattern_words="small letters", example="four"),
        MultiCode("Hues", name="hues", codes=COLOURS, example="RED;BLUE"),
        Whole("Number", name="number", minimum=3, maximum=3, example=3),
        Whole("Number", name="number", also=(PENDING,), example="PENDING"),
        Date("Start", name="start", earliest=day, latest=day, weekdays_only=True, example=day),
        DateTime("Sent", name="sent", earliest=day, latest=day, example=datetime(2019, 7, 5, 23, 59)),
    ):
        assert asked.example is not None
        assert asked.refused(asked.example) == ""


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ({}, ("Y", "N")),
        ({"not_recorded": True}, ("Y", "N", "NR")),
        ({"not_known": True, "na_when": COLOUR == "RED"}, ("Y", "N", "NA", "NK")),
        ({"not_recorded": True, "not_known": True, "na_when": ALWAYS}, ("Y", "N", "NR", "NA", "NK")),
    ],
)
def test_a_yes_no_question_allows_only_what_it_is_told_to(options: dict[str, object], codes: tuple[str, ...]) -> None:
    asked = YesNo("Seen?", name="seen", **options)  # type: ignore[arg-type]
    assert asked.codes.values() == codes
    assert asked.codes == YesNo("Heard?", name="heard", **options).codes, "alike, so that a template lists them once"  # type: ignore[arg-type]


def test_yes_no_questions_that_allow_different_answers_have_lists_of_different_names() -> None:
    lists = [YesNo("Seen?", name="seen", not_recorded=nr, not_known=nk).codes for nr in (0, 1) for nk in (0, 1)]
    assert len({each.name for each in lists}) == 4


@pytest.mark.parametrize(
    ("text", "code"), [("red", "RED"), ("Bleu", "BLUE"), (" green ", "GREEN"), ("purple", None), ("", None)]
)
def test_the_nearest_code_is_found_by_code_or_label_where_one_is_near(text: str, code: str | None) -> None:
    assert COLOURS.nearest(text) == code


def test_a_spelling_leads_to_its_code_and_a_meaning_to_all_that_have_it() -> None:
    answers = CodeList("answers", (YES, NO, NOT_APPLICABLE))
    assert answers.nearest("n/a") == "NA"
    assert answers.meaning(Meaning.NOT_APPLICABLE) == ("NA",)
    assert answers.meaning(Meaning.ANSWER) == ("Y", "N")
    assert answers.meaning(Meaning.PENDING) == ()


def test_a_code_has_one_label_and_an_unknown_code_none() -> None:
    assert COLOURS.label("RED") == "Red"
    assert "RED" in COLOURS
    assert "Red" not in COLOURS
    with pytest.raises(KeyError):
        COLOURS.label("Red")


Q = [Quarter(2019, number) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("since", "until", "asked"),
    [
        (None, None, [1, 1, 1, 1]),
        (Q[1], None, [0, 1, 1, 1]),
        (None, Q[2], [1, 1, 1, 0]),
        (Q[1], Q[2], [0, 1, 1, 0]),
        (Q[3], Q[3], [0, 0, 0, 1]),
    ],
)
def test_a_question_is_asked_from_its_first_quarter_to_its_last_and_in_both(
    since: Quarter | None, until: Quarter | None, asked: list[int]
) -> None:
    field = Text("Note", name="note", since=since, until=until)
    view = View("One", "police", code="one")
    assert [field.asked(view, quarter) for quarter in Q] == [bool(each) for each in asked]


def test_a_question_is_asked_of_the_views_it_names_and_of_all_where_it_names_none() -> None:
    one, other = View("One", "police", code="one"), View("Other", "health_provider", code="other")
    assert Text("Note", name="note", on=(one,)).asked(one, Q[0])
    assert not Text("Note", name="note", on=(one,)).asked(other, Q[0])
    assert Text("Note", name="note").asked(other, Q[0])
    alike = View("One", "police", code="one")
    assert not Text("Note", name="note", on=(one,)).asked(alike, Q[0]), (
        "a view is itself, and not one that looks like it"
    )


def test_a_question_s_conditions_are_all_that_say_when_it_is_answered() -> None:
    needed, expected, only, na = SEEN == "Y", SEEN == "N", COLOUR == "RED", HUE == "RED"
    field = YesNo("Told?", name="told", required_when=needed, expected_when=expected, only_when=only, na_when=na)
    assert [id(each) for each in field.conditions()] == [id(needed), id(expected), id(only), id(na)]
    assert NOTE.conditions() == ()


def test_the_fields_that_predicates_read_are_given_once_each_in_the_order_read() -> None:
    read = (working_days(START, SENT) <= 3) & ~(COLOUR.is_in("RED") | NOTE.is_blank()) & (START <= AS_OF)
    fields: tuple[Field, ...] = fields_of(read, None, PARTS.contains("ARM") & (COLOUR == HUE), ALWAYS)
    assert [each.name for each in fields] == ["start", "sent", "colour", "note", "parts", "hue"]


def test_only_dates_and_numbers_that_say_so_take_a_code_in_place_of_a_value() -> None:
    assert OWED.also_codes() == SENT.also_codes() == (PENDING,)
    assert NOTE.also_codes() == COLOUR.also_codes() == NUMBER.also_codes() == ()


def conditions(field: Field) -> tuple[object, object, object]:
    return field.required_when, field.expected_when, field.only_when


def test_a_question_asked_where_something_holds_is_answered_there_and_only_there() -> None:
    held = SEEN == "Y"
    assert conditions(Text("Note", asked_when=held)) == (held, None, held), "a blank is an error"
    assert conditions(Text("Note", asked_when=held, blank=Severity.QUERY)) == (None, held, held)
    assert conditions(Text("Note", asked_when=held, blank=None)) == (None, None, held), "a blank is free"


@pytest.mark.parametrize("beside", ["required_when", "expected_when", "only_when"])
def test_when_a_question_is_answered_is_said_in_one_way(beside: str) -> None:
    with pytest.raises(DefinitionError, match=r"^field note: asked_when says all of when it is answered; take "):
        Text("Note", name="note", asked_when=SEEN == "Y", **{beside: SEEN == "N"})


def test_a_question_that_has_no_name_yet_is_told_by_its_label() -> None:
    with pytest.raises(DefinitionError, match=r"^field 'Colour\?': code list colours has no 'REED'"):
        OneCode("Colour?", codes=COLOURS).is_in("REED")


def test_a_question_is_asked_on_one_view_or_several_or_all() -> None:
    one, other = View("One", "police"), View("Other", "health_provider")
    assert [Text("Note", on=views).views for views in (one, (one, other), ())] == [(one,), (one, other), ()]
    assert [Text("Note", on=views).asked_on(other) for views in (one, (one, other), ())] == [False, True, True]


def test_is_not_is_true_of_a_blank_where_unequal_says_nothing() -> None:
    rows = pd.DataFrame({"colour": ["RED", "BLUE", None]}, dtype=object)
    code = COLOURS.values()[0]
    assert code == "RED"
    assert rails(COLOUR.is_not("RED"), Records(rows)).true.tolist() == [False, True, True]
    assert rails(COLOUR != "RED", Records(rows)).true.tolist() == [False, True, False]
    with pytest.raises(DefinitionError, match="field colour: code list colours has no 'REED'"):
        COLOUR.is_not("REED")
