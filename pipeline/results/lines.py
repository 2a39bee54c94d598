"""Agencies over the quarters: who took over from whom, who return as one since, and what was whose before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.targets import target_of
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import line
from pipeline.english import listed
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape
from pipeline.partnership.bodies import agency, in_place_of, name_of, predecessors, successors
from pipeline.results.beside_values import Succession
from pipeline.results.figure_values import EarlierFigure, OwnHistory, Point
from pipeline.results.figures import figure
from pipeline.results.worths import worth_shown

Returned = Mapping[Quarter, Collection[str]]  # who sent a return that counts


def rolled(by_agency: Mapping[str, Counts], quarter: Quarter) -> dict[str, Counts]:
    """The counts of an earlier quarter, those of each body under whoever stands for it in ``quarter``."""
    theirs: dict[str, Counts] = defaultdict(Counts)
    for code, counted in by_agency.items():
        theirs[_now(code, quarter)] += counted
    return dict(theirs)


def rolled_shape(shape: Shape, quarter: Quarter) -> Shape:
    """How the records of an earlier quarter hang together, those of each body under whoever stands for it now."""
    return shape.under({code: _now(code, quarter) for code in shape.agencies})


def earlier_figures(
    standard: Standard,
    before: Mapping[Quarter, Mapping[str, Counts]],
    quarter: Quarter,
    edition: Edition,
    shapes: Mapping[Quarter, Shape],
) -> tuple[EarlierFigure, ...]:
    """
    The figures of earlier quarters of bodies that have ended since, each beside whoever took over.

    ``shapes``: how the records of each quarter hang together, by the bodies that sent them.
    """
    return tuple(
        EarlierFigure(
            _now(code, quarter),
            str(each),
            figure(
                code,
                name_of(code),
                counted,
                line(counted, edition),
                target_of(standard, each),
                worth_shown(shapes[each], edition, [code]),
            ),
        )
        for each, by_agency in sorted(before.items())
        for code, counted in by_agency.items()
        if _now(code, quarter) != code
    )


def own_history(
    standard: Standard,
    now: Collection[str],
    before: Mapping[Quarter, Mapping[str, Counts]],
    history: Collection[Point],
    edition: Edition,
    shapes: Mapping[Quarter, Shape],
) -> tuple[OwnHistory, ...]:
    """
    The quarters ``before`` of each agency that is counted ``now``, comparable where the whole ``history`` is.

    ``shapes``: how the records of each quarter hang together, by the bodies that sent them.
    """
    comparable = {each.quarter: each.comparable for each in history}
    theirs = []
    for code in sorted(now):
        points = []
        for quarter, by_agency in sorted(before.items()):
            counted = by_agency.get(code)
            if counted is not None and counted.records and str(quarter) in comparable:
                aim = target_of(standard, quarter)
                worth = worth_shown(shapes[quarter], edition, [code])
                shown = figure(code, name_of(code), counted, line(counted, edition), aim, worth)
                target = aim.target if aim.rated else None
                points.append(Point(str(quarter), shown, comparable[str(quarter)], target))
        theirs.append(OwnHistory(code, tuple(points)))
    return tuple(theirs)


def successions(returned: Returned, history: Collection[Point]) -> tuple[Succession, ...]:
    """The bodies that took over from another within the ``history`` of a series, in order; those merged are breaks."""
    first = min((each.quarter for each in history), default="")
    return tuple(
        Succession(str(each.until), str(each.quarter), name_of(each.parts[0]), name_of(each.body))
        for each in _took_over(returned)
        if len(each.parts) == 1 and first <= str(each.until)
    )


def mergers(returned: Returned) -> list[tuple[Quarter, str]]:
    """The quarters from which several bodies return as one, and how a break says so."""
    return [(each.quarter, each.in_words) for each in _took_over(returned) if len(each.parts) > 1]


def goes_on_before(code: str, quarter: Quarter, returned: Returned) -> bool:
    """Whether a body of the line of ``code`` returned before ``quarter``."""
    kin = {each.code for each in (*predecessors(code), *successors(code))}
    return any(kin & set(codes) for each, codes in returned.items() if each < quarter)


def goes_on_after(code: str, quarter: Quarter, returned: Returned, asked: Collection[str]) -> bool:
    """Whether a body that took over from ``code`` is asked now, or returned after ``quarter``."""
    later = {each.code for each in successors(code)}
    return bool(later & set(asked)) or any(later & set(codes) for each, codes in returned.items() if each > quarter)


@dataclass(frozen=True)
class _TakenOver:
    """``parts``: the bodies that ``body`` returns for since ``quarter``, itself too where it returned beside them."""

    parts: tuple[str, ...]
    body: str
    until: Quarter
    quarter: Quarter

    @property
    def in_words(self) -> str:
        """How a break says that several bodies return as one."""
        bodies = listed([name_of(code) for code in self.parts])
        one = "one" if self.body in self.parts else name_of(self.body)
        return f"{bodies} return as {one} from here on"


def _took_over(returned: Returned) -> list[_TakenOver]:
    quarters: dict[str, list[Quarter]] = defaultdict(list)
    for quarter, codes in sorted(returned.items()):
        for code in sorted(codes):
            quarters[code].append(quarter)
    before: dict[str, list[str]] = defaultdict(list)
    for code, theirs in quarters.items():
        later = (each.code for each in successors(code) if quarters.get(each.code, theirs)[-1] > theirs[-1])
        if (body := next(later, None)) is not None:
            before[body].append(code)
    steps = []
    for body, parts in before.items():
        until = max(quarters[code][-1] for code in parts)
        if quarters[body][0] <= until and _beside(body, parts):
            parts = [*parts, body]
        quarter = next(each for each in quarters[body] if each > until)
        steps.append(_TakenOver(tuple(parts), body, until, quarter))
    return sorted(steps, key=lambda each: (each.quarter, each.body))


def _beside(body: str, parts: Collection[str]) -> bool:
    """Whether ``body`` was there before one of the ``parts`` ended."""
    known = agency(body)
    ends = [each.valid_to for code in parts if (each := agency(code)) is not None]
    return known is not None and any(known.valid_from is None or end is None or known.valid_from <= end for end in ends)


def _now(code: str, quarter: Quarter) -> str:
    known = agency(code)
    return in_place_of(known, quarter).code if known is not None else code
