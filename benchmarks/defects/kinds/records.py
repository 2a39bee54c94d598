"""Records: there twice, misnumbered, moved, or among rows that are none."""

from __future__ import annotations

from datetime import date
from typing import Any

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.by_record import amiss
from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.kinds.pasting import cells_of, pasted
from benchmarks.defects.kinds.typing import wrong
from benchmarks.defects.sent import COUNTED, Sent, bending, one_of, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.definition import Date, Field
from pipeline.template.layout import HEADER_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.cells import PATTERN, TOO_LONG
from pipeline.validate.catalogue.files import FILTERED, HIDDEN_ROWS, MAY_BE_CUT_OFF
from pipeline.validate.catalogue.records import KEY_REUSED, ROW_REPEATED, ROW_SHIFTED, SECOND_TABLE


def _copied(sent: Sent, random: Generator) -> Bent:
    book, row, below = sent.book(), sent.any_row(random), sent.last + 1
    sheet = book[RECORDS_SHEET]
    for cell in sheet[row]:
        copy = sheet.cell(below, cell.column, cell.value)
        copy.number_format = cell.number_format
    key = sent.form.audit.key
    due = Due(ROW_REPEATED.id, QUERY, near=sent.row_places(below), says=(f"row {row}",))
    return sent.bent(
        book,
        {sent.place(key, below), f"{RECORDS_SHEET}!{below}"},
        may={sent.place(key, row), COUNTED},
        either=frozenset({below}),
        ours=Ours((due,), rows={"set_aside": 1}),
    )


def _numbered_alike(sent: Sent, random: Generator) -> Bent:
    book, key = sent.book(), sent.form.audit.key
    one, other = random.choice(list(sent.rows), size=2, replace=False).tolist()
    typed(book[RECORDS_SHEET], sent.cell(key, other), sent.record(one)[key.name])
    both = frozenset({sent.place(key, one), sent.place(key, other)})
    return sent.bent(book, *both, ours=Ours((Due(KEY_REUSED.id, QUERY, both),)))


def _filled_down(sent: Sent, _random: Generator) -> Bent:
    book, key = sent.book(), sent.form.audit.key
    for row in sent.rows:
        typed(book[RECORDS_SHEET], sent.cell(key, row), sent.record(sent.rows[0])[key.name])
    return sent.bent(book, *(sent.place(key, row) for row in sent.rows))


@bending
def _misnumbered(sent: Sent, random: Generator, *values: object) -> Bent:
    """The numbers of as many records as there are ``values``, each typed over with one."""
    book, key = sent.book(), sent.form.audit.key
    rows = random.choice(list(sent.rows), size=len(values), replace=False).tolist()
    for row, value in zip(rows, values, strict=True):
        typed(book[RECORDS_SHEET], sent.cell(key, row), value)
    kept = frozenset(sent.rows) - {*rows}
    due = tuple(
        Due(PATTERN.id, ERROR, frozenset({sent.place(key, row)}), says=() if isinstance(value, str) else ("Text",))
        for row, value in zip(rows, values, strict=True)
    )
    ours = Ours(due, frozenset({SECOND_TABLE.id}), rows={"set_aside": len(values)})
    return sent.bent(book, *(sent.place(key, row) for row in rows), kept=kept, either=frozenset(rows), ours=ours)


def _sorted(sent: Sent, random: Generator) -> Bent | None:
    """One column of dates sorted by itself: what a rule can know is where an answer no longer fits its record."""
    dates = [each for each in sent.fields("date") if isinstance(each, Date)]
    for field in (dates[place] for place in random.permutation(len(dates)).tolist()):
        given = [sent.record(row)[field.name] for row in sent.rows]
        after: list[Any] = sorted((each for each in given if isinstance(each, date)), reverse=True)
        after += [None] * (len(given) - len(after))
        wrong_now = [
            (name, row)
            for row, value in zip(sent.rows, after, strict=True)
            for name in set(amiss(sent.form, {**sent.record(row), field.name: value}))
        ]
        if not wrong_now:
            continue
        book, fields = sent.book(), {each.name: each for each in sent.form.fields}
        for row, value in zip(sent.rows, after, strict=True):
            book[RECORDS_SHEET][sent.cell(field, row)].value = value
            book[RECORDS_SHEET][sent.cell(field, row)].number_format = "dd/mm/yyyy"
        return sent.bent(book, *(sent.place(fields[name], row) for name, row in wrong_now))
    return None


