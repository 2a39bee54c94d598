"""The recommendations as they stand in a quarter: what was asked, done, shown and decided, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition.when_due import next_due
from pipeline.disclose.editions import Edition
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.partnership.recommendations import Recommendation, ShownBy
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.followed.as_shown import as_shown
from pipeline.results.followed.brag import Facts, colour_of, state_of
from pipeline.results.followed.evidence import (
    best_line,
    evidence_for,
    fresh_level,
    is_past_its_date,
    reached,
)
from pipeline.results.followed.findings import Known, findings
from pipeline.results.followed.ladder import OF_AN_AUDIT
from pipeline.results.followed.plan import PlanItem, for_recommendation, now_of, plan
from pipeline.results.followed.reading import holding
from pipeline.results.followed.reported import Reported, ReportedAction
from pipeline.results.followed.shown import Newest, direction, level_of, newest
from pipeline.results.followed.together import together
from pipeline.results.followed.values import (
    ActionLine,
    Colour,
    DecisionLine,
    EffectLine,
    EvidenceLine,
    NextStep,
    Override,
    RecommendationResult,
    State,
)
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.noteworthy import WORST_FIRST


@dataclass(frozen=True)
class Followed:
    """
    What is known of what is followed, beside the figures of a quarter.

    ``told``: what agencies reported for each quarter up to it; ``agreed``: the actions that meetings agreed, as if
    reported; ``effects``, ``decisions`` and ``overrides`` (by recommendation) as they are shown in the edition.
    """

    told: Mapping[Quarter, Reported] = field(default_factory=dict)
    agreed: Sequence[ReportedAction] = ()
    effects: Sequence[EffectLine] = ()
    decisions: Sequence[DecisionLine] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)


@dataclass(frozen=True)
class _AsOf:
    """
    How one recommendation stands at the end of a ``quarter``.

    ``rests_on``: what its level rests on, in words. ``returned``: the agency and the number of every piece of
    evidence, for whatever recommendation.
    """

    facts: Facts
    rests_on: str
    figures: Sequence[Newest]
    actions: tuple[ActionLine, ...]
    evidence: tuple[EvidenceLine, ...]
    returned: frozenset[tuple[str, str]]


def recommendation_results(
    results: Sequence[AuditResult], quarter: Quarter, followed: Followed, edition: Edition
) -> tuple[RecommendationResult, ...]:
    """
    Each recommendation of the partnership as it stands in ``quarter``, in the order of the report.

    ``results``: the audits' as the ``edition`` shows them, so that no colour tells what it hides.
    """
    standards = {each.id: each for audit in results for each in audit.standards}
    before = quarter.previous()
    told = {each: holding(followed.told, each) for each in (quarter, before)}
    items = {each: _items(followed, theirs, each) for each, theirs in told.items()}
    known_before = any(each <= before for each in followed.told) or _any_before(standards.values(), before)

    def of(asked: Recommendation) -> RecommendationResult:
        now = _as_of(asked, standards, items[quarter], told[quarter], quarter, quarter)
        then = _as_of(asked, standards, items[before], told[before], before, quarter)
        return _result(asked, now, state_of(then.facts) if known_before else None, standards, quarter, followed)

    return tuple(as_shown(of(each), edition) for each in here().recommendations)


def _items(followed: Followed, told: Reported, quarter: Quarter) -> tuple[PlanItem, ...]:
    agreed = [each for each in followed.agreed if Quarter.parse(each.quarter) <= quarter]
    return plan(here().actions, agreed, told, quarter)


def _any_before(standards: Iterable[StandardResult], before: Quarter) -> bool:
    return any(Quarter.parse(point.quarter) <= before for each in standards for point in each.history)


def _as_of(
    asked: Recommendation,
    standards: Mapping[str, StandardResult],
    items: Sequence[PlanItem],
    told: Reported,
    as_of: Quarter,
    now: Quarter,
) -> _AsOf:
    actions = for_recommendation(items, asked.id)
    evidence = evidence_for(asked.id, told.evidence, items, as_of)
    key = [standards[each] for each in asked.key_standards if each in standards]
    figures = newest(key, as_of, now)
    of_audit, of_document = level_of(figures, now), reached(evidence)
    shown = together(asked.shown_by, of_audit, of_document)
    facts = Facts(
        shown_by=asked.shown_by,
        required=asked.level_required,
        level=shown.level,
        level_fresh=together(asked.shown_by, of_audit, fresh_level(evidence)).level,
        line=max(OF_AN_AUDIT if figures else 1, best_line(evidence)),
        # Where an audit alone is to show it, a paper that has run out beside its figures changes nothing.
        stale=is_past_its_date(evidence) and (asked.shown_by is not ShownBy.AUDIT or of_document >= of_audit),
        below=[each.named for each in figures if each.below],
        overdue=max((each.late for each in actions if each.open), default=0),
        due=bool(figures) or _due(asked, actions, key, as_of.end),
        audited=bool(figures),
        at_target=all(each.at_target for each in figures),
    )
    returned = frozenset((now_of(each.agency, as_of), each.id) for each in told.evidence)
    return _AsOf(facts, shown.words, figures, actions, evidence, returned)


def _due(asked: Recommendation, actions: Iterable[ActionLine], key: Iterable[StandardResult], day: date) -> bool:
    """Whether anything of it is due on ``day``: by its own day, by an action's, or since an audit of it was due."""
    if asked.due is not None and asked.due <= day:
        return True
    if any(each.taken or not each.open or (each.due and date.fromisoformat(each.due) <= day) for each in actions):
        return True
    return any(each.total.verdict not in (Verdict.NOT_DUE, Verdict.CONTEXT) for each in key)


