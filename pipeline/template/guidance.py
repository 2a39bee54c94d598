"""The Guidance sheet: every question and standard in words, from the definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Field, Form, MultiCode, Standard
from pipeline.definition.codebook import codes_of, in_words_of, kind, target, target_in_words, when
from pipeline.definition.targets import Aim, own_target
from pipeline.definition.words import quoted
from pipeline.english import capital, listed
from pipeline.template.styles import (
    BAND,
    LINE,
    PALE,
    Styles,
    lay_out_for_reading,
    print_across,
    write_headings,
    write_subtitle,
    write_title,
)
from pipeline.template.text_size import height

_WIDTHS = (25, 20, 31, 44, 14)  # characters: seen whole in LibreOffice too, which shows them a quarter wider
_ON_ONE_LINE = 3  # answers
IN_ONE_CELL = 24  # answers; Excel makes no row high enough for more, so they are listed below
_HOW = (
    "On Records, a cell turns red where its answer cannot be used and yellow where an answer is still needed; it "
    "is amber where it is to be looked at again, and grey where it is to be left empty. To mend, at the left of a "
    "row, says how much there is to mend in it and leads to the first cell; What to mend, at its right end, says "
    "it in words. To fold away questions that do not apply to your cases, select their columns by the letters "
    "above them, click with the right button and choose Hide; Unhide brings them back. They are read all the "
    "same."
)


def write(sheet: Worksheet, styles: Styles, form: Form, told: str = "") -> None:
    """Write the Guidance sheet of ``form``; it begins with what its agency alone is ``told``, if anything."""
    lay_out_for_reading(sheet, _WIDTHS)
    write_title(sheet, styles, f"{form.audit.title}: guidance")
    lines = [
        *filter(None, [told]),
        form.audit.purpose,
        f"One row is {form.one_row}.",
        *(f"On the sheet {each.sheet}, one row is {each.one_row}." for each in form.beside),
        f"Which cases: {form.audit.which_cases(form.quarter)}",
    ]
    lines += [*form.audit.guidance, *_several(form), _HOW]
    for row, line in enumerate(lines, start=1):
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, line, styles(text_wrap=True))
        sheet.set_row(row, height([(line, sum(_WIDTHS))]))
    row = 2 + len(lines)
    for each in form.sheets:
        row = _questions(sheet, styles, each, row) + 2
    row = _standards(sheet, styles, form, row)
    for field in (field for each in form.sheets for field in each.fields):
        if _is_long(field):
            row = _long_list(sheet, styles, field, row + 2)
    print_across(sheet)


def _questions(sheet: Worksheet, styles: Styles, form: Form, row: int) -> int:
    """Write every question, by part of the story, from ``row`` on; gives the last row written."""
    named = "Questions" if form.view.beside is None else f"Questions on the sheet {form.sheet}"
    row = _section(sheet, styles, row, named, ("Question", "Answer", "When", "Answers and help", "Counts in"))
    title = styles(bold=True, font_color=BAND, bg_color=PALE)
    for part in form.parts:
        row += 1
        for column in range(len(_WIDTHS)):
            sheet.write(row, column, "" if column else part.title, title)
        for field in part.fields:
            row += 1
            answers_and_help = "\n".join(filter(None, (field.help, _answers(field))))
            counts_in = ", ".join(form.affected(field) or (each.id for each in form.measures if each.field is field))
            texts = (field.label, capital(kind(field)), when(field), answers_and_help, counts_in)
            _write_line(sheet, styles, row, texts)
    return row


def _standards(sheet: Worksheet, styles: Styles, form: Form, row: int) -> int:
    """Write every standard from ``row`` on; gives the last row written."""
    headings = ("Standard", "Target", "Out of records where", "Counts as met where", "Evidence for")
    above = _section(sheet, styles, row, "Standards that this return counts in", headings)
    counted = {each.id: each for sheet_form in form.sheets for each in sheet_form.standards}
    if not counted:
        shown = listed([f"{each.id} ({each.title[:1].lower()}{each.title[1:]})" for each in form.measures])
        _write_line(sheet, styles, above + 1, ("None", "", f"It counts in what is shown beside them: {shown}.", "", ""))
    for number, each in enumerate(counted.values(), start=above + 1):
        left_out = f"\nLeft out: {each.excluded}" if each.excluded else ""
        quarter, aim = form.quarter, _aim(each, target(each, form.quarter))
        out_of = f"{in_words_of(quarter, each, lambda part: part.applies)}{left_out}"
        met = in_words_of(quarter, each, lambda part: part.met)
        texts = (f"{each.id} {each.titled(quarter)}", aim, out_of, met, ", ".join(each.recommendations))
        _write_line(sheet, styles, number, texts)
    return above + max(len(counted), 1)


def _long_list(sheet: Worksheet, styles: Styles, field: Field, row: int) -> int:
    """Write the answers of a question that has many, one below the other; gives the last row written."""
    write_subtitle(sheet, styles, row, f"Answers to {quoted(field)}")
    for code in codes_of(field):
        row += 1
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, code.shown, styles(text_wrap=True))
        sheet.set_row(row, height([(code.shown, sum(_WIDTHS))]))
    return row


def _is_long(field: Field) -> bool:
    return len(codes_of(field)) > IN_ONE_CELL


def _aim(standard: Standard, words_of_target: str) -> str:
    return f"{capital(words_of_target)}\n{standard.source}"


def targets_written(form: Form) -> Iterator[str]:
    """What may stand as a target on the sheet, whichever was in force when a copy of it was written."""
    for each in (standard for sheet in form.sheets for standard in sheet.standards):
        own = own_target(each)
        for words in _every_target(low_is_good=own.low_is_good) if own.rated else ():
            yield _aim(each, words)


@cache
def _every_target(*, low_is_good: bool) -> tuple[str, ...]:
    return tuple(target_in_words(Aim(whole / 100, 0, low_is_good)) for whole in range(101))


def _section(sheet: Worksheet, styles: Styles, row: int, title: str, headings: Sequence[str]) -> int:
    """Write a section's title and headings; gives the row of its headings."""
    write_subtitle(sheet, styles, row, title)
    write_headings(sheet, styles, row + 1, headings)
    return row + 1


def _write_line(sheet: Worksheet, styles: Styles, row: int, texts: Sequence[str]) -> None:
    """Write one line of a table, as high as its longest text."""
    for column, each in enumerate(texts):
        sheet.write(row, column, each, styles(text_wrap=True, bold=not column, bottom=1, bottom_color=LINE))
    first, *others = zip(texts, _WIDTHS, strict=True)
    sheet.set_row(row, max(height([first], bold=True), height(others)))


def _answers(field: Field) -> str:
    """Every answer that a question takes, as the drop-down offers it; of many, where they are listed."""
    if _is_long(field):
        return f"One of {len(codes_of(field))} answers, which are listed at the end of this sheet."
    shown = [code.shown for code in codes_of(field)]
    return ("; " if len(shown) <= _ON_ONE_LINE else "\n").join(shown)


def _several(form: Form) -> list[str]:
    """How several codes go into one cell, where a question takes them."""
    asked = (field for sheet in form.sheets for field in sheet.fields)
    first = next((field for field in asked if isinstance(field, MultiCode)), None)
    if first is None:
        return []
    codes = ";".join(first.codes.values()[:2])
    how = f"Where a question takes several answers, type them into its one cell with semicolons between them: {codes}."
    return [f"{how} Words will do too. Their order does not matter, nor do blanks beside the semicolon."]
