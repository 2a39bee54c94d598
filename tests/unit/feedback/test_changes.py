"""What a return changes of the one it replaces, and what an agency's receipt and fix list say of it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feedback import fixlist, receipt_html, receipt_text
from pipeline.feedback.changes import Changed, Effect, changes
from pipeline.feedback.mended import mended
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING
from pipeline.validate.catalogue.headings import HEADER_MISSING, NO_HEADER
from pipeline.validate.catalogue.records import KEY_MISSING
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Validated
from tests.unit.feedback.returns import (
    BLANK,
    DOUBT,
    PERSON,
    SHA,
    TIDIED,
    accepted,
    given_back,
    of_sheets,
    queried,
    sent_back,
)
from tests.unit.feedback.returns import records as records_sheet

FIRST = {"date_submitted": "2019-10-14"}
OTHER = SHA[::-1]


def first(**changed: Any) -> Validated:
    """The return that came before."""
    return accepted(cover=FIRST, sha256=OTHER, **changed)


def of_rows(numbers: list[str], held: list[str | None], *, start: int = 6) -> pd.DataFrame:
    """Records with these numbers and answers to "Was it held?"."""
    count = len(numbers)
    return pd.DataFrame(
        {
            "row": range(start, start + count),
            "as_of": pd.to_datetime(["2019-10-01"] * count).astype("datetime64[s]"),
            "case_no": numbers,
            "met_on": pd.to_datetime(["2019-07-01"] * count).astype("datetime64[s]"),
            "held": held,
            "age": pd.array([4] * count, dtype="Int64"),
            "needs": [None] * count,
        }
    )


def with_rows(numbers: list[str], held: list[str | None], *, start: int = 6, **changed: Any) -> Validated:
    rows = of_rows(numbers, held, start=start)
    return accepted(rows=rows, unusable=pd.DataFrame(index=rows.index), **changed)


def test_records_are_told_apart_by_their_number_and_not_by_their_row() -> None:
    differences = changes(
        with_rows(["C1", "C2", "C3"], ["Y", "N", "Y"], sha256=OTHER),
        with_rows(["C4", "C3", "C2"], ["Y", "Y", "Y"], start=9),
    )

    assert (differences.added, differences.removed) == (("C4",), ("C1",))
    assert differences.changed == (Changed("C2", (("Was it held?", "N", "Y"),)),)


def test_the_effect_on_a_standard_is_met_of_applicable_before_and_now() -> None:
    differences = changes(with_rows(["C1", "C2"], ["Y", None], sha256=OTHER), with_rows(["C1", "C2"], ["Y", "Y"]))

    assert differences.effects == (Effect("T1", "Held", (1, 1), (2, 2)),)


def test_an_answer_that_could_not_be_used_is_not_called_blank() -> None:
    doubted = pd.DataFrame({"age": [True, False]})
    before = first()
    before = replace(before, rows=before.rows.assign(age=pd.array([None, 5], dtype="Int64")), unusable=doubted)

    differences = changes(before, accepted())

    assert differences.changed == (Changed("C1", (("Age", "an answer that could not be used", "4"),)),)


def test_dates_and_blanks_are_shown_as_an_agency_writes_them() -> None:
    before = first()
    before = replace(before, rows=before.rows.assign(met_on=pd.to_datetime(["2019-07-03", None])))

    differences = changes(before, accepted())

    assert [each.answers for each in differences.changed] == [
        (("Date of the meeting", "03/07/2019", "01/07/2019"),),
        (("Date of the meeting", "blank", "02/08/2019"),),
    ]


def test_two_records_with_one_number_are_compared_in_their_order() -> None:
    compared = changes(
        with_rows(["C1", "C1"], ["Y", "N"], sha256=OTHER), with_rows(["C1", "C1", "C1"], ["Y", "N", "Y"])
    )

    assert (compared.added, compared.changed) == (("C1 (3)",), ())


def test_the_same_values_are_nothing_new_whatever_the_date_on_the_cover() -> None:
    assert changes(first(), accepted(cover={"date_submitted": "2019-10-21"})).nothing_new


def test_other_counts_of_the_quarter_or_another_cover_are_something_new() -> None:
    volumes = pd.DataFrame({"month": ["2019-07"], "wnb": pd.array([3], dtype="Int64")})

    assert changes(first(), accepted(volumes=volumes)).volumes
    assert changes(first(), accepted(cover={"return_type": "SAMPLE"})).cover == (
        ("Is this every case, a sample, or a nil return?", "blank", "SAMPLE"),
    )


def test_a_nil_return_in_place_of_records_takes_them_all_away() -> None:
    nil = accepted(nil=True, rows=accepted().rows.iloc[:0], unusable=pd.DataFrame())

    assert changes(first(), nil).removed == ("C1", "C2")
    assert changes(replace(nil, sha256=OTHER), accepted()).added == ("C1", "C2")


tables = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["Y", "N", None])), max_size=6)


def table(lines: list[tuple[str, str | None]], **changed: Any) -> Validated:
    return with_rows([number for number, _ in lines], [held for _, held in lines], **changed)


@given(before=tables, now=tables)
def test_what_is_added_one_way_is_removed_the_other(before: list[Any], now: list[Any]) -> None:
    forth, back = (changes(table(a, sha256=OTHER), table(b)) for a, b in ((before, now), (now, before)))

    assert set(forth.added) == set(back.removed)
    assert {each.record for each in forth.changed} == {each.record for each in back.changed}
    assert forth.nothing_new is back.nothing_new
    assert {(each.before, each.now) for each in forth.effects} == {(each.now, each.before) for each in back.effects}


@given(lines=tables)
def test_nothing_changes_of_a_return_that_is_sent_again(lines: list[Any]) -> None:
    assert changes(table(lines, sha256=OTHER), table(lines, start=20)).nothing_new


def test_the_receipt_says_what_changed_since_when_and_its_effect() -> None:
    before = replace(queried(BLANK), sha256=OTHER, cover=FIRST)

    text = receipt_text(accepted(), [before])

    assert text.partition("What changed since your return of 14/10/2019\n")[2].splitlines()[:4] == [
        "- 1 record has other answers, before → now:",
        "- C2: Was it held? blank → N.",
        "- T1 Held: 1 of 1 met before, 1 of 2 met now.",
        "- ✓ 1 line of the earlier list mended; nothing is left to mend.",
    ]
    for line in text.splitlines():
        if "→" in line or "✓" in line:
            assert line[2:] in receipt_html(accepted(), [before])


def test_the_same_file_again_is_said_to_be_just_that() -> None:
    text = receipt_text(accepted(), [accepted(cover=FIRST)])

    assert "Received again: this is, byte for byte, the file that came as your return of 14/10/2019." in text
    assert "Nothing new: every answer is the same." in text


def test_the_same_values_in_another_file_are_nothing_new() -> None:
    text = receipt_text(accepted(), [first()])

    assert "Accepted: all of it is counted." in text
    assert "Nothing new: every answer is the same." in text


def test_a_return_that_was_sent_back_before_is_no_measure_of_what_changed() -> None:
    text = receipt_text(accepted(), [replace(sent_back(BLANK), sha256=OTHER)])

    assert "record has other answers" not in text
    assert "What changed since your earlier return" in text
    assert "✓ 1 line of the earlier list mended; nothing is left to mend." in text


def test_a_first_return_has_nothing_to_be_compared_with() -> None:
    assert "What changed" not in receipt_text(accepted())


@pytest.mark.parametrize("now", [sent_back(PERSON), accepted()], ids=["now", "before"])
def test_nothing_is_repeated_where_either_return_held_personal_data(now: Validated) -> None:
    named = replace(sent_back(replace(PERSON, label="Ann")), sha256=OTHER)

    assert "Ann" not in receipt_text(now, [named])
    assert mended([named], now) == ()


def fault(cell: str, rule: str = REQUIRED_MISSING.id, field: str = "held") -> Finding:
    return replace(BLANK, cell=cell, rule=rule, field=field)


def found_in(numbers: list[str], *findings: Finding, start: int = 6, sha256: str = SHA) -> Validated:
    revised = with_rows(numbers, ["Y"] * len(numbers), start=start, sha256=sha256, cover=FIRST)
    return replace(revised, findings=findings)


def test_a_fault_that_moved_with_its_record_is_not_mended() -> None:
    before = found_in(["C1", "C2"], fault("D7"), sha256=OTHER)

    assert mended([before], found_in(["C0", "C1", "C2"], fault("D8"))) == ()
    assert [each.finding.cell for each in mended([before], found_in(["C0", "C1", "C2"], fault("D7")))] == ["D7"]


def test_of_a_range_only_the_cells_that_are_mended_are_ticked() -> None:
    before = found_in(["C1", "C2", "C3"], fault("D6:D8"), sha256=OTHER)

    assert [each.finding.cell for each in mended([before], found_in(["C1", "C2", "C3"], fault("D7")))] == ["D6, D8"]


def test_what_is_wrong_with_rows_that_are_no_records_is_mended_all_at_once() -> None:
    before = found_in(["C1"], fault("B9", KEY_MISSING.id, "case_no"), sha256=OTHER)

    assert mended([before], found_in(["C1"], fault("B12", KEY_MISSING.id, "case_no"))) == ()


def test_notes_are_never_ticked() -> None:
    assert mended([found_in(["C1"], TIDIED, sha256=OTHER)], found_in(["C1"])) == ()


def test_a_return_sent_back_says_only_of_what_was_looked_for_again_that_it_is_mended() -> None:
    missing = HEADER_MISSING.worded(label="Age", place="F4", hint="").at("Records", "4:4", field="age")
    before = replace(sent_back(missing, replace(missing, field="held")), sha256=OTHER)

    assert [each.finding.field for each in mended([before], sent_back(missing))] == ["held"]
    assert mended([found_in(["C1"], fault("D6"), sha256=OTHER)], sent_back(missing)) == ()


def test_the_newest_and_the_newest_accepted_are_both_looked_at() -> None:
    back = replace(sent_back(replace(BLANK, rule=NO_HEADER.id, cell="")), sha256=OTHER)
    before = found_in(["C1"], fault("D6"), sha256=OTHER)

    assert [(each.since, each.finding.rule) for each in mended([before, back], found_in(["C1"]))] == [
        ("", NO_HEADER.id),
        ("14/10/2019", REQUIRED_MISSING.id),
    ]


def test_the_fix_list_ends_with_what_was_mended(tmp_path: Any) -> None:
    before = replace(queried(BLANK, DOUBT), sha256=OTHER, cover=FIRST)

    given_back(queried(DOUBT), tmp_path, of_sheets(records_sheet()), [before])

    sheet = openpyxl.load_workbook(tmp_path / "marked-up.xlsx")[fixlist.TITLE]
    lines = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=4)]
    assert lines == [
        ["Query: used as it stands: mend it or explain it", "Records!E6:E7", "Age"],
        ["✓ mended since 14/10/2019", "Records!D7", "Was it held?"],
    ]


def test_without_anything_earlier_the_workbook_is_the_same_as_ever(tmp_path: Any) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    given_back(queried(DOUBT), one, of_sheets(records_sheet()))
    given_back(queried(DOUBT), two, of_sheets(records_sheet()), [sent_back(PERSON)])

    first_of, second = (io.BytesIO((each / "marked-up.xlsx").read_bytes()).read() for each in (one, two))
    assert first_of == second
