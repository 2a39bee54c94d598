"""The same cases as two agencies know them: whose records are held against whose, and what should be alike in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.definition.fields import Field, View, fields_of
from pipeline.definition.kinds import Date
from pipeline.definition.predicate import ALWAYS, Predicate
from pipeline.errors import DefinitionError

if TYPE_CHECKING:
    from pipeline.definition.audit import Audit

MOST_DAYS = 10  # working days between two dates of one case, at most: further apart they are two


@dataclass(frozen=True, eq=False)
class Side:
    """
    Whose records they are, as a sentence names them ("the police"), and the view that they stand on.

    ``date``: the one by which a case without a common reference is told, if the view asks any. ``applies``: which of
    its records say that the other side should have the case too.
    """

    name: str
    view: View
    date: Date | None = None
    applies: Predicate = ALWAYS


@dataclass(frozen=True, eq=False)
class Alike:
    """What should be alike on both records where the two are not asked in the same words; each a plain yes or no."""

    title: str
    first: Predicate
    second: Predicate


@dataclass(frozen=True, eq=False)
class Reconciled:
    """
    The same cases on the returns of two sides, paired one to one: `pipeline.reconcile.matching` says how.

    ``units``: what a case is, in the plural. ``key``: the reference that both use; the audit's ``linked_by`` where
    empty. ``weak``: the questions that tell a case without it, together with dates at most ``within`` working days
    apart; a case is never told so where it is empty. ``compare``: what should be alike on both. ``one_way``: only the
    cases of the first side are looked for on the second, which has many others. ``note``: what to bear in mind.
    """

    title: str
    units: str
    first: Side
    second: Side
    key: tuple[Field, ...] = ()
    weak: tuple[Field, ...] = ()
    within: int = 2
    compare: tuple[Field | Alike, ...] = ()
    one_way: bool = False
    note: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise DefinitionError(f"reconciled {self.called}: {problem}")

    def _problems(self) -> Iterator[str]:
        if self.first.view is self.second.view:
            yield f"both sides are {self.first.view.called}; name two views."
        if self.first.name == self.second.name:
            yield f"both sides are called {self.first.name!r}; nobody could tell them apart."
        if self.weak and not (self.first.date and self.second.date):
            yield "cases are told by a date too where there is no common reference; give each side its date=."
        if not 0 <= self.within <= MOST_DAYS:
            yield f"within={self.within}; give 0 to {MOST_DAYS} working days."

    @property
    def called(self) -> str:
        """Its id; its title while it has none yet."""
        return self.id or repr(self.title)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, the first one first."""
        return self.first, self.second

    def read_on(self, side: Side) -> Iterator[Field]:
        """The questions that the records of ``side`` must have been asked."""
        yield from (*self.key, *self.weak, *fields_of(side.applies))
        if side.date is not None:
            yield side.date
        for each in self.compare:
            match each:
                case Alike():
                    yield from fields_of(each.first if side is self.first else each.second)
                case Field():
                    yield each

    def fields(self) -> tuple[Field, ...]:
        """Every question that it reads."""
        return tuple({id(each): each for side in self.sides for each in self.read_on(side)}.values())


def misfits(audit: type[Audit]) -> Iterator[str]:
    """What does not fit between the comparisons of ``audit`` and its views and questions."""
    for each in audit.reconciled:
        if not (each.key or audit.linked_by or each.weak):
            yield f"reconciled {each.id}: say key= or weak= how a case is told, or linked_by= of the audit."
        for side in each.sides:
            yield from _misfits_of(side, each, audit)


def _misfits_of(side: Side, whole: Reconciled, audit: type[Audit]) -> Iterator[str]:
    if all(side.view is not view for view in audit.views):
        yield f"reconciled {whole.id}: {side.view.called} is not one of this audit's views; add it or mend it."
    for field in {id(field): field for field in whole.read_on(side)}.values():
        if all(field is not each for each in audit.fields):
            yield (
                f"reconciled {whole.id}: it reads {field.called}, which is not a field of this audit; add it or take "
                "it out."
            )
        elif not field.asked_on(side.view):
            yield (
                f"reconciled {whole.id}: it reads {field.called}, which {side.view.called} is not asked; ask it there "
                "(on=), or take it out."
            )
