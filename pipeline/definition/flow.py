"""What becomes of an audit's records, from question to question, told in bands of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.definition.fields import Field, View, fields_of
from pipeline.definition.kinds import OneCode
from pipeline.definition.predicate import Predicate
from pipeline.errors import DefinitionError


@dataclass(frozen=True, eq=False)
class Step:
    """
    One question of a flow, and its answers in bands, top to bottom: a label and the codes that it is given for.

    ``clause``: who did what, as it goes on in a sentence, such as "the referrer had stated" (level 3 or 4).
    ``high``: the labels that stand for a high level of need; ``pending``: where a blank is not yet to be answered.
    A band is there as long as one of its codes is asked; ``gone`` are the labels of the others.
    """

    title: str
    clause: str
    asked: OneCode
    bands: tuple[tuple[str, tuple[str, ...]], ...]
    high: tuple[str, ...] = ()
    pending: Predicate | None = None
    gone: tuple[str, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        unasked = {each.code for each in self.asked.codes.unasked}
        kept = [(label, tuple(code for code in codes if code not in unasked)) for label, codes in self.bands]
        gone = tuple(label for label, codes in kept if not codes)
        object.__setattr__(self, "bands", tuple(band for band in kept if band[1]))
        object.__setattr__(self, "high", tuple(label for label in self.high if label not in gone))
        object.__setattr__(self, "gone", gone)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its bands, top to bottom."""
        return tuple(label for label, _ in self.bands)

    def problems(self) -> Iterator[str]:
        """What makes no sense in the step by itself, and what to do."""
        placed = [code for _, codes in self.bands for code in codes]
        for code in (each for each in placed if each not in self.asked.codes):
            self.asked.allowed((code,))
        for code in self.asked.codes.values():
            if placed.count(code) != 1:
                yield f"{self.asked.called} = {code} is in {placed.count(code)} bands; put it into one."
        for label in self.high:
            if label not in self.labels:
                yield f"{label!r} is high and no band; mend it, or take it out of high=."


@dataclass(frozen=True, eq=False)
class Flow:
    """
    The steps that each record of a view goes through, shown for context.

    ``high``: what a high level is called. ``told``: the ends (labels of the last step) that the finding is about.
    """

    title: str
    counted_on: View
    steps: tuple[Step, ...]
    high: str
    told: tuple[str, ...]
    note: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        gone = self.steps[-1].gone if self.steps else ()
        object.__setattr__(self, "told", tuple(label for label in self.told if label not in gone))
        for problem in self._problems():
            raise DefinitionError(f"flow {self.id or repr(self.title)}: {problem}")

    def _problems(self) -> Iterator[str]:
        if len(self.steps) < 2:
            yield "give it two steps or more."
        for step in self.steps:
            yield from step.problems()
        for label in self.told:
            if label not in self.steps[-1].labels:
                yield f"it tells of {label!r}, which is no band of its last step; mend it."

    def fields(self) -> tuple[Field, ...]:
        """Every field it reads."""
        return tuple(field for step in self.steps for field in (step.asked, *fields_of(step.pending)))
