"""What is seen of a template at once, on a screen of 1366 x 768 at 100 %, and that no row cuts its words."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from pipeline import template
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Coded, Form
from pipeline.template import checks_grid, guidance, layout, ready
from pipeline.template.records import FIRST_SCREEN
from pipeline.template.text_size import height, lines, pixels
from tests.forms import ALL
from tests.unit.template.test_template import every_form, opened

SCREEN_ROWS = 26  # of Excel's usual 20 pixels
VISIBLE = (layout.COVER_SHEET, layout.RECORDS_SHEET, layout.VOLUMES_SHEET, layout.READY_SHEET, layout.GUIDANCE_SHEET)
# Columns of answers that were seen at once when To mend held its words: 8 of each form.
BEFORE = 8
SMALL = ALL["MASH"].form(ALL["MASH"].views[2], Quarter(2019, 2))


@cache
def widths(form: Form, title: str) -> list[float]:
    """The widths of a sheet's columns, in characters; none for one that is hidden."""
    wide = []
    for each in sorted(opened(form)[title].column_dimensions.values(), key=lambda column: column.min):
        wide += [0.0 if each.hidden else each.width] * (each.max - each.min + 1)
    return wide


def row_pixels(sheet: Any, row: int) -> float:
    points = sheet.row_dimensions[row].height
    return 20 if points is None else float(points) / 0.75


@every_form
def test_ready_to_send_shows_all_it_says_of_a_rule_without_scrolling(form: Form) -> None:
    sheet = opened(form)[layout.READY_SHEET]
    shown = [pixels(wide - 0.71) for wide in widths(form, layout.READY_SHEET) if wide]

    assert len(shown) == 4
    assert sum(shown) <= FIRST_SCREEN
    assert sum(row_pixels(sheet, row) for row in range(1, ready.FIRST_ROW + ready.SHOWN + 1)) <= SCREEN_ROWS * 20


@every_form
def test_to_mend_is_a_narrow_flag_and_two_more_answers_are_seen_beside_it(form: Form) -> None:
    flag, *asked = (pixels(wide - 0.71) for wide in widths(form, layout.RECORDS_SHEET))
    seen = sum(flag + sum(asked[: number + 1]) <= FIRST_SCREEN for number in range(len(form.fields)))

    assert flag <= 90
    assert seen >= min(len(form.fields), BEFORE + 2)


