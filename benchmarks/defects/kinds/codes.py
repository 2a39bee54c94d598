"""Codes: unknown, misspelt, in other letters, several in a cell, or turned by Excel into something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from numpy.random import Generator

from benchmarks.defects.by_record import amiss, holds
from benchmarks.defects.due import ERROR, Due, Ours
from benchmarks.defects.kinds.typing import tidy, wrong
from benchmarks.defects.sent import Sent, Spot, bending, one_of, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.definition import Coded, Field, OneCode
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.cells import (
    BECAME_A_DATE,
    FORMULA_ERROR,
    FORMULA_WITHOUT_RESULT,
    SEVERAL_CODES,
    TIDIED,
    UNKNOWN_CODE,
)
from pipeline.validate.catalogue.records import COUNTS_NOT_RECORDS

_NOT_LISTED = "The code list does not hold it."
_SAME = "Letter for letter the code, but for what nobody can see: a note, or the code itself, and nothing worse."
_FULL_WIDTH = {number: number + 0xFEE0 for number in range(ord("!"), ord("~") + 1)}
_GREEK = str.maketrans("AEHIKMNOPTXYZ", "ΑΕΗΙΚΜΝΟΡΤΧΥΖ")


def _codes(spot: Spot) -> tuple[str, ...]:
    assert isinstance(spot.field, Coded)
    return spot.field.codes.values()


def _label(spot: Spot) -> str:
    assert isinstance(spot.field, Coded)
    return spot.field.codes.label(spot.value)


def _label_is_no_code(spot: Spot) -> bool:
    assert isinstance(spot.field, Coded)
    spelt = {spelling for code in spot.field.codes for spelling in (code.code, *code.spellings)}
    return _label(spot).casefold() not in {each.casefold() for each in spelt}


def _spellings(spot: Spot) -> tuple[str, ...]:
    assert isinstance(spot.field, Coded)
    return next(code.spellings for code in spot.field.codes if code.code == spot.value)


def _shorter_is_no_code(spot: Spot) -> bool:
    return len(spot.value) > 4 and spot.value[:-1] not in _codes(spot)


def _with_letters(spot: Spot) -> bool:
    return any(letter.isalpha() for letter in spot.value)


def _not_applicable(sent: Sent, random: Generator) -> Bent | None:
    """NA where the codebook says when alone it is allowed, and this record is another."""
    spots = sent.spots(
        "code", random, lambda spot: spot.value != "NA" and "NA" in _codes(spot) and sent.unread(spot.field)
    )
    for spot in spots:
        assert isinstance(spot.field, OneCode)
        allowed = spot.field.na_when
        if allowed is not None and holds(allowed, sent.record(spot.row)) is False:
            book = sent.book()
            typed(book[RECORDS_SHEET], sent.cell(spot.field, spot.row), "NA")
            return sent.bent(book, sent.place(spot.field, spot.row))
    return None


def _dragged(sent: Sent, random: Generator) -> Bent | None:
    """A grade dragged down by its corner: 3, 4, 5, 6, 7."""
    grades = [each for each in sent.fields("code") if isinstance(each, OneCode) and each.codes.values()[-1] == "4"]
    field: Field | None = next((each for each in grades if sent.unread(each)), None)
    if field is None:
        return None
    book, first = sent.book(), int(random.integers(sent.rows[0], sent.last - 4))
    for down in range(5):
        typed(book[RECORDS_SHEET], sent.cell(field, first + down), str(3 + down))
    changed = [{**sent.record(first + down), field.name: str(3 + down)} for down in range(2)]
    assert not any(name for each in changed for name in amiss(sent.form, each))
    return sent.bent(book, *(sent.place(field, first + down) for down in range(2, 5)))


@bending
def _column_of(sent: Sent, random: Generator, value: object, rule: str = "", **ours: Any) -> Bent | None:
    """One value typed down a whole column: one cause, and one finding with its range."""
    fields = [each for each in sent.fields("code") if isinstance(each, Coded) and each.required and sent.unread(each)]
    if not fields:
        return None
    field, book = one_of(fields, random), sent.book()
    for row in sent.rows:
        typed(book[RECORDS_SHEET], sent.cell(field, row), value)
    at = frozenset(sent.place(field, row) for row in sent.rows)
    due = (Due(rule, ERROR, at),) if rule else ()
    listed = str(value) in field.codes.values()
    return sent.bent(book, *([] if listed else at), may=at, ours=Ours(due, **ours))


def _lists(spot: Spot, typed: Any) -> list[str]:
    return [*_codes(spot)[:5], str(typed)]


def _single(spot: Spot) -> bool:
    return len(_codes(spot)) > 1


def _several(between: str) -> Callable[[Spot], str]:
    return lambda spot: between.join(_codes(spot)[:2])


_UNKNOWN = UNKNOWN_CODE.id
_PLACEHOLDERS = ["tbc", "?", "-", "see file", "as above", '"', "ditto", "unknown to us", "*"]
_ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!"]
_TURNED = [datetime(2019, 2, 1), time(1, 2), timedelta(days=1, hours=2)]
_OUTSIDE = [("  ", " "), ("", "\u00a0"), ("\u00a0", ""), ("", "\u200b"), ("\ufeff", "\u00a0"), ("\n", "")]

KINDS = (
    wrong("unknown code", _NOT_LISTED, "code", "XQZ", rule=_UNKNOWN),
    wrong(
        "misspelt code",
        _NOT_LISTED,
        "code",
        lambda spot: spot.value[:-1],
        _shorter_is_no_code,
        _UNKNOWN,
        lambda spot, _: [f"Did you mean {spot.value}?"] if len(spot.value) > 6 else [],
    ),
    tidy(
        "label in place of the code",
        "The drop-down offers the label beside the code, and it is that of one code.",
        "code",
        _label,
        _label_is_no_code,
        rule=TIDIED.id,
        says="read as",
    ),
    wrong(
        "two codes where one is asked",
        "One code is asked, and there are two.",
        "code",
        [_several(", "), _several(" and "), _several(" / "), _several("\n")],
        _single,
        _UNKNOWN,
    ),
    wrong(
        "two codes joined as several are",
        "One code is asked, and there are two.",
        "code",
        [_several("; "), _several(";")],
        _single,
        SEVERAL_CODES.id,
    ),
    wrong("placeholder in a code", _NOT_LISTED, "code", _PLACEHOLDERS, rule=_UNKNOWN, says=_lists),
    Kind(
        "placeholder down a whole column", f"{_NOT_LISTED} One cause is one thing to mend.", _column_of("tbc", _UNKNOWN)
    ),
    Kind(
        "one number down a whole column of codes",
        "The column's list tells; it is no table of counts.",
        _column_of(3, never=frozenset({COUNTS_NOT_RECORDS.id})),
    ),
    wrong(
        "letter that only looks Latin",
        f"{_NOT_LISTED} No program may guess at it.",
        "code",
        lambda spot: spot.value.translate(_GREEK),
        lambda spot: spot.value.translate(_GREEK) != spot.value,
        _UNKNOWN,
        "only looks like a Latin letter",
    ),
    wrong(
        "one letter that only looks Latin",
        f"{_NOT_LISTED} No program may guess at it.",
        "code",
        "\u039d",
        lambda spot: "N" in _codes(spot),
        _UNKNOWN,
        "Letter 1 only looks like a Latin letter",
    ),
    wrong("number in a code", _NOT_LISTED, "code", 77, rule=_UNKNOWN),
    wrong(
        "code that Excel turned into a date",
        _NOT_LISTED,
        "code",
        _TURNED,
        rule=BECAME_A_DATE.id,
        says="Format the cell as Text",
    ),
    wrong(
        "codes joined by commas",
        "The codebook joins several codes by semicolons.",
        "codes",
        lambda spot: ", ".join(_codes(spot)[:2]),
    ),
    wrong("unknown code among several", _NOT_LISTED, "codes", lambda spot: f"{spot.value};XQZ"),
    wrong(
        "Excel's error in a code",
        "Excel's own error is no answer.",
        "code",
        _ERRORS,
        rule=FORMULA_ERROR.id,
        says=lambda _, typed: [typed],
    ),
    wrong(
        "formula without its result",
        "There is no value in the file, whatever Excel would show.",
        "code",
        '=IF(1=1,"Y","N")',
        rule=FORMULA_WITHOUT_RESULT.id,
        says="save it",
    ),
    wrong("words in full-width letters", _NOT_LISTED, "code", "see file".translate(_FULL_WIDTH), rule=_UNKNOWN),
    tidy(
        "code in full-width letters",
        "Unicode itself says that they are the same letters.",
        "code",
        lambda spot: spot.value.translate(_FULL_WIDTH),
        read=False,
    ),
    tidy(
        "code in small letters",
        "No two codes of a list differ by that alone.",
        "code",
        lambda spot: spot.value.lower(),
        _with_letters,
        TIDIED.id,
        lambda spot, typed: [f"'{typed}', read as {spot.value}"],
    ),
    tidy("blanks around a code", _SAME, "code", lambda spot: f" {spot.value}  ", never=_UNKNOWN),
    tidy(
        "blanks of every kind around a code",
        _SAME,
        "code",
        [lambda spot, each=each: spot.value.join(each) for each in _OUTSIDE],
        never=_UNKNOWN,
    ),
    tidy("no-break space after a code", _SAME, "code", lambda spot: f"{spot.value}\u00a0", never=_UNKNOWN),
    tidy(
        "zero-width character in a code",
        _SAME,
        "code",
        lambda spot: f"{spot.value[:1]}\u200b{spot.value[1:]}",
        never=_UNKNOWN,
    ),
    tidy(
        "another spelling that the list holds",
        "The codebook lists it as the same answer.",
        "code",
        lambda spot: _spellings(spot)[0],
        lambda spot: bool(_spellings(spot)),
        TIDIED.id,
        lambda spot, _: [f"read as {spot.value}"],
    ),
    tidy(
        "n/a for not applicable",
        "The codebook lists it as a spelling of NA.",
        "code",
        "n/a",
        lambda spot: spot.value == "NA",
        TIDIED.id,
        "read as NA",
    ),
    tidy(
        "TRUE that Excel made of true",
        "The codebook lists true as a spelling of Y.",
        "code",
        True,
        lambda spot: spot.value == "Y",
    ),
    Kind("NA where it is not allowed", "The codebook says when alone it is.", _not_applicable),
    Kind(
        "grade dragged down by its corner",
        "Those beyond the list cannot be grades; the others look like any.",
        _dragged,
    ),
)
