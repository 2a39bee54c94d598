"""Bodies over the quarters: a series goes on where one takes over, says so, and breaks where several become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import agency_pack, chart, section, table
from pipeline.page.chart import time
from pipeline.partnership.agencies import Agency, AgencyType, Register
from pipeline.partnership.here import here, used
from pipeline.results.agency import agency_result
from pipeline.results.beside_values import Succession
from pipeline.results.breaks import ReturnHistory, breaks
from pipeline.results.change_values import Break
from pipeline.results.lines import rolled
from pipeline.results.model import StandardResult
from pipeline.results.standards import standard_result
from tests.unit.results.built import audit, definition, quarter, records

Q1, Q2, Q3, Q4 = Quarter(2021, 3), Quarter(2021, 4), Quarter(2022, 1), Quarter(2022, 2)
OLD, NEW = "Hampshire Constabulary", "Hampshire & Isle of Wight Constabulary"
SOME = Counts(met=20, not_met=10)


def agency(code: str) -> Agency:
    return Agency(code, code, AgencyType.POLICE)


def police(edition: Edition = SUBGROUP, silent: bool = False) -> StandardResult:
    """The police's figures over four quarters, in the third of which one force took over from another."""
    before = {Q1: {"HC": SOME}, Q2: {"HC": SOME}, Q3: {"HIOWC": SOME}}
    now = records(Counts() if silent else SOME, agency="HIOWC")
    returned = {each: set(codes) for each, codes in before.items()} | {Q4: set() if silent else {"HIOWC"}}
    around = ReturnHistory(returned, {"HIOWC"}, {"HIOWC"} if silent else set())
    return standard_result(definition(), now, before, Q4, edition, around)


def why(returned: Mapping[Quarter, set[str]], asked: set[str], now: Quarter = Q4) -> tuple[Break, ...]:
    return breaks(definition(), now, ReturnHistory(returned, asked))


@pytest.mark.parametrize("edition", [SUBGROUP, PUBLIC])
def test_a_series_goes_on_over_a_succession_and_says_until_when_it_was_the_other_bodys(edition: Edition) -> None:
    result = police(edition)

    assert result.breaks == ()
    assert all(each.comparable for each in result.history)
    assert result.successions == (Succession("2021-22 Q4", "2022-23 Q1", OLD, NEW),)
    words = f"Until 2021-22 Q4: {OLD}, from then on {NEW}."
    assert words in table.history(result).note
    assert words in section.detail(result).html.replace("&amp;", "&")
    picture = chart.over_time(result)
    assert picture is not None
    assert words in picture.caption
    assert words in picture.alt


def test_the_chart_marks_where_another_body_was_before(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def told(figure: Figure, **_: str) -> None:
        drawn.extend(each.get_text() for each in figure.axes[0].texts)

    monkeypatch.setattr(time, "picture", told)
    chart.over_time(police())
    assert drawn.count("another body before") == 1
    assert "not comparable" not in drawn


def test_a_succession_that_is_older_than_the_series_shown_is_not_told() -> None:
    result = standard_result(
        definition(), records(SOME, agency="HIOWC"), {Q3: {"HIOWC": SOME}}, Q4, SUBGROUP,
        ReturnHistory({Q1: {"HC"}, Q3: {"HIOWC"}, Q4: {"HIOWC"}}, {"HIOWC"}),
    )  # fmt: skip
    assert result.successions == ()


def test_the_successor_that_is_silent_is_taken_to_have_as_many_records_as_the_body_before() -> None:
    around = ReturnHistory({Q2: {"HC", "SOL"}, Q3: {"SOL"}}, {"HIOWC", "SOL"}, {"HIOWC"})
    before = {Q2: {"HC": SOME, "SOL": SOME}}
    result = standard_result(definition(), records(SOME, agency="SOL"), before, Q3, SUBGROUP, around)
    assert result.non_return is not None
    assert (result.non_return.agencies, result.non_return.records) == ((NEW,), 30)
    assert result.breaks == ()


def test_counts_of_bodies_that_became_one_are_added_up_under_its_code() -> None:
    theirs = {"CCG": Counts(met=1), "WHCCG": Counts(met=2), "UHS": Counts(met=4), "of no register": Counts(met=8)}
    assert rolled(theirs, Q4) == {"ICB": Counts(met=3), "UHS": Counts(met=4), "of no register": Counts(met=8)}
    assert rolled(theirs, Quarter(2020, 4)) == theirs


def test_two_bodies_that_become_one_are_a_break_that_says_so() -> None:
    ago, after = Quarter(2020, 4), Quarter(2021, 1)
    returned = {ago: {"CCG", "WHCCG"}, after: {"HSIWCCG"}, after.next(): {"HSIWCCG"}}
    assert why(returned, {"HSIWCCG"}) == (
        Break(
            "2021-22 Q1",
            "NHS Southampton City Clinical Commissioning Group and West Hampshire Clinical Commissioning Group return "
            "as Hampshire, Southampton and Isle of Wight Clinical Commissioning Group from here on",
        ),
    )


def test_a_returner_taken_over_by_another_that_returned_beside_it_is_a_break_that_says_so() -> None:
    both = [replace(agency("SMALL"), valid_to=Q2.end, successor="BIG"), agency("BIG")]
    with used(replace(here(), agencies=Register(both))):
        returned = {Q1: {"SMALL", "BIG"}, Q2: {"SMALL", "BIG"}, Q3: {"BIG"}, Q4: {"BIG"}}
        assert why(returned, {"BIG"}) == (Break("2022-23 Q1", "SMALL and BIG return as one from here on"),)


def test_one_body_after_another_through_three_is_no_break_and_each_step_is_told() -> None:
    quarters = {Quarter(2020, 4): {"CCG"}, Quarter(2021, 1): {"HSIWCCG"}, Q3: {"HSIWCCG"}, Q4: {"ICB"}}
    before = {each: dict.fromkeys(codes, SOME) for each, codes in quarters.items() if each != Q4}
    result = standard_result(
        definition(), records(SOME, agency="ICB"), before, Q4, SUBGROUP, ReturnHistory(quarters, {"ICB"})
    )
    assert result.breaks == ()
    assert [(each.until, each.quarter) for each in result.successions] == [
        ("2020-21 Q4", "2021-22 Q1"),
        ("2022-23 Q1", "2022-23 Q2"),
    ]


def test_an_agency_that_joins_or_leaves_beside_a_succession_is_still_a_break() -> None:
    returned = {Q1: {"HC"}, Q2: {"HC", "UHS"}, Q3: {"HIOWC", "UHS"}, Q4: {"HIOWC"}}
    hospital = "University Hospital Southampton NHS Foundation Trust"
    assert why(returned, {"HIOWC"}) == (
        Break("2021-22 Q4", f"without {hospital} before"),
        Break("2022-23 Q2", f"with {hospital} before"),
    )


def test_the_pack_of_a_successor_shows_the_quarters_of_the_body_before_under_its_name() -> None:
    pack = agency_result(quarter(audit([police()])), "HIOWC")

    assert [(each.quarter, each.body) for each in pack.earlier] == [("2021-22 Q3", OLD), ("2021-22 Q4", OLD)]
    page = agency_pack.standards(pack).html
    assert "Before you took over" in page
    assert page.count(OLD) == 2


def test_no_pack_shows_quarters_of_another_body_where_none_was_before() -> None:
    pack = agency_result(quarter(audit([police()])), "HC")
    assert pack.earlier == ()
    assert "Before you took over" not in agency_pack.standards(pack).html


def test_quarters_of_the_body_before_are_for_named_readers_alone() -> None:
    assert police(PUBLIC).earlier == ()
