"""
The planned comparisons of a standard over time, like with like, and what an edition may show of them.

A quarter is compared with the last one before it that was due, and the last four with the four before them, each agency
with itself. They are worked out from exact counts (`comparisons`), judged beside all others of the report
(`claims.ruled`), and only then shown (`shown`), so that every edition says the same of a change, or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.disclose.editions import Edition
from pipeline.disclose.facts import ALL, How, Line
from pipeline.disclose.hiding import as_said
from pipeline.disclose.protect.said import Said
from pipeline.english import listed
from pipeline.measure.clustering import plain_shape
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape, Worth, pooled_worth
from pipeline.partnership.bodies import name_of
from pipeline.results.breaks import counted_alike
from pipeline.results.change_values import Break, Change, Moved
from pipeline.statistics.differences import Stratum
from pipeline.statistics.dispersion import NONE_KNOWN, Spread, size_of, spread
from pipeline.statistics.rules import RUN
from pipeline.statistics.tiers import FEWEST_FOR_RATING, FEWEST_FOR_RULES

GO_BACK = 2 * QUARTERS_OF_A_YEAR  # quarters: four, and the four before
FEWEST_ALIKE = 2  # of the earlier ones, counted in the same way
MOST_LEFT_OUT = 0.5  # of the records of a span; where more are of agencies that sent in it alone, nothing is compared
_NONE = 1e-9  # a difference so small is none
WITHIN = "each agency compared with itself"
OF_THE_LIST = "of the whole lists of which samples were drawn"
UNKNOWN_LIST = "a part of a list of which a sample was drawn did not come back"
NOT_DUE = "no return was due for"
SOME_ONLY = "too much of it comes from agencies that sent for one of the two alone"

ByAgency = Mapping[Quarter, Mapping[str, Counts]]  # the counts of each agency in each quarter, by who stands for it now
Shapes = Mapping[Quarter, Shape]  # how the records of each quarter hang together, by the same agencies
Span = tuple[Quarter, ...]  # quarters taken together, in order


@dataclass(frozen=True)
class Planned:
    """
    One planned comparison, from exact counts.

    ``agencies``: those compared, each with itself in ``strata``; ``without``: those left out, since they have records
    in one of the spans only. ``weighed``: in place of strata, what both spans are worth, where a sample was drawn
    unevenly. ``size``: as in `dispersion.size_of`. ``not_made``: why none is made, with ``why`` in words and, where
    these name an agency, ``unnamed``.
    """

    recent: Span
    earlier: Span
    agencies: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    strata: tuple[Stratum, ...] = ()
    weighed: tuple[Worth, Worth] | None = None
    size: float = 0.0
    not_made: Moved | None = None
    why: str = ""
    unnamed: str = ""


@dataclass(frozen=True)
class Comparisons:
    """
    Everything that is compared of one standard over time.

    ``lone``: its last quarter, and its last seven, with all before, where it has quarters enough for an icon; empty
    where not. ``own``: how much its quarters differ by themselves. ``wider``: how many records say as much as one by
    itself would, since they come in families; 1 or more.
    """

    since_last: Planned
    over_year: Planned
    lone: tuple[Planned, ...] = ()
    own: Spread = NONE_KNOWN
    wider: float = 1.0


@dataclass(frozen=True)
class Settled:
    """What a report's rule makes of a comparison. Units: proportions, as in `Change`."""

    moved: Moved
    difference: float
    lower: float
    upper: float


