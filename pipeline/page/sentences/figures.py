"""
Figures in sentences, from one table of phrases: what, how many of how many, the interval, the target, the change and
what kind of a change it is.

They are neutral, name no cause, and claim a change only where the result's own test found one.
"""

from __future__ import annotations

from pipeline.disclose.hiding import ShownCounts
from pipeline.results.model import Change, Figure, Moved, StandardResult, Verdict
from pipeline.statistics.tiers import FEWEST_FOR_CHART
from pipeline.statistics.xmr import Assurance, Variation

HIDDEN = "hidden, to protect small counts"

_AGAINST = {
    Verdict.BELOW: "That is {side} the target of {target}, by more than chance would explain.",
    Verdict.NOT_CLEAR: "It does not reach the target of {target}, but chance would explain that.",
    Verdict.AT: "That reaches the target of {target}, though not beyond chance.",
    Verdict.ABOVE: "That reaches the target of {target}, beyond chance.",
    Verdict.TOO_FEW: "Too few records for a percentage or a verdict.",
}
_CHANGED = {
    Moved.RISEN: "It has risen, by more than chance would explain: {after} in {recent}, {before} in {earlier}.",
    Moved.FALLEN: "It has fallen, by more than chance would explain: {after} in {recent}, {before} in {earlier}.",
    Moved.NO_CLEAR_CHANGE: "No clear change: {after} in {recent}, {before} in {earlier}.",
    Moved.TOO_FEW: "Too few records to say whether it has changed.",
    Moved.NOT_COMPARABLE: "Not comparable with earlier quarters.",
}
_SINCE_LAST = {
    Moved.RISEN: "It has risen since the quarter before, by more than chance would explain: {after} from {before}.",
    Moved.FALLEN: "It has fallen since the quarter before, by more than chance would explain: {after} from {before}.",
    Moved.NO_CLEAR_CHANGE: "No clear change since the quarter before: {after} from {before}.",
    Moved.NOT_COMPARABLE: "It is not comparable with the quarter before.",
}
_VARIES = {
    Variation.COMMON: "Over {points} quarters, {last} is within ordinary variation.",
    Variation.IMPROVEMENT: "Over {points} quarters, {last} is better than ordinary variation explains.",
    Variation.CONCERN: "Over {points} quarters, {last} is worse than ordinary variation explains.",
    Variation.HIGH: "Over {points} quarters, {last} is higher than ordinary variation explains.",
    Variation.LOW: "Over {points} quarters, {last} is lower than ordinary variation explains.",
}
_ASSURED = {
    Assurance.PASS: "If nothing changes, the target of {target} will be reached every quarter.",
    Assurance.FAIL: "If nothing changes, the target of {target} will be missed every quarter.",
    Assurance.HIT_AND_MISS: "If nothing changes, a quarter may reach the target of {target} or miss it by chance.",
}
_SHIFTED = {
    True: "Over {points} quarters the figure has shifted from its median, by more than chance would explain.",
    False: "Over {points} quarters there is no shift from the median beyond chance.",
}


def percent(value: float | None) -> str:
    """A proportion as whole per cent; a dash where there is none."""
    return "–" if value is None else f"{value * 100:.0f}%"


def met_of_applicable(figure: Figure) -> str:
    """How many of how many, and the percentage where it may be shown."""
    counts = figure.counts
    if counts.hidden:
        return HIDDEN
    if counts.applicable is None:
        return f"{counts.met} met; out of how many is {HIDDEN}"
    if counts.applicable == 0:
        return "no cases this quarter"
    return _of_how_many(counts)


def _of_how_many(counts: ShownCounts) -> str:
    share = f" ({percent(counts.proportion)})" if counts.proportion is not None else ""
    return f"{counts.met} of {counts.applicable}{share}"


def interval(figure: Figure) -> str:
    """The 95% interval; a dash where there is none."""
    return "–" if figure.lower is None else f"{percent(figure.lower)} to {percent(figure.upper)}"


def standard_sentence(standard: StandardResult) -> str:
    """What a standard's total says, in one to three sentences."""
    figure, parts = standard.total, [f"{standard.title}: {met_of_applicable(standard.total)}."]
    if figure.lower is not None:
        between = interval(figure).replace(" to ", " and ")
        parts.append(f"If practice goes on as it was, the true figure lies between {between}.")
    side = "above" if standard.low_is_good else "below"
    against = _AGAINST.get(figure.verdict, "")
    parts.append(against.format(side=side, target=percent(standard.target)))
    return " ".join(part for part in parts if part)


def other_reading_sentence(standard: StandardResult) -> str:
    """What the same records come to by the other version, in a quarter that shows both; empty in every other."""
    other = standard.other_reading
    if other is None:
        return ""
    return f"{other.by[:1].upper()}{other.by[1:]}: {met_of_applicable(other.figure)}."


def change_sentence(change: Change) -> str:
    """What one planned comparison says; empty where there is none."""
    if change.recent_counts is None or change.earlier_counts is None:
        return ""
    return _CHANGED.get(change.moved, "").format(
        recent=change.recent,
        earlier=change.earlier,
        after=percent(change.recent_counts.proportion),
        before=percent(change.earlier_counts.proportion),
    )


def quarter_change_sentence(change: Change) -> str:
    """What the comparison with the quarter before says; empty where there is none, or too few records for one."""
    if change.recent_counts is None or change.earlier_counts is None:
        return ""
    after, earlier = change.recent_counts.proportion, change.earlier_counts.proportion
    return _SINCE_LAST.get(change.moved, "").format(after=percent(after), before=percent(earlier))


def series_sentence(standard: StandardResult) -> str:
    """What the series says as a whole, by how many quarters there are; empty where there is none."""
    series = standard.series
    if series is None:
        return ""
    if series.variation is not None:
        varies = _VARIES[series.variation].format(points=series.points, last=series.last)
        assured = _ASSURED[series.assurance].format(target=percent(standard.target)) if series.assurance else ""
        return f"{varies} {assured}".strip()
    if series.shifted is not None:
        return _SHIFTED[series.shifted].format(points=series.points)
    return series.says


def trend_paragraph(standard: StandardResult) -> str:
    """What is said of a standard over time: the quarter before, the four quarters, the series if it says anything."""
    series = standard.series
    short = series is not None and series.variation is None and series.shifted is None
    alone = series is not None and series.points < FEWEST_FOR_CHART
    whole = "" if short and not alone else series_sentence(standard)  # a chart's caption says how short it is
    parts = (quarter_change_sentence(standard.since_last), change_sentence(standard.over_year), whole)
    return " ".join(each for each in parts if each)


def previous_figure(standard: StandardResult) -> str:
    """The last quarter's figure, without a claim."""
    change = standard.since_last
    if change.earlier_counts is None or change.earlier_counts.hidden:
        return "–"
    return _of_how_many(change.earlier_counts) if change.earlier_counts.applicable else "no cases"
