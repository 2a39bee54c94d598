"""Records that may be lost unsaid: beside words like the template's own, above the headings, on other sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.sent import COUNTED, Sent, bent, typed
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.definition import Text
from pipeline.layout import COVER_SHEET, EXAMPLE_MARK, EXAMPLE_ROW, FIRST_DATA_ROW, HEADER_ROW, RECORDS_SHEET
from pipeline.validate.validated import Status

Bend = Callable[[Sent, Generator], Bent | None]
_COUNT = COUNTED.partition("!")[2]


def _uncounted(sent: Sent) -> Any:
    """A fresh copy whose Cover does not say how many records there are, so that nothing but the rows can tell."""
    book = sent.book()
    book[COVER_SHEET][_COUNT].value = None
    return book


def _cells_of(sheet: Any, row: int) -> list[tuple[object, str]]:
    return [(cell.value, cell.number_format) for cell in sheet[row]]


def _put(sheet: Any, row: int, cells: Iterable[tuple[object, str]], first: int = 1) -> None:
    for column, (value, shown) in enumerate(cells, start=first):
        sheet.cell(row, column).value, sheet.cell(row, column).number_format = value, shown


def _anywhere(sent: Sent, *more: str, last: int = 0) -> frozenset[str]:
    """Everywhere on the sheet of records, the file and the Cover's count."""
    return sent.row_places(*range(1, max(last, sent.last) + 1)) | {FILE, RECORDS_SHEET, COUNTED, *more}


# Words like the template's own mark


def _beside(words: str, heading: str | None = "Our own remarks", *, all_rows: bool = False) -> Bend:
    """``words`` in a column of their own, beside one record or all."""

    def made(sent: Sent, random: Generator) -> Bent:
        book, column = _uncounted(sent), sent.width + 1
        letter, sheet = get_column_letter(column), book[RECORDS_SHEET]
        sheet.cell(HEADER_ROW, column).value = heading
        rows = list(sent.rows) if all_rows else [int(random.choice(list(sent.rows)))]
        for row in rows:
            sheet.cell(row, column).value = words
        places = {f"{RECORDS_SHEET}!{letter}{row}" for row in (HEADER_ROW, *rows)}
        return bent(book, sent.truth(places, may=places, ours=Ours(worst=NOTE, rows={"kept": len(sent.rows)})))

    return made


def _in_the_first_column(*words: object) -> Bend:
    """``words`` in the template's own column, beside as many records: read as no answer, and said so at the cell."""

    def made(sent: Sent, random: Generator) -> Bent:
        book = _uncounted(sent)
        rows = random.choice(list(sent.rows), size=len(words), replace=False).tolist()
        for row, each in zip(rows, words, strict=True):
            book[RECORDS_SHEET].cell(row, 1).value = each
        places = [{f"{RECORDS_SHEET}!A{row}", f"{RECORDS_SHEET}!{row}"} for row in rows]
        ours = Ours(worst=NOTE, rows={"kept": len(sent.rows)})
        return bent(book, sent.truth(*places, may={RECORDS_SHEET}, ours=ours))

    return made


def _marked(sent: Sent, random: Generator) -> Bent:
    """The template's own mark in its own column, on a row that holds a record."""
    book, row = _uncounted(sent), int(random.choice(list(sent.rows)))
    book[RECORDS_SHEET].cell(row, 1).value = EXAMPLE_MARK
    due = Due("", QUERY, near=sent.row_places(row))
    return bent(book, sent.truth(sent.row_places(row), may=sent.row_places(row), ours=Ours((due,))))


def _typed_over_the_example(sent: Sent, random: Generator) -> Bent:
    """A record typed over the worked example, the mark left beside it."""
    book, row = _uncounted(sent), int(random.choice(list(sent.rows)))
    sheet = book[RECORDS_SHEET]
    _put(sheet, EXAMPLE_ROW, _cells_of(sheet, row)[1:], first=2)
    _put(sheet, row, [(None, "General")] * sent.width)
    places = sent.row_places(EXAMPLE_ROW)
    kept = frozenset({*sent.rows, EXAMPLE_ROW} - {row})
    due = Due("", QUERY, near=places)
    return bent(book, sent.truth(places, may={*places, *sent.row_places(row)}, kept=kept, ours=Ours((due,))))


def _example_again(sent: Sent, _random: Generator) -> Bent:
    """The worked example copied below the records, with its mark: it is no record there either."""
    book = _uncounted(sent)
    sheet = book[RECORDS_SHEET]
    _put(sheet, sent.last + 1, _cells_of(sheet, EXAMPLE_ROW))
    places = sent.row_places(sent.last + 1)
    return bent(book, sent.truth(may=places, ours=Ours(worst=NOTE, rows={"not_data": 2})))


