"""
Results in sentences, from one table of phrases: what, how many of how many, the interval, the target, the change.

They are neutral, name no cause, and claim a change only where the result's own test found one.
"""

from __future__ import annotations

from pipeline.results.model import AuditResult, Change, Figure, Rating, StandardResult, Verdict

HIDDEN = "hidden, to protect small counts"

_AGAINST = {
    Verdict.BELOW: "That is {side} the target of {target}, by more than chance would explain.",
    Verdict.UNCERTAIN: "With this many records it cannot be told apart from the target of {target}.",
    Verdict.REACHED: "That reaches the target of {target}, beyond chance.",
    Verdict.NONE: "",
}
_CHANGED = {
    Verdict.RISEN: "It has risen, by more than chance would explain: {after} in {recent}, {before} in {earlier}.",
    Verdict.FALLEN: "It has fallen, by more than chance would explain: {after} in {recent}, {before} in {earlier}.",
    Verdict.NO_CLEAR_CHANGE: "No clear change: {after} in {recent}, {before} in {earlier}.",
    Verdict.TOO_FEW: "Too few records to say whether it has changed.",
    Verdict.NOT_COMPARABLE: "Not comparable with earlier quarters.",
    Verdict.NONE: "",
}


def percent(value: float | None) -> str:
    """A proportion as whole per cent; a dash where there is none."""
    return "–" if value is None else f"{value * 100:.0f}%"


def of(figure: Figure) -> str:
    """How many of how many, and the percentage where it may be shown."""
    counts = figure.counts
    if counts.hidden:
        return HIDDEN
    if counts.applicable is None:
        return f"{counts.met} met; out of how many is {HIDDEN}"
    if counts.applicable == 0:
        return "no cases this quarter"
    share = f" ({percent(counts.proportion)})" if counts.proportion is not None else ""
    return f"{counts.met} of {counts.applicable}{share}"


def interval(figure: Figure) -> str:
    """The 95% interval; a dash where there is none."""
    return "–" if figure.lower is None else f"{percent(figure.lower)} to {percent(figure.upper)}"


def sentence(standard: StandardResult) -> str:
    """What a standard's total says, in one to three sentences."""
    figure, parts = standard.total, [f"{standard.title}: {of(standard.total)}."]
    if figure.lower is not None:
        between = interval(figure).replace(" to ", " and ")
        parts.append(f"If practice goes on as it was, the true figure lies between {between}.")
    if figure.rating is Rating.TOO_FEW:
        parts.append("Too few records for a percentage or a rating.")
    side = "above" if standard.low_is_good else "below"
    against = _AGAINST.get(figure.verdict, "")
    parts.append(against.format(side=side, target=percent(standard.target)))
    return " ".join(part for part in parts if part)


def changed(change: Change | None) -> str:
    """What one planned comparison says; empty where there is none."""
    if change is None or change.recent_counts is None or change.earlier_counts is None:
        return ""
    return _CHANGED[change.verdict].format(
        recent=change.recent,
        earlier=change.earlier,
        after=percent(change.recent_counts.proportion),
        before=percent(change.earlier_counts.proportion),
    )


def before(standard: StandardResult) -> str:
    """The last quarter's figure, without a claim."""
    change = standard.last_quarter
    if change is None or change.earlier_counts is None or change.earlier_counts.hidden:
        return "–"
    counts = change.earlier_counts
    share = f" ({percent(counts.proportion)})" if counts.proportion is not None else ""
    return f"{counts.met} of {counts.applicable}{share}" if counts.applicable else "no cases"


def working(audit: AuditResult) -> list[StandardResult]:
    """The standards that reach their target on enough records to be rated firmly, best evidenced first."""
    good = [s for s in audit.standards if s.total.rating is Rating.GREEN and not s.total.provisional]
    return sorted(good, key=lambda s: (s.total.verdict is not Verdict.REACHED, not s.headline, s.id))


def worrying(audit: AuditResult) -> list[StandardResult]:
    """The standards below target by more than chance, furthest below first."""
    low = [s for s in audit.standards if s.total.verdict is Verdict.BELOW]
    return sorted(low, key=lambda s: abs((s.total.counts.proportion or 0) - s.target), reverse=True)


def moved(audit: AuditResult) -> list[StandardResult]:
    """The standards whose change over time is more than chance."""
    return [s for s in audit.standards if s.change and s.change.verdict in (Verdict.RISEN, Verdict.FALLEN)]
