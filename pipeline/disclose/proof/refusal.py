"""The refusal of a release that gives a protected count away."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.disclose.facts import ALL
from pipeline.disclose.proof.attack import GivenAway, given_away
from pipeline.disclose.proof.knowledge import lies
from pipeline.disclose.proof.printed import Printed, Release
from pipeline.errors import PipelineError

_MOST_LINES = 50
_NEXT_STEP = (
    "Keep data/ as it is and report this: the protection of this edition has a fault, "
    "which no change to a return will mend."
)


def refuse_if_given_away(releases: Sequence[Release], limit: int, *, insiders: bool = True) -> None:
    """
    Attack all that readers will hold, before any page is written.

    Raises: PipelineError -- with a line for every count of 1 to ``limit`` that can be worked out, and for every figure
    that says what is not so.
    """
    wrong = [f"{figure} does not say what its counts are" for figure in lies(Printed(releases))]
    lines = wrong or [in_words(each) for each in given_away(releases, limit, insiders=insiders)]
    if not lines:
        return
    more = [f"… and {len(lines) - _MOST_LINES} more"] if len(lines) > _MOST_LINES else []
    raise PipelineError(
        "\n  ".join(
            [
                f"Nothing was released: a reader could work out counts that are protected (1 to {limit})."
                if not wrong
                else "Nothing was released: figures do not agree with the counts behind them.",
                *lines[:_MOST_LINES],
                *more,
                _NEXT_STEP,
            ]
        )
    )


def in_words(found: GivenAway) -> str:
    """One line on a count that is given away, without its value."""
    whose = "all returns" if found.agency == ALL else found.agency
    who = found.viewpoint or "anybody"
    besides = f" without {found.viewpoint}" if found.agency == ALL and found.viewpoint else ""
    how = "is known exactly" if found.pinned else "is known too closely"
    figures = ", ".join(found.figures) or "the numbers of records alone"
    return f"{found.standard}, {whose}{besides}, {found.quarter}, {found.what}: {how} to {who}, from {figures}"
