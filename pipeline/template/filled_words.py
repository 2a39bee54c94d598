"""What a template that comes filled tells its agency, in sentences, as they are written and as they are known again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.english import listed

UPDATE = "Please bring every row up to date, and add what is new."
_SAID = re.compile(
    r"(?:You took over from [^:]{1,200}: please return for the whole quarter, with its cases from before\. )?"
    r"(?:It comes filled with what [^:]{1,200} returned for \d{4}-\d\d Q[1-4]\. )?"
    rf"(?:Filled in from the plan: [\w.-]+(?:(?:, | and )[\w.-]+)*\. )?{re.escape(UPDATE)}"
)


def filled_with(whose: Sequence[str], quarter: object) -> str:
    """That a template holds what the bodies ``whose`` returned for ``quarter``; where there are none, the agency's."""
    return f"It comes filled with what {listed(whose) if whose else 'you'} returned for {quarter}."


def from_plan(actions: Sequence[str]) -> str:
    """That a template holds the ``actions`` of the plan, by their numbers."""
    return f"Filled in from the plan: {listed(actions)}."


def says_what_it_is_filled_with(text: str) -> bool:
    """Whether ``text`` is what a template tells of its own filling."""
    return _SAID.fullmatch(" ".join(text.split())) is not None
