"""What a member might ask of a standard, by what its figure does: the question that each kind of figure asks for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Prompt(StrEnum):
    """What a figure does that asks for a question; those that are asked first come first."""

    BELOW = "below target"
    WORSE = "getting worse"
    APART = "one agency apart"
    NOT_RECORDED = "not recorded"
    NOT_RETURNED = "not returned"
    NOT_CLEAR = "not clear for long"
    TOO_FEW = "too few"


# Where a standard has no question of its own. ``title`` is the standard's; ``who``, the agencies that it is about.
USUAL: Mapping[Prompt, str] = MappingProxyType(
    {
        Prompt.BELOW: "“{title}”: what got in the way where it was not done, and what will be otherwise next time?",
        Prompt.WORSE: "“{title}”: what changed, in practice or in how it is recorded, and who has looked at the cases?",
        Prompt.APART: "“{title}”: {who} stands apart from the others. Is it the work, the recording or the practice?",
        Prompt.NOT_RECORDED: "“{title}”: where nothing is recorded, was it not done, or done and not written down?",
        Prompt.NOT_RETURNED: "“{title}”: nothing came from {who}. How is it known what happens there?",
        Prompt.NOT_CLEAR: "“{title}”: what would settle whether it is reached: more cases, or a look at single ones?",
        Prompt.TOO_FEW: "“{title}”: were there no more cases, or were they not identified?",
    }
)
# In place of these, where the standard is of something that should seldom happen.
USUAL_OF_LOW: Mapping[Prompt, str] = MappingProxyType(
    {
        Prompt.BELOW: "“{title}”: what led to it where it happened, and what will be otherwise next time?",
        Prompt.NOT_CLEAR: "“{title}”: what would settle whether it is seldom enough: more cases, or a look at single "
        "ones?",
        Prompt.NOT_RECORDED: "“{title}”: where nothing is recorded, did it happen, or is it not known?",
    }
)


def text_of(prompt: Prompt, title: str, own: Mapping[Prompt, str], who: str = "", *, low_is_good: bool = False) -> str:
    """The question that a standard called ``title`` is asked: its ``own`` one, or else the usual one."""
    usual = {**USUAL, **USUAL_OF_LOW} if low_is_good else USUAL
    return own[prompt] if prompt in own else usual[prompt].format(title=title, who=who)


def wrong_with(questions: Mapping[Prompt, str]) -> str:
    """What is wrong with a standard's own ``questions``, as a sentence; empty where nothing is."""
    if any(not isinstance(each, Prompt) for each in questions):
        return f"its questions are for one of: {', '.join(f'Prompt.{each.name}' for each in Prompt)}."
    lacking = [each for each, text in questions.items() if not text.strip().endswith("?")]
    return f"its question for {lacking[0]} does not end with a question mark." if lacking else ""
