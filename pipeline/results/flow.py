"""What became of contacts: from the level that the referrer stated, over the one that MASH decided, to the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.audits import mash
from pipeline.definition import Audit, OneCode, Predicate, View
from pipeline.definition.frame import rails
from pipeline.definition.records import Array, Records
from pipeline.disclose.editions import Edition
from pipeline.results.flow_values import Band, Flow, Origin, Stage
from pipeline.validate.validated import Accepted

NOT_RECORDED, NOT_YET = "Not recorded", "Not yet decided"


@dataclass(frozen=True, eq=False)
class Step:
    """
    One question of a course, and its answers in bands, top to bottom: a label and the codes that it is given for.

    ``high``: the labels that stand for a high level of need; ``pending``: where a blank is not yet to be answered.
    ``said``: who did what, as a sentence goes on after "the referrer had", say.
    """

    title: str
    said: str
    asked: OneCode
    bands: tuple[tuple[str, tuple[str, ...]], ...]
    high: tuple[str, ...] = ()
    pending: Predicate | None = None


@dataclass(frozen=True, eq=False)
class Course:
    """The steps that each record of a view goes through. ``told``: the ends that the finding is about."""

    id: str
    title: str
    view: View
    steps: tuple[Step, ...]
    high: str
    told: tuple[str, ...]
    note: str


_LEVELS = tuple((each.label, (each.code,)) for each in reversed(tuple(mash.LEVELS)))
_HIGH = tuple(label for label, codes in _LEVELS if codes[0] in ("3", "4"))
_UNSTATED = tuple((mash.STATED_LEVELS.label(code), (code,)) for code in ("NONE", "EXEMPT"))
_NOTHING_FURTHER, _REFERRED = "No further action", "Referral for assessment"
COURSES: Mapping[str, Course] = {
    "MASH": Course(
        "MASHf1",
        "From contact to outcome",
        mash.HUB,
        (
            Step(
                "Level stated by the referrer",
                "the referrer had stated",
                mash.level_referrer,
                (*_LEVELS, *_UNSTATED),
                _HIGH,
            ),
            Step("Level decided by MASH", "MASH had decided", mash.level_mash, _LEVELS, _HIGH),
            Step(
                "Outcome",
                "it ended in",
                mash.decision,
                (
                    ("Strategy discussion", ("STRATEGY",)),
                    (_REFERRED, ("REFERRAL_ASSESS",)),
                    ("Open case or another council", ("TO_OPEN_CASE", "OTHER_LA")),
                    ("Early Help", ("EARLY_HELP",)),
                    ("Advice or signposting", ("ADVICE", "SIGNPOST_UNIVERSAL")),
                    (_NOTHING_FURTHER, ("NFA",)),
                ),
                pending=mash.decision_at == "PENDING",
            ),
        ),
        "level 3 or 4",
        (_REFERRED, _NOTHING_FURTHER),
        "The audit's sample is drawn in equal parts by outcome: where the records of one outcome came from can be read "
        "from it, but not how many of all contacts have that outcome.",
    )
}


def flow(audit: Audit, returns: Sequence[Accepted], edition: Edition) -> Flow | None:
    """
    What became of the records of ``audit``'s course, for the sub-group alone; None where it has none, or no records.

    Every record is in one band of every stage. As with the tables of agreement, in another edition the margins could
    be had from other tables of the page, and the small cells with them.
    """
    course = COURSES.get(audit.code)
    if course is None or edition.hide:
        return None
    theirs = [each for each in returns if each.identity.form.view is course.view and len(each.rows)]
    if not theirs:
        return None
    placed = [np.concatenate([_placed(step, each) for each in theirs]) for step in course.steps]
    labels = [_labels(step) for step in course.steps]
    return Flow(
        id=course.id,
        title=course.title,
        unit=audit.unit,
        cases=len(placed[0]),
        stages=tuple(
            Stage(step.title, step.said, tuple(Band(*each) for each in zip(names, _sizes(at, names), strict=True)))
            for step, at, names in zip(course.steps, placed, labels, strict=True)
        ),
        links=tuple(
            _table(placed[place], placed[place + 1], labels[place], labels[place + 1])
            for place in range(len(placed) - 1)
        ),
        high=course.high,
        origins=tuple(_origin(course, placed, labels, end) for end in range(len(labels[-1]))),
        note=course.note,
    )


def _labels(step: Step) -> list[str]:
    waiting = [NOT_YET] if step.pending is not None else []
    return [*(label for label, _ in step.bands), *waiting, NOT_RECORDED]


def _placed(step: Step, sent: Accepted) -> Array:
    """
    The place of each record's band among the labels of ``step``.

    Shape: one whole number per record. What is blank, or in error and so not used, is in the last band.
    """
    places = {code: place for place, (_, codes) in enumerate(step.bands) for code in codes}
    found = sent.rows[step.asked.name].map(places)
    if step.pending is not None:
        waiting = rails(step.pending, Records(sent.rows, sent.unusable)).true
        found = found.mask(found.isna() & waiting, len(step.bands))
    return found.fillna(len(_labels(step)) - 1).to_numpy(dtype=int)


def _sizes(placed: Array, labels: Sequence[str]) -> list[int]:
    return [int(each) for each in np.bincount(placed, minlength=len(labels))]


def _table(first: Array, second: Array, down: Sequence[str], across: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    counts = pd.crosstab(first, second).reindex(index=range(len(down)), columns=range(len(across)), fill_value=0)
    return tuple(tuple(int(cell) for cell in row) for row in counts.to_numpy())


def _origin(course: Course, placed: Sequence[Array], labels: Sequence[Sequence[str]], end: int) -> Origin:
    """Where the records of one end came from: how many were at a high level at each stage before."""
    ended = placed[-1] == end
    high = [
        np.isin(at, [place for place, label in enumerate(names) if label in step.high])
        for step, at, names in zip(course.steps[:-1], placed, labels, strict=False)
    ]
    label = labels[-1][end]
    return Origin(label, int(ended.sum()), tuple(int((ended & each).sum()) for each in high), label in course.told)
