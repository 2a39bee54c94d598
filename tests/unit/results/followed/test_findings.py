"""The words of what is found, each as whoever chairs the meeting reads it: what is so, and what mends it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.measure.counts import Counts
from pipeline.partnership.recommendations import Recommendation, ShownBy
from pipeline.results.followed.findings import TITLES, Known, findings
from pipeline.results.followed.plan import AGENCY
from pipeline.results.followed.shown import newest
from pipeline.results.followed.values import Effect, FollowFinding
from tests.followed import CAUSAL, action, effect, evidence
from tests.unit.results.built import NOW, result

ASKED = Recommendation("T2.2", "Guidance is used", ("SOL",), ("TST",), key_standards=("T1",))
OPEN = {"open": True, "status": "under way", "done": "", "evidence": ()}
POOR = newest([result(Counts(met=40, not_met=60))], NOW, NOW)
DONE = "T2.a1 was done on 14 December 2018, and “Colour is red” (T1)"


def found(**changes: Any) -> list[FollowFinding]:
    """What is found where one action is done, with evidence, and nothing lacks but by the ``changes``."""
    usual = {"recommendation": ASKED, "actions": [action()], "evidence": [evidence()], "effects": (), "figures": ()}
    usual["returned"] = {("SOL", "ASR-0001")}
    return list(findings(Known(**{**usual, **changes})))


def of(**changes: Any) -> dict[str, Any]:
    return {"evidence": [evidence(**changes)]}


def test_where_nothing_lacks_nothing_is_found() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "kind", "text", "next_step"),
    [
        (
            {"actions": []},
            "no_action",
            "No action answers T2.2.",
            "Agree an action with whoever leads it, or decide that none is needed, and why; keep either with decide.",
        ),
        (
            {"red": True},
            "none_open",
            "T2.2 is red, and no action for it is open.",
            "Agree with whoever leads it what is done next and by when, and keep it with decide.",
        ),
        (
            {"recommendation": Recommendation("T2.2", "Used", ("SOL",), ("TST",))},
            "no_key",
            "An audit is to show whether T2.2 is carried out, and nobody has said which standard decides that.",
            "Name one to four standards in the column key_standards of recommendations.csv.",
        ),
        (
            {"actions": [action(**OPEN, standards=(), source=AGENCY)]},
            "no_measure",
            "Nothing measures T2.a1: it names no standard that it is meant to move.",
            "Name that standard, or say in its evidence how else anybody would see a difference.",
        ),
        (
            {"actions": [action(**OPEN, late=1)]},
            "overdue",
            "T2.a1 is overdue by up to a quarter.",
            "Ask whoever leads it what stands in the way, and agree a new day.",
        ),
        (
            {"actions": [action(**OPEN, late=1, as_of="")]},
            "overdue",
            "T2.a1 is overdue by up to a quarter, as far as anybody has reported.",
            "Ask whoever leads it what stands in the way, and agree a new day.",
        ),
        (
            {"actions": [action(**OPEN, late=3)]},
            "overdue",
            "T2.a1 is overdue by more than 2 quarters.",
            "Ask whoever leads it what stands in the way, and agree a new day.",
        ),
        (
            {"actions": [action(evidence=())]},
            "no_evidence",
            "T2.a1 is reported as done, and no evidence of it is named.",
            "Ask for the evidence in the agency's next assurance return.",
        ),
        (
            {"actions": [action(evidence=("ASR-0001", "ASR-0009"))]},
            "lost_evidence",
            "T2.a1 names ASR-0009, which the agency's assurance return does not hold.",
            "Ask the agency to add it to that return, or to mend the number.",
        ),
        (
            of(stale=True, valid_until="2019-06-30"),
            "stale",
            "ASR-0001 was valid until 30 June 2019.",
            "Ask for it to be renewed, or for what has taken its place.",
        ),
        (
            of(by_its_author=True),
            "by_its_author",
            "ASR-0001 was verified by the very role that owns it.",
            "Ask somebody else to verify it. Until then it counts as tested by nobody but those who do the work.",
        ),
        (
            of(rated_lower=True),
            "lower_rating",
            "The owner of ASR-0001 rates what it shows “Fully”, whoever verified it “Mostly”.",
            "Ask both why they differ. Until that is settled, go by the verified rating.",
        ),
        (
            {"figures": POOR},
            "contradicted",
            (
                "ASR-0001 reached most of the people whom it is for; “Colour is red” (T1) still misses its target, and "
                "is not clearly better than before."
            ),
            "Ask what people do differently since, and what keeps them from it.",
        ),
        (
            {"effects": [effect(effect=Effect.NO_CLEAR_CHANGE)]},
            "without_effect",
            f"{DONE} has not clearly changed since.",
            (
                "Ask whether it reached those whose practice it is about. Where few records are audited, a real change "
                "is often not seen: look again when more are in, before anybody says that it changed nothing."
            ),
        ),
        (
            {"effects": [effect(effect=Effect.WORSE)]},
            "worse_since",
            f"{DONE} is worse since, by more than chance would explain.",
            "See what else changed then, and ask whether it reached those whose practice it is about.",
        ),
        (
            {"effects": [effect(effect=Effect.BETTER)]},
            "with_effect",
            f"{DONE} is better since, by more than chance would explain.",
            "See what else changed then, and whether it lasts.",
        ),
    ],
)
def test_each_is_said_in_plain_words_with_what_mends_it(
    changes: dict[str, Any], kind: str, text: str, next_step: str
) -> None:
    (only,) = found(**changes)
    assert (only.kind, only.text, only.next_step) == (kind, text, next_step)


def test_what_assurance_alone_is_to_show_needs_no_standard_that_decides_it() -> None:
    adopted = Recommendation("T1.4", "Adopted", ("SOL",), (), shown_by=ShownBy.ASSURANCE, due=date(2019, 12, 31))
    assert found(recommendation=adopted) == []


def test_no_title_has_a_word_for_a_cause() -> None:
    assert [each for each in TITLES.values() if any(word in each for word in CAUSAL)] == []
