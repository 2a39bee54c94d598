"""
Counts as an edition may show them: hidden, rounded or as they are, a whole line at a time.

Where a count is hidden, everything that it could be worked out from is hidden with it. One and the same mark stands for
counts that are small and for those that are hidden to protect them, so that the mark says nothing about size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TypeVar

from pipeline.disclose.editions import Edition
from pipeline.disclose.facts import How
from pipeline.disclose.known import QUANTITIES, TOTAL, Known, of
from pipeline.disclose.protect.ranges import is_small
from pipeline.disclose.protect.said import Said
from pipeline.measure.counts import Counts

T = TypeVar("T")


@dataclass(frozen=True)
class ShownCounts:
    """Counts as shown; None is hidden. ``proportion`` is None where it may not be shown or nothing applied."""

    met: int | None
    not_met: int | None
    not_recorded: int | None
    applicable: int | None
    not_applicable: int | None
    not_known: int | None
    pending: int | None
    missing: int | None
    proportion: float | None
    exact: bool

    @property
    def hidden(self) -> bool:
        """Whether the result itself (met of applicable) is hidden."""
        return self.met is None

    @property
    def alone(self) -> ShownCounts:
        """How many met of how many, and nothing beside them."""
        return replace(self, not_recorded=None, not_applicable=None, not_known=None, pending=None, missing=None)


def for_named_readers(edition: Edition, make: Callable[[], T]) -> T | None:
    """
    What ``make`` gives, in an edition for named readers; None in every other, where it is not even worked out.

    For figures that cannot be shown with only their small counts hidden: a table of two raters, say, whose margins
    stand in other tables of the page, or an exact number of children beside a rounded number of records. To hide a
    figure from the board and the public, let it pass through here where the result is put together.
    """
    return make() if edition.named_readers else None


# Columns that are hidden together: to a reader who knows the denominator, the met give the not met.
_TOGETHER = (
    ("met", "not_met"),
    ("applicable",),
    ("not_recorded",),
    ("not_applicable",),
    ("not_known",),
    ("pending",),
    ("missing",),
)
_RESULT = frozenset({"met", "not_met", "not_recorded"})  # where the first two are hidden, so is what lies within them
_MORE = (frozenset({"not_recorded"}), _RESULT, _RESULT | {"applicable"})  # what of a line can be hidden, least first
_LEFT_OUT = ("not_applicable", "not_known", "pending", "missing")


def table(
    parts: Sequence[Counts], total: Counts, edition: Edition, by_child: bool = False
) -> tuple[list[ShownCounts], ShownCounts]:
    """
    Lines that add up to ``total``, and the total, as ``edition`` may show them side by side.

    It is not enough to hide the small counts. A reader who knows a column's total and every line but one has that one
    by subtraction; and two hidden counts that come to 4 together are both known to be small, whatever they are. So in
    each column further lines are hidden, the smallest first since they tell a reader least, until two or more are
    hidden and come to more than a small count together. Columns that give each other away are hidden together: where
    the denominator is shown, the met give the not met, and the not recorded are among the not met. In the end more is
    hidden until of no small count all that is printed says more than that it is hidden (see `known`).

    Where the lines are of what a child is (``by_child``), their total is not: it is printed by its own rule, so that
    the lines are hidden against a total that a reader knows.
    """
    limit = edition.hide_by_child if by_child else edition.hide
    hidden, hidden_total = [_hidden(part, limit) for part in parts], _hidden(total, edition.hide if parts else limit)
    for columns in _TOGETHER if parts else ():
        lacking = {index for index, each in enumerate(hidden) if columns[0] in each}
        while lacking and columns[0] not in hidden_total and not _safe(parts, lacking, columns, limit):
            spare = [index for index in range(len(parts)) if index not in lacking]
            if not spare:
                break
            index = min(spare, key=lambda i: sum(getattr(parts[i], c) for c in columns) or inf)
            lacking.add(index)
            hidden[index] |= _with(columns)
    _hide_what_gives_away(parts, total, hidden, hidden_total, limit)
    shown = [_shown(part, lacking_columns, edition) for part, lacking_columns in zip(parts, hidden, strict=True)]
    return shown, _shown(total, hidden_total, edition)


def as_said(counts: Counts, said: Said | None, edition: Edition) -> ShownCounts:
    """A line's counts as ``edition`` prints them, where ``said`` is what it says of the line; as they are, if None."""
    if said is None:
        return _shown(counts, set(), edition)
    if said.how in (How.EXACT, How.ROUNDED):
        return _shown(counts, set() if said.silent else {"not_recorded"}, edition)
    return _shown(counts, {column for columns in _TOGETHER for column in columns}, edition)