def comparisons(
    by_agency: ByAgency,
    quarter: Quarter,
    broken: Sequence[Break] = (),
    rebased: Quarter | None = None,
    shapes: Shapes | None = None,
    *,
    before: Quarter | None = None,
) -> Comparisons:
    """
    All that is compared of a standard in ``quarter``, the last of ``by_agency``.

    ``broken``: every break in its series. ``rebased``: from when on its limits hold, where somebody decided that.
    ``shapes``: each record is by itself in a quarter that is not among them. ``before``: the quarter that it is
    compared with, where that is not the one just before it.
    """
    known = shapes or {}
    year = _over_year(by_agency, quarter, broken, known)
    begun = _begun(broken)
    each_pooled = {each: pooled(by_agency, (each,)) for each in sorted(by_agency)}
    alike = [each for each, theirs in each_pooled.items() if theirs and counted_alike(each, begun)]
    even = [each for each in alike if not _weighted(known, each)]
    tested = {quarter} if year.not_made else {quarter, year.recent[0]}
    pairs = [_strata(each_pooled[now], each_pooled[then]) for then, now in pairwise(even) if now not in tested]
    since = [each for each in alike if counted_alike(each, rebased)]
    lone: tuple[Planned, ...] = ()
    if len(since) >= FEWEST_FOR_RULES:
        spans = [(tuple(since[-last:]), tuple(since[:-last])) for last in (1, RUN)]
        lone = tuple(plan(by_agency, recent, earlier, known) for recent, earlier in spans)
    among = [each for each in even if each in known]
    worth = pooled_worth([known[each] for each in among])
    wider = sum(_total(each_pooled[each]) for each in among) / worth.cases if worth is not None else 1.0
    return Comparisons(
        since_last=_since_last(by_agency, quarter, before or quarter.previous(), broken, known),
        over_year=year,
        lone=tuple(each for each in lone if each.not_made is None),
        own=spread([each for each in pairs if each], wider),
        wider=wider,
    )


def not_due(quarter: Quarter, before: Quarter) -> Comparisons:
    """What is compared in a quarter for which nothing was due, and nothing came: nothing."""
    year = tuple(quarter.last(GO_BACK))
    recent, earlier, why = year[QUARTERS_OF_A_YEAR:], year[:QUARTERS_OF_A_YEAR], f"{NOT_DUE} {quarter}"
    return Comparisons(
        since_last=Planned((quarter,), (before,), not_made=Moved.NOT_TESTED, why=why),
        over_year=Planned(recent, earlier, not_made=Moved.NOT_TESTED, why=why),
    )


def _since_last(
    by_agency: ByAgency, quarter: Quarter, before: Quarter, broken: Sequence[Break], shapes: Shapes
) -> Planned:
    recent, earlier = (quarter,), (before,)
    if not _records(by_agency.get(earlier[0], {})):
        return Planned(recent, earlier, not_made=Moved.NOT_TESTED, why=_no_figures(earlier))
    if not counted_alike(earlier[0], _begun(broken)):
        return Planned(recent, earlier, not_made=Moved.NOT_COMPARABLE, why=_broken(broken))
    return plan(by_agency, recent, earlier, shapes)


def _over_year(by_agency: ByAgency, quarter: Quarter, broken: Sequence[Break], shapes: Shapes) -> Planned:
    """
    The latest four quarters against the four before, which shows changes that one quarter against the last would miss.

    Quarters before a change of definition are left out of the four before, of which at least two must be left. Those
    without a record that counts are in neither span; at least two must be left of each, unless both have the same one.
    """
    quarters = quarter.last(GO_BACK)
    earlier, recent = tuple(quarters[:QUARTERS_OF_A_YEAR]), tuple(quarters[QUARTERS_OF_A_YEAR:])
    if lacking := [each for each in quarters if each not in by_agency]:
        return Planned(recent, earlier, not_made=Moved.NOT_TESTED, why=_no_figures(lacking))
    begun = _begun(broken)
    alike = tuple(each for each in earlier if counted_alike(each, begun))
    if len(alike) < FEWEST_ALIKE or not counted_alike(recent[0], begun):
        before = tuple(each for each in quarters if not counted_alike(each, begun))
        if not pooled(by_agency, before):  # it is new, and was counted in no way before
            return Planned(recent, earlier, not_made=Moved.NOT_TESTED, why=_no_figures(before))
        return Planned(recent, earlier, not_made=Moved.NOT_COMPARABLE, why=_broken(broken))
    now, then = _with_records(by_agency, recent), _with_records(by_agency, alike)
    if min(len(now), len(then)) < FEWEST_ALIKE and [each.number for each in now] != [each.number for each in then]:
        # An audit of one quarter in four is held against the same quarter; otherwise one quarter is no year.
        return Planned(recent, earlier, not_made=Moved.NOT_TESTED, why=_no_figures({*recent, *alike} - {*now, *then}))
    return plan(by_agency, now, then, shapes)


