"""The codes by which actions and evidence are judged are those that the two returns ask for, in the same order."""

from __future__ import annotations

import pytest

from pipeline.definition import OneCode
from pipeline.definition.tracked import Tracked
from pipeline.results.followed import evidence, ladder, plan
from pipeline.results.followed.reported import Status
from pipeline.store.decisions import ACTION_ID, Decision, DecisionKind, decide
from pipeline.store.workspace import Workspace
from tests.forms import ALL

(ACTIONS,) = (audit for audit in ALL.values() if audit.tracks is Tracked.ACTIONS)
(EVIDENCE,) = (audit for audit in ALL.values() if audit.tracks is Tracked.EVIDENCE)


def codes(audit: type, name: str) -> list[str]:
    (field,) = (each for each in audit.fields if each.name == name)
    assert isinstance(field, OneCode)
    return list(field.codes.values())


def test_an_action_can_have_each_status_that_is_asked_for_and_none_besides_but_the_unsaid_one() -> None:
    assert [str(each) for each in Status if each is not Status.NOT_SAID] == codes(ACTIONS, "status")
    assert {*plan._DIFFERENCE} == {*codes(ACTIONS, "difference")}


def test_evidence_is_judged_by_the_codes_that_are_asked_for() -> None:
    assert {*ladder._LINE_OF} < {*codes(EVIDENCE, "tested_by")}
    assert {*ladder._SEEN} < {*codes(EVIDENCE, "outcome")}


@pytest.mark.parametrize("rating", ["self_rating", "verified_rating"])
def test_a_rating_is_lower_in_the_order_in_which_it_is_asked_for(rating: str) -> None:
    assert list(evidence._RATINGS) == codes(EVIDENCE, rating)


def test_the_number_that_a_meeting_gives_an_action_is_known_for_one(workspace: Workspace) -> None:
    agreed = Decision(0, DecisionKind.ACTION, "2019-20 Q2", "2019-12-05", "chair", "Remind clinics", ("T2.2",))
    assert ACTION_ID.fullmatch(decide(workspace, agreed).action)
