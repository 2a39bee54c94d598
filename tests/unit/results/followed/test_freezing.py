"""What becomes the baseline of an action: the last quarters that had ended when it was agreed, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Partnership
from pipeline.partnership.recommendations import Action, Kind
from pipeline.results.followed.acted import acted, counts_from
from pipeline.results.followed.freezing import unfrozen
from pipeline.results.followed.plan import MEETING, REPORT
from pipeline.store.baselines import Baseline
from tests.unit.results.built import NOW
from tests.unit.results.followed.drawn import TODAY, TST, Drawn, Sent, action, alone, counted, frozen

SENT = alone((1, 10), (2, 10), (3, 10), (4, 10), (5, 10), (6, 10), (7, 10), (8, 10))


def counts(sent: Sent, asked: Drawn, last: Quarter = NOW) -> dict[str, dict[str, tuple[int, ...]]]:
    (baseline,) = frozen(sent, asked, last=last)
    return {quarter: dict(theirs) for quarter, theirs in baseline.counts.items()}


def test_a_baseline_is_of_the_last_four_quarters_that_had_ended_on_the_day_by_agency() -> None:
    sent = [*SENT[:7], {"SOL": (8, 10), "UHS": (3, 4)}]

    assert counts(sent, action("2019-09-30", "")) == {
        "2018-19 Q3": {"SOL": (5, 10)},
        "2018-19 Q4": {"SOL": (6, 10)},
        "2019-20 Q1": {"SOL": (7, 10)},
        "2019-20 Q2": {"SOL": (8, 10), "UHS": (3, 4)},
    }


@pytest.mark.parametrize(
    ("agreed", "newest"), [("2019-06-29", "2018-19 Q4"), ("2019-06-30", "2019-20 Q1"), ("2019-07-01", "2019-20 Q1")]
)
def test_a_quarter_counts_from_the_day_on_which_it_ends(agreed: str, newest: str) -> None:
    assert max(counts(SENT, action(agreed, ""))) == newest


def test_quarters_without_a_record_are_passed_over() -> None:
    sent = [*SENT[:5], {}, {"SOL": (0, 0)}, SENT[7]]

    assert list(counts(sent, action("2019-07-01", ""))) == ["2017-18 Q4", "2018-19 Q1", "2018-19 Q2", "2018-19 Q3"]


def test_where_nobody_says_when_it_was_agreed_the_day_is_that_on_which_it_was_done() -> None:
    (baseline,) = frozen(SENT, action("", "2019-04-01"))

    assert baseline.agreed == "2019-04-01"
    assert str(baseline.quarters[-1]) == "2018-19 Q4"


def test_what_was_done_before_it_was_agreed_has_a_baseline_from_before_it_was_done() -> None:
    (baseline,) = frozen(SENT, action("2019-09-30", "2018-10-05"))

    assert (baseline.agreed, str(baseline.quarters[-1])) == ("2018-10-05", "2018-19 Q2")


def published_on(day: date) -> Partnership:
    return replace(here(), report_published=day)


def test_what_the_report_plans_without_a_day_counts_from_the_day_on_which_the_report_was_published() -> None:
    planned = action("", "", source=REPORT)
    with used(published_on(date(2019, 7, 2))):
        (baseline,) = frozen(SENT, planned)
        (done,) = frozen(SENT, replace(planned, done="2019-05-03"))
        (own,) = frozen(SENT, replace(planned, agreed="2018-10-01"))

    assert (baseline.agreed, max(baseline.counts)) == ("2019-07-02", "2019-20 Q1")
    assert done.agreed == "2019-05-03", "it was done before"
    assert own.agreed == "2018-10-01", "somebody has said"


@pytest.mark.parametrize(
    "asked", [action("", ""), action("", "", source=MEETING), action("", "", source=REPORT, taken=True)]
)
def test_nothing_else_counts_from_that_day(asked: Drawn) -> None:
    with used(published_on(date(2019, 7, 2))):
        assert frozen(SENT, asked) == []


def test_that_day_is_told_of_no_action_as_if_somebody_had_said_it() -> None:
    planned = Action("T1.b2", "Do it", ("SOL",), Kind.PROCESS, ("T1.1",), standards=("T1",))
    with used(replace(published_on(date(2019, 7, 2)), actions=(planned,))):
        (known,) = acted({}, NOW)
        assert (known.agreed, counts_from(known)) == ("", "2019-07-02")


@pytest.mark.parametrize("asked", [action("", ""), action(standards=()), action(standards=("T9",))])
def test_without_a_day_or_a_standard_that_is_counted_there_is_nothing_to_freeze(asked: Drawn) -> None:
    assert frozen(SENT, asked) == []


def test_nothing_is_frozen_before_the_last_quarter_that_it_is_of_is_counted() -> None:
    later = action("2019-11-20", "")

    assert frozen(SENT[:7], later, last=NOW.previous()) == []
    assert str(frozen(SENT, later)[0].quarters[-1]) == str(NOW)


def test_where_no_quarter_before_has_a_record_nothing_is_frozen_yet() -> None:
    assert frozen(SENT, action("2010-01-01", "")) == []


def test_what_is_frozen_already_is_not_frozen_again_whatever_its_day_is_now() -> None:
    there = frozen(SENT)

    assert unfrozen([action("2019-07-01", "")], counted(SENT), there, TODAY) == []
    (other,) = unfrozen([action(agency="UHS")], counted(SENT), there, TODAY)
    assert other.about == ("T1.b1", "UHS", "T1")


def test_the_same_counts_have_another_salt_each_time() -> None:
    one, other = frozen(SENT)[0], frozen(SENT)[0]

    assert isinstance(one, Baseline)
    assert (one.counts, one.counted_by, one.frozen) == (other.counts, other.counted_by, "2019-11-01")
    assert one.salt != other.salt
    assert one.counted_by != frozen(SENT, action(standards=("T2",)), standard=TST.T2)[0].counted_by


def test_a_body_that_took_over_has_the_baseline_of_the_one_before() -> None:
    there = frozen(SENT, action(agency="LSCB"))

    assert unfrozen([action(agency="SSCP")], counted(SENT), there, TODAY) == []


def test_every_action_of_the_plan_is_known_once_for_each_agency_that_leads_it() -> None:
    planned = Action("T1.b2", "Do it", ("SOL", "UHS"), Kind.PROCESS, ("T1.1",), agreed=date(2019, 1, 5))
    with used(replace(here(), actions=(planned,))):
        known = acted({}, NOW)

    assert [(each.id, each.agency, each.agreed) for each in known] == [
        ("T1.b2", "SOL", "2019-01-05"),
        ("T1.b2", "UHS", "2019-01-05"),
    ]
