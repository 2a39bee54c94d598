"""How every figure is made, in the words of the code that makes it: nothing here is written twice."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from pipeline import audits
from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.definition import Audit
from pipeline.definition.standards import TARGETS
from pipeline.disclose.child_status import policy_in_words
from pipeline.disclose.editions import EDITIONS
from pipeline.measure.outcomes import Outcome
from pipeline.page.parts import Numeric, Table
from pipeline.page.sentences import change_words, percent
from pipeline.partnership.defining import FIRST
from pipeline.partnership.here import here
from pipeline.partnership.limits import Limit, in_words
from pipeline.partnership.model import kinds
from pipeline.results.change_values import Change, Moved
from pipeline.results.changes import FEWEST_ALIKE, MOST_LEFT_OUT
from pipeline.results.claims import FALSE, NOTHING_CHANGED, ruled
from pipeline.results.figure_values import Verdict
from pipeline.results.followed.effects import CHANCE, ENOUGH
from pipeline.results.followed.values import Effect
from pipeline.results.verdicts import TAIL
from pipeline.results.versions import Change as Revision
from pipeline.results.versions import changes, unchecked
from pipeline.statistics import (
    agreement,
    clusters,
    differences,
    discovery,
    dispersion,
    exact,
    finite,
    gchart,
    intervals,
    missing,
    ordinary,
    pchart,
    rest,
    runs,
    sampling,
    stratified,
    survival,
    tiers,
)
from pipeline.statistics import xmr as charts
from pipeline.statistics.rules import RUN

# What a page shows, and the function that makes it; the idea is its module's.
METHODS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("The 95% interval of a percentage", intervals.wilson),
    ("Whether a figure may be chance beside its target", exact.tails),
    ("The interval where Wilson's would quarrel with the verdict", exact.exact_interval),
    ("What records without a failure rule out", exact.ruled_out),
    ("A change between two spans of time", differences.difference),
    ("How likely chance is to give as large a change", differences.errors_apart),
    ("How much quarters differ by more than chance", dispersion.spread),
    ("Which changes a report claims", discovery.discoveries),
    ("The median line and its two rules", runs.run_chart),
    ("Limits and icons (Making Data Count)", charts.xmr),
    ("The limits that quarters are judged by", ordinary.ordinary),
    ("Limits where quarters are small or uneven", pchart.p_chart),
    ("An agency beside all others together", rest.against_rest),
    ("Cases in a row between rare failures", gchart.g_chart),
    ("Bounds where a return is missing", missing.whatever_the_missing_said),
    ("The interval of records in families", clusters.clustered),
    ("Weighted kappa", agreement.kappa),
    ("Gwet's AC2", agreement.gwet),
    ("Which way two raters differ", exact.sign_test),
    ("Days taken, with some cases still open", survival.kaplan_meier),
    ("A sample", sampling.draw),
    ("A sample weighted to the list that it is from", stratified.weighted),
    ("A sample at random from one list, for that list", finite.of_the_list),
)
OUTCOMES = {
    Outcome.MET: "in the numerator and the denominator",
    Outcome.NOT_MET: "in the denominator; so is what is not recorded",
    Outcome.NOT_APPLICABLE: "in neither",
    Outcome.NOT_KNOWN: "in neither, and shown beside",
    Outcome.PENDING: "in neither until it is due, and shown beside",
    Outcome.MISSING: "in neither, and shown beside: an answer that was due is blank or in error",
}
_TERMS = re.compile(r"\n\s*\n(?=(?:Units|Shape|Raises|Source|Gives):)|\n(?=(?:Units|Shape|Raises|Source|Gives):)")
_CODE = re.compile(r"``([^`]*)``|`([^`]*)`")


def counted() -> Table:
    """What each outcome of a record does to a figure."""
    return Table(
        "What each outcome of a record does to a figure",
        ["Outcome", "Counts"],
        [[str(each).capitalize(), words] for each, words in OUTCOMES.items()],
    )


def thresholds() -> Table:
    """The numbers that decide what is judged, drawn and said."""
    return Table(
        "The numbers that decide what is judged, drawn and said",
        ["What", Numeric("From")],
        [
            ["A percentage and a verdict: records", tiers.FEWEST_FOR_RATING],
            ["A verdict without “few cases” beside it: records", tiers.FEWEST_FOR_FIRM_RATING],
            ["A median line: quarters", tiers.FEWEST_FOR_MEDIAN],
            ["Anhøj's two rules: quarters", tiers.FEWEST_FOR_RULES],
            ["Limits and icons: quarters", tiers.FEWEST_FOR_LIMITS],
            ["A run or trend that stands out: quarters", RUN],
            ["Quarters on each side of the comparison over time", QUARTERS_OF_A_YEAR],
            ["Of the earlier ones, counted in the same way", FEWEST_ALIKE],
            [
                "Of a span's records, left out at most, to compare those with records that count both times",
                f"{MOST_LEFT_OUT:.0%}",
            ],
            ["Of the changes that a report claims, expected to be none at most", f"{FALSE:.0%}"],
            [
                "Of the reports in which nothing has changed, those that claim a change at most",
                f"{NOTHING_CHANGED:.0%}",
            ],
            ["Coefficients of agreement: cases", agreement.FEWEST_FOR_COEFFICIENT],
        ],
    )


def verdicts() -> Table:
    """What may be said of a figure beside its target: the one rule that colours, lists and sentences go by."""
    rarely = f"one time in {round(1 / TAIL)} at most"
    words = {
        Verdict.BELOW: f"Worse than the target; where practice stands at it, chance gives so bad a figure {rarely}",
        Verdict.NOT_CLEAR: "Worse than the target, but by no more than chance often gives, where practice stands at it",
        Verdict.AT: "At the target or better, but chance gives that more often, where practice stands at it",
        Verdict.ABOVE: f"Better than the target; where practice stands at it, chance gives so good a figure {rarely}",
        Verdict.TOO_FEW: f"Fewer than {tiers.FEWEST_FOR_RATING} records",
        Verdict.NONE_YET: "All records are pending or not answered, or no return has come",
        Verdict.NO_CASES: "No record that the standard applies to",
        Verdict.NOT_DUE: "The audit is due in other quarters, and nothing came in this one",
        Verdict.HIDDEN: "The edition hides the figure, to protect small counts",
        Verdict.NOT_SAID: "The rounded counts would say another thing, they are too few for the edition, its sample "
        "was drawn unevenly, or it is of a year in which the target changed",
        Verdict.CONTEXT: "The standard has no target",
        Verdict.CASES: "The cases of the audit are read one by one at a meeting, so that pages give counts alone",
    }
    return Table(
        "What may be said of a figure beside its target",
        ["Verdict", "When"],
        [[str(each), words[each]] for each in Verdict],
        note="The chance is exact, on what the records are worth: less than their number where a child or a family has "
        "several, and those of the list where a sample was drawn unevenly. It is worked out from exact counts, so that "
        f"every edition says the same, or nothing. Fewer than {tiers.FEWEST_FOR_FIRM_RATING} records are “few "
        "cases”, beside the verdict: another quarter may say otherwise. Where lower is better, a figure over its "
        "target is the worse one. Colours go by the verdict. "
        "Of standards below target, those that are worse than a second, lower line too are named first.",
    )


def compared() -> Table:
    """What may be said of a change, and how many that are none a report may be expected to claim."""
    words = {
        Moved.RISEN: "The interval of the difference is above 0, and the report's rule claims it",
        Moved.FALLEN: "The interval of the difference is below 0, and the report's rule claims it",
        Moved.UNSURE: "The interval leaves out 0, but with so many comparisons chance may have given that",
        Moved.NO_CLEAR_CHANGE: "The interval holds 0; it is printed, since a change as large as its ends may be there",
        Moved.TOO_FEW: f"Fewer than {tiers.FEWEST_FOR_RATING} records on one side",
        Moved.NOT_COMPARABLE: "The two are counted in another way, or are too much of different agencies",
        Moved.NOT_TESTED: "There are no figures to compare with",
        Moved.WITHHELD: "The edition hides what is compared",
    }
    return Table(
        "What may be said of a change",
        ["Said", "When"],
        [[change_words(Change("", "", each)), words[each]] for each in Moved],
        note=_in_its_own_words(ruled)[0],
    )


def before_and_after() -> Table:
    """What may be said of a standard before and after an action, and how often that is wrong."""
    rarely = f"one time in {round(1 / CHANCE)}"
    words = {
        Effect.BETTER: f"The interval leaves out 0, and chance gives as much {rarely} at most",
        Effect.WORSE: "The same, the other way",
        Effect.NO_CLEAR_CHANGE: "Chance gives as much more often; the interval is printed, since a change as large as "
        "its ends may be there",
        Effect.TOO_EARLY: f"Fewer than {ENOUGH} quarters that began after the action was done are in, or one side has "
        f"fewer than {tiers.FEWEST_FOR_RATING} records",
        Effect.NOT_COMPARABLE: "There is no figure from before, or what is counted has changed in between",
        Effect.WITHHELD: "The edition hides what is compared",
    }
    return Table(
        "What may be said of a standard before and after an action",
        ["Said", "When"],
        [[str(each).capitalize(), words[each]] for each in Effect],
        note="Before: up to four quarters with records that had ended when the action was agreed, frozen by the first "
        "run that knows of it; whatever comes again later, the comparison stays with what was frozen, and says so. "
        "After: up to four quarters that began after it was done, the newest. Each agency is compared with itself, and "
        "only quarters that are counted alike are compared. Where nothing has changed, in simulated reports one or two "
        "lines in a thousand say better or worse. Actions are agreed where figures are bad, and such figures often "
        "rise by themselves: of the standards that looked worst before, up to one line in a hundred says better "
        "where nothing has changed. A rise by 30 points among 20 records a quarter is claimed in about half of cases "
        "after two quarters and in eight or nine of ten after four; one by 10 points hardly ever. No line says why "
        "figures are others: that they are better after an action than before is no proof that the action did it, so "
        "each line says what else changed.",
    )


def series() -> Table:
    """What is drawn and said of a series, by how many quarters it has."""
    lengths = (1, 2, tiers.FEWEST_FOR_MEDIAN, tiers.FEWEST_FOR_RULES, tiers.FEWEST_FOR_LIMITS)
    return Table(
        "What a series may show, by how many quarters it has",
        ["Quarters", "Drawn"],
        [
            [_span(first, after), _drawn(tiers.tier(first))]
            for first, after in zip(lengths, (*lengths[1:], None), strict=True)
        ],
        note="A series begins anew with a change of definition, document, time limit or agency. One that never varies "
        "is “no variation”, never a failure.",
    )


def _span(first: int, after: int | None) -> str:
    if after is None:
        return f"{first} or more"
    return str(first) if after == first + 1 else f"{first} to {after - 1}"


def _drawn(tier: tiers.Tier) -> str:
    parts = (
        (tier.intervals, "intervals"),
        (tier.compared, "a planned comparison"),
        (tier.median, "the median"),
        (tier.run_rules and not tier.limits, "Anhøj's rules"),
        (tier.limits, "limits, and the variation and assurance icons"),
    )
    return ", ".join(words for holds, words in parts if holds)


def targets() -> Table:
    """The usual target of each kind of standard, and from where a shortfall is named first."""
    return Table(
        "The usual target, by where a standard comes from",
        ["Basis", Numeric("Target"), Numeric("Named first where worse than")],
        [[each.value.capitalize(), percent(target), percent(amber)] for each, (target, amber) in TARGETS.items()],
        note="A standard may have its own: its “How it is counted” says so.",
    )


def editions(quarter: str) -> Table:
    """Who each edition is for and what it hides."""
    words = here().words(Quarter.parse(quarter))
    return Table(
        "Editions and what they hide",
        ["Edition", "Readers", "Rule", Numeric("A percentage from")],
        [
            [
                each.titled(words),
                each.read_by(words),
                " ".join(filter(None, (each.rule, policy_in_words(each)))),
                each.least_for_percent,
            ]
            for each in EDITIONS.values()
        ],
    )


def breaks(quarter: str = "") -> Table:
    """Each change of a document or a time limit at which series begin anew, and whose."""
    begun: dict[tuple[str, Revision], list[str]] = {}
    for audit in _audits(quarter):
        for standard in audit.standards:
            for each in changes(audit, standard):
                begun.setdefault((audit.code, each), []).append(standard.id)
    return Table(
        "Changes of documents and time limits that break a series",
        ["Audit", "From", "Why", "What changes", "Standards"],
        [
            [code, str(each.quarter), each.why, each.what or "–", ", ".join(theirs)]
            for (code, each), theirs in sorted(begun.items(), key=lambda item: (item[0][0], item[0][1].since))
        ],
    )


def limits(quarter: str = "") -> Table:
    """Every version of each time limit that a standard is judged by, and whether anybody has checked it."""
    by_name: dict[str, tuple[Limit, list[str]]] = {}
    for audit in _audits(quarter):
        for standard in audit.standards:
            for limit in standard.limits():
                by_name.setdefault(limit.name, (limit, []))[1].append(standard.id)
    return Table(
        "Time limits, in every version: a record is judged by the one in force on the day that decides its quarter",
        ["Standards", "Allowed", "From", "Until", "Source", "Basis", "Checked by"],
        [
            [
                ", ".join(theirs),
                in_words(each),
                _day(each.since) or "the beginning",
                _day(each.until) or "now",
                each.source or "–",
                each.basis or "–",
                each.checked_by or f"nobody{unchecked(each, limit.before(each))}",
            ]
            for limit, theirs in by_name.values()
            for each in limit.versions
        ],
    )


def documents() -> Table:
    """Every version of the documents that the partnership names, those that are still to come included."""
    return Table(
        "Documents, in every version",
        ["Document", "Version", "From", "Until", "What changes", "Source"],
        [
            [
                each.kind,
                each.version,
                (_day(each.since) or "the beginning") if each.dated else "not yet",
                (_day(each.until) or "now") if each.dated else "–",
                each.what_changes or "–",
                each.source or "–",
            ]
            for kind in kinds(here().documents)
            for each in here().versions(kind)
        ],
    )


def _audits(quarter: str) -> Collection[type[Audit]]:
    return audits.of(Quarter.parse(quarter) if quarter else FIRST).values()


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%B %Y}"


def worked_out() -> Table:
    """How each kind of figure is worked out, and whose method it is."""
    rows: Sequence[Sequence[object]] = [[what, *_in_its_own_words(function)] for what, function in METHODS]
    return Table(
        "How each kind of figure is worked out",
        ["Figure", "Idea", "In detail", "Whose method"],
        rows,
    )


def _in_its_own_words(function: Callable[..., Any]) -> tuple[str, str, str]:
    """What the module and the function say of themselves, and the source."""
    idea = inspect.getdoc(inspect.getmodule(function)) or ""
    first, *terms = _TERMS.split(inspect.getdoc(function) or "")
    source = next((each.removeprefix("Source:") for each in terms if each.startswith("Source:")), "")
    return _plain(idea), _plain(first), _plain(source) or "–"


def _plain(text: str) -> str:
    return " ".join(_CODE.sub(lambda code: code[1] or code[2], text).replace("_", " ").split())
