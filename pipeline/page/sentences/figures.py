"""
Figures in sentences, from one table of phrases: what, how many of how many, the interval, and the verdict.

They are neutral, name no cause, and never say more than the figure's own verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.hiding import ShownCounts
from pipeline.english import NO_FIGURE, capital, listed, number_of, percent, plural
from pipeline.results.agency import OUTSTANDING
from pipeline.results.figure_values import Figure, Point, Unsaid, Verdict
from pipeline.results.model import AuditResult, StandardResult
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING

HIDDEN = "hidden, to protect small counts"
VERDICT_HIDDEN = "Verdict hidden"  # beside a band, which says something of the figure
COUNTS_HIDDEN = "counts hidden, to protect small ones"  # of a figure whose verdict may be said all the same
INTERVAL_MEANS = (
    "“Most likely between” gives a 95% interval: a few cases vary by chance, and of such intervals 19 in 20 hold the "
    "figure that practice would give in the long run. One in 20 does not."
)

_LIES = {
    "practice": "If practice goes on as it was, the figure is most likely between {ends}.",
    "sample": "For all cases that it stands for, the figure is most likely between {ends}.",
}
_AGAINST = {
    Verdict.BELOW: "{that} is below the target of {target}, by more than chance would explain.",
    Verdict.NOT_CLEAR: "{that} is short of the target of {target}, but by no more than chance could explain.",
    Verdict.AT: "{that} reaches the target of {target}, though not beyond chance.",
    Verdict.ABOVE: "{that} is above the target of {target}, by more than chance would explain.",
}
_AGAINST_THE_MOST = {
    Verdict.BELOW: "{that} is above {target}, the most there should be, by more than chance would explain.",
    Verdict.NOT_CLEAR: "{that} is above {target}, the most there should be, but by no more than chance could explain.",
    Verdict.AT: "{that} keeps within {target}, the most there should be, though not beyond chance.",
    Verdict.ABOVE: "{that} is below {target}, the most there should be, by more than chance would explain.",
}
_SHOWN_FIGURE, _HIDDEN_FIGURE = "That", "The figure behind it"
_HOW_MANY_HIDDEN = "How many of how many is hidden, to protect small counts."
_UNJUDGED = {
    Verdict.TOO_FEW: "Too few records for a percentage or a verdict.",
    Verdict.CASES: "Its cases are read one by one, so there is no percentage and no verdict.",
    Verdict.NOT_SAID: "How it stands beside its target is not said here{why}.",
}
_BECAUSE = {
    Unsaid.ROUNDED: ": its counts are rounded in this edition, and would not say the same",
    Unsaid.FEW: ": this edition says it only on more records",
    Unsaid.SAMPLE: ": its sample was drawn unevenly, so that its counts alone do not say it",
}
FEW_CASES = "few cases"  # what is said, everywhere, of a figure of fewer than FEWEST_FOR_FIRM_RATING
_FEW = f"These are {FEW_CASES} (fewer than {FEWEST_FOR_FIRM_RATING}), so another quarter may say otherwise."
_AS_PUBLISHED = "{quarters}: as it was published. What came later changes it by too few records to be shown."
_RULED_OUT = "No failure in {cases} rules out that more than {most} fail (at 95%)."


def verdict_words(figure: Figure, low_is_good: bool = False) -> str:
    """A figure's verdict in a few words, for a table or a card: "Below target, few cases"."""
    if figure.verdict is Verdict.HIDDEN and figure.band is not None:
        return VERDICT_HIDDEN
    words = figure.verdict.words(low_is_good)
    return f"{words}, {FEW_CASES}" if figure.provisional else words


def met_of_applicable(figure: Figure) -> str:
    """How many of how many, and the percentage where it may be shown; where the counts are hidden, what may be said."""
    counts = figure.counts
    if counts.hidden:
        return _instead_of_counts(figure)
    if counts.applicable is None:
        return f"{counts.met} met; out of how many is {HIDDEN}"
    if counts.applicable == 0:
        return _none_counted(figure)
    if figure.weighted:
        return (
            f"{counts.met} of {counts.applicable} sampled; {percent(figure.value, figure.target)} weighted to the list"
        )
    return _of_how_many(counts, figure.target, " sampled" if figure.unsaid_because is Unsaid.SAMPLE else "")