# Records above the headings


def _sorted(by: Callable[[Sent, Generator], int], *, descending: bool) -> Bend:
    """The sheet sorted by a column with the row of headings in the selection, as Excel does it."""

    def made(sent: Sent, random: Generator) -> Bent:
        book, column = _uncounted(sent), by(sent, random)
        sheet = book[RECORDS_SHEET]
        before = {row: _cells_of(sheet, row) for row in range(HEADER_ROW, sent.last + 1)}
        filled = [row for row in before if before[row][column - 1][0] not in (None, "")]
        filled.sort(key=lambda row: _rank(before[row][column - 1][0]), reverse=descending)
        order = [*filled, *(row for row in before if row not in filled)]
        for now, row in enumerate(order, start=HEADER_ROW):
            _put(sheet, now, before[row])
        kept = frozenset(now for now, row in enumerate(order, start=HEADER_ROW) if row >= FIRST_DATA_ROW)
        everywhere = _anywhere(sent)
        return bent(book, sent.truth(everywhere, kept=kept, may=everywhere, refusal=Refusal.MAY))

    return made


def _rank(value: object) -> tuple[int, float, str]:
    """Numbers and dates before words, as Excel sorts them."""
    if isinstance(value, datetime):
        return 0, value.timestamp(), ""
    if isinstance(value, int | float):
        return 0, float(value), ""
    return 1, 0.0, str(value).casefold()


def _by_number(sent: Sent, _random: Generator) -> int:
    return sent.column(sent.form.audit.key)


def _by_date(sent: Sent, _random: Generator) -> int:
    return sent.column(sent.form.anchors[0])


def _by_code(sent: Sent, random: Generator) -> int:
    fields = [each for each in sent.fields("code") if each.required]
    return sent.column(fields[int(random.integers(len(fields)))])


def _above(count: int, at: int) -> Bend:
    """The last ``count`` records cut and pasted above the headings, into rows put in at ``at``."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book = _uncounted(sent)
        sheet = book[RECORDS_SHEET]
        moved = [_cells_of(sheet, row) for row in list(sent.rows)[-count:]]
        sheet.delete_rows(sent.last - count + 1, count)
        sheet.insert_rows(at, count)
        for row, cells in enumerate(moved, start=at):
            _put(sheet, row, cells)
        kept = frozenset({*range(at, at + count), *range(FIRST_DATA_ROW + count, sent.last + 1)})
        everywhere = _anywhere(sent)
        return bent(book, sent.truth(everywhere, kept=kept, may=everywhere, refusal=Refusal.MAY))

    return made


# Records on other sheets


def _moved(count: int, state: str = "visible", title: str = "Sheet2", first: tuple[int, int] = (1, 1)) -> Bend:
    """The last ``count`` records cut and pasted to a sheet of their own, without headings, from ``first`` on."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book, (top, left) = _uncounted(sent), first
        sheet, other = book[RECORDS_SHEET], book.create_sheet(title)
        for down, row in enumerate(list(sent.rows)[-count:], start=top):
            _put(other, down, _cells_of(sheet, row)[left - 1 :] if left == 2 else _cells_of(sheet, row))
            _put(sheet, row, [(None, "General")] * sent.width)
        other.sheet_state = state
        places = _anywhere(sent, title) | {f"{title}!{row}" for row in range(top, top + count)}
        places |= {f"{title}!{get_column_letter(column)}{row}" for column in range(1, sent.width + 1)
                   for row in range(top, top + count)}  # fmt: skip
        ours = Ours((Due("", ERROR, says=(title, RECORDS_SHEET)),), status=Status.SENT_BACK)
        return bent(book, sent.truth(places, may=places, refusal=Refusal.MUST, ours=ours))

    return made


def _harmless(*rows: list[object], title: str = "Ours") -> Bend:
    """A sheet of their own that holds no record: a note that it was not read."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book = sent.book()
        sheet = book.create_sheet(title)
        for each in rows:
            sheet.append(each)
        due = (Due("", NOTE, says=(title, "not read")),) if rows else ()
        places = {FILE, title, f"{title}!A1"}
        ours = Ours(due, worst=NOTE, rows={"kept": len(sent.rows)})
        return bent(book, sent.truth(*([places] if rows else []), may=places, ours=ours))

    return made


# Not one record left


def _none_kept(name: str, knows: str, bend: Callable[[Sent, Any], object], near: Callable[[Sent], set[str]]) -> Kind:
    """A return of which no record can be kept, and that is not nil: it goes back. ``near``: where that is said."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book = sent.book()
        bend(sent, book[RECORDS_SHEET])
        everywhere = _anywhere(sent)
        due = Due("", ERROR, near=frozenset(near(sent)))
        ours = Ours((due,), status=Status.SENT_BACK, rows={"kept": 0}, unworded=("is counted as missing",))
        return bent(book, sent.truth(everywhere, kept=frozenset(), may=everywhere, refusal=Refusal.MUST, ours=ours))

    return Kind(name, knows, made)


