"""How answers are drawn: the words in which an audit's profile says what its returns usually look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from pipeline.definition import Count, Date, Field, OneCode, Predicate, Standard, View, Whole
from pipeline.validate.catalogue.check import Check

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Draw:
    """How one question is answered. ``answered``: the share of records that answer it where they may leave it empty."""

    answered: float = field(default=0.9, kw_only=True)


@dataclass(frozen=True)
class Choice(Draw):
    """
    One code; ``by_kind`` replaces ``weights`` for agencies of a kind (see `kinds`).

    Units: weights need not add up to one.
    """

    weights: Weights
    by_kind: Mapping[str, Weights] = field(default_factory=dict)


def shares(text: str) -> Weights:
    """How common each code is, from a text such as ``"Y 0.9, N 0.08, NR 0.02"``."""
    return {code: float(share) for code, share in (each.split() for each in text.split(","))}


def one_of(text: str, answered: float = 0.9) -> Choice:
    """One of the codes of ``text``, each as common as it says (see `shares`)."""
    return Choice(shares(text), answered=answered)


@dataclass(frozen=True, eq=False)
class Split(Draw):
    """Drawn in one way, or left out as often, where a predicate is true, the first counting; otherwise in another."""

    where: tuple[tuple[Predicate, Draw], ...]
    otherwise: Draw


def by_case(*where: tuple[Predicate, Draw], otherwise: Draw | None = None) -> Split:
    """An answer for each case, the first that is true counting; ``otherwise`` where none is."""
    return Split(where, otherwise or Draw())


def otherwise(draw: Draw, odds: float) -> Draw:
    """A yes-or-no question with so many times the odds of another answer than yes; any other is drawn as it was."""
    match draw:
        case Split(where=where, otherwise=rest):
            changed = tuple((predicate, otherwise(each, odds)) for predicate, each in where)
            return Split(changed, otherwise(rest, odds), answered=draw.answered)
        case Choice(weights=weights) if odds != 1 and {"Y", "N"} <= weights.keys():
            of_kind = {kind: _less_often_yes(each, odds) for kind, each in draw.by_kind.items()}
            return Choice(_less_often_yes(weights, odds), of_kind, answered=draw.answered)
    return draw


def _less_often_yes(weights: Weights, odds: float) -> Weights:
    return {code: weight * (1 if code == "Y" else odds) for code, weight in weights.items()}


@dataclass(frozen=True)
class Several(Draw):
    """Any number of codes, each with its own chance, but at least one."""

    chances: Weights


@dataclass(frozen=True)
class InTurn(Draw):
    """Each of ``codes``, or texts, on so many records ``running``, in this order, and again from the first one on."""

    codes: tuple[str, ...]
    running: int = 1


@dataclass(frozen=True)
class Numbers(Draw):
    """A whole number, or one of the codes that may stand in its place."""

    weights: Mapping[int | str, float]


@dataclass(frozen=True)
class About(Draw):
    """A whole number about ``mean``; ``by_kind`` replaces ``mean`` for agencies of a kind."""

    mean: float
    by_kind: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PartOf(Draw):
    """How many of ``whole``, a number on the same record, where each is one of them with the chance ``share``."""

    whole: Whole
    share: float
    by_kind: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Lag(Draw):
    """
    A date so many ``unit`` ("working_days", "days" or "minutes") after another, or after a day of the period that the
    form is of where ``after`` is None.

    ``planned``: it may lie ahead of the day the return is sent; otherwise it is empty where it has not come yet.
    ``instead``: chances of a code that may stand in its place.
    """

    weights: Mapping[int, float] = field(default_factory=lambda: {0: 1.0})
    after: Date | None = None
    unit: str = "working_days"
    planned: bool = False
    instead: Weights = field(default_factory=dict)


@dataclass(frozen=True)
class Phrases(Draw):
    """One of a few sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Amount:
    """
    A count on the Volumes sheet: ``mean`` in a month over all its lines, or that share of what the count ``of`` leaves
    once the counts ``less`` are taken away. ``by_kind`` replaces ``mean`` for agencies of a kind. ``of_records``: it is
    how many records the return itself has for the line, of a sheet that has no months.
    """

    mean: float = 0.0
    of: Count | None = None
    less: tuple[Count, ...] = ()
    by_kind: Mapping[str, float] = field(default_factory=dict)
    of_records: bool = False


