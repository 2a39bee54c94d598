"""Records that may be lost unsaid: beside words like the template's own, above the headings, on other sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from numpy.random import Generator
from openpyxl.utils import get_column_letter

from benchmarks.defects.due import ERROR, NOTE, QUERY, Due, Ours
from benchmarks.defects.kinds.pasting import anywhere, cells_of, pasted, uncounted
from benchmarks.defects.sent import Sent, bending, one_of
from benchmarks.defects.truth import FILE, Bent, Kind, Refusal
from pipeline.template.layout import (
    EXAMPLE_MARK,
    EXAMPLE_ROW,
    FIRST_DATA_ROW,
    FIX_LIST_SHEET,
    HEADER_ROW,
    RECORDS_SHEET,
)
from pipeline.validate.validated import Status

# Words like the template's own mark


@bending
def _beside(
    sent: Sent, random: Generator, words: str, heading: str | None = "Our own remarks", *, all_rows: bool = False
) -> Bent:
    """``words`` in a column of their own, beside one record or all."""
    book, column = uncounted(sent), sent.beyond
    letter, sheet = get_column_letter(column), book[RECORDS_SHEET]
    sheet.cell(HEADER_ROW, column).value = heading
    rows = list(sent.rows) if all_rows else [sent.any_row(random)]
    for row in rows:
        sheet.cell(row, column).value = words
    places = {f"{RECORDS_SHEET}!{letter}{row}" for row in (HEADER_ROW, *rows)}
    return sent.bent(book, places, may=places, ours=Ours(worst=NOTE, rows={"kept": len(sent.rows)}))


@bending
def _in_the_first_column(sent: Sent, random: Generator, *words: object) -> Bent:
    """``words`` in the template's own column, beside as many records: read as no answer, and said so at the cell."""
    book = uncounted(sent)
    rows = random.choice(list(sent.rows), size=len(words), replace=False).tolist()
    for row, each in zip(rows, words, strict=True):
        book[RECORDS_SHEET].cell(row, 1).value = each
    places = [{f"{RECORDS_SHEET}!A{row}", f"{RECORDS_SHEET}!{row}"} for row in rows]
    ours = Ours(worst=NOTE, rows={"kept": len(sent.rows)})
    return sent.bent(book, *places, may={RECORDS_SHEET}, ours=ours)


def _another_than_the_example(sent: Sent, random: Generator) -> int:
    """The row of a record that has not the number of the worked example, by which that is known."""
    row, key = sent.any_row(random), sent.form.audit.key
    return row if sent.record(row)[key.name] != key.example else sent.rows[0]


def _marked(sent: Sent, random: Generator) -> Bent:
    """The template's own mark in its own column, on a row that holds a record."""
    book, row = uncounted(sent), _another_than_the_example(sent, random)
    book[RECORDS_SHEET].cell(row, 1).value = EXAMPLE_MARK
    due = Due("", QUERY, near=sent.row_places(row))
    return sent.bent(book, sent.row_places(row), may=sent.row_places(row), ours=Ours((due,)))


def _typed_over_the_example(sent: Sent, random: Generator) -> Bent:
    """A record typed over the worked example, the mark left beside it."""
    book, row = uncounted(sent), _another_than_the_example(sent, random)
    sheet = book[RECORDS_SHEET]
    pasted(sheet, EXAMPLE_ROW, cells_of(sheet, row)[1:], first=2)
    pasted(sheet, row, [(None, "General")] * sent.width)
    places = sent.row_places(EXAMPLE_ROW)
    kept = frozenset({*sent.rows, EXAMPLE_ROW} - {row})
    due = Due("", QUERY, near=places)
    return sent.bent(book, places, may={*places, *sent.row_places(row)}, kept=kept, ours=Ours((due,)))


def _example_again(sent: Sent, _random: Generator) -> Bent:
    """The worked example copied below the records, with its mark: it is no record there either."""
    book = uncounted(sent)
    sheet = book[RECORDS_SHEET]
    pasted(sheet, sent.last + 1, cells_of(sheet, EXAMPLE_ROW))
    places = sent.row_places(sent.last + 1)
    return sent.bent(book, may=places, ours=Ours(worst=NOTE, rows={"not_data": 2}))


