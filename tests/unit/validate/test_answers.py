"""What intake makes of a return: typed records, findings at their cells, and every row accounted for."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import Severity
from pipeline.template.layout import cover_row
from pipeline.validate.catalogue.cells import (
    BECAME_A_DATE,
    DATE_AS_NUMBER,
    DATE_IMPOSSIBLE,
    DATE_OUT_OF_RANGE,
    DATE_TWO_DIGIT_YEAR,
    DATE_UNREADABLE,
    DATE_US_ORDER,
    FORMULA_ERROR,
    FORMULA_WITHOUT_RESULT,
    NO_TIME,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    PATTERN,
    SEVERAL_CODES,
    TOO_LONG,
    UNKNOWN_CODE,
)
from pipeline.validate.catalogue.conditions import (
    EXPECTED_MISSING,
    NOT_APPLICABLE_REFUSED,
    NOT_EXPECTED_ANSWER,
    REQUIRED_MISSING,
)
from pipeline.validate.catalogue.cover import COVER_MISCOUNTED, COVER_UNANSWERED, COVER_UNUSABLE
from pipeline.validate.catalogue.files import FILTERED, FORMULAS, HIDDEN_ROWS
from pipeline.validate.catalogue.records import (
    ANCHOR_MISSING,
    HEADER_REPEATED_IN_ROWS,
    KEY_MISSING,
    KEY_REUSED,
    NIL_WITH_RECORDS,
    NO_RECORDS,
    OUTSIDE_QUARTER,
    ROW_REPEATED,
    TOTALS_ROW,
    WORDS_BELOW,
    WORKED_EXAMPLE,
)
from pipeline.validate.validated import Accepted, Status
from tests.unit.validate.sent import FORM, cover_sheet, findings, good, validated

FIELD = {field.name: field for field in FORM.fields}


def test_a_return_without_fault_is_accepted_and_its_answers_are_typed() -> None:
    checked = validated(good(told=datetime(2019, 7, 3, 14, 5), kinds="PHYS;SUP", visits=3.0))

    assert checked.status is Status.ACCEPTED
    assert checked.findings == ()
    [record] = checked.rows.to_dict("records")
    assert record["row"] == 5
    assert record["as_of"] == pd.Timestamp(2019, 10, 14)
    assert record["seen"] == pd.Timestamp(2019, 7, 3)
    assert record["told"] == pd.Timestamp(2019, 7, 3, 14, 5)
    assert (record["visited"], record["kinds"], record["visits"]) == ("Y", "PHYS;SUP", 3)
    assert checked.columns["ref"] == "B"


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"visited": " y "}, "Y"),
        ({"visited": "Yes"}, "Y"),
        ({"visited": "\u200bY\u00a0"}, "Y"),
        ({"kinds": "sup ; PHYS;"}, "PHYS;SUP"),
        ({"visits": "3"}, 3),
        ({"visits": "n/k"}, None),
        ({"seen": "03/07/2019"}, pd.Timestamp(2019, 7, 3)),
        ({"seen": "2019-07-03"}, pd.Timestamp(2019, 7, 3)),
        ({"seen": "3 July 2019"}, pd.Timestamp(2019, 7, 3)),
        ({"seen": datetime(2019, 7, 3, 9, 30)}, pd.Timestamp(2019, 7, 3)),
        ({"ref": "t-01"}, "T-01"),
        ({"words": "Two\nlines — and a dash"}, "Two lines - and a dash"),
    ],
)
def test_what_can_be_read_in_one_way_is_tidied(answers: dict[str, object], kept: object) -> None:
    checked = validated(good(**answers))

    [name] = answers
    value = checked.rows[name].iloc[0]
    assert findings(checked) == []
    assert (None if pd.isna(value) else value) == kept


@pytest.mark.parametrize(
    ("answers", "rule", "place"),
    [
        ({"visited": "maybe"}, UNKNOWN_CODE.id, "Records!E5"),
        ({"visited": "\u0423"}, UNKNOWN_CODE.id, "Records!E5"),  # a Cyrillic letter
        ({"visited": "Y;N"}, SEVERAL_CODES.id, "Records!E5"),
        ({"visited": datetime(2019, 1, 2)}, BECAME_A_DATE.id, "Records!E5"),
        ({"kinds": "PHYS,SUP"}, UNKNOWN_CODE.id, "Records!H5"),
        ({"visits": "about 3"}, NOT_A_NUMBER.id, "Records!I5"),
        ({"visits": "<5"}, NOT_A_NUMBER.id, "Records!I5"),
        ({"visits": 2.5}, OUT_OF_RANGE.id, "Records!I5"),
        ({"visits": 21.0}, OUT_OF_RANGE.id, "Records!I5"),
        ({"visits": True}, NOT_A_NUMBER.id, "Records!I5"),
        ({"told": "31/04/2019"}, DATE_IMPOSSIBLE.id, "Records!D5"),
        ({"told": "07/13/2019"}, DATE_US_ORDER.id, "Records!D5"),
        ({"told": "03/07/19"}, DATE_TWO_DIGIT_YEAR.id, "Records!D5"),
        ({"told": "July 2019"}, DATE_UNREADABLE.id, "Records!D5"),
        ({"told": "tbc"}, DATE_UNREADABLE.id, "Records!D5"),
        ({"told": 43649.0}, DATE_AS_NUMBER.id, "Records!D5"),
        ({"told": datetime(1900, 1, 1)}, DATE_OUT_OF_RANGE.id, "Records!D5"),
        ({"board": "x" * 13}, TOO_LONG.id, "Records!J5"),
    ],
)
def test_what_cannot_be_read_is_an_error_at_its_cell_and_the_record_stays(
    answers: dict[str, object], rule: str, place: str
) -> None:
    checked = validated(good(**answers))

    [name] = answers
    assert ("error", rule, place) in findings(checked)
    assert len(checked.rows) == 1
    assert bool(checked.unusable[name].iloc[0])
    assert pd.isna(checked.rows[name].iloc[0])
    assert checked.status is Status.ACCEPTED_WITH_QUERIES


def test_an_error_says_where_what_was_seen_what_was_expected_what_it_affects_and_how_to_mend_it() -> None:
    checked = validated(good(visited="maybe"))

    assert checked.findings[0].sentence() == (
        "Records!E5 (Home visited?): we saw 'maybe'. We expected one of Y, N, NR. Until it is mended this record is "
        "counted as missing in TST1. Pick the answer from the list."
    )


def test_one_american_date_makes_every_ambiguous_date_of_its_column_unusable() -> None:
    checked = validated(
        good(told="07/13/2019"),
        good(ref="T-02", told="05/06/2019"),
        good(ref="T-03", told="06/06/2019"),
        good(ref="T-04", told="25/06/2019"),
    )

    assert checked.unusable["told"].tolist() == [True, True, False, False]


def test_the_same_fault_in_many_cells_is_one_finding_with_its_ranges() -> None:
    checked = validated(*(good(ref=f"T-{n:02d}", visited="?" if n != 3 else "Y") for n in range(1, 7)))

    assert ("error", UNKNOWN_CODE.id, "Records!E5:E6, E8:E10") in findings(checked)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"visited": ""}, ("error", REQUIRED_MISSING.id, "Records!E5")),
        ({"visited": "N", "tool": "NA"}, ("error", REQUIRED_MISSING.id, "Records!F5")),
        ({"tool": ""}, ("query", EXPECTED_MISSING.id, "Records!G5")),
        ({"reason": "BUSY"}, ("query", NOT_EXPECTED_ANSWER.id, "Records!F5")),
        ({"tool": "NA"}, ("error", NOT_APPLICABLE_REFUSED.id, "Records!G5")),
        ({"told": datetime(2019, 10, 15, 9, 0)}, ("error", "rule:told_first", "Records!D5")),
        ({"visits": 0.0}, ("query", "rule:visits_counted", "Records!I5")),
    ],
)
def test_what_must_hold_within_a_record_is_checked(answers: dict[str, object], expected: tuple[str, str, str]) -> None:
    assert findings(validated(good(**answers))) == [expected]


def test_a_rule_that_is_an_error_takes_the_blamed_answer_out_of_the_figures() -> None:
    checked = validated(good(told=datetime(2019, 10, 15, 9, 0)))

    assert checked.unusable["told"].tolist() == [True]
    assert checked.rows["told"].isna().all()


def test_a_blank_or_unusable_answer_draws_no_second_finding_from_what_depends_on_it() -> None:
    assert findings(validated(good(visited="?", reason="BUSY", tool="NA", visits=0.0))) == [
        ("error", UNKNOWN_CODE.id, "Records!E5")
    ]


def test_a_date_alone_where_a_time_is_asked_is_read_as_midnight_and_queried() -> None:
    for told in (date(2019, 7, 3), "03/07/2019", "3 July 2019"):
        assert findings(validated(good(told=told))) == [("query", NO_TIME.id, "Records!D5")]
    assert findings(validated(good(told="03/07/2019 09:30"))) == []


def test_error_cells_and_formulas_without_a_result_are_errors_even_in_a_row_with_nothing_else() -> None:
    checked = validated(
        good(),
        good(ref="T-02", tool=""),
        [""] * 11,
        errors={"G6": "#N/A", "C7": "#REF!"},
        formulas_without_result=("H5",),
    )

    assert ("error", FORMULA_ERROR.id, "Records!G6") in findings(checked)
    assert ("error", FORMULA_ERROR.id, "Records!C7") in findings(checked)
    assert ("error", FORMULA_WITHOUT_RESULT.id, "Records!H5") in findings(checked)
    assert checked.unusable["kinds"].tolist() == [True, False]


def test_every_row_is_a_record_blank_or_named() -> None:
    labels = ["", *(field.label for field in FORM.fields)]
    checked = validated(
        ["EXAMPLE – not counted", "T-00"],
        good(),
        [" "],
        labels,
        ["Total", "", "", 5.0],
        ["See the notes below"],
        good(ref="T-02"),
        [],
    )

    assert checked.tally.sentence() == "8 rows seen = 2 kept + 0 set aside + 2 blank + 4 not data"
    assert checked.rows["row"].tolist() == [6, 11]
    assert {(rule, place) for _, rule, place in findings(checked, notes=True)} == {
        (WORKED_EXAMPLE.id, "Records!5:5"),
        (HEADER_REPEATED_IN_ROWS.id, "Records!8:8"),
        (TOTALS_ROW.id, "Records!9:9"),
        (WORDS_BELOW.id, "Records!10:10"),
    }


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"ref": ""}, KEY_MISSING.id),
        ({"ref": "case 7"}, PATTERN.id),
        ({"seen": ""}, ANCHOR_MISSING.id),
        ({"seen": "soon"}, DATE_UNREADABLE.id),
        ({"seen": datetime(2019, 6, 30)}, OUTSIDE_QUARTER.id),
        ({"seen": datetime(2019, 10, 1)}, OUTSIDE_QUARTER.id),
    ],
)
def test_a_record_without_a_reference_or_a_date_in_the_quarter_is_set_aside_and_listed(
    answers: dict[str, object], rule: str
) -> None:
    checked = validated(good(ref="T-09"), good(**answers))

    assert checked.tally.set_aside == 1
    assert checked.rows["ref"].tolist() == ["T-09"]
    assert rule in {each for _, each, _ in findings(checked)}


def test_a_row_that_is_there_twice_is_counted_once_and_a_number_used_twice_is_queried() -> None:
    checked = validated(good(), good(), good(visited="N", reason="BUSY", tool="NA"), good(ref="T-02"))

    assert checked.tally.sentence() == "4 rows seen = 3 kept + 1 set aside + 0 blank + 0 not data"
    assert findings(checked) == [
        ("query", KEY_REUSED.id, "Records!B5, B7"),
        ("query", ROW_REPEATED.id, "Records!B6"),
    ]


def test_cases_from_the_boards_list_must_carry_its_reference() -> None:
    checked = validated(good(), cover=cover_sheet(sampling_method="BOARD_LIST"))

    assert findings(checked) == [("error", REQUIRED_MISSING.id, "Records!J5")]


@pytest.mark.parametrize("answer", ["LSCB_LIST", "LSCB_LIST – The board's list"])
def test_what_older_templates_called_the_boards_list_is_still_read_as_it(answer: str) -> None:
    checked = validated(good(), cover=cover_sheet(sampling_method=answer))

    assert findings(checked) == [("error", REQUIRED_MISSING.id, "Records!J5")]


def test_an_empty_return_is_sent_back_unless_it_says_that_it_is_nil() -> None:
    empty, nil = validated(), validated(cover=cover_sheet(return_type="NIL"))
    both = validated(good(), cover=cover_sheet(return_type="NIL"))

    assert (empty.status, [each.rule for each in empty.findings]) == (Status.SENT_BACK, [NO_RECORDS.id])
    assert (nil.status, nil.nil) == (Status.ACCEPTED, True)
    assert (both.status, [each.rule for each in both.findings]) == (Status.SENT_BACK, [NIL_WITH_RECORDS.id])
    assert both.tally.sentence() == "1 rows seen = 0 kept + 1 set aside + 0 blank + 0 not data"


def test_an_unanswered_cover_is_queried_and_the_quarters_end_stands_in_for_the_date() -> None:
    checked = validated(good(), cover=cover_sheet(date_submitted="", sampling_method="all of them"))

    assert findings(checked) == [
        ("query", COVER_UNUSABLE.id, "Cover!B13"),
        ("query", COVER_UNANSWERED.id, "Cover!B20"),
    ]
    assert checked.rows["as_of"].tolist() == [pd.Timestamp(2019, 9, 30)]


@pytest.mark.parametrize("count", [2, 3, "", "2"])
def test_a_cover_that_counts_the_records_as_they_are_or_as_they_are_kept_is_in_order(count: object) -> None:
    checked = validated(good(), good(), good(ref="T-02"), cover=cover_sheet(sample_returned=count))

    assert COVER_MISCOUNTED.id not in {rule for _, rule, _ in findings(checked)}


def test_a_cover_that_counts_other_records_than_there_are_is_queried_at_its_cell() -> None:
    checked = validated(good(), good(ref="T-02"), cover=cover_sheet(sample_returned=30.0))

    assert findings(checked) == [("query", COVER_MISCOUNTED.id, f"Cover!B{cover_row('sample_returned')}")]
    assert checked.findings[0].saw == "'30', and 2 records"


def test_no_record_is_found_fault_with_for_a_day_that_the_cover_does_not_say() -> None:
    late = good(told=datetime(2019, 10, 9, 10, 0))
    checked = validated(late, cover=cover_sheet(date_submitted=datetime(2019, 10, 8)))
    unsaid = validated(late, cover=cover_sheet(date_submitted="soon"))

    assert findings(checked) == [("error", "rule:told_first", "Records!D5")]
    assert findings(unsaid) == [("query", COVER_UNUSABLE.id, "Cover!B20")]
    assert unsaid.rows["told"].tolist() == [pd.Timestamp(2019, 10, 9, 10, 0)]


_CELL = st.one_of(
    st.just(""),
    st.sampled_from(["Y", "N", "NR", "T-01", "T-02", "T-03", "BUSY", "PHYS", "#", "Total", "  "]),
    st.floats(0, 30),
    st.datetimes(datetime(2019, 5, 1), datetime(2019, 11, 1)),
    st.booleans(),
    st.text(max_size=8),
)


@given(st.lists(st.lists(_CELL, min_size=11, max_size=11), max_size=8))
def test_whatever_is_sent_no_row_is_lost_and_nothing_breaks(rows: list[list[object]]) -> None:
    checked = validated(*rows)

    tally = checked.tally
    assert tally.seen == len(rows)
    assert tally.seen == tally.kept + tally.set_aside + tally.blank + tally.not_data
    if isinstance(checked, Accepted):
        assert len(checked.rows) == tally.kept
        for name in checked.unusable:
            assert checked.rows.loc[checked.unusable[name], name].isna().all()


def test_notes_name_what_else_the_sheet_holds_and_hidden_rows_are_read() -> None:
    checked = validated(good(), good(ref="T-02"), hidden_rows=(6,), filtered=True, formula_count=2)

    assert checked.status is Status.ACCEPTED
    assert len(checked.rows) == 2
    assert {(rule, place) for _, rule, place in findings(checked, notes=True)} == {
        (HIDDEN_ROWS.id, "Records!6:6"),
        (FILTERED.id, "Records"),
        (FORMULAS.id, "Records"),
    }
    assert all(each.severity is Severity.NOTE for each in checked.findings)


def test_counts_are_of_answers_and_not_of_causes() -> None:
    checked = validated(*(good(ref=f"T-{n:02d}", visited="?" if n != 3 else "Y") for n in range(1, 7)))

    assert checked.count(Severity.ERROR) == 5
