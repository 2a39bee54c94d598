"""Fields: what all questions have in common, the views that ask them, and what is said of one answer alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from datetime import date
from enum import Enum

from pipeline.calendar.quarter import Quarter
from pipeline.definition.codes import OUTSIDE_VERSION, Code
from pipeline.definition.predicate import Always, And, Comparison, Constant, Not, Operand, Or, Predicate, Span
from pipeline.errors import DefinitionError
from pipeline.partnership.limits import Limit

RECORDS = "Records"  # the sheet of a view that is returned as a workbook
_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
_SHEET = re.compile(r"[A-Z][A-Za-z ]{0,22}[A-Za-z]")


class Severity(Enum):
    """What a finding does to the value it is about."""

    ERROR = "error"  # not used until mended
    QUERY = "query"  # used; explain or mend
    NOTE = "note"  # what was tidied


class Role(Enum):
    """What a question is to the engines, which ask an audit for it by its role: `Audit.in_role`."""

    CHILD = "the child's reference"
    FAMILY = "the family's reference"
    GRADE = "the auditor's grade"
    MODERATED_GRADE = "the grade after moderation"
    LEARNING = "what to learn from the case"
    DIFFERENCE = "whether a difference was made for the child"
    IMMEDIATE_ACTION = "whether a child needs action now"
    UNBORN = "whether the child was not yet born"
    AGE = "the child's age in completed years"
    LASTING = "what does not change about a child"
    DOMAIN_GRADE = "the auditor's grade for one side of the work"
    WHY_NOT = "why a critical step was not done"
    WHY_OVERRIDDEN = "why the moderator gave another grade"
    EVIDENCE = "what the judgement rests on"


@dataclass(frozen=True, eq=False)
class View:
    """
    One side of an audit: from whose standpoint a form is filled in. ``code``: its name in the audit.

    ``role``: that of whoever fills it in; which agencies have it the partnership says (`Audit.returners`).
    ``beside``: the view in whose workbook it is a further sheet of records, called ``sheet``; whoever fills in that
    view fills it in too, so it needs no role of its own; ``since``: the first quarter in which it is asked.
    ``unit``, ``row``: what one of its rows is, and what it is called, where that is not the audit's. ``behind``: how
    many quarters before those of the return its records are of, so that what became of them is known by now.
    ``of_people``: whether a count of its rows may tell of somebody, so that small ones are hidden; not where its rows
    are organisations, practices or activities. In doubt they are of people.
    """

    title: str
    role: str = ""
    code: str = ""
    beside: View | None = field(default=None, metadata=OUTSIDE_VERSION)
    sheet: str = field(default=RECORDS, metadata=OUTSIDE_VERSION)
    unit: str = field(default="", metadata=OUTSIDE_VERSION)
    row: str = field(default="", metadata=OUTSIDE_VERSION)
    since: Quarter | None = field(default=None, metadata=OUTSIDE_VERSION)
    behind: int = field(default=0, metadata=OUTSIDE_VERSION)
    of_people: bool = field(default=True, metadata=OUTSIDE_VERSION)

    def __post_init__(self) -> None:
        if self.since is not None and self.beside is None:
            raise DefinitionError(
                f"view {self.title!r}: only a further sheet has a first quarter; when a return is asked says the "
                "partnership (returns.csv)."
            )
        if self.behind < 0:
            raise DefinitionError(f"view {self.title!r}: behind is a number of quarters, 0 or more.")
        if self.beside is None and (not self.role or self.sheet != RECORDS):
            raise DefinitionError(f"view {self.title!r}: give it a role; or say beside= which view it is a sheet.")
        if self.beside is not None:
            if self.role or not _SHEET.fullmatch(self.sheet) or self.sheet == RECORDS:
                raise DefinitionError(
                    f"view {self.title!r}: it is a sheet beside {self.beside.called}, so take its role away and give "
                    "the sheet a name of its own: 2 to 24 letters and spaces."
                )
            object.__setattr__(self, "role", self.beside.role)

    @property
    def called(self) -> str:
        """Its code; its title while it has none yet."""
        return self.code or repr(self.title)


Views = View | tuple[View, ...]


def several(views: Views) -> tuple[View, ...]:
    """A view, or several, as several."""
    return views if isinstance(views, tuple) else (views,)


def in_force(quarter: Quarter, since: Quarter | None, until: Quarter | None) -> bool:
    """Whether ``quarter`` lies from ``since`` to ``until``; None is no bound."""
    return (since is None or quarter >= since) and (until is None or quarter <= until)


def misdated(since: Quarter | None, until: Quarter | None) -> Iterator[str]:
    """What makes no sense in the first and the last quarter of a thing, and what to do."""
    if since is not None and until is not None and since > until:
        yield f"it ends ({until}) before it begins ({since}); mend since or until."


@dataclass(frozen=True, eq=False)
class Field(Operand):
    """
    One question. ``name``: what it is held as in its audit, from which it has it.

    ``required``: a blank is an error. ``asked_when``: it is to be answered where this is true and there only, so that
    a blank is then of the severity ``blank`` (free where that is None), and an answer is a query where it is false.
    Where the two are not one and the same, they are said apart. ``required_when``: a blank is an error where this is
    true; ``expected_when``: a blank is a query where this is true; ``only_when``: an answer is a query where this is
    false.
    ``on``: the view, or views, that ask it; where empty, all that are returned, and a further sheet only where its rows
    are known by it. ``since``/``until``: first and last quarter it is asked in. ``describes_child``: it says what a
    child is (age, sex, …), so small counts by it are hidden in every edition.
    ``role``: what it is to the engines.
    """

    label: str
    required: bool = False
    required_when: Predicate | None = None
    expected_when: Predicate | None = None
    only_when: Predicate | None = None
    on: Views = field(default=(), metadata=OUTSIDE_VERSION)  # a form is of one view, whichever others ask it too
    help: str = ""
    example: Constant | None = None
    since: Quarter | None = None
    until: Quarter | None = None
    describes_child: bool = False
    role: Role | None = field(default=None, metadata=OUTSIDE_VERSION)
    name: str = ""
    asked_when: InitVar[Predicate | None] = None
    blank: InitVar[Severity | None] = Severity.ERROR

    def __post_init__(self, asked_when: Predicate | None, blank: Severity | None) -> None:
        object.__setattr__(self, "on", several(self.on))
        if asked_when is not None:
            self._expand(asked_when, blank)
        if self.name:
            self.take_name(self.name)
        for problem in self.problems():
            raise DefinitionError(f"{self.described()}: {problem}")
        refused = "" if self.example is None else self.refused(self.example)
        if refused:
            raise DefinitionError(f"{self.described()}: its example {self.example!r} {refused}; mend one of them.")

    def _expand(self, asked_when: Predicate, blank: Severity | None) -> None:
        if self.required or any(each is not None for each in (self.required_when, self.expected_when, self.only_when)):
            raise DefinitionError(
                f"{self.described()}: asked_when says all of when it is answered; take required, required_when, "
                "expected_when and only_when away."
            )
        by_blank = {Severity.ERROR: "required_when", Severity.QUERY: "expected_when"}
        for condition in ("only_when", *([by_blank[blank]] if blank else [])):
            object.__setattr__(self, condition, asked_when)

    def take_name(self, name: str) -> None:
        """Be called ``name`` from now on. Raises: DefinitionError -- if no question can be called so."""
        if not _NAME.fullmatch(name):
            raise DefinitionError(f"field {name!r}: a name is 2 to 41 of a-z, 0-9 and _, starting with a letter.")
        object.__setattr__(self, "name", name)

    def problems(self) -> Iterator[str]:
        """What makes no sense in the question by itself, and what to do."""
        if not self.label.strip():
            yield "give it a label; agencies see it as the column's heading."
        if self.required and self.required_when is not None:
            yield "it is always required, so take required_when away."
        yield from misdated(self.since, self.until)

    def refused(self, answer: Constant) -> str:
        """Why the question does not allow ``answer``, as what follows it in a sentence; empty where it does."""
        raise NotImplementedError

    @property
    def called(self) -> str:
        """Its name; its label while the body of its audit is being read, since it has no name then."""
        return self.name or repr(self.label)

    def described(self) -> str:
        return f"field {self.called}"

    @property
    def views(self) -> tuple[View, ...]:
        """The views that ask it; all, where empty."""
        return several(self.on)

    def asked(self, view: View, quarter: Quarter) -> bool:
        """Whether ``view`` is asked this question in ``quarter``."""
        return in_force(quarter, self.since, self.until) and self.asked_on(view)

    def asked_on(self, view: View) -> bool:
        """Whether ``view`` is asked this question, in whichever quarter."""
        return not self.views or any(view is each for each in self.views)

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
class IsIn(Predicate):
    """True where a coded field holds one of ``codes``; unknown where it is blank."""

    field: Field
    codes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Contains(Predicate):
    """True where a multi-code field holds every one of ``codes``; unknown where it is blank."""

    field: Field
    codes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class IsBlank(Predicate):
    """True where nothing was entered; never unknown, save where what was entered cannot be used."""

    field: Field


def operands(predicate: Predicate) -> Iterator[Operand]:
    """Every field and date that ``predicate`` reads, in the order in which it reads them, with repeats."""
    for statement in _statements(predicate):
        match statement:
            case Comparison(left=left, right=right):
                for side in (left, right):
                    if isinstance(side, Span):
                        yield from (side.start, side.end)
                    elif isinstance(side, Operand):
                        yield side
            case IsIn(field=field) | Contains(field=field) | IsBlank(field=field):
                yield field
            case Always():
                pass
            case _:
                raise AssertionError(f"Unhandled predicate {type(statement).__name__}")


def _statements(predicate: Predicate) -> Iterator[Predicate]:
    """What ``predicate`` joins and denies, one statement after another."""
    match predicate:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _statements(part)
        case Not(part=part):
            yield from _statements(part)
        case _:
            yield predicate


def limits_of(*predicates: Predicate | None) -> tuple[Limit, ...]:
    """The time limits that the predicates read, each once by its name."""
    read = {
        statement.right.name: statement.right
        for predicate in predicates
        if predicate is not None
        for statement in _statements(predicate)
        if isinstance(statement, Comparison) and isinstance(statement.right, Limit)
    }
    return tuple(read.values())


def names_a_day(predicate: Predicate) -> bool:
    """Whether ``predicate`` compares something with a day of the calendar, so that it is of that time alone."""
    compared = (each for each in _statements(predicate) if isinstance(each, Comparison))
    return any(isinstance(each.right, date) for each in compared)


def fields_of(*predicates: Predicate | None) -> tuple[Field, ...]:
    """The fields that the predicates read, each once, in the order in which they are read."""
    read: dict[int, Field] = {}
    for predicate in predicates:
        if predicate is not None:
            for operand in operands(predicate):
                if isinstance(operand, Field):
                    read.setdefault(id(operand), operand)
    return tuple(read.values())