# Records above the headings


@bending
def _sorted(
    sent: Sent,
    random: Generator,
    by: Callable[[Sent, Generator], int | None],
    *,
    descending: bool,
    top: int = HEADER_ROW,
) -> Bent | None:
    """The sheet sorted by a column with the row of headings, or all from ``top``, in the selection."""
    book, column = uncounted(sent), by(sent, random)
    if column is None:
        return None
    sheet = book[RECORDS_SHEET]
    before = {row: cells_of(sheet, row) for row in range(top, sent.last + 1)}
    filled = [row for row in before if before[row][column - 1][0] not in (None, "")]
    filled.sort(key=lambda row: _rank(before[row][column - 1][0]), reverse=descending)
    order = [*filled, *(row for row in before if row not in filled)]
    for now, row in enumerate(order, start=top):
        pasted(sheet, now, before[row])
    kept = frozenset(now for now, row in enumerate(order, start=top) if row >= FIRST_DATA_ROW)
    everywhere = anywhere(sent)
    return sent.bent(book, everywhere, kept=kept, may=everywhere, refusal=Refusal.MAY)


def _rank(value: object) -> tuple[int, float, str]:
    """Numbers and dates before words, as Excel sorts them."""
    if isinstance(value, datetime):
        return 0, value.timestamp(), ""
    if isinstance(value, int | float):
        return 0, float(value), ""
    return 1, 0.0, str(value).casefold()


def _by_number(sent: Sent, _random: Generator) -> int:
    return sent.column(sent.form.audit.key)


def _by_date(sent: Sent, _random: Generator) -> int | None:
    return sent.column(sent.form.anchors[0]) if sent.form.anchors else None


def _by_code(sent: Sent, random: Generator) -> int:
    fields = [each for each in sent.fields("code") if each.required]
    return sent.column(one_of(fields, random))


@bending
def _above(sent: Sent, _random: Generator, count: int, at: int) -> Bent:
    """The last ``count`` records cut and pasted above the headings, into rows put in at ``at``."""
    book = uncounted(sent)
    sheet = book[RECORDS_SHEET]
    moved = [cells_of(sheet, row) for row in list(sent.rows)[-count:]]
    sheet.delete_rows(sent.last - count + 1, count)
    sheet.insert_rows(at, count)
    for row, cells in enumerate(moved, start=at):
        pasted(sheet, row, cells)
    kept = frozenset({*range(at, at + count), *range(FIRST_DATA_ROW + count, sent.last + 1)})
    everywhere = anywhere(sent)
    return sent.bent(book, everywhere, kept=kept, may=everywhere, refusal=Refusal.MAY)


# Records on other sheets


@bending
def _moved(
    sent: Sent,
    _random: Generator,
    count: int,
    state: str = "visible",
    title: str = "Sheet2",
    first: tuple[int, int] = (1, 1),
    *,
    nameless: bool = False,
) -> Bent | None:
    """
    The last ``count`` records cut and pasted to a sheet of their own, without headings, from ``first`` on.

    ``nameless``: without their numbers and references, so that only their answers tell what they are.
    """
    book, (top, left) = uncounted(sent), first
    if nameless and sent.asks_little:
        return None
    sheet, other = book[RECORDS_SHEET], book.create_sheet(title)
    for down, row in enumerate(list(sent.rows)[-count:], start=top):
        for field in sent.fields("reference") if nameless else ():
            sheet.cell(row, sent.column(field)).value = None
        if nameless:
            sheet.cell(row, sent.column(sent.form.audit.key)).value = None
        pasted(other, down, cells_of(sheet, row)[left - 1 :] if left == 2 else cells_of(sheet, row))
        pasted(sheet, row, [(None, "General")] * sent.width)
    other.sheet_state = state
    places = anywhere(sent, title) | {f"{title}!{row}" for row in range(top, top + count)}
    places |= {
        f"{title}!{get_column_letter(column)}{row}"
        for column in range(1, sent.width + 1)
        for row in range(top, top + count)
    }
    ours = Ours((Due("", ERROR, says=(title, RECORDS_SHEET)),), status=Status.SENT_BACK)
    return sent.bent(book, places, may=places, refusal=Refusal.MUST, ours=ours)


