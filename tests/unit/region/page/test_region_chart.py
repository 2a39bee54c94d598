"""The chart of areas: in the order of their names whatever their shares, and of nothing that is not printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.region.assemble import assembled
from pipeline.region.model import RegionStandard
from pipeline.region.page import chart
from pipeline.region.told import AreaStandard
from tests.unit.region.drawn import QUARTER, gives, standard
from tests.unit.region.regions import names


def of(*each: AreaStandard) -> RegionStandard:
    told = {name: gives(name, one) for name, one in zip(sorted(names(len(each))), each, strict=True)}
    ((only,),) = [audit.standards for audit in assembled("The region", QUARTER, told, ()).audits]
    return only


def texts(svg: str) -> Sequence[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_areas_are_drawn_in_the_order_of_their_names_whatever_their_shares(met: list[int]) -> None:
    picture = chart.by_area(of(*(standard(each, 40) for each in met)))
    assert picture is not None
    upwards = [each for each in texts(picture.svg) if each in names(4)]
    assert upwards[::-1] == sorted(names(4))
    assert re.findall("|".join(names(4)), picture.alt.partition(" 4 areas")[0])[:4] == sorted(names(4))
    assert "not a ranking" in picture.caption


def test_many_areas_stand_under_their_letters_and_not_under_a_name_each() -> None:
    picture = chart.by_area(of(*(standard(10 + place % 30, 40) for place in range(60))))
    assert picture is not None
    letters = [each for each in texts(picture.svg) if "%" not in each]
    assert letters == sorted({each[0] for each in names(60)})
    assert "60 areas side by side" in picture.alt
    assert not picture.narrow


def test_a_hidden_area_is_drawn_as_its_band_or_named_below_and_never_as_a_dot() -> None:
    hidden = chart.by_area(of(standard(30, 40), standard(31, 40, (70, 80)), standard(3, 40, says=False)))
    assert hidden is not None
    first, second, third = sorted(names(3))
    assert [each for each in texts(hidden.svg) if "/" in each or " to " in each] == ["70% to 80%", "30/40"]
    assert f"{second}: 70% to 80%." in hidden.alt
    assert hidden.caption.endswith(f"Not drawn, for want of a percentage: {third}.")
    assert first in hidden.alt


def test_the_caption_explains_the_marks_that_are_there_and_no_other() -> None:
    bands = chart.by_area(of(standard(30, 40, (70, 80)), standard(31, 40, (70, 80))))
    dots = chart.by_area(of(standard(30, 40), standard(20, 40)))
    assert bands is not None
    assert dots is not None
    for mark, there in (("Line:", dots), ("Full line", dots), ("Light span", bands)):
        assert mark in there.caption
        assert mark not in ({dots.caption, bands.caption} - {there.caption}).pop()
    assert "Diamond" not in bands.caption + dots.caption


def test_an_area_that_counts_otherwise_is_drawn_hollow_and_the_caption_says_so() -> None:
    alike = chart.by_area(of(standard(30, 40), standard(20, 40)))
    other = chart.by_area(of(standard(30, 40), standard(20, 40), standard(20, 40, counted_by="another way")))
    assert alike is not None
    assert other is not None
    assert "Hollow" not in alike.caption
    assert "Hollow: counted by another version, so not added." in other.caption


@pytest.mark.parametrize("shown", [[standard(30, 40)], [standard(30, 40), standard(4, 9)]])
def test_one_area_alone_has_no_picture(shown: list[AreaStandard]) -> None:
    assert chart.by_area(of(*shown)) is None
