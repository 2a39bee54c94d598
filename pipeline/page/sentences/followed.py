"""Where a recommendation that is followed stands, in sentences: what is required, what is reached, what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline.calendar.quarter import spoken
from pipeline.english import first_few, listed, number_of
from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.ladder import LINES, RUNGS, SUSTAINED
from pipeline.results.followed.values import Colour, RecommendationResult, State

_FEW_WORDS = 76  # letters: two lines of a table
_MOST_NAMED = 4  # recommendations that moved alike
_SHORTEST_CLAUSE = 45  # letters
_LEADING_ON = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "when", "with")
)
_STANDS = {
    State.EVIDENCED: ("is evidenced", "are evidenced"),
    State.PARTLY: ("is partly evidenced", "are partly evidenced"),
    State.NONE: ("has no evidence yet", "have no evidence yet"),
    State.NOT_DUE: ("is not due", "are not due"),
    State.STALE: ("rests on evidence that is stale", "rest on evidence that is stale"),
}
_TO_SHOW = {
    ShownBy.AUDIT: "An audit is to show it; a document alone is not enough.",
    ShownBy.BOTH: "An audit and an assurance are to show it together; a document alone is not enough.",
    ShownBy.ASSURANCE: "An assurance is to show it; a figure alone is not enough.",
}


def day_words(day: str) -> str:
    """A day as in ISO 8601 as people write it: "30 September 2019"."""
    return spoken(date.fromisoformat(day))


def in_few_words(text: str) -> str:
    """What a recommendation asks, as far as it goes into two lines of a table; cut where a part of it ends."""
    whole = text.rstrip(".")
    if len(whole) <= _FEW_WORDS:
        return whole
    begun = whole[:_FEW_WORDS]
    clause = max(begun.rfind(mark) for mark in (",", ":", ";"))
    at = clause if clause >= _SHORTEST_CLAUSE else begun.rfind(" ")
    words = begun[:at].rstrip(" ,:;").split(" ")
    while len(words) > 1 and words[-1].casefold() in _LEADING_ON:
        words.pop()
    return f"{' '.join(words)} …"


def states_counted(recommendations: Sequence[RecommendationResult]) -> str:
    """How many recommendations are evidenced, partly, not at all, not due, or stale."""
    counts = Counter(each.state for each in recommendations)
    parts = [f"{counts[state]} {_STANDS[state][counts[state] != 1]}" for state in State if counts[state]]
    return f"Of {number_of(len(recommendations), 'recommendation')}, {listed(parts)}."


def colours_counted(recommendations: Sequence[RecommendationResult]) -> str:
    """How many recommendations have which colour, and how many of them a person has set."""
    counts = Counter(each.colour for each in recommendations)
    set_ = sum(each.override is not None for each in recommendations)
    by_person = f", {set_} of them set by a person" if set_ else ""
    return f"By colour: {listed([f'{counts[each]} {each}' for each in Colour if counts[each]])}{by_person}."


def states_changed(recommendations: Sequence[RecommendationResult]) -> str:
    """Which recommendations stand otherwise than a quarter ago, those that moved alike together."""
    known = [each for each in recommendations if each.state_before is not None]
    moved: dict[tuple[State | None, State], list[str]] = {}
    for each in known:
        if each.state_before is not each.state:
            moved.setdefault((each.state_before, each.state), []).append(each.id)
    if not known or not moved:
        return number_changed(recommendations)
    lines = [f"{first_few(ids, _MOST_NAMED)} from “{before}” to “{now}”" for (before, now), ids in moved.items()]
    return f"Since the quarter before: {'; '.join(lines)}."


def number_changed(recommendations: Sequence[RecommendationResult]) -> str:
    """How many recommendations stand otherwise than a quarter ago."""
    known = [each for each in recommendations if each.state_before is not None]
    if not known:
        return "There is no quarter before to say what has changed."
    moved = sum(each.state_before is not each.state for each in known)
    if not moved:
        return "None stands otherwise than in the quarter before."
    return f"{moved} {'stands' if moved == 1 else 'stand'} otherwise than in the quarter before."


def required(recommendation: RecommendationResult) -> list[str]:
    """What evidence a recommendation requires: how good, shown by what, tested by whom, and until when."""
    level = recommendation.level_required
    return [
        f"Level {level} of {SUSTAINED}: {RUNGS[level]}."
        if level is not None
        else "Nobody has said yet how good its evidence must be.",
        _TO_SHOW[recommendation.shown_by],
        *([f"Tested by: {_ended(recommendation.tested_by)}"] if recommendation.tested_by else []),
        *([f"What would show it: {_ended(recommendation.assurance)}"] if recommendation.assurance else []),
        *([f"Expected to be shown by {day_words(recommendation.due)}."] if recommendation.due else []),
    ]


def reached(recommendation: RecommendationResult) -> str:
    """How far the evidence reaches, what that rests on, what is required, and who has tested it."""
    level, asked = recommendation.level, recommendation.level_required
    of = "" if asked is None else f"; level {asked} is required" if level != asked else ", as is required"
    tested = f" It was tested by {LINES[recommendation.line]}." if recommendation.line else ""
    if not level:
        return f"Nothing is shown yet{of}."
    return f"Level {level} is reached ({recommendation.rests_on or RUNGS[level]}){of}.{tested}"


def asks_for(recommendation: RecommendationResult) -> list[str]:
    """What was asked: the text, what was to become different, and who leads it."""
    leads = listed(recommendation.leads)
    return [
        _ended(recommendation.text),
        *([f"What was to become different: {_ended(recommendation.intention)}"] if recommendation.intention else []),
        f"Led by {leads}." if leads else "Nobody is said to lead it.",
    ]


def next_due(recommendation: RecommendationResult) -> str:
    """What is overdue, and the next thing that is due, each with its day."""
    coming = recommendation.next
    ahead = f"{day_words(coming.day)}: {_ended(coming.text)}" if coming else "Nothing further has a date."
    late = sorted({(each.due, each.id) for each in recommendation.actions if each.open and each.late and each.due})
    overdue = listed([f"{id_} since {day_words(day)}" for day, id_ in late])
    return f"Overdue: {overdue}. {ahead}" if late else ahead


def override_sentence(recommendation: RecommendationResult) -> str:
    """Who set a colour in place of the rule's, when, until when, and why, if the edition has it; else empty."""
    own = recommendation.override
    if own is None:
        return ""
    why = f" Reason: {_ended(own.why)}" if own.why else ""
    until = f" It holds until {day_words(own.until)}." if own.until else ""
    set_ = f"Set to {own.colour} by {own.by} on {day_words(own.on)}; by the rule it is {recommendation.by_rule}."
    return f"{set_}{why}{until}"


def found(
    recommendations: Iterable[RecommendationResult],
) -> Mapping[str, Mapping[str, Mapping[RecommendationResult, Sequence[str]]]]:
    """By kind of finding, and then by the next step: the recommendations, each with the actions or evidence meant."""
    together: dict[str, dict[str, dict[RecommendationResult, list[str]]]] = {}
    for each in recommendations:
        for finding in each.findings:
            meant = together.setdefault(finding.kind, {}).setdefault(finding.next_step, {}).setdefault(each, [])
            if finding.about and finding.about not in meant:
                meant.append(finding.about)
    return together


def _ended(text: str) -> str:
    """``text`` with an end, whoever wrote it."""
    whole = text.strip()
    return whole if whole.endswith((".", "?", "!", "…", ".”")) else f"{whole}."
