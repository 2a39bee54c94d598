"""A made-up action plan: what is planted is there and nothing else is, and each action goes forward and never back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here, used
from pipeline.store.codec import decoded, encoded
from pipeline.synthetic.draft import faulty
from pipeline.synthetic.plan import Plan, Story, Wanted, plan
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import rows_of

NEWEST = Quarter(2019, 2)
YEARS = NEWEST.last(8)
SINCE = Quarter(2018, 3)
IMPROVED = "WNB5"
ORDER = ("NOT_STARTED", "UNDER_WAY", "DONE")


def planned(seed: int = 1, newest: Quarter = NEWEST, since: Quarter = SINCE) -> Plan:
    return plan(Wanted(newest.last(8), seed, IMPROVED, since))


def rows(code: str, followed: Plan, quarter: Quarter) -> list[dict[str, object]]:
    """All rows that agencies return of an audit, each with whose it is."""
    sent = returns(audits.of(quarter)[code], quarter, 1, Circumstances(plan=followed))
    return [{**row, "agency": each.agency} for each in sent for row in rows_of(each)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_has_one_of_each_story_and_two_done_in_time_and_is_otherwise_in_order(seed: int) -> None:
    followed = planned(seed)
    told = Counter(each.story for each in (*followed.actions, *followed.evidence) if each.story is not Story.IN_ORDER)

    # What is contradicted is so of an action and of its evidence.
    assert told == Counter({**dict.fromkeys(set(Story) - {Story.IN_ORDER}, 1), Story.IN_TIME: 2, Story.CONTRADICTED: 2})


def test_what_is_in_order_is_never_late_and_has_evidence_where_it_is_done() -> None:
    followed, end = planned(), NEWEST.end
    there = {(each.agency, each.number): each for each in followed.evidence}
    for each in followed.actions:
        if each.story is Story.IN_ORDER:
            assert each.done is not None
            assert each.agreed <= each.done <= each.due
        for number in each.evidence:
            shown = there[each.agency, number]
            assert (shown.action, shown.recommendations) == (each.id, each.recommendations)
            assert shown.dated == each.done
    late = next(each for each in followed.actions if each.story is Story.LATE)
    overdue = next(each for each in followed.actions if each.story is Story.OVERDUE)
    assert late.done is not None
    assert late.due < late.done <= end
    assert (overdue.done, overdue.due < end) == (None, True)


def test_the_action_with_effect_was_done_before_its_standard_improved_and_names_that_standard() -> None:
    followed = planned()
    with_effect = next(each for each in followed.actions if each.story is Story.WITH_EFFECT)
    without = next(each for each in followed.actions if each.story is Story.WITHOUT_EFFECT)

    assert with_effect.standards == (IMPROVED,)
    assert with_effect.done is not None
    assert Quarter.containing(with_effect.done) == SINCE.previous()
    assert IMPROVED not in without.standards
    assert without.standards
    taken = {each.id for each in here().actions if each.taken}
    assert {with_effect.id, without.id} <= taken, "before the report nothing else can have been done"


def test_after_the_report_an_action_of_the_plan_is_the_one_with_effect() -> None:
    """No planned action names the improved standard here, so that none is claimed to have moved it."""
    later = Quarter(2020, 4)
    followed = planned(newest=later, since=later.previous())

    assert all(each.done is None or each.done >= date(2019, 6, 1) for each in followed.actions)
    assert [each.story for each in followed.actions].count(Story.WITH_EFFECT) == sum(
        IMPROVED in each.standards for each in here().actions if not each.taken
    )


def test_an_action_keeps_its_number_and_moves_forward_from_quarter_to_quarter() -> None:
    newest = Quarter(2020, 1)
    followed, before = planned(newest=newest, since=Quarter(2019, 2)), dict[object, dict[str, object]]()
    for quarter in newest.last(4):
        for row in rows("ACT", followed, quarter):
            earlier = before.get(row["agency"], {}).get(str(row["action"]))
            if earlier is not None:
                number, status = earlier  # type: ignore[misc]
                assert number == row["record_ref"]
                assert ORDER.index(str(status)) <= ORDER.index(str(row["status"]))
            held = before.setdefault(row["agency"], {})
            held[str(row["action"])] = (row["record_ref"], row["status"])
    assert sum(len(each) for each in before.values()) >= 22


def test_evidence_in_order_is_in_date_in_every_quarter_and_stale_evidence_is_not_in_the_newest() -> None:
    newest = Quarter(2021, 1)
    followed = planned(newest=newest, since=Quarter(2020, 2))
    stale = {(each.agency, each.number) for each in followed.evidence if each.story is Story.STALE}
    for quarter in newest.last(6):
        for row in rows("ASR", followed, quarter):
            valid = row["valid_until"]
            assert isinstance(valid, date)
            past = (row["agency"], row["record_ref"]) in stale and quarter == newest
            assert (valid < quarter.end) == past


@pytest.mark.parametrize("code", ["ACT", "ASR"])
def test_without_anything_planted_every_record_passes_its_own_checks(code: str) -> None:
    for quarter in (NEWEST, Quarter(2020, 3), Quarter(2022, 1)):
        sent = returns(audits.of(quarter)[code], quarter, 1, Circumstances())
        assert any(len(each.records) for each in sent)
        assert not [each.agency for each in sent if faulty(each.form, each.records).any()]


def test_whoever_leads_nothing_that_is_planned_sends_a_nil_return() -> None:
    sent = {each.agency: each for each in returns(audits.of(NEWEST)["ACT"], NEWEST, 1, Circumstances(plan=planned()))}

    assert sent["UHS"].nil
    assert not sent["SCC-CF"].nil


def test_where_nobody_returns_a_plan_there_is_none() -> None:
    nobody = tuple(each for each in here().returners if each.role != "action_lead")
    with used(replace(here(), returners=nobody)):
        assert planned() == Plan(str(NEWEST))


def test_it_is_written_down_and_read_again_as_it_was() -> None:
    followed = planned()

    assert decoded(Plan, encoded(followed)) == followed
    assert followed == planned()
    assert followed != planned(seed=2)
