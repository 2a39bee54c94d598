"""A predicate in plain English, for messages, the codebook and "how this is counted" in reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.definition.fields import Contains, Field, IsBlank, IsIn
from pipeline.definition.kinds import Coded, Date, DateTime
from pipeline.definition.predicate import (
    Always,
    And,
    AsOf,
    Comparison,
    Constant,
    LastDay,
    Not,
    Operand,
    Or,
    Predicate,
    Span,
    Timed,
)
from pipeline.definition.simplify import simple
from pipeline.english import listed
from pipeline.partnership.limits import Limit

MANY = 6  # a longer list of codes is said by those that it leaves out, where they are fewer

_BUT = "anything but"
_COMPARED = {
    "==": "the same as",
    "!=": "not the same as",
    "<": "less than",
    "<=": "at most",
    ">": "more than",
    ">=": "at least",
}
_LASTING = {**_COMPARED, "==": "exactly", "!=": "not exactly", "<": "fewer than"}
_ORDERED = {"<": "before", "<=": "not after", ">": "after", ">=": "not before"}
_DATED = {"==": "on the same day as", "!=": "not on the same day as", **_ORDERED}
_TIMED = {"==": "at the same time as", "!=": "not at the same time as", **_ORDERED}
_TURNED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_UNITS = {"working_days": "working day", "days": "day", "working_hours": "working hour", "hours": "hour"}


def words(predicate: Predicate) -> str:
    """``predicate`` as a clause that can follow "where"."""
    return _clause(simple(predicate), 0)[0]


def quoted(field: Field) -> str:
    """The field's label in the form in which sentences name it."""
    return f"‘{field.label.rstrip('?').strip()}’"


@dataclass(frozen=True)
class _Statement:
    """One statement: what it is about, its verb, and what is said, joined by ``word`` where that is several things."""

    about: str
    verb: str
    things: tuple[str, ...] = ()
    word: str = ""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.about, self.verb, listed(self.things, self.word)) if part)


def _clause(predicate: Predicate, depth: int) -> tuple[str, bool]:
    """The clause, and whether it is so plain that it holds no comma of its own."""
    parts, word = _gathered(predicate)
    texts, plain, bare = [], True, False
    for part in parts:
        if isinstance(part, _Statement):
            texts.append(part.text)
            plain = plain and not part.word
            continue
        inner, simply = _clause(part, depth + 1)
        # Brackets within brackets are hard to read: there a comma parts what is plain.
        unbracketed = depth % 2 == 1 and simply
        texts.append(inner if unbracketed else f"({inner})")
        plain, bare = False, bare or unbracketed
    if len(texts) > 2 and not bare:
        return f"{', '.join(texts[:-1])}, {word} {texts[-1]}", False
    return (f" {word} " if plain else f", {word} ").join(texts), plain


def _gathered(predicate: Predicate) -> tuple[list[_Statement | Predicate], str]:
    """What ``predicate`` joins, statements about one thing drawn together (‘Age’ is blank or less than 16), and how."""
    if not isinstance(predicate, And | Or):
        return [_stated(predicate)], ""
    word = "and" if isinstance(predicate, And) else "or"
    statements: list[_Statement | Predicate] = []
    for part in predicate.parts:
        inner, _ = _gathered(part)
        each = inner[0] if len(inner) == 1 else part
        for place, earlier in enumerate(statements):
            together = _together(earlier, each, word)
            if together is not None:
                statements[place] = together
                break
        else:
            statements.append(each)
    return statements, word


def _together(one: _Statement | Predicate, other: _Statement | Predicate, word: str) -> _Statement | None:
    if (
        not isinstance(one, _Statement)
        or not isinstance(other, _Statement)
        or (one.about, one.verb) != (other.about, other.verb)
    ):
        return None
    joined = {("is", "and"): "and", ("is", "or"): "or", ("includes", "or"): "or", ("does not include", "and"): "or"}
    joint = joined.get((one.verb, word))
    if joint is None or not {one.word, other.word} <= {"", joint}:
        return None
    # "anything but A" stands last: what follows it would read as left out too.
    things = sorted((*one.things, *other.things), key=lambda thing: thing.startswith(_BUT))
    return _Statement(one.about, one.verb, tuple(things), joint)


