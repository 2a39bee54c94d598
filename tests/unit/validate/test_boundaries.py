"""At a limit, just below it and just above it: what is told of a return, and in which words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipeline.definition import Form, OneCode, Part, Role, Rule, Severity, Text, code_list
from pipeline.read import Workbook
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate import answers
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.cover import COVER_UNUSABLE
from pipeline.validate.catalogue.headings import HEADER_MISSING, NO_HEADER
from pipeline.validate.dates import Fault, ambiguous, read_date
from pipeline.validate.header import Header, resolved
from pipeline.validate.personal import personal
from pipeline.validate.tidy import as_written, lookalike
from pipeline.validate.validated import Accepted, Identity, Validated
from tests.small_audit import changed
from tests.unit.validate.sent import (
    FORM,
    POLICE,
    TST,
    cover_sheet,
    good,
    records_sheet,
    sheet,
    validated,
    visits,
    workbook,
)
from tests.unit.validate.test_beside_the_records import counted

DAY = datetime(2019, 7, 3)
Row = dict[str, object] | list[object]


def told(sent: Validated) -> list[tuple[str, str, str]]:
    """Each finding: its rule, its cell and what was seen."""
    return [(each.rule, each.cell, each.saw) for each in sent.findings]


def each_good(field: str, *values: object) -> list[dict[str, object]]:
    """A good record for each of ``values``, which stands in ``field``."""
    return [good(**{"ref": f"T-{number:02}", field: value}) for number, value in enumerate(values, start=1)]


def at(hour: int, minute: int = 0) -> datetime:
    return DAY.replace(hour=hour, minute=minute)


# Answers


@pytest.mark.parametrize(
    ("field", "values", "findings"),
    [
        ("visits", [1.0, 20.0], []),
        ("visits", [-1.0], [("out_of_range", "I5", "'-1'")]),
        ("visits", [21.0], [("out_of_range", "I5", "'21'")]),
        ("visits", [1.0000000001], []),  # a computer's hair's breadth
        ("visits", [1.00000001], [("out_of_range", "I5", "'1.00000001'")]),
        ("visits", ["123456789"], [("out_of_range", "I5", "'123456789'")]),
        ("visits", ["1234567890"], [("not_a_number", "I5", "'1234567890'")]),
        ("visits", [True], [("not_a_number", "I5", "TRUE")]),
        ("visits", [DAY], [("became_a_date", "I5", "03/07/2019")]),
        ("visited", [at(9, 30)], [("became_a_date", "E5", "03/07/2019 09:30")]),
        ("words", ["x" * 80], []),
        ("words", ["x" * 81], [("too_long", "K5", "81 characters")]),
        ("visits", ["x" * 60], [("not_a_number", "I5", f"'{'x' * 60}'")]),
        ("visits", ["x" * 61], [("not_a_number", "I5", f"'{'x' * 60}…' (61 characters)")]),
        # What is wrong in the same way is quoted up to three times.
        (
            "visits",
            ["a", "b", "c"],
            [("not_a_number", f"I{row}", f"'{seen}'") for row, seen in ((5, "a"), (6, "b"), (7, "c"))],
        ),
        ("visits", list("abcd"), [("not_a_number", "I5:I8", "'a', 'b', 'c' and 1 other like them")]),
        ("visits", list("abcde"), [("not_a_number", "I5:I9", "'a', 'b', 'c' and 2 others like them")]),
        # A late hour is one from 21 on, on the hour or a minute before the next, of two dates and of four in five.
        ("seen", [at(20)] * 2, [("tidied", "C5:C6", "a time of day, left out")]),
        ("seen", [at(21)] * 2, [("late_hour", "C5:C6", "dates with the same late hour, 21:00")]),
        ("seen", [at(23, 59), at(22)], [("late_hour", "C5:C6", "dates with the same late hour, 22:00 and 23:59")]),
        ("seen", [at(23, 58)] * 2, [("tidied", "C5:C6", "a time of day, left out")]),
        ("seen", [at(23)], [("tidied", "C5", "a time of day, left out")]),
        (
            "seen",
            [*[at(22)] * 4, at(9)],
            [
                ("late_hour", "C5:C8", "dates with the same late hour, 22:00"),
                ("tidied", "C9", "a time of day, left out"),
            ],
        ),
        ("seen", [*[at(22)] * 3, at(9)], [("tidied", "C5:C8", "a time of day, left out")]),
    ],
)
def test_an_answer_is_taken_up_to_its_limit_and_told_of_beyond_it(
    field: str, values: list[object], findings: list[tuple[str, str, str]]
) -> None:
    assert told(validated(*each_good(field, *values))) == findings


@pytest.mark.parametrize(
    ("days", "saw"),
    [
        ([datetime(2019, 7, 1), datetime(2019, 9, 30)], None),
        ([datetime(2019, 6, 30)], "30/06/2019"),
        ([datetime(2019, 10, 1)], "01/10/2019"),
        ([datetime(2019, 6, 30)] * 2, "2 dates, all 30/06/2019, all of 2019-20 Q1"),
        (
            [datetime(2019, 6, 30), datetime(2019, 6, 1)],
            "2 dates from 01/06/2019 to 30/06/2019, all of 2019-20 Q1",
        ),
        ([datetime(2019, 6, 30), datetime(2019, 10, 1)], "2 dates from 30/06/2019 to 01/10/2019"),
    ],
)
def test_dates_outside_the_quarter_are_told_of_with_their_span_and_their_own_quarter(
    days: list[datetime], saw: str | None
) -> None:
    sent = validated(good(ref="T-90"), *each_good("seen", *days))
    assert [each.saw for each in sent.findings] == ([] if saw is None else [saw])
    assert sent.tally.set_aside == (0 if saw is None else len(days))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("03/07/2019", DAY),
        ("3.7.2019 9:05", at(9, 5)),
        ("2019-07-03", DAY),
        ("2019-07-03T09:05:00Z", at(9, 5)),
        ("3 July 2019", DAY),
        ("12/12/2019", datetime(2019, 12, 12)),
        ("12/13/2019", Fault.US_ORDER),
        ("13/12/2019", datetime(2019, 12, 13)),
        ("13/13/2019", Fault.IMPOSSIBLE),
        ("31/06/2019", Fault.IMPOSSIBLE),
        ("3/7/19", Fault.TWO_DIGIT_YEAR),
        ("3 July 19", Fault.TWO_DIGIT_YEAR),
        ("3 Julius 2019", Fault.UNREADABLE),
        ("July 2019", Fault.UNREADABLE),
    ],
)
def test_a_date_is_read_day_first_or_told_why_not(text: str, read: datetime | Fault) -> None:
    assert read_date(text) == read


@pytest.mark.parametrize(
    ("text", "either"),
    [("12/11/2019", True), ("12/12/2019", False), ("13/12/2019", False), ("12/13/2019", False), ("2019-12-11", False)],
)
def test_a_date_is_ambiguous_where_day_and_month_could_change_places(text: str, either: bool) -> None:
    assert ambiguous(text) is either


# The Cover and the return as a whole


def test_a_return_may_be_submitted_from_the_quarters_first_day_on() -> None:
    first = datetime(2019, 7, 1)
    assert told(validated(good(), cover=cover_sheet(date_submitted=first))) == []
    sent = validated(good(), cover=cover_sheet(date_submitted=first - timedelta(days=1)))
    assert told(sent) == [(COVER_UNUSABLE.id, "B20", "30/06/2019")]


@pytest.mark.parametrize(
    ("rows", "cover", "saw"),
    [
        ([good(ref="")], {}, "1 record, none of which can be counted: 1 with no number of its own"),
        ([good(ref="")] * 2, {}, "2 records, none of which can be counted: 2 with no number of its own"),
        ([good()], {"return_type": "NIL"}, "a record, and a nil return by the Cover sheet"),
        ([good(), good(ref="T-02")], {"return_type": "NIL"}, "2 records, and a nil return by the Cover sheet"),
    ],
)
def test_a_return_of_which_nothing_counts_is_sent_back_with_how_many_records_it_has(
    rows: list[dict[str, object]], cover: dict[str, object], saw: str
) -> None:
    sent = validated(*rows, cover=cover_sheet(**cover))
    assert not isinstance(sent, Accepted)
    assert sent.findings[0].saw == saw
    assert (sent.tally.seen, sent.tally.kept, sent.tally.set_aside) == (len(rows), 0, len(rows))


def test_the_gravest_is_told_first_and_then_what_stands_higher_and_further_left() -> None:
    sent = validated(
        good(tool="", words="x" * 81),
        good(ref="T-02", visits="many", visited="Q"),
        good(ref="T-03", seen=at(9)),
    )
    assert [(each.severity, each.cell) for each in sent.findings] == [
        (Severity.ERROR, "K5"),
        (Severity.ERROR, "E6"),
        (Severity.ERROR, "I6"),
        (Severity.QUERY, "G5"),
        (Severity.NOTE, "C7"),
    ]


# Rows


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ({"board": "note one", "words": "note two"}, [("words_below", "6:6", "words that are no record")]),
        (
            {"kinds": "a note", "board": "note one", "words": "note two"},
            [("table_below", "6:6", "what looks like a small table, and no records")],
        ),
        ({"visited": "Y", "kinds": "PHYS"}, [("words_below", "6:6", "words that are no record")]),
        (
            {"visited": "Y", "tool": "Y", "kinds": "PHYS"},
            [("key_missing", "B6", "nothing"), ("anchor_missing", "C6", "nothing")],
        ),
        ({"board": "Total"}, [("totals_row", "6:6", "what looks like a total")]),
    ],
)
def test_a_row_without_a_number_is_a_record_where_three_of_its_answers_can_be_read(
    row: dict[str, object], findings: list[tuple[str, str, str]]
) -> None:
    sent = validated(good(), row)
    assert told(sent) == findings
    records = 2 if findings[0][0] == "key_missing" else 1
    assert (sent.tally.seen, sent.tally.kept + sent.tally.set_aside) == (2, records)


def slipped(*answers: object) -> list[object]:
    """A whole row, of which the first answers stand where they belong and the others one column off."""
    return ["", "T-02", DAY, *answers]


@pytest.mark.parametrize(
    ("row", "side"),
    [
        (slipped("", DAY, "Y", "", "Y", "PHYS", "", ""), "left"),
        (slipped("Y", "", "Y", "PHYS", 3.0, "", "", ""), "right"),
        (slipped("", "Y", "BUSY", "Y", "Y", "x", "", ""), None),  # two cells that cannot be read are too few
        (slipped("", "Q", "Q", "Q", "Q", "Q", "", ""), None),  # and these could not be read anywhere
    ],
)
def test_a_row_that_slipped_by_one_column_is_told_of_with_its_side(row: list[object], side: str | None) -> None:
    hints = [each for each in told(validated(good(), row)) if each[0] == "row_shifted"]
    assert hints == (
        [] if side is None else [("row_shifted", "6:6", f"answers that would fit one column to the {side}")]
    )


def headed(count: int) -> Workbook:
    """A return of which so many of the ten headings are the template's."""
    labels: list[object] = [field.label for field in FORM.fields][:count]
    return workbook(cover_sheet(), sheet(RECORDS_SHEET, [[""], [""], [""], ["Row mark", *labels], ["", "T-01"]]))


