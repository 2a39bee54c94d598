"""What became of an audit's records, from the answer to one question to the answer to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.definition import Audit, Flow, Step
from pipeline.definition.frame import rails
from pipeline.definition.records import Array, Records
from pipeline.results.flow_values import Band, FlowResult, Origin, Stage
from pipeline.validate.validated import Accepted, given_on

NOT_RECORDED, NOT_YET = "Not recorded", "Not yet decided"


def flow(audit: type[Audit], returns: Sequence[Accepted]) -> FlowResult | None:
    """
    What became of the records of ``audit``; None where it defines no flow, or has no records.

    Every record is in one band of every stage. For named readers alone: small cells could be worked out from margins
    that stand in other tables of the page.
    """
    return _told(audit, audit.flow, returns) if audit.flow is not None else None


def flow_to_come(audit: type[Audit], returns: Sequence[Accepted]) -> FlowResult | None:
    """
    The same with those answers as one that a document has made one, while the form still asks them one by one.

    None where the answers are told as they are asked.
    """
    if audit.flow is None or not any(step.asked.name in audit.recoded() for step in audit.flow.steps):
        return None
    return _told(audit, _to_come(audit.flow), returns)


def _to_come(defined: Flow) -> Flow:
    """``defined`` by the answers that there will be."""
    renamed: dict[str, str] = {}
    steps, since = [], ""
    for step in defined.steps:
        codes, bands = step.asked.codes, dict[str, list[str]]()
        for label, held in step.bands:
            for code in held:
                name = codes.label(codes.into[code]) if codes.passing and code in codes.into else label
                renamed[label] = name
                bands.setdefault(name, []).append(code)
        steps.append(replace(step, bands=tuple((label, tuple(held)) for label, held in bands.items())))
        since = str(codes.recoded.asked_from) if codes.passing and codes.recoded else since
    told = tuple(dict.fromkeys(renamed.get(label, label) for label in defined.told))
    title = f"{defined.title}, by the answers asked from {since} on"
    return replace(defined, id=f"{defined.id}b", title=title, steps=tuple(steps), told=told)


def _told(audit: type[Audit], defined: Flow, returns: Sequence[Accepted]) -> FlowResult | None:
    theirs = [each for each in given_on(defined.counted_on, returns) if len(each.rows)]
    if not theirs:
        return None
    placed = [np.concatenate([_placed(step, each) for each in theirs]) for step in defined.steps]
    labels = [_labels(step) for step in defined.steps]
    return FlowResult(
        id=defined.id,
        title=defined.title,
        unit=audit.unit,
        cases=len(placed[0]),
        stages=tuple(
            Stage(step.title, step.clause, tuple(Band(*each) for each in zip(names, _sizes(at, names), strict=True)))
            for step, at, names in zip(defined.steps, placed, labels, strict=True)
        ),
        links=tuple(
            _table(placed[place], placed[place + 1], labels[place], labels[place + 1])
            for place in range(len(placed) - 1)
        ),
        high=defined.high,
        origins=tuple(_origin(defined, placed, labels, end) for end in range(len(labels[-1]))),
        note=defined.note,
    )


def _labels(step: Step) -> list[str]:
    waiting = [NOT_YET] if step.pending is not None else []
    return [*step.labels, *waiting, NOT_RECORDED]


def _placed(step: Step, sent: Accepted) -> Array:
    """
    The place of each record's band among the labels of ``step``.

    Shape: one whole number per record. What is blank, or in error and so not used, is in the last band.
    """
    places = {code: place for place, (_, codes) in enumerate(step.bands) for code in codes}
    placed = sent.rows[step.asked.name].map(places)
    if step.pending is not None:
        waiting = rails(step.pending, Records(sent.rows, sent.unusable)).true
        placed = placed.mask(placed.isna() & waiting, len(step.bands))
    return placed.fillna(len(_labels(step)) - 1).to_numpy(dtype=int)


def _sizes(placed: Array, labels: Sequence[str]) -> list[int]:
    return [int(each) for each in np.bincount(placed, minlength=len(labels))]


def _table(first: Array, second: Array, down: Sequence[str], across: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    counts = pd.crosstab(first, second).reindex(index=range(len(down)), columns=range(len(across)), fill_value=0)
    return tuple(tuple(int(cell) for cell in row) for row in counts.to_numpy())


def _origin(defined: Flow, placed: Sequence[Array], labels: Sequence[Sequence[str]], end: int) -> Origin:
    """Where the records of one end came from: how many were at a high level at each stage before."""
    ended = placed[-1] == end
    high = [
        np.isin(at, [place for place, label in enumerate(names) if label in step.high])
        for step, at, names in zip(defined.steps[:-1], placed, labels, strict=False)
    ]
    label = labels[-1][end]
    return Origin(label, int(ended.sum()), tuple(int((ended & each).sum()) for each in high), label in defined.told)
