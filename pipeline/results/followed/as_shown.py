"""
What an edition shows of a recommendation: what agencies write in their own words is for named readers alone.

Free text is screened for names and numbers, and can still say "two of the three families". So can the words of a
decision. On how many records or people a test was made is a count as any other. An edition without figures by agency
tells what was done and shown, and not whose evidence falls short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.disclose.editions import Edition
from pipeline.results.followed.values import ActionLine, DecisionLine, EvidenceLine, RecommendationResult


def as_shown(result: RecommendationResult, edition: Edition) -> RecommendationResult:
    """``result`` as ``edition`` shows it."""
    if edition.named_readers:
        return result
    return replace(
        result,
        actions=tuple(_action(each) for each in result.actions),
        evidence=tuple(_evidence(each, edition) for each in result.evidence),
        decisions=decisions_shown(result.decisions, edition),
        override=replace(result.override, why="") if result.override else None,
        findings=tuple(each for each in result.findings if edition.agencies or not each.agency_name),
    )


def decisions_shown(lines: Iterable[DecisionLine], edition: Edition) -> tuple[DecisionLine, ...]:
    """
    What ``edition`` shows of decisions: only for named readers their words, and no agency where it names none.

    Where the words are not shown, one of which nothing is to come, and nothing came, is not there at all.
    """
    if edition.named_readers:
        return tuple(lines)
    return tuple(_decision(each, edition) for each in lines if each.due or each.closes or each.closed)


def _decision(line: DecisionLine, edition: Edition) -> DecisionLine:
    return replace(line, text="", closed_why="", agency_name=line.agency_name if edition.agencies else "")


def _action(line: ActionLine) -> ActionLine:
    return replace(line, what_was_done="", impact="")


def _evidence(line: EvidenceLine, edition: Edition) -> EvidenceLine:
    shown = replace(
        line, claim="", held="", finding="", limits="", why_different="", reach=None, eligible=None, tested_n=None
    )
    if edition.agencies:
        return shown
    return replace(
        shown, agency="", agency_name="", owner_role="", self_rating="", verified_rating="", verifier_role=""
    )
