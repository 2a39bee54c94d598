"""Each figure has an id by which it is known for good: read as it is written, and the same in every edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.errors import UsageError
from pipeline.measure.counts import Counts
from pipeline.results.ids import OTHER, figure_id, looks_like_one, parsed, with_ids
from tests.unit.results.built import COLOUR, NOW, SMALL, quarters_to, result

CODES = st.from_regex(r"[A-Z][A-Z0-9]{0,3}(-[A-Z0-9]{1,3})?", fullmatch=True)
QUARTERS = st.builds(Quarter, st.integers(2017, 2040), st.integers(1, 4))


def test_a_figure_is_known_by_its_standard_whose_it_is_and_its_quarters() -> None:
    assert figure_id("NEG3", "2019-20 Q2") == "NEG3/all/2019-20-Q2"
    assert figure_id("NEG3", "2019-20 Q2", "TRUST") == "NEG3/TRUST/2019-20-Q2"
    assert figure_id("NEG3", ["2018-19 Q3", "2018-19 Q4", "2019-20 Q2"]) == "NEG3/all/2018-19-Q3--2019-20-Q2"
    assert figure_id("NEGx1", "2019-20 Q2", part="RED") == "NEGx1/all/2019-20-Q2/RED"


@given(CODES, st.one_of(st.just(""), CODES), st.lists(QUARTERS, min_size=1, max_size=4), st.one_of(st.just(""), CODES))
def test_every_id_is_read_as_it_was_written(standard: str, agency: str, quarters: list[Quarter], part: str) -> None:
    written = figure_id(standard, [str(each) for each in sorted(quarters)], agency, part)
    read = parsed(written)
    assert str(read) == written
    assert (read.line.standard, read.part, read.of_all) == (standard, part, not agency)
    assert (read.quarters[0], read.quarters[-1]) == (min(quarters), max(quarters))
    assert looks_like_one(written)


def test_a_span_is_of_every_quarter_from_its_first_to_its_last() -> None:
    read = parsed("NEG3/ALL/2018-19-Q3--2019-20-Q2")
    assert [str(each) for each in read.quarters] == ["2018-19 Q3", "2018-19 Q4", "2019-20 Q1", "2019-20 Q2"]
    assert read.of_all


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("NEG3/all", "It is written as NEG3/all/2019-20-Q2"),
        ("NEG3//2019-20-Q2", "It is written as"),
        ("NEG3/all/2019-20-Q2/RED/more", "It is written as"),
        ("NEG3/all/soon", "'soon' is no quarter"),
        ("NEG3/all/2019-20-Q2--2019-20-Q3--2019-20-Q4", "is no quarter"),
        ("NEG3/all/2019-20-Q2--2018-19-Q3", "its first quarter is after its last"),
        ("NEG3/all/2019-20-Q5", "is no quarter"),
    ],
)
def test_what_is_no_id_is_refused_with_how_one_is_written(typed: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parsed(typed)


def test_a_quarter_written_with_a_slash_is_no_id() -> None:
    assert not looks_like_one("2019/20 Q2")


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC])
def test_every_figure_of_a_standard_has_an_id_of_its_own_in_every_edition(edition: Edition) -> None:
    before = dict.fromkeys(quarters_to(NOW, 4)[1:], Counts(met=30, not_met=12))
    named = with_ids(result(SMALL, edition, earlier=before), str(NOW))
    assert named.total.id == "T1/all/2019-20-Q2"
    assert [each.id for each in named.agencies] == [f"T1/{each.code}/2019-20-Q2" for each in named.agencies]
    assert [each.figure.id for each in named.history] == [
        f"T1/all/{each}" for each in ("2018-19-Q3", "2018-19-Q4", "2019-20-Q1", "2019-20-Q2")
    ]
    assert {each.figure.id for own in named.own_history for each in own.points} <= {
        f"T1/SOL/{each}" for each in ("2018-19-Q3", "2018-19-Q4", "2019-20-Q1")
    }
    if named.year.figure is not None:
        assert named.year.figure.id == "T1/all/2018-19-Q3--2019-20-Q2"


def test_a_group_is_known_by_its_answer_and_the_practitioners_figure_by_the_totals_id() -> None:
    by_colour = {"RED": Counts(met=20, not_met=9), "BLUE": Counts(met=10, not_met=12)}
    named = with_ids(result({}, groups=by_colour, by=COLOUR), str(NOW))
    assert [each.id for each in named.groups] == ["T1/all/2019-20-Q2/BLUE", "T1/all/2019-20-Q2/RED"]
    assert named.briefed is not None
    assert named.briefed.id == named.total.id
    assert OTHER not in {each.code for each in named.groups}