def plan(by_agency: ByAgency, recent: Span, earlier: Span, shapes: Shapes) -> Planned:
    """The comparison of two spans that were counted in the same way, within the agencies that have records in both."""
    now, then = pooled(by_agency, recent), pooled(by_agency, earlier)
    both = tuple(code for code in sorted(now) if code in then)
    compared = Planned(recent, earlier, both, tuple(code for code in sorted({*now, *then}) if code not in both))
    if min(_total(now), _total(then)) < FEWEST_FOR_RATING:
        return replace(compared, not_made=Moved.TOO_FEW)
    for span, missing, others in ((recent, now, then), (earlier, then, now)):
        lacking = [code for code in others if code not in missing]
        if _total(others, lacking) > MOST_LEFT_OUT * _total(others):
            why = (
                f"no record of {listed([name_of(code) for code in sorted(lacking)])} could be counted for {label(span)}"
            )
            return replace(compared, not_made=Moved.NOT_COMPARABLE, why=why, unnamed=SOME_ONLY)
    if min(_total(now, both), _total(then, both)) < FEWEST_FOR_RATING:
        return replace(compared, not_made=Moved.TOO_FEW)
    sizes = [[_total(pooled(by_agency, (each,)), both) for each in span] for span in (recent, earlier)]
    compared = replace(compared, size=size_of(*sizes))
    if any(_weighted(shapes, each) for each in (*recent, *earlier)):
        return _by_weight(compared, by_agency, shapes)
    return replace(compared, strata=_strata(now, then))


def _by_weight(compared: Planned, by_agency: ByAgency, shapes: Shapes) -> Planned:
    """The same of the figures for whole lists, since unevenly drawn counts say nothing of those."""
    worths = [
        pooled_worth([shapes.get(each, plain_shape(by_agency[each])) for each in span], compared.agencies)
        for span in (compared.recent, compared.earlier)
    ]
    now, then = worths
    if now is None or then is None or not (now.known and then.known):
        return replace(compared, not_made=Moved.NOT_COMPARABLE, why=UNKNOWN_LIST)
    return replace(compared, weighed=(now, then))


@dataclass(frozen=True)
class PrintedLines:
    """Which totals of a ``standard`` an edition prints as counts; all of them, where ``said`` is None."""

    standard: str
    said: Mapping[Line, Said] | None = None

    def as_counts(self, quarter: Quarter) -> bool:
        """Whether the total of ``quarter``, as it is now, is printed, exact or rounded."""
        if self.said is None:
            return True
        told = self.said.get(Line(self.standard, ALL, (str(quarter),)))
        return told is not None and told.published is None and told.how in (How.EXACT, How.ROUNDED)


