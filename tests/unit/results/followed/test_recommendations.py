"""Each recommendation as it stands: from figures and documents by the rule, with its findings and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here, used
from pipeline.partnership.recommendations import Action, Kind, Recommendation, ShownBy
from pipeline.results.followed.as_shown import as_shown, decisions_shown
from pipeline.results.followed.findings import (
    BY_ITS_AUTHOR,
    CONTRADICTED,
    LOST_EVIDENCE,
    LOWER_RATING,
    NO_ACTION,
    NO_EVIDENCE,
    NO_KEY,
    NO_MEASURE,
    NONE_OPEN,
    OVERDUE,
    STALE,
    WITH_EFFECT,
    WITHOUT_EFFECT,
    WORSE_SINCE,
)
from pipeline.results.followed.recommendations import Followed, recommendation_results
from pipeline.results.followed.reported import Reported, ReportedAction, ReportedEvidence, Status
from pipeline.results.followed.values import (
    Colour,
    Direction,
    Effect,
    EffectLine,
    Override,
    RecommendationResult,
    State,
)
from pipeline.results.model import StandardResult
from tests.followed import decision
from tests.unit.results.built import NOW, audit, quarters_to, result
from tests.unit.results.followed.told import action, evidence

GOOD, POOR = Counts(met=98, not_met=2), Counts(met=40, not_met=60)
ASKED = Recommendation("T2.2", "Guidance is used", ("LSCB",), ("TST",), level_required=4, key_standards=("T1",))
ACTION = Action("T2.b2", "Training goes on", ("LSCB",), Kind.TRAINING, ("T2.2",), standards=("T1",))
TESTED = {"tested_by": "OTHER_AGENCY", "tested_on": "2019-09-02", "tested_n": 12, "outcome": "SHOWN"}
OWN = action(recommendations=("T2.2",), standards=("T1",))


def one(
    standards: Sequence[StandardResult] = (),
    actions: Sequence[ReportedAction] = (),
    shown: Sequence[ReportedEvidence] = (),
    *,
    listed: Sequence[Action] = (ACTION,),
    effects: Sequence[EffectLine] = (),
    overrides: dict[str, Override] | None = None,
    edition: Edition = SUBGROUP,
    **asked: Any,
) -> RecommendationResult:
    """The one recommendation that there is, with these figures, actions and pieces of evidence in `NOW`."""
    agencies = tuple(dict.fromkeys([*(each.agency for each in actions), *(each.agency for each in shown)]))
    told = {NOW: Reported(str(NOW), tuple(actions), tuple(shown), agencies, agencies)}
    followed = Followed(told, effects=effects, overrides=overrides or {})
    with used(replace(here(), recommendations=(replace(ASKED, **asked),), actions=tuple(listed))):
        counted = audit([replace(each, recommendations=("T2.2",)) for each in standards])
        (only,) = recommendation_results([counted], NOW, followed, edition)
    return only


def kinds(found: RecommendationResult) -> list[str]:
    return [each.kind for each in found.findings]


def test_a_recommendation_whose_audit_is_above_target_is_blue_and_evidenced() -> None:
    found = one([result(GOOD)], [OWN])

    assert (found.colour, found.state, found.level, found.line) == (Colour.BLUE, State.EVIDENCED, 4, 2)
    assert found.latest == "Above target: “Colour is red”, 98 of 100, July to September 2019"
    assert kinds(found) == []


def test_one_below_target_is_red_however_many_documents_there_are() -> None:
    documents = [evidence(id=f"ASR-{number:04}", agency="LSCB", **TESTED, action="") for number in range(5)]

    found = one([result(POOR)], [OWN], documents)

    assert (found.colour, found.state, found.reasons) == (
        Colour.RED,
        State.PARTLY,
        ("“Colour is red” (T1) misses its target by more than chance would explain",),
    )


def test_a_document_alone_makes_amber_of_what_an_audit_is_to_show() -> None:
    found = one([], [OWN], [evidence(**TESTED, agency="LSCB", families_confirm=True)])

    assert (found.colour, found.state, found.level) == (Colour.AMBER, State.PARTLY, 3)


def test_where_both_are_required_a_figure_without_its_document_is_one_level_short() -> None:
    without = one([result(GOOD)], [OWN], shown_by=ShownBy.BOTH)
    beside = one([result(GOOD)], [OWN], [evidence(action="")], shown_by=ShownBy.BOTH)

    assert (without.colour, without.level) == (Colour.GREEN, 3)
    assert (beside.colour, beside.level) == (Colour.BLUE, 4)


def test_an_assurance_needs_no_figure() -> None:
    shown = [evidence(**TESTED, action="")]

    found = one([], [OWN], shown, shown_by=ShownBy.ASSURANCE, level_required=3, key_standards=())

    assert (found.colour, found.state, found.line) == (Colour.BLUE, State.EVIDENCED, 3)
    assert found.latest == "“Missed appointments: what to do”, version 3"


def test_a_claim_without_a_document_is_the_latest_evidence_without_a_word_of_the_agencys() -> None:
    claimed = [evidence(action="", title="", claim="Two of the three families say so.")]
    asked: dict[str, Any] = {"shown_by": ShownBy.ASSURANCE, "level_required": 3, "key_standards": ()}

    for edition in (SUBGROUP, BOARD, PUBLIC):
        found = one([], [OWN], claimed, edition=edition, **asked)
        assert found.latest.endswith(": a claim without a document")
        assert "families" not in found.latest


def test_evidence_past_its_date_is_stale_visibly() -> None:
    old = evidence(action="", valid_until="2019-09-29")

    found = one([], [OWN], [old], shown_by=ShownBy.ASSURANCE, level_required=3, key_standards=())

    assert (found.colour, found.state, found.level) == (Colour.AMBER, State.STALE, 2)
    assert kinds(found) == [STALE]
    assert "29 September 2019" in found.findings[0].text


def test_nothing_due_is_grey_and_nothing_shown_though_due_is_red() -> None:
    ahead = one([], [action(recommendations=("T2.2",), standards=("T1",))], key_standards=("T1",))
    due = one([], [OWN], due=date(2019, 9, 30))

    assert (ahead.colour, ahead.state) == (Colour.GREY, State.NOT_DUE)
    assert (due.colour, due.state) == (Colour.RED, State.NONE)


@pytest.mark.parametrize(
    ("due", "colour"), [("2019-10-01", Colour.BLUE), ("2019-09-29", Colour.AMBER), ("2019-06-29", Colour.RED)]
)
def test_an_overdue_action_is_amber_for_a_quarter_and_then_red(due: str, colour: Colour) -> None:
    found = one([result(GOOD)], [replace(OWN, due=due)])

    assert found.colour is colour
    assert kinds(found) == ([OVERDUE] if colour is not Colour.BLUE else [])


def test_a_person_may_set_another_colour_and_the_rules_own_stays_beside_it() -> None:
    override = Override(Colour.AMBER, "Chair", "The new unit opened in July.", "2019-10-20", "2019-20 Q3")

    found = one([result(POOR)], [OWN], overrides={"T2.2": override})

    assert (found.colour, found.by_rule, found.override) == (Colour.AMBER, Colour.RED, override)


def test_few_records_are_no_test_of_practice() -> None:
    found = one([result(Counts(met=3, not_met=1))], [OWN])

    assert (found.level, found.state, found.colour) == (2, State.PARTLY, Colour.AMBER)


def test_what_is_short_of_its_target_by_no_more_than_chance_is_neither_blue_nor_evidenced() -> None:
    found = one([result(Counts(met=17, not_met=4))], [OWN])

    assert (found.level, found.state, found.colour) == (4, State.PARTLY, Colour.GREEN)


def test_two_quarters_above_target_half_a_year_apart_are_sustained() -> None:
    _, before, half_a_year, *_ = quarters_to(NOW, 4)

    assert one([result(GOOD, earlier={half_a_year: GOOD})], [OWN]).level == 5
    assert one([result(GOOD, earlier={before: GOOD})], [OWN]).level == 4
    assert one([result(GOOD, earlier={half_a_year: POOR})], [OWN]).level == 4


def test_a_figure_of_a_year_ago_is_told_and_an_older_one_is_none() -> None:
    *_, year = quarters_to(NOW, 4)

    recent = one([result(Counts(), earlier={year: GOOD})], [OWN])
    older = one([result(Counts(), earlier={year.previous(): GOOD})], [OWN])

    assert recent.latest == f"Above target: “Colour is red”, 98 of 100, {year.in_months}"
    assert older.latest == ""


def test_the_state_a_quarter_ago_is_what_it_would_have_been_called_then() -> None:
    found = one([result(GOOD, earlier={NOW.previous(): POOR})], [OWN])

    assert (found.state_before, found.state) == (State.PARTLY, State.EVIDENCED)
    assert one([result(GOOD)], [OWN]).state_before is None


def test_the_direction_is_that_of_changes_that_are_claimed() -> None:
    before = dict.fromkeys(quarters_to(NOW, 5)[1:], POOR)

    assert one([result(GOOD, earlier=before)], [OWN]).direction is Direction.BETTER
    assert one([result(GOOD)], [OWN]).direction is Direction.NOT_KNOWN


def test_where_some_of_those_that_decide_have_moved_it_is_not_said_of_all() -> None:
    quarters = quarters_to(NOW, 5)[1:]
    risen = result(GOOD, earlier=dict.fromkeys(quarters, POOR))
    fallen = result(POOR, id="T2", earlier=dict.fromkeys(quarters, GOOD))
    still = result(POOR, id="T2", earlier=dict.fromkeys(quarters, POOR))
    down = result(POOR, earlier=dict.fromkeys(quarters, GOOD))

    def of(*standards: StandardResult) -> Direction:
        return one(standards, [OWN], key_standards=("T1", "T2")).direction

    assert of(risen, still) is Direction.SOME_BETTER
    assert of(down, still) is Direction.SOME_WORSE
    assert of(risen, fallen) is Direction.BOTH
    assert of(still) is Direction.NO_CLEAR_CHANGE


def test_the_next_thing_is_the_first_day_ahead() -> None:
    found = one([], [replace(OWN, due="2019-11-15")], [evidence(action="", valid_until="2019-10-31")])

    assert found.next is not None
    assert (found.next.day, found.next.text) == ("2019-10-31", "ASR-0001 runs out")


def test_a_recommendation_without_an_action_is_a_finding() -> None:
    assert kinds(one([result(GOOD)], listed=())) == [NO_ACTION]


def test_a_red_recommendation_of_which_nothing_is_still_to_be_done_is_a_finding() -> None:
    done = replace(OWN, status=Status.DONE, done="2019-09-01", evidence=("ASR-0001",))
    shown = [evidence(agency="LSCB", action="")]

    assert kinds(one([result(POOR)], [done], shown)) == [NONE_OPEN]
    assert kinds(one([result(GOOD)], [done], shown)) == []
    assert kinds(one([result(POOR)], [OWN], shown)) == []
    assert kinds(one([result(POOR)], listed=())) == [NO_ACTION], "that there is none at all is told once"


def test_a_recommendation_that_an_audit_is_to_show_and_no_standard_decides_is_a_finding() -> None:
    assert kinds(one([], [OWN], key_standards=())) == [NO_KEY]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"standards": ()}, []),  # the report names one for it
        ({"id": "OWN-1", "standards": ()}, [NO_MEASURE]),
        ({"status": Status.DONE, "done": "2019-09-01"}, [NO_EVIDENCE]),
        ({"status": Status.DONE, "done": "2019-09-01", "evidence": ("ASR-0009",)}, [LOST_EVIDENCE]),
        ({"status": Status.DONE, "done": "2019-09-01", "evidence": ("ASR-0001",)}, []),
    ],
)
def test_what_an_action_lacks_is_a_finding(changes: dict[str, Any], expected: list[str]) -> None:
    found = one([result(GOOD)], [replace(OWN, **changes)], [evidence(agency="LSCB", action="")])

    assert kinds(found) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"valid_until": "2019-01-01"}, [STALE]),
        ({"verifier_role": "named NURSE", "verified_rating": "MOSTLY"}, [BY_ITS_AUTHOR]),
        ({"verifier_role": "Auditor", "verified_rating": "PARTLY"}, [LOWER_RATING]),
        ({"verifier_role": "Auditor", "verified_rating": "FULLY"}, []),
        ({"reach": 114}, [CONTRADICTED]),
        ({"reach": 107}, []),
    ],
)
def test_what_evidence_does_not_bear_is_a_finding(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(one([result(POOR)], [OWN], [evidence(action="", **changes)])) == expected


def test_reaching_nearly_everybody_is_contradicted_only_while_its_standard_is_below_target_and_unmoved() -> None:
    reached = [evidence(action="", reach=114)]
    rising = dict.fromkeys(quarters_to(NOW, 5)[1:], Counts(met=10, not_met=90))

    assert kinds(one([result(POOR)], [OWN], reached)) == [CONTRADICTED]
    assert kinds(one([result(GOOD)], [OWN], reached)) == []
    assert kinds(one([result(POOR, earlier=rising)], [OWN], reached)) == []


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect.BETTER, [WITH_EFFECT]),
        (Effect.NO_CLEAR_CHANGE, [WITHOUT_EFFECT]),
        (Effect.WORSE, [WORSE_SINCE]),
        (Effect.TOO_EARLY, []),
        (Effect.NOT_COMPARABLE, []),
        (Effect.WITHHELD, []),
    ],
)
def test_only_what_was_compared_is_said_of_an_action_that_is_done(effect: Effect, expected: list[str]) -> None:
    done = replace(OWN, status=Status.DONE, done="2019-03-01", evidence=("ASR-0001",))
    name = name_of("SSCP")
    line = EffectLine("T2.b2", name, "T1", "Colour is red", "2019-03-01", effect, "")

    found = one([result(GOOD)], [done], [evidence(agency="LSCB", action="")], effects=[line])

    assert kinds(found) == expected
    assert found.effects == (line,)


def test_evidence_that_names_no_recommendation_is_that_of_its_action() -> None:
    found = one([result(GOOD)], [OWN], [evidence(recommendations=(), action="T2.b2")])

    assert [each.id for each in found.evidence] == ["ASR-0001"]


def test_what_agencies_report_for_a_later_quarter_changes_nothing_of_an_earlier_one() -> None:
    later = {Quarter(2019, 3): Reported("2019-20 Q3", (replace(OWN, status=Status.DONE),), (), ("LSCB",), ())}
    with used(replace(here(), recommendations=(ASKED,), actions=(ACTION,))):
        (found,) = recommendation_results([audit()], NOW, Followed(later), SUBGROUP)

    assert [each.status for each in found.actions] == [""]


WORDS = "Two of the three families said so"
IN_OWN_WORDS = dict.fromkeys(("claim", "held", "finding", "limits", "why_different"), WORDS)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_what_agencies_write_in_their_own_words_is_for_named_readers_alone(edition: Edition) -> None:
    own = replace(OWN, what_was_done=WORDS, impact=WORDS)
    shown = [evidence(action="", **IN_OWN_WORDS)]

    assert WORDS in repr(one([result(GOOD)], [own], shown))
    assert WORDS not in repr(one([result(GOOD)], [own], shown, edition=edition))


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_what_a_meeting_wrote_in_its_own_words_is_for_named_readers_alone(edition: Edition) -> None:
    said = decision(text=WORDS, closed="2019-09-01", closed_by="business manager", closed_why=WORDS)
    set_ = Override(Colour.AMBER, "chair", WORDS, "2019-09-20", "2019-12-31")
    whole = replace(one([result(GOOD)], overrides={"T2.2": set_}), decisions=(said,))

    other = as_shown(whole, edition)

    assert as_shown(whole, SUBGROUP) == whole
    assert WORDS not in repr(other)
    assert (other.override, other.decisions[0].closed_by) == (replace(set_, why=""), "business manager")


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_a_decision_of_which_only_the_words_could_be_told_is_not_there_without_them(edition: Edition) -> None:
    nothing = {"due": "", "closes": ""}
    plain, override = decision(number=1, kind="Decision", **nothing), decision(number=2, kind="Override", **nothing)
    told = [
        decision(number=3),
        decision(number=4, **{**nothing, "due": "2019-12-31"}),
        decision(number=5, **nothing, closed="2019-09-01"),
    ]
    lines = (plain, override, *told)

    assert [each.number for each in decisions_shown(lines, edition)] == [3, 4, 5]
    assert decisions_shown(lines, SUBGROUP) == lines


def test_the_public_is_not_told_whose_evidence_falls_short() -> None:
    short = [evidence(action="", valid_until="2019-01-01", verifier_role="Auditor", verified_rating="NOT")]

    board, public = (one([result(POOR)], [OWN], short, edition=each) for each in (BOARD, PUBLIC))

    assert kinds(board) == [STALE, LOWER_RATING]
    assert kinds(public) == []
    assert [each.title for each in public.evidence] == ["Missed appointments: what to do"]
    assert name_of("SOL") not in repr(public.evidence)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_no_colour_tells_a_verdict_that_the_edition_hides(edition: Edition) -> None:
    nearly = Counts(met=30, not_met=3)  # so few that the edition hides how many

    hidden = one([result(nearly, edition, target=0.999, amber=0.99)], [OWN], edition=edition)

    assert one([result(nearly, target=0.999, amber=0.99)], [OWN]).colour is Colour.RED
    assert hidden.colour is not Colour.RED
    assert "3" not in hidden.latest


def test_evidence_that_is_returned_for_another_recommendation_is_not_lost() -> None:
    done = replace(OWN, status=Status.DONE, done="2019-09-01", evidence=("ASR-0001",))

    assert kinds(one([result(GOOD)], [done], [evidence(agency="LSCB", recommendations=("T1.1",), action="")])) == []


def test_a_paper_that_has_run_out_changes_nothing_where_an_audit_alone_is_to_show_it() -> None:
    old = [evidence(action="", valid_until="2019-01-01")]

    assert one([result(GOOD)], [OWN], old).colour is Colour.BLUE
    assert one([result(GOOD)], [OWN], old, shown_by=ShownBy.BOTH).colour is Colour.AMBER


def test_a_document_that_has_run_out_leaves_stale_what_needs_it_beside_an_audit() -> None:
    only = [evidence(action="", reach=None, valid_until="2019-01-01")]

    found = one([result(GOOD)], [OWN], only, shown_by=ShownBy.BOTH)

    assert (found.level, found.state, found.colour) == (3, State.STALE, Colour.AMBER)


def test_too_few_records_count_for_no_more_than_a_document_that_reached_its_people() -> None:
    assert one([result(Counts(met=3, not_met=1))], [OWN], [evidence(action="")]).level == 3


def test_a_figure_alone_makes_no_blue_of_what_an_assurance_is_to_show() -> None:
    asked: dict[str, Any] = {"shown_by": ShownBy.ASSURANCE, "level_required": 3}

    without = one([result(GOOD)], [OWN], **asked)
    beside = one([result(GOOD)], [OWN], [evidence(action="")], **asked)

    assert (without.colour, without.state, without.level) == (Colour.GREEN, State.PARTLY, 2)
    assert without.rests_on == "an audit has a figure, without the current document that is required beside it"
    assert (beside.colour, beside.state, beside.level) == (Colour.BLUE, State.EVIDENCED, 3)