@pytest.mark.parametrize(("count", "check", "findings"), [(6, HEADER_MISSING, 4), (5, NO_HEADER, 1)])
def test_headings_are_found_where_six_in_ten_of_them_are_there(count: int, check: Check, findings: int) -> None:
    refused = resolved(headed(count), FORM)
    assert not isinstance(refused, Header)
    assert [each.rule for each in refused] == [check.id] * findings


def test_a_sheet_of_counts_is_sent_back_as_one() -> None:
    counts = [{"words": f"Area {letter}", "visits": 3.0, "told": 4.0} for letter in "AB"]
    assert told(validated(*counts)) == [("counts_not_records", "5:6", "numbers of cases in place of the cases")]


# Records that seem to be there twice, and answers that a rule refuses

CHILD = Text("Child", name="child", required=True, pattern=r"C-\d", pattern_words="C- and a digit", example="C-0")
WITH_CHILD = changed(TST, parts=(Part("All of it", (*TST.fields, CHILD)),)).form(POLICE, FORM.quarter)


def returned(form: Form, *rows: dict[str, object]) -> Validated:
    """What becomes of a return of ``form`` with these records, which begin in row 5."""
    body = [["", *(row.get(field.name, "") for field in form.fields)] for row in rows]
    records = sheet(RECORDS_SHEET, [[""], [""], [""], ["Row mark", *(field.label for field in form.fields)], *body])
    return answers(workbook(cover_sheet(), records), Identity(form, "HC", form.version, ""))


