"""
Whether a record can be such that each of several predicates comes out as it is wanted to.

Codes, blanks and numbers are tried out, a question at a time and only where something hangs on it; of two dates it is
tried whether they lie as a predicate says, as long as all that is said of dates can be so together (`apart`). What
cannot be settled in so many steps is taken to be possible: nothing is called impossible that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor

from pipeline.definition import Coded, Date, Field, MultiCode, OneCode, Predicate, Text, Whole, WithCodes, fields_of
from pipeline.definition.fields import Contains, IsBlank, IsIn
from pipeline.definition.predicate import Always, And, Comparison, Not, Or, Span, Timed
from pipeline.lint.apart import Claim, number_in, together

# What a predicate may come to, one bit for each; a sum of them is what is still possible.
TRUE, FALSE, UNKNOWN = 1, 2, 4
ANY = TRUE | FALSE | UNKNOWN
NOT_FALSE = TRUE | UNKNOWN
MOST_STEPS = 20_000

BLANK, GIVEN, OTHERWISE = "", "(given)", "(otherwise)"  # no code is any of these: see `codes`
Value = str | int | bool
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


@dataclass(frozen=True, eq=False)
class Wanted:
    """
    A predicate, and what it may come to: a sum of `TRUE`, `FALSE` and `UNKNOWN`.

    ``undecided``: codes that leave a comparison unknown which does not name them, as in `frame.rails`.
    """

    predicate: Predicate
    may_be: int = TRUE
    undecided: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Open:
    """Something that is not settled yet, and what may be tried."""

    key: Hashable
    values: tuple[Value, ...]


def possible(wanted: Iterable[Wanted], unasked: Collection[Field] = ()) -> bool:
    """Whether a record that leaves ``unasked`` blank can be as ``wanted``."""
    return _Search(tuple(wanted), unasked).succeeds()


class _Search:
    def __init__(self, wanted: tuple[Wanted, ...], unasked: Collection[Field]) -> None:
        self._wanted = wanted
        self._fields = fields_of(*(each.predicate for each in wanted))
        self._settled: dict[Hashable, Value] = {id(field): BLANK for field in unasked}
        self._claims: dict[Hashable, Claim] = {}
        self._left = MOST_STEPS
        self._domains = {id(field): tuple(self._domain(field)) for field in self._fields}

    def succeeds(self) -> bool:
        self._left -= 1
        if self._left < 0:
            return True
        open_ = None
        for each in self._wanted:
            comes_to, first = self._verdict(each.predicate, each.undecided)
            if not comes_to & each.may_be:
                return False
            if comes_to & ~each.may_be and open_ is None:
                open_ = first
        return open_ is None or any(self._tried(open_, value) for value in open_.values)

    def _tried(self, open_: _Open, value: Value) -> bool:
        self._settled[open_.key] = value
        claim = self._claims.get(open_.key)
        if claim is not None:
            self._claims[open_.key] = Claim(claim.comparison, bool(value))
        try:
            return (claim is None or self._together()) and self.succeeds()
        finally:
            del self._settled[open_.key]

    def _together(self) -> bool:
        claims = [each for key, each in self._claims.items() if key in self._settled]
        dates = [each for each in self._fields if isinstance(each, Date) and self._settled.get(id(each)) == GIVEN]
        return together(claims, dates)

    # What a predicate may come to, as far as things are settled, and the first thing that is open in it.

    def _verdict(self, predicate: Predicate, undecided: frozenset[str]) -> tuple[int, _Open | None]:
        match predicate:
            case Always():
                return TRUE, None
            case Not(part=part):
                comes_to, open_ = self._verdict(part, undecided)
                return _turned(comes_to), open_
            case And(parts=parts):
                return self._joined((self._verdict(part, undecided) for part in parts), decided_by=FALSE)
            case Or(parts=parts):
                return self._joined((self._verdict(part, undecided) for part in parts), decided_by=TRUE)
            case IsBlank(field=field):
                held = self._settled.get(id(field))
                return (TRUE | FALSE, self._open(field)) if held is None else (_as(held == BLANK), None)
            case IsIn(field=field, codes=codes):
                return self._coded(field, codes, undecided)
            case Contains(field=field, codes=codes):
                return self._containing(field, codes)
            case Comparison():
                return self._compared(predicate, undecided)
        raise AssertionError(f"Unhandled predicate {type(predicate).__name__}")

    @staticmethod
    def _joined(verdicts: Iterable[tuple[int, _Open | None]], decided_by: int) -> tuple[int, _Open | None]:
        join = _both if decided_by == FALSE else _either
        comes_to, first = (TRUE if decided_by == FALSE else FALSE), None
        for each, open_ in verdicts:
            comes_to = join(comes_to, each)
            if comes_to == decided_by:
                return comes_to, None
            first = first or open_
        return comes_to, first

    def _open(self, field: Field) -> _Open:
        return _Open(id(field), self._domains[id(field)])

    def _coded(self, field: Field, codes: Collection[str], undecided: frozenset[str]) -> tuple[int, _Open | None]:
        held = self._settled.get(id(field))
        if held is None:
            return ANY, self._open(field)
        return (UNKNOWN if held == BLANK or (held in undecided and held not in codes) else _as(held in codes)), None

    def _containing(self, field: Field, codes: Collection[str]) -> tuple[int, _Open | None]:
        held = self._settled.get(id(field))
        if held is None:
            return ANY, self._open(field)
        if held == BLANK:
            return UNKNOWN, None
        keys = [(id(field), code) for code in codes]
        each = [self._settled.get(key) for key in keys]
        if False in each:
            return FALSE, None
        if None in each:
            return TRUE | FALSE, _Open(keys[each.index(None)], (True, False))
        return TRUE, None

    def _compared(self, comparison: Comparison, undecided: frozenset[str]) -> tuple[int, _Open | None]:
        left, right = comparison.left, comparison.right
        if isinstance(left, Field) and isinstance(right, str):
            comes_to, open_ = self._with_a_code(left, right, undecided)
            return (comes_to if comparison.operator == "==" else _turned(comes_to)), open_
        sides = [each for side in (left, right) for each in _read(side)]
        for field in sides:
            held = self._settled.get(id(field))
            if held is None:
                return ANY, self._open(field)
            if not _a_value(field, held):
                return UNKNOWN, None
        if isinstance(left, Whole) and isinstance(right, int | float):
            number = self._settled[id(left)]
            assert isinstance(number, int)
            return _as(_OPERATORS[comparison.operator](number, right)), None
        return self._freely(comparison)

    def _with_a_code(self, field: Field, code: str, undecided: frozenset[str]) -> tuple[int, _Open | None]:
        if isinstance(field, OneCode):
            return self._coded(field, (code,), undecided)
        held = self._settled.get(id(field))
        if held is None:
            return ANY, self._open(field)
        return (UNKNOWN if held == BLANK else _as(held == code)), None

    def _freely(self, comparison: Comparison) -> tuple[int, _Open | None]:
        """Two values of the record compared: it may be so or not, as what else is said of dates allows."""
        key = _name(comparison)
        held = self._settled.get(key)
        if held is not None:
            return _as(bool(held)), None
        if isinstance(comparison.left, Span | Timed):
            self._claims[key] = Claim(comparison, holds=True)
        return TRUE | FALSE, _Open(key, (True, False))

    # What may be tried as the answer to a question: each answer that something tells from another.

    def _domain(self, field: Field) -> Iterator[Value]:
        yield from _codes_tried(field, self._named(field))
        if isinstance(field, Whole):
            yield from sorted(self._numbers(field))
        elif not isinstance(field, OneCode):
            yield GIVEN
        yield BLANK

    def _named(self, field: Field) -> frozenset[str]:
        """The codes and texts that some predicate tells from the others of a question."""
        named: set[str] = set()
        for wanted in self._wanted:
            named |= wanted.undecided
            for each in _leaves(wanted.predicate):
                if isinstance(each, IsIn) and each.field is field:
                    named |= {*each.codes}
                elif isinstance(each, Comparison) and each.left is field and isinstance(each.right, str):
                    named.add(each.right)
        return frozenset(named)

    def _numbers(self, field: Whole) -> set[int]:
        near = {field.minimum, field.maximum}
        for each in (each for wanted in self._wanted for each in _leaves(wanted.predicate)):
            if isinstance(each, Comparison) and each.left is field and isinstance(each.right, int | float):
                near |= {floor(each.right) - 1, floor(each.right), ceil(each.right), ceil(each.right) + 1}
        return {number for number in near if field.minimum <= number <= field.maximum}


def _codes_tried(field: Field, named: frozenset[str]) -> Iterator[str]:
    if isinstance(field, Text):
        yield from sorted(named - {""})
        return
    if not isinstance(field, OneCode | WithCodes):
        return
    others = False
    for code in (each.code for each in (field.codes if isinstance(field, Coded) else field.also)):
        if code in named:
            yield code
        elif not others:  # one stands for all that nothing tells apart
            others = True
            yield code


def _leaves(predicate: Predicate) -> Iterator[Predicate]:
    match predicate:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)
        case _:
            yield predicate


def _read(side: object) -> Iterator[Field]:
    """The fields that one side of a comparison reads."""
    if isinstance(side, Span):
        yield from (each for each in (side.start, side.end) if isinstance(each, Field))
    elif isinstance(side, Field):
        yield side


def _a_value(field: Field, held: Value) -> bool:
    """Whether what is held is a value of the question's own kind, and no code in place of one."""
    if isinstance(field, Whole):
        return isinstance(held, int)
    return held == GIVEN if isinstance(field, Date | MultiCode) else held != BLANK


def _name(comparison: Comparison) -> Hashable:
    """One key for comparisons that say the same."""
    sides = []
    for side in (comparison.left, number_in(comparison.right)):
        if isinstance(side, Span):
            sides.append((side.unit, id(side.start), id(side.end)))
        else:
            sides.append((id(side),) if isinstance(side, Field | Timed) else (side,))  # type: ignore[arg-type]
    return (comparison.operator, *sides)


def _as(holds: bool) -> int:
    return TRUE if holds else FALSE


def _turned(comes_to: int) -> int:
    return (comes_to & UNKNOWN) | (FALSE if comes_to & TRUE else 0) | (TRUE if comes_to & FALSE else 0)


def _both(one: int, other: int) -> int:
    unknown = (one & UNKNOWN and other & NOT_FALSE) or (other & UNKNOWN and one & NOT_FALSE)
    return (one & other & TRUE) | ((one | other) & FALSE) | (UNKNOWN if unknown else 0)


def _either(one: int, other: int) -> int:
    return _turned(_both(_turned(one), _turned(other)))
