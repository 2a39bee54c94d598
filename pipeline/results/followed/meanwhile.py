"""What else changed between the two sides of an action, a sentence for each: it stands beside every effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.definition import Audit, Standard
from pipeline.english import listed
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.partnership.model import kinds
from pipeline.results.breaks import ReturnHistory
from pipeline.results.changes import Shapes, Span
from pipeline.results.followed.acted import Acted
from pipeline.results.lines import rolled
from pipeline.results.versions import titled


@dataclass(frozen=True)
class Window:
    """The quarters ``before`` and ``after`` an action, from the ``first`` day of those to the ``last`` of these."""

    before: Span
    after: Span
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies between the two sides, or within one of them after its first day."""
        return self.first < day <= self.last


def documents(window: Window, audit: type[Audit], standard: Standard) -> Iterator[str]:
    """The documents that have come into force and that the audit is read by, or that name it or the standard."""
    for kind in kinds(here().documents):
        for each in here().versions(kind):
            about = standard.id in each.standards or audit.code in each.audits or kind in audit.read_by
            if about and each.dated and each.since is not None and window.holds(each.since):
                yield f"{titled(each)} has been in force since {spoken(each.since)}."


def senders(window: Window, around: ReturnHistory, quarter: Quarter, *, named: bool) -> Iterator[str]:
    """Who sent on one side alone, and who sends now for another; without names where an edition gives none."""
    then, now = _sent(window.before, around), _sent(window.after, around)
    if not now:
        return
    new, gone = _standing(now, quarter) - _standing(then, quarter), _standing(then, quarter) - _standing(now, quarter)
    if (new or gone) and not named:
        yield "Not the same agencies sent on both sides; only those that did are compared."
    if new and named:
        yield f"{_names(new)} sent after it and not before."
    if gone and named:
        yield f"{_names(gone)} sent before it and not after."
    for code in sorted(then - now):
        for successor in sorted(now - then):
            if named and code != successor and _standing({code}, quarter) == _standing({successor}, quarter):
                yield f"{name_of(successor)} sends in place of {name_of(code)}."


def sampling(window: Window, shapes: Shapes) -> Iterator[str]:
    """Whether cases were drawn from a list unevenly on one side alone."""
    then, now = (any(shapes.get(each, Shape()).weighted for each in span) for span in (window.before, window.after))
    if now and not then:
        yield "The cases after it were drawn unevenly from a list, and those before it were not."
    if window.after and then and not now:
        yield "The cases before it were drawn unevenly from a list, and those after it were not."


def other_actions(window: Window, standard: str, action: Acted, known: Iterable[Acted]) -> Iterator[str]:
    """The other actions on the same standard that were done meanwhile, or agreed and not done."""
    told: dict[tuple[str, str], list[str]] = {}
    for each in known:
        day = each.done or each.agreed
        another = each.id != action.id or each.done != action.done
        if another and standard in each.standards and day and window.holds(date.fromisoformat(day)):
            verb = "done" if each.done else "agreed"
            told.setdefault((each.id, f"{verb} on {spoken(date.fromisoformat(day))}"), []).append(each.agency)
    for (name, when), agencies in sorted(told.items()):
        by = listed([name_of(code) for code in dict.fromkeys(agencies) if code])
        yield f"Action {name}{f' ({by})' if by else ''} on the same standard was {when}."


def _sent(span: Sequence[Quarter], around: ReturnHistory) -> set[str]:
    return {code for each in span for code in around.returned.get(each, ())}


def _standing(codes: Collection[str], quarter: Quarter) -> set[str]:
    """Who stands for them in ``quarter``."""
    return set(rolled(dict.fromkeys(codes, Counts()), quarter))


def _names(codes: Collection[str]) -> str:
    return listed([name_of(code) for code in sorted(codes)])