def shown(
    planned: Planned, settled: Settled | None, by_agency: ByAgency, edition: Edition, lines: PrintedLines
) -> Change:
    """
    One comparison as ``edition`` may show it. ``settled``: what the rule of the report makes of it, where it was made.
    ``lines``: which lines the edition prints.

    Where an edition hides small counts it has the word alone, and only where the counts of every quarter of either span
    are printed: the difference is worked out of agencies' own counts, and its interval of those of other standards too.
    """
    change = Change(label(planned.recent), label(planned.earlier), planned.not_made or Moved.WITHHELD)
    if planned.without and _tells_of_few(planned, by_agency, edition):
        return replace(change, moved=Moved.WITHHELD)
    if planned.not_made in (Moved.NOT_TESTED, Moved.NOT_COMPARABLE):
        return replace(change, why=planned.why if edition.agencies or not planned.unnamed else planned.unnamed)
    quarters = [each for each in (*planned.recent, *planned.earlier) if _records(by_agency[each])]
    if not all(lines.as_counts(each) for each in quarters):
        return replace(change, moved=Moved.WITHHELD)
    if settled is None:
        return change
    told = replace(
        change,
        moved=settled.moved,
        up=settled.difference > 0 if settled.moved.claimed or settled.moved is Moved.UNSURE else None,
        why=OF_THE_LIST if planned.weighed else "",  # the counts are of the sample, and what is compared is of its list
        without=tuple(name_of(code) for code in planned.without) if edition.agencies else (),
    )
    counts = [_of(by_agency, span, planned.agencies) for span in (planned.recent, planned.earlier)]
    if edition.hide or min(each.applicable for each in counts) < edition.least_for_percent:
        return told
    told = replace(told, difference=settled.difference, lower=settled.lower, upper=settled.upper)
    if planned.weighed:
        now, then = planned.weighed
        return replace(told, recent_share=now.value, earlier_share=then.value)
    if not _alike(counts[0], counts[1], settled):
        return replace(told, why=WITHIN)
    recent, earlier = (as_said(each, None, edition) for each in counts)
    return replace(told, recent_counts=recent, earlier_counts=earlier)


def _tells_of_few(planned: Planned, by_agency: ByAgency, edition: Edition) -> bool:
    """
    Whether a hidden count is narrowed by whether a comparison is made, which says that those left out had half at most.

    Of more records than twice a small count, half is no small count.
    """
    fewest = min(_total(pooled(by_agency, span)) for span in (planned.recent, planned.earlier))
    return edition.hide > 0 and fewest <= 2 * edition.hide + 1


def _alike(recent: Counts, earlier: Counts, settled: Settled) -> bool:
    """Whether what all come to together moved as each agency did, so that it may be printed beside the difference."""
    apart = recent.met / recent.applicable - earlier.met / earlier.applicable
    same_way = apart * settled.difference >= -_NONE
    return same_way and settled.lower - _NONE <= apart <= settled.upper + _NONE


def label(span: Span) -> str:
    """What quarters taken together are called."""
    return " to ".join(str(each) for each in dict.fromkeys((span[0], span[-1])))


def _no_figures(quarters: Collection[Quarter]) -> str:
    return f"no figures for {listed([str(each) for each in sorted(quarters)])}"


def _begun(broken: Sequence[Break]) -> Quarter | None:
    return Quarter.parse(broken[-1].quarter) if broken else None


def _broken(broken: Sequence[Break]) -> str:
    return f"{broken[-1].why} ({broken[-1].quarter})"


def _weighted(shapes: Shapes, quarter: Quarter) -> bool:
    return quarter in shapes and shapes[quarter].weighted


def pooled(by_agency: ByAgency, span: Span) -> dict[str, tuple[int, int]]:
    """Of each agency that has records which count in ``span``: how many met, of how many."""
    theirs: dict[str, tuple[int, int]] = {}
    for each in span:
        for code, counted in by_agency[each].items():
            if counted.met or counted.not_met:
                met, applicable = theirs.get(code, (0, 0))
                theirs[code] = met + counted.met, applicable + counted.met + counted.not_met
    return theirs


def _with_records(by_agency: ByAgency, span: Span) -> Span:
    """The quarters of ``span`` that have records which count; all of them where none has."""
    return tuple(each for each in span if pooled(by_agency, (each,))) or span


def _total(theirs: Mapping[str, tuple[int, int]], agencies: Collection[str] | None = None) -> int:
    return sum(total for code, (_, total) in theirs.items() if agencies is None or code in agencies)


def _of(by_agency: ByAgency, span: Span, agencies: Sequence[str]) -> Counts:
    return sum((by_agency[each].get(code, Counts()) for each in span for code in agencies), Counts())


def _records(by_agency: Mapping[str, Counts]) -> int:
    return sum(each.records for each in by_agency.values())


def _strata(now: Mapping[str, tuple[int, int]], then: Mapping[str, tuple[int, int]]) -> tuple[Stratum, ...]:
    return tuple(Stratum(*now[code], *then[code]) for code in sorted(now) if code in then)