def with_verdict(figure: Figure, low_is_good: bool = False) -> str:
    """The same where no verdict stands beside it: of hidden counts with the verdict that may be said, "at target"."""
    words = met_of_applicable(figure)
    if not figure.counts.hidden or not figure.verdict.judged:
        return words
    judged = figure.verdict.words(low_is_good)
    return f"{words}: {judged[:1].lower()}{judged[1:]}"


def _instead_of_counts(figure: Figure) -> str:
    """What is said of a figure whose counts are hidden: between what its share lies, or that they are hidden."""
    if figure.band is not None:
        return figure.band.words
    return COUNTS_HIDDEN if figure.verdict.judged else HIDDEN


def share(figure: Figure) -> str:
    """The percentage alone, as it is judged, or between what it lies; a dash where there is neither."""
    if figure.counts.hidden and figure.band is not None:
        return figure.band.words
    return _about(figure.counts, percent(figure.value, figure.target))


def _none_counted(figure: Figure) -> str:
    counts = figure.counts
    waiting = [
        *([f"{counts.pending} pending"] if counts.pending else []),
        *([f"{counts.missing} not answered"] if counts.missing else []),
    ]
    if waiting:
        return f"none can be counted yet: {listed(waiting)}"
    if figure.unsaid_because is Unsaid.NO_RETURN:
        return "no return has come"
    if figure.verdict is Verdict.NOT_DUE:
        return "not due this quarter"
    if figure.verdict is Verdict.NONE_YET:
        return "none can be counted yet"
    return "no cases"


def _of_how_many(counts: ShownCounts, target: float | None, sampled: str) -> str:
    part = f" ({_about(counts, percent(counts.proportion, target))})" if counts.proportion is not None else ""
    return f"{counts.met} of {counts.applicable}{sampled}{part}"


def _about(counts: ShownCounts, written: str) -> str:
    """A share as it is written, or "about" all or none of them where rounded counts cannot say so."""
    return f"about {written}" if not counts.exact and written in ("0%", "100%") else written


def interval(figure: Figure) -> str:
    """The 95% interval; a dash where there is none."""
    if figure.lower is None:
        return NO_FIGURE
    return f"{percent(figure.lower, figure.target)} to {percent(figure.upper, figure.target)}"


def standard_sentence(standard: StandardResult) -> str:
    """What a standard's total says, in one to six sentences."""
    figure = standard.total
    parts = [f"{standard.title}: {met_of_applicable(figure)}."]
    if figure.counts.hidden and figure.band is not None:
        parts.append(_HOW_MANY_HIDDEN)
    if figure.lower is not None:
        ends = interval(figure).replace(" to ", " and ")
        sample = figure.weighted or (standard.sampled is not None and not standard.sampled.whole)
        parts.append(_LIES["sample" if sample else "practice"].format(ends=ends))
    parts += [verdict_sentence(standard), ruled_out_sentence(standard), together_sentence(standard)]
    return " ".join(part for part in parts if part)


def verdict_sentence(standard: StandardResult) -> str:
    """How a standard's total stands beside its target; empty where there is nothing to hold against it."""
    figure = standard.total
    against = _AGAINST_THE_MOST if standard.low_is_good else _AGAINST
    phrase = against.get(figure.verdict, _UNJUDGED.get(figure.verdict, ""))
    that = _HIDDEN_FIGURE if figure.counts.hidden else _SHOWN_FIGURE
    sentence = phrase.format(that=that, target=percent(standard.target), why=_because(figure))
    return f"{sentence} {standard.reach.speaks(_FEW)}" if figure.provisional else sentence


