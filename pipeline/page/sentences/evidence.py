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
    """What a piece of evidence counts for: its level, its line of assurance, and whether it is fresh."""
    until = f" on {day_words(evidence.valid_until)}" if evidence.valid_until else ""
    fresh = f"; its time ran out{until}, which takes one level from it" if evidence.stale else ""
    if not evidence.stale and evidence.valid_until:
        fresh = f"; valid until {day_words(evidence.valid_until)}"
    return f"Level {evidence.level}; {LINES[evidence.line]}{fresh}."


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
    on = f" on {evidence.tested_n}" if evidence.tested_n else ""
    outcome = f": {evidence.outcome[:1].lower()}{evidence.outcome[1:]}" if evidence.outcome else ""
    sentence = f"Tested ({evidence.tested_by[:1].lower()}{evidence.tested_by[1:]}){on}, {day_words(evidence.tested_on)}"
    return f"{sentence}{outcome}."


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
