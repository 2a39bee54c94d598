"""Rows where nobody would look for them: above the headings, on another sheet, beside words, under a small table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from pipeline.read import Sheet
from pipeline.template.layout import EXAMPLE_MARK
from pipeline.validate.catalogue.cells import (
    DATE_TURNED,
    DATE_UNREADABLE,
    DATE_US_ORDER,
    DIGITS_LOST,
    LATE_HOUR,
    OUT_OF_RANGE,
    UNKNOWN_CODE,
)
from pipeline.validate.catalogue.cover import COVER_MISCOUNTED, COVER_UNUSABLE
from pipeline.validate.catalogue.files import RECORDS_ELSEWHERE, SHEET_NOT_READ, WORDS_NOT_READ
from pipeline.validate.catalogue.headings import COLUMN_ADDED, HEADER_MOVED, HEADINGS_SLID, OWN_COLUMN, WORDS_ABOVE
from pipeline.validate.catalogue.people import LOOKS_LIKE_A_NAME, PERSONAL_DATA
from pipeline.validate.catalogue.records import (
    EXAMPLE_CHANGED,
    EXAMPLE_OVERWRITTEN,
    NO_RECORD_COUNTED,
    NO_RECORDS,
    NOTHING_ASKED,
    OUTSIDE_QUARTER,
    ROW_REPEATED,
    TABLE_BELOW,
    WORDS_BELOW,
    WORKED_EXAMPLE,
)
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Status, Validated
from tests.unit.validate.sent import FORM, cover_sheet, good, of_sheets, records_sheet, sheet, validated

HEADINGS: list[object] = ["To mend", *(field.label for field in FORM.fields)]
EXAMPLE: list[object] = [EXAMPLE_MARK, "T-00", "03/07/2019"]


def row(**changed: object) -> list[object]:
    """A record that passes, cell by cell from column A."""
    answers_given = good(**changed)
    return ["", *(answers_given.get(field.name, "") for field in FORM.fields)]


def judged(rows: Sequence[Sequence[object]], *others: Sheet) -> Validated:
    """What intake makes of a sheet of records given whole, from its first row."""
    return of_sheets(cover_sheet(), sheet("Records", rows), *others)


def of(checked: Validated, rule: str) -> Finding:
    (finding,) = [each for each in checked.findings if each.rule == rule]
    return finding


def rules(checked: Validated) -> list[str]:
    return sorted(each.rule for each in checked.findings)


def kept(checked: Validated) -> list[int]:
    return list(checked.rows["row"]) if len(checked.rows) else []


# Above the headings


def test_headings_sorted_in_among_the_records_lose_none_of_them() -> None:
    top: list[list[object]] = [[], [], [], ["To mend", *row(ref="T-01")[1:]]]
    sent = judged([*top, row(ref="T-02"), EXAMPLE, row(ref="T-03"), HEADINGS, row(ref="T-04")])

    assert kept(sent) == [4, 5, 7, 9]
    assert sent.tally.sentence() == "5 rows seen = 4 kept + 0 set aside + 0 blank + 1 not data"
    assert of(sent, HEADER_MOVED.id).cell == "A8"


def test_headings_sorted_to_the_very_end_of_a_long_sheet_are_found() -> None:
    numbers = range(1, 61)
    sent = judged([[], [], [], *(row(ref=f"T-{number:02}") for number in numbers), HEADINGS])

    assert len(kept(sent)) == 60
    assert sent.status is Status.ACCEPTED


def test_a_record_without_its_number_above_the_headings_is_set_aside_and_listed() -> None:
    sent = judged([row(ref=""), HEADINGS, row(ref="T-02")])

    assert (kept(sent), dict(sent.aside)) == ([3], {1: "no number of its own"})


def test_a_title_above_the_headings_is_noted_where_it_is_not_the_templates() -> None:
    sent = judged([["Constabulary return", "", "second draft"], [], [], HEADINGS, row()])

    assert of(sent, WORDS_ABOVE.id).cell == "A1, C1"
    assert sent.status is Status.ACCEPTED


# The worked example


@pytest.mark.parametrize("column", ["To mend", "Team"])
@pytest.mark.parametrize("words", ["Example given to panel", "example", "EXAMPLE – see file"])
def test_words_that_begin_like_the_mark_leave_no_record_out(column: str, words: str) -> None:
    if column == "To mend":
        sent = judged([[], [], [], HEADINGS, row(), [words, *row(ref="T-02")[1:]]])
        assert of(sent, OWN_COLUMN.id).cell == "A6"
    else:
        sent = judged([[], [], [], [*HEADINGS, column], row(), [*row(ref="T-02"), words]])
    assert kept(sent) == [5, 6]


def test_a_record_typed_over_the_example_is_counted_and_asked_about() -> None:
    sent = judged([[], [], [], HEADINGS, [EXAMPLE_MARK, *row()[1:]], row(ref="T-02")])

    assert kept(sent) == [5, 6]
    assert of(sent, EXAMPLE_OVERWRITTEN.id).cell == "5:5"


def test_the_example_with_another_answer_is_left_out_and_asked_about() -> None:
    sent = judged([[], [], [], HEADINGS, [*EXAMPLE, "", "Y"], row()])

    assert kept(sent) == [6]
    assert of(sent, EXAMPLE_CHANGED.id).severity.value == "query"


def test_the_example_is_left_out_with_its_mark_and_without() -> None:
    sent = judged([[], [], [], HEADINGS, EXAMPLE, ["", *EXAMPLE[1:]], row()])

    assert kept(sent) == [7]
    assert of(sent, WORKED_EXAMPLE.id).cell == "5:6"


# Other sheets


def test_records_moved_to_a_sheet_without_headings_send_the_return_back_naming_both() -> None:
    for visible in (True, False):
        elsewhere = sheet("Sheet1", [row(ref="T-03"), row(ref="T-04")], visible=visible)
        sent = judged([[], [], [], HEADINGS, row(), row(ref="T-02")], elsewhere)

        assert sent.status is Status.SENT_BACK
        finding = of(sent, RECORDS_ELSEWHERE.id)
        assert (finding.sheet, finding.cell) == ("Sheet1", "1:2")
        assert "'Sheet1' (rows 1 and 2)" in finding.saw
        assert "'Records'" in finding.saw


@pytest.mark.parametrize("name", ["Fix list", "Lists", "checks", "Guidance", "Ready to send"])
def test_a_sheet_with_a_name_of_the_templates_own_hides_no_records(name: str) -> None:
    cut = [row(ref=f"T-{n:02}", kinds="PHYS", visits=2.0) for n in (3, 4)]
    sent = judged([[], [], [], HEADINGS, row(), row(ref="T-02")], sheet(name, cut))

    assert of(sent, RECORDS_ELSEWHERE.id).cell == "1:2"


def test_records_without_numbers_on_another_sheet_are_known_by_their_answers() -> None:
    cut = [row(ref="", kinds="PHYS", told="2019-07-04 09:30", visits=2.0) for _ in range(3)]
    for rows in (cut, [each[1:] for each in cut]):
        sent = judged([[], [], [], HEADINGS, row(), row(ref="T-02")], sheet("Sheet1", rows, visible=False))
        assert of(sent, RECORDS_ELSEWHERE.id).cell == "1:3"
        assert "delete" not in of(sent, RECORDS_ELSEWHERE.id).fix


def test_records_beside_the_questions_send_the_return_back() -> None:
    wide = [[*row(ref=f"T-{n:02}"), "", *row(ref=f"T-{n + 50:02}")[1:]] for n in (1, 2)]
    sent = judged([[], [], [], HEADINGS, *wide])

    assert of(sent, RECORDS_ELSEWHERE.id).cell == "5:6"
    assert "beside the questions" in of(sent, RECORDS_ELSEWHERE.id).saw


def test_columns_of_the_agencys_own_are_one_note() -> None:
    sent = judged([[], [], [], [*HEADINGS, "Team", "Area"], [*row(), "a", "b"]])

    assert (of(sent, COLUMN_ADDED.id).cell, sent.status) == ("L4, M4", Status.ACCEPTED)
    assert "columns L and M" in of(sent, COLUMN_ADDED.id).saw


def test_a_sheet_that_looks_records_up_is_noted_and_does_no_harm() -> None:
    sent = judged(
        [[], [], [], HEADINGS, row(), row(ref="T-02")], sheet("Working", [["T-01", "closed"], ["T-02", "open"]])
    )

    assert sent.status is Status.ACCEPTED
    assert of(sent, SHEET_NOT_READ.id).sheet == "Working"
    assert "4 filled cells" in of(sent, SHEET_NOT_READ.id).saw


def test_words_beside_the_answers_of_the_cover_are_noted_with_their_cells() -> None:
    cover = cover_sheet()
    rows = [[*line, "as agreed by telephone"] if number == 9 else [*line, ""] for number, line in enumerate(cover.rows)]
    sent = validated(good(), cover=sheet("Cover", rows))

    assert (of(sent, WORDS_NOT_READ.id).sheet, of(sent, WORDS_NOT_READ.id).cell) == ("Cover", "C10")


@pytest.mark.parametrize("name", ["COVER", "Cover ", " cover", "Ｃover"])
def test_a_sheet_under_the_same_name_but_for_case_and_blanks_is_read(name: str) -> None:
    assert validated(cover=sheet(name, cover_sheet(return_type="NIL").rows)).nil


def test_an_empty_return_without_a_cover_is_told_to_put_it_back() -> None:
    sent = of_sheets(records_sheet([]))

    assert "There is no sheet called 'Cover'" in of(sent, NO_RECORDS.id).fix


# Nothing that can be counted


def test_a_return_of_another_quarter_is_sent_back_with_one_finding_for_all_its_dates() -> None:
    sent = judged([[], [], [], HEADINGS, *(row(ref=f"T-{n:02}", seen=datetime(2019, 4, n)) for n in range(1, 26))])

    assert sent.status is Status.SENT_BACK
    assert rules(sent) == [NO_RECORD_COUNTED.id, OUTSIDE_QUARTER.id]
    assert sent.findings[0].rule == NO_RECORD_COUNTED.id
    assert of(sent, OUTSIDE_QUARTER.id).cell == "C5:C29"
    assert "all of 2019-20 Q1" in of(sent, OUTSIDE_QUARTER.id).saw
    assert sent.tally.set_aside == 25
    assert not any("counted as missing" in each.sentence() for each in sent.findings)


def test_headings_that_slid_by_one_column_are_named_as_that_and_nothing_else_is() -> None:
    slid = ["To mend", "", *HEADINGS[1:]]
    sent = judged([[], [], [], slid, row(), row(ref="T-02")])

    assert sent.status is Status.SENT_BACK
    assert "one column to the right" in of(sent, HEADINGS_SLID.id).saw
    assert [each.rule for each in sent.findings if each.severity.value == "error"] == [HEADINGS_SLID.id]


@pytest.mark.parametrize(("first", "by"), [(4, 1), (5, -1), (1, 2), (3, 1), (1, 4)])
def test_headings_that_slid_from_some_column_on_are_one_finding(first: int, by: int) -> None:
    full = [
        row(
            ref=f"T-{n:02}",
            kinds="PHYS;EMO",
            visits=4.0,
            told=datetime(2019, 7, 4, 9),
            visited="N",
            reason="BUSY",
            tool="NA",
        )
        for n in range(1, 13)
    ]
    slid = [*HEADINGS[:first], *[""] * by, *HEADINGS[first:]] if by > 0 else HEADINGS
    cells = full if by > 0 else [[*each[:first], *[""] * -by, *each[first:]] for each in full]
    sent = judged([[], [], [], slid, *cells])

    assert [each.rule for each in sent.findings] == [HEADINGS_SLID.id]
    assert sent.status is Status.SENT_BACK


def test_rows_that_are_hard_to_read_are_not_taken_for_headings_that_slid() -> None:
    odd = [row(ref=f"T-{n:02}", visited="tbc", tool="tbc", kinds="tbc", visits="tbc") for n in range(1, 9)]

    assert len(kept(judged([[], [], [], HEADINGS, *odd]))) == 8


def test_a_set_aside_record_is_never_said_to_be_counted_as_missing() -> None:
    late = row(ref="T-02", seen=datetime(2019, 12, 3), visited="perhaps")
    sent = judged([[], [], [], HEADINGS, row(), late])

    assert dict(sent.aside) == {6: "a date outside the quarter"}
    assert {each.rule for each in sent.findings if each.severity.value == "error"} == {
        OUTSIDE_QUARTER.id,
        UNKNOWN_CODE.id,
    }
    assert not any("counted" in each.sentence() for each in sent.findings)


def test_a_cell_with_an_error_has_no_other_finding() -> None:
    sent = validated(good(visited="Y", tool="NA", reason="BUSY"))
    cells = [each.cell for each in sent.findings if each.field]

    assert len(cells) == len(set(cells))


# Under the records, and beside them


def test_a_column_of_the_agencys_own_filled_past_the_records_adds_none() -> None:
    rows = [*row(), "North"], [*row(ref="T-02"), "South"], *([*[""] * len(HEADINGS), "more"] for _ in range(30))
    sent = judged([[], [], [], [*HEADINGS, "Team"], *rows])

    assert (kept(sent), sent.status) == ([5, 6], Status.ACCEPTED)
    assert of(sent, NOTHING_ASKED.id).cell == "7:36"


def test_a_small_table_under_the_records_is_one_query() -> None:
    table: list[list[object]] = [["", "Summary"], ["", "Yes", 12.0], ["", "No", 3.0], ["", "Total", 15.0]]
    sent = judged([[], [], [], HEADINGS, row(), row(ref="T-02"), [], *table])

    assert kept(sent) == [5, 6]
    assert rules(sent) == [TABLE_BELOW.id]
    assert of(sent, TABLE_BELOW.id).cell == "8:11"


@pytest.mark.parametrize(
    "sparse", [{"ref": "T2", "seen": "03/07/2019"}, {"seen": datetime(2019, 7, 3), "visited": "Y"}]
)
def test_a_badly_numbered_or_sparse_record_is_none_of_a_small_table(sparse: dict[str, object]) -> None:
    cells = ["", *(sparse.get(field.name, "") for field in FORM.fields)]
    sent = judged([[], [], [], HEADINGS, row(), [], cells, cells])

    assert list(sent.aside) == [7, 8]
    assert TABLE_BELOW.id not in rules(sent)


def test_a_pivot_with_headings_is_one_query_however_wide_it_is() -> None:
    pivot: list[list[object]] = [
        ["", "Outcome", "July", "August", "September", "Grand Total"],
        ["", "Seen", 4.0, 3.0, 2.0, 9.0],
        ["", "Not seen", 1.0, 0.0, 2.0, 3.0],
    ]
    for gap in ([[]], []):
        sent = judged([[], [], [], HEADINGS, row(), row(ref="T-02"), *gap, *pivot])
        assert (kept(sent), rules(sent)) == ([5, 6], [TABLE_BELOW.id])


def test_one_word_between_records_is_no_record() -> None:
    sent = judged([[], [], [], HEADINGS, row(), ["", "July"], row(ref="T-02"), ["", "END"]])

    assert (kept(sent), rules(sent)) == ([5, 7], [WORDS_BELOW.id])


def test_records_without_numbers_under_the_others_are_no_small_table() -> None:
    sent = judged([[], [], [], HEADINGS, row(), [], row(ref=""), row(ref="", visited="N", reason="BUSY", tool="NA")])

    assert (kept(sent), list(sent.aside)) == ([5], [7, 8])


def test_rows_pasted_once_more_are_one_query_with_their_range() -> None:
    once = [row(ref=f"T-{n:02}") for n in range(1, 21)]
    sent = judged([[], [], [], HEADINGS, *once, *once])

    assert (len(kept(sent)), sent.tally.set_aside) == (20, 20)
    assert of(sent, ROW_REPEATED.id).cell == "B25:B44"
    assert "rows 5 to 24" in of(sent, ROW_REPEATED.id).saw


def test_one_cause_in_many_cells_is_one_finding_whatever_was_typed() -> None:
    sent = judged([[], [], [], HEADINGS, *(row(ref=f"T-{n:02}", visited=f"see file {n}") for n in range(1, 26))])

    finding = of(sent, UNKNOWN_CODE.id)
    assert finding.cell == "E5:E29"
    assert finding.saw == "'see file 1', 'see file 2', 'see file 3' and 22 others like them"


def test_merged_cells_of_a_title_above_the_headings_say_nothing() -> None:
    sent = validated(good(), merged=("A1:H1",))

    assert sent.status is Status.ACCEPTED


# One cell


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"visits": 9.999999999999998}, 10),
        ({"visits": 3.0000000000000004}, 3),
        ({"told": "5 Sept 2019"}, datetime(2019, 9, 5)),
        ({"told": "2019-07-03T00:00:00.000Z"}, datetime(2019, 7, 3)),
        ({"told": "2019-07-03T09:30:00Z"}, datetime(2019, 7, 3, 9, 30)),
    ],
)
def test_what_a_formula_or_a_system_writes_a_hair_beside_the_answer_is_the_answer(
    answer: Mapping[str, Any], value: object
) -> None:
    (name,) = answer
    assert validated(good(**answer)).rows[name].iloc[0] == value


@pytest.mark.parametrize("words", ["24 Marble 2019", "5 Junly 2019", "1 Decade 2019", "3 Mayor 2019", "4 Marx 19"])
def test_a_word_that_only_begins_like_a_month_is_no_date(words: str) -> None:
    assert (DATE_UNREADABLE.id, "D5") in [(each.rule, each.cell) for each in validated(good(told=words)).findings]


def test_a_reference_that_lost_digits_as_a_number_is_an_error_at_its_cell() -> None:
    sent = validated(good(board=123456789012345780.0))

    assert of(sent, DIGITS_LOST.id).cell == "J5"
    assert "as Text" in of(sent, DIGITS_LOST.id).fix


@pytest.mark.parametrize("written", ["02/07/2019 23:00", "2019-07-02T23:00:00.000Z", datetime(2019, 7, 2, 21)])
def test_a_late_hour_is_seen_however_it_is_written_and_whatever_one_cell_says(written: object) -> None:
    rows = [good(ref=f"T-{n:02}", seen=written) for n in range(1, 10)]
    sent = validated(*rows, good(ref="T-10", seen=datetime(2019, 7, 5, 9, 30)))

    assert of(sent, LATE_HOUR.id).cell == "C5:C13"


def test_real_dates_are_in_doubt_where_american_texts_were_opened_as_british() -> None:
    turned = [good(ref=f"T-{day:02}", told=datetime(2019, 9, day, 10)) for day in (7, 8, 9)]
    sent = validated(good(told="7/25/2019 10:00"), *turned)

    assert [(each.rule, each.cell) for each in sent.findings if each.field == "told"] == [
        (DATE_US_ORDER.id, "D5"),
        (DATE_TURNED.id, "D6"),
        (DATE_TURNED.id, "D7"),
    ]
    assert sent.unusable["told"].tolist() == [True, True, True, False]  # the ninth of September is the ninth either way

    british = validated(good(told="7/25/2019 10:00"), *turned, good(ref="T-31", told=datetime(2019, 7, 31, 9)))
    assert british.unusable["told"].tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("cover", "cells"),
    [
        ({"return_type": "NIL", "eligible_population": 400.0, "sample_returned": 25.0}, ["B14", "B16"]),
        ({"return_type": "FULL", "eligible_population": 400.0}, ["B14"]),
        ({"return_type": "SAMPLE", "eligible_population": 400.0}, []),
        ({"return_type": "FULL", "eligible_population": 1.0, "sample_returned": 1.0}, []),
    ],
)
def test_a_cover_that_counts_other_cases_than_it_says_there_are_is_queried(
    cover: Mapping[str, object], cells: list[str]
) -> None:
    rows = [] if cover["return_type"] == "NIL" else [good()]
    sent = validated(*rows, cover=cover_sheet(**cover))

    assert sorted(each.cell for each in sent.findings if each.rule == COVER_MISCOUNTED.id) == cells


@pytest.mark.parametrize("words", ["Nil return", "nil", "NIL", "Nil return: we looked, and there were no cases"])
def test_nil_is_nil_in_the_words_of_the_cover(words: str) -> None:
    assert validated(["", "No cases this quarter"], cover=cover_sheet(return_type=words)).nil


def test_a_nil_that_cannot_be_read_is_told_of_with_the_refusal() -> None:
    sent = validated(cover=cover_sheet(return_type="zero"))

    assert [each.rule for each in sent.findings] == [NO_RECORDS.id, COVER_UNUSABLE.id]


def test_dates_that_all_have_the_same_late_hour_are_queried() -> None:
    hour = {"seen": datetime(2019, 7, 2, 23)}
    sent = validated(good(**hour), good(ref="T-02", seen=datetime(2019, 7, 8, 23)))

    assert of(sent, LATE_HOUR.id).cell == "C5:C6"
    assert len(sent.rows) == 2
    assert LATE_HOUR.id not in rules(validated(good(**hour), good(ref="T-02", seen=datetime(2019, 7, 8, 9))))


def test_a_date_worked_out_a_hair_before_midnight_is_the_next_day() -> None:
    sent = validated(good(seen=datetime(2019, 7, 2, 23, 59, 59, 999000)))

    assert sent.rows["seen"].iloc[0] == datetime(2019, 7, 3)


# A return with personal data


def test_personal_data_hides_no_other_finding_and_no_value_is_repeated() -> None:
    others = good(ref="T-02", visited="Mary Ann"), good(ref="T-03", visits=99.0)
    sent = validated(good(words="see 943 476 5919"), *others)

    assert sent.status is Status.SENT_BACK
    assert [each.rule for each in sent.findings] == [
        PERSONAL_DATA.id,
        UNKNOWN_CODE.id,
        OUT_OF_RANGE.id,
        LOOKS_LIKE_A_NAME.id,
    ]
    assert "an NHS number" in sent.findings[0].saw
    assert [each.cell for each in sent.findings] == ["K5", "E6", "I7", "E6"]
    told = " ".join(each.sentence() for each in sent.findings)
    assert not any(word in told for word in ("943", "Mary", "99", "counted"))
    assert sent.tally.sentence() == "3 rows seen = 0 kept + 3 set aside + 0 blank + 0 not data"


def test_of_a_cell_with_personal_data_nothing_else_is_said() -> None:
    sent = validated(good(board="943 476 5919 and more"))

    assert [each.rule for each in sent.findings if each.cell == "J5"] == [PERSONAL_DATA.id]