def _slipped(sent: Sent, random: Generator) -> Bent:
    """One record pasted a column too far right: a date's cell that now holds no date is surely wrong."""
    book, row = sent.book(), sent.any_row(random)
    sheet = book[RECORDS_SHEET]
    first = 2 + sent.column(sent.form.audit.key)
    for column in range(sent.width, first - 1, -1):
        left = sheet.cell(row, column - 1)
        sheet.cell(row, column, left.value).number_format = left.number_format
    sheet.cell(row, first - 1).value = None
    certain = [
        each
        for each in sent.form.fields
        if sent.column(each) >= first and isinstance(each, Date) and isinstance(_left_of(sent, each, row), str | int)
    ]
    return sent.bent(
        book,
        *(sent.place(each, row) for each in certain),
        may=sent.row_places(row),
        kept=frozenset(sent.rows) - {row},
        either=frozenset({row}),
    )


def _left_of(sent: Sent, field: Field, row: int) -> object:
    value = sent.record(row)[sent.form.fields[sent.column(field) - 3].name]
    also = {code.code for code in field.also_codes()}
    return None if value in also else value


def _pasted_lower(sent: Sent, random: Generator) -> Bent | None:
    """One required column pasted a row too low: its first cell is empty, and its last stands below the records."""
    fields = [each for each in sent.fields("code") if each.required and sent.unread(each) and _free(each)]
    if not fields:
        return None
    field = one_of(fields, random)
    book, below = sent.book(), sent.last + 1
    for row in range(below, sent.rows[0], -1):
        typed(book[RECORDS_SHEET], sent.cell(field, row), sent.record(row - 1)[field.name])
    typed(book[RECORDS_SHEET], sent.cell(field, sent.rows[0]), None)
    stray = sent.row_places(below)
    return sent.bent(book, sent.place(field, sent.rows[0]), stray, may={*stray, COUNTED}, either=frozenset({below}))


def _free(field: Field) -> bool:
    """Whether any answer of the list suits any record."""
    return not any(True for _ in field.conditions())


def _mistakes(sent: Sent, random: Generator) -> Bent | None:
    """Two wrong answers in one record: that is not a record shifted."""
    book, row = sent.book(), sent.any_row(random)
    places = set()
    for kind, words in (("code", "tbc"), ("number", "several")):
        spot = next(sent.spots(kind, random, lambda spot: spot.row == row), None)
        if spot is None:
            return None
        typed(book[RECORDS_SHEET], sent.cell(spot.field, row), words)
        places.add(sent.place(spot.field, row))
    due = tuple(Due("", ERROR, frozenset({place})) for place in places)
    return sent.bent(book, *places, ours=Ours(due, frozenset({ROW_SHIFTED.id})))


def _slid(sent: Sent, random: Generator) -> Bent:
    """One record's answers, from the second on, one column to the left of where they are asked."""
    book, row = sent.book(), sent.any_row(random)
    sheet = book[RECORDS_SHEET]
    first = 1 + sent.column(sent.form.audit.key)
    pasted(sheet, row, [*cells_of(sheet, row)[first:], (None, "General")], first)
    whole = sent.row_places(row)
    # By its dates, and by many answers, a row is known for shifted.
    shifted = Due(ROW_SHIFTED.id, QUERY, frozenset({f"{RECORDS_SHEET}!{row}"}), says=("one column",))
    due = Due(near=whole) if sent.counts or sent.asks_little else shifted
    return sent.bent(
        book, whole, may=whole, kept=frozenset(sent.rows) - {row}, either=frozenset({row}), ours=Ours((due,))
    )


