"""Numbers that two agencies both count, as an edition may show them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.definition import Audit, SameCount
from pipeline.disclose.editions import Edition
from pipeline.disclose.shares import in_bands
from pipeline.reconcile.same_counts import Held, State, same_counts
from pipeline.results.reconciled_values import SameCountLine, SameCountResult
from pipeline.validate.validated import Accepted


def counted_twice(audit: type[Audit], returns: Sequence[Accepted], edition: Edition) -> tuple[SameCountResult, ...]:
    """
    Every number that two sides of ``audit`` count; to named readers agency by agency.

    Others see no agency and no number: an agency whose own number is alike knows the other's to within a few.
    """
    return tuple(_result(what, numbers, edition) for what, numbers in same_counts(audit, returns))


def _result(what: SameCount, numbers: Sequence[Held], edition: Edition) -> SameCountResult:
    given = [each for each in numbers if each.state is not State.NOT_GIVEN]
    agree, of = sum(each.state in (State.WITHIN, State.NIL) for each in given), len(given)
    hidden = of > 0 and in_bands(edition)
    return SameCountResult(
        id=what.id,
        title=what.title,
        units=what.units,
        first=what.first.name,
        second=what.second.name,
        agree=None if hidden else agree,
        of=None if hidden else of,
        monthly=what.first.volumes.monthly,
        lines=tuple(_lines(numbers)) if edition.named_readers and not edition.hide else (),
        note=what.note,
    )


def _lines(numbers: Sequence[Held]) -> list[SameCountLine]:
    """One line for the agencies whose numbers are added up, over the periods that both sides give."""
    lines = []
    for who, theirs in groupby(numbers, lambda each: each.who):
        every = list(theirs)
        both = [(each.first, each.second) for each in every if each.first is not None and each.second is not None]
        first, second = sum(one for one, _ in both), sum(other for _, other in both)
        alike = sum(each.state in (State.WITHIN, State.NIL) for each in every)
        lines.append(
            SameCountLine(who, first if both else None, second if both else None, alike, len(both), len(every))
        )
    return lines
