"""Fields: the questions an audit asks, each with its label, its allowed answers and when it must be answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.definition.codes import NO, NOT_APPLICABLE, NOT_KNOWN, NOT_RECORDED, YES, Code, CodeList, Meaning
from pipeline.definition.predicate import Constant, Contains, IsBlank, IsIn, Not, Operand, Predicate, Timed, operands
from pipeline.errors import DefinitionError
from pipeline.quarter import Quarter
from pipeline.working_days import FIRST_YEAR, LAST_YEAR

_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")


@dataclass(frozen=True, eq=False)
class View:
    """One agency's side of an audit: who fills it in, and from whose standpoint."""

    code: str
    title: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Field(Operand):
    """
    One question.

    ``required``: a blank is an error. ``required_when``: a blank is an error where this is true.
    ``expected_when``: a blank is a query where this is true. ``only_when``: an answer is a query where this is false.
    ``on``: the views that ask it (all, where empty). ``since``/``until``: first and last quarter it is asked in.
    ``describes_child``: it says what a child is (age, sex, …), so small counts by it are hidden in every edition.
    """

    name: str
    label: str
    required: bool = False
    required_when: Predicate | None = None
    expected_when: Predicate | None = None
    only_when: Predicate | None = None
    on: tuple[View, ...] = ()
    help: str = ""
    example: Constant | None = None
    since: Quarter | None = None
    until: Quarter | None = None
    describes_child: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise DefinitionError(f"field {self.name!r}: a name is 2 to 41 of a-z, 0-9 and _, starting with a letter.")
        if not self.label.strip():
            raise DefinitionError(f"field {self.name}: give it a label; agencies see it as the column's heading.")
        if self.required and self.required_when is not None:
            raise DefinitionError(f"field {self.name}: it is always required, so take required_when away.")

    def described(self) -> str:
        return f"field {self.name}"

    def asked(self, view: View, quarter: Quarter) -> bool:
        """Whether ``view`` is asked this question in ``quarter``."""
        in_force = (self.since is None or quarter >= self.since) and (self.until is None or quarter <= self.until)
        return in_force and (not self.on or any(view is each for each in self.on))

    def conditions(self) -> tuple[Predicate, ...]:
        """The predicates that say when it is to be answered."""
        return tuple(p for p in (self.required_when, self.expected_when, self.only_when) if p is not None)

    def is_blank(self) -> IsBlank:
        """Nothing was entered."""
        return IsBlank(self)

    def answered(self) -> Predicate:
        """Something was entered."""
        return Not(IsBlank(self))

    def also_codes(self) -> tuple[Code, ...]:
        """Codes that may stand in the cell in place of a value of the field's own kind."""
        return ()


@dataclass(frozen=True, eq=False)
class Text(Field):
    """Words. ``pattern`` is a full-match expression that ``pattern_words`` says in English."""

    pattern: str | None = None
    pattern_words: str = ""
    max_length: int = 500
    free: bool = False
    unique: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.pattern is None) != (not self.pattern_words):
            raise DefinitionError(f"field {self.name}: a pattern needs pattern_words, and only a pattern does.")

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if operator not in ("==", "!=") or not isinstance(other, str | Text):
            raise DefinitionError(f"field {self.name}: text can only be == or != to text, got {operator} {other!r}.")


@dataclass(frozen=True, eq=False)
class Coded(Field):
    """A question answered from a code list."""

    codes: CodeList = CodeList("none", ())

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.codes.codes:
            raise DefinitionError(f"field {self.name}: give it a code list.")

    def allowed(self, constants: tuple[str, ...]) -> tuple[str, ...]:
        """``constants``, each checked. Raises: DefinitionError -- if one is not in the code list."""
        for constant in constants:
            if constant not in self.codes:
                near = self.codes.nearest(str(constant))
                hint = f" Did you mean {near!r}?" if near else f" It has {', '.join(self.codes.values())}."
                raise DefinitionError(f"field {self.name}: code list {self.codes.name} has no {constant!r}.{hint}")
        return constants

    def meaning(self, wanted: Meaning) -> tuple[str, ...]:
        """The codes of this field that have the meaning ``wanted``."""
        return self.codes.meaning(wanted)


@dataclass(frozen=True, eq=False)
class OneCode(Coded):
    """One code from the list."""

    na_when: Predicate | None = None

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if operator not in ("==", "!="):
            raise DefinitionError(f"field {self.name}: codes have no order; use == != or is_in, not {operator}.")
        if isinstance(other, str):
            self.allowed((other,))
        elif not (isinstance(other, OneCode) and other.codes is self.codes):
            raise DefinitionError(f"field {self.name}: compare it with a code or a field with the same code list.")

    def is_in(self, *codes: str) -> IsIn:
        """The answer is one of ``codes``."""
        return IsIn(self, self.allowed(codes))

    def conditions(self) -> tuple[Predicate, ...]:
        return (*super().conditions(), *([self.na_when] if self.na_when is not None else []))


def YesNo(  # noqa: N802 -- reads as a kind of field, beside Date and OneCode
    name: str,
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
    return OneCode(name, label, codes=answers, na_when=na_when, **options)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class MultiCode(Coded):
    """Any number of codes from the list, separated by semicolons."""

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        raise DefinitionError(f"field {self.name}: it holds several codes; use contains() instead of {operator}.")

    def contains(self, *codes: str) -> Contains:
        """Every one of ``codes`` was entered."""
        return Contains(self, self.allowed(codes))


@dataclass(frozen=True, eq=False)
class Whole(Field):
    """A whole number from ``minimum`` to ``maximum``, or one of the codes ``also``."""

    minimum: int = 0
    maximum: int = 9999
    also: tuple[Code, ...] = ()

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if isinstance(other, str):
            _check_also(self, operator, other)
        elif not isinstance(other, int | float | Whole):
            raise DefinitionError(f"field {self.name}: a number can only be compared with a number, got {other!r}.")

    def also_codes(self) -> tuple[Code, ...]:
        return self.also


@dataclass(frozen=True, eq=False)
class Count(Whole):
    """A whole number on the Volumes sheet."""

    maximum: int = 999_999


@dataclass(frozen=True, eq=False)
class Date(Field, Timed):
    """A date, or one of the codes ``also``. ``earliest``/``latest`` bound what is believable."""

    earliest: date = date(FIRST_YEAR, 1, 1)
    latest: date = date(LAST_YEAR, 12, 31)
    weekdays_only: bool = False
    also: tuple[Code, ...] = ()

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if isinstance(other, str):
            _check_also(self, operator, other)
        else:
            Timed.check_comparison(self, operator, other)

    def described(self) -> str:
        return Field.described(self)

    def also_codes(self) -> tuple[Code, ...]:
        return self.also


@dataclass(frozen=True, eq=False)
class DateTime(Date):
    """A date and a time of day."""


def _check_also(field: Whole | Date, operator: str, other: str) -> None:
    if operator not in ("==", "!=") or other not in {code.code for code in field.also}:
        listed = ", ".join(code.code for code in field.also) or "none"
        raise DefinitionError(
            f"field {field.name}: it can be == or != only to its own codes ({listed}), got {other!r}."
        )


def fields_of(*predicates: Predicate | None) -> tuple[Field, ...]:
    """The fields that the predicates read, each once, in the order in which they are read."""
    found: dict[int, Field] = {}
    for predicate in predicates:
        if predicate is not None:
            for operand in operands(predicate):
                if isinstance(operand, Field):
                    found.setdefault(id(operand), operand)
    return tuple(found.values())