def _result(
    asked: Recommendation,
    now: _AsOf,
    before: State | None,
    standards: Mapping[str, StandardResult],
    quarter: Quarter,
    followed: Followed,
) -> RecommendationResult:
    by_rule, reasons = colour_of(now.facts)
    override = followed.overrides.get(asked.id)
    own = {(each.id, each.agency_name) for each in now.actions}
    effects = tuple(each for each in followed.effects if (each.action, each.agency_name) in own)
    others = {id_ for each in now.actions for id_ in each.standards} - set(asked.key_standards)
    figures = [
        *now.figures,
        *newest([standards[each] for each in sorted(others) if each in standards], quarter, quarter),
    ]
    key = [standards[each] for each in asked.key_standards if each in standards]
    return RecommendationResult(
        id=asked.id,
        theme=asked.theme,
        theme_code=asked.theme_code,
        text=asked.text,
        intention=asked.intention,
        leads=tuple(dict.fromkeys(name_of(now_of(each, quarter)) for each in asked.leads)),
        instruments=asked.instruments,
        shown_by=asked.shown_by,
        level_required=asked.level_required,
        tested_by=asked.tested_by,
        assurance=asked.assurance,
        key_standards=asked.key_standards,
        standards=tuple(each.id for each in standards.values() if asked.id in each.recommendations),
        due=asked.due.isoformat() if asked.due else "",
        state=state_of(now.facts),
        state_before=before,
        colour=override.colour if override else by_rule,
        by_rule=by_rule,
        reasons=reasons,
        level=now.facts.level,
        rests_on=now.rests_on,
        line=now.facts.line if now.facts.level else 0,
        latest=_latest(now),
        direction=direction(key),
        next=_next(asked, now, quarter),
        override=override,
        actions=now.actions,
        evidence=now.evidence,
        effects=effects,
        decisions=tuple(each for each in followed.decisions if asked.id in each.recommendations),
        findings=findings(
            Known(asked, now.actions, now.evidence, effects, figures, now.returned, red=by_rule is Colour.RED)
        ),
    )


def _latest(now: _AsOf) -> str:
    """The newest evidence in a few words: of figures the one that is worst, since it decides."""
    if now.figures:
        last = max(each.quarter for each in now.figures)
        of_then = [each for each in now.figures if each.quarter == last]
        shown = min(of_then, key=lambda each: WORST_FIRST.index(each.figure.verdict))
        verdict = shown.figure.verdict.words(shown.standard.low_is_good)
        return f"{verdict}: “{shown.standard.title}”{_counted(shown.figure)}, {last.in_months}"
    if now.evidence:
        best = now.evidence[0]
        if not best.title:  # a claim is in an agency's own words, which not every edition shows
            return f"{best.kind}: a claim without a document"
        return f"“{best.title}”{f', version {best.version}' if best.version else ''}"
    return ""


def _counted(figure: Figure) -> str:
    counts = figure.counts
    if counts.hidden and figure.band is not None:
        return f", {figure.band.words}"
    return "" if counts.met is None or counts.applicable is None else f", {counts.met} of {counts.applicable}"


def _next(asked: Recommendation, now: _AsOf, quarter: Quarter) -> NextStep | None:
    """The next thing that is due after the quarter: an action, the recommendation, new evidence, or an audit."""
    steps = [
        NextStep(each.due, f"{each.id} is due ({each.agency_name})")
        for each in now.actions
        if each.open and each.due and not each.late
    ]
    steps += [NextStep(each.valid_until, f"{each.id} runs out") for each in now.evidence if each.valid_until]
    if asked.due:
        steps.append(NextStep(asked.due.isoformat(), "it is expected to be shown"))
    ahead = [each for each in steps if date.fromisoformat(each.day) > quarter.end]
    return min([*ahead, *_next_audits(asked.key_standards, quarter)], key=lambda each: each.day, default=None)


def _next_audits(key_standards: Collection[str], quarter: Quarter) -> list[NextStep]:
    there = audits.of(quarter).values()
    deciding = [audit for audit in there if any(each.id in key_standards for each in audit.standards)]
    due = [(audit, next_due(audit, quarter)) for audit in deciding]
    return [
        NextStep(day.end.isoformat(), f"“{audit.short_title or audit.title}” is audited again")
        for audit, day in due
        if day
    ]
