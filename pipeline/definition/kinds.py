"""
The kinds of question: text, codes, whole numbers and dates, and the answers that each allows.

Other rooms ask a question of which kind it is. So a new kind is also to be compared (`frame`, `excel`, `words`), read
(`validate.cells`), put into the template (`template.records`, `answer_formulas`, `codebook`) and made up
(`synthetic.drawing`, `synthetic.written`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar

from pipeline.calendar.bank_holidays import FIRST_YEAR, LAST_YEAR
from pipeline.definition.codes import (
    NO,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_RECORDED,
    OUTSIDE_VERSION,
    YES,
    Code,
    CodeList,
    Meaning,
)
from pipeline.definition.fields import Contains, Field, IsIn, Severity
from pipeline.definition.predicate import Constant, Operand, Predicate, Timed
from pipeline.english import did_you_mean, listed
from pipeline.errors import DefinitionError


@dataclass(frozen=True, eq=False)
class Text(Field):
    """
    Words. ``pattern`` is a full-match expression that ``pattern_words`` says in English.

    Two questions of words have the same answer whether it is in small letters or in capitals. ``of_role``: it asks for
    somebody's role, so that a name alone, or beside the role, is asked about. ``shown``: pages show it, so that what
    looks like a name is asked about though it is no free text.
    """

    pattern: str | None = None
    pattern_words: str = ""
    max_length: int = 500
    free: bool = False
    unique: bool = False
    of_role: bool = field(default=False, metadata=OUTSIDE_VERSION)
    shown: bool = field(default=False, metadata=OUTSIDE_VERSION)

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if (self.pattern is None) != (not self.pattern_words):
            yield "a pattern needs pattern_words, and only a pattern does."
        try:
            re.compile(self.pattern or "")
        except re.error as error:
            yield f"its pattern {self.pattern!r} is not a regular expression ({error}); mend it."

    def refused(self, answer: Constant) -> str:
        if not isinstance(answer, str):
            return "is not text"
        if len(answer) > self.max_length:
            return f"is longer than max_length, {self.max_length}"
        if self.pattern is not None and not re.fullmatch(self.pattern, answer):
            return f"does not fit its pattern {self.pattern!r}"
        return ""

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if operator not in ("==", "!=") or not isinstance(other, str | Text):
            raise DefinitionError(f"{self.described()}: text can only be == or != to text, got {operator} {other!r}.")

    def is_in(self, *texts: str) -> IsIn:
        """The answer is one of ``texts``."""
        return IsIn(self, texts)


@dataclass(frozen=True, eq=False)
class Coded(Field):
    """A question answered from a code list."""

    codes: CodeList = CodeList("none", ())

    def __post_init__(self, asked_when: Predicate | None, blank: Severity | None) -> None:
        if isinstance(self.example, str):
            object.__setattr__(self, "example", self.codes.now(self.example))
        super().__post_init__(asked_when, blank)

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if not self.codes.codes:
            yield "give it a code list."

    def allowed(self, constants: tuple[str, ...]) -> tuple[str, ...]:
        """
        ``constants``, each checked, as a record may hold them (`CodeList.judged`).

        Raises: DefinitionError -- if there is none, or one that is not in the code list.
        """
        if not constants:
            raise DefinitionError(f"{self.described()}: name at least one code of {', '.join(self.codes.values())}.")
        for constant in constants:
            if not self.codes.nameable(constant):
                before = listed([code for code, new in self.codes.into.items() if new == constant], "or")
                near = self.codes.nearest(str(constant))
                hint = did_you_mean(near and repr(near), f"It has {', '.join(self.codes.values())}.")
                hint = f"It is not there at first: name {before}, which it takes the place of." if before else hint
                raise DefinitionError(f"{self.described()}: code list {self.codes.name} has no {constant!r}. {hint}")
        return self.codes.judged(constants)

    def meaning(self, wanted: Meaning) -> tuple[str, ...]:
        """The codes of this field that have the meaning ``wanted``."""
        return self.codes.meaning(wanted)


@dataclass(frozen=True, eq=False)
class OneCode(Coded):
    """One code from the list."""

    na_when: Predicate | None = None

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if self.na_when is not None and not self.meaning(Meaning.NOT_APPLICABLE):
            yield "na_when is given, but its code list has no code for not applicable; add NOT_APPLICABLE to the list."

    def refused(self, answer: Constant) -> str:
        return "" if answer in self.codes else f"is not in its code list {self.codes.name}"

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if operator not in ("==", "!="):
            raise DefinitionError(f"{self.described()}: codes have no order; use == != or is_in, not {operator}.")
        if isinstance(other, str):
            self.allowed((other,))
        elif not (isinstance(other, OneCode) and other.codes is self.codes):
            raise DefinitionError(f"{self.described()}: compare it with a code or a field with the same code list.")

    def _compare(self, operator: str, other: object) -> Predicate:  # type: ignore[override]
        compared = super()._compare(operator, other)
        if not isinstance(other, str) or (codes := self.codes.judged((other,))) == (other,):
            return compared
        return IsIn(self, codes) if operator == "==" else ~IsIn(self, codes)

    def is_in(self, *codes: str) -> IsIn:
        """The answer is one of ``codes``."""
        return IsIn(self, self.allowed(codes))

    def is_not(self, code: str) -> Predicate:
        """
        The answer is not ``code``: true of a blank too, of which ``!=`` says nothing.

        For an answer that is the exception, where most records leave the question empty.
        """
        return ~(self.answered() & (self == code))

    def conditions(self) -> tuple[Predicate, ...]:
        return (*super().conditions(), *([self.na_when] if self.na_when is not None else []))


def YesNo(  # noqa: N802 -- reads as a kind of field, beside Date and OneCode
    label: str,
    *,
    not_recorded: bool = False,
    not_known: bool = False,
    na_when: Predicate | None = None,
    **options: object,
) -> OneCode:
    """A yes/no question; NR, NK and NA are allowed only where asked for, NA only where ``na_when`` is not false."""
    extra = ((NOT_RECORDED, not_recorded), (NOT_APPLICABLE, na_when is not None), (NOT_KNOWN, not_known))
    codes = (YES, NO, *(code for code, wanted in extra if wanted))
    answers = CodeList("yes_no" + "".join(f"_{code.code.lower()}" for code in codes[2:]), codes)
    return OneCode(label, codes=answers, na_when=na_when, **options)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class MultiCode(Coded):
    """Any number of codes from the list, separated by semicolons."""

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if self.codes.recoded is not None:
            yield "its codes hang on a document, which only those of a question with one answer may."

    def refused(self, answer: Constant) -> str:
        listed = answer.split(";") if isinstance(answer, str) else [answer]
        return "" if all(code in self.codes for code in listed) else f"is not all in its code list {self.codes.name}"

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        raise DefinitionError(f"{self.described()}: it holds several codes; use contains() instead of {operator}.")

    def contains(self, *codes: str) -> Contains:
        """Every one of ``codes`` was entered."""
        return Contains(self, self.allowed(codes))


@dataclass(frozen=True, eq=False)
class WithCodes(Field):
    """A question answered with a value of its own kind, or with one of the codes ``also`` in its place."""

    also: tuple[Code, ...] = ()
    takes: ClassVar[str]  # what kind of value, as Python writes it

    def refused(self, answer: Constant) -> str:
        if not isinstance(answer, str):
            return self.refused_value(answer)
        if answer in self._codes():
            return ""
        return f"is text and not {self.takes}{f' or one of its own codes ({self._listed()})' if self.also else ''}"

    def refused_value(self, answer: int | float | date) -> str:
        """Why the question does not allow ``answer``, which is no code; as `refused`."""
        raise NotImplementedError

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if not isinstance(other, str):
            self.check_value(operator, other)
        elif operator not in ("==", "!=") or other not in self._codes():
            codes = f"; it can be == or != to its own codes ({self._listed()}) too" if self.also else ""
            raise DefinitionError(f"{self.described()}: compare it with {self.takes}{codes}. Got the text {other!r}.")

    def check_value(self, operator: str, other: Operand | int | float | date) -> None:
        """Raises: DefinitionError -- if the comparison with ``other``, which is no code, can never make sense."""
        raise NotImplementedError

    def also_codes(self) -> tuple[Code, ...]:
        return self.also

    def _codes(self) -> list[str]:
        return [code.code for code in self.also]

    def _listed(self) -> str:
        return ", ".join(self._codes())


@dataclass(frozen=True, eq=False)
class Whole(WithCodes):
    """A whole number from ``minimum`` to ``maximum``, or one of the codes ``also``."""

    minimum: int = 0
    maximum: int = 9999
    takes = "a whole number"

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if self.minimum > self.maximum:
            yield f"its minimum {self.minimum} is above its maximum {self.maximum}; change one of them."

    def refused_value(self, answer: int | float | date) -> str:
        if isinstance(answer, bool) or not isinstance(answer, int):
            return "is not a whole number"
        if not self.minimum <= answer <= self.maximum:
            return f"is not from {self.minimum} to {self.maximum}"
        return ""

    def check_value(self, operator: str, other: Operand | int | float | date) -> None:
        if not isinstance(other, int | float | Whole):
            raise DefinitionError(f"{self.described()}: a number can only be compared with a number, got {other!r}.")


@dataclass(frozen=True, eq=False)
class Count(Whole):
    """A whole number on the Volumes sheet. ``later``: templates before did not ask it, so a sheet may be without it."""

    maximum: int = 999_999
    later: bool = field(default=False, metadata=OUTSIDE_VERSION)


@dataclass(frozen=True, eq=False)
class Date(WithCodes, Timed):
    """A date, or one of the codes ``also``. ``earliest``/``latest`` bound what is believable."""

    earliest: date = date(FIRST_YEAR, 1, 1)
    latest: date = date(LAST_YEAR, 12, 31)
    weekdays_only: bool = False
    takes = "a date, such as date(2019, 7, 1)"

    def within(self, first: date, last: date) -> Date:
        """The question with ``first`` and ``last`` as the bounds of what is believable, unless it has its own."""
        unbounded = (self.earliest, self.latest) == (Date.earliest, Date.latest) != (first, last)
        return replace(self, earliest=first, latest=last) if unbounded else self

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if self.earliest > self.latest:
            yield f"its earliest day {self.earliest} is after its latest {self.latest}; change one of them."

    def refused_value(self, answer: int | float | date) -> str:
        if not isinstance(answer, date) or isinstance(answer, datetime) != isinstance(self, DateTime):
            return "is not a date and time" if isinstance(self, DateTime) else "is not a date"
        day = answer.date() if isinstance(answer, datetime) else answer
        if not self.earliest <= day <= self.latest:
            return f"is not from {self.earliest} to {self.latest}"
        if self.weekdays_only and day.isoweekday() > 5:
            return "is not a weekday"
        return ""

    def check_value(self, operator: str, other: Operand | int | float | date) -> None:
        Timed.check_comparison(self, operator, other)


@dataclass(frozen=True, eq=False)
class DateTime(Date):
    """A date and a time of day."""

    takes = "a date and time, such as datetime(2019, 7, 1, 9, 30)"
