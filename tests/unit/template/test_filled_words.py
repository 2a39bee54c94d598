"""What a template that comes filled tells: known as its own words, and never taken for those of a person."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.template.filled_words import UPDATE, filled_with, from_plan, says_what_it_is_filled_with

TOOK_OVER = (
    "You took over from Hampshire Constabulary on 1 April 2022: please return for the whole quarter, with its cases "
    "from before."
)


@pytest.mark.parametrize(
    "sentences",
    [
        [UPDATE],
        [filled_with([], "2019-20 Q1"), UPDATE],
        [from_plan(["T2.b1"]), UPDATE],
        [filled_with(["Hampshire Constabulary"], "2021-22 Q4"), from_plan(["T2.b1", "M2019Q2.1", "T3.a2"]), UPDATE],
        [TOOK_OVER, filled_with(["Hampshire Constabulary"], "2021-22 Q4"), UPDATE],
    ],
)
def test_what_a_template_says_of_its_filling_is_its_own(sentences: Sequence[str]) -> None:
    assert says_what_it_is_filled_with(" ".join(sentences))


@pytest.mark.parametrize(
    "text",
    ["", "We have filled it in.", f"{UPDATE} We could not.", f"Note: {UPDATE}", f"{from_plan(['T2.b1'])} No. {UPDATE}"],
)
def test_what_somebody_adds_is_not(text: str) -> None:
    assert not says_what_it_is_filled_with(text)