def of_child(number: int, **changes: object) -> dict[str, object]:
    usual = {"ref": f"T-{number:02}", "child": "C-1", "kinds": "PHYS", "visits": 3.0, "board": "B1"}
    return good(**{**usual, **changes})


@pytest.mark.parametrize(
    ("changes", "queried"),
    [
        ({}, True),
        ({"visits": 4.0, "board": "B2"}, True),
        ({"visits": 4.0, "board": "B2", "kinds": "EMO"}, False),
        ({"child": "C-2"}, False),
        ({"seen": datetime(2019, 7, 4)}, False),
    ],
    ids=str,
)
def test_a_record_of_the_same_child_and_day_that_differs_in_two_answers_or_fewer_is_asked_about(
    changes: dict[str, object], queried: bool
) -> None:
    sent = returned(WITH_CHILD, of_child(1), of_child(2, **changes))
    assert told(sent) == ([("answers_repeated", "B6", "nearly the same answers as in row 5")] if queried else [])


def test_records_whose_cases_a_code_tells_apart_are_not_taken_for_one() -> None:
    kinds = next(each for each in TST.fields if each.name == "kinds")
    told_apart = changed(WITH_CHILD.audit, linked_by=(CHILD, kinds)).form(POLICE, FORM.quarter)

    assert told(returned(told_apart, of_child(1), of_child(2, kinds="EMO"))) == []
    assert told(returned(told_apart, of_child(1), of_child(2))) == [
        ("answers_repeated", "B6", "nearly the same answers as in row 5")
    ]