def _stated(predicate: Predicate) -> _Statement:
    match predicate:
        case Always():
            return _Statement("every row", "counts")
        case Not(part=Always()):
            return _Statement("no record", "counts")
        case IsBlank(field=field):
            return _Statement(quoted(field), "is", ("blank",))
        case Not(part=IsBlank(field=field)):
            return _Statement(quoted(field), "is", ("filled in",))
        case IsIn(field=field, codes=codes):
            return _chosen(field, codes, without=False)
        case Not(part=IsIn(field=field, codes=codes)):
            return _chosen(field, codes, without=True)
        case Contains(field=field, codes=codes):
            return _Statement(quoted(field), "includes", _labels(field, codes), "and" if len(codes) > 1 else "")
        case Not(part=Contains(field=field, codes=codes)):
            verb = "does not include" if len(codes) == 1 else "lacks at least one of"
            return _Statement(quoted(field), verb, _labels(field, codes), "and" if len(codes) > 1 else "")
        case Comparison(left=left, operator=operator, right=right):
            return _compared(left, operator, right)
    raise AssertionError(f"Unhandled predicate {type(predicate).__name__}")


def _chosen(field: Field, codes: tuple[str, ...], without: bool) -> _Statement:
    if not isinstance(field, Coded):
        return _Statement(quoted(field), "is", (f"{'none' if without else 'one'} of {_texts(codes)}",))
    others = tuple(code for code in field.codes.values() if code not in codes)
    if len(others) == 1 if without else 0 < len(others) < len(codes) > MANY:
        codes, without = others, not without
    labels = _labels(field, codes)
    things = (f"{_BUT} {listed(labels, 'or')}",) if without else labels
    return _Statement(quoted(field), "is", things, "or" if len(codes) > 1 else "")


def _texts(texts: tuple[str, ...]) -> str:
    """Several texts; of many how many they are, the first and the last."""
    if len(texts) <= MANY:
        return listed([f"“{each}”" for each in texts])
    return f"the {len(texts)} from “{texts[0]}” to “{texts[-1]}”"


def _compared(left: Operand, operator: str, right: Operand | Constant | Limit) -> _Statement:
    if isinstance(left, Span):
        first, later = (right, "") if not isinstance(right, Limit) else _in_turn(right)
        unit = _UNITS[left.unit] + ("" if first == 1 else "s")
        lasting = f"{_LASTING[operator]} {first} {unit}{later} from {_named(left.start)} to {_named(left.end)}"
        return _Statement("there", "is" if first == 1 else "are", (lasting,))
    assert not isinstance(right, Limit)  # only a span has a limit
    # Python turns a date compared with a date and time round, since the one kind is made from the other.
    if isinstance(left, DateTime) and isinstance(right, Date) and not isinstance(right, DateTime):
        left, operator, right = right, _TURNED[operator], left
    if isinstance(right, Operand) or operator not in ("==", "!="):
        by_the_minute = isinstance(left, DateTime) and isinstance(right, DateTime)
        compared = _TIMED if by_the_minute else _DATED if isinstance(left, Timed) else _COMPARED
        return _Statement(_named(left), "is", (f"{compared[operator]} {_named(right)}",))
    value = _named(right)
    if isinstance(left, Field) and isinstance(right, str):
        value = f"“{next((code.label for code in left.also_codes() if code.code == right), right)}”"
    return _Statement(_named(left), "is", (value if operator == "==" else f"not {value}",))


def _in_turn(limit: Limit) -> tuple[int, str]:
    """What a limit allows at first, and from which day on it allows another time."""
    first, *later = limit.changes
    changed = ", ".join(f"{each.limit} from {_named(each.since)}" for each in later if each.since is not None)
    return first.limit, f" ({changed})" if changed else ""


def _named(side: Operand | Constant) -> str:
    match side:
        case AsOf():
            return "the date of the return"
        case LastDay():
            return "the last day of the return's period"
        case Field():
            return quoted(side)
        case date():
            return f"{side.day} {side:%B %Y}"
    return str(side)


def _labels(field: Field, codes: tuple[str, ...]) -> tuple[str, ...]:
    assert isinstance(field, Coded)
    return tuple(f"“{field.codes.label(code)}”" for code in codes)
