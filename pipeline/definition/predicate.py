"""
The predicate tree: how a rule or a standard is said once.

A comparison with a blank is *unknown*; ``&``, ``|`` and ``~`` follow SQL's and Kleene's rules. Three renderers read
the tree (`frame`, `excel`, `words`) and nothing else may re-state a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from pipeline.errors import DefinitionError
from pipeline.partnership.limits import Limit

Constant = str | int | float | date


def _unbracketed(*_: object) -> NoReturn:
    # & and | bind more tightly than == does, so without brackets they reach a question or a code first.
    raise DefinitionError("& and | join predicates only; put each comparison in brackets: (a == 'Y') & (b == 'N').")


class Predicate:
    """A statement about one record that is true, false or unknown."""

    def __and__(self, other: Predicate) -> And:
        return And((*_parts(self, And), *_parts(other, And)))

    def __or__(self, other: Predicate) -> Or:
        return Or((*_parts(self, Or), *_parts(other, Or)))

    __rand__ = __ror__ = _unbracketed

    def __invert__(self) -> Predicate:
        return Not(self)

    def __bool__(self) -> bool:
        raise DefinitionError(
            "A predicate was used as if it were true or false. Join predicates with & | ~, "
            "with each comparison in brackets: (a == 'Y') & (b == 'N')."
        )


def _parts(predicate: Predicate, kind: type[And | Or]) -> tuple[Predicate, ...]:
    if not isinstance(predicate, Predicate):
        _unbracketed()
    return predicate.parts if isinstance(predicate, kind) else (predicate,)


@dataclass(frozen=True, eq=False)
class And(Predicate):
    """True where every part is true; false where one is false."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, eq=False)
class Or(Predicate):
    """True where one part is true; false where every part is false."""

    parts: tuple[Predicate, ...]

    def denied(self) -> And:
        """The opposite, as it is said with "and": no part is so."""
        return And(tuple(map(Not, self.parts)))


@dataclass(frozen=True, eq=False)
class Not(Predicate):
    """True where the part is false; unknown where it is unknown."""

    part: Predicate


@dataclass(frozen=True, eq=False)
class Always(Predicate):
    """True for every record."""


ALWAYS = Always()


class Operand:
    """Something with a value on each record: a field, the as-of date, or a span of time."""

    def __eq__(self, other: object) -> Comparison:  # type: ignore[override]
        return self._compare("==", other)

    def __ne__(self, other: object) -> Comparison:  # type: ignore[override]
        return self._compare("!=", other)

    def __lt__(self, other: object) -> Comparison:
        return self._compare("<", other)

    def __le__(self, other: object) -> Comparison:
        return self._compare("<=", other)

    def __gt__(self, other: object) -> Comparison:
        return self._compare(">", other)

    def __ge__(self, other: object) -> Comparison:
        return self._compare(">=", other)

    __and__ = __rand__ = __or__ = __ror__ = _unbracketed

    # Comparisons build predicates, so operands are hashed (and told apart) by identity.
    __hash__ = object.__hash__

    def _compare(self, operator: str, other: object) -> Comparison:
        if not isinstance(other, Operand | str | int | float | date | Limit) or isinstance(other, bool):
            raise DefinitionError(f"{self.described()}: cannot be compared with a {type(other).__name__}.")
        if isinstance(other, Limit):
            self.check_limit(other)
        else:
            self.check_comparison(operator, other)
        return Comparison(self, operator, other)

    def described(self) -> str:
        """How a DefinitionError names this operand."""
        raise NotImplementedError

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        """Raises: DefinitionError -- if the comparison can never make sense."""
        raise NotImplementedError

    def check_limit(self, limit: Limit) -> None:
        """Raises: DefinitionError -- if ``limit`` says nothing of this operand: only a span of time has a limit."""
        raise DefinitionError(
            f"{self.described()}: the time limit {limit.name} can only be compared with a span of time, such as "
            "working_days(a date, a date)."
        )


@dataclass(frozen=True, eq=False)
class Comparison(Predicate):
    """Two values compared; unknown where either is blank."""

    left: Operand
    operator: str
    right: Operand | Constant | Limit


class Timed(Operand):
    """An operand that is a date or a date and time."""

    def described(self) -> str:
        return "a date"

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if not isinstance(other, Timed | date):
            raise DefinitionError(f"{self.described()}: a date can only be compared with a date, got {other!r}.")


@dataclass(frozen=True, eq=False)
class AsOf(Timed):
    """The date a return speaks of: the day it was submitted, by its Cover sheet."""

    def described(self) -> str:
        return "the date of the return"


AS_OF = AsOf()


@dataclass(frozen=True, eq=False)
class LastDay(Timed):
    """The last day of the quarter, half-year or year that a return is of."""

    def described(self) -> str:
        return "the last day of the return's period"


LAST_DAY = LastDay()


@dataclass(frozen=True, eq=False)
class Span(Operand):
    """The time from ``start`` to ``end`` in working days, days, working hours or hours; negative if reversed."""

    unit: str
    start: Timed
    end: Timed

    def __post_init__(self) -> None:
        for each in (self.start, self.end):
            if not isinstance(each, Timed):
                raise DefinitionError(f"{self.unit}: needs two dates; {each!r} is not one.")

    def described(self) -> str:
        return f"{self.unit.replace('_', ' ')} between two dates"

    def check_comparison(self, operator: str, other: Operand | Constant) -> None:
        if isinstance(other, bool) or not isinstance(other, int | float):
            raise DefinitionError(f"{self.described()}: can only be compared with a number, got {other!r}.")

    def check_limit(self, limit: Limit) -> None:
        unit = self.unit.replace("_", " ")
        if limit.unit != unit:
            raise DefinitionError(
                f"{self.described()}: the time limit {limit.name} is in {limit.unit} and not in {unit}; compare it "
                f"with {limit.unit.replace(' ', '_')}(…), or mend its unit in timescales.csv."
            )


def working_days(start: Timed, end: Timed) -> Span:
    """Working days after ``start`` up to and including ``end``: received day 0, so "within 1" is the next one."""
    return Span("working_days", start, end)


def days(start: Timed, end: Timed) -> Span:
    """Calendar days from ``start`` to ``end``."""
    return Span("days", start, end)


def hours(start: Timed, end: Timed) -> Span:
    """Hours from ``start`` to ``end``, to the minute."""
    return Span("hours", start, end)


def working_hours(start: Timed, end: Timed) -> Span:
    """Working hours from ``start`` to ``end``, to the minute: the clock stands still outside of a working day."""
    return Span("working_hours", start, end)