def _beside_the_questions(sent: Sent, _random: Generator) -> Bent:
    """The last records cut and pasted at the right of the first ones."""
    book, count = uncounted(sent), 4
    sheet, rows = book[RECORDS_SHEET], list(sent.rows)
    for row, now in zip(rows[-count:], rows, strict=False):
        pasted(sheet, now, cells_of(sheet, row)[1 : sent.width], first=sent.beyond + 1)
        pasted(sheet, row, [(None, "General")] * sent.width)
    places = anywhere(sent)
    ours = Ours((Due("", ERROR, says=(RECORDS_SHEET,)),), status=Status.SENT_BACK)
    return sent.bent(book, places, may=places, refusal=Refusal.MUST, ours=ours)


@bending
def _harmless(sent: Sent, _random: Generator, *rows: list[object], title: str = "Ours") -> Bent:
    """A sheet of their own that holds no record: a note that it was not read."""
    book = sent.book()
    sheet = book.create_sheet(title)
    for each in rows:
        sheet.append(each)
    due = (Due("", NOTE, says=(title, "not read")),) if rows else ()
    places = {FILE, title, f"{title}!A1"}
    ours = Ours(due, worst=NOTE, rows={"kept": len(sent.rows)})
    return sent.bent(book, *([places] if rows else []), may=places, ours=ours)


_A_RECORD = "What stands beside it does not unmake a record."
_MARKED = "The mark says one thing and the row another: it is a record, and somebody should look."
_ALL = "No record may go unaccounted for, wherever the headings have come to."
_ELSEWHERE = "Records lie where none are read: nobody may take the rest for all."
_OF_THEIRS = "It holds no record; that it was not read is said."

KINDS = (
    *(
        Kind(f"{words!r} beside a record", _A_RECORD, _beside(words))
        for words in (
            "Example given to panel",
            "EXAMPLE",
            "example of good practice",
            "For example, see the panel",
            "Example – not counted elsewhere",
            EXAMPLE_MARK,
        )
    ),
    Kind("'Example' beside every record", _A_RECORD, _beside("Example given to panel", all_rows=True)),
    Kind("'Example' under no heading", _A_RECORD, _beside("Example given to panel", None)),
    Kind(
        "'Example' in the template's own column",
        _A_RECORD,
        _in_the_first_column("Example given to panel", "example", "EXAMPLE of what we do"),
    ),
    Kind(
        "words in the template's own column",
        "No answer is asked there: what was typed is not read.",
        _in_the_first_column("ask Sue", "checked", 7, "x"),
    ),
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
    *(
        Kind(f"records on a sheet called {title}", _ELSEWHERE, _moved(4, title=title))
        for title in (FIX_LIST_SHEET, "lists", "CHECKS")
    ),
    Kind("records on another sheet, without number or reference", _ELSEWHERE, _moved(5, nameless=True)),
    Kind("records on a hidden sheet, without number or reference", _ELSEWHERE, _moved(5, "hidden", nameless=True)),
    Kind("records beside the questions", _ELSEWHERE, _beside_the_questions),
    Kind("sorted with every row in the selection", _ALL, _sorted(_by_code, descending=False, top=1)),
    Kind("sorted with every row in the selection, descending", _ALL, _sorted(_by_code, descending=True, top=1)),
    Kind("sorted from the row above the headings on", _ALL, _sorted(_by_date, descending=False, top=HEADER_ROW - 1)),
    Kind("records further down on another sheet", _ELSEWHERE, _moved(4, first=(7, 1))),
    Kind("sheet of their own with words", _OF_THEIRS, _harmless(["Our own remarks"], [17])),
    Kind(
        "sheet of their own with a small table",
        _OF_THEIRS,
        _harmless(["Ward", "Referrals", "Seen"], ["North", 12, 10], ["South", 9, 9], title="By ward"),
    ),
    Kind("empty sheet of their own", "There is nothing on it, and nothing to say.", _harmless(title="Sheet1")),
)
