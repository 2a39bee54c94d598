"""
A standard before and after an action was done: like with like, beside a baseline that nobody can change any more.

That figures are better after an action than before it says nothing of why. So no line here says that one came of the
other, and each says what else changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter, Reach, spoken
from pipeline.definition import Audit
from pipeline.disclose.editions import Edition
from pipeline.disclose.facts import ALL, Line
from pipeline.disclose.hiding import ShownCounts
from pipeline.disclose.protect.said import AS_COUNTS, NOTHING
from pipeline.english import listed
from pipeline.measure.counts import Counts
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.results.breaks import breaks_in_counting, counted_alike
from pipeline.results.case_led import WHY as READ_ONE_BY_ONE
from pipeline.results.change_values import Change, Moved
from pipeline.results.changes import ByAgency, PrintedLines, Shapes, Span, plan, pooled, shown
from pipeline.results.claims import by_itself
from pipeline.results.counted import CountedQuarter, CountedStandard
from pipeline.results.figure_values import Verdict
from pipeline.results.followed.acted import Acted, counts_from
from pipeline.results.followed.freezing import baseline_of, by_sender, counted_by
from pipeline.results.followed.meanwhile import Window, documents, other_actions, sampling, senders
from pipeline.results.followed.values import Effect, EffectLine, Side
from pipeline.results.lines import rolled, rolled_shape
from pipeline.results.model import StandardResult
from pipeline.results.reach import reach_of
from pipeline.results.shown_in import shown_in
from pipeline.statistics.dispersion import Common, common
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.store.baselines import Baseline

ENOUGH = 2  # quarters that began after an action was done
CHANCE = 0.002  # how likely chance may be to give as much, where a line says better or worse
_RARELY = f"one time in {round(1 / CHANCE)}"
_AS_FAR_AS = 20  # quarters ahead in which to look for one that is due
MAY_BE_CHANCE = f"it may be chance, which gives as much more often than {_RARELY}"
FEW_RECORDS = f"fewer than {FEWEST_FOR_RATING} records on one side"


@dataclass(frozen=True)
class _Measured:
    """A standard as it is looked at in an edition: all that is known of its quarters. ``reach``: of the newest."""

    audit: type[Audit]
    own: CountedStandard
    result: StandardResult
    edition: Edition
    alike: Common
    quarter: Quarter

    @property
    def reach(self) -> Reach:
        return self.reach_in(self.quarter)

    def reach_in(self, quarter: Quarter) -> Reach:
        return reach_of(self.audit, self.own.standard, quarter)

    def now(self) -> ByAgency:
        """Its counts as they are now, by who stands for each agency."""
        every = by_sender(self.own, self.quarter)
        return {each: rolled(theirs, self.quarter) for each, theirs in every.items()}

    def shapes(self) -> Shapes:
        return {each: rolled_shape(theirs, self.quarter) for each, theirs in self.own.shapes.items()}

    def lines(self) -> PrintedLines:
        """Which of its totals are printed as counts; of agencies nothing is said beside them."""
        standard = self.own.standard.id
        if not self.edition.hide:
            return PrintedLines(standard)
        shown = {each.quarter: not each.figure.counts.hidden for each in self.result.history}
        return PrintedLines(
            standard, {Line(standard, ALL, (each,)): AS_COUNTS if told else NOTHING for each, told in shown.items()}
        )


@dataclass(frozen=True)
class _Sides:
    """The two sides of an action. ``frozen``: the counts of the baseline; ``begun``: why, where none is left before."""

    baseline: Baseline
    frozen: ByAgency
    before: Span
    after: Span
    begun: str
    recounted: bool
    otherwise: bool


def effects(
    actions: Iterable[Acted],
    counted: CountedQuarter,
    results: Mapping[str, StandardResult],
    edition: Edition,
) -> list[EffectLine]:
    """
    A line for each action that is done and each standard that it names, in the order of the ``actions``.

    ``actions``: all that are known, those that are not done too, since they may stand beside another. ``results``: of
    every standard by its id, as ``edition`` shows it. Where an edition hides counts it has only the words, which are
    the same in every edition or not said: sums over quarters would give hidden ones away.
    """
    known = list(actions)
    alike, quarter = common([each.own for each in counted.comparisons]), counted.intake.quarter
    measured = {
        each.standard.id: _Measured(
            audit.audit, each, results[each.standard.id], shown_by[each.standard.id], alike, quarter
        )
        for audit in counted.audits
        for shown_by in (shown_in(audit, edition),)
        for each in audit.standards
        if each.standard.id in results
    }
    return [
        _line(action, standard, measured.get(standard), known, counted)
        for action in known
        if action.done
        for standard in action.standards
    ]


def _line(
    action: Acted, standard: str, measured: _Measured | None, known: Sequence[Acted], counted: CountedQuarter
) -> EffectLine:
    line = EffectLine(
        action=action.id,
        agency_name=name_of(action.agency),
        standard=standard,
        standard_title=measured.result.title if measured else "",
        done=action.done,
        effect=Effect.NOT_COMPARABLE,
        why=f"{standard} is not counted in {counted.intake.quarter}",
    )
    if measured is None:
        return line
    baseline = baseline_of(action, standard, counted.baselines)
    if why := _never(measured, baseline):
        return replace(line, why=why)
    assert baseline is not None  # or it would be never
    sides = _sides(action, measured, baseline)
    reaudit, trigger = _again(action, measured, sides)
    line = replace(
        line,
        before=_side(sides.before or baseline.quarters, sides.frozen, measured.edition),
        after=_side(sides.after, measured.now(), measured.edition),
        frozen=baseline.frozen,
        recounted=sides.recounted,
        beside=tuple(_beside(action, measured, sides, known)),
        reaudit=reaudit,
        trigger=trigger,
    )
    if sides.otherwise:
        day = spoken(date.fromisoformat(baseline.frozen))
        return replace(line, why=f"it was counted in another way when its baseline was frozen on {day}")
    if not sides.before:
        return replace(line, why=sides.begun)
    if len(sides.after) < ENOUGH:
        few = f"{len(sides.after)} of the {ENOUGH} quarters that it takes" if sides.after else "no quarter with records"
        return replace(line, effect=Effect.TOO_EARLY, why=measured.reach.speaks(f"{few} has begun after it"))
    return _compared(line, measured, sides)


def _never(measured: _Measured, baseline: Baseline | None) -> str:
    """Why a standard is not to be compared however long one waits; empty where it may be."""
    if measured.audit.case_led(measured.quarter):
        return READ_ONE_BY_ONE
    if not measured.own.standard.rated:
        return "neither way is the better one"
    return "" if baseline else "there are no figures from before the action was agreed"


def _sides(action: Acted, measured: _Measured, baseline: Baseline) -> _Sides:
    own, quarter, done = measured.own, measured.quarter, date.fromisoformat(action.done)
    broken = breaks_in_counting(own.standard, quarter, own.around)
    begun = Quarter.parse(broken[-1].quarter) if broken else None
    now = measured.now()
    frozen = {
        each: rolled({code: Counts(met=met, not_met=of - met) for code, (met, of) in theirs.items()}, quarter)
        for each, theirs in ((Quarter.parse(name), theirs) for name, theirs in sorted(baseline.counts.items()))
    }
    after = [
        each
        for each in sorted(now)
        if measured.reach_in(each).begins(each) > done and counted_alike(each, begun) and pooled(now, (each,))
    ]
    recounted = any(pooled(frozen, (each,)) != pooled({each: now.get(each, {})}, (each,)) for each in frozen)
    return _Sides(
        baseline=baseline,
        frozen=frozen,
        before=tuple(
            each for each in frozen if counted_alike(each, begun) and measured.reach_in(each).ends(each) <= done
        ),
        after=tuple(after[-QUARTERS_OF_A_YEAR:]),
        begun=f"{broken[-1].why} ({broken[-1].quarter})" if broken else "it is now said to have been done before",
        recounted=recounted,
        otherwise=recounted and baseline.counted_by != counted_by(own.standard, baseline.quarters[-1]),
    )


def _side(span: Span, by_agency: ByAgency, edition: Edition) -> Side:
    quarters = tuple(map(str, span))
    if edition.hide or edition.round_to > 1:
        return Side(quarters, None, None)
    pairs = pooled(by_agency, span).values()
    return Side(quarters, sum(met for met, _ in pairs), sum(of for _, of in pairs))


def _beside(action: Acted, measured: _Measured, sides: _Sides, known: Sequence[Acted]) -> Iterator[str]:
    own, quarter = measured.own, measured.quarter
    first = measured.reach_in(sides.baseline.quarters[0]).begins(sides.baseline.quarters[0])
    window = Window(sides.before or sides.baseline.quarters, sides.after, first, measured.reach.ends(quarter))
    yield from documents(window, measured.audit, own.standard)
    yield from senders(window, own.around, quarter, named=measured.edition.agencies)
    yield from sampling(window, measured.shapes())
    yield from other_actions(window, own.standard.id, action, known)
    if sides.baseline.agreed != counts_from(action):
        yield f"When the baseline was frozen, {_counted_from(sides.baseline)}; the baseline is that of then."


def _counted_from(baseline: Baseline) -> str:
    day, published = date.fromisoformat(baseline.agreed), here().report_published
    if day == published:
        return "the action counted from the day on which the report was published"
    return f"the day of the action was {spoken(day)}"


def _again(action: Acted, measured: _Measured, sides: _Sides) -> tuple[str, str]:
    """When to look again, and why then; empty where nothing calls for it."""
    coming = _coming(measured, date.fromisoformat(action.done))
    lacking = ENOUGH - len(sides.after)
    if lacking > 0 and sides.before and not sides.otherwise:
        words = measured.reach.speaks("two quarters after the action was done")
        return (coming[lacking - 1], words) if len(coming) >= lacking else ("", "")
    newest = [each for each in measured.result.history if Quarter.parse(each.quarter) in sides.after][-2:]
    below = len(newest) == 2 and all(each.figure.verdict is Verdict.BELOW for each in newest)
    if below and newest[-1].quarter == str(measured.quarter) and coming:
        return coming[0], measured.reach.speaks("below target two quarters running")
    return "", ""


def _coming(measured: _Measured, done: date) -> list[str]:
    """The quarters to come for which returns are asked and whose figures begin after ``done``."""
    coming, quarter = [], measured.quarter
    for _ in range(_AS_FAR_AS):
        quarter = quarter.next()
        if measured.audit.sent_out(quarter) and measured.reach_in(quarter).begins(quarter) > done:
            coming.append(str(quarter))
    return coming


def _compared(line: EffectLine, measured: _Measured, sides: _Sides) -> EffectLine:
    """The line with what the comparison of its two sides gives, as the edition may show it."""
    own, edition, now = measured.own, measured.edition, measured.now()
    shapes = measured.shapes()
    if sides.recounted:
        if any(each in shapes and shapes[each].weighted for each in sides.before):
            return replace(line, why="its cases were drawn unevenly from a list, and its returns came again since")
        shapes = {each: shape for each, shape in shapes.items() if each not in sides.before}
    frozen = {**now, **sides.frozen}
    planned = plan(frozen, sides.after, sides.before, shapes)
    settled = by_itself(planned, own.compared, measured.alike, CHANCE)
    change = shown(planned, settled, frozen, edition, measured.lines())
    if edition.hide:
        also = shown(
            planned,
            settled,
            {**frozen, **{each: now.get(each, {}) for each in sides.before}},
            edition,
            measured.lines(),
        )
        if Moved.WITHHELD in (change.moved, also.moved, measured.result.over_year.moved):
            change = Change(change.recent, change.earlier, Moved.WITHHELD)
    effect, why = _said(change, low_is_good=measured.result.low_is_good)
    left_out = (
        (f"{listed(change.without)}: left out, with no record that counts on one side.",) if change.without else ()
    )
    line = replace(line, effect=effect, why=why, beside=(*line.beside, *left_out))
    if edition.hide or change.difference is None:
        return line
    return replace(
        line,
        before=_as_compared(line.before, change.earlier_counts),
        after=_as_compared(line.after, change.recent_counts),
        difference=change.difference,
        lower=change.lower,
        upper=change.upper,
    )


def _as_compared(side: Side | None, counts: ShownCounts | None) -> Side:
    """A side with the counts of those compared alone; without any where these would say something else."""
    quarters = side.quarters if side else ()
    return Side(quarters, counts.met, counts.applicable) if counts else Side(quarters, None, None)


def _said(change: Change, *, low_is_good: bool) -> tuple[Effect, str]:
    """What is said of a comparison, and why."""
    if change.moved.claimed:
        better = (change.moved is Moved.RISEN) is not low_is_good
        return Effect.BETTER if better else Effect.WORSE, change.why
    return {
        Moved.UNSURE: (Effect.NO_CLEAR_CHANGE, "; ".join(filter(None, (change.why, MAY_BE_CHANCE)))),
        Moved.TOO_FEW: (Effect.TOO_EARLY, FEW_RECORDS),
        Moved.NOT_COMPARABLE: (Effect.NOT_COMPARABLE, change.why),
        Moved.WITHHELD: (Effect.WITHHELD, ""),
    }.get(change.moved, (Effect.NO_CLEAR_CHANGE, change.why))
