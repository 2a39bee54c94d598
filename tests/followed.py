"""Recommendations as a page is handed them, drawn by hand: every colour, state, line, effect and finding among them."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import Any

from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.values import (
    ActionLine,
    Colour,
    DecisionLine,
    Direction,
    Effect,
    EffectLine,
    EvidenceLine,
    FollowFinding,
    NextStep,
    Override,
    RecommendationResult,
    Side,
    State,
)

# What a word for a cause would make of a page that may only say what stood when.
CAUSAL = (
    "because", "led to", "improved by", "caused", "as a result", "thanks to", "due to the", "owing to", "resulted in",
    "brought about", "made possible", "worked",
)  # fmt: skip


def action(**changes: Any) -> ActionLine:
    """An action that is done, in time."""
    usual = ActionLine(
        id="T2.a1",
        text="Guidance on missed appointments is promoted.",
        agency="SOL",
        agency_name="Solent NHS Trust",
        kind="training",
        source="the published report",
        taken=True,
        status="done",
        open=False,
        agreed="2018-09-01",
        due="2018-12-31",
        done="2018-12-14",
        late=0,
        what_was_done="A leaflet went to every team.",
        impact="Teams ask why a child was not brought.",
        difference="in part, or too early",
        evidence=("ASR-0001",),
        standards=("T1",),
        as_of="2019-20 Q2",
    )
    return replace(usual, **changes)


def evidence(**changes: Any) -> EvidenceLine:
    """A training that reached nearly all, tested by another team, and fresh."""
    usual = EvidenceLine(
        id="ASR-0001",
        agency="SOL",
        agency_name="Solent NHS Trust",
        action="T2.a1",
        claim="Staff know the guidance.",
        kind="Training",
        title="Was Not Brought: a course of an hour",
        version="2",
        dated="2019-05-01",
        owner_role="named nurse",
        held="L&D 44",
        reach=190,
        eligible=200,
        tested_by="Another team",
        tested_on="2019-07-03",
        tested_n=20,
        outcome="Shown",
        finding="Eighteen of 20 could say what to do.",
        limits="Community teams alone.",
        valid_until="2020-04-30",
        level=4,
        line=2,
        stale=False,
        self_rating="Fully",
        verified_rating="Mostly",
        verifier_role="the board's business manager",
        verified_on="2019-08-01",
        why_different="Two could not say it.",
        as_of="2019-20 Q2",
    )
    return replace(usual, **changes)


def effect(**changes: Any) -> EffectLine:
    """A standard that stood better after an action than before."""
    usual = EffectLine(
        action="T2.a1",
        agency_name="Solent NHS Trust",
        standard="T1",
        standard_title="Colour is red",
        done="2018-12-14",
        effect=Effect.BETTER,
        why="",
        before=Side(("2018-19 Q1", "2018-19 Q2"), 30, 60),
        after=Side(("2018-19 Q4", "2019-20 Q1"), 50, 60),
        frozen="2018-09-01",
        difference=0.33,
        lower=0.17,
        upper=0.48,
        beside=("A second agency has sent returns since 2018-19 Q4.",),
        reaudit="2019-20 Q4",
        trigger="a year after the action",
    )
    return replace(usual, **changes)


def decision(**changes: Any) -> DecisionLine:
    """An ask of an agency that is open."""
    usual = DecisionLine(
        number=1,
        kind="Ask",
        on="2019-06-12",
        quarter="2019-20 Q1",
        text="Report how many teams have had the course.",
        by="the chair",
        recommendations=("T2.2",),
        agency_name="Solent NHS Trust",
        due="2019-12-31",
        closes="its next assurance return",
        closed="",
        closed_by="",
        overdue=False,
    )
    return replace(usual, **changes)


def finding(**changes: Any) -> FollowFinding:
    """A recommendation that no action answers."""
    return replace(
        FollowFinding("no_action", "No action is listed for it.", "Agree who does what, and by when."), **changes
    )


def recommendation(**changes: Any) -> RecommendationResult:
    """A recommendation that is evidenced in part, and on its way."""
    usual = RecommendationResult(
        id="T2.2",
        theme="Neglect",
        theme_code="T2",
        text="Agencies are reminded of the guidance on missed appointments, and its use is later audited.",
        intention="A missed appointment is seen as a sign about the child.",
        leads=("Solent NHS Trust",),
        instruments=("TST",),
        shown_by=ShownBy.AUDIT,
        level_required=5,
        tested_by="the sub-group, by record audit",
        assurance="",
        key_standards=("T1",),
        standards=("T1", "T2"),
        due="2019-12-31",
        state=State.PARTLY,
        state_before=State.NONE,
        colour=Colour.GREEN,
        by_rule=Colour.GREEN,
        reasons=("one level short of what is required",),
        level=4,
        line=2,
        latest="“Colour is red”: 30 of 40 (75%), below its target.",
        direction=Direction.BETTER,
        next=NextStep("2019-12-31", "the audit is due again"),
        actions=(action(),),
        evidence=(evidence(),),
        effects=(effect(),),
        decisions=(decision(),),
        findings=(),
    )
    return replace(usual, **changes)


SPOILED = {
    "no_action": ("No action is listed for it.", "Agree who does what, and by when."),
    "no_measure": ("No standard would show the action.", "Name the standard, or what else would show it."),
    "contradicted": ("Trained 95%, and the standard has not moved.", "Ask what the training did not reach."),
    "by_its_author": ("Who verified it also wrote it.", "Have somebody else verify it."),
    "stale": ("Its time ran out on 30 June 2019.", "Renew it, or say that it is no longer relied on."),
}
_THEMES = {"T1": ("Child Protection", 8), "T2": ("Neglect", 3), "T3": ("Parenting", 5), "T4": ("Thresholds", 5),
           "T5": ("Safe Sleep", 7), "T6": ("Commissioning", 6)}  # fmt: skip
_ASKED = (
    "Agencies are reminded of the guidance on missed appointments, and its use is later audited.",
    "Senior police, social care and health review how an enquiry came to be closed despite serious concerns elsewhere.",
    "The escalation policy is widened to cover another agency's capacity or engagement.",
    "Young parents' own needs as children are recognised, assessed and supported.",
)
_LATEST = (
    "“Was the referrer told?”: 41 of 60 (68%), below its target; July to September 2019.",
    "Training reached 190 of 200 people (95%); tested by another team on 3 July 2019.",
    "A procedure, version 2 of 1 May 2019; nobody has tested it.",
    "None.",
)


def thirty_four() -> tuple[RecommendationResult, ...]:
    """As many as the report has, in six themes: each colour and state, and each sort of finding, more than once."""
    states, colours, directions = cycle(State), cycle(Colour), cycle(Direction)
    asked, latest, kinds, shown_by = (
        cycle(_ASKED),
        cycle(_LATEST),
        cycle([*SPOILED.items(), None, None]),
        cycle(ShownBy),
    )
    effects, lines, levels = cycle(Effect), cycle((1, 2, 3)), cycle((0, 2, 3, 4, 5, None))
    made = []
    for code, (name, number) in _THEMES.items():
        for place in range(1, number + 1):
            id_, colour, kind, level = f"{code}.{place}", next(colours), next(kinds), next(levels)
            bare = kind is not None and kind[0] == "no_action"
            stale = kind is not None and kind[0] == "stale"
            made.append(
                recommendation(
                    id=id_,
                    theme=name,
                    theme_code=code,
                    text=next(asked),
                    shown_by=next(shown_by),
                    level_required=level,
                    state=State.STALE if stale else next(states),
                    state_before=State.NONE if place % 3 else State.PARTLY,
                    colour=colour,
                    by_rule=colour,
                    level=0 if bare else 3,
                    line=0 if bare else next(lines),
                    latest=next(latest),
                    direction=next(directions),
                    next=None if place % 4 == 0 else NextStep("2019-12-31", "the next return of the action plan"),
                    actions=()
                    if bare
                    else (
                        action(id=f"{code}.a{place}"),
                        action(id=f"{code}.b{place}", status="under way", open=True, done="", late=place % 3),
                        action(id=f"{code}.c{place}", status="", taken=False, done="", agreed="", due="", as_of=""),
                    ),
                    evidence=() if bare else (evidence(stale=stale), evidence(id="ASR-0002", tested_on="")),
                    effects=() if bare else (effect(effect=next(effects)),),
                    decisions=(decision(number=place, recommendations=(id_,), overdue=place == 1),)
                    if place < 3
                    else (),
                    findings=() if kind is None else (finding(kind=kind[0], text=kind[1][0], next_step=kind[1][1]),),
                    override=Override(colour, "the independent chair", "The review is held in May", "2019-09-20", "")
                    if id_ == "T4.2"
                    else None,
                )
            )
    return tuple(made)