def _days_later(days: int) -> Callable[[Sent, Any], None]:
    def bend(sent: Sent, sheet: Any) -> None:
        for field in sent.form.anchors:
            for row in sent.rows:
                given = sent.record(row)[field.name]
                if isinstance(given, date):
                    moved = given + timedelta(days=days)
                    whole = moved if isinstance(moved, datetime) else datetime(moved.year, moved.month, moved.day)
                    typed(sheet, sent.cell(field, row), whole)

    return bend


def _headings_to_the_right(sent: Sent, sheet: Any) -> None:
    headings = _cells_of(sheet, HEADER_ROW)
    _put(sheet, HEADER_ROW, [(None, "General"), *headings[1 : sent.width]], first=2)


def _headings_moved_on(_sent: Sent, sheet: Any) -> None:
    headings = _cells_of(sheet, HEADER_ROW)
    _put(sheet, HEADER_ROW, [(None, "General"), *headings[1:]], first=2)


def _answers_to_the_left(sent: Sent, sheet: Any) -> None:
    for row in sent.rows:
        _put(sheet, row, [*_cells_of(sheet, row)[1:], (None, "General")])


def _answers_to_the_right(sent: Sent, sheet: Any) -> None:
    for row in sent.rows:
        _put(sheet, row, [(None, "General"), *_cells_of(sheet, row)])


def _unnumbered(sent: Sent, sheet: Any) -> None:
    for row in sent.rows:
        sheet[sent.cell(sent.form.audit.key, row)].value = None


def _dates_or_all(sent: Sent) -> set[str]:
    return {FILE, RECORDS_SHEET, *(sent.place(each, row) for each in sent.form.anchors for row in sent.rows)}


def _heads_or_all(sent: Sent) -> set[str]:
    return {FILE, RECORDS_SHEET, *sent.row_places(HEADER_ROW, *sent.rows)}


# Records there twice under another number, and references that Excel has changed


def _again(count: int) -> Bend:
    """The last ``count`` records pasted again below, each under a new number."""

    def made(sent: Sent, _random: Generator) -> Bent:
        book, key = _uncounted(sent), sent.form.audit.key
        sheet, rows = book[RECORDS_SHEET], list(sent.rows)[-count:]
        stem = str(sent.record(sent.last)[key.name])[:-4]
        pairs = {row: sent.last + 1 + down for down, row in enumerate(rows)}
        for row, below in pairs.items():
            _put(sheet, below, _cells_of(sheet, row))
            sheet[sent.cell(key, below)].value = f"{stem}{9000 + below}"
        places = [sent.row_places(row, below) for row, below in pairs.items()]
        due = tuple(Due("", QUERY, near=each) for each in places)
        kept = frozenset({*sent.rows, *pairs.values()})
        may = frozenset({COUNTED}).union(*places)
        return bent(book, sent.truth(*places, kept=kept, may=may, ours=Ours(due)))

    return made


def _long_number(value: float | int, *, whole: bool = False) -> Bend:
    """A reference of digits alone, stored as a number; ``whole``: Excel keeps all of its digits."""

    def made(sent: Sent, random: Generator) -> Bent | None:
        fields = [each for each in sent.form.fields if isinstance(each, Text) and not each.free and each.pattern
                  and each is not sent.form.audit.key and _suits(each, str(int(value)))]  # fmt: skip
        if not fields:
            return None
        book, row = sent.book(), int(random.choice(list(sent.rows)))
        place = sent.place(fields[0], row)
        typed(book[RECORDS_SHEET], sent.cell(fields[0], row), value)
        if whole:
            ours = Ours(worst=NOTE, reads={place: str(value)})
            return bent(book, sent.truth(may={place}, ours=ours))
        ours = Ours((Due("", ERROR, frozenset({place}), says=("text",)),), unusable=frozenset({place}))
        return bent(book, sent.truth(place, ours=ours))

    return made


def _suits(field: Text, digits: str) -> bool:
    return re.fullmatch(field.pattern or "", digits) is not None


