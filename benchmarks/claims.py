"""
How often a page claims what is not there, and how often it sees what is.

    python -m benchmarks.claims [--pages 400] [--seed 1]

Reports of 45 standards are simulated whose practice never changes and stands exactly at its target, in each way in
which records may vary all the same (see `processes`), and made into results and sentences by the code that makes a
report's own. Every change, special quarter, shortfall or agency apart that these name is false, and so is what they say
of quarters to come, where the next one is otherwise. Then some standards do change. Each figure is printed with twice
its standard error, beside the goal; the exit status is 1 where one is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.random import Generator

from benchmarks.processes import AGENCIES_DIFFER, PROCESSES, Drawn, Process, independent, one_apart, silent
from benchmarks.reports import Own, page, rulings
from benchmarks.tally import Goal, Tally
from pipeline.page import sentences
from pipeline.results.claims import FALSE, Ruled
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.noteworthy import changed_standards
from pipeline.statistics.pchart import limits_of
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.statistics.xmr import Assurance

STANDARDS, QUARTERS = 45, (4, 24)  # of a report
SHARES, RECORDS = (0.05, 0.98), (5, 80)  # met in the long run, and records a quarter
FROM_TARGET = 0.3  # so far from what is reached in the long run is the target of quarters to come, at most
CHANGING, SERIES = 4, 12  # standards of a report that do change, and its quarters
WITH_LIMITS = 16  # quarters of one in which the last is special
APART = 0.3  # an agency that differs is so much worse than the others
POWER = ((0.9, 0.8), (0.9, 0.7), (0.9, 0.6), (0.6, 0.7), (0.5, 0.7), (0.5, 0.8))

CHANGED, FLAGGED, BELOW = 0.01, 0.01, 0.025  # the most that may be false, of those that are tested
LISTED = 0.05  # the most reports of which the list of what has changed may name one falsely
LISTED_OVERDISPERSED = 0.10
UNLIKE_NEXT = 0.05  # the most of the next quarters that may not be as it could be expected
SEEN = 0.9  # of changes by 30 points with 20 records a quarter, a year after
HELD_TO, HELD_AT = ((0.9, 0.6), (0.5, 0.8)), 20  # the changes that this goal is for, and the records

SINCE_LAST, OVER_YEAR = "changed since the quarter before", "changed, four quarters against four"
SERIES_SENTENCE, MARKED = "series sentence", "charts with a mark"
AT_TARGET, LISTED_FALSELY = "below target, when at it", "reports with a false entry"
APART_FLAG, APART_LOOK = "standards with an agency apart beyond doubt", "standards with an agency worth a look"
NEXT, WITHIN = "next quarter not as it could be expected", "next quarter outside the limits"
EXACT = "outside exact limits that nothing widens"
PLAIN, ANY_PLAIN = "outside three standard errors", "reports with a quarter outside three standard errors"
YEAR_AFTER, CLAIMED_FALSELY = "claimed a year after", "of the claims of a report, false"
AT_ONCE, ICON, OWN_MARK = "since the quarter before", "icon", "marked on its chart"

Told = Mapping[str, Tally]


def unchanging(random: Generator, process: Process, pages: int) -> Told:
    """What is said of reports whose standards never change, all of it false."""
    told: dict[str, Tally] = defaultdict(Tally)
    for _ in range(pages):
        quarters = int(random.integers(QUARTERS[0], QUARTERS[1] + 1))
        # Who is silent now may not be in the quarter after, so that nothing could be expected of that.
        one_more = process is not silent
        drawn = [_unchanging(random, process, quarters + one_more) for _ in range(STANDARDS)]
        coming = [own.pop() for own in drawn] if one_more else []
        targets = [own[-1].practice + float(random.uniform(-FROM_TARGET, FROM_TARGET)) for own in drawn]
        audit = page(drawn, targets=targets)
        _add(told, audit, alike=process not in AGENCIES_DIFFER)
        if coming:
            _add_next(told, audit, coming)
        if quarters >= WITH_LIMITS:
            plainly = [_outside_three_errors(own) for own in drawn]
            told[PLAIN].add(plainly)
            told[ANY_PLAIN].add([any(plainly)])
    return told


def _add(told: dict[str, Tally], audit: AuditResult, *, alike: bool) -> None:
    """Count what the page of ``audit`` says; of agencies, where they are ``alike``."""
    each_of = audit.standards
    told[SINCE_LAST].add(
        _claims(sentences.quarter_change_sentence(s.since_last)) for s in each_of if s.since_last.moved.tested
    )
    told[OVER_YEAR].add(_claims(sentences.change_sentence(s.over_year)) for s in each_of if s.over_year.moved.tested)
    series = [(s, s.series) for s in each_of if s.series is not None]
    told[SERIES_SENTENCE].add(
        _claims(sentences.series_sentence(s))
        for s, own in series
        if own.shifted is not None or own.variation is not None
    )
    told[MARKED].add(any(limit.special for limit in own.limits) for _, own in series if own.limits)
    told[AT_TARGET].add(
        s.total.verdict is Verdict.BELOW for s in each_of if (s.total.counts.applicable or 0) >= FEWEST_FOR_RATING
    )
    told[LISTED_FALSELY].add([bool(changed_standards(audit))])
    if alike:
        told[APART_FLAG].add(any(each.flag for each in s.apart) for s in each_of)
        told[APART_LOOK].add(bool(s.apart) for s in each_of)


def _add_next(told: dict[str, Tally], audit: AuditResult, coming: Sequence[Drawn]) -> None:
    """Count whether each standard's next quarter is as its page says that it could be expected."""
    after = [(s, each.whole.value) for s, each in zip(audit.standards, coming, strict=True)]
    told[NEXT].add(
        (value >= s.target) is not reached
        for s, value in after
        if value is not None and (reached := _expected(s)) is not None
    )
    told[WITHIN].add(
        not min(each.lower for each in s.series.limits) <= value <= max(each.upper for each in s.series.limits)
        for s, value in after
        if value is not None and s.series is not None and s.series.limits
    )


