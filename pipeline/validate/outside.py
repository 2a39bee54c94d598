"""
What a workbook holds where no answer is asked for: on other sheets, and beside the answers on the template's own.

None of it is counted. Where it may hold records the return is sent back; anything else is noted with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from pipeline.definition import Form, Text
from pipeline.english import listed, number_of
from pipeline.read import Sheet, Workbook, cell_name, folded_name
from pipeline.template.filled_words import says_what_it_is_filled_with
from pipeline.template.layout import COVER, COVER_SHEET, GUIDANCE_SHEET, LISTS_SHEET, VOLUMES_SHEET
from pipeline.validate.catalogue.files import HIDDEN_SHEETS, RECORDS_ELSEWHERE, SHEET_NOT_READ, WORDS_NOT_READ
from pipeline.validate.catalogue.headings import COLUMN_ADDED, NO_LONGER_ASKED, OWN_COLUMN, WORDS_ABOVE
from pipeline.validate.finding import Finding, cell_spans, row_spans, spoken_place
from pipeline.validate.header import Header, is_numbered
from pipeline.validate.row_kinds import Judge
from pipeline.validate.template_parts import our_sheets, our_words
from pipeline.validate.tidy import count_filled, filled, folded, plain
from pipeline.validate.volumes import header_of

OUTSIDE = frozenset(
    each.id
    for each in (SHEET_NOT_READ, HIDDEN_SHEETS, COLUMN_ADDED, NO_LONGER_ASKED, WORDS_ABOVE, OWN_COLUMN, WORDS_NOT_READ)
)
FEWEST, TABLE = 3, 5  # filled cells, at least, of a record with its number, and of one without or beside our own words
NUMBERED = 0.5  # of the answers that a record needs, to be told by its answers alone
_DATED = re.compile(r"\d[/.-]\d+[/.-]\d|\d[ -][A-Za-z]{3}")
WIDE = 3  # columns, from the first, in which an older template writes words of its own on the Cover
NAMED = 20  # ranges of cells that a message names, at most
_TYPED_ON = {folded_name(each): each for each in (COVER_SHEET, VOLUMES_SHEET, GUIDANCE_SHEET)}


def outside(workbook: Workbook, judge: Judge, records: Sequence[int]) -> tuple[Finding | None, list[Finding]]:
    """
    Why the return is sent back, where records stand beside the questions or on other sheets; and notes on the rest.

    ``records``: the rows under the header of ``judge`` that are records.
    """
    header, search = judge.header, _Search(judge, records)
    elsewhere = {each.name: rows for each in workbook.sheets if (rows := search.rows(each))}
    if elsewhere:
        return _elsewhere(header, elsewhere), []
    notes = []
    for each in (each for each in workbook.sheets if each.name != header.sheet.name):
        own = _TYPED_ON.get(each.folded_name)
        if own is not None and workbook.sheet(own) is each:
            if strays := list(_strays(each, own, header)):
                notes.append(WORDS_NOT_READ.at(each.name, cell_spans(strays, NAMED)))
        elif (
            each.visible
            and (own is not None or each.folded_name not in our_sheets(header.form))
            and (count := _filled(each))
        ):
            notes.append(SHEET_NOT_READ.at(each.name, cells=number_of(count, "filled cell")))
    return None, notes


class _Search:
    """Finds records that are not among those on Records: by their references, or by answers like theirs."""

    def __init__(self, judge: Judge, records: Sequence[int]) -> None:
        form = judge.header.form
        self._judge, self._header, self._records = judge, judge.header, records
        self._fields = [each for each in form.fields if isinstance(each, Text) and each.pattern and each.required]
        self._key = form.audit.key
        self._needed = NUMBERED * sum(each.required for each in form.fields)
        patterns = "|".join(f"(?:{each.pattern})" for each in self._fields)
        self._reference = re.compile(patterns or "(?!)", re.IGNORECASE)

    def rows(self, sheet: Sheet) -> list[int]:
        """The rows of a sheet that hold such a record; of the sheet of records, only the columns without a question."""
        if sheet.name == self._header.sheet.name:
            asked = {*self._header.columns.values(), *self._header.own.columns}
            beside = [place for place in range(len(sheet.rows[0])) if place not in asked]
            return self._lost([[row[place] for place in beside] for row in sheet.rows], FEWEST) if beside else []
        ours = sheet.folded_name in our_sheets(self._header.form)
        lists = sheet.folded_name == folded_name(LISTS_SHEET)  # whose rows are no table: it is told by references alone
        return self._lost(sheet.rows, TABLE if ours else FEWEST, by_answers=not lists)

    def _lost(self, rows: Sequence[Sequence[object]], fewest: int, *, by_answers: bool = False) -> list[int]:
        return [
            number
            for number, row in enumerate(rows, start=1)
            if count_filled(row) >= fewest and self._is_lost(row, by_answers=by_answers)
        ]

    def _is_lost(self, row: Sequence[object], *, by_answers: bool) -> bool:
        answers = count_filled(row)
        texts = [text.upper() for value in row if isinstance(value, str) and (text := plain(value))]
        references = [text for text in texts if self._reference.fullmatch(text)]
        if any(is_numbered(self._key, each) for each in references):
            unknown = any(each not in self._known and is_numbered(self._key, each) for each in references)
            return unknown and not self._judge.example(row)
        if answers >= TABLE and any(each not in self._known for each in references):
            return True
        needed = max(TABLE, self._needed)
        dated = (
            by_answers
            and answers >= needed
            and any(isinstance(each, date) or (isinstance(each, str) and _DATED.search(each)) for each in row)
        )
        return dated and any(self._judge.answers(row, by) >= needed for by in (0, 1, -1))

    @cached_property
    def _known(self) -> frozenset[str]:
        answers = (self._header.answer(row, field) for row in self._records for field in self._fields)
        return frozenset(plain(str(each)).upper() for each in answers)


def _elsewhere(header: Header, elsewhere: dict[str, list[int]]) -> Finding:
    named = listed([f"'{name}' ({spoken_place('', row_spans(rows))})" for name, rows in elsewhere.items()])
    sheet, rows = next(iter(elsewhere.items()))
    beside = " beside the questions" if sheet == header.sheet.name else ""
    ours = folded_name(sheet) in our_sheets(header.form) or beside
    return RECORDS_ELSEWHERE.at(
        sheet,
        row_spans(rows),
        places=f"{named}{beside}",
        records=header.sheet.name,
        out_of=" there." if ours else ", with that sheet, and send the return again.",
    )


def _strays(sheet: Sheet, own: str, header: Header) -> Iterator[str]:
    """The cells of one of the template's sheets in which somebody wrote, though no answer is asked for there."""
    form = header.form
    if own == GUIDANCE_SHEET and header.version != form.version:
        return  # another program's, or another version's
    ours = our_words(form, own)
    answered = _answered(sheet, own, form)
    if own == VOLUMES_SHEET and form.volumes is not None and not answered:
        return  # its headings were not found, and that is told of
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row, start=1):
            if value == "" or (number, place) in answered or not filled(value):
                continue
            theirs = not isinstance(value, str) or not (folded(value) in ours or says_what_it_is_filled_with(value))
            if theirs and not (header.earlier and place <= WIDE):  # an older template's own words are others
                yield cell_name(number, place)


def _answered(sheet: Sheet, own: str, form: Form) -> set[tuple[int, int]]:
    """Where a sheet's answers stand, row and column from 1."""
    if own == COVER_SHEET:
        labels = {folded(label) for item in COVER for label in item.labels(form)}
        return {(number, 2) for number, row in enumerate(sheet.rows, start=1) if folded(str(row[0])) in labels}
    if own == VOLUMES_SHEET and form.volumes is not None:
        top, columns = header_of(sheet, form)
        before = str(form.period.before())
        wide = {*columns.values()}
        if top:
            wide |= {place for place, cell in enumerate(sheet.rows[top - 1]) if before in str(cell)}
        return {(number, place + 1) for number in range(top, len(sheet.rows) + 1) for place in wide}
    return set()


def _filled(sheet: Sheet) -> int:
    return sum(filled(value) for row in sheet.rows for value in row) + len(sheet.errors)
