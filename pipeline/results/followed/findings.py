"""What is found of a recommendation, its actions and its evidence, each with the next step; nothing else is claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.quarter import spoken
from pipeline.english import listed, number_of, percent
from pipeline.partnership.recommendations import Recommendation, ShownBy
from pipeline.results.followed.plan import AGENCY
from pipeline.results.followed.shown import Newest, better
from pipeline.results.followed.values import ActionLine, Effect, EffectLine, EvidenceLine, FollowFinding

NO_ACTION, NO_MEASURE, OVERDUE = "no_action", "no_measure", "overdue"
NO_EVIDENCE, LOST_EVIDENCE = "no_evidence", "lost_evidence"
STALE, BY_ITS_AUTHOR, LOWER_RATING, CONTRADICTED = "stale", "by_its_author", "lower_rating", "contradicted"
WITHOUT_EFFECT, WITH_EFFECT, NO_KEY = "without_effect", "with_effect", "no_key"

TITLES: Mapping[str, str] = {
    NO_ACTION: "Recommendation with no action",
    NO_KEY: "Recommendation that no standard decides, though an audit is to show it",
    NO_MEASURE: "Action with no measure",
    OVERDUE: "Action that is overdue",
    NO_EVIDENCE: "Action that is done, with no evidence",
    LOST_EVIDENCE: "Evidence that an action names and nobody has returned",
    STALE: "Evidence that is past its date",
    BY_ITS_AUTHOR: "Evidence that its own author verified",
    LOWER_RATING: "Evidence that was verified as showing less than its owner said",
    CONTRADICTED: "Evidence that practice contradicts",
    WITHOUT_EFFECT: "Action that is done, and its standard has not clearly changed",
    WITH_EFFECT: "Action that is done, and its standard is better since, more than chance",
}
_MOST_PEOPLE = 0.90  # reach from which the people may be expected to do as they were told


@dataclass(frozen=True)
class Known:
    """What findings are made from, of one recommendation. ``figures``: of its key standards and of its actions'."""

    recommendation: Recommendation
    actions: Sequence[ActionLine]
    evidence: Sequence[EvidenceLine]
    effects: Sequence[EffectLine]
    figures: Sequence[Newest]


def findings(known: Known) -> tuple[FollowFinding, ...]:
    """Everything that is found, in the order of `TITLES`."""
    found = [*_of_recommendation(known), *_of_actions(known), *_of_evidence(known), *_of_effects(known)]
    order = list(TITLES)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _of_recommendation(known: Known) -> Iterator[FollowFinding]:
    asked = known.recommendation
    if not known.actions:
        yield FollowFinding(
            NO_ACTION,
            f"No action answers {asked.id}.",
            "Agree one with whoever leads it and record it with decide, or record why none is needed.",
        )
    if asked.shown_by is not ShownBy.ASSURANCE and not asked.key_standards:
        yield FollowFinding(
            NO_KEY,
            f"An audit is to show {asked.id}, and no standard is named that decides it.",
            "Name one to four in key_standards of recommendations.csv.",
        )


def _of_actions(known: Known) -> Iterator[FollowFinding]:
    returned = {(each.agency, each.id) for each in known.evidence}
    for each in known.actions:
        if not each.standards and (each.open or each.source == AGENCY or not each.taken):
            yield _about(
                each,
                NO_MEASURE,
                f"{each.id} names no standard that would show it.",
                "Name the standard that is to move, or say in its evidence how else it is seen.",
            )
        if each.open and each.late:
            late = "up to a quarter" if each.late == 1 else f"more than {number_of(each.late - 1, 'quarter')}"
            yield _about(
                each,
                OVERDUE,
                f"{each.id} is overdue by {late}.",
                "Ask for a new day with the reason, or for what stands in the way.",
            )
        if each.done and each.as_of and not each.open and not each.evidence:
            yield _about(
                each,
                NO_EVIDENCE,
                f"{each.id} is reported done and names no evidence.",
                "Ask for the evidence in the assurance return.",
            )
        for reference in each.evidence:
            if (each.agency, reference) not in returned:
                yield _about(
                    each,
                    LOST_EVIDENCE,
                    f"{each.id} names {reference}, and the assurance return does not hold it for this recommendation.",
                    "Ask for it to be added there, or for the number to be mended.",
                )


def _about(action: ActionLine, kind: str, text: str, next_step: str) -> FollowFinding:
    return FollowFinding(kind, text, next_step, about=action.id, agency_name=action.agency_name)


def _of_evidence(known: Known) -> Iterator[FollowFinding]:
    for each in known.evidence:
        if each.stale:
            yield _of(
                each, STALE, f"{each.id} was valid until {_spoken(each.valid_until)}.", "Ask for it to be renewed."
            )
        if each.by_its_author:
            yield _of(
                each,
                BY_ITS_AUTHOR,
                f"{each.id} was verified by the role that owns it.",
                "Ask somebody else to verify it; until then it counts as seen by its own people.",
            )
        if each.rated_lower:
            yield _of(
                each,
                LOWER_RATING,
                f"{each.id}: its owner says “{each.self_rating}”, whoever verified it “{each.verified_rating}”.",
                "See why they differ, and go by the verified rating.",
            )
        yield from _contradicted(each, known)


def _contradicted(each: EvidenceLine, known: Known) -> Iterator[FollowFinding]:
    """Where most people were reached, and a standard that should show it is below target and has not moved."""
    share = each.reach / each.eligible if each.reach and each.eligible else 0.0
    if share < _MOST_PEOPLE:
        return
    own = {id_ for action in known.actions if action.id == each.action for id_ in action.standards}
    named = own | set(known.recommendation.key_standards)
    unmoved = [
        figure
        for figure in known.figures
        if figure.standard.id in named and figure.below and not better(figure.standard)
    ]
    if unmoved:
        ids = listed([figure.standard.id for figure in unmoved])
        yield _of(
            each,
            CONTRADICTED,
            f"{each.id} reached {percent(share)} of its people, and {ids} {'is' if len(unmoved) == 1 else 'are'} below "
            "target with no change for the better.",
            "Ask what people do otherwise since they were reached.",
        )


def _of(each: EvidenceLine, kind: str, text: str, next_step: str) -> FollowFinding:
    return FollowFinding(kind, text, next_step, about=each.id, agency_name=each.agency_name)


def _of_effects(known: Known) -> Iterator[FollowFinding]:
    for each in known.effects:
        if each.effect is Effect.NO_CLEAR_CHANGE or each.effect is Effect.WORSE:
            said = "has not clearly changed since" if each.effect is Effect.NO_CLEAR_CHANGE else "is worse since"
            yield FollowFinding(
                WITHOUT_EFFECT,
                f"{each.action} was done on {_spoken(each.done)}, and {each.standard} {said}.",
                "Ask whether it reached those whose practice it is about, and what else stands in the way.",
                about=each.action,
                agency_name=each.agency_name,
            )
        if each.effect is Effect.BETTER:
            yield FollowFinding(
                WITH_EFFECT,
                f"{each.action} was done on {_spoken(each.done)}, and {each.standard} is better since, beyond chance.",
                "See what else changed then, and whether it lasts.",
                about=each.action,
                agency_name=each.agency_name,
            )


def _spoken(day: str) -> str:
    return spoken(date.fromisoformat(day))
