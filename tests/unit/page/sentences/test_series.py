"""Sentences on a series: what the quarters bear, by how many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results.change_values import Limit, Series
from pipeline.results.model import StandardResult
from pipeline.statistics.xmr import Assurance, Variation
from tests.unit.results.built import result

SERIES = Series(points=14, last="2019-20 Q2", says="14 quarters, enough to test whether the last one stands out.")
OVER = "Over 14 quarters, July to September 2019 is"


def over(**changes: object) -> StandardResult:
    """A standard with a series that is ``changes`` from one of fourteen quarters."""
    return replace(result(Counts(met=9, not_met=1)), series=replace(SERIES, **changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"variation": Variation.COMMON}, f"{OVER} within ordinary variation."),
        (
            {"variation": Variation.COMMON, "assurance": Assurance.FAIL},
            (
                f"{OVER} within ordinary variation. If nothing changes, the target of 90% could be expected to be "
                "missed in most quarters."
            ),
        ),
        (
            {"variation": Variation.COMMON, "assurance": Assurance.HIT_AND_MISS},
            (
                f"{OVER} within ordinary variation. If nothing changes, a quarter may reach the target of 90% or miss "
                "it by chance."
            ),
        ),
        ({"variation": Variation.IMPROVEMENT}, f"{OVER} better than ordinary variation explains."),
        ({"variation": Variation.CONCERN}, f"{OVER} worse than ordinary variation explains."),
        (
            {"points": 11, "shifted": True},
            "Over 11 quarters the figure has shifted from its median, by more than chance would explain.",
        ),
        ({"points": 11, "shifted": False}, "Over 11 quarters there is no shift from the median beyond chance."),
        ({"says": "No variation in 14 quarters."}, "No variation in 14 quarters."),
    ],
)
def test_a_series_is_said_by_how_much_of_it_may_be_tested(changes: dict[str, object], sentence: str) -> None:
    assert sentences.series_sentence(over(**changes)) == sentence


@pytest.mark.parametrize("special", [Variation.IMPROVEMENT, Variation.CONCERN, Variation.HIGH, Variation.LOW])
def test_nothing_is_expected_of_a_series_whose_last_quarter_stands_out(special: Variation) -> None:
    standard = over(variation=special, assurance=Assurance.PASS)
    assert "If nothing changes" not in sentences.series_sentence(standard)


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (Limit("2019-20 Q2", 0.5, 0.9, Variation.CONCERN), "among so many standards that could be chance."),
        (Limit("2019-20 Q2", 0.5, 0.9, None, within_chance=True), "that is within what chance gives."),
    ],
)
def test_a_quarter_outside_its_limits_by_chance_is_said_to_be_so_and_nothing_is_expected(
    last: Limit, told: str
) -> None:
    standard = over(variation=Variation.COMMON, assurance=Assurance.PASS, limits=(last,))
    assert sentences.series_sentence(standard).endswith(told)


def test_where_there_is_no_series_nothing_is_said_of_one() -> None:
    assert sentences.series_sentence(replace(over(), series=None)) == ""


def test_the_paragraph_goes_from_the_quarter_before_to_the_year_before_to_the_series() -> None:
    paragraph = sentences.trend_paragraph(over(variation=Variation.COMMON))
    places = [paragraph.find(each) for each in ("since the quarter before", "against the year before", OVER)]
    assert -1 not in places
    assert places == sorted(places)


def test_a_series_that_never_varies_says_so_in_the_text_too() -> None:
    flat = over(says="No variation in 14 quarters.", centre=1.0, centre_is="every quarter")
    assert sentences.trend_paragraph(flat).endswith("No variation in 14 quarters.")


@pytest.mark.parametrize(("points", "told"), [(1, True), (2, False), (9, False)])
def test_how_short_a_series_is_stands_in_the_paragraph_only_where_there_is_no_chart(points: int, told: bool) -> None:
    words = "One quarter. No statement about change."
    assert (words in sentences.trend_paragraph(over(points=points, says=words))) is told


def test_a_shift_that_may_be_chance_among_many_is_not_said_to_be_none() -> None:
    told = sentences.series_sentence(over(shifted=False, may_be_chance=True))
    assert told == (
        "Over 14 quarters the figure seems to have shifted from its median, but among so many standards that could be "
        "chance."
    )
