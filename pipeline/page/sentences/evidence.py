"""A piece of evidence in sentences: what it is, whom it reached, who tested it, how it was rated, how fresh it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import capital, number_of, percent
from pipeline.page.sentences.followed import day_words
from pipeline.results.followed.ladder import LINES
from pipeline.results.followed.values import EvidenceLine


def evidence_counted(evidence: Sequence[EvidenceLine]) -> str:
    """How many pieces of evidence agencies have reported, and how many are stale; that there are none."""
    if not evidence:
        return "No agency has reported a piece of evidence."
    stale = sum(each.stale for each in evidence)
    return f"{number_of(len(evidence), 'piece')} of evidence reported{f', {stale} stale' if stale else ''}."


def claimed(evidence: EvidenceLine) -> str:
    """What the agency says that the evidence shows, in its words and as no more than that; empty where not shown."""
    return f"The agency's claim: “{evidence.claim}”" if evidence.claim else ""


def document(evidence: EvidenceLine) -> str:
    """What the evidence is: its kind, title, version and day, and where it is held; never the file itself."""
    parts = [
        f"“{evidence.title}”" if evidence.title else "",
        f"version {evidence.version}" if evidence.version else "",
        f"dated {day_words(evidence.dated)}" if evidence.dated else "",
        f"owned by {evidence.owner_role}" if evidence.owner_role else "",
        f"held as {evidence.held}" if evidence.held else "",
    ]
    named = ", ".join(part for part in parts if part)
    return f"{capital(evidence.kind)}{': ' if named else ''}{named}."


def weight(evidence: EvidenceLine) -> str:
    """
    What a piece of evidence counts for: its level, who has tested it, and whether it is fresh.

    Who tested what its own owner verified counts for nothing, and that is said; of what is not tested nobody is named.
    """
    until = f" on {day_words(evidence.valid_until)}" if evidence.valid_until else ""
    fresh = f"; its time ran out{until}, which takes one level from it" if evidence.stale else ""
    if not evidence.stale and evidence.valid_until:
        fresh = f"; valid until {day_words(evidence.valid_until)}"
    tested = f"; tested by {LINES[evidence.line]}" if evidence.tested_on else ""
    if evidence.by_its_author:
        tested = f"; counts as tested by {LINES[evidence.line]}, since the role that owns it verified it"
    return f"Level {evidence.level}{tested}{fresh}."


def reach(evidence: EvidenceLine) -> str:
    """How many of how many people it reached; empty where nobody counted."""
    if evidence.reach is None:
        return ""
    if not evidence.eligible:
        return f"It reached {number_of(evidence.reach, 'person')}; out of how many nobody has said."
    share = percent(evidence.reach / evidence.eligible)
    return f"It reached {evidence.reach} of {number_of(evidence.eligible, 'person')} ({share})."


def how_tested(evidence: EvidenceLine) -> str:
    """Who tested it, when, on how many, with what outcome, and what was found; that nobody did."""
    if not evidence.tested_on:
        return "Nobody has tested it."
    number = evidence.tested_n
    on = f", on {number_of(number, 'record or person', 'records or people')}" if number else ""
    outcome = f": {_within(evidence.outcome)}" if evidence.outcome else ""
    by = f" by {_within(evidence.tested_by)}" if evidence.tested_by else ""
    return f"Tested{by} on {day_words(evidence.tested_on)}{on}{outcome}."


def rated(evidence: EvidenceLine) -> str:
    """How the agency rates it itself and how whoever verified it does; empty where nobody rated it."""
    own = f"Rated by the agency itself: {_within(evidence.self_rating)}" if evidence.self_rating else ""
    if not evidence.verified_rating:
        return f"{own}; nobody has verified that." if own else ""
    on = f" on {day_words(evidence.verified_on)}" if evidence.verified_on else ""
    verified = f"verified by {evidence.verifier_role or 'somebody not named'}{on}: {_within(evidence.verified_rating)}"
    why = f" Why they differ: {evidence.why_different}" if evidence.why_different else ""
    return f"{capital('; '.join(part for part in (own, verified) if part))}.{why}"


def _within(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