@dataclass(frozen=True, eq=False)
class Sharing:
    """Which of the lead view's cases another view returns: each kind of agency those with its own answers to ``by``."""

    by: Field
    kinds: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Improvement:
    """A real change in one standard: how the questions behind it are answered in the latest ``quarters``."""

    standard: Standard
    draws: Mapping[Field, Draw]
    before: float
    after: float
    quarters: int = 4


@dataclass(frozen=True, eq=False)
class Beside:
    """
    How many rows of a further sheet belong to a record of its main sheet, or to all records that share its link.

    ``rows``: chances of so many rows. ``each``: a question of the further sheet of which every code has one row, as
    often as ``chances`` says; then ``rows`` says nothing. ``where``: the records of the main sheet that have any rows.
    """

    rows: Mapping[int, float] = field(default_factory=lambda: {0: 0.1, 1: 0.4, 2: 0.3, 3: 0.2})
    each: OneCode | None = None
    chances: Weights = field(default_factory=dict)
    where: Predicate | None = None


class Unusual(Enum):
    """What is out of the ordinary in an agency's return for the newest quarter."""

    LATE = "late"
    NIL = "nil"
    MISSING = "missing"
    SENT_BACK = "sent back"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, eq=False)
class Mistake:
    """
    One way of answering wrongly, and the ``check`` that intake should find it by.

    ``where``: the records it can be made on; ``entered``: what a record then says. ``on``: the view on whose sheet it
    is made; where not given the first sheet that asks the question.
    """

    field: Field
    where: Predicate
    entered: Callable[[Mapping[str, object]], object]
    check: Check
    on: View | None = None


def instead(value: object) -> Callable[[Mapping[str, object]], object]:
    """``value`` entered, whatever else the record says."""
    return lambda _: value


def moved(field: Field, days: int) -> Callable[[Mapping[str, object]], object]:
    """The day that the record gives for ``field``, so many days later."""

    def entered(row: Mapping[str, object]) -> object:
        day = row[field.name]
        return day + timedelta(days=days) if isinstance(day, date) else day

    return entered


@dataclass(frozen=True, eq=False)
class Profile:
    """
    What an audit's returns usually look like. Everything left out follows from the definition alone.

    ``cases``: least and most records of the view that leads (its first), or of each of its agencies where it has
    several. ``children``: chances of so many children in a family. ``events``: of so many records of a child.
    ``siblings_share``: questions with one answer for the family's children. ``case_refs`` and ``family_refs``: forms
    of references (`{year}`, `{quarter}`, `{number}`) that a case, or a family's cases, carry in every view.
    ``own``: questions that each view answers from its own record. ``differ``: the share of other answers that a
    second view gives differently; ``missed``: of cases that it does not have; ``retyped``: of cases that stand in it
    under another reference; ``unseen``: of cases that it has and whoever leads has not. ``beside``: for each view that
    is a further sheet of a workbook, how many rows it has; ``seen_on``: for a view whose cases are the rows of such a
    sheet of whoever leads, and not the records, the view of that sheet; ``gathering``: views that see the cases of
    every agency of the first view, where several lead, and not of the first of them alone. ``cover``: answers on the
    Cover sheet, with the partnership's words as ``{words.mash}``. ``of_all``: cases there were, for each one returned.
    ``unusual``: by kind of agency; ``mistakes``: those that a return in which mistakes are made has.
    """

    draws: Mapping[Field, Draw] = field(default_factory=dict)
    cases: tuple[int, int] = (20, 20)
    children: Mapping[int, float] = field(default_factory=lambda: {1: 1.0})
    events: Mapping[int, float] = field(default_factory=lambda: {1: 1.0})
    unborn: float = 0.0
    siblings_share: tuple[Field, ...] = ()
    case_refs: Mapping[Field, str] = field(default_factory=dict)
    family_refs: Mapping[Field, str] = field(default_factory=dict)
    own: tuple[Field, ...] = ()
    differ: float = 0.03
    missed: float = 0.0
    retyped: float = 0.0
    unseen: float = 0.0
    sharing: Mapping[View, Sharing] = field(default_factory=dict)
    seen_on: Mapping[View, View] = field(default_factory=dict)
    gathering: tuple[View, ...] = ()
    beside: Mapping[View, Beside] = field(default_factory=dict)
    cover: Mapping[str, str] = field(default_factory=dict)
    of_all: float = 1.0
    volumes: Mapping[Count, Amount] = field(default_factory=dict)
    improvement: Improvement | None = None
    unusual: Mapping[str, Unusual] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
