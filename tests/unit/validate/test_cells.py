"""One cell read for a question: a code, what a drop-down offers for it, or the words of its list."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Code, Coded, CodeList, Date, Field, MultiCode, OneCode, Text, Whole, YesNo, code_list
from pipeline.definition.codes import NOT_KNOWN, PENDING
from pipeline.template import layout
from pipeline.validate.cells import Value, read_cell
from pipeline.validate.finding import Finding
from tests.forms import ALL

GRADES = CodeList(
    "grades", (Code("1", "Outstanding"), Code("2", "Good"), Code("3", "Follow-up"), Code("10", "Unknown"))
)
GRADE = OneCode("Grade", name="grade", codes=GRADES)
PLACES = code_list("places", A="At home", B="At school", C="Elsewhere", D="Elsewhere", NONE="None of these")
PLACE = OneCode("Place", name="place", codes=PLACES)
NEEDS = MultiCode(
    "Needs", name="needs", codes=code_list("needs", HOU="Housing", EDU="Education, or school", OTH="Other")
)
LISTS = [layout.RETURN_TYPES, layout.SAMPLING_METHODS]
LISTS += [field.codes for audit in ALL.values() for field in audit.fields if isinstance(field, Coded)]


@pytest.mark.parametrize("entered", ["2", "2 – Good", "2 - Good", " 2 –  Good ", "2 – Good\u00a0", 2.0])
def test_a_code_and_what_the_drop_down_offers_for_it_are_read_without_a_note(entered: object) -> None:
    assert read_cell(GRADE, entered) == Value("2")


@pytest.mark.parametrize(
    "entered",
    [
        "Good",
        "good",
        "GOOD.",
        " Good ",
        "2: Good",
        "2. Good",
        "2 Good",
        "2=Good",
        "2 — good",
        "2–Good",
        "2.",
        "2:Good.",
        "2.Good",
    ],
)
def test_the_words_of_one_code_are_read_as_it_and_noted(entered: str) -> None:
    read = read_cell(GRADE, entered)

    assert (read.value, read.note.endswith(", read as 2")) == ("2", True)


@pytest.mark.parametrize("entered", ["Follow-up", "follow – up", "FOLLOW‑UP", "3. Follow - up"])
def test_a_label_with_a_dash_is_read_with_any_dash(entered: str) -> None:
    read = read_cell(GRADE, entered)

    assert read.value == "3"


@pytest.mark.parametrize(
    "entered",
    [
        "3 – Good",
        "2 – Outstanding",
        "Goo",
        "Good, mostly",
        "Very good",
        "-2",
        "1.0",
        "1. 0",
        "2.0",
        ".",
        "-",
        "=",
        "1 0",
        "Good 2",
        "Good Good",
    ],
)
def test_what_is_no_answer_of_the_list_is_never_guessed_at(entered: str) -> None:
    assert isinstance(read_cell(GRADE, entered), Finding)


@pytest.mark.parametrize("entered", ["Elsewhere", "elsewhere."])
def test_a_label_that_two_codes_share_is_read_as_neither(entered: str) -> None:
    assert isinstance(read_cell(PLACE, entered), Finding)


def test_a_shared_label_is_read_with_its_code_before_it() -> None:
    assert read_cell(PLACE, "D – Elsewhere") == Value("D")


def test_a_code_is_read_as_its_own_though_it_is_another_s_label_too() -> None:
    field = OneCode("Odd", name="odd", codes=CodeList("odd", (Code("A", "B"), Code("B", "Something"))))

    assert read_cell(field, "B") == Value("B")
    assert read_cell(field, "Something") == Value("B", note="'Something', read as B")


@pytest.mark.parametrize(
    ("entered", "value", "note"),
    [
        ("HOU;EDU", "HOU;EDU", ""),
        ("HOU – Housing; OTH – Other", "HOU;OTH", ""),
        ("Housing;other.", "HOU;OTH", "'Housing', read as HOU; 'other.', read as OTH"),
        ("OTH;Education, or school", "EDU;OTH", "'Education, or school', read as EDU; codes in another order"),
        ("OTH;HOU", "HOU;OTH", "codes in another order than the list's"),
        ("hou", "HOU", "'hou', read as HOU"),
    ],
)
def test_several_answers_are_each_read_as_one_is(entered: str, value: str, note: str) -> None:
    read = read_cell(NEEDS, entered)

    assert (read.value, read.note[: len(note) or None]) == (value, note)


@pytest.mark.parametrize("entered", ["Housing, Other", "Housing;Something", "Housing/Other"])
def test_one_part_that_is_no_answer_leaves_the_whole_cell_unread(entered: str) -> None:
    assert isinstance(read_cell(NEEDS, entered), Finding)


@pytest.mark.parametrize(
    "field", [Whole("Count", name="count", also=(NOT_KNOWN,)), Date("Day", name="day", also=(NOT_KNOWN,))]
)
@pytest.mark.parametrize("entered", ["NK", "nk", "NK – Not known to this agency", "not known to this agency."])
def test_a_number_s_and_a_date_s_own_code_is_read_in_words_too(field: Field, entered: str) -> None:
    read = read_cell(field, entered)

    assert read.code == "NK"


def test_a_code_beside_a_date_that_the_list_offers_needs_no_note() -> None:
    assert read_cell(Date("Day", name="day", also=(PENDING,)), "PENDING – Pending") == Value(code="PENDING")


@pytest.mark.parametrize("entered", ["yes", "Yes", "Y – Yes", "true", True])
def test_old_spellings_are_read_as_before(entered: object) -> None:
    read = read_cell(YesNo("Held?", name="held"), entered)

    assert read.value == "Y"


def test_every_drop_down_text_of_every_list_is_read_as_its_own_code_without_a_note() -> None:
    for codes in LISTS:
        field = OneCode("Any", name="any", codes=codes)
        assert [read_cell(field, each.shown) for each in codes] == [Value(each.code) for each in codes]


def test_every_label_of_every_list_that_is_one_code_s_alone_is_read_as_it() -> None:
    for codes in LISTS:
        field, labels = OneCode("Any", name="any", codes=codes), [each.label for each in codes]
        for each in codes:
            if labels.count(each.label) == 1 and each.label.casefold() not in map(str.casefold, codes.values()):
                read = read_cell(field, each.label)
                assert read.value == each.code


def test_a_quarter_s_forms_have_no_label_that_parts_answers() -> None:
    forms = [audit.form(view, Quarter(2019, 2)) for audit in ALL.values() for view in audit.views]

    assert not [
        each
        for form in forms
        for field in form.fields
        if isinstance(field, Coded)
        for each in field.codes
        if ";" in each.shown
    ]


@pytest.mark.parametrize(("before_midnight", "day"), [(500_000, 4), (500_001, 3)], ids=["half a second", "more"])
def test_a_moment_within_half_a_second_of_the_next_day_is_of_that_day(before_midnight: int, day: int) -> None:
    moment = datetime(2019, 7, 4) - timedelta(microseconds=before_midnight)

    assert read_cell(Date("Seen", name="seen"), moment).value.day == day


PLANS = MultiCode("Plans", name="plans", codes=code_list("plans", **{"T2.1": "One", "T2.2": "Two", "T2.3": "Three"}))
NUMBERS = Text(
    "Numbers", name="numbers", pattern=r"A-\d{2}(;A-\d{2}){0,3}", pattern_words="numbers", max_length=15, example="A-01"
)


@pytest.mark.parametrize(
    "entered", ["T2.1, T2.3", "T2.1 and T2.3", "T2.1\nT2.3", "T2.1 T2.3", "t2.1-t2.3", "T2.1/T2.3", "T2.1 & T2.3."]
)
def test_codes_with_anything_but_semicolons_between_them_are_named_as_they_are_to_be_joined(entered: str) -> None:
    found = read_cell(PLANS, entered)

    assert isinstance(found, Finding)
    assert found.fix == "Join codes with semicolons, such as T2.1;T2.3."


def test_a_code_that_is_there_twice_is_read_once_and_no_order_is_wrong() -> None:
    assert read_cell(PLANS, "T2.2;T2.2") == Value("T2.2", note="a code that is there twice, read once")
    assert read_cell(PLANS, "T2.2;T2.1;T2.2") == Value(
        "T2.1;T2.2", note="a code that is there twice, read once; codes in another order than the list's"
    )


@pytest.mark.parametrize(
    ("entered", "note"),
    [
        ("A-01; A-02", "blanks within it, left out"),
        ("A-01 ;A - 02", "blanks within it, left out"),
        ("a-01; a-02", "small letters, read as capitals; blanks within it, left out"),
        ("a-01;a-02", "small letters, read as capitals"),
    ],
)
def test_blanks_within_a_reference_are_left_out_with_a_note(entered: str, note: str) -> None:
    assert read_cell(NUMBERS, entered) == Value("A-01;A-02", note=note)


def test_a_reference_that_is_too_long_only_by_its_blanks_is_read() -> None:
    assert read_cell(NUMBERS, "A-01 ; A-02 ; A-03") == Value("A-01;A-02;A-03", note="blanks within it, left out")
    assert isinstance(read_cell(NUMBERS, "A-01 ; A-02 ; see minutes"), Finding)
