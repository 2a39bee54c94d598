"""The trail behind a recommendation: actions, key standards with their figures, evidence, before and after."""

from __future__ import annotations

from dataclasses import replace

from pipeline.measure.counts import Counts
from pipeline.page import trail
from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.themes import ShowingStandard
from pipeline.results.followed.values import Effect
from tests.followed import action, effect, evidence, recommendation
from tests.unit.page.reading import words
from tests.unit.results.built import NOW, result

LOW = result(Counts(met=40, not_met=60), id="T1")
HIGH = result(Counts(met=100), id="T2", title="Colour is noted")
STANDARDS = {
    "T1": ShowingStandard("T1", "Colour is red", "TST", "Small audit", LOW),
    "T2": ShowingStandard("T2", "Colour is noted", "TST", "Small audit", HIGH),
    "U1": ShowingStandard("U1", "Shape is round", "", "", None),
}


def test_actions_are_counted_in_sight_and_told_one_by_one_behind_a_fold() -> None:
    shown = trail.done(
        recommendation(actions=(action(), action(id="T2.b1", status="", taken=False, open=True, done="", as_of="")))
    )
    seen, _, folded = shown.html.partition("<details")

    assert "2 actions: 1 done and 1 not reported on." in seen
    assert "Each action for T2.2" in folded
    assert "A leaflet went to every team." in folded
    assert "in part, or too early. Teams ask why a child was not brought." in words(shown)
    assert "Would show it: T1. Evidence: ASR-0001." in words(shown)


def test_the_pages_workbook_has_each_action_and_each_piece_of_evidence_in_columns() -> None:
    (actions,) = trail.done(recommendation()).tables
    (pieces,) = trail.shown(recommendation(), STANDARDS).tables

    assert list(actions.rows[0])[:7] == [
        "T2.a1",
        "Guidance on missed appointments is promoted.",
        "Solent NHS Trust",
        "Done on 14 December 2018 (reported for 2019-20 Q2).",
        "2018-09-01",
        "2018-12-31",
        "2018-12-14",
    ]
    assert list(pieces.rows[0])[:3] == ["ASR-0001", "Staff know the guidance.", "Solent NHS Trust"]


def test_a_standard_that_decides_it_has_figure_target_verdict_and_the_way_to_the_audits_page() -> None:
    shown = trail.shown(recommendation(), STANDARDS)

    assert '<a href="tst.html#T1">' in shown.html
    assert "40 of 100 (40%), target 90%" in words(shown)
    assert "Below target" in words(shown)


def test_a_standard_without_a_figure_this_quarter_says_so_and_leads_nowhere() -> None:
    shown = trail.shown(recommendation(key_standards=("U1",), standards=()), STANDARDS)

    assert "Shape is round U1 : no figure this quarter" in words(shown)
    assert "<a href" not in shown.html


def test_a_standard_that_is_not_due_has_the_newest_figure_of_the_year_with_its_months_and_verdict() -> None:
    yearly = result(Counts(), id="T1", earlier={NOW.last(3)[0]: Counts(met=40, not_met=60)})
    (point,) = [each for each in yearly.history if each.figure.counts.applicable]
    key = replace(STANDARDS["T1"], result=yearly, earlier=point)

    said = words(trail.shown(recommendation(), {**STANDARDS, "T1": key}))

    assert "40 of 100 (40%), target 90%, January to March 2019, the newest of the year; Below target" in said


def test_other_standards_that_show_it_are_counted_and_lead_to_their_audits() -> None:
    assert "1 further standard beside: 1 above target. See Small audit ." in words(
        trail.shown(recommendation(), STANDARDS)
    )
    assert "further standard" not in words(trail.shown(recommendation(standards=("T1",)), STANDARDS))


def test_a_piece_of_evidence_is_told_with_its_document_and_never_the_file() -> None:
    told = words(trail.shown(recommendation(), STANDARDS))

    assert "ASR-0001 (Solent NHS Trust; for T2.a1; reported for 2019-20 Q2)" in told
    assert "claim: “Staff know the guidance.” Level 4" in told
    assert "held as L&amp;D 44." in told
    assert "Found: Eighteen of 20 could say what to do. Limits: Community teams alone." in told


def test_evidence_of_which_an_edition_hides_whose_it_is_is_still_told() -> None:
    hidden = evidence(claim="", agency_name="", action="", as_of="", held="", finding="", limits="")
    told = words(trail.shown(recommendation(evidence=(hidden,)), STANDARDS))

    assert "ASR-0001 Training: “Was Not Brought: a course of an hour”" in told
    assert "()" not in told


def test_before_and_after_say_what_else_changed_between_the_two() -> None:
    told = words(trail.came_of_it(recommendation()))

    assert "better after than before, more than chance" in told
    assert "What else changed between the two: A second agency has sent returns since 2018-19 Q4." in told
    assert "To be looked at again in January to March 2020 (a year after the action)." in told


def test_what_is_too_early_has_no_figures() -> None:
    early = effect(effect=Effect.TOO_EARLY, before=None, after=None, difference=None, beside=(), frozen="", reaudit="")

    assert words(trail.came_of_it(recommendation(effects=(early,)))) == (
        "T2.a1 (Solent NHS Trust), done on 14 December 2018. Colour is red (T1): too early to say."
    )


def test_what_an_assurance_alone_is_to_show_is_not_said_to_lack_a_standard() -> None:
    of_assurance = recommendation(shown_by=ShownBy.ASSURANCE, key_standards=(), standards=())

    assert "No standard decides it: an assurance is to show it." in words(trail.shown(of_assurance, STANDARDS))
