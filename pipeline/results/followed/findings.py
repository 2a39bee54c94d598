"""What is found of a recommendation, its actions and its evidence, each with the next step; nothing else is claimed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.quarter import spoken
from pipeline.english import listed, number_of
from pipeline.partnership.recommendations import Recommendation, ShownBy
from pipeline.results.followed.plan import AGENCY
from pipeline.results.followed.shown import Newest, better
from pipeline.results.followed.values import ActionLine, Effect, EffectLine, EvidenceLine, FollowFinding

NO_ACTION, NONE_OPEN, NO_MEASURE, OVERDUE = "no_action", "none_open", "no_measure", "overdue"
NO_EVIDENCE, LOST_EVIDENCE = "no_evidence", "lost_evidence"
STALE, BY_ITS_AUTHOR, LOWER_RATING, CONTRADICTED = "stale", "by_its_author", "lower_rating", "contradicted"
WITHOUT_EFFECT, WORSE_SINCE, WITH_EFFECT, NO_KEY = "without_effect", "worse_since", "with_effect", "no_key"

TITLES: Mapping[str, str] = {
    NO_ACTION: "Recommendation with no action",
    NONE_OPEN: "Recommendation that is red, with no action open",
    NO_KEY: "Recommendation that an audit is to show, and no standard is named that decides it",
    NO_MEASURE: "Action with no measure",
    OVERDUE: "Action that is overdue",
    NO_EVIDENCE: "Action reported as done, with no evidence",
    LOST_EVIDENCE: "Evidence that an action names, and that is in no assurance return",
    STALE: "Evidence that is past its date",
    BY_ITS_AUTHOR: "Evidence verified by the role that owns it",
    LOWER_RATING: "Evidence that shows less to whoever verified it than to its owner",
    CONTRADICTED: "Nearly everybody was reached, and practice still misses its target",
    WITHOUT_EFFECT: "Action that is done, with no clear change in its standard since",
    WORSE_SINCE: "Action that is done, and its standard is worse since",
    WITH_EFFECT: "Action that is done, and its standard is better since",
}
_SINCE: Mapping[Effect, tuple[str, str, str]] = {  # what is found where it was compared, in words, and what is next
    Effect.NO_CLEAR_CHANGE: (
        WITHOUT_EFFECT,
        "has not clearly changed since",
        (
            "Ask whether it reached those whose practice it is about. Where few records are audited, a real change is "
            "often not seen: look again when more are in, before anybody says that it changed nothing."
        ),
    ),
    Effect.WORSE: (
        WORSE_SINCE,
        "is worse since, by more than chance would explain",
        "See what else changed then, and ask whether it reached those whose practice it is about.",
    ),
    Effect.BETTER: (
        WITH_EFFECT,
        "is better since, by more than chance would explain",
        "See what else changed then, and whether it lasts.",
    ),
}
_MOST_PEOPLE = 0.90  # reach from which the people may be expected to do as they were told


@dataclass(frozen=True)
class Known:
    """
    What findings are made from, of one recommendation.

    ``figures``: of its key standards and of its actions'. ``returned``: the agency and the number of every piece of
    evidence that an assurance return holds, for whatever recommendation. ``red``: whether it is so by the rule.
    """

    recommendation: Recommendation
    actions: Sequence[ActionLine]
    evidence: Sequence[EvidenceLine]
    effects: Sequence[EffectLine]
    figures: Sequence[Newest]
    returned: Collection[tuple[str, str]]
    red: bool = False


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
            "Agree an action with whoever leads it, or decide that none is needed, and why; keep either with decide.",
        )
    if known.red and known.actions and not any(each.open for each in known.actions):
        yield FollowFinding(
            NONE_OPEN,
            f"{asked.id} is red, and no action for it is open.",
            "Agree with whoever leads it what is done next and by when, and keep it with decide.",
        )
    if asked.shown_by is not ShownBy.ASSURANCE and not asked.key_standards:
        yield FollowFinding(
            NO_KEY,
            f"An audit is to show whether {asked.id} is carried out, and nobody has said which standard decides that.",
            "Name one to four standards in the column key_standards of recommendations.csv.",
        )


def _of_actions(known: Known) -> Iterator[FollowFinding]:
    for each in known.actions:
        if not each.standards and (each.open or each.source == AGENCY or not each.taken):
            yield _about(
                each,
                NO_MEASURE,
                f"Nothing measures {each.id}: it names no standard that it is meant to move.",
                "Name that standard, or say in its evidence how else anybody would see a difference.",
            )
        if each.open and each.late:
            late = "up to a quarter" if each.late == 1 else f"more than {number_of(each.late - 1, 'quarter')}"
            yield _about(
                each,
                OVERDUE,
                f"{each.id} is overdue by {late}{'' if each.as_of else ', as far as anybody has reported'}.",
                "Ask whoever leads it what stands in the way, and agree a new day.",
            )
        if each.done and each.as_of and not each.open and not each.evidence:
            yield _about(
                each,
                NO_EVIDENCE,
                f"{each.id} is reported as done, and no evidence of it is named.",
                "Ask for the evidence in the agency's next assurance return.",
            )
        for reference in each.evidence:
            if (each.agency, reference) not in known.returned:
                yield _about(
                    each,
                    LOST_EVIDENCE,
                    f"{each.id} names {reference}, which the agency's assurance return does not hold.",
                    "Ask the agency to add it to that return, or to mend the number.",
                )


def _about(action: ActionLine, kind: str, text: str, next_step: str) -> FollowFinding:
    return FollowFinding(kind, text, next_step, about=action.id, agency_name=action.agency_name)


def _of_evidence(known: Known) -> Iterator[FollowFinding]:
    for each in known.evidence:
        if each.stale:
            yield _of(
                each,
                STALE,
                f"{each.id} was valid until {_spoken(each.valid_until)}.",
                "Ask for it to be renewed, or for what has taken its place.",
            )
        if each.by_its_author:
            yield _of(
                each,
                BY_ITS_AUTHOR,
                f"{each.id} was verified by the very role that owns it.",
                "Ask somebody else to verify it. Until then it counts as tested by nobody but those who do the work.",
            )
        if each.rated_lower:
            yield _of(
                each,
                LOWER_RATING,
                f"The owner of {each.id} rates what it shows “{each.self_rating}”, whoever verified it "
                f"“{each.verified_rating}”.",
                "Ask both why they differ. Until that is settled, go by the verified rating.",
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
        named_so = listed([figure.named for figure in unmoved])
        yield _of(
            each,
            CONTRADICTED,
            f"{each.id} reached most of the people whom it is for; {named_so} still "
            f"{'misses its target' if len(unmoved) == 1 else 'miss their targets'}, and "
            f"{'is' if len(unmoved) == 1 else 'are'} not clearly better than before.",
            "Ask what people do differently since, and what keeps them from it.",
        )


def _of(each: EvidenceLine, kind: str, text: str, next_step: str) -> FollowFinding:
    return FollowFinding(kind, text, next_step, about=each.id, agency_name=each.agency_name)


def _of_effects(known: Known) -> Iterator[FollowFinding]:
    for each in known.effects:
        if each.effect in _SINCE:
            kind, said, next_step = _SINCE[each.effect]
            named = f"“{each.standard_title}” ({each.standard})"
            text = f"{each.action} was done on {_spoken(each.done)}, and {named} {said}."
            yield FollowFinding(kind, text, next_step, about=each.action, agency_name=each.agency_name)


def _spoken(day: str) -> str:
    return spoken(date.fromisoformat(day))