def test_of_three_that_are_alike_the_later_two_repeat_the_first() -> None:
    sent = returned(WITH_CHILD, of_child(1), of_child(2), of_child(3))
    assert told(sent) == [("answers_repeated", "B6:B7", "nearly the same answers as in row 5")]


SEXES = ((1, "F"), (2, "F"), (1, "M"), (2, "F"), (3, ""), (3, "M"))


def test_what_never_changes_about_a_child_is_asked_about_where_two_rows_do_not_agree() -> None:
    """As where a partnership's own audit asks a child's sex: nothing beside something is no disagreement."""
    child = Text("Child", name="child", required=True, pattern=r"C-\d", pattern_words="C- and a digit", role=Role.CHILD)
    sex = OneCode("Sex", name="sex", codes=code_list("sex", F="Female", M="Male", U="Unborn"), role=Role.LASTING)
    form = changed(TST, parts=(Part("All of it", (*TST.fields, child, sex)),)).form(POLICE, FORM.quarter)
    rows = [good(ref=f"T-{number:02}", child=f"C-{child}", sex=code) for number, (child, code) in enumerate(SEXES, 1)]

    queries = [each for each in returned(form, *rows).findings if each.rule == "lasting_answer_differs"]
    assert [(each.label, each.cell) for each in queries] == [("Sex", "M5, M7")]


def test_what_only_one_row_should_be_of_is_asked_about_where_it_is_there_twice_however_else_they_differ() -> None:
    """A course has one row of numbers in a return; nothing tells its rows apart but the course."""
    kinds = next(each for each in TST.fields if each.name == "kinds")
    of_kinds = changed(TST, once=(kinds,)).form(POLICE, FORM.quarter)
    rows = [good(ref=f"T-{number:02}", kinds=code) for number, code in enumerate(("PHYS", "EMO", "PHYS"), start=1)]
    rows[2] |= {"visits": 7.0, "board": "B2"}

    (finding,) = [each for each in returned(of_kinds, *rows).findings if each.rule == "there_twice"]
    assert (finding.label, finding.cell[-1], finding.saw) == (kinds.label, "7", "the same as in row 5")


