"""Returns to be bent: our own template, filled by the synthetic generator, for every audit."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar
from zlib import crc32

import openpyxl
from numpy.random import Generator as Random
from numpy.random import default_rng
from openpyxl.utils import get_column_letter

from benchmarks.defects.truth import Bent, Truth
from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Date, DateTime, Field, Form, MultiCode, OneCode, Text, Whole
from pipeline.definition.fields import fields_of
from pipeline.partnership.bodies import agency
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template import Filling, workbook
from pipeline.template.layout import (
    COVER_SHEET,
    EXAMPLE_ROW,
    FIRST_DATA_ROW,
    MANIFEST_SHEET,
    RECORDS_SHEET,
    VOLUMES_SHEET,
    cover_row,
)

P = ParamSpec("P")
T = TypeVar("T")
QUARTER = Quarter(2019, 2)
COUNTED = f"{COVER_SHEET}!B{cover_row('sample_returned')}"  # where the Cover says how many records there are
POPULATION = f"{COVER_SHEET}!B{cover_row('eligible_population')}"  # and how many they were drawn from
MANY = 20  # questions, at least, for a record to be told by its answers alone
RECORDS = 10  # rows are rows; more of them only take longer
KINDS: Mapping[str, Callable[[Field], bool]] = {
    "code": lambda field: isinstance(field, OneCode),
    "codes": lambda field: isinstance(field, MultiCode),
    "date": lambda field: type(field) is Date,
    "moment": lambda field: isinstance(field, DateTime),
    "number": lambda field: isinstance(field, Whole),
    "words": lambda field: isinstance(field, Text) and field.free,
    "reference": lambda field: isinstance(field, Text) and field.pattern is not None,
}


def _one_of_each_view(audit: str) -> tuple[str, ...]:
    """An agency of each view that ``audit`` is returned by: the first."""
    there = audits.of(QUARTER)[audit]
    codes = [there.returners(view, QUARTER) for view in there.returned()]
    return tuple(dict.fromkeys(theirs[0] for theirs in codes if theirs))


# Whose returns of an audit are bent, in turn; of one view each agency where they are asked about other services.
RETURNERS: Mapping[str, tuple[str, ...]] = {
    **{code: theirs for code in audits.of(QUARTER) if (theirs := _one_of_each_view(code))},
    "WNB": ("SOL", "UHS", "CCG"),
    "MASH": ("SCC-CF",),
}

IN_TURN = ("NEG", "WNB", "MASH")  # with a place for every kind of defect: each is planted in one of these at least


@dataclass(frozen=True)
class Spot:
    """One answer: its field, its row on the sheet of records, and what it says."""

    field: Field
    row: int
    value: Any


Wanted = Callable[[Spot], bool]


@dataclass(frozen=True, eq=False)
class Sent:
    """A clean return."""

    form: Form
    agency: str
    seed: int
    filling: Filling

    def random(self, name: str) -> Random:
        """The chances of the defect called ``name``, which decide where it goes."""
        return default_rng([self.seed, crc32(name.encode()), crc32(self.form.audit.code.encode())])

    @cached_property
    def as_sent(self) -> bytes:
        """The workbook as our template writes it."""
        return workbook(self.form, self.agency, self.filling, synthetic=True)

    @cached_property
    def plain(self) -> bytes:
        """The same, copied by another program: values with their formats, and no sheet that explains or checks."""
        given = openpyxl.load_workbook(io.BytesIO(self.as_sent), read_only=True, data_only=True)
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        book.properties.creator = given.properties.creator
        copied = {COVER_SHEET, VOLUMES_SHEET, MANIFEST_SHEET, *(form.sheet for form in self.form.sheets)}
        for name in (each for each in given.sheetnames if each in copied):
            copy = book.create_sheet(name)
            copy.sheet_state = given[name].sheet_state
            filled = (cell for row in given[name].iter_rows() for cell in row if cell.value not in (None, ""))
            for cell in filled:
                copy.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
        return saved(book)

    def book(self) -> Any:
        """A fresh copy, to be bent."""
        return openpyxl.load_workbook(io.BytesIO(self.plain))

    @property
    def rows(self) -> range:
        """The rows of the records."""
        return range(FIRST_DATA_ROW, FIRST_DATA_ROW + len(self.filling.rows))

    @property
    def last(self) -> int:
        """The row of the last record."""
        return self.rows[-1]

    @property
    def folder(self) -> str:
        """The folder that the agency's returns lie in."""
        known = agency(self.agency)
        return known.folder if known else self.agency.lower()

    def record(self, row: int) -> dict[str, Any]:
        """The answers in a row, with the day that the return speaks of, and the last of its period."""
        days = {"as_of": self.as_of, "last_day": self.form.period.end}
        return {**self.filling.rows[row - FIRST_DATA_ROW], **days}

    @property
    def asks_little(self) -> bool:
        """Whether it has too few questions for a record to be told by its answers alone."""
        return len(self.form.fields) < MANY

    @property
    def counts(self) -> bool:
        """Whether its records are counts: it asks for neither a date nor a reference."""
        return not any(isinstance(each, Date | DateTime) for each in self.form.fields) and not self.fields("reference")

    @property
    def days(self) -> int:
        """How many days there are in the period that the return speaks of."""
        return (self.form.period.end - self.form.period.start).days + 1

    @property
    def weeks(self) -> int:
        """As many whole weeks as lead from any day of that period out of it."""
        return -(-self.days // 7)

    @property
    def as_of(self) -> date:
        """The day on which it was submitted."""
        day = self.filling.cover["date_submitted"]
        assert isinstance(day, date)
        return day

    def any_row(self, random: Random) -> int:
        """The row of a record, left to chance."""
        return int(random.choice(list(self.rows)))

    def column(self, field: Field) -> int:
        """A field's column, from 1."""
        return 2 + [each.name for each in self.form.fields].index(field.name)

    def cell(self, field: Field, row: int) -> str:
        """The name of a field's cell."""
        return f"{get_column_letter(self.column(field))}{row}"

    def place(self, field: Field, row: int) -> str:
        """The place of a field's cell."""
        return f"{RECORDS_SHEET}!{self.cell(field, row)}"

    def row_places(self, *rows: int) -> frozenset[str]:
        """Whole rows, and every cell of them."""
        cells = {f"{RECORDS_SHEET}!{get_column_letter(c)}{row}" for row in rows for c in range(1, self.beyond + 2)}
        return frozenset(cells | {f"{RECORDS_SHEET}!{row}" for row in rows})

    @property
    def width(self) -> int:
        """The column of the last question."""
        return 1 + len(self.form.fields)

    @cached_property
    def beyond(self) -> int:
        """The first column that is neither a question's nor the template's own."""
        return int(self.book()[RECORDS_SHEET].max_column) + 1

    def fields(self, kind: str) -> list[Field]:
        """The questions of a kind; neither the record's number nor what decides the quarter."""
        deciding = {each.name for each in (self.form.audit.key, *self.form.anchors)}
        return [each for each in self.form.fields if KINDS[kind](each) and each.name not in deciding]

    def spots(self, kind: str, random: Random, wanted: Wanted = lambda _: True) -> Iterator[Spot]:
        """The answers to questions of a kind that are ``wanted``, in an order left to chance."""
        fields = self.fields(kind)
        fitting = [
            Spot(field, row, value)
            for row, record in zip(self.rows, self.filling.rows, strict=True)
            for field in fields
            if (value := record[field.name]) is not None
        ]
        for place in random.permutation(len(fitting)):
            if wanted(fitting[place]):
                yield fitting[place]

    def unread(self, field: Field) -> bool:
        """Whether no condition and no rule reads a question, so that its answer decides nothing else."""
        return field.name not in self._read

    @cached_property
    def _read(self) -> set[str]:
        conditions = [each for asked in self.form.fields for each in asked.conditions()]
        return {
            each.name for each in (*fields_of(*conditions), *(f for rule in self.form.rules for f in rule.fields()))
        }

    def truth(self, *must: str | Iterable[str], **others: Any) -> Truth:
        """
        What is true where every record stays where it was and findings must be given at ``must``.

        That the template's worked example was not counted may always be said.
        """
        wanted = tuple(frozenset([each] if isinstance(each, str) else each) for each in must)
        examples = frozenset(f"{form.sheet}!{EXAMPLE_ROW}" for form in self.form.sheets)
        may = examples.union(others.pop("may", ()))
        if COUNTED in may:
            may |= {POPULATION}
        if self.asks_little:
            # Without an answer, one of their few, two records are nearly alike.
            rows = (row for row in self.rows if not self.row_places(row).isdisjoint(frozenset().union(*wanted)))
            may |= {self.place(self.form.audit.key, row) for row in rows}
        truth = Truth(**{"kept": frozenset(self.rows), "must": wanted, "may": may, **others})
        return replace(truth, may=may | self._orphans(truth))

    def _orphans(self, truth: Truth) -> frozenset[str]:
        """The cells of further sheets that name a record which may not count, or whose own name may be doubted."""
        named = truth.may.union(*truth.must)
        lost: set[str] = set()
        for form in self.form.beside:
            known = {each.name: each for each in self.form.fields}
            for down, line in enumerate(self.filling.beside.get(form.view.code, ())):
                theirs = {
                    row
                    for row, record in zip(self.rows, self.filling.rows, strict=True)
                    if all(record[field.name] == line[field.name] for field in form.link)
                }
                doubted = {row for row in theirs for field in form.link if self.place(known[field.name], row) in named}
                if doubted or theirs - truth.kept or theirs & truth.either:
                    columns = [2 + [each.name for each in form.fields].index(field.name) for field in form.link]
                    lost |= {f"{form.sheet}!{get_column_letter(each)}{FIRST_DATA_ROW + down}" for each in columns}
        return frozenset(lost)

    def changed(self, **answers: Any) -> Sent:
        """The same return with some answers of its first record changed."""
        head, *rest = self.filling.rows
        return replace(self, filling=replace(self.filling, rows=[{**head, **answers}, *rest]))

    def bent(self, book: Any, *must: str | Iterable[str], **others: Any) -> Bent:
        """A bent workbook and its ``truth``."""
        return Bent(saved(book), self.truth(*must, **others))


def one_of(many: Sequence[T], random: Random) -> T:
    """One of ``many``, left to chance."""
    return many[int(random.integers(len(many)))]


def saved(book: Any) -> bytes:
    """A workbook's bytes."""
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def bending(bend: Callable[Concatenate[Sent, Random, P], T]) -> Callable[P, Callable[[Sent, Random], T]]:
    """A defect that can be made in several ways: called with the way alone, it gives what makes it in a return."""
    return lambda *args, **options: lambda sent, random: bend(sent, random, *args, **options)


def due(audit: str) -> Quarter:
    """The first quarter from `QUARTER` on for which an audit is due; that one itself where none of the year is."""
    quarters = [QUARTER, *(Quarter.containing(QUARTER.end + timedelta(days=days)) for days in (1, 93, 185))]
    return next((each for each in quarters if audits.of(each)[audit].due(each)), QUARTER)


@cache
def whole(audit: str, seed: int, quarter: Quarter | None = None, least: int = 0) -> list[Sent]:
    """
    Every agency's return of an audit that is no nil return, as the generator makes it; where it is due next.

    ``least``: the fewest cases that there are among all of them.
    """
    quarter = quarter or due(audit)
    drawn = returns(audits.of(quarter)[audit], quarter, seed, Circumstances(least=least))
    return [Sent(each.form, each.agency, seed, filling(each)) for each in drawn if not each.nil]


def returned(audit: str, agency: str, records: int, quarter: Quarter | None = None) -> Sent:
    """The first records of one agency's return."""
    (one,) = [each for each in whole(audit, 1, quarter) if each.agency == agency]
    return first(one, records)


def sent(audit: str, seed: int) -> Sent:
    """One return of an audit, of as many records as a defect needs; the seed decides whose."""
    codes = RETURNERS[audit]
    for least in (0, RECORDS, 10 * RECORDS):  # some agencies see few of the cases of others
        (one,) = [each for each in whole(audit, seed, least=least) if each.agency == codes[seed % len(codes)]]
        if len(one.filling.rows) >= RECORDS:
            break
    return first(one, RECORDS)


def first(one: Sent, count: int) -> Sent:
    """A return's first ``count`` records, what its further sheets hold of them, and a Cover that says so."""
    rows = one.filling.rows[:count]
    cover = {**one.filling.cover, "sample_returned": len(rows), "caveats": None}
    if "FULL" in cover.values() or "CENSUS" in cover.values():
        cover |= {"eligible_population": len(rows), "sample_requested": len(rows)}
    beside = {form.view.code: list(_of(rows, form, one.filling)) for form in one.form.beside}
    return replace(one, filling=replace(one.filling, rows=rows, cover=cover, beside=beside))


def _of(rows: Sequence[Mapping[str, object]], form: Form, filling: Filling) -> Iterator[Mapping[str, object]]:
    """The rows of a further sheet that belong to records among ``rows``, or to none."""
    names = [field.name for field in form.link]
    there = {tuple(row[name] for name in names) for row in rows}
    for row in filling.beside[form.view.code]:
        link = tuple(row[name] for name in names)
        if not names or None in link or link in there:
            yield row


def nil(one: Sent) -> Sent:
    """The same agency's return that says that there were no cases."""
    cover = {**one.filling.cover, "return_type": "NIL", "sampling_method": "CENSUS"}
    cover |= {"sample_returned": 0, "eligible_population": 0, "sample_requested": 0}
    nothing = [
        {name: 0 if isinstance(value, int) else value for name, value in line.items()} for line in one.filling.volumes
    ]
    return replace(one, filling=replace(one.filling, rows=(), cover=cover, volumes=nothing, beside={}))


_SHOWN: Mapping[type, str] = {time: "hh:mm", timedelta: "[h]:mm"}


def typed(sheet: Any, cell: str, value: object) -> None:
    """Type a value over a cell, which then looks as Excel would show it."""
    sheet[cell].value = value
    if not isinstance(value, datetime):
        sheet[cell].number_format = _SHOWN.get(type(value), "General")