def _expected(standard: StandardResult) -> bool | None:
    """Whether its page says that the target could be expected to be reached; None where it says neither."""
    if standard.series is None or "could be expected" not in sentences.series_sentence(standard):
        return None
    return standard.series.assurance is Assurance.PASS


def _claims(sentence: str) -> bool:
    """Whether a sentence claims something, as its own words say."""
    return "more than chance" in sentence or "than ordinary variation explains" in sentence


def _outside_three_errors(own: Own) -> bool:
    """What a plain p chart would make of the last quarter: it asks nothing of other standards, or of small numbers."""
    last, centre = own[-1].whole, _centre(own)
    return last.value is not None and abs(last.value - centre) > 3 * sqrt(centre * (1 - centre) / last.applicable)


def _outside_exact_limits(own: Own) -> bool:
    """The same by exact tails in place of standard errors, which few cases do not follow."""
    last = own[-1].whole
    if last.value is None:
        return False
    lower, upper = limits_of(last.applicable, float(last.applicable), _centre(own))
    return not lower <= last.value <= upper


def _centre(own: Own) -> float:
    return sum(each.whole.met for each in own) / sum(each.whole.applicable for each in own)


def _unchanging(random: Generator, process: Process, quarters: int) -> list[Drawn]:
    return process(
        random, [float(random.uniform(*SHARES))] * quarters, float(random.integers(RECORDS[0], RECORDS[1] + 1))
    )


def year_after(
    random: Generator, change: tuple[float, float], records: int, pages: int, process: Process = independent
) -> Told:
    """How often changes are claimed a year after, and falsely, in reports in which some standards change."""
    before, after = change
    told: dict[str, Tally] = defaultdict(Tally)
    for _ in range(pages):
        still = [_unchanging(random, process, SERIES) for _ in range(STANDARDS - CHANGING)]
        year = [process(random, [before] * (SERIES - 4) + [after] * 4, records) for _ in range(CHANGING)]
        ruled = rulings([*still, *year])
        told[YEAR_AFTER].add(_year_claimed(each) for each in ruled[-CHANGING:])
        false, true = (sum(map(_number_of_claims, part)) for part in (ruled[:-CHANGING], ruled[-CHANGING:]))
        told[CLAIMED_FALSELY].add([false / max(false + true, 1)])
    return told


def _year_claimed(ruling: Ruled) -> bool:
    return ruling.over_year is not None and ruling.over_year.moved.claimed


def _number_of_claims(ruling: Ruled) -> int:
    last = ruling.since_last is not None and ruling.since_last.moved.claimed
    return last + _year_claimed(ruling) + ruling.special


