"""A formula of texts worked out as a spreadsheet does: the functions by which live checks read several answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_TOKEN = re.compile(r'\s*("(?:[^"]|"")*"|[A-Z]+(?=\()|\$?[A-Z]+\$?\d+|\d+|<>|<=|>=|[-+*&=<>(),])')
Value = str | int | bool
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "LEN": lambda text: len(_text(text)),
    "MID": lambda text, start, count: _text(text)[start - 1 : start - 1 + count],
    "SUBSTITUTE": lambda text, old, new: _text(text).replace(old, new) if old else _text(text),
    "UPPER": lambda text: _text(text).upper(),
    "TRIM": lambda text: re.sub(" +", " ", _text(text)).strip(" "),
    "CHAR": chr,
    "AND": lambda *parts: all(parts),
    "OR": lambda *parts: any(parts),
    "NOT": lambda part: not part,
    "EXACT": lambda one, other: one == other,
}


class Faulty(Exception):
    """What a spreadsheet shows as an error."""


def reckoned(formula: str, cells: Mapping[str, str]) -> Value:
    """What ``formula`` gives where ``cells`` hold these texts."""
    tokens = _TOKEN.findall(formula)
    assert "".join(tokens) == re.sub(r'\s+(?=(?:[^"]*"[^"]*")*[^"]*$)', "", formula), "a sign that is not known here"
    value = _Reckoning(tokens, cells).compared()
    return value() if callable(value) else value


class _Reckoning:
    """Reads a formula from the left; each part is a function, so that IF works out only the branch it takes."""

    def __init__(self, tokens: list[str], cells: Mapping[str, str]) -> None:
        self.tokens, self.cells = tokens, {name.replace("$", ""): text for name, text in cells.items()}

    def next(self, *wanted: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else None

    def compared(self) -> Callable[[], Value]:
        left = self.joined()
        sign = self.next("=", "<>", "<=", ">=", "<", ">")
        if sign is None:
            return left
        right = self.joined()
        signs: Mapping[str, Callable[[Value, Value], bool]] = {
            "=": lambda a, b: a == b,
            "<>": lambda a, b: a != b,
            "<=": lambda a, b: a <= b,  # type: ignore[operator]
            ">=": lambda a, b: a >= b,  # type: ignore[operator]
            "<": lambda a, b: a < b,  # type: ignore[operator]
            ">": lambda a, b: a > b,  # type: ignore[operator]
        }
        return lambda: signs[sign](left(), right())

    def joined(self) -> Callable[[], Value]:
        parts = [self.term()]
        while self.next("&"):
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else lambda: "".join(_text(part()) for part in parts)

    def term(self) -> Callable[[], Value]:
        token = self.tokens.pop(0)
        if token.startswith('"'):
            return lambda: token[1:-1].replace('""', '"')
        if token.isdigit():
            return lambda: int(token)
        if self.tokens and self.tokens[0] == "(":
            return self.called(token)
        name = token.replace("$", "")
        return lambda: self.cells[name]

    def called(self, name: str) -> Callable[[], Value]:
        self.tokens.pop(0)
        parts = [self.compared()]
        while self.next(","):
            parts.append(self.compared())
        assert self.next(")")
        if name == "IF":
            return lambda: parts[1]() if parts[0]() else parts[2]()
        if name in ("IFERROR", "ISNUMBER"):
            return lambda: _unless_faulty(name, *parts)
        if name == "FIND":
            return lambda: _found(_text(parts[0]()), _text(parts[1]()))
        return lambda: _FUNCTIONS[name](*(part() for part in parts))


def _text(value: Value) -> str:
    return str(value)


def _found(sought: str, text: str) -> int:
    if sought not in text:
        raise Faulty
    return text.index(sought) + 1


def _unless_faulty(name: str, first: Callable[[], Value], *otherwise: Callable[[], Value]) -> Value:
    try:
        value = first()
    except Faulty:
        return otherwise[0]() if otherwise else False
    return type(value) is int if name == "ISNUMBER" else value
