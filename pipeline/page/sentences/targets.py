"""The targets that the partnership set, in sentences: since when, who decided, why, and what that does to a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from pipeline.calendar.quarter import spoken
from pipeline.english import capital, listed, percent
from pipeline.results.agency import OwnStandard
from pipeline.results.figure_values import Point
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.target_values import TargetSet

_SET = "{id}: {target} (named first where worse than {amber}){span}{decided}{why}."
_BEFORE = "By {before} ({target}) {quarter} would be {then}; by this one it is {now}."
_ALIKE = "By {before} ({target}) {quarter} would be {then} too."
_UNRATED = "{before} was {target}."
_THE_SAME = "{before} was the same."
_CHANGED = (
    "The target{s} of {of} changed in the quarters shown: under the scorecard stand who decided it, why, and the "
    "verdict by the target before."
)
_OWN, _EARLIER = "the usual target", "the target before"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")


def target_sentence(standard: StandardResult, aim: TargetSet) -> str:
    """Since when a target holds, who decided it and why, and the newest verdict by it and by the one before."""
    stated = _SET.format(
        id=standard.id,
        target=percent(aim.target),
        amber=percent(aim.amber),
        span=_span(aim),
        decided=_decided(aim),
        why=f": {aim.why.strip().rstrip('.')}" if aim.why.strip() else "",
    )
    return f"{stated} {_rerated(aim, standard.low_is_good)}"


def target_words(standard: StandardResult | OwnStandard) -> str:
    """The target of the quarter reported on, and the one that it took the place of in the quarters shown."""
    now = percent(standard.target)
    in_force = next((each for each in standard.targets if each.in_force), None)
    if in_force is None:
        ended = standard.targets[-1:]
        return "".join([now, *(f" ({percent(each.target)} until {each.until})" for each in ended)])
    if not _changed(in_force):
        return now
    before = percent(in_force.target_before)
    if before == now:  # the share stays, and from where a shortfall is named first is another
        first = f"named first where worse than {percent(in_force.amber)}"
        return f"{now} ({first}, {percent(in_force.amber_before)} before {in_force.since})"
    return f"{now} ({before} before {in_force.since})"


def target_steps(points: Sequence[Point]) -> str:
    """The target of each of ``points`` as it steps, in words: "target 90%, from 2026-27 Q1 80%"."""
    targets = [(each.quarter, each.target) for each in points]
    steps = [now for before, now in pairwise(targets) if before[1] != now[1]]
    return "".join(
        [f"target {percent(targets[0][1])}", *(f", from {quarter} {percent(aim)}" for quarter, aim in steps)]
    )


def targets_changed(audits: Iterable[AuditResult]) -> str:
    """Of which standards the target changed in the quarters shown; empty where of none."""
    changed = [s.id for audit in audits for s in audit.standards if any(map(_changed, s.targets))]
    if not changed:
        return ""
    return _CHANGED.format(s="s" if len(changed) > 1 else "", of=listed(changed))


def _changed(aim: TargetSet) -> bool:
    """Whether another target held in the quarters shown before this one, or after it."""
    return (aim.begun or not aim.in_force) and not _changes_nothing(aim)


def _changes_nothing(aim: TargetSet) -> bool:
    """Whether a target that was set is the one that held before."""
    return (aim.target, aim.amber) == (aim.target_before, aim.amber_before)


def _span(aim: TargetSet) -> str:
    parts = (f" from {aim.since}" if aim.since else "", f" to {aim.until}" if aim.until else "")
    return "".join(parts) or " in every quarter"


def _decided(aim: TargetSet) -> str:
    body = aim.decided_by.strip()
    article = "" if body.casefold().startswith(("the ", "our ")) else "the "
    by = f"decided by {article}{body}" if body else ""
    return "".join(f", {each}" for each in (by, _DAY.sub(_spoken, aim.minute.strip())) if each)


def _spoken(written: re.Match[str]) -> str:
    try:
        return spoken(date(*map(int, written.groups())))
    except ValueError:  # no day of any month, so it stands as it was written
        return written[0]


def _rerated(aim: TargetSet, low_is_good: bool) -> str:
    before = _EARLIER if aim.since else _OWN
    lines = {"target": percent(aim.target_before), "amber": percent(aim.amber_before)}
    beginning = capital(before)
    if _changes_nothing(aim):
        return _THE_SAME.format(before=beginning)
    if not aim.ratings:
        return _UNRATED.format(before=beginning, **lines)
    newest = aim.ratings[-1]
    then, now = (each.words(low_is_good).lower() for each in (newest.before, newest.by_this))
    phrase = _ALIKE if then == now else _BEFORE
    return phrase.format(before=before, quarter=newest.quarter, then=then, now=now, **lines)
