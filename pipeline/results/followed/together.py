"""What an audit's figures and an assurance reach together on the ladder, and what that rests on, in words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.ladder import DOCUMENT, NONE, REACHED, RUNGS

_DOCUMENT_LACKS = 1  # levels that a figure loses where a current document is required beside it, and is not there
_TOO_FEW = "practice was tested, on too few records to say"
_NO_FIGURE = "what agencies report, which counts for no more while no audit has a figure"
_FIGURE = "an audit has a figure"
_BESIDE = f"{_FIGURE}, and a current document stands beside it"


@dataclass(frozen=True)
class Together:
    """The ``level`` that is reached, and ``words`` for what it rests on: the ladder's own only where they are true."""

    level: int
    words: str


def together(shown_by: ShownBy, of_audit: int, of_document: int) -> Together:
    """
    What figures at level ``of_audit`` and an assurance at level ``of_document`` reach, by what is to show it.

    Without a figure, documents count for no more than reach where an audit is to show it. Without a current document,
    a figure counts for one level less where an assurance is to be there; where that alone is to show it, a figure
    beside it counts for no more than reach.
    """
    papers = _papers(shown_by, of_document)
    figures = _figures(shown_by, of_audit, of_document >= DOCUMENT)
    both_are_there = shown_by is ShownBy.BOTH and of_audit > NONE
    return figures if both_are_there or figures.level > papers.level else papers


def _papers(shown_by: ShownBy, level: int) -> Together:
    if shown_by is ShownBy.ASSURANCE or level <= REACHED:
        return Together(level, RUNGS[level])
    return Together(REACHED, _NO_FIGURE)


def _figures(shown_by: ShownBy, level: int, document: bool) -> Together:
    said = _TOO_FEW if level == DOCUMENT else RUNGS[level]
    if shown_by is ShownBy.AUDIT or level == NONE:
        return Together(level, said)
    if shown_by is ShownBy.ASSURANCE and level > REACHED:
        level, said = REACHED, _FIGURE if not document else _BESIDE
    if not document:
        return Together(level - _DOCUMENT_LACKS, f"{said}, without the current document that is required beside it")
    return Together(level, said)