def test_an_answer_that_a_rule_refuses_is_blank_and_cannot_be_used() -> None:
    rule = Rule(visits >= 1, visits, Severity.ERROR, "Check the number.", id="counted")
    form = changed(TST, rules=(*TST.rules[:1], rule)).form(POLICE, FORM.quarter)
    late = datetime(2019, 11, 1, 9)
    sent = returned(form, *each_good("visits", 0.0, 1.0, "NK"), good(ref="T-04", told=late))
    assert isinstance(sent, Accepted)
    assert [(each.rule, each.cell) for each in sent.findings] == [("rule:counted", "I5"), ("rule:told_first", "D8")]
    assert sent.rows["visits"].isna().tolist() == [True, False, True, True]
    assert sent.rows["told"].isna().all()
    assert sent.unusable["visits"].tolist() == [True, False, False, False]
    assert sent.unusable["told"].tolist() == [False, False, False, True]
    assert str(sent.rows["visits"].dtype) == "Int64"


def test_an_audit_s_own_reference_is_no_personal_data_though_it_looks_like_a_postcode() -> None:
    sent = workbook(sheet("Any", [["SO14 7DU"]]))
    ours = Text("Reference", name="ref", pattern=r"SO\d{2} \d[A-Z]{2}", pattern_words="a reference")
    assert len(personal(sent, [])) == 1
    assert personal(sent, [ours]) == ()


@pytest.mark.parametrize(("typed", "kinds"), [("M11AE", 1), ("PC12", 0)])
def test_five_characters_are_enough_to_tell_who_somebody_is_and_four_are_not(typed: str, kinds: int) -> None:
    assert len(personal(workbook(sheet(RECORDS_SHEET, [["Where"], [typed]])), [])) == kinds


# Volumes


def test_a_line_of_volumes_that_is_not_asked_for_or_blank_hides_none_below_it() -> None:
    frame, findings = counted(
        ("",), ("2019-05", 1.0), ("2019-07", 1.0), ("2019-07", 2.0), ("2019-08", 3.0), ("2019-09", 4.0)
    )
    assert frame["month"].tolist() == ["2019-07", "2019-08", "2019-09"]
    assert [(each.rule, each.cell) for each in findings] == [("volumes_line", "A6"), ("volumes_line", "A8")]


@pytest.mark.parametrize(
    ("lines", "saw"),
    [
        ([("2019-07", 1.0), ("2019-08", 1.0)], "no line for 2019-09"),
        ([("2019-07", 1.0)], "no line for 2019-08, 2019-09"),
        ([], "no line for 2019-07, 2019-08, 2019-09"),
    ],
)
def test_the_months_that_are_lacking_are_named(lines: list[tuple[object, ...]], saw: str) -> None:
    _, findings = counted(*lines)
    assert [each.saw for each in findings] == [saw]


# Words


def test_a_letter_that_only_looks_like_a_latin_one_is_named_by_its_place() -> None:
    assert lookalike("Аbc") == "Letter 1 only looks like a Latin letter: type it again."
    assert lookalike("aΒc") == "Letter 2 only looks like a Latin letter: type it again."
    assert lookalike("éa1") == ""
    assert as_written("  two  words ") == "'two words'"


def test_answers_given_by_colour_alone_are_queried_and_colour_elsewhere_is_not() -> None:
    coloured = ("D6", "D7", "F6", "D3", "A6", "D9")
    sent = validated(good(), good(ref="T-02"), good(ref="T-03"), coloured=coloured)
    assert told(sent) == [("coloured_cells", "D6:D7, F6", "empty cells that are coloured in")]
    assert told(validated(good(), coloured=("D3",))) == []


def test_a_return_as_it_should_be_has_nothing_told_of_it() -> None:
    assert told(validated(good())) == []
    assert isinstance(resolved(workbook(cover_sheet(), records_sheet([good()])), FORM), Header)
