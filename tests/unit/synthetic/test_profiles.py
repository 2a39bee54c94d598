"""A profile speaks of its audit's own questions and codes, since a misspelt code would be left out unsaid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.definition import Coded, Field, Text
from pipeline.synthetic.draws import Choice, Draw, InTurn, Lag, Numbers, Several, Split
from pipeline.synthetic.profiles import PROFILES, profile_of
from tests.forms import ALL


def codes_drawn(draw: Draw) -> Iterator[str]:
    match draw:
        case Choice():
            yield from (code for weights in (draw.weights, *draw.by_kind.values()) for code in weights)
        case Several():
            yield from draw.chances
        case InTurn():
            yield from draw.codes
        case Numbers():
            yield from (value for value in draw.weights if isinstance(value, str))
        case Lag():
            yield from draw.instead
        case Split():
            yield from (code for way in (draw.otherwise, *(way for _, way in draw.where)) for code in codes_drawn(way))


def codes_allowed(field: Field) -> set[str]:
    codes = {code.code for code in field.also_codes()}
    return codes | {*field.codes.values()} if isinstance(field, Coded) else codes


@pytest.mark.parametrize("audit", PROFILES)
def test_every_code_that_a_profile_draws_is_one_of_its_question(audit: str) -> None:
    draws = {field: draw for field, draw in profile_of(ALL[audit]).draws.items() if not isinstance(field, Text)}
    unknown = {(field.name, code) for field, draw in draws.items() for code in codes_drawn(draw)}
    unknown -= {(field.name, code) for field in draws for code in codes_allowed(field)}

    assert all(any(codes_drawn(draw)) for field, draw in draws.items() if isinstance(field, Coded))
    assert not unknown