@every_form
def test_no_row_of_any_sheet_cuts_the_words_that_stand_in_it(form: Form) -> None:
    cut = []
    for sheet in opened(form):
        if sheet.title not in VISIBLE:
            continue
        wide = [each - 0.71 for each in widths(form, sheet.title)]
        merged = {each.min_row: sum(wide[each.min_col - 1 : each.max_col]) for each in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            if cell.data_type == "f" or not wide[cell.column - 1]:
                continue
            room = merged.get(cell.row, wide[cell.column - 1]) if cell.alignment.wrap_text else 999
            needed = lines(cell.value, room, cell.font.size, bool(cell.font.bold)) * cell.font.size * 1.2
            if needed > (sheet.row_dimensions[cell.row].height or 15):
                cut.append((sheet.title, cell.coordinate))
    assert cut == []


@every_form
def test_what_does_not_wrap_on_the_cover_and_in_volumes_runs_under_nothing(form: Form) -> None:
    for title in (layout.COVER_SHEET, layout.VOLUMES_SHEET):
        if title not in opened(form).sheetnames:
            continue
        wide = widths(form, title)
        for row in opened(form)[title].iter_rows():
            for cell, beside in pairwise(row):
                if isinstance(cell.value, str) and not cell.alignment.wrap_text and beside.value is not None:
                    assert lines(cell.value, wide[cell.column - 1], cell.font.size) == 1, cell.coordinate


@every_form
def test_the_parts_of_the_story_are_a_band_in_two_colours_above_their_questions(form: Form) -> None:
    band = opened(form)[layout.RECORDS_SHEET][2][1:]
    expected = [
        (part.title if place == 0 else None, number % 2)
        for number, part in enumerate(form.parts)
        for place in range(len(part.fields))
    ]
    colours = list(dict.fromkeys(cell.fill.fgColor.rgb for cell in band[: len(expected)]))

    assert [(cell.value, colours.index(cell.fill.fgColor.rgb)) for cell in band[: len(expected)]] == expected
    assert len(colours) == 2


@every_form
def test_a_cell_is_coloured_by_names_alone_for_each_thing_that_may_be_said_of_it(form: Form) -> None:
    rules = opened(form)[layout.RECORDS_SHEET].conditional_formatting
    by_area = {str(each.sqref): [rule.formula[0] for rule in each.rules] for each in rules}

    assert len(by_area) == len(form.fields)
    for field, formulas in zip(form.fields, by_area.values(), strict=True):
        asked = [field.required, field.required_when is not None, field.only_when is not None]
        assert len(formulas) >= 1 + asked[2] + any(asked[:2]), field.name
        assert not [each for each in formulas if "!" in re.sub('"[^"]*"', "", each)], "no other sheet may be named here"
        assert all("INDEX(checks," in each for each in formulas)


@every_form
def test_no_cell_of_a_row_is_grey_before_something_is_entered_in_it(form: Form) -> None:
    rules = opened(form)[layout.RECORDS_SHEET].conditional_formatting

    for field, each in zip(form.fields, rules, strict=True):
        if field.only_when is not None:
            assert each.rules[-1].formula[0].startswith(f"AND(INDEX(checks,ROW(),{checks_grid.USED + 1})=1,")


@every_form
def test_the_cover_says_how_long_a_record_takes(form: Form) -> None:
    lines = [str(cell.value) for cell in opened(form)[layout.COVER_SHEET]["A"]]

    assert [each for each in lines if f"about {form.minutes} minute" in each]


@every_form
def test_the_guidance_has_every_answer_of_every_question(form: Form) -> None:
    """Beside its question; of so many that Excel makes no row high enough, in a list of their own below."""
    rows = {row[0].value: row[3].value for row in opened(form)[layout.GUIDANCE_SHEET].iter_rows()}

    for field in form.fields:
        if isinstance(field, Coded):
            below = len(field.codes.codes) > guidance.IN_ONE_CELL
            listed = rows if below else rows[field.label]
            assert [each.shown for each in field.codes if each.shown not in listed] == []
            assert ("listed at the end" in rows[field.label]) == below


@every_form
def test_the_title_of_records_ends_before_the_colours_are_explained(form: Form) -> None:
    title, *legend = (cell for cell in opened(form)[layout.RECORDS_SHEET][1] if cell.value)
    room = sum(each - 0.71 for each in widths(form, layout.RECORDS_SHEET)[: legend[0].column - 1])

    assert lines(title.value, room, title.font.size, bold=True) == 1


def test_the_colours_are_explained_where_the_answers_are_typed() -> None:
    row = [cell for cell in opened(SMALL)[layout.RECORDS_SHEET][1] if cell.value][1:]

    assert [cell.value for cell in row] == ["To mend", "Needed", "Look again", "Leave empty"]
    assert len({cell.fill.fgColor.rgb for cell in row}) == len(row)


def test_no_word_of_a_sheet_is_the_trade_s_own() -> None:
    trade = re.compile(r"\b(no answer to|not asked here|grey ones|validation|formula|null|boolean|string|enum)\b")
    with zipfile.ZipFile(io.BytesIO(template.workbook(SMALL, "LSCB"))) as package:
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", package.read("xl/sharedStrings.xml").decode())

    assert [each for each in texts if trade.search(each)] == []


@pytest.mark.parametrize(
    ("text", "wide", "count"),
    [("", 10, 1), ("word", 10, 1), ("two words", 8, 2), ("a\nb", 10, 2), ("x" * 100, 10, 11), ("one two three", 60, 1)],
)
def test_lines_are_counted_as_a_screen_breaks_them(text: str, wide: int, count: int) -> None:
    assert lines(text, wide) == count


def test_bold_and_larger_letters_take_more_room() -> None:
    text = "a heading of several words that is rather long"

    assert lines(text, 20) < lines(text, 20, bold=True) + 1
    assert lines(text, 20, 20) > lines(text, 20)
    assert height([(text, 20)], 20) > height([(text, 20)])


def test_a_rule_too_long_for_the_top_of_ready_to_send_says_where_the_rest_is() -> None:
    short, long = "‘Age’ is always answered", "‘Age’ is always answered, " * 30

    assert ready.brief(short) == short
    assert lines(ready.brief(long), ready.WIDTHS[1]) == 2
    assert ready.brief(long).endswith("(the list below has all of it)")
