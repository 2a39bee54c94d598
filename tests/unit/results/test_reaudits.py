"""What calls for an audit to be held again: only what has come true, and the quarter in which it can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.model import Planned
from pipeline.results.figure_values import Point, Verdict
from pipeline.results.model import StandardResult
from pipeline.results.programme_values import Reaudit
from pipeline.results.reaudits import reaudits
from tests.followed import effect, recommendation
from tests.planned import planned
from tests.unit.results.built import NOW, SMALL, audit, result

BEFORE, NEXT = NOW.previous(), NOW.next()
LOW, AT = Verdict.BELOW, Verdict.AT


def standard(*verdicts: Verdict | None, last: Quarter = NOW, headline: bool = True, **changes: Any) -> StandardResult:
    """A standard with these verdicts in the quarters up to ``last``; None where there was no figure."""
    own = result(SMALL, headline=headline, **changes)
    quarters = last.last(len(verdicts))
    points = [
        Point(str(each), replace(own.total, verdict=verdict), comparable=True, target=0.9)
        for each, verdict in zip(quarters, verdicts, strict=True)
        if verdict is not None
    ]
    return replace(own, history=tuple(points))


def called_for(*standards: StandardResult, followed: Sequence[Any] = (), **row: Any) -> list[tuple[str, str]]:
    """What calls for NEG to be held again as of `NOW`, where it runs as ``row`` has it."""
    with planned(Planned(audit="NEG", **row)):
        told = reaudits(audits.of(NOW)["NEG"], audit(standards, code="NEG"), followed, NOW)
    assert all(isinstance(each, Reaudit) for each in told)
    return [(each.quarter, each.why) for each in told]


def test_a_headline_below_target_in_two_quarters_running_calls_for_it_when_it_is_next_due() -> None:
    assert called_for(standard(AT, LOW, LOW)) == [(str(NEXT), "T1 was below target twice running")]


@pytest.mark.parametrize("verdicts", [(LOW,), (AT, LOW), (LOW, AT), (LOW, None, LOW), (LOW, LOW, None)])
def test_once_below_or_with_a_quarter_between_is_not_twice_running(verdicts: tuple[Verdict | None, ...]) -> None:
    assert called_for(standard(*verdicts)) == []


def test_two_quarters_that_are_counted_otherwise_are_not_one_after_the_other() -> None:
    own = standard(LOW, LOW)
    broken = replace(own, history=(replace(own.history[0], comparable=False), own.history[1]))
    assert called_for(broken) == []


def test_of_the_other_standards_only_the_key_ones_call_for_it() -> None:
    plain = standard(LOW, LOW, headline=False)
    assert called_for(plain) == []
    assert called_for(plain, followed=[recommendation(key_standards=("T1",), effects=())]) != []
    assert called_for(plain, followed=[recommendation(key_standards=("T9",), effects=())]) == []


def test_the_quarters_running_of_a_yearly_audit_are_a_year_apart_and_hold_between_them() -> None:
    yearly = {"cadence": "ANNUAL"}
    with planned(Planned(audit="NEG", **yearly)):
        due = [each for each in NOW.last(12) if audits.of(NOW)["NEG"].due(each)]
    own = standard(LOW)
    history = tuple(replace(own.history[0], quarter=str(each)) for each in due[-2:])
    (told,) = called_for(replace(own, history=history), **yearly)
    assert told[1] == "T1 was below target the last two times"
    assert Quarter.parse(told[0]) > NOW
    assert called_for(replace(own, history=history[-1:]), **yearly) == []


def test_an_audit_that_is_not_planned_again_is_called_for_two_quarters_on() -> None:
    with planned(Planned(audit="NEG", cadence="ONE_OFF", due=NOW)):
        assert not audits.of(NOW)["NEG"].due(BEFORE)
    (told,) = called_for(standard(LOW, LOW), cadence="ONE_OFF", due=NOW)
    assert told[0] == str(NEXT.next())


def test_what_is_sent_all_the_time_is_never_called_for_by_its_figures() -> None:
    assert called_for(standard(LOW, LOW), cadence="CONTINUOUS") == []


def test_an_action_calls_for_it_in_the_quarter_in_which_there_is_enough_to_look_at() -> None:
    two = [effect(action=each, reaudit=str(NEXT), trigger="two quarters after the action was done") for each in "ab"]
    told = called_for(standard(AT), followed=[recommendation(effects=tuple(two)), recommendation(effects=(two[0],))])
    assert told == [(str(NEXT), "a, b are done (two quarters after the action was done)")]


def test_an_action_whose_quarter_is_past_or_that_names_another_audits_standard_calls_for_nothing() -> None:
    assert called_for(standard(AT), followed=[recommendation(effects=(effect(reaudit=str(NOW)),))]) == []
    other = effect(standard="X1", reaudit=str(NEXT))
    assert called_for(standard(AT), followed=[recommendation(effects=(other,))]) == []


def test_of_a_standard_that_an_action_calls_for_it_is_not_said_twice() -> None:
    again = effect(reaudit=str(NEXT), trigger="below target two quarters running")
    told = called_for(standard(LOW, LOW), followed=[recommendation(effects=(again,))])
    assert told == [(str(NEXT), "T2.a1 is done (below target two quarters running)")]


def test_an_action_done_on_an_audit_that_nobody_plans_again_calls_for_it_when_it_can_be_seen() -> None:
    once = {"cadence": "ONE_OFF", "due": BEFORE.previous()}
    why = "T2.a1 is done (no later quarter is planned)"
    lately = recommendation(effects=(effect(done="2019-09-10", reaudit="", trigger=""),))
    assert called_for(standard(AT), followed=[lately], **once) == [(str(NEXT.next()), why)]
    long_ago = recommendation(effects=(effect(done="2018-12-14", reaudit="", trigger=""),))
    assert called_for(standard(AT), followed=[long_ago], **once) == [(str(NEXT), why)]


def test_an_action_whose_standard_was_looked_at_since_calls_for_nothing() -> None:
    seen = recommendation(effects=(effect(done="2018-12-14", reaudit="", trigger=""),))
    assert called_for(standard(AT), followed=[seen], cadence="ONE_OFF", due=NOW) == []
    assert called_for(standard(AT), followed=[seen]) == []
