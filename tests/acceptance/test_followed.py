"""What is planted of actions and evidence is found by the run, for each recommendation, and nothing else is claimed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.partnership.here import here
from pipeline.results.figure_values import Verdict
from pipeline.results.followed import findings
from pipeline.results.followed.values import Colour, Effect, RecommendationResult
from pipeline.results.model import QuarterResult
from pipeline.synthetic.plan import Plan, PlannedAction, PlannedEvidence, Story
from tests.acceptance.product import NEWEST, Demo

Found = set[tuple[str, str, str]]  # kind, recommendation, and the action or the evidence
OF_EVIDENCE = {
    Story.STALE: findings.STALE,
    Story.BY_ITS_AUTHOR: findings.BY_ITS_AUTHOR,
    Story.RATED_LOWER: findings.LOWER_RATING,
    Story.CONTRADICTED: findings.CONTRADICTED,
}
OF_ACTIONS = {
    Story.OVERDUE: findings.OVERDUE,
    Story.WITH_EFFECT: findings.WITH_EFFECT,
    Story.WITHOUT_EFFECT: findings.WITHOUT_EFFECT,
}


@pytest.fixture(scope="module")
def results(demo: Demo) -> QuarterResult:
    """What the run counted."""
    return demo.results()


@pytest.fixture(scope="module")
def plan(demo: Demo) -> Plan:
    """What was planted."""
    return demo.planted.plan


def told(plan: Plan) -> Iterator[PlannedAction]:
    """The actions that agencies had told of by the end of the newest quarter."""
    return (each for each in plan.actions if each.agreed <= NEWEST.end)


def shown(plan: Plan) -> Iterator[PlannedEvidence]:
    """The evidence that was there by then."""
    return (each for each in plan.evidence if each.dated <= NEWEST.end)


def planted(plan: Plan, results: QuarterResult) -> Found:
    """What is to be found of actions and evidence: what was planted, and what the partnership's own plan lacks."""
    below = {each.id for audit in results.audits for each in audit.standards if each.total.verdict is Verdict.BELOW}
    deciding = {each.id: {*each.key_standards} for each in here().recommendations}
    actions, listed = list(told(plan)), {each.id: each for each in here().actions}
    found = {
        (OF_ACTIONS[each.story], one, each.id)
        for each in actions
        if each.story in OF_ACTIONS
        for one in each.recommendations
    }
    found |= {
        (OF_EVIDENCE[each.story], one, each.number)
        for each in shown(plan)
        if each.story in OF_EVIDENCE
        for one in each.recommendations
        # What one recommendation's standards contradict may be as it should be for another.
        if each.story is not Story.CONTRADICTED or below & (deciding[one] | {*each.standards})
    }
    silent = {each.id: each.recommendations for each in (*actions, *listed.values()) if not each.standards}
    found |= {
        (findings.NO_MEASURE, one, id_)
        for id_, recommendations in silent.items()
        if id_ not in listed or not listed[id_].taken
        for one in recommendations
    }
    found |= {
        (findings.NONE_OPEN, each.id, "")
        for each in results.recommendations
        if each.by_rule is Colour.RED and each.actions and not any(line.open for line in each.actions)
    }
    answered = {one for each in (*actions, *listed.values()) for one in each.recommendations}
    return found | {(findings.NO_ACTION, each.id, "") for each in here().recommendations if each.id not in answered}


def test_the_run_finds_what_was_planted_of_actions_and_evidence_and_nothing_else(
    results: QuarterResult, plan: Plan
) -> None:
    found = {(one.kind, each.id, one.about) for each in results.recommendations for one in each.findings}

    assert found == planted(plan, results)
    assert {kind for kind, _, _ in found} >= {*OF_EVIDENCE.values(), *OF_ACTIONS.values(), findings.NO_ACTION}


def test_one_action_alone_is_said_to_be_done_with_effect_and_by_the_standard_that_really_changed(
    results: QuarterResult, plan: Plan, demo: Demo
) -> None:
    better = {
        (one.action, one.standard) for each in results.recommendations for one in each.effects if moved(one.effect)
    }
    with_effect = [each.id for each in plan.actions if each.story is Story.WITH_EFFECT]

    assert demo.planted.improved is not None
    assert better == {(each, demo.planted.improved.standard) for each in with_effect}
    assert len(with_effect) == 1


def moved(effect: Effect) -> bool:
    return effect in (Effect.BETTER, Effect.WORSE)


def test_what_was_done_late_is_told_as_late_and_what_was_done_in_time_is_not(
    results: QuarterResult, plan: Plan
) -> None:
    late = {(line.id, line.agency): line.late for each in results.recommendations for line in each.actions if line.done}
    of_story = {story: {(each.id, each.agency) for each in plan.actions if each.story is story} for story in Story}

    assert of_story[Story.LATE]
    assert of_story[Story.IN_TIME]
    assert {each for each in late if late[each]} == of_story[Story.LATE]
    assert of_story[Story.IN_TIME] <= {*late}


def test_every_action_that_agencies_told_of_is_behind_each_recommendation_that_it_answers(
    results: QuarterResult, plan: Plan
) -> None:
    followed = {each.id: each for each in results.recommendations}
    for action in told(plan):
        for one in action.recommendations:
            assert action.id in {each.id for each in followed[one].actions}, (action.id, one)
    for evidence in shown(plan):
        for one in evidence.recommendations:
            assert (evidence.number, evidence.agency) in {(each.id, each.agency) for each in followed[one].evidence}


def test_a_colour_is_the_rules_and_says_why(results: QuarterResult) -> None:
    assert all(each.reasons and each.colour is each.by_rule for each in results.recommendations)
    assert len({each.colour for each in results.recommendations}) >= 4, "a demonstration shows what there is to see"


def test_each_recommendation_answers_what_the_chair_asks(results: QuarterResult) -> None:
    """What was asked, what has been done, how we know, did it make a difference, what is next."""
    assert len(results.recommendations) == len(here().recommendations) == 34
    for each in results.recommendations:
        assert each.text
        assert each.intention
        assert each.leads
        assert each.level_required
        assert each.tested_by
        assert each.actions or findings.NO_ACTION in kinds(each)
        assert each.latest or not each.level
        assert each.effects or not any(line.done and line.standards for line in each.actions)


def kinds(each: RecommendationResult) -> set[str]:
    return {one.kind for one in each.findings}
