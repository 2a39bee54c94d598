"""A standard's quarters drawn as counts, and an action on it: what a run hands on, without a return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Audit,
    Basis,
    Cadence,
    Date,
    OneCode,
    Part,
    Polarity,
    Standard,
    Text,
    View,
    code_list,
)
from pipeline.disclose.editions import SUBGROUP, Edition
from pipeline.intake import Intake
from pipeline.measure.clustering import plain_shape
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape
from pipeline.results.breaks import ReturnHistory
from pipeline.results.changes import Comparisons
from pipeline.results.claims import ruled
from pipeline.results.counted import CountedAudit, CountedQuarter, CountedStandard
from pipeline.results.followed.effects import effects
from pipeline.results.followed.freezing import unfrozen
from pipeline.results.followed.plan import AGENCY
from pipeline.results.followed.values import EffectLine
from pipeline.results.standards import compared, standard_result
from pipeline.store.baselines import Baseline
from tests.unit.results.built import NOW, records

Sent = Sequence[Mapping[str, tuple[int, int]]]  # of each quarter up to `NOW`: by agency, how many met, of how many
TODAY = date(2019, 11, 1)


@dataclass(frozen=True)
class Drawn:
    """An action as one agency leads it."""

    id: str
    agency: str
    agreed: str
    done: str
    standards: tuple[str, ...]
    source: str = AGENCY
    taken: bool = False


class TST(Audit):
    """A small audit."""

    title = "Colours"
    purpose = "To test."
    unit = "one thing"
    units = "things"
    cadence = Cadence.QUARTERLY
    council = View("Council's return", role="social_care")
    all_of_it = Part("All of it")
    ref = Text("Reference", required=True)
    seen = Date("Date seen", required=True)
    colour = OneCode("Colour?", codes=code_list("colours", RED="Red", BLUE="Blue"))
    T1 = Standard("Red", applies=ALWAYS, met=colour == "RED", basis=Basis.LOCAL, source="A test", headline=True)
    T2 = Standard(
        "Blue",
        applies=ALWAYS,
        met=colour == "BLUE",
        basis=Basis.LOCAL,
        source="A test",
        polarity=Polarity.LOW_GOOD,
        target=0.1,
        amber=0.2,
    )
    T3 = Standard(
        "Of some", applies=ALWAYS, met=seen.answered(), basis=Basis.LOCAL, source="A test", polarity=Polarity.CONTEXT
    )
    key = ref
    anchors: ClassVar = {council: (seen,)}


def alone(*pairs: tuple[int, int]) -> Sent:
    """The quarters of one agency."""
    return [{"SOL": each} for each in pairs]


def action(
    agreed: str = "2019-01-05",
    done: str = "2019-02-10",
    *,
    id: str = "T1.b1",  # noqa: A002
    agency: str = "SOL",
    standards: tuple[str, ...] = ("T1",),
    source: str = AGENCY,
    taken: bool = False,
) -> Drawn:
    """An action that was agreed and done in the last quarter of 2018-19, some of it changed."""
    return Drawn(id, agency, agreed, done, standards, source, taken)


def counted(
    sent: Sent,
    standard: Standard = TST.T1,
    *,
    audit: type[Audit] = TST,
    around: ReturnHistory | None = None,
    shapes: Mapping[Quarter, Shape] | None = None,
    baselines: Iterable[Baseline] = (),
    last: Quarter = NOW,
) -> CountedQuarter:
    """What the quarters up to ``last`` came to; who sent them is who has records, where ``around`` is not given."""
    quarters = dict(zip(last.last(len(sent)), sent, strict=True))
    every = {
        each: {code: Counts(met=met, not_met=of - met) for code, (met, of) in theirs.items()}
        for each, theirs in quarters.items()
        if theirs or each == last
    }
    now = every.pop(last)
    known = {each: plain_shape(theirs) for each, theirs in {**every, last: now}.items()} | dict(shapes or {})
    history = around or ReturnHistory({each: tuple(theirs) for each, theirs in {**every, last: now}.items()}, ())
    rows = [records(each, standard.id, code) for code, each in now.items()]
    outcomes = pd.concat([records(Counts()), *rows], ignore_index=True)
    over_time: Comparisons = compared(standard, now, every, last, history, known)
    own = CountedStandard(standard, outcomes, every, known, {}, history, over_time)
    rulings = ruled([over_time])
    whole = CountedAudit(audit, (), (own,), (), (), {})
    return CountedQuarter(Intake(last, (), 0), tuple(sorted(every)), (whole,), rulings, baselines=tuple(baselines))


def frozen(sent: Sent, *actions: Drawn, standard: Standard = TST.T1, last: Quarter = NOW) -> list[Baseline]:
    """The baselines of ``actions``, frozen when the quarters up to ``last`` were as they were ``sent``."""
    return unfrozen(actions or (action(),), counted(sent, standard, last=last), (), TODAY)


def told(whole: CountedQuarter, *actions: Drawn, edition: Edition = SUBGROUP) -> list[EffectLine]:
    """What is told of ``actions``; their baselines are frozen now where ``whole`` has none."""
    named = actions or (action(),)
    if not whole.baselines:
        whole = replace(whole, baselines=tuple(unfrozen(named, whole, (), TODAY)))
    (audit,) = whole.audits
    (own,) = audit.standards
    result = standard_result(
        own.standard,
        own.outcomes,
        own.before,
        whole.intake.quarter,
        edition,
        own.around,
        (own.compared, whole.rulings[0]),
        shapes=own.shapes,
    )
    return effects(named, whole, {own.standard.id: result}, edition)