_A_RECORD = "What stands beside it does not unmake a record."
_MARKED = "The mark says one thing and the row another: it is a record, and somebody should look."
_ALL = "No record may go unaccounted for, wherever the headings have come to."
_ELSEWHERE = "Records lie where none are read: nobody may take the rest for all."
_OF_THEIRS = "It holds no record; that it was not read is said."
_NONE = "Not one record is left, and it is no nil return."
_TWICE = "All answers are those of another record: one of the two is one too many, or both are right."
_DIGITS = "Excel keeps fifteen digits of a number: the others are not those that were typed."

KINDS = (
    *(Kind(f"{words!r} beside a record", _A_RECORD, _beside(words))
      for words in ("Example given to panel", "EXAMPLE", "example of good practice", "For example, see the panel",
                    "Example – not counted elsewhere", EXAMPLE_MARK)),
    Kind("'Example' beside every record", _A_RECORD, _beside("Example given to panel", all_rows=True)),
    Kind("'Example' under no heading", _A_RECORD, _beside("Example given to panel", None)),
    Kind("'Example' in the template's own column", _A_RECORD,
         _in_the_first_column("Example given to panel", "example", "EXAMPLE of what we do")),
    Kind("words in the template's own column", "No answer is asked there: what was typed is not read.",
         _in_the_first_column("ask Sue", "checked", 7, "x")),
    Kind("the template's mark on a record", _MARKED, _marked),
    Kind("record typed over the worked example", _MARKED, _typed_over_the_example),
    Kind("worked example copied below", "It is the template's own, answer by answer.", _example_again),
    Kind("sorted with the headings, by number", _ALL, _sorted(_by_number, descending=False)),
    Kind("sorted with the headings, by number, descending", _ALL, _sorted(_by_number, descending=True)),
    Kind("sorted with the headings, by date", _ALL, _sorted(_by_date, descending=False)),
    Kind("sorted with the headings, by date, descending", _ALL, _sorted(_by_date, descending=True)),
    Kind("sorted with the headings, by a code", _ALL, _sorted(_by_code, descending=False)),
    Kind("sorted with the headings, by a code, descending", _ALL, _sorted(_by_code, descending=True)),
    Kind("one record above the headings", _ALL, _above(1, HEADER_ROW)),
    Kind("half of the records above the headings", _ALL, _above(5, HEADER_ROW)),
    Kind("records at the top of the sheet", _ALL, _above(3, 1)),
    Kind("half of the records on another sheet", _ELSEWHERE, _moved(5)),
    Kind("one record on another sheet", _ELSEWHERE, _moved(1, title="Late ones")),
    Kind("half of the records on a hidden sheet", _ELSEWHERE, _moved(5, "hidden")),
    Kind("half of the records on a very hidden sheet", _ELSEWHERE, _moved(5, "veryHidden")),
    Kind("records on another sheet, a column to the left", _ELSEWHERE, _moved(4, first=(1, 2))),
    Kind("records further down on another sheet", _ELSEWHERE, _moved(4, first=(7, 1))),
    Kind("sheet of their own with words", _OF_THEIRS, _harmless(["Our own remarks"], [17])),
    Kind("sheet of their own with a small table", _OF_THEIRS,
         _harmless(["Ward", "Referrals", "Seen"], ["North", 12, 10], ["South", 9, 9], title="By ward")),
    Kind("empty sheet of their own", "There is nothing on it, and nothing to say.", _harmless(title="Sheet1")),
    _none_kept("every date a year early", _NONE, _days_later(-364), _dates_or_all),
    _none_kept("every date a year late", _NONE, _days_later(364), _dates_or_all),
    _none_kept("last quarter's dates in every record", _NONE, _days_later(-98), _dates_or_all),
    _none_kept("headings slid one cell to the right", _NONE, _headings_moved_on, _heads_or_all),
    _none_kept("headings slid to the right, the last lost", _NONE, _headings_to_the_right, _heads_or_all),
    _none_kept("answers slid one cell to the left", _NONE, _answers_to_the_left, _heads_or_all),
    _none_kept("answers slid one cell to the right", _NONE, _answers_to_the_right, _heads_or_all),
    _none_kept("every number emptied", _NONE, _unnumbered, _heads_or_all),
    Kind("one record again under another number", _TWICE, _again(1)),
    Kind("three records again under other numbers", _TWICE, _again(3)),
    Kind("every record again under another number", _TWICE, _again(10)),
    Kind("reference of 16 digits as a number", _DIGITS, _long_number(1234567890123456)),
    Kind("reference of 18 digits as a number", _DIGITS, _long_number(123456789012345678)),
    Kind("reference of 21 digits as a number", _DIGITS, _long_number(123456789012345678901)),
    Kind("reference of 8 digits as a number", "Excel keeps fifteen digits of a number.",
         _long_number(12345679, whole=True)),
)  # fmt: skip