def _cut_off(sent: Sent, random: Generator) -> Bent:
    """A record in the last row that an old workbook can have: what came after it may be lost."""
    book, row, far = sent.book(), sent.any_row(random), 65_536
    sheet, key = book[RECORDS_SHEET], sent.form.audit.key
    for cell in sheet[row]:
        sheet.cell(far, cell.column, cell.value).number_format = cell.number_format
    used = {str(sent.record(each)[key.name]) for each in sent.rows}
    stem = str(sent.record(row)[key.name])[:-1]
    sheet[sent.cell(key, far)].value = next(f"{stem}{last}" for last in range(9) if f"{stem}{last}" not in used)
    due = Due(MAY_BE_CUT_OFF.id, ERROR, near=sent.row_places(far), says=("may be cut off",))
    return sent.bent(
        book,
        sent.row_places(far),
        kept=frozenset({*sent.rows, far}),
        may={*sent.row_places(far, row), COUNTED},
        ours=Ours((due,)),
    )


def _hidden_column(sent: Sent, random: Generator) -> Bent:
    book, letter = sent.book(), get_column_letter(int(random.integers(3, sent.width)))
    book[RECORDS_SHEET].column_dimensions[letter].hidden = True
    return sent.bent(book, {RECORDS_SHEET, f"{RECORDS_SHEET}!{letter}{HEADER_ROW}"})


def _hidden(sent: Sent, random: Generator) -> Bent:
    book, row = sent.book(), sent.any_row(random)
    book[RECORDS_SHEET].row_dimensions[row].hidden = True
    due = Due(HIDDEN_ROWS.id, NOTE, frozenset({f"{RECORDS_SHEET}!{row}"}))
    return sent.bent(book, {f"{RECORDS_SHEET}!{row}", RECORDS_SHEET}, ours=Ours((due,)))


def _filtered(sent: Sent, random: Generator) -> Bent:
    book, row = sent.book(), sent.any_row(random)
    sheet = book[RECORDS_SHEET]
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(sent.width)}{sent.last}"
    sheet.auto_filter.add_filter_column(4, ["Y"])
    sheet.row_dimensions[row].hidden = True
    return sent.bent(
        book,
        RECORDS_SHEET,
        may=frozenset({f"{RECORDS_SHEET}!{row}"}),
        ours=Ours((Due(FILTERED.id, NOTE), Due(HIDDEN_ROWS.id, NOTE))),
    )


_FORM = "The codebook gives the number's form."

KINDS = (
    Kind("record there twice", "Every answer is the same, its number too.", _copied),
    Kind("number used for two records", "A record's number is its own.", _numbered_alike),
    Kind("number filled down over all records", "A record's number is its own.", _filled_down),
    Kind("number in another form", _FORM, _misnumbered("case 7", "1")),
    Kind("number that Excel has changed", _FORM, _misnumbered(9.43e9, 1, 4.3e-5)),
    wrong(
        "reference in another form",
        "The codebook gives the reference's form.",
        "reference",
        lambda spot: f"{spot.value}?",
        rule=PATTERN.id,
    ),
    wrong(
        "words longer than the codebook allows",
        "The codebook gives the most letters.",
        "words",
        "seen again " * 900,
        rule=TOO_LONG.id,
        says="nothing has been cut",
        unsaid="seen again seen",
    ),
    Kind("one column sorted by itself", "Only where an answer no longer fits the record it has come to.", _sorted),
    Kind("record pasted one column too far right", "Where a date is asked and no date has come.", _slipped),
    Kind("record pasted one column too far left", "Answers stand where others are asked, all along a row.", _slid),
    Kind("two mistakes in one record", "Each is wrong by itself.", _mistakes),
    Kind(
        "column pasted one row too low", "Its first cell is empty, and its last has no record beside it.", _pasted_lower
    ),
    Kind("hidden row", "The file says that it is hidden; it is a record like any other.", _hidden),
    Kind("hidden column", "The file says that it is hidden; its answers are answers.", _hidden_column),
    Kind(
        "record in the last row of old Excel",
        "A sheet that ends there may have been cut off there.",
        _cut_off,
        for_all=False,
    ),  # others build every cell above it
    Kind("filter left on", "The file says so; what it hides are records like any other.", _filtered),
)
