"""Where the records are: found under other names and in other rows, and never guessed at."""

from __future__ import annotations

import pytest

from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.read import cell_name
from pipeline.template.layout import EXAMPLE_MARK, RECORDS_SHEET
from pipeline.validate.catalogue.files import NO_RECORDS_SHEET, SEVERAL_RECORDS_SHEETS
from pipeline.validate.catalogue.headings import (
    COLUMN_ADDED,
    HEADER_MISSING,
    HEADER_REPEATED,
    HEADER_TIDIED,
    NO_LONGER_ASKED,
)
from pipeline.validate.header import Header, by_sheet, resolved
from tests.unit.validate.sent import FORM, good, records_sheet, sheet, workbook

LABELS = ["Row mark", *(field.label for field in FORM.fields)]


def asked(*rows: list[object], name: str = RECORDS_SHEET) -> Header | tuple[str, ...]:
    """The header of a workbook with one sheet of these rows, or the rules that refuse it."""
    header = resolved(workbook(sheet(name, rows)), FORM)
    return header if isinstance(header, Header) else tuple(each.rule for each in header)


def test_the_template_itself_is_read_without_a_remark() -> None:
    header = resolved(workbook(records_sheet([good()])), FORM)

    assert (header.row, header.notes) == (4, ())
    assert header.cell(5, "visited") == "E5"


@pytest.mark.parametrize(
    ("headings", "rules"),
    [
        ([label.upper() for label in LABELS], {HEADER_TIDIED.id}),
        ([label.replace(" ", "\u00a0") for label in LABELS], {HEADER_TIDIED.id}),
        ([label.replace(" ", "\n") for label in LABELS], {HEADER_TIDIED.id}),
        ([label.replace("'", "’") for label in LABELS], {HEADER_TIDIED.id}),
        ([*LABELS, "Our own notes"], {COLUMN_ADDED.id}),
        (list(reversed(LABELS)), set()),
    ],
)
def test_headings_are_known_by_their_words_wherever_they_stand(headings: list[object], rules: set[str]) -> None:
    header = asked([""], [""], [""], headings)

    assert header.columns["visited"] == [str(each).split()[0].casefold() for each in headings].index("home")
    assert {each.rule for each in header.notes} == rules


def test_rows_above_the_header_and_another_sheet_name_are_noted() -> None:
    header = asked([""], [""], ["Our return"], [""], [""], LABELS, name="Sheet1")

    assert header.row == 6
    assert [each.sentence() for each in header.notes] == [
        "Sheet1: we saw a sheet called 'Sheet1'. Read as 'Records'; rename it back.",
        (
            "Sheet1!A6: we saw the headings in row 6. The template has them in row 4; they were read where they are, "
            "and so was every record above and below them."
        ),
    ]


@pytest.mark.parametrize(
    ("headings", "rule"),
    [
        ([each for each in LABELS if each != "Home visited?"], HEADER_MISSING.id),
        ([each.replace("Home visited?", "Was the home seen?") for each in LABELS], HEADER_MISSING.id),
        ([*LABELS, "Home visited?"], HEADER_REPEATED.id),
        (["A", "B", "C"], NO_RECORDS_SHEET.id),
    ],
)
def test_a_heading_that_is_missing_reworded_or_there_twice_sends_the_return_back(
    headings: list[object], rule: str
) -> None:
    header = asked([""], [""], [""], headings, name="Sheet1" if rule == NO_RECORDS_SHEET.id else RECORDS_SHEET)

    assert header == (rule,)


def test_a_reworded_heading_is_pointed_out_and_not_guessed() -> None:
    headings = [each.replace("Home visited?", "Home visited yet?") for each in LABELS]
    header = resolved(workbook(sheet(RECORDS_SHEET, [[""], [""], [""], headings])), FORM)

    assert header[0].sentence() == (
        "Records, row 4: we saw no heading 'Home visited?'. We expected the heading 'Home visited?'. Put the column "
        "back under its heading (E4 in the template), empty if need be. Is it 'Home visited yet?' in E4?"
    )


def test_records_on_two_sheets_send_the_return_back_naming_both() -> None:
    header = resolved(workbook(records_sheet([good()]), sheet("More", [LABELS, ["", "T-09", "x"]])), FORM)

    assert header[0].rule == SEVERAL_RECORDS_SHEETS.id
    assert "Records, More" in header[0].saw


def test_a_copy_of_the_sheet_with_nothing_in_it_does_no_harm() -> None:
    header = resolved(workbook(records_sheet([good()]), sheet("Records (2)", [LABELS, [EXAMPLE_MARK, "T-00"]])), FORM)

    assert header.sheet.name == "Records"


def test_questions_that_are_no_longer_asked_are_one_note_and_are_not_to_be_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(vars(FORM), NO_LONGER_ASKED.id, frozenset({"Colour of the door", "Shoe size"}))
    header = asked([""], [""], [""], [*LABELS, "Colour of the door", "Team", "shoe size *"])

    notes = [(each.rule, each.cell) for each in header.notes if each.rule != HEADER_TIDIED.id]
    last = len(LABELS)
    assert notes == [
        (COLUMN_ADDED.id, cell_name(4, last + 2)),
        (NO_LONGER_ASKED.id, f"{cell_name(4, last + 1)}, {cell_name(4, last + 3)}"),
    ]


def test_two_sheets_that_ask_nearly_the_same_are_told_apart_by_their_names() -> None:
    """Five of the seven headings of social care's further sheet stand on its Records too."""
    form = WNB.form(WNB.social_work, Quarter(2026, 4))
    (beside,) = form.beside
    sheets = [
        sheet(each.sheet, [[""], [""], [""], [field.label for field in each.fields], ["WNB-0001"]])
        for each in form.sheets
    ]

    parts = by_sheet(workbook(*sheets), form, {})

    assert [each.name for each in parts[form].sheets] == [form.sheet]
    assert [each.name for each in parts[beside].sheets] == [beside.sheet]
