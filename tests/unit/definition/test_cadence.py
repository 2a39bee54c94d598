"""When an audit is due: by its rhythm, by the quarter named for it, and by the partnership's row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Cadence
from pipeline.definition.when_due import last_due, next_due, when_due
from pipeline.partnership.model import Planned
from tests.planned import planned
from tests.unit.definition.test_audit import SMALL

QUARTERS = st.builds(Quarter, st.integers(2018, 2030), st.integers(1, 4))
NEG = audits.of(Quarter(2019, 2))["NEG"]
SUMMER, AUTUMN = Quarter(2019, 2), Quarter(2019, 3)


def test_an_audit_that_is_held_once_is_due_in_the_quarter_named_and_in_that_of_its_reaudit() -> None:
    with planned(Planned(audit="NEG", cadence="ONE_OFF", due=SUMMER, reaudit=Quarter(2020, 2))):
        assert [each for each in [*SUMMER.last(2), AUTUMN, Quarter(2020, 2)] if NEG.due(each)] == [
            SUMMER,
            Quarter(2020, 2),
        ]
        assert next_due(NEG, SUMMER) == Quarter(2020, 2)
        assert last_due(NEG, SUMMER) is None


def test_an_audit_that_is_held_once_is_never_due_where_no_quarter_is_named() -> None:
    with planned(Planned(audit="NEG", cadence="ONE_OFF")):
        assert next_due(NEG, SUMMER) is None
        assert not NEG.sent_out(SUMMER)


def test_what_is_sent_all_the_time_has_its_template_each_quarter_and_is_never_due() -> None:
    with planned(Planned(audit="NEG", cadence="CONTINUOUS")):
        assert NEG.sent_out(SUMMER)
        assert not NEG.due(SUMMER)


def test_an_audit_of_the_software_runs_only_by_its_row_and_one_of_ones_own_without() -> None:
    with planned():
        assert not NEG.runs(SUMMER)
        assert SMALL.runs(SUMMER)
    with planned(Planned(audit="NEG", until=SUMMER.end)):
        assert NEG.due(SUMMER)
        assert not NEG.runs(AUTUMN)
        assert last_due(NEG, AUTUMN) == SUMMER


@pytest.mark.parametrize(("cadence", "last"), [("QUARTERLY", 1), ("SIX_MONTHLY", 4), ("ANNUAL", 4)])
def test_the_quarter_before_is_the_last_one_that_was_due(cadence: str, last: int) -> None:
    with planned(Planned(audit="NEG", cadence=cadence)):
        before = last_due(NEG, Quarter(2019, 2))
        assert before == Quarter(2019 if cadence == "QUARTERLY" else 2018, last)


def test_what_is_not_due_says_when_it_is_and_of_which_months() -> None:
    with planned(Planned(audit="NEG", cadence="SIX_MONTHLY")):
        assert when_due(NEG, Quarter(2019, 1)) == (
            "is not due in 2019-20 Q1. It is next due in 2019-20 Q2, for April to September 2019."
        )
    with planned(Planned(audit="NEG", cadence="ONE_OFF", due=SUMMER)):
        assert when_due(NEG, AUTUMN) == "is not due in 2019-20 Q3, and in no later quarter that is planned."
    with planned(Planned(audit="NEG", cadence="CONTINUOUS")):
        assert when_due(NEG, SUMMER) == "is sent all the time: what comes is counted, and nothing is ever missing."
    with planned():
        assert when_due(NEG, SUMMER) == "is not run in 2019-20 Q2."


@given(st.sampled_from(Cadence), QUARTERS, QUARTERS, QUARTERS)
def test_the_next_quarter_due_and_the_last_are_due_and_none_between_is(
    cadence: Cadence, asked: Quarter, once: Quarter, again: Quarter
) -> None:
    with planned(Planned(audit="NEG", cadence=cadence.name, due=once, reaudit=again, since=date(2018, 4, 1))):
        for found_by, step in ((next_due, Quarter.next), (last_due, Quarter.previous)):
            there = found_by(NEG, asked)
            if there is None:
                continue
            assert NEG.due(there)
            between = step(asked)
            while between != there:
                assert not NEG.due(between)
                between = step(between)


@given(st.sampled_from(Cadence), QUARTERS, QUARTERS)
def test_the_quarters_that_are_due_speak_of_each_quarter_once(cadence: Cadence, asked: Quarter, once: Quarter) -> None:
    due = [each for each in asked.last(8) if cadence.due(each, {once})]
    spoken_of = [each for quarter in due for each in cadence.period(quarter).quarters]
    assert len(set(spoken_of)) == len(spoken_of)
