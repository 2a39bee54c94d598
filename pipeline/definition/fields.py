"""Fields: what every question of an audit has in common, and the views that ask it; the kinds are in `kinds`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition.codes import Code
from pipeline.definition.predicate import Constant, IsBlank, Not, Operand, Predicate, operands
from pipeline.errors import DefinitionError

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
        for problem in self.problems():
            raise DefinitionError(f"field {self.name}: {problem}")
        refused = "" if self.example is None else self.refused(self.example)
        if refused:
            raise DefinitionError(f"field {self.name}: its example {self.example!r} {refused}; mend one of them.")

    def problems(self) -> Iterator[str]:
        """What makes no sense in the question by itself, and what to do."""
        if not self.label.strip():
            yield "give it a label; agencies see it as the column's heading."
        if self.required and self.required_when is not None:
            yield "it is always required, so take required_when away."
        if self.since is not None and self.until is not None and self.since > self.until:
            yield f"it ends ({self.until}) before it begins ({self.since}); mend since or until."

    def refused(self, answer: Constant) -> str:
        """Why the question does not allow ``answer``, as what follows it in a sentence; empty where it does."""
        raise NotImplementedError

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


def fields_of(*predicates: Predicate | None) -> tuple[Field, ...]:
    """The fields that the predicates read, each once, in the order in which they are read."""
    found: dict[int, Field] = {}
    for predicate in predicates:
        if predicate is not None:
            for operand in operands(predicate):
                if isinstance(operand, Field):
                    found.setdefault(id(operand), operand)
    return tuple(found.values())