def together_words(standard: StandardResult, *, brief: bool = False) -> str:
    """
    What its quarters come to together, with their months and verdict, where those of one by itself are hidden.

    Such as "October 2018 to September 2019 together: 96 of 100 (96%), at target"; empty where that says nothing either.
    ``brief``: where there is little room, as "Oct 2018 to Sep 2019: 96 of 100 (96%), at target".
    """
    year = standard.year
    if not standard.total.counts.hidden or len(year.quarters) < 2 or year.figure is None or not year.figure.says:
        return ""
    span = f"{year.quarters[0]} to {year.quarters[-1]}"
    months = standard.reach.short_months_of(span) if brief else f"{standard.reach.months(span)} together"
    judged = year.figure.verdict.words(standard.low_is_good)
    verdict = f", {judged[:1].lower()}{judged[1:]}" if year.figure.verdict.judged else ""
    return f"{months}: {met_of_applicable(year.figure)}{verdict}"


def total_words(standard: StandardResult) -> str:
    """A standard's total in a table, and what several quarters come to where its own counts are hidden."""
    return "; ".join(filter(None, (met_of_applicable(standard.total), together_words(standard))))


def together_sentence(standard: StandardResult) -> str:
    """The same as a sentence; empty where there is nothing to say."""
    words = together_words(standard)
    return f"{words}." if words else ""


def _because(figure: Figure) -> str:
    return "" if figure.unsaid_because is None else _BECAUSE.get(figure.unsaid_because, "")


def ruled_out_sentence(standard: StandardResult) -> str:
    """What so many records without a single failure rule out; empty where one failed."""
    figure = standard.total
    if figure.rules_out is None or not figure.counts.applicable:
        return ""
    return _RULED_OUT.format(
        cases=number_of(figure.counts.applicable, "record"),
        most=percent(figure.rules_out),
    )


def children_words(standard: StandardResult) -> str:
    """How many children the records are of, where some have several: "67 records of 34 children"; empty otherwise."""
    records, children = standard.total.counts.applicable, standard.children
    if not records or not children or children >= records:
        return ""
    return f"{number_of(records, 'record')} of {number_of(children, 'child', 'children')}"


def records_words(audit: AuditResult, of: str = "") -> str:
    """
    How many records an audit has; of which returns, where several kinds of them tell of the same cases.

    Such as "143 records (MASH return 60, referrer's return 23, panel's return 60)"; empty where it is not shown,
    or where none was due and none came.
    ``of``: what is said of them before that, such as " of 60 children". They are called what they are, such as "412
    missed appointments of 301 children" or "88 courses".
    """
    if audit.records is None or (not audit.records and not audit.due):
        return ""
    by_view: dict[str, int] = {}
    for line in audit.returns:
        if line.records and line.status not in OUTSTANDING:
            by_view[line.view] = by_view.get(line.view, 0) + line.records
    whole = f"{audit.records:,} {audit.row if audit.records == 1 else plural(audit.row)}{of}"
    if len(by_view) < 2 or sum(by_view.values()) != audit.records:
        return whole
    return f"{whole} ({', '.join(f'{_within(view)} {count:,}' for view, count in by_view.items())})"


def _within(title: str) -> str:
    """A title within a sentence; one that begins with an abbreviation stays as it is."""
    return f"{title[:1].lower()}{title[1:]}" if title[1:2].islower() else title


def other_reading_sentence(standard: StandardResult) -> str:
    """What the same records come to by the other version, in a quarter that shows both; empty in every other."""
    other = standard.other_reading
    if other is None:
        return ""
    return f"{capital(other.by)}: {met_of_applicable(other.figure)}."


def previous_figure(standard: StandardResult) -> str:
    """The figure of the quarter before, without a claim; a dash where there is none."""
    before = next((each for each in standard.history if each.quarter == standard.since_last.earlier), None)
    return NO_FIGURE if before is None else met_of_applicable(before.figure)


def as_published_sentence(history: Sequence[Point]) -> str:
    """Of which quarters a figure is printed as it was released, and why; empty where of none."""
    quarters = [each.quarter for each in history if each.as_published]
    return _AS_PUBLISHED.format(quarters=listed(quarters)) if quarters else ""


def quarter_before(audit: AuditResult) -> str:
    """What a column of the figures before is called: of an audit that is not due every quarter, by the quarter."""
    earlier = {s.since_last.earlier for s in audit.standards}
    usual = not audit.quarter or earlier <= {str(Quarter.parse(audit.quarter).previous())}
    return "Quarter before" if usual else f"In {listed(sorted(earlier))}"