def at_once(random: Generator, change: tuple[float, float], records: int, pages: int) -> Told:
    """How often a single special quarter is claimed, and how often a plain p chart would mark it."""
    before, after = change
    told: dict[str, Tally] = defaultdict(Tally)
    for _ in range(pages):
        still = [_unchanging(random, independent, WITH_LIMITS) for _ in range(STANDARDS - CHANGING)]
        last = [independent(random, [before] * (WITH_LIMITS - 1) + [after], records) for _ in range(CHANGING)]
        results = page([*still, *last], last=CHANGING).standards
        told[AT_ONCE].add(each.since_last.moved.claimed for each in results)
        told[ICON].add(_claims(sentences.series_sentence(each)) for each in results)
        told[OWN_MARK].add(
            each.series is not None and bool(each.series.limits) and each.series.limits[-1].special is not None
            for each in results
        )
        told[EXACT].add(map(_outside_exact_limits, last))
        told[PLAIN].add(map(_outside_three_errors, last))
    return told


def apart_seen(random: Generator, records: int, pages: int) -> Told:
    """How often an agency is told apart that is, where the three send so many records each."""
    told: dict[str, Tally] = defaultdict(Tally)
    for _ in range(pages):
        drawn = [one_apart(APART)(random, [0.8], 3 * records) for _ in range(CHANGING)]
        results = page(drawn).standards
        told[APART_FLAG].add(any(each.flag and not each.better for each in s.apart) for s in results)
        told[APART_LOOK].add(any(not each.better for each in s.apart) for s in results)
    return told


def goals(told: Told, process: str) -> Iterator[Goal]:
    """The goals of one process in which nothing changes, each with what was measured."""
    most = {
        SINCE_LAST: CHANGED,
        OVER_YEAR: CHANGED,
        SERIES_SENTENCE: FLAGGED,
        AT_TARGET: BELOW,
        LISTED_FALSELY: LISTED_OVERDISPERSED if "overdispersed" in process else LISTED,
        APART_FLAG: FLAGGED,
        NEXT: UNLIKE_NEXT,
    }
    for name in (*most, APART_LOOK, WITHIN, MARKED, PLAIN, ANY_PLAIN):
        if name in told and told[name].reports:
            yield Goal(name, told[name], most=most.get(name))


def main() -> int:
    """All of it, with a seed; 1 where a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=400, help="reports for each way in which records vary")
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    missed = 0
    for goal in _proof(wanted.pages, wanted.seed):
        missed += goal.missed
        print(f"  {goal}", flush=True)
    print(f"\n{missed} goals missed" if missed else "\nevery goal is met")
    return 1 if missed else 0


def _proof(pages: int, seed: int) -> Iterator[Goal]:
    """Everything that is measured, under its headings."""
    for name, process in PROCESSES.items():
        print(f"\n{name}, nothing changed, {pages} reports of {STANDARDS} standards", flush=True)
        yield from goals(unchanging(np.random.default_rng(seed), process, pages), name)
        print(f"  and where {CHANGING} of them change by 30 points in a year of 20 records a quarter", flush=True)
        for change in HELD_TO:
            told = year_after(np.random.default_rng(seed), change, HELD_AT, pages, process)
            held = process is independent
            yield Goal(f"{_in_words(change)}: {YEAR_AFTER}", told[YEAR_AFTER], least=SEEN if held else None)
            yield Goal(f"{_in_words(change)}: {CLAIMED_FALSELY}", told[CLAIMED_FALSELY], most=FALSE)
    fewer = max(5, pages // 8)
    for records in (10, 20, 40, 80):
        print(f"\npower, {CHANGING} of {STANDARDS} standards change, {records} records a quarter", flush=True)
        for change in POWER:
            told = year_after(np.random.default_rng(seed), change, records, fewer)
            yield Goal(f"{_in_words(change)}: {YEAR_AFTER}", told[YEAR_AFTER])
            for name, tally in at_once(np.random.default_rng(seed), change, records, fewer).items():
                yield Goal(f"{_in_words(change)} in one quarter: {name}", tally)
    print("\npower, one of three agencies 30 points below the others", flush=True)
    for records in (10, 20, 40):
        for name, tally in apart_seen(np.random.default_rng(seed), records, fewer).items():
            yield Goal(f"{records} records each: {name}", tally)


def _in_words(change: tuple[float, float]) -> str:
    return f"{change[0]:.0%} to {change[1]:.0%}"


if __name__ == "__main__":
    sys.exit(main())
