"""
What is said where no standard is named as below or at its target: nothing of those that are not judged and shown.

By the verdicts as an edition shows them: one that is hidden, pending or on too few records may be of either kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import listed, number_of
from pipeline.results.figure_values import Verdict

_WHY = {
    Verdict.TOO_FEW: "too few records",
    Verdict.CASES: "their cases are read one by one",
    Verdict.NONE_YET: "no record that counts yet",
    Verdict.NO_CASES: "no cases",
    Verdict.NOT_DUE: "not due this quarter",
    Verdict.HIDDEN: "hidden, to protect small counts",
    Verdict.NOT_SAID: "the counts shown here do not tell",
    Verdict.CONTEXT: "no target",
}
_KEPT_BACK = (Verdict.HIDDEN, Verdict.NOT_SAID)
_BELOW = "is below its target by more than chance would explain"
_WORSE = "is worse than its target by more than chance would explain"
_REACHED = "reaches its target"
_NO_STANDARDS = "There is no standard to judge here."
_NONE_JUDGED = "No standard is held against its target here: {reasons}."
_NONE_OF_SOME = "Of {judged} judged here, none {is_so}; of {others} that is not said: {reasons}."


def all_judged(verdicts: Sequence[Verdict]) -> bool:
    """Whether there are standards with a target, and the verdict on each of them is shown."""
    rated = [each for each in verdicts if each is not Verdict.CONTEXT]
    return bool(rated) and all(each.judged for each in rated)


def none_below(verdicts: Sequence[Verdict], *, low_is_good: bool = False) -> str:
    """
    What is said where none of ``verdicts`` is `Verdict.BELOW`: that there is none, only where all are shown.

    ``low_is_good``: whether some are of standards whose target is the most that there should be.
    """
    return _none(verdicts, _WORSE if low_is_good else _BELOW)


def none_reached(verdicts: Sequence[Verdict]) -> str:
    """What is said where none of ``verdicts`` is at its target or better."""
    return _none(verdicts, _REACHED)


def judged_words(verdicts: Sequence[Verdict]) -> str:
    """Which standards a share of those judged is of: in an edition that keeps some back, those shown in it."""
    return "whose verdict is shown here" if any(each in _KEPT_BACK for each in verdicts) else "that could be judged"


def why_unjudged(verdicts: Sequence[Verdict]) -> str:
    """Why some have no verdict, each reason with how many where there are several; empty where all have one."""
    whys = [each for each in verdicts if not each.judged]
    counts = {words: whys.count(why) for why, words in _WHY.items() if why in whys}
    return listed([f"{words} ({count})" for words, count in counts.items()] if len(counts) > 1 else list(counts))


def _none(verdicts: Sequence[Verdict], is_so: str) -> str:
    if not verdicts:
        return _NO_STANDARDS
    if all_judged(verdicts):
        return f"No standard {is_so}."
    judged = sum(each.judged for each in verdicts)
    if not judged:
        return _NONE_JUDGED.format(reasons=why_unjudged(verdicts))
    rest = [each for each in verdicts if each is not Verdict.CONTEXT and not each.judged]
    return _NONE_OF_SOME.format(
        judged="the one standard" if judged == 1 else f"the {judged} standards",
        is_so=is_so,
        others=number_of(len(rest), "other"),
        reasons=why_unjudged(rest),
    )
