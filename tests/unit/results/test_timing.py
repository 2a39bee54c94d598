"""How long a step took: the bins, the line among them, and what is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from pipeline.audits.neg import NEG
from pipeline.measure.counts import Counts
from pipeline.page import chart, sentences
from pipeline.results.beside_values import Timing
from pipeline.results.timing import bins_of, timing
from pipeline.validate.validated import Accepted, Identity, Tally, Validated
from tests.unit.results.built import NOW, result

MONDAY = date(2019, 7, 1)


def conferences(days: list[int | None]) -> Validated:
    """A return of enquiries that began on a Monday; each conference so many calendar days later, or not yet held."""
    count = len(days)
    rows = pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2019-10-14"] * count).astype("datetime64[s]"),
            "s47_outcome": ["ICPC"] * count,
            "transfer_in": ["N"] * count,
            "s47_start": pd.to_datetime([MONDAY] * count).astype("datetime64[s]"),
            "icpc_date": pd.to_datetime([None if each is None else MONDAY + timedelta(each) for each in days]).astype(
                "datetime64[s]"
            ),
        }
    )
    who = Identity(NEG.form(NEG.social_care, NOW), "SCC-CF", "")
    return Accepted("", "", Tally(), (), who, rows=rows)


def timing_of(days: list[int | None]) -> Timing | None:
    return timing(NEG, NEG.NEG11, [conferences(days)])


def test_days_are_working_days_and_the_line_is_the_edge_of_a_bin() -> None:
    days_taken = timing_of([0, 21, 21, 22, 28, None])
    counts = {each.most: each.cases for each in days_taken.bins if each.cases}
    assert counts == {0: 1, 15: 2, 16: 1, 20: 1}
    assert (days_taken.open, days_taken.line in {each.most for each in days_taken.bins}) == (1, True)
    assert "2 of 5 took longer than 15. 1 is still open, for longer than 15 already." in sentences.timing_sentence(
        days_taken
    )


def test_the_bins_are_single_days_to_twice_the_line_and_one_for_all_beyond() -> None:
    days_taken = timing_of([0] * 5)
    assert days_taken is not None
    assert [each.most for each in days_taken.bins] == [*range(31), None]
    assert [each.cases for each in days_taken.bins] == [5] + [0] * 31


@pytest.mark.parametrize(
    ("line", "tops"),
    [
        (1, [0, 1, 2, 3, 4, 5, None]),
        (15, [*range(31), None]),
        (16, [*range(0, 33, 2), None]),
        (31, [*range(0, 31, 3), *range(31, 63, 3), None]),
    ],
)
def test_the_line_is_the_edge_of_a_bin_and_no_more_than_fifteen_bins_come_before_it(
    line: int, tops: list[int | None]
) -> None:
    def bins(*days: float) -> dict[int | None, int]:
        return {each.most: each.cases for each in bins_of(days, line)}

    assert list(bins()) == tops
    late = [top for top in tops if top is None or top > line]
    assert bins(line, line + 1, 500) == {**dict.fromkeys(tops, 0), line: 1, late[0]: 1, None: 1}


def test_a_long_case_is_in_the_last_bin_and_a_conference_before_its_enquiry_in_none() -> None:
    days_taken = timing_of([7, 7, 7, 7, 400, -3])
    assert (days_taken.bins[-1].most, days_taken.bins[-1].cases) == (None, 1)
    assert sum(each.cases for each in days_taken.bins) == 5


def test_cases_that_are_still_open_keep_the_median_from_looking_better_than_it_is() -> None:
    closed, some_open = timing_of([7] * 6), timing_of([7] * 3 + [None] * 4)
    assert (closed.median, some_open.median) == (5.0, None)
    assert "the median is not known yet" in sentences.timing_sentence(some_open)


def test_fewer_than_five_cases_and_standards_without_a_time_have_none() -> None:
    assert timing_of([7] * 4) is None
    assert timing(NEG, NEG.standards[0], [conferences([7] * 9)]) is None


def test_the_chart_says_each_bar_and_where_the_line_is() -> None:
    picture = chart.days(replace(result(Counts(met=5)), timing=timing_of([0, 21, 21, 22, 28, None])))
    assert picture.alt == (
        "Bars of T1, cases by working days taken. 0 days: 1; 15 days: 2; 16 days: 1; 20 days: 1. A line after 15."
    )
    assert chart.days(result(Counts(met=5))) is None
