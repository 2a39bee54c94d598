"""Which two raters of the same cases are compared."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.definition.codes import Code
from pipeline.definition.kinds import OneCode
from pipeline.errors import DefinitionError


@dataclass(frozen=True, eq=False)
class Rater:
    """Who rates, and the question that holds the rating."""

    name: str
    question: OneCode


@dataclass(frozen=True, eq=False)
class Agreement:
    """
    Two ratings of the same case: on one record, or on two that the audit's ``linked_by`` fields pair.

    The levels are those of the second rater's question; an answer to the first that is no level is left out.
    ``scale``: what a level is called; ``more``, ``less``: what a later and an earlier one is. ``document``: the kind of
    document that the scale is of, if any.
    """

    title: str
    first: Rater
    second: Rater
    scale: str = "level"
    more: str = "higher"
    less: str = "lower"
    document: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if len(self.levels) < 2:
            raise DefinitionError(
                f"agreement {self.id or repr(self.title)}: {self.first.question.called} and "
                f"{self.second.question.called} have fewer than two "
                "codes in common; compare questions with the same code list."
            )

    @property
    def levels(self) -> tuple[Code, ...]:
        """The codes that both raters can give, in the order of the second one's question."""
        return tuple(each for each in self.second.question.codes if each.code in self.first.question.codes)

    @property
    def on_one_record(self) -> bool:
        """Whether both questions are asked in the same views, so that one record holds both ratings."""
        return {id(view) for view in self.first.question.views} == {id(view) for view in self.second.question.views}
