"""How much a released edition still says, in one sentence."""

from __future__ import annotations

from pipeline.english import listed, number_of
from pipeline.results.usefulness import Usefulness


def usefulness_sentence(useful: Usefulness) -> str:
    """
    Of how many lines a reader learns what, and whether of each headline.

    Such as "Of 930 lines 812 say something: 600 a figure, 150 between what it lies and 62 a verdict alone; every
    headline does."
    """
    if not useful.lines:
        return "No line of this edition had a record."
    kinds = {
        "a figure": useful.figures,
        "between what it lies": useful.bands,
        "a verdict alone": useful.verdicts,
    }
    told = listed([f"{count} {what}" for what, count in kinds.items() if count])
    says = "says" if useful.say == 1 else "say"
    say = f"{useful.say} {says} something: {told}" if useful.say else "none says anything"
    return f"Of {number_of(useful.lines, 'line')} {say}; {_headlines(useful)}."


def _headlines(useful: Usefulness) -> str:
    if not useful.headlines:
        return "no headline had a record"
    if useful.headlines_say == useful.headlines:
        return "every headline does"
    does = "does" if useful.headlines_say == 1 else "do"
    return f"of {number_of(useful.headlines, 'headline')} {useful.headlines_say or 'none'} {does}"
