"""Answers drawn for some records of a draft, from a profile or, where it is silent, from the definition alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pipeline.calendar.bank_holidays import working_calendar
from pipeline.calendar.quarter import Period
from pipeline.definition import Date, DateTime, Field, Form, Meaning, MultiCode, OneCode, Predicate, Text, Whole
from pipeline.definition.frame import AS_OF_COLUMN, Array, rails
from pipeline.definition.predicate import Always
from pipeline.synthetic.draft import Draft, blank, where_true
from pipeline.synthetic.draws import (
    About,
    Choice,
    Draw,
    InTurn,
    Lag,
    Numbers,
    PartOf,
    Phrases,
    Several,
    Split,
    Weights,
    shares,
)
from pipeline.synthetic.references import matching

PROSE = (
    "Clear plan agreed and reviewed on time.",
    "The record shows what life is like for the child.",
    "Decision making was recorded late; reasons were hard to follow.",
    "History was summarised well and used in the decision.",
    "Chasing other agencies for information took too long.",
    "Good use of the guidance; supervision notes were brief.",
)
# What an answer is likely to be where a profile says nothing: mostly what is hoped for, with honest gaps.
USUAL = {Meaning.ANSWER: 1.0, Meaning.NOT_RECORDED: 0.08, Meaning.NOT_KNOWN: 0.03}
YES_NO = shares("Y 0.78, N 0.14, NR 0.08, NK 0.02, NA 0.1")


@dataclass(frozen=True, eq=False)
class Respondent:
    """
    Who fills a return in: its form and kind of agency, how it answers, and the chances of each question, by its name.

    Each question has chances of its own, so that one that comes or goes moves no answer to another.
    """

    form: Form
    kind: str
    draws: Mapping[Field, Draw]
    chances: Callable[[str], np.random.Generator]
    avoid: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def draw(self, asked: Field) -> Draw:
        """How ``asked`` is answered."""
        return self.draws.get(asked) or usual(asked)

    def rng(self, asked: Field) -> np.random.Generator:
        """The chances of ``asked``."""
        return self.chances(asked.name)


def usual(asked: Field) -> Draw:
    """How a question is answered that no profile speaks of."""
    match asked:
        case MultiCode(codes=codes):
            return Several(dict.fromkeys(codes.meaning(Meaning.ANSWER), 0.25), answered=0.5)
        case OneCode(codes=codes) if "Y" in codes and "N" in codes:
            return Choice(YES_NO, answered=0.5)
        case OneCode(codes=codes):
            return Choice({each.code: USUAL.get(each.meaning, 0.0) for each in codes}, answered=0.5)
        case Whole(minimum=least, maximum=most):
            numbers = range(least, min(most, least + 12) + 1)
            return Numbers({n: 0.6 ** (n - least) for n in numbers}, answered=0.5)
        case Date():
            return Lag({0: 0.3, 1: 0.3, 2: 0.2, 4: 0.1, 8: 0.1}, answered=0.5)
        case Text(pattern=None, free=True):
            return Phrases(PROSE, answered=0.15)
    return Draw(answered=0.0)


def answer(asked: Field, where: Array, draft: Draft, hand: Respondent, draw: Draw | None = None) -> None:
    """Draw answers to ``asked`` for the records ``where`` true."""
    drawn = draw or hand.draw(asked)
    if isinstance(drawn, Split):
        left = where.copy()
        for predicate, way in drawn.where:
            these = left & rails(predicate, draft).true
            answer(asked, these, draft, hand, way)
            left &= ~these
        answer(asked, left, draft, hand, drawn.otherwise)
        return
    count = int(where.sum())
    if not count:
        return
    if isinstance(drawn, InTurn):
        turns = np.flatnonzero(where) // drawn.running % len(drawn.codes)
        draft.column(asked)[where] = np.array(drawn.codes, dtype=object)[turns]
        return
    match asked:
        case MultiCode():
            draft.column(asked)[where] = _several(asked, drawn, count, hand)
        case OneCode():
            draft.column(asked)[where] = _codes(asked, drawn, where, draft, hand)
        case Whole():
            _numbers(asked, drawn, where, draft, hand)
        case Date():
            _dates(asked, drawn, where, draft, hand)
        case Text():
            texts = drawn.texts if isinstance(drawn, Phrases) else ()
            draft.column(asked)[where] = [
                str(hand.rng(asked).choice(texts)) if texts else matching(asked, hand.rng(asked)) for _ in range(count)
            ]


def _several(asked: MultiCode, drawn: Draw, count: int, hand: Respondent) -> Array:
    chances = drawn.chances if isinstance(drawn, Several) else dict.fromkeys(asked.codes.values(), 0.25)
    order = [code for code in asked.codes.values() if code in chances]
    likely = max(order, key=lambda code: chances[code])
    picked = hand.rng(asked).random((count, len(order))) < np.array([chances[code] for code in order])
    answers = [";".join(code for code, yes in zip(order, row, strict=True) if yes) or likely for row in picked]
    return np.array(answers, dtype=object)


def _codes(asked: OneCode, drawn: Draw, where: Array, draft: Draft, hand: Respondent) -> Array:
    common = weights(drawn, hand.kind) or dict.fromkeys(asked.codes.meaning(Meaning.ANSWER), 1.0)
    not_applicable = asked.meaning(Meaning.NOT_APPLICABLE)
    avoided = set(hand.avoid.get(asked.name, ()))
    if asked.na_when is None or isinstance(asked.na_when, Always):
        return _chosen(asked, common, avoided, int(where.sum()), hand)
    applies = ~where_true(asked.na_when, draft)[where]
    answers = np.full(len(applies), not_applicable[0] if not_applicable else None, dtype=object)
    answers[applies] = _chosen(asked, common, avoided | set(not_applicable), int(applies.sum()), hand)
    return answers


def weights(drawn: Draw | None, kind: str) -> Weights:
    """How common each code is among the answers of a kind of agency; empty where ``drawn`` says nothing of it."""
    return drawn.by_kind.get(kind, drawn.weights) if isinstance(drawn, Choice) else {}


def _chosen(asked: OneCode, weights: Weights, avoided: set[str], count: int, hand: Respondent) -> Array:
    allowed: dict[str, float] = {}
    for code in (each for each in weights if each not in avoided):
        now = asked.codes.now(code)
        if now in asked.codes:
            allowed[now] = allowed.get(now, 0.0) + weights[code]
    return _picked(allowed or dict.fromkeys(asked.codes.values(), 1.0), count, hand.rng(asked))


def _picked(weights: Mapping[Any, float], count: int, rng: np.random.Generator) -> Array:
    chances = np.array(list(weights.values()), dtype=float)
    values = np.empty(len(weights), dtype=object)
    values[:] = list(weights)
    return values[rng.choice(len(values), size=count, p=chances / chances.sum())]


def _numbers(asked: Whole, drawn: Draw, where: Array, draft: Draft, hand: Respondent) -> None:
    if isinstance(drawn, About):
        mean = drawn.by_kind.get(hand.kind, drawn.mean)
        draft.column(asked)[where] = hand.rng(asked).poisson(mean, int(where.sum()))
        return
    if isinstance(drawn, PartOf):
        whole = np.nan_to_num(draft.numbers(drawn.whole.name)[where]).astype(int)
        draft.column(asked)[where] = hand.rng(asked).binomial(whole, drawn.by_kind.get(hand.kind, drawn.share))
        return
    weights = drawn.weights if isinstance(drawn, Numbers) else {asked.minimum: 1.0}
    picked = _picked(weights, int(where.sum()), hand.rng(asked))
    is_code = np.array([isinstance(each, str) for each in picked])
    numbers = np.full(len(picked), np.nan)
    numbers[~is_code] = picked[~is_code].astype(float)
    draft.column(asked)[where] = numbers
    if asked.also:
        picked[~is_code] = None
        draft.codes_beside(asked)[where] = picked


def _dates(asked: Date, drawn: Draw, where: Array, draft: Draft, hand: Respondent) -> None:
    lag = drawn if isinstance(drawn, Lag) else Lag()
    sent = draft.times(AS_OF_COLUMN)[where]
    days = _lagged(lag, where, draft, hand.form.period, hand.rng(asked))
    if asked.weekdays_only:
        days = np.busday_offset(days.astype("datetime64[D]"), 0, roll="backward")
    timed = isinstance(asked, DateTime)
    if timed and lag.unit != "minutes":
        days = days.astype("datetime64[D]").astype("datetime64[s]") + _office_hours(len(days), hand.rng(asked))
    days = days.astype("datetime64[m]" if timed else "datetime64[D]").astype("datetime64[s]")
    if not lag.planned:
        days = np.where(days > sent, np.datetime64("NaT"), days)
    codes = blank(len(days), object)
    if asked.also and lag.instead:
        codes = _picked({**lag.instead, None: 1 - sum(lag.instead.values())}, len(days), hand.rng(asked))
        days = np.where([code is not None for code in codes], np.datetime64("NaT"), days)
    draft.column(asked)[where] = days
    if asked.also:
        draft.codes_beside(asked)[where] = codes


def _lagged(lag: Lag, where: Array, draft: Draft, period: Period, rng: np.random.Generator) -> Array:
    count = int(where.sum())
    if lag.after is None:
        # Most days bring some cases, weekends few.
        weekdays = np.arange(np.datetime64(period.start), np.datetime64(period.end) + 1)
        likely = np.where(np.is_busday(weekdays, busdaycal=working_calendar()), 1.0, 0.12)
        began = rng.choice(weekdays, size=count, p=likely / likely.sum()).astype("datetime64[s]")
        if set(lag.weights) == {0}:
            return began
    else:
        began = draft.times(lag.after.name)[where]
    steps = _picked(lag.weights, count, rng).astype(int)
    if lag.unit == "minutes":
        return np.asarray(began + steps.astype("timedelta64[m]"))
    if lag.unit == "days":
        return np.asarray(began.astype("datetime64[D]") + steps)
    given = ~np.isnat(began)
    moved = np.full(count, np.datetime64("NaT"), dtype="datetime64[D]")
    first = began[given].astype("datetime64[D]")
    # Counted from a day that is not a working day, day 0 is that day itself.
    whole = np.busday_offset(first, steps[given], roll="backward", busdaycal=working_calendar())
    moved[given] = np.where(steps[given] == 0, first, whole)
    return moved


def _office_hours(count: int, rng: np.random.Generator) -> Array:
    return (rng.integers(8 * 60, 18 * 60, size=count) * 60).astype("timedelta64[s]")


def share_answered(drawn: Draw, draft: Draft) -> Array:
    """For each record, the chance that a question is answered which may be left empty."""
    if not isinstance(drawn, Split):
        return np.full(len(draft), float(drawn.answered))
    shares = share_answered(drawn.otherwise, draft)
    for predicate, way in reversed(drawn.where):
        shares = np.where(rails(predicate, draft).true, share_answered(way, draft), shares)
    return shares


def read_by(drawn: Draw) -> tuple[Field | Predicate, ...]:
    """What a way of answering reads, so that it is answered first."""
    match drawn:
        case Split(where=where, otherwise=otherwise):
            parts = [part for predicate, way in where for part in (predicate, *read_by(way))]
            return (*parts, *read_by(otherwise))
        case Lag(after=after) if after is not None:
            return (after,)
        case PartOf(whole=whole):
            return (whole,)
    return ()