def line(counts: Counts, edition: Edition) -> ShownCounts:
    """One line of counts that stands by itself."""
    return table([], counts, edition)[1]


def column(values: Sequence[int], limit: int) -> list[int | None]:
    """
    Counts whose total a reader may know, side by side: those from 1 to ``limit`` hidden.

    Further ones are hidden, the smallest first, until none can be worked out by subtraction.
    """
    hidden = {place for place, value in enumerate(values) if is_small(value, limit)}
    while hidden and (len(hidden) < 2 or sum(values[place] for place in hidden) <= limit):
        spare = [place for place in range(len(values)) if place not in hidden]
        if not spare:
            break
        hidden.add(min(spare, key=lambda place: values[place] or inf))
    return [None if place in hidden else value for place, value in enumerate(values)]


def _hidden(counts: Counts, limit: int) -> set[str]:
    """The columns of ``counts`` to be hidden because they are small, or because they would give a small one away."""
    hidden = {
        column
        for columns in _TOGETHER
        if any(is_small(getattr(counts, column), limit) for column in columns)
        for column in columns
    }
    # Where n is so small that a hidden result could only be a small count, n gives it away and is hidden too.
    if "met" in hidden and counts.applicable <= limit + 1:
        hidden.add("applicable")
    if is_small(counts.not_met - counts.not_recorded, limit):
        hidden.add("not_recorded")
    return _with(hidden)


def _with(columns: Iterable[str]) -> set[str]:
    """The ``columns``, and those that are hidden wherever these are."""
    hidden = set(columns)
    return hidden | _RESULT if hidden & {"met", "applicable"} else hidden


def _hide_what_gives_away(
    parts: Sequence[Counts], total: Counts, hidden: Sequence[set[str]], hidden_total: set[str], limit: int
) -> None:
    """
    Hide more of ``parts`` until a reader of all columns together knows of no small count more than that it is hidden.

    Each time what helps most is hidden, and of what helps alike the least. A count of 1 to ``limit`` has to be able to
    be 1 or less, and more than ``limit``.
    """
    protected = [
        (index, quantity)
        for index, part in enumerate(parts)
        for quantity in QUANTITIES
        if is_small(of(part, quantity), limit)
    ]

    def given_away(index: int = TOTAL, more: frozenset[str] = frozenset()) -> int:
        """How many are given away where ``more`` of the line ``index`` is hidden too."""
        lacking = [each | more if place == index else each for place, each in enumerate(hidden)]
        known = Known(parts, total, (*lacking, hidden_total))
        return sum(not known.leaves_open(*each, limit) for each in protected)

    while protected and given_away():
        further = [
            (given_away(index, more), kind, part.applicable or inf, index)
            for index, part in enumerate(parts)
            for kind, more in enumerate(_MORE)
            if not more <= hidden[index]
        ]
        if not further:
            return
        _, kind, _, index = min(further)
        hidden[index] |= _MORE[kind]


def _safe(parts: Sequence[Counts], lacking: set[int], columns: tuple[str, ...], limit: int) -> bool:
    """Whether what is hidden stays unknown, and not known to be small, given the column's total and its other lines."""
    for column in columns:
        values = [getattr(parts[index], column) for index in lacking]
        # A reader knows what the hidden counts come to together, and of each that it lies between 0 and that.
        if len(values) < 2 or (any(values) and sum(values) <= limit):
            return False
    return True


def _shown(counts: Counts, hidden: set[str], edition: Edition) -> ShownCounts:
    values = {
        column: None if column in hidden else rounded(getattr(counts, column), edition.round_to)
        for columns in _TOGETHER
        for column in columns
    }
    values |= {} if edition.left_out else dict.fromkeys(_LEFT_OUT)
    met, applicable = values["met"], values["applicable"]
    proportion = None
    if met is not None and applicable and counts.applicable >= edition.least_for_percent:
        proportion = met / applicable
    return ShownCounts(**values, proportion=proportion, exact=edition.round_to == 1)


def none_or_hidden(count: int, edition: Edition) -> int | None:
    """
    A count that is part of no table, as ``edition`` shows it: to others than named readers only that there is none.

    Of two agencies each has the other's part of it by subtraction, whatever it comes to.
    """
    return count if edition.named_readers or not count else None


def rounded(count: int, base: int) -> int:
    """A count as an edition that rounds to ``base`` shows it."""
    return base * int(count / base + 0.5)
